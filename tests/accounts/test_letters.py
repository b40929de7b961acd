"""Letters leave after the commit, once, whatever dies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chitta.accounts import jobs
from chitta.accounts.letters import WORDS
from chitta.accounts.models import KINDS, OneTimeToken, OutgoingLetter, User
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
        claimed = db.update(OutgoingLetter).where(OutgoingLetter.claimed_at.is_not(None))
        db.session.execute(claimed.values(claimed_at=past))


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


def test_a_letter_that_could_not_leave_is_tried_again(app, dana, post, monkeypatch):
    letter = write(app, dana, "reset")

    def down(_letter):
        raise MailError("SMTPServerDisconnected")

    with monkeypatch.context() as broken, app.app_context(), pytest.raises(MailError):
        broken.setattr(app.extensions["mail"], "send", down)
        jobs.deliver(str(letter))
    sweep(app)
    assert post() == []
    aged(app, 61)
    sweep(app)
    assert len(post()) == 1


def test_a_killed_postman_leaves_it_to_the_next(app, dana, post):
    letter = write(app, dana)
    with app.app_context(), transaction():
        assert OutgoingLetter.claim(letter)
        assert OutgoingLetter.claim(letter) is None
    aged(app, 61)
    sweep(app)
    assert len(post()) == 1


def test_after_a_day_it_is_given_up_and_after_an_hour_for_a_password(app, dana, post):
    write(app, dana, "reset")
    aged(app, 3700)
    sweep(app)
    assert post() == []
    write(app, dana)
    aged(app, 25 * 3600)
    sweep(app)
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(OutgoingLetter)) == 0


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
