"""Dana's journey in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from chitta.core.db import transaction
from chitta.journey.models import Journey, Observation
from tests.people import Person


@pytest.fixture
def journey(app: Flask, dana: Person) -> Iterator[Journey]:
    """Noa's journey, in a transaction that is rolled back."""
    with app.app_context(), pytest.raises(Undone), transaction():
        yield Journey.locked(dana.session_id)
        raise Undone


class Undone(Exception):
    """The test is over; nothing of it stays."""


@pytest.fixture
def known(app: Flask) -> Callable[..., Observation]:
    """One observation as the database has it now."""
    from chitta.core.db import db

    def known(observation_id: Any) -> Observation:
        with app.app_context(), transaction(writing=False):
            found = db.session.get(Observation, observation_id)
            assert found
            return found

    return known
