"""Ten stages: what each needs, and the kind sentence when it is too early."""

from __future__ import annotations

import pytest

from chitta.core.i18n import gettext_, speaking
from chitta.core.vocabulary import STAGES
from chitta.journey import stages
from chitta.journey.state import Artifact, ChildFacts, MasterState
from tests.journey.states import CONCERN, ENOUGH_TO_FILM, GUIDANCE, LETTER, STRENGTH, WHOLE, Said, at, videos

STRANGER = ChildFacts()


@pytest.mark.parametrize("stage", ["interview", "consultation", "document_upload", "expert_search"])
def test_these_are_always_open(stage):
    assert stages.may_enter(MasterState(), stage) is None


@pytest.mark.parametrize(
    "stage",
    [stage for stage in STAGES if stage not in ("interview", "consultation", "document_upload", "expert_search")],
)
def test_the_others_say_kindly_why_not_yet(stage):
    reason = stages.may_enter(MasterState(), stage)
    assert reason and reason.missing and reason.card
    with speaking("he"):
        told = gettext_(reason.sentence, **reason.values)
    assert told.endswith(".") and not any("a" <= letter <= "z" for letter in told.lower())


@pytest.mark.parametrize(
    ("child", "seen", "missing"),
    [
        (STRANGER, (), ("age", "strength", "concern")),
        (STRANGER, ENOUGH_TO_FILM, ("age",)),
        (ChildFacts(age=3), (CONCERN,), ("strength",)),
        (ChildFacts(age=3), (STRENGTH,), ("concern",)),
        (ChildFacts(age=3), (STRENGTH, Said("hope")), ("example",)),
        (ChildFacts(age=3), (STRENGTH, Said("concern", example="once", state="disputed")), ("concern",)),
        (ChildFacts(age=0), (STRENGTH, Said("hope", example="once")), ()),
    ],
)
def test_filming_needs_an_age_a_strength_and_a_worry_with_an_example(child, seen, missing):
    assert stages.missing(at("interview", *seen, child=child)) == missing


def test_what_is_missing_is_said_in_the_parents_language():
    reason = stages.may_enter(MasterState(), "video_instructions")
    assert gettext_(reason.sentence, **reason.values)
    with speaking("en"):
        assert gettext_(reason.sentence, **reason.values).endswith(
            "how old your child is, one thing that goes well or is loved, and one thing you wonder about or hope for."
        )


def test_uploading_needs_guidance_and_says_what_comes_before_it():
    assert stages.may_enter(at("interview"), "video_upload").missing == ("strength", "concern")
    assert stages.may_enter(at("interview", *ENOUGH_TO_FILM), "video_upload").card == "filming"
    assert stages.may_enter(at("interview", artifacts=(GUIDANCE,)), "video_upload") is None


def test_analysis_waits_for_every_clip_or_for_the_parents_word():
    assert stages.may_enter(at("video_upload", artifacts=(GUIDANCE, videos(2))), "analysis")
    assert stages.may_enter(at("video_upload", artifacts=(videos(0, 0),)), "analysis")
    assert stages.may_enter(at("video_upload", artifacts=(videos(3),)), "analysis") is None
    assert stages.may_enter(at("interview", go_on=True), "analysis") is None
    assert stages.may_enter(at("interview", filming="declined"), "analysis") is None


def test_a_report_opens_reading_meeting_and_sharing():
    read = at("interview", artifacts=(LETTER,))
    assert [stages.may_enter(read, stage) for stage in ("report_ready", "meeting_prep", "sharing")] == [None] * 3


def test_a_report_that_was_withdrawn_opens_nothing():
    assert stages.may_enter(at("interview", artifacts=(Artifact(type="parent_report", count=0),)), "report_ready")


def test_a_rich_interview_is_enough_for_a_meeting():
    assert stages.may_enter(at("interview", *WHOLE), "meeting_prep") is None


def test_where_one_stands_one_may_stay():
    assert all(stages.may_enter(at(stage), stage) is None for stage in STAGES)
