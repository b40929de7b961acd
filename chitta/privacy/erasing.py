"""How what a family leaves behind is erased: streams, files, then the receipt. Killed anywhere, it begins again and ends once.

The rows are gone before this begins. No transaction is open while the storage, Valkey or the mail server is waited for.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from redis.exceptions import RedisError

from chitta.core import times
from chitta.core.db import settle, transaction
from chitta.core.leasing import Later, Superseded
from chitta.gateways.mail import Mail, MailError
from chitta.gateways.queue import story
from chitta.gateways.storage import Storage, StorageError
from chitta.gateways.streams import Streams, live
from chitta.privacy.models import Erasure
from chitta.privacy.receipts import receipt

log = structlog.get_logger()

REST = timedelta(seconds=15)  # before another try, doubled each time
LONGEST_REST = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Means:
    """What the work is done with."""

    storage: Storage
    streams: Streams
    mail: Mail


def erase(erasure_id: uuid.UUID, means: Means) -> None:
    """One try; whatever could not be done is tried again."""
    with transaction():
        mine = Erasure.claim(erasure_id)
    if mine is None:
        return
    try:
        with mine.alive():
            _clear(mine, means)
            if not mine.erased:
                _step(mine, "gone", gone_at=times.now(), reason="")
            if mine.email:
                _tell(mine, means.mail)
        _rest(mine)
    except Superseded:
        log.info("erasure superseded", erasure=str(erasure_id))
    except Later as later:
        _put_off(mine, later.why)
    except Exception as error:
        log.error("erasure broke", erasure=str(erasure_id), error=story(error))
        _put_off(mine, "broken")


def _clear(mine: Erasure, means: Means) -> None:
    """Nothing of it in streams and files, half-sent ones included. Done twice it does no harm."""
    try:
        means.streams.forget(*(live(journey) for journey in mine.journeys))
    except RedisError:
        raise Later("queue") from None
    try:
        if "files" not in mine.counts:  # before the first one goes, so that a second try does not count what is left
            files = sum(1 for prefix in mine.prefixes for _ in means.storage.keys(prefix))
            _step(mine, counts={**mine.counts, "files": files})
        for prefix in mine.prefixes:
            means.storage.delete_all(prefix)
    except StorageError as error:
        log.warning("files not erased", erasure=str(mine.id), kind=error.kind)
        raise Later("storage") from None


def _tell(mine: Erasure, mail: Mail) -> None:
    """The last letter; then its address is forgotten. One that nobody takes, or that cannot be drawn, is given up after three
    days."""
    told: dict[str, Any] = {"reason": "", "told_at": times.now()}
    try:
        if mine.kind == "account":
            mail.forget(mine.email)
        mail.send(receipt(mine))
    except ValueError:
        told = {"reason": "unreached"}
    except Exception as error:
        log.warning(
            "receipt not sent", erasure=str(mine.id), error=str(error) if isinstance(error, MailError) else story(error)
        )
        if mine.worth_telling:
            raise Later("mail") from None
        told = {"reason": "unreached"}
    _step(mine, email="", language="", address="", **told)


def _rest(mine: Erasure) -> None:
    """To be looked at once more, or over."""
    again = mine.next_look
    if again:
        _step(mine, lease_until=again, looks=mine.looks + 1)
    else:
        _step(mine, "done", prefixes=[], journeys=[])
    settle()


def _put_off(mine: Erasure, why: str) -> None:
    rest = min(REST * 2 ** min(mine.attempt - 1, 10), LONGEST_REST)
    with transaction():
        Erasure.step(mine.id, mine.attempt, reason=why, lease_until=times.now() + rest)


def _step(mine: Erasure, status: str | None = None, **values: Any) -> None:
    with transaction():
        if not Erasure.step(mine.id, mine.attempt, status, **values):
            raise Superseded
    for name, value in values.items():
        setattr(mine, name, value)
