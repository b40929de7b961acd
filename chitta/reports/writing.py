"""How a version is written: claim it, read what is known, have Claude write where there is one, freeze it, and let the journey learn of it.

No transaction is open while the model is waited for. What was deleted, disputed or corrected meanwhile takes the sentences
that rest on it along; where Claude cannot, or too little of its answer holds, the template writes.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Protocol

import structlog

from chitta.accounts.consents import allows
from chitta.accounts.models import Kind, OutgoingLetter
from chitta.audit.models import Deed
from chitta.chat.spending import Bill, barred
from chitta.children.ages import age_words
from chitta.core import times
from chitta.core.db import after_commit, db, transaction
from chitta.core.errors import GuideError
from chitta.core.i18n import Tongue, speaking
from chitta.core.leasing import ROUND
from chitta.core.text import one_line
from chitta.core.vocabulary import Language, ReportVariant
from chitta.documents.models import Document
from chitta.gateways.guide import Guide
from chitta.gateways.queue import story
from chitta.gateways.streams import live
from chitta.journey import papers, stages
from chitta.journey.facts import ArtifactCounted, GoOn, StageChosen
from chitta.journey.models import Journey
from chitta.journey.state import Artifact, MasterState
from chitta.reports import composing, weaving
from chitta.reports import professional as composing_pro
from chitta.reports.composing import About
from chitta.reports.models import MOST_ATTEMPTS, Report, Written, basis, due, held_now
from chitta.reports.pieces import LONGEST_NAME, NO_PROSE, Held, Prose, Seen, Slot
from chitta.reports.professional import MOST_PAPERS, Brought, Case

log = structlog.get_logger()

BUILT_IN = "built-in"
REST = timedelta(seconds=15)  # before another try, times the tries there were
WORTH_WAITING = ("busy", "cut", "unavailable")  # of a model
NOBODY: Mapping[str, Guide] = MappingProxyType({})

LOOKING = timedelta(minutes=3)  # who has not opened a report after so long is not looking


class Facts(Protocol):
    """Where open pages hear of what happens."""

    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...


class Superseded(Exception):
    """The version is no longer ours: another worker took over."""


class Later(Exception):
    """It may go better in a while. why: "busy" (Claude is), or "changed" (what it is about changed while it was written)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a version is made of, read and not yet put together.

    slots: the parts a model may write; compose: the whole, from the observations given to it and what a model wrote.
    """

    observations: Sequence[Seen]
    slots: Callable[[], dict[str, Slot]]
    compose: Callable[[Sequence[Seen], Prose], Written]

    def written(self, prose: Prose = NO_PROSE, only: Held | None = None) -> Written:
        """The frozen version. only: of what is held, what a model was told."""
        told = [one for one in self.observations if only is None or one.state != "held" or one.id in only]
        return self.compose(told, prose)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking a model. held: what was held then; about: the mark of whom and what else it was about."""

    prose: Prose = field(default_factory=dict)
    note: str = ""
    usage: Mapping[str, Any] = field(default_factory=dict)
    held: Held | None = None
    about: str = ""


# Who reads what a variant is made of. Asking for one that nobody writes is refused at the door.
WRITERS: dict[ReportVariant, Callable[[Report, Journey], Draft]] = {}


def write(report_id: uuid.UUID, facts: Facts, guides: Mapping[str, Guide] = NOBODY, budget: int = 0) -> None:
    """Write a version, once. A try that breaks is made again by the sweeper, five times; the last asks no model.

    guides: the first writes, where it is a model; budget: a family's tokens for a day (0: no limit).
    """
    with transaction():  # of its own, so that a try counts whatever breaks afterwards
        report = Report.claim(report_id, error="", engine="")
        if report is None:
            return
        work = _Work(report, facts, guides, budget)
    try:
        with report.alive():
            if work.tries > MOST_ATTEMPTS:
                raise RuntimeError("every worker that began it was killed")
            work.freeze(work.ask())
    except Superseded:
        log.info("report superseded", report=str(report_id), attempt=work.attempt)
    except Later as later:
        work.rest(later.why)
    except Exception as error:  # its message may quote a parent
        log.error("report broke", report=str(report_id), attempt=work.attempt, error=story(error))
        work.broken()


