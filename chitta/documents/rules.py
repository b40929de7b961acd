"""What can be found in a paper without a model: its day, who wrote it, its title and headings, its sentences.

Pure functions over the text of every page, as `gateways.papers` reads it. Where they are not sure they answer nothing:
the parent can say it, and a wrong name under a paper is worse than none. The words they know are at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Literal

from chitta.documents import words

TOP, END = 9, 9  # lines: where a letter has its date, and where its signature
LINE = 600  # characters of a line that are looked at for days, names and headings
Kind = Literal["diagnosis", "report", "medical", ""]


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the paper, as they stand there, and the page (from 1)."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs: name with title as written, what they are ("" when it is not said), and the page."""

    name: str
    role: str
    page: int


@dataclass(frozen=True, slots=True)
class Dated:
    """The day the paper was written, or the visit it tells of, and the page that says so."""

    day: date
    page: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text, the page (from 1), and its place among all lines with text."""

    text: str
    page: int
    place: int


# --- the day ----------------------------------------------------------------------------------------------------------


def date_of(pages: Sequence[str], today: date | None = None) -> Dated | None:
    """The paper's own day; never one of birth, of the next visit, or told of in a sentence. Nothing later than `today`."""
    lines = _lines(pages)
    day_first = hebrew("\n".join(pages)) or _writes_day_first(lines)
    best: tuple[int, Dated] | None = None
    for line in lines:
        labels = lines[line.place - 1].text if line.place else ""
        if _one_of_many(line, lines):
            continue
        for said, day in _days(line.text, day_first):
            weight = _weight(line, said, labels, len(lines))
            sane = day.year >= 1990 and (today is None or day <= today)
            if weight and sane and (best is None or weight > best[0] or (weight == best[0] == 2 and day > best[1].day)):
                best = weight, Dated(day, line.page)
    return best[1] if best else None


def _days(text: str, day_first: bool) -> Iterator[tuple[tuple[int, int], date]]:
    """Every day in the line, with where it stands."""
    for found in words.DAY.finditer(text):
        year, month, day = _numbers(found, day_first)
        try:
            yield found.span(), date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            continue


def _numbers(found: re.Match[str], day_first: bool) -> tuple[int, int, int]:
    part = found.groupdict()
    if part["iso"]:
        return int(part["iy"]), int(part["im"]), int(part["id"])
    if part["month_he"]:
        return int(part["hy"]), words.MONTHS_HE[part["month_he"]], int(part["hd"])
    for month, day, year in (("mdy", "md", "my"), ("dmy", "dd", "dy")):
        if part[month]:
            return int(part[year]), words.MONTHS_EN[part[month][:3].lower()], int(part[day])
    first, second, year = int(part["a"]), int(part["b"]), int(part["c"])
    if (day_first or part["sep"] == "." or first > 12) and second <= 12:
        return year, second, first
    return year, first, second


def _writes_day_first(lines: Sequence[Line]) -> bool:
    """A paper in English that somewhere writes 23/07 does so everywhere."""
    return any(int(found["a"]) > 12 for line in lines for found in words.DAY.finditer(line.text) if found["a"])


def _weight(line: Line, said: tuple[int, int], labels: str, count: int) -> int:
    """4 the day of writing, 3 one that stands alone at the top, 2 of a visit, 1 alone at the end, 0 another day."""
    before = line.text[: said[0]]
    for earlier in words.DAY.finditer(before):
        before = before[earlier.end() :] if earlier.end() <= len(before) else before
    label = _label(before, line.text, said[0], labels)
    if words.OTHER_DAY.search(label):
        return 0
    if words.OWN_DAY.search(label):
        return 4
    if words.VISIT_DAY.search(label):
        return 2
    rest = (line.text[: said[0]] + line.text[said[1] :]).strip(" ,.|-–")
    if len(rest.split()) <= 2 and not re.search(r"[:\d]", rest):
        return 3 if line.place < TOP and line.page == 1 else 1 if line.place >= count - END else 0
    return 0


def _one_of_many(line: Line, lines: Sequence[Line]) -> bool:
    """A row of a list of days, as in a booklet of vaccinations: the next row has its day too."""
    following = lines[line.place + 1].text if line.place + 1 < len(lines) else ""
    return "|" in line.text and "|" in following and bool(words.DAY.search(following)) and ":" not in line.text


def _label(before: str, text: str, at: int, labels: str) -> str:
    """What says which day this is: words before it, else what is written over its cell, else the cell or line before it."""
    *cells, own = (cell.strip(" \t:-–,(") for cell in before.split("|"))
    if own or not text[:at].strip():
        return own or (labels.rstrip(": ") if labels.endswith(":") and len(labels.split()) <= 3 else "")
    heads = labels.split("|")
    if len(heads) == text.count("|") + 1 > 1:
        return heads[text[:at].count("|")].strip()
    return cells[-1] if cells else ""


# --- who wrote it -----------------------------------------------------------------------------------------------------


