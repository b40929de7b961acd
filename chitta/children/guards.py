"""Loading children through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.children.models import Child
from chitta.core.db import db


def my_child(child_id: uuid.UUID) -> Child:
    """A child of whoever is logged in; 404 for every other."""
    mine = Child.id == child_id, Child.visible_to(current_user())
    return db.session.scalar(select(Child).where(*mine)) or abort(404)
