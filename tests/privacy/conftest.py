"""Dana's account with something in every place where something can lie, and a look into all of them."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from chitta.accounts.models import OutgoingLetter, User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways import redis
from chitta.gateways.mail import Letter
from chitta.gateways.streams import live
from chitta.privacy import jobs
from chitta.privacy.models import Erasure
from tests.people import Person, add_child
from tests.working import burst

WORD = "Zebrafinch"  # in everything of hers, and in nothing else


class Post:
    """Letters as they left."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.fail: Exception | None = None

    def send(self, letter: Letter) -> None:
        if self.fail:
            raise self.fail
        self.letters.append(letter)

    def forget(self, address: str) -> None:
        pass


class Estate:
    """What a family has here: rows, files, half a file, facts for open pages, letters on their way."""

    def __init__(self, app: Flask, post: Post) -> None:
        self.app, self.post = app, post
        self.storage, self.streams = app.extensions["storage"], app.extensions["streams"]

    def fill(self, who: Person) -> None:
        who.say(f"My {WORD} sings all day. Yesterday she cried at the gate.")
        who.post(f"/sessions/{who.session_id}/journal", {"content": f"{WORD} sang to her brother"})
        who.post(f"/children/{who.child_id}/edit", {"name": f"{WORD} Levin"})
        burst(self.app)
        self.files(who)
        self.streams.append(live(who.session_id), {"kind": "piece", "text": WORD})
        with self.app.app_context(), transaction():
            user = db.session.get(User, who.user_id)
            user.full_name = f"Dana {WORD}"
            later = times.now() + timedelta(days=1)
            OutgoingLetter.write("films", user.email, user, f"/sessions/{who.session_id}", due=later)
            OutgoingLetter.write("reset", user.email)

    def files(self, who: Person) -> None:
        home = f"families/{who.child_id}"
        self.storage.put(f"{home}/a/film.mp4", io.BytesIO(WORD.encode()), "video/mp4")
        self.storage.put(f"{home}/b/original", io.BytesIO(WORD.encode()), "application/pdf")
        half = self.storage.begin(f"{home}/c/original", "video/mp4")
        self.storage.put_part(f"{home}/c/original", half, 1, io.BytesIO(WORD.encode()), len(WORD))

    def sister(self, who: Person) -> Person:
        """Another child of the same parent; `who` in her place."""
        with self.app.test_request_context(), transaction():
            other = Person(self.app, who.client, who.user_id)
            add_child(other, db.session.get(User, who.user_id), "Maya")
        return other

    def work(self) -> int:
        return burst(self.app, "heavy")

    def sweep(self) -> None:
        with self.app.app_context():
            jobs.sweep()

    def lapse(self) -> None:
        """Whoever worked is thought dead, and who rests has rested."""
        with self.app.app_context(), transaction():
            db.session.execute(update(Erasure).values(lease_until=times.now() - jobs.FORGOTTEN))

    def erasure(self) -> Erasure:
        with self.app.app_context(), transaction(writing=False):
            return db.session.scalars(select(Erasure)).one()

    def rows(self) -> str:
        """The whole database as text, every row as the database itself has it."""
        with self.app.app_context(), transaction(writing=False):
            rows = ((t.name, text(f"SELECT * FROM {t.name}")) for t in db.metadata.sorted_tables)
            return "\n".join(f"{name} {tuple(row)}" for name, every in rows for row in db.session.execute(every))

    def valkey(self) -> str:
        """Everything in Valkey, read as what it is: what it would write to a disk is pressed, and words cannot be seen in it."""
        server = redis.quick(self.app.config["SETTINGS"].redis)
        read = {
            b"string": server.get,
            b"hash": server.hgetall,
            b"list": lambda key: server.lrange(key, 0, -1),
            b"set": server.smembers,
            b"zset": lambda key: server.zrange(key, 0, -1, withscores=True),
            b"stream": lambda key: (server.xrange(key), server.xinfo_groups(key)),
        }
        return "\n".join(f"{key!r} {read[server.type(key)](key)!r}" for key in server.scan_iter("*"))

    def count(self, table: str, **where: UUID) -> int:
        with self.app.app_context(), transaction(writing=False):
            rows: Any = db.metadata.tables[table]
            mine = [rows.c[name] == value for name, value in where.items()]
            return len(db.session.execute(select(rows.c.id).where(*mine)).all())

    def everything(self) -> str:
        """Rows, Valkey, and every file: what was brought, and the database's own where it is one."""
        folders = [self.app.config["SETTINGS"].chitta_home]
        with self.app.app_context():
            if db.engine.dialect.name == "sqlite":
                folders.append(Path(db.engine.url.database).parent)
        files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
        return "\n".join((self.rows(), self.valkey(), *(f"{file} {file.read_bytes()!r}" for file in files)))


@pytest.fixture
def post(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Post:
    post = Post()
    monkeypatch.setitem(app.extensions, "mail", post)
    return post


@pytest.fixture
def estate(app: Flask, post: Post) -> Estate:
    for prefix in ("families/", "imports/"):
        app.extensions["storage"].delete_all(prefix)
    for letter in (app.config["SETTINGS"].chitta_home / "outbox").glob("*"):  # of tests before this one
        letter.unlink()
    return Estate(app, post)
