"""How a print is made: its page put together, drawn behind the fence, kept. Each try begins from nothing.

No transaction is open while the page is drawn or the storage is waited for. The file of a try that is no longer this
worker's is put away again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

import structlog

from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways import pdf
from chitta.gateways.fence import workshop
from chitta.gateways.queue import story
from chitta.gateways.storage import Storage, StorageError
from chitta.gateways.streams import live
from chitta.prints import sources
from chitta.prints.models import GONE, MOST_ATTEMPTS, ROUND, Print

log = structlog.get_logger()

MEDIA_TYPE = "application/pdf"
REST = timedelta(seconds=10)  # before another try, times the tries there were
COMES_BACK = ("unavailable", "full", "incomplete")  # of storage: it may work in a while


class Facts(Protocol):
    """Where open pages hear of what happens."""

    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...


@dataclass(frozen=True, slots=True)
class Means:
    """What the work is done with. alive: within it other workers know that this one is at work."""

    storage: Storage
    facts: Facts
    alive: Callable[[uuid.UUID, int], AbstractContextManager[object]]


class _Later(Exception):
    """It may work in a while."""


class _Never(Exception):
    """It will not work by itself."""


def make(print_id: uuid.UUID, means: Means) -> None:
    """Make a print, once."""
    with transaction():  # of its own, so that a try counts whatever breaks afterwards
        mine = Print.claim(print_id)
        if mine is None:
            return
        attempt, key, kind, owner, journey = mine.attempt, mine.key, mine.kind, mine.owner_id, mine.session_id
    end: tuple[str, str] | None = None
    try:
        with means.alive(print_id, attempt):
            if attempt % ROUND > MOST_ATTEMPTS:
                raise _Never("broken")
            size, pages = _made(means.storage, key, kind, owner)
        with transaction():
            done = Print.step(print_id, attempt, "ready", size=size, pages=pages, reason="", ready_at=times.now())
            if done:
                Deed.note("print.made", None, db.session.get(Print, print_id))
        if not done:
            log.info("print superseded", id=str(print_id), attempt=attempt)
            erase_files(print_id, means.storage, key)
    except _Never as no:
        end = "failed", str(no)
    except _Later as later:
        end = "making", str(later)
    except Exception as error:  # its message may quote what stands on the page
        log.error("print broke", id=str(print_id), attempt=attempt, error=story(error))
        end = "making", "broken"
    if end:
        _ended(print_id, attempt, *end)
    _tell(means.facts, journey)


def _made(storage: Storage, key: str, kind: str, owner: uuid.UUID) -> tuple[int, int]:
    """From the page to the file in its place; its size and how many pages it has."""
    with transaction(writing=False):
        sheet = sources.named(kind).sheet(owner)
    if sheet is None:
        raise _Never("nothing")
    try:
        with workshop() as folder:
            drawn = pdf.draw(sheet.html, sheet.css, folder)
            with drawn.file.open("rb") as body:
                return storage.put(key, body, MEDIA_TYPE), drawn.pages
    except pdf.PangoMissing as missing:
        log.error("no PDFs on this machine", mend=str(missing))
        raise _Never("pango") from None
    except pdf.PdfError as error:
        raise (_Later if error.again else _Never)(error.reason) from None
    except StorageError as error:
        log.warning("print not stored", kind=error.kind)
        why = "full" if error.kind == "full" else "storage"
        raise (_Later if error.kind in COMES_BACK else _Never)(why) from None


def _ended(print_id: uuid.UUID, attempt: int, status: str, reason: str) -> None:
    """Given up, or to be tried again in a while."""
    tries = attempt % ROUND
    with transaction():
        if status == "failed" or tries >= MOST_ATTEMPTS:
            if Print.step(print_id, attempt, "failed", reason=reason):
                Deed.note("print.failed", None, db.session.get(Print, print_id))
        else:
            Print.step(print_id, attempt, "waiting", reason=reason, lease_until=times.now() + REST * tries)


def _tell(facts: Facts, journey_id: uuid.UUID) -> None:
    """Open pages hear of it; a stream that is away is no reason to stop."""
    try:
        facts.append(live(journey_id), {"kind": "changed", "what": ["prints"]})
    except Exception as error:
        log.warning("nobody told of a print", error=type(error).__name__)


def look_for(print_id: uuid.UUID, storage: Storage) -> None:
    """A ready print whose file is not there (any more) says so, and can be made again."""
    with transaction(writing=False):
        known = db.session.get(Print, print_id)
        key = known.key if known else ""
    if key and storage.size(key) is None:
        with transaction():
            Print.lost(print_id)


def erase_files(print_id: uuid.UUID, storage: Storage, key: str = "") -> None:
    """The file of a discarded print goes; then the last of it, once nobody can write of it any more.

    key: of a file that was made for a print that is gone with its family. Raises StorageError: the sweeper comes again.
    """
    with transaction(writing=False):
        known = db.session.get(Print, print_id)
        if known is None:
            home, over = key.rpartition("/")[0], False
        elif known.status == GONE:
            home, over = known.home, known.quiet
        else:
            return
    if home:
        storage.delete_all(f"{home}/")
    if over:
        with transaction():
            Print.vanish(print_id)
