"""Dana's letter in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from chitta.reports.models import Report
from tests.people import Person
from tests.working import burst


@pytest.fixture
def versions(app: Flask, dana: Person) -> Callable[[], list[Report]]:
    """Noa's letters as the database has them now, the newest first."""

    def versions() -> list[Report]:
        with app.app_context(), transaction(writing=False):
            mine = select(Report).where(Report.session_id == dana.session_id).order_by(Report.version.desc())
            return list(db.session.scalars(mine))

    return versions


@pytest.fixture
def state(app: Flask, dana: Person) -> Callable[[], Any]:
    """Noa's master state as the database has it now."""

    def state() -> Any:
        with app.app_context(), transaction(writing=False):
            return db.session.get_one(Journey, dana.session_id).state

    return state


@pytest.fixture
def heavy(app: Flask) -> Callable[[], int]:
    """Run every heavy job that waits; how many there were."""
    return lambda: burst(app, "heavy")


@pytest.fixture
def letter(dana: Person, heavy: Callable[[], int], versions: Callable[[], list[Report]]) -> Callable[[], Report]:
    """Dana asks for the letter and it is written."""

    def letter() -> Report:
        dana.post(f"/sessions/{dana.session_id}/reports")
        heavy()
        return versions()[0]

    return letter
