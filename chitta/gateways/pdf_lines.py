"""How a line of text is laid into a PDF, so that whoever takes text out of it gets back what was written.

A PDF holds glyphs in places. A viewer, a search or a screen reader turns a Hebrew line round by rules of thumb; PDFium's
(Chrome, Android and much else) are: letters of one direction are a stretch, and so are digits with their signs, and so is
what is neither; a line of a Hebrew document is read stretch by stretch from its right end. So "Baby Shark" comes out as
"Shark Baby", and "3," as ",3". Here a line is drawn in the order that these rules turn into what was written, every
glyph in its own place; a glyph stands for the character whose shape it is (WeasyPrint tells of each the first text it was
drawn for, so that a bracket may be its own mirror). Where the pen would leap and PDFium see a space, or the rules
would mirror wrongly, a mark that nobody sees is drawn (U+200E, U+200F), as writers of mixed text put it there themselves.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

LRM, RLM, KEYCAP = "\u200e", "\u200f", "\u20e3"
WEAK = frozenset({"EN", "AN", "ES", "ET", "CS", "NSM"})
ALONE = "alone_for_chitta"
FAMILY, WIDE = (
    "Chitta",
    1000,
)  # our fonts, whose marks have no ink and take the pen on by their height: docs/VENDORED.md
EMOJI = "Chitta-Emoji"
OURS = (FAMILY, EMOJI)
UNSEEN = 0.2  # points that nobody misses
LEAP = 120  # thousandths of the font's size; PDFium sees a space where the pen goes on by half a space or more


@dataclass(slots=True)
class Glyph:
    """id: its number in the font (-1: the mark `text`); text: the characters it stands for; level: how deep its run is
    nested (odd: from the right); start: its pen's place from the left, in thousandths of the font's size; shift, rise: how
    far from there it is drawn; right: does PDFium read from the right when it comes to it? font: what it is drawn with."""

    id: int
    text: str
    level: int
    start: float = 0
    shift: float = 0
    rise: float = 0
    right: bool = False
    font: Any = None

    @property
    def kind(self) -> str:
        """As PDFium sorts characters: R, L, weak, or neither ("")."""
        if self.halved:
            return ""
        kind = unicodedata.bidirectional(self.text[:1] or " ")
        return "R" if kind in ("R", "AL") else "L" if kind == "L" else "weak" if kind in WEAK else ""

    @property
    def from_right(self) -> bool | None:
        """In which direction it must be read to come out as it is; None where either does. Read from the right PDFium
        mirrors brackets, quotation marks too, takes … and ½ to pieces, and turns the halves of an emoji round."""
        if self.kind:
            return None
        if self.text and unicodedata.mirrored(self.text[0]):
            return self.level % 2 == 1
        broken = self.text in "“”‘’" or self.halved or unicodedata.normalize("NFKC", self.text) != self.text
        return False if self.text and broken else None

    @property
    def halved(self) -> bool:
        """Is it an emoji, which PDFium has in halves of which it knows no direction?"""
        return self.text > "\U00010000" or KEYCAP in self.text

    @property
    def apart(self) -> bool:
        """Is it an emoji amid what is read from the right? It is read from the left, and what follows must not lie before it."""
        return self.halved and self.level % 2 == 1


# --- in what order ----------------------------------------------------------------------------------------------------


def in_order(glyphs: list[Glyph], from_right: bool, on: bool = False) -> list[Glyph]:
    """Glyphs as they lie from left to right, in the order they are drawn in a document of this direction. on: does
    something of the line follow in the order of writing?"""
    own = ("R" if from_right else "L", "")
    if all(one.level == from_right and one.kind in own and one.from_right in (None, from_right) for one in glyphs):
        return glyphs  # nothing but the document's own letters
    return _drawn(_marked(_written(glyphs), from_right, on), from_right)


def _written(glyphs: list[Glyph]) -> list[Glyph]:
    """From the order of the page to the order of writing: what was turned round is turned back, the outermost first."""
    line = list(glyphs)
    for level in range(1, max((one.level for one in line), default=0) + 1):
        turned: list[Glyph] = []
        for deep, members in groupby(line, lambda one, level=level: one.level >= level):  # type: ignore[misc]
            stretch = list(members)
            turned += stretch[::-1] if deep else stretch
        line = turned
    return line


def _marked(line: list[Glyph], from_right: bool, on: bool) -> list[Glyph]:
    """With marks where something would be mirrored that is not, or the other way round; and, in a document from the left,
    so many that PDFium counts more stretches from there. on: does something of the line follow?"""
    out: list[Glyph] = []
    right = from_right

    def mark(to_right: bool) -> None:
        nonlocal right
        right = to_right
        out.append(Glyph(-1, RLM if right else LRM, int(right), right=right))

    for place, one in enumerate(line):
        begins = one.kind == "R" and not (place and line[place - 1].kind == "R") and not _pointed(line, place)
        if begins and not from_right:
            counted = next((known.kind for known in reversed(out) if known.kind in ("R", "L")), "R")
            if counted == "R":
                mark(False)
        if from_right and place and line[place - 1].apart and not one.kind:
            mark(True)
        if one.from_right not in (None, right):
            before = out.pop() if one.apart and not from_right and out and out[-1].text == " " else None
            mark(not right)
            out += [before] if before else []
        elif one.kind in ("R", "L"):
            right = one.kind == "R"
        one.right = right
        out.append(one)
    if right != from_right and (on or not from_right):
        mark(from_right)
    return out


def _pointed(line: list[Glyph], place: int) -> bool:
    """Does a vowel point stand before this letter, so that both are of one word?"""
    return place > 0 and unicodedata.bidirectional(line[place - 1].text[:1] or " ") == "NSM"


def _drawn(line: list[Glyph], from_right: bool) -> list[Glyph]:
    """The order that PDFium turns into this one."""
    stretches: list[list[Glyph]] = []
    right = from_right
    for kind, members in groupby(line, lambda one: one.kind):
        stretch = list(members)
        if kind in ("R", "L"):
            right = kind == "R"
        stretches.append(stretch[::-1] if kind == "R" or (kind == "" and right) else stretch)
    return [one for stretch in (reversed(stretches) if from_right else stretches) for one in stretch]


def _raised_beside(line: list[Glyph]) -> list[Glyph]:
    """Of the points of one letter those that are raised stand next to it: what follows them begins where they end."""
    out: list[Glyph] = []
    for _, points in groupby(line, lambda one: (one.start, unicodedata.bidirectional(one.text[:1] or " ") == "NSM")):
        out += sorted(points, key=lambda one: one.rise != 0)
    return out


def look(document: Any) -> None:
    """Note of every piece of text whether it is the first and the last of its line."""
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    for page in document.pages:
        for line in page._page_box.descendants():
            if isinstance(line, LineBox):
                pieces = [one for one in line.descendants() if isinstance(one, TextBox) and one.text.strip()]
                starts = [one.position_x for one in pieces]
                for one in pieces:
                    setattr(one, ALONE, (one.position_x == min(starts), one.position_x == max(starts)))


# --- drawing ----------------------------------------------------------------------------------------------------------


class Layer:
    """Stands in for `weasyprint.draw.text.draw_first_line` in a document of this direction: the same glyphs in the same
    places, without cutting lines off by an ellipsis and without pictures for emoji."""

    def __init__(self, from_right: bool) -> None:
        self.from_right = from_right

    def __call__(self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
        from weasyprint.text.ffi import ffi, pango

        if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
            return []
        pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
        line, _ = textbox.pango_layout.get_first_line()
        text = textbox.pango_layout.text.encode()
        stream.set_text_matrix(*matrix.values)
        glyphs: list[Glyph] = []
        end, run = 0.0, line.runs[0]
        while run != ffi.NULL:
            font, size = stream.add_font(run.data.item.analysis.font)
            end = _read(stream, run.data, font, size, text, glyphs, end)
            run = run.next
        self._show(_Pen(stream, size, self.from_right, glyphs), glyphs, end, *getattr(textbox, ALONE, (False, False)))
        return []

    def _show(self, pen: _Pen, glyphs: list[Glyph], end: float, first: bool, last: bool) -> None:
        """Write them one after the other, and leave the pen at the end. first, last: does nothing of the line lie before, after?"""
        pen.begun = first
        for one in _raised_beside(in_order(glyphs, self.from_right, on=not (last if not self.from_right else first))):
            pen.draw(one)
        if not last:
            pen.leap(end, pen.last if self.from_right else None)
        pen.lift()


class _Pen:
    """Writes glyphs into the stream: goes on by their widths, and is moved where the next one lies elsewhere."""

    def __init__(self, stream: Any, size: float, from_right: bool, glyphs: list[Glyph]) -> None:
        self.stream, self.size, self.from_right = stream, size, from_right
        fonts = (one.font for one in glyphs)
        self.house: Any = next((font for font in fonts if font.family in OURS), None)
        self.wide = WIDE if self.house else 0  # how far a mark takes the pen
        self.at, self.words, self.begun, self.spaced = 0.0, "", False, False
        self.font: Any = glyphs[0].font if glyphs else self.house  # of the words that wait
        self.last: Glyph | None = None

    def draw(self, one: Glyph) -> None:
        if one.id < 0:
            at = self.at
            self._mark(one.text)
            self._move(at)
            return
        if one.rise:
            self._raised(one)
        else:
            to = one.start + one.shift
            if one.text == " " and to > self.at:
                to = self.at  # nobody sees where it stands, and after it the pen may leap
            self.leap(to, one)
            self._put(one.font, one.id, one.text)
        self.spaced, self.last = one.text == " ", one

    def _raised(self, one: Glyph) -> None:
        """A point over or in a letter. What is raised is a piece of its own, which PDFium sorts by where it begins and parts
        by where the one before ended: it begins and ends where its letter begins."""
        self.leap(one.start, one)
        self.lift()
        self.stream.set_text_rise(-one.rise)
        self._mark(RLM)
        self._move(one.start + one.shift)
        self._put(one.font, one.id, one.text)
        self._move(one.start - self.wide)
        self._mark(RLM)
        self.lift()
        self.stream.set_text_rise(0)

    def leap(self, to: float, one: Glyph | None) -> None:
        """Move the pen towards this glyph; in steps that PDFium takes for no space."""
        beside = self.last if self.from_right else one
        right = self.from_right if beside is None or beside.kind in ("R", "L") else beside.right
        mark = RLM if right else LRM
        if to - self.at > LEAP and not self.spaced and self.wide and (self.words or not self.begun):
            if not self.begun:  # where the first thing stands is where all of it begins
                self._mark(mark)
            while to - self.at > self.wide:
                self._mark(mark)
            self._move(to - self.wide)
            self._mark(mark)
        self._move(to)

    def _move(self, to: float) -> None:
        by = round(to - self.at)
        if by:
            self.words += f" {-by} "
            self.at += by

    def _mark(self, text: str) -> None:
        if self.wide:
            font = (
                self.font if self.font.family in OURS else self.house
            )  # a mark alone is a piece that PDFium passes over
            number = next(number for number, shape in _shapes(font).items() if shape == text)
            font.widths[number] = self.wide
            self._put(font, number, text)
            self.spaced = False

    def _put(self, font: Any, number: int, text: str) -> None:
        if font is not self.font:
            self.lift()
            self.font = font
        self.font.to_unicode.setdefault(number, text)
        self.words += f"<{number:04x}>"
        self.at += self.font.widths[number]
        self.begun = True

    def lift(self) -> None:
        """What was put together is written."""
        if self.words:
            self.stream.set_font_size(self.font.hash, self.size)
            self.stream.show_text(self.words.replace("><", ""))
        self.words = ""


def _read(stream: Any, item: Any, font: Any, size: float, text: bytes, into: list[Glyph], at: float) -> float:
    """Add a run's glyphs; where the pen stands after them."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    thousandths = 1000 * FROM_UNITS / size
    shapes, glyphs = _shapes(font), item.glyphs
    level = item.item.analysis.level & 0xFF  # WeasyPrint reads four bytes where Pango keeps one
    clusters = [glyphs.log_clusters[i] for i in range(glyphs.num_glyphs)]
    begins = sorted({*clusters, item.item.length})
    ends, shared = dict(pairwise(begins)), Counter(clusters)
    shaped = {cluster for i, cluster in enumerate(clusters) if shapes.get(glyphs.glyphs[i].glyph)}
    for i, cluster in enumerate(clusters):
        info = glyphs.glyphs[i]
        width = info.geometry.width * thousandths
        if info.glyph != pango.PANGO_GLYPH_EMPTY:
            first, last = item.item.offset + cluster, item.item.offset + ends[cluster]
            meant = text[first:last].decode()
            if info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                said = chr(info.glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG)
                number = font.get_unused_glyph_id(ord(said))
                font.widths[number] = round(width)
                font.widths.setdefault(0, round(width))
            else:
                number, said = (
                    info.glyph,
                    _said(shapes.get(info.glyph, ""), meant, shared[cluster] == 1 or cluster not in shaped),
                )
                shaped.add(cluster)
                if number not in font.widths:
                    within = item.item.analysis.font, number, stream.ink_rect, stream.logical_rect
                    pango.pango_font_get_glyph_extents(*within)
                    font.widths[number] = round(stream.logical_rect.width * thousandths)
            rise = info.geometry.y_offset / 1000
            rise = rise if abs(rise) > UNSEEN else 0.0
            into.append(Glyph(number, said, level, at, info.geometry.x_offset * thousandths, rise, font=font))
        at += width
    return at


def _said(shape: str, meant: str, alone: bool) -> str:
    """What a glyph stands for: its own character, or the text of which it is the only glyph (a ligature)."""
    return shape if shape and (not alone or len(meant) == 1) else meant if alone else shape


def _shapes(font: Any) -> dict[int, str]:
    """The character of every glyph that is one's own."""
    known: dict[int, str] | None = font.__dict__.get("shapes_of_chitta")
    if known is None:
        known = font.__dict__["shapes_of_chitta"] = _characters(font.file_content, font.index)
    return known


@lru_cache(maxsize=8)
def _characters(file: bytes, index: int) -> dict[int, str]:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(file), fontNumber=index, lazy=True)
    found: dict[int, str] = {}
    for code, name in sorted((font.getBestCmap() or {}).items()):
        found.setdefault(font.getGlyphID(name), unicodedata.normalize("NFC", chr(code)))
    return found
