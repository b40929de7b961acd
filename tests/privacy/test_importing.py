"""A copy that a family downloaded comes back to them, whole or not at all; a copy that lies is nobody's family."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import zipfile
from datetime import timedelta
from functools import partial

import pytest

from chitta import cli
from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways import fence
from chitta.gateways.storage import StorageError
from chitta.journey.models import Journey
from chitta.privacy import gathering, importing, jobs
from chitta.privacy.models import Import
from chitta.sharing.models import ShareLink
from tests.fenced import Remembered
from tests.people import parent
from tests.privacy.household import AN_ID, Household, altered, brought, copied, laid, rewritten, sent, standing

made: dict[str, bytes] = {}
fence_memory = Remembered()  # the same files are looked at again and again here


@pytest.fixture(autouse=True)
def remembered(monkeypatch):
    monkeypatch.setattr(fence, "run", fence_memory)


@pytest.fixture
def copy(app, estate, dana):
    """Of a small family, made once: a conversation, a paper, a photo, a link. Dana has left since."""
    if not made:
        home = Household(app, dana)
        home.talk(), home.bring_papers(), home.write_a_journal(), home.write_reports(), home.meet(), home.share()
        made["copy"] = copied(app, dana.user_id)
    dana.post("/settings/delete")
    estate.work()
    return made["copy"]


@pytest.fixture
def hadas(app):
    """Dana, who comes back under another address."""
    return parent(app, "Dana Levin", "hadas@example.org", address="f")


def child_of(app, who):
    """Her only child and its journey."""
    with app.app_context(), transaction(writing=False):
        child = db.session.scalars(db.select(Child).where(Child.parent_id == who.user_id)).one()
        return child, Journey.active(child)


def test_a_copy_comes_back_and_its_pages_open(app, copy, hadas):
    assert brought(app, hadas, copy).status == "ready"
    page = hadas.get("/settings/import").text
    assert "It is back" in page and "Noa Zebrafinch" in page
    child, journey = child_of(app, hadas)
    home = f"/sessions/{journey.id}"
    assert "She sings of a Zebrafinch all day" in hadas.get(home).text
    for key in (
        "portrait",
        "viewDocs",
        "parentReport",
        "proReport",
        "summary",
        "journal",
        "shareExpert",
        "findExperts",
    ):
        assert hadas.get(f"{home}/view/{key}", follow_redirects=True).status_code == 200, key
    photo = re.search(r'/journal/[0-9a-f-]{36}/photo[^"]*', hadas.get(f"{home}/journal").text)
    assert hadas.get(photo[0], follow_redirects=True).data[:2] == b"\xff\xd8"
    assert child.date_of_birth.isoformat() == "2022-03-01"
    hadas.session_id = journey.id
    hadas.say("Today she sang again")
    assert "Today she sang again" in hadas.get(home).text


def test_what_was_shared_is_remembered_and_does_not_open(app, copy, hadas):
    brought(app, hadas, copy)
    with app.app_context(), transaction(writing=False):
        link = db.session.scalars(db.select(ShareLink)).one()
        assert (link.state, link.opened, link.snapshot) == ("revoked", 1, {}) and link.name == "Dr. Levi of Zebrafinch"
    assert "Dr. Levi of Zebrafinch" in hadas.get(f"/sessions/{link.session_id}/sharing").text


def test_every_id_is_a_new_one(app, copy, hadas, estate):
    brought(app, hadas, copy)
    old = set(AN_ID.findall(json.dumps([json.loads(line) for line in rows_of(copy)])))
    with app.app_context(), transaction(writing=False):
        tables = [table for table in db.metadata.sorted_tables if table.name in gathering.BROUGHT]
        here = "\n".join(str(tuple(row)) for table in tables for row in db.session.execute(db.select(table)))
    assert old and not old & set(AN_ID.findall(here))
    keys = "".join(estate.storage.keys("families/"))
    assert keys and not old & set(AN_ID.findall(keys))


def rows_of(copy):
    with zipfile.ZipFile(io.BytesIO(copy)) as box:
        return [box.read(f"data/{name}.json").decode() for name in gathering.BROUGHT]


def test_only_how_things_look_comes_of_the_account(app, copy, hadas):
    liar = altered(copy, rewritten("users", role="operator", demo="interview.en", email="x@example.org", theme="dark"))
    assert brought(app, hadas, liar).status == "ready"
    with app.app_context(), transaction(writing=False):
        user = db.session.get_one(User, hadas.user_id)
        assert (user.role, user.demo, user.email, user.theme) == ("parent", "", "hadas@example.org", "dark")


def test_the_same_copy_twice_is_once_and_a_child_that_was_deleted_comes_again(app, copy, hadas):
    brought(app, hadas, copy)
    assert brought(app, hadas, copy).left["children"] == 1
    assert "is here already" in hadas.get("/settings/import").text
    child, _ = child_of(app, hadas)
    hadas.post(f"/children/{child.id}/delete")
    assert brought(app, hadas, copy).children
    assert child_of(app, hadas)[0].id != child.id


def test_a_family_that_is_still_here_keeps_what_it_has(app, copy, hadas, ruth, estate):
    """A copy that Ruth got hold of becomes children of hers; nothing of Dana's moves."""
    brought(app, hadas, copy)
    before = estate.rows()
    brought(app, ruth, copy)
    _, journey = child_of(app, hadas)
    assert ruth.get(f"/sessions/{journey.id}").status_code == 404
    after = set(estate.rows().splitlines())
    lost = [
        line for line in before.splitlines() if line not in after and not line.startswith(("login_sessions", "audit"))
    ]
    assert not [line for line in lost if str(ruth.user_id) not in line]


