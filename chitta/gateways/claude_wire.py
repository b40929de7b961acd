"""One request to Claude on the wire: its client, its events gathered, and what its failures mean.

The stream is read raw (`messages.create(stream=True)`): the SDK's own accumulator completes half a tool call into
plausible arguments, and costs three times the CPU for every word.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from chitta.core.errors import GuideError
from chitta.gateways.claude_voice import Voice
from chitta.gateways.guide import LETTERS_A_TOKEN, Usage

if TYPE_CHECKING:  # 1.7 s and 45 MB: only a process that talks to Claude pays for it
    import anthropic

REJECTED = {
    "authentication_error", "billing_error", "invalid_request_error", "not_found_error", "permission_error",
    "request_too_large",
}  # fmt: skip

_clients: dict[tuple[int, str, str], anthropic.Anthropic] = {}
_building = threading.Lock()


def client_for(api_key: str, base_url: str) -> anthropic.Anthropic:
    """This process's client; a forked child gets its own, never its parent's sockets."""
    key = (os.getpid(), api_key, base_url)
    with _building:
        if key not in _clients:
            _clients[key] = _build(api_key, base_url)
        return _clients[key]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a request failed. `again`: another try may help, after `after` seconds when the service named a time."""

    kind: str
    detail: str
    again: bool = False
    after: float | None = None

    def error(self, kind: str = "") -> GuideError:
        return GuideError(kind or self.kind, self.detail)


