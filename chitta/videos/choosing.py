"""The family's choice about filming: to film, not now, rather not, or on to the letter with what there is."""

from __future__ import annotations

from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.journey import stages
from chitta.journey.facts import FilmingChosen, GoOn, StageChosen
from chitta.journey.models import Journey
from chitta.journey.state import MasterState
from chitta.journey.words import Later

CHOICES = ("wanted", "later", "declined", "go_on")


def choose(journey: Journey, choice: str) -> frozenset[str]:
    """The journey learns the choice; any of them can be taken again. Answers what changed.

    Raises Refused with a kind sentence when it is too early for the letter; nothing is written then.
    """
    journey = Journey.locked(journey.id)
    if choice == "go_on":
        return _go_on(journey)
    changed = journey.learn(FilmingChosen(choice=choice))
    if choice == "wanted" and journey.state.journey_stage == "analysis" and not stages.missing(journey.state):
        changed |= journey.learn(StageChosen(stage="video_instructions", reason="the parent wants to film after all"))
    return changed


def chosen(state: MasterState) -> str:
    """What holds now, one of CHOICES; "" when nothing was chosen yet."""
    on_the_way = state.journey_stage == "analysis" and (state.metadata.go_on or state.metadata.filming == "declined")
    return "go_on" if on_the_way else state.metadata.filming


def lacking(state: MasterState) -> Later | None:
    """What would make the guidance more precise, in words; None when nothing is missing."""
    names = stages.missing(state)
    return Later(*(stages.NEEDS[name] for name in names)) if names else None


def _go_on(journey: Journey) -> frozenset[str]:
    things = tuple(stages.NEEDS[name] for name in stages.lacks(journey.recount()))
    if things:
        raise Refused(
            N_("For the letter I still need to know: %(things)s. A few lines are enough."), things=Later(*things)
        )
    changed = journey.learn(GoOn())
    if journey.state.journey_stage != "analysis" and not stages.reported(journey.state):
        changed |= journey.learn(StageChosen(stage="analysis", reason="the parent goes on with what there is"))
    return changed
