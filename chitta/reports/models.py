"""What is written of a child from the observations: letters and reports, each version frozen."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    Uuid,
    exists,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Mapped, defer, lazyload, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db
from chitta.core.leasing import APART, ROUND, Claimed
from chitta.core.vocabulary import ReportVariant
from chitta.journey.models import Journey, Observation
from chitta.journey.papers import brought
from chitta.journey.state import MasterState
from chitta.prints.models import Print
from chitta.reports.composing import Letter
from chitta.reports.pieces import Held
from chitta.reports.professional import Professional

PRINTED = "report"  # what its prints are called
MOST_ATTEMPTS = 5
PAGE = 30
LAST_VERSION = 2**31 - 1  # that the column can hold
SCANNED = 200  # journeys looked at in one query by the sweeper
ARTIFACTS: dict[ReportVariant, str] = {"parent": "parent_report", "professional": "pro_report"}
Written = Letter | Professional
KINDS: dict[ReportVariant, type[Written]] = {"parent": Letter, "professional": Professional}


class Report(Claimed, Base):
    """One version. It steps waiting → writing → ready or failed; what is ready never changes.

    content: what was written ("letter"), whom it was about ("head"), the mark of what it was written from ("basis"), why it is by
    template though Claude is here ("note": "guide", "budget", "consent"), what it cost ("usage"); while it is open, what it waits for
    ("waits": "busy", "changed"). `attempt` counts the tries and fences off a worker that was thought dead. The one thing that changes a ready version:
    the words of an observation that the parent deletes leave it too (`forget`).
    """

    __tablename__ = "reports"
    STEPS: ClassVar = {"waiting": "writing", "writing": "writing"}
    __table_args__ = (
        UniqueConstraint("session_id", "variant", "version"),
        Index("ix_reports_status", "status", "lease_until"),
        CheckConstraint("variant in ('parent', 'professional')", name="ck_reports_variant"),
        CheckConstraint("status in ('waiting', 'writing', 'ready', 'failed')", name="ck_reports_status"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    variant: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[str] = mapped_column(String(8), default="waiting")
    engine: Mapped[str] = mapped_column(String(10), default="")
    error: Mapped[str] = mapped_column(String(20), default="")
    content: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    read_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: reports of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def of(cls, journey: Journey, variant: ReportVariant | None = None, before: int | None = None) -> list[Report]:
        """A page of versions, the newest first, their words not loaded yet; with `before`, those older than that version."""
        mine = select(cls).where(cls.session_id == journey.id).options(defer(cls.content), lazyload(cls.journey))
        mine = mine.order_by(cls.version.desc(), cls.variant).limit(PAGE)
        mine = mine.where(cls.variant == variant) if variant else mine
        page = list(db.session.scalars(mine.where(cls.version < before) if before else mine))
        if variant is None and len(page) == PAGE and page[-1].variant == "parent":
            page.pop()  # its twin of the same version may be on the next page, which begins below a whole version
        return page

    @property
    def path(self) -> str:
        """Its page, as a letter to the mailbox names it."""
        return f"/reports/{self.id}"

    @property
    def artifact(self) -> str:
        """The type under which the journey's state counts it."""
        return ARTIFACTS[self.variant]  # type: ignore[index]

    @property
    def letter(self) -> Written | None:
        """What was written, once it is: a letter, or a report for professionals."""
        if self.status != "ready":
            return None
        return KINDS[self.variant].model_validate(self.content["letter"])  # type: ignore[index]

    @property
    def previous(self) -> Report | None:
        """The version that could be read before this one."""
        earlier = Report.session_id == self.session_id, Report.variant == self.variant, Report.version < self.version
        ready = select(Report).where(*earlier, Report.status == "ready").options(lazyload(Report.journey))
        return db.session.scalar(ready.order_by(Report.version.desc()).limit(1))

    @property
    def head(self) -> dict[str, str]:
        """The child's name and age in words as they were when this was written; empty for one from before these were kept."""
        return self.content.get("head", {})

    @property
    def note(self) -> str:
        """Why a version is by template though Claude could have written it: "guide" (it could not), "budget", "consent" or ""."""
        return str(self.content.get("note", "")) if self.status == "ready" else ""

    @property
    def doing(self) -> str:
        """Where an open version stands, for the page that waits: 0 (it waits for its turn), 1 (what is known is put
        together), 2 (Claude is writing it), 3 (it rests before another try)."""
        if self.status == "writing":
            return "2" if self.engine == "claude" else "1"
        return "3" if self.content.get("waits") else "0"

    @property
    def outdated(self) -> bool:
        """Was anything learned, corrected or deleted since this was written?"""
        return self.status == "ready" and self.content.get("basis") != basis(self.journey, variant=self.variant)

    def disputed(self) -> Collection[uuid.UUID]:
        """Ids of this journey's observations the parent does not agree with any more."""
        mine = select(Observation.id).where(Observation.session_id == self.session_id, Observation.state == "disputed")
        return set(db.session.scalars(mine))

    # --- asking ------------------------------------------------------------------------------------------------

    @classmethod
    def ask(cls, journey: Journey, variant: ReportVariant = "parent", again: bool = False) -> Report:
        """The version that is wanted: the one that waits already, the last one when nothing is new since, or the next.

        again: a person asks, so that what Claude could not write then is hoped for once more.
        """
        journey = Journey.locked(journey.id)
        last = next(iter(cls.of(journey, variant)), None)
        language = journey.child.parent.tongue[0]
        if last and last.status == "failed":
            last.try_again(language)
            return last
        if last and (last.open or not (last.outdated or (again and last.note))):
            return last
        version = last.version + 1 if last else 1
        report = cls(id=uuid.uuid4(), session_id=journey.id, variant=variant, version=version, language=language)
        db.session.add(report)
        db.session.flush()
        return report

    def try_again(self, language: str) -> None:
        """Back to waiting, now asked for in this language. The count of attempts never goes back: a worker that was thought dead must not pass for the new one."""
        again = update(Report).where(Report.id == self.id, Report.status == "failed")
        attempt = (Report.attempt // ROUND + 1) * ROUND
        again = again.values(status="waiting", error="", attempt=attempt, language=language)
        db.session.execute(again, execution_options=APART)
        db.session.refresh(self)

    # --- a version's story -------------------------------------------------------------------------------------

    def read(self) -> bool:
        """The parent opened it; False when they had before."""
        now = update(Report).where(Report.id == self.id, Report.read_at.is_(None), Report.status == "ready")
        return bool(db.session.execute(now.values(read_at=times.now())).rowcount == 1)  # type: ignore[attr-defined]

    # --- deleting ----------------------------------------------------------------------------------------------

    @classmethod
    def forget(cls, observation: Observation) -> None:
        """Deleted words leave every version that quotes them. The journey is locked."""
        for report in cls._ready(observation.session_id):
            written = report.letter
            if written and any(source.id == observation.id for source in written.sources):
                report._rewrite(written.without(observation.id))

    @classmethod
    def forget_paper(cls, session_id: uuid.UUID, document_id: uuid.UUID) -> None:
        """A deleted document is named in no version any more. The journey is locked."""
        for report in cls._ready(session_id):
            written = report.letter
            if isinstance(written, Professional) and any(paper.id == str(document_id) for paper in written.papers):
                report._rewrite(written.without_paper(str(document_id)))

    @classmethod
    def _ready(cls, session_id: uuid.UUID) -> list[Report]:
        return list(db.session.scalars(select(cls).where(cls.session_id == session_id, cls.status == "ready")))

    def _rewrite(self, written: Written) -> None:
        """The words change, so what was printed of them goes."""
        self.content = {**self.content, "letter": written.model_dump(mode="json")}
        Print.discard(PRINTED, self.id)


def a_version(text: str) -> int:
    """A number somebody wrote into an address, within what versions can be. Raises ValueError when it is none."""
    return min(max(int(text), 1), LAST_VERSION)


def held_now(journey: Journey) -> Held:
    """Ids of all that is held, with their versions."""
    mine = Observation.session_id == journey.id, Observation.state == "held"
    rows = db.session.execute(select(Observation.id, Observation.version).where(*mine))
    return {row.id: row.version for row in rows}


def basis(journey: Journey, language: str = "", variant: str = "parent", held: Held | None = None) -> str:
    """What a version was written from, as a mark that changes when any of it does.

    language: the one it was asked for in, where that is not what the parent reads now. A report for professionals also
    names the documents, and greets nobody. held: what it was written from, where that is not all that is held now.
    """
    rows = sorted(f"{id.hex}:{version}" for id, version in (held_now(journey) if held is None else held).items())
    child, filmed = journey.child, str(journey.state.has("videos"))
    reads, address = child.parent.tongue
    years = (
        "" if child.age_years is None else str(int(child.age_years))
    )  # no finer: the letter changes on birthdays only
    about = [child.name, child.gender, str(child.date_of_birth), years, child.parent.first_name]
    about += [filmed, language or reads, address]
    if variant == "professional":
        about = [*about[:4], *about[5:]]  # the parent's name is not in it
        about += [
            f"{paper.id} {paper.title} {paper.type} {paper.dated} {paper.status}" for paper in brought(journey.state)
        ]
    return sha256("\n".join([*about, *rows]).encode()).hexdigest()[:32]


def nothing_to_watch(state: MasterState) -> bool:
    """Is nothing left that a letter should wait for?"""
    films = state.artifact("analysis")
    if state.progress.analysis == 100 or not (state.has("videos") or (films and films.total)):
        return True
    return state.metadata.go_on and films is not None and films.status == "ready"


def due(journey: Journey) -> bool:
    """Does this journey stand at the point where its first letter is written?"""
    return journey.state.journey_stage == "analysis" and nothing_to_watch(journey.state)


def overlooked() -> Iterator[uuid.UUID]:
    """Journeys that came to this point while no version is on its way, or given up.

    Read by key, page after page: families whose films are still being watched must not hide the others.
    """
    stage = type_coerce(Journey.state, Json)["journey_stage"].as_string()
    unfinished = exists().where(Report.session_id == Journey.id, Report.variant == "parent", Report.status != "ready")
    here = select(Journey.id, Journey.state).where(stage == "analysis", Journey.closed_at.is_(None), ~unfinished)
    page = db.session.execute(here.order_by(Journey.id).limit(SCANNED)).all()
    while page:
        yield from (id for id, state in page if nothing_to_watch(state))
        page = db.session.execute(here.where(Journey.id > page[-1][0]).order_by(Journey.id).limit(SCANNED)).all()
