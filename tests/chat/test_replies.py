"""A reply's story: claimed once, stopped, tried again, taken over, and never lost."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from chitta.chat import answering, jobs
from chitta.chat.models import Message
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import GuideError
from chitta.gateways.guide import Words
from chitta.gateways.streams import live


class Scripted:
    """A guide that says what the test wants, and remembers what it was asked."""

    name = "scripted"

    def __init__(self, *events):
        self.events, self.prompts = events, []

    def converse(self, prompt, tools, run, wanted=None):
        self.prompts.append(prompt)
        for event in self.events:
            if isinstance(event, Exception):
                raise event
            if callable(event):
                event(run)
            else:
                yield Words(event)


def reply_of(app, person):
    with app.app_context(), transaction(writing=False):
        newest = select(Message).where(Message.session_id == person.session_id, Message.sender == "chitta")
        return db.session.scalars(newest.order_by(Message.seq.desc())).first()


def answer(app, person, *events, reply=None):
    """Let a scripted guide answer the newest reply; the guide."""
    guide = Scripted(*events)
    with app.app_context():
        answering.answer((reply or reply_of(app, person)).id, {"scripted": guide}, app.extensions["streams"])
    return guide


def rest(run):
    """Long enough for the next words to be told at once."""
    time.sleep(answering.PIECE_EVERY)


def facts(app, person):
    return [fact for _, fact in app.extensions["streams"].since(live(person.session_id), "0-0")]


def test_words_reach_open_pages_before_the_reply_ends(app, dana):
    dana.say("Hello")
    answer(app, dana, "One ", "two ", "three?")
    kinds = [fact["kind"] for fact in facts(app, dana)]
    assert kinds[:2] == ["said", "piece"] and "settled" in kinds
    assert "".join(f["text"] for f in facts(app, dana) if f["kind"] == "piece") == "One two three?"


def test_a_reply_is_given_once(app, dana):
    dana.say("Hello")
    first = answer(app, dana, "Once?")
    second = answer(app, dana, "Twice?")
    assert (len(first.prompts), len(second.prompts)) == (1, 0)
    assert reply_of(app, dana).text == "Once?"


def test_the_guide_is_told_what_was_said_and_known(app, dana):
    dana.say("She is called Noa")
    prompt = answer(app, dana, "Good.").prompts[0]
    assert prompt.history[-1].text == "She is called Noa"
    assert prompt.child.name == "Noa" and prompt.address == "f" and "portrait" in prompt.views


def test_no_transaction_is_open_while_the_guide_thinks(app, dana):
    from sqlalchemy import inspect  # noqa: F401

    dana.say("Hello")
    open_now = []

    def look(run):
        open_now.append(db.session.registry().in_transaction())

    answer(app, dana, look, "Done.")
    assert open_now == [False]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("busy", "too much to do"), ("refusal", "could not answer"), ("empty", "No words came"), ("cut", "cut off")],
)
def test_a_guide_that_fails_says_so_and_offers_to_try_again(app, dana, kind, sentence):
    dana.say("Hello")
    answer(app, dana, GuideError(kind))
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert sentence in page and "Try again" in page and "Hello" in page


def test_half_an_answer_is_kept_and_continued_without_doubling(app, dana, work):
    dana.say("Hello")
    answer(app, dana, "Half an ", GuideError("cut"))
    reply = reply_of(app, dana)
    assert (reply.status, reply.text) == ("failed", "Half an ")
    assert "Continue" in dana.get(f"/sessions/{dana.session_id}").text
    dana.post(f"/messages/{reply.id}/retry")
    guide = answer(app, dana, "answer?")
    assert guide.prompts[0].unfinished == "Half an "
    assert reply_of(app, dana).text == "Half an answer?"


def test_a_failed_reply_can_be_given_to_the_built_in_guide(app, dana, work):
    dana.say("Hello")
    answer(app, dana, GuideError("misconfigured"))
    reply = reply_of(app, dana)
    dana.post(f"/messages/{reply.id}/retry", {"guide": "built-in"})
    work()
    assert (reply_of(app, dana).status, reply_of(app, dana).engine) == ("settled", "built-in")


def test_a_settled_reply_cannot_be_tried_again(app, dana, work):
    dana.say("Hello")
    work()
    before = reply_of(app, dana)
    dana.post(f"/messages/{before.id}/retry")
    assert reply_of(app, dana).text == before.text and reply_of(app, dana).status == "settled"


def test_stopping_keeps_what_was_said(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    answer(app, dana, "Said ", rest, "so far ", lambda run: dana.post(f"/messages/{reply.id}/stop"), "and no more")
    stopped = reply_of(app, dana)
    assert (stopped.status, stopped.text) == ("stopped", "Said so far ")


def test_stopping_a_waiting_reply_means_it_is_never_given(app, dana, work):
    dana.say("Hello")
    reply = reply_of(app, dana)
    dana.post(f"/messages/{reply.id}/stop")
    work()
    assert (reply_of(app, dana).status, reply_of(app, dana).text) == ("stopped", "")


def die(app, reply, text="Lost wo"):
    """What a worker that was killed leaves behind."""
    with app.app_context(), transaction():
        past = times.now() - timedelta(seconds=1)
        db.session.execute(
            update(Message)
            .where(Message.id == reply.id)
            .values(status="speaking", attempt=1, text=text, lease_until=past)
        )


def test_a_dead_workers_reply_is_given_anew(app, dana, work):
    dana.say("Hello")
    app.extensions["streams"]
    die(app, reply_of(app, dana))
    with app.app_context():
        jobs.sweep()
    work()
    assert reply_of(app, dana).status == "settled" and "Lost wo" not in reply_of(app, dana).text


def test_a_living_workers_reply_is_left_alone(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    with app.app_context(), transaction():
        assert Message.claim(reply.id)
    guide = answer(app, dana, "Mine!")
    assert not guide.prompts


def test_a_worker_that_was_thought_dead_cannot_write_any_more(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    with app.app_context(), transaction():
        old = Message.claim(reply.id).attempt
    die(app, reply)
    answer(app, dana, "The second worker's.")
    with app.app_context(), transaction():
        assert not Message.progress(reply.id, old, text="the first worker's")
    assert reply_of(app, dana).text == "The second worker's."


def test_a_reply_that_kills_every_worker_is_given_up(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    with app.app_context(), transaction():
        past = times.now() - timedelta(seconds=1)
        db.session.execute(
            update(Message).where(Message.id == reply.id).values(status="speaking", attempt=9, lease_until=past)
        )
    answer(app, dana, "never")
    assert (reply_of(app, dana).status, reply_of(app, dana).error) == ("failed", "broken")


def test_replies_of_one_journey_are_given_in_order(app, dana, work):
    dana.say("First")
    first = reply_of(app, dana)
    dana.say("Second")
    second = reply_of(app, dana)
    assert not answer(app, dana, "Too early", reply=second).prompts
    answer(app, dana, "First answer.", reply=first)
    assert answer(app, dana, "Second answer.", reply=second).prompts


def test_a_message_sent_while_redis_is_away_is_kept_and_answered_later(app, dana, valkey_server, work):
    from chitta.gateways import queue

    valkey_server.stop()
    try:
        assert dana.say("Can you hear me").status_code == 303
        assert "Can you hear me" in dana.get(f"/sessions/{dana.session_id}").text
    finally:
        valkey_server.start()
    queue.connect(valkey_server.url)
    with app.app_context(), transaction():
        db.session.execute(update(Message).values(created_at=times.now() - timedelta(minutes=1)))
    with app.app_context():
        jobs.sweep()
    work()
    assert reply_of(app, dana).status == "settled"


def test_redis_emptied_in_mid_reply_loses_no_word(app, dana, valkey_server):
    dana.say("Hello")
    answer(app, dana, "Before, ", lambda run: valkey_server.empty(), "and after.")
    assert reply_of(app, dana).text == "Before, and after."


def test_a_page_opened_in_mid_reply_has_every_word_so_far(app, dana):
    dana.say("Hello")
    seen = []
    answer(
        app,
        dana,
        "Already ",
        rest,
        "told ",
        lambda run: seen.append(dana.get(f"/sessions/{dana.session_id}").text),
        "the end.",
    )
    assert "Already told" in seen[0] and 'aria-busy="true"' in seen[0]


def test_units_are_counted_as_a_browser_counts():
    assert answering.units("a😀א") == 4


def test_a_worker_that_missed_the_stop_does_not_pass_for_the_one_that_continues(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    with app.app_context(), transaction():
        old = Message.claim(reply.id).attempt
    dana.post(f"/messages/{reply.id}/stop")
    dana.post(f"/messages/{reply.id}/retry")
    with app.app_context(), transaction():
        new = Message.claim(reply.id).attempt
        assert new > old and not Message.progress(reply.id, old, text="words of the old one")
        assert Message.progress(reply.id, new, text="words of the new one")


def test_a_lease_is_kept_for_ones_own_attempt_only(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    with app.app_context(), transaction():
        attempt = Message.claim(reply.id).attempt
    before = reply_of(app, dana).lease_until
    for mine, kept in ((attempt - 1, False), (attempt, True)):
        with app.app_context(), transaction():
            Message.keep_leases({reply.id: mine})
        assert (reply_of(app, dana).lease_until > before) is kept


def test_a_reply_that_cannot_even_be_prepared_fails_and_the_next_is_given(app, dana, monkeypatch):
    dana.say("First")
    first = reply_of(app, dana)
    dana.say("Second")
    with monkeypatch.context() as broken:
        broken.setattr(answering, "prompt_for", lambda reply, said: 1 / 0)
        answer(app, dana, "never", reply=first)
    assert {"kind": "settled", "message": str(first.id), "status": "failed"} in facts(app, dana)
    answer(app, dana, "The second one's.")
    assert reply_of(app, dana).status == "settled"


def test_stopping_a_reply_lets_the_one_behind_it_begin(app, dana, work):
    dana.say("First")
    first = reply_of(app, dana)
    dana.say("Second")
    with app.app_context(), transaction():
        Message.claim(first.id)
    assert work() == 2 and reply_of(app, dana).status == "waiting"
    dana.post(f"/messages/{first.id}/stop")
    assert work() == 1 and reply_of(app, dana).status == "settled"


@pytest.mark.parametrize("words", ["a\ud800b", "a\x00b", "a\r\nb"])
def test_what_a_guide_should_not_say_breaks_no_reply(app, dana, words):
    dana.say("Hello")
    answer(app, dana, words, rest, ", the end.")
    assert (reply_of(app, dana).status, reply_of(app, dana).text) == (
        "settled",
        "ab, the end." if "\r" not in words else "a\nb, the end.",
    )


def test_a_stopped_reply_teaches_the_journey_nothing_more(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    tool = lambda run: run("note_observation", {})  # noqa: E731
    answer(app, dana, "Said ", lambda run: dana.post(f"/messages/{reply.id}/stop"), tool, "more")
    assert reply_of(app, dana).status == "stopped"
