"""The bells of the conversation: answer a reply, and ring again for those nobody is working on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import current_app

from chitta.chat import answering
from chitta.chat.models import Message
from chitta.core.db import transaction
from chitta.gateways import queue

FORGOTTEN = timedelta(seconds=10)


def answer_later(reply: Message) -> None:
    """Ring once the rows are committed."""
    queue.later(answer, reply.id)


def answer_next_later(journey_id: UUID) -> None:
    """Ring for the reply that waited behind one which is no more."""
    waiting = Message.next_waiting(journey_id)
    if waiting:
        queue.later(answer, waiting)


@queue.bell("chat", limit=600)
def answer(reply_id: str) -> None:
    guides, streams = current_app.extensions["guides"], current_app.extensions["streams"]
    budget = current_app.config["SETTINGS"].daily_token_budget
    waiting = answering.answer(UUID(reply_id), guides, streams, budget)
    if waiting:
        queue.now(answer, waiting)


def sweep() -> None:
    """Replies that wait for nobody: the queue forgot them, or their worker died."""
    with transaction(writing=False):
        forgotten = Message.left_behind(FORGOTTEN)
    for reply_id in forgotten:
        queue.now(answer, reply_id)
