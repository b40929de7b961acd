"""/ready: who may be sent visitors, and what whoever watches hears."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from chitta.core import db as ground
from chitta.core.db import db
from chitta.gateways import queue
from chitta.gateways.storage import StorageError


@pytest.fixture
def revision(app):
    """revision("x"): the database says that it is there; put back afterwards."""

    def at(name):
        with app.app_context(), db.engine.begin() as connection:
            before = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            connection.execute(text("UPDATE alembic_version SET version_num = :name"), {"name": name})
        return before

    before = at("elsewhere")
    at(before)
    yield at
    at(before)


def test_a_database_at_the_newest_migration_is_ready(somebody):
    answer = somebody.get("/ready")
    assert answer.status_code == 200
    assert answer.json == {"ready": True, "database": "ok", "migrations": "ok"}


def test_a_database_that_a_newer_deploy_has_migrated_is_served_on(somebody, revision):
    revision("of_tomorrow")
    assert somebody.get("/ready").status_code == 200


def test_a_database_that_was_put_back_behind_this_code_is_not(somebody, revision, first_revision):
    revision(first_revision)
    answer = somebody.get("/ready")
    assert answer.status_code == 503 and answer.json["migrations"] == "down"


@pytest.fixture
def first_revision():
    from chitta.migrating import _known

    revisions, parents = _known()
    return sorted(revisions & parents)[0]


def test_without_a_database_nobody_is_sent_here(somebody, monkeypatch):
    monkeypatch.setattr(ground, "reachable", lambda: False)
    answer = somebody.get("/ready")
    assert answer.status_code == 503 and answer.json == {"ready": False, "database": "down", "migrations": "down"}


def test_who_watches_hears_of_every_part(app, somebody, monkeypatch):
    heard = somebody.get("/ready?strict")
    assert heard.status_code == 503  # no worker runs here
    assert {name for name, how in heard.json.items() if how == "down"} == {"chat worker", "heavy worker"}

    def away(key):
        raise StorageError("unavailable")

    monkeypatch.setattr(app.extensions["storage"], "size", away)
    assert somebody.get("/ready?strict").json["storage"] == "down"
    monkeypatch.setattr(queue._house, "address", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(queue._house, "queues", None)
    assert somebody.get("/ready?strict").json["chat worker"] == "down"
    assert somebody.get("/ready").status_code == 200  # parents are served all the same
