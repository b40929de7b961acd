import random
import sys

import pytest

from bench.safety import talk
from chitta.safety.reading import KINDS, read
from chitta.safety.weighing import weighed
from tests.gateways.builtin.personas_unseen import UNSEEN
from tests.safety.figures import LANGUAGES, TUNED, UNTOUCHED, URGENT, URGENT_UNTOUCHED, figures, phrases, rates
from tests.safety.grids import DANGERS, ORDINARY, sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_explicit_danger_is_heard(language, capsys):
    right, every = rates(language, *TUNED)["explicit"]
    with capsys.disabled():
        print("", figures(), sep="\n") if language == LANGUAGES[-1] else None
    assert right / every >= 0.98


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_heard(language, kind):
    right, every = rates(language, *TUNED)[kind]
    assert every >= 40 and right / every >= 0.96


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_talk_brings_no_card(language):
    right, every = rates(language, *TUNED)["ordinary"]
    assert every >= 250 and (every - right) / every <= 0.02


@pytest.mark.parametrize(("language", "floor"), [("en", 0.64), ("he", 0.69)])
def test_on_sentences_it_never_learned_it_does_not_get_worse(language, floor):
    """Far below the target of 0.98: a floor under what was measured. Raise it; never tune on this set."""
    table = rates(language, *UNTOUCHED)
    (right, every), (quiet, ordinary) = table["explicit"], table["ordinary"]
    assert right / every >= floor
    assert (ordinary - quiet) / ordinary <= 0.04  # near misses, all of them


def test_of_what_ordinary_parents_say_hardly_a_line_brings_a_card():
    """Parents no phrase and no weight was learned from."""
    said = talk(UNSEEN)
    assert len(said) > 500 and sum(bool(read(text)) for text in said) / len(said) < 0.01


def test_what_is_told_in_words_no_phrase_knows_is_weighed():
    assert weighed("my partner put his hands around my throat while the kids watched") == "violence_home"
    assert weighed("we had pancakes and he told grandma about the bus") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_emergency_in_plain_words_needs_no_quantity(language):
    table = rates(language, *URGENT)
    (right, every), (quiet, ordinary) = table["medical"], table["ordinary"]
    assert every >= 90 and right / every >= 0.98
    assert ordinary >= 90 and ordinary - quiet <= 1


@pytest.mark.parametrize(("language", "floor"), [("en", 0.75), ("he", 0.85)])
def test_emergencies_it_never_learned_are_mostly_heard(language, floor):
    """A floor under what was measured. Raise it; never tune on this set."""
    table = rates(language, *URGENT_UNTOUCHED)
    (right, every), (quiet, ordinary) = table["medical"], table["ordinary"]
    assert right / every >= floor
    assert ordinary - quiet <= 2


@pytest.mark.parametrize(
    "text",
    [
        "I think somebody at daycare touched him",
        "I think someone touched her",
        "I'm afraid the teacher touched him",
        "he told me the aide touched him",
        "what if someone touched him at daycare",
        "אני חושבת שמישהו בגן נגע בו",
        "אני חושבת שמישהו נגע בה",
        "אני חוששת שהסייע נגע בו",
        "היא סיפרה לי שסבא נגע בה",
        "אני חושבת שנגעו בו בגן",
    ],
)
def test_somebody_who_touched_a_child_is_heard(text):
    assert read(text) == ("child_harm",)


@pytest.mark.parametrize("text", [one.text for language in LANGUAGES for one in phrases(language, "near")])
def test_a_burnt_dinner_a_bite_and_a_touch_that_bothers_bring_no_card(text):
    assert read(text) == ()


@pytest.mark.parametrize("text", ["הוא נכווה ביד", "היא נשרפה מהתנור", "I bit him until it bled", "נשכתי אותו"])
def test_a_burnt_child_and_a_parent_who_bites_still_do(text):
    assert read(text)


@pytest.mark.parametrize(("kind", "pattern", "parts"), DANGERS)
def test_plain_sentences_of_danger_are_heard_whoever_and_however(kind, pattern, parts):
    said = sentences(pattern, parts)
    assert sum(kind in read(text) for text in said) / len(said) >= 0.94


@pytest.mark.parametrize(("pattern", "parts"), ORDINARY)
def test_plain_sentences_of_a_tiring_day_bring_no_card(pattern, parts):
    said = sentences(pattern, parts)
    assert sum(bool(read(text)) for text in said) / len(said) <= 0.01


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_danger_is_heard_in_the_middle_of_a_long_message(language):
    ordinary = " ".join(phrase.text + "." for phrase in phrases(language) if phrase.label == "ordinary")
    for phrase in phrases(language):
        if phrase.label != "ordinary" and phrase.right:
            assert phrase.label in read(f"{ordinary}\n{phrase.text}.\n{ordinary}"), phrase.text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I would never hurt him", ()),
        ("I can't stop hitting him", ("child_harm",)),
        ("I would never hurt him but yesterday I shook him", ("child_harm",)),
        ("he has no suicidal thoughts", ()),
        ("אין לו מחשבות אובדניות", ()),
        ("אני לא מצליחה להפסיק להרביץ לו", ("child_harm",)),
    ],
)
def test_a_denial_is_not_a_danger_and_no_control_is_no_denial(text, kinds):
    assert read(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("she had a febrile seizure two years ago", ()),
        ("she had a febrile seizure two years ago and is having a seizure now", ("medical",)),
        ("היה לה פרכוס חום לפני שנתיים", ()),
        ("she was sexually abused two years ago", ("child_harm",)),
        ("I tried to kill myself ten years ago", ("self_harm",)),
    ],
)
def test_old_wounds_bring_the_card_and_old_fevers_do_not(text, kinds):
    assert read(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "I want to d\u200bie",
        "I WANT TO DIE",
        "i want to dieeeee",
        "“I want to die”",
        "I\u202e want\u202c to die",
        "I ｗａｎｔ to die",
    ],
)
def test_the_way_it_is_typed_does_not_hide_it(text):
    assert read(text) == ("self_harm",)


@pytest.mark.parametrize("text", ["וכשאני רוצה למות", "אני רוֹצָה לָמוּת", "אני רוצה\u200f למות", "שאני רוצה למותתתת"])
def test_prefixes_and_points_do_not_hide_it(text):
    assert read(text) == ("self_harm",)


def test_two_dangers_are_both_heard_in_the_house_s_order():
    assert read("My husband hits me. I want to die.") == ("self_harm", "violence_home")


@pytest.mark.parametrize("text", ["", " ", "\n", "...", "🙂", "\u200f", "'", "לא", "not"])
def test_nothing_much_is_no_danger(text):
    assert read(text) == ()


HOSTILE = [
    "hit ",
    "i hit ",
    "my husband ",
    "לא ",
    "אני מפחדת לא ",
    "a",
    "'a",
    "not i hit him by accident ",
    "ו",
    "{[(",
    "swallowed a pill finally ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_work_in_proportion_to_its_length(piece):
    short, long = (_work((piece * 8000)[:length]) for length in (2000, 8000))
    assert long < max(short, 500) * 6  # four times the text; quadratic would be sixteen


def test_noise_of_every_kind_is_read_without_complaint():
    letters = "hitme לאאניהוא .,'\"\u05b7\u200f\n🙂{}%s<>&0"
    for seed in range(50):
        read("".join(random.Random(seed).choices(letters, k=800)))


def _work(text: str) -> int:
    """Calls made while reading: unlike seconds, the same on a busy machine."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return calls