class _Work:
    """One try at one version."""

    def __init__(self, report: Report, facts: Facts, guides: Mapping[str, Guide], budget: int) -> None:
        self.id, self.attempt, self.journey, self.variant = report.id, report.attempt, report.session_id, report.variant
        self.tries = report.attempt % ROUND
        self.facts, self.budget = facts, budget
        self.engine = next(iter(guides), BUILT_IN)
        self.guide = guides[self.engine] if self.engine != BUILT_IN else None

    # --- asking a model ------------------------------------------------------------------------------------------

    def ask(self) -> Asked:
        """What a model wrote of it, where there is one and the family's day has room for it."""
        if self.guide is None or self.tries >= MOST_ATTEMPTS:
            return Asked(note="guide" if self.guide else "")
        with transaction():
            report = db.session.get(Report, self.id)
            if report is None:
                raise Superseded
            journey = report.journey
            parent = journey.child.parent
            slots = WRITERS[report.variant](report, journey).slots()  # type: ignore[index]
            about = weaving.About(
                report.variant,  # type: ignore[arg-type]
                one_line(journey.child.name, LONGEST_NAME),
                journey.child.gender,
                _head(report, journey)["age"],
            )
            reader = _reader(report, journey)
            asked = Asked(held=held_now(journey), about=basis(journey, report.language, report.variant, {}))
            why = barred(parent, "reports", self.budget)
            if slots and not why and not Report.hold(self.id, self.attempt, engine=self.engine):
                raise Superseded
        if not slots:
            return Asked()
        if why:
            log.info("model not asked", report=str(self.id), why=why)
            return Asked(note=why)
        return self._answered(self.guide, about, slots, reader, asked)

    def _answered(
        self, guide: Guide, about: weaving.About, slots: Mapping[str, Slot], reader: Tongue, asked: Asked
    ) -> Asked:
        bill = Bill(self.journey)
        try:
            prose, dropped = weaving.weave(guide, about, slots, reader, duty="writing", spent=bill, wanted=self.allowed)
        except GuideError as error:
            if error.kind == "unwanted":
                return Asked(note="consent", usage=bill.usage)
            tell = log.error if error.kind == "misconfigured" else log.warning
            tell("report not written by the model", report=str(self.id), kind=error.kind, detail=error.detail)
            if error.kind in WORTH_WAITING:
                raise Later("busy") from None
            return Asked(note="guide", usage=bill.usage)
        if dropped:
            log.warning("sentences dropped", report=str(self.id), reasons=dict(dropped))
        return replace(asked, prose=prose, note="" if prose else "guide", usage=bill.usage)

    def allowed(self) -> bool:
        """May Claude be told of this child, at this very moment? Asked before every request, and before its answer is kept."""
        with transaction(writing=False):
            return self._allowed()

    def _allowed(self) -> bool:
        journey = db.session.get(Journey, self.journey)
        return journey is not None and allows(journey.child.parent_id, "reports")

    # --- ends ----------------------------------------------------------------------------------------------------

    def freeze(self, asked: Asked) -> None:
        """Put it together as things stand now, once and for good."""
        with transaction():
            report = db.session.get(Report, self.id)
            if report is None:
                raise Superseded
            journey = Journey.locked(self.journey)
            db.session.refresh(report)
            if asked.prose and not self._allowed():  # taken back while it was written: nothing of it is kept
                asked = Asked(note="consent", usage=asked.usage)
            prose, told = self._standing(asked, report, journey)
            written = WRITERS[report.variant](report, journey).written(prose, told)  # type: ignore[index]
            content = {
                "letter": written.model_dump(mode="json"),
                "head": _head(report, journey),
                "basis": basis(journey, report.language, report.variant, told),
                **({"note": asked.note} if asked.note else {}),
                **({"usage": dict(asked.usage)} if asked.usage else {}),
            }
            engine = self.engine if prose else BUILT_IN
            if not Report.step(self.id, self.attempt, "ready", content=content, engine=engine, ready_at=times.now()):
                raise Superseded
            about = {"early": True} if _first_look(journey.state) else {}
            about |= {"more": True} if told not in (None, held_now(journey)) else {}
            done = Artifact(type=report.artifact, count=report.version, status="ready", metadata=about)
            _tell(self.facts, journey.id, journey.learn(ArtifactCounted(artifact=done)))
            _tell_by_mail(report, journey)
            Deed.note("report.written", None, report)

    def _standing(self, asked: Asked, report: Report, journey: Journey) -> tuple[Prose, Held | None]:
        """What of it still stands, and on what the whole version rests then (None: all that is held).

        What came or was put in other words meanwhile is not in it: the page says that something was added since.
        """
        if not asked.prose or asked.held is None:
            return NO_PROSE, None
        now = held_now(journey)
        prose = weaving.standing(asked.prose, asked.held, now)
        if not prose or basis(journey, report.language, report.variant, {}) != asked.about:
            raise Later("changed")
        return prose, {id: version for id, version in now.items() if asked.held.get(id) == version}

    def rest(self, why: str) -> None:
        """To be tried again in a while."""
        with transaction():
            again = times.now() + REST * self.tries
            Report.step(self.id, self.attempt, "waiting", lease_until=again, engine="", content={"waits": why})

    def broken(self) -> None:
        """Tried again, and given up in the end."""
        with transaction():
            if self.tries < MOST_ATTEMPTS:
                Report.step(self.id, self.attempt, "waiting", lease_until=None, engine="")
                return
            report = db.session.get(Report, self.id)
            if report is None:
                return  # the family is gone
            journey = Journey.locked(self.journey)  # before the row, as everybody who asks for it does
            if Report.step(self.id, self.attempt, "failed", error="broken", engine="", content={}):
                _tell(
                    self.facts,
                    self.journey,
                    journey.learn(ArtifactCounted(artifact=_known(report, journey, "failed"))),
                )


