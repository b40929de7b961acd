"""The second step: an app's code after the password, recovery codes, and what a hostile visitor makes of them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from chitta.accounts import codes, second_factor
from chitta.accounts.models import GUESSES, CodeGuesses, Login, RecoveryCode, User
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from tests.accounts.conftest import OTHER, PASSWORD, knows, link_in, user_of
from tests.people import visitor

DOOR, CODE = "/settings/second-step", "/login/code"
CREDENTIALS = {"email": "dana@example.org", "password": PASSWORD}


@pytest.fixture(autouse=True)
def still(monkeypatch):
    """The clock stands in the middle of a step; `still(30)` moves it on by so many seconds."""

    began = times.now().replace(second=10, microsecond=0)

    def to(seconds):
        monkeypatch.setattr(times, "now", lambda: began + timedelta(seconds=seconds))

    to(0)
    return to


def app_of(who):
    """What Dana's phone shows; (1) is the next step's code."""
    with who.app.app_context():
        user = db.session.get(User, who.user_id)
        made = codes.totp(str(who.app.secret_key), user.id, user.factor_salt)
    return lambda ahead=0: made.at(times.now(), counter_offset=ahead)


@pytest.fixture
def guarded(dana, app):
    """Dana with a second step that was set up a while ago; her recovery codes."""
    knows(dana)
    with app.app_context(), transaction():
        return second_factor.turn_on(db.session.get(User, dana.user_id), codes.salt(), 1)


def halfway(app):
    """A browser in which her password was right."""
    who = visitor(app)
    assert who.post("/login?next=/settings/sessions", CREDENTIALS).location == f"{CODE}?next=/settings/sessions"
    return who


def inside(who):
    return who.get("/settings").status_code == 200


def test_dana_sets_it_up_and_comes_in_with_a_code(dana, app, post, still):
    knows(dana)
    page = dana.get(DOOR).get_data(as_text=True)
    key = re.search(r'class="key"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert f"secret={key}" in page and 'href="otpauth://totp/Chitta:dana%40example.org' in page and "<svg" in page
    made = codes.pyotp.TOTP(key)
    assert dana.post(DOOR, {"code": "000000"}).status_code == 422
    given = dana.post(DOOR, {"code": made.at(times.now())}).get_data(as_text=True)
    recovery = re.findall(r"<code>([\w ]+)</code>", given)
    assert len(recovery) == 10 and recovery[0] not in dana.get(DOOR).get_data(as_text=True)
    assert "second step" in post()[0]["Subject"] and user_of(app, "dana@example.org").second_factor_at
    still(30)
    who = halfway(app)
    assert not inside(who)
    answer = who.post(f"{CODE}?next=/settings/sessions", {"code": made.at(times.now())})
    assert answer.location == "/settings/sessions" and inside(who)


def test_the_secret_is_kept_nowhere(dana, app, guarded):
    with app.app_context():
        secret = codes.totp(str(app.secret_key), dana.user_id, user_of(app, "dana@example.org").factor_salt).secret
        kept = [repr(row) for table in db.metadata.sorted_tables for row in db.session.execute(db.select(table))]
    assert not [row for row in kept if secret in row or any(code in row for code in guarded)]
    assert codes.totp("another key", dana.user_id, "salt").secret != codes.totp("a key", dana.user_id, "salt").secret


@pytest.mark.parametrize("written", ["{0}", " {0} ", "١٢", "۱۲", "１２", "{0} {1}", "{0}-{1}"])
def test_a_code_is_read_in_the_digits_of_any_keyboard(dana, app, guarded, written):
    code = app_of(dana)()
    if written.isdecimal():
        zero = ord(written[0]) - 1
        typed = "".join(chr(zero + int(digit)) for digit in code)
    else:
        typed = written.format(code[:3], code[3:]) if "{1}" in written else written.format(code)
    assert halfway(app).post(CODE, {"code": typed}).status_code == 303


@pytest.mark.parametrize(("ahead", "answer"), [(-2, 422), (-1, 303), (1, 303), (2, 422)])
def test_a_phones_clock_may_be_half_a_minute_off(dana, app, guarded, ahead, answer):
    assert halfway(app).post(CODE, {"code": app_of(dana)(ahead)}).status_code == answer


def test_a_code_works_once_and_none_of_before_it(dana, app, guarded):
    code = app_of(dana)()
    assert halfway(app).post(CODE, {"code": code}).status_code == 303
    again = halfway(app)
    assert (
        again.post(CODE, {"code": code}).status_code == again.post(CODE, {"code": app_of(dana)(-1)}).status_code == 422
    )
    assert again.post(CODE, {"code": app_of(dana)(1)}).status_code == 303


def test_a_recovery_code_works_once_however_it_is_typed_and_is_told(dana, app, guarded, post):
    typed = codes.grouped(guarded[0]).upper().replace("0", "O").replace("1", "l")
    assert halfway(app).post(CODE, {"code": typed}).status_code == 303
    assert "recovery code" in post()[0]["Subject"]
    answer = halfway(app).post(f"{CODE}?recovery=", {"code": guarded[0]})
    assert answer.status_code == 422
    assert "9 recovery codes are left." in dana.get(DOOR).get_data(as_text=True)


@pytest.mark.parametrize("nonsense", ["", "12345", "x" * 5000, "½½½½½½", "\x00", "0" * 16])
def test_what_is_no_code_gets_a_sentence(app, guarded, nonsense):
    who = halfway(app)
    answer = who.post(CODE, {"code": nonsense})
    assert answer.status_code == 422 and 'class="err"' in answer.text and not inside(who)


def test_nobody_is_in_after_the_password_alone(app, guarded, somebody):
    who = halfway(app)
    assert not inside(who) and who.get("/").status_code == 200
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count(Login.id))) == 1  # the one she is here with
    assert somebody.get(CODE).location == "/login" and somebody.post(CODE, {"code": "123456"}).location == "/login"


def test_registering_with_her_address_and_password_is_no_way_around_it(app, guarded, somebody):
    form = {**CREDENTIALS, "full_name": "Dana", "agree": "y"}
    assert somebody.post("/register", form).location == CODE and not inside(somebody)


def test_the_half_way_ends_after_ten_minutes(dana, app, guarded, monkeypatch):
    who = halfway(app)
    monkeypatch.setattr("chitta.accounts.guards.HALFWAY", -1)
    assert who.post(f"{CODE}?next=/settings", {"code": app_of(dana)()}).location == "/login?next=/settings"
    assert "once more" in who.get("/login", headers={"Accept-Language": "en"}).text


def test_a_new_password_ends_the_half_way_of_whoever_knew_the_old_one(dana, app, guarded, somebody, post):
    thief = halfway(app)
    somebody.post("/forgot", {"email": "dana@example.org"})
    somebody.post(link_in(post()[0]), {"password": OTHER})
    assert thief.post(CODE, {"code": app_of(dana)()}).location == "/login" and not inside(thief)


def test_guesses_are_few_even_from_everywhere_and_leave_dana_her_ways(dana, app, guarded, still):
    known = visitor(app)
    known.post("/login", CREDENTIALS)
    known.post(CODE, {"code": app_of(dana)()})
    known.post("/logout")
    still(60)
    for _ in range(GUESSES):
        assert halfway(app).post(CODE, {"code": "000000"}).status_code == 422
    thief = halfway(app)
    answer = thief.post(CODE, {"code": app_of(dana)()}, headers={"Accept-Language": "en"})
    assert "Too many codes" in answer.text and not inside(thief)
    known.post("/login", CREDENTIALS)
    assert known.post(CODE, {"code": app_of(dana)()}).status_code == 303  # in a browser that was hers
    assert halfway(app).post(CODE, {"code": guarded[0]}).status_code == 303  # anywhere, with a recovery code
    still(3720)
    assert halfway(app).post(CODE, {"code": app_of(dana)()}).status_code == 303


def test_dana_is_told_once_that_somebody_knows_her_password_and_guesses(app, guarded, post):
    thief = halfway(app)
    letters = []
    for _ in range(GUESSES):
        thief.post(CODE, {"code": "000000"})
        letters.append([mail["Subject"] for mail in post()])
    assert [n for n, subjects in enumerate(letters) if subjects] == [GUESSES // 2 - 1]
    assert letters[GUESSES // 2 - 1] == ["Somebody knows your password for Chitta"]


def test_turned_on_in_another_window_meanwhile_it_stays_as_it_is(dana, app, guarded):
    with app.app_context(), transaction():
        user = db.session.get(User, dana.user_id)
        assert second_factor.turn_on(user, "another", 1) is None and user.factor_salt != "another"


def test_a_new_password_forgets_the_guesses(dana, app, guarded, still):
    for _ in range(GUESSES):
        halfway(app).post(CODE, {"code": "000000"})
    with app.app_context(), transaction():
        user = db.session.get(User, dana.user_id)
        user.choose(user.password_hash)
    assert halfway(app).post(CODE, {"code": app_of(dana)()}).status_code == 303


def test_guesses_at_the_same_time_are_each_counted(dana, app, guarded):
    """Whatever was read before: the statement itself says no."""
    with app.app_context():
        user = db.session.get(User, dana.user_id)
        for _ in range(GUESSES + 3):
            CodeGuesses.take(user, known=False)
        db.session.expire_all()
        counted = db.select(CodeGuesses.count).where(CodeGuesses.known.is_(False))
        assert db.session.scalar(counted) == GUESSES and CodeGuesses.take(user, known=True)
        db.session.rollback()


def test_it_is_turned_off_with_password_and_code_only(dana, app, guarded, post):
    page = dana.get(DOOR).get_data(as_text=True)
    assert "otpauth" not in page
    for wrong in ({"current": OTHER, "code": app_of(dana)()}, {"current": PASSWORD, "code": "000000"}, {}):
        assert dana.post(f"{DOOR}/off", wrong).status_code == 422
    assert dana.post(f"{DOOR}/off", {"current": PASSWORD, "code": app_of(dana)()}).location == "/settings"
    assert user_of(app, "dana@example.org").second_factor_at is None
    assert "no longer" in post()[0]["Subject"]
    assert visitor(app).post("/login", CREDENTIALS).location == "/"
    with app.app_context():
        assert not db.session.scalar(db.select(db.func.count(RecoveryCode.id)))


def test_new_recovery_codes_end_the_old_ones(dana, app, guarded):
    with app.app_context(), transaction():
        db.session.scalars(db.select(Login)).one().proved_at = times.now()
    page = dana.post(f"{DOOR}/codes").get_data(as_text=True)
    fresh = re.findall(r"<code>([\w ]+)</code>", page)
    assert halfway(app).post(CODE, {"code": guarded[0]}).status_code == 422
    assert halfway(app).post(CODE, {"code": fresh[9]}).status_code == 303


def test_whoever_finds_the_browser_open_sets_nothing_up(dana, app, still):
    knows(dana)
    still(720)
    assert dana.get(DOOR).location == f"/settings/sure?next={DOOR}"
    assert dana.post(DOOR, {"code": "000000"}).status_code == 303
    assert user_of(app, "dana@example.org").second_factor_at is None


def test_a_second_tab_does_not_replace_what_is_set_up(dana, app, guarded):
    salt = user_of(app, "dana@example.org").factor_salt
    with dana.client.session_transaction() as session:
        session["factor"] = "of another tab"
    assert dana.post(DOOR, {"code": app_of(dana)()}).status_code == 303
    assert user_of(app, "dana@example.org").factor_salt == salt


def test_the_trail_knows_of_it_without_a_code(dana, app, guarded):
    who = halfway(app)
    who.post(CODE, {"code": "000000"})
    who.post(CODE, {"code": guarded[0]})
    with app.app_context():
        verbs = list(db.session.scalars(db.select(Deed.verb).order_by(Deed.at)))
    assert {"account.factor_on", "account.code_refused", "account.login"} <= set(verbs)
