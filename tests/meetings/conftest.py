"""The page for Noa's meeting in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from chitta.core.db import db, transaction
from chitta.core.i18n import speaking
from chitta.journal.models import JournalEntry
from chitta.journey.facts import ArtifactCounted, Observed
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.meetings.models import MeetingQuestion
from tests.people import Person

SINGS = Observed(kind="strength", domain="communication", text="She sings all day long")
ALONE = Observed(
    kind="concern", domain="social_play", text="She plays alone", example="At the birthday she hid", since="the summer"
)
LETTER = ArtifactCounted(artifact=Artifact(type="parent_report", count=1, status="ready"))


@pytest.fixture
def in_english() -> Iterator[None]:
    """The reader of what is composed reads English."""
    with speaking("en"):
        yield


@pytest.fixture
def view(dana: Person) -> str:
    return f"/sessions/{dana.session_id}/view/summary"


@pytest.fixture
def asking(dana: Person) -> str:
    return f"/sessions/{dana.session_id}/meeting/questions"


@pytest.fixture
def told(learned: Callable[..., list[Any]]) -> list[Any]:
    """Enough for the page: a strength, a worry, and a letter that was written; the observations' ids."""
    return learned(SINGS, ALONE, LETTER)


@pytest.fixture
def questions(app: Flask, dana: Person) -> Callable[[], list[MeetingQuestion]]:
    """Dana's questions as the database has them now."""

    def questions() -> list[MeetingQuestion]:
        with app.app_context(), transaction(writing=False):
            mine = select(MeetingQuestion).where(MeetingQuestion.session_id == dana.session_id)
            return list(db.session.scalars(mine.order_by(MeetingQuestion.created_at, MeetingQuestion.id)))

    return questions


@pytest.fixture
def wrote(app: Flask, dana: Person) -> Callable[..., Any]:
    """Write an entry in Noa's journal and commit; its id."""

    def wrote(content: str, **more: Any) -> Any:
        with app.app_context(), transaction():
            return JournalEntry.write(Journey.locked(dana.session_id), content, **more).id

    return wrote


@pytest.fixture
def stage(app: Flask, dana: Person) -> Callable[[], str]:
    """Where Noa's journey stands now."""

    def stage() -> str:
        with app.app_context(), transaction(writing=False):
            return db.session.get_one(Journey, dana.session_id).state.journey_stage

    return stage
