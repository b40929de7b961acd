"""What a model, a hasty parent and bad timing can do to a reply."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import update

from chitta.chat import answering, jobs, speaking
from chitta.chat.models import Message
from chitta.core.db import db, transaction
from chitta.gateways.guide import Tool, Words
from chitta.journey import tools
from tests.faults import dying_worker
from tests.faults.screens import bubble, facts, on_screen, replies, reply_of
from tests.faults.test_killed_workers import moments
from tests.faults.workers import ROOT
from tests.standin.script import Call, Cut, Fail, Say


@pytest.fixture
def keeping(monkeypatch):
    """A tool that writes again each time it is carried out."""
    monkeypatch.setattr(tools, "_TOOLBOX", list(tools._TOOLBOX))
    tools.offer(Tool("keep_moment", "Write down a moment.", dying_worker.Moment), dying_worker._keep)
    return Call("keep_moment", {"text": "A song"})


class Scripted:
    """A guide of words and deeds."""

    name = "claude"

    def __init__(self, *events):
        self.events = events

    def converse(self, prompt, toolbox, run, wanted=None):
        for event in self.events:
            if callable(event):
                event()
            else:
                yield Words(event)


def answer(app, reply, *events):
    with app.app_context():
        answering.answer(reply.id, {"claude": Scripted(*events)}, app.extensions["streams"])


def ends(app, person, reply):
    return [f["status"] for f in facts(app, person) if f["kind"] == "settled" and f["message"] == str(reply.id)]


# -- two tabs, two workers ---------------------------------------------------------------------------------------------


def test_try_again_pressed_in_two_tabs_is_one_try(app, dana, claude, work):
    claude.will(Fail(401))
    dana.say("Hello")
    work()
    reply = reply_of(app, dana)
    claude.will(Say("Here I am."), Say("And here again."))
    assert [dana.post(f"/messages/{reply.id}/retry").status_code for _tab in range(2)] == [303, 303]
    assert work() == 1 and (reply_of(app, dana).text, claude.left) == ("Here I am.", 1)
    dana.post(f"/messages/{reply.id}/retry")
    assert work() == 0 and reply_of(app, dana).text == "Here I am." and ends(app, dana, reply)[-1] == "settled"


def test_try_again_in_one_tab_and_the_built_in_guide_in_the_other_the_first_one_counts(app, dana, claude, work):
    claude.will(Fail(529), Fail(529), Fail(529))
    dana.say("Hello")
    work()
    reply = reply_of(app, dana)
    dana.post(f"/messages/{reply.id}/retry", {"guide": "built-in"})
    dana.post(f"/messages/{reply.id}/retry")
    work()
    assert (reply_of(app, dana).engine, len(replies(app, dana)), len(claude.requests)) == ("built-in", 1, 3)


def test_two_workers_with_the_same_bell_give_one_reply(app, dana, claude):
    claude.will(Say("One of us said this.", pace=0.01), Say("Both of us said this."))
    dana.say("Hello")
    reply = reply_of(app, dana)

    def ring():
        with app.app_context():
            jobs.answer(str(reply.id))

    both = [threading.Thread(target=ring) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert (reply_of(app, dana).text, len(claude.requests)) == ("One of us said this.", 1)
    assert on_screen(app, dana, reply) == "One of us said this."


ORDER = """
import os, sys, threading
from chitta.chat.models import Message
from chitta.core.db import db
from chitta import create_app
app, ready, wrong = create_app(), threading.Barrier(12), []
sys.setswitchinterval(1e-6)
from sqlalchemy import event
from uuid import uuid4

def claim():
    with app.app_context():
        ready.wait()
        Message.claim(uuid4())

with app.app_context():
    from chitta.migrating import migrate
    migrate(app)
    event.listen(db.engine, "before_cursor_execute", lambda c, k, sql, *more: wrong.append(sql) if "messages.session_id = messages.session_id" in sql or sql.startswith("UPDATE messages") and "earlier.seq < messages.seq" not in sql else None)
