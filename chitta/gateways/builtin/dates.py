"""Birth dates: "12.3.2022", "ב-5 במאי 2021", "March 3rd 2022"; a month without a day gives an age, never an invented day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chitta.core.times import age_years
from chitta.gateways.builtin.people import People, of_child

MONTHS_HE = ("ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_OTHER_SPELLINGS = {"מרס": 3, "ספט": 9, "sept": 9}
_MONTH_HE = "|".join([*MONTHS_HE, "מרס"])
_MONTH_EN = "|".join([*(m.lower() for m in MONTHS_EN), "sept", *(m[:3].lower() for m in MONTHS_EN)])

_ISO = re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d./])(?P<a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<y>(?:19|20)\d\d|\d\d)(?![\d/])"
)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+|[בל]-?\s?)?(?P<m>{_MONTH_HE}|{_MONTH_EN})\.?,?\s*(?:ב-?\s?|שנת\s+)?(?P<y>(?:19|20)\d\d)"
)
_MONTH_DAY = re.compile(rf"\b(?P<m>{_MONTH_EN})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)")
_MONTH_ONLY = re.compile(
    rf"(?<![א-ת\w])(?:[בל]-?)?(?P<m>{_MONTH_HE}|{_MONTH_EN})\.?,?\s+(?:of\s+|שנת\s+)?(?P<y>(?:19|20)\d\d)"
)
_BORN = re.compile(r"נולד|תאריך\s+ל[יה]ד|יום\s+הולדת|ת\.?\s?ל(?![א-ת])|\bborn\b|birth|\bd\.?o\.?b\b")


@dataclass(frozen=True, slots=True)
class Born:
    """When a child was born: an exact day, or only an age counted from the month."""

    day: date | None
    years: float
    at: int


def born(low: str, people: People, today: date, *, day_first: bool, asked: bool = False) -> Born | None:
    """The child's birth date in a folded sentence. `day_first` reads 3/12/2022 the Israeli way."""
    short = len(low.split()) <= 7
    if not (_BORN.search(low) or (asked and short) or len(low.split()) <= 3):
        return None
    return next((found for found in _dates(low, today, day_first) if of_child(low, found.at, people)), None)


def _dates(low: str, today: date, day_first: bool) -> list[Born]:
    found = [_exact(int(m["y"]), int(m["m"]), int(m["d"]), m.start(), today) for m in _ISO.finditer(low)]
    found += [_numeric(m, today, day_first) for m in _NUMERIC.finditer(low)]
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        found += [_exact(int(m["y"]), _month(m["m"]), int(m["d"]), m.start(), today) for m in pattern.finditer(low)]
    exact = [one for one in found if one is not None]
    return exact or [one for m in _MONTH_ONLY.finditer(low) if (one := _month_only(m, today))]


def _numeric(match: re.Match[str], today: date, day_first: bool) -> Born | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        year += 2000 if 2000 + year <= today.year else 1900
    month_first = not day_first and match["sep"] == "/"
    if month_first:
        first, second = second, first
    if second > 12 >= first:
        first, second = second, first
    return _exact(year, second, first, match.start(), today)


def _exact(year: int, month: int, day: int, at: int, today: date) -> Born | None:
    try:
        birth = date(year, month, day)
    except ValueError:
        return None
    return Born(birth, age_years(birth, today), at) if _plausible(birth, today) else None


def _month_only(match: re.Match[str], today: date) -> Born | None:
    birth = date(int(match["y"]), _month(match["m"]), 1)
    return Born(None, age_years(birth, today), match.start()) if _plausible(birth, today) else None


def _plausible(birth: date, today: date) -> bool:
    return birth <= today and age_years(birth, today) <= 18


def _month(said: str) -> int:
    if said in _OTHER_SPELLINGS:
        return _OTHER_SPELLINGS[said]
    if said in MONTHS_HE:
        return MONTHS_HE.index(said) + 1
    return next(n for n, name in enumerate(MONTHS_EN, 1) if name.lower().startswith(said))
