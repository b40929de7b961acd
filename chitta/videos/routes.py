"""The doors of the videos: what to film and why, and the family's choice about it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, url_for

from chitta.accounts.guards import signed_in
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.journey import views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.videos.choosing import choose, chosen, lacking
from chitta.videos.forms import FilmingForm
from chitta.videos.guidance import SCENES, VIEWS, guidance
from chitta.videos.wording import TITLES
from chitta.videos.words import Name, short_name
from chitta.web.hx import done, show

bp = Blueprint("videos", __name__)


@bp.post("/sessions/<uuid:session_id>/filming")
@signed_in
def filming(session_id: UUID) -> Response:
    journey, form = my_journey(session_id), FilmingForm()
    if not form.validate():
        return _refused(journey, form, next(iter(form.errors.values()))[0])
    try:
        tell(journey.id, choose(journey, form.choice.data))
    except Refused as refused:
        return _refused(journey, form, refused.sentence, **refused.values)
    home = url_for("journey.view", session_id=journey.id, key=form.view.data, _anchor="filming-choice")
    return done("videos/_choice.html", back_to=home, answered=True, journey=journey, **_choice(journey, form.view.data))


def _refused(journey: Journey, form: FilmingForm, sentence: str, **values: Any) -> Response:
    """The kind reason, where the choice stands."""
    key = form.view.data if form.view.data in VIEWS else "instructions"
    seen = views.named(key)
    assert seen
    page = {**seen.load(journey), "journey": journey, "seen": seen, "refusal": sentence, "things": values}
    return show("journey/view.html", "videos/_choice.html", status=422, **page)


def _choice(journey: Journey, view: str) -> dict[str, Any]:
    state = journey.today
    return {
        "view": view,
        "chosen": chosen(state),
        "lacking": lacking(state),
        "name": Name(state.child),
    }


def instructions(journey: Journey) -> dict[str, Any]:
    """The three moments at a glance."""
    moments = [(view, *TITLES[scene]) for view, scene in VIEWS.items()]
    return {**_choice(journey, "instructions"), "moments": moments}


def moment(view: str, journey: Journey) -> dict[str, Any]:
    """One moment, for this child."""
    child, scene = journey.today.child, VIEWS[view]
    return {
        **_choice(journey, view),
        "guide": guidance(scene, child, journey.observations()),
        "place_in_row": SCENES.index(scene),
        "short_name": short_name(child),
        "gender": child.gender,
    }


def furnish(app: Flask) -> None:
    """The filming guidance opens from cards, from the menu and by Chitta."""
    views.register("instructions", N_("What to film, and why"), "videos/_instructions.html", instructions)
    for view, scene in VIEWS.items():
        views.register(view, TITLES[scene][0], "videos/_moment.html", partial(moment, view))  # type: ignore[arg-type]