@dataclass(slots=True)
class Spent:
    """Tokens of one request as the stream tells them: cumulative, some only at the start, some only at the end."""

    fresh: int = 0
    written: int = 0
    cached: int = 0
    out: int = 0
    ended: bool = False  # the stream told its final counts
    told: tuple[int, int] | None = None  # what was read (fresh, from the cache), once it was told

    @classmethod
    def of(cls, message: Any) -> Spent:
        """What a message cost that came whole."""
        spent = cls(ended=True)
        spent.take(getattr(message, "usage", None))
        return spent

    def take(self, usage: Any) -> None:
        for ours, theirs in (
            ("fresh", "input_tokens"),
            ("written", "cache_creation_input_tokens"),
            ("cached", "cache_read_input_tokens"),
            ("out", "output_tokens"),
        ):
            if (count := getattr(usage, theirs, None)) is not None:
                setattr(self, ours, count)

    def read(self, model: str) -> Usage:
        """What the prompt cost, known from the first event on."""
        self.told = self.fresh + self.written, self.cached
        return Usage(model, self.told[0], 0, self.told[1])

    def rest(self, model: str, letters: int) -> Usage:
        """What was not told yet. An answer that broke off said `letters` characters and never how many tokens they were."""
        out = self.out if self.ended else max(self.out, -(-letters // LETTERS_A_TOKEN))
        fresh, cached = self.told or (0, 0)
        return Usage(model, self.fresh + self.written - fresh, out, self.cached - cached)


@dataclass(slots=True)
class Heard:
    """What one streamed answer has said so far: blocks verbatim, raw tool arguments, stop reason, tokens."""

    voice: Voice
    stop: str | None = None
    usage: Spent | None = None
    _blocks: dict[int, dict[str, Any]] = field(default_factory=dict)
    _json: dict[int, str] = field(default_factory=dict)  # by identity of the block: call ids may come twice

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks as they must be sent back; an empty text block would be rejected."""
        return [b for b in self._blocks.values() if b["type"] != "text" or b["text"].strip()]

    @property
    def letters(self) -> int:
        """How much came over the wire so far: words, thoughts, arguments."""
        said = (len(block.get("text", "")) + len(block.get("thinking", "")) for block in self._blocks.values())
        return sum(said) + sum(map(len, self._json.values()))

    @property
    def calls(self) -> bool:
        """Whether tools are to be run now: never after an answer that did not end by asking for it."""
        return self.stop == "tool_use" and any(block["type"] == "tool_use" for block in self.blocks)

    def take(self, event: Any) -> str:
        """One event of the stream; the words it adds to the reply, if any."""
        match event.type:
            case "message_start":
                self.usage = Spent()
                self.usage.take(getattr(event.message, "usage", None))
            case "content_block_start":
                return self._start(event.index, event.content_block.to_dict())
            case "content_block_delta" if event.index in self._blocks:
                return self._grow(self._blocks[event.index], event.delta)
            case "message_delta":
                self.stop = event.delta.stop_reason
                if self.usage:
                    self.usage.take(getattr(event, "usage", None))
                    self.usage.ended = True
        return ""

    def arguments(self, call: Mapping[str, Any]) -> dict[str, Any] | None:
        """The arguments of a call, or None unless they are one whole, plain JSON object."""
        try:
            value = json.loads(self._json[id(call)]) if id(call) in self._json else call["input"]
            json.dumps(value, ensure_ascii=False, allow_nan=False).encode()  # NaN or half an emoji cannot be sent back
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    def _start(self, index: int, block: dict[str, Any]) -> str:
        self._blocks[index] = block
        if block["type"] != "text":
            self.voice.breath()
            return ""
        return self.voice.say(block["text"])

    def _grow(self, block: dict[str, Any], delta: Any) -> str:
        match delta.type:
            case "text_delta" if block["type"] == "text":
                block["text"] += delta.text
                return self.voice.say(delta.text)
            case "thinking_delta" if block["type"] == "thinking":
                block["thinking"] += delta.thinking
            case "signature_delta":
                block["signature"] = delta.signature
            case "input_json_delta" if delta.partial_json:
                self._json[id(block)] = self._json.get(id(block), "") + delta.partial_json
        return ""


def fault_of(error: Exception, *, opened: bool) -> Fault | None:
    """What an exception of the SDK means, None when it is a bug of ours. No word of the request or answer is kept."""
    import anthropic
    import httpx2

    cause = error.__cause__ if isinstance(error, anthropic.APIConnectionError) else error
    if isinstance(error, anthropic.APIStatusError):
        return _status_fault(error)
    if isinstance(cause, httpx2.ConnectTimeout):
        return Fault("unavailable", "no connection in time", again=True)
    if isinstance(cause, httpx2.TimeoutException):
        return Fault("busy", "silence on the wire", again=True)
    if isinstance(cause, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError | httpx2.InvalidURL):
        return Fault("misconfigured", type(cause).__name__)
    if isinstance(error, anthropic.APIConnectionError | httpx2.HTTPError):
        return Fault("unavailable", type(cause).__name__, again=True)
    if not isinstance(error, anthropic.AnthropicError | ValueError):
        return None
    ours = not opened and not isinstance(error, json.JSONDecodeError)
    return Fault("misconfigured", "request") if ours else Fault("unavailable", "not a readable answer", again=True)


def _status_fault(error: anthropic.APIStatusError) -> Fault:
    status, kind = error.status_code, str(error.type or "")
    known = [word for word in (kind, error.request_id or "") if re.fullmatch(r"[\w-]{1,40}", word, re.ASCII)]
    detail = " ".join([str(status), *known])
    # An error event in mid-stream carries the status of the stream: 200.
    again = kind not in REJECTED if status == 200 else status in (408, 409, 429) or status >= 500
    if not again:
        return Fault("misconfigured", detail)
    named = re.fullmatch(r"\d{1,6}(\.\d+)?", error.response.headers.get("retry-after", ""))
    return Fault("busy", detail, again=True, after=float(named.group()) if named else None)


def stream_of(client: anthropic.Anthropic, request: dict[str, Any]) -> Generator[Any, None, None]:
    """The events of one request and, when it failed, its Fault; closing this closes the connection."""
    fault, opened = None, False
    try:
        with client.messages.create(**request, stream=True) as stream:
            opened = True
            yield from stream
    except Exception as error:
        fault = fault_of(error, opened=opened)
        if fault is None:
            raise
    if fault:  # outside the handler, so that no exception holding the request hangs on to ours
        yield fault


def answered(
    client: anthropic.Anthropic, request: Mapping[str, Any], schema: type[BaseModel]
) -> anthropic.types.Message:
    """The whole answer to a request for `schema`. The SDK's own `parse` throws what an answer cost away with the answer
    when that does not fit, so the schema goes out by hand and is kept by whoever reads the answer."""
    import anthropic

    form = {"type": "json_schema", "schema": anthropic.transform_schema(schema)}
    wanted = {**request, "output_config": {**request.get("output_config", {}), "format": form}}
    message: anthropic.types.Message = client.messages.create(**wanted)
    return message


def _build(api_key: str, base_url: str) -> anthropic.Anthropic:
    import anthropic

    for name in ("anthropic", "httpx2", "httpcore2"):  # at DEBUG they would log whole prompts
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger(name).level))
    return anthropic.Anthropic(api_key=api_key, base_url=base_url, max_retries=0, open_telemetry=False)
