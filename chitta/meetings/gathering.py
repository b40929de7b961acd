"""Everything the page for a meeting is made from, as the rooms to the left have it now."""

from __future__ import annotations

from datetime import date

from chitta.core import times
from chitta.documents.models import Document
from chitta.journal.models import JournalEntry
from chitta.journey import coming, papers
from chitta.journey.models import Journey
from chitta.journey.state import MasterState
from chitta.meetings.composing import MONTH, Brief, Known, brief
from chitta.meetings.ideas import Ask, Idea, ideas
from chitta.meetings.models import MeetingQuestion
from chitta.reports.composing import About

LOOKED_AT = 40  # of the month's entries: five of them are shown


def known(journey: Journey, questions: list[MeetingQuestion] | None = None, today: date | None = None) -> Known:
    """What the page is made from; questions: those of the journey, where they were read already; today: for whom it is made."""
    child, today = journey.child, today or times.today()
    return Known(
        about=About(
            name=child.name,
            gender=child.gender,
            age=child.age_years,
            filmed=journey.state.has("videos"),
            papers={paper.id: paper.title for paper in papers.brought(journey.state)},
        ),
        today=today,
        observations=journey.observations(("held",)),
        entries=JournalEntry.since(journey, today - MONTH, LOOKED_AT),
        kinds=JournalEntry.kinds_since(journey, today - MONTH),
        questions=MeetingQuestion.of(journey) if questions is None else questions,
        meeting=_meeting(journey.today),
    )


def page(journey: Journey, today: date | None = None) -> Brief:
    """The page of this journey as it stands today."""
    return brief(known(journey, today=today))


def offered(journey: Journey, all_of_it: Known, questions: list[MeetingQuestion]) -> list[Idea]:
    """Ideas for questions, without those that were taken."""
    asks = [Ask(title, words) for title, lines in Document.asks_of(journey) for words in lines]
    taken = {one.idea for one in questions if one.idea}
    return ideas(all_of_it, asks, all_of_it.entries, taken)


def _meeting(state: MasterState) -> tuple[str, str]:
    told = coming.next_of(state) or coming.over_of(state)
    return (told["with"], str(told["when"])) if told else ("", "")
