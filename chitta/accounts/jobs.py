"""The postman: letters leave after the commit. The row is the truth, so a lost bell or a killed worker loses none."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import structlog
from flask import current_app

from chitta.accounts.letters import written
from chitta.accounts.models import Kind, OutgoingLetter, User, sweep_away
from chitta.core.db import db, transaction
from chitta.gateways import queue
from chitta.gateways.mail import MailError

log = structlog.get_logger()


def write_later(
    kind: Kind, email: str, user: User | None = None, path: str = "", until: datetime | None = None
) -> OutgoingLetter:
    """Have a letter of that kind sent to a mailbox once this transaction is committed. user: whose account it is about; path:
    the page of ours it leads to, where its kind does not say that; until: of no use later."""
    letter = OutgoingLetter.write(kind, email, user, path, until=until)
    queue.later(deliver, letter.id)
    return letter


@queue.bell("chat", limit=60)
def deliver(letter_id: str) -> None:
    """Send a letter. One that was not taken rests, then the sweeper rings again; for days, if need be."""
    with transaction():
        letter = OutgoingLetter.claim(UUID(letter_id))
        if letter is None:
            return
        ready = written(letter)
        if ready is None:
            letter.drop()
            return
    kind, tries = letter.kind, letter.tries
    try:
        current_app.extensions["mail"].send(ready)
    except (MailError, ValueError) as error:
        log.warning("letter not sent", letter=letter_id, kind=kind, tries=tries, reason=_reason(error))
        return _ended(UUID(letter_id), error)
    _ended(UUID(letter_id), None)


def _ended(letter_id: UUID, error: Exception | None) -> None:
    """Write down how the try ended. The letter may have been taken back meanwhile, with its account."""
    with transaction():
        letter = db.session.get(OutgoingLetter, letter_id)
        if letter is None:
            return
        if error is None:
            letter.arrived()
        elif isinstance(error, MailError):
            letter.put_off(_reason(error))
        else:  # no mail server takes this address, today or tomorrow
            letter.give_up(_reason(error))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, MailError) else type(error).__name__


def sweep() -> None:
    """Ring again for letters that did not leave, and delete what is over. The worker calls it every minute."""
    with transaction():
        sweep_away()
        vain = OutgoingLetter.give_up_old()
        late = OutgoingLetter.overdue()
    if vain:
        log.error("letters given up", letters=vain)
    for letter_id in late:
        queue.now(deliver, letter_id)
