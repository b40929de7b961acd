"""What was said in a journey: the parent's lines, and Chitta's replies with the story of how each came about."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    case,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db
from chitta.core.vocabulary import MessageStatus
from chitta.journey.models import Journey

LONGEST = 8000
LEASE = timedelta(seconds=15)
MOST_ATTEMPTS = 5
ROUND = 100  # attempts are counted on from the next hundred when the parent asks for another try
PINNED = timedelta(hours=24)
NEWS = "news"  # engine of lines that only tell what arrived
PAGE = 30
LEAD = 6  # lines shown before one that is pointed at
LONG = 120  # lines a page may hold to reach from such a place to the newest
OPEN: tuple[MessageStatus, ...] = ("waiting", "speaking")


class Message(Base):
    """One line. A reply steps waiting → speaking → settled, stopped or failed, and from the last two back to waiting.

    text is what was said so far; `mark` is the id of the last fact of the stream that text contains. `attempt` counts
    the tries and fences off a worker that was thought dead; `kept` is how much of the text a new try starts from.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("session_id", "seq"),
        UniqueConstraint("session_id", "key"),
        Index("ix_messages_status", "status", "lease_until"),
        Index("ix_messages_alert", "session_id", "alerted_at"),
        Index("ix_messages_reply", "reply_to"),  # when lines are erased, the database looks here for each of them
        CheckConstraint("status in ('waiting', 'speaking', 'settled', 'stopped', 'failed')", name="ck_messages_status"),
        CheckConstraint("sender in ('user', 'chitta')", name="ck_messages_sender"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    seq: Mapped[int] = mapped_column(Integer)
    sender: Mapped[str] = mapped_column(String(6))
    text: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(8), default="settled")
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)

    # the parent's lines
    key: Mapped[str | None] = mapped_column(String(36))  # idempotency key of the form
    alert: Mapped[str] = mapped_column(String(80), default="")  # kinds the safety layer saw, comma-separated
    alerted_at: Mapped[datetime | None] = mapped_column(Moment)

    # Chitta's replies
    reply_to: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("messages.id", ondelete="CASCADE"))
    engine: Mapped[str] = mapped_column(String(10), default="")
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    kept: Mapped[int] = mapped_column(Integer, default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    mark: Mapped[str] = mapped_column(String(40), default="0-0")
    error: Mapped[str] = mapped_column(String(20), default="")
    topic: Mapped[str] = mapped_column(String(12), default="")
    view: Mapped[str] = mapped_column(String(20), default="")
    usage: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    calls: Mapped[list[str]] = mapped_column(Json, default=list)  # tools that ran for it, while it is not settled

    journey: Mapped[Journey] = relationship()

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: messages of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @property
    def hopeless(self) -> bool:
        """Every worker that began this reply was killed over it."""
        return self.attempt % ROUND > MOST_ATTEMPTS

    @property
    def open(self) -> bool:
        return self.status in OPEN

    @property
    def alerts(self) -> tuple[str, ...]:
        return tuple(kind for kind in self.alert.split(",") if kind)

    @property
    def away(self) -> timedelta | None:
        """How long the parent had said nothing before this line of theirs; None for their first."""
        before = select(Message.created_at).where(
            Message.session_id == self.session_id, Message.sender == "user", Message.seq < self.seq
        )
        last = db.session.scalar(before.order_by(Message.seq.desc()).limit(1))
        return self.created_at - last if last else None

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def page(cls, journey: Journey, before: Message | None = None, size: int = PAGE) -> list[Message]:
        """Up to `size` messages before one (default: the newest), oldest first."""
        query = select(cls).where(cls.session_id == journey.id).order_by(cls.seq.desc()).limit(size)
        if before is not None:
            query = query.where(cls.seq < before.seq)
        return list(db.session.scalars(query))[::-1]

    @classmethod
    def around(cls, journey: Journey, message_id: uuid.UUID) -> tuple[list[Message], bool]:
        """The lines about one of this journey's, oldest first, and whether they reach to the newest.

        From a few before it to the newest where that is not too many, else a page of them; the newest page for an id
        that is not of this journey.
        """
        here = select(cls.seq).where(cls.session_id == journey.id, cls.id == message_id).scalar_subquery()
        from_here = select(cls).where(cls.session_id == journey.id, cls.seq >= here - LEAD)
        lines = list(db.session.scalars(from_here.order_by(cls.seq).limit(LONG + 1)))
        if len(lines) > LONG:
            return lines[:PAGE], False
        return lines if len(lines) > PAGE else cls.page(journey), True

    @classmethod
    def said(cls, session_id: uuid.UUID, before: int, after: int) -> list[tuple[str, str, str]]:
        """(sender, text, topic) of the lines between two places, oldest first: what a guide is told. News stand between a
        question and its answer without being either."""
        between = cls.session_id == session_id, cls.seq < before, cls.seq > after, cls.text != "", cls.engine != NEWS
        return [
            tuple(row)
            for row in db.session.execute(select(cls.sender, cls.text, cls.topic).where(*between).order_by(cls.seq))
        ]

    @classmethod
    def after(cls, journey: Journey, seq: int) -> list[Message]:
        """Messages after a place in the conversation, oldest first; a page of them at most."""
        return list(
            db.session.scalars(
                select(cls).where(cls.session_id == journey.id, cls.seq > seq).order_by(cls.seq).limit(PAGE)
            )
        )

    @classmethod
    def alerted(cls, journey: Journey) -> Message | None:
        """The newest line within a day for which helplines are shown."""
        recent = cls.session_id == journey.id, cls.alerted_at > times.now() - PINNED
        return db.session.scalar(select(cls).where(*recent).order_by(cls.alerted_at.desc()).limit(1))

    # --- saying ------------------------------------------------------------------------------------------------

    @classmethod
    def greet(cls, journey: Journey, text: str, topic: str) -> Message:
        """Chitta's first words on a new journey."""
        return cls._add(journey, sender="chitta", text=text, topic=topic, engine="greeting", finished_at=times.now())

    @classmethod
    def invite(cls, journey: Journey, text: str, topic: str) -> Message:
        """A question of Chitta's that no line of the parent's came before. The journey is locked."""
        return cls._add(journey, sender="chitta", text=text, topic=topic, engine="invitation", finished_at=times.now())

    @classmethod
    def bring(cls, journey: Journey, text: str, key: str, view: str) -> Message | None:
        """A line that tells of something which arrived; None when that `key` was told before. The journey is locked."""
        if db.session.scalar(select(cls.id).where(cls.session_id == journey.id, cls.key == key)):
            return None
        return cls._add(journey, sender="chitta", text=text, key=key, view=view, engine=NEWS, finished_at=times.now())

    @classmethod
    def say(
        cls, journey: Journey, text: str, key: str | None, alerts: tuple[str, ...]
    ) -> tuple[Message, Message, bool]:
        """The parent's line, settled, and Chitta's, waiting. The journey must be locked.

        Answers (hers, ours, new): a form that arrives twice gets the first one's rows.
        """
        said = cls._said_before(journey, text, key)
        if said and said[0].text == text:
            return *said, False
        key = None if said else key  # the form came back with other words: a new message, not to be swallowed
        now, last = times.now(), cls._last(journey)
        hers = cls(
            id=uuid.uuid4(), session_id=journey.id, seq=last + 1, sender="user", text=text, key=key, created_at=now
        )
        hers.alert, hers.alerted_at = ",".join(alerts), now if alerts else None
        ours = cls(
            id=uuid.uuid4(), session_id=journey.id, seq=last + 2, sender="chitta", status="waiting", created_at=now
        )
        ours.reply_to = hers.id
        db.session.add_all((hers, ours))
        return hers, ours, True

    @classmethod
    def _said_before(cls, journey: Journey, text: str, key: str | None) -> tuple[Message, Message] | None:
        """By the form's key; for a form without one, the same words still unanswered (a double tap)."""
        same = (
            (cls.key == key)
            if key
            else (cls.text == text) & cls.id.in_(select(cls.reply_to).where(*cls._open_in(journey)))
        )
        mine = select(cls).where(cls.session_id == journey.id, same).order_by(cls.seq.desc()).limit(1)
        hers = db.session.scalar(mine)
        ours = db.session.scalar(select(cls).where(cls.reply_to == hers.id)) if hers else None
        return (hers, ours) if hers and ours else None

    @classmethod
    def _open_in(cls, journey: Journey) -> tuple[Any, ...]:
        return cls.session_id == journey.id, cls.status.in_(OPEN)

    @classmethod
    def _add(cls, journey: Journey, **values: Any) -> Message:
        message = cls(id=uuid.uuid4(), session_id=journey.id, seq=cls._last(journey) + 1, **values)
        db.session.add(message)
        db.session.flush()
        return message

    @classmethod
    def _last(cls, journey: Journey) -> int:
        """The place of the newest line. The journey is locked, so nobody else can take the next."""
        return db.session.scalar(select(func.max(cls.seq)).where(cls.session_id == journey.id)) or 0

    # --- a reply's story ---------------------------------------------------------------------------------------

    @classmethod
    def claim(cls, reply_id: uuid.UUID) -> Message | None:
        """Take a waiting reply, or one whose worker died, for this worker alone; None when there is nothing to do.

        Replies of one journey are given in order: an earlier open one goes first and rings for the next when done.
        """
        now = times.now()
        free = or_(cls.status == "waiting", (cls.status == "speaking") & (cls.lease_until < now))
        taken = update(cls).where(cls.id == reply_id, free, FIRST).values(
            status="speaking", attempt=cls.attempt + 1, lease_until=now + LEASE, text=func.substr(cls.text, 1, cls.kept),
            error=case((cls.error == "budget", "budget"), else_=""),  # why the built-in guide speaks stays true for the next worker
        )  # fmt: skip
        if db.session.execute(taken, execution_options={"synchronize_session": False}).rowcount != 1:  # type: ignore[attr-defined]
            return None
        return db.session.get(cls, reply_id, populate_existing=True)

    @classmethod
    def progress(cls, reply_id: uuid.UUID, attempt: int, **values: Any) -> bool:
        """Write down how far a reply is; False when it is no longer this worker's (stopped, or taken over)."""
        mine = cls.id == reply_id, cls.attempt == attempt, cls.status == "speaking"
        written = update(cls).where(*mine).values(**values).execution_options(synchronize_session=False)
        return bool(db.session.execute(written).rowcount == 1)  # type: ignore[attr-defined]

    @classmethod
    def keep_leases(cls, mine: dict[uuid.UUID, int], lease: timedelta = LEASE) -> None:
        """The replies being spoken by this process, each in this attempt, are alive for so long."""
        ours = tuple_(cls.id, cls.attempt).in_(list(mine.items())), cls.status == "speaking"
        alive = update(cls).where(*ours).values(lease_until=times.now() + lease)
        db.session.execute(alive.execution_options(synchronize_session=False))

    @classmethod
    def give_up_leases(cls) -> None:
        """Nobody is speaking: whoever was, is gone."""
        gone = update(cls).where(cls.status == "speaking").values(lease_until=times.now())
        db.session.execute(gone.execution_options(synchronize_session=False))

    @classmethod
    def left_behind(cls, older_than: timedelta) -> list[uuid.UUID]:
        """Replies nobody is working on: waiting for long, or spoken by a worker that died."""
        now = times.now()
        waiting = (cls.status == "waiting") & (cls.created_at < now - older_than)
        orphaned = (cls.status == "speaking") & (cls.lease_until < now)
        return list(
            db.session.scalars(select(cls.id).where(or_(waiting, orphaned)).order_by(cls.created_at).limit(500))
        )

    @classmethod
    def next_waiting(cls, session_id: uuid.UUID) -> uuid.UUID | None:
        return db.session.scalar(
            select(cls.id).where(cls.session_id == session_id, cls.status == "waiting").order_by(cls.seq).limit(1)
        )

    @classmethod
    def stop(cls, reply_id: uuid.UUID, text: str) -> bool:
        """The parent has heard enough; what was said stays. False when the reply had ended by itself."""
        still = update(cls).where(cls.id == reply_id, cls.status.in_(OPEN))
        # More words may have been written since ours were read: the reader has them, so they stay.
        longer = case((func.length(cls.text) > len(text), cls.text), else_=text)
        stopped = still.values(status="stopped", text=longer, finished_at=times.now(), lease_until=None)
        return bool(db.session.execute(stopped.execution_options(synchronize_session=False)).rowcount == 1)  # type: ignore[attr-defined]

    def try_again(self, engine: str = "") -> bool:
        """Back to waiting: words that were said are kept and gone on from. False when it is not failed or stopped.

        The count of attempts never goes back: a worker that has not noticed the stop must not pass for the new one.
        """
        again = update(Message).where(Message.id == self.id, Message.status.in_(("failed", "stopped")))
        waiting = again.values(
            status="waiting", kept=func.length(Message.text), engine=engine, error="", finished_at=None
        )
        waiting = waiting.values(attempt=(Message.attempt // ROUND + 1) * ROUND)
        return bool(db.session.execute(waiting.execution_options(synchronize_session="fetch")).rowcount == 1)  # type: ignore[attr-defined]


# Built here, before there are threads: an ORM alias finds its columns when first asked for them, and of two threads that
# ask at once one was given a comparison of the column with itself. Replies were then refused, or given out of order.
EARLIER = Message.__table__.alias("earlier")
FIRST = ~exists().where(
    EARLIER.c.session_id == Message.session_id, EARLIER.c.seq < Message.seq, EARLIER.c.status.in_(OPEN)
)
