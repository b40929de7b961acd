"""Rows that one worker at a time works on: taken for a while, held while the worker lives, written only by whom they belong to.

`attempt` counts the tries and fences off a worker that was thought dead: what it writes afterwards finds no row.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

import structlog
from flask import Flask, current_app
from sqlalchemy import ColumnElement, Integer, case, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from chitta.core import times
from chitta.core.db import Moment, db, transaction

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
BEAT = 8.0  # seconds between two signs of life
LINGERING = timedelta(minutes=5)  # after which a worker whose lease is over can write nothing more
ROUND = 100  # attempts are counted on from the next hundred when somebody asks for another try
APART = {"synchronize_session": False}


class Superseded(Exception):
    """The row is no longer ours: it was given up or deleted, or another worker took over."""


class Unacceptable(Exception):
    """What was brought is not to be kept. reason: a word of ours; twin: the row that is here already."""

    def __init__(self, reason: str, twin: uuid.UUID | None = None) -> None:
        super().__init__(reason)
        self.reason, self.twin = reason, twin


class Later(Exception):
    """It may work in a while. why: "busy", "storage", "full", or "" where nobody knows."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Impossible(Exception):
    """We could not, and trying again by ourselves would not help. reason: a word of ours."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Claimed:
    """A row with a `status`. STEPS: the statuses in which it is open, each with the one that taking it leads to."""

    STEPS: ClassVar[dict[str, str]]

    id: Any
    status: Any
    created_at: Any
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def open(self) -> bool:
        """Is it still on its way?"""
        return self.status in self.STEPS

    @property
    def quiet(self) -> bool:
        """Can no worker write anything of it any more?"""
        return self.lease_until is None or self.lease_until < times.now() - LINGERING

    @classmethod
    def free(cls) -> ColumnElement[bool]:
        """Open ones nobody works on."""
        open_ones: ColumnElement[bool] = cls.status.in_(cls.STEPS)
        return open_ones & or_(cls.lease_until.is_(None), cls.lease_until < times.now())

    @classmethod
    def claim(cls, row_id: uuid.UUID, **also: Any) -> Self | None:
        """Take an open row nobody works on for this worker alone; None when there is nothing to do."""
        further = case(*((cls.status == was, then) for was, then in cls.STEPS.items()), else_=cls.status)
        taken = update(cls).where(cls.id == row_id, cls.free())
        taken = taken.values(status=further, attempt=cls.attempt + 1, lease_until=times.now() + LEASE, **also)
        return db.session.get(cls, row_id, populate_existing=True) if _one(taken) else None

    @classmethod
    def step(cls, row_id: uuid.UUID, attempt: int, /, status: str | None = None, **values: Any) -> bool:
        """Write what this try has found; False when the row is no longer this worker's.

        With a status that ends the story the lease is over; `lease_until` may say when to go on.
        """
        if status:
            values = {"status": status, **({} if status in cls.STEPS else {"lease_until": None}), **values}
        return _one(update(cls).where(*cls._mine(row_id, attempt)).values(**values))

    @classmethod
    def hold(cls, row_id: uuid.UUID, attempt: int, **values: Any) -> bool:
        """This worker is alive and at work (and, quietly, how far it is); False when the row is no longer its own."""
        longer = update(cls).where(*cls._mine(row_id, attempt))
        return _one(longer.values(lease_until=times.now() + LEASE, **values))

    @classmethod
    def left_behind(cls, older_than: timedelta) -> list[uuid.UUID]:
        """Rows nobody is working on: waiting for long, begun by a worker that died, or to be tried again now."""
        waiting = cls.lease_until.is_(None) & (cls.created_at < times.now() - older_than)
        late = cls.status.in_(cls.STEPS) & or_(waiting, cls.lease_until < times.now())
        return list(db.session.scalars(select(cls.id).where(late).order_by(cls.created_at).limit(500)))

    @classmethod
    def _mine(cls, row_id: uuid.UUID, attempt: int) -> tuple[ColumnElement[bool], ...]:
        return cls.id == row_id, cls.attempt == attempt, cls.status.in_(cls.STEPS)

    @contextmanager
    def alive(self) -> Iterator[None]:
        """While this lasts, the lease is renewed beside the work, which may wait for minutes."""
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        over = threading.Event()
        given = (app, type(self), self.id, self.attempt, over)
        beating = threading.Thread(target=_beat, args=given, daemon=True, name="alive")
        beating.start()
        try:
            yield
        finally:
            over.set()
            beating.join(5)


class Leased(Claimed):
    """One whose `version` says to open pages that it is another one."""

    version: Mapped[int] = mapped_column(Integer, default=1)

    @classmethod
    def step(cls, row_id: uuid.UUID, attempt: int, /, status: str | None = None, **values: Any) -> bool:
        return super().step(row_id, attempt, status, version=cls.version + 1, **values)


def _beat(app: Flask, rows: type[Claimed], row_id: uuid.UUID, attempt: int, over: threading.Event) -> None:
    while not over.wait(BEAT):
        try:
            with app.app_context(), transaction():
                rows.hold(row_id, attempt)
        except Exception as error:
            log.warning("lease not kept", row=str(row_id), error=type(error).__name__)


def _one(written: Any) -> bool:
    return bool(db.session.execute(written, execution_options=APART).rowcount == 1)  # type: ignore[attr-defined]
