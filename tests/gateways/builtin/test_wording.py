"""No sentence of the guide names a condition, shouts, or leaves a mark unresolved; every language has every sentence."""

import re
from itertools import product

import pytest

from chitta.gateways.builtin import curated, wording_en, wording_he
from chitta.gateways.builtin.asking import TOPIC_OF, asked_by
from chitta.gateways.builtin.normalising import fold, one_of
from chitta.gateways.builtin.speaking import Voice
from chitta.safety.labels import labels_in

NEVER_SAID = one_of(
    "מבינה איך", "מבין איך", "המערכת", "i understand how you feel", "the system", "detected", "אני מבינה אותך"
)


# In sentences that are fixed nothing is left to chance: not even words that are only often a label.
NEVER = one_of(
    "קשב", "הפרעה*", "הפרעת*", "הפרעות", "עיכוב*", "לקוי*", "ליקוי*", "תסמין*", "סימפטומ*", "חריג*", "לא תקין*", "spectrum", "delay*", "disab*", "deficit", "symptom*", "diagnosed",
    "regression", "disorder*", "syndrome", "impair*", "abnormal*",
)  # fmt: skip


def assert_decent(reply):
    assert labels_in(reply, "he") == () and not NEVER.search(fold(reply)), reply
    assert not NEVER_SAID.search(fold(reply)), reply
    assert "!" not in reply and "/" not in reply, reply
    assert not re.search(r"[~{}\[\]|<>]", reply), reply


def _all(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _all(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _all(one)


def _sentences(module):
    for key, value in vars(module).items():
        if key.isupper():
            yield from _all(value)


VOICES = [
    Voice(language, address, name, gender, age)
    for language, address, (name, gender, age) in product(
        ("he", "en"),
        ("f", "m", "n"),
        (("", "", None), ("", "girl", 3.0), ("נועה", "girl", 7.0), ("Ori", "boy", 3.5), ("טל", "", 4.0)),
    )
]


@pytest.mark.parametrize(
    "voice", VOICES, ids=lambda v: f"{v.language}-{v.address}-{v.name or 'unknown'}-{v.gender or 'neither'}"
)
def test_every_sentence_in_every_voice_is_decent(voice):
    for sentence in _sentences(voice.wording):
        assert_decent(voice.say(sentence, areas="", age="", date="", known="", where="", reason="", paper="", says=""))


def test_both_languages_have_every_sentence():
    for key, value in vars(wording_he).items():
        if key.isupper():
            other = getattr(wording_en, key)
            if isinstance(value, dict) and key != "GENDERED_REPLIES":
                assert value.keys() == other.keys(), key


def test_every_curated_question_has_its_answer_and_every_question_its_replies():
    for module in (wording_he, wording_en):
        assert set(curated.KEYS) == set(module.CURATED) - {""}
        assert set(module.QUESTIONS) <= set(module.REPLIES)
        assert set(TOPIC_OF) <= set(module.QUESTIONS)


def test_a_question_is_known_again_from_its_sentence():
    for voice in VOICES:
        for question, variants in voice.wording.QUESTIONS.items():
            for sentence in variants:
                assert asked_by("שלום. " + voice.say(sentence, areas="השינה"), "") == question, sentence


@pytest.mark.parametrize("voice, said", [
    (Voice("he", "f", "נועה", "girl"), "בת כמה נועה היום?"), (Voice("he", "f", "אורי", "boy"), "בן כמה אורי היום?"),
    (Voice("he", "n", "", ""), "מה הגיל של הילד או הילדה היום?"), (Voice("en", "n", "Ori", "boy"), "How old is Ori now?"),
    (Voice("en", "n", "", ""), "How old is your child now?"),
])  # fmt: skip
def test_the_age_question_knows_whom_it_is_about(voice, said):
    assert voice.say(voice.wording.QUESTIONS["age"][0]) == said


def test_small_letters_stick_to_the_child():
    assert Voice("he", "f").say("ל~ ול~, על ~") == "לילד או לילדה ול~, על הילד או הילדה".replace(
        "ול~", "ולילד או לילדה"
    )
    assert Voice("he", "f", "Noa").say("ל~") == "ל-Noa"
    assert Voice("he", "f", "", "girl").say("ל~") == "לילדה"
