"""The master state of a journey: the only thing the page is drawn from. Frozen; a change makes a new one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chitta.core.vocabulary import CardStatus, Stage, Topic, TopicOutcome


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChildFacts(Frozen):
    """name may be empty; age in years with one decimal, None until known."""

    name: str = Field("", max_length=60)
    age: float | None = Field(None, ge=0, le=19)
    gender: str = Field("", pattern="^(girl|boy)?$")


class Progress(Frozen):
    """Counted, not guessed; whole numbers 0..100."""

    interview: int = Field(0, ge=0, le=100)
    videos: int = Field(0, ge=0, le=100)
    documents: int = Field(0, ge=0, le=100)
    analysis: int = Field(0, ge=0, le=100)


class Artifact(Frozen):
    """Something the journey holds or waits for, counted by the room whose rows it is.

    type: video_guidelines (status ready) · videos (count in, total wanted) · documents (count read, total brought) ·
    analysis (count watched, total) · parent_report, pro_report (count = version that can be read,
    status ready; waiting while one that was asked for is on its way; failed when that was given up; metadata: early, for a
    first look; more, when something was learned or changed since) · experts (count suggested) ·
    meeting (count fixed and not done; metadata: see coming.py) · shares (count live) · journal (count). status: waiting, processing, ready. viewed: what was opened of it.
    """

    type: str = Field(max_length=40)
    count: int | None = Field(None, ge=0)
    total: int | None = Field(None, ge=0)
    status: str | None = Field(None, max_length=20)
    viewed: tuple[str, ...] = ()
    metadata: dict[str, Any] = Field(default_factory=dict)


class ModelCard(Frozen):
    """A card the guide laid on the table in its own words."""

    icon: str = Field(max_length=20)
    title: str = Field(max_length=60)
    subtitle: str = Field("", max_length=120)
    status: CardStatus = "active"
    action: str = Field("", max_length=40)


class Metadata(Frozen):
    """What else the page needs: interview topics with their outcome, the guide's cards and suggested replies, choices."""

    topics: dict[Topic, TopicOutcome] = Field(default_factory=dict)
    cards: tuple[ModelCard, ...] = Field((), max_length=4)
    replies: tuple[str, ...] = Field((), max_length=4)
    view: str = Field("", max_length=20)  # a deep view the guide opened with its last reply
    filming: str = Field("", pattern="^(|wanted|later|declined)$")
    go_on: bool = False  # "go on with what we have"
    helplines_until: datetime | None = (
        None  # while whom to call stands beside the conversation, nothing asks for a film
    )
    known: dict[str, int] = Field(
        default_factory=dict
    )  # observations held, counted by kind; "example": worries and hopes with one
    heard: dict[str, int] = Field(
        default_factory=dict
    )  # the same with the disputed ones and without what papers worry about; and "areas": domains beside the main one


class MasterState(Frozen):
    journey_stage: Stage = "interview"
    child: ChildFacts = ChildFacts()
    progress: Progress = Progress()
    active_artifacts: tuple[Artifact, ...] = ()
    completed_milestones: tuple[str, ...] = ()
    metadata: Metadata = Metadata()

    def artifact(self, type: str) -> Artifact | None:
        """The artifact of this type, if there is one."""
        return next((a for a in self.active_artifacts if a.type == type), None)

    def has(self, *types: str) -> bool:
        """Is there at least one thing of any of these types?"""
        return any(a.type in types and (a.count is None or a.count > 0) for a in self.active_artifacts)

    def knows(self, *kinds: str) -> bool:
        """Is an observation of any of these kinds held?"""
        return any(self.metadata.known.get(kind) for kind in kinds)

    def noted(self, **changes: Any) -> MasterState:
        """The same state with other metadata."""
        return self.model_copy(update={"metadata": self.metadata.model_copy(update=changes)})
