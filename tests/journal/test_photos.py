"""One photo at a moment: drawn anew before it is kept, replaced, taken away, gone with its words; nobody else's."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from chitta.accounts.models import User
from chitta.core.db import db, transaction
from chitta.journal import jobs
from chitta.journal.models import JournalEntry
from chitta.uploads import jobs as uploads
from chitta.uploads.models import Upload
from tests.gateways.papers import making
from tests.people import HX

pytestmark = pytest.mark.usefixtures("remembered")

GATE = "She let go of my hand at the gate"


class Album:
    """What of photos lies in the storage, and how one is sent."""

    def __init__(self, app: Any) -> None:
        self.app, self.storage = app, app.extensions["storage"]
        self.storage.delete_all("families/")

    def send(self, who: Any, path: str, photo: bytes, content: str = GATE, headers: Any = None, **more: Any) -> Any:
        """As a browser sends a form; encoded here: the test client leaves large bodies in files that nobody closes."""
        file = FileStorage(io.BytesIO(photo), "IMG_1.jpg" if photo else "")
        fields = {"csrf_token": who.token(), "kind": "observation", "content": content, "photo": file, **more}
        edge, body = encode_multipart(fields)
        return who.client.post(path, data=body, content_type=f"multipart/form-data; boundary={edge}", headers=headers)

    @property
    def files(self) -> list[str]:
        return sorted(self.storage.keys("families/"))

    def sweep(self) -> None:
        with self.app.app_context():
            jobs.sweep()
            uploads.sweep()


@pytest.fixture
def album(app):
    return Album(app)


@pytest.fixture
def journal(dana):
    return f"/sessions/{dana.session_id}/journal"


@pytest.fixture
def held(album, dana, journal, entries):
    """Dana's moment with a photo."""
    assert album.send(dana, journal, making.placed_jpeg()).status_code == 303
    (entry,) = entries()
    return entry


def seen(who, entry):
    """The photo as the browser gets it."""
    return who.client.get(f"/journal/{entry.id}/photo", follow_redirects=True)


@pytest.mark.parametrize(
    "photo",
    [making.turned_jpeg, making.heic, lambda: making.saved(making.halves(), "PNG")],
    ids=["jpeg", "heic", "png"],
)
def test_a_photo_stands_in_its_moment(album, dana, journal, entries, photo):
    assert album.send(dana, journal, photo(), headers=HX).status_code == 200
    (entry,) = entries()
    picture = Image.open(io.BytesIO(seen(dana, entry).data))
    assert picture.format == "JPEG" and picture.size == (entry.photo_width, entry.photo_height)
    page = dana.get(journal).text
    assert f'src="/journal/{entry.id}/photo?v=' in page and f'alt="Photo: {GATE}"' in page and 'loading="lazy"' in page


def test_where_and_when_it_was_taken_is_gone(album, dana, held):
    answer = seen(dana, held)
    assert (
        b"Secret" not in answer.data
        and b"Exif" not in answer.data
        and not Image.open(io.BytesIO(answer.data)).getexif()
    )
    assert "no-store" in answer.headers["Cache-Control"] and len(album.files) == 1


@pytest.mark.parametrize(
    ("photo", "sentence"),
    [
        (making.huge_png, "more dots than can be opened here"),
        (making.gif, "not a photo that can be opened here"),
        (lambda: b"%PDF-1.7 letter", "not a photo that can be opened here"),
        (lambda: making.placed_jpeg()[:900], "damaged or was cut off"),
        (lambda: b"\xff\xd8\xff" + bytes(10 << 20), "larger than 10 MB"),
    ],
    ids=["bomb", "gif", "pdf", "cut", "large"],
)
def test_what_is_no_photo_is_told_at_its_field_and_the_words_stay(album, dana, journal, entries, photo, sentence):
    answer = album.send(dana, journal, photo())
    assert answer.status_code == 422 and sentence in answer.text and f">{GATE}</textarea>" in answer.text
    assert not entries() and not album.files


def test_a_photo_beside_words_that_are_refused_has_to_be_chosen_again(album, dana, journal, entries):
    answer = album.send(dana, journal, making.placed_jpeg(), "")
    assert answer.status_code == 422 and "choose the photo again" in answer.text and not album.files and not entries()


