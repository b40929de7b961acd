"""Three or four things a parent might want to say next; a tap says them, or opens a deep view. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from chitta.core.i18n import N_
from chitta.core.vocabulary import VIEWS, Stage
from chitta.journey import coverage, stages
from chitta.journey.papers import brought
from chitta.journey.state import MasterState

MOST, FEWEST = 4, 3
FILMING = ("video_instructions", "video_upload")


@dataclass(frozen=True, slots=True)
class Reply:
    """label: a msgid; what a tap does: says `text` (a msgid), or opens the deep view `view`. `own`: the guide's words, said as they are."""

    label: str
    text: str = ""
    view: str = ""
    own: bool = False
    needs: str = ""  # said only where this deep view opens: nobody is invited to what is not there


def says(text: str, needs: str = "") -> Reply:
    return Reply(text, text, needs=needs)


def opens(label: str, view: str) -> Reply:
    return Reply(label, view=view)


def quick_replies(state: MasterState, views: frozenset[str] = frozenset(VIEWS)) -> tuple[Reply, ...]:
    """Three or four that fit; the guide's own suggestions come first and are enough when there are three of them."""
    own = [Reply(text, text, own=True) for text in state.metadata.replies]
    if state.metadata.helplines_until and state.journey_stage in FILMING:
        state = state.model_copy(update={"journey_stage": "consultation"})  # nothing asks for a film beside help lines
    if len(own) >= FEWEST:
        return tuple(own[:MOST])
    fitting = [reply for reply in _fitting(state) if {reply.view, reply.needs} - {""} <= views]
    if len(own) + len(fitting) < FEWEST:
        fitting += ANYWHERE
    chosen: dict[str, Reply] = {}
    for reply in (*own, *fitting):
        chosen.setdefault(reply.label, reply)
    return tuple(chosen.values())[: FEWEST if own else MOST]


def _fitting(state: MasterState) -> tuple[Reply, ...]:
    if state.journey_stage == "document_upload" and any(brought(state)):
        return BROUGHT
    return _talking(state) if state.journey_stage == "interview" else STAGES[state.journey_stage]


def _talking(state: MasterState) -> tuple[Reply, ...]:
    """In the interview: a way in at its start, help with a question in its middle, the way on at its end."""
    if not state.metadata.heard and "answered" not in state.metadata.topics.values():
        return START
    if state.metadata.helplines_until:
        return MIDDLE
    if stages.interview_done(state) or (not stages.missing(state) and coverage.next_topic(state) is None):
        return READY
    return MIDDLE


START = (
    says(N_("Something worries me")),
    says(N_("I just want to understand more")),
    says(N_("I have a document from kindergarten"), needs="uploadDoc"),
    says(N_("I do not know where to begin")),
)
MIDDLE = (
    says(N_("What do you mean, for example?")),
    says(N_("I am not sure")),
    says(N_("Let us skip this question")),
    opens(N_("What do you know so far?"), "portrait"),
)
READY = (
    says(N_("Yes, show me what to film"), needs="instructions"),
    says(N_("Not now"), needs="instructions"),
    says(N_("There is something I want to add")),
    opens(N_("What do you know so far?"), "portrait"),
)
STAGES: dict[Stage, tuple[Reply, ...]] = {
    "consultation": (
        says(N_("What can we try at home?")),
        says(N_("When should we ask a professional?")),
        says(N_("There is something I want to add")),
        opens(N_("Common questions"), "consultDoc"),
    ),
    "document_upload": (
        opens(N_("Upload a document"), "uploadDoc"),
        says(N_("Which documents help?"), needs="uploadDoc"),
        says(N_("I have no documents"), needs="uploadDoc"),
        says(N_("Let us go on talking")),
    ),
    "video_instructions": (
        opens(N_("Show me what to film"), "instructions"),
        says(N_("Why film at all?")),
        says(N_("Not now")),
        says(N_("We would rather not film")),
    ),
    "video_upload": (
        opens(N_("Upload a video"), "uploadVideo"),
        says(N_("Can somebody else film?")),
        says(N_("Go on with what we have")),
        says(N_("Not now")),
    ),
    "analysis": (
        says(N_("What happens now?")),
        says(N_("There is something I want to add")),
        says(N_("What can we try at home?")),
        opens(N_("Note it in the journal"), "journal"),
    ),
    "report_ready": (
        opens(N_("Read the letter"), "parentReport"),
        says(N_("Explain the letter to me")),
        says(N_("Something in it is not right")),
        says(N_("What do we do next?")),
    ),
    "expert_search": (
        opens(N_("Show me professionals"), "findExperts"),
        says(N_("Whom do we turn to first?")),
        says(N_("What should I ask on the phone?")),
        says(N_("What does the health fund cover?")),
    ),
    "meeting_prep": (
        opens(N_("Show me the page"), "summary"),
        says(N_("What should I ask at the meeting?")),
        says(N_("What should I bring along?")),
        says(N_("There is something I want to add")),
    ),
    "sharing": (
        opens(N_("Choose what to share"), "shareExpert"),
        says(N_("Who can see what I share?"), needs="shareExpert"),
        says(N_("How do I end a share?"), needs="shareExpert"),
        says(N_("Not now"), needs="shareExpert"),
    ),
}
BROUGHT = (  # at document_upload, once there is something
    opens(N_("See what I brought"), "viewDocs"),
    says(N_("What do the documents say?")),
    opens(N_("Upload another one"), "uploadDoc"),
    says(N_("Let us go on talking")),
)
ANYWHERE = (
    says(N_("There is something I want to add")),
    says(N_("What happens now?")),
    says(N_("What can we try at home?")),
)
