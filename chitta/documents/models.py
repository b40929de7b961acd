"""Papers the family brought: what they are, how far reading them has come, and what stands in them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment
from chitta.journey.models import Journey

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 4
OPEN = ("received", "checking", "reading")


class Document(Base):
    """It steps received → checking → reading → understood, or ends as refused (the file itself is not acceptable; `reason`
    says why) or failed (we could not; it can be tried again).

    `attempt` counts the tries and fences off a worker that was thought dead. key: the file as it may be given out (images
    re-encoded); pages: their number. content: what was read, see documents.reading.
    """

    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_session", "session_id", "created_at"),
        Index("ix_documents_status", "status", "lease_until"),
        CheckConstraint("type in ('diagnosis', 'report', 'medical', 'other')", name="ck_documents_type"),
        CheckConstraint(
            "status in ('received', 'checking', 'reading', 'understood', 'refused', 'failed')",
            name="ck_documents_status",
        ),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    type: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    key: Mapped[str] = mapped_column(String(200))
    pages: Mapped[int] = mapped_column(Integer, default=0)
    status: Mapped[str] = mapped_column(String(10), default="received")
    reason: Mapped[str] = mapped_column(String(40), default="")
    engine: Mapped[str] = mapped_column(String(10), default="")
    content: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: papers of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))
