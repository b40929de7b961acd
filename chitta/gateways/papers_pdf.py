"""Inside the fence: PDFs, by PDFium without scripts. Read, drawn, and copied without what does not belong to the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chitta.gateways import papers_image, papers_lines, papers_wash
from chitta.gateways.fence import Unacceptable
from chitta.gateways.papers import MOST_DRAWN, MOST_PAGES
from chitta.gateways.papers_lines import Letter
from chitta.gateways.papers_text import cleaned, unmirrored

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_LETTERS = 20_000  # of a page; a dense one has 6,000
MOST_TEXT = 200_000  # characters of a paper
FEW = 20  # a page with fewer letters, and something to see, is a scan
SOME = 150  # so is one with fewer than these beside a picture that fills half of it
SIDE = 1600
LOOK = 1.5  # dots a point, to see what can be seen
CONTRAST = 16  # of 255
TINY = 2.5  # points; nobody reads letters this high
DIRECTIONS = ("\u200e", "\u200f")  # said beside the letters whose places say it already; our own PDFs hold many
LINE_HYPHENS = ("\x02", "\ufffe")


def read(path: str) -> dict[str, Any]:
    """Pages, texts, scans, hidden and cut, see papers.Paper."""
    with opened(path) as pdf:
        found = [_page(pdf, number) for number in range(len(pdf))]
    if all(one["blank"] for one in found):
        raise Unacceptable("empty")
    texts, room = [], MOST_TEXT
    for one in found:
        texts.append(one["text"][:room])
        room -= len(texts[-1])
    return {
        "pages": len(found),
        "texts": texts,
        "scans": [number for number, one in enumerate(found, 1) if one["scan"]],
        "hidden": sum(one["hidden"] for one in found),
        "cut": any(one["cut"] for one in found) or sum(len(one["text"]) for one in found) > MOST_TEXT,
    }


def draw(path: str, pages: list[int], out: str) -> list[int]:
    """See papers.page_images."""
    with opened(path) as pdf:
        wanted = [number for number in pages or range(1, len(pdf) + 1) if 1 <= number <= len(pdf)][:MOST_DRAWN]
        for number in wanted:
            page = pdf[number - 1]
            longest = max(*page.get_size(), 1)
            seen = page.render(scale=min(SIDE / longest, 8)).to_pil().convert("RGB")
            papers_image.keep(seen, Path(out) / f"page-{number}.jpg")
            page.close()
    return wanted


def strip(path: str, out: str) -> None:
    """See papers.strip. Every page is laid, as one drawing, on a fresh page: what hangs on the old page (actions, notes,
    thumbnails, attachments) and on the old document (scripts, names, forms, metadata) stays behind.
    """
    import pypdfium2

    with opened(path) as pdf:
        for number in range(len(pdf)):
            _flatten(pdf, number)
        fresh = pypdfium2.PdfDocument.new()
        for number in range(len(pdf)):
            _lay(pdf, number, fresh)
        held = BytesIO()
        fresh.save(held, version=17)
    Path(out).write_bytes(papers_wash.pdf(held.getbuffer()))


@contextmanager
def opened(path: str) -> Iterator[Any]:
    """The document, its size looked at. Filled-in forms belong to its pages."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        pdf = pypdfium2.PdfDocument(path)
        try:
            if not len(pdf):
                raise Unacceptable("broken")
            if len(pdf) > MOST_PAGES:
                raise Unacceptable("too_many_pages")
            pdf.init_forms()
            yield pdf
        finally:
            pdf.close()
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unacceptable("locked" if locked else "broken") from None


def _flatten(pdf: Any, number: int) -> None:
    """What was filled in or pinned on becomes part of the page."""
    import pypdfium2.raw as pdfium

    page = pdf[number]
    if pdfium.FPDFPage_GetAnnotCount(page):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    page.close()


def _lay(pdf: Any, number: int, fresh: Any) -> None:
    page = pdf[number]
    width, height = page.get_size()
    page.close()
    drawing = pdf.page_as_xobject(number, fresh)
    whole = drawing.as_pageobject()
    sheet = fresh.new_page(width, height)
    sheet.insert_obj(whole)
    sheet.gen_content()
    sheet.close()
    drawing.close()


def _page(pdf: Any, number: int) -> dict[str, Any]:
    import pypdfium2.raw as pdfium

    _flatten(pdf, number)
    page = pdf[number]
    seen = page.render(scale=_look(page), grayscale=True).to_pil().convert("L")
    dark, light = seen.getextrema()
    blank = light - dark < CONTRAST
    text_page = page.get_textpage()
    lines, cut = _lines(pdfium, page, text_page, seen)
    text, hidden = _text(lines)
    legible = sum(c.isalnum() for c in text)
    garbled = _garbled(text)
    scan = not blank and (legible < FEW or garbled or (legible < SOME and _mostly_picture(page)))
    text_page.close()
    page.close()
    return {"text": "" if garbled else text, "hidden": hidden, "scan": scan, "blank": blank, "cut": cut}


