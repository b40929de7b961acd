"""What every report is made of: parts of sentences, sentences with their sources, and how words are fitted in. Pure."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, model_validator

from chitta.core.i18n import pgettext, speaking
from chitta.gateways.builtin.labels import unlabelled
from chitta.journey.films import film_of
from chitta.journey.papers import page_of
from chitta.reports import sorting
from chitta.reports import wording as w
from chitta.reports.sorting import told_as

LONGEST_NAME = 60


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(Frozen):
    """Words of one origin: ours (""), somebody's own ("quote", always between quotation marks), or the child's "name"."""

    text: str
    kind: Literal["", "quote", "name"] = ""


class Sentence(Frozen):
    """Either it cites the observations it rests on, or it is one of our fixed ones: courtesy, the frame of the report.

    woven: a model wrote it out of everything it cites, so that it goes as soon as one of these is deleted.
    """

    parts: tuple[Part, ...]
    sources: tuple[uuid.UUID, ...] = ()
    courtesy: bool = False
    woven: bool = False

    @model_validator(mode="after")
    def one_or_the_other(self) -> Sentence:
        if self.courtesy == bool(self.sources):
            raise ValueError("a sentence has sources, or is one of the fixed ones")
        return self

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def without(self, gone: uuid.UUID) -> Sentence | None:
        """What is left of it when this observation is deleted; None when it rests on nothing any more."""
        left = tuple(id for id in self.sources if id != gone)
        if left == self.sources:
            return self
        return self.model_copy(update={"sources": left}) if left and not self.woven else None


class Source(Frozen):
    """Who said it, when it was written down, and where: the line of the conversation it was heard in, the entry of the
    journal, the page of a document with the title it had then, or the seconds of a film ("", 0 and None for none)."""

    id: uuid.UUID
    said_by: str
    on: date
    message: str = ""
    document: str = ""
    title: str = ""
    page: int = 0
    entry: str = ""
    video: str = ""
    second: tuple[int, int] | None = None


class Seen(Protocol):
    """What a report needs of an observation."""

    id: Any
    kind: Any
    domain: Any
    text: Any
    example: Any
    since: Any
    said_by: Any
    source: Any
    state: Any
    version: Any
    created_at: Any


Held = dict[uuid.UUID, int]  # what was held when a version was written: ids with their versions, no words


def held_of(observations: Sequence[Seen]) -> Held:
    """What stands behind a version, said or not: what the next one is compared with."""
    return {one.id: one.version for one in observations}


Prose = Mapping[str, tuple[Sentence, ...]]  # sentences a model wrote, by the name of the slot they stand in
NO_PROSE: Prose = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a report that can be written by a model: what it is about, what belongs there, how many sentences.

    one_voice: its sentences stand in rows that name who says so, and each may tell what one of them says.
    """

    about: str
    told: tuple[Seen, ...]
    most: int
    one_voice: bool = False


def uncited(told: Iterable[Seen], sentences: Iterable[Sentence]) -> list[Seen]:
    """What of this no sentence rests on."""
    cited = {id for sentence in sentences for id in sentence.sources}
    return [one for one in told if one.id not in cited]


class Phrases:
    """Our sentences about this child, in the reader's language; what people wrote stands in parts of its own."""

    def __init__(self, name: str, gender: str) -> None:
        self.name, self.gender = short(name, LONGEST_NAME), gender

    def parts(
        self, sentence: str, values: Mapping[str, str] | None = None, quotes: Mapping[str, str] | None = None
    ) -> tuple[Part, ...]:
        """The sentence with our own `values` and somebody's `quotes`."""
        foreign = {key: Part(text=words, kind="quote") for key, words in (quotes or {}).items()}
        if self.name:
            foreign["name"] = Part(text=self.name, kind="name")
        else:
            values = {**(values or {}), "name": pgettext(self.gender, w.YOUR_CHILD)}
        told = pgettext(self.gender, sentence, **(values or {}), **{key: f"\0{key}\0" for key in foreign})
        pieces = re.split("\0(\\w+)\0", told)
        return tuple(foreign[piece] if place % 2 else Part(text=piece) for place, piece in enumerate(pieces) if piece)

    def ours(self, sentence: str, **values: str) -> Sentence:
        """One of the fixed sentences."""
        return Sentence(parts=self.parts(sentence, values), courtesy=True)


def source_of(one: Seen, title: str) -> Source:
    """Where an observation comes from. title: what its document may be called here, "" for none."""
    (document, page), (video, second) = page_of(one), film_of(one)
    where = {"message": _id(one, "message"), "entry": _id(one, "entry"), "video": video, "second": second}
    day = one.created_at.date()
    return Source(id=one.id, said_by=one.said_by, on=day, document=document, title=title, page=page, **where)


def tells(one: Seen) -> bool:
    """Is it something for a report: told of the child, and neither a question nor asked of the program? Worries always are."""
    if told_as(one) in sorting.APART:
        return False
    return bool(one.kind == "concern") or sorting.worrying(one.text) or not sorting.aside(unlabelled(one.text))


def deleted(language: str) -> Sentence:
    """What stands where words were deleted."""
    with speaking(language):
        return Sentence(parts=(Part(text=pgettext("", w.DELETED)),), courtesy=True)


# --- words --------------------------------------------------------------------------------------------------------------------


def stop(words: str) -> tuple[Part, ...]:
    """The full stop after a quotation that has none of its own."""
    return () if words[-1:] in ".!?…" else (Part(text="."),)


def short(text: str, limit: int) -> str:
    """One line of at most so many characters, cut at a word; where there is none, never between a letter and its marks."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    if line[limit - 1] != " ":
        cut = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else _whole(line, limit - 1)
    return cut.rstrip(" ,;") + "…"


def _whole(line: str, at: int) -> str:
    while at > 1 and (_joins(line[at]) or line[at - 1] == "\u200d"):
        at -= 1
    return line[:at]


def _joins(character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "M" or character == "\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _id(one: Seen, name: str) -> str:
    said = str((one.source or {}).get(name, ""))
    return said if re.fullmatch("[0-9a-f-]{36}", said) else ""
