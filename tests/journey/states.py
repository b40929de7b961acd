"""States of Noa's journey, for tests that need no database."""

from __future__ import annotations

from typing import Any

from chitta.core.vocabulary import Stage
from chitta.journey import coverage
from chitta.journey.state import Artifact, ChildFacts, MasterState, Metadata


class Said:
    """An observation as counting sees it."""

    def __init__(
        self, kind: str, domain: str = "general", example: str = "", state: str = "held", said_by: str = "parent"
    ) -> None:
        self.kind, self.domain, self.example, self.state, self.said_by = kind, domain, example, state, said_by


STRENGTH, CONCERN = Said("strength", "motor"), Said("concern", "communication", "pointed at the fridge")
ENOUGH_TO_FILM = (STRENGTH, CONCERN)
WHOLE = (
    *ENOUGH_TO_FILM,
    Said("development", "sleep"),
    Said("development", "eating"),
    Said("history"),
    Said("context"),
    Said("context"),
    Said("hope"),
)
NOA = ChildFacts(name="Noa", age=3.5, gender="girl")
GUIDANCE = Artifact(type="video_guidelines", total=3, status="ready")


def at(
    stage: Stage,
    *seen: Said,
    child: ChildFacts = NOA,
    artifacts: tuple[Artifact, ...] = (),
    milestones: tuple[str, ...] = (),
    **noted: Any,
) -> MasterState:
    """A state that is counted, at this stage, with this much known."""
    plain = MasterState(
        journey_stage=stage, active_artifacts=artifacts, completed_milestones=milestones, metadata=Metadata(**noted)
    )
    return coverage.counted(plain, child, seen)


def videos(count: int, total: int = 3) -> Artifact:
    return Artifact(type="videos", count=count, total=total)


LETTER = Artifact(type="parent_report", count=1, status="ready")
