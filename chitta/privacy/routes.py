"""The doors of a family's rights: a copy of everything, bringing one back, deleting a child or the account, and the receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, make_response, redirect, request, url_for

from chitta.accounts.guards import current_user, leave, person, recently_proved, signed_in
from chitta.audit.models import Deed
from chitta.children.guards import my_child
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import release
from chitta.core.errors import Problem
from chitta.core.i18n import gettext_
from chitta.gateways.storage import Storage, StorageError
from chitta.privacy import arriving
from chitta.privacy.guards import my_export, my_import, receipt_of, token_of
from chitta.privacy.importing import BESIDE
from chitta.privacy.jobs import bring_back_later, copy_later, erase_later, tidy_later
from chitta.privacy.models import Erasure, Export, Import
from chitta.privacy.receipts import lines
from chitta.privacy.wording import why
from chitta.uploads.posting import room_for
from chitta.web import frame
from chitta.web.hx import go, show

bp = Blueprint("privacy", __name__)
ARRIVALS = "20 per hour"


@bp.get("/settings/export")
@signed_in
def export() -> Response:
    return show("privacy/export.html", "privacy/_copy.html", copy=Export.of(current_user()))


@bp.post("/settings/export")
@signed_in
def copy() -> Response:
    """Whoever asks has said their password lately: whoever finds an open browser is not to take everything along."""
    me = recently_proved()
    wanted = Export.ask(me)
    copy_later(wanted)
    tidy_later()
    Deed.note("export.asked", me.id, wanted)
    return go(url_for("privacy.export"))


@bp.get("/settings/export/<uuid:export_id>/file")
@signed_in
def fetch(export_id: UUID) -> Response:
    """A short address of our storage, after the password."""
    mine = my_export(export_id)
    me = recently_proved()
    if mine.status != "ready":
        abort(404)
    storage: Storage = current_app.extensions["storage"]
    key, who, name = mine.key, f"user:{me.id}", f"chitta-{times.today().isoformat()}.zip"
    release()
    try:
        found = storage.size(key)
        place = storage.address(key, purpose="download", who=who, name=name, media_type="application/zip")
    except StorageError:
        abort(503)
    return make_response(redirect(place, 303)) if found is not None else abort(404)


@bp.post("/settings/export/<uuid:export_id>/delete")
@signed_in
def discard(export_id: UUID) -> Response:
    mine = my_export(export_id)
    mine.discard()
    tidy_later()
    Deed.note("export.discard", mine.user_id, mine)
    return go(url_for("privacy.export"))


@bp.get("/settings/import")
@signed_in
def returning() -> Response:
    return show("privacy/import.html", "privacy/_import.html", **_brought())


@bp.post("/settings/import")
@signed_in
@frame.limiter.limit(ARRIVALS)
def bring() -> Response:
    """A copy, to be looked through by a worker. Whoever brings one has logged in; nothing of theirs goes by it."""
    storage: Storage = current_app.extensions["storage"]
    try:
        import_id = arriving.receive(storage, current_user(), request.files.get("file"), _room())
    except Problem as no:
        said = gettext_(no.sentence, **no.values)
        return show("privacy/import.html", error=said, status=no.status, **_brought())
    bring_back_later(import_id)
    Deed.note("import.asked", current_user().id)
    return go(url_for("privacy.returning"))


@bp.post("/settings/import/<uuid:import_id>/delete")
@signed_in
def put_away(import_id: UUID) -> Response:
    """Nothing is said of it any more; of one that is on its way nothing comes."""
    mine = my_import(import_id)
    mine.discard()
    tidy_later()
    Deed.note("import.discard", mine.user_id, mine)
    return go(url_for("privacy.returning"))


def _brought() -> dict[str, Any]:
    """The copy that was brought last, and the children that came with it and are still here."""
    copy = Import.of(current_user())
    here = {str(child.id): child for child in Child.of(current_user())}
    return {"copy": copy, "came": [here[new] for new in copy.children.values() if new in here] if copy else []}


def _room() -> int:
    """Bytes that a copy may have; none for a visitor, whose file is not even read."""
    return int(current_app.config["SETTINGS"].quota_bytes) + BESIDE if person() else 0


room_for(bp, "bring", _room)


@bp.get("/settings/delete")
@signed_in
def leaving() -> Response:
    return show("privacy/delete.html", child=None, family=Child.of(recently_proved()))


@bp.post("/settings/delete")
@signed_in
def erase() -> Response:
    """Everything of the account is gone with this answer, and every browser is logged out; files follow at once."""
    me = recently_proved()
    token = token_of(me.id, me.id)
    response = _erased(Erasure.of_account(me, token), token)
    leave()
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.get("/children/<uuid:child_id>/delete")
@signed_in
def leaving_child(child_id: UUID) -> Response:
    child = my_child(child_id)
    recently_proved()
    return show("privacy/delete.html", child=child)


@bp.post("/children/<uuid:child_id>/delete")
@signed_in
def erase_child(child_id: UUID) -> Response:
    token = token_of(current_user().id, child_id)
    if Erasure.by_token(token):  # tapped twice
        return _there(token)
    child = my_child(child_id)
    recently_proved()
    return _erased(Erasure.of_child(child, token), token)


def _erased(erasure: Erasure, token: str) -> Response:
    erase_later(erasure)
    return _there(token)


def _there(token: str) -> Response:
    return go(url_for("privacy.receipt", token=token))


@bp.get("/receipts/<token>")
def receipt(token: str) -> Response:
    page = show("privacy/receipt.html", erasure=receipt_of(token), token=token)
    page.headers.update({"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"})
    return page


def furnish(app: Flask) -> None:
    """Templates can say what a receipt lists."""
    app.jinja_env.globals.update(receipt_lines=lines, why_not=why)
