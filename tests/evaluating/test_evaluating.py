"""What measures the guides is measured itself."""

import pytest

from chitta.gateways.builtin import wording_en, wording_he
from chitta.gateways.builtin.speaking import Voice
from tests.evaluating.addressing import slips
from tests.evaluating.meeting import expected_age
from tests.evaluating.parents import ScriptedParent, topics_of
from tests.gateways.builtin.personas import PERSONAS, Persona
from tests.gateways.builtin.personas_heldout import FRESH, HELD_OUT
from tests.gateways.builtin.personas_unseen import UNSEEN

SAME = {
    "missing_name": "name", "missing_age": "age", "missing_strength": "strengths", "missing_example": "example", "example_hope": "example", "which": "name",
    "worry": "concerns", "f_seen": "concerns", "film_short": "film", "f_unseen": "concerns", "f_unseen_he": "concerns", "f_unseen_she": "concerns",
}  # fmt: skip
ASKED = {
    "name", "age", "gender", "strengths", "concerns", "example", "since", "helps", "history", "checks", "family", "day", "hopes", "film", "pause", "open",
}  # fmt: skip


@pytest.mark.parametrize("language, wording", [("he", wording_he), ("en", wording_en)])
def test_a_scripted_parent_understands_every_question_of_the_guide(language, wording):
    voice = Voice(language, "f", "נועה" if language == "he" else "Noa", "girl", 4.0)
    for question, variants in wording.QUESTIONS.items():
        for sentence in variants:
            if question in ASKED | SAME.keys():
                assert topics_of(voice.say(sentence), language) == (SAME.get(question, question),), sentence


@pytest.mark.parametrize("language, asked, topics", [
    ("en", "Thank you. And what about feelings, focus and learning, day to day?", ("behaviour", "attention", "learning")),
    ("en", "A little about the body too: how about sleep, food, movement and noise or touch?", ("sleep", "eating", "motor", "sensory")),
    ("he", "כמה דברים נוספים, בקצרה: איך הדיבור והקשר עם ילדים אחרים?", ("communication", "social")),
    ("en", "What does bedtime look like on an ordinary day?", ("day",)), ("en", "Noted.", ()), ("en", "Does he like blue?", ("other",)),
    ("en", "What has he been loving lately?", ("strengths",)), ("en", "Who else is at home with you?", ("family",)),
    ("en", "Could you walk me through the last time it happened?", ("example",)), ("he", "ספרי לי, מה הוא אוהב לעשות?", ("strengths",)),
    ("he", "מתי זה התחיל?", ("since",)), ("he", "כמה שינה יש לה בלילה?", ("sleep",)), ("en", "How old is he?", ("age",)),
])  # fmt: skip
def test_the_topic_is_heard_in_other_words_too(language, asked, topics):
    assert topics_of(asked, language) == topics


def test_a_parent_answers_what_was_asked_and_then_what_comes_to_mind():
    told = (
        ("name", "Ben"),
        ("concerns", "He hits"),
        ("concerns", "I said he hits"),
        ("example", "Yesterday"),
        ("sleep", "Badly"),
        ("eating", "Well"),
    )
    parent = ScriptedParent(Persona("en", ("Hello",), "Ben", 4, "behaviour_emotion", told))
    asked = (
        "What?",
        "What is his name?",
        "What worries you?",
        "Noted.",
        "How are sleep and food?",
        "What worries you?",
    )
    assert [parent.answer(one) for one in asked] == [
        "Hello",
        "Ben",
        "He hits",
        "Yesterday",
        "Badly, Well",
        "I said he hits",
    ]


def test_every_parent_can_tell_the_four_things_that_must_be_right():
    for persona in [*PERSONAS.values(), *HELD_OUT.values(), *FRESH.values(), *UNSEEN.values()]:
        assert {"name", "age", "strengths", "concerns", "example"} <= {topic for topic, _ in persona.answers}
        assert persona.lines and 0 < expected_age(persona) < 18


@pytest.mark.parametrize("reply, address, child", [
    ("ספרי לי על הבוקר.", "m", "boy"), ("ספר לי על הבוקר.", "f", "girl"), ("את רואה אותו בגן?", "m", "boy"), ("אתה רואה אותו בגן?", "f", "boy"),
    ("מה תרצי לספר?", "n", "girl"), ("אם תרצה, אפשר לעצור.", "f", "boy"), ("אם תרצה, אפשר לעצור.", "n", "boy"), ("תרצה/י לספר עוד?", "f", "girl"),
    ("ספר.י לי עוד", "n", ""), ("מה אתם רואים בבית?", "f", "girl"), ("ספרו לי עוד.", "n", ""), ("מה היה קשה לכם?", "n", "boy"),
    ("אני מבינה כמה זה קשה.", "f", "boy"), ("אני שמח לשמוע.", "m", ""), ("האם את לבד בבית?", "m", ""), ("מוזמנת לכתוב כאן.", "m", ""),
    ("אפשר, ואם תוכלי, לצלם.", "m", "girl"), ("כשאתה איתו, מה קורה?", "n", "boy"),
])  # fmt: skip
def test_a_wrong_form_of_address_is_seen(reply, address, child):
    assert slips(reply, address, child)


@pytest.mark.parametrize("reply, address, child", [
    ("מה סיפרת לגננת?", "n", ""), ("אשמח לשמוע עוד.", "n", ""), ("ספרי לי על הבוקר.", "f", "boy"), ("ספר לי על הבוקר.", "m", "girl"),
    ("את נועה זה משמח?", "m", "girl"), ("ראית את השינוי?", "m", ""), ("איזה ספר היא אוהבת?", "f", "girl"), ("מה נועה תרצה לעשות?", "f", "girl"),
    ("אולי היא תוכל לבחור.", "f", "girl"), ("אם תרצה היא תגיד.", "f", "girl"), ("מה את רואה?", "f", ""), ("כתבת ״אני לא מבינה״, ומה עוד?", "m", ""),
    ("הוא אוהב ספר אחד.", "f", "boy"), ("הילדים בגן, שלכם ושל אחרים.", "f", "boy"), ("פעם ב-2.5 שנים, 3/4 מהזמן.", "n", ""), ("רוצה לראות מה לצלם?", "n", ""),
    ("שמתי לב שזה קשה.", "n", ""), ("את זה כדאי לשאול את הרופא.", "m", "boy"), ("מה עוזר לך ברגע כזה?", "n", "boy"), ("הגננת אמרה לה: בואו לשחק.", "f", "girl"),
])  # fmt: skip
def test_ordinary_hebrew_is_no_slip(reply, address, child):
    assert slips(reply, address, child) == []
