"""What was told of Noa and written in her journal, without a database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chitta.meetings.composing import Known
from chitta.reports.composing import About
from tests.reports.people import Told

TODAY = date(2026, 11, 28)
__all__ = ["TODAY", "Noted", "Question", "Told", "noa"]


@dataclass
class Noted:
    """A journal entry as the page sees it."""

    content: str
    kind: str = "observation"
    day: date = date(2026, 11, 20)
    tags: list[str] = field(default_factory=list)
    alert: str | None = ""
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@dataclass
class Question:
    text: str
    id: uuid.UUID = field(default_factory=uuid.uuid4)


def noa(*told: Told, entries: tuple[Noted, ...] = (), questions: tuple[Question, ...] = (), **more: Any) -> Known:
    """What is known of Noa, who is three and a half."""
    meeting = more.pop("meeting", ("", ""))
    about = About(**{"name": "Noa", "gender": "girl", "age": 3.5, **more})
    kinds = [(one.kind, one.tags) for one in entries]
    return Known(about, TODAY, told, entries, kinds, questions, meeting)
