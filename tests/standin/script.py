"""What the stand-in can be told to do: the parts of one answer, and whole answers that are only a status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Say:
    """Words, in `pieces` deltas (or at word borders when None); `delay` before the first, `pace` between them (s)."""

    text: str
    pieces: int | None = None
    delay: float = 0.0
    pace: float = 0.0


@dataclass(frozen=True)
class Think:
    """A thinking block with its signature; empty by default, as models send it today."""

    text: str = ""
    signature: str = "c2lnbmF0dXJl"


@dataclass(frozen=True)
class Call:
    """A tool call. `raw` replaces the JSON of the arguments: half of it, or nonsense. `id` "" makes a fresh one."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    raw: str | None = None
    pieces: int = 3


@dataclass(frozen=True)
class Stall:
    """Silence in mid-answer, connection open."""

    seconds: float


@dataclass(frozen=True)
class Cut:
    """The end before the end. clean: the body ends properly, the message does not; drop: the connection closes
    inside the body; reset: it is reset (RST)."""

    how: Literal["clean", "drop", "reset"] = "clean"


@dataclass(frozen=True)
class Fault:
    """An `error` event in mid-stream."""

    type: str = "overloaded_error"


@dataclass(frozen=True)
class Raw:
    """Bytes put on the stream as they are."""

    data: bytes


@dataclass(frozen=True)
class Stop:
    """The stop reason, when it is not the natural one: refusal, max_tokens, ..."""

    reason: str | None


Part = Say | Think | Call | Stall | Cut | Fault | Raw | Stop


@dataclass(frozen=True)
class Reply:
    """One answer of status 200: its parts, and a wait before its headers. Tokens that are not given are counted."""

    parts: tuple[Part, ...] = ()
    wait: float = 0.0
    tokens_in: int | None = None
    tokens_cached: int | None = None
    tokens_written: int | None = None


@dataclass(frozen=True)
class Fail:
    """An answer that is only a status: 429, 529, 500, 400, 401, ..."""

    status: int
    retry_after: str = ""
    message: str = "no"
    wait: float = 0.0


@dataclass(frozen=True)
class HangUp:
    """The connection closes before any header."""


Answer = Reply | Fail | HangUp
Told = Answer | Part | Iterable[Part]

ERRORS = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    408: "timeout_error",
    413: "request_too_large",
    429: "rate_limit_error",
    500: "api_error",
    504: "timeout_error",
    529: "overloaded_error",
}


def refusal(*parts: Part) -> Reply:
    """The model declines, after the given words if any."""
    return Reply((*parts, Stop("refusal")))


def out_of_tokens(*parts: Part) -> Reply:
    """The answer ends at max_tokens."""
    return Reply((*parts, Stop("max_tokens")))


def empty() -> Reply:
    """A well-formed answer without a word."""
    return Reply()


def answer(told: Told) -> Answer:
    """A behaviour as it was written in a test, as one whole answer."""
    if isinstance(told, Reply | Fail | HangUp):
        return told
    if isinstance(told, Say | Think | Call | Stall | Cut | Fault | Raw | Stop):
        return Reply((told,))
    return Reply(tuple(told))
