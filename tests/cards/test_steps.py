"""The five steps of the way: words, never percentages."""

from __future__ import annotations

import pytest

from chitta.cards.steps import steps
from chitta.core.i18n import speaking
from chitta.core.vocabulary import STAGES
from chitta.journey.state import Artifact, MasterState
from tests.journey.states import ENOUGH_TO_FILM, GUIDANCE, LETTER, WHOLE, at, videos


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def line(state):
    return "".join("x" if step.past else "o" if step.current else "-" for step in steps(state))


def test_at_the_start_it_says_how_long_it_takes():
    first = steps(MasterState())[0]
    assert first.current and first.words == "about twenty minutes, also in several sittings"


@pytest.mark.parametrize("stage", STAGES)
def test_there_is_always_one_current_step(stage):
    way = steps(at(stage))
    assert len(way) == 5 and sum(step.current for step in way) == 1
    assert not any("%" in step.title + step.words for step in way)


def test_the_way_of_a_family_that_films():
    done = Artifact(type="analysis", count=3, total=3)
    assert line(at("interview", *ENOUGH_TO_FILM)) == "o----"
    assert line(at("video_instructions", *WHOLE, artifacts=(GUIDANCE,))) == "xo---"
    assert line(at("analysis", *WHOLE, artifacts=(videos(3),))) == "xxo--"
    assert line(at("report_ready", *WHOLE, artifacts=(videos(3), done, LETTER))) == "xxxo-"
    assert line(at("sharing", *WHOLE, artifacts=(videos(3), done, LETTER))) == "xxxxo"


def test_what_was_skipped_is_not_said_to_be_done():
    assert line(at("report_ready", *WHOLE, filming="declined", artifacts=(LETTER,))) == "x--o-"


def test_a_question_on_the_way_does_not_move_the_way():
    assert line(at("consultation")) == "o----"
    assert line(at("consultation", *WHOLE)) == "xo---"
    assert line(at("document_upload", *WHOLE, artifacts=(videos(3), LETTER))) == "xxo" + "x-"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "three short videos, at home"), (1, "one video of three"), (2, "two videos of three")]
)
def test_filming_says_how_far_it_is(count, words):
    assert steps(at("video_upload", artifacts=(videos(count),)))[1].words == words


@pytest.mark.parametrize("stage", STAGES)
def test_no_step_promises_to_watch_films_that_stay_on_the_phone(stage):
    assert not [step.title for step in steps(at(stage)) if "atch" in step.title]


def test_filming_is_a_choice_until_it_began():
    assert steps(at("interview"))[1].title == "Filming, if you like"
    assert steps(at("interview", filming="wanted"))[1].title == "Filming"
