"""Loading journal entries through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.journal.models import JournalEntry


def my_entry(entry_id: uuid.UUID, deleted: bool = False) -> JournalEntry:
    """An entry in one of this person's journeys, also a deleted one if asked for; 404 for every other."""
    mine = select(JournalEntry).where(JournalEntry.id == entry_id, JournalEntry.visible_to(current_user()))
    entry = db.session.scalar(mine)
    return entry if entry and (deleted or entry.deleted_at is None) else abort(404)
