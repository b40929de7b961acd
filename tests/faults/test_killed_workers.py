"""A chat worker dies by kill -9: at every step of a reply, and at any moment. One reply each, every word once."""

from __future__ import annotations

import os
import signal
import sqlite3
import time

import pytest
from sqlalchemy import select

from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journal.models import JournalEntry
from tests.faults import figures
from tests.faults.dying_worker import STEPS
from tests.faults.screens import expected, facts, noted, on_screen, replies, reply_of
from tests.faults.workers import Worker, on_claude
from tests.servers import wait_until
from tests.standin.script import Call, Reply, Say

KILLS, SEED = int(os.environ.get("CHITTA_KILLS", "6")), int(os.environ.get("CHITTA_SEED", "0"))
SAID = "Lovely, songs. When does she sing the most, and who sings along with her?"
SINGS = {"kind": "strength", "domain": "general", "text": "Sings all day"}
WITH_TOOLS = Reply((Say(SAID, pace=0.01), Call("keep_moment", {"text": "A song"}), Call("note_observation", SINGS)))


@pytest.fixture
def die_at(worker, tmp_path):
    """Begin a worker that dies at a step, see it dead, and begin the next one."""

    def go(step, before_the_next=lambda: None, worker=worker, **also):
        worker.start(CHITTA_DIE_AT=step, CHITTA_DIED=str(tmp_path / "died"), **also)
        worker.wait(60)
        before_the_next()
        worker.start(**also)

    return go


def told_the_end(app, person):
    """The settled reply was told, and the deck has had reason to be drawn anew, whoever died."""
    told = facts(app, person)
    at = max(number for number, fact in enumerate(told) if fact["kind"] == "settled")
    return told[at]["status"] == "settled" and any("deck" in f.get("what", ()) for f in told[at:])


def one_whole_reply(app, person, text, seconds=60):
    wait_until(lambda: not reply_of(app, person).open, seconds, "the reply's end")
    reply = reply_of(app, person)
    assert (reply.status, reply.text, len(replies(app, person))) == ("settled", text, 1)
    wait_until(lambda: on_screen(app, person, reply) == text, 30, "every word on the screen, once")
    assert len(noted(app, person)) == len(set(noted(app, person)))


@pytest.mark.parametrize("step", STEPS)
def test_built_in_killed_at_a_step(app, dana, die_at, step):
    dana.say("She sings all day and knows every song by heart")
    whole = expected(app, reply_of(app, dana))
    die_at(step)
    one_whole_reply(app, dana, whole)
    wait_until(lambda: told_the_end(app, dana), 30, "open pages told of the end")
    assert noted(app, dana)


@pytest.mark.parametrize("step", STEPS)
def test_claude_killed_at_a_step_writes_nothing_twice(app, dana, die_at, standin, step):
    standin.always(WITH_TOOLS)
    dana.say("She sings all day")
    die_at(step, CHITTA_MOMENTS="yes", **on_claude(standin.url))
    one_whole_reply(app, dana, SAID)
    assert noted(app, dana) == ["Sings all day"] and moments(app, dana) == ["A song"]
    wait_until(lambda: told_the_end(app, dana), 30, "open pages told of the end")


def moments(app, person):
    with app.app_context(), transaction(writing=False):
        mine = JournalEntry.session_id == person.session_id
        return list(db.session.scalars(select(JournalEntry.content).where(mine)))


@pytest.mark.slow
@pytest.mark.parametrize("guide", ["built-in", "claude"])
def test_a_worker_killed_at_any_moment_leaves_one_whole_reply(app, valkey_server, nursery, standin, tmp_path, guide):
    """CHITTA_KILLS=200 for a long run; `python -m bench.faults` prints the table."""
    on = standin if guide == "claude" else None
    got = figures.killing(app, valkey_server, nursery, tmp_path, KILLS, on, SEED)
    print(got)
    assert (got.kills, got.settled, got.most_finals) == (KILLS, got.replies, 1)
    assert (got.lost, got.doubled, got.written_twice) == (0, 0, 0)


