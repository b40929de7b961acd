"""The doors of the directory: looking, by oneself or for a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, request, url_for

from chitta.accounts.guards import current_user, own_path, signed_in
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.errors import Problem, Refused
from chitta.core.i18n import N_, gettext_
from chitta.experts import matching
from chitta.experts.calendars import appointment
from chitta.experts.forms import (
    ANY_FIELD,
    ANY_FUND,
    ANY_LANGUAGE,
    KILOMETRES,
    SORTS,
    FilterForm,
    MeetingForm,
    OutcomeForm,
    StepForm,
)
from chitta.experts.guards import an_expert, kept_or_open, my_match
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES, WHAT_THEY_DO
from chitta.experts.matching import AREAS, TURN_TO, Wish
from chitta.experts.models import Expert, ExpertMatch, Unfit
from chitta.experts.places import cities
from chitta.experts.searching import WEIGHED, look
from chitta.journey import views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.journey.words import When
from chitta.web import frame
from chitta.web.hx import done, show

bp = Blueprint("experts", __name__)
STEPS = {  # icon and words for how far a family came
    "suggested": ("plus", N_("On the list")),
    "contacted": ("phone", N_("Contact made")),
    "scheduled": ("calendar", N_("Coming up")),
    "completed": ("check", N_("The meeting took place")),
}


# --- looking -----------------------------------------------------------------------------------------------------------


@bp.get("/experts")
@signed_in
def directory() -> Response:
    return show("experts/directory.html", "experts/_found.html", **_looked(None))


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
    page = {"journey": journey, "seen": views.named("expert"), **_profile(journey, kept_or_open(expert_id, journey))}
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


# --- how far a family came -------------------------------------------------------------------------------------------


@bp.post("/sessions/<uuid:session_id>/experts/<uuid:expert_id>/keep")
@signed_in
def keep(session_id: UUID, expert_id: UUID) -> Response:
    journey = my_journey(session_id)
    expert = kept_or_open(expert_id, journey)
    try:
        match = ExpertMatch.keep(journey, expert)
    except Refused as no:
        return _stands_so(journey, expert, None, refused=no)
    return _noted("keep", match)


@bp.post("/matches/<uuid:match_id>/contacted")
@signed_in
def contact(match_id: UUID) -> Response:
    match, form = my_match(match_id), StepForm()
    return _step(match, form, "contact", lambda: match.contact(_version(form)))


@bp.post("/matches/<uuid:match_id>/meeting")
@signed_in
def schedule(match_id: UUID) -> Response:
    match, form = my_match(match_id), MeetingForm()
    said = lambda name: form[name].data  # noqa: E731
    fix = lambda: match.schedule(said("date"), said("hour"), said("place"), said("note"), _version(form))  # noqa: E731
    return _step(match, form, "schedule", fix)


@bp.post("/matches/<uuid:match_id>/completed")
@signed_in
def complete(match_id: UUID) -> Response:
    match, form = my_match(match_id), OutcomeForm()
    return _step(match, form, "complete", lambda: match.complete(form.outcome.data, _version(form)))


@bp.post("/matches/<uuid:match_id>/back")
@signed_in
def back(match_id: UUID) -> Response:
    """Undo the last step; the first one takes the professional off the list."""
    match, form = my_match(match_id), StepForm()
    return _step(match, form, "back", lambda: match.back(_version(form)))


@bp.get("/matches/<uuid:match_id>/meeting.ics")
@signed_in
def calendar(match_id: UUID) -> Response:
    """The meeting for a calendar: discreet, or with name and place (?full=1)."""
    match = my_match(match_id)
    if match.meets_at is None:
        abort(404)
    answer = Response(appointment(match, full="full" in request.args), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


def _version(form: StepForm) -> int | None:
    version: int | None = form.version.data
    return version


def _step(match: ExpertMatch, form: StepForm, verb: str, deed: Callable[[], object]) -> Response:
    """Do it, or say beside its form why not."""
    journey, expert = match.journey, match.expert
    if not form.validate():
        return _stands_so(journey, expert, form, at=verb)
    try:
        deed()
    except Unfit as no:
        field = form._fields.get(no.field)
        if field is None:
            return _stands_so(journey, expert, form, at=verb, refused=no)
        field.errors = [gettext_(no.sentence, **no.values)]
        return _stands_so(journey, expert, form, at=verb)
    except Problem as no:
        return _stands_so(journey, expert, form, at=verb, refused=no)
    return _noted(verb, match)


def _noted(verb: str, match: ExpertMatch) -> Response:
    """What changed leaves a line in the trail, and open pages hear of it."""
    if match.changed:
        Deed.note(f"match.{verb}", current_user().id, match)
        tell(match.session_id, match.changed)
    back_to = url_for("experts.expert", session_id=match.session_id, expert_id=match.expert_id, _anchor="steps")
    page = {"journey": match.journey, **_profile(match.journey, match.expert), "said": True}
    return done("experts/_steps_of.html", back_to=back_to, **page)


def _stands_so(
    journey: Journey, expert: Expert, form: StepForm | None, at: str = "", refused: Problem | None = None
) -> Response:
    """The profile with what was typed and the sentence why not."""
    page = {
        "journey": journey,
        "seen": views.named("expert"),
        **_profile(journey, expert),
        "at": at,
        "refused": refused,
    }
    answer = show("journey/view.html", "experts/_steps_of.html", step_form=form, **page)
    answer.status_code = refused.status if refused else 422
    return answer


# --- what pages are drawn from ---------------------------------------------------------------------------------------


def _looked(journey: Journey | None) -> dict[str, Any]:
    """What a search is drawn from. journey: of the child it is for."""
    wish = _wish(journey) if journey else None
    form = FilterForm(_stands(wish))
    form.validate()
    wish = wish and _asked(wish, form)
    search = form.search
    return {
        "wide": True,
        "form": form,
        "found": look(search, wish),
        "place": search.city,
        "wish": wish,
        "home": current_user().city,
        "kept": ExpertMatch.of(journey) if journey else [],
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
    match = ExpertMatch.with_(journey, expert)
    fit = matching.fit(expert, _wish(journey))
    return {"wide": True, "expert": expert, "fit": fit, "match": match, "today": times.today()}


def _in_sheet() -> bool:
    return "sheet" in request.args


def find(journey: Journey) -> dict[str, Any]:
    """The directory as a deep view: as it stands before anything is asked."""
    return _looked(journey)


def chosen(journey: Journey) -> dict[str, Any]:
    """The profile that matters now as a deep view: a meeting that is over, else the next one, else what was touched last."""
    kept = ExpertMatch.of(journey)
    fixed = sorted(
        (one for one in kept if one.meets_at and one.status == "scheduled"), key=lambda one: str(one.meets_at)
    )
    now = next((one for one in reversed(fixed) if one.over), None) or next(iter(fixed), None) or next(iter(kept), None)
    return _profile(journey, now.expert) if now else {"expert": None, "fit": None, "match": None}


def when_words(match: ExpertMatch) -> When:
    """Thursday, 3 December, 10:00"""
    return When(match.meets_at.isoformat() if match.meets_at else "")


def furnish(app: Flask) -> None:
    """The deep views open; templates know the words for what can be ticked."""
    views.register("findExperts", N_("Who could help"), "experts/_find.html", find)
    views.register("expert", N_("A professional"), "experts/_expert.html", chosen)
    frame.values(
        app, expert_fields=SPECIALTIES, expert_languages=LANGUAGES, expert_funds=FUNDS, expert_does=WHAT_THEY_DO
    )
    frame.values(app, expert_areas=AREAS, expert_sorts=SORTS, expert_reach=KILOMETRES, experts_weighed=WEIGHED)
    choices = {"fields": ANY_FIELD, "languages": ANY_LANGUAGE, "funds": ANY_FUND}
    frame.values(app, expert_towns=cities, expert_choices=choices, when_words=when_words, expert_steps=STEPS)
