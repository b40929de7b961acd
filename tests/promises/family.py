"""One family with a row of every kind, and everybody who may knock at its doors; built once, and put back after every deed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import delete, event, insert, select, update

from chitta.accounts.models import Login, OutgoingLetter, User
from chitta.admin.models import ExpertList
from chitta.chat.models import Message
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.documents.models import Document
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey
from chitta.prints.models import Print
from chitta.privacy.models import Export
from chitta.reports import writing
from chitta.videos.models import Video
from tests.people import Person, parent, visitor
from tests.promises.test_doors import address, everything_of

WRITES = {"INSERT", "UPDATE", "DELETE"}
HERS = ["Dana", "dana@example.org", "Noa", "sings all day", "let go of my hand", "What helps at the gate", "waited for her turn", "report.pdf"]  # fmt: skip
Table = dict[str, list[Any]]


@dataclass
class Family:
    """ids: Dana's rows by the name of the argument that carries them; people: who knocks, by what they are; tokens: of Dana's
    own files by the door they open; rows, files: as they are."""

    app: Flask
    ids: dict[str, UUID]
    people: dict[str, Person]
    tokens: dict[str, str] = field(default_factory=dict)
    rows: Table = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def place(self, rule: Any) -> str:
        """The address of this door that leads to what is Dana's."""
        token = self.tokens.get(rule.endpoint, "x")
        return address(self.app, rule, {**self.ids, "token": token, "country": "IL"})

    def said_the_password(self) -> None:
        """Everybody, just now."""
        with self.app.app_context(), transaction():
            db.session.execute(update(Login).values(sure_at=times.now()))

    @contextmanager
    def put_back(self, who: Person) -> Iterator[None]:
        """Whatever a deed of theirs changes, in the rows and in their browser."""
        cookies, rows = dict(who.client._cookies), self.now()
        with self.writing() as written:
            yield
        who.client._cookies = cookies
        if written:
            self.restore(rows)

    def things(self, who: Person) -> dict[str, UUID]:
        """A paper and a film of somebody else's own."""
        with self.app.app_context(), transaction():
            journey, key = Journey.locked(who.session_id), f"families/{who.child_id}/{uuid4()}/original"
            about = {"name": "own.pdf", "type": "report", "media_type": "application/pdf", "size": 9, "key": key}
            paper = Document.take(journey, **about)
            paper.status = "understood"
            film = Video.take(journey, name="b.mp4", scene="free_play", watch="parent", size=9, key=key, replaces=None)
            film.status, film.key = "understood", key.replace("original", "film.mp4")
            return {"document_id": paper.id, "video_id": film.id}

    def touched(self, before: Table, by: Person) -> list[tuple[str, Any]]:
        """Rows that were there and are other now, those of this person's own account and journey apart."""
        now = self.now()
        mine = {by.user_id, by.session_id, by.child_id}
        return [
            (name, row)
            for name, rows in before.items()
            for row in rows
            if row not in now[name] and not mine & {cell for cell in row if isinstance(cell, UUID)}
        ]

    def now(self) -> Table:
        """Every row of every table."""
        with self.app.app_context(), transaction(writing=False):
            tables = db.metadata.sorted_tables
            return {
                one.name: [tuple(row) for row in db.session.execute(select(one).order_by(one.c.id))] for one in tables
            }

    def restore(self, rows: Table | None = None) -> None:
        """Everything is as it was, whatever somebody did."""
        rows, now = rows or self.rows, self.now()
        if now != rows:
            with self.app.app_context(), db.engine.begin() as connection:
                for table in reversed(db.metadata.sorted_tables):
                    connection.execute(delete(table))
                for table in db.metadata.sorted_tables:
                    names = [column.name for column in table.columns]
                    if rows[table.name]:
                        some = [dict(zip(names, row, strict=True)) for row in rows[table.name]]
                        connection.execute(insert(table).values(some))
        self.lay_files()

    def lay_files(self) -> None:
        storage = self.app.extensions["storage"]
        for key, content in self.files.items():
            storage.put(key, io.BytesIO(content), "application/octet-stream")

    @contextmanager
    def writing(self) -> Iterator[list[str]]:
        """What is written meanwhile."""
        written: list[str] = []
        note = lambda _c, _k, statement, *_rest: written.append(statement)  # noqa: E731
        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            found: list[str] = []
            yield found
        finally:
            event.remove(engine, "before_cursor_execute", note)
            found += [one for one in written if one.split()[0].upper() in WRITES]


