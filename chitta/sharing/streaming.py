"""Files that go out to guests: the link is asked again while they do, so that ending it ends them too."""

from __future__ import annotations

import errno
import time
import uuid
from collections.abc import Iterable, Iterator

import structlog
from flask import Flask

from chitta.core.db import transaction
from chitta.sharing.models import ShareOpening

log = structlog.get_logger()
ASK_EVERY = 2.0  # seconds


def while_open(app: Flask, opening_id: uuid.UUID, secret: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, until the link is over: then we hang up, and what came is not taken for whole."""
    asked = time.monotonic()
    for piece in pieces:
        if time.monotonic() - asked >= ASK_EVERY:
            if not _lives(app, opening_id, secret):
                raise ConnectionResetError(errno.ECONNRESET, "the link was closed")
            asked = time.monotonic()
        yield piece


def _lives(app: Flask, opening_id: uuid.UUID, secret: str) -> bool:
    try:
        with app.app_context(), transaction(writing=False):
            return ShareOpening.alive(opening_id, secret) is not None
    except Exception as error:  # whoever cannot be asked has not said yes
        log.warning("a link could not be asked", error=type(error).__name__)
        return False
