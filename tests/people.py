"""The cast: Dana (Noa's mother), Amir (the father, with an account of his own), Ruth (a stranger), Omer (an operator)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import RowMapping, Table, event, insert, select
from sqlalchemy.orm import ORMExecuteState
from werkzeug.test import TestResponse

from chitta.accounts.models import Login, User, fingerprint
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.i18n import speaking
from chitta.journey.models import Journey

HX = {"HX-Request": "true"}


@dataclass
class Person:
    """Somebody with a browser. `post` sends the form's token along, as a page would."""

    app: Flask
    client: FlaskClient
    user_id: UUID | None = None
    child_id: UUID | None = None
    session_id: UUID | None = None
    ids: dict[str, UUID] = field(default_factory=dict)

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, token: bool = True, **options: Any) -> TestResponse:
        return self.client.post(
            path, data={**({"csrf_token": self.token()} if token else {}), **(data or {})}, **options
        )

    def token(self) -> str:
        with self.client.session_transaction() as session:
            session.setdefault("csrf_token", "0" * 40)
            return URLSafeTimedSerializer(self.app.secret_key, salt="wtf-csrf-token").dumps(session["csrf_token"])

    def say(self, text: str, **data: Any) -> TestResponse:
        return self.post(f"/sessions/{self.session_id}/messages", {"text": text, **data})


def visitor(app: Flask) -> Person:
    """Somebody without an account."""
    return Person(app, app.test_client())


def parent(app: Flask, name: str, email: str, child: str | None = None, language: str = "en", **about: Any) -> Person:
    """A parent who is logged in; with a child, whose journey is open and greeted.

    The house writes each such family once in a run. Whoever asks for the same one later gets a copy of its rows, with ids
    and a login of its own, as if written now.
    """
    who, sort = visitor(app), repr((name, email, child, language, sorted(about.items())))
    with app.test_request_context(), transaction():
        if sort not in _families:
            _families[sort] = Family.written({"full_name": name, "email": email, "language": language, **about}, child)
        token = _families[sort].move_in(who)
    with who.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return who


@dataclass(frozen=True)
class Family:
    """A parent's rows, in an order in which they can be written."""

    rows: list[tuple[Table, dict[str, Any]]]
    ids: tuple[UUID, UUID | None, UUID | None]  # user, child, journey
    then: datetime

    @classmethod
    def written(cls, about: dict[str, Any], child: str | None) -> Family:
        """As the house writes them, in a transaction that is not kept."""
        who, new, then = Person(None, None), [], times.now()  # type: ignore[arg-type, var-annotated]
        event.listen(db.session(), "after_flush", lambda session, _context: new.extend(session.new))
        event.listen(db.session(), "do_orm_execute", _no_row_unseen)
        user = User(password_hash="!", **{"address": "n", **about})
        db.session.add(user)
        Login.start(user)
        if child is not None:
            add_child(who, user, child)
        db.session.flush()
        order = db.metadata.sorted_tables.index
        tables = [(one.__table__, one.id) for one in sorted(new, key=lambda one: order(one.__table__))]
        rows = [(table, dict(_row(table, id))) for table, id in tables]
        db.session.remove()
        return cls(rows, (user.id, who.child_id, who.session_id), then)

    def move_in(self, who: Person) -> str:
        """Everything again, with ids of its own; the token of the login."""
        ids, later, token = {row["id"]: uuid4() for _, row in self.rows}, times.now() - self.then, token_urlsafe(32)
        for table, row in self.rows:
            copy = {name: _moved(value, ids, later) for name, value in row.items()}
            copy |= {"token_hash": fingerprint(token)} if table is Login.__table__ else {}
            db.session.execute(insert(table), copy)
        who.user_id, who.child_id, who.session_id = (ids.get(one) for one in self.ids)  # type: ignore[arg-type]
        return token


_families: dict[str, Family] = {}


def _no_row_unseen(statement: ORMExecuteState) -> None:
    assert not statement.is_insert, "rows of a family are written as objects: others would be missing from its copies"


def _row(table: Table, id: UUID) -> RowMapping:
    return db.session.execute(select(table).where(table.c.id == id)).mappings().one()


def _moved(value: Any, ids: dict[UUID, UUID], later: timedelta) -> Any:
    if isinstance(value, datetime):
        return value + later
    return ids.get(value, value) if isinstance(value, UUID) else value


def add_child(who: Person, user: User, name: str, **about: Any) -> Child:
    """Another child of this parent; becomes the one that `who.say` speaks about."""
    from chitta.chat.speaking import open_conversation

    child = Child(parent=user, name=name, created_at=times.now(), **about)
    db.session.add(child)
    db.session.flush()
    with speaking(*user.tongue):
        journey: Journey = open_conversation(child)
    who.child_id, who.session_id = child.id, journey.id
    return child