def test_nobody_sees_or_stops_what_another_brings(app, copy, hadas, ruth):
    sent(hadas, copy)
    mine = standing(app, hadas)
    assert "Being brought back" in hadas.get("/settings/import", headers={"HX-Request": "true"}).text
    assert "Being brought back" not in ruth.get("/settings/import").text
    assert ruth.post(f"/settings/import/{mine.id}/delete").status_code == 404
    twice = sent(hadas, copy)
    assert twice.status_code == 409 and "already" in twice.text


@pytest.fixture
def before_it_is_planted(monkeypatch):
    """Let something happen at the last moment before the rows are written."""
    real = importing._planted

    def meanwhile(deed):
        monkeypatch.setattr(importing, "_planted", lambda *given: (deed(), real(*given)))

    return meanwhile


def test_one_that_is_stopped_leaves_nothing(app, copy, hadas, estate, before_it_is_planted):
    sent(hadas, copy)
    before_it_is_planted(lambda: hadas.post(f"/settings/import/{standing(app, hadas).id}/delete"))
    estate.work()
    lapse(app)
    estate.sweep()
    assert nothing(app, hadas, estate)


def lapse(app):
    with app.app_context(), transaction():
        db.session.execute(db.update(Import).values(lease_until=times.now() - timedelta(minutes=6)))


def nothing(app, who, estate):
    """No child, no row of one, no file."""
    with app.app_context(), transaction(writing=False):
        assert not db.session.scalars(db.select(Child).where(Child.parent_id == who.user_id)).all()
        assert not [
            one
            for one in db.metadata.sorted_tables
            if one.name in gathering.BROUGHT and db.session.execute(db.select(one.c.id)).first()
        ]
    return not [*estate.storage.keys("families/"), *estate.storage.keys("imports/")]


def other(change):
    """A copy in which something else stands; its marks are right, as a liar's would be."""
    return partial(altered, change=change)


def of_all(table, change):
    def changed(told):
        rows = json.loads(told[f"data/{table}.json"])
        told[f"data/{table}.json"] = laid(change(rows))

    return other(changed)


def swapped(ending, data):
    def changed(told):
        path = next(path for path in told if path.startswith("files/") and path.endswith(ending))
        told[path] = data

    return other(changed)


