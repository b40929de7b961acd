"""How a copy of everything is made: files, rows, pages to read, hashes. Each try begins from nothing.

No transaction is open while the storage is waited for. A copy that is no longer this worker's is put away again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from typing import Any

import structlog

from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.i18n import speaking
from chitta.core.leasing import ROUND, Impossible, Later, Superseded
from chitta.gateways.queue import story
from chitta.gateways.storage import Storage, StorageError
from chitta.privacy import contents, manifest, pages
from chitta.privacy.filing import Filed, filed
from chitta.privacy.models import KEPT, Export
from chitta.privacy.sack import Sack

log = structlog.get_logger()

MOST_ATTEMPTS = 4
REST = timedelta(seconds=20)  # before another try, times the tries there were


@dataclass(frozen=True, slots=True)
class Means:
    """What the work is done with. tell: have the family written to; it runs in the last transaction."""

    storage: Storage
    style: Callable[[], bytes]
    tell: Callable[[Export], object]


@dataclass
class Family:
    """Whose copy it is, as it was when the work began."""

    user: User
    children: list[Child]
    there: dict[uuid.UUID, list[Filed]] = field(default_factory=dict)
    lost: dict[uuid.UUID, list[Filed]] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        return sum(len(some) for some in self.lost.values())


def copy(export_id: uuid.UUID, means: Means) -> None:
    """One try; what could not be done is tried again, four times at most."""
    with transaction():  # of its own, so that a try counts whatever breaks afterwards
        mine = Export.claim(export_id)
        if mine is None:
            return
    try:
        if mine.attempt % ROUND > MOST_ATTEMPTS:
            raise Impossible("broken")
        with mine.alive():
            family, size = _packed(mine, means)
        _done(mine, means, family, size)
    except Superseded:
        log.info("export superseded", export=str(export_id))
    except Impossible as no:
        _ended(mine, no.reason, again=False)
    except Later as later:
        _ended(mine, later.why, again=True)
    except StorageError as error:
        log.warning("export not stored", export=str(export_id), kind=error.kind)
        _ended(mine, "full" if error.kind == "full" else "storage", again=True)
    except Exception as error:  # its message may quote what somebody wrote
        log.error("export broke", export=str(export_id), error=story(error))
        _ended(mine, "broken", again=True)


def _packed(mine: Export, means: Means) -> tuple[Family, int]:
    """Everything into the sack; whose it was, and how long the file is."""
    means.storage.delete_all(f"{mine.home}/")
    family = _family(mine.user_id, means.storage)
    steps = _Steps(mine, 2 + len(family.children) + sum(len(some) for some in family.there.values()))
    with (
        Sack(means.storage, mine.key, mine.created_at.astimezone(times.zone())) as sack,
        speaking(*family.user.tongue),
        times.there(family.user.time_zone),
    ):
        for child in family.children:
            _files(sack, family, child, means.storage, steps)
        for table, rows in contents.tables(mine.user_id).items():
            sack.add(f"data/{table.name}.json", contents.as_json(contents.rows(table, rows)))
        steps.one_more()
        for number, child in enumerate(family.children, 1):
            sack.add(f"child-{number}.html", pages.of_child(child, family.there[child.id], family.lost[child.id]))
            steps.one_more()
        sack.add(manifest.NAME, [_manifest(mine, family).model_dump_json(indent=1).encode()])
        sack.add("style.css", [means.style()])
        sack.add("index.html", pages.index(family.user, family.children, sack.packed, family.lost))
        sack.seal()
        steps.one_more()
    return family, sack.size


def _manifest(mine: Export, family: Family) -> manifest.Manifest:
    """What a program that brings it back goes by."""
    return manifest.Manifest(
        format=manifest.FORMAT,
        made_at=times.now(),
        children=tuple(child.id for child in family.children),
        tables=tuple(table.name for table in contents.tables(mine.user_id)),
        files=tuple(manifest.Piece(path=one.path, key=one.key) for some in family.there.values() for one in some),
        left_out=contents.LEFT_OUT,
    )


def _family(user_id: uuid.UUID, storage: Storage) -> Family:
    with transaction(writing=False):
        user = db.session.get(User, user_id)
        if user is None:
            raise Superseded
        family = Family(user, Child.of(user))
    keys = {child.id: sorted(storage.keys(f"families/{child.id}/")) for child in family.children}
    with transaction(writing=False):
        for number, child in enumerate(family.children, 1):
            family.there[child.id], family.lost[child.id] = filed(number, child, keys[child.id])
    return family


def _files(sack: Sack, family: Family, child: Child, storage: Storage, steps: _Steps) -> None:
    """One after the other; one that the storage has lost meanwhile is noted, not waited for."""
    for one in list(family.there[child.id]):
        pieces = storage.read(one.key)
        try:
            first = next(pieces, b"")
        except StorageError as error:
            if error.kind != "lost":
                raise
            family.there[child.id].remove(one)
            family.lost[child.id].append(one)
        else:
            sack.add(one.path, chain([first], steps.watched(pieces)))
        steps.one_more()


class _Steps:
    """How far it is. Whoever works for nobody any more stops here."""

    def __init__(self, mine: Export, total: int) -> None:
        self.mine, self.done, self.total = mine, 0, total
        self._say()

    def one_more(self) -> None:
        self.done += 1
        self._say()

    def watched(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """A long file, looked away from now and then."""
        for number, piece in enumerate(pieces, 1):
            if number % 64 == 0:
                self._say()
            yield piece

    def _say(self) -> None:
        with transaction():
            if not Export.hold(self.mine.id, self.mine.attempt, done=self.done, total=self.total):
                raise Superseded


def _done(mine: Export, means: Means, family: Family, size: int) -> None:
    now = times.now()
    values: dict[str, Any] = {"size": size, "missing": family.missing, "reason": "", "ready_at": now}
    with transaction():
        done = Export.step(mine.id, mine.attempt, "ready", **values, expires_at=now + KEPT)
        if done:
            means.tell(db.session.get_one(Export, mine.id, populate_existing=True))
    if not done:
        means.storage.delete_all(f"{mine.home}/")
        raise Superseded


def _ended(mine: Export, reason: str, again: bool) -> None:
    """Given up, or to be tried again in a while."""
    tries = mine.attempt % ROUND
    with transaction():
        if again and tries < MOST_ATTEMPTS:
            Export.step(mine.id, mine.attempt, reason=reason, lease_until=times.now() + REST * tries)
        else:
            Export.step(mine.id, mine.attempt, "failed", reason=reason)


def tidy(storage: Storage) -> None:
    """Copies whose time is over leave the storage. Raises StorageError: the sweeper comes again."""
    with transaction():
        Export.expire()
    with transaction(writing=False):
        litter = Export.litter()
    for one in litter:
        storage.delete_all(f"{one.home}/")
        with transaction():
            Export.vanish(one.id)
