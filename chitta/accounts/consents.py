"""What a person agreed to: for which purpose, in which words, since when and until when. A story, never a flag.

Whoever sends something of a family's to a model outside asks `allows` first, at that very moment.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import Base, Moment, db, lock
from chitta.core.i18n import N_

Purpose = Literal["terms", "talk", "papers", "reports"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
OUTSIDE: tuple[Purpose, ...] = (
    "talk",
    "papers",
    "reports",
)  # what a model outside may be given; films are asked for one by one


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody says yes or no to, as msgids."""

    title: str
    text: str


# The last wording of a purpose is the one that holds, and its place in the row is its version. One that parents have read is
# never changed: another is added, everybody is asked anew, and until they answer they have not said yes to it.
# fmt: off
WORDS: dict[Purpose, tuple[Wording, ...]] = {
    "terms": (
        Wording(N_("The terms of use"), N_("I understand that Chitta is an AI and does not diagnose, and I am over 18.")),
    ),
    "talk": (
        Wording(N_("Claude answers me"), N_("What I write in the conversation, my first name, and what Chitta knows about my child are sent to Claude so that it can answer.")),
    ),
    "papers": (
        Wording(N_("Claude reads my papers"), N_("The text and the pictures of papers that I bring are sent to Claude, to be read and put in plain words.")),
    ),
    "reports": (
        Wording(N_("Claude writes my letters and reports"), N_("What is known about my child, with name and age, is sent to Claude, which writes letters and reports from it.")),
    ),
}
# fmt: on


def current(purpose: str) -> int:
    """The version that holds."""
    return len(WORDS[purpose])  # type: ignore[index]


class Consent(Base):
    """One answer to one purpose in one wording. A yes has given_at, and withdrawn_at once it was taken back; a no has only
    withdrawn_at."""

    __tablename__ = "consents"
    __table_args__ = (
        Index("ix_consents_user", "user_id", "purpose"),
        CheckConstraint("given_at is not null or withdrawn_at is not null", name="ck_consents_answered"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(10))
    version: Mapped[int] = mapped_column(Integer)
    given_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def stands(self) -> bool:
        return self.given_at is not None and self.withdrawn_at is None

    @property
    def answered_at(self) -> datetime:
        at = self.given_at or self.withdrawn_at
        assert at
        return at

    @property
    def wording(self) -> Wording:
        """What was read then; of a version nobody knows any more, the oldest."""
        known = WORDS[self.purpose]  # type: ignore[index]
        return known[min(max(self.version, 1), len(known)) - 1]

    @property
    def outworn(self) -> bool:
        """Was it an answer to other words than those of today?"""
        return self.version != current(self.purpose)

    @classmethod
    def of(cls, user: User) -> list[Consent]:
        """Everything this person ever answered, the newest first."""
        mine = list(db.session.scalars(select(cls).where(cls.user_id == user.id)))
        return sorted(mine, key=lambda one: (one.answered_at, one.id), reverse=True)

    @classmethod
    def give(cls, user: User, *purposes: Purpose) -> None:
        """Yes, to the wording that holds. What stands already stays as it is."""
        cls._lock(user)
        for purpose in purposes:
            if not allows(user.id, purpose):
                cls._end(user, purpose)  # a yes to older words is followed by this one
                cls._note("give", user, cls._add(user, purpose, given_at=times.now()))

    @classmethod
    def withdraw(cls, user: User, *purposes: Purpose) -> None:
        """No, from this moment on: what was given is taken back, and words that were not answered yet are answered."""
        cls._lock(user)
        for purpose in purposes:
            for one in cls._end(user, purpose):
                cls._note("withdraw", user, one)
            if unanswered(user, [purpose]):
                cls._note("refuse", user, cls._add(user, purpose, withdrawn_at=times.now()))

    @classmethod
    def _end(cls, user: User, purpose: Purpose) -> list[Consent]:
        standing = cls.user_id == user.id, cls.purpose == purpose, cls.given_at.is_not(None), cls.withdrawn_at.is_(None)
        ended = list(db.session.scalars(select(cls).where(*standing)))
        for one in ended:
            one.withdrawn_at = times.now()
        return ended

    @classmethod
    def _add(cls, user: User, purpose: Purpose, **at: datetime) -> Consent:
        answer = cls(id=uuid.uuid4(), user_id=user.id, purpose=purpose, version=current(purpose), **at)
        db.session.add(answer)
        db.session.flush()
        return answer

    @staticmethod
    def _lock(user: User) -> None:
        """Of two taps at once one comes first."""
        lock()
        db.session.scalar(select(User.id).where(User.id == user.id).with_for_update())

    @staticmethod
    def _note(verb: str, user: User, answer: Consent) -> None:
        Deed.note(f"consent.{verb}", user.id, answer)


def allows(user_id: uuid.UUID, purpose: Purpose) -> bool:
    """Did they say yes to the wording that holds, and does it stand?"""
    said = Consent.user_id == user_id, Consent.purpose == purpose, Consent.version == current(purpose)
    stands = Consent.given_at.is_not(None), Consent.withdrawn_at.is_(None)
    return db.session.scalar(select(Consent.id).where(*said, *stands).limit(1)) is not None


def taken_back_since(user_id: uuid.UUID, purpose: Purpose, moment: datetime) -> bool:
    """Did they allow it and take it back after that moment?"""
    said = Consent.user_id == user_id, Consent.purpose == purpose, Consent.given_at.is_not(None)
    return db.session.scalar(select(Consent.id).where(*said, Consent.withdrawn_at >= moment).limit(1)) is not None


def unanswered(user: User, purposes: Collection[Purpose] = PURPOSES) -> list[Purpose]:
    """To which of these nothing was said yet, neither yes nor no, in the wording that holds."""
    said = db.session.execute(select(Consent.purpose, Consent.version).where(Consent.user_id == user.id))
    answered = {purpose for purpose, version in said if version == current(purpose)}
    return [purpose for purpose in purposes if purpose not in answered]
