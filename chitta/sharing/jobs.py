"""The bells of the links: what is over loses its words, and the journey counts anew."""

from __future__ import annotations

from chitta.core.db import transaction
from chitta.sharing.freezing import forget_entries
from chitta.sharing.models import ShareLink


def sweep() -> None:
    """The worker calls it every few seconds."""
    with transaction(writing=False):
        over = ShareLink.overdue()
    for link_id in over:
        with transaction():
            ShareLink.clear(link_id)
    with transaction():
        forget_entries()
        ShareLink.forget_tries()
