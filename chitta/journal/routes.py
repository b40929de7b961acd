"""The doors of the journal."""

from __future__ import annotations

from flask import Blueprint

from chitta.journal.models import JournalEntry  # noqa: F401 - the table is known from here on

bp = Blueprint("journal", __name__)
