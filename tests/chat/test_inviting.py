"""From a report a parent asks to tell of something: Chitta puts the question, and the answer is heard as an answer to it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from chitta.chat.inviting import SUBJECTS, question
from chitta.chat.models import Message
from chitta.core.db import db, transaction
from chitta.gateways.builtin import asking
from chitta.journey.models import Journey
from chitta.journey.state import ChildFacts


def lines(app, who):
    with app.app_context(), transaction(writing=False):
        mine = select(Message).where(Message.session_id == who.session_id).order_by(Message.seq)
        return list(db.session.scalars(mine))


def known(app, who):
    with app.app_context(), transaction(writing=False):
        return [(one.kind, one.domain, one.text) for one in db.session.get_one(Journey, who.session_id).observations()]


def ask(who, about):
    return who.post(f"/sessions/{who.session_id}/questions", {"about": about})


@pytest.mark.parametrize("language", ["he", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_subject_has_a_question_that_the_guide_knows_again(language, subject):
    child = ChildFacts(name="נועה" if language == "he" else "Noa", age=3.5, gender="girl")
    text, topic = question(subject, child, (language, "f"), ())
    assert asking.TOPIC_OF[asking.asked_by(text, topic)] == topic
    assert "?" in text and not any(mark in text for mark in "[]{}<>~|")
    again, _ = question(subject, child, (language, "f"), (text,))
    assert "?" in again
    if subject in asking.AREAS_ALL:
        assert asking.domains_in(text) == (subject,)


def test_dana_asks_to_tell_of_the_family_and_what_she_answers_is_the_family(app, dana, work):
    answer = ask(dana, "family")
    asked = lines(app, dana)[-1]
    assert answer.status_code == 303 and answer.location.endswith(f"#message-{asked.id}")
    assert (asked.sender, asked.topic, asked.status) == ("chitta", "family", "settled") and "lives" in asked.text
    assert not known(app, dana)  # asking is no telling
    dana.say("The two of us and a big brother, and we speak English and Russian")
    work()
    assert ("context", "general") in {one[:2] for one in known(app, dana)}


def test_asked_for_twice_the_question_stands_once(app, dana):
    before = len(lines(app, dana))
    ask(dana, "sleep")
    ask(dana, "sleep")
    assert len(lines(app, dana)) == before + 1
    ask(dana, "family")  # another one than the one that waits
    assert len(lines(app, dana)) == before + 2


def test_while_a_reply_is_on_its_way_or_help_lines_stand_no_question_comes_between(app, dana, work):
    dana.say("She sings all day")
    waiting = lines(app, dana)
    ask(dana, "sleep")
    assert len(lines(app, dana)) == len(waiting)
    work()
    dana.say("I want to kill myself")
    work()
    said = lines(app, dana)
    assert ask(dana, "sleep").status_code == 303 and len(lines(app, dana)) == len(said)


def test_what_is_no_subject_is_refused_and_ruth_asks_nothing_of_noa(app, dana, ruth):
    before = len(lines(app, dana))
    assert ask(dana, "money").status_code == 422
    path = f"/sessions/{dana.session_id}/questions"
    hers, nobodys = ruth.post(path, {"about": "sleep"}), ruth.post(f"/sessions/{uuid4()}/questions", {"about": "sleep"})
    assert hers.status_code == nobodys.status_code == 404 and hers.data == nobodys.data
    assert len(lines(app, dana)) == before


def test_amir_is_asked_in_hebrew(app, amir):
    ask(amir, "sleep")
    assert "השינה" in lines(app, amir)[-1].text
