"""A copy comes through a form and is put away, for a worker to look through. Nothing of it is opened here."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from werkzeug.datastructures import FileStorage

from chitta.accounts.models import User
from chitta.core import db as ground
from chitta.core.errors import Conflict, Refused, TooMuch, Unavailable
from chitta.gateways.storage import Storage, StorageError
from chitta.privacy.models import Import
from chitta.privacy.wording import BROKEN, EMPTY, NOT_A_COPY, ONE_ALREADY, TOO_LARGE, WHY

ZIP = b"PK\x03\x04"


def receive(storage: Storage, user: User, file: FileStorage | None, most: int) -> UUID:
    """Put it away; its id. What was loaded before is to be loaded again. Raises a Problem with a sentence."""
    if file is None or not file.filename:
        raise Refused(EMPTY)
    return keep(storage, user, file.stream, _length(file.stream, most))  # type: ignore[arg-type]


def keep(storage: Storage, user: User, body: BinaryIO, size: int) -> UUID:
    """The same of any open file. The last transaction is left to the caller."""
    if body.read(4) != ZIP:
        raise Refused(NOT_A_COPY)
    body.seek(0)
    fresh = Import.begin(user, size)
    if fresh is None:
        raise Conflict(ONE_ALREADY)
    import_id, key = fresh.id, fresh.key
    ground.commit()
    ground.release()  # the storage is waited for
    try:
        whole = storage.put(key, body, "application/zip") == size
    except StorageError as error:
        raise Unavailable(WHY["full"] if error.kind == "full" else BROKEN) from None
    if not whole:
        raise Unavailable(BROKEN)
    Import.arrived(import_id)
    return import_id


def _length(body: object, most: int) -> int:
    size = int(getattr(body, "came", 0))
    if not size:
        body.seek(0, 2)  # type: ignore[attr-defined]
        size = body.tell()  # type: ignore[attr-defined]
    if size > most:
        raise TooMuch(TOO_LARGE)
    body.seek(0)  # type: ignore[attr-defined]
    return size
