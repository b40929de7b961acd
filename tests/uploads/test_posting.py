"""The way without JavaScript: a plain form with a file in it, at a door of a room."""

from __future__ import annotations

import io
import tracemalloc

import pytest
from flask import Blueprint, request

from chitta import create_app
from chitta.core.db import db, transaction
from chitta.core.errors import Problem
from chitta.gateways.storage import StorageError
from chitta.journey.guards import my_journey
from chitta.uploads.models import MB, Upload
from chitta.uploads.posting import receive, roomy
from tests.people import Person
from tests.uploads.sending import content, lying, papers

room = Blueprint("scraps", __name__)
roomy(room, "bring", "scrap")


@room.post("/sessions/<uuid:session_id>/scraps")
def bring(session_id):
    try:
        upload = receive(my_journey(session_id), "scrap", request.files.get("file"), request.form)
        return {"outcome": str(upload.outcome), "of": upload.journey.child.name, "name": upload.name}
    except Problem as no:
        return {"sentence": no.sentence, "values": no.values, "typed": request.form.get("type")}, no.status


@pytest.fixture(scope="module")
def other_house(house, settings):
    app = create_app(settings)
    app.config["TESTING"] = False
    app.register_blueprint(room)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def dana(app, dana, other_house):
    """Dana, at the house with the room of scraps."""
    client = other_house.test_client()
    with dana.client.session_transaction() as before, client.session_transaction() as session:
        session.update(before)
    return Person(other_house, client, dana.user_id, dana.child_id, dana.session_id)


def send(person, body, name="ציור.pdf", **data):
    """As a browser sends a form; werkzeug's own client leaves the file it makes of a large one open."""
    fields = {"type": "letter", "csrf_token": person.token(), **data}
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    parts.append(f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
    return post(person, io.BytesIO("".join(parts).encode() + body + b"\r\n--edge--\r\n"))


def post(person, whole):
    return person.client.post(
        f"/sessions/{person.session_id}/scraps",
        input_stream=whole,
        content_length=len(whole.getbuffer()),
        content_type="multipart/form-data; boundary=edge",
    )


def test_a_file_comes_with_the_form_and_its_room_has_it(app, dana):
    body = content(3 * MB)
    answer = send(dana, body)
    assert answer.json["name"] == "ציור.pdf" and answer.json["of"] == "Noa"
    (key,) = lying(app, dana)
    assert b"".join(app.extensions["storage"].read(key)) == body
    assert papers(app) == 1


def test_a_double_tap_is_one_file(app, dana):
    assert send(dana, b"one").json["outcome"] == send(dana, b"one").json["outcome"]
    assert send(dana, b"two").json["outcome"] != send(dana, b"one").json["outcome"]
    assert papers(app) == 2


@pytest.mark.parametrize("size", [41 * MB, 60 * MB])
def test_too_much_is_a_sentence_and_what_was_typed_is_kept(app, dana, size):
    answer = send(dana, bytes(size))
    assert answer.status_code == 413 and answer.json["typed"] == "letter"
    assert "40 MB" in answer.json["sentence"] and not answer.json["values"]
    assert not lying(app, dana)


def test_far_too_much_is_not_even_read(app, dana):
    assert send(dana, bytes(110 * MB)).status_code == 413
    assert not lying(app, dana)


@pytest.mark.parametrize(
    ("body", "name", "words"),
    [(b"x", "a.exe", "PDF, TXT"), (b"", "a.txt", "empty"), (b"x", "", "Choose a file"), (b"x", "a.doc", "DOCX")],
)
def test_each_file_that_cannot_come_has_its_sentence(app, dana, body, name, words):
    answer = send(dana, body, name)
    assert answer.status_code == 422 and words in answer.json["sentence"]
    assert not lying(app, dana) and papers(app) == 0


def test_a_form_without_its_token_is_refused(app, dana):
    assert send(dana, b"x", "a.txt", csrf_token="").status_code == 403


@pytest.mark.parametrize(("kind", "words"), [("full", "no room"), ("unavailable", "does not answer")])
def test_a_storage_in_trouble_says_so_and_keeps_nothing(app, dana, monkeypatch, kind, words):
    def trouble(*_about):
        raise StorageError(kind)

    monkeypatch.setattr(dana.app.extensions["storage"], "put", trouble)
    answer = send(dana, b"one")
    assert answer.status_code == 503 and words in answer.json["sentence"]
    assert "the file was not kept" in answer.json["sentence"]
    with app.app_context(), transaction(writing=False):
        assert db.session.scalars(db.select(Upload)).one().status == "cancelled"


def test_killed_after_the_file_was_kept_the_sweeper_hands_it_over(app, dana, sweep, monkeypatch):
    from datetime import timedelta

    from chitta.core import times
    from chitta.uploads import receiving

    def killed(_id):
        raise KeyboardInterrupt

    monkeypatch.setattr(receiving, "_taken", killed)
    with pytest.raises(KeyboardInterrupt):
        send(dana, b"one")
    monkeypatch.undo()
    later = times.now() + timedelta(hours=2)
    monkeypatch.setattr(times, "now", lambda: later)
    sweep()
    assert papers(app) == 1


def test_cancelled_and_swept_while_it_is_put_away_nothing_of_it_stays(app, dana, sweep, monkeypatch):
    storage = dana.app.extensions["storage"]
    put = storage.put

    def slowly(*about):
        with app.app_context(), transaction():
            db.session.scalars(db.select(Upload)).one().cancel()
        sweep()
        return put(*about)

    monkeypatch.setattr(storage, "put", slowly)
    assert send(dana, b"one").status_code == 409 and lying(app, dana)
    sweep()
    assert not lying(app, dana) and papers(app) == 0


def test_a_large_file_takes_no_memory(dana, monkeypatch):
    bodies = []
    monkeypatch.setattr("tests.uploads.test_posting.post", lambda _person, whole: bodies.append(whole))
    for size in (1, 20 * MB, 39 * MB):  # the first loads what is loaded once
        send(dana, bytes(size))
    monkeypatch.undo()
    peaks = []
    for body in bodies:
        tracemalloc.start()
        assert post(dana, body).status_code == 200
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert max(peaks[1:]) < 6 * MB
