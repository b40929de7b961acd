"""The guest's doors. Looking at the first one spends nothing, sets nothing and names nobody; behind it everything is read only,
and every request asks the link anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Flask, Response, current_app, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.guards import own_path
from chitta.accounts.jobs import write_later
from chitta.audit.models import Deed
from chitta.core.db import commit, db, release
from chitta.core.errors import Refused
from chitta.core.i18n import N_, tongue
from chitta.documents.models import Document
from chitta.journey.routes import tell
from chitta.prints import sources
from chitta.prints.jobs import make_later
from chitta.prints.making import MEDIA_TYPE
from chitta.prints.models import Print
from chitta.reports import printing
from chitta.reports.models import Report
from chitta.sharing import codes, freezing
from chitta.sharing.forms import DoorForm, LanguageForm, NoteForm, a_page, a_second
from chitta.sharing.guards import (
    a_secret,
    closed,
    closed_page,
    cookie_of,
    sealed,
    secret_of,
    their_item,
    their_link,
    their_opening,
    their_seen_item,
    welcome,
)
from chitta.sharing.models import ExpertNote, ShareLink, ShareOpening
from chitta.sharing.noting import note
from chitta.sharing.offering import still, titles
from chitta.sharing.refs import Ref
from chitta.sharing.streaming import while_open
from chitta.sharing.throttling import few_notes, tries_at_doors, unknown_links
from chitta.videos.chapters import beads
from chitta.videos.chapters import chapters as chapters_of
from chitta.videos.models import MEDIA_TYPE as FILM_TYPE
from chitta.videos.models import Video
from chitta.web.frame import csrf
from chitta.web.hx import go, show
from chitta.web.ranges import send

bp = Blueprint("guest", __name__)
NO_CODE = N_("The code is missing. The family gives it to you.")
CROWDED = N_("Several codes are being tried at this moment. Please try yours once more.")
WRONG_CODE = N_("The code does not match. It is worth asking the family once more.")


@bp.get("/s/<token>")
@unknown_links
def door(token: str) -> Response:
    link = their_link(token)
    return show(
        "sharing/door.html", link=link, form=DoorForm(None, data={"key": str(uuid4()), "language": tongue().language})
    )


@bp.post("/s/<token>")
@unknown_links
@tries_at_doors
def enter(token: str) -> Response:
    """Come in: who, and the code where there is one."""
    link, form = their_link(token), DoorForm()
    if not form.validate():
        return show("sharing/door.html", link=link, form=form)
    if link.passcode_hash and not (form.code.data or "").strip():
        form.code.errors = [NO_CODE]
        return show("sharing/door.html", link=link, form=form)
    if link.passcode_hash and not ShareLink.begin_try(link.id):
        return _crowded(link, form)
    if link.passcode_hash and not _right(link, form.code.data):
        return _mistaken(link, form)
    secret = a_secret(link.id, form.key.data or str(uuid4()))
    if ShareOpening.spent(secret):  # the page of a visit that was ended, or of yesterday
        secret = a_secret(link.id, str(uuid4()))
    said = {"name": form.name.data, "role": form.role.data, "language": form.language.data}
    try:
        opening = ShareOpening.begin(link.id, secret, **said)
    except Refused as no:
        form.refuse(no.sentence)
        return show("sharing/door.html", link=link, form=form)
    if opening is None:
        return closed_page()
    if opening.fresh:
        Deed.note("share.opened", None, opening.link)
    if opening.first:
        _write("opened", opening.link)
    return welcome(go(url_for("guest.overview", opening_id=opening.id)), opening, secret)


def _right(link: ShareLink, typed: str) -> bool:
    """Is this the code? Its try was taken before and is written down while we compare."""
    kept = link.passcode_hash
    commit()
    release()
    right = codes.matches(kept, codes.heard(typed))
    if right:
        ShareLink.end_try(link.id, right=True)
    return right


def _crowded(link: ShareLink, form: DoorForm) -> Response:
    """As many codes as the link bears are being compared at this moment."""
    if not ShareLink.lives(link.id):
        return closed_page()
    form.code.errors = [CROWDED]
    return show("sharing/door.html", link=link, form=form)


def _mistaken(link: ShareLink, form: DoorForm) -> Response:
    """Counted; the tenth locks the link for good, and then it looks as if there had never been one."""
    left = ShareLink.end_try(link.id, right=False)
    if left is None:
        return closed_page()
    if not left:
        locked = db.session.get_one(ShareLink, link.id)
        Deed.note("share.locked", None, locked)
        _write("locked", locked)
        return closed_page()
    form.code.errors = [WRONG_CODE]
    return show("sharing/door.html", link=link, form=form, left=left)


def _write(kind: Any, link: ShareLink) -> None:
    """A letter to the parent: that it happened, and nothing of whom or what."""
    parent = link.journey.child.parent
    write_later(kind, parent.email, parent, url_for("sharing.index", session_id=link.session_id))


# --- inside -----------------------------------------------------------------------------------------------------------


@bp.get("/shared/<uuid:opening_id>")
def overview(opening_id: UUID) -> Response:
    return show("sharing/overview.html", **_visit(their_opening(opening_id)))


@bp.get("/shared/<uuid:opening_id>/still")
def still_open(opening_id: UUID) -> Response:
    """Asked by open pages every few seconds: nothing while the link lives, a new look at the page when it does not."""
    their_opening(opening_id)
    return Response(status=204)


@bp.post("/shared/<uuid:opening_id>/language")
def language(opening_id: UUID) -> Response:
    opening, form = their_opening(opening_id), LanguageForm()
    if form.validate():
        opening.language = form.language.data
    return go(_back(opening))


@bp.post("/shared/<uuid:opening_id>/end")
def end(opening_id: UUID) -> Response:
    """They are done: this browser holds nothing any more."""
    opening = their_opening(opening_id)
    opening.end()
    response = show("sharing/ended.html", link=opening.link)
    response.delete_cookie(cookie_of(opening.id), path="/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@bp.post("/shared/<uuid:opening_id>/items/<key>/look")
def look(opening_id: UUID, key: str) -> Response:
    """They open one of the things; the family sees that they did."""
    opening = their_opening(opening_id)
    their_item(opening, key)
    if opening.look(key):
        Deed.note("share.seen", None, opening.link)
    return go(url_for("guest.item", opening_id=opening.id, key=key))


@bp.post("/shared/<uuid:opening_id>/notes")
@few_notes
def write(opening_id: UUID) -> Response:
    """A note to the family, about all of it, or about a second of a film or a page of a document."""
    opening, form = their_opening(opening_id), NoteForm()
    ref = their_seen_item(opening, form.item.data) if form.item.data else None
    try:
        if not form.validate():
            return _note_shown(opening, ref, form)
        place = _place(ref, form.at.data or "")
        kept, changed = note(opening, form.words.data, ref, place)
    except Refused as no:
        form.words.errors = [no.sentence]
        return _note_shown(opening, ref, form)
    if changed:
        Deed.note("share.noted", None, kept)
        tell(opening.link.session_id, changed | {"sharing"})
    return go(_home(opening, ref, "notes"))


def _place(ref: Ref | None, at: str) -> int | None:
    kind = ref.kind if ref else ""
    return a_second(at) if kind == "video" else a_page(at) if kind == "document" else None


def _note_shown(opening: ShareOpening, ref: Ref | None, form: NoteForm) -> Response:
    """What was typed stays where it was typed."""
    if ref is None:
        return show("sharing/overview.html", form=form, **_visit(opening))
    return show("sharing/item.html", form=form, **_item(opening, ref))


def _home(opening: ShareOpening, ref: Ref | None, anchor: str) -> str:
    if ref is None:
        return url_for("guest.overview", opening_id=opening.id, _anchor=anchor)
    return url_for("guest.item", opening_id=opening.id, key=ref.key, _anchor=anchor)


@bp.get("/shared/<uuid:opening_id>/items/<key>")
def item(opening_id: UUID, key: str) -> Response:
    """One of the things. One that was not opened yet is opened on the page of all of them."""
    opening = their_opening(opening_id)
    ref = their_item(opening, key)
    if key not in opening.seen:
        return go(url_for("guest.overview", opening_id=opening.id))
    return show("sharing/item.html", **_item(opening, ref))


def _item(opening: ShareOpening, ref: Ref) -> dict[str, Any]:
    return {**_visit(opening), "item": ref, "journey": None, **_ROOMS[ref.kind](opening, ref)}


def _visit(opening: ShareOpening) -> dict[str, Any]:
    link = opening.link
    here = still(link.session_id, link.chosen.refs)
    return {
        "opening": opening,
        "link": link,
        "child": link.journey.child,
        "refs": [ref for ref in link.chosen.refs if ref.key in here],
        "titles": freezing.titles(link, titles(link.session_id, link.chosen.refs)),
        "notes": ExpertNote.by(opening),
    }


def _report(_opening: ShareOpening, ref: Ref) -> dict[str, Any]:
    report = db.session.get_one(Report, ref.id)
    printed = Print.of(printing.KIND, report.id)
    return {"report": report, "letter": report.letter, "disputed": (), "printed": printed, "wide": True}


def _summary(opening: ShareOpening, _ref: Ref) -> dict[str, Any]:
    return {"brief": freezing.summary(opening.link) or closed()}


def _journal(opening: ShareOpening, _ref: Ref) -> dict[str, Any]:
    return {"days": [{**one, "day": date.fromisoformat(one["day"])} for one in freezing.journal(opening.link)]}


def _document(opening: ShareOpening, ref: Ref) -> dict[str, Any]:
    told = opening.link.snapshot.get(ref.key) or closed()
    return {"told": told, "paper": db.session.get_one(Document, ref.id)}


def _video(opening: ShareOpening, ref: Ref) -> dict[str, Any]:
    film = db.session.get_one(Video, ref.id)
    moments, words = freezing.moments(opening.link, film)
    return {"film": film, "moments": moments, "words": words, "beads": beads(moments, film.content.seconds)}


_ROOMS: dict[str, Callable[[ShareOpening, Ref], dict[str, Any]]] = {
    "report": _report,
    "summary": _summary,
    "journal": _journal,
    "document": _document,
    "video": _video,
}


# --- files ------------------------------------------------------------------------------------------------------------


@bp.get("/shared/<uuid:opening_id>/items/<key>/file")
def file(opening_id: UUID, key: str) -> AnyResponse:
    """A document as it was brought."""
    opening = their_opening(opening_id)
    paper = db.session.get_one(Document, their_seen_item(opening, key, "document").id)
    if not paper.content.texts and not paper.content.images:
        closed()
    return _given(opening, paper.key, paper.given_name, paper.media_type, inline=False)


@bp.get("/shared/<uuid:opening_id>/items/<key>/pages/<int:page>")
def picture(opening_id: UUID, key: str, page: int) -> AnyResponse:
    """The picture of a page."""
    opening = their_opening(opening_id)
    paper = db.session.get_one(Document, their_seen_item(opening, key, "document").id)
    if page not in paper.content.images:
        closed()
    return _given(opening, paper.image_key(page), f"page-{page}.jpg", "image/jpeg")


@bp.get("/shared/<uuid:opening_id>/items/<key>/film")
def film(opening_id: UUID, key: str) -> AnyResponse:
    """The film, with byte ranges."""
    opening = their_opening(opening_id)
    seen = db.session.get_one(Video, their_seen_item(opening, key, "video").id)
    return _given(opening, seen.key, "film.mp4", FILM_TYPE)


@bp.get("/shared/<uuid:opening_id>/items/<key>/poster")
def poster(opening_id: UUID, key: str) -> AnyResponse:
    opening = their_opening(opening_id)
    seen = db.session.get_one(Video, their_seen_item(opening, key, "video").id)
    return _given(opening, seen.poster_key, "film.jpg", "image/jpeg")


@bp.get("/shared/<uuid:opening_id>/items/<key>/chapters")
def chapters(opening_id: UUID, key: str) -> Response:
    """What was seen, for the player."""
    opening = their_opening(opening_id)
    seen = db.session.get_one(Video, their_seen_item(opening, key, "video").id)
    return Response(chapters_of(*freezing.moments(opening.link, seen), seen.content.seconds), mimetype="text/vtt")


@bp.get("/shared/<uuid:opening_id>/items/<key>/pdf")
def pdf(opening_id: UUID, key: str) -> AnyResponse:
    """A report as a PDF; until there is one, the page where it can be asked for."""
    opening = their_opening(opening_id)
    ref = their_seen_item(opening, key, "report")
    printed = Print.of(printing.KIND, ref.id)  # type: ignore[arg-type]
    if printed is None or printed.status != "ready":
        return go(url_for("guest.item", opening_id=opening.id, key=key, _anchor="print"))
    name = sources.named(printed.kind).name(printed.owner_id, False)
    return _given(opening, printed.key, name, MEDIA_TYPE, inline=False)


@bp.post("/shared/<uuid:opening_id>/items/<key>/pdf")
def to_print(opening_id: UUID, key: str) -> AnyResponse:
    """It was not made yet, or has to be made anew; the family's words are not touched by that."""
    opening = their_opening(opening_id)
    ref = their_seen_item(opening, key, "report")
    make_later(Print.ask(opening.link.journey, printing.KIND, ref.id))  # type: ignore[arg-type]
    return go(url_for("guest.item", opening_id=opening.id, key=key, _anchor="print"))


def _given(opening: ShareOpening, key: str, name: str, media_type: str, inline: bool = True) -> Response:
    """The file through us, so that the link is asked at every request and while the answer is still going out."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    opening_id, secret = opening.id, secret_of(opening.id)
    response = send(app.extensions["storage"], key, name=name, media_type=media_type, inline=inline)
    response.response = while_open(app, opening_id, secret, response.response)  # type: ignore[arg-type]
    return response


# --- furnishing -------------------------------------------------------------------------------------------------------


def _back(opening: ShareOpening) -> str:
    """The page they were on, if it is one of this visit."""
    home = url_for("guest.overview", opening_id=opening.id)
    page = own_path(request.form.get("back"), home)
    return page if page == home or page.startswith(f"{home}/") else home


def _dressed(response: Response) -> Response:
    """Nothing of it is found by search engines, or tells the next page where somebody came from."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive, nosnippet"
    return response


def furnish(app: Flask) -> None:
    """Visitors have forms of their own kind, since a page that is only looked at sets no cookie."""
    csrf.exempt(bp)


bp.before_request(sealed)
bp.after_request(_dressed)
