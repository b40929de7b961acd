"""The sweeper on its bad days: what it must not touch, and what must not stop it."""

from __future__ import annotations

from datetime import timedelta

from chitta.core import times
from chitta.gateways.storage import StorageError
from chitta.uploads import jobs
from chitta.uploads.models import UNTOUCHED
from tests.uploads.sending import Sender, begun, change, content, row


def test_what_moved_within_two_days_is_left_alone(app, letter, sweep):
    letter.begin()
    letter.send(1)
    change(app, letter.id, touched_at=times.now() - UNTOUCHED + timedelta(minutes=5))
    sweep()
    assert row(app, letter.id).status == "receiving" and letter.parts() == [1] and len(begun(app)) == 1


def test_a_completion_that_is_under_way_in_a_tab_is_left_to_it(app, letter, sweep):
    letter.begin()
    change(app, letter.id, status="completing", touched_at=times.now())
    sweep()
    assert row(app, letter.id).status == "completing"


def test_a_storage_that_is_away_costs_nothing_and_the_next_round_finishes(app, letter, sweep, monkeypatch):
    letter.begin()
    for number in letter.numbers:
        letter.send(number)
    change(app, letter.id, status="completing", touched_at=times.now() - timedelta(minutes=2))

    def away(*about):
        raise StorageError("unavailable")

    with monkeypatch.context() as broken:
        broken.setattr(app.extensions["storage"], "parts", away)
        sweep()
    assert row(app, letter.id).status == "completing"
    sweep()
    assert row(app, letter.id).status == "complete"


def test_one_that_cannot_be_swept_does_not_keep_the_others_lying(app, dana, sweep, monkeypatch):
    senders = [Sender(dana, content(size)) for size in (101, 102)]
    for sender in senders:
        sender.begin()
        sender.send(1)
        sender.cancel()
    storage, abort = app.extensions["storage"], app.extensions["storage"].abort
    stubborn = row(app, senders[0].id).key

    def refuses(key, multipart):
        if key == stubborn:
            raise RuntimeError("not this one")
        abort(key, multipart)

    with monkeypatch.context() as broken:
        broken.setattr(storage, "abort", refuses)
        broken.setattr("chitta.uploads.jobs._looked", float("inf"))
        with app.app_context():
            jobs.sweep()
    assert [key for key, _ in begun(app)] == [stubborn]
    sweep()
    assert not begun(app)


def test_a_log_in_that_ended_is_said_as_such_even_when_the_pages_token_went_with_it(app, letter):
    letter.begin()
    place = letter.where(1)
    letter.person.client.delete_cookie("chitta")
    said = letter.person.client.put(place["url"], data=letter.piece(1), headers={"Accept": "application/json"})
    assert (said.status_code, said.json["kind"]) == (401, "login")
