"""Letters that arrived, and passwords that people know."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flask import Flask

from chitta.accounts import passwords
from chitta.accounts.models import User
from chitta.core.db import db, transaction
from tests.people import Person

PASSWORD = "violet otter marches"
OTHER = "seven lamps under snow"


@pytest.fixture
def post(app: Flask, work: Callable[[], int]) -> Callable[[], list[EmailMessage]]:
    """Let the postman work; the letters that arrived since the last time, oldest first."""
    outbox = app.extensions["mail"].folder
    for old in outbox.glob("*.eml"):
        old.unlink()

    def arrived() -> list[EmailMessage]:
        work()
        files = sorted(outbox.glob("*.eml"))
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        for file in files:
            file.unlink()
        return mails

    return arrived


def link_in(mail: EmailMessage) -> str:
    """The path of the one-time link in a letter."""
    found = re.search(r"http://127\.0\.0\.1:8000(/(?:reset|confirm)/\S+)", text_of(mail))
    assert found
    return found[1]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return body.get_content()


def knows(who: Person, password: str = PASSWORD) -> Person:
    """From now on this is their password."""
    with who.app.app_context(), transaction():
        user = db.session.get(User, who.user_id)
        assert user
        user.password_hash = passwords.hashed(password)
    return who


def user_of(app: Flask, email: str) -> User | None:
    with app.app_context(), transaction(writing=False):
        user = User.by_email(email)
        if user:
            _ = user.logins
        return user
