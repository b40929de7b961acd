"""A file on its way: from the moment it was promised until it is whole, given up, or swept."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment
from chitta.journey.models import Journey

OPEN = ("receiving", "completing")


class Upload(Base):
    """It steps receiving → completing → complete, or ends as cancelled, refused (with a reason) or expired.

    fingerprint: of what the browser knows of the file (name, size, last change), so that the same file goes on where it
    stopped. outcome: id of the row that was made of it.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        Index("ix_uploads_session", "session_id", "status"),
        Index("ix_uploads_status", "status", "touched_at"),
        CheckConstraint(
            "status in ('receiving', 'completing', 'complete', 'cancelled', 'refused', 'expired')",
            name="ck_uploads_status",
        ),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    fingerprint: Mapped[str] = mapped_column(String(64))
    details: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    multipart: Mapped[str] = mapped_column(Text, default="")
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    status: Mapped[str] = mapped_column(String(10), default="receiving")
    reason: Mapped[str] = mapped_column(String(40), default="")
    outcome: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    touched_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: files this person sends, into journeys they may see."""
        return (cls.user_id == user.id) & cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))
