"""Claude is the stand-in at the other end of the real SDK; workers are processes that can be killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from pydantic import SecretStr

from chitta.building import guides
from tests.faults import workers
from tests.standin.server import Standin


@pytest.fixture(scope="session")
def nursery() -> Iterator[workers.Nursery]:
    with workers.nursery() as place:
        yield place


@pytest.fixture
def worker(app, valkey_server, tmp_path, nursery) -> Iterator[workers.Worker]:
    """Not begun yet."""
    one = workers.Worker(nursery, app, valkey_server, tmp_path)
    yield one
    one.end()


@pytest.fixture
def claude(app: Flask, standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Standin:
    """From here on the conversation is held by Claude, as the settings of an operator would have it."""
    named = {"anthropic_api_key": SecretStr("a-key-of-the-test"), "anthropic_base_url": standin.url}
    both = guides(app.config["SETTINGS"].model_copy(update={**named, "guide_stall_seconds": 0.5}))
    both["claude"].pause = 0.02  # type: ignore[attr-defined]
    both["claude"].warm()  # type: ignore[attr-defined]
    monkeypatch.setitem(app.extensions, "guides", both)
    monkeypatch.setitem(app.extensions, "guide", both["claude"])
    return standin
