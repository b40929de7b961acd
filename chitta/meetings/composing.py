"""The one page for a meeting, put together from what is known. Pure: no database, no clock, no model.

What is told of the child is somebody's own words in quotation marks, each line with where it comes from; it chooses and
sorts as the letter to the parents does. Nothing that was withdrawn or is disputed stands here, and no condition that
neither the family nor a document named.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from math import ceil
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from chitta.core.i18n import Tongue, gettext_
from chitta.core.vocabulary import Domain, JournalKind
from chitta.gateways.builtin import wording_en, wording_he
from chitta.gateways.builtin.labels import unlabelled
from chitta.gateways.builtin.normalising import fold, shortened
from chitta.journey.papers import page_of
from chitta.meetings import wording as w
from chitta.reports import sorting
from chitta.reports.composing import About, Letter, Section, Seen, Source, letter
from chitta.reports.sorting import author, told_as
from chitta.safety.labels import names_in
from chitta.safety.reading import read

MONTH = timedelta(days=30)
MOST_BACKGROUND, MOST_STRENGTHS, MOST_AREAS, MOST_FILMED, MOST_PAPERS, MOST_MOMENTS = 3, 4, 3, 2, 3, 5
CROWDED = 12  # printed lines of questions; beyond that the rest is told more briefly
LONGEST_CROWDED, FEWER = 100, 2
ACROSS = 110  # characters of a printed line
ROOMY, USUAL = 24, 40  # printed lines beside headings
LONGEST_WORDS, LONGEST_SINCE, LONGEST_TITLE = 150, 40, 60
BRINGING = ("parent", "document")  # who may name a condition here
KINDS: tuple[JournalKind, ...] = ("progress", "observation", "challenge")
MEETING_TAGS = frozenset(
    {wording_he.MEETING_TAG, wording_en.MEETING_TAG}
)  # questions that the guide kept in the journal


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(Frozen):
    """frame: a msgid around `words`, which are somebody's own; sources: what it rests on."""

    frame: str
    words: str
    paper: str = ""
    since: str = ""
    sources: tuple[uuid.UUID, ...]

    @property
    def text(self) -> str:
        """The whole line in the reader's language."""
        since = gettext_(w.SINCE, words=self.since).removesuffix(".") if self.since else ""
        return gettext_(self.frame, words=self.words, paper=self.paper) + since

    @property
    def stopped(self) -> bool:
        """Does it end as a sentence already?"""
        return not self.since and self.words[-1:] in ".!?…"


class Area(Frozen):
    """title: a msgid. The first line, then an example of it or something more of the same."""

    domain: Domain
    title: str
    lines: tuple[Line, ...]


class Moment(Frozen):
    """A line of the journal."""

    kind: JournalKind
    day: date
    line: Line


class Month(Frozen):
    """since: its first day; counts: entries by kind, none of them zero; moments: a few of them, the newest first."""

    since: date
    counts: tuple[tuple[JournalKind, int], ...] = ()
    moments: tuple[Moment, ...] = ()


class Asked(Frozen):
    """A question of the parent's."""

    id: uuid.UUID
    text: str


class Origin(Source):
    """What a line rests on: something known, or (said_by "journal") an entry of the family's journal."""