threads = [threading.Thread(target=claim) for _ in range(12)]
[one.start() for one in threads], [one.join() for one in threads]
sys.exit(len(wrong))
"""


def test_the_first_twelve_claims_of_a_fresh_worker_ask_the_same_question(tmp_path):
    """Threads that meet in SQLAlchemy's first use of an alias got a condition without it."""
    environment = {**os.environ, "CHITTA_HOME": str(tmp_path), "LOG_LEVEL": "ERROR"}
    assert subprocess.run([sys.executable, "-c", ORDER], env=environment, cwd=ROOT).returncode == 0


# -- stop, at the worst moment --------------------------------------------------------------------------------------------


def test_stopped_just_before_it_settles_it_is_stopped_with_every_word(app, dana, monkeypatch):
    dana.say("Hello")
    reply = reply_of(app, dana)
    real = answering.Voice.end

    def end(voice, status, **values):
        voice.flush()
        dana.post(f"/messages/{reply.id}/stop")
        real(voice, status, **values)

    monkeypatch.setattr(answering.Voice, "end", end)
    answer(app, reply, "Every ", "word.")
    assert (reply_of(app, dana).status, reply_of(app, dana).text) == ("stopped", "Every word.")
    assert ends(app, dana, reply) == ["stopped"]


def test_stopped_just_after_it_settled_it_is_settled_and_the_page_says_so(app, dana):
    dana.say("Hello")
    reply = reply_of(app, dana)
    answer(app, reply, "Every word.")
    page = dana.post(f"/messages/{reply.id}/stop", headers={"HX-Request": "true"}).text
    assert 'data-status="settled"' in page and ends(app, dana, reply) == ["settled"]


def test_settled_between_the_look_and_the_stop_it_is_settled(app, dana, monkeypatch):
    dana.say("Hello")
    reply = reply_of(app, dana)
    real = speaking.spoken

    def spoken(*given):
        words = real(*given)
        answer(app, reply, "Every word.")
        return words

    monkeypatch.setattr(speaking, "spoken", spoken)
    dana.post(f"/messages/{reply.id}/stop")
    assert (reply_of(app, dana).status, ends(app, dana, reply)) == ("settled", ["settled"])


def test_words_said_between_the_look_and_the_stop_stay(app, dana, monkeypatch):
    """The stop saw a reply that waited; when it took hold, a second's words were written."""
    dana.say("Hello")
    reply = reply_of(app, dana)
    real = speaking.spoken

    def spoken(*given):
        words = real(*given)
        with app.app_context(), transaction():
            claimed = Message.claim(reply.id)
            Message.progress(reply.id, claimed.attempt, text="Said meanwhile")
        return words

    monkeypatch.setattr(speaking, "spoken", spoken)
    dana.post(f"/messages/{reply.id}/stop")
    assert (reply_of(app, dana).status, reply_of(app, dana).text) == ("stopped", "Said meanwhile")


def test_stopped_in_mid_tool_it_writes_nothing_more(app, dana, claude, keeping, monkeypatch):
    dana.say("Hello")
    reply = reply_of(app, dana)
    real = answering._use_tool

    def use(*given):
        dana.post(f"/messages/{reply.id}/stop")
        return real(*given)

    monkeypatch.setattr(answering, "_use_tool", use)
    claude.will([Say("Lovely."), keeping])
    with app.app_context():
        jobs.answer(str(reply.id))
    assert (reply_of(app, dana).status, reply_of(app, dana).text) == ("stopped", "Lovely.")
    assert moments(app, dana) == []


# -- what is behind a reply that ended ---------------------------------------------------------------------------------------


def test_a_bell_for_a_reply_that_ended_rings_for_the_one_behind_it(app, dana, claude, work, valkey_server):
    """Its worker died after the end, before it could ring."""
    dana.say("First")
    first = reply_of(app, dana)
    dana.say("Second")
    answer(app, first, "The first one's.")
    valkey_server.client.flushall()
    with app.app_context():
        jobs.answer(str(first.id))
    claude.will(Say("The second one's."))
    assert work() == 1 and reply_of(app, dana).text == "The second one's."
    assert replies(app, dana)[0].text == "The first one's."


