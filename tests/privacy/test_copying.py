"""A copy holds everything of a family, nothing of another, and no secret."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import signal
import zipfile
from datetime import timedelta

import pytest

from chitta.accounts.models import Login, OutgoingLetter, User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.documents.models import Document
from chitta.gateways.storage import PART, StorageError
from chitta.journey.models import Journey
from chitta.privacy import contents, copying, jobs
from chitta.privacy.models import Export
from chitta.privacy.sack import Sack
from tests.people import Person
from tests.privacy.conftest import WORD


@pytest.fixture
def copies(app, estate):
    return Copies(app, estate)


class Copies:
    """A family's copy as the storage has it."""

    def __init__(self, app, estate):
        self.app, self.estate, self.storage = app, estate, estate.storage
        self.storage.delete_all("exports/")

    def made(self, who):
        """Ask for one, have it made, open it."""
        assert who.post("/settings/export").location == "/settings/export"
        self.estate.work()
        return self.opened()

    def row(self):
        with self.app.app_context(), transaction(writing=False):
            return db.session.scalars(db.select(Export).order_by(Export.created_at.desc())).first()

    def opened(self):
        one = self.row()
        assert one.status == "ready", one.reason
        return zipfile.ZipFile(io.BytesIO(b"".join(self.storage.read(one.key))))

    def set(self, **values):
        with self.app.app_context(), transaction():
            db.session.execute(db.update(Export).values(**values))

    def sweep(self):
        with self.app.app_context():
            jobs.sweep()


def test_a_copy_holds_words_files_and_hashes_and_nothing_of_ruth(copies, estate, dana, ruth):
    estate.fill(dana)
    ruth.say("Tom builds towers")
    copy = copies.made(dana)
    assert copy.testzip() is None
    told = {name: copy.read(name).decode() for name in copy.namelist() if not name.startswith("files/")}
    assert "sings all day" in told["child-1.html"] and "sang to her brother" in told["child-1.html"]
    assert any("sings all day" in row["text"] for row in json.loads(told["data/messages.json"]))
    assert json.loads(told["data/users.json"])[0]["email"] == "dana@example.org"
    assert copy.read("files/1/a/film.mp4") == WORD.encode()
    assert json.loads(told["copy.json"])["left_out"] == contents.LEFT_OUT
    sums = dict(reversed(line.split("  ")) for line in told["SHA256SUMS"].splitlines())
    assert set(sums) == set(copy.namelist()) - {"SHA256SUMS"}
    assert all(hashlib.sha256(copy.read(name)).hexdigest() == mark for name, mark in sums.items())
    everything = "".join(told.values())
    assert "Tom" not in everything and "password_hash" not in everything and "token_hash" not in everything


def test_its_pages_are_in_the_familys_language_and_have_no_script(copies, amir):
    amir.say("<script>alert(1)</script> אורי אוהב רכבות")
    copy = copies.made(amir)
    for page in ("index.html", "child-1.html"):
        text = copy.read(page).decode()
        assert '<html lang="he" dir="rtl">' in text and "<script" not in text and "http" not in text
    assert "אורי אוהב רכבות" in copy.read("child-1.html").decode()
    links = re.findall('href="([^"]+)"', copy.read("index.html").decode() + copy.read("child-1.html").decode())
    assert set(links) <= set(copy.namelist())


def test_a_file_that_the_storage_lost_is_said_and_the_copy_is_made(app, copies, estate, dana):
    estate.files(dana)
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        about = {"type": "report", "media_type": "application/pdf", "size": 9}
        paper = Document.take(journey, name="Kindergarten letter.pdf", key=f"families/{dana.child_id}/x/file", **about)
        paper.status = "understood"
    copy = copies.made(dana)
    assert "Kindergarten letter.pdf" in copy.read("index.html").decode()
    assert copies.row().missing == 1 and "1 file could not be found" in dana.get("/settings/export").text


def test_the_page_tells_how_far_it_is_and_a_letter_says_when_it_is_ready(app, copies, dana):
    assert "Prepare a copy" in dana.get("/settings/export").text
    dana.post("/settings/export")
    assert "Being prepared" in dana.get("/settings/export", headers={"HX-Request": "true"}).text
    dana.post("/settings/export")  # a double tap
    copies.estate.work()
    page = dana.get("/settings/export").text
    assert "Ready" in page and "Download" in page
    with app.app_context(), transaction(writing=False):
        letters = db.session.scalars(db.select(OutgoingLetter).where(OutgoingLetter.kind == "export")).all()
        assert [letter.path for letter in letters] == ["/settings/export"]
        assert db.session.scalar(db.select(db.func.count()).select_from(Export)) == 1


def test_fetching_takes_the_password_and_is_for_nobody_else(app, copies, dana, ruth):
    copies.made(dana)
    door = f"/settings/export/{copies.row().id}/file"
    answer = dana.get(door)
    assert answer.status_code == 303
    given = dana.get(answer.location)
    assert given.data[:2] == b"PK" and "attachment" in given.headers["Content-Disposition"]
    assert ruth.get(door).status_code == 404 and ruth.get(answer.location).status_code != 200
    with app.app_context(), transaction():
        db.session.execute(db.update(Login).values(sure_at=None))
    assert dana.get(door).location.startswith("/settings/sure?next=")
    assert dana.post("/settings/export").location.startswith("/settings/sure")


