"""GET /sessions/<id>/cards: the fragment an open page fetches whenever the journey changed."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import event

from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from chitta.journey.tools import run_tool
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

    def note(*happened):
        asked.append(happened[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    dana.get(f"/sessions/{dana.session_id}/cards", headers=HX)
    event.remove(engine, "before_cursor_execute", note)
    assert len([one for one in asked if one.startswith("SELECT")]) == 2, asked


def test_what_stands_in_the_phones_sheet_comes_beside(dana):
    drawn = dana.get(f"/sessions/{dana.session_id}/cards", headers=HX).text
    sheet = drawn[drawn.index("<details") : drawn.index("</details>")]
    assert "hx-morph-skip" in sheet and "<li" not in sheet
    assert drawn.count('<hx-partial hx-target="#steps"') == 1 and drawn.count('aria-current="step"') == 1


def test_the_guides_words_are_escaped_and_open_what_they_may(app, dana):
    with app.app_context(), transaction():
        card = {
            "icon": "eye",
            "title": "<img src=x>",
            "subtitle": "{{ 7*7 }} %(name)s",
            "status": "new",
            "action": "portrait",
        }
        journey = Journey.locked(dana.session_id)
        run_tool(journey, "add_context_card", card, {})
        run_tool(journey, "suggest_replies", {"replies": ["<b>one</b>", '"two"', "100%"]}, {})
    drawn = dana.get(f"/sessions/{dana.session_id}/cards", headers=HX).text
    assert "&lt;img src=x&gt;" in drawn and "{{ 7*7 }} %(name)s" in drawn
    assert f'href="/sessions/{dana.session_id}/view/portrait"' in drawn and 'data-action="portrait"' in drawn
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert 'value="&lt;b&gt;one&lt;/b&gt;" data-reply="&lt;b&gt;one&lt;/b&gt;"' in page and 'data-reply="100%"' in page


def test_a_tap_says_what_it_reads(dana):
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert page.count("data-reply=") in (3, 4) and 'name="text" value="Something worries me"' in page
    dana.say("Something worries me")
    assert ">Something worries me</p>" in dana.get(f"/sessions/{dana.session_id}").text
