"""The write lock of SQLite: one turn at a time, given back whatever happens."""

from __future__ import annotations

import gc

import pytest
from sqlalchemy import text

from chitta.core import db as ground
from chitta.core.db import db

WRITE = text("UPDATE users SET full_name = full_name")


@pytest.fixture
def engine(app):
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            pytest.skip("PostgreSQL locks rows")
        yield db.engine


def test_the_turn_ends_when_the_commit_is_written(engine, monkeypatch):
    left_open = []
    end = ground._end_turn
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        monkeypatch.setattr(ground, "_end_turn", lambda info: (left_open.append(raw.in_transaction), end(info)))
        connection.execute(WRITE)
        assert ground._turn.locked()
        connection.commit()
        assert left_open[0] is False and not ground._turn.locked()


@pytest.mark.parametrize("ending", ["rollback", "close", "invalidate", "lost"])
def test_the_turn_ends_however_a_connection_ends(engine, ending):
    connection = engine.connect()
    connection.execute(WRITE)
    assert ground._turn.locked()
    if ending != "lost":
        getattr(connection, ending)()
    del connection
    gc.collect()
    assert not ground._turn.locked()


def test_a_commit_that_fails_ends_the_turn_and_leaves_nothing_open(engine, monkeypatch):
    run = ground._run

    def full(connection, *statements):
        if statements == ("COMMIT",):
            raise ground.OperationalError("COMMIT", None, Exception("disk full"))
        run(connection, *statements)

    monkeypatch.setattr(ground, "_run", full)
    with pytest.raises(ground.OperationalError), engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        connection.execute(WRITE)
        connection.commit()
    assert not ground._turn.locked() and not raw.in_transaction
