"""Figures that workers and web processes keep together, in Redis: how often, and how long it took. Never what, or whose.

Counters and histograms in Prometheus' sense; /metrics reads them. They are a convenience: without Redis nothing is kept
(`queue.counted` and `queue.took` see to that), and a Redis that is emptied begins them anew, which Prometheus takes for a restart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from redis import Redis

COUNTS = "chitta:counts"
TIMES = "chitta:times"
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0)  # seconds; longer ones are +Inf


@dataclass
class Durations:
    """within: how many took at most so many seconds, by bucket; number: all of them; total: their seconds together."""

    within: dict[float, int] = field(default_factory=lambda: dict.fromkeys(BUCKETS, 0))
    number: int = 0
    total: float = 0.0


def counted(redis: Redis, name: str, label: str, more: int = 1) -> None:
    """One more of it (or so many). name and label are words of ours. Raises RedisError."""
    if more:
        redis.hincrby(COUNTS, f"{name} {_word(label)}", more)


def took(redis: Redis, name: str, label: str, seconds: float) -> None:
    """It took so long. Raises RedisError."""
    place = bisect_left(BUCKETS, seconds)
    bucket = str(BUCKETS[place]) if place < len(BUCKETS) else "inf"
    line = redis.pipeline(transaction=False)
    line.hincrby(TIMES, f"{name} {_word(label)} {bucket}", 1)
    line.hincrbyfloat(TIMES, f"{name} {_word(label)} sum", seconds)
    line.execute()


def counts(redis: Redis) -> dict[tuple[str, str], int]:
    """(name, label) → how often. Raises RedisError."""
    return {(name, label): int(number) for (name, label), number in _split(redis.hgetall(COUNTS), 2)}


def durations(redis: Redis) -> dict[tuple[str, str], Durations]:
    """(name, label) → how long. Raises RedisError."""
    found: dict[tuple[str, str], Durations] = {}
    for (name, label, bucket), value in _split(redis.hgetall(TIMES), 3):
        one = found.setdefault((name, label), Durations())
        if bucket == "sum":
            one.total = float(value)
            continue
        one.number += int(value)
        for limit in BUCKETS:
            one.within[limit] += int(value) if float(bucket) <= limit else 0
    return found


def _word(label: str) -> str:
    return "_".join(label.split()) or "none"


def _split(kept: object, words: int) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in kept.items():  # type: ignore[attr-defined]
        named = tuple(key.decode().split(" "))
        if len(named) == words:
            yield named, value.decode()
