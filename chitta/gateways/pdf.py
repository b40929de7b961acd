"""HTML into a tagged PDF, by WeasyPrint behind the fence. It needs Pango, a library of the system: asked for when it is used."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from chitta.core.errors import Unavailable
from chitta.core.i18n import N_
from chitta.gateways import fence, pdf_lines

MEND = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
FONTS = Path(__file__).parent / "fonts"
WEIGHTS = {400: "Heebo-Regular.ttf", 700: "Heebo-Bold.ttf"}
EMOJI = "NotoEmoji-Regular.ttf"  # for what those do not have
SECONDS = 60.0  # a page takes a tenth of one
MEMORY = 3 << 29  # address space, bytes
FILE = 64 << 20
DEED = "chitta.gateways.pdf_inside:draw"
_PICTURES = re.compile("[\u203c-\u3299\U0001f000-\U0001faff]")
AGAIN = ("full", "broken", "cancelled")


class PangoMissing(Unavailable):
    """Pages cannot be made into PDFs on this machine; `str(error)` is the operator's one line with the command."""

    def __init__(self) -> None:
        super().__init__(
            N_("PDFs cannot be made on this machine yet. Everything else works; please tell whoever runs it.")
        )
        self.operator = f"PDFs need Pango, which is not installed. On Debian or Ubuntu: {MEND}"

    def __str__(self) -> str:
        return self.operator


class PdfError(Exception):
    """A page could not be drawn. reason: time · memory · full (no room on the disk) · broken · cancelled; again: whether
    another try may go better."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason, self.again = reason, reason in AGAIN


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF that was made: the file, and how many pages it has."""

    file: Path
    pages: int


def draw(html: str, css: str, folder: Path, *, seconds: float = SECONDS, memory: int = MEMORY) -> Drawn:
    """The page as a PDF in this folder (a private one, `fence.workshop`), by a child with little time, little memory and no
    network. Raises PangoMissing and PdfError.

    html: a whole document, see `render`. css: its style sheet.
    """
    (folder / "page.html").write_text(html, encoding="utf-8")
    (folder / "page.css").write_text(css, encoding="utf-8")
    try:
        arguments = {"html": "page.html", "css": "page.css", "out": "page.pdf"}
        pages = fence.run(DEED, arguments, folder=folder, seconds=seconds, memory=memory, file=FILE)
    except fence.FenceError as error:
        if error.detail == "pango":
            raise PangoMissing from None
        raise PdfError("broken" if error.kind == "refused" else error.kind) from None
    return Drawn(folder / "page.pdf", int(pages))


def render(html: str, css: str = "") -> bytes:
    """The page as PDF/UA-1 with tags and bookmarks, in this process. Nothing outside the page is fetched but data: addresses.

    html: a whole document, with `lang` and `dir`; what says dir="auto", and every <bdi>, gets the direction of its first
    letter. Its fonts are ours: font-family "Chitta", in 400 and 700, and "Chitta-Emoji"
    after it. Raises PangoMissing.
    """
    return made(html, css)[0]


def made(html: str, css: str) -> tuple[bytes, int]:
    """The same, and how many pages it has."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except OSError as missing:
        raise PangoMissing from missing
    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    page, fonts = HTML(string=html, url_fetcher=fetcher), FontConfiguration()
    _directed(page.etree_element)
    sheets = [
        CSS(string=text, font_config=fonts, url_fetcher=fetcher) for text in (_faces(bool(_PICTURES.search(html))), css)
    ]
    from_right = page.etree_element.get("dir") == "rtl"
    document = page.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")
    pdf_lines.look(document)
    with _our_lines(from_right):
        drawn = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_from_right if from_right else None)
    return bytes(drawn), len(document.pages)


@contextmanager
def _our_lines(from_right: bool) -> Iterator[None]:
    """Lines of text are laid by `pdf_lines` meanwhile."""
    from weasyprint.draw import text

    theirs = text.draw_first_line
    text.draw_first_line = pdf_lines.Layer(from_right)
    try:
        yield
    finally:
        text.draw_first_line = theirs


def _from_right(_document: Any, pdf: Any) -> None:
    """Readers are told that the document is read from the right: they judge mixed lines by it."""
    pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


def _directed(root: Any) -> None:
    for one in root.iter():
        if one.get("dir") == "auto" or (one.tag == "bdi" and not one.get("dir")):
            letters = (unicodedata.bidirectional(c) for text in one.itertext() for c in text)
            first = next((kind for kind in letters if kind in ("L", "R", "AL")), "")
            if first:
                one.set("dir", "ltr" if first == "L" else "rtl")
            elif one.get("dir"):
                del one.attrib["dir"]


@cache
def _faces(emoji: bool = False) -> str:
    """The fonts as a style sheet; the large one only where something of it is drawn."""
    faces = [(pdf_lines.FAMILY, weight, name) for weight, name in WEIGHTS.items()]
    return "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{b64encode((FONTS / name).read_bytes()).decode()})}}"
        for family, weight, name in faces + [(pdf_lines.EMOJI, 400, EMOJI)] * emoji
    )