def test_bells_for_a_reply_that_waits_ring_no_circle(app, dana, work):
    """The one before it is being spoken elsewhere."""
    dana.say("First")
    first = reply_of(app, dana)
    dana.say("Second")
    with app.app_context(), transaction():
        Message.claim(first.id)
    assert work() == 2


# -- a call is carried out once for a reply, however often the reply is tried ---------------------------------------------------


def test_a_moment_is_kept_once_when_the_parent_lets_the_reply_go_on(app, dana, claude, work, keeping):
    claude.will(keeping, [Say("Kept. And the"), Cut()])
    dana.say("Please write down the song")
    work()
    assert moments(app, dana) == ["A song"] and reply_of(app, dana).status == "failed"
    claude.will([Say(" mornings?"), keeping])
    dana.post(f"/messages/{reply_of(app, dana).id}/retry")
    work()
    assert (reply_of(app, dana).text, moments(app, dana)) == ("Kept. And the mornings?", ["A song"])
    assert "keep_moment" in str(claude.last.messages) and reply_of(app, dana).calls == []


def test_the_same_moment_in_the_next_reply_is_kept_again(app, dana, claude, work, keeping):
    for number in range(2):
        claude.will([Say(f"Kept, {number}."), keeping])
        dana.say("Please write down the song")
        work()
    assert moments(app, dana) == ["A song", "A song"]


def test_what_a_reply_remembers_of_its_calls_holds_no_words(app, dana):
    assert "Noa" not in answering.fingerprint("keep_moment", {"text": "Noa sings"})
    assert answering.fingerprint("a", {"b": 1, "c": 2}) == answering.fingerprint("a", {"c": 2, "b": 1})
    assert answering.fingerprint("a", {"b": 1}) != answering.fingerprint("a", {"b": 2})


# -- a reply that would be a page ------------------------------------------------------------------------------------------------

EVIL = """Hello <script>alert(1)</script> <img src=x onerror=alert(1)> ![a](https://evil.example/beacon.png)
<div hx-get="/settings" hx-trigger="load" data-hx-post="/x">tap</div>

[link](javascript:alert(1)) [data](data:text/html,x) [good](https://www.gov.il) <a href="//evil.example" onclick="x()">y</a>

<style>*{display:none}</style> <svg/onload=alert(1)> <form action="/logout"><input></form> </article></li><li>

| a | b |
[r]: https://evil.example/ref.png
![r][r] <https://evil.example/auto> &lt;script&gt;alert(2)&lt;/script&gt;
"""


def harmless(html):
    """No element, attribute or address that we did not write ourselves."""
    prose = re.findall(r'<div class="prose" dir="auto">(.*?)</div>', html, re.DOTALL)
    inside = "".join(prose) or html
    tags = set(re.findall(r"<\s*([a-z0-9]+)", inside))
    names = set(re.findall(r"<[^>]*?\s([a-z-]+)=", inside))
    assert tags <= {"p", "br", "a", "strong", "em", "ul", "ol", "li", "code", "h3", "h4", "blockquote", "hr"}, tags
    assert names <= {"href", "rel"}, names
    assert set(re.findall(r'href="([a-z]*):', inside)) <= {"https", "mailto", "tel", "http"}


def test_a_reply_cannot_bring_scripts_pictures_or_htmx_into_the_page(app, dana, claude, work):
    claude.will(Say(EVIL))
    dana.say("Hello")
    work()
    reply = reply_of(app, dana)
    html = dana.get(f"/messages/{reply.id}", headers={"HX-Request": "true"}).text
    prose = html.split('<div class="prose" dir="auto">')[1].split("</div>")[0]
    harmless(prose)
    assert 'href="https://www.gov.il"' in prose and "nofollow" in prose and "<img" not in prose
    page = dana.get(f"/sessions/{dana.session_id}").text
    for evil in (
        "<script>alert",
        "<img src=x",
        '<div hx-get="/settings',
        'href="javascript:',
        "<svg/onload",
        'src="https://evil',
    ):
        assert evil not in page