def _known(report: Report, journey: Journey, status: str) -> Artifact:
    """What the journey's state says of these reports; an older version stays what can be read."""
    known = journey.state.artifact(report.artifact) or Artifact(type=report.artifact, count=0)
    return known.model_copy(update={"status": status})


def _first_look(state: MasterState) -> bool:
    """Is a letter written now, with almost nothing told, no more than a first look? The talking goes on then."""
    return state.journey_stage != "analysis" and not stages.reported(state) and not _may_go_on(state)


def _may_go_on(state: MasterState) -> bool:
    """Does asking for the letter end the talking? By the rule of the filming page, or as said in the conversation."""
    return state.metadata.go_on or not stages.lacks(state)


def _head(report: Report, journey: Journey) -> dict[str, str]:
    with speaking(report.language, journey.child.parent.address):
        return {"name": journey.child.name, "age": age_words(journey.child)}


def _tell(facts: Facts, journey_id: uuid.UUID, changed: frozenset[str]) -> None:
    after_commit(lambda: facts.append(live(journey_id), {"kind": "changed", "what": sorted(changed)}))


def _tell_by_mail(report: Report, journey: Journey) -> None:
    """A letter to the mailbox, once for a version, in the very transaction that makes it ready. It waits a little: whoever
    is looking opens the report meanwhile, and then it does not leave."""
    parent = journey.child.parent
    OutgoingLetter.write(MAILS[report.variant], parent.email, parent, report.path, times.now() + LOOKING)  # type: ignore[index]


def parents_letter(report: Report, journey: Journey) -> Draft:
    """The letter to the parents, in the language it was asked for in."""
    child, parent = journey.child, journey.child.parent
    about = About(
        name=child.name,
        gender=child.gender,
        age=child.age_years,
        parent=parent.first_name,
        filmed=journey.state.has("videos"),
        papers={paper.id: paper.title for paper in papers.brought(journey.state)},
    )
    reader, today, seen = _reader(report, journey), times.today(), journey.observations(("held",))
    return Draft(
        seen,
        lambda: composing.slots(about, seen, reader),
        lambda told, prose: composing.letter(about, told, reader, today, prose),
    )


