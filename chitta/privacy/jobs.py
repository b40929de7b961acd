"""The bells of a family's rights: erase what was left, and ring again for what nobody is working on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import current_app

from chitta.core.db import transaction
from chitta.gateways import queue
from chitta.privacy import erasing
from chitta.privacy.models import Erasure

FORGOTTEN = timedelta(seconds=10)


def erase_later(erasure: Erasure) -> None:
    """Ring once the rows are gone."""
    queue.later(erase, erasure.id)


@queue.bell("heavy", limit=900)
def erase(erasure_id: str) -> None:
    erasing.erase(UUID(erasure_id), means())


def means() -> erasing.Means:
    """What this process works with."""
    ours = current_app.extensions
    return erasing.Means(ours["storage"], ours["streams"], ours["mail"])


def sweep() -> None:
    """Erasures that wait for nobody, or whose rest is over."""
    with transaction(writing=False):
        forgotten = Erasure.left_behind(FORGOTTEN)
    for erasure_id in forgotten:
        queue.now(erase, erasure_id)
