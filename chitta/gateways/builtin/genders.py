"""Girl or boy, from the way a parent speaks of the child; never from what is said of somebody else."""

from __future__ import annotations

import re

from chitta.core.vocabulary import Gender
from chitta.gateways.builtin.people import People, mentions

_CORRECTED: tuple[tuple[re.Pattern[str], Gender], ...] = (
    (re.compile(r"(?<![א-ת])(?:הוא|זה|מדובר\s+ב)\s*(?:בן|ילד)(?![א-ת])(?!\s+\d)|\b(?:he's|he\s+is|it's|its)\s+a\s+(?:boy|he)\b"), "boy"),
    (re.compile(r"(?<![א-ת])(?:היא|זו|זאת|מדובר\s+ב)\s*(?:בת|ילדה)(?![א-ת])(?!\s+\d)|\b(?:she's|she\s+is|it's|its)\s+a\s+(?:girl|she)\b"), "girl"),
)  # fmt: skip
_ALONE: tuple[tuple[re.Pattern[str], Gender], ...] = (
    (re.compile(r"^\W*(?:(?:זה|הוא)\s+)?(?:בן|ילד|הוא|זכר|he|him|a?\s*boy|male|son)\W*$"), "boy"),
    (re.compile(r"^\W*(?:(?:זו|זאת|היא)\s+)?(?:בת|ילדה|היא|נקבה|she|her|a?\s*girl|female|daughter)\W*$"), "girl"),
)
_I_HAVE: tuple[tuple[re.Pattern[str], Gender], ...] = (
    (re.compile(r"(?<![א-ת])יש\s+לי\s+(?:ילד|בן)(?![א-ת])|\bi\s+have\s+a\s+(?:son|boy|little\s+boy)\b"), "boy"),
    (
        re.compile(r"(?<![א-ת])יש\s+לי\s+(?:ילדה|בת)(?![א-ת])|\bi\s+have\s+a\s+(?:daughter|girl|little\s+girl)\b"),
        "girl",
    ),
)
_BOUND_HE: tuple[tuple[re.Pattern[str], Gender], ...] = (
    (re.compile(r"(?<![א-ת])(?:קוראים\s+לו|שמו)(?![א-ת])"), "boy"),
    (re.compile(r"(?<![א-ת])(?:קוראים\s+לה|שמה)(?![א-ת])(?!\s+ל)"), "girl"),
)
_HIS, _HER = re.compile(r"\bhis\s+name\b"), re.compile(r"\bher\s+name\b")
_VERB_BOY = re.compile(
    r"(?<![א-ת])[וש]?(?:אוהב|מדבר|הולך|אוכל|ישן|יודע|משחק|בוכה\s+הוא|מצייר|מקשיב|לומד|מתקשה|נרדם)(?![א-ת])"
)
_VERB_GIRL = re.compile(
    r"(?<![א-ת])[וש]?(?:אוהבת|מדברת|הולכת|אוכלת|ישנה|משחקת|מציירת|מקשיבה|לומדת|מתקשה\s+היא|נרדמת)(?![א-ת])"
)


def gender(low: str, people: People, *, asked: bool = False) -> tuple[Gender, bool]:
    """(girl or boy of this child in a folded sentence, whether it was said outright); ("", False) when it does not say."""
    sibling = any(mention.sibling for mention in mentions(low, people))
    if asked and (alone := _first(_ALONE, low)):
        return alone, True
    if not sibling:
        for patterns in (_CORRECTED, _I_HAVE, _BOUND_HE):
            if said := _first(patterns, low):
                return said, True
        if _HIS.search(low) or _HER.search(low):
            return ("boy" if _HIS.search(low) else "girl"), True
    return _from_mentions(low, people)


def _from_mentions(low: str, people: People) -> tuple[Gender, bool]:
    said = {mention.gender for mention in mentions(low, people) if mention.child and mention.gender}
    if len(said) == 1:
        return said.pop(), False
    others = [mention for mention in mentions(low, people) if not mention.child]
    if said or others:
        return "", False
    boy, girl = bool(_VERB_BOY.search(low)), bool(_VERB_GIRL.search(low))
    return ("boy" if boy else "girl", False) if boy != girl else ("", False)


def _first(patterns: tuple[tuple[re.Pattern[str], Gender], ...], low: str) -> Gender:
    return next((said for pattern, said in patterns if pattern.search(low)), "")
