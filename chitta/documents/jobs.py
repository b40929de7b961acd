"""The bells of the papers: understand one, and ring again for those nobody is working on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from flask import current_app

from chitta.core.db import after_commit, transaction
from chitta.documents import understanding
from chitta.documents.models import Document
from chitta.gateways import queue
from chitta.gateways.storage import StorageError

log = structlog.get_logger()

FORGOTTEN = timedelta(seconds=10)


def understand_later(paper: Document) -> None:
    """Ring once the row is committed."""
    queue.later(understand, paper.id)


def erase_files_later(paper: Document) -> None:
    """Once the row is committed: now, and by the sweeper where that failed."""
    paper_id = paper.id
    after_commit(lambda: _erase(paper_id))


@queue.bell("heavy", limit=900)
def understand(document_id: str) -> None:
    understanding.understand(UUID(document_id), means())


def means() -> understanding.Means:
    """What this process works with."""
    ours = current_app.extensions
    budget = current_app.config["SETTINGS"].daily_token_budget
    return understanding.Means(ours["storage"], ours["guides"], ours["streams"], budget)


def sweep() -> None:
    """Papers that wait for nobody, and files of papers that are gone."""
    with transaction(writing=False):
        forgotten, leaving = Document.left_behind(FORGOTTEN), Document.with_files_to_erase()
    for document_id in forgotten:
        queue.now(understand, document_id)
    for document_id in leaving:
        _erase(document_id)


def _erase(document_id: UUID) -> None:
    try:
        understanding.erase_files(document_id, current_app.extensions["storage"])
    except StorageError as error:
        log.warning("files not erased", document=str(document_id), kind=error.kind)
