"""What the parent lets stand in letters and reports is an observation too, and changes, goes and comes back with its entry."""

from __future__ import annotations

import pytest

from chitta.core.db import db, transaction
from chitta.core.errors import Refused
from chitta.journal.models import JournalEntry
from chitta.journey.facts import Corrected, Observed, Withdrawn
from chitta.journey.models import Journey
from tests.people import HX

SANG = "She sang to her brother until he slept"


def write(journey, content=SANG, kind="progress", **more):
    return JournalEntry.write(journey, content, kind, for_reports=True, **more)


def told(journey):
    return [(one.kind, one.text) for one in journey.observations(("held",))]


def test_nothing_is_lent_unless_the_parent_says_so(journey):
    JournalEntry.write(journey, SANG)
    assert told(journey) == []


@pytest.mark.parametrize(
    ("kind", "content", "told_as"),
    [
        ("progress", SANG, "development"),
        ("progress", "She loves to sing, she is so good at it", "strength"),
        ("challenge", "Cried at the kindergarten gate", "concern"),
        ("observation", "Stood at the slide and watched", "development"),
    ],
)
def test_the_kind_of_an_entry_says_what_it_is_in_a_report(journey, kind, content, told_as):
    entry = write(journey, content, kind)
    (one,) = journey.observations()
    assert (one.kind, one.text, one.source, one.said_by) == (told_as, content, {"entry": str(entry.id)}, "parent")
    assert entry.observation_id == one.id and "portrait" in entry.changed


def test_a_change_changes_it_and_another_kind_makes_it_another(journey):
    entry = write(journey, "Cried at the gate", "challenge")
    first = entry.observation_id
    entry.rewrite("Cried at the gate for long", "challenge", ["gate"], None, 1)
    assert entry.observation_id == first and told(journey) == [("concern", "Cried at the gate for long")]
    entry.rewrite("Waved at the gate", "observation", [], None, 2)
    assert entry.observation_id != first and told(journey) == [("development", "Waved at the gate")]
    entry.rewrite("Waved at the gate", "observation", [], None, 3, for_reports=False)
    assert told(journey) == [] and entry.observation_id is None


def test_what_the_parent_put_differently_stays_so_while_the_words_of_the_entry_do(journey):
    entry = write(journey)
    (one,) = journey.observations()
    journey.learn(Corrected(observation_id=one.id, text="She hummed", version=one.version))
    entry.rewrite(SANG, "progress", ["evening"], None, 1)
    assert told(journey) == [("development", "She hummed")]
    entry.rewrite("She sang", "progress", ["evening"], None, 2)
    assert told(journey) == [("development", "She sang")]


def test_deleted_it_goes_and_undone_it_comes_back(journey):
    entry = write(journey)
    entry.delete()
    assert told(journey) == [] and entry.for_reports
    entry.restore()
    assert told(journey) == [("development", SANG)] and entry.observation_id


def test_deleted_in_the_portrait_it_stays_in_the_journal_alone(app, dana, wrote, entries):
    wrote(SANG, for_reports=True)
    dana.post(f"/observations/{entries()[0].observation_id}/delete")
    (entry,) = entries()
    assert (entry.for_reports, entry.observation_id, entry.content, entry.version) == (False, None, SANG, 2)
    stale = dana.post(f"/journal/{entry.id}/edit", {"content": SANG, "for_reports": "y", "version": "1"})
    assert stale.status_code == 409


def test_what_was_told_elsewhere_in_the_same_words_stays_when_the_entry_goes(journey):
    journey.learn(Observed(kind="development", domain="general", text=SANG, source={"message": "x"}))
    entry = write(journey)
    assert len(told(journey)) == 1
    entry.delete()
    assert told(journey) == [("development", SANG)]


def test_two_entries_that_say_the_same_hold_it_together(journey, later):
    first = write(journey)
    later(seconds=40)
    second = write(journey)
    assert first.observation_id == second.observation_id
    first.delete()
    assert told(journey) == [("development", SANG)]
    assert journey.observations()[0].source == {"entry": str(second.id)}
    second.delete()
    assert told(journey) == []


def test_of_two_that_said_the_same_the_changed_one_takes_its_new_words_along(journey, later):
    first = write(journey)
    later(seconds=40)
    second = write(journey)
    first.rewrite("She sang of her father", "progress", [], None, 1)
    assert told(journey) == [("development", SANG), ("development", "She sang of her father")]
    first.delete()
    assert told(journey) == [("development", SANG)]
    assert journey.observations(("held",))[0].source == {"entry": str(second.id)}


def test_words_of_danger_stay_in_the_journal(dana, journey):
    entry = write(journey, "I am afraid of what I might do to her", "challenge")
    assert told(journey) == [] and entry.observation_id is None


def test_a_full_picture_says_so_and_nothing_is_half_written(dana, wrote, entries, monkeypatch):
    known = wrote("She waved")
    monkeypatch.setattr("chitta.journey.models.MOST_OBSERVATIONS", 0)
    form = {"content": SANG, "for_reports": "y"}
    answer = dana.post(f"/sessions/{dana.session_id}/journal", form, headers=HX)
    assert answer.status_code == 422 and "more written down here than fits" in answer.text
    assert f">{SANG}</textarea>" in answer.text and len(entries()) == 1
    answer = dana.post(f"/journal/{known}/edit", {**form, "version": "1"}, headers=HX)
    assert answer.status_code == 422 and f">{SANG}</textarea>" in answer.text
    assert entries()[0].content == "She waved"


def test_the_form_asks_and_the_entry_shows_the_answer(dana, wrote, entries):
    journal = f"/sessions/{dana.session_id}/journal"
    page = dana.get(journal).text
    assert "It may stand in the letter and the report" in page and 'name="for_reports" value="y">' in page
    dana.post(journal, {"content": SANG, "for_reports": "y"})
    assert "May stand in the letter and the report" in dana.get(journal).text
    assert 'name="for_reports" value="y" checked' in dana.get(f"/journal/{entries()[0].id}/edit").text


def test_the_portrait_leads_to_the_entry(app, dana, wrote):
    entry = wrote(SANG, for_reports=True)
    portrait = dana.get(f"/sessions/{dana.session_id}/view/portrait").text
    assert f'href="/journal/{entry}"' in portrait and "Written in the journal" in portrait
    assert SANG in dana.get(f"/journal/{entry}").text


def test_withdrawing_forgets_only_its_own(app, dana, wrote):
    kept, gone = wrote(SANG, for_reports=True), wrote("She waved at the bus", for_reports=True)
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        journey.learn(Withdrawn(observation_id=db.session.get_one(JournalEntry, gone).observation_id))
    with app.app_context(), transaction(writing=False):
        assert db.session.get_one(JournalEntry, kept).for_reports
        assert not db.session.get_one(JournalEntry, gone).for_reports


def test_no_rule_is_bent_for_a_deleted_one(journey, monkeypatch):
    entry = write(journey).delete()
    monkeypatch.setattr("chitta.journey.models.MOST_OBSERVATIONS", 0)
    with pytest.raises(Refused, match="more written down"):
        entry.restore()
    assert entry.deleted_at is not None
