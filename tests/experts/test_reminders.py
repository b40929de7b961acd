"""A letter the day before a meeting: once, by day, and not about one that was called off."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from chitta.accounts.models import OutgoingLetter, User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.experts import reminding
from chitta.experts.models import Expert, ExpertMatch
from chitta.journey.models import Journey

TODAY = times.today_at(times.HOME)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def meeting(app, dana, expert):
    """Dana meets Dr. Levi tomorrow at noon; she said so long ago."""
    levi = expert()
    with app.app_context(), transaction():
        match = ExpertMatch.keep(Journey.locked(dana.session_id), db.session.get(Expert, levi.id))
        match.schedule(TOMORROW, time(12), "Kindergarten", "Bring the hearing check")
        match.scheduled_at = times.now() - timedelta(days=3)
        return match.id


@pytest.fixture
def at(app):
    """The sweeper comes by at this hour of Dana's day; what it wrote."""

    def at(hour, minute=0):
        with app.app_context(), transaction():
            reminding.take_back()
            reminding.remind(datetime.combine(TODAY, time(hour, minute), times.HOME_ZONE))
        return letters(app)

    return at


def letters(app):
    with app.app_context(), transaction(writing=False):
        return [(one.kind, one.path) for one in db.session.scalars(db.select(OutgoingLetter)) if one.kind == "meeting"]


def change(app, meeting, deed):
    with app.app_context(), transaction():
        deed(db.session.get(ExpertMatch, meeting))


def test_dana_is_reminded_once_of_tomorrows_meeting(app, dana, meeting, at):
    wanted = [("meeting", f"/sessions/{dana.session_id}/view/summary")]
    assert at(10) == wanted and at(11) == wanted
    assert dana.get(wanted[0][1]).status_code == 200


@pytest.mark.parametrize("hour", [0, 8, 21, 23])
def test_nobody_is_written_to_at_night(meeting, at, hour):
    assert at(hour) == []


def test_the_hour_is_the_familys_own(app, dana, meeting, at):
    with app.app_context(), transaction():
        db.session.get(User, dana.user_id).time_zone = "America/New_York"
    assert at(10) == []


def test_whoever_just_fixed_it_knows_it(app, meeting, at):
    ten = datetime.combine(TODAY, time(10), times.HOME_ZONE)
    change(app, meeting, lambda match: setattr(match, "scheduled_at", ten - timedelta(minutes=5)))
    assert at(10) == [] and len(at(12)) == 1


def test_one_that_is_called_off_is_not_written_about_and_a_waiting_letter_goes(app, meeting, at):
    assert len(at(10)) == 1
    change(app, meeting, lambda match: match.back())
    assert at(10, 1) == [] and at(11) == []


def test_one_that_is_moved_is_told_again_on_its_own_day(app, meeting, at):
    assert len(at(10)) == 1
    change(app, meeting, lambda match: match.schedule(TOMORROW + timedelta(days=2), time(12), "Kindergarten", ""))
    assert at(10, 1) == []
    change(app, meeting, lambda match: match.schedule(TOMORROW, time(16), "Kindergarten", ""))
    change(app, meeting, lambda match: setattr(match, "scheduled_at", times.now() - timedelta(days=2)))
    assert len(at(12)) == 1


def test_two_sweepers_write_one_letter(app, meeting):
    ten = datetime.combine(TODAY, time(10), times.HOME_ZONE)
    with app.app_context(), transaction():
        found = ExpertMatch.tomorrow(ten)
        assert reminding.remind(ten) == 1
        assert not reminding._told(found[0], ten)
