"""Dr. Levi writes to the family: under a name, unverified, and taken back by the parent whenever they wish."""

from __future__ import annotations

import pytest

from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from chitta.sharing.models import ExpertNote

SAID = "She waits for her turn when the others are calm"


@pytest.fixture
def known(app, dana):
    def known():
        with app.app_context(), transaction(writing=False):
            return [
                one for one in db.session.get_one(Journey, dana.session_id).observations() if one.said_by == "expert"
            ]

    return known


def test_a_note_lands_in_the_portrait_as_said_by_an_expert(dana, levi, inside, known, rows):
    inside("letter")
    assert levi.do("/notes", words=SAID).status_code == 303
    assert SAID in levi.get(levi.home).text
    (one,), (note,) = known(), rows(ExpertNote)
    assert (one.kind, one.source, note.observation_id) == ("development", {"note": str(note.id)}, one.id)
    portrait = dana.get(f"/sessions/{dana.session_id}/view/portrait").text
    assert SAID in portrait and "An expert said (unverified)" in portrait and "Dr. Levi" in portrait
    assert SAID in dana.get(f"/sessions/{dana.session_id}/sharing").text


@pytest.mark.parametrize(
    ("item", "at", "locator"),
    [("video", "0:12", {"second": [12, 12]}), ("video", "", {}), ("document", "1", {"page": 1})],
)
def test_a_note_is_pinned_to_a_second_or_a_page(levi, inside, material, known, item, at, locator):
    inside()
    key = material.keys[item]
    levi.look(key)
    assert levi.do("/notes", words=SAID, item=key, at=at).status_code == 303
    (one,) = known()
    where = {item: key.removeprefix(f"{item}-"), **locator}
    assert where.items() <= one.source.items() and SAID in levi.get(f"{levi.home}/items/{key}").text


@pytest.mark.parametrize(
    ("words", "item", "at", "sentence"),
    [
        ("", "", "", "no words in this note"),
        (" \u202e\n", "", "", "no words in this note"),
        ("x" * 601, "", "", "Up to 600"),
        ("x" * 500_00, "", "", "Up to 600"),
        (SAID, "video", "0:32", "not as long"),
        (SAID, "video", "soon", "such as 0:52"),
        (SAID, "document", "2", "no such page"),
        (SAID, "document", "٢x", "as a number"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(levi, inside, material, known, words, item, at, sentence):
    inside()
    key = material.keys.get(item, "")
    if key:
        levi.look(key)
    answer = levi.do("/notes", words=words, item=key, at=at)
    assert answer.status_code == 422 and sentence in answer.text and not known()
    assert words.strip().strip("\u202e").strip()[:100] in answer.text


def test_a_note_on_what_was_not_shared_is_none(levi, inside, material, known):
    inside("letter")
    assert levi.do("/notes", words=SAID, item=material.keys["video"]).status_code == 404 and not known()


def test_a_double_tap_is_one_note_and_hostile_words_are_words(dana, levi, inside, rows):
    inside("letter")
    hostile = "<img src=x onerror=alert(1)> {{ 7*7 }} [x](javascript:alert(1))"
    for _ in range(2):
        levi.do("/notes", words=hostile)
    assert len(rows(ExpertNote)) == 1
    for page in (dana.get(f"/sessions/{dana.session_id}/sharing").text, levi.get(levi.home).text):
        assert "<img" not in page and "&lt;img src=x" in page and "{{ 7*7 }}" in page


def test_there_is_room_for_twenty_notes(levi, inside, rows, monkeypatch):
    monkeypatch.setattr("chitta.sharing.noting.MOST_NOTES", 2)
    inside("letter")
    answers = [levi.do("/notes", words=f"Note {n}").status_code for n in range(3)]
    assert answers == [303, 303, 422] and len(rows(ExpertNote)) == 2


@pytest.mark.parametrize("door", ["the list of links", "the portrait"])
def test_dana_takes_a_note_out_and_its_words_are_gone_everywhere(dana, levi, inside, known, rows, door):
    inside("letter")
    levi.do("/notes", words=SAID)
    (note,) = rows(ExpertNote)
    if door == "the portrait":
        dana.post(f"/observations/{note.observation_id}/delete")
    else:
        assert dana.post(f"/notes/{note.id}/withdraw").status_code == 303
    (note,) = rows(ExpertNote)
    assert note.text == "" and note.withdrawn_at and not known()
    for page in (
        dana.get(f"/sessions/{dana.session_id}/sharing"),
        dana.get(f"/sessions/{dana.session_id}/view/portrait"),
        levi.get(levi.home),
    ):
        assert SAID not in page.text


def test_ruth_takes_out_nothing(ruth, dana, levi, inside, rows):
    inside("letter")
    levi.do("/notes", words=SAID)
    (note,) = rows(ExpertNote)
    assert ruth.post(f"/notes/{note.id}/withdraw").status_code == 404 and rows(ExpertNote)[0].text == SAID
