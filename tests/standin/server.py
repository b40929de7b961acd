"""A local stand-in for Anthropic's Messages service, reached by the real SDK through its base URL.

In tests: the `standin` fixture. By hand or for a bench: `python -m tests.standin.server --port 9009 --pace 60`, then
ANTHROPIC_BASE_URL=http://127.0.0.1:9009 ANTHROPIC_API_KEY=anything. One event loop serves every stream: fifty of them
at a natural pace are one timer and one send each, not fifty threads.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.standin import wire
from tests.standin.caching import Cache, Spent
from tests.standin.script import (
    Answer,
    Call,
    Cut,
    Fail,
    Fault,
    HangUp,
    Raw,
    Reply,
    Say,
    Stall,
    Stop,
    Think,
    Told,
    answer,
)

MARKER = re.compile(r"bench-[\w-]+")
Brain = Callable[[Mapping[str, Any]], Answer | None]
REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 429: "Too Many Requests"}
LOOK = 0.02  # how often a silent stream looks whether its client is still there
SMALL_TALK = {
    "he": (
        "תודה על מה שסיפרת. זה עוזר לי להבין קצת יותר. מה קרה בפעם האחרונה שזה עלה?",
        "מה שתיארת חשוב, ונשמע שיש כאן הרבה תשומת לב. איך נראה רגע טוב באמצע יום רגיל?",
        "שמתי לב שהתיאור מאוד מוחשי. עם מי זה קורה יותר, ועם מי פחות?",
    ),
    "en": (
        "Thank you for telling me this. It helps me see it more clearly. What happened the last time it came up?",
        "What you describe matters, and it is seen with care. What does a good moment in an ordinary day look like?",
        "I noticed how concrete that was. With whom does it happen more, and with whom less?",
    ),
}


class Gone(Exception):
    """The client hung up, or the script did."""


@dataclass
class Recorded:
    """One request as it came, and how it ended."""

    number: int
    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: Any
    received_ns: int
    first_text_ns: int = 0
    last_text_ns: int = 0
    spent: Spent | None = None  # what reading the prompt cost
    disconnected: threading.Event = field(default_factory=threading.Event)  # the client hung up before the end
    finished: threading.Event = field(default_factory=threading.Event)

    @property
    def said(self) -> str:
        """What the person said last."""
        return wire.last_words(self.body) if isinstance(self.body, dict) else ""

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(self.body["messages"])


class Standin:
    """The server: `url`, `requests`, and `will(...)` to queue what the next requests get, in order."""

    def __init__(self, port: int = 0, pace: float = 0.0, key: str = "", length: int = 0) -> None:
        self.requests: list[Recorded] = []
        self.times: dict[str, dict[str, int]] = {}
        self.key, self._port, self._gap = key, port, (1 / pace if pace else 0.0)
        self._length = length  # words at least in small talk; 0: as it is
        self._queue: deque[Answer] = deque()
        self._always: Answer | None = None
        self._brain: Brain | None = None
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.cache = Cache()

    # -- what tests say ------------------------------------------------------------------------------------------

    def will(self, *told: Told) -> None:
        """Each argument is what one request gets; a list holds the parts of one answer."""
        with self._lock:
            self._queue.extend(answer(one) for one in told)

    def always(self, told: Told | None) -> None:
        """What a request gets when nothing is queued (an endless tool loop, say); None: small talk again."""
        self._always = None if told is None else answer(told)

    def thinks(self, brain: Brain | None) -> None:
        """Who answers what is not scripted (tests.standin.brain.think); None, or an answer of None: small talk."""
        self._brain = brain

    def forget(self) -> None:
        """Between two tests: no script, no memory."""
        with self._lock:
            self._queue.clear()
        self._always, self._brain, self.key, self.cache = None, None, "", Cache()
        self.requests, self.times = [], {}

    @property
    def url(self) -> str:
        """The base URL for the SDK."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def last(self) -> Recorded:
        """The newest request."""
        return self.requests[-1]

    @property
    def left(self) -> int:
        """How many queued answers nobody asked for."""
        return len(self._queue)

    # -- life ----------------------------------------------------------------------------------------------------

    def start(self) -> Standin:
        """Listen in a thread of its own."""
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,), daemon=True, name="standin")
        self._thread.start()
        ready.wait(5)
        return self

    def close(self) -> None:
        """Stop listening and drop what is open."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        if self._thread:
            self._thread.join(5)

    def serve_forever(self) -> None:
        """Listen in this thread until interrupted."""
        self._run(threading.Event())

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._connection, "127.0.0.1", self._port, backlog=512)
        )
        self._port = int(server.sockets[0].getsockname()[1])
        ready.set()
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._wind_up(server))
            self._loop.close()

    async def _wind_up(self, server: asyncio.Server) -> None:
        server.close()
        for writer in list(self._open):
            writer.transport.abort()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # -- HTTP ----------------------------------------------------------------------------------------------------

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._open.add(writer)
        try:
            while await self._exchange(reader, writer):
                pass
        except (Gone, ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ", 2)
        headers = {n.lower(): v.strip() for n, _, v in (line.partition(":") for line in head[1:] if line)}
        raw = await reader.readexactly(int(headers.get("content-length", "0")))
        if method == "GET":
            _send(writer, 200 if path in ("/_times", "/_requests") else 404, self._report(path))
            return True
        request = self._record(method, path, headers, raw)
        try:
            return await self._answer(request, reader, writer)
        finally:
            request.finished.set()

    def _record(self, method: str, path: str, headers: dict[str, str], raw: bytes) -> Recorded:
        try:
            body = json.loads(raw, parse_constant=_no_constant)
        except ValueError:
            body = None
        request = Recorded(len(self.requests) + 1, method, path, headers, body, time.time_ns())
        self.requests.append(request)
        return request

    def _report(self, path: str) -> bytes:
        if path == "/_times":
            return json.dumps(self.times).encode()
        return json.dumps([{"path": r.path, "body": r.body} for r in self.requests], ensure_ascii=False).encode()

    async def _answer(self, request: Recorded, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        told = self._refusal(request) or self._next(request)
        if isinstance(told, HangUp):
            raise Gone
        if told.wait:
            await _silence(told.wait, request, reader)
        if isinstance(told, Fail):
            extra = {"retry-after": told.retry_after} if told.retry_after else {}
            _send(writer, told.status, wire.error_body(told.status, told.message), extra)
            return True
        told = self._counted(told, request)
        if not request.body.get("stream"):
            return await self._tell_whole(told, request, reader, writer)
        await Stream(self, request, told, reader, writer).run()
        return True

    async def _tell_whole(
        self, told: Reply, request: Recorded, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        for part in told.parts:
            if isinstance(part, Stall):
                await _silence(part.seconds, request, reader)
            if isinstance(part, Cut):
                raise Gone
        message = wire.whole(request.number, request.body["model"], told)
        _send(writer, 200, json.dumps(message, ensure_ascii=False).encode())
        return True

    def _refusal(self, request: Recorded) -> Fail | None:
        """What the real service would refuse, whatever a script says."""
        if request.path.split("?")[0] != "/v1/messages":
            return Fail(404, message=request.path)
        bearer = request.headers.get("authorization", "")
        if not bearer.startswith("Bearer ") or (self.key and bearer != f"Bearer {self.key}"):
            return Fail(401, message="invalid bearer token")
        if not request.headers.get("anthropic-version"):
            return Fail(400, message="anthropic-version: header is required")
        why = wire.complaint(request.body)
        return Fail(400, message=why) if why else None

    def _counted(self, told: Reply, request: Recorded) -> Reply:
        """With the tokens of this prompt, where the script says nothing else."""
        spent = request.spent = self.cache.take(request.body)
        counts = {"tokens_in": spent.fresh, "tokens_cached": spent.cached, "tokens_written": spent.written}
        return replace(told, **{name: n for name, n in counts.items() if getattr(told, name) is None})

    def _next(self, request: Recorded) -> Answer:
        with self._lock:
            if self._queue:
                return self._queue.popleft()
        return self._always or (self._brain and self._brain(request.body)) or self._small_talk(request)

    def _small_talk(self, request: Recorded) -> Reply:
        asked = request.body.get("output_config", {}).get("format", {}).get("schema")
        if asked:
            return Reply((Say(json.dumps(wire.example_of(asked), ensure_ascii=False)),))
        language = "he" if re.search("[א-ת]", request.said) else "en"
        choices = SMALL_TALK[language]
        text = choices[len(request.messages) // 2 % len(choices)]
        text = " ".join([text] * max(1, -(-self._length // len(text.split()))))
        return Reply((Say(text, pace=self._gap, delay=self._gap),))


class Stream:
    """One answer on the wire: chunked server-sent events, part by part."""

    def __init__(
        self,
        server: Standin,
        request: Recorded,
        reply: Reply,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.server, self.request, self.reply = server, request, reply
        self.reader, self.writer = reader, writer
        self.index, self.open, self.tokens = -1, False, 0

    async def run(self) -> None:
        """The whole answer, unless the script or the client ends it before."""
        self.writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\n"
            b"request-id: req_standin\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        model = self.request.body["model"]
        self._put(wire.frame("message_start", message=wire.head(self.request.number, model, self.reply)))
        self._put(wire.frame("ping"))
        for at, part in enumerate(self.reply.parts):
            if await self._part(part, f"{self.request.number}_{at}"):
                return
        self._close_block()
        delta = {"stop_reason": wire.natural_stop(self.reply.parts), "stop_sequence": None}
        self._put(wire.frame("message_delta", delta=delta, usage=wire.usage(self.reply, self.tokens)))
        self._put(wire.frame("message_stop"))
        self._end_body()

    async def _part(self, part: Any, number: str) -> bool:
        """Put one part; True when it was the end."""
        match part:
            case Say() | Think() | Call():
                await self._block(part, number)
            case Stall(seconds):
                await _silence(seconds, self.request, self.reader)
            case Raw(data):
                self._put(data)
            case Fault(kind):
                self._put(wire.frame("error", error=wire.problem(kind, "overloaded")["error"]))
                self._end_body()
                return True
            case Cut("clean"):
                self._end_body()
                return True
            case Cut(how):
                await self._break_off(how)
            case Stop():
                pass
        return False

    async def _block(self, part: Say | Think | Call, number: str) -> None:
        self._close_block()
        self.index, self.open = self.index + 1, True
        self._put(wire.frame("content_block_start", index=self.index, content_block=wire.block_of(part, number)))
        say = part if isinstance(part, Say) else None
        due = time.monotonic() + (say.delay if say else 0.0)
        for delta in wire.deltas_of(part):
            if (left := due - time.monotonic()) > 0:
                await _silence(left, self.request, self.reader)
            self._put(wire.frame("content_block_delta", index=self.index, delta=delta))
            self.tokens += 1
            if say:
                self._stamp()
                due += say.pace
            _look(self.request, self.reader)

    def _close_block(self) -> None:
        if self.open:
            self._put(wire.frame("content_block_stop", index=self.index))
            self.open = False

    def _stamp(self) -> None:
        now = time.time_ns()
        self.request.last_text_ns = now
        if self.request.first_text_ns:
            return
        self.request.first_text_ns = now
        if found := MARKER.search(self.request.said):
            self.server.times[found.group()] = {
                "received_ns": self.request.received_ns,
                "first_text_ns": now,
                "first_text_monotonic_ns": time.monotonic_ns(),
            }

    def _put(self, data: bytes) -> None:
        self.writer.write(b"%x\r\n%s\r\n" % (len(data), data))

    def _end_body(self) -> None:
        self.writer.write(b"0\r\n\r\n")

    async def _break_off(self, how: str) -> None:
        await self.writer.drain()
        await asyncio.sleep(0.1)  # a reset throws away what the client has not read yet
        if how == "reset":
            linger = struct.pack("ii", 1, 0)
            self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.writer.transport.abort()
        raise Gone


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _send(writer: asyncio.StreamWriter, status: int, body: bytes, extra: Mapping[str, str] | None = None) -> None:
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Error')}", "content-type: application/json"]
    lines += [f"content-length: {len(body)}", "request-id: req_standin"]
    lines += [f"{name}: {value}" for name, value in (extra or {}).items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)


async def _silence(seconds: float, request: Recorded, reader: asyncio.StreamReader) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        await asyncio.sleep(min(left, LOOK))
        _look(request, reader)


def _look(request: Recorded, reader: asyncio.StreamReader) -> None:
    if reader.at_eof() or reader.exception():
        request.disconnected.set()
        raise Gone


def main() -> None:
    """The stand-in for hand walks and benches."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=9009)
    parser.add_argument("--pace", type=float, default=60.0, help="tokens a second; 0: at once")
    parser.add_argument("--brain", action="store_true", help="hold a real interview, as the built-in guide would")
    parser.add_argument("--length", type=int, default=0, help="words at least in a reply; 0: a short natural one")
    chosen = parser.parse_args()
    print(f"stand-in on http://127.0.0.1:{chosen.port}", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server = Standin(chosen.port, chosen.pace, length=chosen.length)
        if chosen.brain:
            from tests.standin.brain import think

            server.thinks(think)
        server.serve_forever()


if __name__ == "__main__":
    main()
