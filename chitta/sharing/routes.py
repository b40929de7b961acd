"""The family's doors of sharing: choosing, the link that is shown once, the links there are, and ending them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import segno
from flask import Blueprint, Flask, Response, current_app, g, request, url_for
from markupsafe import Markup
from sqlalchemy import select

from chitta.accounts.guards import current_user, signed_in
from chitta.audit.models import Deed
from chitta.core.db import db
from chitta.core.errors import Refused
from chitta.core.i18n import N_, gettext_, speaking
from chitta.documents.models import Document
from chitta.journey import stages, views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey, Observation
from chitta.journey.routes import tell
from chitta.prints.jobs import make_later
from chitta.sharing import codes, freezing, noting
from chitta.sharing.forms import DAYS, ChangeForm, ShareForm
from chitta.sharing.guards import my_link, my_note
from chitta.sharing.handing import end_of, hand_over, last_day, to_print
from chitta.sharing.models import MOST_LIVE, MOST_WRONG, ExpertNote, ShareLink, ShareOpening
from chitta.sharing.offering import offered, titles
from chitta.videos.wording import TITLES
from chitta.web import frame
from chitta.web.hx import done, show

bp = Blueprint("sharing", __name__)
VIEW = "shareExpert"
SUBJECT = N_("Material about our child")
BODY = N_("We would like to share something with you. This link is for you alone:")
BODY_CODE = N_("It asks for a code, which you get from us in another way.")


@bp.get("/sessions/<uuid:session_id>/sharing")
@signed_in
def index(session_id: UUID) -> Response:
    journey = my_journey(session_id)
    return show("journey/view.html", "journey/view.hx.html", **_page(journey))


@bp.post("/sessions/<uuid:session_id>/sharing")
@signed_in
def create(session_id: UUID) -> Response:
    """The link's address is in this answer and nowhere else."""
    form = ShareForm()
    if not form.validate():
        return _shown(my_journey(session_id), form)
    my_journey(session_id)
    code = codes.heard(form.code.data or "") if form.coded.data else ""
    kept = codes.hashed(code) if code else ""
    journey = Journey.locked(my_journey(session_id).id)  # the second of two taps waits here for the first one's link
    if twice := ShareLink.made_before(journey, form.key.data):
        return _made(journey, twice, form)
    wish = {name: form[name].data for name in ("name", "language", "since", "until", "key")}
    try:
        link = hand_over(journey, form.items.data, days=int(form.days.data), passcode_hash=kept, **wish)
    except Refused as no:
        form.refuse(no.sentence)
        return _shown(journey, form)
    for wanted in to_print(link):
        make_later(wanted)
    Deed.note("share.made", current_user().id, link)
    tell(journey.id, link.changed | {"sharing"})
    return _made(link.journey, link, form)


@bp.post("/shares/<uuid:share_id>")
@signed_in
def change(share_id: UUID) -> Response:
    """Another name in the list, or another last day. What is shared stays as it is."""
    link = my_link(share_id)
    form = changing(link, ChangeForm())
    if not form.validate():
        page = {**_page(link.journey), "wrong": {link.id: form}}
        return show("journey/view.html", "sharing/_links.html", status=422, **page)
    if not link.change(form.name.data, end_of(int(form.days.data)) if form.days.data else None):
        return _done(link.journey, late=True)
    Deed.note("share.changed", current_user().id, link)
    tell(link.session_id, frozenset({"sharing"}))
    return _done(link.journey, changed=link)


@bp.post("/shares/<uuid:share_id>/revoke")
@signed_in
def revoke(share_id: UUID) -> Response:
    link = my_link(share_id)
    _ended(link)
    return _done(link.journey, said=link)


@bp.post("/sessions/<uuid:session_id>/sharing/stop")
@signed_in
def stop(session_id: UUID) -> Response:
    """Every link of this journey ends."""
    journey = my_journey(session_id)
    for link in ShareLink.live(journey):
        _ended(link)
    return _done(journey, stopped=True)


@bp.post("/notes/<uuid:note_id>/withdraw")
@signed_in
def take_back(note_id: UUID) -> Response:
    """A note of an expert that the parent does not want to keep."""
    kept = my_note(note_id)
    changed = noting.take_back(kept)
    link = db.session.get_one(ShareLink, kept.link_id)
    if changed:
        Deed.note("share.note_withdrawn", current_user().id, kept)
        tell(link.session_id, changed)
    return _done(link.journey, taken=True)


def _ended(link: ShareLink) -> None:
    if link.revoke():
        Deed.note("share.revoked", current_user().id, link)
        tell(link.session_id, link.changed | {"sharing"})


def changing(link: ShareLink, form: ChangeForm | None = None) -> ChangeForm:
    """The form that changes this link; there may be many on a page."""
    form = form or ChangeForm(None, data={"name": link.name, "days": ""})
    for field in (form.name, form.days):
        field.id = f"{field.name}-{link.id}"
    return form


