"""What was brought is told of in the conversation once it is understood: one line, once, and never beside help lines."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from chitta.chat import news
from chitta.chat.models import Message
from chitta.core.db import db, transaction
from chitta.core.i18n import N_
from chitta.gateways.streams import live
from chitta.journey.models import Journey

READ = N_("The document you brought has been read. What I found in it stands beside it.")
PAPER = uuid4()


@pytest.fixture
def told(app):
    def tell(who, thing=PAPER):
        with app.app_context(), transaction():
            return news.tell(Journey.locked(who.session_id), thing, READ, "viewDocs", app.extensions["streams"])

    return tell


def lines(app, who):
    with app.app_context(), transaction(writing=False):
        mine = select(Message).where(Message.session_id == who.session_id).order_by(Message.seq)
        return list(db.session.scalars(mine))


def test_dana_reads_once_that_her_document_was_read_with_a_way_to_it(app, dana, told):
    assert told(dana) and told(dana) is None
    last = lines(app, dana)[-1]
    assert (last.sender, last.text, last.status) == ("chitta", READ, "settled")
    page = dana.get(f"/sessions/{dana.session_id}").text
    assert page.count(READ) == 1 and f"/sessions/{dana.session_id}/view/viewDocs" in page
    facts = [fact for _, fact in app.extensions["streams"].since(live(dana.session_id), "0-0")]
    assert {"kind": "settled", "message": str(last.id), "status": "settled"} in facts
    assert told(dana, uuid4())  # another document is another line


def test_news_between_a_question_and_its_answer_leave_the_question_asked(app, dana, work, told):
    dana.say("She loves building with blocks. She is three and a half.")
    work()
    asked = lines(app, dana)[-1]
    told(dana)
    dana.say("She hardly talks at all")
    work()
    assert READ not in [text for _, text, _ in _said(app, dana)] and asked.text in [
        text for _, text, _ in _said(app, dana)
    ]


def test_beside_help_lines_nothing_is_told(app, dana, work, told):
    dana.say("I want to die")
    work()
    assert told(dana) is None
    assert 'data-action="instructions"' not in dana.get(f"/sessions/{dana.session_id}/cards").text


def _said(app, who):
    with app.app_context(), transaction(writing=False):
        return Message.said(who.session_id, 1000, 0)