def move_in(app: Flask) -> Family:
    """Dana's family, and everybody else."""
    dana = parent(app, "Dana Levin", "dana@example.org", "Noa", address="f")
    dana.say("Noa sings all day long")
    ids = {**everything_of(app, dana), **_desk(app)}
    people = {
        "Dana": dana,
        "Ruth": parent(app, "Ruth Stranger", "ruth@example.org", "Tom"),
        "a visitor": visitor(app),
        "a guest": _guest(app, ids["opening_id"]),
        "logged out": _logged_out(app, dana),
        "deleted": _deleted(app),
        "Omer": _operator(app, "omer", factor=True, proved=True),
        "Omer without a second factor": _operator(app, "plain", factor=False, proved=False),
        "Omer who did not prove it": _operator(app, "unproved", factor=True, proved=False),
    }
    family = Family(app, ids, people)
    family.files = _finish(app, ids)
    family.lay_files()
    family.tokens = _tokens(app, dana, ids)
    family.rows = family.now()
    return family


def _desk(app: Flask) -> dict[str, UUID]:
    """What lies on an operator's desk."""
    with app.app_context(), transaction():
        omer = User(email="desk@example.org", full_name="Omer Katz", password_hash="!", language="en", address="n")
        letter = OutgoingLetter(kind="device", email="desk@example.org", path="", user=omer)
        db.session.add_all([omer, letter])
        db.session.flush()
        return {"list_id": ExpertList.take(omer, "list.csv", b"name_en\nDr. Bar\n").id, "letter_id": letter.id}


def _finish(app: Flask, ids: dict[str, UUID]) -> dict[str, bytes]:
    """What takes a worker its time is done, and nobody has said their password lately; the files that came of it."""
    with app.app_context():
        writing.write(ids["report_id"], app.extensions["streams"], app.extensions["guides"], 0)
    with app.app_context(), transaction():
        db.session.execute(update(Login).values(sure_at=times.now() - timedelta(hours=1)))
        paper, film = db.session.get_one(Document, ids["document_id"]), db.session.get_one(Video, ids["video_id"])
        printed, copy = db.session.get_one(Print, ids["print_id"]), db.session.get_one(Export, ids["export_id"])
        printed.status = copy.status = "ready"
        copy.ready_at, copy.expires_at = times.now(), times.now() + timedelta(days=3)
        entry = db.session.get_one(JournalEntry, ids["entry_id"])
        said = select(Message.id).where(Message.session_id == ids["session_id"], Message.sender == "user")
        ids["message_id"] = db.session.scalars(said).one()
        keys = [paper.key, paper.image_key(1), film.key, film.poster_key, printed.key, copy.key, entry.photo_key]
    return dict.fromkeys(keys, b"of Dana's" * 100)


def _tokens(app: Flask, dana: Person, ids: dict[str, UUID]) -> dict[str, str]:
    """Addresses that were made for Dana: of her paper, and of a part of her upload."""
    read = dana.get(f"/documents/{ids['document_id']}/download").location
    with app.app_context():
        where = app.extensions["storage"].part_address("families/x/y/original", "none", 1, 5, f"user:{dana.user_id}")
    return {"uploads.give": read.rpartition("/")[2], "uploads.keep": where.rpartition("/")[2]}


def _guest(app: Flask, opening_id: UUID) -> Person:
    """Dr. Levi, inside, in a browser that has never seen a log-in."""
    who = visitor(app)
    who.client.set_cookie(f"guest-{opening_id.hex[:16]}", "a secret")
    return who


def _logged_out(app: Flask, dana: Person) -> Person:
    """Dana's other browser, whose cookie was kept by somebody before she logged out there."""
    with app.app_context(), transaction():
        login = Login.start(db.session.get_one(User, dana.user_id))
        db.session.flush()
        token = login.token
    before, after = visitor(app), visitor(app)
    for who in (before, after):
        with who.client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
    assert after.post("/logout").status_code == 303
    return before


def _deleted(app: Flask) -> Person:
    """Whoever deleted their account and kept the cookie."""
    who = parent(app, "Gone Away", "gone@example.org", "Gil")
    with app.app_context(), transaction():
        db.session.delete(db.session.get_one(User, who.user_id))
    return who


def _operator(app: Flask, name: str, factor: bool, proved: bool) -> Person:
    who = parent(app, "Omer Katz", f"{name}@example.org")
    with app.app_context(), transaction():
        user = db.session.get_one(User, who.user_id)
        user.role, user.second_factor_at = "operator", times.now() if factor else None
        user.living_logins()[0].proved_at = times.now() if proved else None
    return who
