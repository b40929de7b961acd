"""The doors of the meetings: the one page, and the questions on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, url_for

from chitta.accounts.guards import current_user, signed_in
from chitta.audit.models import Deed
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.documents.models import Document
from chitta.journal.models import JournalEntry
from chitta.journey import stages, views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.meetings import gathering, printing
from chitta.meetings.composing import brief
from chitta.meetings.forms import QuestionForm, RewordForm
from chitta.meetings.guards import my_question
from chitta.meetings.models import MOST, PRINTED, STAGE, MeetingQuestion
from chitta.prints import giving, sources
from chitta.prints.models import Print
from chitta.web import frame
from chitta.web.hx import done, show

bp = Blueprint("meetings", __name__)
VIEW = "summary"


@bp.post("/sessions/<uuid:session_id>/meeting/questions")
@signed_in
def ask(session_id: UUID) -> Response:
    journey, form = my_journey(session_id), QuestionForm()
    if not form.validate():
        return _shown(journey, form)
    try:
        question = _asked(journey, form)
    except Refused as no:
        form.refuse(no.sentence)
        return _shown(journey, form)
    _noted("ask", question)
    return _done(journey, said=question)


@bp.post("/meeting/questions/<uuid:question_id>")
@signed_in
def reword(question_id: UUID) -> Response:
    question = my_question(question_id)
    form = RewordForm()
    if not form.validate():
        return _shown(question.journey, form, at=question)
    try:
        _noted("reword", question.reword(form.text.data, form.version.data))
    except Conflict as conflict:
        return _shown(question.journey, form, at=question, conflict=conflict, status=409)
    except Refused as no:  # deleted meanwhile: what was typed stands in the field for a new one
        form.refuse(no.sentence)
        return _shown(question.journey, form)
    return _done(question.journey, said=question)


@bp.post("/meeting/questions/<uuid:question_id>/delete")
@signed_in
def delete(question_id: UUID) -> Response:
    question = my_question(question_id)
    question.erase()
    _noted("delete", question)
    return _done(question.journey, gone=True)


@bp.post("/sessions/<uuid:session_id>/meeting/pdf")
@signed_in
def to_print(session_id: UUID) -> Response:
    """A PDF of the page as it stands; one of how it stood before goes. Two windows ask one after the other, so that none puts
    away what the other one asked for."""
    journey = Journey.locked(my_journey(session_id).id)
    early = stages.may_enter(journey.today, STAGE)
    if early:
        raise Refused(early.sentence, **early.values)
    page_id = printing.mark(journey, gathering.page(journey))
    if Print.of(PRINTED, page_id) is None:
        Print.discard_all(PRINTED, journey.id)
    printed = giving.ask(journey, PRINTED, page_id)
    home = url_for("journey.view", session_id=journey.id, key=VIEW, _anchor="print")
    return done("meetings/_print.html", back_to=home, journey=journey, printed=printed)


def _asked(journey: Journey, form: QuestionForm) -> MeetingQuestion:
    """The parent's own words, or those of the idea they tapped; tapped twice, it is the question it became."""
    if not form.idea.data:
        return MeetingQuestion.write(journey, form.text.data)
    questions = MeetingQuestion.of(journey)
    taken = next((one for one in questions if one.idea == form.idea.data), None)
    if taken:
        return taken
    on_offer = gathering.offered(journey, gathering.known(journey, questions), questions)
    idea = next((one for one in on_offer if one.key == form.idea.data), None)
    if idea is None:
        raise Refused(N_("This idea has changed meanwhile. Those that fit now stand below."))
    return MeetingQuestion.write(journey, idea.text, idea.key)


def _noted(verb: str, question: MeetingQuestion) -> None:
    """What changed leaves a line in the trail, and open pages hear of it."""
    if question.changed:
        Deed.note(f"question.{verb}", current_user().id, question)
        tell(question.session_id, question.changed)


def _shown(journey: Journey, form: QuestionForm | RewordForm, **more: Any) -> Response:
    """The questions with what was wrong beside it: in their place, or on the whole page. at: the one that was reworded."""
    page = {"journey": journey, "seen": views.named(VIEW), **_page(journey), **more}
    return show("journey/view.html", "meetings/_questions.html", form=form, **page)


def _done(journey: Journey, **more: Any) -> Response:
    home = url_for("journey.view", session_id=journey.id, key=VIEW, _anchor="questions")
    return done("meetings/changed.hx.html", back_to=home, journey=journey, **_page(journey), **more)


def load(journey: Journey) -> dict[str, Any]:
    """The page as a deep view; or, where it is too early for one, the kind reason."""
    early = stages.may_enter(journey.today, STAGE)
    return {"early": early} if early else _page(journey)


def _page(journey: Journey) -> dict[str, Any]:
    questions = MeetingQuestion.of(journey)
    known = gathering.known(journey, questions)
    page = brief(known)
    return {
        "early": None,
        "brief": page,
        "printed": printing.printed(journey, page),
        "questions": questions,
        "ideas": gathering.offered(journey, known, questions) if len(questions) < MOST else [],
        "full": len(questions) >= MOST,
        "editable": True,
    }


def furnish(app: Flask) -> None:
    """The page opens from cards, from the menu and by Chitta."""
    views.register(VIEW, printing.NAME, "meetings/_summary.html", load)
    frame.values(app, runs_on_of_meeting=printing.RUNS_ON)
    sources.register(printing.SOURCE)
    for hooks, forget in (
        (Journey.erased_hooks, printing.forget),
        (Journey.reworded_hooks, printing.forget),
        (JournalEntry.changed_hooks, printing.forget),
        (Document.erased_hooks, printing.forget_paper),
    ):
        if forget not in hooks:
            hooks.append(forget)  # type: ignore[attr-defined]
