"""What can happen on a journey. A fact is plain, frozen and already validated; `transitions.py` says what follows."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from pydantic import Field

from chitta.core.vocabulary import Domain, Gender, ObservationKind, SaidBy, Stage, Topic, TopicOutcome, View
from chitta.journey.state import Artifact, Frozen, ModelCard


class ParentSaid(Frozen):
    """The parent wrote a message; last reply's suggestions and opened view are history. helplines_until: as long as whom to call
    stands beside the conversation because of it."""

    message_id: uuid.UUID
    helplines_until: datetime | None = None


class ChildDescribed(Frozen):
    """Details of the child became known or were corrected. None: nothing said about it."""

    name: str | None = Field(None, min_length=1, max_length=60)
    date_of_birth: date | None = None
    birth_precision: str = Field("day", pattern="^(day|month|year)$")
    gender: Gender | None = None


class Observed(Frozen):
    """Something was seen or told. source: {"message": id} · {"page": n, "document": id} · {"second": [a, b], "video": id} · {"entry": id}"""

    kind: ObservationKind
    domain: Domain
    text: str = Field(min_length=1, max_length=600)
    example: str = Field("", max_length=600)
    since: str = Field("", max_length=80)
    said_by: SaidBy = "parent"
    source: dict[str, Any] = Field(default_factory=dict)


class Corrected(Frozen):
    """The parent put an observation into better words. example: None where there was none to see."""

    observation_id: uuid.UUID
    text: str = Field(min_length=1, max_length=600)
    example: str | None = Field(None, max_length=600)
    version: int


class Disputed(Frozen):
    """The parent does not agree with an observation (or agrees again: undo)."""

    observation_id: uuid.UUID
    undo: bool = False


class Withdrawn(Frozen):
    """The parent deleted an observation; its text is erased."""

    observation_id: uuid.UUID


class StageChosen(Frozen):
    """The guide or the parent wishes to go to a stage; refused with a kind reason when it is too early."""

    stage: Stage
    reason: str = Field("", max_length=300)


class TopicRaised(Frozen):
    topic: Topic
    outcome: TopicOutcome


class MilestoneReached(Frozen):
    name: str = Field(pattern="^[a-z][a-z0-9_]{0,39}$")


class CardLaid(Frozen):
    card: ModelCard


class RepliesSuggested(Frozen):
    replies: tuple[str, ...] = Field(min_length=1, max_length=4)


class ViewOpened(Frozen):
    view: View


class FilmingChosen(Frozen):
    choice: str = Field(pattern="^(wanted|later|declined)$")


class GoOn(Frozen):
    """Go on with what we have."""


class ArtifactCounted(Frozen):
    """A room to the right counted its rows: documents, videos, reports. Replaces the artifact of its type."""

    artifact: Artifact


Fact = (
    ParentSaid | ChildDescribed | Observed | Corrected | Disputed | Withdrawn | StageChosen | TopicRaised | MilestoneReached
    | CardLaid | RepliesSuggested | ViewOpened | FilmingChosen | GoOn | ArtifactCounted
)  # fmt: skip


def without_words(fact: Fact) -> dict[str, Any]:
    """What a trace may say of a fact: kinds, ids and counts; never what anybody said."""
    match fact:
        case ParentSaid(message_id=id):
            return {"message": str(id)}
        case ChildDescribed():
            return {"told": sorted(fact.model_fields_set)}
        case Observed(kind=kind, domain=domain):
            return {"kind": kind, "domain": domain}
        case StageChosen(stage=stage):
            return {"stage": stage}
        case TopicRaised(topic=topic, outcome=outcome):
            return {"topic": topic, "outcome": outcome}
        case MilestoneReached(name=name):
            return {"milestone": name}
        case CardLaid(card=card):
            return {"icon": card.icon, "status": card.status, "action": card.action}
        case RepliesSuggested(replies=replies):
            return {"count": len(replies)}
        case ViewOpened(view=view):
            return {"view": view}
        case FilmingChosen(choice=choice):
            return {"choice": choice}
        case ArtifactCounted(artifact=artifact):
            return {"type": artifact.type, "count": artifact.count, "total": artifact.total}
        case Disputed(undo=undo):
            return {"undo": undo}
    return {}