def author_of(pages: Sequence[str]) -> Author | None:
    """Who signs near the end, or is said to have written it. Never who it is written to or about."""
    lines = _lines(pages)
    about = {found["name"].strip() for line in lines if (found := words.ABOUT.search(line.text))}
    for line in lines:
        said = words.WRITTEN_BY.match(line.text)
        author = _signature(said["rest"], line.page, certain=True) if said else None
        if author:
            return _with_role(author, lines, line)
    signed: Author | None = None
    for line in lines[-END:]:
        previous = lines[line.place - 1].text if line.place else ""
        following = lines[line.place + 1].text if line.place + 1 < len(lines) else ""
        if words.TO_SOMEBODY.match(line.text) or words.TO_SOMEBODY.fullmatch(previous.strip(" :")):
            continue
        greeted = words.GREETED_BY.match(line.text)
        closed = bool(greeted or words.GREETING.match(previous))
        author = _signature(
            greeted["rest"] if greeted else line.text,
            line.page,
            certain=closed or (_is_role(following) and not _name_after(following)),
        )
        if author and _bare(author.name) not in about and (closed or not signed):
            signed = _with_role(author, lines, line)
            if closed:
                break
    return signed


def _name_after(text: str) -> bool:
    """A role with a name behind it speaks for itself, not for the line above."""
    found = words.ROLE_THEN_NAME.fullmatch(text.strip(" .|_-–"))
    return bool(found and words.NAME.fullmatch(found["name"]) and not words.ROLE.search(found["name"]))


def _signature(text: str, page: int, certain: bool) -> Author | None:
    """A name with a title or a role beside it; a bare name only where it is certain that somebody signs."""
    text = text.strip(" |_-–")
    if len(text) > 120:
        return None
    if found := words.ROLE_THEN_NAME.fullmatch(text):
        return _with_role_before(found, page)
    head, _, rest = (part.strip() for part in re.sub(r"\s+[|–-]\s+", ", ", text).partition(","))
    if not rest and re.search(r"[^\W\d_]{4,}\.$", head):
        return None  # a sentence
    name = _name(head.rstrip("."))
    if not name:
        return None
    degrees = [part.strip() for part in rest.split(",") if words.DEGREE.fullmatch(part.strip())]
    role = next((part.strip() for part in rest.split(",") if _is_role(part.strip())), "")
    if certain or role or degrees or words.TITLE.match(name):
        return Author(", ".join([name, *degrees]), role, page)
    return None


def _with_role_before(found: re.Match[str], page: int) -> Author | None:
    """ "Audiologist: Thomas Reed, Au.D."; behind "the" (ה) in Hebrew, a first name alone will do."""
    head = found["name"].partition(",")[0].strip(" .")
    first_name = found["role"].startswith("ה") and len(found[0].split()) == 2 and words.NAME.fullmatch(head)
    name = _name(head) or (head if first_name and head not in words.NO_NAMES else "")
    degrees = [part.strip() for part in found["name"].split(",")[1:] if words.DEGREE.fullmatch(part.strip())]
    return Author(", ".join([name, *degrees]), found["role"].strip(), page) if name else None


def _name(text: str) -> str:
    """The text when it is a name and nothing else; "" when not."""
    found = words.NAME.fullmatch(text)
    if not found or any(word in words.NO_NAMES for word in text.lower().split()) or words.ROLE.search(text):
        return ""
    count = len(words.TITLE.sub("", text).split())
    return text if 1 < count < 4 or (count == 1 and words.TITLE.match(text)) else ""


def _with_role(author: Author, lines: Sequence[Line], line: Line) -> Author:
    following = lines[line.place + 1].text if line.place + 1 < len(lines) else ""
    if not author.role and _is_role(following):
        return Author(author.name, following.partition(",")[0].strip(), author.page)
    return author


def _is_role(text: str) -> bool:
    return len(text.split()) <= 7 and bool(words.ROLE.match(text.strip()))


def _bare(name: str) -> str:
    return words.TITLE.sub("", name.partition(",")[0]).strip()


# --- title, headings, kind --------------------------------------------------------------------------------------------


def title_of(pages: Sequence[str]) -> Found | None:
    """What the paper calls itself: beside "Re:", or a short line near the top that says report, summary, test."""
    top = [line for line in _lines(pages) if line.page == 1][: TOP + 3]
    for line in top:
        if found := words.SUBJECT.match(line.text):
            return Found(found["rest"].strip(" ."), line.page)
    for line in top[:TOP]:
        text = line.text.strip(" *_-–")
        if len(text) <= 70 and len(text.split()) <= 9 and words.TITLE_WORD.search(text) and not _said_of(text):
            return Found(text.rstrip(":"), line.page)
    return None


def _said_of(text: str) -> bool:
    """A label with its value, a sentence, a day, an address: no title."""
    return bool(re.search(r"[.!?]$|:\s*\S|\||,$", text) or words.DAY.search(text) or words.ADDRESS.search(text))


