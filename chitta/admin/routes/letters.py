"""The doors of the outbox."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, request, url_for

from chitta.accounts.guards import operator
from chitta.accounts.jobs import deliver
from chitta.accounts.models import OutgoingLetter
from chitta.admin import outbox
from chitta.admin.guards import a_letter, only_operators
from chitta.audit.models import Deed
from chitta.gateways import queue
from chitta.gateways.mail import Outbox
from chitta.web.hx import done, show

bp = Blueprint("admin_letters", __name__, url_prefix="/admin/letters")
only_operators(bp)


@bp.get("")
def index() -> Response:
    """Those that wait for a decision, then all, the newest first; older ones by ?before=<id>."""
    return show("admin/letters.html", **_page(request.args.get("before", type=UUID)))


@bp.post("/<uuid:letter_id>/again")
def again(letter_id: UUID) -> Response:
    letter = a_letter(letter_id)
    answer = _decided("again", letter, outbox.again)
    queue.later(deliver, letter.id)
    return answer


@bp.post("/<uuid:letter_id>/forget")
def forget(letter_id: UUID) -> Response:
    return _decided("forget", a_letter(letter_id), outbox.forget)


def _decided(verb: str, letter: OutgoingLetter, deed: Callable[[OutgoingLetter], None]) -> Response:
    deed(letter)
    Deed.note(f"desk.letter.{verb}", operator().id, letter)
    return done("admin/_letters.html", back_to=url_for("admin_letters.index"), said=verb, **_page())


def _page(before: UUID | None = None) -> dict[str, Any]:
    letters, mail = outbox.listed(before), current_app.extensions["mail"]
    return {
        "given_up": [] if before else outbox.given_up(),
        "letters": letters[: outbox.PAGE],
        "older": len(letters) > outbox.PAGE,
        "outbox": outbox,
        "folder": mail.folder if isinstance(mail, Outbox) else None,
    }
