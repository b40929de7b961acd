"""The doors of the journey: the family's journeys, deep views, and what the parent changes of what is known."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, g, url_for

from chitta.accounts.guards import current_user, signed_in
from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.children.models import Child
from chitta.core.db import after_commit
from chitta.core.errors import Conflict
from chitta.gateways.streams import live
from chitta.journey import facts, papers, portrait, views
from chitta.journey.films import at_second, film_of
from chitta.journey.forms import CorrectForm, DisputeForm
from chitta.journey.guards import my_journey, my_observation
from chitta.journey.models import ALL, Journey, Observation
from chitta.web import frame
from chitta.web.hx import done, show

bp = Blueprint("journey", __name__)


@bp.get("/sessions")
@signed_in
def index() -> Response:
    return show("journey/index.html", family=Journey.of_family(current_user()))


@bp.get("/sessions/<uuid:session_id>/view/<key>")
@signed_in
def view(session_id: UUID, key: str) -> Response:
    journey, seen = my_journey(session_id), views.named(key) or abort(404)
    return show("journey/view.html", "journey/view.hx.html", journey=journey, seen=seen, **seen.load(journey))


@bp.post("/observations/<uuid:observation_id>/correct")
@signed_in
def correct(observation_id: UUID) -> Response:
    observation, form = my_observation(observation_id), CorrectForm()
    if not form.validate():
        return _shown(observation, form)
    words = {name: form[name].data for name in ("text", "example", "version")}
    try:
        _learn(observation, facts.Corrected(observation_id=observation.id, **words))
    except Conflict as conflict:
        return _shown(observation, form, status=409, conflict=conflict)
    return _done(observation)


@bp.post("/observations/<uuid:observation_id>/dispute")
@signed_in
def dispute(observation_id: UUID) -> Response:
    observation, form = my_observation(observation_id), DisputeForm()
    _learn(observation, facts.Disputed(observation_id=observation.id, undo=form.validate() and form.undo.data == "yes"))
    return _done(observation)


@bp.post("/observations/<uuid:observation_id>/delete")
@signed_in
def delete(observation_id: UUID) -> Response:
    observation = my_observation(observation_id, states=ALL)
    if observation.state != "withdrawn":
        _learn(observation, facts.Withdrawn(observation_id=observation.id))
    return done("journey/_gone.html", back_to=_portrait(observation), observation=observation)


def _learn(observation: Observation, fact: facts.Fact) -> None:
    changed = observation.journey.learn(fact)
    Deed.note(f"observation.{type(fact).__name__.lower()}", current_user().id, observation)
    tell(observation.session_id, changed)


def tell(session_id: UUID, changed: frozenset[str]) -> None:
    """Open pages hear what changed once it is committed."""
    streams = current_app.extensions["streams"]
    if changed:
        after_commit(lambda: streams.append(live(session_id), {"kind": "changed", "what": sorted(changed)}))


def _shown(observation: Observation, form: CorrectForm, **more: object) -> Response:
    page = {"observation": observation, "journey": observation.journey, **more}
    return show("journey/observation.html", "journey/_observation.html", form=form, **page)  # type: ignore[arg-type]


def _done(observation: Observation) -> Response:
    home = _portrait(observation, f"observation-{observation.id}")
    return done("journey/_observation.html", back_to=home, observation=observation, form=None)


def _portrait(observation: Observation, anchor: str | None = None) -> str:
    return url_for("journey.view", session_id=observation.session_id, key="portrait", _anchor=anchor)


def family_of(user: User) -> list[tuple[Child, UUID]]:
    """The children in the header; asked of the database once for a page."""
    if "family" not in g:
        g.family = Journey.of_family(user)
    family: list[tuple[Child, UUID]] = g.family
    return family


def corrected(child: Child) -> None:
    """The parent changed the child's details by hand: the journey counts anew."""
    journey = Journey.active(child)
    if journey:
        tell(journey.id, journey.learn(facts.ChildDescribed()))


def view_title(key: str) -> str:
    """The msgid of a deep view's title."""
    found = views.named(key)
    return found.title if found else ""


PAPER_DOOR = "documents.document"  # of a room to the right; where there is none, a source is words without a link


def paper_address(document: str, page: int) -> str:
    """Where a document opens at a page, "" while no room here keeps documents."""
    if PAPER_DOOR not in current_app.view_functions:
        return ""
    return url_for(PAPER_DOOR, document_id=document, _anchor=f"page-{page}")


FILM_DOOR = "videos.video"  # of a room to the right, as above


def film_address(video: str, second: int | None = None) -> str:
    """Where a film opens at a second, "" while no room here keeps films."""
    if FILM_DOOR not in current_app.view_functions:
        return ""
    return url_for(FILM_DOOR, video_id=video, t=second)


ENTRY_DOOR = "journal.entry"  # as above


def entry_address(entry: str) -> str:
    """Where an entry of the journal opens, "" while no room here keeps a journal."""
    return url_for(ENTRY_DOOR, entry_id=entry) if ENTRY_DOOR in current_app.view_functions else ""


def paper_of(observation: Observation) -> papers.Place | None:
    """The page of a document an observation comes from."""
    return papers.paper_of(observation.journey.state, observation)


def furnish(app: Flask) -> None:
    """Templates know the family and the deep views that open; the child's own form keeps the journey true."""
    if corrected not in Child.changed_hooks:
        Child.changed_hooks.append(corrected)
    frame.values(app, family_of=family_of, views=views.available, view_title=view_title, message_of=portrait.message_of)
    frame.values(app, paper_of=paper_of, paper_address=paper_address, film_address=film_address)
    frame.values(app, at_second=at_second, film_of=film_of, entry_address=entry_address)
