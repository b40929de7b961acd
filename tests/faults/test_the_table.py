"""Faults, and what must happen: the table's first rows, each the whole way.

From the parent's form through the rows, the queue, the job and the real SDK to a model that misbehaves, and back to the
rows, the facts that open pages hear, and the words and buttons in the page, in both languages.
"""

from __future__ import annotations

import json
import time

import pytest

from chitta.chat import jobs
from tests.faults.screens import bubble, buttons, facts, journey_of, noted, on_screen, replies, reply_of, words
from tests.standin.script import Call, Cut, Fail, Fault, HangUp, Reply, Say, Stall, empty, out_of_tokens, refusal

SAYS = {"en": "She sings all day", "he": "היא שרה כל היום"}
BUSY = {
    "en": "Claude has too much to do just now and did not answer. What you wrote is saved, so there is no need to type it again.",
    "he": "Claude עמוס מדי כרגע ולא ענה. מה שכתבת נשמר, ואפשר לנסות שוב בלי להקליד מחדש.",
}
CUT = {
    "en": "The reply was cut off on the way. What was said stays, and I can go on from there.",
    "he": "התשובה נקטעה בדרך. מה שנאמר נשאר, ואפשר להמשיך מאותו מקום.",
}
LOST = {
    "en": "The reply was cut off on the way. What you wrote is saved, so there is no need to type it again.",
    "he": "התשובה נקטעה בדרך. מה שכתבת נשמר, ואפשר לנסות שוב בלי להקליד מחדש.",
}
EMPTY = {
    "en": "No words came for this one. What you wrote is saved; you can try again or put it in other words.",
    "he": "הפעם לא הגיעו מילים. מה שכתבת נשמר, ואפשר לנסות שוב או לכתוב את זה אחרת.",
}
REFUSED = {
    "en": "I could not answer this one. You can put it in other words, or go on with something else.",
    "he": "על זה לא הצלחתי לענות. אפשר לכתוב את זה במילים אחרות, או להמשיך למשהו אחר.",
}
AWAY = {
    "en": "Claude is not available just now. What you wrote is saved; the built-in guide can go on with you.",
    "he": "Claude לא זמין כרגע. מה שכתבת נשמר, והמדריך המובנה יכול להמשיך איתך.",
}
AGAIN = {"en": "Try again", "he": "לנסות שוב"}
GO_ON = {"en": "Continue", "he": "להמשיך"}
BUILT_IN = {"en": "Go on with the built-in guide", "he": "להמשיך עם המדריך המובנה"}
NOTED = Call("note_observation", {"kind": "strength", "domain": "general", "text": "Sings all day"})


@pytest.fixture(params=["en", "he"])
def tongue(request):
    return request.param


@pytest.fixture
def her(dana, amir, tongue):
    """Dana in English, Amir in Hebrew."""
    return dana if tongue == "en" else amir


@pytest.fixture
def talk(app, claude, her, tongue, work):
    """The parent says something to a model that will do this; the reply that came of it."""

    def say(*told):
        claude.will(*told)
        her.say(SAYS[tongue])
        work()
        return reply_of(app, her)

    return say


def retry(app, person, work, **choice):
    person.post(f"/messages/{reply_of(app, person).id}/retry", choice)
    work()
    return reply_of(app, person)


def the_conversation_goes_on(app, person, work, claude):
    """The next message gets its answer, beside the one that failed."""
    asked, claude.requests = len(replies(app, person)), []
    claude.always(None)
    claude.will(Say("And how are the mornings?"))
    person.say("?!")
    work()
    assert (reply_of(app, person).status, reply_of(app, person).text) == ("settled", "And how are the mornings?")
    assert len(replies(app, person)) == asked + 1 and len(claude.requests) == 1


