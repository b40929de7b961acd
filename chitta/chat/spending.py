"""What a family's conversations cost: tokens of a day, summed as they are spent, against the family's daily share."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Date, ForeignKey, UniqueConstraint, Uuid, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from chitta.accounts.models import User
from chitta.chat.models import Message
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, db, lock
from chitta.gateways.guide import Usage
from chitta.journey.models import Journey

COUNTED = ("tokens_in", "tokens_out", "tokens_cached")
OUT, CACHED = 5, 10  # a token said costs five read ones; ten read from the cache cost one


class Spending(Base):
    """One family, one day on the family's own calendar. tokens_in are those not read from the cache."""

    __tablename__ = "spendings"
    __table_args__ = (UniqueConstraint("user_id", "day"),)

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    day: Mapped[date] = mapped_column(Date)
    tokens_in: Mapped[int] = mapped_column(BigInteger, default=0)
    tokens_out: Mapped[int] = mapped_column(BigInteger, default=0)
    tokens_cached: Mapped[int] = mapped_column(BigInteger, default=0)

    @property
    def weighed(self) -> int:
        """The day's tokens as the budget counts them."""
        return self.tokens_in + OUT * self.tokens_out + self.tokens_cached // CACHED

    @classmethod
    def add(cls, user_id: uuid.UUID, day: date, **tokens: int) -> None:
        """One statement, so that replies of two children at once lose no count."""
        insert: Any = sqlite.insert if db.session.connection().dialect.name == "sqlite" else postgresql.insert
        row = insert(cls).values(id=uuid.uuid4(), user_id=user_id, day=day, **tokens)
        grown = {name: getattr(cls, name) + row.excluded[name] for name in COUNTED}
        db.session.execute(row.on_conflict_do_update(index_elements=["user_id", "day"], set_=grown))

    @classmethod
    def today(cls, user: User) -> Spending | None:
        """What this family has spent since its last midnight."""
        return db.session.scalar(select(cls).where(cls.user_id == user.id, cls.day == times.today_at(user.time_zone)))


def spend(reply_id: uuid.UUID, usage: Usage) -> None:
    """Add a request's tokens to its reply and to its family's day, whatever becomes of the reply."""
    lock()
    told = (
        select(Message, User)
        .join(Journey, Journey.id == Message.session_id)
        .join(Child, Child.id == Journey.child_id)
        .join(User, User.id == Child.parent_id)
        .where(Message.id == reply_id)
        .with_for_update(of=Message)
    )
    found = db.session.execute(told, execution_options={"populate_existing": True}).first()
    if found is None:
        return  # deleted meanwhile, and its count with it
    reply, user = found
    before = {"in": 0, "out": 0, "cached": 0, **reply.usage}
    reply.usage = {
        "model": usage.model,
        "in": before["in"] + usage.tokens_in,
        "out": before["out"] + usage.tokens_out,
        "cached": before["cached"] + usage.tokens_cached,
    }
    Spending.add(user.id, times.today_at(user.time_zone), **{name: getattr(usage, name) for name in COUNTED})


def used_up(user: User, budget: int) -> bool:
    """Has this family had its share of today? A budget of 0 is no limit."""
    spent = Spending.today(user) if budget else None
    return spent is not None and spent.weighed >= budget
