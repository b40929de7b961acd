"""What to ask next. Pure: the same standing gives the same question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from chitta.core.times import age_years
from chitta.core.vocabulary import DOMAINS, Domain, Gender, Topic
from chitta.gateways.builtin import answers, asking, frames
from chitta.gateways.builtin.curated import ABOUT_THE_CHILD, asks
from chitta.gateways.builtin.hearing import Heard
from chitta.gateways.builtin.normalising import fold
from chitta.gateways.builtin.noticing import helps, since
from chitta.gateways.guide import Known, Prompt

_ONCE = frozenset({
    "gender", "which", "since", "helps", "checks", "areas_talk", "areas_feel", "areas_body", "missing_strength", "missing_example",
    "missing_age", "missing_name", "pause", "film_done", "letter_read", "expert_wants", "meet_who",
})  # fmt: skip
_LATER_STAGES = frozenset({"video_upload", "analysis", "report_ready", "meeting_prep", "sharing"})
_PAST_THE_OFFER = _LATER_STAGES | {"video_instructions"}
# What a stage asks when the interview does not.
_OF_STAGE: dict[str, tuple[str, ...]] = {
    "document_upload": ("doc_what",), "video_instructions": ("film_done",), "video_upload": ("film_seen", "go_on"), "report_ready": ("letter_read",),
    "expert_search": ("expert_wants",), "meeting_prep": ("meet_who", "meet_ask"), "analysis": (), "sharing": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the interview stands once the last message is taken in."""

    name: str
    gender: Gender
    age: float | None
    strengths: int
    concerns: int
    hopes: int
    has_example: bool
    domains: frozenset[Domain]
    kinds: frozenset[str]
    topics: Mapping[str, str]
    asked: Counter[str] = field(default_factory=Counter)  # how often each question was put
    turned: Counter[str] = field(default_factory=Counter)  # how often the parent asked something back instead
    closed: frozenset[str] = frozenset()
    told_since: bool = False
    told_help: bool = False
    told_checks: bool = False  # a hearing test or a treatment was spoken of
    no_worry: bool = False
    anxious: bool = False  # the parent just asked what a worry asks
    offered: bool = False
    finished: bool = False
    just_asked: bool = False  # one of the last two replies ended with a question already
    stage: str = "interview"

    @property
    def ready(self) -> bool:
        """Whether filming can be prepared: an age, a strength, and a worry or hope with an example."""
        return self.age is not None and self.strengths > 0 and self.has_example

    def may(self, question: str) -> bool:
        """Whether a question may be put (again)."""
        most = 1 if question in _ONCE else 2
        return (
            question not in self.closed
            and self.asked[question] - self.turned[question] < most
            and self.asked[question] < most + 2
        )


def standing(prompt: Prompt, heard: Heard) -> Standing:
    """The standing after `heard`."""
    held = [known for known in prompt.known if known.state == "held"]
    kinds = Counter([known.kind for known in held] + [note.kind for note in heard.notes])
    asked, turned, closed = _history(prompt, heard)
    told = [line.text for line in prompt.history if line.sender == "user"]
    details = heard.details
    # The interview may be rich enough by count long before filming was offered; only the offer ends it.
    offered = asked["film"] > 0 or bool(prompt.filming) or prompt.stage in _PAST_THE_OFFER
    return Standing(
        name=details.name or prompt.child.name,
        gender=details.gender or prompt.child.gender,
        age=details.age if details.age is not None else prompt.child.age_years if details.born is None else _age_of(prompt, heard),
        strengths=kinds["strength"], concerns=kinds["concern"], hopes=kinds["hope"],
        has_example=any(known.example and known.kind in ("concern", "hope") for known in held)
        or any(note.example and note.kind in ("concern", "hope") for note in heard.notes),
        domains=frozenset(_domains(held, heard)), kinds=frozenset(kind for kind, count in kinds.items() if count),
        topics=prompt.topics, asked=asked, turned=turned, closed=closed,
        told_since=asked["since"] > 0 or any(known.since for known in held) or any(since(line) for line in told),
        told_help=asked["helps"] > 0 or any(helps(line) for line in told),
        told_checks=any(frames.CHECKED.search(fold(line)) for line in (*told, *(known.text for known in held))),
        no_worry=heard.no_worry, anxious=heard.condition or bool(ABOUT_THE_CHILD & set(heard.questions or ())), offered=offered, finished=offered and "interview" in prompt.milestones, stage=prompt.stage,
        just_asked=any(text.rstrip().endswith("?") for text in [line.text for line in prompt.history if line.sender == "chitta"][-2:]),
    )  # fmt: skip