def failed(app, person, reply, sentence, *offers):
    """The row, the fact, the bubble: one sentence, these buttons, nothing of the parent's lost."""
    assert reply.status == "failed" and reply.lease_until is None
    ends = [fact for fact in facts(app, person) if fact["kind"] == "settled"]
    assert (ends[-1]["message"], ends[-1]["status"]) == (str(reply.id), "failed")
    html = bubble(person, reply)
    assert sentence in words(html) and buttons(html) == list(offers)
    said = person.get(f"/sessions/{person.session_id}").text
    assert any(line in said for line in SAYS.values())


# -- overloaded or rate limited before the first word -------------------------------------------------------------------


def test_overloaded_twice_then_the_answer_and_nobody_noticed(app, her, talk, claude):
    reply = talk(Fail(529), Fail(429), Say("Here I am."))
    assert (reply.status, reply.text, reply.attempt) == ("settled", "Here I am.", 1)
    assert words(bubble(her, reply)).endswith("Here I am.") and len(claude.requests) == 3


@pytest.mark.parametrize("fault", [Fail(529), Fail(429), Fail(503), Fault()], ids=["529", "429", "503", "event"])
def test_overloaded_three_times_is_a_kind_bubble_with_try_again(app, her, tongue, talk, claude, work, fault):
    claude.always(fault)
    reply = talk()
    assert (reply.error, reply.text, len(claude.requests)) == ("busy", "", 3)
    failed(app, her, reply, BUSY[tongue], AGAIN[tongue], BUILT_IN[tongue])
    claude.will(Say("Here I am."))
    assert (retry(app, her, work).text, len(replies(app, her))) == ("Here I am.", 1)
    the_conversation_goes_on(app, her, work, claude)


def test_three_tries_with_their_real_pauses_take_under_twenty_seconds(app, dana, claude, work):
    app.extensions["guide"].pause = 1.0
    claude.always(Fail(529))
    dana.say("Hello")
    began = time.monotonic()
    work()
    first, second, third = (request.received_ns / 1e9 for request in claude.requests)
    assert 0.4 < second - first < 2 and 0.9 < third - second < 4 and time.monotonic() - began < 20


def test_asked_to_come_back_in_ninety_seconds_nobody_waits(app, her, tongue, talk, claude):
    began = time.monotonic()
    reply = talk(Fail(429, retry_after="90"))
    assert time.monotonic() - began < 5 and len(claude.requests) == 1
    failed(app, her, reply, BUSY[tongue], AGAIN[tongue], BUILT_IN[tongue])


def test_a_model_that_cannot_be_reached_is_no_end(app, her, tongue, talk, claude, work):
    claude.always(HangUp())
    reply = talk()
    assert (reply.error, len(claude.requests)) == ("unavailable", 3)
    failed(app, her, reply, LOST[tongue], AGAIN[tongue], BUILT_IN[tongue])
    the_conversation_goes_on(app, her, work, claude)


# -- error, stall or cut in mid-stream ----------------------------------------------------------------------------------

BROKEN_OFF = [Fault(), Fault("api_error"), Stall(3), Cut("clean"), Cut("drop"), Cut("reset")]


@pytest.mark.parametrize("fault", BROKEN_OFF, ids=["overloaded", "error", "stall", "clean", "drop", "reset"])
def test_cut_in_mid_stream_keeps_the_words_and_continue_doubles_nothing(app, her, tongue, talk, claude, work, fault):
    reply = talk([Say("Songs are a good begin"), NOTED, fault])
    assert (reply.error, reply.text, len(claude.requests)) == ("cut", "Songs are a good begin", 1)
    failed(app, her, reply, CUT[tongue], GO_ON[tongue])
    assert "Songs are a good begin" in bubble(her, reply) and noted(app, her) == []
    claude.will([Say("ning. When does she sing most?"), NOTED])
    whole = retry(app, her, work)
    assert whole.text == "Songs are a good beginning. When does she sing most?" == on_screen(app, her, whole)
    assert "Songs are a good begin" in json.dumps(claude.last.messages) and noted(app, her) == ["Sings all day"]
    the_conversation_goes_on(app, her, work, claude)


