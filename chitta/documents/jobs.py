"""The bells of the papers: understand one, and ring again for those nobody is working on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import structlog
from flask import Flask, current_app

from chitta.core.db import after_commit, transaction
from chitta.documents import understanding
from chitta.documents.models import Document
from chitta.gateways import queue
from chitta.gateways.storage import StorageError

log = structlog.get_logger()

FORGOTTEN = timedelta(seconds=10)
BEAT = 8.0  # seconds between two signs of life; a lease lasts 30


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
    return understanding.Means(ours["storage"], ours["guides"], ours["streams"], budget, alive)


@contextmanager
def alive(document_id: UUID, attempt: int) -> Iterator[None]:
    """While this lasts, the row's lease is renewed beside the work, which may wait for minutes."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    over = threading.Event()
    beating = threading.Thread(target=_beat, args=(app, document_id, attempt, over), daemon=True, name="paper-alive")
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join(5)


def _beat(app: Flask, document_id: UUID, attempt: int, over: threading.Event) -> None:
    while not over.wait(BEAT):
        try:
            with app.app_context(), transaction():
                Document.hold(document_id, attempt)
        except Exception as error:
            log.warning("lease not kept", document=str(document_id), error=queue.story(error))


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
