"""A file on its way: from the moment it was promised until it is whole, given up, or swept."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    Uuid,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db, lock
from chitta.core.errors import Problem, Refused, TooMuch
from chitta.core.i18n import N_
from chitta.core.text import one_line, short_name
from chitta.gateways.storage import PART, Part
from chitta.journey.models import Journey
from chitta.uploads.purposes import Purpose

OPEN = ("receiving", "completing")
KEPT = (*OPEN, "complete")  # these have a part in the family's share
ENDED = ("cancelled", "refused", "expired")
MOST_OPEN = 20  # of one person at once
UNTOUCHED = timedelta(hours=48)  # after it an upload is given up
STUCK = timedelta(minutes=1)  # so long nobody has been making it whole
SLOW = timedelta(hours=1)  # the same for one that comes through a form, in one piece
SAME_TAP = timedelta(seconds=30)
REMEMBERED = timedelta(days=7)  # so long an upload that came to nothing can say so
LONGEST_NAME = 200
MB = 1 << 20


class Halted(Problem):
    """This upload does not go on as asked.

    kind, for the uploader: cancelled, expired, refused, closed (the journey is) · part (there is no such part) · size (not
    the bytes that were promised) · missing (parts, see `more`) · lost (what had arrived is gone: from the start) · full,
    unavailable (the storage) · login.
    """

    status = 409

    def __init__(self, kind: str, sentence: str, status: int = 409, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.kind, self.status, self.more = kind, status, more or {}


CANCELLED = N_("This upload was cancelled.")
EXPIRED = N_("This upload waited for two days and was given up. Choose the file again to send it anew.")
REFUSED = N_("This file was not taken. Choose it again, or another one.")
CLOSED = N_("This conversation is closed, so no file can be added to it. A new one can take it.")
NO_SUCH_PART = N_("The file has no such part. Reload the page and choose it again.")
HALTS = {"cancelled": CANCELLED, "expired": EXPIRED, "refused": REFUSED}


class Upload(Base):
    """It steps receiving → completing → complete, or ends as cancelled, refused (with a reason) or expired.

    fingerprint: of what the browser knows of the file (name, size, last change), so that the same file goes on where it
    stopped. outcome: id of the row that was made of it. multipart: the storage's id of it; empty before the storage was
    asked, and for a file that comes in one piece. Of an ended one, `received` or `multipart` say that bytes may still lie
    in the storage.
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

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: files this person sends, into journeys they may see."""
        return (cls.user_id == user.id) & cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @classmethod
    def locked(cls, upload_id: uuid.UUID) -> Upload | None:
        """This upload as it is now, its journey first; nobody else may change either until this transaction ends."""
        journey_id = db.session.scalar(select(cls.session_id).where(cls.id == upload_id))
        if journey_id is None:
            return None
        Journey.locked(journey_id)
        mine = select(cls).where(cls.id == upload_id).with_for_update(of=cls)
        return db.session.scalar(mine, execution_options={"populate_existing": True})

    @classmethod
    def unfinished(cls, user: User, journey: Journey, purpose: str) -> list[Upload]:
        """What this person began here and can go on with, the newest first."""
        mine = cls.user_id == user.id, cls.session_id == journey.id, cls.purpose == purpose
        going = cls.status == "receiving", cls.multipart != ""
        return list(db.session.scalars(select(cls).where(*mine, *going).order_by(cls.touched_at.desc(), cls.id)))

    @classmethod
    def stored(cls, user: User) -> int:
        """Bytes of this family: those that lie in the storage and those that were promised."""
        mine = cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user))), cls.status.in_(KEPT)
        return int(db.session.scalar(select(func.coalesce(func.sum(cls.size), 0)).where(*mine)) or 0)

    @property
    def title(self) -> str:
        """What it is called in lists: the title the parent gave, else the file's name without its extension."""
        return str(self.details.get("title") or PurePath(self.name).stem)

    @property
    def kind(self) -> str:
        """PDF, JPG: the extension as people say it."""
        return PurePath(self.name).suffix[1:].upper()

    @property
    def count(self) -> int:
        """How many parts it has."""
        return -(-self.size // PART)

    def part_size(self, number: int) -> int:
        """Bytes of this part. Raises Halted for one it does not have."""
        if not 1 <= number <= self.count:
            raise Halted("part", NO_SUCH_PART, 422)
        return min(PART, self.size - (number - 1) * PART)

    def missing(self, arrived: Collection[Part]) -> list[int]:
        """Numbers of the parts that are not there, or not as long as they should be."""
        sizes = {part.number: part.size for part in arrived}
        return [number for number in range(1, self.count + 1) if sizes.get(number) != self.part_size(number)]

    def must_go_on(self) -> None:
        """Raises Halted when it has ended without becoming a file, or its journey is closed."""
        if self.status in HALTS:
            raise Halted(self.status, CLOSED if self.reason == "closed" else HALTS[self.status])
        if self.status in OPEN and self.journey.closed_at:
            raise Halted("closed", CLOSED)

    # --- writing -----------------------------------------------------------------------------------------------

    @classmethod
    def promise(
        cls,
        journey: Journey,
        user: User,
        purpose: Purpose,
        name: str,
        size: int,
        mark: str,
        details: Mapping[str, Any],
        quota: int,
        whole: bool = False,
    ) -> Upload:
        """A row for this file; the one that is there when this person has begun the same file here before.

        mark: what tells this file from another of the same name and size. whole: it comes in one piece, through a form; the
        same one a moment later is a double tap. quota: bytes a family may have. Raises Refused, TooMuch or Halted.
        """
        name = file_name(name)
        media_type = _taken(purpose, name, size)
        kept = purpose.details(journey, details)
        lock()
        db.session.execute(select(User.id).where(User.id == user.id).with_for_update(key_share=True))
        if db.session.scalar(select(Journey.closed_at).where(Journey.id == journey.id)):
            raise Halted("closed", CLOSED)
        print_ = sha256("\n".join((purpose.name, name, str(size), mark)).encode()).hexdigest()
        before = cls._begun(journey, user, print_, whole)
        if before:
            return before
        cls._must_fit(journey, user, purpose, size, quota)
        id = uuid.uuid4()
        upload = cls(
            id=id,
            journey=journey,
            session_id=journey.id,
            user_id=user.id,
            purpose=purpose.name,
            name=name,
            media_type=media_type,
            size=size,
            fingerprint=print_,
            details=kept,
            key=f"families/{journey.child_id}/{id}/original",
            status="completing" if whole else "receiving",
        )
        db.session.add(upload)
        db.session.flush()
        return upload

    def step(self, to: str, *before: str, **also: Any) -> bool:
        """Go to this status from one of those; False when it was no longer there. `also`: columns that change with it."""
        also = {"touched_at": times.now(), **({} if to in OPEN else {"ended_at": times.now()}), **also}
        here = Upload.id == self.id, Upload.status.in_(before)
        went: Any = db.session.execute(
            update(Upload).where(*here).values(status=to, **also), execution_options={"synchronize_session": False}
        )
        if went.rowcount == 1:
            for name, value in {"status": to, **also}.items():
                set_committed_value(self, name, value)
        return bool(went.rowcount == 1)

    def cancel(self) -> None:
        """The parent no longer wants it; once whole or ended it stays what it is."""
        self.step("cancelled", *OPEN)

    @classmethod
    def let_go(cls, outcome: uuid.UUID, reason: str = "deleted") -> None:
        """What was made of it is deleted, or refused: its bytes are swept, and it no longer counts."""
        values = {"status": "refused", "reason": reason, "touched_at": times.now(), "ended_at": times.now()}
        mine = cls.outcome == outcome, cls.status == "complete"
        db.session.execute(update(cls).where(*mine).values(**values), execution_options={"synchronize_session": False})

    @classmethod
    def weighs(cls, outcome: uuid.UUID, size: int) -> None:
        """What was made of it takes up so many bytes from now on; the file as it came goes."""
        mine = update(cls).where(cls.outcome == outcome, cls.status == "complete").values(size=size)
        db.session.execute(mine, execution_options={"synchronize_session": False})

    @classmethod
    def _begun(cls, journey: Journey, user: User, print_: str, whole: bool) -> Upload | None:
        mine = cls.user_id == user.id, cls.session_id == journey.id, cls.fingerprint == print_
        going = cls.status.in_(OPEN)
        if whole:
            going = or_(going, (cls.status == "complete") & (cls.ended_at > times.now() - SAME_TAP))
        newest = select(cls).where(*mine, going).order_by(cls.created_at.desc(), cls.id).limit(1)
        return db.session.scalar(newest, execution_options={"populate_existing": True})

    @classmethod
    def _must_fit(cls, journey: Journey, user: User, purpose: Purpose, size: int, quota: int) -> None:
        if _count(cls.user_id == user.id, cls.status.in_(OPEN)) >= MOST_OPEN:
            raise TooMuch(N_("There are %(n)s uploads on their way already. Finish or cancel one first."), n=MOST_OPEN)
        here = cls.session_id == journey.id, cls.purpose == purpose.name, cls.status.in_(KEPT)
        if _count(*here) >= purpose.most_files:
            raise TooMuch(
                N_("There is room for %(n)s such files, and all of it is taken. Deleting one makes room."),
                n=purpose.most_files,
            )
        if cls.stored(user) + size > quota:
            raise TooMuch(
                N_(
                    "Your family's files may take up %(most)s MB together, and this one no longer fits. Deleting one makes room."
                ),
                most=quota // MB,
            )

    # --- what stopped moving -------------------------------------------------------------------------------------

    @classmethod
    def stuck(cls) -> list[uuid.UUID]:
        """Those that nobody has been making whole for a while."""
        now = times.now()
        parts = (cls.multipart != "") & (cls.touched_at < now - STUCK)
        whole = (cls.multipart == "") & (cls.touched_at < now - SLOW)
        return list(db.session.scalars(select(cls.id).where(cls.status == "completing", or_(parts, whole)).limit(100)))

    @classmethod
    def expire(cls) -> None:
        """Give up those that were not touched for two days. Those that came to nothing are forgotten after a week."""
        now, apart = times.now(), {"synchronize_session": False}
        old = cls.status.in_(OPEN), cls.touched_at < now - UNTOUCHED
        swept = cls.status.in_(ENDED), cls.multipart == "", cls.received == 0, cls.ended_at < now - REMEMBERED
        if db.session.scalar(select(cls.id).where(*old).limit(1)):
            given_up = update(cls).where(*old).values(status="expired", ended_at=now)
            db.session.execute(given_up, execution_options=apart)
        if db.session.scalar(select(cls.id).where(*swept).limit(1)):
            db.session.execute(delete(cls).where(*swept), execution_options=apart)

    @classmethod
    def litter(cls) -> list[Upload]:
        """Ended ones whose bytes may still lie in the storage."""
        lying = cls.status.in_(ENDED), or_(cls.multipart != "", cls.received > 0)
        return list(db.session.scalars(select(cls).where(*lying).limit(100)))

    def swept(self) -> None:
        """Nothing of it lies in the storage any more."""
        mine = update(Upload).where(Upload.id == self.id, Upload.status.in_(ENDED)).values(multipart="", received=0)
        db.session.execute(mine, execution_options={"synchronize_session": False})

    @classmethod
    def knows(cls, key: str, multipart: str) -> bool:
        """Is this unfinished object one of ours that still goes on?"""
        mine = cls.key == key, cls.multipart == multipart, cls.status.in_(OPEN)
        return db.session.scalar(select(cls.id).where(*mine)) is not None


def file_name(name: str) -> str:
    """The name as it is kept: its letters, without a path and what cannot be seen. Raises Refused when nothing is left."""
    clean = one_line(re.split(r"[/\\]", name[-4 * LONGEST_NAME :])[-1], 4 * LONGEST_NAME).strip(". ")
    if not clean:
        raise Refused(N_("This file has no name."))
    return short_name(clean, LONGEST_NAME)


def _taken(purpose: Purpose, name: str, size: int) -> str:
    """The media type of a file that may come. Raises Refused or TooMuch."""
    media_type = purpose.media_type(name)
    if media_type is None:
        otherwise = purpose.refusals.get(PurePath(name).suffix.lower())
        if otherwise:
            raise Refused(otherwise)
        raise Refused(
            N_("Files of this kind cannot be read here. These can: %(kinds)s."),
            kinds=", ".join(each[1:].upper() for each in purpose.media_types),
        )
    if size < 1:
        raise Refused(N_("This file is empty."))
    if size > purpose.most_bytes:
        raise TooMuch(N_("This file is larger than %(most)s MB."), most=purpose.most_bytes // MB)
    return media_type


def _count(*which: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(Upload).where(*which)) or 0
