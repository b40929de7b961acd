"""The postman: letters leave after the commit. The row is the truth, so a lost bell or a killed worker loses none."""

from __future__ import annotations

from uuid import UUID

from flask import current_app

from chitta.accounts.letters import written
from chitta.accounts.models import Kind, OutgoingLetter, User, sweep_away
from chitta.core.db import db, transaction
from chitta.gateways import queue


def write_later(kind: Kind, email: str, user: User | None = None, path: str = "") -> OutgoingLetter:
    """Have a letter of that kind sent to a mailbox once this transaction is committed. user: whose account it is about; path:
    the page of ours it leads to, where its kind does not say that."""
    letter = OutgoingLetter.write(kind, email, user, path)
    queue.later(deliver, letter.id)
    return letter


@queue.bell("chat", limit=60)
def deliver(letter_id: str) -> None:
    """Send a letter. One that could not be sent waits a minute for the sweeper, and is given up after a day."""
    with transaction():
        letter = OutgoingLetter.claim(UUID(letter_id))
        if letter is None:
            return
        ready = written(letter)
        if ready is None:
            letter.drop()
            return
    current_app.extensions["mail"].send(ready)
    with transaction():
        sent = db.session.get(OutgoingLetter, UUID(letter_id))
        if sent is not None:
            sent.arrived()


def sweep() -> None:
    """Ring again for letters that did not leave, and delete what is over. The worker calls it every minute."""
    with transaction():
        sweep_away()
        late = OutgoingLetter.overdue()
    for letter_id in late:
        queue.now(deliver, letter_id)
