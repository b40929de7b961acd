"""A parent who comes back is greeted by where they stopped: one quiet line, read from what is there; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import select

from chitta.chat.models import NEWS, Message
from chitta.core import times
from chitta.core.db import db
from chitta.core.i18n import N_, gettext_
from chitta.core.vocabulary import Stage, Topic
from chitta.gateways.guide import LONG_AWAY
from chitta.journey import coming, stages
from chitta.journey.models import Journey, Observation
from chitta.journey.state import MasterState
from chitta.journey.words import called

HELLO, HELLO_NOBODY = N_("Good to see you again, %(name)s."), N_("Good to see you again.")
LAST: dict[Topic, str] = {
    "basics": N_("Last time I began to get to know %(child)s."),
    "strengths": N_("Last time we talked about what %(child)s loves and does well."),
    "concerns": N_("Last time we talked about what you wonder about."),
    "example": N_("Last time we talked about one recent moment."),
    "areas": N_("Last time we looked at other sides of life with %(child)s."),
    "history": N_("Last time we talked about the early years."),
    "family": N_("Last time we talked about the family."),
    "day": N_("Last time we talked about an ordinary day."),
    "hopes": N_("Last time we talked about what you hope for."),
}
LAST_AT: dict[Stage, str] = {
    "interview": "",
    "consultation": N_("Last time we talked about your questions."),
    "document_upload": N_("Last time we talked about papers you have."),
    "video_instructions": N_("Last time we talked about what to film."),
    "video_upload": N_("Last time we talked about the videos."),
    "analysis": N_("Last time we had all we wanted to look at."),
    "report_ready": N_("Last time we talked about the letter."),
    "expert_search": N_("Last time we talked about who could help."),
    "meeting_prep": N_("Last time we talked about a meeting."),
    "sharing": N_("Last time we talked about what to share, and with whom."),
}
TOPIC_OF: dict[str, Topic] = {
    "strength": "strengths", "concern": "concerns", "history": "history", "hope": "hopes", "development": "areas",
}  # fmt: skip
QUESTION = N_("My question is still above, whenever you like.")
UNANSWERED = N_("Your last message has no answer yet. You can ask for it again, just above.")
Sentence = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Stopped:
    """How a conversation stopped: `topic` of the last question, if known; whether it waits for the parent or they for us."""

    topic: Topic | None = None
    asked: bool = False
    unanswered: bool = False


def stopped(journey: Journey, messages: Sequence[Message]) -> Stopped | None:
    """Where it stopped, from the newest lines; None for a parent who is still in the middle of it, or in trouble."""
    if not messages or times.now() - messages[-1].created_at < LONG_AWAY or any(one.open for one in messages):
        return None
    last = next((one for one in reversed(messages) if one.engine != NEWS), messages[-1])
    hers = next((one for one in reversed(messages) if one.sender == "user"), None)
    if hers and hers.alerts:
        return None  # helplines come first, and alone
    asked = last.status == "settled" and "?" in last.text
    topic = cast(Topic, last.topic) if last.topic in LAST else _newest(journey)
    return Stopped(topic if hers else None, asked, last.status == "failed")


def _newest(journey: Journey) -> Topic | None:
    """What was told last: not every guide says what its question is about."""
    if journey.state.journey_stage != "interview":
        return None
    told = select(Observation.kind).where(Observation.session_id == journey.id, Observation.state != "withdrawn")
    return TOPIC_OF.get(db.session.scalar(told.order_by(Observation.created_at.desc()).limit(1)) or "")


def welcome(state: MasterState, parent: str, at: Stopped) -> str:
    """The line, in the reader's language: hello, where we stopped, what is next. A pure function."""
    hello = gettext_(HELLO, name=parent) if parent else gettext_(HELLO_NOBODY)
    before = LAST[at.topic] if at.topic else LAST_AT[state.journey_stage]
    last = gettext_(before, child=called(state.child)) if before else ""
    sentence, values = _next(state, at)
    return " ".join(part for part in (hello, last, gettext_(sentence, **values)) if part)


def _next(state: MasterState, at: Stopped) -> Sentence:
    if at.unanswered:
        return UNANSWERED, {}
    if at.asked and state.journey_stage == "interview":
        return QUESTION, {}
    return _NEXT[state.journey_stage](state)


def _interview(state: MasterState) -> Sentence:
    done = stages.interview_done(state)
    return (
        N_("You can always add to what you told.") if done else N_("We can go on from there, wherever you like.")
    ), {}


def _documents(state: MasterState) -> Sentence:
    papers = state.artifact("documents")
    if not papers or not papers.total:
        return N_("A document can come whenever it suits you, or not at all."), {}
    if (papers.count or 0) < papers.total:
        return N_("What you brought is being read; no need to wait here."), {}
    return N_("What you brought is here, and more can be added."), {}


def _videos(state: MasterState) -> Sentence:
    some = state.artifact("videos")
    count, total = (some.count or 0 if some else 0), ((some.total if some else None) or 3)
    if count >= total:
        return N_("All of them are here."), {}
    if not count:
        return N_("The first one can come whenever it suits you."), {}
    if count == 1:
        return N_("One of them is here; the next can come whenever it suits you."), {}
    return N_("%(n)s of %(total)s are here; the next can come whenever it suits you."), {"n": count, "total": total}


def _analysis(state: MasterState) -> Sentence:
    if stages.given_up(state):
        return N_(
            "The letter could not be written yet. What you told is safe, and the letter's page can try again."
        ), {}
    if not state.has("videos"):
        return N_("What you told is being put together; no need to wait here."), {}
    if state.progress.analysis == 100:
        return N_("The videos have been watched; the letter comes next."), {}
    films = state.artifact("videos")
    if films and films.status == "ready":
        return N_("What you saw in the videos is still to be told; or we go on with what there is."), {}
    return N_("The videos are being watched; no need to wait here."), {}


def _letter(state: MasterState) -> Sentence:
    letter = state.artifact("parent_report")
    if letter and "parentReport" in letter.viewed:
        return N_("It is here whenever you want to come back to it."), {}
    return N_("It is ready to read."), {}


def _meeting(state: MasterState) -> Sentence:
    values = coming.next_of(state)
    if not values:
        return N_("We can go on preparing it together."), {}
    return (N_("The meeting with %(with)s: %(when)s.") if values["with"] else N_("The meeting: %(when)s.")), values


def _sharing(state: MasterState) -> Sentence:
    shares = state.artifact("shares")
    if shares and shares.count:
        return N_("What you shared can be seen until you end it or its time is over."), {}
    return N_("Nothing has gone out; what you share is up to you."), {}


_NEXT: dict[Stage, Callable[[MasterState], Sentence]] = {
    "interview": _interview,
    "consultation": lambda state: (N_("You can ask anything, or tell what is new."), {}),
    "document_upload": _documents,
    "video_instructions": lambda state: (N_("It is ready to read, and there is no hurry."), {}),
    "video_upload": _videos,
    "analysis": _analysis,
    "report_ready": _letter,
    "expert_search": lambda state: (N_("We can go on looking, at your pace."), {}),
    "meeting_prep": _meeting,
    "sharing": _sharing,
}
