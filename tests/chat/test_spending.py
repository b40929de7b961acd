"""What a family may spend of Claude in a day, and who answers when that is gone."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from pydantic import BaseModel
from sqlalchemy import select

from chitta.accounts.models import User
from chitta.chat import answering
from chitta.chat.models import Message
from chitta.chat.spending import Bill, Spending, spend, used_up
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import GuideError
from chitta.core.i18n import speaking
from chitta.gateways.guide import Usage, Words
from tests.chat.conftest import BUDGET
from tests.chat.test_replies import die, reply_of
from tests.people import add_child
from tests.standin.script import Call, Cut, Fail, Reply, Say

EVENING = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)  # ten at night in Jerusalem
NOTE = 'data-note="budget"'


@pytest.fixture
def clock(monkeypatch):
    """clock(moment): it is now that moment."""

    def stand(moment):
        monkeypatch.setattr(times, "now", lambda: moment)

    return stand


def days(app, person):
    """{day: (in, out, cached)} of this family."""
    with app.app_context(), transaction(writing=False):
        rows = db.session.scalars(select(Spending).where(Spending.user_id == person.user_id))
        return {row.day: (row.tokens_in, row.tokens_out, row.tokens_cached) for row in rows}


def spent(app, person):
    return next(iter(days(app, person).values()), (0, 0, 0))


def page(person):
    return person.get(f"/sessions/{person.session_id}").text


def cost(tokens_in, *parts, cached=0):
    """One answer of Claude's at this price."""
    return Reply(parts or (Say("And then?"),), tokens_in=tokens_in, tokens_cached=cached, tokens_written=0)


def test_a_reply_is_written_down_on_the_familys_day(app, dana, work, standin, on_claude):
    standin.will(cost(300, Say("Lovely. When?", pieces=7), cached=5000))
    dana.say("She sings")
    work()
    assert spent(app, dana) == (300, 7, 5000)
    assert reply_of(app, dana).usage == {"model": "claude-opus-5-5", "in": 300, "out": 7, "cached": 5000}


def test_beyond_the_line_the_built_in_guide_answers_at_once_and_says_why(app, dana, work, standin, on_claude):
    standin.will(cost(BUDGET))
    dana.say("She sings")
    work()
    assert (reply_of(app, dana).engine, reply_of(app, dana).error) == ("claude", "") and NOTE not in page(dana)
    dana.say("Mornings are hard")
    work()
    reply = reply_of(app, dana)
    assert (reply.status, reply.engine, reply.error) == ("settled", "built-in", "budget") and reply.text
    shown = page(dana)
    assert (
        "until midnight the built-in guide answers" in shown
        and 'data-guide="built-in"' in shown
        and len(standin.requests) == 1
    )


def test_the_turn_that_crosses_the_line_is_finished_by_claude(app, dana, work, standin, on_claude):
    noted = {"kind": "strength", "domain": "general", "text": "Sings"}
    standin.will(cost(BUDGET * 9, Call("note_observation", noted)), cost(BUDGET, Say("What does she sing?")))
    dana.say("She sings")
    work()
    assert reply_of(app, dana).text == "What does she sing?" and spent(app, dana)[0] == 10 * BUDGET


def test_after_midnight_claude_is_back(app, dana, work, standin, on_claude, clock):
    clock(EVENING)
    standin.will(cost(BUDGET), cost(10, Say("Good morning. How was the night?")))
    for words in ("She sings", "Still awake"):
        dana.say(words)
        work()
    assert reply_of(app, dana).error == "budget" and 'data-guide="built-in"' in page(dana)
    clock(EVENING.replace(hour=22, minute=1))  # a minute past twelve at home, the same day in UTC
    shown = page(dana)
    assert 'data-guide="claude"' in shown and NOTE not in shown and "for that day was used up" in shown
    dana.say("Good morning")
    work()
    assert (reply_of(app, dana).engine, reply_of(app, dana).error) == ("claude", "")
    assert set(days(app, dana)) == {date(2026, 11, 23), date(2026, 11, 24)}


def test_midnight_is_the_familys_own(app, dana, work, standin, on_claude, clock):
    with app.app_context(), transaction():
        db.session.get(User, dana.user_id).time_zone = "America/Los_Angeles"
    clock(datetime(2026, 11, 24, 7, 59, tzinfo=UTC))
    standin.will(cost(BUDGET))
    dana.say("She sings")
    work()
    assert set(days(app, dana)) == {date(2026, 11, 23)}


