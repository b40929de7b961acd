"""`from tests.standin.fixtures import *` in a conftest: one stand-in per test run, clean for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.standin.server import Standin

__all__ = ["standin", "standin_server"]


@pytest.fixture(scope="session")
def standin_server() -> Iterator[Standin]:
    """The listening server."""
    server = Standin().start()
    yield server
    server.close()


@pytest.fixture
def standin(standin_server: Standin) -> Iterator[Standin]:
    """The stand-in, with nothing scripted and nothing remembered."""
    standin_server.forget()
    yield standin_server
    standin_server.forget()
