"""Loading links and notes through the parent, and what is shared through the link. A visitor has a cookie that opens one link,
and no session of ours: it is neither a log-in, nor does it outlive what it opens."""

from __future__ import annotations

import hmac
import uuid
from typing import NoReturn

from flask import Response, abort, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core import times
from chitta.core.db import db
from chitta.core.i18n import speak
from chitta.core.vocabulary import LANGUAGES
from chitta.sharing.models import VISIT, ExpertNote, ShareLink, ShareOpening
from chitta.sharing.offering import still
from chitta.sharing.refs import Ref
from chitta.web import hx
from chitta.web.frame import SAFE

# --- the parent ------------------------------------------------------------------------------------------------------


def my_link(share_id: uuid.UUID) -> ShareLink:
    """A link of one of this person's journeys; 404 for every other."""
    mine = ShareLink.id == share_id, ShareLink.visible_to(current_user())
    return db.session.scalar(select(ShareLink).where(*mine)) or abort(404)


def my_note(note_id: uuid.UUID) -> ExpertNote:
    """A note on one of this person's links; 404 for every other."""
    mine = ExpertNote.id == note_id, ExpertNote.visible_to(current_user())
    return db.session.scalar(select(ExpertNote).where(*mine)) or abort(404)


# --- the visitor -----------------------------------------------------------------------------------------------------


def their_link(token: str) -> ShareLink:
    """The link of this token, in its language. Unknown, ended, locked, over: the same page for all of them."""
    link = ShareLink.by_token(token)
    if link is None:
        g.unknown_share = True
        closed()
    asked = request.args.get("in", "")
    _tune(link, asked if asked in LANGUAGES else link.language)
    return link


def their_opening(opening_id: uuid.UUID) -> ShareOpening:
    """The visit of this browser's cookie, its link asked anew; the closed page when either is over."""
    opening = ShareOpening.alive(opening_id, secret_of(opening_id))
    if opening is None:
        closed()
    _tune(opening.link, opening.language)
    return opening


def their_item(opening: ShareOpening, key: str, kind: str = "") -> Ref:
    """A thing that is in the link and still there; the closed page for every other. kind: the only one wanted here."""
    ref = opening.link.chosen.of(key)
    if ref is None or (kind and ref.kind != kind) or key not in still(opening.link.session_id, [ref]):
        closed()
    return ref


def their_seen_item(opening: ShareOpening, key: str, kind: str = "") -> Ref:
    """The same, once it was opened: nothing is read of which the family does not learn."""
    ref = their_item(opening, key, kind)
    return ref if key in opening.seen else closed()


def closed() -> NoReturn:
    """The one answer to everything that does not open."""
    abort(closed_page())


def closed_page() -> Response:
    response = make_response(render_template("sharing/closed.html"), 404)
    return hx.reload(response) if hx.wanted() else response


def _tune(link: ShareLink, language: str) -> None:
    speak(language)
    times.go_to(link.journey.child.parent.time_zone)


# --- the visitor's cookie and forms ----------------------------------------------------------------------------------


def cookie_of(opening_id: uuid.UUID) -> str:
    """One for each opening: a browser may hold several, and none of them opens another link."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return f"{'__Host-' if secure else ''}guest-{opening_id.hex[:16]}"


def secret_of(opening_id: uuid.UUID) -> str:
    return request.cookies.get(cookie_of(opening_id), "")[:100]


def a_secret(link_id: uuid.UUID, key: str) -> str:
    """What the cookie of a visit holds: the same for the same form, so that a double tap comes in once."""
    return _signed(f"visit {link_id} {key}")


def welcome(response: Response, opening: ShareOpening, secret: str) -> Response:
    """Give the browser what opens this link, for as long as it does."""
    left = min(VISIT, opening.link.expires_at - times.now())
    response.set_cookie(
        cookie_of(opening.id),
        secret,
        max_age=max(1, int(left.total_seconds())),
        path="/",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def sealed() -> None:
    """Forms of visitors carry a token too; theirs is bound to the address or the cookie they hold, since nothing may be set
    by a page that is only looked at. Other sites are turned away as well by what browsers say of them."""
    g.csrf_token = _signed(f"form {_held()}")
    if request.method in SAFE:
        return
    said = request.form.get("csrf_token", "")
    from_here = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    if not from_here or not hmac.compare_digest(said.encode(), g.csrf_token.encode()):
        raise CSRFError()
    g.csrf_valid = True


def _held() -> str:
    given = request.view_args or {}
    return str(given["token"]) if "token" in given else secret_of(given["opening_id"]) if "opening_id" in given else ""


def _signed(text: str) -> str:
    return hmac.new(str(current_app.secret_key).encode(), text.encode(), "sha256").hexdigest()
