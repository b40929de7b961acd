"""A browser that was not theirs before: its owner is told, once, and in words that betray nothing."""

from __future__ import annotations

import pytest

from chitta.accounts import codes, devices, second_factor
from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import db, transaction
from tests.accounts.conftest import OTHER, PASSWORD, knows, link_in, text_of
from tests.people import visitor

SUBJECT = "A new device at Chitta"


@pytest.fixture
def browser(dana, app):
    """browser(): a fresh one, in which Dana has just logged in."""
    knows(dana)

    def browser(who=None, password=PASSWORD):
        who = who or visitor(app)
        assert who.post("/login", {"email": "dana@example.org", "password": password}).status_code == 303
        return who

    return browser


def subjects(post):
    return [mail["Subject"] for mail in post()]


def test_dana_is_told_of_a_browser_that_is_new_and_not_of_one_that_is_hers(browser, post):
    hers = browser()
    (mail,) = post()
    assert mail["Subject"] == SUBJECT and "/settings/sessions" in text_of(mail) and "Dana" not in mail.as_string()
    hers.post("/logout")
    browser(hers)
    assert post() == []


def test_whoever_registers_is_not_told_of_themselves(somebody, post):
    form = {"full_name": "Noam", "email": "noam@example.org", "password": PASSWORD, "agree": "y", "language": "en"}
    somebody.post("/register", form)
    assert SUBJECT not in subjects(post)
    somebody.post("/logout")
    somebody.post("/login", form)
    assert post() == []


def test_registering_over_an_account_is_a_log_in_and_told_as_one(dana, somebody, post):
    knows(dana)
    form = {"full_name": "Ruth", "email": "dana@example.org", "password": PASSWORD, "agree": "y"}
    somebody.post("/register", form)
    assert subjects(post) == [SUBJECT]


def test_a_family_computer_knows_each_of_the_family(browser, ruth, post):
    knows(ruth)
    shared = browser()
    shared.post("/logout")
    shared.post("/login", {"email": "ruth@example.org", "password": PASSWORD})
    assert subjects(post) == [SUBJECT, SUBJECT]
    browser(shared)
    assert post() == []


def test_after_a_new_password_the_browsers_of_before_are_strangers_and_this_one_is_not(browser, app, post):
    hers, theirs = browser(), browser()
    hers.post("/settings/password", {"current": PASSWORD, "password": OTHER})
    post()
    hers.post("/logout")
    browser(hers, OTHER)
    assert post() == []
    browser(theirs, OTHER)
    assert subjects(post) == [SUBJECT]


def test_logging_out_every_other_device_makes_strangers_of_them_too(browser, post):
    hers, theirs = browser(), browser()
    hers.post("/settings/sessions/end")
    post()
    browser(hers)
    assert post() == []
    browser(theirs)
    assert subjects(post) == [SUBJECT]


def test_the_browser_in_which_a_lost_password_was_replaced_is_known(browser, somebody, post):
    browser()
    somebody.post("/forgot", {"email": "dana@example.org"})
    somebody.post(link_in(post()[-1]), {"password": OTHER})
    post()
    browser(somebody, OTHER)
    assert post() == []


def test_the_letter_waits_for_the_second_step(browser, app, dana, post):
    with app.app_context(), transaction():
        spare = second_factor.turn_on(db.session.get(User, dana.user_id), codes.salt(), 1)
    who = browser()
    assert post() == []
    who.post("/login/code", {"code": spare[0]})
    assert sorted(subjects(post)) == [SUBJECT, "A recovery code of your account at Chitta was used"]


@pytest.mark.parametrize("secure", [False, True])
def test_the_cookie_is_locked_away_and_says_nothing(app, dana, monkeypatch, secure):
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", secure)
    name = "__Host-chitta" if secure else "chitta"
    monkeypatch.setitem(app.config, "SESSION_COOKIE_NAME", name)
    with app.test_request_context():
        devices.remember(db.session.get(User, dana.user_id))
        (cookie,) = app.process_response(app.response_class()).headers.getlist("Set-Cookie")
    value, _, rest = cookie.partition("; ")
    assert value.startswith(f"{name}-device=") and str(dana.user_id) not in value
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(rest.split("; ")) and ("Secure" in rest) == secure
    assert "Domain" not in rest


@pytest.mark.parametrize("made_up", ["....", "x" * 3000, "00000000" * 3])
def test_a_made_up_cookie_is_nobodys(browser, app, dana, post, made_up):
    who = visitor(app)
    who.client.set_cookie("chitta-device", made_up)
    browser(who)
    assert subjects(post) == [SUBJECT]


def test_one_persons_mark_is_not_anothers(browser, ruth, app, post):
    knows(ruth)
    hers = browser()
    post()
    stolen = hers.client.get_cookie("chitta-device").value
    who = visitor(app)
    who.client.set_cookie("chitta-device", stolen)
    who.post("/login", {"email": "ruth@example.org", "password": PASSWORD})
    assert subjects(post) == [SUBJECT]


@pytest.mark.parametrize("page", ["/settings/password", "/settings/email"])
def test_where_a_second_factor_was_set_up_elsewhere_it_is_asked_for_first(browser, app, dana, page):
    with app.app_context(), transaction():
        second_factor.turn_on(db.session.get(User, dana.user_id), codes.salt(), 1)
    asked = {"current": PASSWORD, "password": OTHER, "email": "thief@example.org"}
    assert dana.get(page).location == f"/settings/sure?next={page}"
    assert dana.post(page, asked).location.startswith("/settings/sure")
    with app.app_context(), transaction():
        code = codes.totp(str(app.secret_key), dana.user_id, db.session.get(User, dana.user_id).factor_salt).at(
            times.now()
        )
    assert dana.post(f"/settings/sure?next={page}", {"current": PASSWORD, "code": code}).location == page
    assert dana.post(page, asked).location == "/settings"


def test_an_account_that_is_gone_leaves_no_mark_in_its_browser_and_the_other_parents_stays(browser, app, ruth, post):
    knows(ruth)
    hers = browser()
    hers.post("/login", {"email": "ruth@example.org", "password": PASSWORD})
    browser(hers)  # a second round of hers, beside Ruth's
    hers.post("/settings/password", {"current": PASSWORD, "password": OTHER})
    before = hers.client.get_cookie("chitta-device").value.split(".")
    assert hers.post("/settings/delete").location.startswith("/receipts/")
    left = hers.client.get_cookie("chitta-device").value.split(".")
    assert len(before) == 5 and len(left) == 2 and set(left) < set(before)
    post()
    hers.post("/login", {"email": "ruth@example.org", "password": PASSWORD})
    assert SUBJECT not in subjects(post)
    hers.post("/settings/delete")
    assert hers.client.get_cookie("chitta-device") is None
