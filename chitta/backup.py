"""A backup of everything families entrusted to an installation, and bringing it back to an empty one.

A folder: `database` (SQLite's own copy, or pg_dump's custom format), `files/` under their keys, and `manifest.json`, which is
written last: a folder without it is no backup. Rows first, files after: what is erased in between is missing from the files,
as it should be, and what arrives in between waits in the next backup. SECRET_KEY is not in it; keep it elsewhere, second
factors cannot be read without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, make_url, text

from chitta.core import times
from chitta.core.db import db
from chitta.core.settings import Settings
from chitta.gateways.storage import BYTES, Storage, StorageError
from chitta.migrating import known, migrate

if TYPE_CHECKING:
    from flask import Flask

FORM = 1
DATABASE, FILES, MANIFEST = "database", "files", "manifest.json"
EVERYTHING = "families/"  # copies that families asked for (exports/) live a few days and are made again


class BackupError(Exception):
    """One sentence for the operator."""


@dataclass(frozen=True)
class Manifest:
    """files: key → sha256 of its bytes. revisions: the migrations its database had seen. engine: sqlite or postgresql."""

    form: int
    made_at: str
    engine: str
    revisions: list[str]
    database: str
    files: dict[str, str]


def save(app: Flask, folder: Path, told: Callable[[str], object] = print) -> Manifest:
    """Write a backup into a folder that is empty or not there yet. Chitta may run meanwhile. Raises BackupError."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"{folder} is not empty: a backup goes into a folder of its own.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings: Settings = app.config["SETTINGS"]
    with app.app_context():
        engine = db.engine.dialect.name
        with db.engine.connect() as connection:
            revisions = sorted(connection.scalars(text("SELECT version_num FROM alembic_version")))
        (_save_sqlite if engine == "sqlite" else _dump)(settings, folder / DATABASE)
    files = _save_files(app.extensions["storage"], folder / FILES)
    manifest = Manifest(FORM, times.now().isoformat(), engine, revisions, _hash(folder / DATABASE), files)
    fresh = folder / f"{MANIFEST}.new"
    fresh.write_text(json.dumps(asdict(manifest), indent=1))
    fresh.replace(folder / MANIFEST)
    told(f"Saved: the database and {len(files)} files.")
    return manifest


def restore(app: Flask, folder: Path, told: Callable[[str], object] = print) -> Manifest:
    """Bring a backup back to an empty database and an empty storage; nothing is begun unless all of it is whole. Stop
    Chitta first. Raises BackupError."""
    manifest = _read(folder)
    settings: Settings = app.config["SETTINGS"]
    storage: Storage = app.extensions["storage"]
    with app.app_context():
        _check_empty(manifest, storage)
        _check_whole(manifest, folder)
        db.engine.dispose()
        (_put_sqlite if manifest.engine == "sqlite" else _undump)(settings, folder / DATABASE)
    for key in manifest.files:
        with (folder / FILES / key).open("rb") as body:
            storage.put(key, body, BYTES)
    migrate(app)
    told(f"Restored: the database of {manifest.made_at[:16]} and {len(manifest.files)} files.")
    return manifest


def _read(folder: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except FileNotFoundError:
        raise BackupError(f"{folder} holds no finished backup: its {MANIFEST} is missing.") from None
    except (ValueError, TypeError):
        raise BackupError(f"The {MANIFEST} of {folder} cannot be read.") from None
    if manifest.form != FORM or not set(manifest.revisions) <= known():
        raise BackupError("This backup was made by a newer Chitta: install that one first.")
    return manifest


def _check_empty(manifest: Manifest, storage: Storage) -> None:
    if db.engine.dialect.name != manifest.engine:
        raise BackupError(f"This backup is of {manifest.engine}; DATABASE_URL names {db.engine.dialect.name}.")
    if inspect(db.engine).get_table_names():
        raise BackupError("The database is not empty: a backup is brought back to a new one.")
    if next(iter(storage.keys(EVERYTHING)), None):
        raise BackupError("There are files already: a backup is brought back to an empty folder or bucket.")


def _check_whole(manifest: Manifest, folder: Path) -> None:
    named = {DATABASE: manifest.database} | {f"{FILES}/{key}": digest for key, digest in manifest.files.items()}
    for name, digest in named.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file() or _hash(path) != digest:
            raise BackupError(f"{name} is missing or is not what was saved; nothing was changed.")


def _save_sqlite(settings: Settings, to: Path) -> None:
    with closing(sqlite3.connect(_sqlite(settings))) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)


def _put_sqlite(settings: Settings, saved: Path) -> None:
    path = Path(_sqlite(settings))
    for left in path.parent.glob(f"{path.name}*"):  # an empty one was opened to look into it
        left.unlink()
    shutil.copyfile(saved, path)
    path.chmod(0o600)


def _sqlite(settings: Settings) -> str:
    return str(make_url(settings.database).database)


def _dump(settings: Settings, to: Path) -> None:
    _postgres("pg_dump", settings, "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def _undump(settings: Settings, saved: Path) -> None:
    _postgres("pg_restore", settings, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", saved)


def _postgres(program: str, settings: Settings, *arguments: object) -> None:
    """One of PostgreSQL's own programs; who and where go through its environment, so that no password is in a list of
    processes."""
    url = make_url(settings.database)
    where = {"PGDATABASE": url.database, "PGUSER": url.username, "PGPASSWORD": url.password}
    where |= {"PGHOST": url.host or url.query.get("host"), "PGPORT": url.port or url.query.get("port")}
    told = {name: str(value) for name, value in where.items() if value}
    into = ["--dbname", str(url.database)] if program == "pg_restore" else []
    try:
        done = subprocess.run(
            [program, *into, *map(str, arguments)],
            env=os.environ | told,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise BackupError(f"{program} is not installed: it comes with PostgreSQL's client programs.") from None
    if done.returncode:
        raise BackupError(f"{program}: {(done.stderr.strip().splitlines() or ['failed'])[0]}")


def _save_files(storage: Storage, to: Path) -> dict[str, str]:
    to.mkdir()
    found: dict[str, str] = {}
    for key in storage.keys(EVERYTHING):
        path = to / key
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            storage.fetch(key, path)
        except StorageError as error:
            if error.kind != "lost":  # erased since it was listed: then it is no part of this backup
                raise BackupError(f"The files could not be read ({error}).") from None
            continue
        found[key] = _hash(path)
    return found


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
