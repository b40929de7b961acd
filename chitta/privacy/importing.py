"""How a copy is brought back: measured, looked through, its files put away, then all its rows at once. Each try begins from nothing.

No transaction is open while the storage or the fence is waited for. Until the last one nobody sees anything of it; what is
left of a try that ended before lies where the row says (`prefixes`) and is swept.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import structlog

from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.i18n import speaking
from chitta.core.leasing import ROUND, Impossible, Later, Superseded
from chitta.gateways.fence import workshop
from chitta.gateways.queue import story
from chitta.gateways.storage import Storage, StorageError
from chitta.privacy.gathering import Harvest, gather, here
from chitta.privacy.models import Import
from chitta.privacy.opening import Brought, Damaged, opened
from chitta.privacy.planting import plant
from chitta.privacy.refiling import refile
from chitta.privacy.rules import Ids

log = structlog.get_logger()

MOST_ATTEMPTS = 4
REST = timedelta(seconds=20)  # before another try, times the tries there were
BESIDE = 512 << 20  # bytes that a copy holds beside the family's files


@dataclass(frozen=True, slots=True)
class Means:
    """What the work is done with. quota: bytes of files that a family may have."""

    storage: Storage
    quota: int


def bring_back(import_id: uuid.UUID, means: Means) -> None:
    """One try; what could not be done is tried again, four times at most."""
    with transaction():  # of its own, so that a try counts whatever breaks afterwards
        mine = Import.claim(import_id)
        if mine is None:
            return
    try:
        if mine.attempt % ROUND > MOST_ATTEMPTS:
            raise Impossible("broken")
        with mine.alive():
            _brought(mine, means)
    except Superseded:
        log.info("import superseded", copy=str(import_id))
        _clear(mine, means.storage)
    except Damaged as no:
        log.info("copy not taken", copy=str(import_id), reason=no.reason)
        _ended(mine, no.reason, again=False)
    except Impossible as no:
        _ended(mine, no.reason, again=False)
    except Later as later:
        _ended(mine, later.why, again=True)
    except StorageError as error:
        log.warning("copy not brought back", copy=str(import_id), kind=error.kind)
        _ended(mine, "full" if error.kind == "full" else "storage", again=error.kind != "lost")
    except OSError as error:  # our own disk
        log.warning("copy not brought back", copy=str(import_id), error=type(error).__name__)
        _ended(mine, "full", again=True)
    except Exception as error:  # its message may quote what somebody wrote
        log.error("import broke", copy=str(import_id), error=story(error))
        _ended(mine, "broken", again=True)
    tidy(means.storage)


def _brought(mine: Import, means: Means) -> None:
    _clear(mine, means.storage)
    with workshop() as folder:
        file, bench = folder / "copy.zip", folder / "bench"
        bench.mkdir()
        means.storage.fetch(mine.key, file)
        steps = _Steps(mine)
        with opened(file, means.quota + BESIDE) as copy:
            copy.prove(steps.alive)
            harvest, ids = _gathered(mine, copy)
            steps.begin(len(harvest.files) + 2)
            _files(harvest, copy, bench, means.storage, steps)
        _planted(mine, harvest, ids, means.quota)


def _gathered(mine: Import, copy: Brought) -> tuple[Harvest, dict[uuid.UUID, uuid.UUID]]:
    """What comes; where its files will lie is written down before the first of them does."""
    with transaction(writing=False):
        user = db.session.get(User, mine.user_id)
        if user is None:
            raise Superseded
        known, tongue = here(user, Import.came(user)), user.tongue
    ids = Ids()
    with transaction(writing=False), speaking(*tongue):
        harvest = gather(copy, mine.user_id, known, ids)
    came = {old: ids[old] for old in copy.manifest.children if old not in known}
    if {one["id"] for one in harvest.rows["children"]} != set(came.values()):
        raise Damaged("values")
    _step(mine, prefixes=[f"families/{child}/" for child in came.values()])
    return harvest, came


def _files(harvest: Harvest, copy: Brought, bench: Path, storage: Storage, steps: _Steps) -> None:
    for one in harvest.files:
        size = refile(one, copy, bench, storage, steps.alive)
        steps.one_more()
        row_id = one.row["photo_id"] if one.kind == "photo" else one.row["id"]
        if one.kind != "page":
            harvest.weigh(row_id, size)


def _planted(mine: Import, harvest: Harvest, came: dict[uuid.UUID, uuid.UUID], quota: int) -> None:
    """The one transaction in which all of it becomes the family's."""
    with transaction():
        Import.hold(mine.id, mine.attempt)
        user = db.session.get(User, mine.user_id)
        if user is None:
            raise Superseded
        with speaking(*user.tongue):
            plant(mine.user_id, harvest, quota)
        children = {str(old): str(new) for old, new in came.items()}
        values: dict[str, Any] = {"children": children, "prefixes": [], "reason": "", "ready_at": times.now()}
        if not Import.step(mine.id, mine.attempt, "ready", left=dict(harvest.left), **values):
            raise Superseded
        Deed.note("import.done", mine.user_id, mine)


def _clear(mine: Import, storage: Storage) -> None:
    """Nothing of an earlier try stays in the storage."""
    for prefix in mine.prefixes:
        storage.delete_all(prefix)


def _step(mine: Import, **values: Any) -> None:
    with transaction():
        if not Import.step(mine.id, mine.attempt, **values):
            raise Superseded
    for name, value in values.items():
        setattr(mine, name, value)


class _Steps:
    """How far it is. Whoever works for nobody any more stops here."""

    def __init__(self, mine: Import) -> None:
        self.mine, self.done, self.total = mine, 0, 0

    def begin(self, total: int) -> None:
        self.total = total
        self.one_more()

    def one_more(self) -> None:
        self.done += 1
        self.alive()

    def alive(self) -> None:
        with transaction():
            if not Import.hold(self.mine.id, self.mine.attempt, done=self.done, total=self.total):
                raise Superseded


def _ended(mine: Import, reason: str, again: bool) -> None:
    """Given up, or to be tried again in a while."""
    tries = mine.attempt % ROUND
    with transaction():
        if again and tries < MOST_ATTEMPTS:
            Import.step(mine.id, mine.attempt, reason=reason, lease_until=times.now() + REST * tries)
        else:
            Import.step(mine.id, mine.attempt, "failed", reason=reason)


def tidy(storage: Storage) -> None:
    """Files of copies that were brought back or could not be leave the storage. Raises StorageError: the sweeper comes again."""
    with transaction():
        Import.give_up()
    with transaction(writing=False):
        litter = [(one.id, one.home, list(one.prefixes)) for one in Import.litter()]
    for import_id, home, prefixes in litter:
        for prefix in (f"{home}/", *prefixes):
            storage.delete_all(prefix)
        with transaction():
            Import.swept(import_id)
