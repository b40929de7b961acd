"""Where and with whom something was, as its own words name it. Pure: what nobody named is not guessed."""

from __future__ import annotations

import re
from typing import Any, Literal

from chitta.core.vocabulary import DocumentType
from chitta.gateways.builtin import lexicon
from chitta.gateways.builtin.normalising import fold, one_of

Place = Literal[
    "home", "kindergarten", "school", "playground", "shop", "party", "grandparents", "car", "clinic",
]  # fmt: skip
Company = Literal["children", "siblings", "family", "teacher"]

SCHOOL_AGE = 6
MOST = 3  # named for one thing

_HOME = one_of(
    "בבית", "הביתה", "בסלון", "בחדר", "במטבח", "במיטה", "באמבטיה", "במקלחת", "לפני השינה", "בלילה", "בלילות", "בבוקר בבית",
    "at home", "in the living room", "in the kitchen", "in his room", "in her room", "in bed", "bedtime", "in the bath", "at night", "a night", "nights", "at our place",
)  # fmt: skip
_KINDERGARTEN = one_of(
    "=בגן", "=הגן", "=לגן", "=מהגן", "=גן", "גננת", "הגננת", "מהגננת", "מעון", "במעון", "פעוטון",
    "kindergarten*", "daycare", "preschool", "nursery",
)  # fmt: skip
_SCHOOL = one_of("בית ספר", "בבית הספר", "בית הספר", "=בכיתה", "=הכיתה", "=כיתה", "school", "classroom", "in class")
_TEACHER = one_of("גננת", "הגננת", "=מורה", "=המורה", "teacher", "teacher's", "teachers")
_PARTY = one_of("יום הולדת", "יום ההולדת", "מסיבה", "מסיבת", "birthday", "party")
_CLINIC = one_of(
    "אצל הרופא",
    "אצל הרופאה",
    "בטיפת חלב",
    "במרפאה",
    "במכון",
    "at the doctor*",
    "at the clinic",
    "in the clinic",
    "at the nurse*",
)
_CHILDREN = one_of(
    "ילדים", "הילדים", "חבר", "חברה", "חברים", "חברות", "בני גילו", "בני גילה", "מפגש", "במפגש",
    "children", "other kids", "the kids", "friend*", "peers", "classmates", "circle time",
)  # fmt: skip
_SIBLINGS = one_of("אחיו", "אחותו", "אחיה", "אחותה", "האח", "האחות", "אחים", "brother*", "sister*", "sibling*")
_FAMILY = one_of(
    "סבא", "סבתא", "דודה", "דוד", "grandma", "grandpa", "grandparents", "grandmother", "grandfather", "aunt", "uncle"
)

_PLACES: dict[Place, re.Pattern[str]] = {
    "home": _HOME,
    "kindergarten": _KINDERGARTEN,
    "school": _SCHOOL,
    "playground": lexicon.PLACES["playground"],
    "shop": lexicon.PLACES["shop"],
    "party": _PARTY,
    "grandparents": one_of("אצל סבא", "אצל סבתא", "at grandma*", "at grandpa*", "at my parents"),
    "car": one_of("באוטו", "ברכב", "בנסיעה", "in the car"),
    "clinic": _CLINIC,
}
_COMPANY: dict[Company, re.Pattern[str]] = {
    "children": _CHILDREN,
    "siblings": _SIBLINGS,
    "family": _FAMILY,
    "teacher": _TEACHER,
}


def places(one: Any, type: DocumentType | None = None, age: float | None = None) -> tuple[Place, ...]:
    """The settings its words name; a paper of kindergarten or school, or of a doctor, speaks of that place by itself.

    type: of the document it comes from. age in years tells a kindergarten from a school.
    """
    low = fold(f"{one.text} {one.example}")
    named = [place for place, pattern in _PLACES.items() if pattern.search(low)]
    if _TEACHER.search(low) and not {"kindergarten", "school"} & set(named):
        named.append(_frame(age))
    if not named and type == "report":
        named.append(_frame(age))
    if not named and type in ("medical", "diagnosis"):
        named.append("clinic")
    return tuple(named[:MOST])


def company(one: Any) -> tuple[Company, ...]:
    """With whom its words say it was."""
    low = fold(f"{one.text} {one.example}")
    return tuple(who for who, pattern in _COMPANY.items() if pattern.search(low))[:MOST]


def _frame(age: float | None) -> Place:
    return "school" if age is not None and age >= SCHOOL_AGE else "kindergarten"
