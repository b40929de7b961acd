"""Things Dana and Amir told, for tests that need no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chitta.journey.state import ChildFacts

MESSAGE = "0b6f2c1e-0000-4000-8000-000000000001"


@dataclass(frozen=True)
class Told:
    kind: str
    text: str
    domain: str = "general"
    example: str = ""
    said_by: str = "parent"
    state: str = "held"
    source: dict[str, Any] = field(default_factory=lambda: {"message": MESSAGE})
    created_at: datetime = datetime(2026, 11, 12, tzinfo=UTC)


NOA = ChildFacts(name="Noa", age=3.4, gender="girl")
ORI = ChildFacts(name="אורי", age=3.4, gender="boy")
NOBODY = ChildFacts()
LEGO = Told("strength", "Loves building lego towers")
FRIDGE = Told("concern", "Few words", "communication", "Yesterday at the fridge she pulled my hand instead of asking")
