"""What was told about the child, written into the child's own row."""

from __future__ import annotations

from datetime import date

from chitta.children.models import Child
from chitta.core import times
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.journey.facts import ChildDescribed
from chitta.journey.state import ChildFacts

OLDEST_MONTHS = 19 * 12  # a child is 0 to 18 years old
EXACTNESS = ("year", "month", "day")


def facts_of(child: Child) -> ChildFacts:
    """The child as a state holds them. An impossible age (a birth date in the future) is an unknown one."""
    age = child.age_years
    return ChildFacts(
        name=child.name or "", age=age if age is not None and 0 <= age <= 19 else None, gender=child.gender or ""
    )


def describe(child: Child, fact: ChildDescribed) -> None:
    """Write into the child's row what was told. Raises Refused for a birth date that cannot be."""
    if fact.date_of_birth is not None:
        check_birth(fact.date_of_birth)
        if not _says_less(child, fact):
            child.date_of_birth, child.birth_precision = fact.date_of_birth, fact.birth_precision
    if fact.name is not None:
        child.name = fact.name
    if fact.gender is not None:
        child.gender = fact.gender


def check_birth(born: date) -> None:
    """Raises Refused unless somebody born then is a child of 0 to 18 years today."""
    if born > times.today():
        raise Refused(N_("This birth date is in the future."))
    if times.age_months(born) >= OLDEST_MONTHS:
        raise Refused(N_("Chitta is for children up to 18 years."))


def _says_less(child: Child, fact: ChildDescribed) -> bool:
    """Does an age only repeat, less exactly, the birth date that is known?"""
    if child.date_of_birth is None or fact.date_of_birth is None or fact.birth_precision == "day":
        return False
    if EXACTNESS.index(fact.birth_precision) > EXACTNESS.index(child.birth_precision or "year"):
        return False
    known, told = times.age_months(child.date_of_birth), times.age_months(fact.date_of_birth)
    if fact.birth_precision == "month":
        return abs(known - told) <= 1
    # People round: against a date that was told to the day, "four" may be nearly four or nearly five.
    return abs(known - told) < 12 if child.birth_precision == "day" else known // 12 == told // 12