def _shown(journey: Journey, form: ShareForm) -> Response:
    """The form with what was wrong, what was chosen and typed kept."""
    page = {**_page(journey, form), "form": form}
    return show("journey/view.html", "sharing/_sharing.html", **page)


def _made(journey: Journey, link: ShareLink, form: ShareForm) -> Response:
    """The address, once; for a form that came twice the news that it was shown already."""
    address = current_app.config["SETTINGS"].address + url_for("guest.door", token=link.token) if link.token else ""
    made = {
        "link": link,
        "address": address,
        "mail": _mail(link, address) if address else "",
        "picture": _picture(address) if address else "",
        "code": form.code.data if form.coded.data else "",
    }
    return show("journey/view.html", "sharing/_sharing.html", **_page(journey), made=made)


def _done(journey: Journey, **more: Any) -> Response:
    home = url_for("journey.view", session_id=journey.id, key=VIEW, _anchor="links")
    return done("sharing/_links.html", back_to=home, **_page(journey), **more)


def _mail(link: ShareLink, address: str) -> str:
    """A mail that the parent's own program sends; it names nobody, and the code is not in it."""
    with speaking(link.language):
        lines = [gettext_(BODY), address, *([gettext_(BODY_CODE)] if link.passcode_hash else [])]
        return f"mailto:?subject={quote(gettext_(SUBJECT))}&body={quote(chr(10).join(lines))}"


def _picture(address: str) -> Markup:
    """The address as a picture for another telephone's camera."""
    return Markup(segno.make(address, error="m", micro=False).svg_inline(scale=5, border=4))  # nosec B704 # drawn by segno


def load(journey: Journey) -> dict[str, Any]:
    """The choice and the links; or, where there is nothing to share yet, the kind reason."""
    early = stages.may_enter(journey.today, "sharing")
    return {"early": early, **_links(journey)} if early else _choice(journey)


def _page(journey: Journey, form: ShareForm | None = None) -> dict[str, Any]:
    page = _choice(journey, form)
    page["early"] = stages.may_enter(journey.today, "sharing")
    return {"journey": journey, "seen": views.named(VIEW), **page}


def _choice(journey: Journey, form: ShareForm | None = None) -> dict[str, Any]:
    there = offered(journey)
    if form is None:
        about = request.args.get("with", "")[:120] if request.method == "GET" else ""
        usual = {"name": about, "items": there.usual, "coded": True, "code": codes.fresh(), "key": str(uuid4())}
        form = ShareForm(None, data=usual)
    chosen = set(form.items.data or ())
    return {"early": None, "wide": True, "offered": there, "form": form, "chosen": chosen, **_links(journey)}


def _links(journey: Journey) -> dict[str, Any]:
    """The links that open, and those that are over."""
    live, over = ShareLink.live(journey), ShareLink.over(journey, _before(journey))
    both = [*live, *over]
    return {
        "live": live,
        "over": over,
        "full": len(live) >= MOST_LIVE,
        "openings": ShareOpening.of(both),
        "notes": ExpertNote.of(both),
        "titles": titles(journey.id, {ref.key: ref for link in both for ref in link.chosen.refs}.values()),
    }


def _before(journey: Journey) -> ShareLink | None:
    """The link after which the older ones are wanted (?before=<id>)."""
    try:
        link = my_link(UUID(request.args["before"])) if request.args.get("before") else None
    except ValueError:
        return None
    return link if link and link.session_id == journey.id else None


def expert_note_of(observation: Observation) -> ExpertNote | None:
    """The note an observation came from; asked of the database once for a page."""
    if observation.said_by != "expert":
        return None
    if "expert_notes" not in g:
        there = select(ExpertNote).join(ShareLink, ShareLink.id == ExpertNote.link_id)
        rows = db.session.scalars(there.where(ShareLink.session_id == observation.session_id))
        g.expert_notes = {one.observation_id: one for one in rows}
    return g.expert_notes.get(observation.id)  # type: ignore[no-any-return]


def furnish(app: Flask) -> None:
    """Sharing is a deep view; what is deleted leaves the links as well."""
    views.register(VIEW, N_("Sharing"), "sharing/_sharing.html", load)
    scenes = {scene: title for scene, (title, _) in TITLES.items()}
    frame.values(app, share_days=dict(DAYS), share_last_day=last_day, share_most_wrong=MOST_WRONG, film_scenes=scenes)
    frame.values(app, expert_note_of=expert_note_of, share_changing=changing)
    if freezing.forget not in Journey.erased_hooks:
        Journey.erased_hooks.append(freezing.forget)
    if freezing.forget_paper not in Document.erased_hooks:
        Document.erased_hooks.append(freezing.forget_paper)
