"""The family's journal: what a parent wrote down of a day, in their own words."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment
from chitta.journey.models import Journey


class JournalEntry(Base):
    """One moment. A deleted entry keeps its words until the undo has passed, then loses them."""

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

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: entries of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))
