"""The guide that is Claude, through Anthropic's SDK."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from chitta.core.errors import GuideError, Refused
from chitta.gateways import claude_prompt as told
from chitta.gateways.claude_voice import Voice
from chitta.gateways.claude_wire import Fault, Heard, Spent, answered, client_for, fault_of, stream_of
from chitta.gateways.guide import Answer, Count, Duty, Event, Prompt, Run, Tool, Words, always

if TYPE_CHECKING:
    import anthropic

ROUNDS = 6  # tool rounds in one turn
CONNECT_SECONDS = 5.0
READING_TOKENS = 8_000  # at least, for an answer in a structure: half of one is none


class Claude:
    """Guide over Anthropic's Messages API; one HTTP client per process, shared by all turns and threads.

    `stall_seconds`: silence on the wire after which a reply counts as cut. `patience`: seconds in which up to `tries`
    tries are made before the first word, `pause` being the first wait between them. `reading_seconds`: how long
    `extract`, which does not stream, may take. `model` holds the conversation; `reading_model` and `writing_model`, where
    they are named, do what `extract` is asked for.
    """

    name = "claude"

    def __init__(
        self,
        api_key: str,
        base_url: str = "",
        model: str = "claude-opus-5-5",
        max_tokens: int = 4000,
        effort: str = "low",
        stall_seconds: float = 30.0,
        *,
        patience: float = 20.0,
        tries: int = 3,
        pause: float = 1.0,
        reading_seconds: float = 240.0,
        reading_model: str = "",
        writing_model: str = "",
    ) -> None:
        self.models: dict[Duty, str] = {"reading": reading_model or model, "writing": writing_model or model}
        self.model, self.max_tokens, self.effort = model, max_tokens, effort
        self.stall_seconds, self.reading_seconds = stall_seconds, reading_seconds
        self.patience, self.tries, self.pause = patience, tries, pause
        self._api_key, self._base_url = api_key, base_url or "https://api.anthropic.com"

    def warm(self) -> None:
        """Import the SDK and build the client now; workers call it before their first job."""
        client = self.client()
        _ = client.messages, client.messages.parse, self._timeout(self.stall_seconds)

    def converse(self, prompt: Prompt, tools: Sequence[Tool], run: Run) -> Iterator[Event]:
        """Answer the parent's last line; see `Guide.converse`.

        `Usage` counts are apart from each other: tokens_in is what was not read from the cache.
        """
        yield from Turn(self, prompt, tools, run).events()

    def extract(
        self,
        schema: type[Answer],
        instruction: str,
        content: Sequence[Mapping[str, Any]],
        *,
        duty: Duty = "reading",
        spent: Count | None = None,
        wanted: Callable[[], bool] = always,
    ) -> Answer:
        """Read material into `schema`; see `Guide.extract`. GuideError("empty") when the answer does not fit it."""
        system = [{"type": "text", "text": told.READING}, {"type": "text", "text": instruction}]
        messages = [{"role": "user", "content": [dict(block) for block in content]}]
        request = self.request(
            model=self.models[duty],
            max_tokens=max(self.max_tokens, READING_TOKENS),
            system=system,
            messages=messages,
            timeout=self._timeout(self.reading_seconds),
        )
        patience = Patience(self)
        while True:
            if not wanted():
                raise GuideError("unwanted")
            found = self._read(request, schema, spent)
            if not isinstance(found, Fault):
                return found
            patience.wait(found)

    def request(self, **parts: Any) -> dict[str, Any]:
        """The arguments every request shares, and these."""
        effort = {"output_config": {"effort": self.effort}} if self.effort else {}
        timeout = self._timeout(self.stall_seconds)
        return {"model": self.model, "max_tokens": self.max_tokens, "timeout": timeout, **effort, **parts}

    def client(self) -> anthropic.Anthropic:
        """The process's client."""
        return client_for(self._api_key, self._base_url)

    def _read(self, request: Mapping[str, Any], schema: type[Answer], spent: Count | None) -> Answer | Fault:
        try:
            message: Any = answered(self.client(), request, schema)
        except Exception as error:
            if fault := fault_of(error, opened=False):
                return fault
            raise
        if spent:
            spent(Spent.of(message).rest(request["model"], 0))
        if message.stop_reason == "refusal":
            return Fault("refusal", "refusal")
        text = next((block.text for block in message.content if block.type == "text"), "")
        if not text or message.stop_reason != "end_turn":
            return Fault("empty", str(message.stop_reason))
        try:
            return schema.model_validate_json(text)
        except ValidationError:
            return Fault("empty", "the answer does not fit its schema")

    def _timeout(self, read: float) -> Any:
        import anthropic

        return anthropic.Timeout(read, connect=CONNECT_SECONDS)


