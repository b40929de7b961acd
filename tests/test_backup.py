"""A backup, and an installation brought back from it: the same rows, the same files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, select

from chitta import create_app
from chitta.backup import MANIFEST, BackupError, restore, save
from chitta.core.db import db
from chitta.core.settings import Settings
from tests import servers
from tests.conftest import DATABASE

SONG = b"a film of Noa singing" * 1000


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """pg_dump and pg_restore of the PostgreSQL that the tests start."""
    if DATABASE == "postgresql":
        monkeypatch.setenv("PATH", f"{servers._programs(tmp_path, None)}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def elsewhere(app, tmp_path):
    """Another installation: its own empty database and its own empty folder."""
    settings = app.config["SETTINGS"]
    url, name = f"sqlite:///{tmp_path / 'elsewhere.db'}", f"elsewhere_{os.getpid()}"
    if DATABASE == "postgresql":
        ours = make_url(settings.database)
        url = ours.set(database=name).render_as_string(hide_password=False)
        with _boss(ours) as boss:
            boss.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    told = settings.model_dump() | {"database_url": url, "chitta_home": tmp_path / "elsewhere"}
    other = create_app(Settings(**told))
    yield other
    with other.app_context():
        db.engine.dispose()
    if DATABASE == "postgresql":
        with _boss(ours) as boss:
            boss.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _boss(url):
    return psycopg.connect(f"dbname=postgres user={url.username} host={url.query['host']}", autocommit=True)


def everything(app):
    """Every row of every table, as it is."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in db.metadata.sorted_tables
        }


@pytest.fixture
def storage(app):
    kept = app.extensions["storage"]
    for key in list(kept.keys("families/")):
        kept.delete(key)
    return kept


def test_what_was_saved_comes_back_equal(app, dana, amir, work, storage, elsewhere, programs, tmp_path):
    dana.say("Noa sings all day. Mornings are hard.")
    work()
    with (tmp_path / "song").open("wb+") as song:
        song.write(SONG)
        song.seek(0)
        storage.put("families/noa/film/original", song, "video/mp4")
    saved = save(app, tmp_path / "backup")
    assert list(saved.files) == ["families/noa/film/original"]
    restore(elsewhere, tmp_path / "backup")
    assert everything(elsewhere) == everything(app) and everything(app)["messages"]
    assert b"".join(elsewhere.extensions["storage"].read("families/noa/film/original")) == SONG


def test_nothing_is_brought_back_over_what_is_there(app, dana, storage, programs, tmp_path):
    save(app, tmp_path / "backup")
    before = everything(app)
    with pytest.raises(BackupError, match="not empty"):
        restore(app, tmp_path / "backup")
    assert everything(app) == before


@pytest.mark.parametrize("harm", ["a file", "the rows", "the end", "tomorrow", "outside", "nonsense"])
def test_a_backup_that_is_not_whole_is_refused_before_anything_is_written(
    app, dana, storage, elsewhere, programs, tmp_path, harm
):
    with (tmp_path / "song").open("wb+") as song:
        song.write(SONG)
        song.seek(0)
        storage.put("families/noa/film/original", song, "video/mp4")
    folder = tmp_path / "backup"
    save(app, folder)
    _harm(folder, harm)
    with pytest.raises(BackupError):
        restore(elsewhere, folder)
    assert not list(elsewhere.extensions["storage"].keys("families/"))
    with elsewhere.app_context():
        assert not db.inspect(db.engine).get_table_names()


def _harm(folder: Path, harm: str) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    if harm == "a file":
        (folder / "files/families/noa/film/original").write_bytes(SONG[:-1])
    elif harm == "the rows":
        (folder / "database").write_bytes((folder / "database").read_bytes()[:-10])
    elif harm == "the end":
        (folder / MANIFEST).unlink()
    elif harm == "nonsense":
        (folder / MANIFEST).write_text('{"form": 1')
    else:
        more = {"tomorrow": {"revisions": ["of_tomorrow"]}, "outside": {"files": {"../../song": "0" * 64}}}[harm]
        (folder / MANIFEST).write_text(json.dumps(manifest | more))


def test_a_backup_has_a_folder_of_its_own(app, tmp_path):
    (tmp_path / "letter").write_text("of somebody")
    with pytest.raises(BackupError, match="not empty"):
        save(app, tmp_path)
    assert (tmp_path / "letter").read_text() == "of somebody"
