"""What follows from a fact: pure, and refused in a kind sentence."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chitta.core.errors import Refused
from chitta.journey import facts
from chitta.journey.state import Artifact, ModelCard
from chitta.journey.transitions import after, changed
from tests.journey.states import ENOUGH_TO_FILM, GUIDANCE, LETTER, at, videos

SPOKE = facts.ParentSaid(message_id=uuid4())


def card(title, action="", status="active"):
    return facts.CardLaid(card=ModelCard(icon="spark", title=title, status=status, action=action))


def test_speaking_makes_old_suggestions_history():
    before = at("interview", replies=("Yes",), view="portrait")
    now = after(before, SPOKE)
    assert now.metadata.replies == () and now.metadata.view == ""
    assert changed(before, now, SPOKE, None) == {"replies"}


def test_a_stage_too_early_is_refused_and_nothing_moves():
    with pytest.raises(Refused, match="still need to know"):
        after(at("interview"), facts.StageChosen(stage="video_instructions"))


def test_entering_the_filming_guide_makes_guidance():
    now = after(at("interview", *ENOUGH_TO_FILM), facts.StageChosen(stage="video_instructions"))
    assert now.journey_stage == "video_instructions" and now.artifact("video_guidelines") == GUIDANCE
    assert after(now, facts.StageChosen(stage="video_upload")).journey_stage == "video_upload"


def test_a_new_stage_puts_the_guides_cards_away():
    laid = after(at("interview"), card("Sleep diary"))
    assert after(laid, facts.StageChosen(stage="interview")).metadata.cards
    assert after(laid, facts.StageChosen(stage="consultation")).metadata.cards == ()


def test_the_newest_four_cards_stay_and_none_twice():
    state = at("interview")
    for title in ("a", "b", "c", "b", "d", "e"):
        state = after(state, card(title))
    assert [one.title for one in state.metadata.cards] == ["e", "d", "b", "c"]
    state = after(after(state, card("x", "journal")), card("y", "journal"))
    assert [one.action for one in state.metadata.cards].count("journal") == 1


def test_topics_only_step_forward():
    state = at("interview")
    for outcome in ("asked", "passed", "asked", "answered", "passed"):
        state = after(state, facts.TopicRaised(topic="day", outcome=outcome))
    assert state.metadata.topics == {"day": "answered"}


@pytest.mark.parametrize("name", ["video_1", "video_12", "documents", "parent_report", "analysis"])
def test_nobody_may_claim_what_is_counted(name):
    with pytest.raises(Refused, match="counted, not set"):
        after(at("interview", *ENOUGH_TO_FILM), facts.MilestoneReached(name=name))


def test_the_interview_is_reached_by_rule():
    with pytest.raises(Refused):
        after(at("interview"), facts.MilestoneReached(name="interview"))
    assert after(at("interview", *ENOUGH_TO_FILM), facts.MilestoneReached(name="interview")).completed_milestones == (
        "interview",
    )


def test_milestones_come_once_and_not_without_end():
    state = after(after(at("interview"), facts.MilestoneReached(name="first")), facts.MilestoneReached(name="first"))
    assert state.completed_milestones == ("first",)
    with pytest.raises(Refused):
        for n in range(50):
            state = after(state, facts.MilestoneReached(name=f"m{n}"))


def test_forty_names_of_the_guides_own_never_stand_in_the_way_of_what_is_counted():
    state = at("analysis", *ENOUGH_TO_FILM, artifacts=(videos(3),))
    for n in range(40):
        state = after(state, facts.MilestoneReached(name=f"m{n}"))
    with pytest.raises(Refused, match="enough milestones"):
        after(state, facts.MilestoneReached(name="one_more"))
    state = after(state, facts.MilestoneReached(name="interview"))
    for artifact in (videos(3), Artifact(type="documents", count=1, total=1), LETTER):
        state = after(state, facts.ArtifactCounted(artifact=artifact))
    assert {"interview", "video_3", "documents", "parent_report"} <= set(state.completed_milestones)
    assert state.journey_stage == "report_ready"


def test_counted_milestones_take_nothing_from_the_guides_forty():
    state = after(at("interview"), facts.ArtifactCounted(artifact=videos(3)))
    for n in range(40):
        state = after(state, facts.MilestoneReached(name=f"m{n}"))
    assert len(state.completed_milestones) == 43


def test_filming_is_a_choice():
    ready = at("interview", *ENOUGH_TO_FILM)
    assert after(ready, facts.FilmingChosen(choice="wanted")).journey_stage == "video_instructions"
    assert after(at("interview"), facts.FilmingChosen(choice="wanted")).journey_stage == "interview"
    later = after(ready, facts.FilmingChosen(choice="later"))
    assert later.journey_stage == "interview" and later.metadata.filming == "later"
    declined = after(ready, facts.FilmingChosen(choice="declined"))
    assert after(declined, facts.StageChosen(stage="analysis")).journey_stage == "analysis"


def test_going_on_leads_on_from_filming():
    assert after(at("video_upload", artifacts=(GUIDANCE, videos(1))), facts.GoOn()).journey_stage == "analysis"
    assert after(at("interview"), facts.GoOn()).journey_stage == "interview"


def test_the_last_clip_starts_the_watching():
    state = at("video_upload", artifacts=(GUIDANCE,))
    for count in (1, 2, 3):
        state = after(state, facts.ArtifactCounted(artifact=videos(count)))
    assert state.journey_stage == "analysis" and state.completed_milestones == ("video_1", "video_2", "video_3")


def test_a_report_that_arrives_ends_the_waiting():
    assert after(at("analysis"), facts.ArtifactCounted(artifact=LETTER)).journey_stage == "report_ready"
    assert after(at("consultation"), facts.ArtifactCounted(artifact=LETTER)).journey_stage == "consultation"


@pytest.mark.parametrize(
    "artifact",
    [
        LETTER.model_copy(update={"viewed": ("parentReport",)}),
        LETTER.model_copy(update={"status": "failed"}),
        Artifact(type="analysis", count=1, total=3),
    ],
)
def test_only_a_version_that_was_not_there_ends_the_waiting_for_it(artifact):
    again = at("analysis", artifacts=(LETTER, videos(3)))
    assert after(again, facts.ArtifactCounted(artifact=artifact)).journey_stage == "analysis"
    second = facts.ArtifactCounted(artifact=LETTER.model_copy(update={"count": 2}))
    assert after(again, second).journey_stage == "report_ready"


def test_an_artifact_replaces_the_one_of_its_type():
    state = after(at("interview", artifacts=(videos(1),)), facts.ArtifactCounted(artifact=videos(2)))
    state = after(state, facts.ArtifactCounted(artifact=Artifact(type="documents", count=1, total=1)))
    assert [(one.type, one.count) for one in state.active_artifacts] == [("videos", 2), ("documents", 1)]


def test_what_is_learned_after_a_report_is_more_than_it_says_until_the_next_version():
    now = after(after(at("report_ready", artifacts=(LETTER,)), SPOKE), facts.Disputed(observation_id=uuid4()))
    assert now.artifact("parent_report").metadata == {"more": True}
    written = Artifact(type="parent_report", count=2, status="ready")
    assert after(now, facts.ArtifactCounted(artifact=written)).artifact("parent_report").metadata == {}
    assert after(at("interview"), facts.Disputed(observation_id=uuid4())).artifact("parent_report") is None
