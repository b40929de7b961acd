"""A child's journey, what is known (observations), and the trace of how it came to be known."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, Uuid, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, Json, JsonOf, Moment, db, lock
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.gateways.builtin.labels import label_of
from chitta.journey import coming, coverage, facts, transitions
from chitta.journey.describing import describe, facts_of
from chitta.journey.facts import Fact
from chitta.journey.state import MasterState

MOST_OBSERVATIONS = 1000
TOLD = ("held", "disputed")
ALL = (*TOLD, "withdrawn")


class Journey(Base):
    """One child has journeys; one is active. Changes only through `learn`.

    Rooms to the right hang on here what they do when a journey has come to another stage or its last film was looked at,
    and when an observation was erased (wherever its words were copied to, they go too), in the same transaction.
    """

    arrived_hooks: ClassVar[list[Callable[[Journey], object]]] = []
    erased_hooks: ClassVar[list[Callable[[Observation], object]]] = []
    reworded_hooks: ClassVar[list[Callable[[Observation], object]]] = []  # corrected, disputed or agreed with again

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_child", "child_id", "created_at"),)

    child_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("children.id", ondelete="CASCADE"))
    state: Mapped[MasterState] = mapped_column(JsonOf(MasterState), default=MasterState)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)

    child: Mapped[Child] = relationship(lazy="joined", innerjoin=True)
    __allow_unmapped__ = True
    _held_by: object = None  # the transaction in which this journey was locked

    # --- finding one -------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: journeys of the children this person may see."""
        return cls.child_id.in_(select(Child.id).where(Child.visible_to(user)))

    @classmethod
    def open(cls, child: Child) -> Journey:
        """A new journey for the child; the one before it, if any, is closed."""
        now = times.now()
        db.session.add(child)
        db.session.flush()
        db.session.execute(update(cls).where(cls.child_id == child.id, cls.closed_at.is_(None)).values(closed_at=now))
        state = coverage.counted(MasterState(), facts_of(child), ())
        journey = cls(child=child, state=state, version=1, created_at=now, changed_at=now)
        db.session.add(journey)
        db.session.flush()
        return journey

    @classmethod
    def active(cls, child: Child) -> Journey | None:
        """The child's open journey."""
        mine = select(cls).where(cls.child_id == child.id, cls.closed_at.is_(None))
        return db.session.scalar(mine.order_by(cls.created_at.desc(), cls.id).limit(1))

    @classmethod
    def of_family(cls, user: User) -> list[tuple[Child, uuid.UUID]]:
        """The family's children with their open journeys, the one talked about last first. One query."""
        rows = (
            select(Child, cls.id)
            .join(cls, cls.child_id == Child.id)
            .where(Child.visible_to(user), cls.closed_at.is_(None))
        )
        return [(child, id) for child, id in db.session.execute(rows.order_by(cls.changed_at.desc(), cls.id)).all()]

    @classmethod
    def locked(cls, journey_id: uuid.UUID) -> Journey:
        """The journey, fresh, and nobody else may change it until this transaction ends."""
        lock()
        mine = select(cls).where(cls.id == journey_id).with_for_update(of=cls)
        journey = db.session.scalars(mine, execution_options={"populate_existing": True}).one()
        journey._held_by = db.session().get_transaction()
        return journey

    # --- reading -----------------------------------------------------------------------------------------------

    def observations(self, states: Iterable[str] = TOLD) -> list[Observation]:
        """What is known, oldest first; fresh, since rows read before the journey was locked may have changed."""
        mine = select(Observation).where(Observation.session_id == self.id, Observation.state.in_(tuple(states)))
        ordered = mine.order_by(Observation.created_at, Observation.id)
        return list(db.session.scalars(ordered, execution_options={"populate_existing": True}))

    def recount(self) -> MasterState:
        """The state as the rows say it now. Equal to `state` after every `learn`."""
        return coverage.counted(self.state, facts_of(self.child), self.observations())

    @property
    def today(self) -> MasterState:
        """The state as it is now: children grow, meetings pass and help lines are put away while nobody learns anything."""
        child, now = facts_of(self.child), times.now()
        state = self.state if child == self.state.child else self.state.model_copy(update={"child": child})
        until = state.metadata.helplines_until
        return coming.at(state.noted(helplines_until=None) if until and until <= now else state, now)

    # --- the one way in ----------------------------------------------------------------------------------------

    def learn(self, fact: Fact) -> frozenset[str]:
        """Take in a fact: lock, write its rows, count, validate, leave a trace.

        Answers what changed, of {"deck", "child", "stage", "portrait", "replies", "view"}, for the caller to tell open
        pages after the commit. Raises Refused (a rule said no) or Conflict (somebody else changed it); nothing is written then.
        """
        if self._held_by is not db.session().get_transaction():
            Journey.locked(self.id)
        before, known = self.state, self.observations()
        told = transitions.after(coverage.counted(before, facts_of(self.child), known), fact)
        touched = self._write(fact)
        db.session.flush()
        state = coverage.counted(told, facts_of(self.child), self.observations() if touched else known)
        self.state = MasterState.model_validate(state.model_dump())
        self.version, self.changed_at = self.version + 1, times.now()
        Trace.leave(self, fact, touched)
        db.session.flush()
        if before.journey_stage != self.state.journey_stage or self._all_watched(before):
            for hook in self.arrived_hooks:
                hook(self)
        return transitions.changed(before, self.state, fact, touched)

    def _all_watched(self, before: MasterState) -> bool:
        return before.progress.analysis < self.state.progress.analysis == 100

    def _write(self, fact: Fact) -> Observation | None:
        """Write the fact's own rows; the observation it touched, if it was about one."""
        match fact:
            case facts.ChildDescribed():
                describe(self.child, fact)
            case facts.Observed():
                return self._observe(fact)
            case facts.Corrected(observation_id=id, text=text, example=example, version=version):
                return self._reworded(self._observation(id).reword(text, version, example))
            case facts.Disputed(observation_id=id, undo=undo):
                return self._reworded(self._observation(id).dispute(undo))
            case facts.Withdrawn(observation_id=id):
                erased = self._observation(id).erase()
                for hook in self.erased_hooks:
                    hook(erased)
                return erased
        return None

    def _reworded(self, observation: Observation) -> Observation:
        for hook in self.reworded_hooks:
            hook(observation)
        return observation

    def _observation(self, observation_id: uuid.UUID) -> Observation:
        mine = select(Observation).where(Observation.id == observation_id, Observation.session_id == self.id)
        found = db.session.scalar(mine, execution_options={"populate_existing": True})
        if found is None or found.state == "withdrawn":
            raise Refused(N_("This is no longer here."))
        return found

    def _observe(self, fact: facts.Observed) -> Observation | None:
        """A new row; said again in the same words, it only fills in an example or a since that was missing. What a film shows is
        another thing than what was told, or what shows elsewhere in films, whatever the words."""
        seen, film = self.observations(), _filmed(fact.source)
        alike = (one for one in seen if one.kind == fact.kind and plain(one.text) == plain(fact.text))
        same = next((one for one in alike if _filmed(one.source) == film), None)
        if same:
            return same.fill_in(fact)
        if len(seen) >= MOST_OBSERVATIONS:
            raise Refused(
                N_('There is more written down here than fits. Something can be deleted under "What Chitta knows".')
            )
        observation = Observation(session_id=self.id, **fact.model_dump(mode="json"))
        db.session.add(observation)
        return observation


