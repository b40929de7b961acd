"""Asking for a print and giving it out: what the doors of every room that prints have in common."""

from __future__ import annotations

from uuid import UUID

from flask import abort, current_app, redirect
from werkzeug.wrappers import Response

from chitta.accounts.guards import current_user
from chitta.audit.models import Deed
from chitta.core.db import release
from chitta.gateways import queue
from chitta.gateways.storage import Storage, StorageError
from chitta.journey.models import Journey
from chitta.prints import sources
from chitta.prints.forms import PrintForm
from chitta.prints.jobs import look_for, make_later
from chitta.prints.making import MEDIA_TYPE
from chitta.prints.models import Print


def ask(journey: Journey, kind: str, owner_id: UUID) -> Print:
    """The parent asks for it, in the form of `prints/_print.html`; it is made after the commit, unless it is there."""
    wanted = Print.ask(journey, kind, owner_id, bool(PrintForm().named.data))
    make_later(wanted)
    Deed.note("print.asked", current_user().id, wanted)
    return wanted


def give(mine: Print, who: str) -> Response:
    """A short address of our storage for `who` (as "user:<id>"). 404 for one that is not ready, 503 while it cannot be had."""
    if mine.status != "ready":
        abort(404)
    storage: Storage = current_app.extensions["storage"]
    name, key = sources.named(mine.kind).name(mine.owner_id, mine.named), mine.key
    release()
    try:
        if storage.size(key) is None:
            raise StorageError("lost")
        return redirect(storage.address(key, purpose="download", who=who, name=name, media_type=MEDIA_TYPE), 303)
    except StorageError as error:
        if error.kind != "lost":
            abort(503)
    queue.now(look_for, mine.id)  # reading writes nothing: the worker says in the row that it has to be made anew
    abort(404)