def _age_of(prompt: Prompt, heard: Heard) -> float:
    return age_years(heard.details.born, prompt.today) if heard.details.born else 0.0


def _domains(held: list[Known], heard: Heard) -> list[Domain]:
    said = {note.domain for note in heard.notes} | {known.domain for known in held}
    return [domain for domain in DOMAINS if domain in said]


def _history(prompt: Prompt, heard: Heard) -> tuple[Counter[str], Counter[str], frozenset[str]]:
    """How often each question was put, how often it was met with another question, and which the parent declined."""
    asked: Counter[str] = Counter()
    turned: Counter[str] = Counter()
    closed = set()
    lines = prompt.history
    for at, line in enumerate(lines):
        if line.sender != "chitta":
            continue
        question = asking.asked_by(line.text, line.topic)
        if question and question != "open":
            asked[question] += 1
            reply = lines[at + 1].text if at + 1 < len(lines) else ""
            if answers.passes(reply):
                closed.add(question)
            turned[question] += _asks_back(reply)
    if heard.asked and heard.useful:
        closed.add(heard.asked)
    return asked, turned, frozenset(closed)


def _asks_back(reply: str) -> bool:
    return len(reply) < 400 and asks(fold(reply), "?" in reply)


def next_question(at: Standing, heard: Heard) -> str:
    """The id of the question to put next."""
    if at.finished or at.stage in _LATER_STAGES:
        if at.age is None and at.may("missing_age"):
            return "missing_age"
        if at.just_asked:
            return ""
        asks = next((question for question in _OF_STAGE.get(at.stage, ()) if at.may(question)), "")
        return asks or ("" if at.stage in _OF_STAGE else "open")
    for question, wanted in _order(at, heard):
        if wanted and at.may(question):
            return question
    return "open"


def _order(at: Standing, heard: Heard) -> list[tuple[str, bool]]:
    worry = at.concerns > 0
    announced = (heard.worried or at.anxious) and not worry and not at.no_worry
    return [
        ("which", heard.several_children),
        ("concerns", announced),
        ("example", worry and not at.has_example and _open(at, "example")),
        ("name", not at.name),
        ("age", at.age is None),
        ("gender", not at.gender and bool(at.name)),
        ("strengths", not at.strengths and _open(at, "strengths")),
        ("concerns", not worry and not at.hopes and not at.no_worry and _open(at, "concerns")),
        ("since", worry and at.has_example and not at.told_since),
        ("helps", worry and at.has_example and not at.told_help),
        ("hopes", not worry and not at.hopes and _open(at, "hopes")),
        ("example_hope", not worry and at.hopes > 0 and not at.has_example and _open(at, "example")),
        *((group, len(missing(at, group)) > (0 if group == "areas_talk" else 1)) for group in asking.AREAS),
        ("history", "history" not in at.kinds and not at.asked["checks"] and _open(at, "history")),
        ("checks", not at.told_checks and (_open(at, "history") or at.asked["history"] > 0)),
        ("family", _open(at, "family") and "family" not in at.closed),
        ("day", _open(at, "day") and "day" not in at.closed),
        ("hopes", not at.hopes and _open(at, "hopes")),
        *_missing(at),
        ("film", at.ready and not at.offered),
    ]


def _missing(at: Standing) -> list[tuple[str, bool]]:
    """What still keeps the family from filming, asked once more from another side."""
    return [
        ("missing_name", not at.name and not at.offered),
        ("missing_strength", not at.strengths and not at.offered),
        ("missing_example", not at.has_example and not at.offered),
        ("missing_age", at.age is None and not at.offered),
    ]


def to_film(at: Standing) -> str:
    """When the parent wants to film: the offer, or the first thing that is still needed for it."""
    if at.ready:
        return "film"
    wanted = [
        ("age", at.age is None),
        ("missing_age", at.age is None),
        ("strengths", not at.strengths),
        ("missing_strength", not at.strengths),
    ]
    worry = "example" if at.concerns else "example_hope" if at.hopes else "concerns"
    wanted += [(worry, not at.has_example), ("missing_example", not at.has_example)]
    return next((question for question, missing_it in wanted if missing_it and at.may(question)), "open")


def missing(at: Standing, group: str) -> tuple[Domain, ...]:
    """The domains of an area group of which nothing is known."""
    return tuple(domain for domain in asking.AREAS[group] if domain not in at.domains)


def _open(at: Standing, topic: Topic) -> bool:
    """Whether a topic was neither answered nor passed."""
    return at.topics.get(topic) not in ("answered", "passed")
