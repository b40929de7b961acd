"""Common questions: which are asked at which age and stage, and that each of them gets an answer."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chitta.chat.questions import ABOUT_CHILDREN, ABOUT_HERE, NEXT, questions_for
from chitta.core.i18n import gettext_, speaking
from chitta.core.vocabulary import STAGES
from chitta.gateways.builtin.speaking import Voice
from chitta.gateways.guide import ChildKnown
from chitta.journey.state import ChildFacts, MasterState
from tests.gateways.builtin.house import House
from tests.people import HX, parent

AGES = (None, 0.5, 1.9, 2.0, 3.4, 5.0, 8.0, 12.0, 17.0)
ALL = [*ABOUT_CHILDREN.values(), *ABOUT_HERE.values(), *NEXT.values()]
EVERYTHING = frozenset(
    {"portrait", "instructions", "view1", "consultDoc", "journal", "findExperts", "parentReport", "summary"}
)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("age", AGES)
def test_eight_to_ten_questions_in_three_groups_at_every_age_and_stage(stage, age):
    groups = questions_for(MasterState(journey_stage=stage, child=ChildFacts(age=age)))
    asked = [one.key for group in groups for one in group.questions]
    assert [group.key for group in groups] == ["child", "here", "next"] and all(group.questions for group in groups)
    assert 8 <= len(asked) == len(set(asked)) <= 11


def test_a_baby_is_asked_about_otherwise_than_a_teenager():
    keys = [{one.key for one in questions_for(MasterState(child=ChildFacts(age=age)))[0].questions} for age in (1, 14)]
    assert "talking" in keys[0] - keys[1] and "my_fault" in keys[1] - keys[0]


@pytest.mark.parametrize("views", [frozenset({"portrait"}), EVERYTHING], ids=["few views", "all views"])
@pytest.mark.parametrize("child", [ChildKnown(), ChildKnown("נועה", "girl", 3.4)], ids=["nobody yet", "Noa"])
@pytest.mark.parametrize(("language", "address"), [("en", "n"), ("he", "f"), ("he", "m"), ("he", "n")])
@pytest.mark.parametrize("question", ALL, ids=lambda one: one.key)
def test_the_built_in_guide_answers_each_of_them(question, language, address, child, views):
    house = House(language=language, address=address, child=child, views=views)
    with speaking(language, address):
        said = house.hears(gettext_(question.ask))
    voice = Voice(language, address, child.name, child.gender, child.age_years)
    answer = voice.wording.TRY["general"] if question.key == "home_try" else voice.wording.CURATED[question.key]
    assert answer and voice.say(answer) in said
    assert voice.say(voice.wording.CURATED[""]) not in said
    assert not house.known and not house.opened and not house.stages, "a question is not something told of the child"


def test_dana_reads_a_short_answer_or_asks_in_the_conversation(dana):
    drawn = dana.get(f"/sessions/{dana.session_id}/view/consultDoc").text
    assert (
        drawn.count("data-question=") == 10
        and "never a diagnosis" in drawn
        and "ask the nurse or the doctor now" in drawn
    )
    assert "Who can see what I write?" in drawn and "No person reads the conversation." in drawn
    assert 'hx-target="#replies"' not in drawn.split("<main")[1]
    answer = dana.say("Who can see what I write?")
    assert answer.status_code == 303 and "#message-" in answer.location


def test_in_the_dialog_it_is_asked_where_the_quick_replies_are(dana):
    drawn = dana.get(f"/sessions/{dana.session_id}/view/consultDoc", headers=HX).text
    assert drawn.count('hx-target="#replies" hx-swap="beforebegin"') == drawn.count("data-asks") == 11


def test_a_free_question_that_comes_twice_is_asked_once(dana):
    for _twice in range(2):
        dana.say("Is thumb sucking bad?", key="3f0c7a4e-0000-4000-8000-000000000001")
    assert dana.get(f"/sessions/{dana.session_id}").text.count(">Is thumb sucking bad?<") == 1


@pytest.mark.parametrize("address", ["f", "m", "n"])
def test_amir_reads_them_in_hebrew(app, address):
    amir = parent(app, "אמיר כהן", "amir@example.org", "אורי", language="he", address=address)
    drawn = amir.get(f"/sessions/{amir.session_id}/view/consultDoc").text.split("<main")[1].split("</main>")[0]
    assert (
        "זה בן אדם או מחשב?" in drawn
        and "אף פעם לא אבחון" in drawn
        and "Ask" not in drawn
        and "answer" not in drawn.replace("short-answer", "")
    )


def test_ruth_finds_no_such_page(ruth, dana):
    theirs, nobodys = (ruth.get(f"/sessions/{id}/view/consultDoc") for id in (dana.session_id, uuid4()))
    assert theirs.status_code == 404 and theirs.data == nobodys.data
