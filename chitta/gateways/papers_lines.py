"""Letters lying on a page, back into lines as they were written: Hebrew from the right, words and numbers within it from the left.

A PDF keeps glyphs in places, not text in order. PDFium's own order parts numbers from their signs and turns Latin words round in
Hebrew lines, so only its lines are kept, and the order in each is found from where its letters lie.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

SPACE = 0.16  # of the letters' height: a wider gap is a space
CELL = 2.0  # of the letters' height: a wider gap parts two cells
SEPARATORS, TERMINATORS = frozenset(".,:/-+"), frozenset("%$€₪°#")
BRACKETS = frozenset("()[]{}")


@dataclass(slots=True)
class Letter:
    """One character: where it starts and ends along the line, its height, and whether anybody can see it."""

    text: str
    start: float
    end: float
    height: float
    seen: bool = True


def written(line: Sequence[Letter], hebrew_page: bool) -> str:
    """The line in the order it is read."""
    row = _spaced(_with_marks(line))
    letters = [cell for cell in row if _strong(cell)]
    hebrew = sum(_strong(cell) == "R" for cell in letters)
    if not hebrew:
        return "".join(row)
    if hebrew == len(letters) or _starts_right(letters, hebrew, hebrew_page):
        return "".join(_from_right(row))
    return "".join(_from_left(row))


def _with_marks(line: Sequence[Letter]) -> list[Letter]:
    """Letters from left to right; vowel points and accents on the letter they lie over."""
    marks = [letter for letter in line if unicodedata.category(letter.text[0]) == "Mn"]
    bases = sorted((x for x in line if unicodedata.category(x.text[0]) != "Mn"), key=lambda x: x.start + x.end)
    for mark in marks:
        middle = (mark.start + mark.end) / 2
        base = min(
            (b for b in bases if b.text.strip()), key=lambda b: abs((b.start + b.end) / 2 - middle), default=None
        )
        if base:
            base.text += mark.text
    return bases


def _spaced(line: Sequence[Letter]) -> list[str]:
    """Spaces from the gaps alone: those written in the file are often missing, and some are in the wrong place."""
    row: list[str] = []
    last: Letter | None = None
    wide = False  # a written space lies between
    for letter in line:
        if letter.text.isspace():
            wide = True
            continue
        if last:
            gap, height = letter.start - last.end, max(letter.height, last.height, 1e-6)
            if gap > CELL * height:
                row += [" ", "|", " "]
            elif gap > SPACE * height or (wide and gap > 0.05 * height):
                row.append(" ")
        row.append(letter.text)
        last, wide = letter, False
    return row


def _strong(cell: str) -> str:
    kind = unicodedata.bidirectional(cell[0])
    return "R" if kind in ("R", "AL") else "L" if kind == "L" else ""


def _starts_right(letters: Sequence[str], hebrew: int, hebrew_page: bool) -> bool:
    """Whether a mixed line was begun at its right end."""
    left, right = _strong(letters[0]), _strong(letters[-1])
    if left == right:
        return left == "R" or hebrew > len(letters) / 2
    return hebrew_page


def _from_right(row: list[str]) -> list[str]:
    """Turn the line round, but for what is read from the left in it: Latin words with all between them, and numbers."""
    done: list[str] = []
    at = len(row)
    while at > 0:
        first = _left_run(row, at)
        if first is None:
            at -= 1
            done.append(row[at])
        else:
            done += row[first:at]
            at = first
    return done


def _left_run(row: list[str], end: int) -> int | None:
    """Where the run read from the left begins that ends before `end`; None when there is none."""
    last = row[end - 1]
    if _strong(last) == "L" or _digit(last):
        run = _latin(row, end)
        return run if run is not None else _number(row, end)
    if last in BRACKETS and _closes_words(row, end):
        return _latin(row, end)
    if last in TERMINATORS and end > 1 and _digit(row[end - 2]):
        return _number(row, end)
    return None


def _closes_words(row: list[str], end: int) -> bool:
    """A bracket whose partner follows Latin words belongs to them, as in "ABC (test)"; one around them all does not."""
    for at in range(end - 2, 0, -1):
        if _strong(row[at]) == "R":
            return False
        if row[at] in BRACKETS:
            return _latin_before(row, at)
    return False


def _latin(row: list[str], end: int) -> int | None:
    first = None
    at = end
    while at > 0 and _strong(row[at - 1]) != "R" and row[at - 1] != "|":
        at -= 1
        if _strong(row[at]) == "L":
            first = at
        elif first is None and row[at] == " " and _strong(row[end - 1]) != "L" and not _latin_before(row, at):
            return None
    if first is None:
        return None
    # A number that leads the words is read before them.
    while first > 0 and (
        _digit(row[first - 1]) or (row[first - 1] in SEPARATORS and first > 1 and _digit(row[first - 2]))
    ):
        first -= 1
    return first


def _latin_before(row: list[str], at: int) -> bool:
    while at > 0 and row[at - 1] in " ":
        at -= 1
    return at > 0 and _strong(row[at - 1]) == "L"


def _number(row: list[str], end: int) -> int:
    at = end
    while at > 0 and row[at - 1] in TERMINATORS:
        at -= 1
    while at > 0 and (
        _digit(row[at - 1]) or (row[at - 1] in SEPARATORS and 1 < at < end and _digit(row[at - 2]) and _digit(row[at]))
    ):
        at -= 1
    while at > 0 and row[at - 1] in TERMINATORS and not _digit(row[at - 2] if at > 1 else ""):
        at -= 1
    return at


def _digit(cell: str) -> bool:
    return cell[:1].isdecimal()


def _from_left(row: list[str]) -> list[str]:
    """A line begun at the left: its Hebrew stretches are turned round where they lie."""
    done: list[str] = []
    at = 0
    while at < len(row):
        end = _hebrew_run(row, at)
        done += _from_right(row[at:end]) if end else [row[at]]
        at = end or at + 1
    return done


def _hebrew_run(row: list[str], start: int) -> int:
    """Where the Hebrew stretch ends that begins here; 0 when none does. A bracket begins one whose partner is in it."""
    bracket = row[start] in BRACKETS
    if _strong(row[start]) != "R" and not (bracket and start + 1 < len(row) and _strong(row[start + 1]) == "R"):
        return 0
    at, end, partner = start + 1, start + 1, 0
    while at < len(row) and _strong(row[at]) != "L" and row[at] != "|":
        if _strong(row[at]) == "R":
            end = at + 1
        elif row[at] in BRACKETS and not partner:
            partner = at
        at += 1
    return end if not bracket or start < partner < end else 0
