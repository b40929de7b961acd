"""Whole conversations: nine parents in two languages, and the small walks that go wrong elsewhere."""

import re
import time

import pytest

from chitta.core.errors import GuideError, Refused
from chitta.gateways.builtin import asking
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.builtin.speaking import opener
from chitta.gateways.guide import ChildKnown, Known, Line, Words
from tests.gateways.builtin.house import House
from tests.gateways.builtin.personas import PERSONAS
from tests.gateways.builtin.test_wording import assert_decent

FALLBACK = {
    "he": {
        "name": "{name}", "age": "{age}", "gender": "מעדיפים בלי", "strengths": "היה כיף כשקראנו ספר יחד", "concerns": "כבר סיפרתי", "example": "",
        "film": "כן", "default": "לא",
    },
    "en": {
        "name": "{name}", "age": "{age}", "gender": "Rather not say", "strengths": "We had fun reading a book together", "concerns": "I already told you",
        "example": "", "film": "yes", "default": "no",
    },
}  # fmt: skip


def run(persona):
    house = House(language=persona.language, address="f" if persona.language == "he" else "n")
    for n, line in enumerate(persona.lines):
        house.hears(line)
        if "video_instructions" in house.stages:
            return house, n + 1
    for extra in range(40 - len(persona.lines)):
        last = house.replies[-1]
        question = asking.asked_by(last, "")
        said = FALLBACK[persona.language].get(question.removeprefix("missing_"), FALLBACK[persona.language]["default"])
        house.hears(said.format(name=persona.name, age=persona.age))
        if "video_instructions" in house.stages:
            return house, len(persona.lines) + extra + 1
    return house, 99


@pytest.mark.parametrize("who", PERSONAS)
def test_every_parent_reaches_the_offer_of_filming(who):
    persona = PERSONAS[who]
    house, count = run(persona)
    assert count <= 40, house.replies[-3:]
    assert house.child.name == persona.name
    assert house.child.age_years == persona.age
    assert house.of("strength")
    assert persona.domain in [known.domain for known in house.known if known.kind == "concern"]
    assert any(known.example for known in house.known if known.kind in ("concern", "hope"))
    assert not house.refused


@pytest.mark.parametrize("who", PERSONAS)
def test_every_reply_is_short_kind_and_asks_one_thing(who):
    house, _ = run(PERSONAS[who])
    for reply in house.replies:
        assert reply.count("?") <= 1, reply
        assert len(reply.split()) <= 70, reply
        assert_decent(reply)
    for before, after in zip(house.replies, house.replies[1:], strict=False):
        assert opener(before) != opener(after), after


@pytest.mark.parametrize("who", PERSONAS)
def test_nothing_known_is_asked_again(who):
    house = House(language=PERSONAS[who].language)
    for line in PERSONAS[who].lines:
        reply = house.hears(line)
        question = asking.asked_by(reply, "")
        assert not (question == "name" and house.child.name), reply
        assert not (question in ("age", "missing_age") and house.child.age_years is not None), reply
        assert not (question == "gender" and house.child.gender), reply
        assert not (question == "strengths" and house.of("strength")), reply
        assert not (question in ("example", "missing_example") and any(k.example for k in house.known)), reply
        assert not (question == "hopes" and house.of("hope")), reply


@pytest.mark.parametrize("who", PERSONAS)
def test_no_question_is_put_more_than_four_times(who):
    house, _ = run(PERSONAS[who])
    asked = [asking.asked_by(reply, "") for reply in house.replies]
    assert all(asked.count(question) <= 4 for question in set(asked) - {"", "open"})


def test_three_facts_in_one_sentence():
    house = House(language="en")
    house.hears("Her name is Noa, she's 3 and a half, she loves puzzles but she hardly talks")
    assert house.child == ChildKnown("Noa", "girl", 3.5)
    assert len(house.of("strength")) == 1 and len(house.of("concern")) == 1


def test_a_correction_replaces_the_age():
    house = House(child=ChildKnown("אורי", "boy", 3.0))
    assert "ארבע" in house.hears("לא, הוא בן ארבע")
    assert house.child.age_years == 4


def test_a_sister_does_not_change_the_child():
    house = House(language="en", child=ChildKnown("Ori", "boy", 3.0, ("Maya",)))
    house.talk("his sister Maya is 6", "Maya is 7 and she talks all day", "my daughter Maya loves him")
    assert house.child == ChildKnown("Ori", "boy", 3.0, ("Maya",))


def test_two_children_are_asked_about():
    house = House()
    assert "על מי" in house.hears("יש לי שתי בנות ואני מודאגת")
    house.hears("נועה")
    assert house.child.name == "נועה"


def test_a_worry_comes_first_and_strengths_after():
    house = House()
    first = house.hears("הבן שלי מרביץ לילדים בגן")
    assert asking.asked_by(first, "example") == "example"
    house.talk("אתמול בחצר הוא דחף ילד כי לקחו לו את הכדור", "אורי", "בן 4")
    assert asking.asked_by(house.replies[-1], "") == "strengths"


def test_strengths_come_first_without_a_worry():
    house = House(language="en")
    house.talk("hi", "Noa", "4")
    house.hears("she")
    assert asking.asked_by(house.replies[-1], "") == "strengths"


def test_a_named_condition_is_neither_confirmed_nor_denied_nor_repeated():
    for language, said, nurse in (("he", "זה אוטיזם?", "אחות"), ("en", "is it autism?", "nurse")):
        house = House(language=language)
        reply = house.hears(said)
        assert nurse in reply and "אוטיזם" not in reply and "autism" not in reply
        assert not house.known


