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
from chitta.core.text import searchable

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


# What people also write; two spellings that differ everywhere alike stand in SPELLED.
ALSO: dict[str, tuple[str, ...]] = {
    "tel-aviv": ("תל אביב", "תל אביב יפו", "יפו", "ת״א", "Tel Aviv", "Jaffa"),
    "modiin": ("מודיעין", "Modiin", "Modi'in"),
    "beer-sheva": ("ב״ש", "Beersheba", "Be'er Sheva"),
    "jerusalem": ("י-ם",),
    "rishon-lezion": ("ראשון", "ראשל״צ", "Rishon"),
    "petah-tikva": ("פ״ת", "Petach Tikva", "Petah Tiqwa"),
    "bnei-brak": ("ב״ב",),
    "ramat-gan": ("ר״ג",),
    "kfar-saba": ("כפ״ס", "Kefar Sava"),
    "herzliya": ("הרצלייה", "Herzlia"),
    "nahariya": ("נהרייה",),
    "raanana": ("Ra'anana",),
    "pardes-hanna-karkur": ("פרדס חנה", "כרכור", "Pardes Hanna", "Karkur"),
    "kadima-zoran": ("קדימה", "צורן", "Kadima", "Zoran"),
    "yehud-monosson": ("יהוד", "Yehud"),
    "yokneam-illit": ("יקנעם", "Yokneam"),
    "maalot-tarshiha": ("מעלות", "Maalot"),
    "zichron-yaakov": ("זכרון", "זיכרון יעקב", "Zichron"),
    "nof-hagalil": ("נצרת עילית", "Upper Nazareth"),
    "mevaseret-zion": ("מבשרת", "Mevaseret"),
    "acre": ("Akko", "Akko"),
    "safed": ("Tzfat", "Zefat"),
    "ramla": ("Ramle",),
    "lod": ("Lydda",),
}
SPELLED = (("קריית", "קרית"), ("תקווה", "תקוה"), ("kiryat", "qiryat"))


def known_as() -> dict[str, str]:
    """Every name and short name of a town as `searchable` text, with its slug."""
    names = (
        (name, town.slug)
        for town in cities().values()
        for name in (town.slug, town.he, town.en, *ALSO.get(town.slug, ()))
    )
    known = {searchable(name): slug for name, slug in names}
    for usual, other in SPELLED:
        known |= {name.replace(searchable(usual), searchable(other)): slug for name, slug in known.items()}
    return known


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