class Brief(Frozen):
    """The page. with_whom and when: of the meeting, "" while nobody said."""

    on: date
    with_whom: str = ""
    when: str = ""
    background: tuple[Line, ...] = ()
    strengths: tuple[Line, ...] = ()
    areas: tuple[Area, ...] = ()
    filmed: tuple[Line, ...] = ()
    papers: tuple[Line, ...] = ()
    month: Month
    questions: tuple[Asked, ...] = ()
    sources: tuple[Origin, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line that tells something, in the order of the page."""
        return tuple(_lines(self.background, self.strengths, self.areas, self.filmed, self.papers, self.month))

    def number(self, id: uuid.UUID) -> int:
        """The number of a source, as its marker shows it."""
        return 1 + [source.id for source in self.sources].index(id)

    @property
    def origins(self) -> tuple[tuple[tuple[int, ...], Origin], ...]:
        """The sources with their numbers, those that read alike together."""
        alike: dict[tuple[object, ...], list[Origin]] = {}
        for one in self.sources:
            day = None if one.said_by in ("journal", "document") else one.on
            alike.setdefault((one.said_by, day, one.document, one.page), []).append(one)
        return tuple((tuple(self.number(one.id) for one in some), some[0]) for some in alike.values())

    @property
    def print_size(self) -> Literal["roomy", "usual", "long"]:
        """How large its letters may be so that it stays on one printed page."""
        lines = _printed(line.text for line in self.lines) + _printed(one.text for one in self.questions)
        lines += len(self.areas) + 2 * bool(self.filmed) + 2 * bool(self.papers) + ceil(len(self.origins) / 4)
        return "roomy" if lines <= ROOMY else "usual" if lines <= USUAL else "long"


class Entry(Protocol):
    """What the page needs of a journal entry. alert: what the safety layer heard, None for one it never read."""

    id: Any
    kind: Any
    content: Any
    day: Any
    tags: Any
    alert: Any


class Question(Protocol):
    """What the page needs of a question."""

    id: Any
    text: Any


@dataclass(frozen=True)
class Known:
    """Everything the page is made from. observations: oldest first; entries: the newest of the last month, the newest first;
    kinds: kind and tags of all entries of that month; meeting: what the journey's state says of one."""

    about: About
    today: date
    observations: Sequence[Seen] = ()
    entries: Sequence[Entry] = ()
    kinds: Sequence[tuple[str, Sequence[str]]] = ()
    questions: Sequence[Question] = ()
    meeting: tuple[str, str] = ("", "")

    @cached_property
    def held(self) -> list[Seen]:
        """What may stand on a page that leaves the house: no condition is named that nobody brought."""
        held = [one for one in self.observations if one.state == "held" and one.text.strip()]
        others = (one for one in held if one.said_by not in BRINGING)
        named = {one.id: names for one in others if (names := names_in(f"{one.text} {one.example}"))}
        brought = names_in("\n".join(self._brought(held))) if named else frozenset()
        return [one for one in held if named.get(one.id, frozenset()) <= brought]

    def _brought(self, held: Sequence[Seen]) -> Iterator[str]:
        yield from (f"{one.text} {one.example}" for one in held if one.said_by in BRINGING)
        yield from (one.content for one in self.entries)
        yield from (one.text for one in self.questions)

    @cached_property
    def letter(self) -> Letter:
        """The letter that could be written from it today: what it chooses, the page chooses."""
        return letter(self.about, self.held, Tongue("en"), self.today)

    @cached_property
    def areas(self) -> list[tuple[Domain, list[Seen]]]:
        """The areas that worry, as the letter ranks them, each with the worries it tells of."""
        rows = {one.id: one for one in self.held}
        sections = (section for section in self.letter.sections if section.key == "area")
        told = [[rows[id] for id in _cited(section)] for section in sections]
        return [(rows[0].domain, [one for one in rows if one.kind == "concern"]) for rows in told]


def brief(known: Known) -> Brief:
    """The page as it stands today."""
    return _Writer(known).brief()


class _Writer:
    def __init__(self, known: Known) -> None:
        self.known, self.today, self.held = known, known.today, known.held
        self.rows = {one.id: one for one in self.held}
        self.told = [one for one in self.held if _tells(one)]
        self.crowded = _printed(one.text for one in known.questions) > CROWDED

    def brief(self) -> Brief:
        strengths = self._section("strengths", MOST_STRENGTHS)
        areas = tuple(self._area(*area) for area in self.known.areas[:MOST_AREAS])
        filmed = self._section("filmed", MOST_FILMED)
        shown = {id for line in _lines(strengths, areas, filmed) for id in line.sources}
        papers = tuple(self._said(one) for one in self._read(shown)[: FEWER if self.crowded else MOST_PAPERS])
        shown |= {id for line in papers for id in line.sources}
        background = tuple(self._background(shown))
        month = self._month()
        return Brief(
            on=self.today,
            with_whom=shortened(self.known.meeting[0], LONGEST_TITLE),
            when=shortened(self.known.meeting[1], LONGEST_TITLE),
            background=background,
            strengths=strengths,
            areas=areas,
            filmed=filmed,
            papers=papers,
            month=month,
            questions=tuple(Asked(id=one.id, text=one.text) for one in self.known.questions),
            sources=tuple(self._sources(_lines(background, strengths, areas, filmed, papers, month))),
        )

    # --- section by section ----------------------------------------------------------------------------------------

    def _background(self, shown: set[uuid.UUID]) -> Iterator[Line]:
        """The first of each kind, as many as fit; from documents only where the family told nothing of it."""
        heard = sorting.hearing_fine(self.told)
        own = sorted((one for one in self.told if one.id not in shown), key=lambda one: author(one) == "document")
        helped = [one for one in own if one.kind in ("context", "development") and sorting.helpful(one)]
        found = (
            (w.HEARING, [heard] if heard and heard.id not in shown else []),
            (w.EARLY, [one for one in own if one.kind == "history"]),
            (w.HOME, [one for one in own if one.kind == "context" and one.domain == "general" and one not in helped]),
            (w.HELPS, helped),
            (w.HOPE, [one for one in own if one.kind == "hope" and sorting.wished(one.text)]),
        )
        used: set[uuid.UUID] = set()
        for frame, rows in found:
            one = next((row for row in rows if row.id not in used), None)
            if one and len(used) < MOST_BACKGROUND:
                used.add(one.id)
                yield self._said(one, frame)

    def _section(self, key: str, most: int) -> tuple[Line, ...]:
        """What the letter tells in a section of its own, in its order."""
        sections = [section for section in self.known.letter.sections if section.key == key]
        return tuple(self._said(self.rows[id]) for section in sections for id in _cited(section)[:most])

    def _area(self, domain: Domain, told: list[Seen]) -> Area:
        first, *others = told
        lines = [self._said(first)]
        if first.example and not sorting.within(first.example, first.text):
            lines.append(Line(frame=w.EXAMPLE, words=self._short(first.example), sources=(first.id,)))
        elif others:
            lines.append(self._said(others[0]))
        return Area(domain=domain, title=w.HEADINGS[domain], lines=tuple(lines))

    def _read(self, shown: set[uuid.UUID]) -> list[Seen]:
        """What documents say beside that: first where they name something."""
        papers = [one for one in self.held if one.said_by == "document" and one.id not in shown]
        return sorted(papers, key=lambda one: not names_in(f"{one.text} {one.example}"))

    def _month(self) -> Month:
        kinds = Counter(kind for kind, tags in self.known.kinds if not MEETING_TAGS & set(tags))
        return Month(
            since=self.today - MONTH,
            counts=tuple((kind, kinds[kind]) for kind in KINDS if kinds[kind]),
            moments=tuple(
                Moment(
                    kind=one.kind,
                    day=one.day,
                    line=Line(frame=w.ALONE["parent"], words=self._short(one.content), sources=(one.id,)),
                )
                for one in _varied([one for one in self.known.entries if _for_others(one)])
            ),
        )

    # --- lines -----------------------------------------------------------------------------------------------------

    def _said(self, one: Seen, frame: str = "") -> Line:
        words, paper = self._short(unlabelled(one.text)), self._title(one)
        if author(one) == "document":
            frame = w.IN_THE_PAPER if paper else w.ALONE["document"]
        since = "" if fold(one.since) in fold(words) else shortened(one.since, LONGEST_SINCE)
        return Line(frame=frame or w.ALONE[author(one)], words=words, paper=paper, since=since, sources=(one.id,))

    def _short(self, text: str) -> str:
        return shortened(" ".join(text.split()), LONGEST_CROWDED if self.crowded else LONGEST_WORDS)

    def _title(self, one: Seen) -> str:
        return shortened(self.known.about.papers.get(page_of(one)[0], ""), LONGEST_TITLE)

    def _sources(self, lines: Iterable[Line]) -> Iterator[Origin]:
        entries = {one.id: one for one in self.known.entries}
        for id in dict.fromkeys(id for line in lines for id in line.sources):
            if id in entries:
                yield Origin(id=id, said_by="journal", on=entries[id].day)
            else:
                one, (document, page) = self.rows[id], page_of(self.rows[id])
                paper = {"document": document, "title": self._title(one), "page": page}
                yield Origin(id=id, said_by=one.said_by, on=_day(one.created_at), message=_message(one), **paper)


# --- choosing --------------------------------------------------------------------------------------------------------------


def _cited(section: Section) -> list[uuid.UUID]:
    """What a section of the letter rests on, in its order."""
    return list(dict.fromkeys(id for sentence in section.sentences for id in sentence.sources))


def _tells(one: Seen) -> bool:
    """Is it told of the child and the family, by way of the conversation and not as an answer about films and papers?"""
    apart = (*sorting.APART, *sorting.FILMED, *sorting.PAPERS)
    return told_as(one) not in apart and not sorting.aside(unlabelled(one.text))


def _for_others(entry: Entry) -> bool:
    """May it stand on a page that others read? Questions stand elsewhere; what the safety layer heard stays in the journal."""
    if MEETING_TAGS & set(entry.tags):
        return False
    return not (",".join(read(entry.content)) if entry.alert is None else entry.alert)


def _varied(entries: Sequence[Entry]) -> list[Entry]:
    """A few entries, the newest first, of each kind at least the newest one."""
    first = [next((one for one in entries if one.kind == kind), None) for kind in KINDS]
    kept = [one for one in first if one]
    kept += [one for one in entries if one not in kept][: MOST_MOMENTS - len(kept)]
    return [one for one in entries if one in kept]


def _lines(*parts: Any) -> Iterator[Line]:
    for part in parts:
        if isinstance(part, Line):
            yield part
        elif isinstance(part, Area):
            yield from part.lines
        elif isinstance(part, Month):
            yield from (moment.line for moment in part.moments)
        else:
            yield from _lines(*part)


# --- words -----------------------------------------------------------------------------------------------------------------


def _printed(texts: Iterable[str]) -> int:
    """How many lines these take on paper, about."""
    return sum(ceil((len(text) + 4) / ACROSS) for text in texts)


def _day(moment: datetime) -> date:
    return moment.date()


def _message(one: Seen) -> str:
    said = str((one.source or {}).get("message", ""))
    return said if len(said) == 36 else ""
