"""The same house with its limits on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from chitta import create_app
from chitta.core.db import db
from chitta.gateways import queue
from chitta.web import frame

DOWN = "redis+unix:///tmp/nobody-listens-here.sock"


@contextmanager
def strict_house(
    app: Flask, store: str, monkeypatch: pytest.MonkeyPatch, folders: pytest.TempPathFactory
) -> Iterator[Flask]:
    """store: where the limits are counted."""
    settings = app.config["SETTINGS"]
    monkeypatch.setattr(frame, "limits_address", lambda settings: store)
    frame.limiter._storage_dead = False
    house = create_app(settings.model_copy(update={"environment": "development"}))
    house.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folders.getbasetemp()))
    yield house
    with house.app_context():
        db.engine.dispose()
    frame.limiter.enabled = False
    queue.connect(settings.redis)
