"""Words are planted in every field of every row of a family, in files, streams and letters. The family leaves, and none is found."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
import structlog
from sqlalchemy import JSON, String, Uuid, bindparam, select, text, update

from chitta.accounts import second_factor
from chitta.accounts.models import Login, OneTimeToken, User
from chitta.chat.spending import Spending
from chitta.core import times
from chitta.core.db import JsonOf, db, transaction
from chitta.gateways import fence
from chitta.gateways.storage_s3 import S3
from chitta.journey.models import Journey
from chitta.privacy.belongings import belonging
from chitta.privacy.models import Export, Import
from chitta.videos.models import Video
from tests import servers
from tests.fenced import Remembered
from tests.privacy.conftest import WORD
from tests.privacy.household import Household

fence_memory = Remembered()
SHORT = 12  # characters; a column of fewer holds a word of ours, no words of theirs
# Columns that a rule of the database keeps to words of ours, or that the way out itself goes by.
# Of these the address is looked for as it is: letters to whoever has it go by it.
OURS = {"videos.scene", "users.demo", "users.email", "login_sessions.token_hash", "imports.prefixes"}
AN_OPERATORS = {"expert_lists"}
PLACES = "folder", "bucket"


@pytest.fixture(params=PLACES)
def looked_at(request, app, estate, monkeypatch):
    """The family's files lie in a folder, or in a bucket; what reads everything reads the bucket's own folder too."""
    monkeypatch.setattr(fence, "run", fence_memory)
    if request.param == "folder":
        yield estate.everything
        return
    with servers.s3() as place:
        storage = S3(place.account)
        monkeypatch.setitem(app.extensions, "storage", storage)
        estate.storage = storage

        def everything():
            there = [file.read_bytes().decode("latin-1") for file in Path(place.home).rglob("*") if file.is_file()]
            return "\n".join((estate.everything(), *there, *(f"{key}" for key in storage.keys("families/"))))

        yield everything


def planted(user_id):
    """{place: word}: every column that can hold words holds one of its own, in one row of its table."""
    words = {}
    theirs = {table: mine for table, mine in belonging(User, user_id).items() if table.name not in AN_OPERATORS}
    for number, (table, mine) in enumerate(theirs.items()):
        row_id = db.session.scalar(select(table.c.id).where(mine).order_by(table.c.id).limit(1))
        assert row_id is not None, f"nobody made a row in {table.name}: make one in `full`"
        for place, column in enumerate(table.c):
            name, word = f"{table.name}.{column.name}", f"Zq{number:02}x{place:02}zebra"
            if name not in OURS and _plant(table.name, column, row_id, word):
                words[name] = word
    return words


def _plant(table, column, row_id, word):
    kind = column.type
    json = isinstance(kind, JSON | JsonOf)
    if not json and not (isinstance(kind, String) and (kind.length or 99) > SHORT):
        return False
    value = f'{{"planted": "{word}"}}' if json else word
    here = text(f"UPDATE {table} SET \"{column.name}\" = '{value}' WHERE id = :id")
    db.session.execute(here.bindparams(bindparam("id", row_id, Uuid())))
    return True


@pytest.fixture
def full(app, dana, estate):
    """Dana's account with a row in every table that a row of hers can be in."""
    Household(app, dana).fill(films=False)
    estate.fill(dana)
    with app.app_context(), transaction():
        user, journey = db.session.get_one(User, dana.user_id), Journey.locked(dana.session_id)
        second_factor.turn_on(user, "salt", 1)
        db.session.execute(update(Login).values(proved_at=times.now()))
        OneTimeToken.issue(user, "move", "elsewhere@example.org")
        Spending.add(user.id, times.today(), tokens_in=1, tokens_out=1, tokens_cached=1)
        Export.ask(user)
        Import.begin(user, 1)
        about = {"name": "a.mp4", "scene": "free_play", "watch": "parent", "size": 9, "replaces": None}
        Video.take(journey, key=f"families/{dana.child_id}/{uuid4()}/original", **about)
    return dana


def test_no_word_of_any_field_file_stream_or_letter_is_left(app, looked_at, full, estate, ruth):
    ruth.say("Tom builds towers")
    with app.app_context(), transaction():
        words = planted(full.user_id)
    assert len(words) > 80
    before = looked_at()
    # The same eyes find every one of them first; what they cannot see here they could not miss afterwards.
    assert not [place for place, word in words.items() if word not in before]
    assert WORD in estate.valkey() and str(full.session_id) in estate.valkey()
    files = [key for key in estate.storage.keys("families/") if str(full.child_id) in key]
    assert len(files) > 3 and all(key.split("/")[2] in before for key in files)
    with structlog.testing.capture_logs() as said:
        assert full.post("/settings/delete").location.startswith("/receipts/")
        estate.work()
    assert estate.erasure().status == "gone", estate.erasure().reason
    after = looked_at() + str(said)
    assert not [place for place, word in words.items() if word in after]
    assert not [word for word in (WORD, "dana@example.org", "elsewhere@example.org", "Levin") if word in after]
    assert not [key for key in files if key in after]
    assert str(full.session_id) not in estate.valkey() and "Tom builds towers" in after
