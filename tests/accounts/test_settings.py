"""The person's own settings and devices."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from chitta.accounts.models import Login, User
from chitta.core.db import db, transaction
from tests.accounts.conftest import OTHER, PASSWORD, knows, link_in, user_of
from tests.people import visitor

CHOICES = {"full_name": "דנה", "language": "he", "address": "f", "theme": "dark", "country": "US"}


def logged_in_again(who):
    """The same person in another browser."""
    browser = visitor(who.app)
    with who.app.app_context(), transaction():
        login = Login.start(db.session.get(User, who.user_id), "Firefox · Windows")
        token, browser.ids["login"] = login.token, login.id
    with browser.client.session_transaction() as session:
        session["_user_id"] = token
    return browser


def test_dana_chooses_how_she_is_spoken_to(dana, app):
    assert dana.post("/settings", CHOICES).location == "/settings"
    page = dana.get("/settings").get_data(as_text=True)
    assert 'lang="he" dir="rtl" data-theme="dark"' in page and "איפה את גרה?" in page and "נשמר." in page
    user = user_of(app, "dana@example.org")
    assert (user.full_name, user.country) == ("דנה", "US")


@pytest.mark.parametrize(
    "wrong", [{"language": "xx"}, {"theme": "pink"}, {"full_name": ""}, {"country": "QQ"}, {"address": "x"}]
)
def test_choices_that_are_none_are_refused(dana, app, wrong):
    assert dana.post("/settings", {**CHOICES, **wrong}).status_code == 422
    assert user_of(app, "dana@example.org").full_name == "Dana Levin"


def test_nobody_makes_themselves_an_operator(dana, app):
    dana.post("/settings", {**CHOICES, "role": "operator", "email": "x@example.org"})
    assert user_of(app, "dana@example.org").role == "parent"


def test_a_new_password_ends_the_other_browsers_and_this_ones_token(dana, app, post):
    knows(dana)
    other = logged_in_again(dana)
    with dana.client.session_transaction() as session:
        before = session["_user_id"]
    assert dana.post("/settings/password", {"current": PASSWORD, "password": OTHER}).location == "/settings"
    with dana.client.session_transaction() as session:
        assert session["_user_id"] != before
    copied = visitor(app)  # a cookie of before, copied out of this very browser
    with copied.client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = before, True
    assert copied.get("/settings").status_code == 303
    assert dana.get("/settings").status_code == 200 and other.get("/settings").status_code == 303
    assert visitor(app).post("/login", {"email": "dana@example.org", "password": OTHER}).status_code == 303
    assert "password" in post()[0]["Subject"]


@pytest.mark.parametrize("page", ["/settings/password", "/settings/email"])
def test_whoever_finds_the_browser_open_does_not_know_the_password(dana, app, page):
    knows(dana)
    answer = dana.post(page, {"current": OTHER, "password": "eleven quiet rivers", "email": "thief@example.org"})
    assert answer.status_code == 422 and b"This is not the password of this account." in answer.data
    assert user_of(app, "dana@example.org") and dana.get("/settings").status_code == 200


def test_a_new_address_counts_once_its_reader_says_so(dana, app, post):
    knows(dana)
    dana.post("/settings/email", {"current": PASSWORD, "email": "Dana.New@example.org"})
    (mail,) = post()
    assert mail["To"] == "dana.new@example.org" and user_of(app, "dana@example.org")
    assert dana.post(link_in(mail)).status_code == 303
    assert user_of(app, "dana.new@example.org").confirmed_at and not user_of(app, "dana@example.org")
    (told,) = post()
    assert told["To"] == "dana@example.org" and "dana.new" not in told.as_string()


def test_an_address_that_has_an_account_is_not_told_apart(dana, ruth, app, post):
    knows(dana)
    pages = []
    for email in ("ruth@example.org", "free@example.org"):
        dana.post("/settings/email", {"current": PASSWORD, "email": email})
        pages.append(re.sub(r'name="csrf_token" value="[^"]*"', "", dana.get("/settings").text))
    assert pages[0] == pages[1]
    known, move = post()
    assert "already have an account" in known["Subject"] and "/confirm/" not in known.as_string()
    assert link_in(move)


def test_an_address_taken_in_the_meantime_is_left_alone(dana, ruth, app, post):
    knows(dana)
    dana.post("/settings/email", {"current": PASSWORD, "email": "new@example.org"})
    link = link_in(post()[0])
    with app.app_context(), transaction():
        db.session.get(User, ruth.user_id).email = "new@example.org"
    assert dana.post(link).status_code == 410
    assert user_of(app, "dana@example.org").id == dana.user_id


def test_links_of_before_the_move_are_dead(dana, app, post, somebody):
    knows(dana)
    somebody.post("/forgot", {"email": "dana@example.org"})
    reset = link_in(post()[0])
    dana.post("/settings/email", {"current": PASSWORD, "email": "new@example.org"})
    dana.post(link_in(post()[0]))
    assert somebody.get(reset).status_code == 410


def test_the_letter_can_be_sent_again_until_the_address_is_confirmed(dana, post):
    assert b"Send the letter again" in dana.get("/settings").data
    dana.post("/settings/confirm")
    dana.post(link_in(post()[0]))
    assert b"Send the letter again" not in dana.get("/settings").data
    dana.post("/settings/confirm")
    assert post() == []


def test_dana_sees_her_devices_and_logs_one_out(dana):
    other = logged_in_again(dana)
    page = dana.get("/settings/sessions").get_data(as_text=True)
    assert "Firefox · Windows" in page and "This device" in page
    assert dana.post(f"/settings/sessions/{other.ids['login']}/end").location == "/settings/sessions"
    assert other.get("/settings").status_code == 303 and dana.get("/settings").status_code == 200
    assert dana.post(f"/settings/sessions/{other.ids['login']}/end").status_code == 404


def test_dana_logs_out_everywhere_else(dana):
    others = [logged_in_again(dana), logged_in_again(dana)]
    dana.post("/settings/sessions/end")
    assert {other.get("/settings").status_code for other in others} == {303} and dana.get(
        "/settings"
    ).status_code == 200


def test_ending_the_own_device_is_logging_out(dana, app):
    with app.app_context():
        own = db.session.scalar(db.select(Login.id))
    answer = dana.post(f"/settings/sessions/{own}/end")
    assert answer.location == "/" and "Clear-Site-Data" in answer.headers
    assert dana.get("/settings").status_code == 303


def test_a_stranger_finds_no_such_device(dana, ruth, app):
    theirs = logged_in_again(dana).ids["login"]
    found = ruth.post(f"/settings/sessions/{theirs}/end"), ruth.post(f"/settings/sessions/{uuid4()}/end")
    assert found[0].status_code == found[1].status_code == 404 and found[0].data == found[1].data


@pytest.mark.parametrize("door", ["/settings", "/settings/email", "/settings/password", "/settings/sessions"])
def test_a_visitor_is_asked_to_log_in(somebody, door):
    assert somebody.get(door).location == f"/login?next={door}"
    assert somebody.post(door if door != "/settings/sessions" else door + "/end").status_code == 303


def test_whoever_was_in_the_account_cannot_move_it_once_the_password_is_new(dana, somebody, app, post):
    knows(dana)
    asked = {"email": "ruth.elsewhere@example.org", "current": PASSWORD}
    dana.post("/settings/email", asked)
    link = link_in(post()[0])
    dana.post("/settings/email", {**asked, "email": "later@example.org"})  # this letter has not left yet
    dana.post("/settings/password", {"current": PASSWORD, "password": OTHER})
    assert [mail["To"] for mail in post()] == ["dana@example.org"]
    assert somebody.post(link).status_code == 410
    assert user_of(app, "dana@example.org") and not user_of(app, asked["email"])
