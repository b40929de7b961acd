"""A house small enough for tests: it keeps the Prompt up to date and refuses what the real one refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, get_args

from chitta.core.errors import Refused
from chitta.core.times import age_years
from chitta.core.vocabulary import DOMAINS, STAGES, TOPICS, VIEWS, Address, JournalKind, Language, ObservationKind
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.guide import ChildKnown, Known, Line, Paper, Prompt, Raised, Words
from chitta.journey import coverage
from chitta.journey.state import ChildFacts, MasterState

TODAY = date(2026, 11, 23)
KINDS = get_args(ObservationKind)


@dataclass
class House:
    """Dana (Noa's mother) or Amir (the father) at the table with the built-in guide."""

    language: Language = "he"
    address: Address = "f"
    views: frozenset[str] = frozenset({"portrait"})
    child: ChildKnown = field(default_factory=ChildKnown)
    history: list[Line] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    papers: tuple[Paper, ...] = ()
    topics: dict[str, Any] = field(default_factory=dict)
    stage: str = "interview"
    milestones: tuple[str, ...] = ()
    opened: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    safety: tuple[str, ...] = ()
    away: timedelta | None = None
    journal: list[dict[str, Any]] = field(default_factory=list)
    journal_full: bool = False

    @property
    def filming(self) -> str:
        """What the parent chose, from the decisions that are kept like milestones."""
        chosen = [name.removeprefix("filming_") for name in self.milestones if name.startswith("filming_")]
        return chosen[-1] if chosen else ""

    def _recount(self) -> None:
        """The interview is reached by count, as in the real journey: nobody has to claim it."""
        child = ChildFacts(name=self.child.name, age=self.child.age_years, gender=self.child.gender)
        state = coverage.counted(MasterState().noted(topics=self.topics), child, self.known)
        self.milestones = tuple(dict.fromkeys((*self.milestones, *state.completed_milestones)))

    @property
    def not_yet(self) -> dict[str, str]:
        """The stages that are too early here, as the real house would say."""
        ready = self.child.age_years is not None and self.of("strength") and self._worry_with_example()
        rich = "interview" in self.milestones or "parent_report" in self.milestones
        gone_on = {"go_on", "filming_declined"} & set(self.milestones)
        closed = {
            "video_instructions": not ready, "video_upload": "video_instructions" not in self.stages, "analysis": not gone_on,
            "report_ready": "parent_report" not in self.milestones, "meeting_prep": not rich, "sharing": not rich and not self.journal,
        }  # fmt: skip
        return {stage: f"Not yet: {stage}." for stage, too_early in closed.items() if too_early}

    def _worry_with_example(self) -> bool:
        return any(k.example for k in self.known if k.kind in ("concern", "hope"))

    def prompt(self, unfinished: str = "") -> Prompt:
        return Prompt(
            language=self.language, address=self.address, parent_name="דנה" if self.language == "he" else "Dana", today=TODAY,
            child=self.child, stage=self.stage, history=tuple(self.history), known=tuple(self.known), papers=self.papers, milestones=self.milestones,
            topics=dict(self.topics), views=self.views, safety=self.safety, unfinished=unfinished, not_yet=self.not_yet, away=self.away, filming=self.filming,
        )  # fmt: skip

    def hears(self, text: str) -> str:
        """The parent writes; what Chitta answers."""
        self.history.append(Line("user", text))
        words, topic, acted = "", "", False
        for event in BuiltIn().converse(self.prompt(), (), self.run):
            if isinstance(event, Words):
                assert not acted or self.refused, "words come first, but for what was not kept after all"
                words += event.text
            elif isinstance(event, Raised):
                acted = True
                assert event.topic in TOPICS
                self.topics[event.topic] = event.outcome
                topic = event.topic if event.outcome == "asked" else topic
        self.history.append(Line("chitta", words, topic))
        assert words.strip(), "a turn ends in words"
        self._recount()
        return words

    def talk(self, *lines: str) -> list[str]:
        return [self.hears(line) for line in lines]

    def run(self, tool: str, arguments: Mapping[str, Any]) -> str:
        try:
            getattr(self, f"_{tool}")(**arguments)
        except Refused as no:
            self.refused.append(str(no))
            raise
        return "done"

    def of(self, kind: str) -> list[str]:
        return [known.text for known in self.known if known.kind == kind]

    @property
    def replies(self) -> list[str]:
        return [line.text for line in self.history if line.sender == "chitta"]

    def _note_observation(self, kind: str, domain: str, text: str, example: str = "", since: str = "") -> None:
        assert kind in KINDS and domain in DOMAINS
        assert 0 < len(text) <= 600 and len(example) <= 600 and len(since) <= 120
        assert all(text != known.text for known in self.known), f"recorded twice: {text}"
        self.known.append(Known(str(len(self.known)), kind, domain, text, example=example, since=since))

    def _set_child_details(
        self, name: str = "", date_of_birth: str = "", age_years: float | None = None, gender: str = ""
    ) -> None:
        assert len(name) <= 40 and gender in ("", "girl", "boy")
        if age_years is not None:
            assert 0 <= age_years <= 18
        self.child = replace(
            self.child,
            name=name or self.child.name, gender=gender or self.child.gender,
            age_years=_years(date_of_birth) if date_of_birth else self.child.age_years if age_years is None else int(age_years * 10 + 1e-6) / 10,
        )  # fmt: skip

    def _update_journey_stage(self, new_stage: str, reason: str) -> None:
        assert new_stage in STAGES and reason
        if new_stage in self.not_yet:
            raise Refused("too early")
        self.stage = new_stage
        self.stages.append(new_stage)

    def _trigger_deep_view(self, view_name: str) -> None:
        assert view_name in VIEWS and view_name in self.views
        self.opened.append(view_name)

    def _add_milestone(self, milestone: str) -> None:
        self.milestones = (*self.milestones, milestone)

    def _add_journal_entry(self, kind: str, content: str, tags: list[str], date: str = "") -> None:
        if self.journal_full:
            raise Refused("The journal is full.")
        assert kind in get_args(JournalKind) and 0 < len(content) <= 4000 and len(tags) <= 4
        self.journal.append({"kind": kind, "content": content, "tags": tags, "date": date})

    def _suggest_replies(self, replies: list[str]) -> None:
        assert 1 <= len(replies) <= 4 and all(0 < len(reply) <= 60 for reply in replies)
        self.suggested = replies


def _years(birth: str) -> float:
    return age_years(date.fromisoformat(birth), TODAY)
