"""The photo of a moment: drawn anew inside the fence before anything of it is kept, then a file of the family's own.

Its place in the storage is an upload that comes in one piece (see uploads.receiving), made whole in the transaction that
gives it to its entry; one that no entry holds is swept.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from werkzeug.datastructures import FileStorage

from chitta.core import db as ground
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.gateways import fence, papers
from chitta.journal.models import Photo
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.uploads.models import MB, Upload
from chitta.uploads.posting import receive
from chitta.uploads.purposes import Purpose

MOST_BYTES = 10 * MB
MOST_FILES = 2000  # of one journey
HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
TOO_LARGE = N_("This photo is larger than 10 MB. A smaller copy of it will do.")
NO_PHOTO = N_("This is not a photo that can be opened here. JPEG, PNG and HEIC can.")
WHY = {
    "too_large_image": N_("This photo has more dots than can be opened here. A smaller copy of it will do."),
    "memory": N_("This photo has more dots than can be opened here. A smaller copy of it will do."),
    "time": N_("Opening the photo took too long and was stopped. Please try again, or choose a smaller copy."),
    "full": N_("There was no room on our side for the photo just now. Please try again in a while."),
}
BROKEN = N_("This photo is damaged or was cut off. Look whether it opens on your device, and choose it again.")
THROUGH_THE_FORM = N_("A photo comes with the moment it belongs to, through the journal.")


def bring(session_id: UUID, file: FileStorage) -> Photo:
    """Keep the photo that a form brought. Raises a Problem with a sentence for its field.

    What was loaded before is to be loaded again; the caller's transaction gives the photo to its entry.
    """
    _must_be_one(file)
    ground.commit()
    ground.release()  # the fence is waited for
    with fence.workshop() as folder:
        came, clean = folder / "came", folder / "photo.jpg"
        with came.open("wb") as copy:
            shutil.copyfileobj(file.stream, copy)
        try:
            width, height = papers.picture(came, clean)
        except papers.PaperError as error:
            raise Refused(WHY.get(error.reason, BROKEN)) from None
        with clean.open("rb") as body:
            named = FileStorage(body, f"photo-{uuid4().hex[:12]}.jpg")  # its own: no two entries share one
            upload = receive(my_journey(session_id), "photo", named, {"width": width, "height": height})
    return Photo(upload.id, width, height)


def _must_be_one(file: FileStorage) -> None:
    """By its length and its first bytes, before anything opens it."""
    if getattr(file.stream, "came", 0) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    file.stream.seek(0)
    head = file.stream.read(12)
    file.stream.seek(0)
    heif = head[4:8] == b"ftyp" and head[8:12] in HEIF
    if not (heif or head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))):
        raise Refused(NO_PHOTO)


def _details(_journey: Journey, said: Mapping[str, Any]) -> dict[str, Any]:
    """Only what was drawn anew here has sides in numbers: the uploader brings words."""
    if not isinstance(said.get("width"), int):
        raise Refused(THROUGH_THE_FORM)
    return dict(said)


def _take(upload: Upload) -> UUID:
    return upload.id


PURPOSE = Purpose("photo", {".jpg": "image/jpeg"}, MOST_BYTES, MOST_FILES, _details, _take, {})
