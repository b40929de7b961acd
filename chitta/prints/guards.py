"""Loading prints through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.prints.models import Print


def my_print(print_id: uuid.UUID) -> Print:
    """A print from one of this person's journeys; 404 for every other, discarded ones included."""
    return here(print_id) or abort(404)


def here(print_id: uuid.UUID) -> Print | None:
    """The same, or None."""
    mine = Print.id == print_id, Print.visible_to(current_user())
    return db.session.scalar(select(Print).where(*mine))
