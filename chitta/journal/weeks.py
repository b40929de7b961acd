"""The picture of the weeks: how many moments of which kind each of them has. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from chitta.core.vocabulary import JournalKind

WEEKS = 12
KINDS: tuple[JournalKind, ...] = ("challenge", "observation", "progress")  # from the ground up
ROUND = {"challenge": 0, "observation": 4, "progress": 9}  # corners: the shape tells the kind, not the colour alone
WIDE, GROUND, TOP = 280, 104, 6  # of the drawing; the line everything stands on
STEP, GAP, BLOCK = 23, 3, 17  # from week to week; between blocks; a block of one moment at its largest
EDGE = 36  # half of the longest words below
FEW = 5  # moments a week may have and still be drawn block by block


@dataclass(frozen=True, slots=True)
class Week:
    """Sunday to Saturday. counts: by kind."""

    start: date
    counts: Mapping[JournalKind, int]

    @property
    def all(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Block:
    kind: JournalKind
    x: float
    y: float
    width: float
    height: float
    corner: float


@dataclass(frozen=True, slots=True)
class Picture:
    """weeks: the newest first. blocks: from the ground up. ends: where the words for the first and the last week stand."""

    weeks: tuple[Week, ...]
    blocks: tuple[Block, ...]
    ends: tuple[float, float]

    @property
    def fewest(self) -> int:
        return min(week.all for week in self.weeks)

    @property
    def most(self) -> int:
        return max(week.all for week in self.weeks)


def first_day(today: date) -> date:
    """The Sunday the picture begins with."""
    return sunday(today) - timedelta(weeks=WEEKS - 1)


def sunday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() % 7)


def picture(daily: Mapping[tuple[date, str], int], today: date, right_to_left: bool) -> Picture | None:
    """Of the last twelve weeks; None when nothing was written of them. Time goes as the reader reads."""
    starts = [sunday(today) - timedelta(weeks=back) for back in range(WEEKS)]
    weeks = tuple(Week(start, _counts(daily, start)) for start in starts)
    most = max(week.all for week in weeks)
    if not most:
        return None
    places = [_x(back, right_to_left) for back in range(WEEKS)]
    blocks = [block for week, x in zip(weeks, places, strict=True) for block in _tower(week, x, most)]
    ends = [min(max(x + BLOCK / 2, EDGE), WIDE - EDGE) for x in (places[-1], places[0])]
    return Picture(weeks, tuple(blocks), (ends[0], ends[1]))


def _counts(daily: Mapping[tuple[date, str], int], start: date) -> dict[JournalKind, int]:
    days = [start + timedelta(days=n) for n in range(7)]
    return {kind: sum(daily.get((day, kind), 0) for day in days) for kind in KINDS}


def _x(back: int, right_to_left: bool) -> float:
    place = (WIDE - WEEKS * STEP + STEP - BLOCK) / 2 + back * STEP
    return place if right_to_left else WIDE - place - BLOCK


def _tower(week: Week, x: float, most: int) -> list[Block]:
    """A block for each moment where there are few, else one for each kind, as high as its moments are many."""
    unit = min(BLOCK + GAP, (GROUND - TOP) / most)
    blocks, y = [], GROUND - 2.0
    for kind in KINDS:
        count = week.counts[kind]
        sizes = [unit] * count if most <= FEW else [unit * count] * bool(count)
        for size in sizes:
            height = max(size - GAP, 1.5)
            blocks.append(Block(kind, x, round(y - height, 1), BLOCK, round(height, 1), min(ROUND[kind], height / 2)))
            y -= size
    return blocks