NOWHERE = "00000000-0000-4000-8000-000000000000"
LIES = {
    "a child of nobody": (other(rewritten("sessions", child_id=NOWHERE)), "values"),
    "a line in a conversation that is not there": (other(rewritten("messages", session_id=NOWHERE)), "values"),
    "an answer to itself": (of_all("messages", lambda rows: [{**row, "reply_to": row["id"]} for row in rows]), "values"),
    "two rows of one id": (of_all("observations", lambda rows: rows + rows[:1]), "values"),
    "two lines in one place": (of_all("messages", lambda rows: [{**row, "seq": 1} for row in rows]), "values"),
    "two open journeys": (of_all("sessions", lambda rows: [*rows, {**rows[0], "id": NOWHERE}]), "values"),
    "more children than an account has": (of_all("children", lambda rows: [{**rows[0], "id": f"{n:032x}"} for n in range(30)]), "values"),
    "born tomorrow": (other(rewritten("children", date_of_birth="2031-01-01")), "values"),
    "born long ago": (other(rewritten("children", date_of_birth="1971-01-01")), "values"),
    "a name longer than a name": (other(rewritten("children", name="Noa" * 40)), "values"),
    "words without end": (of_all("messages", lambda rows: [{**row, "text": "and so on " * 900} for row in rows]), "values"),
    "a moment that is none": (other(rewritten("observations", created_at="yesterday")), "values"),
    "a moment to come": (other(rewritten("observations", created_at="2040-01-01T00:00:00+00:00")), "values"),
    "a kind we do not know": (other(rewritten("observations", kind="diagnosis", state="held")), "values"),
    "a state of its own": (other(rewritten("sessions", state={"journey_stage": "paradise"})), "values"),
    "progress beyond all": (other(rewritten("sessions", state={"progress": {"interview": 900}})), "values"),
    "a version below nothing": (other(rewritten("observations", version=-1)), "values"),
    "a number that is a word": (other(rewritten("messages", seq="first")), "values"),
    "nothing where something must be": (other(rewritten("messages", sender=None)), "values"),
    "another who speaks": (other(rewritten("messages", sender="operator")), "values"),
    "a report that is none": (other(rewritten("reports", content={"letter": {"html": "<script>"}})), "values"),
    "a paper that is a page": (other(rewritten("documents", media_type="text/html")), "values"),
    "a paper with another's words": (swapped(".pdf", b"<html><script>alert(1)</script>"), "file"),
    "a photo that is a page": (swapped("original.jpg", b"<html><script>alert(1)</script>"), "file"),
    "a photo that is cut off": (swapped("original.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"), "file"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_of_a_copy_that_lies_nothing_comes(app, copy, hadas, estate, lie):
    change, reason = LIES[lie]
    done = brought(app, hadas, change(copy))
    assert (done.status, done.reason) == ("failed", reason)
    assert nothing(app, hadas, estate)
    assert 'class="note"' in hadas.get("/settings/import").text


@pytest.mark.parametrize("text", [b"", b"hello", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_is_said_at_once(hadas, text):
    answer = sent(hadas, text)
    assert answer.status_code == 422 and "This is not a copy from Chitta" in answer.text


def test_without_a_file_the_form_says_so(hadas):
    assert "Choose a file first" in hadas.post("/settings/import").text


def test_a_visitor_may_not_even_send_one(somebody):
    answer = sent(somebody, b"PK\x03\x04" + bytes(2 << 20))
    assert answer.status_code in (303, 413)


def test_more_than_the_familys_share_is_not_brought(app, copy, hadas, estate, monkeypatch):
    monkeypatch.setattr(jobs, "returning", lambda: importing.Means(estate.storage, quota=1))
    assert brought(app, hadas, copy).reason == "quota"
    assert nothing(app, hadas, estate)


def test_a_storage_that_is_away_is_waited_for_then_given_up(app, copy, hadas, estate, monkeypatch):
    sent(hadas, copy)
    with monkeypatch.context() as broken:

        def away(*given):
            raise StorageError("unavailable")

        broken.setattr(estate.storage, "fetch", away)
        for _ in range(importing.MOST_ATTEMPTS):
            estate.work()
            lapse(app)
            estate.sweep()
        assert (standing(app, hadas).status, standing(app, hadas).reason) == ("failed", "storage")
    assert brought(app, hadas, copy).status == "ready"


STEPS = {
    "claimed": (Import, "claim"),
    "fetched": ("storage", "fetch"),
    "gathered": (importing, "gather"),
    "a file put": ("storage", "put"),
    "planted": (importing, "plant"),
    "all done": (importing, "_planted"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_a_step_brings_it_once_and_leaves_no_other_file(app, copy, hadas, estate, step):
    sent(hadas, copy)
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
                jobs.bring_back(str(standing(app, hadas).id))
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(pid, 0)[1])
    lapse(app)
    estate.sweep()
    estate.work()
    estate.sweep()
    child, _ = child_of(app, hadas)
    kept = list(estate.storage.keys("families/"))
    assert kept and all(f"families/{child.id}/" in key for key in kept) and not list(estate.storage.keys("imports/"))


def test_who_leaves_meanwhile_leaves_nothing(app, copy, hadas, estate, before_it_is_planted):
    sent(hadas, copy)
    before_it_is_planted(lambda: hadas.post("/settings/delete"))
    estate.work()
    with app.app_context(), transaction(writing=False):
        assert not db.session.scalars(db.select(User.id).where(User.id == hadas.user_id)).all()
    assert not [*estate.storage.keys("families/"), *estate.storage.keys("imports/")]


def test_the_command_brings_a_copy_into_the_account_of_an_address(app, copy, hadas, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("chitta.create_app", lambda settings: app)
    file = tmp_path / "chitta.zip"
    file.write_bytes(copy)

    def bring_back(path):
        arguments = cli.parser().parse_args(["bring-back", "hadas@example.org", str(path)])
        return arguments.command(arguments, app.config["SETTINGS"])

    assert bring_back(file) == 0
    assert "came back: 1" in capsys.readouterr().out and child_of(app, hadas)[0].name == "Noa Zebrafinch"
    file.write_bytes(b"PK\x03\x04 and then nothing")
    assert bring_back(file) == 1
    assert "not a copy from Chitta" in capsys.readouterr().err
    assert bring_back(tmp_path / "nowhere.zip") == 1
