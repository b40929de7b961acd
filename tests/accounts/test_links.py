"""Links in letters: looked at by a GET, spent by a POST, once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chitta.accounts.models import OneTimeToken, OutgoingLetter, fingerprint
from chitta.core import times
from chitta.core.db import db, transaction
from tests.accounts.conftest import OTHER, PASSWORD, knows, link_in, text_of, user_of
from tests.people import visitor

DANA = {"email": "dana@example.org"}
CHOSEN = {"password": OTHER}


@pytest.fixture
def link(dana, somebody, post):
    """Dana has lost her password and asked for a new one."""
    knows(dana)
    somebody.post("/forgot", DANA)
    return link_in(post()[0])


def test_dana_chooses_a_new_password_and_every_browser_is_logged_out(dana, somebody, link, post, app):
    assert somebody.get(link).status_code == 200
    assert somebody.post(link, CHOSEN).location == "/login"
    assert dana.get("/settings").status_code == 303
    assert visitor(app).post("/login", {**DANA, "password": PASSWORD}).status_code == 422
    assert somebody.post("/login", {**DANA, **CHOSEN}).status_code == 303
    (mail,) = post()
    assert "password" in mail["Subject"] and user_of(app, "dana@example.org").confirmed_at


def test_a_link_works_once(somebody, link):
    assert somebody.post(link, CHOSEN).status_code == 303
    assert somebody.get(link).status_code == 410
    assert somebody.post(link, CHOSEN).status_code == 410


def test_of_two_who_use_it_at_once_one_wins(app, link):
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda who: who.post(link, CHOSEN).status_code, (visitor(app), visitor(app))))
    assert sorted(answers) == [303, 410]


def test_looking_and_a_form_that_was_refused_spend_nothing(somebody, link):
    for _ in range(3):
        somebody.get(link)
        assert somebody.post(link, {"password": "short"}).status_code == 422
    assert somebody.post(link, CHOSEN).status_code == 303


def test_the_second_letter_ends_the_first(somebody, link, post):
    somebody.post("/forgot", DANA)
    second = link_in(post()[0])
    assert somebody.get(link).status_code == 410
    assert somebody.post(second, CHOSEN).status_code == 303


def test_a_link_is_dead_after_an_hour(app, somebody, link):
    with app.app_context(), transaction():
        db.session.execute(db.update(OneTimeToken).values(expires_at=times.now() - timedelta(seconds=1)))
    assert somebody.get(link).status_code == somebody.post(link, CHOSEN).status_code == 410


def test_a_dead_link_looks_like_one_that_never_was(somebody, link):
    somebody.post(link, CHOSEN)
    assert somebody.get(link).data == somebody.get("/reset/never-was").data
    assert somebody.get("/confirm/never-was").status_code == 410
    assert somebody.get(link.replace("reset", "confirm")).status_code == 410


def test_unknown_addresses_get_the_same_answer_and_no_letter(somebody, dana, post):
    answers = [somebody.post("/forgot", {"email": email}) for email in ("dana@example.org", "nobody@example.org")]
    pages = [answer.get_data(as_text=True) for answer in answers]
    assert answers[0].status_code == answers[1].status_code == 200
    assert pages[0].replace("dana@", "") == pages[1].replace("nobody@", "")
    assert [mail["To"] for mail in post()] == ["dana@example.org"]


def test_a_stranger_cannot_fill_a_mailbox(app, somebody, dana, post):
    for _ in range(9):
        somebody.post("/forgot", DANA)
    assert len(post()) == 4
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count()).where(OutgoingLetter.email != "")) == 0


def test_no_link_waits_in_the_database(app, somebody, dana, post):
    somebody.post("/forgot", DANA)
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(OneTimeToken)) == 0
    token = link_in(post()[0]).rpartition("/")[2]
    with app.app_context():
        kept = db.session.scalar(db.select(OneTimeToken))
        assert kept.token_hash == fingerprint(token) != token


def test_links_lead_to_the_address_of_the_settings_whatever_the_host_header_says(app, somebody, dana, post):
    lies = {"base_url": "http://chitta.test", "headers": {"X-Forwarded-Host": "evil.example"}}
    token = re.search(r'name="csrf_token" value="([^"]+)"', somebody.get("/forgot", **lies).get_data(as_text=True))
    assert somebody.post("/forgot", {**DANA, "csrf_token": token[1]}, **lies).status_code == 200
    (mail,) = post()
    assert "http://127.0.0.1:8000/reset/" in text_of(mail)
    assert "chitta.test" not in mail.as_string() and "evil" not in text_of(mail)
    assert somebody.post("/forgot", DANA, headers={"Host": "evil.example"}).status_code == 400


def test_a_letter_speaks_to_its_reader(amir, somebody, post):
    somebody.get("/?lang=en")
    somebody.post("/forgot", {"email": "amir@example.org"})
    (mail,) = post()
    html = mail.get_body(("html",)).get_content()
    assert mail["Subject"] == "סיסמה חדשה ל-Chitta" and mail["Content-Language"] == "he"
    assert '<html lang="he" dir="rtl">' in html and "שלום" in text_of(mail)


def test_the_new_password_is_weighed_against_her_own_name(somebody, link):
    answer = somebody.post(link, {"password": "dana levin dana"})
    assert answer.status_code == 422
