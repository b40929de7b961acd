"""What a family costs: tokens of a day, in conversation and in reading, summed as they are spent, against its daily share."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import BigInteger, Date, ForeignKey, UniqueConstraint, Uuid, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from chitta.accounts.models import User
from chitta.chat.models import Message
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, after_commit, db, lock, transaction
from chitta.gateways.guide import Usage
from chitta.gateways.queue import counted
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
    reply.usage = grown(reply.usage, usage)
    _add(user, usage)


class Bill:
    """What a piece of work outside the conversation costs its family: hand it to `Guide.extract` as `spent`.

    Every request is added to the family's day as it ends, in a transaction of its own, so that a fault or a kill loses no
    count; nobody may hold one open meanwhile. `usage` is the sum so far, in the shape a message keeps: {} when no model
    was asked.
    """

    def __init__(self, journey_id: uuid.UUID) -> None:
        self.journey_id = journey_id
        self.usage: dict[str, Any] = {}

    def __call__(self, usage: Usage) -> None:
        self.usage = grown(self.usage, usage)
        with transaction():
            lock()
            family = select(User).join(Child, Child.parent_id == User.id).join(Journey, Journey.child_id == Child.id)
            user = db.session.scalar(family.where(Journey.id == self.journey_id))
            if user:  # deleted meanwhile, and its count with it
                _add(user, usage)


def grown(before: Mapping[str, Any], usage: Usage) -> dict[str, Any]:
    """What was spent before, as a row keeps it, and this."""
    return {
        "model": usage.model,
        "in": before.get("in", 0) + usage.tokens_in,
        "out": before.get("out", 0) + usage.tokens_out,
        "cached": before.get("cached", 0) + usage.tokens_cached,
    }


def _add(user: User, usage: Usage) -> None:
    tokens = {name: getattr(usage, name) for name in COUNTED}
    Spending.add(user.id, times.today_at(user.time_zone), **tokens)
    for name, number in tokens.items():
        after_commit(partial(counted, name, usage.model, number))


def used_up(user: User, budget: int) -> bool:
    """Has this family had its share of today? A budget (settings' daily_token_budget) of 0 is no limit. Sample families have
    none, since anybody may write there.

    Asked before a model is, in conversation and in reading alike; what was begun is finished.
    """
    if user.demo:
        return True
    spent = Spending.today(user) if budget else None
    return spent is not None and spent.weighed >= budget
