"""How a version is written: claim it, compose from what is known now, freeze it, and let the journey learn of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Protocol

import structlog

from chitta.accounts.models import Kind, OutgoingLetter
from chitta.audit.models import Deed
from chitta.children.ages import age_words
from chitta.core import times
from chitta.core.db import after_commit, db, transaction
from chitta.core.i18n import Tongue, speaking
from chitta.core.text import one_line
from chitta.core.vocabulary import Language, ReportVariant
from chitta.documents.models import Document
from chitta.gateways.queue import story
from chitta.gateways.streams import live
from chitta.journey import papers, stages
from chitta.journey.facts import ArtifactCounted, GoOn, StageChosen
from chitta.journey.models import Journey
from chitta.journey.state import Artifact, MasterState
from chitta.reports.composing import About, Letter, letter
from chitta.reports.models import MOST_ATTEMPTS, ROUND, Report, Written, basis, due
from chitta.reports.professional import MOST_PAPERS, Brought, Case, Professional, professional

log = structlog.get_logger()

LOOKING = timedelta(minutes=3)  # who has not opened a report after so long is not looking


class Facts(Protocol):
    """Where open pages hear of what happens."""

    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...


class Superseded(Exception):
    """The version is no longer ours: another worker took over."""


# Who writes which variant. Asking for one that nobody writes is refused at the door.
WRITERS: dict[ReportVariant, Callable[[Report, Journey], Written]] = {}


def write(report_id: uuid.UUID, facts: Facts) -> None:
    """Write a version, once. A try that breaks is made again by the sweeper, five times."""
    with transaction():  # of its own, so that a try counts whatever breaks afterwards
        report = Report.claim(report_id)
        if report is None:
            return
        attempt, journey_id = report.attempt, report.session_id
    try:
        if attempt % ROUND > MOST_ATTEMPTS:
            raise RuntimeError("every worker that began it was killed")
        _write(report_id, attempt, facts)
    except Superseded:
        log.info("report superseded", report=str(report_id), attempt=attempt)
    except Exception as error:  # its message may quote a parent
        log.error("report broke", report=str(report_id), attempt=attempt, error=story(error))
        _broken(report_id, attempt, journey_id, facts)


def _write(report_id: uuid.UUID, attempt: int, facts: Facts) -> None:
    with transaction():
        report = db.session.get_one(Report, report_id)
        journey = Journey.locked(report.session_id)
        written = WRITERS[report.variant](report, journey)  # type: ignore[index]
        content = {
            "letter": written.model_dump(mode="json"),
            "head": _head(report, journey),
            "basis": basis(journey, report.language, report.variant),
        }
        if not Report.step(report_id, attempt, "ready", content=content, engine="built-in", ready_at=times.now()):
            raise Superseded
        early = {"early": True} if _first_look(journey.state) else {}
        done = Artifact(type=report.artifact, count=report.version, status="ready", metadata=early)
        _tell(facts, journey.id, journey.learn(ArtifactCounted(artifact=done)))
        _tell_by_mail(report, journey)
        Deed.note("report.written", None, report)


def _broken(report_id: uuid.UUID, attempt: int, journey_id: uuid.UUID, facts: Facts) -> None:
    with transaction():
        if attempt % ROUND < MOST_ATTEMPTS:
            Report.step(report_id, attempt, "waiting")
            return
        report = db.session.get(Report, report_id)
        if report is None:
            return  # the family is gone
        journey = Journey.locked(journey_id)  # before the row, as everybody who asks for it does
        if Report.step(report_id, attempt, "failed", error="broken"):
            _tell(facts, journey_id, journey.learn(ArtifactCounted(artifact=_known(report, journey, "failed"))))


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


def parents_letter(report: Report, journey: Journey) -> Letter:
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
    language: Language = "he" if report.language == "he" else "en"
    return letter(about, journey.observations(("held",)), Tongue(language, parent.tongue[1]), times.today())


def professionals_report(report: Report, journey: Journey) -> Professional:
    """The report for professionals, in the language it was asked for in."""
    child, language = journey.child, "he" if report.language == "he" else "en"
    observations = journey.observations()
    case = Case(
        name=child.name,
        gender=child.gender,
        age=child.age_years,
        age_words=_head(report, journey)["age"],
        born=child.date_of_birth,
        exact=child.birth_precision or "day",
        papers=tuple(_papers(journey)),
        disputed=sum(one.state == "disputed" for one in observations),
    )
    return professional(case, observations, Tongue(language, child.parent.tongue[1]), times.today())


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
    report, told = _wanted(journey, variant)
    return report, changed | told


def _wanted(journey: Journey, variant: ReportVariant) -> tuple[Report, frozenset[str]]:
    """The version that is wanted; one that was given up is hoped for again."""
    report = Report.ask(journey, variant)
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
