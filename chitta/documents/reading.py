"""What was read of a paper, as its row keeps it. Frozen; a change makes a new one. Pure: no database, no model."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chitta.core.vocabulary import Domain, ObservationKind

Place = tuple[int, int]  # page and sentence, both from 1


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Finding(Frozen):
    """Something the paper says of the child, in plain words: a proposal until the parent keeps it.

    quote: the paper's own words; checked: they really stand on that page (False where only a picture was read).
    observation: what came of it, while it is kept.
    """

    id: str
    kind: ObservationKind
    domain: Domain
    text: str
    page: int
    quote: str = ""
    checked: bool = True
    observation: uuid.UUID | None = None


class Mark(Frozen):
    """Something the parent took from the paper: a sentence they marked (`sentence` from 1), or told from its picture (0)."""

    id: str
    kind: ObservationKind
    domain: Domain
    text: str
    page: int
    sentence: int = 0
    observation: uuid.UUID | None = None


class Heading(Frozen):
    text: str
    page: int


class Reading(Frozen):
    """texts: by page, "" for a picture. images: pages that can be shown. original: key of the file as it came, while it is
    still kept. twin: the paper this one repeats. note: why the built-in way was taken though Claude is here ("budget",
    "consent", "guide"). answered: the parent has said which findings hold. given: title given by the parent."""

    texts: tuple[str, ...] = ()
    images: tuple[int, ...] = ()
    hidden: int = 0
    original: str = ""
    twin: uuid.UUID | None = None
    waits: Literal["", "busy", "storage", "full"] = ""
    note: Literal["", "budget", "consent", "guide"] = ""
    language: str = ""
    given: str = ""
    title: str = ""
    dated: date | None = None
    author: str = ""
    headings: tuple[Heading, ...] = ()
    summary: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    answered: bool = False
    marks: tuple[Mark, ...] = ()
    usage: dict[str, int | str] = Field(default_factory=dict)

    def but(self, **changes: object) -> Reading:
        """The same reading with other values."""
        return self.model_copy(update=changes)

    def text(self, page: int) -> str:
        """The text of a page; "" for a picture, and for a page that is not there."""
        return self.texts[page - 1] if 1 <= page <= len(self.texts) else ""

    def mark_at(self, place: Place) -> Mark | None:
        """The mark on this sentence, if there is one."""
        return next((one for one in self.marks if (one.page, one.sentence) == place), None)

    def told(self, page: int) -> tuple[Mark, ...]:
        """What the parent told in words of the picture of this page."""
        return tuple(one for one in self.marks if one.page == page and not one.sentence)

    @property
    def kept(self) -> tuple[Finding | Mark, ...]:
        """What went into the child's picture."""
        return tuple(one for one in (*self.findings, *self.marks) if one.observation)

    @property
    def open_findings(self) -> bool:
        """Are there proposals that nobody looked at?"""
        return bool(self.findings) and not self.answered

    def without(self, observation_id: uuid.UUID) -> Reading:
        """After this observation was deleted: what it came from is a proposal again, or a mark less."""
        findings = tuple(
            one.model_copy(update={"observation": None}) if one.observation == observation_id else one
            for one in self.findings
        )
        return self.but(findings=findings, marks=tuple(one for one in self.marks if one.observation != observation_id))
