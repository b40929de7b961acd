"""One calm line in the conversation when something the family brought was understood: once for each thing, never beside help lines."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Protocol

import structlog

from chitta.chat.models import Message
from chitta.core.db import after_commit
from chitta.core.i18n import gettext_, speaking
from chitta.core.vocabulary import View
from chitta.gateways.streams import live
from chitta.journey.models import Journey

log = structlog.get_logger()


class Facts(Protocol):
    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...


def tell(journey: Journey, thing: uuid.UUID, sentence: str, view: View, facts: Facts) -> Message | None:
    """Say `sentence` (a msgid that names nothing: the thing may be deleted, the line stays), with a way to `view`.

    The journey is locked. None when it was said before, or when whom to call is what matters now.
    """
    if Message.alerted(journey):
        return None
    with speaking(*journey.child.parent.tongue):
        told = Message.bring(journey, gettext_(sentence), f"news:{thing.hex[:30]}", view)
    if told:
        settled = {"kind": "settled", "message": str(told.id), "status": "settled"}
        after_commit(lambda: _tell(facts, live(journey.id), settled))
    return told


def _tell(facts: Facts, stream: str, fact: Mapping[str, Any]) -> None:
    """A stream that is away is no reason to stop: the line is there when the page is opened."""
    try:
        facts.append(stream, fact)
    except Exception as error:
        log.warning("nobody told of news", error=type(error).__name__)
