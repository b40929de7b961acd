"""What a parent wants to ask at a meeting, in their own words."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Moment, db
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.core.text import one_line
from chitta.core.vocabulary import Stage
from chitta.journey import stages
from chitta.journey.facts import StageChosen
from chitta.journey.models import Journey, plain
from chitta.prints.models import Print
from chitta.safety.reading import read

PRINTED = "meeting"  # what prints of the page are called
LONGEST = 300
MOST = 20
HELP = timedelta(days=1)  # as long as the conversation keeps the helplines in reach
HERE = frozenset({"meeting"})  # what open pages hear that one of these changed
STAGE: Stage = "meeting_prep"


class MeetingQuestion(Base):
    """One question, on one line. idea: the key of the idea it was taken from, None for the parent's own.

    Every verb locks the journey, so that two taps are one question, and leaves in `changed` what is different now.
    """

    __tablename__ = "meeting_questions"
    __table_args__ = (
        Index("ix_meeting_questions_session", "session_id", "created_at"),
        UniqueConstraint("session_id", "idea"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(LONGEST))
    idea: Mapped[str | None] = mapped_column(String(60))
    alert: Mapped[str] = mapped_column(String(80), default="")  # kinds of danger the safety layer heard
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)
    __allow_unmapped__ = True
    changed: frozenset[str] = frozenset()  # by the last verb: what open pages should look at again

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: questions of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @classmethod
    def of(cls, journey: Journey) -> list[MeetingQuestion]:
        """All of them, in the order they were written; fresh, since another tab may have changed them."""
        mine = select(cls).where(cls.session_id == journey.id).order_by(cls.created_at, cls.id)
        return list(db.session.scalars(mine, execution_options={"populate_existing": True}))

    @property
    def alerts(self) -> tuple[str, ...]:
        """Kinds of danger its words speak of, for a day after they were written."""
        fresh = self.changed_at > times.now() - HELP
        return tuple(kind for kind in self.alert.split(",") if kind) if fresh else ()

    # --- writing -----------------------------------------------------------------------------------------------

    @classmethod
    def write(cls, journey: Journey, text: str, idea: str | None = None) -> MeetingQuestion:
        """A new question; the one that is there when it is asked in the same words, or was taken from the same idea.

        With it the meeting is being prepared, wherever the journey does not go on by itself. Raises Refused.
        """
        text = worded(text)
        alert = _heard(text)
        journey = Journey.locked(journey.id)
        there = cls.of(journey)
        same = (one for one in there if plain(one.text) == plain(text) or (idea and one.idea == idea))
        if twice := next(same, None):
            twice.changed = frozenset()
            return twice
        early = stages.may_enter(journey.today, STAGE)
        if early:
            raise Refused(early.sentence, **early.values)
        if len(there) >= MOST:
            raise Refused(N_("There is room for 20 questions. When one is deleted, there is room for another."))
        question = cls(session_id=journey.id, journey=journey, text=text, idea=idea, alert=alert)
        db.session.add(question)
        db.session.flush()
        question._told()
        if journey.state.journey_stage not in (STAGE, *stages.UNDER_WAY):
            question.changed |= journey.learn(StageChosen(stage=STAGE))
        return question

    def reword(self, text: str, version: int) -> MeetingQuestion:
        """Other words. Conflict when they were written over other words than these (`version`); Refused for a rule."""
        text = worded(text)
        alert = _heard(text)
        self._lock()
        if text == self.text:
            return self
        if version != self.version:
            raise Conflict(N_("This was changed a moment ago. Both texts are here: choose which one stays."))
        self.text, self.alert = text, alert
        self.version, self.changed_at = self.version + 1, times.now()
        self._told()
        return self

    def erase(self) -> None:
        """Gone for good; the idea it was taken from is offered again."""
        self._lock()
        db.session.delete(self)
        db.session.flush()
        self._told()

    def _told(self) -> None:
        """The page is another one now."""
        self.changed = HERE
        Print.discard_all(PRINTED, self.session_id)

    def _lock(self) -> None:
        self.changed = frozenset()
        Journey.locked(self.session_id)
        mine = select(MeetingQuestion).where(MeetingQuestion.id == self.id)
        if db.session.scalar(mine, execution_options={"populate_existing": True}) is None:
            raise Refused(N_("This is no longer here."))


def worded(text: str) -> str:
    """The words as they are kept. Raises Refused when there are none, or too many."""
    text = one_line(text, len(text))
    if not text:
        raise Refused(N_("There are no words in this question yet."))
    if len(text) > LONGEST:
        raise Refused(N_("Up to 300 characters, please."))
    return text


def _heard(text: str) -> str:
    return ",".join(read(text))
