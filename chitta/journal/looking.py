"""What somebody looks for in the journal, as an address says it. Pure; what makes no sense there is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from chitta.core.text import one_line, searchable
from chitta.core.vocabulary import JournalKind

LONGEST = 100  # of what is looked for
LONGEST_TAG = 30
MOST_WORDS = 8
MOST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Look:
    """q: as it was typed. month: its first day. cut: more was typed than is looked for. Empty: everything."""

    q: str = ""
    kind: str = ""
    tag: str = ""
    month: date | None = None
    cut: bool = False

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Look:
        """As an address says it: ?q=&kind=&tag=&month=2026-11."""
        typed = said.get("q", "")[: 4 * LONGEST]
        q, kind = one_line(typed, LONGEST), said.get("kind", "")
        return cls(
            q=q,
            kind=kind if kind in get_args(JournalKind) else "",
            tag=one_line(said.get("tag", "")[: 4 * LONGEST_TAG], LONGEST_TAG),
            month=_month(said.get("month", "")),
            cut=len(one_line(typed, LONGEST + 1)) > LONGEST,
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.kind or self.tag or self.month)

    @property
    def words(self) -> tuple[str, ...]:
        """Each of them must be there, in any order."""
        return tuple(dict.fromkeys(searchable(self.q).split()))[:MOST_WORDS]

    @property
    def next_month(self) -> date | None:
        return (self.month + timedelta(days=32)).replace(day=1) if self.month else None

    def but(self, **other: str) -> dict[str, str]:
        """The arguments of an address that looks for the same, `other` apart."""
        month = f"{self.month:%Y-%m}" if self.month else ""
        said = {"q": self.q, "kind": self.kind, "tag": self.tag, "month": month, **other}
        return {name: value for name, value in said.items() if value}


EVERYTHING = Look()


def months(days: tuple[date, date] | None) -> list[date]:
    """First days of the months between two days, the newest first."""
    if days is None:
        return []
    found, first = [days[1].replace(day=1)], days[0]
    while len(found) < MOST_MONTHS and found[-1] > first.replace(day=1):
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _month(said: str) -> date | None:
    try:
        return date.fromisoformat(f"{said}-01") if len(said) == 7 else None
    except ValueError:
        return None
