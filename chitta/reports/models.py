"""What is written of a child from the observations: letters and reports, each version frozen."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment
from chitta.journey.models import Journey


class Report(Base):
    """One version. It steps waiting → writing → ready or failed; what is ready never changes."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("session_id", "variant", "version"),
        Index("ix_reports_status", "status", "lease_until"),
        CheckConstraint("variant in ('parent', 'professional')", name="ck_reports_variant"),
        CheckConstraint("status in ('waiting', 'writing', 'ready', 'failed')", name="ck_reports_status"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    variant: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(8), default="waiting")
    engine: Mapped[str] = mapped_column(String(10), default="")
    error: Mapped[str] = mapped_column(String(20), default="")
    content: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: reports of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))
