"""A chat worker dies by kill -9: at every step of a reply, and at any moment. One reply each, every word once."""

from __future__ import annotations

import os
import signal
import time

import pytest
from sqlalchemy import select

from chitta.core.db import db, transaction
from chitta.journal.models import JournalEntry
from tests.faults.dying_worker import STEPS
from tests.faults.screens import expected, facts, noted, on_screen, replies, reply_of
from tests.faults.workers import Worker, on_claude
from tests.servers import wait_until
from tests.standin.script import Call, Reply, Say

KILLS = int(os.environ.get("CHITTA_KILLS", "6"))
SAID = "Lovely, songs. When does she sing the most, and who sings along with her?"
SINGS = {"kind": "strength", "domain": "general", "text": "Sings all day"}
WITH_TOOLS = Reply((Say(SAID, pace=0.01), Call("note_observation", SINGS), Call("keep_moment", {"text": "A song"})))


@pytest.fixture
def die_at(worker, tmp_path):
    """Begin a worker that dies at a step, see it dead, and begin the next one."""

    def go(step, before_the_next=lambda: None, worker=worker, **also):
        worker.start(CHITTA_DIE_AT=step, CHITTA_DIED=str(tmp_path / "died"), **also)
        worker.wait(20)
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
    wait_until(lambda: on_screen(app, person, reply) == text, 10, "every word on the screen, once")
    assert len(noted(app, person)) == len(set(noted(app, person)))


@pytest.mark.parametrize("step", STEPS)
def test_built_in_killed_at_a_step(app, dana, die_at, step):
    dana.say("She sings all day and knows every song by heart")
    whole = expected(app, reply_of(app, dana))
    die_at(step)
    one_whole_reply(app, dana, whole)
    wait_until(lambda: told_the_end(app, dana), 10, "open pages told of the end")
    assert noted(app, dana)


@pytest.mark.parametrize("step", STEPS)
def test_claude_killed_at_a_step_writes_nothing_twice(app, dana, die_at, standin, step):
    standin.always(WITH_TOOLS)
    dana.say("She sings all day")
    die_at(step, CHITTA_MOMENTS="yes", **on_claude(standin.url))
    one_whole_reply(app, dana, SAID)
    assert noted(app, dana) == ["Sings all day"] and moments(app, dana) == ["A song"]
    wait_until(lambda: told_the_end(app, dana), 10, "open pages told of the end")


def moments(app, person):
    with app.app_context(), transaction(writing=False):
        mine = JournalEntry.session_id == person.session_id
        return list(db.session.scalars(select(JournalEntry.content).where(mine)))
