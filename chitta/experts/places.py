"""The towns of Israel that a family or a professional can be in, and how far it is from one to another.

cities.csv was written down by hand in November 2026: names in both languages and the middle of each town to a hundredth of a
degree, about a kilometre. Good enough to say "about 12 km"; no way along roads is known.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from chitta.core.i18n import tongue

FILE = Path(__file__).with_name("cities.csv")
EARTH = 6371.0  # km
DEGREE = EARTH * radians(1)
WEST_TO_EAST = cos(radians(31.9))  # how much shorter a degree is eastward, in the middle of the country


@dataclass(frozen=True, slots=True)
class City:
    """A town; its slug is what addresses and rows say."""

    slug: str
    he: str
    en: str
    latitude: float
    longitude: float

    @property
    def name(self) -> str:
        """As the reader calls it."""
        return self.he if tongue().language == "he" else self.en


@cache
def cities() -> dict[str, City]:
    """All towns by their slug, in the file's order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        towns = (City(r["slug"], r["he"], r["en"], float(r["latitude"]), float(r["longitude"])) for r in rows)
        return {town.slug: town for town in towns}


def in_order() -> list[City]:
    """All towns as the reader would look them up."""
    return sorted(cities().values(), key=lambda city: city.name)


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """As the crow flies."""
    up, across = radians(to_latitude - latitude), radians(to_longitude - longitude)
    part = sin(up / 2) ** 2 + cos(radians(latitude)) * cos(radians(to_latitude)) * sin(across / 2) ** 2
    return 2 * EARTH * asin(sqrt(part))
