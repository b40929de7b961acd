"""Dana's journey in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from chitta.core.db import transaction
from chitta.journey.facts import Fact
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
def learned(app: Flask, dana: Person) -> Callable[..., list[Any]]:
    """Teach Noa's journey and commit; the ids of what is known then, oldest first."""

    def learned(*facts: Fact) -> list[Any]:
        with app.app_context(), transaction():
            journey = Journey.locked(dana.session_id)
            for fact in facts:
                journey.learn(fact)
            return [one.id for one in journey.observations()]

    return learned


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
