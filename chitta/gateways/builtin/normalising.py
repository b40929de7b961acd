"""What the parent typed, made safe to keep and easy to compare. Nothing here understands anything."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LIMIT = 8_000
LONGEST = 500

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff0-\ufffb\U000e0000-\U000e007f]"
)
_NIKUD = re.compile("[\u0591-\u05bd\u05bf-\u05c7]")
_SAME = str.maketrans(
    {"״": '"', "“": '"', "”": '"', "„": '"', "׳": "'", "’": "'", "‘": "'", "`": "'", "´": "'", "־": "-", "–": "-",
     "—": "-", "½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
)  # fmt: skip
_LONG_LETTERS = re.compile(r"([^\W\d_])\1{2,}")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
_SENTENCE_END = re.compile(r"[!?…\n;]+|\.(?!\d)\.*")
_HEBREW, _LATIN = re.compile("[א-ת]"), re.compile("[A-Za-z]")
_FINAL = {"מ": "ם", "נ": "ן", "צ": "ץ", "פ": "ף", "כ": "ך"}
_WORD = re.compile(r"[^\W_]+(?:['\"-][^\W_]+)*")


def tidy(text: str) -> str:
    """The parent's own text without anything a screen would not show; letters and nikud stay as typed."""
    seen = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")[: LIMIT * 2])
    return _SPACES.sub(" ", unicodedata.normalize("NFC", seen)).strip()[:LIMIT]


def plain(text: str) -> str:
    """`text` without nikud, with one kind of quote and dash and no drawn-out letters; capitals stay."""
    bare = _NIKUD.sub("", tidy(text)).translate(_SAME)
    return _LONG_LETTERS.sub(r"\1", bare)


def fold(text: str) -> str:
    """`plain`, in small letters, every offset as in `plain`."""
    bare = plain(text)
    low = bare.lower()
    return low if len(low) == len(bare) else "".join(c.lower() if len(c.lower()) == 1 else c for c in bare)


def words(text: str) -> list[str]:
    """The words of `text`, without punctuation."""
    return _WORD.findall(text)


def is_hebrew(text: str) -> bool:
    """Whether more of the letters are Hebrew than Latin."""
    return len(_HEBREW.findall(text)) > len(_LATIN.findall(text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as typed, and whether it ended with a question mark."""

    text: str
    asked: bool

    @property
    def low(self) -> str:
        return fold(self.text)


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text`; a decimal point and the dots of a date end nothing."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[start : end.start()].strip()
        if piece:
            found += _breaths(piece, "?" in end.group())
        start = end.end()
    rest = text[start:].strip()
    return [*found, *_breaths(rest, False)] if rest else found


def _breaths(piece: str, asked: bool) -> list[Sentence]:
    """A sentence as it is, or one without end (dictated, or hostile) in stretches that take bounded time to read."""
    if len(piece) <= LONGEST:
        return [Sentence(piece, asked)]
    stretches, at = [], 0
    while at < len(piece):
        cut = piece.rfind(" ", at + LONGEST // 2, at + LONGEST) if at + LONGEST < len(piece) else len(piece)
        cut = cut if cut > at else at + LONGEST
        stretches.append(piece[at:cut].strip())
        at = cut
    return [Sentence(stretch, asked and n == len(stretches) - 1) for n, stretch in enumerate(stretches) if stretch]


def shortened(text: str, limit: int) -> str:
    """`text` cut at a word so that it fits into `limit` characters."""
    text = tidy(text)
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,") + "…"


def one_of(*phrases: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases in folded text.

    A trailing `*` lets the word go on; Hebrew phrases may carry the small letters that stick to a word's front, unless
    they start with `=`.
    """
    hebrew = [phrase for phrase in phrases if _HEBREW.search(phrase)]
    bare = [_body(phrase) for phrase in hebrew if phrase.startswith("=")]
    fronted = [_body(phrase) for phrase in hebrew if not phrase.startswith("=")]
    english = [_body(phrase) for phrase in phrases if phrase not in hebrew]
    # What the alternatives share is tried once per place, not once per alternative: four times as fast.
    groups = [("(?<![א-ת])[ושהבלמכ]{0,3}", fronted), ("(?<![א-ת])[וש]{0,2}", bare), (r"\b", english)]
    return re.compile("|".join(f"{front}(?:{'|'.join(bodies)})" for front, bodies in groups if bodies))


def _body(phrase: str) -> str:
    body = r"\s+".join(re.escape(part) for part in phrase.strip("=*").split())
    if phrase.endswith("*") and body[-1] in _FINAL:
        return f"{body[:-1]}[{body[-1]}{_FINAL[body[-1]]}]"  # מתפרצת, מתפרץ
    end = "(?![א-ת])" if _HEBREW.search(phrase) else r"\b"
    return body if phrase.endswith("*") else body + end
