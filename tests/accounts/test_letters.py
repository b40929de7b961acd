"""Letters leave after the commit, once, whatever dies."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import Mock

import pytest

from chitta.accounts import jobs
from chitta.accounts.letters import WORDS
from chitta.accounts.models import FEW, KINDS, OneTimeToken, OutgoingLetter, User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways.mail import MailError
from tests.accounts.conftest import text_of


def write(app, who, kind="password"):
    with app.app_context(), transaction():
        return OutgoingLetter.write(kind, "dana@example.org", db.session.get(User, who.user_id)).id


def aged(app, seconds):
    with app.app_context(), transaction():
        past = times.now() - timedelta(seconds=seconds)
        db.session.execute(db.update(OutgoingLetter).values(created_at=past))
        for moment in (OutgoingLetter.claimed_at, OutgoingLetter.given_up_at):
            db.session.execute(db.update(OutgoingLetter).where(moment.is_not(None)).values({moment.key: past}))
        for letter in db.session.scalars(db.select(OutgoingLetter)):
            letter.due_at = letter.due_at and letter.due_at - timedelta(seconds=seconds)
            letter.until = letter.until and letter.until - timedelta(seconds=seconds)


def sweep(app):
    with app.app_context():
        jobs.sweep()


def test_every_kind_has_its_words():
    assert set(WORDS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["he", "en"])
def test_every_letter_can_be_written_in_both_languages(app, dana, post, kind, language):
    with app.app_context(), transaction():
        db.session.get(User, dana.user_id).language = language
    write(app, dana, kind)
    aged(app, 40)
    sweep(app)
    (mail,) = post()
    assert mail["Content-Language"] == language and len(text_of(mail)) > 100


def test_a_letter_whose_bell_was_lost_is_found_by_the_sweeper_and_leaves_once(app, dana, post):
    write(app, dana)
    sweep(app)
    assert post() == []  # too young to be lost
    aged(app, 40)
    for _ in range(3):
        sweep(app)
    assert len(post()) == 1
    sweep(app)
    assert post() == []


def test_two_postmen_with_one_letter_send_it_once(app, dana, post):
    letter = write(app, dana)
    with app.app_context():
        jobs.deliver(str(letter))
        jobs.deliver(str(letter))
    assert len(post()) == 1


@pytest.fixture
def closed(app, monkeypatch):
    """The mail server is down while this is open."""

    @contextmanager
    def closed(error=MailError("SMTPServerDisconnected")):  # noqa: B008
        with monkeypatch.context() as broken:
            broken.setattr(app.extensions["mail"], "send", Mock(side_effect=error))
            yield

    return closed


def left(app):
    """What the rows say of letters that are still here."""
    with app.app_context(), transaction(writing=False):
        return [(one.tries, one.reason, bool(one.given_up_at)) for one in db.session.scalars(db.select(OutgoingLetter))]


def test_a_letter_that_was_not_taken_is_tried_again_after_a_rest(app, dana, post, closed):
    letter = write(app, dana)
    with closed(), app.app_context():
        jobs.deliver(str(letter))
        assert db.session.get(OutgoingLetter, letter).reason == "SMTPServerDisconnected"
    aged(app, 40)
    sweep(app)
    assert post() == []
    aged(app, 61)
    sweep(app)
    assert len(post()) == 1 and left(app) == [(2, "", False)]


def test_the_rests_grow_to_hours(app, dana):
    letter, rests = OutgoingLetter(kind="password", tries=0), []
    for _ in range(12):
        letter.tries += 1
        letter.put_off("MailError")
        rests.append(round((letter.due_at - times.now()).total_seconds() / 60))
    assert rests == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240, 240]


def test_after_three_days_it_is_given_up_in_the_operators_sight_and_the_parents(app, dana, post, closed):
    letter = write(app, dana)
    with closed(), app.app_context():
        jobs.deliver(str(letter))
    aged(app, 3 * 24 * 3600 + 60)
    sweep(app)
    assert post() == [] and left(app) == [(1, "SMTPServerDisconnected", True)]
    assert "data-unreached" in dana.get("/settings").text
    with app.app_context(), transaction():
        assert db.session.get(OutgoingLetter, letter).again()
    aged(app, 40)
    sweep(app)
    assert len(post()) == 1
    assert "data-unreached" not in dana.get("/settings").text


def test_what_was_given_up_is_forgotten_after_two_weeks(app, dana):
    write(app, dana)
    aged(app, 3 * 24 * 3600 + 60)
    sweep(app)
    aged(app, 15 * 24 * 3600)
    sweep(app)
    assert left(app) == []


def test_an_address_that_is_none_is_given_up_at_once(app, dana, post, closed):
    letter = write(app, dana)
    with closed(ValueError("not one address")), app.app_context():
        jobs.deliver(str(letter))
    assert left(app) == [(1, "ValueError", True)]


def test_while_the_server_is_down_the_sweeper_rings_for_few(app, dana, closed):
    letters = [write(app, dana) for _ in range(8)]
    with closed(), app.app_context():
        jobs.deliver(str(letters[0]))
    aged(app, 200)
    with app.app_context(), transaction(writing=False):
        assert len(OutgoingLetter.overdue()) == FEW


def test_a_killed_postman_leaves_it_to_the_next_with_the_same_message_id(app, dana, post):
    letter = write(app, dana)
    with app.app_context(), transaction():
        assert OutgoingLetter.claim(letter)
        assert OutgoingLetter.claim(letter) is None
    aged(app, 121)
    sweep(app)
    (mail,) = post()
    assert mail["Message-ID"] == f"<{letter}@localhost>"


def test_a_link_for_a_password_is_not_sent_after_its_hour_and_then_not_again(app, dana, post):
    letter = write(app, dana, "reset")
    aged(app, 3700)
    sweep(app)
    assert post() == [] and left(app) == [(0, "", True)]
    with app.app_context(), transaction():
        assert not db.session.get(OutgoingLetter, letter).again()


def test_a_notice_goes_where_the_parent_reads_mail_by_now(app, dana, post):
    letter = write(app, dana, "films")
    with app.app_context(), transaction():
        db.session.get(User, dana.user_id).email = "levin@example.org"
    with app.app_context():
        jobs.deliver(str(letter))
    assert post()[0]["To"] == "levin@example.org"


def test_nothing_leaves_when_the_request_fails(app, dana, post):
    with app.app_context(), pytest.raises(RuntimeError), transaction():
        jobs.write_later("password", "dana@example.org", db.session.get(User, dana.user_id))
        raise RuntimeError
    assert post() == []


def test_dead_links_are_swept_away(app, dana):
    with app.app_context(), transaction():
        OneTimeToken.issue(db.session.get(User, dana.user_id), "reset", "dana@example.org")
        db.session.execute(db.update(OneTimeToken).values(expires_at=times.now() - timedelta(days=2)))
    sweep(app)
    with app.app_context():
        assert db.session.scalar(db.select(OneTimeToken)) is None
    assert dana.get("/settings").status_code == 200