def test_a_model_that_repeats_its_half_when_it_goes_on_doubles_nothing(app, her, talk, claude, work):
    talk([Say("Songs are a good begin"), Cut()])
    claude.will(Say("Songs are a good beginning. When?"))
    whole = retry(app, her, work)
    assert whole.text == "Songs are a good beginning. When?" == on_screen(app, her, whole)


def test_cut_again_and_again_it_still_reads_as_one(app, her, talk, claude, work):
    talk([Say("One"), Cut()])
    for more in (" two", " three"):
        claude.will([Say(more), Cut("reset")])
        assert retry(app, her, work).status == "failed"
    claude.will(Say(" four."))
    whole = retry(app, her, work)
    assert whole.text == "One two three four." == on_screen(app, her, whole)


def test_an_answer_that_ran_out_of_tokens_can_be_continued(app, her, tongue, talk, claude, work):
    reply = talk(out_of_tokens(Say("So much to")))
    failed(app, her, reply, CUT[tongue], GO_ON[tongue])
    claude.will(Say(" say."))
    assert retry(app, her, work).text == "So much to say."


# -- tool call cut in half, unknown tool, bad arguments, endless loop ------------------------------------------------------


def told(request):
    """What the model was told of its calls."""
    blocks = [block for message in request.messages for block in message["content"]]
    return [block for block in blocks if block["type"] == "tool_result"]


@pytest.mark.parametrize("how", ["clean", "drop", "reset"])
def test_a_tool_call_cut_in_half_writes_nothing(app, her, tongue, talk, how):
    reply = talk([Say("Lovely."), Call("note_observation", raw='{"kind": "strength", "text": "si'), Cut(how)])
    failed(app, her, reply, CUT[tongue], GO_ON[tongue])
    assert noted(app, her) == []


def arguments(**other):
    return {"kind": "strength", "domain": "general", "text": "Sings", **other}


BAD = {
    "unknown tool": Call("send_mail", {"to": "everyone"}),
    "a tool it must not have": Call("share_report", {"with": "everyone"}),
    "half": Call("note_observation", raw='{"kind": "strength", "text": "si'),
    "no object": Call("note_observation", raw='["strength"]'),
    "no such kind": Call("note_observation", arguments(kind="diagnosis")),
    "a megabyte": Call("note_observation", arguments(text="la " * 350_000)),
    "NaN": Call("set_child_details", raw='{"age_years": NaN}'),
    "a hundred years": Call("set_child_details", {"age_years": 100}),
    "an array for a text": Call("note_observation", arguments(text=["sings"])),
    "bottomless": Call("note_observation", raw='{"text":' * 3000),
    "progress it likes": Call("update_progress", {"type": "interview", "percentage": 100}),
    "a stage too early": Call("update_journey_stage", {"new_stage": "report_ready", "reason": "now"}),
    "a milestone that is counted": Call("add_milestone", {"milestone": "video_1"}),
    "a field of its own": Call("note_observation", arguments(score=7)),
}


@pytest.mark.parametrize("call", BAD.values(), ids=list(BAD))
def test_a_bad_call_writes_nothing_is_told_and_the_turn_ends_in_words(app, dana, claude, work, call):
    before = journey_of(app, dana)
    claude.will([Say("One moment."), call], Say("That I cannot do."))
    dana.say("Hello")
    work()
    reply = reply_of(app, dana)
    assert (reply.status, reply.text) == ("settled", "One moment.\n\nThat I cannot do.")
    assert noted(app, dana) == [] and journey_of(app, dana).state == before.state
    assert [bool(one.get("is_error")) for one in told(claude.last)] == [True] and len(claude.requests) == 2
    assert len(json.dumps(told(claude.last))) < 1500
    the_conversation_goes_on(app, dana, work, claude)


