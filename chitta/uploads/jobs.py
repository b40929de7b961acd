"""The bell of the uploads: what stopped moving is ended, what was given up leaves the storage."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import structlog
from flask import current_app

from chitta.core import times
from chitta.core.db import transaction
from chitta.gateways import fence, queue
from chitta.gateways.storage import Storage
from chitta.uploads.models import UNTOUCHED, Upload
from chitta.uploads.receiving import finish, sweep_up

log = structlog.get_logger()

THOROUGHLY = 3600.0  # seconds between two looks at everything unfinished that the storage has
WORKSHOP = 2 * 3600.0  # no job lasts so long: its folder was left behind
_looked = -THOROUGHLY


def sweep() -> None:
    """Finish, give up, clean up. The worker calls it every few seconds."""
    global _looked
    storage: Storage = current_app.extensions["storage"]
    with transaction():
        Upload.expire()
    with transaction(writing=False):
        stuck, litter = Upload.stuck(), Upload.litter()
    for upload_id in stuck:
        try:
            finish(storage, upload_id)
        except Exception as error:
            log.error("upload not finished", upload=str(upload_id), error=queue.story(error))
    for upload in litter:
        try:
            sweep_up(storage, upload)
        except Exception as error:
            log.error("upload not swept", upload=str(upload.id), error=queue.story(error))
    if time.monotonic() - _looked >= THOROUGHLY:
        _looked = time.monotonic()
        sweep_thoroughly(storage)


def sweep_thoroughly(storage: Storage) -> None:
    """What lies about without a row: begun by a process that was killed before it could say so."""
    for key, multipart in storage.unfinished(times.now() - UNTOUCHED):
        with transaction(writing=False):
            known = Upload.knows(key, multipart)
        if not known:
            storage.abort(key, multipart)
    fence.tidy(Path(tempfile.gettempdir()), WORKSHOP)
