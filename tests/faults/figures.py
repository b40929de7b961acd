"""The two figures of the faults: what kills cost, and what reconnects cost. Small in the tests, large in bench.faults."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select

from chitta.chat import answering
from chitta.chat.models import Message
from chitta.core.db import db, transaction
from chitta.gateways.guide import Words
from chitta.journal.models import JournalEntry
from tests.faults.pages import Page, Web
from tests.faults.screens import expected, noted, on_screen, replies, reply_of
from tests.faults.workers import Nursery, Worker, on_claude
from tests.people import Person, parent
from tests.servers import Valkey, wait_until
from tests.standin.script import Call, Reply, Say
from tests.standin.server import Standin

FAMILIES = 5
KILLS_IN_A_ROW = 3  # one more, and the queue gives a job up: the sweeper finds the reply, ten seconds later
LINES = [
    "She loves to sing",
    "Mornings are hard, she cried for half an hour at the gate",
    "A hug helps",
    "She is three",
    "Her sister is seven",
    "At kindergarten she plays with one girl only",
    "She was born in the eighth month",
]
SAID = "Lovely, songs. When does she sing the most, who sings along with her, and what happens when the song is over?"
SINGS = {"kind": "strength", "domain": "general", "text": "Sings all day"}
SPOKEN = Reply(
    (Say(SAID, pace=0.03), Call("keep_moment", {"text": "A song"}), Call("note_observation", SINGS)),
)


@dataclass
class Killing:
    """What came of so many kills."""

    kills: int = 0
    in_mid_reply: int = 0  # kills that hit at least one reply while it was being spoken
    cut: int = 0  # replies that were hit
    replies: int = 0
    settled: int = 0
    most_finals: int = 0  # replies to one line of a parent, at most
    lost: int = 0
    doubled: int = 0
    written_twice: int = 0  # observations and moments
    slowest: float = 0.0  # seconds from the last kill to the end of the last reply

    @property
    def sound(self) -> bool:
        """One whole reply each, and nothing twice."""
        nothing = not (self.lost or self.doubled or self.written_twice)
        return nothing and self.settled == self.replies and self.most_finals <= 1

    def compare(self, whole: str, got: str) -> None:
        """Count the words that are missing, and those that are there once too often."""
        ours, theirs = Counter(whole.split()), Counter(got.split())
        self.lost += sum((ours - theirs).values())
        self.doubled += sum((theirs - ours).values())
        if ours == theirs and whole != got:
            self.lost += 1


def killing(
    app: Flask, valkey: Valkey, nursery: Nursery, home: Path, kills: int, standin: Standin | None = None, seed: int = 0
) -> Killing:
    """Kill the worker so many times while several families' replies are on their way; on Claude when there is a stand-in."""
    figures, chance = Killing(), random.Random(seed or None)
    families = [parent(app, f"Parent {n}", f"{uuid4().hex}@example.org", f"Child {n}") for n in range(FAMILIES)]
    also = {"CHITTA_MOMENTS": "yes", **on_claude(standin.url)} if standin else {"GUIDE_PACE_MS": "30"}
    worker = Worker(nursery, app, valkey, home, **also)
    if standin:
        standin.always(SPOKEN)
    try:
        while figures.kills < kills:
            _round(app, worker, families, figures, chance, min(KILLS_IN_A_ROW, kills - figures.kills), bool(standin))
    finally:
        worker.end()
    for person in families:
        figures.most_finals = max(figures.most_finals, _most_finals(app, person))
        figures.written_twice += len(noted(app, person)) - len(set(noted(app, person)))
        if standin:
            figures.written_twice += abs(_moments(app, person) - len(replies(app, person)))
    return figures


def _round(
    app: Flask,
    worker: Worker,
    families: list[Person],
    figures: Killing,
    chance: random.Random,
    kills: int,
    claude: bool,
) -> None:
    """Everybody says something to a house without a worker; workers come and are killed; the last one lives."""
    for person in families:
        person.say(f"{chance.choice(LINES)}, {uuid4().hex[:4]}")
    asked = [(person, reply_of(app, person)) for person in families]
    whole = {reply.id: SAID if claude else expected(app, reply) for _, reply in asked}
    for _ in range(kills):
        worker.start()
        if chance.random() < 0.75:  # the others may die before they say a word
            wait_until(lambda: _speaking(app) or not _open(app), 60, "a first word")
        time.sleep(chance.uniform(0, 1.2))
        worker.end()
        figures.kills += 1
        hit = _speaking(app)
        figures.cut, figures.in_mid_reply = figures.cut + hit, figures.in_mid_reply + bool(hit)
        if not _open(app):  # all had been said before
            break
    began = time.monotonic()
    worker.start()
    wait_until(lambda: not _open(app), 60, "the end of every reply")
    figures.slowest = max(figures.slowest, time.monotonic() - began)
    for person, asked_for in asked:
        reply = next(one for one in replies(app, person) if one.id == asked_for.id)
        with_last_facts(app, person, reply)
        figures.replies += 1
        figures.settled += reply.status == "settled"
        figures.compare(whole[reply.id], reply.text)
        figures.compare(whole[reply.id], on_screen(app, person, reply))
    worker.end()


