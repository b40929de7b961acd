"""The directory: professionals whom families can turn to."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Boolean, CheckConstraint, Float, Index, Integer, String, Text, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from chitta.core import times
from chitta.core.db import Base, Moment, db, lock
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_, gettext_, speaking, tongue
from chitta.core.text import clean_text, one_line
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES, Ticks
from chitta.experts.places import City, cities, kilometres
from chitta.journey.models import plain

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_BIO, LONGEST_LINK, LONGEST_KEY = 120, 160, 2000, 300, 80
LONGEST_FOUND = 600
OLDEST = 21  # years: the last age anybody here may work with
MOST_REVIEWS = 1_000_000
NORTH, SOUTH, WEST, EAST = 33.5, 29.3, 34.0, 36.0  # Israel and its neighbourhood
CHOOSE = N_("Please choose from the list.")
SAME_KEY = N_("Another entry has this key.")
TITLE = re.compile(r"^(?:ד ר|פרופ|dr|prof) ")
PHONE = re.compile(r"\+?\*?[\d\s().-]{2,25}")
MAIL = re.compile(r"[^\s@<>\"',;:()]{1,64}@[a-zA-Z0-9.-]{1,180}\.[a-zA-Z]{2,24}")


class Unfit(Refused):
    """A field that cannot be as it is; `field` is its name."""

    def __init__(self, field: str, sentence: str, **values: object) -> None:
        super().__init__(sentence, **values)
        self.field = field


class Expert(Base):
    """Somebody who works with children. Everybody who is logged in sees those that are not hidden.

    key: a name of the operator's own for the row, so that a list can be brought in twice. latitude, longitude: of the city
    where nothing closer is known. rating: 0 to 5 with one decimal, or None; shown only with its count. found: what a search
    looks through. sample: nobody real.
    """

    __tablename__ = "experts"
    __table_args__ = (
        Index("ix_experts_he", "sort_he", "id"),
        Index("ix_experts_en", "sort_en", "id"),
        Index("ix_experts_key", "key", unique=True),
        CheckConstraint("age_from <= age_to", name="ck_experts_ages"),
    )

    key: Mapped[str | None] = mapped_column(String(LONGEST_KEY))
    name_he: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    name_en: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    specialties: Mapped[tuple[str, ...]] = mapped_column(Ticks(SPECIALTIES), default=())
    city: Mapped[str] = mapped_column(String(40))
    latitude: Mapped[float] = mapped_column(Float)
    longitude: Mapped[float] = mapped_column(Float)
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    languages: Mapped[tuple[str, ...]] = mapped_column(Ticks(LANGUAGES), default=())
    age_from: Mapped[int] = mapped_column(Integer, default=0)
    age_to: Mapped[int] = mapped_column(Integer, default=18)
    health_funds: Mapped[tuple[str, ...]] = mapped_column(Ticks(FUNDS), default=())
    rating: Mapped[float | None] = mapped_column(Float)
    review_count: Mapped[int] = mapped_column(Integer, default=0)
    bio_he: Mapped[str] = mapped_column(Text, default="")
    bio_en: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(LONGEST_LINK), default="")
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    hidden_at: Mapped[datetime | None] = mapped_column(Moment)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    sort_he: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    sort_en: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    found: Mapped[str] = mapped_column(String(LONGEST_FOUND), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def open_to_all(cls) -> Any:
        """The one rule of sight: those that are not hidden."""
        return cls.hidden_at.is_(None)

    @classmethod
    def by_key(cls, key: str) -> Expert | None:
        """The row of this key, hidden or not."""
        return db.session.scalar(select(cls).where(cls.key == key)) if key else None

    @classmethod
    def by_name(cls) -> tuple[Any, ...]:
        """The order of the reader's alphabet."""
        return (cls.sort_he if tongue().language == "he" else cls.sort_en), cls.id

    @property
    def name(self) -> str:
        """In the reader's language, or the other where there is none."""
        return (self.name_he or self.name_en) if tongue().language == "he" else (self.name_en or self.name_he)

    @property
    def bio(self) -> str:
        """In the reader's language, or the other where there is none."""
        return (self.bio_he or self.bio_en) if tongue().language == "he" else (self.bio_en or self.bio_he)

    @property
    def town(self) -> City:
        return cities()[self.city]

    def kilometres_from(self, city: City) -> float:
        """As the crow flies, from the middle of a town."""
        return kilometres(city.latitude, city.longitude, self.latitude, self.longitude)

    # --- writing -----------------------------------------------------------------------------------------------

    @classmethod
    def checked(cls, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields as they are kept, those that were not named left out. Values may be text as a form or a list has it.

        Raises Unfit (a Refused) naming the first field that cannot be so. Nothing is written.
        """
        unknown = next((name for name in fields if name not in _RULES), None)
        if unknown is not None:
            raise Unfit(unknown, N_("There is no such field."))
        return {name: _RULES[name](name, value) for name, value in fields.items()}

    @classmethod
    def complete(cls, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Everything an entry with these fields would have. Raises Unfit, also for what does not go together."""
        return _whole(cls.checked(fields))

    @classmethod
    def write(cls, *, sample: bool = False, **fields: Any) -> Expert:
        """A new entry. Raises Unfit."""
        wish = cls.complete(fields)
        lock()
        _alone(wish["key"])
        expert = cls(id=uuid.uuid4(), sample=sample, **wish)
        expert._index()
        try:
            with db.session.begin_nested():
                db.session.add(expert)
        except IntegrityError:  # written elsewhere a moment ago
            raise Unfit("key", SAME_KEY) from None
        return expert

    def rewrite(self, version: int | None = None, **fields: Any) -> Expert:
        """Other values for the named fields. Conflict when somebody else changed it since `version` (None: whatever it is
        now); Unfit for a rule."""
        wish = self.checked(fields)
        self._lock()
        if all(getattr(self, name) == value for name, value in wish.items()):
            return self
        if version is not None and version != self.version:
            raise Conflict(N_("This was changed a moment ago. Both texts are here: choose which one stays."))
        moved = "city" in wish and wish["city"] != self.city and not {"latitude", "longitude"} & set(wish)
        stands = {name: getattr(self, name) for name in _RULES if not (moved and name in ("latitude", "longitude"))}
        whole = _whole({**stands, **wish})
        _alone(whole["key"], self)
        for name, value in whole.items():
            setattr(self, name, value)
        return self._stepped()

    def verify(self, yes: bool = True) -> Expert:
        """The operator has checked licence and details today; or takes that back."""
        self._lock()
        self.verified_at = times.now() if yes else None
        return self._stepped()

    def hide(self) -> Expert:
        """Out of the directory; families who kept it keep their line."""
        self._lock()
        self.hidden_at = self.hidden_at or times.now()
        return self._stepped()

    def show(self) -> Expert:
        """Back in the directory."""
        self._lock()
        self.hidden_at = None
        return self._stepped()

    def _lock(self) -> None:
        lock()
        mine = select(Expert).where(Expert.id == self.id).with_for_update()
        if db.session.scalar(mine, execution_options={"populate_existing": True}) is None:
            raise Refused(N_("This is no longer here."))

    def _stepped(self) -> Expert:
        self._index()
        self.version, self.changed_at = self.version + 1, times.now()
        db.session.flush()
        return self

    def _index(self) -> None:
        """What a search looks through, in both languages, without vowel points and capitals."""
        words = [self.name_he, self.name_en, self.town.he, self.town.en, self.address]
        for language in ("he", "en"):
            with speaking(language):
                words += [gettext_(SPECIALTIES[key]) for key in self.specialties]
        self.found = " ".join(plain(word) for word in words if word)[:LONGEST_FOUND]
        self.sort_he, self.sort_en = _sorted_as(self.name_he or self.name_en), _sorted_as(self.name_en or self.name_he)


# --- what may stand in an entry --------------------------------------------------------------------------------------


def _alone(key: str | None, among: Expert | None = None) -> None:
    """Raises Unfit for a key that another entry has."""
    other = Expert.by_key(key or "")
    if other is not None and other is not among:
        raise Unfit("key", SAME_KEY)


def _whole(fields: dict[str, Any]) -> dict[str, Any]:
    """Everything an entry has, what was not said filled in; raises Unfit for what does not go together."""
    whole: dict[str, Any] = {**_UNSAID, **fields}
    if not (whole["name_he"] or whole["name_en"]):
        raise Unfit("name_he", N_("A name in Hebrew or in English is needed."))
    if not whole["specialties"]:
        raise Unfit("specialties", N_("At least one field is needed."))
    if not whole["city"]:
        raise Unfit("city", CHOOSE)
    if whole["age_from"] > whole["age_to"]:
        raise Unfit("age_to", N_("The ages are the wrong way round."))
    if whole["rating"] is not None and not whole["review_count"]:
        raise Unfit("review_count", N_("A rating needs the number of reviews it comes from."))
    if (whole["latitude"] is None) != (whole["longitude"] is None):
        raise Unfit("longitude", N_("Latitude and longitude go together."))
    if whole["latitude"] is None:
        town = cities()[whole["city"]]
        whole["latitude"], whole["longitude"] = town.latitude, town.longitude
    return whole


def _sorted_as(name: str) -> str:
    """A name as it is looked up: without a title before it."""
    return TITLE.sub("", plain(name))[:LONGEST_NAME]


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
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        fine = False
    if not fine or len(text) > LONGEST_LINK or re.search(r"[\s<>\"\\^`{|}]", text):
        raise Unfit(field, N_("A website begins with http:// or https://"))
    return text


_RULES: dict[str, Callable[[str, Any], Any]] = {
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
FIELDS = tuple(_RULES)
_UNSAID: dict[str, Any] = {
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
