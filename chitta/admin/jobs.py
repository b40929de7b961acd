"""The bells of the desk: work on a list of professionals, and ring again for those nobody is working on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from chitta.admin import bringing
from chitta.admin.models import ExpertList
from chitta.core.db import transaction
from chitta.gateways import queue

FORGOTTEN = timedelta(seconds=10)


def work_later(taken: ExpertList) -> None:
    """Ring once the row is committed; for one that waits."""
    if taken.open:
        queue.later(work, taken.id)


@queue.bell("heavy", limit=900)
def work(list_id: str) -> None:
    bringing.work(UUID(list_id))


def sweep() -> None:
    """Lists that wait for nobody, and those that are over."""
    with transaction():
        ExpertList.sweep_away()
        forgotten = ExpertList.left_behind(FORGOTTEN)
    for list_id in forgotten:
        queue.now(work, list_id)
