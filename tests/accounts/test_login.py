"""Coming in and going out."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import event

from chitta.accounts import devices, passwords
from chitta.accounts.guards import own_path
from chitta.accounts.models import ABSOLUTE, IDLE, Login, User
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from tests.accounts.conftest import OTHER, PASSWORD, knows, user_of
from tests.people import HX, visitor

ENGLISH = {"Accept-Language": "en"}


def credentials(email="dana@example.org", password=PASSWORD):
    return {"email": email, "password": password}


def test_dana_logs_in_and_is_where_she_wanted_to_be(dana, somebody):
    knows(dana)
    answer = somebody.post("/login?next=/settings", credentials(" Dana@Example.ORG "))
    assert (answer.status_code, answer.location) == (303, "/settings")
    assert b"Dana Levin" in somebody.get("/settings").data
    assert somebody.get("/login").status_code == 303


@pytest.mark.parametrize("email", ["dana@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(dana, somebody, email):
    knows(dana)
    answer = somebody.post("/login", credentials(email, OTHER), headers=ENGLISH)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "The address or the password does not match" in page
    assert email in page and OTHER not in page and somebody.get("/settings").status_code == 303
    assert 'or <a href="/forgot">choose a new password</a>' in page


@pytest.mark.parametrize("door", ["/login", "/forgot", "/register"])
def test_an_address_that_is_known_makes_no_other_work_than_one_that_is_not(dana, app, door, monkeypatch):
    """Time tells nothing either: as many hashes of the same strength, and the same questions to the database."""
    knows(dana)
    work = []
    for name in ("verify", "hash"):
        deed = getattr(passwords.PasswordHasher, name)
        monkeypatch.setattr(passwords.PasswordHasher, name, lambda *a, deed=deed: work.append("a hash") or deed(*a))
    ask = lambda conn, cursor, statement, *rest: work.append(statement)  # noqa: E731
    passwords._nobody()
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", ask)
    form, done = {"full_name": "Ruth", "agree": "y", "password": OTHER, "language": "en", "address": "n"}, {}
    try:
        for email in ("dana@example.org", "nobody@example.org"):
            work.clear()
            visitor(app).post(door, {**form, "email": email})
            done[email] = list(work)
    finally:
        event.remove(engine, "before_cursor_execute", ask)
    known, unknown = done.values()
    assert known.count("a hash") == unknown.count("a hash") == (door != "/forgot")
    assert door == "/register" or known == unknown  # an account more is there to be seen, whatever it took


def test_every_log_in_has_a_fresh_token_and_only_its_hash_is_kept(dana, app):
    knows(dana)
    tokens = []
    for _ in range(2):
        browser = visitor(app)
        with browser.client.session_transaction() as session:
            session["_user_id"], session["left"] = "fixed-by-a-stranger", "over"
        browser.post("/login", credentials())
        with browser.client.session_transaction() as session:
            tokens.append(session["_user_id"])
            assert "left" not in session
    assert len(set(tokens)) == 2
    with app.app_context():
        kept = set(db.session.scalars(db.select(Login.token_hash)))
    assert not kept & set(tokens)


def test_logging_in_again_ends_the_login_before(dana, app):
    knows(dana)
    with dana.client.session_transaction() as session:
        old = dict(session)
    dana.post("/login", credentials())
    thief = visitor(app)
    with thief.client.session_transaction() as session:
        session.update(old)
    assert thief.get("/settings").status_code == 303 and dana.get("/settings").status_code == 200


def test_logging_out_ends_the_login_and_clears_the_browser(dana, app):
    with dana.client.session_transaction() as session:
        old = dict(session)
    answer = dana.post("/logout")
    assert answer.location == "/" and answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    with dana.client.session_transaction() as session:
        assert "_user_id" not in session
        session.update(old)
    assert dana.get("/settings").status_code == 303
    assert visitor(app).post("/logout").status_code == 303


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil"])
def test_next_leads_only_to_pages_of_ours(dana, somebody, elsewhere):
    knows(dana)
    answer = somebody.post("/login", credentials(), query_string={"next": elsewhere})
    assert answer.location == "/"


def test_what_a_browser_could_read_as_another_place_is_no_page_of_ours():
    for elsewhere in (
        "///evil.example", "https:evil.example", "http:/evil.example", "HTTPS://evil.example", "\\\\evil", "/\n/evil", "/ /evil",
        " //evil", "\x00//evil", "javascript:x", "evil.example", "@evil", "?//evil", "#//evil", "/\x7f/evil", "", None,
    ):  # fmt: skip
        assert own_path(elsewhere) == "/", elsewhere
    for ours in ("/sessions/1?x=2#y", "/settings?next=//evil", "/%2F/evil"):
        assert own_path(ours) == ours


def test_a_visitor_comes_back_to_the_page_they_wanted(somebody):
    assert somebody.get("/settings/sessions?x=1").location == "/login?next=/settings/sessions?x%3D1"
    assert (
        somebody.post("/settings", headers={"Referer": "http://localhost/settings"}).location == "/login?next=/settings"
    )
    assert somebody.post("/settings", headers={"Referer": "http://evil.example/x"}).location == "/login"
    fragment = somebody.get("/settings", headers={**HX, "Referer": "http://localhost/children/new"})
    assert fragment.headers["HX-Redirect"] == "/login?next=/children/new" and fragment.status_code == 200


@pytest.mark.parametrize(("column", "age"), [("seen_at", IDLE), ("started_at", ABSOLUTE)])
def test_a_login_ends_when_it_is_idle_or_old(dana, app, column, age):
    with app.app_context(), transaction():
        db.session.execute(db.update(Login).values({column: times.now() - age}))
    assert dana.get("/settings").status_code == 303


def test_that_she_was_here_is_written_with_what_she_changes_and_never_on_a_get(dana, app):
    long_ago = times.now() - IDLE / 2

    def seen():
        with app.app_context(), transaction(writing=False):
            return db.session.scalar(db.select(Login.seen_at))

    with app.app_context(), transaction():
        db.session.execute(db.update(Login).values(seen_at=long_ago))
    dana.get("/settings")
    assert seen() == long_ago
    dana.post("/settings", {"full_name": "Dana"})
    assert seen() > long_ago


def test_a_hash_of_another_strength_is_renewed_at_log_in(dana, app, somebody):
    passwords.configure(16)
    knows(dana)
    passwords.configure(8)
    before = user_of(app, "dana@example.org").password_hash
    assert somebody.post("/login", credentials()).status_code == 303
    after = user_of(app, "dana@example.org").password_hash
    assert "m=16," in before and "m=8," in after


def test_the_trail_says_who_tried_and_who_came_in(dana, app, somebody):
    knows(dana)
    somebody.post("/login", credentials(password=OTHER))
    somebody.post("/login", credentials())
    somebody.post("/logout")
    with app.app_context():
        deeds = {deed.verb: deed for deed in db.session.scalars(db.select(Deed))}
    assert deeds["account.login_refused"].subject_id == dana.user_id and deeds["account.login_refused"].actor_id is None
    assert deeds["account.login"].actor_id == deeds["account.logout"].actor_id == dana.user_id
    assert deeds["account.login"].subject_id == deeds["account.logout"].subject_id


def test_a_password_of_hebrew_words_works_however_it_was_composed(app, somebody):
    form = {"full_name": "אמיר", "email": "amir@example.org", "agree": "y", "password": "עֲנָן סגול רץ בשקט"}
    assert somebody.post("/register", form).status_code == 303
    assert visitor(app).post("/login", credentials("amir@example.org", form["password"])).status_code == 303


def test_the_language_is_the_browsers_until_somebody_chooses(somebody):
    assert 'lang="he" dir="rtl"' in somebody.get("/login").get_data(as_text=True)
    assert 'lang="en" dir="ltr"' in somebody.get("/login", headers=ENGLISH).get_data(as_text=True)
    assert 'lang="en"' in somebody.get("/?lang=en").get_data(as_text=True)
    assert 'lang="en"' in somebody.get("/login").get_data(as_text=True)
    assert 'lang="en"' in somebody.get("/login?lang=xx").get_data(as_text=True)
    assert 'lang="he"' in somebody.get("/login?lang=he", headers=ENGLISH).get_data(as_text=True)


def test_a_person_is_spoken_to_as_they_chose_wherever_they_are(amir, dana):
    assert 'lang="he"' in amir.get("/privacy?lang=en", headers=ENGLISH).get_data(as_text=True)
    assert 'lang="en"' in dana.get("/nowhere", headers={"Accept-Language": "he"}).get_data(as_text=True)


@pytest.mark.parametrize("page", ["/privacy", "/terms", "/accessibility", "/login", "/register", "/forgot"])
@pytest.mark.parametrize("language", ["he", "en"])
def test_visitors_may_read_these(somebody, page, language):
    answer = somebody.get(f"{page}?lang={language}")
    assert answer.status_code == 200 and f'lang="{language}"' in answer.get_data(as_text=True)


def test_the_first_page_is_for_search_engines_too_and_knows_the_helplines(somebody):
    page = somebody.get("/").get_data(as_text=True)
    assert "index, follow" in page and "noindex" not in page and "tel:" in page


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/19 Safari/604", "Safari · iPhone"),
        ("curl/8", ""),
    ],
)  # fmt: skip
def test_devices_are_recognised_by_name(house, agent, name):
    with house.test_request_context(headers={"User-Agent": agent}):
        assert devices.called() == name


def test_a_log_in_with_the_old_password_does_not_survive_the_new_one(dana, app, monkeypatch):
    """Both at the same moment: the browser that was let in last is ended with the others."""
    knows(dana)
    start, inside, going = Login.start.__func__, threading.Event(), threading.Event()

    def slowly(cls, *about):
        inside.set()
        going.wait(1)
        return start(cls, *about)

    monkeypatch.setattr(Login, "start", classmethod(slowly))
    with ThreadPoolExecutor(1) as beside:
        old = visitor(app)
        answer = beside.submit(old.post, "/login", {"email": "dana@example.org", "password": PASSWORD})
        assert inside.wait(5)
        with app.app_context(), transaction():
            threading.Timer(0.3, going.set).start()
            db.session.get(User, dana.user_id).choose("!")
        assert answer.result().status_code == 303
    assert old.get("/settings").location.startswith("/login")


def test_an_address_with_a_zero_byte_is_an_address_nobody_has(somebody):
    assert somebody.post("/login", {"email": "dana\x00@example.org", "password": OTHER}).status_code == 422


def test_a_host_that_is_not_ours_is_answered_nothing(dana, somebody):
    hosts = ["evil.example", "localhost.evil.example", "evil.example:80", "localhost@evil.example", "x" * 5000, "[::1"]
    for host in hosts:
        for who in (dana, somebody):
            answer = who.get("/login", headers={"Host": host})
            assert answer.status_code == 400 and "evil" not in answer.text, host[:30]
            assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("name", ["Host", "Proto", "Prefix", "Port", "For", "Server"])
def test_what_a_proxy_is_said_to_have_said_changes_nothing(somebody, name):
    for junk in ("evil.example", "https", "/evil", ",,,", "\xff", "0" * 4000):
        answer = somebody.get("/settings", headers={f"X-Forwarded-{name}": junk})
        assert (answer.status_code, answer.location) == (303, "/login?next=/settings"), junk[:20]
        assert "Strict-Transport-Security" not in answer.headers


def test_a_cookie_that_is_not_ours_is_nobodys(app, dana, somebody):
    ours = dana.client.get_cookie("chitta").value
    other = URLSafeTimedSerializer("another key", salt="cookie-session").dumps({"_user_id": "x", "_fresh": True})
    for value in (ours[:-3], ours + "x", ours.swapcase(), other, "a.b.c", "x" * 4000):
        somebody.client.set_cookie("chitta", value)
        assert somebody.get("/settings").location == "/login?next=/settings", value[:20]
        assert somebody.get("/login").status_code == 200
