"""Lists of professionals as files: a CSV read as people's programs write it, and written so that it can be read again."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chitta.core.errors import Refused
from chitta.core.i18n import N_, gettext_, speaking
from chitta.core.text import clean_text, searchable
from chitta.core.vocabulary import LANGUAGES as TONGUES
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES
from chitta.experts.models import FIELDS, OLDEST, Expert
from chitta.experts.places import known_as
from chitta.experts.rules import WRONG_WAY

MOST_ROWS = 20_000
MOST_BYTES = 10 << 20
LONGEST_CELL = 20_000
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx, .xls
FORMULA = tuple("=+-@\t\r")  # what a spreadsheet would begin to calculate at

# The heading each column has in a file of ours, and others it is known by.
# fmt: off
HEADINGS: dict[str, tuple[str, ...]] = {
    "key": ("key", "id", "external id", "מפתח", "מזהה"),
    "name_he": ("name_he", "name in hebrew", "name (hebrew)", "hebrew name", "שם", "שם בעברית"),
    "name_en": ("name_en", "name", "name in english", "name (english)", "english name", "שם באנגלית"),
    "specialties": ("specialties", "specialty", "fields", "field", "תחומים", "תחום", "התמחות", "התמחויות"),
    "city": ("city", "town", "עיר", "יישוב"),
    "address": ("address", "street", "כתובת"),
    "latitude": ("latitude", "lat", "קו רוחב"),
    "longitude": ("longitude", "lon", "lng", "קו אורך"),
    "languages": ("languages", "language", "שפות", "שפה"),
    "age_from": ("age_from", "from age", "מגיל"),
    "age_to": ("age_to", "to age", "עד גיל"),
    "health_funds": ("health_funds", "health funds", "health fund", "funds", "קופות חולים", "קופת חולים", "קופות", "קופה"),
    "rating": ("rating", "דירוג"),
    "review_count": ("review_count", "reviews", "ביקורות", "מספר ביקורות", "חוות דעת"),
    "bio_he": ("bio_he", "about in hebrew", "about (hebrew)", "על", "אודות", "אודות בעברית"),
    "bio_en": ("bio_en", "about", "bio", "about in english", "about (english)", "אודות באנגלית"),
    "phone": ("phone", "telephone", "טלפון"),
    "email": ("email", "e-mail", "mail", "דואר אלקטרוני", "דוא״ל", "מייל"),
    "website": ("website", "web", "site", "url", "אתר"),
}
# fmt: on
TOLD = (
    "verified",
    "hidden",
    "sample",
)  # written into our files, read over when they come back: each is a deed of its own
LISTS: dict[str, Mapping[str, str]] = {"specialties": SPECIALTIES, "languages": LANGUAGES, "health_funds": FUNDS}


class Unreadable(Refused):
    """The file as a whole cannot be taken; nothing of it was."""


@dataclass(frozen=True)
class Heading:
    """fields: which field each column holds, "" for one that is left out. strange: headings nobody knows."""

    fields: tuple[str, ...]
    strange: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """line: where it begins in the file, 1 for the first. wrong: (field, sentence, values) of all that cannot be so."""

    line: int
    wish: dict[str, Any]
    wrong: tuple[tuple[str, str, dict[str, Any]], ...]

    @property
    def name(self) -> str:
        return str(self.wish.get("name_he") or self.wish.get("name_en") or "")


# --- reading ----------------------------------------------------------------------------------------------------------


def decoded(data: bytes) -> str:
    """The text in whichever of the usual encodings it is. Raises Unreadable."""
    if not data.strip():
        raise Unreadable(N_("This file is empty."))
    if data.startswith(WORKBOOKS):
        raise Unreadable(
            N_("This is a workbook, not a CSV file. In the spreadsheet choose “Save as”, then “CSV UTF-8”.")
        )
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _as(encoding, data[len(mark) :])
    head = data[:4000]
    if b"\0" in head:  # two bytes a letter, and nothing that says so
        return _as("utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be", data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = _as("cp1255", data)
    if not re.search("[א-ת]{2}", text):
        raise _no_letters()
    return text


def _as(encoding: str, data: bytes) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _no_letters() from None


def _no_letters() -> Unreadable:
    return Unreadable(N_("The letters of this file cannot be read. Save it as “CSV UTF-8” and bring it again."))


def read(text: str) -> tuple[Heading, Iterator[Row]]:
    """What the first line says, and the rows one after the other. Raises Unreadable, the rows too while they are read."""
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    heading: Heading | None = None
    for cells in _cells(lines):
        if any(cell.strip() for cell in cells[1]):
            heading = _heading(cells[1])
            break
    if heading is None:
        raise Unreadable(N_("This file is empty."))
    return heading, _rows(lines, heading)


def _cells(lines: Any) -> Iterator[tuple[int, list[str]]]:
    """(line where it begins, its cells) of every row."""
    while True:
        at = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            sentence = N_(
                "From line %(line)s on the file cannot be read. Perhaps a quotation mark is not closed there."
            )
            raise Unreadable(sentence, line=at) from None
        yield at, cells


def _heading(cells: list[str]) -> Heading:
    known = {name.casefold(): field for field, names in HEADINGS.items() for name in names}
    fields, strange = [], []
    for cell in cells:
        name = " ".join(clean_text(cell).split())
        field = known.get(name.casefold(), "")
        if field and field in fields:
            raise Unreadable(N_("The column “%(name)s” stands there twice."), name=name[:40])
        if not field and name and name.casefold() not in TOLD:
            strange.append(name[:40])
        fields.append(field)
    missing = [field for field in ("specialties", "city") if field not in fields]
    if not {"name_he", "name_en"} & set(fields):
        missing.insert(0, "name_he")
    if missing:
        raise Unreadable(
            N_("These columns are missing: %(names)s. The first line names the columns."), names=", ".join(missing)
        )
    return Heading(tuple(fields), tuple(strange[:20]))


def _rows(lines: Any, heading: Heading) -> Iterator[Row]:
    count = 0
    for at, cells in _cells(lines):
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise Unreadable(
                N_("There are more than %(most)s rows in this file. Bring it in parts."), most=f"{MOST_ROWS:,}"
            )
        yield _row(at, cells, heading)


def _row(line: int, cells: list[str], heading: Heading) -> Row:
    if any(cell.strip() for cell in cells[len(heading.fields) :]):
        return Row(line, {}, (("", N_("There are more cells here than columns in the first line."), {}),))
    wish, wrong = {}, []
    for field, cell in zip(heading.fields, cells, strict=False):
        if field:
            try:
                wish |= Expert.checked({field: _value(field, bare(cell))})
            except Refused as no:
                wrong.append((field, no.sentence, no.values))
    if not wrong:
        try:
            Expert.complete(wish)
        except Refused as no:
            wrong.append((getattr(no, "field", ""), no.sentence, no.values))
    elif wish.get("age_from", 0) > wish.get("age_to", OLDEST):
        wrong.append(("age_to", WRONG_WAY, {}))
    return Row(line, wish, tuple(wrong))


def _value(field: str, cell: str) -> Any:
    """As the entry takes it: keys for what can be ticked and for a town, whichever language the file has them in."""
    if len(cell) > LONGEST_CELL:
        raise Refused(N_("Up to %(n)s characters, please."), n=LONGEST_CELL)
    if field == "city":
        return _towns().get(searchable(cell), cell)
    if field in LISTS:
        return [key for part in re.split(r"[;|\n]", cell) for key in _ticked(_words(field), part)]
    if field in ("age_from", "age_to", "review_count") and not cell.strip():
        return {"age_from": 0, "age_to": 18, "review_count": 0}[field]
    return cell


def _ticked(words: Mapping[str, str], part: str) -> list[str]:
    """The keys of one part of a cell; a name may have commas of its own."""
    whole = words.get(_folded(part))
    pieces = [whole] if whole else [words.get(_folded(piece), piece) for piece in re.split("[,/]", part)]
    return [piece for piece in pieces if piece.strip()]


def _folded(word: str) -> str:
    return " ".join(clean_text(word).casefold().replace("־", " ").replace("-", " ").split())


@cache
def _towns() -> dict[str, str]:
    return known_as()


@cache
def _words(field: str) -> dict[str, str]:
    found = {_folded(key): key for key in LISTS[field]}
    for language in TONGUES:
        with speaking(language):
            found |= {_folded(gettext_(words)): key for key, words in LISTS[field].items()}
    return found


# --- writing ----------------------------------------------------------------------------------------------------------


def bare(cell: str) -> str:
    """A cell without the mark that `guarded` gave it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in FORMULA else cell


def guarded(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def written(experts: Iterable[Expert]) -> Iterator[str]:
    """The lines of a CSV file, with the mark by which spreadsheets know UTF-8."""
    yield "\ufeff" + _line([*FIELDS, *TOLD])
    for one in experts:
        yield _line([*(_cell(getattr(one, field)) for field in FIELDS), *_told(one)])


def _told(one: Expert) -> list[str]:
    dates = (one.verified_at, one.hidden_at)
    return [*(when.date().isoformat() if when else "" for when in dates), "yes" if one.sample else ""]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return guarded("; ".join(value) if isinstance(value, tuple) else str(value))


def _line(cells: list[str]) -> str:
    into = io.StringIO()
    csv.writer(into, lineterminator="\r\n").writerow(cells)
    return into.getvalue()