def headings(pages: Sequence[str]) -> list[Found]:
    """Headings of the paper's parts, in order; the paper's own title is none."""
    lines = _lines(pages)
    title = title_of(pages)
    begins = next((line.place + 1 for line in lines if title and line.text.strip(" *_-–:") == title.text), 0)
    found = []
    for line in lines[begins:]:
        previous = lines[line.place - 1].text if line.place else ""
        following = lines[line.place + 1].text if line.place + 1 < len(lines) else ""
        if heading := _heading(line.text, following, previous):
            found.append(Found(heading, line.page))
    return found


def _heading(text: str, following: str, previous: str = "") -> str:
    """The heading this line is or begins with; "" when it is none."""
    label, colon, rest = text.partition(":")
    label = words.NUMBERED.sub("", label).strip(" *_")
    if not label or "|" in text or len(label) > 60 or len(label.split()) > 6 or words.NO_HEADING.search(label):
        return ""
    known = bool(words.HEADING.match(label))
    if colon and rest.strip():
        return label if known and len(rest.split()) > 3 else ""
    if re.search(r"[.!?,;]$", text) or words.DAY.search(text) or not following:
        return ""
    if words.BULLET.match(text) and not (known and words.NUMBERED.match(text)):
        return ""
    between = (
        previous.endswith(".") and following.endswith(".") and len(following.split()) > 5 and len(label.split()) < 6
    )
    return label if known or colon or between or (label.isupper() and len(label) > 3) else ""


def kind_hint(pages: Sequence[str]) -> Kind:
    """What sort of paper this looks like; "" when the words do not agree."""
    lines = _lines(pages)
    title, author = title_of(pages), author_of(pages)
    heads, more = (" ".join(line.text for line in part) for part in (lines[:2], lines[2:]))
    signer = f"{author.name} {author.role}" if author else ""
    points: dict[Kind, int] = {}
    for kind, known in words.KINDS.items():
        points[kind] = sum(
            weight * bool(known.search(text))
            for text, weight in ((title.text if title else "", 4), (signer, 2), (heads, 2), (more, 1))
        )
    (first, most), (_, second) = sorted(points.items(), key=lambda item: -item[1])[:2]
    return first if most > 1 and most > second else ""


# --- sentences --------------------------------------------------------------------------------------------------------


def sentences(page_text: str) -> list[str]:
    """The sentences of one page, whole even where lines break in them. Points of a list and rows of a table are one each;
    headings, labels with a short value, addresses, names and numbers of people, and what has no words are left out.
    """
    found: list[str] = []
    for block in _blocks(page_text):
        for sentence in _split(block):
            if len(re.findall(r"[^\W\d_]{2,}", sentence)) > 1 and not _formal(sentence):
                found.append(sentence)
    return found


def _formal(text: str) -> bool:
    """Letterhead, particulars and signature: true, and nothing about a child."""
    short = len(text.split()) < 9
    return bool(words.PARTICULARS.search(text)) or (
        short and bool(words.ADDRESS.search(text) or _signature(text, 1, False))
    )


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, list points and rows, each on one line."""
    lines = [line.strip() for line in text.split("\n")]
    width = max((len(line) for line in lines), default=0)
    nexts = list(accumulate(reversed(lines[1:]), lambda known, line: line or known, initial=""))
    held: list[str] = []
    for line in lines:
        following = nexts.pop()
        starts = words.BULLET.match(line) or "|" in line or words.LABELLED.match(line) or not line
        heading = _heading(line, following)
        whole = bool(heading) and line.strip(" :*_").endswith(heading)
        if held and (starts or heading):
            yield " ".join(held)
            held = []
        if "|" in line:
            yield _row(line)
        elif line and not whole and not words.FORMAL.match(line):
            held += filter(None, [words.BULLET.sub("", line)])
            # Within a paragraph lines are about as long as the page is wide; one that ends early ends it.
            if held and len(line) < 0.6 * width:
                yield " ".join(held)
                held = []
    if held:
        yield " ".join(held)


def _row(line: str) -> str:
    cells = [cell.strip() for cell in line.split("|") if cell.strip()]
    return ": ".join(cells) if len(cells) == 2 else " | ".join(cells)


def _split(block: str) -> list[str]:
    if words.LABELLED.match(block) and len(block.split()) < 6 and not block.endswith("."):
        return []
    parts, start = [], 0
    for stop in words.STOP.finditer(block):
        word = block[max(start, block.rfind(" ", start, stop.start()) + 1) : stop.start() + 1]
        if not words.SHORTENED.search(word):
            parts.append(block[start : stop.end()].strip())
            start = stop.end()
    return [part for part in (*parts, block[start:].strip()) if part]


# --- common -----------------------------------------------------------------------------------------------------------


def hebrew(text: str) -> bool:
    """Whether most of its letters are Hebrew."""
    letters = [c for c in text if c.isalpha()]
    return sum("\u05d0" <= c <= "\u05ea" for c in letters) * 2 > len(letters)


def _lines(pages: Sequence[str]) -> list[Line]:
    found: list[Line] = []
    for number, page in enumerate(pages, 1):
        for line in page.split("\n"):
            if line.strip():
                found.append(Line(line.strip()[:LINE], number, len(found)))
    return found
