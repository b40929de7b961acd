"""Text of strangers' papers, cleaned: composed, and without what is there only for machines to read."""

from __future__ import annotations

import re

from chitta.core.text import clean_text

# Whole sentences can be written in these. Overrides, tags and selector heaps have no honest use in a letter.
TRICKS = re.compile("[\u202d\u202e\U000e0000-\U000e01ef\ufff9-\ufffb\u115f\u1160\u3164\uffa0]|[\ufe00-\ufe0f]{2,}")
# Alone each of these has its uses (emoji, Persian, Hebrew beside Latin); in a row they spell.
ROW = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u034f\u180e]{2,}")
OPENERS, CLOSERS = "\u202a\u202b\u2066\u2067\u2068", "\u202c\u2069"
SILENT = re.compile("[\u00ad\u200b\u2060-\u2064\u034f\u180e]")
BLANK = re.compile(r"[^\S\n\t]+")
BRACKETS = str.maketrans("()[]{}", ")(][}{")
OPENING, CLOSING = "([{", ")]}"
STOPS = frozenset(".,;:!?|")


def cleaned(text: str) -> tuple[str, int]:
    """The text without hidden characters, and how many of them were tricks (soft hyphens and the like are not)."""
    hidden = sum(len(found) for found in TRICKS.findall(text))
    text = TRICKS.sub("", text)
    hidden += sum(len(found) for found in ROW.findall(text))
    text = ROW.sub("", text)
    hidden += sum(_unpaired(line) for line in text.splitlines())
    lines = (BLANK.sub(" ", line).strip() for line in clean_text(SILENT.sub("", text)).split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip(), hidden


def unmirrored(text: str) -> str:
    """Brackets of Hebrew lines the right way round: an opening one touches what follows it, a closing one what stands
    before it. Where a bracket touches both or nothing, it closes what is open.
    """
    opened = False
    lines = []
    for line in text.split("\n"):
        hebrew = any("\u05d0" <= c <= "\u05ea" for c in line)
        done: list[str] = []
        for at, c in enumerate(line):
            if c in OPENING or c in CLOSING:
                opens = _opens(done[-1] if done else " ", line[at + 1 : at + 2], opened) if hebrew else c in OPENING
                c = c.translate(BRACKETS) if opens != (c in OPENING) else c
                opened = opens
            done.append(c)
        lines.append("".join(done))
    return "\n".join(lines)


def _opens(before: str, after: str, opened: bool) -> bool:
    free_before = before.isspace() or before in OPENING
    free_after = not after or after.isspace() or after in STOPS
    return free_before if free_before != free_after else not opened


def _unpaired(line: str) -> int:
    """Directions that are opened and not closed in this line, or closed and never opened."""
    depth = loose = 0
    for c in line:
        if c in OPENERS:
            depth += 1
        elif c in CLOSERS:
            depth, loose = (depth - 1, loose) if depth else (0, loose + 1)
    return depth + loose
