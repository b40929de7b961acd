"""What may stand in an entry of the directory, field by field. Pure: no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.text import clean_text, one_line
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES
from chitta.experts.places import cities

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_BIO, LONGEST_LINK, LONGEST_KEY = 120, 160, 2000, 300, 80
OLDEST = 21  # years: the last age anybody here may work with
MOST_REVIEWS = 1_000_000
NORTH, SOUTH, WEST, EAST = 33.5, 29.3, 34.0, 36.0  # Israel and its neighbourhood
CHOOSE = N_("Please choose from the list.")
SAME_KEY = N_("Another entry has this key.")
WRONG_WAY = N_("The ages are the wrong way round.")
PHONE = re.compile(r"\+?\*?[\d\s().-]{2,25}")
BARE = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?::\d{1,5})?(?:[/?#].*)?")  # a website as people say it
MAIL = re.compile(r"[^\s@<>\"',;:()]{1,64}@[a-zA-Z0-9.-]{1,180}\.[a-zA-Z]{2,24}")


class Unfit(Refused):
    """A field that cannot be as it is; `field` is its name."""

    def __init__(self, field: str, sentence: str, **values: object) -> None:
        super().__init__(sentence, **values)
        self.field = field


def whole(fields: dict[str, Any]) -> dict[str, Any]:
    """Everything an entry has, what was not said filled in; raises Unfit for what does not go together."""
    entry: dict[str, Any] = {**UNSAID, **fields}
    if not (entry["name_he"] or entry["name_en"]):
        raise Unfit("name_he", N_("A name in Hebrew or in English is needed."))
    if not entry["specialties"]:
        raise Unfit("specialties", N_("At least one field is needed."))
    if not entry["city"]:
        raise Unfit("city", CHOOSE)
    if entry["age_from"] > entry["age_to"]:
        raise Unfit("age_to", WRONG_WAY)
    if entry["rating"] is not None and not entry["review_count"]:
        raise Unfit("review_count", N_("A rating needs the number of reviews it comes from."))
    if (entry["latitude"] is None) != (entry["longitude"] is None):
        raise Unfit("longitude", N_("Latitude and longitude go together."))
    if entry["latitude"] is None:
        town = cities()[entry["city"]]
        entry["latitude"], entry["longitude"] = town.latitude, town.longitude
    return entry


def _line(longest: int) -> Callable[[str, Any], str]:
    def line(field: str, value: Any) -> str:
        text = one_line(str(value or ""), longest + 1)
        if len(text) > longest:
            raise Unfit(field, N_("Up to %(n)s characters, please."), n=longest)
        return text

    return line


def _key(field: str, value: Any) -> str | None:
    return _line(LONGEST_KEY)(field, value) or None


def _prose(field: str, value: Any) -> str:
    text = clean_text(str(value or "")).strip()
    if len(text) > LONGEST_BIO:
        raise Unfit(field, N_("Up to %(n)s characters, please."), n=LONGEST_BIO)
    return text


def _some(keys: Mapping[str, str]) -> Callable[[str, Any], tuple[str, ...]]:
    """Keys of a list; as a tuple or as one text with commas or semicolons between them."""

    def some(field: str, value: Any) -> tuple[str, ...]:
        parts: Iterable[Any] = re.split(r"[,;|]", value) if isinstance(value, str) else (value or ())
        named = {str(part).strip().casefold() for part in parts} - {""}
        if not named <= set(keys):
            raise Unfit(field, CHOOSE)
        return tuple(key for key in keys if key in named)

    return some


def _city(field: str, value: Any) -> str:
    slug = str(value or "").strip().casefold()
    if slug not in cities():
        raise Unfit(field, CHOOSE)
    return slug


def _number(least: float, most: float, whole: bool, needed: bool = True) -> Callable[[str, Any], Any]:
    def number(field: str, value: Any) -> Any:
        if value in (None, "") and not needed:
            return None
        try:
            read = float(str(value).strip()[:30])
            if not least <= read <= most or (whole and read != int(read)):
                raise ValueError
        except ValueError:
            sentence = N_("A number from %(least)s to %(most)s, please.")
            raise Unfit(field, sentence, least=least, most=most) from None
        return int(read) if whole else read

    return number


def _rating(field: str, value: Any) -> float | None:
    read = _number(0, 5, whole=False, needed=False)(field, value)
    return None if read is None else round(read, 1)


def _coordinate(least: float, most: float) -> Callable[[str, Any], float | None]:
    return _number(least, most, whole=False, needed=False)


def _phone(field: str, value: Any) -> str:
    text = one_line(str(value or ""), 31)
    if text and not PHONE.fullmatch(text):
        raise Unfit(field, N_("A phone number has digits, spaces and dashes only."))
    return text


def _email(field: str, value: Any) -> str:
    text = one_line(str(value or ""), 300)
    if text and (len(text) > 254 or not MAIL.fullmatch(text)):
        raise Unfit(field, N_("This does not look like a mail address. For example: hadas@example.org"))
    return text


def _website(field: str, value: Any) -> str:
    """An address people may follow; it is never fetched."""
    text = one_line(str(value or ""), LONGEST_LINK + 1)
    if not text:
        return ""
    if BARE.fullmatch(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        fine = False
    if not fine or len(text) > LONGEST_LINK or re.search(r"[\s<>\"\\^`{|}]", text):
        raise Unfit(field, N_("A website begins with http:// or https://"))
    return text


RULES: dict[str, Callable[[str, Any], Any]] = {
    "key": _key,
    "name_he": _line(LONGEST_NAME),
    "name_en": _line(LONGEST_NAME),
    "specialties": _some(SPECIALTIES),
    "city": _city,
    "latitude": _coordinate(SOUTH, NORTH),
    "longitude": _coordinate(WEST, EAST),
    "address": _line(LONGEST_ADDRESS),
    "languages": _some(LANGUAGES),
    "age_from": _number(0, OLDEST, whole=True),
    "age_to": _number(0, OLDEST, whole=True),
    "health_funds": _some(FUNDS),
    "rating": _rating,
    "review_count": _number(0, MOST_REVIEWS, whole=True),
    "bio_he": _prose,
    "bio_en": _prose,
    "phone": _phone,
    "email": _email,
    "website": _website,
}
FIELDS = tuple(RULES)
UNSAID: dict[str, Any] = {
    **dict.fromkeys(FIELDS, ""),
    "key": None,
    "specialties": (),
    "languages": (),
    "health_funds": (),
    "latitude": None,
    "longitude": None,
    "rating": None,
    "review_count": 0,
    "age_from": 0,
    "age_to": 18,
}
