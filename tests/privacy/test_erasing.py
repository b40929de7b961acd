"""A family that leaves leaves nothing behind; who stays keeps everything."""

from __future__ import annotations

import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
import structlog

from chitta.accounts.models import Login
from chitta.chat import guards
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways.mail import Letter, MailError, Outbox
from chitta.gateways.storage import StorageError
from chitta.privacy import erasing, jobs
from chitta.privacy.models import TRIED, Erasure
from tests.people import Person
from tests.privacy.conftest import WORD


def test_nothing_of_a_family_that_left_is_found_anywhere(app, estate, dana, ruth):
    estate.fill(dana)
    ruth.say("Tom builds towers")
    assert estate.rows().count(WORD) > 5 and WORD in estate.valkey() and "sang to her brother" in estate.everything()
    with structlog.testing.capture_logs() as said:
        answer = dana.post("/settings/delete")
        estate.work()
    assert answer.status_code == 303 and re.fullmatch(r"/receipts/[\w-]{43}", answer.location)
    left = estate.everything() + str(said)
    assert not [word for word in (WORD, "dana@example.org", "her brother") if word in left]
    assert str(dana.session_id) not in estate.valkey() and "Tom builds towers" in left


def test_an_account_that_is_deleted_is_logged_out_everywhere_and_its_receipt_counts(estate, dana, somebody):
    estate.fill(dana)
    answer = dana.post("/settings/delete")
    assert "Clear-Site-Data" in answer.headers
    assert dana.get("/settings").location.startswith("/login")
    page = somebody.get(f"{answer.location}?lang=en")
    assert page.status_code == 200 and "The files are being erased now" in page.text and WORD not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    estate.work()
    page = somebody.get(f"{answer.location}?lang=en").text
    assert "The files are erased too" in page and "2 files" in page and "1 journal entry" in page
    (letter,) = estate.post.letters
    assert letter.to == "dana@example.org" and "2 files" in letter.text and WORD not in letter.text + letter.html
    assert estate.erasure().email == "" and estate.count("letters") == 0


@pytest.mark.parametrize("door", ["/settings/delete", "/children/{}/delete"])
def test_two_taps_at_the_same_moment_are_one_erasure_and_one_receipt(app, estate, dana, door):
    def tap(_):
        tab = Person(app, app.test_client(), dana.user_id)
        tab.client._cookies = dict(dana.client._cookies)
        return tab.post(door.format(dana.child_id))

    dana.token()
    with ThreadPoolExecutor(3) as thumbs:
        answers = {(one.status_code, one.location) for one in thumbs.map(tap, range(3))}
    receipts = {place for _, place in answers if place.startswith("/receipts/")}
    assert len(receipts) == 1 and {code for code, _ in answers} == {303}
    estate.work()
    assert len(estate.post.letters) == 1 and estate.erasure().status == "gone"


def test_open_pages_of_a_child_that_was_deleted_end(app, estate, dana):
    with app.app_context(), transaction(writing=False):
        sight = str(db.session.scalars(db.select(Login.id)).one()), str(dana.session_id)
    assert guards.ended(app)({sight}) == set()
    dana.post(f"/children/{dana.child_id}/delete")
    assert guards.ended(app)({sight}) == {sight}


def test_one_child_goes_and_the_other_one_stays(estate, dana):
    maya = estate.sister(dana)
    estate.files(maya)
    estate.fill(dana)
    answer = dana.post(f"/children/{dana.child_id}/delete")
    assert answer.status_code == 303
    estate.work()
    assert dana.get(f"/children/{dana.child_id}/edit").status_code == 404
    assert dana.get(f"/sessions/{dana.session_id}").status_code == 404
    assert dana.get(f"/sessions/{maya.session_id}").status_code == 200
    assert len(list(estate.storage.keys("families/"))) == 2
    assert estate.count("letters", user_id=dana.user_id) == 0  # the one that led to her pages was taken back
    page = dana.get(answer.location).text
    assert "What was kept about this child is deleted" in page and "1 child" in page
    assert "your other children are as they were" in estate.post.letters[0].text


def test_a_stranger_deletes_nothing_of_hers(estate, dana, ruth):
    assert ruth.post(f"/children/{dana.child_id}/delete").status_code == 404
    ruth.post("/settings/delete")
    estate.work()
    assert estate.count("children", id=dana.child_id) == 1 and dana.get("/settings").status_code == 200


