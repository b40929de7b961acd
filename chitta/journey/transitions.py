"""What follows from a fact: pure (state, fact) -> state.

What rows say (the child's details, observations, progress) is counted from them by `coverage.counted`, not here.
"""

from __future__ import annotations

import re
from typing import Any

from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.vocabulary import Stage
from chitta.journey import facts, stages
from chitta.journey.facts import Fact
from chitta.journey.state import Artifact, MasterState, ModelCard

MOST_CARDS = 4
MOST_MILESTONES = 40  # of the guide's own naming
SCENARIOS = 3  # free play, meal time, focused activity
# Milestones that are counted from rows; nobody may claim them.
COUNTED = re.compile(r"^(video_\d+|documents?(_\d+)?|analysis|parent_report|pro_report|report)$")
BY_RULE = "interview"  # may be claimed, but only when it is so
RANK = {"asked": 0, "passed": 1, "answered": 2}


def after(state: MasterState, fact: Fact) -> MasterState:
    """The state after the fact. Raises Refused with a kind sentence when a rule says no."""
    match fact:
        case facts.ParentSaid(helplines_until=until):
            return state.noted(replies=(), view="", helplines_until=until or state.metadata.helplines_until)
        case facts.StageChosen(stage=stage):
            return entered(state, stage)
        case facts.TopicRaised():
            return _raised(state, fact)
        case facts.MilestoneReached(name=name):
            return _reached(state, name)
        case facts.CardLaid(card=card):
            return state.noted(cards=_laid(state.metadata.cards, card))
        case facts.RepliesSuggested(replies=replies):
            return state.noted(replies=tuple(dict.fromkeys(replies)))
        case facts.ViewOpened(view=view):
            return state.noted(view=view)
        case facts.FilmingChosen(choice=choice):
            return _filming(state, choice)
        case facts.GoOn():
            return _going_on(state)
        case facts.ArtifactCounted(artifact=artifact):
            return _counted(state, artifact)
        case facts.Observed() | facts.Corrected() | facts.Disputed() | facts.Withdrawn():
            return _more_since(state)
        case _:
            return state


def entered(state: MasterState, stage: Stage) -> MasterState:
    """At a stage, with what belongs to it; the guide's cards of the last one are put away."""
    if stage == state.journey_stage:
        return state
    early = stages.may_enter(state, stage)
    if early:
        raise Refused(early.sentence, **early.values)
    if stage == "video_instructions" and not state.artifact("video_guidelines"):
        state = _with(state, Artifact(type="video_guidelines", total=SCENARIOS, status="ready"))
    return state.model_copy(update={"journey_stage": stage}).noted(cards=())


def changed(before: MasterState, now: MasterState, fact: Fact, touched: object) -> frozenset[str]:
    """Names of what looks different after a fact."""
    spoken: dict[str, Any] = {"replies": (), "view": ""}
    moved = {
        "child": before.child != now.child,
        "stage": before.journey_stage != now.journey_stage,
        "deck": before.noted(**spoken) != now.noted(**spoken),
        "portrait": bool(touched) or before.child != now.child,
        "replies": before.metadata.replies != now.metadata.replies or before.journey_stage != now.journey_stage,
        "view": isinstance(fact, facts.ViewOpened),
    }
    return frozenset(name for name, yes in moved.items() if yes)


def _raised(state: MasterState, fact: facts.TopicRaised) -> MasterState:
    """A topic steps forward only: asked, passed, answered."""
    before = state.metadata.topics.get(fact.topic)
    if before and RANK[before] >= RANK[fact.outcome]:
        return state
    return state.noted(topics={**state.metadata.topics, fact.topic: fact.outcome})


def _reached(state: MasterState, name: str) -> MasterState:
    if name in state.completed_milestones:
        return state
    if COUNTED.match(name):
        raise Refused(N_("This milestone is reached when it is really there; it is counted, not set."))
    if name == BY_RULE:
        early = stages.may_enter(state.model_copy(update={"journey_stage": "interview"}), "video_instructions")
        if early:
            raise Refused(early.sentence, **early.values)
    elif sum(not COUNTED.match(one) and one != BY_RULE for one in state.completed_milestones) >= MOST_MILESTONES:
        raise Refused(N_("There are enough milestones on this journey."))
    return _with_milestones(state, name)


def _with_milestones(state: MasterState, *names: str) -> MasterState:
    reached = tuple(dict.fromkeys((*state.completed_milestones, *names)))
    return state.model_copy(update={"completed_milestones": reached})


def _laid(cards: tuple[ModelCard, ...], card: ModelCard) -> tuple[ModelCard, ...]:
    """The newest first; a card with the same title or the same action makes room for it."""
    others = (one for one in cards if one.title != card.title and (not card.action or one.action != card.action))
    return (card, *others)[:MOST_CARDS]


def _filming(state: MasterState, choice: str) -> MasterState:
    state = state.noted(filming=choice)
    ready = choice == "wanted" and state.journey_stage in ("interview", "consultation", "document_upload")
    return entered(state, "video_instructions") if ready and not stages.missing(state) else state


def _going_on(state: MasterState) -> MasterState:
    state = state.noted(go_on=True)
    return entered(state, "analysis") if state.journey_stage in ("video_instructions", "video_upload") else state


def _counted(state: MasterState, artifact: Artifact) -> MasterState:
    before = state.artifact(artifact.type)
    state = _with(state, artifact)
    state = _with_milestones(state, *_milestones(artifact))
    videos_in = (
        artifact.type == "videos" and not stages.may_enter(state, "analysis") and artifact.count == artifact.total
    )
    if videos_in and state.journey_stage == "video_upload":
        return entered(state, "analysis")
    if state.journey_stage == "analysis" and _written(before, artifact):
        return entered(state, "report_ready")
    return state


def _more_since(state: MasterState) -> MasterState:
    """What was written of it so far is not all there is any more; the next version is."""
    for type in stages.REPORTS:
        known = state.artifact(type)
        if known and known.count and not known.metadata.get("more"):
            state = _with(state, known.model_copy(update={"metadata": {**known.metadata, "more": True}}))
    return state


def _written(before: Artifact | None, now: Artifact) -> bool:
    """Is this a letter that was not there before? Reading an older one, or a new one's failure, is not; and the report for
    professionals, asked for meanwhile, ends no waiting for the letter."""
    return now.type == "parent_report" and (now.count or 0) > ((before.count or 0) if before else 0)


def _milestones(artifact: Artifact) -> tuple[str, ...]:
    count, total = artifact.count or 0, artifact.total or 0
    if artifact.type == "videos":
        return tuple(f"video_{n}" for n in range(1, min(count, SCENARIOS) + 1))
    if artifact.type == "analysis":
        return ("analysis",) if total and count >= total else ()
    if artifact.type in ("documents", *stages.REPORTS):
        return (artifact.type,) if count else ()
    return ()


def _with(state: MasterState, artifact: Artifact) -> MasterState:
    others = tuple(one for one in state.active_artifacts if one.type != artifact.type)
    return state.model_copy(update={"active_artifacts": (*others, artifact)})
