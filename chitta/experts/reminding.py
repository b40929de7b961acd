"""The letter of the day before a meeting: once for each, at an hour at which one reads letters, and no word of what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, update

from chitta.accounts.jobs import write_later
from chitta.accounts.models import OutgoingLetter, moved
from chitta.children.models import Child
from chitta.core.db import db
from chitta.core.leasing import APART
from chitta.experts.models import ExpertMatch
from chitta.journey.models import Journey

FROM, TO = 9, 21  # o'clock, where the family lives
KNOWN = timedelta(hours=1)  # so long after a meeting was fixed nobody needs to be reminded of it
VIEW = "summary"


def remind(now: datetime) -> int:
    """Have letters written about the meetings of tomorrow; how many."""
    due = [match for match in ExpertMatch.tomorrow(now) if _decent(match, now)]
    return sum(_told(match, now) for match in due)


def take_back() -> None:
    """Letters about meetings that were moved or called off do not leave any more, whatever kept them here."""
    meant = (
        exists()
        .where(ExpertMatch.session_id == Journey.id, Journey.child_id == Child.id)
        .where(Child.parent_id == OutgoingLetter.user_id, ExpertMatch.status == "scheduled")
        .where(ExpertMatch.meets_at == OutgoingLetter.until)
    )
    waiting = OutgoingLetter.kind == "meeting", OutgoingLetter.sent_at.is_(None)
    db.session.execute(delete(OutgoingLetter).where(*waiting, ~meant), execution_options=APART)


def _decent(match: ExpertMatch, now: datetime) -> bool:
    fresh = match.scheduled_at is not None and match.scheduled_at > now - KNOWN
    return not fresh and FROM <= now.astimezone(match.zone).hour < TO


def _told(match: ExpertMatch, now: datetime) -> bool:
    """In one statement, so that two sweepers write one letter, and none about a meeting that is moved at this moment."""
    mine = ExpertMatch.id == match.id, ExpertMatch.told_at.is_(None), ExpertMatch.meets_at == match.meets_at
    if not moved(update(ExpertMatch).where(*mine).values(told_at=now)):
        return False
    parent = match.journey.child.parent
    page = f"/sessions/{match.session_id}/view/{VIEW}"
    write_later("meeting", parent.email, parent, page, until=match.meets_at)
    return True