def test_another_photo_takes_its_place_and_the_old_one_leaves(album, dana, held, entries):
    before = album.files
    path = f"/journal/{held.id}/edit"
    assert "Another photo in its place" in dana.get(path).text
    assert (
        album.send(dana, path, making.saved(Image.new("RGB", (30, 50)), "PNG"), version=held.version).status_code == 303
    )
    album.sweep()
    (entry,) = entries()
    assert (entry.photo_width, entry.photo_height, entry.version) == (30, 50, held.version + 1)
    assert len(album.files) == 1 and album.files != before and seen(dana, entry).status_code == 200


def test_other_words_leave_the_photo_and_a_tick_takes_it_away(album, dana, held, entries):
    path = f"/journal/{held.id}/edit"
    album.send(dana, path, b"", "She waved at the gate", version=held.version)
    assert entries()[0].photo_id == held.photo_id
    album.send(dana, path, b"", "She waved at the gate", version=held.version + 1, photo_away="y")
    album.sweep()
    assert entries()[0].photo_id is None and not album.files and seen(dana, held).status_code == 404


def test_over_words_that_were_changed_meanwhile_it_is_not_kept(album, dana, held, entries):
    dana.post(f"/journal/{held.id}/edit", {"kind": "progress", "content": "Other words", "version": str(held.version)})
    answer = album.send(dana, f"/journal/{held.id}/edit", making.turned_jpeg(), version=held.version)
    album.sweep()
    assert answer.status_code == 409 and "choose the photo again" in answer.text
    assert entries()[0].photo_id == held.photo_id and len(album.files) == 1


def test_it_goes_with_its_moment_once_the_undo_has_passed(album, dana, held, later, entries):
    dana.post(f"/journal/{held.id}/delete")
    album.sweep()
    assert seen(dana, held).status_code == 404 and len(album.files) == 1
    dana.post(f"/journal/{held.id}/restore")
    assert seen(dana, held).status_code == 200
    dana.post(f"/journal/{held.id}/delete")
    later(minutes=11)
    album.sweep()
    assert not album.files and entries()[0].photo_id is None


def test_the_same_form_twice_is_one_moment_and_one_photo(album, dana, journal, entries):
    key = "0b8c6a52-6f3d-4a50-9c3e-1d2e3f405060"
    for _ in range(2):
        album.send(dana, journal, making.placed_jpeg(), key=key)
    album.sweep()
    assert len(entries()) == 1 and len(album.files) == 1 and seen(dana, entries()[0]).status_code == 200


def test_ruth_gets_nothing_of_it(ruth, held):
    assert seen(ruth, held).status_code == 404


def test_the_uploader_does_not_bring_photos_past_the_fence(app, dana):
    wish = {"purpose": "photo", "session": str(dana.session_id), "name": "a.jpg", "size": 9, "details": {"width": "9"}}
    answer = dana.client.post("/uploads", json=wish, headers={"X-CSRFToken": dana.token()})
    assert answer.status_code == 422 and "through the journal" in answer.text
    with app.app_context(), transaction(writing=False):
        assert db.session.scalar(db.select(db.func.count()).select_from(Upload)) == 0


def test_a_sample_family_takes_no_photo(app, album, dana, journal, entries, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"demo": True}))
    with app.app_context(), transaction():
        db.session.get(User, dana.user_id).demo = "first-en"
    assert 'type="file"' not in dana.get(journal).text
    answer = album.send(dana, journal, making.placed_jpeg())
    assert answer.status_code == 422 and "belongs to everybody who looks in" in answer.text
    assert not entries() and not album.files


def test_a_process_killed_before_the_moment_was_written_leaves_no_photo(app, album, held, later):
    with app.app_context(), transaction():
        db.session.execute(db.delete(JournalEntry))
        db.session.execute(db.update(Upload).values(status="completing", ended_at=None, outcome=None))
    album.sweep()
    assert len(album.files) == 1
    later(hours=2)
    for _ in range(2):
        album.sweep()
    assert not album.files
