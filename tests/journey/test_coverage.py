"""The interview's progress is counted from what was covered."""

from __future__ import annotations

import pytest

from chitta.journey import coverage
from chitta.journey.state import Artifact, ChildFacts
from tests.journey.states import ENOUGH_TO_FILM, WHOLE, Said, at, videos

NOBODY = ChildFacts()


def interview(*seen, child=NOBODY, **noted):
    return at("interview", *seen, child=child, **noted).progress.interview


def test_all_parts_together_are_a_hundred():
    assert sum(coverage.POINTS.values()) == 100
    assert interview(*WHOLE, child=ChildFacts(name="Noa", age=3)) == 100
    assert interview(*WHOLE, *WHOLE, child=ChildFacts(name="Noa", age=3)) == 100


@pytest.mark.parametrize(
    ("seen", "points"),
    [
        ((), 0),
        ((Said("strength"),), 15),
        ((Said("strength"), Said("strength"), Said("strength")), 15),
        ((Said("concern"),), 15),
        ((Said("concern"), Said("hope")), 20),
        ((Said("hope"),), 20),
        ((Said("concern", example="once"),), 30),
        ((Said("strength", example="once"),), 15),
        ((Said("history"),), 8),
        ((Said("context"),), 7),
        ((Said("context"), Said("context")), 12),
        ((Said("context", "sleep"),), 0),
        ((Said("strength", said_by="document"),), 15),
        ((Said("history", said_by="document"),), 8),
        ((Said("context", said_by="document"),), 0),
        ((Said("concern", example="once", said_by="document"),), 0),
        ((Said("hope", said_by="document"),), 0),
        ((Said("concern", "sleep", said_by="document"), Said("development", "motor", said_by="document")), 5),
        ((Said("strength", state="withdrawn"),), 0),
        ((Said("strength", state="disputed"),), 15),
    ],
)
def test_each_part_counts_once(seen, points):
    assert interview(*seen) == points


def test_name_and_age():
    assert interview(child=ChildFacts(name="Noa")) == 5
    assert interview(child=ChildFacts(age=0)) == 10


def test_areas_beside_the_main_concern_count_up_to_three():
    concern = Said("concern", "sleep")
    others = [Said("development", domain) for domain in ("sleep", "motor", "eating", "sensory", "attention")]
    assert [interview(concern, *others[:n]) - 15 for n in range(6)] == [0, 0, 5, 10, 15, 15]


def test_a_concern_heard_late_takes_nothing_away():
    before = (Said("hope", "motor"), Said("development", "sleep"), Said("development", "eating"))
    assert interview(*before, Said("concern", "sleep")) >= interview(*before)


@pytest.mark.parametrize(
    ("topic", "points"),
    [("areas", 15), ("history", 8), ("family", 7), ("day", 5), ("hopes", 5), ("strengths", 0), ("example", 0)],
)
def test_what_was_passed_over_is_not_asked_again(topic, points):
    state = at("interview", child=NOBODY, topics={topic: "passed"})
    assert state.progress.interview == points and coverage.covered(state, topic)


def test_what_was_only_asked_counts_nothing():
    assert interview(topics=dict.fromkeys(("areas", "history", "family", "day", "hopes"), "asked")) == 0


def test_the_next_topic_is_the_first_open_one():
    assert coverage.next_topic(at("interview", child=NOBODY)) == "basics"
    assert coverage.next_topic(at("interview", *ENOUGH_TO_FILM)) == "areas"
    assert coverage.next_topic(at("interview", *WHOLE)) is None


def test_known_counts_only_what_is_held():
    state = at("interview", Said("concern", example="once", state="disputed"), Said("strength"))
    assert state.metadata.known == {"strength": 1} and state.metadata.heard == {
        "strength": 1,
        "concern": 1,
        "example": 1,
    }


def test_a_full_interview_is_a_milestone():
    assert at("interview", *WHOLE).completed_milestones == ("interview",)
    assert at("interview", *ENOUGH_TO_FILM).completed_milestones == ()


@pytest.mark.parametrize(
    ("count", "total", "share"), [(0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100), (5, 3, 100), (1, 0, 0)]
)
def test_the_other_figures_are_shares_of_rows(count, total, share):
    assert at("interview", artifacts=(videos(count, total),)).progress.videos == share
    assert (
        at("interview", artifacts=(Artifact(type="documents", count=count, total=total),)).progress.documents == share
    )


def test_papers_alone_are_no_conversation():
    """However much was brought: what a parent wonders about, home and hopes are still to be talked about."""
    read = [Said(one.kind, one.domain, one.example, said_by="document") for one in (*WHOLE, *WHOLE)]
    state = at("interview", *read)
    assert "interview" not in state.completed_milestones and coverage.next_topic(state) == "concerns"
    assert state.metadata.known["concern"] == 2 and "concern" not in state.metadata.heard
