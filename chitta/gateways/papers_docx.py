"""Inside the fence: Word papers. Measured before anything is unpacked, read in order, and copied without names and links."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from chitta.gateways import papers_image, papers_relations
from chitta.gateways.fence import Unacceptable
from chitta.gateways.papers import MOST_DRAWN
from chitta.gateways.papers_text import cleaned

Element = Any  # of lxml, which carries no types

BODY = "word/document.xml"
MOST_ENTRIES = 2_000
MOST_BYTES = 100 << 20  # unpacked, all together
MOST_XML = 24 << 20  # unpacked, one part that is parsed
RATIO, SMALL = 150, 1 << 20  # a part of more than SMALL bytes may have been pressed so much
MOST_DEPTH = 200  # of elements in elements
MOST_TEXT = 200_000
FEW = 20  # letters; a paper with fewer, and a picture, is a scan
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNREAD = frozenset(
    W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tcPr")
)
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def is_one(path: Path) -> bool:
    """Whether this zip is a Word paper, by its table of contents alone."""
    with _zip(path) as box:
        names = set(box.namelist())
    return BODY in names and "[Content_Types].xml" in names


def read(path: str) -> dict[str, Any]:
    """Text of the one page, scans, hidden and cut, see papers.Paper."""
    import docx

    measure(Path(path))
    with _zip(Path(path)) as box:
        if b"macroEnabled" in box.read("[Content_Types].xml"):
            raise Unacceptable("type_mismatch")
    try:
        body = docx.Document(path).element.body
        lines, hidden = [], 0
        for line, unseen in _blocks(body):
            lines.append(line)
            hidden += unseen
        pictured = bool(_media(Path(path)))
    except Unacceptable:
        raise
    except Exception as error:  # lxml, python-docx and zipfile each have their own; a damaged paper meets any of them
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno):
            raise
        raise Unacceptable("broken") from None
    text, tricks = cleaned("\n".join(lines))
    scan = sum(c.isalnum() for c in text) < FEW and pictured
    if not text and not scan:
        raise Unacceptable("empty")
    return {
        "pages": 1,
        "texts": [text[:MOST_TEXT]],
        "scans": [1] if scan else [],
        "hidden": hidden + tricks,
        "cut": len(text) > MOST_TEXT,
    }


def pictures(path: str, wanted: list[int], out: str) -> list[int]:
    """The pictures pasted into the paper, as `papers.picture` would make them; those that cannot be opened are left out."""
    measure(Path(path))
    drawn: list[int] = []
    with _zip(Path(path)) as box:
        for number, name in enumerate(_media(Path(path)), 1):
            if (not wanted or number in wanted) and len(drawn) < MOST_DRAWN:
                with suppress(Unacceptable), papers_image.opened(BytesIO(box.read(name)), draft=1600) as image:
                    papers_image.keep(papers_image.upright(image, 1600), Path(out) / f"page-{number}.jpg")
                    drawn.append(number)
    return drawn


def strip(path: str, out: str) -> None:
    """See papers.strip."""
    measure(Path(path))
    with _zip(Path(path)) as box:
        papers_relations.copy(box, out)


def measure(path: Path) -> None:
    """Raise bomb before anything is unpacked, and for XML that declares entities or nests without end."""
    with _zip(path) as box:
        parts = box.infolist()
        if len(parts) > MOST_ENTRIES or sum(part.file_size for part in parts) > MOST_BYTES:
            raise Unacceptable("bomb")
        if len({part.filename for part in parts}) < len(parts):
            raise Unacceptable("broken")
        for part in parts:
            if part.flag_bits & 1:
                raise Unacceptable("locked")
            if part.file_size > SMALL and part.file_size > RATIO * max(part.compress_size, 1):
                raise Unacceptable("bomb")
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                _plain(box, part)


def _plain(box: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Word writes no DTD; without one there are no entities."""
    from xml.parsers import expat

    depth = 0

    def down(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise Unacceptable("bomb")

    def up(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def no(*_: object) -> None:
        raise Unacceptable("bomb")

    if part.file_size > MOST_XML:
        raise Unacceptable("bomb")
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = down, up, no
    try:
        with box.open(part) as file:
            parser.ParseFile(file)
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
        LookupError,
    ) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise Unacceptable("broken") from None


def _zip(path: Path) -> zipfile.ZipFile:
    try:
        if _entries(path) > MOST_ENTRIES:
            raise Unacceptable("bomb")
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise Unacceptable("broken") from None


def _entries(path: Path) -> int:
    """How many parts the zip says it has, without reading its table of contents."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - (1 << 16), 0))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0:
        return 0
    # The count has two bytes only and may lie; the table's size does not.
    return max(
        int.from_bytes(end[at + 10 : at + 12], "little"), int.from_bytes(end[at + 12 : at + 16], "little") // 512
    )


def _media(path: Path) -> list[str]:
    with _zip(path) as box:
        names = [name for name in box.namelist() if name.startswith("word/media/")]
    return sorted(name for name in names if name.lower().endswith((".jpg", ".jpeg", ".png")))


def _blocks(body: Element) -> Iterator[tuple[str, int]]:
    """Paragraphs and rows in their order, inside tables, boxes and form fields too, and how many letters of each are unseen."""
    for child in body:
        if child.tag == W + "p":
            yield _paragraph(child)
            for box in _boxes(child):
                yield from _blocks(box)
        elif child.tag == W + "tbl":
            for row in child.iter(W + "tr"):
                if next(row.iterancestors(W + "tbl")) is child:
                    yield _row(row)
        elif child.tag not in UNREAD and isinstance(child.tag, str):
            yield from _blocks(child)


def _row(row: Element) -> tuple[str, int]:
    cells, unseen = [], 0
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr")) is row:
            found = list(_blocks(cell))
            cells.append(" ".join(line.replace("\n", " ") for line, _ in found if line))
            unseen += sum(count for _, count in found)
    return " | ".join(cell for cell in cells if cell), unseen


def _paragraph(paragraph: Element) -> tuple[str, int]:
    said, unseen = [], 0
    for run in _runs(paragraph):
        text = "".join(_letters(run))
        if _is_hidden(run):
            unseen += sum(not c.isspace() for c in text)
        else:
            said.append(text)
    text = "".join(said)
    listed = paragraph.find(f"{W}pPr/{W}numPr") is not None and text.strip()
    return ("• " + text if listed else text), unseen


def _runs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == W + "r":
            yield child
        elif child.tag not in UNREAD and child.tag != W + "txbxContent" and isinstance(child.tag, str):
            yield from _runs(child)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes that hang on this paragraph, each once: Word writes them a second time for old readers."""
    for box in paragraph.iter(W + "txbxContent"):
        if next(box.iterancestors(FALLBACK), None) is None and next(box.iterancestors(W + "p")) is paragraph:
            yield box


def _letters(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in (W + "br", W + "cr"):
            yield "\n"
        elif child.tag == W + "tab":
            yield "\t"
        elif child.tag == W + "noBreakHyphen":
            yield "-"


def _is_hidden(run: Element) -> bool:
    """Marked hidden, tiny, or white where nothing is coloured behind it."""
    style = run.find(W + "rPr")
    if style is None:
        return False
    vanish = style.find(W + "vanish")
    if vanish is not None and vanish.get(W + "val") not in ("0", "false", "off"):
        return True
    size = style.find(W + "sz")
    if size is not None and (size.get(W + "val") or "").isdecimal() and int(size.get(W + "val") or 0) < 5:
        return True
    colour = style.find(W + "color")
    return colour is not None and (colour.get(W + "val") or "").upper() == "FFFFFF" and not _shaded(run)


def _shaded(run: Element) -> bool:
    return any(
        next(around.iter(W + "shd", W + "highlight"), None) is not None
        for around in (run, *run.iterancestors(W + "p", W + "tbl"))
    )
