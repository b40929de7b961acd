"""The ten stages: their order, what each needs, and the kind sentence when it is too early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chitta.core.i18n import N_
from chitta.core.vocabulary import STAGES, Stage
from chitta.journey.state import MasterState
from chitta.journey.words import Later

ENOUGH = 80  # of 100: an interview that carries a report
UNDER_WAY: tuple[Stage, ...] = (
    "video_instructions",
    "video_upload",
    "analysis",
)  # these go on by themselves, or not at all
REPORTS = ("parent_report", "pro_report")

NEEDS = {
    "age": N_("how old your child is"),
    "strength": N_("one thing that goes well or is loved"),
    "concern": N_("one thing you wonder about or hope for"),
    "example": N_("one recent moment as an example"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not yet: a sentence for the parent, what is missing by name, and the card (a key of the deck) that leads there."""

    sentence: str
    card: str
    missing: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)


def may_enter(state: MasterState, stage: Stage) -> Reason | None:
    """None when the stage may be entered, else the reason why not yet."""
    rule = _RULES.get(stage)
    return rule(state) if rule and state.journey_stage != stage else None


def missing(state: MasterState) -> tuple[str, ...]:
    """What filming still needs to know, by the names of NEEDS."""
    worry = state.knows("concern", "hope")
    lacking = {
        "age": state.child.age is None,
        "strength": not state.knows("strength"),
        "concern": not worry,
        "example": worry and not state.knows("example"),
    }
    return tuple(name for name, lacks in lacking.items() if lacks)


def interview_done(state: MasterState) -> bool:
    """Reached once, or well covered with all that filming needs."""
    return "interview" in state.completed_milestones or (state.progress.interview >= ENOUGH and not missing(state))


def rich(state: MasterState) -> bool:
    """Is there enough to write a page from?"""
    return interview_done(state) or state.progress.interview >= ENOUGH


def lacks(state: MasterState) -> tuple[str, ...]:
    """What the way on to the letter still needs, by the names of NEEDS: somebody to write about.

    One example more or less is no reason to keep a family waiting.
    """
    return () if rich(state) else tuple(name for name in missing(state) if name != "example")


def reported(state: MasterState) -> bool:
    """Is there a report that was more than a first look, asked for when almost nothing was told?"""
    written = (one for one in state.active_artifacts if one.type in REPORTS and one.count)
    return any(not one.metadata.get("early") for one in written)


def given_up(state: MasterState) -> bool:
    """Was the writing of the letter given up after so many tries?"""
    letter = state.artifact("parent_report")
    return bool(letter and letter.status == "failed")


def step(stage: Stage) -> int:
    return STAGES.index(stage)


# --- the rules ----------------------------------------------------------------------------------------------------


def _video_instructions(state: MasterState) -> Reason | None:
    lacking = missing(state)
    if not lacking:
        return None
    things = Later(*(NEEDS[name] for name in lacking))
    return Reason(
        N_("To choose what to film I still need to know: %(things)s."), "interview", lacking, {"things": things}
    )


def _video_upload(state: MasterState) -> Reason | None:
    if state.has("video_guidelines"):
        return None
    early = _video_instructions(state)
    return early or Reason(N_("First a look at what to film and why. It takes two minutes."), "filming", ("guidance",))


def _analysis(state: MasterState) -> Reason | None:
    videos = state.artifact("videos")
    all_in = bool(videos and videos.total and (videos.count or 0) >= videos.total)
    if all_in or state.metadata.go_on or state.metadata.filming == "declined":
        return None
    return Reason(
        N_(
            "Not every video is here yet. It is fine to film more, to go on with what there is, or to go on without filming."
        ),
        "upload" if state.has("video_guidelines") else "filming",
        ("videos",),
    )


def _report_ready(state: MasterState) -> Reason | None:
    if state.has(*REPORTS):
        return None
    return Reason(
        N_("The letter has not been written yet. It comes after we have talked enough."), "interview", ("report",)
    )


def _meeting_prep(state: MasterState) -> Reason | None:
    if state.has(*REPORTS) or rich(state):
        return None
    return Reason(
        N_("For one page to take to a meeting I need to hear a little more first."), "interview", ("interview",)
    )


def _sharing(state: MasterState) -> Reason | None:
    if state.has(*REPORTS, "documents", "videos", "journal") or rich(state):
        return None
    return Reason(
        N_("There is nothing to share yet. After we have talked some more there will be."), "interview", ("material",)
    )


_RULES: dict[Stage, Callable[[MasterState], Reason | None]] = {
    "video_instructions": _video_instructions,
    "video_upload": _video_upload,
    "analysis": _analysis,
    "report_ready": _report_ready,
    "meeting_prep": _meeting_prep,
    "sharing": _sharing,
}
