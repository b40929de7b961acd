"""Letters on their way, as operators see them: which kind, how far, how old. Never what one says, and of a mailbox two letters."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_

from chitta.accounts.letters import WORDS
from chitta.accounts.models import OutgoingLetter
from chitta.core import times
from chitta.core.db import db, lock
from chitta.core.errors import Refused
from chitta.core.i18n import N_

PAGE = 50
OVER = N_("This letter is not waiting for a decision any more: it was taken back, tried again, or is of no use by now.")
STATES = {
    "given_up": N_("Given up"),
    "resting": N_("Not taken, rests before the next try"),
    "later": N_("Waits for its time"),
    "waiting": N_("On its way"),
    "sent": N_("Left"),
}


def listed(before: UUID | None, size: int = PAGE + 1) -> list[OutgoingLetter]:
    """The newest first; those older than one of them."""
    query = select(OutgoingLetter).order_by(OutgoingLetter.created_at.desc(), OutgoingLetter.id.desc()).limit(size)
    if before:
        place = select(OutgoingLetter.created_at).where(OutgoingLetter.id == before).scalar_subquery()
        query = query.where(tuple_(OutgoingLetter.created_at, OutgoingLetter.id) < tuple_(place, before))
    return list(db.session.scalars(query))


def given_up() -> list[OutgoingLetter]:
    """Those that wait for a decision, the newest first; a page of them."""
    query = select(OutgoingLetter).where(OutgoingLetter.given_up_at.is_not(None))
    return list(db.session.scalars(query.order_by(OutgoingLetter.given_up_at.desc(), OutgoingLetter.id).limit(PAGE)))


def state(letter: OutgoingLetter) -> str:
    """A key of STATES."""
    if letter.sent_at:
        return "sent"
    if letter.given_up_at:
        return "given_up"
    if letter.reason:
        return "resting"
    return "later" if letter.due_at and letter.due_at > times.now() else "waiting"


def title(letter: OutgoingLetter) -> str:
    """What letters of this kind are about: a msgid."""
    return WORDS[letter.kind].subject if letter.kind in WORDS else letter.kind


def masked(email: str) -> str:
    """d…@e…; "" for a letter that left, whose row has lost its address."""
    local, at, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain[:1]}…" if at else ""


def again(letter: OutgoingLetter) -> None:
    """Another three days of tries. Raises Refused."""
    if not _undecided(letter).again():
        raise Refused(OVER)


def forget(letter: OutgoingLetter) -> None:
    """It is not sent. Raises Refused for one that was not given up: that is on its way."""
    _undecided(letter).drop()


def _undecided(letter: OutgoingLetter) -> OutgoingLetter:
    lock()
    mine: Any = select(OutgoingLetter).where(OutgoingLetter.id == letter.id).with_for_update(of=OutgoingLetter)
    fresh = db.session.scalar(mine, execution_options={"populate_existing": True})
    if fresh is None or fresh.given_up_at is None:
        raise Refused(OVER)
    return fresh
