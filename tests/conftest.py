"""Real parts under every test: a Valkey, SQLite or PostgreSQL (TEST_DATABASE), and the cast of people.py."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask import url_for as flask_url_for

from chitta import create_app
from chitta.core.db import db, transaction
from chitta.core.settings import Settings
from chitta.gateways import fence
from chitta.journey.facts import Fact
from chitta.journey.models import Journey
from chitta.migrating import migrate
from tests import servers
from tests.fenced import Remembered
from tests.people import Person, parent, visitor
from tests.standin.fixtures import standin, standin_server  # noqa: F401

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a camera that draws a clock and beeps
    "--use-fake-ui-for-media-stream",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second database only what meets a database: a sum is the same on both."""
    if DATABASE == "sqlite":
        return
    meets = [one for one in items if "database_url" in getattr(one, "fixturenames", ())]
    config.hook.pytest_deselected(items=[one for one in items if one not in meets])
    items[:] = meets


def pytest_collection_finish() -> None:
    _keep()


def _keep() -> None:
    """What is here stays to the end of the run: the garbage collector need not look through it again for every test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[servers.Valkey]:
    with servers.valkey() as server:
        yield server


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if DATABASE == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('db') / 'chitta.db'}"
        return
    with servers.postgres() as server:
        yield server.fresh()


@pytest.fixture(scope="session")
def settings(valkey_server: servers.Valkey, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        environment="test",
        chitta_home=tmp_path_factory.mktemp("home"),
        database_url=database_url,
        redis_url=valkey_server.url,
        secret_key="only-for-tests-only-for-tests-only-for-tests",
        password_hash_memory_kib=8,
        guide_pace_ms=0,
        server_names="localhost,chitta.test",
        log_level="ERROR",
    )


@pytest.fixture(scope="session")
def house(settings: Settings) -> Iterator[Flask]:
    """The whole application, built and migrated once."""
    app = create_app(settings)
    app.config["TESTING"] = False
    migrate(app)
    _keep()
    yield app
    with app.app_context():
        db.engine.dispose()


@cache
def _deletes() -> list[str]:
    """On PostgreSQL in one round trip, which is most of what such a test would wait for."""
    each = [f"DELETE FROM {table.name}" for table in reversed(db.metadata.sorted_tables)]
    return ["; ".join(each)] if DATABASE == "postgresql" else each


def _empty() -> None:
    """No rows in any table."""
    with db.engine.begin() as connection:
        for each in _deletes():
            connection.exec_driver_sql(each)


@pytest.fixture
def app(house: Flask, valkey_server: servers.Valkey) -> Iterator[Flask]:
    """The application with nobody in it."""
    with house.app_context():
        _empty()
        db.session.remove()
    valkey_server.empty()
    yield house


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of a run: a second one would want the loop that the first one holds."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None and not os.environ.get("CI"):
        pytest.skip("no Chromium: install Debian's package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def fence_memory() -> Remembered:
    return Remembered()


@pytest.fixture
def remembered(fence_memory: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what comes after the fence: how the fence itself works and fails is tested where it is."""
    monkeypatch.setattr(fence, "run", fence_memory)


@pytest.fixture
def somebody(app: Flask) -> Person:
    return visitor(app)


@pytest.fixture
def dana(app: Flask) -> Person:
    """Noa's mother."""
    return parent(app, "Dana Levin", "dana@example.org", "Noa", address="f")


@pytest.fixture
def amir(app: Flask) -> Person:
    """A father who speaks Hebrew; Ori's."""
    return parent(app, "אמיר כהן", "amir@example.org", "אורי", language="he", address="m")


@pytest.fixture
def ruth(app: Flask) -> Person:
    """A stranger with an account and a child of her own."""
    return parent(app, "Ruth Stranger", "ruth@example.org", "Tom")


@pytest.fixture
def work(app: Flask) -> Callable[[], int]:
    """Run every job that waits, in this process; how many there were."""
    from tests.working import burst

    return lambda: burst(app)


@pytest.fixture
def learned(app: Flask, dana: Person) -> Callable[..., list[Any]]:
    """Teach Noa's journey and commit; the ids of what is known then, oldest first."""

    def learned(*facts: Fact) -> list[Any]:
        with app.app_context(), transaction():
            journey = Journey.locked(dana.session_id)
            for fact in facts:
                journey.learn(fact)
            return [one.id for one in journey.observations()]

    return learned


@pytest.fixture
def papers_open(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents open in a room to the right, whatever rooms there are."""
    from chitta.journey import routes

    def url_for(endpoint: str, **values: Any) -> str:
        if endpoint != routes.PAPER_DOOR:
            return flask_url_for(endpoint, **values)
        return f"/documents/{values['document_id']}#{values['_anchor']}"

    monkeypatch.setitem(app.view_functions, routes.PAPER_DOOR, lambda document_id: "")
    monkeypatch.setattr(routes, "url_for", url_for)


@pytest.fixture
def papers_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room here keeps documents."""
    monkeypatch.setattr("chitta.journey.routes.PAPER_DOOR", "nowhere.nothing")
