"""Loading uploads through the person; for the uploader a log-in that ended is a sentence, not a page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user, person
from chitta.core.db import db
from chitta.core.i18n import N_
from chitta.uploads.models import Halted, Upload

View = TypeVar("View", bound=Callable[..., Any])
LOGIN = N_("You are no longer logged in. After logging in, choose the same file again: it goes on from the same point.")


def sender(view: View) -> View:
    """Only for people who are logged in; others are told so in JSON (401)."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        if person() is None:
            raise no_longer_logged_in()
        return view(*args, **values)

    guarded.guard = "sender"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def no_longer_logged_in() -> Halted:
    """What is said to somebody whose log-in ended while a file was on its way."""
    return Halted("login", LOGIN, 401)


def my_upload(upload_id: uuid.UUID) -> Upload:
    """An upload of this person; 404 for every other."""
    return _mine(Upload.id == upload_id)


def my_upload_to(key: str) -> Upload:
    """The upload whose bytes lie at this key; 404 for one that is not this person's."""
    return _mine(Upload.key == key)


def who() -> str:
    """As addresses of files name this person."""
    return f"user:{current_user().id}"


def _mine(which: Any) -> Upload:
    mine = select(Upload).where(which, Upload.visible_to(current_user()))
    return db.session.scalar(mine) or abort(404)
