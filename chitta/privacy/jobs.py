"""The bells of a family's rights: erase what was left, and ring again for what nobody is working on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import structlog
from flask import current_app

from chitta.accounts.jobs import write_later
from chitta.core.db import after_commit, transaction
from chitta.gateways import queue
from chitta.gateways.storage import StorageError
from chitta.privacy import copying, erasing, importing
from chitta.privacy.models import Erasure, Export, Import

log = structlog.get_logger()

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


def copy_later(export: Export) -> None:
    """Ring once the row is committed."""
    queue.later(copy, export.id)


def tidy_later() -> None:
    """Erase what is over once that is committed: now, and by the sweeper where it failed."""
    after_commit(_tidy)


@queue.bell("heavy", limit=7200)
def copy(export_id: str) -> None:
    storage = current_app.extensions["storage"]
    style = Path(current_app.static_folder or "static") / "css" / "copy.css"
    copying.copy(UUID(export_id), copying.Means(storage, style.read_bytes, _tell))


def bring_back_later(import_id: UUID) -> None:
    """Ring once the row is committed."""
    queue.later(bring_back, import_id)


@queue.bell("heavy", limit=7200)
def bring_back(import_id: str) -> None:
    importing.bring_back(UUID(import_id), returning())


def returning() -> importing.Means:
    """What this process works with."""
    return importing.Means(current_app.extensions["storage"], current_app.config["SETTINGS"].quota_bytes)


def _tell(export: Export) -> None:
    write_later("export", export.user.email, export.user, "/settings/export", until=export.expires_at)


def sweep() -> None:
    """Erasures and copies that wait for nobody or whose rest is over, and copies whose time is."""
    with transaction(writing=False):
        forgotten, waiting = Erasure.left_behind(FORGOTTEN), Export.left_behind(FORGOTTEN)
        coming = Import.left_behind(FORGOTTEN)
    for erasure_id in forgotten:
        queue.now(erase, erasure_id)
    for export_id in waiting:
        queue.now(copy, export_id)
    for import_id in coming:
        queue.now(bring_back, import_id)
    _tidy()


def _tidy() -> None:
    try:
        copying.tidy(current_app.extensions["storage"])
        importing.tidy(current_app.extensions["storage"])
    except StorageError as error:
        log.warning("copies not erased", kind=error.kind)
