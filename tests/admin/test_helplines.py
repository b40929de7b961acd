"""Omer keeps the help lines; no slip of his leaves a family without a number."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from chitta.accounts.models import User
from chitta.admin import calling
from chitta.admin.models import HelplineVersion
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import Refused
from chitta.safety.helplines import bundled, lines_for

ERAN = 2  # its place in the Israeli list


@pytest.fixture(autouse=True)
def nothing_held():
    """What one test wrote is not what the next one sees."""
    calling._shown.clear()
    calling.forget()
    yield
    calling._shown.clear()
    calling.forget()


def form(number=ERAN, country="IL", **changed):
    """What a browser would send to change a line."""
    row = bundled(country)[number]
    words = {f"{what}_{lang}": row[what][lang] for what in calling.MUST for lang in ("he", "en")}
    sent = {"phone": row["phone"], "kinds": row["kinds"], "source": row["source"], "checked_on": row["checked_on"]}
    sent |= {"danger_now": "y"} if row.get("danger_now") else {}
    return {"version": "0", **words, **sent, **changed}


def phones(app, country="IL"):
    with app.app_context():
        return [line.phone for line in lines_for(country)]


def test_omer_changes_words_and_parents_see_them_at_once(app, omer, dana):
    answer = omer.post(f"/admin/helplines/IL/{ERAN}", form(name_en="ERAN, someone to talk to"))
    assert answer.status_code == 303
    assert "ERAN, someone to talk to" in dana.get("/help").text
    assert "Back to how it was before" in omer.get(answer.location).text
    omer.post("/admin/helplines/IL/back", {"version": "0"})
    assert "ERAN, someone to talk to" not in dana.get("/help").text


@pytest.mark.parametrize(
    ("number", "changed"),
    [
        (0, {"phone": "10"}),
        (0, {"checked_on": ""}),
        (1, {"danger_now": ""}),
        (ERAN, {"phone": "1210"}),  # another number, and nobody says it was called
        (ERAN, {"phone": "100", "checked_on": str(times.now().date())}),
        (ERAN, {"phone": "call us"}),
        (ERAN, {"name_he": ""}),
        (ERAN, {"kinds": []}),
        (ERAN, {"source": " "}),
        (ERAN, {"checked_on": str((times.now() + timedelta(days=3)).date())}),
        (ERAN, {"checked_on": "soon"}),
        (ERAN, {"checked_on": ""}),  # nobody else would answer for self-harm
        (ERAN, {"purpose_en": "x" * 200}),
    ],
)
def test_a_slip_is_refused_what_was_typed_stays_and_nothing_changes(app, omer, number, changed):
    before = phones(app)
    sent = form(number, **changed)
    if not sent["danger_now" if "danger_now" in sent else "version"]:
        del sent["danger_now"]
    answer = omer.post(f"/admin/helplines/IL/{number}", sent)
    assert answer.status_code == 422 and ('class="err"' in answer.text or 'role="alert"' in answer.text)
    assert sent["name_en"].split(",")[0] in answer.text and phones(app) == before == [r["phone"] for r in bundled("IL")]


@pytest.mark.parametrize("number", [0, 1])
def test_the_numbers_for_danger_now_cannot_be_taken_out(app, omer, number):
    answer = omer.post(f"/admin/helplines/IL/{number}/remove", {"version": "0"})
    assert answer.status_code == 422 and "must stay" in answer.text and {"100", "101"} <= set(phones(app))


def test_a_line_nobody_checked_is_kept_and_not_shown(app, omer):
    omer.post("/admin/helplines/IL/new", form(phone="*2255", checked_on=""))
    assert "*2255" not in phones(app) and "Not shown" in omer.get("/admin/helplines").text
    omer.post("/admin/helplines/IL/6", form(phone="*2255", checked_on=str(times.now().date()), version="1"))
    with app.app_context():
        assert lines_for("IL")[-1].tel == "*2255"
    omer.post("/admin/helplines/IL/6/up", {"version": "2"})
    assert phones(app)[-2:] == ["*2255", "04-7771900"]
    omer.post("/admin/helplines/IL/5/remove", {"version": "3"})
    assert "*2255" not in phones(app)


def test_omer_in_two_windows_sees_both_and_loses_nothing(app, omer):
    omer.post(f"/admin/helplines/IL/{ERAN}", form(name_en="First words"))
    answer = omer.post(f"/admin/helplines/IL/{ERAN}", form(name_en="Second words"))
    assert answer.status_code == 409 and "First words" in answer.text and "Second words" in answer.text
    assert 'name="version" value="1"' in answer.text
    assert omer.post("/admin/helplines/IL/4/remove", {"version": "0"}).status_code == 409


def test_every_version_can_be_brought_back(app, omer):
    for version in range(3):
        omer.post(f"/admin/helplines/IL/{ERAN}", form(name_en=f"Words {version}", version=str(version)))
    omer.post("/admin/helplines/IL/back", {"version": "1"})
    with app.app_context():
        newest = HelplineVersion.newest("IL")
        assert (newest.version, newest.back_to, newest.lines[ERAN]["name"]["en"]) == (4, 1, "Words 0")
    assert omer.post("/admin/helplines/IL/back", {"version": "77"}).status_code == 422
    assert omer.get("/admin/helplines/FR/new").status_code == omer.get("/admin/helplines/IL/99").status_code == 404


def test_the_lines_stand_when_the_database_is_away_and_it_is_asked_once(app, omer, monkeypatch):
    omer.post(f"/admin/helplines/IL/{ERAN}", form(name_en="Words of ours"))
    assert phones(app)
    asked = []

    def away():
        asked.append(1)
        raise OperationalError("select", None, Exception("away"))

    with app.app_context():
        monkeypatch.setattr(db.engine, "connect", away)
        calling.forget()
        for _ in range(3):
            assert "Words of ours" in [line.said["name"]["en"] for line in lines_for("IL")]
    assert len(asked) == 1


def test_a_list_that_cannot_be_read_gives_way_to_what_came_with_the_house(app, omer):
    with app.app_context(), transaction():
        db.session.add(HelplineVersion(country="IL", version=1, lines=[{"phone": 100}], user_id=omer.user_id))
    assert phones(app) == [row["phone"] for row in bundled("IL")]


def test_two_operators_at_once_leave_one_version_each_or_a_conflict(app, omer):
    with app.app_context(), transaction():
        who = db.session.get(User, omer.user_id)
        calling.move_up("IL", 3, 0, who)
        with pytest.raises(Exception, match="changed a moment ago"):
            calling.move_up("IL", 3, 0, who)
        with pytest.raises(Refused):
            calling.take_out("IL", 0, 1, who)
        assert calling.current("IL") == 1
