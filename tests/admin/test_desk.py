"""What Omer sees of the house: how it stands, and nothing any family said."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from rq import Queue
from rq.serializers import JSONSerializer

import chitta
from chitta.accounts.models import User
from chitta.admin import counting, deeds, health
from chitta.audit.models import Deed
from chitta.chat.jobs import answer
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways import failures, queue, redis
from tests.people import HX

DEED = re.compile(r'Deed.note\(\s*"([a-z_.]+)"')
NOBODY_S = {"account.login_refused", "account.code_refused"}  # whoever it was
NOBODYS = "0b7a2f6e-3c1d-4e5f-8a9b-0c1d2e3f4a5b"


def wire(app):
    return redis.quick(app.config["SETTINGS"].redis)


def part(page, key):
    """("ok" or "failed", its words)"""
    found = re.search(rf'id="part-{key}" data-status="(\w+)">(.*?)</(?:div|li)>', page.text, re.DOTALL)
    return found[1], re.sub(r"<[^>]+>", " ", found[2])


def test_omer_sees_how_much_there_is_and_nothing_of_anybody(omer, dana, amir, work):
    dana.say("Noa sings all day long")
    work()
    page = omer.get("/admin")
    told = dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<bdi>)?([^<]+)<", page.text))
    assert told["Families"] == "2" and told["Open journeys"] == "2" and told["Replies today"] == "1"
    assert re.search(r'data-stage="interview">.*?<td class="n">2<', page.text, re.DOTALL)
    for words in ("Noa", "Dana", "dana@example.org", "אורי", "sings"):
        assert words not in page.text


def test_the_day_of_replies_begins_at_omer_s_midnight(app, omer, dana, work):
    dana.say("Noa sings")
    work()
    with app.test_request_context():
        times.go_to("Asia/Jerusalem")
        midnight = counting._midnight()
        assert midnight.astimezone(times.zone()).hour == 0 and timedelta(0) <= times.now() - midnight < timedelta(
            days=1
        )


def test_without_workers_the_desk_says_so_first(omer):
    page = omer.get("/admin")
    state, words = part(page, "workers")
    assert state == "failed" and "chat, heavy" in words
    assert page.text.index('id="part-workers"') < page.text.index('id="part-database"')


def test_a_queue_that_is_away_is_said_and_the_page_stands(omer, monkeypatch):
    monkeypatch.setattr(queue._house, "address", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(queue._house, "queues", None)
    assert part(omer.get("/admin"), "queue")[0] == "failed"
    assert "cannot be reached" in omer.get("/admin/jobs").text
    assert omer.post("/admin/jobs/0123456789abcdef/again").status_code == 503


def test_a_wrong_key_is_told_to_the_operator():
    words = health._guide(["claude", "built-in"], {"misconfigured": 3})
    assert not words.ok and words.values == {"n": 3}
    assert health._guide(["claude"], {"busy": 1}).ok


def test_a_job_that_failed_is_listed_without_its_words(app, omer, dana, monkeypatch):
    def stumble(*_):
        raise ValueError("Noa said: I am sad")

    monkeypatch.setattr("chitta.chat.answering.answer", stumble)
    queue.serve(app)
    for _ in range(2):
        queue.run("chitta.chat.jobs.answer", NOBODYS)
    page = omer.get("/admin/jobs").text
    assert "chat.jobs.answer" in page and NOBODYS in page and "ValueError" in page
    assert page.count('id="failure-') == 1 and 'class="n">2</td>' in page
    assert "sad" not in page and not [key for key in wire(app).scan_iter() if b"sad" in (wire(app).dump(key) or b"")]


def failed(app, job="chitta.chat.jobs.answer", ids=(NOBODYS,)):
    failures.note(wire(app), job, ids, "ValueError")
    (one,) = failures.listed(wire(app))
    return one.key


def test_omer_has_a_job_tried_again_and_it_leaves_the_list_when_it_ends_well(app, omer, work):
    key = failed(app)
    assert omer.post(f"/admin/jobs/{key}/again").status_code == 303
    assert queue.length("chat") == 1 and failures.listed(wire(app))
    work()
    assert not failures.listed(wire(app))
    with app.app_context():
        deed = db.session.scalars(db.select(Deed).where(Deed.verb == "desk.job.again")).one()
        assert (deed.actor_id, str(deed.subject_id)) == (omer.user_id, NOBODYS)


def test_omer_forgets_a_failure_in_place(app, omer):
    key = failed(app)
    answer = omer.post(f"/admin/jobs/{key}/forget", headers=HX)
    assert "None. Every job ended well." in answer.text and not failures.listed(wire(app))
    assert omer.post(f"/admin/jobs/{key}/forget").status_code == 404


@pytest.mark.parametrize("job", ["os.system", "chitta.cli.main", "nowhere.nothing", "chitta.chat.jobs.sweep"])
def test_only_our_own_jobs_are_tried_again(app, omer, job):
    assert omer.post(f"/admin/jobs/{failed(app, job)}/again").status_code == 404
    assert queue.length("chat") == 0


def test_the_list_is_short_and_forgets_after_a_week(app):
    long_ago = times.now() - timedelta(days=8)
    failures.note(wire(app), "a.job", ("1",), "ValueError", long_ago)
    for n in range(failures.MOST + 5):
        failures.note(wire(app), "a.job", (f"x{n}",), "not a name: Noa")
    found = failures.listed(wire(app))
    assert len(found) == failures.MOST and {one.error for one in found} == {"Error"}
    assert ("1",) not in {one.ids for one in found}


def test_a_job_whose_worker_was_killed_over_it_is_noted_once(app, omer):
    with app.app_context(), transaction():
        queue.later(answer, NOBODYS)
    waiting = Queue("chat", connection=wire(app), serializer=JSONSerializer)
    (job,) = waiting.get_jobs()
    job.ended_at = times.now().replace(tzinfo=None)
    job.save()
    waiting.failed_job_registry.add(job, 60)
    queue.note_abandoned(waiting)
    queue.note_abandoned(waiting)
    (one,) = failures.listed(wire(app))
    assert (one.job, one.ids, one.error, one.times) == ("chitta.chat.jobs.answer", (NOBODYS,), "Killed", 1)


def test_what_omer_did_is_listed_with_his_name_and_nothing_of_families(app, omer, dana):
    omer.post(f"/admin/jobs/{failed(app)}/forget")
    with app.app_context(), transaction():
        for _ in range(60):
            Deed.note("account.login", omer.user_id)
        Deed.note("observation.delete", dana.user_id)
    page = omer.get("/admin/deeds").text
    assert (
        "Omer Katz" in page
        and "Logged in" in page
        and "observation.delete" not in page
        and str(dana.user_id) not in page
    )
    (older,) = re.findall(r'href="(/admin/deeds\?before=[^"]+)"', page)
    assert "Took a failed job off the list" in omer.get(older).text
    assert omer.get("/admin/deeds?before=nonsense").status_code == 200


def test_the_way_to_the_desk_is_in_an_operator_s_menu_alone(omer, dana):
    assert 'href="/admin"' in omer.get("/settings").text
    assert 'href="/admin"' not in dana.get("/settings").text


def test_an_operator_without_a_second_factor_is_sent_to_set_it_up(app, omer):
    with app.app_context(), transaction():
        db.session.get(User, omer.user_id).second_factor_at = None
    answer = omer.get("/admin")
    assert answer.status_code == 303 and "/admin" in answer.location and "login" not in answer.location


def test_a_family_is_whoever_has_a_child_here_omer_too(app, omer, dana):
    before = families(omer)
    with app.app_context(), transaction():
        Child.add(db.session.get_one(User, omer.user_id), "Ben", None, "boy")
    assert families(omer) == before + 1


def families(omer):
    return int(re.search(r"<dt>Families</dt><dd>(\d+)", omer.get("/admin").text)[1])


def test_every_deed_of_an_operator_has_plain_words(app, omer):
    said = {verb for file in Path(chitta.__path__[0]).rglob("*.py") for verb in DEED.findall(file.read_text())}
    theirs = {verb for verb in said if verb.startswith(("account.", "desk."))} - NOBODY_S
    assert "account.factor_on" in theirs and theirs <= set(deeds.WORDS)
    with app.app_context(), transaction():
        Deed.note("account.factor_on", omer.user_id, db.session.get(User, omer.user_id))
    page = omer.get("/admin/deeds").text
    assert "Set up a second step at log-in" in page and "an account <code" in page and "factor_on" not in page