class Observation(Base):
    """The atom of what is known. Withdrawn ones keep their place and lose their words."""

    __tablename__ = "observations"
    __table_args__ = (
        Index("ix_observations_session", "session_id", "created_at"),
        CheckConstraint("state in ('held', 'disputed', 'withdrawn')", name="ck_observations_state"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    domain: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    example: Mapped[str] = mapped_column(Text, default="")
    since: Mapped[str] = mapped_column(String(80), default="")
    said_by: Mapped[str] = mapped_column(String(8), default="parent")
    source: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    state: Mapped[str] = mapped_column(String(9), default="held")
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: what is known in journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @property
    def moment(self) -> str:
        """The example, where it says more than the text does."""
        return "" if told_in(self.example, self.text) else self.example

    def reword(self, text: str, version: int, example: str | None = None) -> Observation:
        """Better words by the parent, who thereby agrees. Conflict when they were written over other words than these.

        An example and a since that only the old words told go with them, so that no disowned word is left anywhere;
        example: what the parent made of an example with words of its own (None: they saw none).
        """
        if text == self.text and example in (None, self.example):
            return self._stepped("held")
        if version != self.version:
            raise Conflict(N_("This was changed a moment ago. Both texts are here: choose which one stays."))
        before = f"{self.text} {self.example}"
        if example is None:
            example = text if told_in(self.example, self.text) else self.example
        if told_in(self.since, before) and not told_in(self.since, f"{text} {example}"):
            self.since = ""
        asked = label_of(
            self.text
        )  # rewording a film's moment without the guide's label does not make it another thing
        self.source = {**self.source, "reworded": True} | ({"asked": asked} if asked and not label_of(text) else {})
        self.text, self.example = text, example
        return self._stepped("held", always=True)

    def dispute(self, undo: bool = False) -> Observation:
        """The parent does not agree, or agrees again."""
        return self._stepped("held" if undo else "disputed")

    def erase(self) -> Observation:
        """Gone: the row keeps its place, the words are lost."""
        self.text = self.example = self.since = ""
        return self._stepped("withdrawn")

    def fill_in(self, fact: facts.Observed) -> Observation | None:
        """What was missing and is told now; None when there is nothing new."""
        example, since = self.example or fact.example, self.since or fact.since
        if (example, since) == (self.example, self.since):
            return None
        self.example, self.since = example, since
        return self._stepped(self.state, always=True)

    def _stepped(self, state: str, always: bool = False) -> Observation:
        if state != self.state or always:
            self.state, self.version, self.changed_at = state, self.version + 1, times.now()
        return self


class Trace(Base):
    """One fact a journey learned: kind and ids, so that a state can be explained. Words stay in their own rows."""

    __tablename__ = "traces"
    __table_args__ = (Index("ix_traces_session", "session_id", "version"),)

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(30))
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    @classmethod
    def leave(cls, journey: Journey, fact: Fact, touched: Observation | None) -> Trace:
        """Write down that this fact was learned."""
        detail = facts.without_words(fact) | ({"observation": str(touched.id)} if touched else {})
        trace = cls(session_id=journey.id, version=journey.version, kind=type(fact).__name__, detail=detail)
        db.session.add(trace)
        return trace


def _filmed(source: Mapping[str, Any]) -> tuple[Any, ...]:
    """Which film, and where in it; the same for everything that comes from none."""
    return (source.get("video"), *(source.get("second") or ())) if source.get("video") else ()


def plain(text: str) -> str:
    """A text as it is compared: composed, lower-case, without vowel points, punctuation and doubled spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare)) or text.strip()


def told_in(part: str, whole: str) -> bool:
    """Do all words of a text stand in another one, as they are? Not for an empty text."""
    return bool(part) and f" {plain(part)} " in f" {plain(whole)} "
