"""Workers die and connections drop in mid-reply: one reply each, every word once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from chitta.chat import answering
from chitta.chat.models import Message
from chitta.core.db import db, transaction
from chitta.core.i18n import speaking
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.guide import Words
from chitta.gateways.streams import live
from chitta.journey.tools import toolbox
from tests.chat.test_replies import Scripted, reply_of
from tests.servers import wait_until

KILLS = int(os.environ.get("CHITTA_KILLS", "4"))
RECONNECTS = int(os.environ.get("CHITTA_RECONNECTS", "60"))
ROOT = Path(__file__).parent.parent.parent
LINES = [
    "She loves to sing",
    "Mornings are hard, she cried for half an hour at the gate",
    "A hug helps",
    "She is three",
    "Her sister is seven",
]


class Worker:
    """The real chat worker as a process, set up as in `./run`: alone, and therefore quick to take over from itself."""

    def __init__(self, app, valkey, home):
        (home / "valkey").mkdir()
        (home / "valkey" / "valkey.sock").symlink_to(valkey.socket)
        away = ("ANTHROPIC", "DATABASE", "REDIS")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(away)}
        self.environment |= {"CHITTA_HOME": str(home), "DATABASE_URL": app.config["SETTINGS"].database}
        self.environment |= {"GUIDE_PACE_MS": "40", "LOG_LEVEL": "ERROR"}
        self.start()

    def start(self):
        self.process = subprocess.Popen([sys.executable, "-m", "chitta.worker", "chat"], cwd=ROOT, env=self.environment)

    def end(self, how):
        self.process.send_signal(how)
        self.process.wait(10)


@pytest.fixture
def worker(app, valkey_server, tmp_path):
    worker = Worker(app, valkey_server, tmp_path)
    yield worker
    worker.end(signal.SIGKILL)


def expected(app, reply):
    """What the built-in guide says here when nobody interrupts it."""
    with app.app_context(), transaction(writing=False):
        reply = db.session.get(Message, reply.id)
        prompt = answering.prompt_for(reply, db.session.get(Message, reply.reply_to))
    with speaking(prompt.language, prompt.address):
        events = list(BuiltIn().converse(prompt, toolbox(), lambda name, arguments: ""))
    return "".join(event.text for event in events if isinstance(event, Words)).strip()


def on_screen(app, person, reply):
    """The words an open page has from its facts alone: as `grow` in chat.js lays them."""
    text, attempt = "", 0
    for _, fact in app.extensions["streams"].since(live(person.session_id), "0-0"):
        if fact["kind"] == "piece" and fact["message"] == str(reply.id) and fact["attempt"] >= attempt:
            if fact["attempt"] > attempt:
                attempt, text = fact["attempt"], text[: fact["at"]]
            assert fact["at"] <= len(text), "a hole"
            text += fact["text"][len(text) - fact["at"] :]
    return text.strip()


@pytest.mark.slow
def test_a_worker_killed_at_any_moment_leaves_one_whole_reply(app, dana, worker):
    """CHITTA_KILLS=40 for a long run; one reply in four is interrupted by a deploy (SIGTERM) instead."""
    chance, caught = random.Random(os.environ.get("CHITTA_SEED")), 0
    for number in range(KILLS):
        dana.say(f"{LINES[number % len(LINES)]}, {number}")
        reply = reply_of(app, dana)
        whole = expected(app, reply)
        if chance.random() < 0.8:
            wait_until(lambda: reply_of(app, dana).status != "waiting", 20, "the first word")
        time.sleep(chance.uniform(0, 2.2))
        caught += reply_of(app, dana).status == "speaking"
        worker.end(signal.SIGTERM if number % 4 == 3 else signal.SIGKILL)
        worker.start()
        wait_until(lambda: not reply_of(app, dana).open, 60, "the reply's end")
        wait_until(lambda reply=reply, whole=whole: on_screen(app, dana, reply) == whole, 5, "every word on the screen")
        assert (reply_of(app, dana).status, reply_of(app, dana).text) == ("settled", whole), f"after {number + 1} kills"
    with app.app_context(), transaction(writing=False):
        said = db.session.execute(
            select(func.count(), func.count(Message.reply_to)).where(Message.session_id == dana.session_id)
        ).one()
    assert tuple(said) == (1 + 2 * KILLS, KILLS)
    print(f"{KILLS} ended workers, {caught} of them in mid-reply")


@contextmanager
def being_spoken(app, person, words):
    """A reply that grows in another thread, a word every few milliseconds."""

    def pause(run):
        time.sleep(0.004)

    guide = Scripted(*(event for word in words for event in (word, pause)))
    person.say("Tell me a long story")
    reply = reply_of(app, person)

    def speak():
        with app.app_context():
            answering.answer(reply.id, {"scripted": guide}, app.extensions["streams"])

    thread = threading.Thread(target=speak)
    thread.start()
    yield
    thread.join()


def heard(person, last, most):
    """Connect after an id, read some events, hang up: (id, fact) of each."""
    answer = person.get(f"/sessions/{person.session_id}/live", headers={"Last-Event-ID": last}, buffered=False)
    got = []
    for frame in answer.response:
        lines = dict(line.split(": ", 1) for line in frame.decode().splitlines() if ": " in line)
        if "data" in lines:
            got.append((lines.get("id", ""), json.loads(lines["data"])))
        if len(got) >= most or (got and got[-1][1]["kind"] == "settled"):
            break
    answer.close()
    return got


@pytest.mark.slow
def test_reconnecting_again_and_again_in_mid_reply_misses_and_doubles_nothing(app, dana, monkeypatch):
    """CHITTA_RECONNECTS=200 for a long run."""
    monkeypatch.setattr(answering, "PIECE_EVERY", 0.0)
    words = [f"word{number} " for number in range(RECONNECTS * 3)]
    got, last, connections = [], "0-0", 0
    with being_spoken(app, dana, words):
        while not got or got[-1][1]["kind"] != "settled":
            got += heard(dana, last, most=2)
            last, connections = got[-1][0], connections + 1
    ids = [tuple(map(int, key.split("-"))) for key, _ in got]
    assert ids == sorted(set(ids)) and connections >= RECONNECTS
    assert "refresh" not in {fact["kind"] for _, fact in got}
    assert "".join(fact["text"] for _, fact in got if fact["kind"] == "piece") == "".join(words)
    print(f"{connections} connections")
