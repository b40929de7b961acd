"""Omer sees that letters leave, and decides about those that were given up. He reads none of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chitta.accounts.models import OutgoingLetter, User
from chitta.admin import outbox
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction


@pytest.fixture
def letter(app, dana):
    """A letter to Dana, with what is said of it; its id."""

    def letter(kind="films", **about):
        with app.app_context(), transaction():
            one = OutgoingLetter.write(
                kind, "dana@example.org", db.session.get(User, dana.user_id), "/sessions/secret-path"
            )
            for name, value in about.items():
                setattr(one, name, value)
            return one.id

    return letter


def row(app, letter_id) -> OutgoingLetter | None:
    with app.app_context():
        return db.session.get(OutgoingLetter, letter_id)


def test_omer_sees_kind_state_and_two_letters_of_the_mailbox(omer, letter):
    letter(), letter("reset", given_up_at=times.now(), reason="SMTPServerDisconnected", tries=9)
    page = omer.get("/admin/letters").text
    assert "d…@e…" in page and "SMTPServerDisconnected" in page and "A new password for Chitta" in page
    for secret in ("dana@example.org", "Dana", "secret-path", "/reset/"):
        assert secret not in page


def test_where_the_files_lie_is_said_and_they_are_not_shown(app, omer):
    page = omer.get("/admin/letters").text
    assert str(app.extensions["mail"].folder) in page and ".eml" not in page


def test_a_letter_that_was_given_up_is_tried_again(app, omer, letter, work):
    one = letter(given_up_at=times.now(), reason="OSError", tries=9)
    assert 'id="part-mail" data-status="failed"' in omer.get("/admin").text
    assert omer.post(f"/admin/letters/{one}/again").status_code == 303
    assert work() == 1 and row(app, one).sent_at
    assert omer.post(f"/admin/letters/{one}/again").status_code == 422
    with app.app_context():
        assert db.session.scalars(db.select(Deed).where(Deed.verb == "desk.letter.again")).one().subject_id == one


def test_a_letter_that_was_given_up_is_taken_back(app, omer, letter):
    one = letter(given_up_at=times.now())
    assert omer.post(f"/admin/letters/{one}/forget").status_code == 303 and row(app, one) is None


def test_a_letter_on_its_way_is_not_omer_s_to_stop(app, omer, letter):
    one = letter()
    assert omer.post(f"/admin/letters/{one}/forget").status_code == 422
    assert omer.post(f"/admin/letters/{one}/again").status_code == 422 and row(app, one)


def test_a_letter_of_no_use_any_more_is_not_tried_again(omer, letter):
    one = letter("reset", given_up_at=times.now(), until=times.now() - timedelta(minutes=1))
    page = omer.get("/admin/letters").text
    assert "of no use any more" in page and f"{one}/again" not in page
    assert omer.post(f"/admin/letters/{one}/again").status_code == 422


@pytest.mark.parametrize(
    ("about", "state"),
    [
        ({"sent_at": times.now()}, "sent"),
        ({"given_up_at": times.now(), "reason": "OSError"}, "given_up"),
        ({"reason": "OSError", "due_at": times.now() + timedelta(hours=1)}, "resting"),
        ({"due_at": times.now() + timedelta(hours=1)}, "later"),
        ({}, "waiting"),
    ],
)
def test_how_far_a_letter_is(about, state):
    assert outbox.state(OutgoingLetter(kind="films", **{"reason": "", **about})) == state


def test_earlier_letters_are_a_page_away(omer, letter, monkeypatch):
    monkeypatch.setattr(outbox, "PAGE", 1)
    monkeypatch.setattr(outbox.listed, "__defaults__", (2,))
    letter("films"), letter("report", created_at=times.now() + timedelta(seconds=1))
    page = omer.get("/admin/letters").text
    assert "report is ready" in page and "films at Chitta" not in page
    older = page.split("/admin/letters?before=")[1].split('"')[0]
    assert "films at Chitta" in omer.get(f"/admin/letters?before={older}").text
