"""What is open ends within five seconds of the deed that ends it: the page's stream, a film on its way, a guest's page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import url_for

from chitta.accounts.models import Login
from chitta.core.db import db, transaction
from chitta.sharing import streaming
from chitta.web import live
from tests.people import Person

FIVE = 5.0


def test_nobody_is_asked_less_often_than_that(app):
    page = Path(app.root_path).parent / "templates" / "sharing" / "guest.html"
    seconds = float(re.search(r'hx-trigger="every (\d+)s"', page.read_text())[1])
    assert max(live.GUARD_EVERY, streaming.ASK_EVERY, seconds) < FIVE


@pytest.fixture
def other(app, dana):
    """Dana's other browser."""
    who = Person(app, app.test_client())
    with app.app_context(), transaction():
        login = Login.start(db.session.get_one(Login, login_of(app, dana)).user)
        db.session.flush()
        token = login.token
    with who.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return who


def login_of(app, who):
    with app.app_context(), transaction(writing=False):
        mine = db.select(Login.id).where(Login.user_id == who.user_id).order_by(Login.started_at)
        return db.session.scalars(mine).first()


def ended_there(app, other, login):
    return other.post(f"/settings/sessions/{login}/end")


def all_others_ended(app, other, login):
    return other.post("/settings/sessions/end")


def child_deleted(app, other, login):
    with app.test_request_context():
        return other.post(url_for("privacy.erase_child", child_id=other.child_id))


def account_deleted(app, other, login):
    return other.post("/settings/delete")


@pytest.mark.parametrize(
    "deed", [ended_there, all_others_ended, child_deleted, account_deleted], ids=lambda one: one.__name__
)
def test_a_page_that_is_open_elsewhere_hears_goodbye(app, dana, other, monkeypatch, deed):
    other.child_id, hub = dana.child_id, app.extensions["hub"]
    login = login_of(app, dana)
    stream = dana.client.get(f"/sessions/{dana.session_id}/live", buffered=False)
    events = stream.iter_encoded()
    assert next(events).startswith(b"retry")
    hub._watch()
    assert deed(app, other, login).status_code == 303
    hub._watch()
    assert b"event: bye" in next(events)
    stream.close()


def test_a_page_hears_goodbye_when_its_own_browser_logs_out(app, dana):
    stream = dana.client.get(f"/sessions/{dana.session_id}/live", buffered=False)
    events = stream.iter_encoded()
    next(events)
    assert dana.post("/logout").status_code == 303
    app.extensions["hub"]._watch()
    assert b"event: bye" in next(events)
    stream.close()