class Patience:
    """Up to so many tries within so many seconds, with a random pause between them."""

    def __init__(self, claude: Claude) -> None:
        self.left, self.pause, self.until = claude.tries, claude.pause, time.monotonic() + claude.patience

    def wait(self, fault: Fault, kind: str = "") -> None:
        """Sleep until the next try, or raise when there is none; `kind` is what to call the failure then."""
        self.left -= 1
        wait = self.pause * random.uniform(0.5, 1.0)  # nosec B311 # a pause, no secret
        self.pause *= 2
        if fault.after is not None:
            wait = fault.after + min(wait, 0.1 * fault.after)
        if not fault.again or self.left <= 0 or time.monotonic() + wait > self.until:
            raise fault.error(kind if fault.again else "")
        time.sleep(wait)


class Turn:
    """One reply: requests, tool rounds, and what was said so far."""

    def __init__(self, claude: Claude, prompt: Prompt, tools: Sequence[Tool], run: Run) -> None:
        self.claude, self.run = claude, run
        self.messages = told.messages_of(prompt)
        self.fixed: dict[str, Any] = {"system": told.system_of(prompt.language, prompt.address)}
        if tools:
            self.fixed["tools"] = told.tools_of(tools)
        self.said = self.echo_of = prompt.unfinished  # what the parent sees of this reply
        self.spoken = False  # whether this very turn added to it
        self.called: set[str] = set()
        # Where a person may be in danger nothing is recorded, whatever the model would like.
        self.tools_open = bool(tools) and not prompt.safety

    def events(self) -> Iterator[Event]:
        """The turn from the first word to the last."""
        for number in range(ROUNDS):
            heard = yield from self._ask()
            calls = heard.calls and self.tools_open
            if (not calls or self._carry_out(heard)) and self.said:
                return
            if not heard.calls and number == 0:
                raise GuideError("empty", str(heard.stop))
            if not calls:
                break
        yield from self._close()

    def _close(self) -> Iterator[Event]:
        self.tools_open = False
        told.tell(self.messages, told.IN_WORDS)
        yield from self._ask()
        if not self.said:
            raise GuideError("empty", "no words after the last tool")

    def _ask(self) -> Generator[Event, None, Heard]:
        """One request, tried again while it has not said a word."""
        patience = Patience(self.claude)
        while True:
            heard = Heard(Voice(self.said, self.echo_of))
            fault = yield from self._listen(heard)
            if heard.usage:
                yield heard.usage.rest(self.claude.model, heard.letters)
            if not fault:
                self.echo_of = ""
                return self._ended(heard)
            if heard.voice.spoke:
                raise fault.error("cut")
            patience.wait(fault, "cut" if self.spoken else "")

    def _listen(self, heard: Heard) -> Generator[Event, None, Fault | None]:
        request = self.claude.request(messages=self.messages, **self.fixed)
        if self.fixed.get("tools") and not self.tools_open:
            request["tool_choice"] = {"type": "none"}
        fault: Fault | None = None
        with closing(stream_of(self.claude.client(), request)) as stream:
            for event in stream:
                if isinstance(event, Fault):
                    fault = event
                elif words := heard.take(event):
                    yield self._say(words)
                    if heard.usage and heard.usage.told is None:  # first the words: nobody waits for book-keeping
                        yield heard.usage.read(self.claude.model)
        if heard.stop is None:  # a connection that ends politely in mid-message raises nothing
            return fault or Fault("unavailable", "the stream ended early", again=True)
        if words := heard.voice.last():
            yield self._say(words)
        return None

    def _say(self, words: str) -> Words:
        self.said += words
        self.spoken = True
        return Words(words)

    def _ended(self, heard: Heard) -> Heard:
        if heard.stop == "refusal":
            raise GuideError("refusal", "refusal")
        if heard.stop in ("max_tokens", "model_context_window_exceeded"):
            raise GuideError("cut" if self.said else "empty", heard.stop)
        return heard

    def _carry_out(self, heard: Heard) -> bool:
        """Run the calls of one answer and keep both for the next request; whether every one of them succeeded."""
        content, results = [], []
        for block in heard.blocks:
            if block["type"] == "tool_use":
                if block["id"] in self.called:
                    continue
                self.called.add(block["id"])
                results.append(self._result(block, heard.arguments(block)))
            content.append(block)
        if not results:
            told.tell(self.messages, told.ALREADY)
            return True
        self.messages.append({"role": "assistant", "content": content})
        self.messages.append({"role": "user", "content": results})
        return not any(result.get("is_error") for result in results)

    def _result(self, call: dict[str, Any], arguments: dict[str, Any] | None) -> dict[str, Any]:
        call["input"] = arguments or {}
        result = {"type": "tool_result", "tool_use_id": call["id"]}
        if arguments is None:
            return result | {"content": "The arguments are not a JSON object. Nothing was written.", "is_error": True}
        try:
            return result | {"content": self.run(call["name"], arguments) or "done"}
        except Refused as refused:
            return result | {"content": str(refused) or "refused", "is_error": True}
