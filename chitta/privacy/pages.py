"""The pages of a copy, for people: they open from a folder, without us, without a network and without a script."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from flask import render_template
from sqlalchemy import select

from chitta.accounts.models import User
from chitta.chat.models import Message
from chitta.children.models import Child
from chitta.core.db import db, transaction
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey, Observation
from chitta.meetings.models import MeetingQuestion
from chitta.privacy.filing import Filed
from chitta.privacy.sack import Packed
from chitta.reports.models import Report

PAGE = 500
CHAPTERS: tuple[tuple[str, Any, Any], ...] = (
    ("known", Observation, Observation.state != "withdrawn"),
    ("talk", Message, Message.text != ""),
    ("journal", JournalEntry, JournalEntry.deleted_at.is_(None)),
    ("questions", MeetingQuestion, MeetingQuestion.text != ""),
    ("reports", Report, Report.status == "ready"),
)


def index(
    user: User,
    children: list[Child],
    packed: list[Packed],
    lost: dict[uuid.UUID, list[Filed]],
) -> Iterator[bytes]:
    """What lies in the copy, and what is missing."""
    files = [one for one in packed if one.path.startswith("data/")]
    missing = [one for some in lost.values() for one in some]
    yield _drawn("index.html", user=user, children=children, files=files, missing=missing)


def of_child(child: Child, files: list[Filed], lost: list[Filed]) -> Iterator[bytes]:
    """All there is to read about a child, a piece at a time."""
    yield _drawn("child.html", child=child, end=False)
    for name, rows, those in CHAPTERS:
        yield _drawn("chapter.html", name=name, begin=True)
        empty = True
        for page in _paged(child.id, rows, those):
            empty = False
            yield _drawn("lines.html", name=name, rows=page, sentences=sentences, parent=child.parent.first_name)
        yield _drawn("chapter.html", name=name, begin=False, empty=empty)
    yield _drawn("child.html", child=child, end=True, files=files, lost=lost)


def _paged(child_id: uuid.UUID, rows: Any, those: Any) -> Iterator[list[Any]]:
    """In the order they were written, each page in a transaction of its own."""
    after: tuple[Any, Any] | None = None
    nth = getattr(rows, "seq", rows.id)  # of two lines of one moment
    while True:
        mine = select(rows).join(Journey, Journey.id == rows.session_id).where(Journey.child_id == child_id, those)
        if after:
            at, last = after
            mine = mine.where((rows.created_at > at) | ((rows.created_at == at) & (nth > last)))
        with transaction(writing=False):
            found = list(db.session.scalars(mine.order_by(rows.created_at, nth).limit(PAGE)))
        if found:
            after = found[-1].created_at, getattr(found[-1], nth.key)
            yield found
        if len(found) < PAGE:
            return


def sentences(content: Any) -> Iterator[str]:
    """The words of a report, sentence by sentence, whatever its form."""
    if isinstance(content, dict):
        parts = content.get("parts")
        if isinstance(parts, list):
            yield "".join(str(part.get("text", "")) for part in parts if isinstance(part, dict))
            return
        for value in content.values():
            yield from sentences(value)
    elif isinstance(content, list):
        for value in content:
            yield from sentences(value)


def _drawn(page: str, **said: Any) -> bytes:
    return render_template(f"privacy/copy/{page}", **said).encode()
