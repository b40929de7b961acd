"""The family's journal: what a parent wrote down of a day, in their own words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, get_args

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Uuid,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.core.text import clean_text, one_line
from chitta.core.vocabulary import JournalKind
from chitta.journey.facts import ArtifactCounted
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.safety.reading import read

LONGEST = 4000
MOST_TAGS, LONGEST_TAG = 6, 30
MOST = 2000  # entries of one journey
YEARS_BACK = 20
PAGE = 30
UNDO = timedelta(minutes=10)
SAME_TAP = timedelta(seconds=30)
HELP = timedelta(days=1)  # as long as the conversation keeps the helplines in reach
YEAR = timedelta(days=366)


class JournalEntry(Base):
    """One moment. A deleted entry keeps its words until the undo has passed, then loses them.

    Every verb locks the journey, tells it how many entries there are, and leaves in `changed` what is different now.
    """

    __tablename__ = "journal_entries"
    __table_args__ = (
        Index("ix_journal_entries_session", "session_id", "day", "id"),
        CheckConstraint("kind in ('progress', 'observation', 'challenge')", name="ck_journal_entries_kind"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12), default="observation")
    content: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(Json, default=list)
    day: Mapped[date] = mapped_column(Date, default=times.today)
    source: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # {"message": id} when it was said in the chat
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)
    __allow_unmapped__ = True
    changed: frozenset[str] = frozenset()  # by the last verb: what open pages should look at again

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: entries of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @classmethod
    def of(cls, journey: Journey, before: JournalEntry | None = None, size: int = PAGE) -> list[JournalEntry]:
        """Up to `size` entries, the newest day first and the last written of a day first; only those after `before`."""
        mine = select(cls).where(cls.session_id == journey.id, cls.deleted_at.is_(None))
        if before is not None:
            mine = mine.where(tuple_(cls.day, cls.created_at, cls.id) < before.place)
        return list(db.session.scalars(mine.order_by(cls.day.desc(), cls.created_at.desc(), cls.id.desc()).limit(size)))

    @classmethod
    def just_deleted(cls, journey: Journey) -> list[JournalEntry]:
        """Those that can still come back."""
        mine = cls.session_id == journey.id, cls.deleted_at > times.now() - UNDO, cls.content != ""
        return list(db.session.scalars(select(cls).where(*mine)))

    @classmethod
    def count(cls, journey: Journey) -> int:
        """How many entries there are."""
        mine = cls.session_id == journey.id, cls.deleted_at.is_(None)
        return db.session.scalar(select(func.count()).select_from(cls).where(*mine)) or 0

    @property
    def place(self) -> tuple[date, datetime, uuid.UUID]:
        """What the journal is sorted by, the highest first."""
        return self.day, self.created_at, self.id

    @property
    def written_that_day(self) -> bool:
        """Was it written down on the day it tells of? Then the hour says something."""
        return self.created_at.astimezone(times.zone()).date() == self.day

    @property
    def undo_until(self) -> datetime | None:
        """Until when a deleted entry can come back; None when it is not deleted, or gone for good."""
        until = self.deleted_at + UNDO if self.deleted_at and self.content else None
        return until if until and until > times.now() else None

    @property
    def alerts(self) -> tuple[str, ...]:
        """Kinds of danger its words speak of, for a day after they were written."""
        return read(self.content) if self.changed_at > times.now() - HELP else ()

    # --- writing -----------------------------------------------------------------------------------------------

    @classmethod
    def write(
        cls,
        journey: Journey,
        content: str,
        kind: str = "observation",
        tags: Iterable[str] = (),
        day: date | None = None,
        source: Mapping[str, Any] | None = None,
    ) -> JournalEntry:
        """A new entry; the one that is there already when a form or a job brings the same words again.

        day: today when nothing is said. source: {"message": id} when it was said in the chat. Raises Refused.
        """
        wish = _checked(journey.child, content, kind, tags, day)
        journey = Journey.locked(journey.id)
        twice = cls._written_before(journey, wish, dict(source or {}))
        if twice:
            twice.changed = frozenset()
            return twice
        _must_fit(journey)
        entry = cls(session_id=journey.id, journey=journey, source=dict(source or {}), **wish)
        db.session.add(entry)
        return entry._told()

    def rewrite(
        self, content: str, kind: str, tags: Iterable[str], day: date | None, version: int | None
    ) -> JournalEntry:
        """Other words. Conflict when they were written over other words than these (`version`); Refused for a rule."""
        wish = _checked(self.journey.child, content, kind, tags, day or self.day)
        self._lock()
        if self.deleted_at:
            raise Refused(N_("This is no longer here."))
        if all(getattr(self, name) == value for name, value in wish.items()):
            return self
        if version != self.version:
            raise Conflict(N_("This was changed a moment ago. Both texts are here: choose which one stays."))
        for name, value in wish.items():
            setattr(self, name, value)
        self.version, self.changed_at = self.version + 1, times.now()
        return self._told()

    def delete(self) -> JournalEntry:
        """Out of sight at once; for ten minutes it can be brought back."""
        self._lock()
        if self.deleted_at:
            return self
        self.deleted_at = times.now()
        return self._told()

    def restore(self) -> JournalEntry:
        """Bring it back. Raises Refused when its time has passed."""
        self._lock()
        if self.deleted_at is None:
            return self
        if self.undo_until is None:
            raise Refused(N_("This was deleted more than ten minutes ago and does not come back."))
        _must_fit(self.journey)
        self.deleted_at = None
        return self._told()

    @classmethod
    def erase_deleted(cls) -> int:
        """Take the words of those that can no longer come back; how many there were."""
        over = cls.deleted_at <= times.now() - UNDO, cls.content != ""
        if db.session.scalar(select(cls.id).where(*over).limit(1)) is None:
            return 0
        erase = update(cls).where(*over).values(content="", tags=[], source={})
        erased: Any = db.session.execute(erase, execution_options={"synchronize_session": False})
        return int(erased.rowcount)

    @classmethod
    def _written_before(cls, journey: Journey, wish: Mapping[str, Any], source: dict[str, Any]) -> JournalEntry | None:
        same = cls.session_id == journey.id, cls.day == wish["day"], cls.content == wish["content"]
        tapped = times.now() - SAME_TAP
        for one in db.session.scalars(select(cls).where(*same).order_by(cls.created_at.desc())):
            if (one.deleted_at is None and one.created_at > tapped) or (source and one.source == source):
                return one
        return None

    def _lock(self) -> None:
        """The journey, then this row as it is now: the sweeper takes words without asking the journey."""
        self.changed = frozenset()
        Journey.locked(self.session_id)
        mine = select(JournalEntry).where(JournalEntry.id == self.id).with_for_update(of=JournalEntry)
        db.session.scalars(mine, execution_options={"populate_existing": True}).one()

    def _told(self) -> JournalEntry:
        db.session.flush()
        counted = Artifact(type="journal", count=self.count(self.journey))
        self.changed = self.journey.learn(ArtifactCounted(artifact=counted)) | {"journal"}
        return self


# --- what may be written ---------------------------------------------------------------------------------------------


def worded(content: str) -> str:
    """The words as they are kept. Raises Refused when there are none, or too many."""
    content = clean_text(content).strip()
    if not one_line(content, 1):
        raise Refused(N_("There are no words in this entry yet."))
    if len(content) > LONGEST:
        raise Refused(N_("Up to 4,000 characters, please."))
    return content


def tagged(tags: Iterable[str]) -> list[str]:
    """The tags as they are kept, none of them twice. Raises Refused."""
    clean = (one_line(tag, len(tag) + LONGEST_TAG).lstrip("# ") for tag in tags)
    named = {tag.casefold(): tag for tag in clean if tag}
    if len(named) > MOST_TAGS:
        raise Refused(N_("Up to six tags, please."))
    if any(len(tag) > LONGEST_TAG for tag in named.values()):
        raise Refused(N_("Each tag can have up to 30 characters."))
    return list(named.values())


def dated(day: date, child: Child) -> date:
    """The day, if the child could have lived it. Raises Refused."""
    if day > times.today():
        raise Refused(N_("This day is still to come."))
    born = child.date_of_birth
    if born and day < (born if child.birth_precision == "day" else born - YEAR):  # worked out from an age: not exact
        raise Refused(N_("This day is before the birth date that is written down."))
    if times.age_months(day) >= YEARS_BACK * 12:
        raise Refused(N_("This day is more than 20 years ago."))
    return day


def _checked(child: Child, content: str, kind: str, tags: Iterable[str], day: date | None) -> dict[str, Any]:
    if kind not in get_args(JournalKind):
        raise Refused(N_("Please choose one of these."))
    return {
        "content": worded(content),
        "kind": kind,
        "tags": tagged(tags),
        "day": dated(day or times.today(), child),
    }


def _must_fit(journey: Journey) -> None:
    if JournalEntry.count(journey) >= MOST:
        raise Refused(N_("There are as many entries here as fit. When one is deleted, there is room for another."))