@pytest.mark.parametrize("name", ["session_id", "journey_id", "child_id", "id"])
def test_another_familys_id_in_a_call_is_refused_and_changes_nothing_there(app, dana, ruth, claude, work, name):
    before = journey_of(app, ruth)
    theirs = str(ruth.child_id if name == "child_id" else ruth.session_id)
    claude.will([Say("Noted."), Call("note_observation", arguments(**{name: theirs}))], Say("I could not."))
    dana.say("Write it down for Tom")
    work()
    assert told(claude.last)[0]["is_error"] and theirs not in json.dumps(told(claude.last))
    assert noted(app, ruth) == noted(app, dana) == [] and journey_of(app, ruth).version == before.version


def test_the_same_call_again_is_carried_out_once_whatever_its_id(app, dana, claude, work):
    twice = Call(NOTED.name, NOTED.arguments, id="toolu_same")
    claude.will([twice, twice, NOTED], [twice, NOTED], Say("Kept it."))
    dana.say("She sings all day")
    version = journey_of(app, dana).version
    work()
    assert reply_of(app, dana).text == "Kept it." and noted(app, dana) == ["Sings all day"]
    assert journey_of(app, dana).version == version + 1


def test_an_endless_tool_loop_ends_in_words_after_six_rounds(app, her, talk, claude):
    reply = talk(*[[NOTED]] * 6, Say("Enough for now."))
    assert (reply.status, reply.text, len(claude.requests)) == ("settled", "Enough for now.", 7)
    assert noted(app, her) == ["Sings all day"] and claude.last.body["tool_choice"] == {"type": "none"}


def test_a_tool_loop_that_never_says_a_word_is_an_empty_answer(app, her, tongue, talk, claude, work):
    claude.always(NOTED)
    reply = talk()
    assert (reply.error, len(claude.requests), noted(app, her)) == ("empty", 7, ["Sings all day"])
    failed(app, her, reply, EMPTY[tongue], AGAIN[tongue])
    the_conversation_goes_on(app, her, work, claude)


# -- refusal, empty answer --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "told_", [refusal(), refusal(Say("I would")), refusal(Say("I"), NOTED)], ids=["at once", "late", "tool"]
)
def test_a_refusal_is_said_plainly_and_the_conversation_stays_usable(app, her, tongue, talk, claude, work, told_):
    reply = talk(told_)
    assert (reply.error, len(claude.requests), noted(app, her)) == ("refusal", 1, [])
    failed(app, her, reply, REFUSED[tongue], GO_ON[tongue] if reply.text else AGAIN[tongue])
    the_conversation_goes_on(app, her, work, claude)


@pytest.mark.parametrize(
    "told_", [empty(), Reply((Say(" \n "),)), out_of_tokens()], ids=["nothing", "blank", "no room"]
)
def test_an_empty_answer_is_said_plainly_and_the_conversation_stays_usable(app, her, tongue, talk, claude, work, told_):
    reply = talk(told_)
    assert (reply.error, reply.text.strip(), len(claude.requests)) == ("empty", "", 1)
    failed(app, her, reply, EMPTY[tongue], AGAIN[tongue])
    the_conversation_goes_on(app, her, work, claude)


# -- wrong key, 400 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413])
def test_a_wrong_key_or_request_is_asked_once_and_the_built_in_guide_is_offered(
    app, her, tongue, talk, claude, work, status, caplog
):
    reply = talk(Fail(status, message="Noa bites"))
    assert (reply.error, len(claude.requests)) == ("misconfigured", 1)
    failed(app, her, reply, AWAY[tongue], BUILT_IN[tongue])
    log = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert any("misconfigured" in line and str(status) in line for line in log)
    log = caplog.text
    assert "Noa bites" not in log and SAYS[tongue] not in log and "a-key-of-the-test" not in log
    mended = retry(app, her, work, guide="built-in")
    assert (mended.status, mended.engine, len(claude.requests)) == ("settled", "built-in", 1)
    the_conversation_goes_on(app, her, work, claude)


