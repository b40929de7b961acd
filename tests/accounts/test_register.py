"""Opening an account."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from chitta.accounts.models import Login, User
from chitta.audit.models import Deed
from chitta.core.db import db
from tests.accounts.conftest import OTHER, PASSWORD, knows, link_in, text_of, user_of
from tests.people import visitor

DANA = {
    "full_name": "Dana Levin",
    "email": "dana@example.org",
    "password": PASSWORD,
    "language": "en",
    "address": "f",
    "agree": "y",
}


def test_somebody_registers_and_is_asked_about_the_child_at_once(app, somebody):
    answer = somebody.post("/register", DANA)
    assert (answer.status_code, answer.location) == (303, "/children/new")
    assert somebody.get("/children/new").status_code == 200
    user = user_of(app, "dana@example.org")
    assert (user.full_name, user.language, user.address, user.country) == ("Dana Levin", "en", "f", "ZZ")
    assert not user.confirmed_at and user.password_hash.startswith("$argon2id$")


def test_a_first_letter_asks_whether_the_address_is_theirs(app, somebody, post):
    somebody.post("/register", {**DANA, "full_name": "Buy at http://evil.example"})
    (mail,) = post()
    assert mail["To"] == "dana@example.org" and "evil" not in mail.as_string() + text_of(mail)
    link = link_in(mail)
    assert somebody.get(link).status_code == 200 and not user_of(app, "dana@example.org").confirmed_at
    assert somebody.post(link).location == "/settings" and user_of(app, "dana@example.org").confirmed_at
    assert somebody.get(link).status_code == somebody.post(link).status_code == 410


def test_only_what_the_walk_needs_must_be_said(app, somebody):
    least = {name: DANA[name] for name in ("full_name", "email", "password", "agree")}
    assert somebody.post("/register", least, headers={"Accept-Language": "en-US,en;q=0.9"}).status_code == 303
    user = user_of(app, "dana@example.org")
    assert (user.language, user.address) == ("en", "n")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("full_name", " \u202e\x00 ", "What should Chitta call you?"),
        ("full_name", "x" * 121, "Up to 120 characters"),
        ("email", "", "The mail address is missing"),
        ("email", "hadas@", "The part after the @ is missing"),
        ("email", "two@example.org, three@example.org", "does not look like a mail address"),
        ("email", "dana@example.org\r\nBcc: all@example.org", "does not look like a mail address"),
        ("email", "a@" + "b" * 260 + ".org", "does not look like a mail address"),
        ("password", "short", "shorter than 15"),
        ("password", "x y" * 60, "up to 128"),
        ("password", "passwordpassword", "a stranger would try"),
        ("password", "dana levin 12345", "a stranger would try"),
        ("agree", "", "this needs your yes"),
        ("language", "xx", "Please choose one of these"),
    ],
)
def test_a_form_that_says_too_little_comes_back_as_typed(app, somebody, field, value, sentence):
    answer = somebody.post("/register?lang=en", {**DANA, field: value}, headers={"Accept-Language": "en"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in page and f'id="{field}-error"' in page
    assert PASSWORD not in page and user_of(app, "dana@example.org") is None
    assert "Dana Levin" in page or field == "full_name"


def test_a_name_keeps_its_letters_and_loses_what_tricks_the_eye(app, somebody):
    somebody.post("/register", {**DANA, "full_name": "נעה \u202eכהן\x00\u2066 <b>{{ 7*7 }}</b>"})
    assert user_of(app, "dana@example.org").full_name == "נעה כהן <b>{{ 7*7 }}</b>"
    page = somebody.get("/settings").get_data(as_text=True)
    assert "<b>{{" not in page and "&lt;b&gt;{{ 7*7 }}" in page


def test_lone_surrogates_in_a_form_harm_nobody(app, somebody):
    token = somebody.token()
    body = f"csrf_token={token}&full_name=Da%ED%A0%80na&email=dana%40example.org&password=violet+%ED%A0%80otter+marches"
    answer = somebody.client.post("/register", data=body + "&agree=y", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 303


def test_the_same_form_twice_makes_one_account(app, somebody):
    assert somebody.post("/register", DANA).location == "/children/new"
    assert visitor(app).post("/register", DANA).location == "/"
    with app.app_context():
        assert len(db.session.scalars(db.select(User)).all()) == 1


def test_two_who_register_one_address_at_once_make_one_account(app):
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda who: who.post("/register", DANA).location, (visitor(app), visitor(app))))
    assert sorted(answers) == ["/", "/children/new"]


def test_whoever_registers_danas_address_is_shown_the_ways_on_and_dana_is_told(app, dana, somebody, post):
    knows(dana)
    taken = somebody.post("/register", {**DANA, "password": OTHER}, headers={"Accept-Language": "en"})
    page = taken.get_data(as_text=True)
    assert taken.status_code == 422 and "If there is already an account with this address" in page
    assert '<a href="/login">log in</a> or <a href="/forgot">choose a new password</a>' in page
    (mail,) = post()
    assert mail["To"] == "dana@example.org" and "already have an account" in mail["Subject"]
    assert somebody.get("/settings").status_code == 303


def test_nobodys_browser_is_asked_to_keep_an_old_session(app, somebody):
    somebody.get("/register")
    before = somebody.token()
    with somebody.client.session_transaction() as session:
        session["_user_id"] = "fixed-by-a-stranger"
    somebody.post("/register", DANA)
    with somebody.client.session_transaction() as session:
        assert session["_user_id"] != "fixed-by-a-stranger" and session.get("csrf_token") != before


def test_the_deed_is_on_the_trail_without_words(app, somebody):
    somebody.post("/register", DANA)
    with app.app_context():
        deed = db.session.scalar(db.select(Deed).where(Deed.verb == "account.register"))
        login = db.session.scalar(db.select(Login))
        assert deed.actor_id == deed.subject_id == login.user_id and deed.subject == "users"


def test_ten_megabytes_are_refused_with_a_sentence(somebody):
    answer = somebody.post("/register", {**DANA, "full_name": "x" * 10_000_000})
    assert answer.status_code == 413 and 'id="main"' in answer.get_data(as_text=True)


def test_a_form_without_its_token_is_refused_in_the_readers_language(somebody):
    hebrew = somebody.post("/register", DANA, token=False)
    english = somebody.post("/register", DANA, token=False, headers={"Accept-Language": "en"})
    assert hebrew.status_code == english.status_code == 403
    assert 'lang="he"' in hebrew.get_data(as_text=True) and "This form is too old" in english.get_data(as_text=True)


@pytest.mark.parametrize(
    ("language", "accepted", "country"),
    [("he", "en", "IL"), ("en", "en-US,en", "US"), ("en", "en-GB", "ZZ"), ("en", "en,he", "IL")],
)
def test_where_somebody_lives_is_a_guess_they_can_change(app, somebody, language, accepted, country):
    somebody.post("/register", {**DANA, "language": language}, headers={"Accept-Language": accepted})
    assert user_of(app, "dana@example.org").country == country
