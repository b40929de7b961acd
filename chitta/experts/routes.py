"""The doors of the directory: looking, by oneself or for a child."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, request, url_for

from chitta.accounts.guards import current_user, own_path, signed_in
from chitta.core.i18n import N_
from chitta.experts import matching
from chitta.experts.forms import ANY_FIELD, ANY_FUND, ANY_LANGUAGE, KILOMETRES, SORTS, FilterForm
from chitta.experts.guards import an_expert
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES, WHAT_THEY_DO
from chitta.experts.matching import AREAS, TURN_TO, Wish
from chitta.experts.models import Expert
from chitta.experts.places import cities
from chitta.experts.searching import WEIGHED, look
from chitta.journey import views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.web import frame
from chitta.web.hx import done, show

bp = Blueprint("experts", __name__)


# --- looking -----------------------------------------------------------------------------------------------------------


@bp.get("/experts")
@signed_in
def directory() -> Response:
    return show("experts/directory.html", "experts/_found.html", wide=True, **_looked(None))


@bp.get("/sessions/<uuid:session_id>/experts")
@signed_in
def index(session_id: UUID) -> Response:
    journey = my_journey(session_id)
    page = {"journey": journey, "seen": views.named("findExperts"), "in_sheet": _in_sheet(), **_looked(journey)}
    return show("journey/view.html", "experts/_found.html", **page)


@bp.get("/experts/<uuid:expert_id>")
@signed_in
def profile(expert_id: UUID) -> Response:
    expert = an_expert(expert_id)
    return show("experts/profile.html", expert=expert, fit=None, wide=True)


@bp.get("/sessions/<uuid:session_id>/experts/<uuid:expert_id>")
@signed_in
def expert(session_id: UUID, expert_id: UUID) -> Response:
    journey = my_journey(session_id)
    page = {"journey": journey, "seen": views.named("expert"), **_profile(journey, an_expert(expert_id))}
    return show("journey/view.html", "journey/view.hx.html", **page)


@bp.post("/experts/place")
@signed_in
def place() -> Response:
    """Remember where the family lives, or forget it: only when they say so."""
    city = request.form.get("city", "")
    if city and city not in cities():
        abort(422)
    current_user().settle(city)
    return done(None, back_to=own_path(request.form.get("back"), url_for("experts.directory")))


def _looked(journey: Journey | None) -> dict[str, Any]:
    """What a search is drawn from. journey: of the child it is for."""
    wish = _wish(journey) if journey else None
    form = FilterForm(_stands(wish))
    form.validate()
    wish = wish and _asked(wish, form)
    search = form.search
    return {
        "form": form,
        "found": look(search, wish),
        "place": search.city,
        "wish": wish,
        "home": current_user().city,
        "turn_to": [(area, TURN_TO[area.domain][0]) for area in wish.areas] if wish else [],
    }


def _stands(wish: Wish | None) -> dict[str, Any]:
    """What a search begins with: the child's age and the family's place, where they are known."""
    home = current_user().city
    age = int(wish.age) if wish and wish.age is not None else None
    return {"near": home, "age": age, "sort": "fit" if wish else "near" if home else "name"}


def _wish(journey: Journey) -> Wish:
    me = current_user()
    return Wish(
        areas=matching.areas(journey.observations(("held",))),
        age=journey.child.age_years,
        city=cities().get(me.city),
        languages=()
        if me.language == "he"
        else (me.language,),  # Hebrew is spoken by all but a few: no reason to choose by
    )


def _asked(wish: Wish, form: FilterForm) -> Wish:
    """The child's wish with what was asked for just now."""
    search = form.search
    languages = (search.language,) if search.language else wish.languages
    return Wish(wish.areas, wish.age, search.city, languages)


def _profile(journey: Journey, expert: Expert) -> dict[str, Any]:
    """What a profile is drawn from, looked at for a child."""
    return {"expert": expert, "fit": matching.fit(expert, _wish(journey))}


def _in_sheet() -> bool:
    return "sheet" in request.args


def find(journey: Journey) -> dict[str, Any]:
    """The directory as a deep view: as it stands before anything is asked."""
    return _looked(journey)


def chosen(journey: Journey) -> dict[str, Any]:
    """The profile that matters now as a deep view."""
    return {"expert": None, "fit": None}


def furnish(app: Flask) -> None:
    """The deep views open; templates know the words for what can be ticked."""
    views.register("findExperts", N_("Who could help"), "experts/_find.html", find)
    views.register("expert", N_("A professional"), "experts/_expert.html", chosen)
    frame.values(
        app, expert_fields=SPECIALTIES, expert_languages=LANGUAGES, expert_funds=FUNDS, expert_does=WHAT_THEY_DO
    )
    frame.values(app, expert_areas=AREAS, expert_sorts=SORTS, expert_reach=KILOMETRES, experts_weighed=WEIGHED)
    choices = {"fields": ANY_FIELD, "languages": ANY_LANGUAGE, "funds": ANY_FUND}
    frame.values(app, expert_towns=cities, expert_choices=choices)
