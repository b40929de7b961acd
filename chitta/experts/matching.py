"""Who fits this child, and why in words. Pure: no database, no clock.

The order comes from what the family told, the child's age, the place and the language, and from nothing else: no rating, no
payment. A number is made only to sort by; what a reader sees are the reasons it was made of. Among equals those whose details
were checked come first, which the page says.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from chitta.core.i18n import N_
from chitta.core.vocabulary import DOMAINS, Domain
from chitta.experts.kinds import LANGUAGES, SPECIALTIES
from chitta.experts.places import City, kilometres
from chitta.journey.words import Later

# Whom one turns to for what, the first field first. The order follows what is usually done before what: hearing is checked
# early where talking is the question, since it is short and rules much out; the doctor with the wide view comes where several
# things meet; parents are helped directly where home is where it happens. It names fields of work, never a condition.
TURN_TO: dict[Domain, tuple[str, ...]] = {
    "communication": ("speech", "hearing", "developmental"),
    "social_play": ("play", "psychology", "speech", "creative"),
    "behaviour_emotion": ("parents", "psychology", "behaviour", "creative"),
    "attention": ("occupational", "developmental", "psychology"),
    "learning": ("learning", "psychology", "vision", "occupational"),
    "sensory": ("occupational", "developmental"),
    "motor": ("physiotherapy", "occupational", "developmental"),
    "sleep": ("sleep", "parents", "developmental"),
    "eating": ("feeding", "speech", "occupational"),
    "general": ("developmental", "parents"),
}
# fmt: off
AREAS: dict[Domain, str] = {
    "communication": N_("talking and being understood"), "social_play": N_("playing with others"),
    "behaviour_emotion": N_("feelings and hard moments"), "attention": N_("keeping at one thing"),
    "learning": N_("learning"), "sensory": N_("sounds, touch and tastes"), "motor": N_("movement and hands"),
    "sleep": N_("sleep"), "eating": N_("meals"), "general": N_("how things are going altogether"),
}
# fmt: on
MOST_AREAS = 3
AREA_WEIGHTS = (30, 22, 16)  # the area most spoken of counts most
FIELD_SHARE = (1.0, 0.8, 0.6, 0.5)  # and so does the field one turns to first
LANGUAGE, AGE = 6, 8
NEAR = ((3, 15), (10, 12), (25, 9), (50, 5), (90, 2))  # up to so many km: so much
CLOSE = 3  # km: "close by"


class Known(Protocol):
    """What is looked at of an observation."""

    id: Any
    kind: Any
    domain: Any
    said_by: Any


class Entry(Protocol):
    """What is looked at of a professional."""

    specialties: Any
    languages: Any
    age_from: Any
    age_to: Any
    latitude: Any
    longitude: Any
    verified_at: Any
    sort_he: Any


@dataclass(frozen=True, slots=True)
class Area:
    """What was spoken of; observation: one that says so; paper: it was read in a document."""

    domain: Domain
    observation: uuid.UUID | None = None
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What a family brings. age: in years; languages: any of these would be good."""

    areas: tuple[Area, ...] = ()
    age: float | None = None
    city: City | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One line. sentence: a msgid; observation: what it rests on; against: speaks rather against it."""

    sentence: str
    values: dict[str, Any] = field(default_factory=dict)
    observation: uuid.UUID | None = None
    against: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """score: to sort by, never shown."""

    score: float
    reasons: tuple[Reason, ...]
    order: tuple[Any, ...] = ()


def areas(observations: Iterable[Known]) -> tuple[Area, ...]:
    """What was spoken of as a worry or a hope, the most spoken of first; a worry weighs as much as two hopes."""
    weights: Counter[Domain] = Counter()
    first: dict[Domain, Known] = {}
    for one in observations:
        if one.kind in ("concern", "hope"):
            weights[one.domain] += 2 if one.kind == "concern" else 1
            first.setdefault(one.domain, one)
    ranked = sorted(weights, key=lambda domain: (domain == "general", -weights[domain], DOMAINS.index(domain)))
    return tuple(Area(one, first[one].id, first[one].said_by == "document") for one in ranked[:MOST_AREAS])


def fit(entry: Entry, wish: Wish) -> Fit:
    """How well they fit and why, the weightiest reason first."""
    parts = [*_fields(entry, wish), *_age(entry, wish), *_place(entry, wish), *_languages(entry, wish)]
    score = sum(points for points, _ in parts)
    reasons = [reason for _, reason in parts] + list(_checked(entry.verified_at))
    far = distance(entry, wish.city)
    order = (-score, entry.verified_at is None, far if far is not None else 0.0, entry.sort_he)
    return Fit(score, tuple(reasons), order)


def distance(entry: Entry, city: City | None) -> float | None:
    """In km as the crow flies; None where no place is known."""
    return city and kilometres(city.latitude, city.longitude, entry.latitude, entry.longitude)


def weight_of(place: int, rank: int) -> float:
    """What it counts that the field at `rank` of TURN_TO answers the area at `place`."""
    return AREA_WEIGHTS[place] * FIELD_SHARE[rank]


Part = tuple[float, Reason]


def _fields(entry: Entry, wish: Wish) -> list[Part]:
    """For each area its best field; a field that answers several is one reason."""
    answered: dict[str, list[tuple[float, Area]]] = {}
    for place, area in enumerate(wish.areas):
        fields = TURN_TO[area.domain]
        best = next((rank for rank, name in enumerate(fields) if name in entry.specialties), None)
        if best is not None:
            answered.setdefault(fields[best], []).append((weight_of(place, best), area))
    parts = [(sum(points for points, _ in some), _spoken_of(name, some)) for name, some in answered.items()]
    return sorted(parts, key=lambda part: -part[0])


def _spoken_of(name: str, some: list[tuple[float, Area]]) -> Reason:
    spoken, first = Later(*(AREAS[area.domain] for _, area in some)), some[0][1]
    sentence = (
        N_("%(field)s, since a document speaks of %(areas)s.")
        if first.paper
        else N_("%(field)s, since you spoke of %(areas)s.")
    )
    return Reason(sentence, {"field": Later(SPECIALTIES[name]), "areas": spoken}, first.observation)


def _age(entry: Entry, wish: Wish) -> list[Part]:
    if wish.age is None:
        return []
    ages = {"least": entry.age_from, "most": entry.age_to}
    if entry.age_from <= wish.age < entry.age_to + 1:
        return [(AGE, Reason(N_("Works with ages %(least)s to %(most)s."), ages))]
    return [(-2 * AGE, Reason(N_("Works with other ages: %(least)s to %(most)s."), ages, against=True))]


def _place(entry: Entry, wish: Wish) -> list[Part]:
    far = distance(entry, wish.city)
    if far is None or wish.city is None:
        return []
    points = next((points for most, points in NEAR if far <= most), 0)
    if far <= CLOSE:
        return [(points, Reason(N_("Close by, in or near %(city)s."), {"city": Town(wish.city)}))]
    values = {"km": round(far), "city": Town(wish.city)}
    return [(points, Reason(N_("About %(km)s km from %(city)s."), values, against=not points))]


def _languages(entry: Entry, wish: Wish) -> list[Part]:
    shared = [key for key in LANGUAGES if key in entry.languages and key in wish.languages]
    if not shared:
        return []
    return [(LANGUAGE, Reason(N_("Speaks %(languages)s."), {"languages": Later(*(LANGUAGES[key] for key in shared))}))]


def _checked(verified_at: datetime | None) -> list[Reason]:
    return [Reason(N_("The details were checked for this directory."))] if verified_at else []


class Town:
    """A town's name as the reader calls it, put in only when the sentence is read."""

    def __init__(self, city: City) -> None:
        self.city = city

    def __str__(self) -> str:
        return self.city.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Town) and other.city == self.city

    def __hash__(self) -> int:
        return hash(self.city)
