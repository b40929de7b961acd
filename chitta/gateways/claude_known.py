"""What of all that is known fits into a prompt: a fixed room, filled by what matters, so that a long acquaintance costs
no more than a short one. What does not fit is counted by kind and domain, so that nothing known is asked again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from chitta.gateways.guide import Known

Row = dict[str, Any]

ROOM = 6_400  # characters of observations at most
WHOLE, BRIEF = 600, 80  # letters of one text, and of one that is shortened
STRENGTHS, DOMAINS, HOPES = 1_800, 1_200, 500  # characters kept for each of these, whatever else was told since
MOST_HOPES = 4


def chosen(
    known: Sequence[Known], papers: Mapping[str, int] | None = None
) -> tuple[list[Row], dict[str, dict[str, int]]]:
    """The observations to show, oldest first, and how many more there are: {kind: {domain: count}}.

    papers: the number under which the notes list a document, by its id.
    """
    papers = papers or {}
    everything = Room(known, ROOM, papers)
    if everything.take(range(len(known)), WHOLE):
        return everything.rows(), {}
    room = Room(known, ROOM, papers)
    for places, letters, share in _by_weight(known):
        room.take(places, letters, share)
    return room.rows(), room.rest()


class Room:
    """A number of characters that observations fill, each at most once."""

    def __init__(self, known: Sequence[Known], size: int, papers: Mapping[str, int]) -> None:
        self.known, self.left, self.papers = known, size, papers
        self.taken: dict[int, Row] = {}

    def take(self, places: Iterable[int], letters: int, share: int = ROOM) -> bool:
        """Put in what fits, in this order, until the share is full; whether everything did."""
        for at in places:
            if at in self.taken:
                continue
            row = _row(self.known[at], letters, self.papers)
            size = len(json.dumps(row, ensure_ascii=False)) + 2
            if size > min(share, self.left):
                return False
            self.taken[at], self.left, share = row, self.left - size, share - size
        return True

    def rows(self) -> list[Row]:
        return [self.taken[at] for at in sorted(self.taken)]

    def rest(self) -> dict[str, dict[str, int]]:
        """What found no room, counted."""
        counts: dict[str, dict[str, int]] = {}
        for at, one in enumerate(self.known):
            if at not in self.taken:
                of_kind = counts.setdefault(one.kind, {})
                of_kind[one.domain] = of_kind.get(one.domain, 0) + 1
        return counts


def _by_weight(known: Sequence[Known]) -> Iterator[tuple[Iterable[int], int, int]]:
    """(places, letters of each, characters for all of them): what matters most comes first."""
    newest = range(len(known) - 1, -1, -1)
    strengths = [at for at, one in enumerate(known) if one.kind == "strength"]
    yield _main(known), WHOLE, ROOM
    yield _first_of_domains(known, strengths), BRIEF, STRENGTHS // 2
    yield strengths[::-1], BRIEF, STRENGTHS // 2
    yield _first_of_domains(known, [at for at in newest if known[at].kind != "strength"]), BRIEF, DOMAINS
    yield [at for at in newest if known[at].kind == "hope"][:MOST_HOPES], BRIEF, HOPES
    yield newest[:8], WHOLE, ROOM // 4
    yield newest, BRIEF, ROOM


def _main(known: Sequence[Known]) -> list[int]:
    """The concern the family came with, and the first one told with an example."""
    concerns = [at for at, one in enumerate(known) if one.kind == "concern" and one.state == "held"]
    return concerns[:1] + [at for at in concerns if known[at].example][:1]


def _first_of_domains(known: Sequence[Known], places: Iterable[int]) -> list[int]:
    first: dict[str, int] = {}
    for at in places:
        first.setdefault(known[at].domain, at)
    return list(first.values())


def _row(one: Known, letters: int, papers: Mapping[str, int]) -> Row:
    row: Row = {"kind": one.kind, "domain": one.domain, "text": _shortened(one.text, letters)}
    if one.example and letters == WHOLE:
        row["example"] = _shortened(one.example, letters)
    marks: dict[str, Any] = {"said_by": one.said_by if one.said_by != "parent" else ""}
    marks["state"] = one.state if one.state != "held" else ""
    marks |= {"paper": papers.get(one.paper, 0), "page": one.page}
    return row | {name: value for name, value in marks.items() if value}


def _shortened(text: str, letters: int) -> str:
    """The beginning, to a word's end, with three dots where something is missing."""
    if len(text) <= letters:
        return text
    return text[: letters - 1].rsplit(maxsplit=1)[0].rstrip(",;:. ") + "…"
