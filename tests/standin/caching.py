"""Prompt caching as the service does it: a marked beginning is remembered; the longest one known is read, not paid for.

Characters stand for tokens: four ASCII letters are one, two of any other script. Marks live five minutes or an hour by the
test's clock, which is to say for the length of a test; `expire` lets the short ones go.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

SHORTEST = 1024  # characters below which nothing is remembered
LOOK_BACK = 20  # blocks before a mark at which an earlier mark is still found


def tokens_of(text: str) -> int:
    """About as many tokens as a model would count."""
    plain = sum(1 for letter in text if letter.isascii())
    return -(-plain // 4) + -(-(len(text) - plain) // 2)


@dataclass(frozen=True)
class Spent:
    """Tokens of one request's prompt: read from the cache, newly written to it, and neither."""

    cached: int
    written: int
    fresh: int
    characters: int  # the whole prompt's
    read: int  # of them, those of the known beginning


@dataclass(frozen=True)
class _Place:
    """The prompt up to the end of one block."""

    key: str
    characters: int
    tokens: int
    mark: str  # "5m", "1h" or "" when it is not marked


class Cache:
    """What one workspace has cached."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def take(self, body: Mapping[str, Any]) -> Spent:
        """What this request costs; from now on its marked beginnings are known."""
        places = list(_places(body))
        marks = [at for at, place in enumerate(places) if place.mark]
        with self._lock:
            near = {place for at in marks for place in places[max(0, at - LOOK_BACK) : at + 1]}
            found = [place for place in near if place.key in self._known]
            best = max(found, key=lambda place: place.characters, default=_Place("", 0, 0, ""))
            for place in (places[at] for at in marks):
                if place.characters >= SHORTEST:
                    self._known[place.key] = place.mark
        last = max((places[at].tokens for at in marks), default=0)
        written = max(0, last - best.tokens)
        whole = places[-1]
        return Spent(best.tokens, written, whole.tokens - best.tokens - written, whole.characters, best.characters)

    def expire(self, mark: str = "5m") -> None:
        """Time goes by."""
        with self._lock:
            self._known = {key: kept for key, kept in self._known.items() if kept != mark}


def _places(body: Mapping[str, Any]) -> Iterator[_Place]:
    """The prompt block by block, in the order the cache reads it: tools, system, messages."""
    digest, characters, tokens = sha256(str(body.get("model")).encode()), 0, 0
    for text, mark in _blocks(body):
        digest.update(text.encode("utf-8", "surrogatepass"))
        characters, tokens = characters + len(text), tokens + tokens_of(text)
        yield _Place(digest.hexdigest(), characters, tokens, mark)


def _blocks(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for tool in body.get("tools", ()):
        yield bare(tool)
    system = body.get("system", ())
    for block in [{"type": "text", "text": system}] if isinstance(system, str) else system:
        yield bare(block)
    for message in body["messages"]:
        content = message["content"]
        for block in [{"type": "text", "text": content}] if isinstance(content, str) else content:
            text, mark = bare(block)
            yield f"{message['role']}:{text}", mark


def bare(block: Mapping[str, Any]) -> tuple[str, str]:
    """A block without its mark, as bytes would have it (keys in the order they came), and the mark's life."""
    mark = block.get("cache_control")
    text = json.dumps({name: value for name, value in block.items() if name != "cache_control"}, ensure_ascii=False)
    return text, mark.get("ttl", "5m") if mark else ""