def test_while_it_grows_it_is_plain_text(app, dana, monkeypatch):
    dana.say("Hello")
    seen = []
    look = lambda: seen.append(bubble_source(dana, reply))  # noqa: E731
    reply = reply_of(app, dana)
    answer(app, reply, EVIL, lambda: time.sleep(answering.PIECE_EVERY), "more ", look, "end")
    growing = seen[0].split("data-words")[1].split("</span>")[0]
    assert "&lt;script&gt;" in growing and not re.search(r"<[a-z/]", growing)


def bubble_source(person, reply):
    return person.get(f"/messages/{reply.id}", headers={"HX-Request": "true"}).text


def test_what_a_parent_writes_is_never_a_page_either(app, dana, claude, work):
    dana.say(EVIL)
    page = dana.get(f"/sessions/{dana.session_id}").text
    for evil in ("<script>alert", "<img src=x", 'hx-get="/settings', "<svg/onload"):
        assert evil not in page


# -- a model that is slow, strange or late ----------------------------------------------------------------------------------------


def test_a_reply_deleted_under_its_worker_ends_quietly(app, dana, claude, work):
    from chitta.accounts.models import User

    dana.say("Hello")

    def leave():
        with app.app_context(), transaction():
            db.session.delete(db.session.get(User, dana.user_id))

    answer(app, reply_of(app, dana), "Every ", leave, "word.")
    with app.app_context(), transaction(writing=False):
        assert db.session.query(Message).count() == 0


def test_a_guide_that_finds_no_words_still_ends_in_some(app, dana, work, monkeypatch):
    from dataclasses import replace

    from chitta.gateways.builtin import guide

    real = guide.compose
    monkeypatch.setattr(guide, "compose", lambda prompt: replace(real(prompt), text=""))
    dana.say("She is three")
    work()
    assert (reply_of(app, dana).status, bool(reply_of(app, dana).text)) == ("settled", True)


def test_letters_of_every_kind_keep_their_place(app, dana, claude, work):
    text = "שלום 👨‍👩‍👧 é é \u202e ארבע 😀😀 end."
    claude.will([Say(text[:9], pieces=9), Say(text[9:], pieces=7), Cut()])
    dana.say("Hello")
    work()
    half = reply_of(app, dana)
    claude.will(Say(" And more 😀.", pieces=5))
    dana.post(f"/messages/{half.id}/retry")
    work()
    whole = reply_of(app, dana)
    assert on_units(app, dana, whole) == whole.text and whole.text.endswith("end. And more 😀.")


def on_units(app, person, reply):
    """As a browser lays pieces: in UTF-16 units."""
    have, attempt = b"", 0
    for fact in facts(app, person):
        if fact["kind"] == "piece" and fact["attempt"] >= attempt:
            if fact["attempt"] > attempt:
                attempt, have = fact["attempt"], have[: fact["at"] * 2]
            assert fact["at"] * 2 <= len(have)
            have += fact["text"].encode("utf-16-le")[len(have) - fact["at"] * 2 :]
    return have.decode("utf-16-le").strip()


def test_five_killed_workers_later_the_reply_is_given_up_and_can_be_asked_for_again(app, dana, claude, work):
    dana.say("Hello")
    reply = reply_of(app, dana)
    from datetime import timedelta

    from chitta.core import times

    for _ in range(5):
        with app.app_context(), transaction():
            assert Message.claim(reply.id)
            gone = times.now() - timedelta(seconds=1)
            db.session.execute(update(Message).where(Message.id == reply.id).values(lease_until=gone))
    with app.app_context():
        jobs.answer(str(reply.id))
    assert (reply_of(app, dana).status, reply_of(app, dana).error, claude.requests) == ("failed", "broken", [])
    assert "cut off" in bubble(dana, reply)
    claude.will(Say("Here I am."))
    dana.post(f"/messages/{reply.id}/retry")
    work()
    assert reply_of(app, dana).text == "Here I am."
