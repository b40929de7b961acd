"""Files that come through a plain form: the way without JavaScript, for the rooms' own doors.

A door says `roomy(bp, "create", "document")` once; its route calls `receive(journey, purpose, form.file.data, {...})`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from tempfile import SpooledTemporaryFile
from typing import Any

from flask import Blueprint, current_app, request
from werkzeug.datastructures import FileStorage

from chitta.accounts.guards import current_user
from chitta.core.errors import Problem, Refused
from chitta.core.i18n import N_, gettext_
from chitta.journey.models import Journey
from chitta.uploads import receiving
from chitta.uploads.models import MB, Upload
from chitta.uploads.purposes import Purpose, named

IN_MEMORY = 256 * 1024
BESIDE = 64 * MB  # a file so much too large is still read to its end, so that the browser hears why it was not taken


class Spool(SpooledTemporaryFile):  # type: ignore[type-arg]
    """Where a posted file waits: on disk beyond a little. What is more than may come is counted, not kept."""

    def __init__(self, most: int) -> None:
        super().__init__(max_size=IN_MEMORY, mode="rb+")
        self.most, self.came = most, 0

    def write(self, piece: Any) -> int:
        self.came += len(piece)
        return super().write(piece) if self.came <= self.most else len(piece)


def roomy(bp: Blueprint, view: str, purpose: str) -> None:
    """Posts to this view may carry one file of this purpose, although the house takes no more than 1 MB elsewhere."""

    def most() -> int:
        taken = named(purpose)
        return taken.most_bytes if taken else 0

    room_for(bp, view, most)


def room_for(bp: Blueprint, view: str, most: Callable[[], int]) -> None:
    """Posts to this view may carry a file of so many bytes; 0: they may not, whoever is asking."""

    @bp.url_value_preprocessor
    def make_room(endpoint: str | None, _values: object) -> None:
        # Before the CSRF check, which reads the form.
        if endpoint == f"{bp.name}.{view}" and request.method == "POST" and (room := most()):
            here: Any = request._get_current_object()  # type: ignore[attr-defined]
            here.max_content_length = room + BESIDE
            here._get_file_stream = lambda *_args, **_more: Spool(room)


def receive(journey: Journey, purpose: Purpose | str, file: FileStorage | None, details: Mapping[str, Any]) -> Upload:
    """Keep the posted file and hand it to its room; the upload, whose `outcome` is the room's row.

    Raises a Problem (422, 413, 409 or 503) whose sentence is in the reader's language already, for the form to show. What
    was loaded before is to be loaded again: the answer's `journey` is. The caller's transaction holds the room's row.
    """
    taken = named(purpose) if isinstance(purpose, str) else purpose
    assert taken, "nobody registered this purpose"
    try:
        if file is None or not file.filename:
            raise Refused(N_("Choose a file first."))
        quota = current_app.config["SETTINGS"].quota_bytes
        storage = current_app.extensions["storage"]
        return receiving.receive(
            storage,
            journey,
            current_user(),
            taken,
            file.filename,
            file.stream,
            details,
            quota,  # type: ignore[arg-type]
        )
    except Problem as no:
        no.sentence, no.values = gettext_(no.sentence, **no.values), {}
        raise
