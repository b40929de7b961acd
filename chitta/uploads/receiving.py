"""The way of an upload from the promise to the whole file.

The storage is asked only between transactions: each verb here first commits what was written and gives the connection
back (`_set_down`), so whatever was loaded before is to be loaded again. The last transaction is left to the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from itertools import islice
from typing import Any, BinaryIO
from uuid import UUID

import structlog
from sqlalchemy import update

from chitta.accounts.models import User
from chitta.core import db as ground
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import Problem
from chitta.core.i18n import N_
from chitta.gateways.storage import Part, Storage, StorageError
from chitta.journey.models import Journey
from chitta.uploads.models import ENDED, OPEN, Halted, Upload
from chitta.uploads.purposes import Purpose, named

log = structlog.get_logger()

AHEAD = 3  # parts after the one that is asked for
MISSING = N_("A piece of the file is still missing. It is being sent again.")
LOST = N_("What had arrived of this file is no longer there. It is sent again from the start.")
SHORT = N_("Less arrived than the file is long. Please send it again.")
FULL = N_("There is no room on our side just now. What has arrived is kept; please try again later.")
AWAY = N_(
    "The place where files are kept does not answer just now. What has arrived is kept; please try again in a minute."
)
NO_ROOM = N_("There is no room on our side just now, so the file was not kept. Please send it again later.")
NO_ANSWER = N_(
    "The place where files are kept does not answer just now, so the file was not kept. Please send it again in a minute."
)
SENTENCES = {"full": ("full", FULL, 503), "lost": ("lost", LOST, 409), "incomplete": ("size", SHORT, 422)}
SENTENCES_WHOLE = {"full": ("full", NO_ROOM, 503), "incomplete": ("size", SHORT, 422)}


def halted(error: StorageError, whole: bool = False) -> Halted:
    """What the parent is told when the storage could not. whole: the file came in one piece, and nothing of it is kept."""
    sentences, away = (SENTENCES_WHOLE, NO_ANSWER) if whole else (SENTENCES, AWAY)
    return Halted(*sentences.get(error.kind, ("unavailable", away, 503)))


def begin(
    storage: Storage,
    journey: Journey,
    user: User,
    purpose: Purpose,
    name: str,
    size: int,
    last_modified: int,
    details: Mapping[str, Any],
    quota: int,
) -> tuple[Upload, list[Part]]:
    """Promise a file, or go on with it: the upload, and the parts of it that have arrived. Raises Problem."""
    upload = Upload.promise(journey, user, purpose, name, size, str(last_modified), details, quota)
    _set_down()
    if upload.status == "completing":
        return upload, [Part(number, upload.part_size(number), "") for number in range(1, upload.count + 1)]
    try:
        return _opened(storage, upload)
    except StorageError as error:
        raise halted(error) from error


def arrived(storage: Storage, upload: Upload) -> list[Part]:
    """The parts that are there, by number."""
    upload.must_go_on()
    ground.release()
    if upload.status != "receiving":
        return [Part(number, upload.part_size(number), "") for number in range(1, upload.count + 1)]
    try:
        return storage.parts(upload.key, upload.multipart)
    except StorageError as error:
        raise halted(error) from error


def addresses(storage: Storage, upload: Upload, number: int, who: str) -> dict[int, str]:
    """Where the bytes of this part go, and of the next few that are not there yet: asking for each costs more than sending
    it. Notes what has arrived, so that lists can say how far it is."""
    upload.must_go_on()
    if upload.status != "receiving":
        raise Halted("complete", N_("This file has arrived already."))
    upload.part_size(number)  # there is such a part
    _set_down()
    try:
        there = storage.parts(upload.key, upload.multipart)
        here = {part.number for part in there}
        later = (each for each in range(number + 1, upload.count + 1) if each not in here)
        places = {
            each: storage.part_address(upload.key, upload.multipart, each, upload.part_size(each), who)
            for each in (number, *islice(later, AHEAD))
        }
    except StorageError as error:
        raise _forgotten(upload, error) from error
    touched(upload, sum(part.size for part in there))
    return places


def touched(upload: Upload, received: int | None = None) -> None:
    """It moved just now."""
    also = {} if received is None else {"received": received}
    mine = update(Upload).where(Upload.id == upload.id, Upload.status == "receiving")
    moved = mine.values(touched_at=times.now(), **also)
    db.session.execute(moved, execution_options={"synchronize_session": False})


def complete(storage: Storage, upload: Upload) -> Upload:
    """Make it whole and hand it to the room it is for. Asked twice, the second gets the first one's answer."""
    if upload.status == "complete":
        return upload
    upload.must_go_on()
    upload.step("completing", *OPEN)
    _set_down()
    try:
        _make_whole(storage, upload)
    except Halted:
        _set_back(upload)
        raise
    except StorageError as error:
        raise _set_back(upload, error) from error
    return _taken(upload.id)


