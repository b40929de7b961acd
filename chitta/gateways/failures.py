"""Jobs that did not end well, for whoever runs the house: a job's name, its ids, what kind of error it was, and when.

They lie in Redis, for a week and no more than MOST of them, and never hold a word of what happened: messages of
exceptions may quote a parent. They are a convenience; the rows are the truth, and a lost list loses no work. The same
work that fails again and again (the sweeper rings for it) is one failure, counted.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from redis import Redis

MOST = 200
KEPT = 7 * 24 * 3600  # seconds
LIST = "chitta:failures"
COUNTS = "chitta:jobs"
A_KEY = re.compile("[0-9a-f]{16}")
AN_ERROR = re.compile("[A-Za-z_][A-Za-z0-9_]{0,79}")


@dataclass(frozen=True, slots=True)
class Failure:
    """job: its dotted name. error: the name of the exception's class. times: how often it came to this."""

    key: str
    job: str
    ids: tuple[str, ...]
    error: str
    at: datetime
    times: int


def note(redis: Redis, job: str, ids: tuple[str, ...], error: str, at: datetime | None = None) -> None:
    """Write a failure down. Raises RedisError."""
    key, at = _key(job, ids), at or datetime.now(UTC)
    error = error if AN_ERROR.fullmatch(error) else "Error"
    line = redis.pipeline()
    line.zadd(LIST, {key: at.timestamp()})
    line.zremrangebyscore(LIST, "-inf", at.timestamp() - KEPT)
    line.zremrangebyrank(LIST, 0, -MOST - 1)
    line.hset(f"{LIST}:{key}", mapping={"job": job, "ids": json.dumps(ids), "error": error})
    line.hincrby(f"{LIST}:{key}", "times", 1)
    line.expire(f"{LIST}:{key}", KEPT)
    line.hincrby(COUNTS, f"{job} failed", 1)
    line.execute()


def ended_well(redis: Redis, job: str, ids: tuple[str, ...]) -> None:
    """This work is done; what went wrong with it before is over. Raises RedisError."""
    line = redis.pipeline()
    _drop(line, _key(job, ids))
    line.hincrby(COUNTS, f"{job} done", 1)
    line.execute()


def listed(redis: Redis) -> list[Failure]:
    """All that is known, the newest first. Raises RedisError."""
    found: Any = redis.zrevrange(LIST, 0, MOST - 1, withscores=True)
    line = redis.pipeline()
    for key, _ in found:
        line.hgetall(f"{LIST}:{key.decode()}")
    rows = [_read(key.decode(), at, kept) for (key, at), kept in zip(found, line.execute(), strict=True)]
    return [row for row in rows if row]


def of(redis: Redis, key: str) -> Failure | None:
    """The failure with this key. Raises RedisError."""
    at: Any = redis.zscore(LIST, key) if A_KEY.fullmatch(key) else None
    return _read(key, at, redis.hgetall(f"{LIST}:{key}")) if at is not None else None


def forget(redis: Redis, key: str) -> None:
    """It is off the list. Raises RedisError."""
    line = redis.pipeline()
    _drop(line, key)
    line.execute()


def counts(redis: Redis) -> dict[tuple[str, str], int]:
    """(job, "done" or "failed") → how often, since this Redis began. Raises RedisError."""
    found: Any = redis.hgetall(COUNTS)
    named = {tuple(name.decode().rsplit(" ", 1)): int(number) for name, number in found.items()}
    return {(name[0], name[1]): number for name, number in named.items() if len(name) == 2}


def _key(job: str, ids: tuple[str, ...]) -> str:
    return sha256(" ".join((job, *ids)).encode()).hexdigest()[:16]


def _drop(line: Any, key: str) -> None:
    line.zrem(LIST, key)
    line.delete(f"{LIST}:{key}")


def _read(key: str, at: float, kept: Any) -> Failure | None:
    values = {name.decode(): value.decode() for name, value in kept.items()}
    if "job" not in values:
        return None
    ids = tuple(str(each) for each in json.loads(values["ids"]))
    when = datetime.fromtimestamp(float(at), UTC)
    return Failure(key, values["job"], ids, values["error"], when, int(values.get("times", 1)))
