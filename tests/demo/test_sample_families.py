"""Sample families: entered by one tap where they are switched on, nobody's own, and nobody else's business."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest

from chitta.accounts.models import Login, OutgoingLetter, User
from chitta.admin.counting import count
from chitta.chat.models import Message
from chitta.chat.spending import used_up
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.demo import jobs, making
from chitta.demo.families import SAMPLES
from chitta.demo.guards import CLOSED
from chitta.gateways.storage import StorageError
from chitta.journey.models import Journey
from chitta.reports.models import Report
from chitta.sharing import handing
from tests.people import HX, Person, visitor
from tests.promises.test_doors import MINE, address, doors, knock

FIRST = SAMPLES[:1]
EN = {"Accept-Language": "en"}


@pytest.fixture
def switched(app, monkeypatch):
    """Switch the sample families on or off."""

    def switched(on):
        monkeypatch.setitem(app.config, "SETTINGS", app.config["SETTINGS"].model_copy(update={"demo": on}))

    monkeypatch.setattr(jobs, "SAMPLES", FIRST)
    switched(True)
    return switched


@pytest.fixture
def made(app, switched):
    making.add_families(app, samples=FIRST)
    return app


def entered(app, language="en", stage="interview") -> Person:
    who = visitor(app)
    assert who.post(f"/demo/{stage}", {"language": language}).location == "/"
    who.session_id = UUID(who.get("/").location.rpartition("/")[2])
    return who


def families(app):
    with app.app_context(), transaction(writing=False):
        return {user.demo: user for user in db.session.scalars(db.select(User).where(User.demo != ""))}


def test_where_they_are_not_switched_on_there_is_no_such_page(app, somebody):
    assert somebody.get("/demo").status_code == somebody.post("/demo/interview", {"language": "he"}).status_code == 404
    assert "/demo" not in somebody.get("/").text


def test_one_tap_on_the_first_page_leads_into_a_family_of_either_language(made, somebody):
    assert 'href="/demo"' in somebody.get("/").text
    page = somebody.get("/demo").text
    assert page.count("<form") == 2 and "רק התחילו לדבר" in page and "Mia</span>" in page
    hebrew = entered(made, "he").get("/", follow_redirects=True).text
    assert 'lang="he" dir="rtl"' in hebrew and 'class="sample"' in hebrew and "עלמה" in hebrew
    english = entered(made, "en")
    for door in ("/", "/settings", "/help", f"/sessions/{english.session_id}/view/portrait"):
        assert "Sample family" in english.get(door, follow_redirects=True).text, door


@pytest.mark.parametrize("stage", ["sharing", "nowhere", "interview.en", "."])
def test_what_is_not_there_cannot_be_entered(made, somebody, stage):
    assert somebody.post(f"/demo/{stage}", {"language": "en"}).status_code == 404
    assert somebody.post("/demo/interview", {"language": ""}).status_code == 404


def test_a_half_made_family_cannot_be_entered_and_is_made_again(made, somebody):
    with made.app_context(), transaction():
        db.session.execute(db.update(User).where(User.demo == "interview.en").values(confirmed_at=None))
    assert somebody.post("/demo/interview", {"language": "en"}).status_code == 404
    assert making.add_families(made, samples=FIRST) == 1 and len(families(made)) == 2
    entered(made)


def test_cleared_while_the_storage_is_away_it_is_found_again_and_no_file_is_left_behind(made, monkeypatch):
    storage = made.extensions["storage"]
    with made.app_context(), transaction(writing=False):
        mine = db.select(Child.id).join(User, Child.parent_id == User.id).where(User.demo == "interview.en")
        home = f"families/{db.session.scalar(mine)}/"
    storage.put(f"{home}x/print.pdf", io.BytesIO(b"x"), "application/pdf")
    with made.app_context():
        with monkeypatch.context() as away, pytest.raises(StorageError):
            away.setattr(storage, "delete_all", refuse)
            making.clear(storage, "interview.en")
        assert "interview.en" in families(made)
        making.clear(storage, "interview.en")
    assert "interview.en" not in families(made) and list(storage.keys(home)) == []


def refuse(prefix):
    raise StorageError("unavailable")


def test_made_twice_there_is_one_of_each(made):
    assert making.add_families(made, samples=FIRST) == 0 and set(families(made)) == {"interview.he", "interview.en"}


def test_a_real_family_keeps_its_log_in(made, dana):
    assert dana.get("/demo").location == "/"
    assert dana.post("/demo/interview", {"language": "en"}).location == "/"
    assert dana.get(f"/sessions/{dana.session_id}").status_code == 200


def test_neither_sees_anything_of_the_other(made, dana):
    sample = entered(made)
    ids = {"session_id": dana.session_id, "child_id": dana.child_id}
    for rule, method in doors(made):
        if rule.arguments and rule.arguments <= set(ids) | {"key"} and rule.endpoint in MINE:
            theirs = address(made, rule, ids)
            assert knock(sample, method, theirs).status_code in (404, 403), theirs
    assert dana.get(f"/sessions/{sample.session_id}").status_code == 404
    assert dana.say("hello").status_code == 303 and str(dana.session_id) not in sample.get("/sessions").text


def test_nobody_changes_what_belongs_to_all(made, dana):
    sample, closed = entered(made), {"proving.factor", "proving.turn_on", *CLOSED}
    for rule, method in doors(made):
        if rule.endpoint in closed:
            closed = closed - {rule.endpoint}
            path = address(made, rule, {"session_id": sample.session_id, "login_id": dana.user_id})
            answer = knock(sample, method, path)
            assert answer.status_code == 403 and "belongs to everybody who looks in" in answer.text, path
    assert not closed


def test_visitors_can_talk_and_no_model_is_paid(made, work):
    sample = entered(made)
    assert sample.say("She sang a new song today").status_code == 303
    work()
    with made.app_context(), transaction(writing=False):
        replies = list(db.session.scalars(db.select(Message).where(Message.session_id == sample.session_id)))
        assert {reply.engine for reply in replies if reply.reply_to} == {"built-in"}
        assert used_up(db.session.get(Journey, replies[0].session_id).child.parent, 0)


def test_no_letter_leaves_and_no_password_opens_them(made, somebody, work):
    user = families(made)["interview.en"]
    with made.app_context(), transaction():
        letter = OutgoingLetter.write("letter", user.email, db.session.get(User, user.id), "/x")
        assert not letter.wanted
    for password in ("!", "", "violet otter marches"):
        assert somebody.post("/login", {"email": user.email, "password": password}).status_code == 422
    somebody.post("/forgot", {"email": user.email})
    outbox = made.extensions["mail"].folder
    before = set(outbox.glob("*.eml"))
    work()
    assert set(outbox.glob("*.eml")) == before


def test_whoever_opens_what_a_sample_family_shares_is_told_that_it_is_one(made, somebody):
    sample = entered(made)
    sample.post(f"/sessions/{sample.session_id}/journal", {"content": "She sang"})
    with made.app_context(), transaction():
        journey = Journey.locked(sample.session_id)
        link = handing.hand_over(journey, ["journal"], name="Dr. Levi", days=7, language="en")
    door = f"/s/{link.token}"
    held = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', somebody.get(door).text))
    opened = somebody.client.post(door, data={**held, "name": "Dr. Levi", "role": "doctor", "language": "en"})
    assert "data-sample" in somebody.get(opened.location).text


def test_the_desk_counts_none_of_them(made):
    with made.app_context(), transaction(writing=False):
        counts = count()
        assert (counts.families, counts.journeys, counts.replies_today) == (0, 0, 0)


def test_switched_off_nobody_stays_inside(made, switched):
    sample = entered(made)
    switched(False)
    assert sample.get(f"/sessions/{sample.session_id}").status_code == 404
    switched(True)
    assert sample.get("/settings").status_code == 303


def test_after_a_day_they_are_made_anew_and_real_ones_never(made, dana, monkeypatch):
    sample = entered(made)
    sample.post(f"/sessions/{sample.session_id}/journal", {"content": "I was here"})
    with made.app_context(), transaction():
        db.session.execute(db.update(User).values(created_at=times.now() - timedelta(hours=25)))
        storage = made.extensions["storage"]
    old = families(made)
    entered_while_new_is_made(made, monkeypatch)
    assert making.add_families(made, older_than=times.now() - jobs.A_DAY, samples=FIRST) == 2
    new = families(made)
    assert set(new) == set(old) and new["interview.en"].id != old["interview.en"].id
    assert sample.get("/settings").status_code == 303 and dana.get("/settings").status_code == 200
    with made.app_context(), transaction(writing=False):
        assert db.session.scalar(db.select(Login).where(Login.user_id == old["interview.en"].id)) is None
        making.clear(storage, "")
        assert db.session.get(User, dana.user_id)


def entered_while_new_is_made(made, monkeypatch):
    """Until the new family is whole, the old one is there."""
    say = making._Making.say

    def entering(self, text):
        entered(made, self.language)
        say(self, text)

    monkeypatch.setattr(making._Making, "say", entering)


def test_those_that_are_not_there_move_in_by_themselves_and_the_page_says_so(app, switched, somebody, monkeypatch):
    rung = []
    monkeypatch.setattr(jobs.queue, "now", lambda job, *ids: rung.append(ids))
    with app.app_context():
        jobs.sweep()
    assert "families are just moving in" in somebody.get("/demo", headers=EN).text
    making.add_families(app, samples=FIRST)
    with app.app_context():
        jobs.sweep()
    assert rung == [("demo",)]
    assert "others are just moving in" in somebody.get("/demo", headers=EN).text
    assert somebody.get("/demo?seen=2", headers=HX).status_code == 204
    assert 'id="families"' in somebody.get("/demo?seen=1", headers=HX).text


def test_the_sweeper_rings_only_where_they_are_switched_on(made, switched, monkeypatch):
    rung = []
    monkeypatch.setattr(jobs.queue, "now", lambda job, *ids: rung.append(ids))
    with made.app_context():
        jobs.sweep()
        with transaction():
            db.session.execute(db.update(User).values(created_at=times.now() - timedelta(hours=25)))
        jobs.sweep()
        switched(False)
        jobs.sweep()
    assert rung == [("demo",)]


def test_one_left_half_made_does_not_wait_for_tomorrow(made, monkeypatch):
    rung = []
    monkeypatch.setattr(jobs.queue, "now", lambda job, *ids: rung.append(ids))
    with made.app_context():
        for minutes in (0, 31):
            with transaction():
                left = {"confirmed_at": None, "created_at": times.now() - timedelta(minutes=minutes)}
                db.session.execute(db.update(User).where(User.demo == "interview.en").values(left))
            jobs.sweep()
    assert rung == [("demo",)]


@pytest.mark.slow
def test_each_of_the_ten_stands_at_its_stage_in_both_languages(app, switched):
    assert making.add_families(app) == 20
    with app.app_context(), transaction(writing=False):
        for key, user in families(app).items():
            ((_, journey_id),) = Journey.of_family(user)
            state = db.session.get_one(Journey, journey_id).state
            assert state.journey_stage == key.partition(".")[0]
            reports = [one.status for one in Report.of(db.session.get_one(Journey, journey_id))]
            assert reports == (["ready", "ready"] if state.journey_stage in making.WITH_REPORTS else []), key
    sample = entered(app, "he", "sharing")
    for view in ("parentReport", "proReport", "viewDocs", "videoGallery", "summary", "journal", "portrait"):
        assert sample.get(f"/sessions/{sample.session_id}/view/{view}", follow_redirects=True).status_code == 200, view
    for language in ("he", "en"):
        assert followed(entered(app, language, "sharing")) == {"message", "entry", "page", "second"}, language


def followed(reader: Person) -> set[str]:
    """Every mark of both reports leads to the very row, page or second its words come from; the kinds of places there were."""
    kinds = set()
    for view in ("parentReport", "proReport"):
        report = reader.get(f"/sessions/{reader.session_id}/view/{view}", follow_redirects=True).text
        marks = re.findall(r'<a class="src"[^>]* href="([^"]+)"', report)
        named = re.findall(r'<span class="src" aria-hidden="true">\d+</span><a href="([^"]+)"', report)
        assert named and set(marks) == set(named)
        for mark in map(unescape, named):
            target, kind = pointed_at(mark)
            assert target in reader.get(mark, follow_redirects=True).text, mark
            kinds.add(kind)
    return kinds


def pointed_at(mark: str) -> tuple[str, str]:
    """What the page behind this address must hold, and of what kind it is."""
    path, _, row = mark.partition("#")
    if entry := re.fullmatch(r"/journal/([0-9a-f-]+)", path):
        return f'id="entry-{entry[1]}"', "entry"
    if second := re.search(r"/videos/.*[?]t=(\d+)$", path):
        return f'data-seek="{second[1]}"', "second"
    assert row, mark
    return f'id="{row}"', row.partition("-")[0]
