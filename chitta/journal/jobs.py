"""The bell of the journal: what was deleted loses its words and its photo once it can no longer come back."""

from __future__ import annotations

from chitta.core.db import transaction
from chitta.journal.models import JournalEntry


def sweep() -> None:
    """Erase what was deleted more than ten minutes ago. The worker calls it every few seconds."""
    with transaction():
        JournalEntry.erase_deleted()
        JournalEntry.let_strays_go()
