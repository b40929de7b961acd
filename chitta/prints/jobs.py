"""The bells of the prints: make one, and ring again for those nobody is working on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import structlog
from flask import Flask, current_app

from chitta.core.db import after_commit, transaction
from chitta.gateways import queue
from chitta.gateways.storage import StorageError
from chitta.prints import making
from chitta.prints.models import Print

log = structlog.get_logger()

FORGOTTEN = timedelta(seconds=10)
BEAT = 8.0  # seconds between two signs of life; a lease lasts 30


def make_later(wanted: Print) -> None:
    """Ring once the row is committed; for one that waits."""
    if wanted.open:
        queue.later(make, wanted.id)


def erase_later(print_id: UUID) -> None:
    """Once the row is committed: now, and by the sweeper where that failed."""
    after_commit(lambda: _erase(print_id))


@queue.bell("heavy", limit=180)
def make(print_id: str) -> None:
    ours = current_app.extensions
    making.make(UUID(print_id), making.Means(ours["storage"], ours["streams"], alive))


@queue.bell("heavy")
def look_for(print_id: str) -> None:
    """Its file was not found when somebody wanted it."""
    making.look_for(UUID(print_id), current_app.extensions["storage"])


@contextmanager
def alive(print_id: UUID, attempt: int) -> Iterator[None]:
    """While this lasts, the row's lease is renewed beside the work."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    over = threading.Event()
    beating = threading.Thread(target=_beat, args=(app, print_id, attempt, over), daemon=True, name="print-alive")
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join(5)


def _beat(app: Flask, print_id: UUID, attempt: int, over: threading.Event) -> None:
    while not over.wait(BEAT):
        try:
            with app.app_context(), transaction():
                Print.hold(print_id, attempt)
        except Exception as error:
            log.warning("lease not kept", id=str(print_id), error=queue.story(error))


def sweep() -> None:
    """Prints that wait for nobody, and files of prints that are gone."""
    with transaction(writing=False):
        forgotten, leaving = Print.left_behind(FORGOTTEN), Print.with_files_to_erase()
    for print_id in forgotten:
        queue.now(make, print_id)
    for print_id in leaving:
        _erase(print_id)


def _erase(print_id: UUID) -> None:
    try:
        making.erase_files(print_id, current_app.extensions["storage"])
    except StorageError as error:
        log.warning("print not erased", id=str(print_id), kind=error.kind)