def _look(page: Any) -> float:
    return float(min(LOOK, 2400 / max(*page.get_size(), 1)))


def _lines(pdfium: Any, page: Any, text_page: Any, seen: Image) -> tuple[list[list[Letter]], bool]:
    """Lines as PDFium parts them, each letter with its place along the line."""
    count = text_page.count_chars()
    box, (left, right, bottom, top) = pdfium.FS_RECTF(), (c_double() for _ in range(4))
    place = _placer(page)
    scale = _look(page)
    lines: list[list[Letter]] = [[]]
    high = 0
    for i in range(min(count, MOST_LETTERS)):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        if code in (10, 13):
            lines.append([])
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + (high - 0xD800 << 10) + (code - 0xDC00), 0
        elif 0xD800 <= code < 0xE000:
            high = code
            continue
        c = chr(code) if code < 0x110000 else ""
        if c in LINE_HYPHENS:
            c = "-"
        if not c or (c < " ") or (c.isspace() and pdfium.FPDFText_IsGenerated(text_page, i)) or c in DIRECTIONS:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, i, box):
            continue
        start, low, end, up = place(box.left, box.bottom, box.right, box.top)
        visible = True
        if not c.isspace() and pdfium.FPDFText_GetCharBox(text_page, i, left, right, bottom, top):
            spot = place(left.value, bottom.value, right.value, top.value)
            visible = up - low >= TINY and _can_be_seen(seen, spot, scale)
        lines[-1].append(Letter(c, start, end, up - low, visible))
    return [line for line in lines if line], count > MOST_LETTERS


def _placer(page: Any) -> Any:
    """From the file's own corner to the corner of the page as it is looked at: (left, bottom, right, top) in points."""
    box = page.get_cropbox()
    turn = page.get_rotation()

    def place(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        left, right, bottom, top = left - box[0], right - box[0], bottom - box[1], top - box[1]
        wide, tall = box[2] - box[0], box[3] - box[1]
        if turn == 90:
            return bottom, wide - right, top, wide - left
        if turn == 180:
            return wide - right, tall - top, wide - left, tall - bottom
        if turn == 270:
            return tall - top, left, tall - bottom, right
        return left, bottom, right, top

    return place


def _can_be_seen(seen: Image, spot: tuple[float, float, float, float], scale: float) -> bool:
    """Whether there is anything but an even colour where the letter is said to be."""
    left, bottom, right, top = spot
    corners = (
        max(int(left * scale - 0.5), 0),
        max(int(seen.height - top * scale - 0.5), 0),
        min(int(right * scale + 1.5), seen.width),
        min(int(seen.height - bottom * scale + 1.5), seen.height),
    )
    if corners[0] >= corners[2] or corners[1] >= corners[3]:
        return False
    dark, light = seen.crop(corners).getextrema()
    return bool(light - dark >= CONTRAST)  # type: ignore[operator]


def _text(lines: list[list[Letter]]) -> tuple[str, int]:
    hidden = 0
    kept: list[list[Letter]] = []
    for line in lines:
        visible = _visible(line)
        hidden += sum(not letter.text.isspace() for letter in line) - sum(
            not letter.text.isspace() for letter in visible
        )
        kept.append(visible)
    letters = [letter.text for line in kept for letter in line if letter.text.isalpha()]
    hebrew_page = sum("\u0590" <= c <= "\u05ff" for c in letters) * 2 > len(letters)
    text, tricks = cleaned("\n".join(papers_lines.written(line, hebrew_page) for line in kept if line))
    return unmirrored(text), hidden + tricks


def _visible(line: list[Letter]) -> list[Letter]:
    """The line without words of which hardly a letter can be seen. A stop in pale grey is no reason to lose it."""
    words: list[list[Letter]] = [[]]
    for letter in line:
        words[-1].append(letter)
        if letter.text.isspace():
            words.append([])
    return [
        letter
        for word in words
        if sum(x.seen for x in word if not x.text.isspace()) * 4 > len(word)
        or not "".join(x.text for x in word).strip()
        for letter in word
    ]


def _garbled(text: str) -> bool:
    """A text layer that is no text: fonts that do not say which letters they draw."""
    odd = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    return odd * 4 > len(text)


def _mostly_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = drawn.get_bounds()
        if (right - left) * (top - bottom) > width * height / 2:
            return True
    return False