def professionals_report(report: Report, journey: Journey) -> Draft:
    """The report for professionals, in the language it was asked for in."""
    child, seen = journey.child, journey.observations()
    case = Case(
        name=child.name,
        gender=child.gender,
        age=child.age_years,
        age_words=_head(report, journey)["age"],
        born=child.date_of_birth,
        exact=child.birth_precision or "day",
        papers=tuple(_papers(journey)),
        disputed=sum(one.state == "disputed" for one in seen),
    )
    reader, today = _reader(report, journey), times.today()
    return Draft(
        seen,
        lambda: composing_pro.slots(case, seen, reader, today),
        lambda told, prose: composing_pro.professional(case, told, reader, today, prose),
    )


def _reader(report: Report, journey: Journey) -> Tongue:
    language: Language = "he" if report.language == "he" else "en"
    return Tongue(language, journey.child.parent.tongue[1])


def _papers(journey: Journey) -> Iterator[Brought]:
    """The documents that were read, the newest first, as they name themselves."""
    for paper in Document.of(journey, size=MOST_PAPERS):
        if paper.status == "understood":
            dated = paper.content.dated
            named = {"title": one_line(paper.title, 200), "author": one_line(paper.content.author, 200)}
            yield Brought(id=str(paper.id), type=paper.type, dated=dated.isoformat() if dated else "", **named)  # type: ignore[arg-type]


WRITERS["parent"] = parents_letter
WRITERS["professional"] = professionals_report


# --- asking ----------------------------------------------------------------------------------------------------------


def ask(journey: Journey, variant: ReportVariant) -> tuple[Report, frozenset[str]]:
    """What a parent asks for by hand; a first one ends the waiting for films: "go on with what we have".

    With almost nothing told there can be a letter, and it says so; the talking goes on.
    """
    journey, changed = Journey.locked(journey.id), frozenset[str]()
    state = journey.recount()
    if state.journey_stage != "analysis" and not stages.reported(state) and _may_go_on(state):
        changed |= journey.learn(GoOn())
        changed |= journey.learn(StageChosen(stage="analysis"))
    report, told = _wanted(journey, variant, again=True)
    known = journey.state.artifact(report.artifact)
    if report.open and (known is None or known.status != "waiting"):
        told |= journey.learn(ArtifactCounted(artifact=_known(report, journey, "waiting")))
    return report, changed | told


def _wanted(journey: Journey, variant: ReportVariant, again: bool = False) -> tuple[Report, frozenset[str]]:
    """The version that is wanted; one that was given up is hoped for again."""
    report = Report.ask(journey, variant, again)
    known = journey.state.artifact(report.artifact)
    if known is None or known.status != "failed" or not report.open:
        return report, frozenset()
    return report, journey.learn(ArtifactCounted(artifact=_known(report, journey, "waiting")))


def arrived(journey: Journey) -> Report | None:
    """A journey came to another stage: where nothing is left to watch, its letter is due.

    Answers the version that is to be written. When the last one still holds, the journey goes on to it at once.
    """
    if not due(journey):
        return None
    report, _ = _wanted(journey, "parent")
    if report.open:
        return report
    known = journey.state.artifact(report.artifact)
    done = Artifact(type=report.artifact, count=report.version, status="ready", viewed=known.viewed if known else ())
    journey.learn(ArtifactCounted(artifact=done))
    if journey.state.journey_stage == "analysis":
        journey.learn(StageChosen(stage="report_ready"))
    return None


def read(report: Report) -> frozenset[str]:
    """The parent opened it: the newest version's card is no longer new."""
    journey = Journey.locked(report.session_id)
    if not report.read():
        return frozenset()
    OutgoingLetter.take_back(journey.child.parent, MAILS[report.variant], report.path)  # type: ignore[index]
    known, view = journey.state.artifact(report.artifact), VIEWS[report.variant]  # type: ignore[index]
    if known is None or known.count != report.version or view in known.viewed:
        return frozenset()
    return journey.learn(ArtifactCounted(artifact=known.model_copy(update={"viewed": (*known.viewed, view)})))


MAILS: dict[ReportVariant, Kind] = {"parent": "letter", "professional": "report"}
VIEWS: dict[ReportVariant, str] = {"parent": "parentReport", "professional": "proReport"}
