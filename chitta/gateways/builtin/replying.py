"""What every part of a reply needs: whom it is for, what was heard, how things stand, and the calls gathered so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chitta.core.vocabulary import DOMAINS, Domain
from chitta.gateways.builtin import planning, wishes
from chitta.gateways.builtin.hearing import Heard
from chitta.gateways.builtin.normalising import fold
from chitta.gateways.builtin.planning import Standing
from chitta.gateways.builtin.speaking import Voice, fresh
from chitta.gateways.guide import Prompt

BABY = 1.5
Call = tuple[str, Mapping[str, Any]]
Said = tuple[str, str]  # what is said first, and the id of the question that follows ("" for none)


def suggest(voice: Voice, question: str) -> Call:
    """Quick replies that fit a question, in the parent's form of address."""
    if question == "strengths" and voice.age is not None and voice.age < BABY:
        question = "strengths_baby"
    replies = voice.wording.REPLIES.get(question) or voice.wording.REPLIES["open"]
    forms = voice.wording.GENDERED_REPLIES
    by_address = {"m": 0, "f": 1}.get(voice.address, 2)
    chosen = [voice.say(forms[reply][by_address] if reply in forms else reply).strip()[:60] for reply in replies]
    return "suggest_replies", {"replies": chosen[:4]}


class Reply:
    """The tools of the trade for putting a reply together."""

    def __init__(self, prompt: Prompt, heard: Heard, at: Standing, said: Sequence[str]) -> None:
        self.prompt, self.heard, self.at, self.said = prompt, heard, at, said
        self.voice = Voice(prompt.language, prompt.address, at.name, at.gender, at.age)
        self.words = self.voice.wording
        self.low = fold(heard.text)
        self.calls: list[Call] = []

    def one(self, options: tuple[str, ...] | list[str], *, must: bool = False, **slots: str) -> str:
        """The first sentence that was not said lately; "" when there is none and none is a must."""
        return fresh((self.voice.say(one, **slots) for one in options if one), self.said, may_be_none=not must)

    def next(self) -> str:
        """The id of the question that comes next in the interview, or at this stage."""
        return planning.next_question(self.at, self.heard)

    def move(self, stage: str, reason: str) -> bool:
        """Go to a stage, unless it is too early; whether the family is there now."""
        told_just_now = stage == "video_instructions" and self.at.ready  # what was missing came with this very line
        if stage in self.prompt.not_yet and not told_just_now:
            return False
        if stage != self.prompt.stage:
            self.calls.append(("update_journey_stage", {"new_stage": stage, "reason": reason}))
        return True

    def reached(self, milestone: str) -> None:
        """A milestone, or a decision that is kept like one."""
        self.calls.append(("add_milestone", {"milestone": milestone}))

    def covered(self) -> None:
        """The interview has what filming or a letter needs."""
        if "interview" not in self.prompt.milestones:
            self.reached("interview")

    def view(self, wish: wishes.Wish) -> bool:
        """Open the first deep view for a wish that opens here; whether one does."""
        view = next((view for view in wishes.VIEW_OF.get(wish, ()) if view in self.prompt.views), "")
        if view:
            self.calls.append(("trigger_deep_view", {"view_name": view}))
        return bool(view)

    @property
    def main(self) -> Domain:
        """The domain of the family's main concern."""
        held = [known.domain for known in self.prompt.known if known.kind == "concern" and known.state == "held"]
        told = [*held, *(note.domain for note in self.heard.notes if note.kind == "concern")]
        return next((domain for said in told for domain in DOMAINS if said == domain != "general"), "general")
