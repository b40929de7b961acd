"""A child of a family. Name, birth date and gender may come later, in the conversation."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import Date, ForeignKey, Index, String, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Moment, db, lock
from chitta.core.errors import TooMuch
from chitta.core.i18n import N_

OLDEST = 18  # whole years
MOST = 20
SAME_FORM = timedelta(seconds=30)
HUES = ("pending", "expert", "new", "completed", "progress", "upcoming", "active", "processing")


class Child(Base):
    """Seen by the parent whose child it is, and nobody else.

    Rooms to the right hang on here what they do when a child is added (the last one answers the address to go to) and
    when the form changed what is known of it. They run in the same transaction.
    """

    born_hooks: ClassVar[list[Callable[[Child], str]]] = []
    changed_hooks: ClassVar[list[Callable[[Child], object]]] = []

    __tablename__ = "children"
    __table_args__ = (Index("ix_children_parent", "parent_id", "created_at"),)

    parent_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(60), default="")
    date_of_birth: Mapped[date | None] = mapped_column(Date)
    # "day" when the parent gave a date, "month" or "year" when it was worked out from an age they told
    birth_precision: Mapped[str] = mapped_column(String(5), default="")
    gender: Mapped[str] = mapped_column(String(4), default="")
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    parent: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: SQL condition for the children this person may see."""
        return cls.parent_id == user.id

    @classmethod
    def of(cls, user: User) -> list[Child]:
        """The family's children, oldest entry first."""
        return list(db.session.scalars(select(cls).where(cls.visible_to(user)).order_by(cls.created_at, cls.id)))

    @classmethod
    def add(cls, parent: User, name: str = "", born: date | None = None, gender: str = "") -> Child:
        """A child of this family, about whom as much is known as was said. A form that arrives twice adds one child.

        Raises TooMuch for a family that is none.
        """
        lock()
        db.session.execute(select(User.id).where(User.id == parent.id).with_for_update())
        family, moment = cls.of(parent), times.now() - SAME_FORM
        same = (one for one in family if (one.name, one.date_of_birth, one.gender) == (name, born, gender))
        if twice := next((one for one in same if one.created_at > moment), None):
            return twice
        if len(family) >= MOST:
            raise TooMuch(N_("There are as many children here as one account can have."))
        child = cls(parent=parent)
        child._write_down(name, born, gender)
        db.session.add(child)
        db.session.flush()
        return child

    def correct(self, name: str, born: date | None, gender: str) -> None:
        """What the parent says now is what holds; an age that was worked out stays until a date replaces it."""
        self._write_down(name, born, gender)
        for hook in self.changed_hooks:
            hook(self)

    def welcome(self) -> str:
        """Let the other rooms make ready; the address to go to."""
        addresses = [hook(self) for hook in self.born_hooks]
        return addresses[-1] if addresses else "/"

    def _write_down(self, name: str, born: date | None, gender: str) -> None:
        if born != self.date_of_birth:
            self.date_of_birth, self.birth_precision = born, "day" if born else ""
        self.name, self.gender = name, gender

    @property
    def hue(self) -> str:
        """A colour that stays with this child."""
        return HUES[self.id.int % len(HUES)]

    @property
    def age_years(self) -> float | None:
        return times.age_years(self.date_of_birth) if self.date_of_birth else None