def test_amir_reads_it_in_hebrew(app, amir, work, standin, on_claude):
    standin.will(cost(BUDGET))
    for words in ("הוא אוהב לבנות", "בבוקר קשה"):
        amir.say(words)
        work()
    assert "ועד חצות עונה המדריך המובנה" in page(amir)


def test_an_open_page_hears_who_speaks_now(app, dana, work, standin, on_claude):
    standin.will(cost(BUDGET))
    for words in ("She sings", "Mornings are hard"):
        dana.say(words)
        work()
    told = dana.get(f"/messages/{reply_of(app, dana).id}", headers={"HX-Request": "true"}).text
    assert NOTE in told and 'hx-target="#speaker"' in told and 'data-guide="built-in"' in told


def test_no_limit_is_no_limit(app, dana, work, standin, on_claude):
    on_claude(budget=0)
    standin.will(cost(10**9), cost(10))
    for words in ("She sings", "Mornings are hard"):
        dana.say(words)
        work()
    assert reply_of(app, dana).engine == "claude" and spent(app, dana)[0] == 10**9 + 10


def test_where_somebody_may_be_in_danger_cost_is_no_question(app, dana, work, standin, on_claude):
    standin.will(cost(BUDGET), cost(10, Say("I am here. Is everyone safe right now?")))
    dana.say("She sings")
    work()
    dana.say("I want to kill myself")
    work()
    assert (reply_of(app, dana).engine, reply_of(app, dana).text[:10]) == ("claude", "I am here.")


def test_a_cut_reply_tried_again_beyond_the_line_is_finished_here(app, dana, work, standin, on_claude):
    standin.will(cost(BUDGET, Say("I was about to "), Cut()))
    dana.say("She sings")
    work()
    cut = reply_of(app, dana)
    assert (cut.status, cut.error) == ("failed", "cut") and cut.usage["in"] == BUDGET
    dana.post(f"/messages/{cut.id}/retry")
    work()
    again = reply_of(app, dana)
    assert (again.status, again.engine, again.error) == ("settled", "built-in", "budget")
    assert again.text.startswith("I was about to ") and again.usage["in"] == BUDGET and len(standin.requests) == 1


def test_whoever_chose_the_built_in_guide_is_told_nothing_of_a_budget(app, dana, work, standin, on_claude):
    standin.will(cost(BUDGET), Fail(401))
    dana.say("She sings")
    with app.app_context(), transaction():
        db.session.get(Message, reply_of(app, dana).id).engine = "built-in"
    work()
    assert reply_of(app, dana).error == "" and not standin.requests


def test_why_it_answers_here_survives_a_killed_worker(app, dana, work, standin, on_claude):
    with app.app_context(), transaction():
        Spending.add(dana.user_id, times.today(), tokens_in=BUDGET, tokens_out=0, tokens_cached=0)
    dana.say("She sings")
    reply = reply_of(app, dana)
    with app.app_context(), transaction():
        found = db.session.get(Message, reply.id)
        found.engine, found.error = "built-in", "budget"
    die(app, reply)
    from chitta.chat import jobs

    with app.app_context():
        jobs.sweep()
    work()
    assert (reply_of(app, dana).status, reply_of(app, dana).error) == ("settled", "budget")


# --- no count is lost ------------------------------------------------------------------------------------------------


class Costly:
    """A guide whose every request costs, and which ends as the test wants."""

    name = "costly"

    def __init__(self, *events):
        self.events = events

    def converse(self, prompt, tools, run, wanted=None):
        for event in self.events:
            if isinstance(event, BaseException):
                raise event
            if callable(event):
                event()
            else:
                yield Words(event) if isinstance(event, str) else event


READ, SAID = Usage("m", 100, 0, 900), Usage("m", 0, 20, 0)


def give(app, person, *events):
    with app.app_context():
        answering.answer(reply_of(app, person).id, {"costly": Costly(*events)}, app.extensions["streams"])


@pytest.mark.parametrize("end", [GuideError("cut"), GuideError("busy"), RuntimeError("a bug")])
def test_a_reply_that_fails_has_cost_what_it_cost(app, dana, end):
    dana.say("She sings")
    give(app, dana, "Half", READ, SAID, end)
    assert spent(app, dana) == (100, 20, 900)
    assert reply_of(app, dana).status == "failed" and reply_of(app, dana).usage["out"] == 20


