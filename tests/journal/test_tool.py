"""The guides keep in the journal what a parent asks them to keep, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from chitta.chat import answering
from chitta.chat.models import Message
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import Refused
from chitta.core.i18n import speaking
from chitta.gateways.claude import Claude
from chitta.gateways.guide import Words
from chitta.gateways.streams import live
from chitta.journal import models
from chitta.journal.models import JournalEntry
from chitta.journey.tools import run_tool, toolbox
from tests.standin.script import Call, Say

SAID = {"message": str(uuid4())}
KEEP = {"kind": "observation", "content": "She said water today", "tags": ["bath"]}
HUGE = "x" * 1_000_000


def test_the_guides_have_it_and_are_told_when_to_use_it(house):
    tool = next(tool for tool in toolbox() if tool.name == "add_journal_entry")
    assert "Only when the parent asks" in tool.description
    schema = tool.arguments.model_json_schema()
    assert schema["required"] == ["kind", "content"] and set(schema["properties"]) == {
        "kind",
        "content",
        "tags",
        "date",
    }


def test_a_moment_is_kept_with_its_source(journey):
    told, changed = run_tool(journey, "add_journal_entry", {**KEEP, "date": "2026-11-01"}, SAID)
    (entry,) = JournalEntry.of(journey)
    assert told == "Kept in the journal under 2026-11-01." and changed == {"deck", "journal"}
    assert (entry.content, entry.tags, entry.source) == ("She said water today", ["bath"], SAID)


def test_without_a_day_it_is_the_parents_today(journey, monkeypatch):
    monkeypatch.setattr(times, "now", lambda: times.datetime(2026, 11, 27, 1, tzinfo=times.UTC))  # evening in New York
    journey.child.parent.time_zone = "America/New_York"
    for told in ({}, {"date": ""}, {"date": "2026-11-26"}):
        run_tool(journey, "add_journal_entry", {**KEEP, **told}, {"message": str(uuid4())})
    assert {entry.day for entry in JournalEntry.of(journey)} == {date(2026, 11, 26)}
    with pytest.raises(Refused, match="still to come"):
        run_tool(journey, "add_journal_entry", {**KEEP, "date": "2026-11-27"}, SAID)
    assert times.zone() == times.HOME_ZONE


@pytest.mark.parametrize(("told", "day"), [("", 27), ("2026-11-27", 27), ("2026-11-26", 26), ("2026-11-25", 25)])
def test_yesterday_east_of_home_is_not_today(journey, monkeypatch, told, day):
    monkeypatch.setattr(times, "now", lambda: times.datetime(2026, 11, 26, 20, tzinfo=times.UTC))  # morning in Sydney
    journey.child.parent.time_zone = "Australia/Sydney"
    run_tool(journey, "add_journal_entry", {**KEEP, "date": told}, SAID)
    assert [entry.day for entry in JournalEntry.of(journey)] == [date(2026, 11, day)]


def test_a_long_moment_is_kept_whole(journey):
    long = "She sang. " * 399 + "The end."
    run_tool(journey, "add_journal_entry", {**KEEP, "content": long}, SAID)
    assert JournalEntry.of(journey)[0].content == long


def test_the_same_call_again_says_that_it_is_there(journey):
    run_tool(journey, "add_journal_entry", KEEP, SAID)
    told, changed = run_tool(journey, "add_journal_entry", KEEP, SAID)
    assert "already" in told and not changed and JournalEntry.count(journey) == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": "diagnosis"}, "kind"),
        ({"kind": None}, "kind"),
        ({"content": ""}, "content"),
        ({"content": "\u202e \x00"}, "content"),
        ({"content": "\u200b"}, "no words"),
        ({"content": HUGE}, "4000"),
        ({"content": ["a"]}, "content"),
        ({"tags": list("abcde")}, "tags"),
        ({"tags": ["x" * 31]}, "30"),
        ({"tags": [""]}, "tags"),
        ({"tags": "bath"}, "tags"),
        ({"tags": [{"a": 1}]}, "tags"),
        ({"date": "yesterday"}, "date"),
        ({"date": "2999-01-01"}, "still to come"),
        ({"date": "1990-01-01"}, "20 years"),
        ({"session_id": str(uuid4())}, "session_id: Extra"),
        ({"source": {"message": "1"}}, "source: Extra"),
        ({HUGE: 1}, "Extra"),
    ],
)
def test_a_wrong_call_is_refused_with_its_reason_and_nothing_is_written(journey, wrong, why):
    before = journey.state, journey.version
    with speaking("he"), pytest.raises(Refused) as refused:
        run_tool(journey, "add_journal_entry", {**KEEP, **wrong}, SAID)
    assert why in str(refused.value) and len(str(refused.value)) <= 600 and str(refused.value).isascii()
    assert (journey.state, journey.version, JournalEntry.count(journey)) == (*before, 0)


def test_a_day_before_noa_was_born_is_refused(journey):
    journey.child.date_of_birth, journey.child.birth_precision = times.today() - timedelta(days=400), "day"
    with pytest.raises(Refused, match="birth date"):
        run_tool(journey, "add_journal_entry", {**KEEP, "date": "2024-01-01"}, SAID)


def test_a_full_journal_is_told_to_the_model(journey, monkeypatch):
    monkeypatch.setattr(models, "MOST", 0)
    with pytest.raises(Refused, match="as fit"):
        run_tool(journey, "add_journal_entry", KEEP, SAID)


# --- in a conversation -----------------------------------------------------------------------------------------------------


class Scripted:
    """A guide that calls the tool and says what came of it."""

    name = "built-in"

    def converse(self, prompt, tools, run, wanted=None):
        assert "add_journal_entry" in {tool.name for tool in tools}
        yield Words(run("add_journal_entry", KEEP))


def answer(app, person, guide):
    with app.app_context(), transaction(writing=False):
        newest = db.select(Message.id).where(Message.session_id == person.session_id).order_by(Message.seq.desc())
        reply = db.session.scalars(newest).first()
    with app.app_context():
        answering.answer(reply, {guide.name: guide}, app.extensions["streams"])


def said(app, person):
    """Dana's newest line and Chitta's reply to it."""
    with app.app_context(), transaction(writing=False):
        mine = db.select(Message).where(Message.session_id == person.session_id).order_by(Message.seq.desc())
        reply, hers = db.session.scalars(mine.limit(2))
        return hers, reply


def test_the_built_in_loop_keeps_it_and_open_pages_hear(app, dana, entries, counted):
    dana.say("Add to the journal: she said water today")
    answer(app, dana, Scripted())
    (entry,), (hers, reply) = entries(), said(app, dana)
    assert entry.source == {"message": str(hers.id)} and counted() == 1
    assert reply.status == "settled" and reply.text.startswith("Kept in the journal")
    told = [fact for _, fact in app.extensions["streams"].since(live(dana.session_id), "0-0")]
    assert {"deck", "journal"} <= set(told[-1]["what"])
    assert f"#message-{hers.id}" in dana.get(f"/sessions/{dana.session_id}/journal").text


def claude(standin):
    return Claude(api_key="a-key-of-the-test", base_url=standin.url, model="claude-test", max_tokens=500)


def test_claude_keeps_it_through_the_real_sdk(app, dana, standin, entries):
    dana.say("Please write down that she said water today")
    standin.will([Say("I will keep that."), Call("add_journal_entry", KEEP)])
    answer(app, dana, claude(standin))
    (entry,), (hers, reply) = entries(), said(app, dana)
    assert (entry.content, entry.source) == ("She said water today", {"message": str(hers.id)})
    assert reply.status == "settled" and reply.text.startswith("I will keep that.")
    offered = {tool["name"]: tool for tool in standin.requests[0].body["tools"]}
    assert "Only when the parent asks" in offered["add_journal_entry"]["description"]


def test_claude_is_told_why_not_and_nothing_is_written(app, dana, standin, entries, counted):
    dana.say("Please write down that she will say water tomorrow")
    standin.will(
        [Say("One moment."), Call("add_journal_entry", {**KEEP, "date": "2999-01-01"})],
        Say(" That day is still ahead."),
    )
    answer(app, dana, claude(standin))
    assert entries() == [] and counted() is None and said(app, dana)[1].text.endswith("still ahead.")
    assert "This day is still to come." in str(standin.requests[-1].messages[-1])
