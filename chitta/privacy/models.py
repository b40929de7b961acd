"""What was erased for a family, which outlives them and names nobody; the copies of everything they asked for, and those they bring."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Uuid, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import OutgoingLetter, User, fingerprint
from chitta.audit.models import Deed
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db, lock
from chitta.core.leasing import Claimed
from chitta.journey.models import Journey
from chitta.privacy.belongings import Belonging, belonging, counted, holds

TRIED = timedelta(days=3)  # so long a mail server that does not take the receipt is waited for
# A worker that was in the middle of something may still write a file: it is looked again, the last time when none can be.
LOOKS = (timedelta(minutes=10), timedelta(hours=6))
KEPT = timedelta(days=3)  # so long a copy can be fetched
ARRIVES = timedelta(hours=6)  # so long a copy may be on its way to us
AN_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Erasure(Claimed, Base):
    """It steps asked → erasing → gone → done. The rows go in the transaction that makes this one; files and streams follow.

    whose: of the id of the person whose it was, so that it can be found by whoever knows that id, and by nobody else.
    prefixes, journeys: where something may still lie; email, language, address: of the one letter that is still to be
    written. All of them are empty as soon as they have served. counts: rows by table, and "files". reason: what it waits for.
    """

    STEPS: ClassVar[dict[str, str]] = {"asked": "erasing", "erasing": "erasing", "gone": "gone"}

    __tablename__ = "erasures"
    __table_args__ = (
        Index("ix_erasures_status", "status", "lease_until"),
        Index("ix_erasures_whose", "whose"),
        CheckConstraint("status in ('asked', 'erasing', 'gone', 'done')", name="ck_erasures_status"),
    )

    kind: Mapped[str] = mapped_column(String(10))  # "account" or "child"
    whose: Mapped[str] = mapped_column(String(64))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    status: Mapped[str] = mapped_column(String(10), default="asked")
    reason: Mapped[str] = mapped_column(String(20), default="")
    prefixes: Mapped[list[str]] = mapped_column(Json, default=list)
    journeys: Mapped[list[str]] = mapped_column(Json, default=list)
    counts: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="")
    address: Mapped[str] = mapped_column(String(1), default="")
    looks: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    gone_at: Mapped[datetime | None] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)

    # --- asking --------------------------------------------------------------------------------------------------

    @classmethod
    def of_account(cls, user: User, token: str) -> Erasure:
        """Everything of this person goes now, log-ins included. token: of the page of it; asked with it once more, it is the row
        that is there."""
        _hold(user)
        if twice := cls.by_token(token):
            return twice
        Deed.note("account.erase", user.id, user)
        asked = cls._asked("account", token, user, Child.of(user), belonging(User, user.id))
        _apart(delete(OutgoingLetter).where(OutgoingLetter.email == user.email))
        _apart(delete(User.__table__).where(User.__table__.c.id == user.id))  # type: ignore[arg-type,attr-defined]
        return asked

    @classmethod
    def of_child(cls, child: Child, token: str) -> Erasure:
        """Everything of this child goes now, and letters that lead to it. token: as above."""
        user, theirs = child.parent, belonging(Child, child.id)
        _hold(user)
        if twice := cls.by_token(token):
            return twice
        Deed.note("child.erase", user.id, child)
        asked = cls._asked("child", token, user, [child], theirs)
        _take_back(user, theirs)
        _apart(delete(Export).where(Export.user_id == user.id))  # the child is in every one of them
        _apart(delete(Child.__table__).where(Child.__table__.c.id == child.id))  # type: ignore[arg-type,attr-defined]
        return asked

    @classmethod
    def _asked(cls, kind: str, token: str, user: User, children: list[Child], theirs: Belonging) -> Erasure:
        ids = [child.id for child in children]
        asked = cls(
            id=uuid.uuid4(),
            kind=kind,
            whose=fingerprint(str(user.id)),
            token_hash=fingerprint(token),
            prefixes=[
                *(f"families/{child_id}/" for child_id in ids),
                *Export.places(user, kind),
                *Import.places(user, kind),
            ],
            journeys=[str(one) for one in db.session.scalars(select(Journey.id).where(Journey.child_id.in_(ids)))],
            counts=counted(theirs),
            email=user.email,
            language=user.language,
            address=user.address,
        )
        db.session.add(asked)
        db.session.flush()
        return asked

    # --- its story -----------------------------------------------------------------------------------------------

    @classmethod
    def by_token(cls, token: str) -> Erasure | None:
        """Whoever was sent to its page may look at it again."""
        return db.session.scalar(select(cls).where(cls.token_hash == fingerprint(token)))

    @property
    def erased(self) -> bool:
        """Is everything gone, files included?"""
        return self.gone_at is not None

    @property
    def next_look(self) -> datetime | None:
        """When it is to be looked once more for what was being written just then; None when that was the last time."""
        return times.now() + LOOKS[self.looks] if self.looks < len(LOOKS) else None

    @property
    def worth_telling(self) -> bool:
        return self.created_at > times.now() - TRIED


class Export(Claimed, Base):
    """A copy of everything a family has here. It steps waiting → making → ready or failed, and ends as gone.

    done and total: steps of the work. missing: files that the storage had lost. reason: why it failed, or what an open one
    waits for. A ready one is gone after three days, when the family discards it, or when they ask for another; its row
    follows when its file is erased.
    """

    STEPS: ClassVar[dict[str, str]] = {"waiting": "making", "making": "making"}

    __tablename__ = "exports"
    __table_args__ = (
        Index("ix_exports_user", "user_id", "created_at"),
        Index("ix_exports_status", "status", "lease_until"),
        CheckConstraint("status in ('waiting', 'making', 'ready', 'failed', 'gone')", name="ck_exports_status"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    reason: Mapped[str] = mapped_column(String(20), default="")
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    missing: Mapped[int] = mapped_column(Integer, default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: one's own, as long as they can be fetched."""
        fresh = cls.expires_at.is_(None) | (cls.expires_at > times.now())
        return (cls.user_id == user.id) & (cls.status != "gone") & fresh

    @classmethod
    def of(cls, user: User) -> Export | None:
        """The copy there is, or that is on its way."""
        mine = select(cls).where(cls.visible_to(user)).order_by(cls.created_at.desc(), cls.id).limit(1)
        return db.session.scalar(mine)

    @classmethod
    def places(cls, user: User, kind: str) -> list[str]:
        """Where copies lie that an erasure takes along: for a child those of now, for the account all there may be."""
        if kind == "account":
            return [f"exports/{user.id}/"]
        return [f"{one.home}/" for one in db.session.scalars(select(cls).where(cls.user_id == user.id))]

    @property
    def home(self) -> str:
        return f"exports/{self.user_id}/{self.id}"

    @property
    def key(self) -> str:
        return f"{self.home}/copy.zip"

    @classmethod
    def ask(cls, user: User) -> Export:
        """A new copy; the one on its way when there is one. What was there before is gone."""
        _hold(user)
        known = cls.of(user)
        if known is not None and known.open:
            return known
        if known is not None:
            known.discard()
        fresh = cls(id=uuid.uuid4(), user=user, status="waiting", created_at=times.now())
        db.session.add(fresh)
        db.session.flush()
        return fresh

    def discard(self) -> None:
        """Nobody gets it any more, and nobody goes on making it. Its file goes with the next sweep."""
        self.status, self.reason = "gone", ""

    @classmethod
    def expire(cls) -> None:
        over = update(cls).where(cls.status == "ready", cls.expires_at <= times.now()).values(status="gone")
        db.session.execute(over, execution_options={"synchronize_session": False})

    @classmethod
    def litter(cls) -> list[Export]:
        """Those that are gone and no worker writes any more."""
        gone = db.session.scalars(select(cls).where(cls.status == "gone").limit(100))
        return [one for one in gone if one.quiet]

    @classmethod
    def vanish(cls, export_id: uuid.UUID) -> None:
        """The last of one whose file is gone."""
        _apart(delete(cls).where(cls.id == export_id, cls.status == "gone"))