def test_a_key_that_is_withdrawn_in_mid_turn_keeps_the_words(app, her, tongue, talk, claude, work):
    reply = talk([Say("One moment."), Call("no_such_tool")], Fail(401))
    assert (reply.error, reply.text, len(claude.requests)) == ("misconfigured", "One moment.", 2)
    failed(app, her, reply, AWAY[tongue], BUILT_IN[tongue])
    assert "One moment." in bubble(her, reply)
    assert retry(app, her, work, guide="built-in").text.startswith("One moment.")


# -- Redis down at send ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["gone", "silent"])
def test_redis_down_at_send_the_message_is_saved_shown_as_waiting_and_answered_later(
    app, her, tongue, claude, valkey_server, work, how, forgotten
):
    began = time.monotonic()
    (valkey_server.stop if how == "gone" else valkey_server.freeze)()
    try:
        assert her.say(SAYS[tongue]).status_code == 303
        page = her.get(f"/sessions/{her.session_id}").text
        assert SAYS[tongue] in page and 'data-status="waiting"' in page and 'aria-busy="true"' in page
        assert time.monotonic() - began < 15
    finally:
        valkey_server.restart() if how == "gone" else valkey_server.thaw()
    claude.will(Say("Here I am."))
    forgotten()
    work()
    assert (reply_of(app, her).text, len(replies(app, her)), len(claude.requests)) == ("Here I am.", 1, 1)
    assert "Here I am." in bubble(her, reply_of(app, her))


# -- Redis gone or emptied in mid-reply ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["stop", "kill", "empty"])
def test_redis_gone_in_mid_reply_words_come_from_the_database(app, her, claude, valkey_server, how, monkeypatch):
    from chitta.chat import answering

    monkeypatch.setattr(answering, "SAVE_EVERY", 0.1)
    claude.will([Say("Songs are "), Stall(0.2), Say("a good beginning", pace=0.1), Say(". When?")])
    her.say("Hello")
    seen = []

    def and_then(real=answering.Voice._save):
        def save(voice):
            real(voice)
            if not seen and "Songs are" in voice.text[: voice._told]:  # the first save may hold one word
                getattr(valkey_server, how)()
                seen.append(her.get(f"/sessions/{her.session_id}").text)

        return save

    monkeypatch.setattr(answering.Voice, "_save", and_then())
    reply = reply_of(app, her)
    try:
        with app.app_context():
            answering.answer(reply.id, app.extensions["guides"], app.extensions["streams"])
    finally:
        if how != "empty":
            valkey_server.restart()
    reply = reply_of(app, her)
    assert "Songs are" in seen[0] and (reply.status, reply.text) == ("settled", "Songs are a good beginning. When?")
    assert "Songs are a good beginning. When?" in bubble(her, reply) and len(claude.requests) == 1


def test_an_emptied_queue_is_rebuilt_from_the_rows(app, dana, amir, claude, valkey_server, work, forgotten):
    for person in (dana, amir):
        person.say("Hello")
    valkey_server.empty()
    assert work() == 0
    forgotten()
    work()
    assert {reply_of(app, person).status for person in (dana, amir)} == {"settled"} and len(claude.requests) == 2


@pytest.fixture
def forgotten(app, valkey_server):
    """Ten seconds later the sweeper comes."""
    from datetime import timedelta

    from sqlalchemy import update

    from chitta.chat.models import Message
    from chitta.core import times
    from chitta.core.db import db, transaction
    from chitta.gateways import queue

    def later():
        queue.connect(valkey_server.url)  # the two seconds in which it is not asked again are over
        with app.app_context(), transaction():
            db.session.execute(update(Message).values(created_at=times.now() - timedelta(minutes=1)))
        with app.app_context():
            jobs.sweep()

    return later
