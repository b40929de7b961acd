"""Meetings in a journey's state: which one comes next, and which is over and was not told of. Pure.

The room that keeps them counts them into the artifact `meeting`: metadata "all" holds {"with", "when" (ISO, UTC), "place"} of each that
is fixed and not done, the earliest first. Which of them is past is for the clock, so it is said anew for every reader.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chitta.journey.state import MasterState
from chitta.journey.words import When


def at(state: MasterState, now: datetime) -> MasterState:
    """The state as it is at this moment: "with" and "when" are of the next meeting, "over" is the last one that has begun."""
    artifact = state.artifact("meeting")
    fixed = artifact.metadata.get("all") if artifact else None
    if artifact is None or not fixed:
        return state
    begun = [one for one in fixed if datetime.fromisoformat(one["when"]) <= now]
    told: dict[str, Any] = {**fixed[len(begun)]} if len(begun) < len(fixed) else {}
    if begun:
        told["over"] = begun[-1]
    now_so = artifact.model_copy(update={"metadata": told})
    others = tuple(one if one is not artifact else now_so for one in state.active_artifacts)
    return state.model_copy(update={"active_artifacts": others})


def next_of(state: MasterState) -> dict[str, Any]:
    """with and when of the next meeting, as sentences take them; empty when there is none. For a state of `at`."""
    return _told(_metadata(state))


def over_of(state: MasterState) -> dict[str, Any]:
    """The same of the one that is over."""
    return _told(_metadata(state).get("over") or {})


def _metadata(state: MasterState) -> dict[str, Any]:
    artifact = state.artifact("meeting")
    return artifact.metadata if artifact else {}


def _told(meeting: dict[str, Any]) -> dict[str, Any]:
    if not meeting.get("when"):
        return {}
    return {"with": str(meeting.get("with") or "")[:60], "when": When(str(meeting["when"])[:60])}