def test_who_has_not_said_their_password_lately_is_asked_first(app, estate, dana):
    with app.app_context(), transaction():
        db.session.execute(db.update(Login).values(sure_at=None))
    for door in ("/settings/delete", f"/children/{dana.child_id}/delete"):
        assert dana.get(door).location.startswith("/settings/sure?next=")
        assert dana.post(door).location.startswith("/settings/sure")
    assert estate.count("users", id=dana.user_id) == 1 and estate.count("erasures") == 0


def test_the_page_says_what_goes_and_the_settings_lead_to_it(dana):
    assert 'href="/settings/delete"' in dana.get("/settings").text
    assert f'href="/children/{dana.child_id}/delete"' in dana.get(f"/children/{dana.child_id}/edit").text
    page = dana.get("/settings/delete").text
    assert "Noa" in page and "It cannot be undone" in page
    assert "Delete everything about Noa?" in dana.get(f"/children/{dana.child_id}/delete").text


def test_a_receipt_nobody_was_given_is_not_there(somebody):
    assert somebody.get("/receipts/x").status_code == 404


STEPS = {
    "claimed": (Erasure, "claim"),
    "streams forgotten": ("streams", "forget"),
    "counted": ("storage", "keys"),
    "files deleted": ("storage", "delete_all"),
    "receipt sent": ("mail", "send"),
    "put to rest": (erasing, "_rest"),
}


def die_at(app, step, erasure_id):
    """A worker, forked as they are, that is killed right after this step."""
    place, name = STEPS[step]
    place = app.extensions[place] if isinstance(place, str) else place
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
                jobs.erase(str(erasure_id))
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"it did not die at {step}"


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_a_step_ends_it_once_and_leaves_nothing(app, estate, dana, step):
    estate.fill(dana)
    dana.post("/settings/delete")
    die_at(app, step, estate.erasure().id)
    estate.lapse()
    estate.sweep()
    estate.work()
    mine = estate.erasure()
    assert (mine.status, mine.email) == ("gone", "") and WORD not in estate.everything()
    assert mine.counts["files"] == 2
    assert len(estate.post.letters) == (0 if step == "put to rest" else 1)  # that one was sent by the worker who died


def test_it_is_looked_again_for_what_was_being_written_then(estate, dana):
    estate.fill(dana)
    dana.post("/settings/delete")
    estate.work()
    estate.files(dana)
    estate.sweep()
    assert estate.work() == 0 and list(estate.storage.keys("families/"))
    for status in ("gone", "done"):
        estate.lapse()
        estate.sweep()
        estate.work()
        assert estate.erasure().status == status and not list(estate.storage.keys("families/"))
    assert estate.erasure().prefixes == estate.erasure().journeys == [] and len(estate.post.letters) == 1


def test_a_storage_that_is_away_is_waited_for_and_the_page_says_so(estate, dana, somebody, monkeypatch):
    estate.fill(dana)
    page = dana.post("/settings/delete").location

    def away(prefix):
        raise StorageError("unavailable")

    with monkeypatch.context() as broken:
        broken.setattr(estate.storage, "delete_all", away)
        estate.work()
    assert estate.erasure().reason == "storage" and not estate.post.letters
    assert "could not be reached just now" in somebody.get(f"{page}?lang=en").text
    estate.lapse()
    estate.sweep()
    estate.work()
    assert estate.erasure().status == "gone" and len(estate.post.letters) == 1


@pytest.mark.parametrize("error", [MailError("refused"), ValueError("not one address"), KeyError("a page that breaks")])
def test_a_receipt_nobody_takes_does_not_keep_the_address(app, estate, dana, error):
    dana.post("/settings/delete")
    estate.post.fail = error
    estate.work()
    if not isinstance(error, ValueError):
        assert estate.erasure().reason == "mail" and estate.erasure().email
        with app.app_context(), transaction():
            db.session.execute(db.update(Erasure).values(created_at=times.now() - TRIED))
        estate.lapse()
        estate.sweep()
        estate.work()
    assert (estate.erasure().status, estate.erasure().email, estate.erasure().reason) == ("gone", "", "unreached")


def test_letters_that_lie_in_the_outbox_go_but_for_the_receipt(app, estate, dana, ruth, monkeypatch, tmp_path):
    outbox = Outbox(tmp_path, "Chitta <no-reply@localhost>")
    monkeypatch.setitem(app.extensions, "mail", outbox)
    for who in ("dana@example.org", "ruth@example.org"):
        outbox.send(Letter(to=who, subject="Good morning", text=".", html="."))
    dana.post("/settings/delete")
    estate.work()
    left = sorted(file.name for file in tmp_path.iterdir())
    assert len(left) == 2 and "ruth@example.org" in left[0] and "dana@example.org" in left[1]
    assert "Good morning" not in (tmp_path / left[1]).read_text()
