"""Being asked again before something weighty, and the operator's door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chitta import cli
from chitta.accounts import codes, second_factor
from chitta.accounts.guards import operator, recently_proved
from chitta.accounts.models import Login, OutgoingLetter, User
from chitta.core import times
from chitta.core.db import db, transaction
from tests.accounts.conftest import OTHER, PASSWORD, knows
from tests.people import parent, visitor

SURE = "/settings/sure"


@pytest.fixture
def doors(app, monkeypatch):
    """Two doors of rooms to the right."""
    monkeypatch.setitem(app.view_functions, "accounts.privacy", lambda: str(recently_proved().id))
    monkeypatch.setitem(app.view_functions, "accounts.terms", lambda: str(operator().id))


@pytest.fixture
def omer(app):
    who = knows(parent(app, "Omer", "omer@example.org"))
    with app.app_context(), transaction():
        db.session.get(User, who.user_id).appoint()
    return who


def a_while_ago(app, **moments):
    with app.app_context(), transaction():
        db.session.execute(db.update(Login).values(sure_at=times.now() - timedelta(minutes=11)))


def with_factor(who):
    with who.app.app_context(), transaction():
        return second_factor.turn_on(db.session.get(User, who.user_id), codes.salt(), 1)


def code_of(who):
    with who.app.app_context():
        user = db.session.get(User, who.user_id)
        return codes.totp(str(who.app.secret_key), user.id, user.factor_salt).at(times.now())


def test_dana_says_her_password_again_and_goes_on_where_she_was(dana, app, doors):
    knows(dana)
    assert dana.get("/privacy").status_code == 200
    a_while_ago(app)
    asked = dana.get("/privacy?x=1")
    assert asked.location == f"{SURE}?next=/privacy?x%3D1" and "/privacy?x%3D1" in dana.get(asked.location).text
    refused = dana.post(asked.location, {"current": OTHER})
    assert refused.status_code == 422 and dana.get("/privacy").status_code == 303
    assert dana.post(asked.location, {"current": PASSWORD}).location == "/privacy?x=1"
    assert dana.get("/privacy").status_code == 200


def test_with_a_second_factor_the_password_alone_is_not_enough(dana, app, doors):
    knows(dana)
    spare = with_factor(dana)
    assert dana.get("/privacy").status_code == 303  # logged in before it was set up
    assert dana.post(SURE, {"current": PASSWORD}).status_code == 422
    assert dana.post(SURE, {"current": PASSWORD, "code": "000000"}).status_code == 422
    assert dana.post(SURE, {"current": PASSWORD, "code": spare[0]}).location == "/settings"
    assert dana.get("/privacy").status_code == 200


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "javascript:x"])
def test_being_asked_leads_only_to_pages_of_ours(dana, elsewhere):
    knows(dana)
    assert dana.post(SURE, {"current": PASSWORD}, query_string={"next": elsewhere}).location == "/settings"


def test_the_operators_door_is_none_for_anybody_else(dana, somebody, doors):
    assert dana.get("/terms").status_code == 404 and somebody.get("/terms").location == "/login?next=/terms"


def test_omer_needs_a_second_factor_and_proves_it(omer, app, doors):
    assert omer.get("/terms").location == "/settings/second-step?next=/terms"
    with_factor(omer)
    assert omer.get("/terms").location == f"{SURE}?next=/terms"
    assert omer.post(f"{SURE}?next=/terms", {"current": PASSWORD, "code": code_of(omer)}).location == "/terms"
    assert omer.get("/terms").text == str(omer.user_id)


def test_a_log_in_with_a_code_is_enough_for_the_desk(omer, app, doors):
    with_factor(omer)
    who = visitor(app)
    who.post("/login", {"email": "omer@example.org", "password": PASSWORD})
    who.post("/login/code", {"code": code_of(omer)})
    assert who.get("/terms").status_code == 200


@pytest.fixture
def command(app, monkeypatch):
    """The commands, in this house."""
    monkeypatch.setattr("chitta.create_app", lambda settings: app)

    def command(*words):
        arguments = cli.parser().parse_args(words)
        return arguments.command(arguments, app.config["SETTINGS"])

    return command


def role(app, who):
    with app.app_context():
        return db.session.get(User, who.user_id).role


def test_the_command_makes_an_operator_and_takes_it_back(dana, app, command, capsys, doors):
    assert command("make-admin", " Dana@Example.org ") == 0 and role(app, dana) == "operator"
    assert "second step" in capsys.readouterr().out
    assert command("make-admin", "dana@example.org", "--revoke") == 0 and role(app, dana) == "parent"
    assert dana.get("/settings").status_code == 303


def test_who_lost_phone_and_codes_is_let_in_by_command_and_told(dana, app, command, capsys):
    knows(dana)
    assert command("drop-second-step", "dana@example.org") == 1 and "no second step" in capsys.readouterr().err
    with_factor(dana)
    assert command("drop-second-step", "dana@example.org") == 0 and dana.get("/settings").status_code == 303
    assert visitor(app).post("/login", {"email": "dana@example.org", "password": PASSWORD}).location == "/"
    with app.app_context():
        waiting = db.session.scalars(db.select(OutgoingLetter.kind)).all()
    assert "factor_off" in waiting


@pytest.mark.parametrize("words", [["make-admin"], ["drop-second-step"]])
def test_the_commands_know_nobody_of_that_address(app, command, capsys, words):
    assert command(*words, "nobody@example.org") == 1 and "register first" in capsys.readouterr().err