class Import(Claimed, Base):
    """A copy that a family brings back. It steps arriving → waiting → reading → ready or failed, and ends as gone.

    size: bytes of it that may still lie with us; done and total: steps of the work; reason: why it failed, or what an open one
    waits for. prefixes: where files of a try lie that nobody can see yet. children: those that came with it, by the ids they
    had in the copy, so that the same child does not come twice. left: how much of what did not come.
    """

    STEPS: ClassVar[dict[str, str]] = {"waiting": "reading", "reading": "reading"}

    __tablename__ = "imports"
    __table_args__ = (
        Index("ix_imports_user", "user_id", "created_at"),
        Index("ix_imports_status", "status", "lease_until"),
        CheckConstraint(
            "status in ('arriving', 'waiting', 'reading', 'ready', 'failed', 'gone')", name="ck_imports_status"
        ),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(10), default="arriving")
    reason: Mapped[str] = mapped_column(String(20), default="")
    done: Mapped[int] = mapped_column(Integer, default=0)
    total: Mapped[int] = mapped_column(Integer, default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    prefixes: Mapped[list[str]] = mapped_column(Json, default=list)
    children: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    left: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: one's own that were not put away."""
        return (cls.user_id == user.id) & (cls.status != "gone")

    @classmethod
    def of(cls, user: User) -> Import | None:
        """The one that was brought last."""
        mine = select(cls).where(cls.visible_to(user), cls.status != "arriving")
        return db.session.scalar(mine.order_by(cls.created_at.desc(), cls.id).limit(1))

    @classmethod
    def came(cls, user: User) -> dict[str, str]:
        """Children that came with any copy: the ids they had in it, and those they have."""
        every = db.session.scalars(select(cls.children).where(cls.user_id == user.id).order_by(cls.created_at))
        return {old: new for one in every for old, new in one.items()}

    @classmethod
    def places(cls, user: User, kind: str) -> list[str]:
        """Where copies and their files lie that an erasure takes along: with the account all there may be."""
        if kind != "account":
            return []
        trying = db.session.scalars(select(cls).where(cls.user_id == user.id))
        return [f"imports/{user.id}/", *(prefix for one in trying for prefix in one.prefixes)]

    @property
    def home(self) -> str:
        return f"imports/{self.user_id}/{self.id}"

    @property
    def key(self) -> str:
        return f"{self.home}/copy.zip"

    @classmethod
    def begin(cls, user: User, size: int) -> Import | None:
        """A copy is about to be put away; None while another one is being brought back."""
        _hold(user)
        working = select(cls.id).where(cls.user_id == user.id, cls.status.in_(cls.STEPS))
        if db.session.scalar(working.limit(1)) is not None:
            return None
        fresh = cls(id=uuid.uuid4(), user_id=user.id, size=size, status="arriving", created_at=times.now())
        db.session.add(fresh)
        db.session.flush()
        return fresh

    @classmethod
    def arrived(cls, import_id: uuid.UUID) -> None:
        """All of it is here: a worker may begin. What was said of others before is over."""
        mine = db.session.get_one(cls, import_id)
        before = update(cls).where(cls.user_id == mine.user_id, cls.id != mine.id, cls.status.in_(("ready", "failed")))
        _now(before.values(status="gone"))
        _now(
            update(cls)
            .where(cls.id == mine.id, cls.status == "arriving")
            .values(status="waiting", created_at=times.now())
        )

    def discard(self) -> None:
        """Nobody goes on with it, and nothing is said of it any more. Its files go with the next sweep."""
        self.status, self.reason = "gone", ""

    @classmethod
    def give_up(cls) -> None:
        """Those of which not all came."""
        late = cls.status == "arriving", cls.created_at < times.now() - ARRIVES
        _now(update(cls).where(*late).values(status="gone"))

    @classmethod
    def litter(cls) -> list[Import]:
        """Ended ones of which files may lie with us, and that no worker writes any more."""
        ended = cls.status.in_(("ready", "failed", "gone")), cls.size > 0
        return [one for one in db.session.scalars(select(cls).where(*ended).limit(100)) if one.quiet]

    @classmethod
    def swept(cls, import_id: uuid.UUID) -> None:
        """Nothing of it lies with us. One that came to nothing and was put away is forgotten."""
        _now(update(cls).where(cls.id == import_id).values(size=0, prefixes=[]))
        nothing = cls.id == import_id, cls.status == "gone", cls.ready_at.is_(None)
        _apart(delete(cls).where(*nothing))


def _now(change: Any) -> None:
    """Beside the objects that are loaded."""
    db.session.execute(change, execution_options={"synchronize_session": False})


def _hold(user: User) -> None:
    """Nobody else changes who belongs to this family until it is decided."""
    lock()
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())


def _take_back(user: User, theirs: Belonging) -> None:
    """Letters on their way to pages that are no more."""
    mine = OutgoingLetter.user_id == user.id, OutgoingLetter.sent_at.is_(None), OutgoingLetter.path != ""
    for letter in db.session.scalars(select(OutgoingLetter).where(*mine)):
        if any(holds(theirs, uuid.UUID(found)) for found in AN_ID.findall(letter.path)):
            letter.drop()
    db.session.flush()


def _apart(deletion: Any) -> None:
    """Beside the objects that are loaded: the database takes along what hangs on the row."""
    db.session.execute(deletion, execution_options={"synchronize_session": False})