@pytest.fixture
def among(app, valkey_server, tmp_path, nursery):
    """A worker that shares its Redis with others, as with REDIS_URL: nobody tells it that a predecessor is gone."""
    one = Worker(nursery, app, valkey_server, tmp_path, alone=False)
    yield one
    one.end()


def freeze(app, pid):
    """Pause a worker, but not in the middle of a write: with SQLite it would keep everybody else from writing."""
    lite = app.config["SETTINGS"].database.removeprefix("sqlite:///")
    for _ in range(200):
        os.kill(pid, signal.SIGSTOP)
        if "://" in lite or _writable(lite):
            return
        os.kill(pid, signal.SIGCONT)
        time.sleep(0.03)
    raise AssertionError("it is always writing")


def _writable(path):
    database = sqlite3.connect(path, timeout=0.3, isolation_level=None)
    try:
        database.execute("BEGIN IMMEDIATE")
        database.execute("ROLLBACK")
        return True
    except sqlite3.OperationalError:
        return False
    finally:
        database.close()


@pytest.mark.slow
def test_among_several_workers_the_dead_and_the_frozen_are_known_by_their_silence(
    app, dana, amir, ruth, among, standin, valkey_server, tmp_path
):
    """The lease and the sweeper find out: after two deaths at two steps, and a machine that was paused."""
    also, began = {"CHITTA_MOMENTS": "yes", **on_claude(standin.url)}, time.monotonic()
    standin.will(Reply((Say(SAID + " And this is the first one's.", pace=0.1),)))
    standin.always(WITH_TOOLS)
    ruth.say("He sings all day")
    among.start(**also)
    wait_until(lambda: on_screen(app, ruth, reply_of(app, ruth)), 60, "the first word")
    frozen = among.pid
    freeze(app, frozen)
    try:
        for person, step in ((dana, "saved"), (amir, "after a tool")):
            person.say("She sings all day")
            among.start(CHITTA_DIE_AT=step, CHITTA_DIED=str(tmp_path / step), **also)
            among.wait(60)
        among.start(**also)
        for person in (dana, amir, ruth):
            one_whole_reply(app, person, SAID, 150 - (time.monotonic() - began))
        wait_until(lambda: not valkey_server.client.keys("rq:job:*"), 20, "a queue with nothing left in it")
        os.kill(frozen, signal.SIGCONT)
        time.sleep(2.5)  # it writes every second, if it may
    finally:
        os.kill(frozen, signal.SIGKILL)
    for person in (dana, amir, ruth):
        one_whole_reply(app, person, SAID)
        assert noted(app, person) == ["Sings all day"] and moments(app, person) == ["A song"]


def test_a_deploy_in_mid_reply_goes_on_from_the_very_word(app, dana, worker):
    dana.say("She sings all day and knows every song by heart")
    whole = expected(app, reply_of(app, dana))
    worker.start(GUIDE_PACE_MS="80")
    wait_until(lambda: on_screen(app, dana, reply_of(app, dana)), 60, "the first word")
    worker.end(signal.SIGTERM)
    before = reply_of(app, dana)
    assert before.status == "waiting" and before.text and whole.startswith(before.text.strip())
    worker.start()
    one_whole_reply(app, dana, whole)
    pieces = [f["text"] for f in facts(app, dana) if f["kind"] == "piece"]
    assert "".join(pieces).strip() == whole, "a word was said twice"


def test_a_deploy_while_the_model_is_still_silent_costs_no_lease(app, dana, among, standin):
    """The worker that goes lets its reply go with it: the next one begins at once, not when the lease is over."""
    standin.will(Say("Never heard", delay=30), Say(SAID))
    dana.say("She sings all day")
    among.start(**on_claude(standin.url))
    wait_until(lambda: standin.requests, 60, "the question to the model")
    among.end(signal.SIGTERM)
    assert reply_of(app, dana).lease_until <= times.now()
    among.start(**on_claude(standin.url))
    one_whole_reply(app, dana, SAID)
