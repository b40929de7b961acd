"""When something was, read from words such as "since the summer" or "at fourteen months". Pure; what is not clear stays words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from chitta.gateways.builtin.dates import MONTHS_EN, MONTHS_HE
from chitta.gateways.builtin.normalising import fold
from chitta.gateways.builtin.numbers import NUMBER, value

MONTH = 30.44  # days
_NAMES = {name.lower(): n for names in (MONTHS_HE, MONTHS_EN) for n, name in enumerate(names, 1)} | {"מרס": 3}
_MONTH_NAMES = "|".join(_NAMES)
_SEASONS = {"קיץ": 7, "summer": 7, "חורף": 1, "winter": 1, "אביב": 4, "spring": 4, "סתיו": 10, "autumn": 10, "fall": 10}

_ISO = re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./])(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>20\d\d)(?!\d)")
_MONTH_YEAR = re.compile(rf"(?<![א-ת\w])[מבל]?-?(?P<m>{_MONTH_NAMES})\s+(?:of\s+|ב-?)?(?P<y>20\d\d)(?!\d)")
_YEAR = re.compile(r"(?:(?<![א-ת])(?:מאז|משנת|בשנת|ב-?|מ-?)\s?|\b(?:since|in|from)\s+)(?P<y>20\d\d)(?!\d)")
_BARE_MONTH = re.compile(rf"(?<![א-ת\w])(?:מאז\s+|[מב]-?|since\s+|in\s+|last\s+)(?P<m>{_MONTH_NAMES})(?![א-ת\w])")
_SEASON = re.compile(
    r"(?<![א-ת\w])(?:מאז\s+ה?|מה|בה?|since\s+(?:the\s+|last\s+)?|last\s+|in\s+the\s+)(?P<s>קיץ|חורף|אביב|סתיו|summer|winter|spring|autumn|fall)(?![א-ת\w])"
)
_BIRTH = re.compile(
    r"מ?ה?לידה(?![א-ת])|(?<![א-ת])מתמיד(?![א-ת])|תמיד\s+הי|\b(?:since|from)\s+(?:birth|the\s+(?:start|beginning))\b|^\W*always\b"
)
_HE_AGE = re.compile(
    rf"(?<![א-ת])(?:מאז\s+)?(?:מגיל|בגיל|גיל|בן|בת)\s+(?:(?P<half_year>חצי\s+שנה)|(?P<one>שנה)|(?P<two>שנתיים)|(?P<months>{NUMBER})\s+(?:חודשים|חודש)(?![א-ת])|(?P<years>{NUMBER}))"
    rf"(?:\s+ו(?P<half>חצי)|\s+ו-?(?P<more>חודשיים|חודש|{NUMBER}\s+חודשים))?"
)
_EN_AGE = re.compile(
    rf"\b(?:at|since|from|when\s+(?:he|she|they)\s+(?:was|were|turned)|since\s+(?:he|she|they)\s+(?:was|were|turned)|aged?|age\s+of)\s+(?:about\s+|around\s+|age\s+|the\s+age\s+of\s+)?"
    rf"(?:(?P<months>{NUMBER})\s+months?|(?P<one>a\s+year)|(?P<years>{NUMBER})(?!\s*(?:weeks?|days?|times?|hours?|words?|minutes?|:\d))(?:\s+years?)?)(?:\s+and\s+(?P<half>a\s+half)|\s+(?P<more>{NUMBER})\s+months?)?"
)
_HE_AGO = re.compile(
    rf"(?<![א-ת])(?:לפני|כבר|מזה|כ)\s*כ?-?(?:(?P<half_year>חצי\s+שנה)|(?P<one>שנה)|(?P<two>שנתיים)|(?P<month>חודש)(?![א-ת])|(?P<two_months>חודשיים)|(?P<week>שבוע)(?![א-ת])|(?P<two_weeks>שבועיים)|(?P<n>{NUMBER})\s+(?P<unit>שנים|חודשים|שבועות))"
)
_EN_AGO = re.compile(
    rf"(?P<lasting>\bfor\s+(?:(?:about|almost|over|the\s+(?:past|last))\s+)?)?\b(?:(?P<half_year>half\s+a\s+year)|(?P<one>(?:a|one)\s+year)|(?P<month>(?:a|one)\s+month)|(?P<week>(?:a|one)\s+week)|(?P<n>{NUMBER})\s+(?P<unit>years?|months?|weeks?))\b(?P<ago>\s+(?:ago|now)\b)?"
)


def when(text: str, born: date | None, noted: date) -> date | None:
    """About when it was or began; None when the words do not say. born: without it an age says nothing.

    noted: the day it was told: "two months ago" counts from there, and nothing is later than it.
    """
    low = fold(text)
    for found in _readings(low, born, noted):
        if found and found <= noted and (born is None or found >= born - timedelta(days=31)):
            return max(found, born) if born else found
    return None


def _readings(low: str, born: date | None, noted: date) -> Iterator[date | None]:
    for pattern, read in _EXACT:
        match = pattern.search(low)
        yield read(match) if match else None
    if born and _BIRTH.search(low):
        yield born
    for pattern in (_HE_AGE, _EN_AGE):
        match = pattern.search(low)
        months = _months(match) if match and born else None
        yield _later(born, months) if born and months is not None and months <= 19 * 12 else None
    for pattern in (_HE_AGO, _EN_AGO):
        match = next((one for one in pattern.finditer(low) if _counts_back(one)), None)
        months = _months(match) if match else None
        yield _later(noted, -months) if months else None
    month = _BARE_MONTH.search(low)
    yield _last(_NAMES[month["m"]], noted) if month else None
    season = _SEASON.search(low)
    yield _last(_SEASONS[season["s"]], noted) if season else None


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    try:
        return date(int(part["y"]), int(part["m"]), int(part.get("d") or 1))
    except ValueError:
        return None


_EXACT: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | None]], ...] = (
    (_ISO, _day),
    (_NUMERIC, _day),
    (_MONTH_YEAR, lambda match: date(int(match["y"]), _NAMES[match["m"]], 1)),
    (_YEAR, lambda match: date(int(match["y"]), 1, 1)),
)


def _counts_back(match: re.Match[str]) -> bool:
    """Is it "for two months" or "two months ago", and not "at fourteen months"?"""
    part = match.groupdict()
    return "lasting" not in part or bool(part["lasting"] or part["ago"])


def _months(match: re.Match[str]) -> float | None:
    """A length of time in months."""
    part = {name: said for name, said in match.groupdict().items() if said}
    fixed = {"half_year": 6, "one": 12, "two": 24, "month": 1, "two_months": 2, "week": 0.25, "two_weeks": 0.5}
    whole: float | None = next((months for name, months in fixed.items() if name in part), None)
    if whole is None and "months" in part:
        whole = value(part["months"])
    if whole is None and "years" in part:
        years = value(part["years"])
        whole = None if years is None or years > 18 else years * 12
    if whole is None and "n" in part:
        count = value(part["n"])
        unit = part["unit"]
        months = 12 if unit.startswith(("שנ", "year")) else 1 if unit.startswith(("חוד", "month")) else 0.25
        whole = None if count is None else count * months
    if whole is None:
        return None
    return whole + (6 if "half" in part else 0) + _more(part.get("more", ""))


def _more(said: str) -> float:
    bare = said.replace("חודשים", "").strip()
    return {"": 0.0, "חודש": 1.0, "חודשיים": 2.0}.get(said, value(bare) or 0.0)


def _later(day: date, months: float) -> date:
    return day + timedelta(days=round(months * MONTH))


def _last(month: int, noted: date) -> date:
    """The last time this month began, on or before the day it was told."""
    return date(noted.year if month <= noted.month else noted.year - 1, month, 1)