def test_a_lost_skill_sends_to_the_nurse_now():
    assert "טיפת חלב" in House().hears("היו לו מילים והוא הפסיק לדבר")
    assert "doctor now" in House(language="en").hears("she used to say mama and she stopped talking")


def test_beside_helplines_nothing_is_asked_about_the_child_and_nothing_is_kept():
    for language in ("he", "en"):
        house = House(language=language, safety=("self_harm",))
        replies = house.talk("אני לא רוצה לחיות והוא לא ישן", "כן", "he hits me")
        assert not house.known and not house.topics and len(set(replies)) == 3
        assert all(reply.count("?") <= 1 and len(reply.split()) < 45 for reply in replies)


def test_a_document_has_an_honest_answer_where_nothing_opens_yet():
    house = House(child=ChildKnown("אורי", "boy", 3.0))
    reply = house.hears("אפשר להעלות מסמך?")
    assert "אי אפשר לצרף" in reply and "מסמך" in reply and not house.opened and house.stage == "document_upload"
    assert House(views=frozenset({"uploadDoc"})).hears("אפשר להעלות מסמך?").startswith("כאן אפשר להעלות")


def test_the_portrait_opens_or_is_told():
    house = House(language="en")
    house.hears("he loves trains")
    house.hears("what do you know about him?")
    assert house.opened == ["portrait"]
    house.views = frozenset()
    assert "he loves trains" in house.hears("what have you noted so far?")


def test_filming_is_an_option():
    house, _ = run(PERSONAS["language-he"])
    assert "לא עכשיו" in house.suggested
    house.hears("לא עכשיו")
    assert house.stage == "consultation" and "צילום" in house.replies[-1]
    house.hears("לראות מה לצלם")
    assert house.stage == "video_instructions"


def test_asking_why_after_the_offer_is_answered_and_the_offer_stays():
    house, _ = run(PERSONAS["language-en"])
    reply = house.hears("Why film?")
    assert "choice" in reply and asking.asked_by(reply, "") == "film_short"
    house.hears("yes")
    assert house.replies[-1].startswith("Good.")


def test_filming_asked_for_too_early_is_no_dead_end():
    house = House(language="en")
    reply = house.hears("I want to film")
    assert "?" in reply and house.stage == "interview"


def test_stopping_and_coming_back():
    house = House()
    house.talk("נועה", "בת 4", "נעצור כאן")
    assert "?" not in house.replies[-1]
    assert "?" in house.hears("היי")


@pytest.mark.parametrize("language", ["he", "en"])
def test_every_quick_reply_is_understood(language):
    lines = PERSONAS[f"language-{language}"].lines
    for upto in range(len(lines)):
        house = House(language=language)
        house.talk(*lines[:upto], "")
        for reply in house.suggested:
            copy = House(
                language=language,
                child=house.child,
                history=list(house.history),
                known=list(house.known),
                topics=dict(house.topics),
            )
            answer = copy.hears(reply)
            assert not re.search("לא הצלחתי לקרוא|שהמקלדת|could not read|keyboard|scrambled", answer), (reply, answer)


def test_a_refused_tool_breaks_nothing():
    def refuse(tool, arguments):
        raise Refused("no")

    house = House()
    house.history.append(Line("user", "הוא לא מדבר"))
    words = "".join(event.text for event in BuiltIn().converse(house.prompt(), (), refuse) if isinstance(event, Words))
    assert words


def test_an_unfinished_reply_goes_on_without_repeating():
    house = House()
    house.history.append(Line("user", "היא אוהבת לבנות"))
    whole = "".join(
        event.text for event in BuiltIn().converse(house.prompt(), (), house.run) if isinstance(event, Words)
    )
    house.known.clear()
    for cut in (5, 12, len(whole) - 3):
        rest = "".join(
            e.text for e in BuiltIn().converse(house.prompt(whole[:cut]), (), lambda *_: "") if isinstance(e, Words)
        )
        assert whole[:cut] + rest == whole
    other = "".join(
        e.text for e in BuiltIn().converse(house.prompt("משהו אחר"), (), lambda *_: "") if isinstance(e, Words)
    )
    assert other.strip() == "להמשיך מכאן?"


def test_reading_material_needs_a_model():
    with pytest.raises(GuideError, match="unavailable"):
        BuiltIn().extract(type("Schema", (), {}), "", [])


def test_the_same_prompt_gives_the_same_turn():
    house = House()
    house.history.append(Line("user", "הוא לא ישן בלילה"))
    turns = [list(BuiltIn().converse(house.prompt(), (), lambda *_: "")) for _ in range(2)]
    assert turns[0] == turns[1]


def test_a_known_observation_is_never_recorded_twice():
    house = House(known=[Known("1", "concern", "sleep", "הוא לא ישן בלילה")])
    house.talk("הוא לא ישן בלילה", "הוא לא ישן בלילה")
    assert len(house.of("concern")) == 1


def test_a_turn_is_quick_even_late_in_a_conversation():
    house = House()
    for line in PERSONAS["language-he"].lines * 6:
        house.hears(line)
    started = time.perf_counter()
    for _ in range(20):
        house.history.append(Line("user", "אתמול הוא בכה בגן כי לקחו לו את המשאית"))
        list(BuiltIn().converse(house.prompt(), (), lambda *_: ""))
        house.history.pop()
    print(f"one turn: {(time.perf_counter() - started) / 20 * 1000:.2f} ms")
