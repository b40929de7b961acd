"""A small language for phrases, so that what the layer listens for can be read and corrected by people who do not write code.

One phrase a line, words in order, spaces between:

    a/b     either word                 word?   may be missing          stem*   any word that begins so
    {hit}   a list of words by name     @       a name, written with a capital letter
    ~       at most one word            ..      at most three words     ...     at most ten words (side by side they add up)
    & a b   a and b in any order, in one sentence, at most ten words from the first rare one
    !a/b    at the end of a line: not when one of these is said nearby (also `!{hit}`, a list by name)

The gaps `~` and `..` never swallow a denial ("never") or another person ("he"), so "I saw he hit him" is not "I .. hit him".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from chitta.core.vocabulary import SafetyKind

GAPS = {"~": 1, "..": 3, "...": 10}
ANYTHING = "..."
NAME = "@"


@dataclass(frozen=True)
class Family:
    """Phrases that mean one thing, and the company in which they do not mean it."""

    kind: SafetyKind
    phrases: str
    unless: str = ""  # said nearby, the family stays silent
    despite: str = ""  # said nearby, `unless` does not count
    deniable: bool = True  # False where the phrase itself is a denial: "not breathing"


class Tongue(NamedTuple):
    """Everything one language brings."""

    words: Mapping[str, str]
    families: tuple[Family, ...]
    deniers: str
    no_denial: str  # "not sure", "cannot stop": after these a denier denies nothing
    people: str
    turns: str  # "but": a denial ends here
    common: str  # too frequent to start a search from


class Slot(NamedTuple):
    words: frozenset[str]
    optional: bool = False
    gap: int = 0
    free: bool = False  # a gap that may swallow anyone and any denial


class Phrase(NamedTuple):
    """Slots before the anchor (nearest first), the anchor, and slots after it."""

    before: tuple[Slot, ...]
    anchor: frozenset[str]
    after: tuple[Slot, ...]
    loose: bool = False  # the other slots in any order, near the anchor
    unless: frozenset[str] = frozenset()  # words that silence this line alone

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """What must be said somewhere in a text for this phrase to be worth a try; the least likely first."""
        sure = (s.words for s in self.before + self.after if not s.optional and not s.gap and NAME not in s.words)
        return tuple(sorted(sure, key=len))


def choices(text: str, words: Mapping[str, str]) -> frozenset[str]:
    """The words a slot accepts; named lists are opened, also inside each other."""
    found: set[str] = set()
    for word in text.split("/"):
        if word.startswith("{"):
            for inner in words[word.strip("{}")].split():
                found |= choices(inner, words)
        else:
            found.add(word)
    return frozenset(found)


def phrase(line: str, words: Mapping[str, str], common: frozenset[str]) -> Phrase:
    parts = line.split()
    loose, parts = parts[0] == "&", parts[parts[0] == "&" :]
    unless = frozenset[str]().union(*(choices(part[1:], words) for part in parts if part.startswith("!")))
    slots = list(_slots([part for part in parts if not part.startswith("!")], words))
    sure = [n for n, slot in enumerate(slots) if not slot.optional and not slot.gap and NAME not in slot.words]
    rare = [n for n in sure if not slots[n].words & common]
    at = (rare or sure)[0]
    if loose:
        return Phrase((), slots[at].words, (*slots[:at], *slots[at + 1 :]), True, unless)
    return Phrase(tuple(reversed(slots[:at])), slots[at].words, tuple(slots[at + 1 :]), False, unless)


def _slots(parts: Iterable[str], words: Mapping[str, str]) -> Iterator[Slot]:
    gap, free = 0, False
    for part in parts:
        if part in GAPS:
            gap, free = gap + GAPS[part], free or part == ANYTHING
            continue
        if gap:
            yield Slot(frozenset(), gap=gap, free=free)
            gap, free = 0, False
        yield Slot(choices(part.rstrip("?"), words), part.endswith("?"))


def phrases(block: str, words: Mapping[str, str], common: frozenset[str]) -> Iterator[Phrase]:
    for line in block.splitlines():
        if line.strip():
            yield phrase(line, words, common)


def spelled(found: Phrase) -> Iterator[str]:
    yield from found.anchor
    yield from found.unless
    for slot in found.before + found.after:
        yield from slot.words
