"""Small numbers as people say them, in digits or in words, in Hebrew and English."""

from __future__ import annotations

import re

_UNITS_HE = {
    1: "אחת|אחד", 2: "שתיים|שתים|שניים|שנים(?=\\s+עשר)|שתי|שני", 3: "שלושה|שלוש|שלש", 4: "ארבעה|ארבע", 5: "חמישה|חמשה|חמש",
    6: "שישה|ששה|שש", 7: "שבעה|שבע", 8: "שמונה", 9: "תשעה|תשע", 10: "עשרה|עשר",
}  # fmt: skip
_ENGLISH = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_EN = _ENGLISH.split()
_TENS_EN = {"twenty": 20, "thirty": 30, "forty": 40}
_TENS_HE = {"עשרים": 20, "שלושים": 30, "ארבעים": 40}

_PLAIN_HE = "|".join(f"(?:{forms})" for forms in _UNITS_HE.values())
_WORDS_HE = rf"(?:עשרים|שלושים|ארבעים)(?:\s+ו(?:{_PLAIN_HE}))?|(?:{_PLAIN_HE})(?:\s+עשרה?(?![א-ת]))?"
_WORDS_EN = rf"(?:twenty|thirty|forty)(?:[\s-](?:{'|'.join(_EN[1:10])}))?|(?:{'|'.join(sorted(_EN, key=len)[::-1])})"

NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d)?(?![\d])|(?:{_WORDS_HE})(?![א-ת])|(?:{_WORDS_EN})\b)"
"""A number in folded text, to be set into larger patterns and read by `value`."""

_ALONE = re.compile(rf"^\s*{NUMBER}\s*$")


def value(said: str) -> float | None:
    """What a text matching NUMBER means, or None when it is not one."""
    said = " ".join(said.split())
    if not _ALONE.match(said):
        return None
    if said[0].isdigit():
        return float(said.replace(",", "."))
    return _hebrew(said) if "א" <= said[0] <= "ת" else _english(said)


def _english(said: str) -> float:
    parts = re.split(r"[\s-]", said)
    return float(sum(_TENS_EN.get(part, _EN.index(part) if part in _EN else 0) for part in parts))


def _hebrew(said: str) -> float:
    parts = said.split()
    if parts[0] in _TENS_HE:
        return float(_TENS_HE[parts[0]] + (_unit(parts[1].removeprefix("ו")) if len(parts) > 1 else 0))
    return float(_unit(parts[0]) + (10 if len(parts) > 1 else 0))


def _unit(word: str) -> int:
    bare = {"שנים": 2}
    return bare.get(word) or next((n for n, forms in _UNITS_HE.items() if word in forms.split("|")), 0)
