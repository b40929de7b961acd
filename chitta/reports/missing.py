"""What would make a report fuller, by topic, and how to add it. Pure: from the state and what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from chitta.core.i18n import N_
from chitta.core.vocabulary import DOMAINS, Domain, Topic, View
from chitta.gateways.builtin.labels import unlabelled
from chitta.journey import coverage
from chitta.journey.films import film_of
from chitta.journey.state import MasterState
from chitta.reports import sorting
from chitta.reports.dating import when
from chitta.reports.whereabouts import places

MOST = 6

# fmt: off
TOPICS: tuple[tuple[Topic, str, str], ...] = (  # topic, what Chitta asks about it, what is missing
    ("strengths", "strengths", N_("What goes well, and what is loved")),
    ("concerns", "concerns", N_("What you wonder about")),
    ("example", "example", N_("One recent moment as an example")),
    ("history", "history", N_("The early years")),
    ("family", "family", N_("Who lives at home, and in which languages")),
    ("day", "day", N_("An ordinary day, and how home differs from kindergarten or school")),
    ("hopes", "hopes", N_("What you hope for")),
)
ABOUT: dict[Domain, str] = {
    "communication": N_("Talking and understanding"),
    "social_play": N_("Being with others and playing"),
    "behaviour_emotion": N_("Feelings and behaviour"),
    "attention": N_("Staying with one thing"),
    "learning": N_("Learning new things"),
    "sensory": N_("Sounds, touch, light and taste"),
    "motor": N_("Moving and using the hands"),
    "sleep": N_("Sleep and nights"),
    "eating": N_("Meals"),
}
AGE = N_("How old your child is")
SINCE = N_("Since when it has been so")
HELPS = N_("What helps at hard moments")
ELSEWHERE = N_("How it is in more than one place")
FILM = N_("A filmed moment")
PAPER = N_("A document from kindergarten, school or a doctor")
# fmt: on


@dataclass(frozen=True, slots=True)
class Gap:
    """what: a msgid. ask: the subject Chitta asks about in the conversation, or view: the deep view that collects it."""

    what: str
    ask: str = ""
    view: View | None = None


def gaps(state: MasterState, observations: Iterable[Any], views: frozenset[str]) -> tuple[Gap, ...]:
    """At most six, what a report needs most first; ways that do not open here (`views`) are not offered."""
    held = [one for one in observations if one.state == "held"]
    found: dict[str, Gap] = {}
    for gap in _gaps(state, held):
        if gap.view is None or gap.view in views:
            found.setdefault(gap.ask or str(gap.view), gap)
    return tuple(found.values())[:MOST]


def _gaps(state: MasterState, held: list[Any]) -> Iterator[Gap]:
    if state.child.age is None:
        yield Gap(AGE, ask="age")
    yield from (Gap(what, ask=ask) for topic, ask, what in TOPICS[:3] if _open(state, topic, held))
    yield from _of_worries([one for one in held if one.kind == "concern"], held)
    if not any(one.said_by == "video" or film_of(one)[0] or sorting.told_as(one) in sorting.FILMED for one in held):
        yield Gap(FILM, view="instructions")
    if not any(one.said_by == "document" for one in held) and not state.has("documents"):
        yield Gap(PAPER, view="uploadDoc")
    yield from (Gap(what, ask=ask) for topic, ask, what in TOPICS[3:] if _open(state, topic, held))
    told = {one.domain for one in held}
    yield from (Gap(ABOUT[domain], ask=domain) for domain in DOMAINS if domain in ABOUT and domain not in told)


def _of_worries(worries: list[Any], held: list[Any]) -> Iterator[Gap]:
    """Since when, what helps, and where else: the first things whoever meets the child will ask."""
    if not worries:
        return
    dated = any(one.since or sorting.told_as(one) == "since" for one in held) or any(
        when(unlabelled(one.text), None, one.created_at.date()) for one in worries
    )
    if not dated:
        yield Gap(SINCE, ask="since")
    if not any(sorting.helpful(one) for one in held if one.kind in ("context", "development")):
        yield Gap(HELPS, ask="helps")
    if len({place for one in worries for place in places(one)}) < 2:
        yield Gap(ELSEWHERE, ask="day")


def _open(state: MasterState, topic: Topic, held: list[Any]) -> bool:
    """Is nothing known of it, whether or not it was asked?"""
    kinds = {"strengths": ("strength",), "concerns": ("concern", "hope"), "history": ("history",), "hopes": ("hope",)}
    if topic in kinds:
        return not any(one.kind in kinds[topic] for one in held)
    if topic == "example":
        return not any(one.example for one in held if one.kind in kinds["concerns"])
    return not coverage.covered(state, topic)
