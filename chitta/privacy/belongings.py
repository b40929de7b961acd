"""Which rows hang on a person or a child, read from the foreign keys themselves: a new table is never forgotten."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table, func, or_, select

from chitta.core.db import Base, db

Belonging = dict[Table, ColumnElement[bool]]


def belonging(root: type[Base], row_id: uuid.UUID) -> Belonging:
    """Every table with rows that go with this one, however far away, and the condition that finds them; its own first."""
    first: Any = root.__table__
    found: Belonging = {first: first.c.id == row_id}
    for table in db.metadata.sorted_tables:
        ways = [column.in_(select(of).where(found[of.table])) for column, of in _leans(table) if of.table in found]
        if ways and table is not first:
            found[table] = or_(*ways)
    return found


def _leans(table: Table) -> Iterator[tuple[Any, Any]]:
    """(column, column of another table): a row of this table goes when that one does."""
    for key in sorted(table.foreign_keys, key=lambda key: str(key.parent.name)):
        if key.ondelete == "CASCADE" and key.column.table is not table:
            yield key.parent, key.column


def counted(some: Belonging) -> dict[str, int]:
    """How many rows there are in each table; those with none are left out."""
    counts = ((t.name, db.session.scalar(select(func.count()).select_from(t).where(mine))) for t, mine in some.items())
    return {name: int(count) for name, count in counts if count}


def holds(some: Belonging, row_id: uuid.UUID) -> bool:
    """Is a row of this id among them?"""
    return any(db.session.scalar(select(t.c.id).where(t.c.id == row_id, mine)) for t, mine in some.items())
