"""How a version is written: claim it, compose from what is known now, freeze it, and let the journey learn of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import structlog

from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import after_commit, db, transaction
from chitta.core.i18n import Tongue
from chitta.core.vocabulary import ReportVariant
from chitta.gateways.queue import story
from chitta.gateways.streams import live
from chitta.journey import stages
from chitta.journey.facts import ArtifactCounted, GoOn, StageChosen
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.reports.composing import About, Letter, letter
from chitta.reports.models import ARTIFACTS, MOST_ATTEMPTS, ROUND, Report, basis, due

log = structlog.get_logger()


class Facts(Protocol):
    """Where open pages hear of what happens."""

    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...


class Superseded(Exception):
    """The version is no longer ours: another worker took over."""


# Who writes which variant. Asking for one that nobody writes is refused at the door.
WRITERS: dict[ReportVariant, Callable[[Report, Journey], Letter]] = {}


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
        content = {"letter": written.model_dump(mode="json"), "basis": basis(journey)}
        if not Report.step(report_id, attempt, "ready", content=content, engine="built-in", ready_at=times.now()):
            raise Superseded
        done = Artifact(type=report.artifact, count=report.version, status="ready")
        _tell(facts, journey.id, journey.learn(ArtifactCounted(artifact=done)))
        Deed.note("report.written", None, report)


def _broken(report_id: uuid.UUID, attempt: int, journey_id: uuid.UUID, facts: Facts) -> None:
    with transaction():
        if attempt % ROUND < MOST_ATTEMPTS:
            Report.step(report_id, attempt, "waiting")
        elif Report.step(report_id, attempt, "failed", error="broken"):
            _tell(facts, journey_id, frozenset({"deck"}))


def _tell(facts: Facts, journey_id: uuid.UUID, changed: frozenset[str]) -> None:
    after_commit(lambda: facts.append(live(journey_id), {"kind": "changed", "what": sorted(changed)}))


def parents_letter(report: Report, journey: Journey) -> Letter:
    """The letter to the parents, in the language it was asked for in."""
    child, parent = journey.child, journey.child.parent
    about = About(
        name=child.name,
        gender=child.gender,
        age=child.age_years,
        parent=parent.first_name,
        filmed=journey.state.has("videos"),
    )
    language, address = parent.tongue
    return letter(about, journey.observations(("held",)), Tongue(language, address), times.today())


WRITERS["parent"] = parents_letter


# --- asking ----------------------------------------------------------------------------------------------------------


def ask(journey: Journey, variant: ReportVariant) -> tuple[Report, frozenset[str]]:
    """What a parent asks for by hand; a first one ends the waiting for films: "go on with what we have"."""
    journey, changed = Journey.locked(journey.id), frozenset[str]()
    if not journey.state.has(*stages.REPORTS) and journey.state.journey_stage != "analysis":
        changed |= journey.learn(GoOn())
        changed |= journey.learn(StageChosen(stage="analysis"))
    return Report.ask(journey, variant), changed


def arrived(journey: Journey) -> Report | None:
    """A journey came to another stage: where nothing is left to watch, its letter is due.

    Answers the version that is to be written. When the last one still holds, the journey goes on to it at once.
    """
    if not due(journey):
        return None
    report = Report.ask(journey)
    if report.open:
        return report
    known = journey.state.artifact(ARTIFACTS["parent"])
    journey.learn(
        ArtifactCounted(artifact=known or Artifact(type=report.artifact, count=report.version, status="ready"))
    )
    return None


def read(report: Report) -> frozenset[str]:
    """The parent opened it: the newest version's card is no longer new."""
    journey = Journey.locked(report.session_id)
    if not report.read():
        return frozenset()
    known, view = journey.state.artifact(report.artifact), VIEWS[report.variant]  # type: ignore[index]
    if known is None or known.count != report.version or view in known.viewed:
        return frozenset()
    return journey.learn(ArtifactCounted(artifact=known.model_copy(update={"viewed": (*known.viewed, view)})))


VIEWS: dict[ReportVariant, str] = {"parent": "parentReport", "professional": "proReport"}
