"""The doors of a family's rights: delete a child or the account, and the receipt of it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Flask, Response, url_for

from chitta.accounts.guards import current_user, leave, recently_proved, signed_in
from chitta.children.guards import my_child
from chitta.children.models import Child
from chitta.privacy.guards import receipt_of, token_of
from chitta.privacy.jobs import erase_later
from chitta.privacy.models import Erasure
from chitta.privacy.receipts import lines
from chitta.web.hx import go, show

bp = Blueprint("privacy", __name__)


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
    app.jinja_env.globals.update(receipt_lines=lines)
