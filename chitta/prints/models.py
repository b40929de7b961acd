"""PDFs of what other rooms show: a letter, a page for a meeting. Which one, how far it is, and where its file lies."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Uuid,
    delete,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Moment, db
from chitta.journey.models import Journey

LEASE = timedelta(seconds=30)
LINGERING = timedelta(minutes=5)  # after which a worker whose lease is over can write nothing more
MOST_ATTEMPTS = 4
ROUND = 100  # attempts are counted on from the next hundred when the parent asks for another try
OPEN = ("waiting", "making")
GONE = "gone"
HERE = text("status != 'gone'")  # one print of each thing; any number of them may be on their way out


class Print(Base):
    """It steps waiting → making → ready or failed; `reason` says why it failed, or what an open one waits for.

    kind, owner_id: what it is a print of, as its room calls it (`sources`); that never changes, or its room discards the print.
    named: may the file's name say the child's. `attempt` counts the tries and fences off a worker that was thought dead. A
    discarded one is out of everybody's sight; its row stays as gone until its file is.
    """

    # Called in the transaction in which a print is discarded; the room hangs on here what erases the file after it.
    gone_hooks: ClassVar[list[Callable[[uuid.UUID], object]]] = []

    __tablename__ = "prints"
    __table_args__ = (
        Index("uq_prints_owner", "kind", "owner_id", unique=True, sqlite_where=HERE, postgresql_where=HERE),
        Index("ix_prints_session", "session_id"),
        Index("ix_prints_status", "status", "lease_until"),
        CheckConstraint("status in ('waiting', 'making', 'ready', 'failed', 'gone')", name="ck_prints_status"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    owner_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    named: Mapped[bool] = mapped_column(Boolean, default=False)
    status: Mapped[str] = mapped_column(String(8), default="waiting")
    reason: Mapped[str] = mapped_column(String(20), default="")
    size: Mapped[int] = mapped_column(Integer, default=0)
    pages: Mapped[int] = mapped_column(Integer, default=0)
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: prints from journeys this person may see, discarded ones not."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user))) & (cls.status != GONE)

    @classmethod
    def of(cls, kind: str, owner_id: uuid.UUID) -> Print | None:
        """The print of this, if there is one."""
        return db.session.scalar(
            select(cls).where(cls.kind == kind, cls.owner_id == owner_id, cls.status != GONE),
            execution_options={"populate_existing": True},
        )

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def home(self) -> str:
        """Where all that is made of it lies."""
        return f"families/{self.journey.child_id}/{self.id}"

    @property
    def key(self) -> str:
        return f"{self.home}/print.pdf"

    # --- asking ------------------------------------------------------------------------------------------------

    @classmethod
    def ask(cls, journey: Journey, kind: str, owner_id: uuid.UUID, named: bool = False) -> Print:
        """The print that is wanted: the one there is, one that failed begun again, or a new one."""
        journey = Journey.locked(journey.id)
        known = cls.of(kind, owner_id)
        if known is None:
            known = cls(id=uuid.uuid4(), session_id=journey.id, journey=journey, kind=kind, owner_id=owner_id)
            known.status, known.named = "waiting", named
            db.session.add(known)
            db.session.flush()
            return known
        known.named = named
        if known.status == "failed":
            known.try_again()
        return known

    def try_again(self) -> None:
        """Back to waiting. The count of attempts never goes back: a worker that was thought dead must not pass for the new
        one."""
        self.status, self.reason, self.lease_until = "waiting", "", None
        self.attempt = (self.attempt // ROUND + 1) * ROUND

    @classmethod
    def lost(cls, print_id: uuid.UUID) -> None:
        """The file of a ready one is not there any more: it has to be made anew."""
        gone = update(cls).where(cls.id == print_id, cls.status == "ready").values(status="failed", reason="lost")
        db.session.execute(gone.execution_options(synchronize_session=False))

    # --- a print's story ---------------------------------------------------------------------------------------

    @classmethod
    def claim(cls, print_id: uuid.UUID) -> Print | None:
        """Take an open print nobody works on for this worker alone; None when there is nothing to do."""
        now = times.now()
        free = cls.status.in_(OPEN) & or_(cls.lease_until.is_(None), cls.lease_until < now)
        taken = update(cls).where(cls.id == print_id, free)
        taken = taken.values(status="making", attempt=cls.attempt + 1, lease_until=now + LEASE)
        if db.session.execute(taken, execution_options={"synchronize_session": False}).rowcount != 1:  # type: ignore[attr-defined]
            return None
        return db.session.get(cls, print_id, populate_existing=True)

    @classmethod
    def step(cls, print_id: uuid.UUID, attempt: int, status: str, **values: Any) -> bool:
        """Write how this try ended; False when the print is no longer this worker's. One that waits may say until when."""
        mine = cls.id == print_id, cls.attempt == attempt, cls.status == "making"
        written = update(cls).where(*mine).values(**{"status": status, "lease_until": None, **values})
        return bool(db.session.execute(written.execution_options(synchronize_session=False)).rowcount == 1)  # type: ignore[attr-defined]

    @classmethod
    def hold(cls, print_id: uuid.UUID, attempt: int) -> bool:
        """This worker is alive and at work; False when the print is no longer its own."""
        return cls.step(print_id, attempt, "making", lease_until=times.now() + LEASE)

    @classmethod
    def left_behind(cls, older_than: timedelta) -> list[uuid.UUID]:
        """Prints nobody is working on: waiting for long, begun by a worker that died, or to be tried again now."""
        now = times.now()
        waiting = cls.lease_until.is_(None) & (cls.created_at < now - older_than)
        free = cls.status.in_(OPEN) & or_(waiting, cls.lease_until < now)
        return list(db.session.scalars(select(cls.id).where(free).order_by(cls.created_at).limit(500)))

    # --- discarding --------------------------------------------------------------------------------------------

    @classmethod
    def discard(cls, kind: str, owner_id: uuid.UUID) -> None:
        """What it is a print of has changed: nobody gets it any more. Its file goes once this is committed."""
        known = cls.of(kind, owner_id)
        if known is None:
            return
        known.status, known.reason = GONE, ""
        db.session.flush()
        for hook in cls.gone_hooks:
            hook(known.id)

    @classmethod
    def discard_all(cls, kind: str, session_id: uuid.UUID) -> None:
        """The same for everything of this kind in a journey."""
        mine = select(cls.owner_id).where(cls.session_id == session_id, cls.kind == kind, cls.status != GONE)
        for owner_id in list(db.session.scalars(mine)):
            cls.discard(kind, owner_id)

    @classmethod
    def with_files_to_erase(cls) -> list[uuid.UUID]:
        """Discarded prints that no worker can write of any more."""
        return list(db.session.scalars(select(cls.id).where(cls.status == GONE).order_by(cls.created_at).limit(500)))

    @property
    def quiet(self) -> bool:
        """Can no worker write anything of it any more?"""
        return self.lease_until is None or self.lease_until < times.now() - LINGERING

    @classmethod
    def vanish(cls, print_id: uuid.UUID) -> None:
        """The last of a discarded print, when its file is gone."""
        gone = delete(cls).where(cls.id == print_id, cls.status == GONE)
        db.session.execute(gone, execution_options={"synchronize_session": False})
