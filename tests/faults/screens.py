"""What a family has on its screens and in its rows, told apart: the rows, the facts an open page grew from, the page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from chitta.chat import answering
from chitta.chat.models import Message
from chitta.core.db import db, transaction
from chitta.core.i18n import speaking
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.guide import Words
from chitta.gateways.streams import live
from chitta.journey.models import Journey, Observation
from chitta.journey.tools import toolbox
from tests.people import Person


def replies(app: Flask, person: Person) -> list[Message]:
    """Chitta's rows, the greeting left out, oldest first."""
    with app.app_context(), transaction(writing=False):
        mine = Message.session_id == person.session_id, Message.sender == "chitta", Message.reply_to.is_not(None)
        return list(db.session.scalars(select(Message).where(*mine).order_by(Message.seq)))


def reply_of(app: Flask, person: Person) -> Message:
    """The newest of them."""
    return replies(app, person)[-1]


def noted(app: Flask, person: Person) -> list[str]:
    """Every observation's words, twice what is there twice."""
    with app.app_context(), transaction(writing=False):
        return list(db.session.scalars(select(Observation.text).where(Observation.session_id == person.session_id)))


def journey_of(app: Flask, person: Person) -> Journey:
    with app.app_context(), transaction(writing=False):
        return db.session.get_one(Journey, person.session_id)


def facts(app: Flask, person: Person) -> list[dict[str, Any]]:
    return [fact for _, fact in app.extensions["streams"].since(live(str(person.session_id)), "0-0")]


def grown(told: list[dict[str, Any]], reply: UUID) -> str:
    """The words an open page has from facts alone: as `grow` in chat.js lays them."""
    text, attempt = "", 0
    for fact in told:
        if fact["kind"] == "piece" and fact["message"] == str(reply) and fact["attempt"] >= attempt:
            if fact["attempt"] > attempt:
                attempt, text = fact["attempt"], text[: fact["at"]]
            assert fact["at"] <= len(text), "a hole"
            text += fact["text"][len(text) - fact["at"] :]
    return text.strip()


def on_screen(app: Flask, person: Person, reply: Message) -> str:
    return grown(facts(app, person), reply.id)


def expected(app: Flask, reply: Message) -> str:
    """What the built-in guide says here, as things stand, when nobody interrupts it."""
    with app.app_context(), transaction(writing=False):
        reply = db.session.get_one(Message, reply.id)
        prompt = answering.prompt_for(reply, db.session.get(Message, reply.reply_to))
    with speaking(prompt.language, prompt.address):
        events = list(BuiltIn().converse(prompt, toolbox(), lambda name, arguments: ""))
    return "".join(event.text for event in events if isinstance(event, Words)).strip()


def bubble(person: Person, reply: Message) -> str:
    """The reply's HTML in the page, entities read."""
    page = person.get(f"/sessions/{person.session_id}").text
    found = re.search(rf'<article class="say" id="message-{reply.id}".*?</article>', page, re.DOTALL)
    assert found, "the reply is not in the page"
    return unescape(found.group())


def words(html: str) -> str:
    """What a reader reads of HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def buttons(html: str) -> list[str]:
    """What its buttons say."""
    return [words(one) for one in re.findall(r"<button.*?</button>", html, re.DOTALL)]
