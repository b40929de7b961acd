"""The one interface behind which both guides speak: Claude, and the built-in one.

A guide is given everything it may know as a `Prompt` and the tools it may use; it gives back words as they come. It
knows no room, no database and no request: `run` is the only way it can change anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, Protocol, TypeVar

from pydantic import BaseModel

from chitta.core.vocabulary import Address, Gender, Language, Topic, TopicOutcome

Answer = TypeVar("Answer", bound=BaseModel)
Run = Callable[[str, Mapping[str, Any]], str]
"""run(tool name, arguments) -> what came of it, in words for the model. Raises core.errors.Refused with the reason when
an argument is wrong or a rule says no; nothing was written then."""

Duty = Literal["reading", "writing"]
"""What a model does outside the conversation: read material a family brought, or write a report. Each may have its own."""

KEEP, STEP = 40, 20  # lines a guide is given whole at least, and how many of them go at once
LONG_AWAY = timedelta(hours=6)  # a parent who comes back after so long is greeted
LETTERS_A_TOKEN = 3  # where nobody told: between English (4) and Hebrew (2)


@dataclass(frozen=True, slots=True)
class ChildKnown:
    """What is known of the child: empty name, gender "" and age None until the parent says so."""

    name: str = ""
    gender: Gender = ""
    age_years: float | None = None
    others: tuple[str, ...] = ()  # names of the family's other children, never to be mixed up with this one


@dataclass(frozen=True, slots=True)
class Paper:
    """A document the family brought. title: as it names itself or the file was named, somebody's words and no more.

    status: received, checking, reading (it is not known yet what it says), understood, refused or failed (it could not be
    read). dated: the day it bears, "" when none was found.
    """

    id: str
    title: str
    type: str = "other"
    status: str = "received"
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """One observation, as a guide sees it. since: when it began, as told. paper, page: the document it stands in, where it
    comes from one."""

    id: str
    kind: str
    domain: str
    text: str
    said_by: str = "parent"
    example: str = ""
    state: str = "held"
    paper: str = ""
    page: int = 0
    since: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said. `topic` is what one of Chitta's questions was about, when the guide said so."""

    sender: str  # "user" (the parent) or "chitta"
    text: str
    topic: str = ""


def first_told(lines: int) -> int:
    """How many of so many lines a guide is not given any more: it moves in steps, so that a prompt's beginning lasts."""
    return max(0, (lines - KEEP) // STEP * STEP)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Everything a guide may know for one turn. `history` ends with the parent's line that is to be answered."""

    language: Language
    address: Address
    parent_name: str
    today: date
    child: ChildKnown
    stage: str
    history: tuple[Line, ...]
    known: tuple[Known, ...] = ()
    papers: tuple[Paper, ...] = ()  # newest first
    progress: Mapping[str, int] = field(default_factory=dict)
    milestones: tuple[str, ...] = ()
    topics: Mapping[str, TopicOutcome] = field(default_factory=dict)
    filming: str = ""  # what the parent chose: wanted, later, declined; "" while it was not offered or answered
    views: frozenset[str] = frozenset()  # deep views that open in this installation today
    not_yet: Mapping[str, str] = field(default_factory=dict)  # stages that are too early, each with the reason in words
    safety: tuple[str, ...] = ()  # kinds for which helplines are on screen beside this very message
    unfinished: str = ""  # words of this reply that are already on screen: go on from there, repeat nothing
    earlier: int = 0  # lines before `history` that are not told any more
    away: timedelta | None = None  # since the parent's line before this one; None for the first
    made: tuple[str, ...] = ()  # names of tools that already ran for this reply, before it was interrupted


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool a guide may call; the JSON schema of `arguments` is what a model sees."""

    name: str
    description: str
    arguments: type[BaseModel]


@dataclass(frozen=True, slots=True)
class Words:
    """The next words of the reply, exactly as they are to be appended."""

    text: str


@dataclass(frozen=True, slots=True)
class Raised:
    """The interview topic this reply asks about, or the parent's line answered or passed."""

    topic: Topic
    outcome: TopicOutcome


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one request to a model, added to what was told of it before: first what was read, at its end what was
    said (tokens_out), so that a reply which is stopped in between has still told what reading the prompt cost."""

    model: str
    tokens_in: int
    tokens_out: int
    tokens_cached: int


Event = Words | Raised | Usage
Count = Callable[[Usage], None]
"""Hears what each request has cost, whatever came of it; it may open a transaction of its own."""


def always() -> bool:
    """What is asked for is wanted until the end."""
    return True


class Guide(Protocol):
    """A partner who can hold the conversation."""

    name: str  # "claude" or "built-in"; the page says which one is speaking

    def converse(self, prompt: Prompt, tools: Sequence[Tool], run: Run) -> Iterator[Event]:
        """Answer the parent's last line. Words come first, tools after; the turn always ends in words.

        Raises core.errors.GuideError; what was yielded before stays said. Closing the iterator stops the reply.
        """
        ...

    def extract(
        self,
        schema: type[Answer],
        instruction: str,
        content: Sequence[Mapping[str, Any]],
        *,
        duty: Duty = "reading",
        spent: Count | None = None,
        wanted: Callable[[], bool] = always,
    ) -> Answer:
        """Read material (Anthropic content blocks) into a validated answer; no tools, no conversation.

        spent: told the tokens of every request, those included whose answer was refused or did not fit. wanted: asked
        before every request, the repeated ones included; no sends nothing more (GuideError "unwanted"). Call this outside
        any transaction. Raises core.errors.GuideError.
        """
        ...
