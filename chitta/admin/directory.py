"""The directory as operators see it: hidden ones too, found by a word, deleted only where no family leans on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Table, func, or_, select, tuple_

from chitta.core.db import db, lock
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.experts.models import Expert
from chitta.journey.models import plain

PAGE = 50
LONGEST_SEARCH = 100
STATES: dict[str, tuple[str, Any]] = {
    "": (N_("All"), True),
    "unverified": (N_("Not verified"), Expert.verified_at.is_(None)),
    "hidden": (N_("Hidden"), Expert.hidden_at.is_not(None)),
    "sample": (N_("Samples"), Expert.sample.is_(True)),
}


def found(q: str, state: str, after: UUID | None, size: int = PAGE + 1) -> list[Expert]:
    """Entries by name; those after one of them. q: words that all must stand in it, or its key."""
    query = select(Expert).where(*_where(q, state)).order_by(*Expert.by_name()).limit(size)
    if after:
        name, id = Expert.by_name()
        place = select(name).where(id == after).scalar_subquery()
        query = query.where(tuple_(name, id) > tuple_(place, after))
    return list(db.session.scalars(query))


def count(q: str = "", state: str = "") -> int:
    return int(db.session.scalar(select(func.count()).select_from(Expert).where(*_where(q, state))) or 0)


def everybody() -> list[Expert]:
    """All entries by name, for a file."""
    return list(db.session.scalars(select(Expert).order_by(*Expert.by_name())))


def erase(expert: Expert) -> None:
    """Gone for good. Raises Refused for one that a family's rows point at: it can be hidden instead."""
    lock()
    mine = select(Expert.id).where(Expert.id == expert.id).with_for_update()
    if db.session.scalar(mine) is None:
        raise Refused(N_("This is no longer here."))
    if leaned_on(expert):
        raise Refused(N_("Families have this entry on their lists, so it cannot be deleted. It can be hidden."))
    db.session.delete(expert)
    db.session.flush()


def leaned_on(expert: Expert) -> bool:
    """Does any other row point at this entry? Asked of every table that could."""
    return any(db.session.scalar(query) is not None for query in _leaning(expert, db.metadata.sorted_tables))


def _leaning(expert: Expert, tables: list[Table]) -> list[Any]:
    columns = (key.parent for table in tables for key in table.foreign_keys if key.column is Expert.__table__.c.id)
    return [select(column).where(column == expert.id).limit(1) for column in columns]


def _where(q: str, state: str) -> list[Any]:
    words = plain(q[:LONGEST_SEARCH]).split() if q.strip() else []
    said = [Expert.found.contains(word, autoescape=True) for word in words]
    where: list[Any] = [or_(Expert.key == q.strip(), *([] if not said else [_all(said)]))] if words else []
    return [*where, STATES.get(state, STATES[""])[1]]


def _all(conditions: list[Any]) -> Any:
    whole = conditions[0]
    for one in conditions[1:]:
        whole &= one
    return whole
