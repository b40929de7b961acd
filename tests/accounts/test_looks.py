"""What is drawn around the forms: the theme on every page, passwords that can be looked at, words for Hebrew only."""

from __future__ import annotations

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from chitta.core.db import db
from tests.accounts.conftest import PASSWORD, knows
from tests.accounts.test_settings import CHOICES
from tests.people import parent, visitor

ENGLISH = {"Accept-Language": "en"}


def test_a_page_that_is_not_there_has_the_chosen_colours(app, dana, somebody):
    dana.post("/settings", CHOICES)
    assert 'data-theme="dark"' in dana.get("/nowhere").get_data(as_text=True)
    assert "data-theme" not in somebody.get("/nowhere").get_data(as_text=True)
    knows(dana)
    elsewhere = visitor(app)
    elsewhere.post("/login", {"email": "dana@example.org", "password": PASSWORD})
    assert 'data-theme="dark"' in elsewhere.get("/nowhere").get_data(as_text=True)


@pytest.mark.parametrize("after", [0, 1])
def test_so_has_the_page_that_says_the_database_is_down(app, dana, after):
    """Down before she is recognised, or in the middle of her request: the page is whole, helplines and all."""
    dana.post("/settings", CHOICES)
    asked = []

    def down(*_about):
        asked.append(1)
        if len(asked) > after:
            raise OperationalError("select", {}, Exception("gone"))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", down)
    try:
        page = dana.get("/settings")
    finally:
        event.remove(engine, "before_cursor_execute", down)
    drawn = page.get_data(as_text=True)
    assert page.status_code == 503 and 'data-theme="dark"' in drawn and "tel:" in drawn


@pytest.mark.parametrize("page", ["/login", "/register", "/settings/password", "/settings/email"])
def test_a_password_can_be_looked_at_where_there_is_javascript(dana, somebody, page):
    drawn = (dana if page.startswith("/settings") else somebody).get(page).get_data(as_text=True)
    buttons = drawn.count('type="button" data-reveal="')
    assert buttons == drawn.count('type="password"') >= 1 and drawn.count('<div class="scripted"><button') == buttons


def test_the_form_of_address_is_asked_in_hebrew_only_and_kept_elsewhere(somebody, amir, dana):
    assert 'type="radio" name="address"' in somebody.get("/register").get_data(as_text=True)
    assert '<input type="hidden" name="address" value="n">' in somebody.get("/register", headers=ENGLISH).get_data(
        as_text=True
    )
    assert 'type="radio" name="address"' in amir.get("/settings").get_data(as_text=True)
    assert '<input type="hidden" name="address" value="f">' in dana.get("/settings").get_data(as_text=True)


def test_a_language_is_called_by_its_own_name(amir, dana):
    for who in (amir, dana):
        page = who.get("/settings").get_data(as_text=True)
        assert ">English</label>" in page and ">עברית</label>" in page


@pytest.fixture
def run_by(app, monkeypatch):
    """run_by("The clinic <clinic@example.org>"): who the settings name as the one who runs this."""
    settings = app.config["SETTINGS"]
    return lambda who: monkeypatch.setitem(app.config, "SETTINGS", settings.model_copy(update={"operator": who}))


@pytest.mark.parametrize("page", ["/privacy", "/accessibility", "/terms"])
def test_nobody_is_sent_to_an_address_that_is_nobodys(somebody, page):
    drawn = somebody.get(page, headers=ENGLISH).get_data(as_text=True)
    assert "mailto:" not in drawn and "localhost" not in drawn and "This installation is run by" not in drawn
    assert page == "/terms" or "whoever runs this installation." in drawn


@pytest.mark.parametrize("page", ["/privacy", "/accessibility", "/terms"])
def test_who_runs_this_can_be_written_to(somebody, run_by, page):
    run_by("Sun & Sea <clinic@example.org>")
    drawn = somebody.get(page, headers=ENGLISH).get_data(as_text=True)
    assert '<a href="mailto:clinic@example.org">' in drawn and "<bdi>Sun &amp; Sea</bdi>" in drawn
    run_by("The clinic in Haifa")
    named = somebody.get(page, headers=ENGLISH).get_data(as_text=True)
    assert "<bdi>The clinic in Haifa</bdi>" in named and "mailto:" not in named


def test_without_a_child_nothing_leads_back_to_the_same_page(app, dana):
    alone = parent(app, "Noam", "noam@example.org")
    header = alone.get("/children/new").get_data(as_text=True).split('<nav class="pop"')[0]
    assert "i-back" not in header and 'class="brand"' in header
    assert "i-back" in dana.get("/children/new").get_data(as_text=True).split('<nav class="pop"')[0]