def with_last_facts(app: Flask, person: Person, reply: Message) -> None:
    """The row's end is committed a moment before the screens are told."""
    try:
        wait_until(lambda: on_screen(app, person, reply) == reply.text, 10)
    except AssertionError:
        return  # to be counted


def _count(app: Flask, *where: Any) -> int:
    with app.app_context(), transaction(writing=False):
        return db.session.scalar(select(func.count(Message.id)).where(*where)) or 0


def _speaking(app: Flask) -> int:
    return _count(app, Message.status == "speaking")


def _open(app: Flask) -> int:
    return _count(app, Message.status.in_(("waiting", "speaking")))


def _most_finals(app: Flask, person: Person) -> int:
    """Ended replies per line of the parent, at most; 0 when a line has none."""
    with app.app_context(), transaction(writing=False):
        mine = Message.session_id == person.session_id
        said = set(db.session.scalars(select(Message.id).where(mine, Message.sender == "user")))
        ended = Counter(db.session.scalars(select(Message.reply_to).where(mine, Message.status == "settled")))
    return max((ended[one] for one in said), default=0) if all(ended[one] for one in said) else 0


def _moments(app: Flask, person: Person) -> int:
    with app.app_context(), transaction(writing=False):
        mine = select(func.count(JournalEntry.id)).where(JournalEntry.session_id == person.session_id)
        return db.session.scalar(mine) or 0


# --- reconnecting --------------------------------------------------------------------------------------------------


class Talker:
    """A guide that does not stop until it is told to: numbered words, so that each can be missed."""

    name = "built-in"

    def __init__(self, pause: float = 0.01) -> None:
        self.pause, self.enough, self.said = pause, threading.Event(), 0

    def converse(self, prompt: Any, tools: Any, run: Any, wanted: Any = None) -> Iterator[Words]:
        while not self.enough.wait(self.pause):
            self.said += 1
            yield Words(f"word{self.said} ")

    def extract(self, *given: Any) -> Any:
        raise NotImplementedError


@contextmanager
def being_spoken(app: Flask, person: Person, pause: float = 0.01) -> Iterator[tuple[Message, Talker]]:
    """A reply that grows, a word at a time, until the block has ended."""
    talker, every = Talker(pause), answering.PIECE_EVERY
    answering.PIECE_EVERY = 0.0
    person.say("Tell me a long story")
    reply = reply_of(app, person)

    def speak() -> None:
        with app.app_context():
            answering.answer(reply.id, {talker.name: talker}, app.extensions["streams"])

    thread = threading.Thread(target=speak)
    thread.start()
    try:
        yield reply, talker
    finally:
        talker.enough.set()
        thread.join()
        answering.PIECE_EVERY = every


@dataclass
class Reconnecting:
    """What came of so many reconnects of one open page."""

    reconnects: int
    refused: int
    words: int
    lost: int
    doubled: int
    gaps: int
    repeats: int


def reconnecting(app: Flask, web: Web, person: Person, reconnects: int) -> Reconnecting:
    """Hang up after every two facts, so many times, in the middle of one reply."""
    page = Page(web, person)
    with being_spoken(app, person) as (reply, talker):
        while page.connections <= reconnects:
            want = len(page.told) + 2
            page.attach(lambda want=want: len(page.told) >= want)
    page.attach(lambda: page.ended)
    return outcome(app, person, page, reply, talker)


def outcome(app: Flask, person: Person, page: Page, reply: Message, talker: Talker) -> Reconnecting:
    """A page's pieces, end to end, against the words that were said."""
    pieces = "".join(
        fact["text"] for fact in page.facts if fact["kind"] == "piece" and fact["message"] == str(reply.id)
    )
    heard, said = Counter(pieces.split()), Counter(f"word{n}" for n in range(1, talker.said + 1))
    return Reconnecting(
        page.connections - 1,
        page.refused,
        talker.said,
        sum((said - heard).values()),
        sum((heard - said).values()),
        page.gaps,
        page.repeats,
    )
