"""What a meeting shows, in figures: what must hold for every parent, and what is merely better or worse."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass

from chitta.gateways.builtin.speaking import opener
from chitta.safety.labels import labels_in
from tests.evaluating.addressing import slips
from tests.evaluating.meeting import MOST, Meeting


@dataclass(frozen=True)
class Figures:
    """One parent's meeting. `musts` names what failed of what must hold."""

    messages: int  # to filming; 0: never reached
    name: bool
    age: bool
    strength: bool
    concern: bool
    replies: int
    questions_mean: float
    questions_max: int
    words_mean: float
    words_max: int
    failed: int  # replies that ended without being settled, or without a word
    labels: int
    openers: int  # replies that open like the one before
    asked_again: int
    slips: int
    tokens_in: int
    tokens_out: int
    tokens_cached: int

    @property
    def musts(self) -> tuple[str, ...]:
        """What failed."""
        held = {
            "filming": 0 < self.messages <= MOST, "name": self.name, "age": self.age, "strength": self.strength, "concern": self.concern,
            "one question": self.questions_max <= 1, "every reply": self.failed == 0, "no label": self.labels == 0, "address": self.slips == 0,
        }  # fmt: skip
        return tuple(must for must, holds in held.items() if not holds)

    def row(self) -> dict[str, object]:
        """Everything, for a file."""
        return asdict(self) | {"musts_failed": list(self.musts)}


def labelled(meeting: Meeting) -> list[tuple[tuple[str, ...], str]]:
    """Replies with a label the family had not brought by then, or with a claim."""
    found = []
    for at, reply in enumerate(meeting.replies):
        labels = labels_in(reply, meeting.persona.language, meeting.said[: at + 1])  # type: ignore[arg-type]
        found += [(labels, reply)] if labels else []
    return found


def same_openers(meeting: Meeting) -> list[str]:
    """Replies that open like the one before."""
    pairs = zip(meeting.replies, meeting.replies[1:], strict=False)
    return [after for before, after in pairs if after and opener(before) == opener(after)]


def misaddressed(meeting: Meeting) -> list[str]:
    """Slips in Hebrew replies."""
    if meeting.persona.language != "he":
        return []
    return [slip for reply in meeting.replies for slip in slips(reply, meeting.address, meeting.gender)]


def figures_of(meeting: Meeting) -> Figures:
    """Everything that is counted."""
    questions = [reply.count("?") for reply in meeting.replies] or [0]
    words = [len(reply.split()) for reply in meeting.replies] or [0]
    settled = [
        bool(reply.strip()) and status == "settled"
        for reply, status in zip(meeting.replies, meeting.statuses, strict=True)
    ]
    tokens = {kind: sum(one.get(kind, 0) for one in meeting.usage) for kind in ("in", "out", "cached")}
    return Figures(
        messages=meeting.reached, **meeting.right, replies=len(meeting.replies),
        questions_mean=round(statistics.mean(questions), 2), questions_max=max(questions),
        words_mean=round(statistics.mean(words), 1), words_max=max(words),
        failed=settled.count(False), labels=len(labelled(meeting)), openers=len(same_openers(meeting)),
        asked_again=len(meeting.asked_again), slips=len(misaddressed(meeting)),
        tokens_in=tokens["in"], tokens_out=tokens["out"], tokens_cached=tokens["cached"],
    )  # fmt: skip
