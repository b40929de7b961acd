"""The directory in the hands of a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from chitta.core.db import transaction
from chitta.experts.models import Expert

LEVI: dict[str, Any] = {
    "name_he": "ד״ר לוי",
    "name_en": "Dr. Levi",
    "specialties": ("speech",),
    "city": "haifa",
    "languages": ("he", "ru"),
    "age_from": 2,
    "age_to": 6,
    "health_funds": ("maccabi",),
    "phone": "04-000-0000",
    "bio_en": "Works through play.",
    "bio_he": "בעבודה דרך משחק.",
}


@pytest.fixture
def expert(app: Flask) -> Callable[..., Expert]:
    """Write an entry and commit: Dr. Levi, but for what is said otherwise."""

    def expert(**fields: Any) -> Expert:
        with app.app_context(), transaction():
            return Expert.write(**{**LEVI, **fields})

    return expert