def receive(
    storage: Storage,
    journey: Journey,
    user: User,
    purpose: Purpose,
    name: str,
    body: BinaryIO,
    details: Mapping[str, Any],
    quota: int,
) -> Upload:
    """A whole file that came through a form. The same one a moment later is a double tap."""
    size, mark = _measured(body, purpose.most_bytes)
    upload = Upload.promise(journey, user, purpose, name, size, mark, details, quota, whole=True)
    if upload.status == "complete":
        return upload
    _set_down()
    try:
        body.seek(0)
        if storage.put(upload.key, body, upload.media_type) != size:
            raise StorageError("incomplete")
    except StorageError as error:
        with transaction():
            upload.step("cancelled", *OPEN, reason=error.kind, received=size)
        raise halted(error, whole=True) from error
    return _taken(upload.id)


def finish(storage: Storage, upload_id: UUID) -> None:
    """Said by the sweeper of one whose maker was killed: end what was begun, or set it back so that it can go on."""
    with transaction(writing=False):
        upload = db.session.get(Upload, upload_id)
    if upload is None or upload.status != "completing":
        return
    try:
        if upload.multipart:
            _make_whole(storage, upload)
        elif storage.size(upload.key) != upload.size:
            with transaction():
                upload.step("cancelled", "completing", reason="incomplete", received=upload.size)
            return
    except (Halted, StorageError) as error:
        if getattr(error, "kind", "") in ("missing", "lost", "incomplete", "size"):
            _set_back(upload, error if isinstance(error, StorageError) else None)
        return
    with transaction():
        _taken(upload_id)


def sweep_up(storage: Storage, upload: Upload) -> None:
    """Nothing of an ended upload stays in the storage."""
    if upload.multipart:
        storage.abort(upload.key, upload.multipart)
    storage.delete(upload.key)
    with transaction():
        upload.swept()


def _set_down() -> None:
    """Keep what was written so far, and hold no connection while the storage is asked."""
    ground.commit()
    ground.release()


def _opened(storage: Storage, upload: Upload) -> tuple[Upload, list[Part]]:
    if upload.multipart:
        try:
            return upload, storage.parts(upload.key, upload.multipart)
        except StorageError as error:
            if error.kind != "lost":
                raise
    mine, before = storage.begin(upload.key, upload.media_type), upload.multipart
    here = Upload.id == upload.id, Upload.multipart == before, Upload.status == "receiving"
    with transaction():
        named_it: Any = db.session.execute(
            update(Upload).where(*here).values(multipart=mine, received=0, touched_at=times.now()),
            execution_options={"synchronize_session": False},
        )
        first = named_it.rowcount == 1
        now = db.session.get(Upload, upload.id)
    if now is None or now.status in ENDED:
        storage.abort(upload.key, mine)
        raise Halted("cancelled", N_("This upload was cancelled."))
    if not first:  # another tab was quicker
        storage.abort(upload.key, mine)
        return now, storage.parts(now.key, now.multipart)
    return now, []


def _make_whole(storage: Storage, upload: Upload) -> None:
    """The object out of its parts. Raises Halted or StorageError."""
    try:
        there = storage.parts(upload.key, upload.multipart)
    except StorageError as error:
        if error.kind == "lost" and storage.size(upload.key) == upload.size:
            return  # somebody before us made it whole and could not say so
        raise
    missing = upload.missing(there)
    if missing:
        raise Halted("missing", MISSING, more={"parts": missing})
    whole = sorted(there, key=lambda part: part.number)
    if storage.complete(upload.key, upload.multipart, whole) != upload.size:
        raise StorageError("incomplete")


def _set_back(upload: Upload, error: StorageError | None = None) -> Halted:
    if error is not None and error.kind == "lost":
        return _forgotten(upload, error)
    with transaction():
        upload.step("receiving", "completing")
    return halted(error or StorageError("incomplete"))


def _forgotten(upload: Upload, error: StorageError) -> Halted:
    """The storage no longer knows what had arrived: the next `begin` starts anew."""
    if error.kind == "lost":
        with transaction():
            upload.step("receiving", *OPEN, multipart="", received=0)
    return halted(error)


def _taken(upload_id: UUID) -> Upload:
    """The last transaction: the room makes its row of it. Committed by the caller."""
    upload = Upload.locked(upload_id)
    if upload is None:
        raise Halted("cancelled", N_("This upload was cancelled."))
    if upload.status == "complete":
        return upload
    try:
        upload.must_go_on()
    except Halted as closed:
        if not upload.step("refused", *OPEN, reason="closed", received=upload.size):
            upload.step(upload.status, *ENDED, received=upload.size)  # swept before it was whole: to be swept once more
        _set_down()
        raise closed from None
    purpose = named(upload.purpose)
    if purpose is None:
        raise LookupError("files of this kind are no longer taken")
    try:
        outcome = purpose.take(upload)
    except Problem:
        ground.rollback()
        with transaction():
            upload.step("refused", *OPEN, reason="rule", received=upload.size)
        raise
    upload.step("complete", *OPEN, outcome=outcome, received=upload.size, reason="")
    return upload


def _measured(body: BinaryIO, most: int) -> tuple[int, str]:
    """Its length and its content's mark; of one that is too long only that it is."""
    came = getattr(body, "came", 0)
    if came > most:
        return came, ""
    body.seek(0)
    mark, size = sha256(), 0
    while piece := body.read(1 << 20):
        mark.update(piece)
        size += len(piece)
    return size, mark.hexdigest()
