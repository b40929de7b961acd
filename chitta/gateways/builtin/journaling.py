"""What a parent wants kept in the journal: which words, of which day, and what kind of moment it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from chitta.core.vocabulary import JournalKind
from chitta.gateways.builtin.lexicon import PROGRESS
from chitta.gateways.builtin.normalising import fold, shortened, tidy, words
from chitta.gateways.builtin.noticing import is_concern, is_strength, trouble
from chitta.gateways.guide import Line

LONGEST = 4000
_ORDER = re.compile(
    r"(?:^|(?<=[\s,.;:!-]))(?:(?:בבקשה|אפשר|אשמח|רוצה|תוכל[יו]?|אני\s+רוצה)\s+)*"
    r"(?:ת?רשמי|ת?רשום|תוסיפי|תוסיף|הוסיפי|הוסף|ת?כתבי|ת?כתוב|לרשום|להוסיף|לכתוב|לשמור|ת?שמרי|תשמור|שמור)\s+"
    r"(?P<this_he>(?:לי\s+|גם\s+)*(?:את\s+)?(?:זה|הרגע\s+הזה)\s+)?(?:לי\s+|גם\s+)*[לב]?ה?יומן(?![א-ת])"
    r"|(?:^|(?<=[\s,.;:!-]))(?:(?:please|can\s+you|could\s+you|i\s+want\s+to|i'd\s+like\s+to|let's|let\s+me)\s+)*"
    r"(?:add|write|put|note|keep|save|record)\s+(?:down\s+)?(?P<this_en>(?:this|that|it)\s+)?(?:down\s+)?(?:to|in|into|for)\s+(?:the\s+|my\s+|our\s+|his\s+|her\s+)?(?:journal|diary)\b",
    re.I,
)
_AROUND = " \t\n,.:;-–—"
_THAT = re.compile(
    r"^(?:that\s+|ש(?=(?:היום|הוא|היא|אתמול|הבוקר|הערב|הלילה|אנחנו|הילד|הילדה|הצליח|אמר)(?![א-ת]?[א-ת]{3})))", re.I
)
_DAYS = (
    (re.compile(r"(?<![א-ת])שלשום(?![א-ת])|\b(?:the\s+day\s+before\s+yesterday|two\s+days\s+ago)\b"), 2),
    (re.compile(r"(?<![א-ת])(?:אתמול|אמש)(?![א-ת])|\b(?:yesterday|last\s+night)\b"), 1),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry as the journal's tool takes it; `day` is ISO, "" for today."""

    content: str
    kind: JournalKind
    day: str = ""

    def arguments(self, *tags: str) -> dict[str, object]:
        """The arguments of `add_journal_entry`."""
        dated = {"date": self.day} if self.day else {}
        return {"kind": self.kind, "content": self.content, "tags": list(tags), **dated}


def ordered(text: str, history: tuple[Line, ...], today: date) -> Moment | None:
    """What "add to the journal" asks to keep: the words around the order, or for "add this" the parent's line before it.

    None when nothing is asked to be written, or no words were given for it.
    """
    order = _ORDER.search(text := tidy(text))
    if not order:
        return None
    after = _THAT.sub("", text[order.end() :].strip(_AROUND))
    before = text[: order.start()].strip(_AROUND)
    content = after or (before if len(words(before)) >= 3 else "")
    if not content and (order["this_he"] or order["this_en"]):
        content = _line_before(history)
    return moment(content, today) if words(content) else None


def orders(low: str) -> bool:
    """Whether a folded message asks for something to be written into the journal, with or without the words."""
    return bool(_ORDER.search(low))


def moment(content: str, today: date) -> Moment:
    """A parent's own words as an entry."""
    low = fold(content)
    back = next((days for pattern, days in _DAYS if pattern.search(low)), 0)
    return Moment(shortened(content, LONGEST), _kind(low), (today - timedelta(days=back)).isoformat() if back else "")


def _kind(low: str) -> JournalKind:
    if PROGRESS.search(low):
        return "progress"
    if is_concern(low) or trouble(low):
        return "challenge"
    return "progress" if is_strength(low) else "observation"


def _line_before(history: tuple[Line, ...]) -> str:
    told = [line.text for line in history if line.sender == "user"][:-1]
    last = next((text for text in reversed(told) if len(words(text)) >= 3), "")
    return "" if orders(fold(last)) else last
