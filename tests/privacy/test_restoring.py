"""Everything of a family is copied, brought to another house that was empty, and copied there again: it says the same."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from chitta.accounts.models import User
from chitta.core.db import db, transaction
from chitta.gateways import papers
from chitta.gateways.storage_s3 import S3
from chitta.privacy import contents
from chitta.privacy.belongings import belonging
from chitta.privacy.gathering import BROUGHT
from tests import servers
from tests.privacy.household import Household, copied, told

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(params=["folder", "bucket"])
def elsewhere(request, app, monkeypatch, valkey_server, tmp_path):
    """The environment of another house on the same kind of database and storage, with nothing in it; this one's files lie on
    the same kind."""
    home = tmp_path / "home"
    said = {
        "ENVIRONMENT": "test", "CHITTA_HOME": str(home), "SECRET_KEY": "another-house-another-house-another-house",
        "REDIS_URL": valkey_server.url, "SERVER_NAMES": "localhost", "LOG_LEVEL": "ERROR", "PASSWORD_HASH_MEMORY_KIB": "8",
    }  # fmt: skip
    with app.app_context():
        url = db.engine.url
        if url.get_backend_name() == "sqlite":
            said["DATABASE_URL"] = f"sqlite:///{tmp_path / 'elsewhere.db'}"
        else:
            name = f"elsewhere_{uuid4().hex[:8]}"
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8')
            said["DATABASE_URL"] = url.set(database=name).render_as_string(hide_password=False)
    if request.param == "folder":
        app.extensions["storage"].delete_all("families/")
        yield said
        return
    with servers.s3() as here, servers.s3() as there:
        monkeypatch.setitem(app.extensions, "storage", S3(here.account))
        yield said | {key.upper(): value for key, value in there.settings.items()}


def must_be_whole(app, who, copy):
    """Every row that goes with the account and every file stands in it, and no secret."""
    with zipfile.ZipFile(io.BytesIO(copy)) as box:
        rows = {name: json.loads(box.read(f"data/{name}.json")) for name in contents.TABLES}
        keys = {one["key"] for one in json.loads(box.read("copy.json"))["files"]}
    with app.app_context(), transaction(writing=False):
        theirs = {table.name: number for table, number in counted_all(who.user_id)}
    assert {name: len(rows[name]) for name in theirs} == {**theirs, "exports": 1}
    assert keys == set(app.extensions["storage"].keys(f"families/{who.child_id}/"))
    assert not [
        f"{name}.{column}"
        for name, some in rows.items()
        for row in some
        for column in row
        if f"{name}.{column}" in contents.HIDDEN
    ]


def counted_all(user_id):
    for table, mine in belonging(User, user_id).items():
        if table.name in contents.TABLES:
            yield table, db.session.scalar(select(func.count()).select_from(table).where(mine))


def brought_there(copy, environment, tmp_path):
    """What the other house says, what its pages answered, and its own copy."""
    (tmp_path / "copy.zip").write_bytes(copy)
    out, pages = tmp_path / "again.zip", tmp_path / "pages.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.privacy.elsewhere", str(tmp_path / "copy.zip"), str(out), str(pages)],
        cwd=ROOT, env={"PATH": os.environ["PATH"], **environment}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.startswith("ready"), done.stdout + done.stderr[-4000:]
    return done.stdout, json.loads(pages.read_text()), out.read_bytes()


def files(copy, *endings):
    """Name without ids → contents."""
    with zipfile.ZipFile(io.BytesIO(copy)) as box:
        names = [name for name in box.namelist() if name.startswith("files/") and name.endswith(endings)]
        return sorted((name.rpartition("/")[2], box.read(name)) for name in names)


def test_a_family_restored_elsewhere_is_the_same_family(app, dana, elsewhere, tmp_path):
    Household(app, dana).fill()
    copy = copied(app, dana.user_id)
    must_be_whole(app, dana, copy)
    said, pages, again = brought_there(copy, elsewhere, tmp_path)
    assert said.strip() == "ready  {}"

    before, after = told(copy, BROUGHT), told(again, BROUGHT)
    deleted = [one for one in before["journal_entries"] if '"deleted_at": null' not in one]
    learned = [one for one in after["traces"] if '"type": "shares"' in one and '"count": 0' in one]
    uploads = [
        one for one in after["uploads"] if '"purpose": "video"' in one
    ]  # the test put its film there without one
    before["journal_entries"] = [one for one in before["journal_entries"] if one not in deleted]
    after["traces"] = [one for one in after["traces"] if one not in learned]
    after["uploads"] = [one for one in after["uploads"] if one not in uploads]
    assert (len(deleted), len(learned), len(uploads)) == (1, 1, 1)
    assert not [table for table in BROUGHT if not before[table]]
    for table in sorted(BROUGHT):
        assert before[table] == after[table], table

    assert files(copy, ".jpg") == files(again, ".jpg")
    assert len(files(again, ".mp4")) == len(files(copy, ".mp4")) == 1
    for (_, one), (_, other) in zip(files(copy, "file.pdf"), files(again, "file.pdf"), strict=True):
        assert text_of(one, tmp_path) == text_of(other, tmp_path) != ""

    wrong = {
        path: answer
        for path, answer in pages.items()
        if answer[0] not in (200, 303) or (answer[0] == 200 and not answer[1])
    }
    assert pages and not wrong


def text_of(pdf, tmp_path):
    file = tmp_path / f"{hashlib.sha256(pdf).hexdigest()}.pdf"
    file.write_bytes(pdf)
    return papers.examine(file, file.name, "application/pdf").texts
