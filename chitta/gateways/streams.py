"""Facts for open pages: kept for resuming in a Redis stream, and told at once over a channel of the same name.

One script appends and publishes, so a fact costs one round trip and its id is known to every listener. A fact is a small
JSON object with a "kind"; no HTML and no language travels.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import structlog
from redis.exceptions import RedisError

from chitta.gateways.redis import quick

log = structlog.get_logger()

KEPT = 3000  # facts; about five minutes of a reply that never stops
LIFE_SECONDS = 3600  # words live in the rows; a page that slept for longer fetches them there
APPEND = """
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'f', ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', KEYS[1], id .. ' ' .. ARGV[1])
return id
"""

AN_ID = re.compile("([0-9]{1,19})(?:-([0-9]{1,19})?)?")

Fact = Mapping[str, Any]


def live(session_id: UUID | str) -> str:
    """The name of a journey's stream. The braces keep one journey's keys on one node of a cluster."""
    return f"live:{{{session_id}}}"


class Streams:
    """Append and read facts; every method survives Redis being away and says so by its answer."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._append = quick(address).register_script(APPEND)

    def append(self, stream: str, fact: Fact) -> str:
        """Append and publish; the new id, or "" when Redis is away (open pages then read the database)."""
        try:
            return _text(self._append(keys=[stream], args=[json.dumps(fact, ensure_ascii=False), KEPT, LIFE_SECONDS]))
        except RedisError as error:
            log.warning("fact not published", kind=fact.get("kind"), reason=type(error).__name__)
            return ""

    def attended(self, stream: str) -> bool:
        """Is a page open that listens to this stream now? No, when Redis is away."""
        try:
            told: Any = quick(self.address).pubsub_numsub(stream)
        except RedisError:
            return False
        return bool(told and told[0][1])

    def forget(self, *streams: str) -> None:
        """Nothing of these is kept any more. Raises RedisError."""
        if streams:
            quick(self.address).delete(*streams)

    def last_id(self, stream: str) -> str:
        """Id of the newest fact; "0-0" when there is none or Redis is away."""
        try:
            newest = quick(self.address).xrevrange(stream, count=1)
        except RedisError:
            return "0-0"
        return _text(newest[0][0]) if newest else "0-0"

    def since(self, stream: str, after: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Facts after an id, oldest first. Raises RedisError."""
        kept: Any = quick(self.address).xrange(stream, min=f"({after}")
        for key, fields in kept:
            yield _text(key), json.loads(fields[b"f"])

    def forgotten(self, stream: str, after: str) -> bool:
        """Has the stream dropped facts after this id (trimmed, expired, emptied)? Raises RedisError."""
        if after == "0-0":
            return False
        oldest = quick(self.address).xrange(stream, count=1)
        return not oldest or as_pair(_text(oldest[0][0])) > as_pair(after)


def as_pair(stream_id: str) -> tuple[int, int]:
    """A stream id as something that compares; (0, 0) for what is not an id."""
    found = AN_ID.fullmatch(stream_id)  # a browser sends it back, so it may be anything
    return (int(found[1]), int(found[2] or 0)) if found else (0, 0)


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
