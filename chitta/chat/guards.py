"""Loading messages through the person, and what an open page must still be allowed to see."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from chitta.accounts.guards import current_user
from chitta.accounts.models import Login
from chitta.chat.models import Message
from chitta.children.models import Child
from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from chitta.web.live import Guard, Sight

View = TypeVar("View", bound=Callable[..., Any])


def my_message(message_id: uuid.UUID) -> Message:
    """A line of one of this person's journeys; 404 for every other."""
    mine = Message.id == message_id, Message.visible_to(current_user())
    return db.session.scalar(select(Message).where(*mine)) or abort(404)


def listening(view: View) -> View:
    """`signed_in` for a stream: 401 for everybody else. A stream follows no way to a log-in page and would ask for ever."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        try:
            current_user()
        except HTTPException:
            abort(401)
        return view(*args, **values)

    guarded.guard = "signed_in"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def ended(app: Flask) -> Guard:
    """Which of these open pages must end: logged out, child or account deleted, no longer theirs. One query for all."""

    def check(sights: set[Sight]) -> set[Sight]:
        logins, journeys = ([uuid.UUID(one) for one in side] for side in zip(*sights, strict=True))
        still = (
            select(Login.id, Journey.id)
            .join(Child, Child.parent_id == Login.user_id)
            .join(Journey, Journey.child_id == Child.id)
        )
        with app.app_context(), transaction(writing=False):
            rows = db.session.execute(
                still.where(Login.id.in_(logins), Journey.id.in_(journeys), *Login.living())
            ).all()
        return sights - {(str(login), str(journey)) for login, journey in rows}

    return check
