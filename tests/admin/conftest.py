"""Omer, who runs the house, and what stands on his desk."""

from __future__ import annotations

import pytest

from chitta.accounts.models import User
from chitta.core.db import db, transaction
from tests.people import Person, parent


@pytest.fixture
def omer(app) -> Person:
    """An operator; he has no child here."""
    who = parent(app, "Omer Katz", "omer@example.org")
    with app.app_context(), transaction():
        db.session.get(User, who.user_id).role = "operator"
    return who
