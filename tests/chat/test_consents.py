"""Nothing of a conversation reaches a model that the parent did not allow, whatever was asked or begun before."""

from __future__ import annotations

import pytest

from chitta.accounts.consents import Consent
from chitta.chat import answering
from chitta.core.db import db, transaction
from chitta.gateways.builtin.guide import BuiltIn
from tests.chat.test_replies import Scripted, reply_of
from tests.standin.script import Call, Fail, Say

NOTE = 'data-note="consent"'


def takes_back(person):
    assert person.post("/settings/consents", {"purposes": "talk", "answer": "no"}).status_code == 303


def page(person):
    return person.get(f"/sessions/{person.session_id}").text


def test_a_reply_that_waited_when_it_was_taken_back_is_given_by_the_built_in_guide(app, dana, work, standin, on_claude):
    dana.say("She sings")
    takes_back(dana)
    work()
    reply = reply_of(app, dana)
    assert (reply.status, reply.engine, reply.error) == ("settled", "built-in", "consent") and reply.text
    shown = page(dana)
    assert NOTE in shown and "took back that Claude may answer" in shown and 'data-guide="built-in"' in shown
    dana.say("Mornings are hard")
    work()
    assert reply_of(app, dana).error == "" and standin.requests == []  # said once is enough


def test_whoever_never_allowed_it_is_answered_here_without_a_word_about_it(app, dana, work, standin, on_claude):
    with app.app_context(), transaction():
        db.session.execute(db.delete(Consent).where(Consent.user_id == dana.user_id, Consent.purpose == "talk"))
    dana.say("She sings")
    work()
    assert (reply_of(app, dana).engine, reply_of(app, dana).error, standin.requests) == ("built-in", "", [])
    assert "May Claude answer?" in page(dana) and NOTE not in page(dana)


def test_a_yes_to_older_words_is_none(app, dana, work, standin, on_claude):
    with app.app_context(), transaction():
        db.session.execute(db.update(Consent).where(Consent.purpose == "talk").values(version=0))
    dana.say("She sings")
    work()
    assert standin.requests == [] and "May Claude answer?" in page(dana)


def test_a_reply_in_mid_stream_stops_with_its_words_and_goes_on_here(app, dana, work, monkeypatch):
    monkeypatch.setattr(answering, "SAVE_EVERY", 0.0)
    dana.say("She sings")
    guide = Scripted("Songs from ", lambda run: takes_back(dana), "morning ", "to evening?")
    give(app, dana, guide)
    reply = reply_of(app, dana)
    assert (reply.status, reply.error) == ("stopped", "consent") and reply.text == "Songs from morning "
    assert "since you took back that Claude may answer" in page(dana)
    dana.post(f"/messages/{reply.id}/retry")
    give(app, dana, guide)
    reply = reply_of(app, dana)
    assert (reply.status, reply.engine, len(guide.prompts)) == ("settled", "built-in", 1)
    assert reply.text.startswith("Songs from morning ")


def give(app, person, guide):
    guides = {"scripted": guide, "built-in": BuiltIn()}
    with app.app_context():
        answering.answer(reply_of(app, person).id, guides, app.extensions["streams"])


def test_what_a_tool_would_do_after_it_is_not_done(app, dana, monkeypatch):
    dana.say("She sings")
    noted = {"kind": "strength", "domain": "general", "text": "Sings"}
    guide = Scripted("Good. ", lambda run: takes_back(dana), lambda run: run("note_observation", noted), "More?")
    give(app, dana, guide)
    reply = reply_of(app, dana)
    assert (reply.status, reply.text, reply.calls) == ("stopped", "Good. ", [])


@pytest.mark.parametrize("first", [Fail(529), (Say("Good. "), Call("suggest_replies", {"replies": ["Yes", "No"]}))])
def test_no_second_request_leaves_after_it(app, dana, work, standin, on_claude, first, monkeypatch):
    """Neither the next try at a model that was busy, nor the one after a tool."""
    from chitta.gateways import claude

    app.extensions["guide"].warm()  # its import would use up the patience
    standin.will(first, Say("never"))
    dana.say("She sings")
    real = claude.Turn._listen

    def listen(turn, heard):
        fault = yield from real(turn, heard)
        takes_back(dana)
        return fault

    monkeypatch.setattr(claude.Turn, "_listen", listen)
    work()
    assert len(standin.requests) == 1 and "never" not in reply_of(app, dana).text
    assert reply_of(app, dana).error == "consent" and NOTE in page(dana)


def test_in_danger_too_nothing_is_sent_that_was_not_allowed(app, dana, work, standin, on_claude):
    takes_back(dana)
    dana.say("I want to kill myself")
    work()
    assert (reply_of(app, dana).engine, standin.requests) == ("built-in", []) and "crisis" in page(dana)


def test_given_again_claude_is_back(app, dana, work, standin, on_claude):
    takes_back(dana)
    dana.post("/settings/consents", {"purposes": "talk", "answer": "yes"})
    standin.will(Say("And then?"))
    dana.say("She sings")
    work()
    assert (reply_of(app, dana).engine, len(standin.requests)) == ("claude", 1) and NOTE not in page(dana)


def test_another_parents_no_is_not_danas(app, dana, ruth, work, standin, on_claude):
    takes_back(ruth)
    standin.will(Say("And then?"))
    dana.say("She sings")
    work()
    assert reply_of(app, dana).engine == "claude"
