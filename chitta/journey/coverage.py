"""How far the interview is: counted from what was covered, never guessed. Points of all parts together are 100."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from chitta.core.vocabulary import TOPICS, Topic
from chitta.journey import stages
from chitta.journey.state import Artifact, ChildFacts, MasterState, Progress

POINTS = {
    "name": 5, "age": 10, "strengths": 15, "concerns": 15, "example": 15, "areas": 15, "history": 8, "family": 7, "day": 5, "hopes": 5,
}  # fmt: skip
AREAS = 3
WORRIES = ("concern", "hope")


class Seen(Protocol):
    """What counting needs of an observation."""

    @property
    def kind(self) -> str: ...
    @property
    def domain(self) -> str: ...
    @property
    def example(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def said_by(self) -> str: ...


def counted(state: MasterState, child: ChildFacts, seen: Iterable[Seen]) -> MasterState:
    """The state with everything countable counted anew from the rows: `seen` are the journey's observations, oldest first."""
    told = [one for one in seen if one.state != "withdrawn"]
    held = [one for one in told if one.state == "held"]
    fresh = state.model_copy(update={"child": child}).noted(
        known=_kinds(held), heard=_kinds(_talked(told)) | _areas(told) | _background(_own(told))
    )
    fresh = fresh.model_copy(update={"progress": progress(fresh)})
    if stages.interview_done(fresh) and "interview" not in fresh.completed_milestones:
        fresh = fresh.model_copy(update={"completed_milestones": (*fresh.completed_milestones, "interview")})
    return fresh


def progress(state: MasterState) -> Progress:
    """All four figures, from what the state holds."""
    return Progress(
        interview=sum(parts(state).values()),
        videos=_share(state.artifact("videos")),
        documents=_share(state.artifact("documents")),
        analysis=_share(state.artifact("analysis")),
    )


def parts(state: MasterState) -> dict[str, int]:
    """Points of each part of the interview that is covered, wholly or (areas) partly."""
    heard, areas = state.metadata.heard, state.metadata.heard.get("areas", 0)
    got = {
        "name": bool(state.child.name),
        "age": state.child.age is not None,
        "strengths": heard.get("strength", 0) > 0,
        "concerns": any(heard.get(kind) for kind in WORRIES),
        "example": heard.get("example", 0) > 0,
        "history": heard.get("history", 0) > 0 or _raised(state, "history"),
        "family": heard.get("background", 0) > 0 or _raised(state, "family"),
        "day": heard.get("background", 0) > 1 or _raised(state, "day"),
        "hopes": heard.get("hope", 0) > 0 or _raised(state, "hopes"),
    }
    points = {part: POINTS[part] for part, covered in got.items() if covered}
    whole = areas >= AREAS or state.metadata.topics.get("areas") == "passed"
    return points | {"areas": POINTS["areas"] if whole else POINTS["areas"] * areas // AREAS}


def covered(state: MasterState, topic: Topic) -> bool:
    """Is there nothing more to ask about this topic?"""
    points = parts(state)
    if topic == "basics":
        return "name" in points and "age" in points
    return points.get(topic, 0) == POINTS[topic] or state.metadata.topics.get(topic) == "passed"


def next_topic(state: MasterState) -> Topic | None:
    """The first topic that is still open, in the order a guide would raise them."""
    return next((topic for topic in TOPICS if not covered(state, topic)), None)


def _raised(state: MasterState, topic: Topic) -> bool:
    return state.metadata.topics.get(topic) in ("answered", "passed")


def _own(seen: list[Seen]) -> list[Seen]:
    return [one for one in seen if one.said_by != "document"]


def _talked(seen: list[Seen]) -> list[Seen]:
    """What the interview need not ask any more. A paper may tell of early years, strengths and areas; what a parent wonders
    about and hopes for, and a moment of their own, no paper tells."""
    return [one for one in seen if one.said_by != "document" or one.kind not in WORRIES]


def _kinds(seen: list[Seen]) -> dict[str, int]:
    kinds = Counter(one.kind for one in seen)
    examples = sum(1 for one in seen if one.example and one.kind in WORRIES)
    return dict(kinds) | ({"example": examples} if examples else {})


def _areas(seen: list[Seen]) -> dict[str, int]:
    """Domains beside the main concern's; while there is no concern, one of them is kept for it, so that nothing is lost later."""
    domains = {one.domain for one in seen} - {"general"}
    main = next((one.domain for one in seen if one.kind == "concern"), None)
    beside = len(domains - {main}) if main else len(domains) - 1
    return {"areas": min(beside, AREAS)} if beside > 0 else {}


def _background(seen: list[Seen]) -> dict[str, int]:
    """What was told of the family and its days, beside no area in particular."""
    told = sum(1 for one in seen if one.kind == "context" and one.domain == "general")
    return {"background": told} if told else {}


def _share(artifact: Artifact | None) -> int:
    if artifact is None or not artifact.total:
        return 0
    return min(100 * (artifact.count or 0) // artifact.total, 100)
