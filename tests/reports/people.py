"""What was told of Noa, without a database."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass
class Told:
    """An observation as the letter sees it."""

    kind: str
    domain: str
    text: str
    example: str = ""
    since: str = ""
    said_by: str = "parent"
    state: str = "held"
    source: dict[str, Any] = field(default_factory=dict)
    version: int = 1
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    created_at: datetime = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
