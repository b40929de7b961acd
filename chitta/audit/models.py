"""The audit trail: who did what to which row, in the same transaction as the deed. Never what people wrote."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from chitta.core import times
from chitta.core.db import Base, Moment, db


class Deed(Base):
    """One line of the trail. `actor_id` is a user, or None for the house itself or somebody unknown."""

    __tablename__ = "audit_deeds"
    __table_args__ = (Index("ix_audit_deeds_actor", "actor_id", "at"), Index("ix_audit_deeds_subject", "subject_id"))

    at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    verb: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(40), default="")
    subject_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    request_id: Mapped[str] = mapped_column(String(40), default="")

    @classmethod
    def note(cls, verb: str, actor_id: uuid.UUID | None = None, subject: Base | None = None) -> Deed:
        """Write a line; it stands or falls with the deed's transaction. verb: "account.login", "observation.delete"."""
        import structlog

        bound = structlog.contextvars.get_contextvars()
        deed = cls(
            verb=verb,
            actor_id=actor_id,
            subject=subject.__tablename__ if subject is not None else "",
            subject_id=subject.id if subject is not None else None,
            request_id=str(bound.get("request", "")),
        )
        db.session.add(deed)
        return deed
