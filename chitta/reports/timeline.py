"""The line of time in a report for professionals: what has a time, where it stands, and the years below it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

from babel.dates import format_date

from chitta.core.i18n import tongue
from chitta.reports.pieces import Frozen, Part, Sentence

CLOSE = 55  # beads that are nearer than this (of 1000) stand above one another
LEVELS = 3
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")


class Point(Frozen):
    """Something with a time. place: of 1000, from the beginning of the line (0) to this report; None where the words have no
    place on it. level: how high its bead stands, so that close ones do not cover each other."""

    kind: Literal["birth", "told", "document", "today"]
    when: tuple[Part, ...]
    what: Sentence
    place: int | None = None
    level: int = 0
    document: str = ""


class Tick(Frozen):
    place: int
    words: str


class Timeline(Frozen):
    """by_age: the ticks are years of life, not of the calendar."""

    points: tuple[Point, ...] = ()
    ticks: tuple[Tick, ...] = ()
    by_age: bool = False

    @property
    def placed(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.place is not None)

    @property
    def sky(self) -> int:
        """How far down the drawing begins: no higher than its highest bead. It is 360 wide, and its foot is at 84."""
        return 34 - 17 * max((point.level for point in self.placed), default=0)

    @property
    def unplaced(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.place is None)


def evenly(some: Sequence[Any], most: int) -> list[Any]:
    """At most so many of a sorted row, the first and the last among them."""
    if len(some) <= most:
        return list(some)
    return [some[round(place * (len(some) - 1) / (most - 1))] for place in range(most)]


def month(day: date) -> str:
    """March 2025"""
    return str(format_date(day, "MMMM y", locale=tongue().language))


def long_day(day: date) -> str:
    """12 March 2025"""
    return str(format_date(day, "d 'ב'MMMM y" if tongue().language == "he" else "d MMMM y", locale=tongue().language))


def dated_words(dated: str) -> str:
    """The date of a document, no more exact than it is: "2025-03-12", "2025-03", "2025"; "" for none."""
    day = dated_on(dated)
    return "" if day is None else {4: str(day.year), 7: month(day)}.get(len(dated), long_day(day))


def dated_on(dated: str) -> date | None:
    """The day of a document's date, the first one where it is less exact; None for none."""
    if not _PLAIN.fullmatch(dated):
        return None
    try:
        return date.fromisoformat(dated + "-01-01"[: 0 if len(dated) == 10 else 6 if len(dated) == 4 else 3])
    except ValueError:
        return None


def ticks(start: date, end: date, by_age: bool) -> Iterator[Tick]:
    """Years of life, or of the calendar, at most a dozen of them."""
    days = max((end - start).days, 1)
    years = range(1, 19) if by_age else range(start.year + 1, end.year + 1)
    marks = []
    for year in years:
        day = _birthday(start, year) if by_age else date(year, 1, 1)
        if day <= end:
            marks.append(Tick(place=round(1000 * (day - start).days / days), words=str(year)))
    step = 1 + len(marks) // 12
    yield from marks[step - 1 :: step]


def _birthday(born: date, years: int) -> date:
    day = 28 if (born.month, born.day) == (2, 29) else born.day
    return date(born.year + years, born.month, day)


def levelled(points: Sequence[Point]) -> Iterator[Point]:
    """The same points, their beads so high that close ones can be told apart."""
    last: dict[int, int] = {}
    for point in points:
        place = point.place or 0
        free = (level for level in range(LEVELS) if place - last.get(level, -CLOSE) >= CLOSE)
        level = next(free, LEVELS - 1)
        last[level] = place
        yield point.model_copy(update={"level": level})
