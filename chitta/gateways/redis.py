"""Connections to Valkey or Redis. One pool per address and process.

redis-py 8 gives up reading after 5 s by default, which breaks every blocking read: `patient()` never gives up.
"""

from __future__ import annotations

from functools import cache

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError
from redis.retry import Retry


@cache
def quick(address: str) -> Redis:
    """For short commands: fails within two seconds, so that a page can say so instead of hanging.

    A connection that was lost is made anew once; a server that keeps silent is not asked a second time.
    """
    return Redis.from_url(
        address,
        socket_timeout=2,
        socket_connect_timeout=1,
        retry=Retry(NoBackoff(), 1, supported_errors=(ConnectionError,)),
        health_check_interval=30,
    )


@cache
def patient(address: str) -> Redis:
    """For blocking commands."""
    return Redis.from_url(address, socket_timeout=None, socket_connect_timeout=2, health_check_interval=0)


def reachable(address: str) -> bool:
    """Does it answer?"""
    try:
        return bool(quick(address).ping())
    except Exception:
        return False
