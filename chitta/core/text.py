"""What people type, made safe to keep: composed, without characters that cannot be seen or that reorder their neighbours."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

# Control characters but newline and tab, lone surrogates and noncharacters; invisible tags and variation selectors, which
# can carry whole hidden sentences; and the bidi embeddings, overrides and isolates that make a text read as another one.
# The plain marks (RLM, LRM) stay: Hebrew beside Latin needs them now and then.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e01ef]"
)
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
HEAP = re.compile(r"[^\w\s\x00-\x7f]{31,}")
MARKS = (
    30  # in a row, as Unicode's stream-safe text: composing takes quadratic time in them, minutes for a hostile request
)
QUOTES = dict.fromkeys(map(ord, "'\"`´׳״‘’‚‛“”„‟′″«»"))  # geresh and gershayim among them: nobody finds them on a phone
DASHES = dict.fromkeys(map(ord, "-־‐‑‒–—―"), " ")
FINALS = {ord(final): letter for final, letter in zip("ךםןףץ", "כמנפצ", strict=True)}
JOINERS = "\u200c\u200d"  # inside emoji and Persian words they belong to the letters


def clean_text(text: str) -> str:
    """The text in NFC, its lines ended by newlines, without hidden characters and heaps of marks. Nothing is trimmed."""
    return unicodedata.normalize("NFC", HEAP.sub(_levelled, HIDDEN.sub("", BREAKS.sub("\n", text))))


def one_line(text: str, limit: int) -> str:
    """A name or a title: cleaned, every run of white space one space, no invisible marks, at most `limit` characters."""
    visible = (c for c in clean_text(text) if c in JOINERS or c.isspace() or unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split()).strip(JOINERS)[:limit].rstrip()


def searchable(text: str) -> str:
    """A text as it is looked for, in one line: small letters without points, accents, quotation marks and final forms."""
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in small if unicodedata.category(c) not in ("Mn", "Me", "Cf"))
    return " ".join(bare.translate(QUOTES | DASHES | FINALS).split())


def short_name(name: str, limit: int) -> str:
    """A file's name of at most `limit` characters, its extension kept."""
    ending = PurePath(name).suffix[:20]
    return name if len(name) <= limit else name[: limit - len(ending)].rstrip() + ending


def _levelled(heap: re.Match[str]) -> str:
    kept, marks = [], 0
    for c in heap[0]:
        marks = marks + 1 if unicodedata.category(c)[0] == "M" else 0
        if marks <= MARKS:
            kept.append(c)
    return "".join(kept)