def test_another_browser_sees_it_and_proves_itself_first(app, copies, dana):
    copies.made(dana)
    other = Person(app, app.test_client(), dana.user_id)
    with app.test_request_context(), transaction():
        login = Login.start(db.session.get_one(User, dana.user_id), "Another phone")
        db.session.flush()
        login.sure_at = None
    with other.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = login.token, True
    assert "Download" in other.get("/settings/export").text
    assert other.get(f"/settings/export/{copies.row().id}/file").location.startswith("/settings/sure?next=")
    first = copies.row().id
    assert other.post("/settings/export").location.startswith("/settings/sure") and copies.row().id == first


def test_a_file_that_is_half_sent_is_not_in_it_and_one_that_arrives_meanwhile_does_not_stop_it(
    copies, estate, dana, monkeypatch
):
    estate.files(dana)
    real = copying.contents.tables

    def meanwhile(user_id):
        estate.storage.put(f"families/{dana.child_id}/d/original", io.BytesIO(b"late"), "application/pdf")
        return real(user_id)

    monkeypatch.setattr(copying.contents, "tables", meanwhile)
    names = [name for name in copies.made(dana).namelist() if name.startswith("files/")]
    assert sorted(names) == ["files/1/a/film.mp4", "files/1/b/original"]


def test_after_three_days_it_is_gone(copies, dana):
    copies.made(dana)
    door = f"/settings/export/{copies.row().id}/file"
    copies.set(expires_at=times.now() - timedelta(seconds=1))
    assert dana.get(door).status_code == 404
    copies.sweep()
    assert copies.row() is None and not list(copies.storage.keys("exports/"))


def test_it_can_be_erased_at_once_and_asked_for_anew(copies, dana):
    copies.made(dana)
    first = copies.row()
    assert dana.post(f"/settings/export/{first.id}/delete").status_code == 303
    assert copies.row() is None and not list(copies.storage.keys("exports/"))
    copies.made(dana)
    copies.made(dana)
    assert len(list(copies.storage.keys("exports/"))) == 1


def test_one_that_is_cancelled_while_it_is_made_leaves_nothing(app, copies, estate, dana, monkeypatch):
    estate.fill(dana)
    dana.post("/settings/export")
    real = copying.contents.tables

    def cancelled(user_id):
        dana.post(f"/settings/export/{copies.row().id}/delete")
        return real(user_id)

    monkeypatch.setattr(copying.contents, "tables", cancelled)
    estate.work()
    copies.set(lease_until=None)
    copies.sweep()
    assert copies.row() is None and not list(copies.storage.keys("exports/"))
    assert not [key for key, _ in copies.storage.unfinished(times.now() + timedelta(days=1)) if "exports" in key]


STEPS = {
    "claimed": (Export, "claim"),
    "begun": ("storage", "begin"),
    "a file added": (Sack, "add"),
    "sealed": (Sack, "seal"),
    "whole": ("storage", "complete"),
    "ready": (copying, "_done"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_a_step_costs_one_more_try(app, copies, estate, dana, step):
    estate.files(dana)
    dana.post("/settings/export")
    place, name = STEPS[step]
    place = estate.storage if place == "storage" else place
    pid = os.fork()
    if not pid:
        try:
            with app.app_context():
                db.engine.dispose(close=False)
                real = getattr(place, name)

                def trap(*given, **named):
                    real(*given, **named)
                    os.kill(os.getpid(), signal.SIGKILL)

                setattr(place, name, trap)
                jobs.copy(str(copies.row().id))
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    copies.set(lease_until=times.now() - jobs.FORGOTTEN)
    estate.sweep()
    estate.work()
    assert copies.opened().testzip() is None and len(list(copies.storage.keys("exports/"))) == 1


def test_a_storage_that_is_away_is_waited_for_then_given_up(copies, estate, dana, monkeypatch):
    dana.post("/settings/export")

    def away(*given):
        raise StorageError("unavailable")

    monkeypatch.setattr(estate.storage, "begin", away)
    for _ in range(copying.MOST_ATTEMPTS):
        estate.work()
        copies.set(lease_until=times.now() - jobs.FORGOTTEN)
        estate.sweep()
    assert (copies.row().status, copies.row().reason) == ("failed", "storage")
    assert "could not be made" in dana.get("/settings/export").text
    monkeypatch.undo()
    copies.made(dana)


def test_no_more_than_a_part_of_it_is_in_memory(estate):
    pieces = (bytes(1 << 20) for _ in range(20))
    largest = 0
    with Sack(estate.storage, "exports/x/y/copy.zip", times.now()) as sack:

        def watched():
            nonlocal largest
            for piece in pieces:
                largest = max(largest, len(sack._to.buffer))
                yield piece

        sack.add("films/a.mp4", watched())
        sack.seal()
    assert largest <= PART and sack.size > 20 << 20
    whole = zipfile.ZipFile(io.BytesIO(b"".join(estate.storage.read("exports/x/y/copy.zip"))))
    assert whole.testzip() is None and whole.getinfo("films/a.mp4").extract_version == 45  # zip64, whatever its size


def test_a_copy_goes_with_the_account_and_with_a_child_that_is_in_it(copies, estate, dana, amir):
    copies.made(dana)
    copies.made(amir)
    dana.post(f"/children/{dana.child_id}/delete")
    amir.post("/settings/delete")
    estate.work()
    assert copies.row() is None and not list(copies.storage.keys("exports/"))
