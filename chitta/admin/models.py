"""What the desk keeps: lists of professionals on their way into the directory, and whom families can call."""

from __future__ import annotations

import uuid
import zlib
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
    delete,
    select,
    update,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db, lock
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.leasing import ROUND, Leased
from chitta.core.text import one_line, short_name

MOST_ATTEMPTS = 4
KEPT = timedelta(days=2)  # a list nobody brought in, and the words of one that was
SHOWN = 10


class ExpertList(Leased, Base):
    """A file with professionals. It steps waiting → checking → checked → agreed → bringing → brought, or ends as refused
    (`report` says why) or failed.

    content: the file, compressed, until the list is over. report: what checking found (see `bringing`). done: rows of it that
    are in the directory now.
    """

    __tablename__ = "expert_lists"
    STEPS: ClassVar = {"waiting": "checking", "checking": "checking", "agreed": "bringing", "bringing": "bringing"}
    __table_args__ = (
        Index("ix_expert_lists_status", "status", "lease_until"),
        CheckConstraint(
            "status in ('waiting', 'checking', 'checked', 'agreed', 'bringing', 'brought', 'refused', 'failed')",
            name="ck_expert_lists_status",
        ),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, default=b""))
    report: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    done: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    @classmethod
    def take(cls, who: User, name: str, data: bytes) -> ExpertList:
        """A new list, to be checked."""
        kept = short_name(one_line(name, 300), 120) or "list.csv"
        taken = cls(id=uuid.uuid4(), user_id=who.id, name=kept, content=zlib.compress(data))
        db.session.add(taken)
        db.session.flush()
        return taken

    @classmethod
    def latest(cls) -> list[ExpertList]:
        """The newest ones, of every operator."""
        return list(db.session.scalars(select(cls).order_by(cls.created_at.desc(), cls.id).limit(SHOWN)))

    @property
    def data(self) -> bytes:
        """The file as it came; empty once the list is over."""
        return zlib.decompress(self.content) if self.content else b""

    @property
    def hopeless(self) -> bool:
        """Every worker that began this was killed over it."""
        return self.attempt % ROUND > MOST_ATTEMPTS

    def agree(self) -> None:
        """Its good rows may come in; agreed twice is agreed. Raises Refused for a list that is not checked, or is over."""
        lock()
        mine = select(ExpertList).where(ExpertList.id == self.id).with_for_update()
        db.session.scalar(mine, execution_options={"populate_existing": True})
        if self.status in ("agreed", "bringing", "brought"):
            return
        if self.status != "checked" or not self.report.get("good"):
            raise Refused(N_("There is nothing in this list that could come in."))
        self.status, self.version, self.attempt = "agreed", self.version + 1, (self.attempt // ROUND + 1) * ROUND

    def drop(self) -> None:
        """The list goes; what came in of it stays."""
        db.session.delete(self)

    @classmethod
    def sweep_away(cls) -> None:
        """Lists nobody brought in go after two days, and so do the rows of those that are over."""
        over = cls.created_at < times.now() - KEPT
        db.session.execute(delete(cls).where(over, cls.status.in_(("checked", "refused", "failed"))))
        names = update(cls).where(over, cls.status == "brought", cls.name != "")
        db.session.execute(names.values(name="", report={}, content=b""))


class HelplineVersion(Base):
    """A country's list of help lines as an operator left it. Nothing in it ever changes; the newest version is what is shown.

    lines: as the bundled files have them, dates as text. back_to: the version it brings back; 0: what came with the house.
    """

    __tablename__ = "helpline_versions"
    __table_args__ = (UniqueConstraint("country", "version"),)

    country: Mapped[str] = mapped_column(String(2))
    version: Mapped[int] = mapped_column(Integer)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    back_to: Mapped[int | None] = mapped_column(Integer)
    user_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("users.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    @classmethod
    def newest(cls, country: str) -> HelplineVersion | None:
        """What is shown; None while it is what came with the house."""
        return db.session.scalar(select(cls).where(cls.country == country).order_by(cls.version.desc()).limit(1))

    @classmethod
    def story(cls, country: str) -> list[HelplineVersion]:
        """The latest versions, the newest first."""
        mine = select(cls).where(cls.country == country).order_by(cls.version.desc())
        return list(db.session.scalars(mine.limit(SHOWN)))

    @classmethod
    def of(cls, country: str, version: int) -> HelplineVersion | None:
        return db.session.scalar(select(cls).where(cls.country == country, cls.version == version))
