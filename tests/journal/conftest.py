"""Dana's journal in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey
from tests.people import Person


@pytest.fixture
def journey(app: Flask, dana: Person) -> Iterator[Journey]:
    """Noa's journey, locked, in a transaction of its own."""
    with app.app_context(), transaction():
        yield Journey.locked(dana.session_id)


@pytest.fixture
def wrote(app: Flask, dana: Person) -> Callable[..., Any]:
    """Write an entry in Noa's journal and commit; its id."""

    def wrote(content: str = "She let go of my hand at the gate", **more: Any) -> Any:
        with app.app_context(), transaction():
            return JournalEntry.write(Journey.locked(dana.session_id), content, **more).id

    return wrote


@pytest.fixture
def entries(app: Flask, dana: Person) -> Callable[[], list[JournalEntry]]:
    """Every row of Noa's journal as the database has it now, deleted ones too; the oldest first."""

    def entries() -> list[JournalEntry]:
        with app.app_context(), transaction(writing=False):
            mine = db.select(JournalEntry).where(JournalEntry.session_id == dana.session_id)
            return list(db.session.scalars(mine.order_by(JournalEntry.created_at, JournalEntry.id)))

    return entries


@pytest.fixture
def counted(app: Flask, dana: Person) -> Callable[[], int | None]:
    """How many entries the journey believes there are."""

    def counted() -> int | None:
        with app.app_context(), transaction(writing=False):
            found = db.session.get_one(Journey, dana.session_id).state.artifact("journal")
            return found.count if found else None

    return counted


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let time pass."""
    real = times.now

    def later(**passed: float) -> None:
        monkeypatch.setattr(times, "now", lambda: real() + timedelta(**passed))

    return later
