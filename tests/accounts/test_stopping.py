"""Letters a parent may do without are stopped by one tap, in the letter, in the mail program or in the settings."""

from __future__ import annotations

import re

import pytest

from chitta.accounts import jobs
from chitta.accounts.models import KINDS, NOTICES, OutgoingLetter, User
from chitta.core.db import db, transaction
from tests.accounts.conftest import text_of, user_of

PAGE = "http://127.0.0.1:8000"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def send(app, who, kind="films"):
    with app.app_context(), transaction():
        user = db.session.get(User, who.user_id)
        jobs.write_later(kind, user.email, user, "/settings")


@pytest.fixture
def way_out(app, dana, post):
    """The path that Dana's letter about her films gives to stop such letters."""
    send(app, dana)
    return post()[0]["List-Unsubscribe"].removeprefix(f"<{PAGE}").removesuffix(">")


def stopped(app, email="dana@example.org"):
    return user_of(app, email).stopped_letters


def test_one_tap_in_the_letter_stops_its_kind_and_no_other(app, dana, somebody, way_out, post):
    page = somebody.get(way_out)
    assert "Stop these letters" in page.text and "Your films were looked at" in page.text
    assert "Dana" not in page.text and "dana@" not in page.text and page.headers["Referrer-Policy"] == "no-referrer"
    assert stopped(app) == []  # looking spends nothing
    assert somebody.post(way_out).location == way_out
    assert "have stopped" in somebody.get(way_out).text and stopped(app) == ["films"]
    send(app, dana)
    send(app, dana, "report")
    assert [mail["Subject"] for mail in post()] == ["The report is ready at Chitta"]


def test_the_mail_program_stops_them_by_itself_without_a_cookie(app, dana, way_out):
    assert app.test_client().post(way_out, data=ONE_CLICK).status_code == 200
    assert app.test_client().post(way_out, data=ONE_CLICK).status_code == 200
    assert stopped(app) == ["films"]


def test_a_tap_takes_back_what_is_on_its_way(app, dana, somebody, way_out, post):
    with app.app_context(), transaction():
        OutgoingLetter.write("films", "dana@example.org", db.session.get(User, dana.user_id))
    somebody.post(way_out)
    with app.app_context(), transaction(writing=False):
        assert db.session.scalar(db.select(OutgoingLetter).where(OutgoingLetter.sent_at.is_(None))) is None


def test_the_page_speaks_the_letters_language(app, amir, somebody, post):
    send(app, amir)
    mail = post()[0]
    link = re.search(r"/letters/stop/\S+", text_of(mail))[0]
    html = mail.get_body(("html",)).get_content()
    assert '<html lang="he" dir="rtl">' in html and link in html
    assert "להפסיק את המכתבים האלה" in somebody.get(link).text


def changed(path, how):
    token = path.rpartition("/")[2]
    return f"/letters/stop/{how(token)}"


@pytest.mark.parametrize(
    "how",
    [lambda t: t[:-1], lambda t: t + "a", lambda t: t.swapcase(), lambda t: "x", lambda t: "." + t, lambda t: "א"],
)
def test_a_link_that_is_not_ours_stops_nothing(app, somebody, way_out, how):
    path = changed(way_out, how)
    assert somebody.get(path).status_code == 410
    assert app.test_client().post(path, data=ONE_CLICK).status_code == 410 and stopped(app) == []


def test_a_link_in_a_mailbox_that_was_left_stops_nothing(app, dana, somebody, way_out):
    with app.app_context(), transaction():
        db.session.get(User, dana.user_id).email = "levin@example.org"
    assert somebody.post(way_out).status_code == 410 and somebody.get(way_out).status_code == 410
    assert stopped(app, "levin@example.org") == []


def test_a_token_made_for_something_else_stops_nothing(app, dana, somebody, way_out):
    from itsdangerous import URLSafeSerializer

    other = URLSafeSerializer(app.secret_key, salt="wtf-csrf-token").dumps([dana.user_id.hex, "films", "0" * 16])
    assert somebody.post(f"/letters/stop/{other}", ONE_CLICK).status_code == 410


def test_only_notices_carry_a_way_to_stop_them(app, dana, post):
    with app.app_context(), transaction():
        db.session.get(User, dana.user_id).stopped_letters = ["password", "reset", "locked"]  # as if: they come anyway
    for kind in KINDS:
        send(app, dana, kind)
    assert sum(mail["List-Unsubscribe"] is not None for mail in post()) == len(NOTICES)


def test_the_settings_say_which_letters_come(app, dana):
    assert dana.get("/settings").text.count('name="kinds"') == len(NOTICES)
    assert dana.post("/settings/letters", {"kinds": ["films", "meeting", "password", "x"]}).location == "/settings"
    assert stopped(app) == ["film_again", "letter", "report", "opened", "export"]
    page = dana.get("/settings").text
    assert re.search(r'value="films" checked', page) and not re.search(r'value="report" checked', page)
    dana.post("/settings/letters")
    assert stopped(app) == list(NOTICES)
