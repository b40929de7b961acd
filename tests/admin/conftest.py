"""Omer, who runs the house, and what stands on his desk."""

from __future__ import annotations

import pytest

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import db, transaction
from tests.people import Person, parent


@pytest.fixture
def omer(app) -> Person:
    """An operator, his second factor proved; he has no child here."""
    who = parent(app, "Omer Katz", "omer@example.org")
    with app.app_context(), transaction():
        user = db.session.get(User, who.user_id)
        user.role, user.second_factor_at = "operator", times.now()
        user.living_logins()[0].proved_at = times.now()
    return who
