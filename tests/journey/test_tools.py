"""The guides' toolbox: everything is checked, and a refusal says why."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from chitta.core.errors import Refused
from chitta.core.i18n import speaking
from chitta.core.times import age_years
from chitta.journey import views
from chitta.journey.tools import born, run_tool, toolbox

SAID = {"message": str(uuid4())}
NOTE = {"kind": "concern", "domain": "communication", "text": "Says few words", "example": "At breakfast"}
HUGE = "x" * 1_000_000


def use(journey, tool, /, **arguments):
    return run_tool(journey, tool, arguments, SAID)


def test_the_contract_has_its_names(app):
    assert {tool.name for tool in toolbox()} >= {
        "update_journey_stage", "add_context_card", "trigger_deep_view", "update_progress", "add_milestone",
        "note_observation", "set_child_details", "suggest_replies", "add_journal_entry",
    }  # fmt: skip
    assert all(
        tool.description and tool.arguments.model_json_schema()["additionalProperties"] is False for tool in toolbox()
    )


def test_a_note_is_written_with_its_source(journey):
    told, changed = use(journey, "note_observation", **NOTE, since="summer")
    (seen,) = journey.observations()
    assert told == "Written down." and changed == {"portrait", "deck"}
    assert (seen.source, seen.said_by, seen.since) == (SAID, "parent", "summer")


def test_a_note_known_already_is_said_to_be(journey):
    use(journey, "note_observation", **NOTE)
    assert use(journey, "note_observation", **NOTE) == ("Known already; nothing new was written.", frozenset())


def test_text_is_cleaned(journey):
    use(journey, "note_observation", **{**NOTE, "text": " \u202esings\x00 \ud800aloud\u202c "})
    assert journey.observations()[0].text == "sings aloud"


def test_a_name_and_an_age(journey):
    told, changed = use(journey, "set_child_details", name="  Noga\n", age_years=3.5, gender="", date_of_birth="")
    assert told == "Kept: Noga, 3.5, gender unknown." and "child" in changed
    assert journey.child.birth_precision == "month"


@pytest.mark.parametrize("years", [0, 0.5, 1, 2.9, 3.3, 4, 11.5, 18])
def test_nobody_is_told_younger_or_older_than_they_said(years):
    for day in (date(2026, 2, 28), date(2026, 3, 31), date(2028, 2, 29), date(2026, 12, 31), date(2026, 1, 1)):
        assert age_years(born(years, day), day) == pytest.approx(years, abs=0.09)


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("share_everything", {}, "no tool of this name"),
        ("update_journey_stage", {"new_stage": "moon"}, "new_stage"),
        ("update_journey_stage", {}, "required"),
        ("update_journey_stage", {"new_stage": "video_upload", "reason": HUGE}, "reason"),
        ("update_journey_stage", {"new_stage": "analysis"}, "Not every video"),
        ("update_journey_stage", {"new_stage": "video_instructions"}, "how old your child is"),
        ("update_progress", {"type": "interview", "percentage": 900}, "100"),
        ("update_progress", {"type": "interview", "percentage": -1}, "0"),
        ("update_progress", {"type": "interview", "percentage": float("nan")}, "finite"),
        ("update_progress", {"type": "interview", "percentage": 60}, "is at 5"),
        ("update_progress", {"type": "happiness", "percentage": 5}, "type"),
        ("add_milestone", {"milestone": "Drop Table"}, "milestone"),
        ("add_milestone", {"milestone": HUGE}, "milestone"),
        ("add_milestone", {"milestone": "interview"}, "still need"),
        ("add_milestone", {"milestone": "video_2"}, "counted"),
        ("add_context_card", {"icon": "skull", "title": "x", "subtitle": "", "status": "new", "action": ""}, "icon"),
        ("add_context_card", {"icon": "eye", "title": "", "status": "new"}, "title"),
        ("add_context_card", {"icon": "eye", "title": "x" * 61, "status": "new"}, "title"),
        ("add_context_card", {"icon": "eye", "title": "x", "status": "broken"}, "status"),
        ("add_context_card", {"icon": "eye", "title": "x", "status": "new", "action": "javascript:alert(1)"}, "action"),
        ("trigger_deep_view", {"view_name": "../admin"}, "view_name"),
        ("note_observation", {**NOTE, "text": HUGE}, "600"),
        ("note_observation", {**NOTE, "text": "\u202e \x00"}, "text"),
        ("note_observation", {**NOTE, "kind": "diagnosis"}, "kind"),
        ("note_observation", {**NOTE, "session_id": str(uuid4())}, "session_id: Extra"),
        ("note_observation", {**NOTE, HUGE: 1}, "Extra"),
        ("note_observation", {**NOTE, "text": ["a", {"b": 1}]}, "text"),
        ("set_child_details", {}, "at least one"),
        ("set_child_details", {"name": " ", "gender": ""}, "at least one"),
        ("set_child_details", {"age_years": 19}, "less than 19"),
        ("set_child_details", {"age_years": float("inf")}, "finite"),
        ("set_child_details", {"age_years": -1}, "0"),
        ("set_child_details", {"date_of_birth": "2999-01-01"}, "future"),
        ("set_child_details", {"date_of_birth": "1999-01-01"}, "18 years"),
        ("set_child_details", {"date_of_birth": "yesterday"}, "date_of_birth"),
        ("set_child_details", {"gender": "cat"}, "gender"),
        ("set_child_details", {"child_id": str(uuid4()), "name": "Tom"}, "child_id"),
        ("suggest_replies", {"replies": []}, "replies"),
        ("suggest_replies", {"replies": ["a", "b", "c", "d", "e"]}, "replies"),
        ("suggest_replies", {"replies": ["x" * 81]}, "80"),
        ("suggest_replies", {"replies": "yes"}, "replies"),
    ],
)
def test_a_wrong_call_is_refused_with_its_reason_and_nothing_is_written(journey, name, arguments, why):
    before = journey.state, journey.version
    with speaking("he"), pytest.raises(Refused) as refused:
        run_tool(journey, name, arguments, SAID)
    assert why in str(refused.value) and len(str(refused.value)) <= 600 and str(refused.value).isascii()
    assert (journey.state, journey.version, journey.observations()) == (*before, [])


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("add_context_card", {"icon": "eye", "title": "x", "status": "new", "action": "expert"}, "does not open"),
        ("trigger_deep_view", {"view_name": "expert"}, "These do: consultDoc"),
    ],
)
def test_a_view_no_room_opens_is_refused_with_those_that_do(journey, monkeypatch, name, arguments, why):
    monkeypatch.delitem(views._views, "expert")
    with pytest.raises(Refused, match=why):
        run_tool(journey, name, arguments, SAID)


@pytest.mark.parametrize("arguments", [None, [], 3, "x", [("new_stage",)]])
def test_arguments_that_are_no_object(journey, arguments):
    with pytest.raises(Refused):
        run_tool(journey, "update_journey_stage", arguments, SAID)


def test_progress_is_told_as_counted(journey):
    assert use(journey, "update_progress", type="interview", percentage=5) == ("interview is at 5.", frozenset())


def test_a_card_a_view_and_replies(journey):
    _, changed = use(
        journey, "add_context_card", icon="eye", title="Look", subtitle="here", status="new", action="portrait"
    )
    assert changed == {"deck"} and journey.state.metadata.cards[0].title == "Look"
    assert use(journey, "trigger_deep_view", view_name="portrait")[1] == {"view"}
    assert use(journey, "suggest_replies", replies=["Yes", "Not now"])[1] == {"replies"}
    assert journey.state.metadata.replies == ("Yes", "Not now")


def test_the_way_to_filming(journey):
    use(journey, "note_observation", **NOTE)
    use(journey, "note_observation", kind="strength", domain="motor", text="Climbs")
    use(journey, "set_child_details", age_years=3)
    assert "stage" in use(journey, "update_journey_stage", new_stage="video_instructions", reason="asked for it")[1]
    assert use(journey, "add_milestone", milestone="interview")[1] == {"deck"}


def test_the_parents_choice_about_filming(journey):
    use(journey, "add_milestone", milestone="filming_declined")
    assert journey.state.metadata.filming == "declined" and journey.state.completed_milestones == ()
    use(journey, "add_milestone", milestone="go_on")
    assert journey.state.metadata.go_on
