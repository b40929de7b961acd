"""Is the database as this code expects it, and making it so: alembic through Flask-Migrate, one starter at a time."""

from __future__ import annotations

import ast
import fcntl
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chitta.core.settings import Settings

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent.parent / "migrations"
NOT_AT_HEAD = 78  # EX_CONFIG
BEHIND = (
    "The database is not at the newest migration: run `python -m chitta.cli migrate` (./run does), then start again."
)
ADVISORY_LOCK = 0x43686974  # "Chit"


def heads(versions: Path = MIGRATIONS / "versions") -> set[str]:
    """The newest revisions, read from the files: alembic itself costs a third of a second at every start."""
    revisions, parents = _known(versions)
    return revisions - parents


def known() -> set[str]:
    """Every revision of this code."""
    return set(_known()[0])


@cache
def _known(versions: Path = MIGRATIONS / "versions") -> tuple[set[str], set[str]]:
    """Every revision of this code, and those that another one follows."""
    revisions: set[str] = set()
    parents: set[str] = set()
    for file in versions.glob("*.py"):
        named = _assignments(file)
        if isinstance(named.get("revision"), str):
            revisions.add(str(named["revision"]))
            before = named.get("down_revision")
            parents.update(map(str, before if isinstance(before, tuple | list) else [before]))
    return revisions, parents


def at_head_quickly(settings: Settings) -> bool:
    """As at_head, without an app and only for SQLite; False means: better ask properly."""
    prefix, _, path = settings.database.partition(":///")
    if prefix != "sqlite" or not Path(path).exists():
        return False
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return {row[0] for row in connection.execute("SELECT version_num FROM alembic_version")} == heads()
    except sqlite3.Error:
        return False


def at_head(app: Flask) -> bool:
    """Has the app's database seen every migration?"""
    from sqlalchemy import inspect

    from chitta.core.db import db

    with app.app_context(), db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return not heads()
        return _seen(connection) == heads()


def fits(app: Flask) -> bool:
    """May this code, already running, go on with the database? At its head, or at a revision this code does not know: a
    newer deploy has migrated, and migrations keep what the code before them needs (docs/OPERATIONS.md)."""
    from chitta.core.db import db

    with app.app_context(), db.engine.connect() as connection:
        seen = _seen(connection)
    return seen == heads() or not seen <= _known()[0]


def _seen(connection: Connection) -> set[str]:
    from sqlalchemy import text

    return {row[0] for row in connection.execute(text("SELECT version_num FROM alembic_version"))}


def migrate(app: Flask) -> None:
    """Bring the app's database to the newest migration. A second starter waits, then finds nothing to do."""
    from flask_migrate import upgrade

    with app.app_context(), _only_one(app):
        if not at_head(app):
            _furnish(app)
            logging.getLogger("alembic").setLevel(logging.WARNING)
            upgrade(directory=str(MIGRATIONS))


def revise(app: Flask, message: str) -> None:
    """Write the migration that leads from the database to the models. For developers."""
    from flask_migrate import migrate as write

    with app.app_context():
        _furnish(app)
        write(directory=str(MIGRATIONS), message=message)


def _furnish(app: Flask) -> None:
    from flask_migrate import Migrate

    from chitta.core.db import db

    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)


@contextmanager
def _only_one(app: Flask) -> Iterator[None]:
    from sqlalchemy import text

    from chitta.core.db import db

    settings: Settings = app.config["SETTINGS"]
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("SET lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
                connection.invalidate()  # its timeouts are not those of the pool
        return
    settings.chitta_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.chitta_home / "migrating.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _assignments(file: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for node in ast.parse(file.read_text()).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and target.id in ("revision", "down_revision"):
                assert isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
                found[target.id] = ast.literal_eval(node.value)
    return found
