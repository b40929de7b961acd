"""Lists of professionals on their way into the directory: checked row by row first, brought in when the operator says so.

A row is the entry with its key, or without one the entry of that name in that town; brought in twice it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select

from chitta.admin import sheets
from chitta.admin.models import ExpertList
from chitta.admin.sheets import Row, Unreadable
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.experts.models import Expert, Unfit
from chitta.experts.rules import whole
from chitta.journey.models import plain

log = structlog.get_logger()

BATCH = 100  # rows in one transaction
MOST_TOLD = 300  # rows the report shows of those that cannot come in, and of those that can
STUCK = N_("This list could not be worked on. Bring it again, or in parts.")
Mark = tuple[str, ...]
NAMES = ("key", "name_he", "name_en", "city")  # what an entry is known by
TOGETHER = ("age_from", "age_to", "rating", "review_count")  # fields that must go together


def work(list_id: UUID) -> None:
    """Check a list, or bring in one that was agreed to. Done twice, or by two at once, it is done once."""
    with transaction():
        taken = ExpertList.claim(list_id)
        if taken is None:
            return
        data, agreed = taken.data, taken.status == "bringing"
        if taken.hopeless:
            ExpertList.step(taken.id, taken.attempt, "failed", report={"why": [STUCK, {}]}, content=b"")
            return
    with taken.alive():
        try:
            heading, rows = sheets.read(sheets.decoded(data))
            bring(taken, rows) if agreed else _ended(taken, "checked", report=check(heading, rows))
        except Unreadable as no:
            _ended(taken, "refused", report={"why": [no.sentence, no.values]}, content=b"")


def check(heading: sheets.Heading, rows: Iterable[Row]) -> dict[str, Any]:
    """What would come of every row. Nothing is written.

    good, bad, new: how many; strange: headings that were left out; wrong and right: the first of them, as [line, name, ...].
    """
    seen = dict[Mark, int]()
    with transaction(writing=False):  # over before the rows are read, which takes a while
        known = _Known()
    wrong, right = list[Any](), list[Any]()
    good = bad = new = 0
    for row in rows:
        reasons = [*row.wrong, *_twice(row, seen)] or known.unfit(row.wish)
        if reasons:
            bad += 1
            if len(wrong) < MOST_TOLD:
                wrong.append([row.line, row.name, [list(reason) for reason in reasons]])
            continue
        here = known.entry(row.wish) is not None
        good, new = good + 1, new + (not here)
        if len(right) < MOST_TOLD:
            right.append([row.line, row.name, "here" if here else "new"])
    return {"good": good, "bad": bad, "new": new, "strange": heading.strange, "wrong": wrong, "right": right}


def bring(taken: ExpertList, rows: Iterable[Row]) -> None:
    """Write the good rows, a batch in each transaction; after a killed worker the next goes on behind its last batch."""
    seen, at = dict[Mark, int](), 0
    with transaction(writing=False):
        known = _Known()
    for batch in _batches(row for row in rows if not row.wrong and not _twice(row, seen)):
        if at + len(batch) > taken.done:
            with transaction():
                if not ExpertList.step(taken.id, taken.attempt, done=at + len(batch)):
                    return  # another worker took over
                for row in batch:
                    _write(row, known)
        at += len(batch)
    _ended(taken, "brought", ended_at=times.now(), content=b"")


def _write(row: Row, known: _Known) -> None:
    """A row whose rule was broken since it was checked is passed over: the log says which."""
    wish = {name: value for name, value in row.wish.items() if name != "key" or value}  # no key takes none away
    here = known.entry(wish)
    try:
        there = db.session.get(Expert, here) if here else None
        known.remember(there.rewrite(**wish) if there else Expert.write(**wish))
    except Refused as no:
        log.warning("a row was passed over", line=row.line, field=getattr(no, "field", ""))


def _ended(taken: ExpertList, status: str, **values: Any) -> None:
    with transaction():
        if ExpertList.step(taken.id, taken.attempt, status, **values) and status == "brought":
            Deed.note(f"desk.list.{status}", taken.user_id, taken)


def _twice(row: Row, seen: dict[Mark, int]) -> list[tuple[str, str, dict[str, Any]]]:
    """Why not, when the same entry stands further up in this file."""
    if row.wrong:
        return []
    first = min(seen.setdefault(mark, row.line) for mark in _marks(row.wish))
    if first == row.line:
        return []
    return [("", N_("The same entry stands in line %(line)s already."), {"line": first})]


def _marks(fields: dict[str, Any]) -> list[Mark]:
    """What an entry is known by in its file: its key, or its names in its town."""
    return [(fields["key"],)] if fields.get("key") else _names(fields)


def _names(fields: dict[str, Any]) -> list[Mark]:
    names = {plain(fields[name]) for name in ("name_he", "name_en") if fields.get(name)}
    return [(name, fields["city"]) for name in sorted(names)]


class _Known:
    """Whom the directory has, by key, and by name and town."""

    def __init__(self) -> None:
        self._by_key: dict[str, UUID] = {}
        self._by_name: dict[Mark, tuple[UUID, str | None]] = {}
        self._stands: dict[UUID, dict[str, Any]] = {}
        for row in db.session.execute(select(Expert.id, *(getattr(Expert, name) for name in (*NAMES, *TOGETHER)))):
            self._add(row.id, {name: getattr(row, name) for name in NAMES})
            self._stands[row.id] = {name: getattr(row, name) for name in TOGETHER}

    def entry(self, fields: dict[str, Any]) -> UUID | None:
        """Whom a row speaks of: the entry with its key, else one of its name and town that has no other key."""
        key = fields.get("key")
        if key in self._by_key:
            return self._by_key[key]
        there = (self._by_name.get(mark) for mark in _names(fields))
        return next((found[0] for found in there if found and not (key and found[1])), None)

    def unfit(self, fields: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
        """What of a good row does not go together with what its entry says already, where the row is silent."""
        here = self.entry(fields)
        try:
            whole({**self._stands[here], **fields}) if here in self._stands else None
        except Unfit as no:
            return [(no.field, no.sentence, no.values)]
        return []

    def remember(self, expert: Expert) -> None:
        self._add(expert.id, {name: getattr(expert, name) for name in NAMES})

    def _add(self, id: UUID, fields: dict[str, Any]) -> None:
        if fields["key"]:
            self._by_key[fields["key"]] = id
        for mark in _names(fields):
            self._by_name.setdefault(mark, (id, fields["key"]))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
