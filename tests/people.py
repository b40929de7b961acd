"""The cast: Dana (Noa's mother), Amir (the father, with an account of his own), Ruth (a stranger), Omer (an operator)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from chitta.accounts.consents import PURPOSES, Consent
from chitta.accounts.models import Login, User
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
    """A parent who is logged in and said yes to everything; with a child, whose journey is open and greeted."""
    who = visitor(app)
    with app.test_request_context(), transaction():
        user = User(email=email, full_name=name, password_hash="!", language=language, **{"address": "n", **about})
        db.session.add(user)
        db.session.flush()
        Consent.give(user, *PURPOSES)
        login = Login.start(user)
        db.session.flush()
        who.user_id = user.id
        if child is not None:
            add_child(who, user, child)
        token = login.token
    with who.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return who


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
