"""Adding a child and correcting what is known of one."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.children.models import HUES, MOST, Child
from chitta.core import times
from chitta.core.db import db, transaction

NOA = {"name": "Noa", "date_of_birth": "2023-02-28", "gender": "girl"}


def children(app):
    with app.app_context(), transaction(writing=False):
        return db.session.scalars(db.select(Child).order_by(Child.created_at)).all()


def test_dana_adds_a_child_and_is_in_the_conversation(dana, app):
    answer = dana.post("/children/new", {"name": "Omri", "date_of_birth": "2021-05-05", "gender": "boy"})
    assert answer.status_code == 303 and answer.location.startswith("/sessions/")
    page = dana.get(answer.location)
    assert page.status_code == 200 and b"Omri" in page.data
    omri = children(app)[-1]
    assert (omri.parent_id, omri.birth_precision, omri.gender) == (dana.user_id, "day", "boy")


def test_nothing_needs_to_be_said_yet(dana, app):
    answer = dana.post("/children/new")
    assert answer.location.startswith("/sessions/") and dana.get(answer.location).status_code == 200
    assert (children(app)[-1].name, children(app)[-1].date_of_birth, children(app)[-1].birth_precision) == (
        "",
        None,
        "",
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("date_of_birth", str(times.today() + timedelta(days=1)), "This day is still to come"),
        ("date_of_birth", "1990-01-01", "up to 18 years"),
        ("date_of_birth", "yesterday <b>", "This is not a date"),
        ("date_of_birth", "2023-02-30", "This is not a date"),
        ("name", "N" * 61, "Up to 60 characters"),
        ("gender", "unicorn", "Please choose one of these"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(dana, app, field, value, sentence):
    answer = dana.post("/children/new", {**NOA, field: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in page
    assert ('value="Noa"' in page or field == "name") and ('value="2023-02-28"' in page or field == "date_of_birth")
    assert "<b>" not in page and len(children(app)) == 1


def test_born_today_or_almost_nineteen_is_a_child(dana, app):
    today = times.today()
    for born in (today, today.replace(year=today.year - 18, day=min(today.day, 28))):
        assert dana.post("/children/new", {"date_of_birth": str(born)}).status_code == 303


def test_a_name_loses_what_tricks_the_eye(dana, app):
    dana.post("/children/new", {"name": "  נֹעָה\u202e\u2066\x00\n  לי <i> "})
    assert children(app)[-1].name == "נֹעָה לי <i>"


def test_dana_corrects_what_is_known(dana, app):
    page = dana.get(f"/children/{dana.child_id}/edit?next=/settings")
    assert b'value="Noa"' in page.data
    assert dana.post(f"/children/{dana.child_id}/edit?next=/settings", NOA).location == "/settings"
    noa = children(app)[0]
    assert (str(noa.date_of_birth), noa.birth_precision, noa.gender) == ("2023-02-28", "day", "girl")
    with app.app_context():
        assert db.session.scalar(db.select(Deed).where(Deed.verb == "child.correct")).subject_id == dana.child_id


def test_an_age_that_was_worked_out_stays_one_until_a_date_is_given(dana, app):
    with app.app_context(), transaction():
        noa = db.session.get(Child, dana.child_id)
        noa.date_of_birth, noa.birth_precision = times.today().replace(year=times.today().year - 3, day=1), "month"
        kept = str(noa.date_of_birth)
    dana.post(f"/children/{dana.child_id}/edit", {"name": "Noa", "date_of_birth": kept, "gender": ""})
    assert children(app)[0].birth_precision == "month"
    dana.post(f"/children/{dana.child_id}/edit", {"name": "Noa", "date_of_birth": "", "gender": ""})
    assert (children(app)[0].birth_precision, children(app)[0].date_of_birth) == ("", None)


def test_rooms_to_the_right_hear_of_a_correction(dana, monkeypatch):
    heard = []
    monkeypatch.setattr(Child, "changed_hooks", [lambda child: heard.append(child.name)])
    dana.post(f"/children/{dana.child_id}/edit", {**NOA, "name": "Noga"})
    assert heard == ["Noga"]


def test_next_leads_only_to_pages_of_ours(dana):
    assert dana.post(f"/children/{dana.child_id}/edit?next=//evil.example", NOA).location == "/"


def test_a_stranger_finds_no_such_child(ruth, dana, app):
    for door in (ruth.get, ruth.post):
        theirs, nobodys = door(f"/children/{dana.child_id}/edit"), door(f"/children/{uuid4()}/edit")
        assert theirs.status_code == nobodys.status_code == 404 and theirs.data == nobodys.data
    assert {child.name for child in children(app)} == {"Noa", "Tom"}


def test_a_visitor_is_asked_to_log_in(somebody):
    assert somebody.get("/children/new").location == "/login?next=/children/new"
    assert somebody.post("/children/new", NOA).status_code == 303


def test_a_form_without_its_token_adds_nobody(dana, app):
    assert dana.post("/children/new", NOA, token=False).status_code == 403 and len(children(app)) == 1


def test_a_child_keeps_its_colour(dana, app):
    noa = children(app)[0]
    assert noa.hue == children(app)[0].hue and noa.hue in HUES


def test_a_double_tap_adds_one_child(dana, app):
    first, second = (dana.post("/children/new", {"name": "Ori", "gender": "boy"}) for _ in range(2))
    assert first.location == second.location
    with app.app_context():
        assert len(Child.of(db.session.get(User, dana.user_id))) == 2


def test_a_family_has_an_end(dana, app):
    answers = [dana.post("/children/new", {"name": f"Child {n}"}).status_code for n in range(MOST)]
    assert answers == [303] * (MOST - 1) + [413]
