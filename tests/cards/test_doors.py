"""GET /sessions/<id>/cards: the fragment an open page fetches whenever the journey changed."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import event

from chitta.core.db import db
from tests.people import HX


def test_dana_sees_her_deck_as_a_fragment(dana):
    drawn = dana.get(f"/sessions/{dana.session_id}/cards", headers=HX)
    assert drawn.status_code == 200
    assert drawn.text.lstrip().startswith("<aside") and 'data-card="talking"' in drawn.text


def test_a_plain_browser_gets_a_page(dana):
    drawn = dana.get(f"/sessions/{dana.session_id}/cards")
    assert drawn.text.startswith("<!doctype html>") and 'id="deck"' in drawn.text


def test_amir_reads_his_in_hebrew(amir):
    drawn = amir.get(f"/sessions/{amir.session_id}/cards", headers=HX).text
    assert "הדרך של אורי" in drawn and "Getting" not in drawn


def test_ruth_finds_no_such_deck(ruth, dana):
    hers = ruth.get(f"/sessions/{dana.session_id}/cards", headers=HX)
    nobodys = ruth.get(f"/sessions/{uuid4()}/cards", headers=HX)
    assert hers.status_code == 404 and hers.data == nobodys.data


def test_a_visitor_is_sent_to_log_in(somebody, dana):
    answer = somebody.get(f"/sessions/{dana.session_id}/cards")
    assert answer.status_code == 303 and "/login" in answer.location


def test_one_query_beyond_the_login(app, dana):
    asked: list[str] = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    dana.get(f"/sessions/{dana.session_id}/cards", headers=HX)
    selects = [one for one in asked if one.startswith("SELECT")]
    assert len(selects) == 2, selects
