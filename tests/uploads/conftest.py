from __future__ import annotations

from datetime import timedelta

import pytest

from chitta.core import times
from chitta.uploads import jobs, purposes
from tests.uploads.sending import SCRAP, Sender, content


@pytest.fixture(autouse=True)
def scraps():
    """Scraps of paper may be uploaded."""
    purposes.register(SCRAP)
    yield
    purposes._purposes.pop("scrap")


@pytest.fixture
def app(app):
    """The house, its storage empty: the home outlives a test."""
    storage = app.extensions["storage"]
    for key, upload in list(storage.unfinished(times.now() + timedelta(days=9))):
        storage.abort(key, upload)
    storage.delete_all("families/")
    return app


@pytest.fixture
def letter(dana):
    """Dana's browser with a file of three parts, the last one short."""
    return Sender(dana, content(17 * (1 << 20) + 5))


@pytest.fixture
def note(dana):
    """Dana's browser with a small file of one part."""
    return Sender(dana, b"She sings all day long.", "note.txt")


@pytest.fixture
def sweep(app):
    """One round of the sweeper, the thorough look included."""

    def round():
        jobs._looked = -jobs.THOROUGHLY
        with app.app_context():
            jobs.sweep()

    return round
