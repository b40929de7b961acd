"""The five steps of the way, shown beside the conversation: words, never percentages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chitta.cards.laying import videos
from chitta.core.i18n import N_, gettext_
from chitta.core.vocabulary import Stage
from chitta.journey import stages
from chitta.journey.state import MasterState


@dataclass(frozen=True, slots=True)
class Step:
    """title: a msgid; words: already in the reader's language, "" when there is nothing to add."""

    key: str
    title: str
    past: bool
    current: bool
    words: str = ""


TITLES = (
    ("interview", N_("Getting to know you")),
    ("filming", N_("Filming, if you like")),
    ("watching", N_("Putting it together")),
    ("reports", N_("Letter")),
    ("consultation", N_("Consultation")),
)
_OF_STAGE: dict[Stage, int] = {
    "interview": 0, "video_instructions": 1, "video_upload": 1, "analysis": 2, "report_ready": 3, "expert_search": 4, "meeting_prep": 4, "sharing": 4,
}  # fmt: skip


def steps(state: MasterState) -> tuple[Step, ...]:
    """All five, in order; what is behind us is past, whatever the order it came in."""
    here, done = current(state), _done(state)
    return tuple(
        Step(key, _title(state, key, title), done[place] and place != here, place == here, _words(state, place, here))
        for place, (key, title) in enumerate(TITLES)
    )


def current(state: MasterState) -> int:
    """Where we are; consultation and papers can be had at any time, so there it is the first step that is not done."""
    place = _OF_STAGE.get(state.journey_stage)
    if place is not None:
        return place
    return next((place for place, past in enumerate(_done(state)) if not past), len(TITLES) - 1)


def _title(state: MasterState, key: str, title: str) -> str:
    """Filming is a choice until it has begun."""
    begun = videos(state)[0] > 0 or state.metadata.filming == "wanted"
    return N_("Filming") if key == "filming" and begun else title


def _words(state: MasterState, place: int, here: int) -> str:
    return _WORDS[place](state) if place == here else ""


def _done(state: MasterState) -> tuple[bool, ...]:
    count, total = videos(state)
    reported = state.has(*stages.REPORTS)
    filmed = count >= total or (count > 0 and (reported or state.metadata.go_on))
    return stages.interview_done(state), filmed, state.progress.analysis == 100, reported, False


def _talking(state: MasterState) -> str:
    if stages.interview_done(state):
        return ""
    return (
        gettext_(N_("about twenty minutes, also in several sittings"))
        if state.progress.interview < 40
        else gettext_(N_("we are well on the way"))
    )


def _filming(state: MasterState) -> str:
    count, total = videos(state)
    if total != 3 and count:
        return gettext_(N_("%(n)s of %(total)s videos"), n=count, total=total)
    return gettext_(VIDEOS[min(count, 3)])


VIDEOS = (
    N_("three short videos, at home"),
    N_("one video of three"),
    N_("two videos of three"),
    N_("all three videos are here"),
)


def _watching(state: MasterState) -> str:
    if stages.given_up(state):
        return ""
    return gettext_(N_("a few minutes, no need to wait") if state.has("videos") else N_("a moment"))


_WORDS: tuple[Callable[[MasterState], str], ...] = (
    _talking,
    _filming,
    _watching,
    lambda state: "",
    lambda state: "",
)
