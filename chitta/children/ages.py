"""A child's age as a parent would say it. Hebrew counts one, two and many differently, so each language has its own way."""

from __future__ import annotations

from datetime import date

from chitta.children.models import Child
from chitta.core import times
from chitta.core.i18n import tongue

MONTHS_UNTIL = 7  # years; older children are so many years old
COUNT = ("", "", "", "שלושה", "ארבעה", "חמישה", "שישה", "שבעה", "שמונה", "תשעה", "עשרה", "אחד עשר")
OLD = {"boy": "בן", "girl": "בת"}


def age_words(child: Child, on: date | None = None) -> str:
    """בן 3 וארבעה חודשים · 3 years 4 months; "" when the age is not known. No more exact than the parent was."""
    if child.date_of_birth is None:
        return ""
    years, months = divmod(times.age_months(child.date_of_birth, on), 12)
    if years >= MONTHS_UNTIL or (child.birth_precision == "year" and years):
        months = 0
    if tongue().language == "he":
        return f"{OLD.get(child.gender, 'גיל')} {_hebrew(years, months)}"
    return _english(years, months)


def _english(years: int, months: int) -> str:
    if not years and not months:
        return "less than a month"
    said = ((years, "year"), (months, "month"))
    return " ".join(f"{n} {unit}" if n == 1 else f"{n} {unit}s" for n, unit in said if n)


def _hebrew(years: int, months: int) -> str:
    whole = {0: "", 1: "שנה", 2: "שנתיים"}.get(years, str(years))
    if not years:
        return {0: "פחות מחודש", 1: "חודש", 2: "חודשיים", 6: "חצי שנה"}.get(months) or f"{COUNT[months]} חודשים"
    if not months:
        return whole
    part = {1: "חודש", 2: "חודשיים", 6: "חצי"}.get(months) or f"{COUNT[months]} חודשים"
    return f"{whole} ו{part}"
