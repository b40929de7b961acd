"""Dana's letter in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import select

from chitta.building import guides
from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from chitta.reports.models import Report
from tests.people import Person
from tests.standin.server import Standin
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


@pytest.fixture
def claude(app: Flask, standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Standin:
    """From here on letters and reports are written by Claude."""
    named = {"anthropic_api_key": SecretStr("a-key-of-the-test"), "anthropic_base_url": standin.url}
    both = guides(app.config["SETTINGS"].model_copy(update=named))
    both["claude"].pause, both["claude"].patience = 0.01, 1.0  # type: ignore[attr-defined]
    monkeypatch.setitem(app.extensions, "guides", both)
    monkeypatch.setitem(app.extensions, "guide", both["claude"])
    return standin
