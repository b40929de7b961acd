"""What to film, and why for this child: a pure function of what is held."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import escape

from chitta.core.i18n import hebrew, speaking
from chitta.journey.state import ChildFacts
from chitta.videos import wording
from chitta.videos.guidance import SCENES, band_of, guidance
from tests.videos.seen import FRIDGE, LEGO, MESSAGE, NOA, NOBODY, ORI, Told

BANDS = {"baby": 1.5, "toddler": 3.4, "kinder": 5.0, "school": 9.0, "teen": 14.0, "": None}


def why(scene, child, *told):
    with speaking("en"):
        return " ".join(map(str, guidance(scene, child, told).why))


def shown(guide):
    lines = [guide.title, *guide.why, *guide.steps, *guide.tips, guide.length, guide.enough]
    lines += [line for _icon, line in guide.place]
    return lines + [line for one in guide.examples for line in (one.title, one.line)]


def titles(scene, child, *told):
    with speaking("en"):
        return [str(one.title) for one in guidance(scene, child, told).examples]


def test_danas_own_words_say_why_strength_first():
    said = why("meal_time", NOA, FRIDGE, LEGO)
    assert said.index("“Loves building lego towers”") < said.index("“Yesterday at the fridge she pulled my hand")
    assert "how one asks, refuses and tells" in said and "Few words" not in said


def test_where_it_was_said_can_be_found_again():
    assert [one.message for one in guidance("free_play", NOA, [LEGO, FRIDGE]).sources] == [MESSAGE]


def test_a_scene_takes_the_worry_it_shows_best_and_otherwise_the_main_one():
    supper = Told("concern", "Supper", "eating", "On Monday she left the table four times")
    assert "left the table" in why("meal_time", NOA, FRIDGE, supper)
    assert "fridge" in why("free_play", NOA, FRIDGE, supper)


def test_each_scene_takes_another_joy_when_none_suits_it():
    joys = [Told("strength", f"Laughs at joke {n}") for n in range(3)]
    assert [f"joke {n}" in why(scene, NOA, *joys) for n, scene in enumerate(SCENES)] == [True] * 3


@pytest.mark.parametrize("state", ["disputed", "withdrawn"])
def test_what_dana_disputes_or_took_back_is_not_gone_by(state):
    gone = [replace(one, state=state) for one in (FRIDGE, LEGO)]
    assert guidance("free_play", NOA, gone) == guidance("free_play", NOA, [])


@pytest.mark.parametrize(
    "told",
    [
        replace(FRIDGE, said_by="document"),
        replace(FRIDGE, example="The doctor said it is autism"),
        replace(FRIDGE, example="I am afraid of what I might do to her"),
    ],
    ids=["a document", "a condition", "danger"],
)
def test_only_a_parents_own_harmless_words_are_quoted(told):
    assert "“" not in why("free_play", NOA, told)


def test_long_words_are_shortened_at_a_word():
    said = why("free_play", NOA, replace(FRIDGE, example="word " * 100))
    assert "word…”" in said and len(said) < 400


def test_a_hope_is_enough_where_there_is_no_worry():
    assert "what you hope for: “That he finds a friend”" in why(
        "free_play", ORI, Told("hope", "That he finds a friend.")
    )


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(("band", "age"), BANDS.items())
def test_without_any_observation_it_is_still_good_guidance(scene, band, age):
    assert band_of(age) == band
    guide = guidance(scene, ChildFacts(age=age), [])
    assert len(guide.steps) == 4 and len(set(guide.tips)) == 3 and len(set(guide.examples)) == 3 and len(guide.why) == 1


def test_what_is_filmed_fits_the_age():
    steps = {
        age: tuple(map(str, guidance("focused_activity", ChildFacts(age=age), []).steps)) for age in BANDS.values()
    }
    assert len(set(steps.values())) == len(BANDS)


def test_situations_come_from_what_noa_loves_and_from_her_home():
    told = (
        LEGO,
        Told("context", "She has a big sister, Maya"),
        Told("context", "On Saturdays we are at grandma and grandpa"),
    )
    assert titles("free_play", NOA, *told)[:2] == ["Building on the rug", "Playing with a brother or sister"]
    assert titles("meal_time", NOA, Told("strength", "She loves to cook and to sing"))[0] in (
        "Making something small together, then eating it", "Laying the table with a song",
    )  # fmt: skip


def test_nobody_is_sent_to_a_sister_who_is_not_there():
    assert "Playing with a brother or sister" not in titles("free_play", NOA, Told("context", "No brothers or sisters"))


def test_a_teenager_is_asked_and_gets_no_toys():
    maya = ChildFacts(name="Maya", age=14, gender="girl")
    with speaking("en"):
        said = " ".join(map(str, shown(guidance("free_play", maya, [LEGO, FRIDGE]))))
    assert "Ask first" in said and "rug" not in said and "help with a word" not in said


def test_what_will_be_looked_at_stays_inside():
    guide = guidance("meal_time", NOA, [FRIDGE])
    assert len(guide.focus) == 4 and not set(guide.focus) & {line.sentence for line in shown(guide)}


def test_hostile_words_stay_words():
    nasty = Told("strength", "<script>alert(1)</script> %(name)s {{ 7*7 }} \u202egnal")
    drawn = escape(guidance("free_play", NOA, [nasty]).why[0])
    assert (
        "&lt;script&gt;" in drawn
        and "<script>" not in drawn
        and "%(name)s {{ 7*7 }}" in drawn
        and "\u202e" not in drawn
    )


@pytest.mark.parametrize(("gender", "word"), [("girl", "כשהיא מבקשת"), ("boy", "כשהוא מבקש"), ("", "כשמבקשים")])
def test_hebrew_speaks_of_a_girl_of_a_boy_and_of_neither(gender, word):
    with speaking("he", "f"):
        said = " ".join(map(str, shown(guidance("focused_activity", ChildFacts(age=9, gender=gender), []))))
    assert word in said and {"girl": "הילדה", "boy": "הילד", "": "הילד או הילדה"}[gender] in said


@pytest.mark.parametrize("address", ["f", "m", "n"])
def test_hebrew_has_every_sentence_for_every_parent(address):
    with speaking("he", address):
        for scene in SCENES:
            for age in BANDS.values():
                for line in shown(guidance(scene, ORI.model_copy(update={"age": age}), [LEGO, FRIDGE])):
                    assert any("א" <= letter <= "ת" for letter in str(line)), line.sentence


def test_every_sentence_about_a_child_has_both_forms():
    known = hebrew()[0]
    lines = {line for file in (wording.STEPS, wording.REASONS) for scene in file.values() for lines in scene.values() for line in (lines if isinstance(lines, tuple) else (lines,))}  # fmt: skip
    assert all((("girl", line) in known) == (("boy", line) in known) for line in lines)


def test_no_name_needs_none():
    with speaking("en"):
        assert "your child" in str(guidance("free_play", NOBODY, []).enough)
