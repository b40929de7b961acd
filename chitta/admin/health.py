"""What the house leans on, and whether it holds. Nothing here waits for anybody while a transaction is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from redis.exceptions import RedisError

from chitta.admin.counting import Counts
from chitta.core import times
from chitta.core.i18n import N_
from chitta.gateways import queue
from chitta.gateways.mail import Outbox
from chitta.gateways.queue import Standing
from chitta.gateways.storage import NOWHERE, Storage, StorageError

SILENT = timedelta(minutes=1)  # a worker is seen every few seconds
SLOW = timedelta(minutes=2)  # so long nothing should wait for a worker


@dataclass(frozen=True)
class Part:
    """name, words and what to do: msgids; `values` fill the words."""

    key: str
    name: str
    ok: bool
    words: str
    values: dict[str, Any]
    remedy: str = ""


def look(
    guides: list[str], storage: Storage, mail: object, counts: Counts, standing: list[Standing] | None
) -> list[Part]:
    """Every part of the house, those that fail first. standing: the queues; None when they cannot be asked."""
    parts = [
        _guide(guides, counts.troubles),
        _queue(standing),
        _workers(standing),
        Part("database", N_("Database"), True, N_("It answers."), {}),
        _storage(storage),
        _mail(mail, counts.letters_late),
    ]
    return sorted(parts, key=lambda part: part.ok)


def queues() -> list[Standing] | None:
    """How the queues stand; None when nobody can say."""
    return _asked(queue.standing)


def failures() -> list[queue.failures.Failure] | None:
    """Jobs that did not end well; None when nobody can say."""
    return _asked(queue.failed)


def silent(standing: Standing, now: datetime) -> bool:
    """Has no worker of this queue been seen lately?"""
    return not standing.seen or standing.seen[0] < now - SILENT


def _asked(question: Callable[[], Any]) -> Any:
    try:
        return question()
    except (RedisError, OSError):
        return None


def _guide(guides: list[str], troubles: dict[str, int]) -> Part:
    name, key = N_("Who answers"), "guide"
    if troubles.get("misconfigured"):
        n = troubles["misconfigured"]
        words = N_("Claude refused our requests today (%(n)s): the key is wrong, or the model's name.")
        return Part(key, name, False, words, {"n": n}, N_("Look at ANTHROPIC_API_KEY and ANTHROPIC_MODEL."))
    if guides[0] != "claude":
        return Part(key, name, True, N_("The built-in guide speaks; no key is set."), {})
    broken = sum(troubles.values())
    if broken:
        words = N_("Claude speaks. Within a day %(n)s replies broke off; the parents were told, and can try again.")
        return Part(key, name, True, words, {"n": broken})
    return Part(key, name, True, N_("Claude speaks."), {})


def _queue(standing: list[Standing] | None) -> Part:
    name, key = N_("Queue"), "queue"
    if standing is None:
        words = N_("It cannot be reached. What parents write is kept and answered once it is back.")
        return Part(key, name, False, words, {}, N_("Look at Valkey or Redis, and at REDIS_URL."))
    waiting = sum(one.waiting for one in standing)
    oldest = min((one.oldest for one in standing if one.oldest), default=None)
    if oldest and oldest < times.now() - SLOW:
        words = N_("%(n)s jobs wait, the first of them since %(time)s.")
        remedy = N_("Start more workers, or look at why theirs do not end.")
        return Part(key, name, False, words, {"n": waiting, "time": oldest}, remedy)
    return Part(key, name, True, N_("Jobs that wait: %(n)s."), {"n": waiting})


def _workers(standing: list[Standing] | None) -> Part:
    name, key = N_("Workers"), "workers"
    if standing is None:
        return Part(key, name, False, N_("Without the queue nobody can say whether they are there."), {})
    gone = [one.name for one in standing if silent(one, times.now())]
    if gone:
        words = N_("Nobody works on: %(queues)s. No worker has been seen there for a minute.")
        return Part(key, name, False, words, {"queues": ", ".join(gone)}, N_("Start them: python -m chitta.worker"))
    return Part(key, name, True, N_("Workers at work: %(n)s."), {"n": sum(len(one.seen) for one in standing)})


def _storage(storage: Storage) -> Part:
    name, key = N_("Files"), "storage"
    try:
        storage.look(NOWHERE)
    except StorageError:
        words = N_("The place for films and papers does not answer. Nothing can be uploaded or watched.")
        return Part(key, name, False, words, {}, N_("Look at the bucket: python -m chitta.cli storage"))
    return Part(
        key, name, True, N_("A folder of this house.") if storage.name == "disk" else N_("The bucket answers."), {}
    )


def _mail(mail: object, late: int) -> Part:
    name, key = N_("Mail"), "mail"
    if late:
        words = N_("Letters that the mail server did not take: %(n)s.")
        return Part(key, name, False, words, {"n": late}, N_("Look at SMTP_URL, and at the outbox."))
    if isinstance(mail, Outbox):
        return Part(key, name, True, N_("No mail server is named: letters are kept as files and reach nobody."), {})
    return Part(key, name, True, N_("Letters leave."), {})
