"""A parent talks; everything she sends is there, once, for her alone."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from chitta.chat.models import Message
from chitta.core.db import db, transaction
from tests.people import HX


def lines(app, person):
    with app.app_context(), transaction(writing=False):
        mine = select(Message).where(Message.session_id == person.session_id).order_by(Message.seq)
        return list(db.session.scalars(mine))


def test_a_new_conversation_begins_with_chittas_own_words(app, dana):
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert "Good to meet you, Dana" in page
    assert "no person reads this conversation" in page
    assert 'data-guide="built-in"' in page


def test_dana_talks_and_is_answered(app, dana, work):
    answer = dana.say("She loves to sing and knows every song by heart")
    assert answer.status_code == 303
    assert work() == 1
    hers, ours = lines(app, dana)[-2:]
    assert (hers.text, hers.status) == ("She loves to sing and knows every song by heart", "settled")
    assert ours.status == "settled" and ours.text.endswith("?")
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert f'id="message-{ours.id}" data-sender="chitta" data-status="settled"' in page


def test_amir_is_answered_in_hebrew(app, amir, work):
    page = amir.get(f"/sessions/{amir.session_id}").text
    assert '<html lang="he" dir="rtl"' in page and "נעים להכיר, אמיר" in page
    amir.say("הוא מאוד אוהב רכבות")
    work()
    assert any("א" <= letter <= "ת" for letter in lines(app, amir)[-1].text)


def test_htmx_gets_both_lines_and_a_fresh_key(dana):
    answer = dana.post(f"/sessions/{dana.session_id}/messages", {"text": "Hello", "key": str(uuid4())}, headers=HX)
    assert answer.status_code == 200
    assert answer.text.count('data-sender="user"') == 1 and 'data-status="waiting"' in answer.text
    assert 'name="key"' in answer.text and "<html" not in answer.text


def test_the_same_form_twice_makes_one_message(app, dana):
    key = str(uuid4())
    dana.say("Twice", key=key)
    dana.say("Twice", key=key)
    assert [line.text for line in lines(app, dana)].count("Twice") == 1


def test_a_form_that_comes_back_with_other_words_is_a_new_message(app, dana):
    """The answer to the first one was lost, the words stood in the field again and were added to."""
    key = str(uuid4())
    dana.say("One", key=key)
    dana.say("One and more", key=key)
    assert [line.text for line in lines(app, dana) if line.sender == "user"] == ["One", "One and more"]


def test_a_double_tap_without_a_key_makes_one_message(app, dana):
    dana.say("Tap")
    dana.say("Tap")
    assert [line.text for line in lines(app, dana)].count("Tap") == 1


def test_the_same_words_later_are_a_new_message(app, dana, work):
    dana.say("yes")
    work()
    dana.say("yes")
    assert [line.text for line in lines(app, dana)].count("yes") == 2


@pytest.mark.parametrize("words", ["", "   ", "\x00\x01", "\u200b\u202e"])
def test_a_message_without_words_is_refused_with_a_sentence(app, dana, words):
    before = len(lines(app, dana))
    answer = dana.say(words)
    assert answer.status_code == 422
    assert len(lines(app, dana)) == before


def test_a_message_too_long_is_refused_and_kept_in_the_field(app, dana):
    long = "word " * 1601
    answer = dana.say(long)
    assert answer.status_code == 422
    assert "8,000" in answer.text and long.strip() in answer.text


def test_eight_thousand_characters_fit(app, dana):
    assert dana.say("א" * 8000).status_code == 303
    assert len(lines(app, dana)[-2].text) == 8000


def test_ten_megabytes_are_too_much(dana):
    assert dana.say("x" * 10_000_000).status_code == 413


HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](https://evil.example/x.png)", "{{ 7*7 }} {% if %}",
    "<div hx-get='/logout'>x</div>", "\ud800 lone surrogate", "abc\u202egpj.exe", "a\x00b\x07c", "\U000e0041\U000e0042 tag",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_shown_as_words(app, dana, work, words):
    assert dana.say(words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")).status_code == 303
    work()
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert (
        "<script>alert" not in page
        and "<img" not in page
        and "evil.example/x.png)" not in page.replace("(https://evil.example/x.png)", "")
    )
    assert "hx-get='/logout'" not in page and "\u202e" not in page and "\x00" not in page and "\U000e0041" not in page


def test_raw_lone_surrogates_in_a_form_do_no_harm(dana):
    token = dana.token()
    body = f"csrf_token={token}&text=%ED%A0%80hello"
    answer = dana.client.post(
        f"/sessions/{dana.session_id}/messages", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 303


def test_ruth_cannot_say_or_hear_anything_in_danas_journey(app, dana, ruth):
    ruth.session_id, own = dana.session_id, ruth.session_id
    assert ruth.say("hello").status_code == 404
    for door in ("", "/messages", "/live", "/cards", "/view/portrait"):
        assert ruth.get(f"/sessions/{dana.session_id}{door}").status_code == 404
    first = lines(app, dana)[0]
    assert ruth.get(f"/messages/{first.id}").status_code == 404
    assert ruth.get(f"/sessions/{own}/messages?before={first.id}").status_code == 404


def test_older_messages_come_by_key(app, dana):
    with app.app_context(), transaction():
        from chitta.journey.models import Journey

        journey = Journey.locked(dana.session_id)
        for number in range(70):
            Message._add(journey, sender="user", text=f"line {number}")
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert "line 69" in page and "line 40" in page and "line 39" not in page
    oldest = next(line for line in lines(app, dana) if line.text == "line 40")
    older = dana.get(f"/sessions/{dana.session_id}/messages?before={oldest.id}", headers=HX).text
    assert "line 39" in older and "line 10" in older and "line 9<" not in older


def test_the_page_asks_the_database_as_often_with_many_messages(app, dana):
    few = queries(app, dana)
    with app.app_context(), transaction():
        from chitta.journey.models import Journey

        journey = Journey.locked(dana.session_id)
        for number in range(100):
            Message._add(journey, sender="user", text=f"line {number}")
    assert queries(app, dana) == few <= 8


def queries(app, person, where=""):
    from sqlalchemy import event

    seen = []
    note = lambda conn, cursor, statement, *rest: seen.append(statement)  # noqa: E731
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert person.get(f"/sessions/{person.session_id}{where}").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])


def test_helplines_stand_before_any_reply(app, dana):
    answer = dana.post(
        f"/sessions/{dana.session_id}/messages", {"text": "I am afraid of what I might do to her"}, headers=HX
    )
    assert answer.text.index('href="tel:') < answer.text.index('data-status="waiting"')
    assert 'hx-target="#pinned"' in answer.text
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert "crisis-now" in page and 'href="tel:' in page


def test_helplines_stay_pinned_after_the_talk_went_on(app, dana, work):
    dana.say("I want to kill myself")
    work()
    dana.say("Yes, we are safe right now", safe="yes")
    work()
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert "crisis-now" not in page and 'href="tel:' in page


def test_saying_not_safe_shows_the_lines_again(app, dana, work):
    dana.say("I want to kill myself")
    work()
    dana.say("No, we are not safe right now", safe="no")
    assert lines(app, dana)[-2].alerts


def test_logged_text_is_never_the_parents(app, dana, work, caplog):
    with caplog.at_level("DEBUG"):
        dana.say("a very private sentence")
        work()
    assert "very private sentence" not in caplog.text