def test_a_worker_killed_after_its_first_request_loses_no_count(app, dana):
    dana.say("She sings")
    with pytest.raises(KeyboardInterrupt):
        give(app, dana, READ, SAID, KeyboardInterrupt())
    assert spent(app, dana) == (100, 20, 900)
    die(app, reply_of(app, dana), text="")
    give(app, dana, "Whole.", READ, SAID)
    assert spent(app, dana) == (200, 40, 1800) and reply_of(app, dana).usage["in"] == 200


def test_a_stopped_reply_costs_what_was_read_and_about_what_was_said(app, dana, monkeypatch):
    monkeypatch.setattr(answering, "SAVE_EVERY", 0.0)
    dana.say("She sings")
    reply = reply_of(app, dana)
    give(app, dana, "Once ", READ, lambda: dana.post(f"/messages/{reply.id}/stop"), "upon a time", "never")
    assert reply_of(app, dana).status == "stopped"
    assert spent(app, dana) == (100, 6, 900)  # 16 letters, three a token


def test_the_built_in_guide_costs_nothing(app, dana, work):
    dana.say("She sings")
    work()
    assert days(app, dana) == {} and reply_of(app, dana).usage == {}


def test_two_children_at_once_lose_no_count(app, dana):
    with app.test_request_context(), transaction():
        user = db.session.get(User, dana.user_id)
        with speaking("en"):
            add_child(dana, user, "Tal")
    dana.say("He draws")
    reply, each = reply_of(app, dana), 25
    start = threading.Barrier(4)

    def spend_often():
        start.wait()
        for _ in range(each):
            with app.app_context(), transaction():
                spend(reply.id, READ)

    def add_often():  # the other child's: another message, the same family and day
        start.wait()
        for _ in range(each):
            with app.app_context(), transaction():
                Spending.add(dana.user_id, times.today(), tokens_in=100, tokens_out=0, tokens_cached=900)

    threads = [threading.Thread(target=one) for one in (spend_often, spend_often, add_often, add_often)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert spent(app, dana) == (4 * each * 100, 0, 4 * each * 900)
    assert reply_of(app, dana).usage["in"] == 2 * each * 100


# --- reading, outside the conversation -------------------------------------------------------------------------------


class Paper(BaseModel):
    summary: str


def read(app, person, standin, told):
    """A paper of this family's is read; what the reading has cost."""
    standin.will(told)
    bill = Bill(person.session_id)
    with app.app_context():
        app.extensions["guide"].extract(Paper, "Read.", ({"type": "text", "text": "A letter"},), spent=bill)
    return bill.usage


def test_what_reading_a_paper_costs_is_on_the_familys_day_too(app, dana, standin, on_claude):
    usage = read(app, dana, standin, cost(300, Say('{"summary": "A."}'), cached=50))
    assert (usage["model"], usage["in"], usage["cached"]) == ("claude-opus-5-5", 300, 50) and usage["out"] > 0
    assert spent(app, dana) == (300, usage["out"], 50)


def test_reading_that_came_to_nothing_has_cost_all_the_same(app, dana, standin, on_claude):
    with pytest.raises(GuideError):
        read(app, dana, standin, cost(300, Say("no JSON")))
    assert spent(app, dana)[0] == 300


def test_after_much_reading_the_built_in_guide_answers(app, dana, work, standin, on_claude):
    read(app, dana, standin, cost(BUDGET, Say('{"summary": "A."}')))
    with app.app_context(), transaction(writing=False):
        assert used_up(db.session.get(User, dana.user_id), BUDGET)
    dana.say("She sings")
    work()
    assert reply_of(app, dana).error == "budget" and len(standin.requests) == 1


def test_another_family_pays_nothing_for_it(app, dana, ruth, standin, on_claude):
    read(app, dana, standin, cost(BUDGET, Say('{"summary": "A."}')))
    assert days(app, ruth) == {}
    with app.app_context(), transaction(writing=False):
        assert not used_up(db.session.get(User, ruth.user_id), BUDGET)


def test_a_journey_that_was_deleted_meanwhile_costs_nobody(app, dana):
    bill = Bill(uuid4())
    with app.app_context():
        bill(READ)
        bill(SAID)
    assert days(app, dana) == {} and bill.usage == {"model": "m", "in": 100, "out": 20, "cached": 900}


def test_what_cost_nobody_any_more_is_no_error(app, dana):
    with app.app_context(), transaction():
        spend(uuid4(), READ)
    assert days(app, dana) == {}
