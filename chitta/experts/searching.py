"""Looking through the directory: what is asked, and the page of it that is shown. As many queries for ten thousand as for ten."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select

from chitta.core.db import db
from chitta.experts import matching
from chitta.experts.kinds import ticked
from chitta.experts.matching import Fit, Wish
from chitta.experts.models import Expert
from chitta.experts.places import DEGREE, WEST_TO_EAST, City
from chitta.journey.models import plain

PAGE = 12
MOST_WORDS = 6
MOST_PAGES = 500
WEIGHED = 120  # how many of those that answer best are weighed one against the other
SORTS = ("fit", "near", "name")


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for; what is empty asks for nothing. words: as typed."""

    words: str = ""
    specialty: str = ""
    city: City | None = None
    kilometres: int | None = None
    language: str = ""
    age: int | None = None
    fund: str = ""
    verified: bool = False
    sort: str = "name"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page. fits: of each entry where it was looked for a child; count: of all pages."""

    experts: tuple[Expert, ...]
    fits: tuple[Fit | None, ...]
    count: int
    page: int
    pages: int

    @property
    def each(self) -> tuple[tuple[Expert, Fit | None], ...]:
        return tuple(zip(self.experts, self.fits, strict=True))


def look(search: Search, wish: Wish | None = None) -> Found:
    """The page that is asked for, of what is open to all. wish: of the child it is for; needed to sort by fit."""
    found = _fitting(search, wish) if wish is not None and search.sort == "fit" else _sorted(search)
    ids, count, pages = found
    if not ids and search.page > 1:  # behind the end: the last page there is
        return look(replace(search, page=min(pages, search.page - 1)), wish)
    rows = {one.id: one for one in db.session.scalars(select(Expert).where(Expert.id.in_(ids)))} if ids else {}
    experts = tuple(rows[id] for id in ids if id in rows)
    return Found(
        experts, tuple(matching.fit(one, wish) if wish else None for one in experts), count, search.page, pages
    )


Some = tuple[list[uuid.UUID], int, int]  # ids of the page, count of all, number of pages


def _sorted(search: Search) -> Some:
    order: list[Any] = [*Expert.by_name()]
    if search.sort == "near" and search.city:
        order.insert(0, _squared(search.city))
    rows, count = _scanned([Expert.id], search, order, PAGE, (search.page - 1) * PAGE)
    return [row.id for row in rows], count, _pages(count)


def _fitting(search: Search, wish: Wish) -> Some:
    """The best answers to what was spoken of, the nearest first, are weighed one against the other; of these one page."""
    e = Expert
    wanted = [e.id, e.specialties, e.languages, e.age_from, e.age_to, e.latitude, e.longitude, e.verified_at, e.sort_he]
    nearest = [_squared(wish.city)] if wish.city else []
    best = [_answers(wish).desc(), *nearest, e.verified_at.is_(None), e.sort_he, e.id]
    rows, count = _scanned(wanted, search, best, WEIGHED, 0)
    weighed = sorted(rows, key=lambda row: (*matching.fit(row, wish).order, str(row.id)))
    ids = [row.id for row in weighed[(search.page - 1) * PAGE : search.page * PAGE]]
    return ids, count, _pages(min(count, WEIGHED))


def _scanned(columns: list[Any], search: Search, order: list[Any], size: int, after: int) -> tuple[Sequence[Any], int]:
    """Some rows in an order, and how many there are. Where something narrows the search both come from one look at the table; a
    wide one would have to carry every row along to be counted, so it is counted by itself."""
    narrow, wide = _rules(search), _rules(Search())
    query = select(*columns).order_by(*order).limit(size).offset(after)
    if len(narrow) == len(wide):
        count = db.session.scalar(select(func.count()).select_from(Expert).where(*wide)) or 0
        return db.session.execute(query.where(*wide)).all(), count
    rows = db.session.execute(query.where(*narrow).add_columns(func.count().over().label("found"))).all()
    if not rows and after:
        return rows, db.session.scalar(select(func.count()).select_from(Expert).where(*narrow)) or 0
    return rows, rows[0].found if rows else 0


def _pages(count: int) -> int:
    return min(max(-(-count // PAGE), 1), MOST_PAGES)


def _answers(wish: Wish) -> ColumnElement[Any]:
    """What `matching.fit` gives for fields and languages, in SQL."""
    points: ColumnElement[Any] = literal(0)
    for place, area in enumerate(wish.areas):
        fields = matching.TURN_TO[area.domain]
        ranks = [(ticked(Expert.specialties, name), matching.weight_of(place, n)) for n, name in enumerate(fields)]
        points = points + case(*ranks, else_=0)
    if wish.languages:
        points = points + case((ticked(Expert.languages, *wish.languages), matching.LANGUAGE), else_=0)
    return points


def _rules(search: Search) -> list[Any]:
    rules: list[Any] = [Expert.open_to_all()]
    rules += [Expert.found.contains(word, autoescape=True) for word in plain(search.words).split()[:MOST_WORDS]]
    ticks = (
        (Expert.specialties, search.specialty),
        (Expert.languages, search.language),
        (Expert.health_funds, search.fund),
    )
    rules += [ticked(column, key) for column, key in ticks if key]
    if search.age is not None:
        rules += [Expert.age_from <= search.age, Expert.age_to >= search.age]
    if search.city and search.kilometres:
        rules.append(_squared(search.city) <= search.kilometres**2)
    if search.verified:
        rules.append(Expert.verified_at.is_not(None))
    return rules


def _squared(city: City) -> ColumnElement[Any]:
    """The square of the distance in km, flat: over this country it is right to about one in two hundred."""
    up = (Expert.latitude - city.latitude) * DEGREE
    across = (Expert.longitude - city.longitude) * (DEGREE * WEST_TO_EAST)
    return up * up + across * across
