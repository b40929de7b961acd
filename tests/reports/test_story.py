"""A version's story: asked for once, written once whatever is killed, and found again by the sweeper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.leasing import LEASE
from chitta.gateways.streams import live
from chitta.journey.facts import (
    ArtifactCounted,
    ChildDescribed,
    Disputed,
    FilmingChosen,
    GoOn,
    Observed,
    StageChosen,
    Withdrawn,
)
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.reports import jobs, models, writing
from chitta.reports.models import MOST_ATTEMPTS, Report
from chitta.worker import SWEEPERS

SINGS = Observed(kind="strength", domain="motor", text="Sings all day")
ALONE = Observed(kind="concern", domain="social_play", text="Plays alone", example="At the birthday")
CLIPS = Artifact(type="videos", count=1, total=3)


def sweep(app):
    with app.app_context():
        jobs.sweep()


def ask(app, person):
    with app.app_context(), transaction():
        return Report.ask(Journey.locked(person.session_id)).id


def write(app, report_id):
    with app.app_context():
        writing.write(report_id, app.extensions["streams"])


def set_row(app, report_id, **values):
    with app.app_context(), transaction():
        db.session.execute(update(Report).where(Report.id == report_id).values(**values))


def facts(app, person):
    return [fact for _, fact in app.extensions["streams"].since(live(person.session_id), "0-0")]


def test_asked_twice_while_one_waits_it_is_that_one(app, dana, versions):
    assert ask(app, dana) == ask(app, dana)
    assert [one.status for one in versions()] == ["waiting"]


def test_it_is_written_frozen_counted_and_told(app, dana, learned, versions, state):
    (sings,) = learned(SINGS)
    report = ask(app, dana)
    write(app, report)
    (one,) = versions()
    assert (one.status, one.version, one.engine, one.language) == ("ready", 1, "built-in", "en")
    assert [source.id for source in one.letter.sources] == [sings] and one.ready_at and one.lease_until is None
    assert state().artifact("parent_report") == Artifact(
        type="parent_report", count=1, status="ready", metadata={"early": True}
    )
    assert "parent_report" in state().completed_milestones
    assert facts(app, dana)[-1]["kind"] == "changed" and "deck" in facts(app, dana)[-1]["what"]
    with app.app_context(), transaction(writing=False):
        assert db.session.scalar(select(Deed.verb).where(Deed.subject_id == report)) == "report.written"


def test_nothing_new_is_no_new_version(app, dana, learned, versions):
    learned(SINGS)
    write(app, ask(app, dana))
    assert ask(app, dana) == versions()[0].id and len(versions()) == 1


@pytest.mark.parametrize("news", [ALONE, ChildDescribed(name="Noga"), ArtifactCounted(artifact=CLIPS)])
def test_something_new_is_a_new_version_and_the_old_one_stays(app, dana, learned, versions, news):
    learned(SINGS)
    write(app, ask(app, dana))
    before = versions()[0].content
    learned(news)
    write(app, ask(app, dana))
    assert [(one.version, one.status) for one in versions()] == [(2, "ready"), (1, "ready")]
    assert versions()[1].content == before


def test_a_letter_leaves_out_what_dana_does_not_agree_with(app, dana, learned, versions):
    (sings,) = learned(SINGS)
    learned(Disputed(observation_id=sings))
    write(app, ask(app, dana))
    assert "Sings" not in str(versions()[0].content)


def test_words_deleted_later_leave_every_version(app, dana, learned, versions):
    (sings,) = learned(SINGS)
    write(app, ask(app, dana))
    learned(ALONE)
    write(app, ask(app, dana))
    learned(Withdrawn(observation_id=sings))
    assert len(versions()) == 2 and not any("Sings" in str(one.content) for one in versions())
    assert "Plays alone" in str(versions()[0].content)


def test_rung_twice_it_is_written_once(app, dana, versions, state):
    report = ask(app, dana)
    write(app, report)
    ready = versions()[0].ready_at
    write(app, report)
    assert versions()[0].ready_at == ready and versions()[0].attempt == 1


@pytest.mark.parametrize("step", ["rung", "claimed"])
def test_a_killed_writer_is_made_good_within_a_minute(app, dana, heavy, versions, step):
    report = ask(app, dana)
    if step == "claimed":
        with app.app_context(), transaction():
            assert Report.claim(report)
    heavy()
    sweep(app)
    heavy()
    assert versions()[0].status == ("writing" if step == "claimed" else "waiting")  # too early to take it over
    assert timedelta(seconds=60) > LEASE + 2 * jobs.FORGOTTEN
    past = times.now() - LEASE
    set_row(app, report, created_at=past, lease_until=past - LEASE if step == "claimed" else None)
    sweep(app)
    assert heavy() == 1
    assert [(one.version, one.status) for one in versions()] == [(1, "ready")]


def test_killed_between_composing_and_commit_nothing_is_half_written(app, dana, learned, versions, state, monkeypatch):
    learned(SINGS)
    report = ask(app, dana)
    monkeypatch.setattr(Deed, "note", lambda *some: 1 / 0)
    write(app, report)
    assert versions()[0].status == "waiting" and not versions()[0].content and not state().has("parent_report")
    monkeypatch.undo()
    write(app, report)
    assert versions()[0].status == "ready" and versions()[0].attempt == 2


def test_a_worker_that_was_thought_dead_cannot_write_any_more(app, dana, versions):
    report = ask(app, dana)
    with app.app_context(), transaction():
        old = Report.claim(report).attempt
    set_row(app, report, lease_until=times.now() - LEASE)
    write(app, report)
    with app.app_context(), transaction():
        assert not Report.step(report, old, "failed")
    assert versions()[0].status == "ready"


def test_five_failures_are_told_and_can_be_tried_again(app, dana, versions, monkeypatch):
    report = ask(app, dana)
    monkeypatch.setitem(writing.WRITERS, "parent", lambda report, journey: 1 / 0)
    for _ in range(MOST_ATTEMPTS):
        assert versions()[0].status == "waiting"
        write(app, report)
    assert (versions()[0].status, versions()[0].error) == ("failed", "broken")
    page = dana.get(f"/reports/{report}").text
    assert "could not be written" in page and 'data-status="failed"' in page and "Try again" in page
    monkeypatch.undo()
    dana.post(f"/sessions/{dana.session_id}/reports")
    write(app, report)
    assert [(one.version, one.status) for one in versions()] == [(1, "ready")]


def test_one_that_kills_every_worker_is_given_up(app, dana, versions):
    report = ask(app, dana)
    set_row(app, report, status="writing", attempt=MOST_ATTEMPTS, lease_until=times.now() - LEASE)
    write(app, report)
    assert versions()[0].status == "failed"


# --- when it is written ---------------------------------------------------------------------------------------------------


def test_going_on_without_filming_brings_the_letter_and_the_next_stage(app, dana, learned, heavy, versions, state):
    learned(SINGS, ALONE, FilmingChosen(choice="declined"))
    assert not versions()
    learned(StageChosen(stage="analysis"))
    assert state().journey_stage == "analysis" and versions()[0].status == "waiting"
    assert heavy() == 1
    assert state().journey_stage == "report_ready" and len(versions()) == 1


def test_films_are_waited_for(app, dana, learned, heavy, versions, state):
    learned(SINGS, ArtifactCounted(artifact=CLIPS), GoOn(), StageChosen(stage="analysis"))
    sweep(app)
    assert not versions() and heavy() == 0
    learned(ArtifactCounted(artifact=Artifact(type="analysis", count=1, total=1)))
    sweep(app)
    assert heavy() == 1 and state().journey_stage == "report_ready"


def test_a_bell_that_was_lost_is_no_dead_end(app, dana, learned, heavy, versions, state, monkeypatch):
    monkeypatch.setattr(Journey, "arrived_hooks", [])
    learned(GoOn(), StageChosen(stage="analysis"))
    assert not versions()
    sweep(app)
    assert heavy() == 1 and state().journey_stage == "report_ready"
    sweep(app)
    assert heavy() == 0 and len(versions()) == 1


def test_coming_back_with_nothing_new_goes_on_to_the_last_letter(app, dana, learned, heavy, versions, state):
    learned(SINGS, GoOn(), StageChosen(stage="analysis"))
    heavy()
    learned(StageChosen(stage="analysis"))
    assert state().journey_stage == "report_ready" and len(versions()) == 1
    learned(ALONE, StageChosen(stage="analysis"))
    assert state().journey_stage == "analysis"
    heavy()
    assert state().journey_stage == "report_ready" and len(versions()) == 2


def test_a_journey_that_raises_does_not_stop_the_others(app, dana, amir, monkeypatch):
    monkeypatch.setattr(Journey, "arrived_hooks", [])
    for person in (dana, amir):
        with app.app_context(), transaction():
            journey = Journey.locked(person.session_id)
            journey.learn(GoOn())
            journey.learn(StageChosen(stage="analysis"))
    first, ask_for = overlooked_now(app)[0], Report.ask
    monkeypatch.setattr(Report, "ask", lambda journey, *_: 1 / 0 if journey.id == first else ask_for(journey))
    sweep(app)
    with app.app_context(), transaction(writing=False):
        asked = set(db.session.scalars(select(Report.session_id)))
    assert asked == {dana.session_id, amir.session_id} - {first}


def overlooked_now(app):
    with app.app_context(), transaction(writing=False):
        return list(models.overlooked())


def test_many_families_whose_films_are_watched_do_not_hide_one_whose_letter_is_due(app, dana, amir, monkeypatch):
    monkeypatch.setattr(Journey, "arrived_hooks", [])
    monkeypatch.setattr(models, "SCANNED", 2)
    with app.app_context(), transaction():
        child = Journey.locked(dana.session_id).child
        for _ in range(7):
            Journey.open(child).learn(ArtifactCounted(artifact=CLIPS))
        waiting = list(db.session.scalars(select(Journey).where(Journey.child_id == child.id)))
        for journey in waiting:
            journey.closed_at = None
            journey.learn(GoOn())
            journey.learn(StageChosen(stage="analysis"))
        hers = Journey.locked(amir.session_id)
        hers.learn(GoOn())
        hers.learn(StageChosen(stage="analysis"))
    assert set(overlooked_now(app)) == {dana.session_id, amir.session_id}  # hers, from before, has no films


def test_one_whose_letter_waits_or_failed_is_not_overlooked(app, dana, learned, versions):
    learned(GoOn(), StageChosen(stage="analysis"))
    for status in ("waiting", "writing", "failed"):
        set_row(app, versions()[0].id, status=status)
        assert overlooked_now(app) == []


def test_reading_the_first_look_while_films_are_watched_ends_no_waiting(app, dana, learned, heavy, versions, state):
    dana.post(f"/sessions/{dana.session_id}/reports")
    heavy()
    learned(ArtifactCounted(artifact=CLIPS), GoOn(), StageChosen(stage="analysis"))
    dana.post(f"/reports/{versions()[0].id}/read")
    learned(ArtifactCounted(artifact=Artifact(type="analysis", count=0, total=1)))
    assert state().journey_stage == "analysis"
    learned(SINGS, ArtifactCounted(artifact=Artifact(type="analysis", count=1, total=1)))
    sweep(app)
    assert heavy() == 1 and state().journey_stage == "report_ready" and len(versions()) == 2


# --- the mark of what a letter was written from ---------------------------------------------------------------------------


def test_another_first_name_of_the_parent_is_a_new_version(app, dana, learned, versions):
    learned(SINGS)
    write(app, ask(app, dana))
    with app.app_context(), transaction():
        db.session.execute(update(User).where(User.id == dana.user_id).values(full_name="Daniela Levi"))
    write(app, ask(app, dana))
    assert [one.version for one in versions()] == [2, 1] and "Daniela" in versions()[0].letter.greeting


def test_a_birthday_is_a_new_version_and_a_month_is_not(app, dana, learned, monkeypatch):
    learned(SINGS, ChildDescribed(date_of_birth=date(2020, 11, 20)))

    def marked_on(day):
        monkeypatch.setattr(times, "today", lambda: day)
        with app.app_context(), transaction(writing=False):
            return models.basis(db.session.get_one(Journey, dana.session_id))

    five, later, six = marked_on(date(2026, 1, 5)), marked_on(date(2026, 11, 1)), marked_on(date(2026, 11, 27))
    assert five == later != six


def test_it_is_written_in_the_language_it_was_asked_for_in(app, dana, learned, versions):
    learned(SINGS)
    report = ask(app, dana)
    switch(app, dana, "he")
    write(app, report)
    assert versions()[0].language == versions()[0].letter.language == "en"
    write(app, ask(app, dana))  # she reads Hebrew now, so there is something new to write
    assert [(one.language, one.letter.language) for one in versions()] == [("he", "he"), ("en", "en")]


def test_asked_for_again_after_failing_it_is_in_the_language_of_now(app, dana, versions):
    report = ask(app, dana)
    set_row(app, report, status="failed")
    switch(app, dana, "he")
    write(app, ask(app, dana))
    assert (versions()[0].language, versions()[0].letter.language) == ("he", "he")


def switch(app, person, language):
    with app.app_context(), transaction():
        db.session.execute(update(User).where(User.id == person.user_id).values(language=language))


def test_a_second_letter_that_failed_leaves_the_first_to_read(app, dana, learned, heavy, versions, state, monkeypatch):
    learned(SINGS, GoOn(), StageChosen(stage="analysis"))
    heavy()
    learned(ALONE, StageChosen(stage="analysis"))
    monkeypatch.setitem(writing.WRITERS, "parent", lambda report, journey: 1 / 0)
    for _ in range(MOST_ATTEMPTS):
        write(app, versions()[0].id)
    kept = state().artifact("parent_report")
    assert (kept.count, kept.status, state().journey_stage) == (1, "failed", "analysis") and state().has(kept.type)
    monkeypatch.undo()
    dana.post(f"/sessions/{dana.session_id}/reports")
    heavy()
    kept = state().artifact("parent_report")
    assert (kept.count, kept.status, state().journey_stage) == (2, "ready", "report_ready")


def test_a_family_that_is_gone_while_the_last_try_breaks_is_no_error(app, dana, versions, monkeypatch):
    report = ask(app, dana)
    set_row(app, report, attempt=MOST_ATTEMPTS - 1)

    def gone(report, journey):
        db.session.rollback()
        db.session.execute(delete(Journey).where(Journey.id == dana.session_id))
        db.session.commit()
        raise RuntimeError("gone")

    monkeypatch.setitem(writing.WRITERS, "parent", gone)
    write(app, report)
    assert not versions()


def test_a_failed_letter_is_not_asked_for_by_the_sweeper(app, dana, learned, heavy, versions, monkeypatch):
    learned(GoOn(), StageChosen(stage="analysis"))
    set_row(app, versions()[0].id, status="failed")
    sweep(app)
    heavy()
    assert versions()[0].status == "failed"


def test_the_hooks_hang_once_and_the_sweeper_knows_the_room(app):
    assert Journey.arrived_hooks.count(jobs.write_when_due) == 1
    assert "chitta.reports.jobs.sweep" in SWEEPERS
