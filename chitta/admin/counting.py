"""How much there is of everything: numbers from rows, over all families together. No name, no word, nothing of one family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, type_coerce

from chitta.accounts.models import Login, OutgoingLetter, User
from chitta.chat.models import Message
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Json, db
from chitta.core.vocabulary import STAGES
from chitta.documents.models import Document
from chitta.journey.models import Journey
from chitta.prints.models import Print
from chitta.reports.models import Report
from chitta.uploads.models import KEPT, Upload
from chitta.videos.models import Video

RECENTLY = timedelta(hours=24)
ACTIVE = timedelta(minutes=5)
GONE = ("refused", "failed")


@dataclass(frozen=True)
class Counts:
    """families: accounts with a child, an operator's own too. stages: open journeys by stage, every stage in its order. troubles: how replies failed within a day, by kind."""

    families: int
    stages: dict[str, int]
    replies_today: int
    documents: int
    films: int
    reports: int
    letters_waiting: int
    letters_late: int
    bytes_kept: int
    troubles: dict[str, int]

    @property
    def journeys(self) -> int:
        return sum(self.stages.values())


def count() -> Counts:
    """All of it, as it is now; sample families are not counted."""
    replies = Message.reply_to.is_not(None), Message.status == "settled", Message.finished_at >= _midnight()
    return Counts(
        families=_number(User, User.demo == "", User.id.in_(select(Child.parent_id))),
        stages=_stages(),
        replies_today=_number(Message, *replies, _real(Message)),
        documents=_number(Document, Document.status.not_in(GONE), _real(Document)),
        films=_number(Video, Video.status.not_in(GONE), _real(Video)),
        reports=_number(Report, Report.status == "ready", _real(Report)),
        letters_waiting=_number(OutgoingLetter, OutgoingLetter.sent_at.is_(None)),
        letters_late=_number(
            OutgoingLetter,
            OutgoingLetter.sent_at.is_(None),
            or_(OutgoingLetter.given_up_at.is_not(None), OutgoingLetter.reason != ""),
        ),
        bytes_kept=_sum(Upload.size, Upload.status.in_(KEPT)) + _sum(Print.size, Print.status == "ready"),
        troubles=_troubles(),
    )


def active() -> int:
    """People who were here within the last minutes, sample families not counted."""
    lately = Login.seen_at >= times.now() - ACTIVE, Login.ended_at.is_(None), User.demo == ""
    people = select(func.count(func.distinct(Login.user_id))).join(User, User.id == Login.user_id)
    return int(db.session.scalar(people.where(*lately)) or 0)


def _real(rows: Any) -> Any:
    """Those of families that are not samples."""
    return rows.session_id.not_in(_samples())


def _samples() -> Any:
    """The journeys of sample families."""
    of_them = select(Journey.id).join(Child, Child.id == Journey.child_id).join(User, User.id == Child.parent_id)
    return of_them.where(User.demo != "")


def _number(rows: Any, *where: Any) -> int:
    return int(db.session.scalar(select(func.count()).select_from(rows).where(*where)) or 0)


def _sum(column: Any, *where: Any) -> int:
    return int(db.session.scalar(select(func.coalesce(func.sum(column), 0)).where(*where)) or 0)


def _stages() -> dict[str, int]:
    stage = type_coerce(Journey.state, Json)["journey_stage"].as_string().label("stage")
    open_ones = select(stage).where(Journey.closed_at.is_(None), Journey.id.not_in(_samples())).subquery()
    found = db.session.execute(select(open_ones.c.stage, func.count()).group_by(open_ones.c.stage))
    counted = {str(name): number for name, number in found}
    return {name: counted.get(name, 0) for name in STAGES}


def _troubles() -> dict[str, int]:
    lately = Message.status == "failed", Message.finished_at >= times.now() - RECENTLY
    failed = select(Message.error, func.count()).where(*lately).group_by(Message.error)
    return dict(db.session.execute(failed).all())


def _midnight() -> datetime:
    """When the reader's day began."""
    return times.now().astimezone(times.zone()).replace(hour=0, minute=0, second=0, microsecond=0)
