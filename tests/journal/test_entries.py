"""What may stand in a journal, and what becomes of it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import Conflict, Refused
from chitta.journal import jobs, models
from chitta.journal.models import JournalEntry
from chitta.journey import stages
from chitta.journey.models import Journey
from chitta.worker import SWEEPERS

GATE = "She let go of my hand at the gate"


def write(journey, content=GATE, **more):
    return JournalEntry.write(journey, content, **more)


def test_a_moment_is_kept_as_it_was_told(journey):
    entry = write(
        journey, " \u202eLaughed\r\nall day\x00 ", kind="progress", tags=["# bath ", "Bath", "", "grandpa  Avi"]
    )
    assert (entry.content, entry.kind, entry.day) == ("Laughed\nall day", "progress", times.today())
    assert (entry.tags, entry.source, entry.version) == (["Bath", "grandpa Avi"], {}, 1)


def test_the_journey_counts_what_is_there(journey):
    assert stages.may_enter(journey.state, "sharing")
    first, _second = write(journey), write(journey, "She slept through")
    assert journey.state.artifact("journal").count == 2 and first.changed == {"deck", "journal"}
    assert stages.may_enter(journey.state, "sharing") is None
    first.delete()
    assert journey.state.artifact("journal").count == 1
    assert first.restore().changed and journey.state.artifact("journal").count == 2


def test_what_was_written_can_be_shared_only_while_it_is_there(journey):
    write(journey).delete()
    assert journey.state.artifact("journal").count == 0 and stages.may_enter(journey.state, "sharing")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"content": ""}, "no words"),
        ({"content": " \u200b\u202e\n "}, "no words"),
        ({"content": "x" * 4001}, "4,000"),
        ({"kind": "diagnosis"}, "choose one"),
        ({"tags": list("abcdefg")}, "six tags"),
        ({"tags": ["x" * 31]}, "30 characters"),
        ({"day": date(2999, 1, 1)}, "still to come"),
        ({"day": date(1990, 1, 1)}, "20 years"),
    ],
)
def test_what_does_not_belong_is_refused_and_nothing_is_written(journey, wrong, why):
    entry, before = write(journey), journey.version
    with pytest.raises(Refused, match=why):
        write(journey, **{"content": "Another", **wrong})
    with pytest.raises(Refused, match=why):
        entry.rewrite(**{"content": "Another", "kind": "progress", "tags": [], "day": None, "version": 1, **wrong})
    assert JournalEntry.count(journey) == 1 and journey.version == before


def test_the_longest_that_fits(journey):
    entry = write(journey, "x" * 4000, tags=[f"{n}".ljust(30, "x") for n in range(6)])
    assert len(entry.content) == 4000 and len(entry.tags) == 6


def test_no_day_before_noa_was_born(journey):
    journey.child.date_of_birth, journey.child.birth_precision = times.today() - timedelta(days=400), "day"
    with pytest.raises(Refused, match="birth date"):
        write(journey, day=times.today() - timedelta(days=401))
    assert write(journey, day=times.today() - timedelta(days=400))


def test_a_birth_date_worked_out_from_an_age_forbids_no_day_of_that_year(journey):
    journey.child.date_of_birth, journey.child.birth_precision = times.today() - timedelta(days=400), "year"
    assert write(journey, day=times.today() - timedelta(days=700))
    with pytest.raises(Refused, match="birth date"):
        write(journey, day=times.today() - timedelta(days=800))


def test_a_full_journal_says_so(journey, monkeypatch):
    monkeypatch.setattr(models, "MOST", 1)
    first = write(journey).delete()
    write(journey, "The one that fits")
    with pytest.raises(Refused, match="as fit"):
        write(journey, "One too many")
    with pytest.raises(Refused, match="as fit"):
        first.restore()


def test_a_day_has_room_for_so_many_new_ones_deleted_or_not(journey, monkeypatch, later):
    monkeypatch.setattr(models, "MOST_A_DAY", 2)
    first, second = write(journey, "One"), write(journey, "Two")
    first.delete()
    with pytest.raises(Refused, match="Within one day"):
        write(journey, "Three")
    assert write(journey, "Two").id == second.id, "a double tap is nothing new"
    assert first.restore().deleted_at is None, "and neither is an undo"
    later(days=1, seconds=1)
    assert write(journey, "Three").changed


# --- twice ---------------------------------------------------------------------------------------------------------------


def test_a_double_tap_is_one_moment(journey, later):
    first, second = write(journey), write(journey)
    assert first.id == second.id and not second.changed
    assert write(journey, day=times.today() - timedelta(days=1)).id != first.id
    later(seconds=31)
    assert write(journey).id != first.id


@pytest.mark.parametrize("other", [{"kind": "challenge"}, {"tags": ["gate"]}])
def test_the_same_words_of_another_kind_are_another_moment(journey, other):
    assert write(journey).id != write(journey, **other).id and JournalEntry.count(journey) == 2


def test_a_form_that_comes_back_later_is_one_moment(journey, later):
    key = str(uuid4())
    first = write(journey, key=key)
    later(minutes=40)
    again = write(journey, key=key)
    assert again.id == first.id and not again.changed and JournalEntry.count(journey) == 1


def test_two_forms_with_the_same_words_are_two_moments(journey):
    assert write(journey, key=str(uuid4())).id != write(journey, key=str(uuid4())).id


def test_a_form_that_comes_back_with_other_words_is_a_moment_of_its_own(journey):
    key = str(uuid4())
    first, other = write(journey, key=key), write(journey, "She waved", key=key)
    assert first.id != other.id and write(journey, "She waved", key=key).id == other.id
    assert write(journey, "She waved", kind="progress", key=key).changed and JournalEntry.count(journey) == 3


def test_what_was_deleted_is_written_again_even_by_the_same_form(journey):
    key = str(uuid4())
    first = write(journey, key=key).delete()
    assert write(journey, key=key).id != first.id and JournalEntry.count(journey) == 1


@pytest.mark.parametrize("with_key", [None, True], ids=["keyless", "keyed"])
def test_taps_at_the_same_moment_are_one_moment(app, dana, entries, counted, with_key):
    def tap(_):
        with app.app_context(), transaction():
            return write(db.session.get_one(Journey, dana.session_id), key=key).id

    key = with_key and str(uuid4())
    with ThreadPoolExecutor(4) as thumbs:
        assert len(set(thumbs.map(tap, range(8)))) == len(entries()) == counted() == 1


def test_a_job_that_runs_again_writes_nothing_new_and_brings_nothing_back(journey, later):
    said = {"message": str(uuid4())}
    first = write(journey, source=said)
    first.delete()
    later(minutes=5)
    assert write(journey, source=said).id == first.id and JournalEntry.count(journey) == 0
    assert write(journey, source={"message": str(uuid4())}).id != first.id


def test_what_was_deleted_may_be_written_again_at_once(journey):
    first = write(journey).delete()
    assert write(journey).id != first.id


# --- in better words -----------------------------------------------------------------------------------------------------


def test_better_words_over_the_ones_that_were_seen(journey):
    entry = write(journey)
    entry.rewrite("In better words", "challenge", ["gate"], times.today() - timedelta(days=2), 1)
    assert (entry.content, entry.kind, entry.version) == ("In better words", "challenge", 2)
    assert entry.rewrite("In better words", "challenge", ["gate"], entry.day, 1).version == 2, "the same form twice"
    with pytest.raises(Conflict):
        entry.rewrite("From another tab", "challenge", ["gate"], entry.day, 1)
    assert entry.content == "In better words"


def test_a_deleted_moment_is_not_rewritten(journey):
    entry = write(journey).delete()
    with pytest.raises(Refused, match="no longer here"):
        entry.rewrite("Back", "challenge", [], None, 1)


# --- gone, and back ------------------------------------------------------------------------------------------------------


def test_undo_within_ten_minutes_and_not_after(journey, later):
    entry = write(journey).delete()
    later(minutes=9, seconds=50)
    assert entry.restore().deleted_at is None and entry.content == GATE
    entry.delete()
    later(minutes=20)
    with pytest.raises(Refused, match="ten minutes"):
        entry.restore()
    assert JournalEntry.of(journey) == [] and JournalEntry.just_deleted(journey) == []


def test_the_sweeper_takes_the_words_and_only_then(app, wrote, entries, later):
    wrote("Stays"), wrote("Goes", tags=["gan"], source={"message": "1"})
    with app.app_context(), transaction():
        db.session.scalar(db.select(JournalEntry).where(JournalEntry.content == "Goes")).delete()
    with app.app_context():
        jobs.sweep()
    assert {one.content for one in entries()} == {"Stays", "Goes"}
    later(minutes=11)
    with app.app_context():
        jobs.sweep()
        jobs.sweep()
    assert [(one.content, one.tags, one.source) for one in entries() if one.deleted_at] == [("", [], {})]
    assert [one.content for one in entries() if not one.deleted_at] == ["Stays"]


def test_a_day_later_the_row_is_gone_too(app, wrote, entries, later):
    wrote("Stays"), wrote("Goes")
    with app.app_context(), transaction():
        db.session.scalar(db.select(JournalEntry).where(JournalEntry.content == "Goes")).delete()
    for passed, rows in (({"minutes": 11}, 2), ({"hours": 23}, 2), ({"hours": 24, "seconds": 5}, 1)):
        later(**passed)
        with app.app_context():
            jobs.sweep()
        assert len(entries()) == rows, passed
    assert entries()[0].content == "Stays"


def test_a_row_that_is_gone_when_it_is_locked_is_no_longer_here(app, dana, wrote):
    entry = wrote()
    with app.app_context(), transaction():
        found = db.session.get_one(JournalEntry, entry)
        db.session.execute(db.delete(JournalEntry), execution_options={"synchronize_session": False})
        for verb in (found.delete, found.restore, lambda: found.rewrite("Other words", "progress", [], None, 1)):
            with pytest.raises(Refused, match="no longer here"):
                verb()


def test_danger_leaves_with_the_words(app, wrote, entries, later):
    entry = wrote("I am afraid of what I might do to her")
    with app.app_context(), transaction():
        db.session.get_one(JournalEntry, entry).delete()
    later(minutes=11)
    with app.app_context():
        jobs.sweep()
    assert [(one.content, one.alert) for one in entries()] == [("", "")]


def test_the_sweeper_looks_at_deleted_moments_only(app, wrote):
    wrote()
    asked = []
    note = lambda _c, _k, statement, values, *rest: asked.append((statement, values))  # noqa: E731
    with app.app_context(), transaction(writing=False):
        event.listen(db.engine, "before_cursor_execute", note)
        assert JournalEntry.erase_deleted() == 0
        event.remove(db.engine, "before_cursor_execute", note)
        lite = db.engine.dialect.name == "sqlite"
        if not lite:
            db.session.execute(db.text("SET LOCAL enable_seqscan = off"))  # so small a table would be read whole
        ((statement, values),) = [one for one in asked if one[0].startswith("SELECT")]
        explain = "EXPLAIN QUERY PLAN" if lite else "EXPLAIN"
        plan = str(db.session.connection().exec_driver_sql(f"{explain} {statement}", values).all())
    assert re.search(r"ix_journal_entries_(deleted|undo)", plan) and "SCAN journal_entries" not in plan


def test_the_worker_sweeps_the_journal():
    assert "chitta.journal.jobs.sweep" in SWEEPERS


# --- reading -------------------------------------------------------------------------------------------------------------


def test_the_newest_day_first_page_after_page(journey):
    today = times.today()
    for place, ago in enumerate((3, 0, 1, 1, 0, 2)):
        write(journey, f"{place}", day=today - timedelta(days=ago))
    first = JournalEntry.of(journey, size=4)
    rest = JournalEntry.of(journey, before=first[-1], size=4)
    assert [one.content for one in first + rest] == ["4", "1", "3", "2", "5", "0"]


def test_danger_is_heard_for_a_day(journey, later):
    entry, calm = write(journey, "I am afraid of what I might do to her"), write(journey, "She sang")
    assert "child_harm" in entry.alerts and not calm.alerts
    later(days=1, minutes=1)
    assert not entry.alerts


def test_danger_is_listened_for_once_when_it_is_written(app, wrote, entries, monkeypatch):
    entry = wrote("I am afraid of what I might do to her")
    monkeypatch.setattr(models, "read", lambda words: pytest.fail("read again"))
    assert entries()[0].alerts == ("child_harm",)
    monkeypatch.undo()
    with app.app_context(), transaction():
        db.session.get_one(JournalEntry, entry).rewrite("She sang", "progress", [], None, 1)
    assert not entries()[0].alerts


def test_danger_written_before_it_was_kept_beside_the_words_is_heard(journey):
    entry = write(journey, "I am afraid of what I might do to her")
    entry.alert = None
    assert entry.alerts == ("child_harm",)


def test_only_the_newest_deleted_can_be_seen_to_come_back(journey, later):
    for place in range(33):
        later(seconds=place)
        write(journey, f"moment {place}").delete()
    gone = [one.content for one in JournalEntry.just_deleted(journey)]
    assert sorted(gone) == sorted(f"moment {place}" for place in range(3, 33))


def test_another_journey_sees_and_counts_none_of_it(app, dana, ruth, wrote):
    wrote()
    with app.app_context(), transaction(writing=False):
        theirs = db.session.get_one(Journey, ruth.session_id)
        assert JournalEntry.of(theirs) == [] and JournalEntry.count(theirs) == 0


def test_the_trail_knows_the_deed_and_not_the_words(app, dana, wrote):
    dana.post(f"/journal/{wrote()}/delete")
    with app.app_context(), transaction(writing=False):
        (deed,) = db.session.scalars(db.select(Deed).where(Deed.verb == "journal.delete"))
        assert (deed.actor_id, deed.subject) == (dana.user_id, "journal_entries")
