"""Rows of a copy become the family's, all of them in one transaction, or none.

What a journey counts is counted anew from its rows by the rooms' own verbs; where it was counted rightly nothing changes.
"""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import DataError, IntegrityError

from chitta.accounts.models import User
from chitta.cards.deck import deck
from chitta.cards.replies import quick_replies
from chitta.cards.steps import steps
from chitta.children.models import MOST, Child
from chitta.core.db import db, lock
from chitta.documents.models import Document
from chitta.experts.models import ExpertMatch
from chitta.journal.models import JournalEntry
from chitta.journey.facts import ArtifactCounted
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.privacy.gathering import Harvest
from chitta.privacy.opening import Damaged
from chitta.reports.models import Report, basis
from chitta.sharing.models import ShareLink
from chitta.uploads.models import Upload
from chitta.videos.models import Video

AT_ONCE = 500  # rows in one statement


def plant(user_id: uuid.UUID, harvest: Harvest, quota: int) -> None:
    """Everything of the harvest, for this person. Raises Damaged; nothing is written then."""
    lock()
    user = db.session.get_one(User, user_id, with_for_update=True)
    if len(Child.of(user)) + len(harvest.rows["children"]) > MOST:
        raise Damaged("family")
    if Upload.stored(user) + sum(one["size"] for one in harvest.rows["uploads"]) > quota:
        raise Damaged("quota")
    if not Child.of(user):
        db.session.execute(update(User).where(User.id == user.id).values(**harvest.looks)) if harvest.looks else None
    try:
        for table in db.metadata.sorted_tables:
            rows = harvest.rows.get(table.name, [])
            for start in range(0, len(rows), AT_ONCE):
                db.session.execute(insert(table), rows[start : start + AT_ONCE])
        for one in harvest.rows["sessions"]:
            _count(one["id"])
            _remember(one["id"], harvest.held[one["id"]])
        db.session.flush()
    except (IntegrityError, DataError):
        raise Damaged("values") from None


def _count(journey_id: uuid.UUID) -> None:
    """What the journey says of its rows is so."""
    journey = Journey.locked(journey_id)
    journey.state = journey.recount()
    Document.counted(journey)
    Video.counted(journey)
    ShareLink.counted(journey)
    for counted in (
        Artifact(type="journal", count=JournalEntry.count(journey)),
        *ExpertMatch.artifacts(journey),
    ):
        if not _told(journey.state.artifact(counted.type), counted):
            journey.learn(ArtifactCounted(artifact=counted))
    _reports(journey)
    try:  # what the pages draw
        today = journey.today
        assert deck(today) is not None and quick_replies(today) is not None and steps(today)
    except Exception:
        raise Damaged("values") from None


def _told(known: Artifact | None, counted: Artifact) -> bool:
    """Does the journey know? In whose language it was told of a meeting does not matter."""
    if known is None:
        return not counted.count
    when = [[one.get("when") for one in artifact.metadata.get("all", [])] for artifact in (known, counted)]
    return known.count == counted.count and when[0] == when[1]


def _reports(journey: Journey) -> None:
    """A report that can be read according to the journey is there."""
    newest = select(Report.variant, func.max(Report.version).label("newest")).where(Report.session_id == journey.id)
    rows = db.session.execute(newest.where(Report.status == "ready").group_by(Report.variant)).all()
    there = {row.variant: row.newest for row in rows}
    for variant, type in (("parent", "parent_report"), ("professional", "pro_report")):
        known = journey.state.artifact(type)
        if known is not None and known.status == "ready" and known.count != there.get(variant):
            raise Damaged("values")


def _remember(journey_id: uuid.UUID, was: SimpleNamespace) -> None:
    """Of each report the mark of what it was written from, with the ids of now: what was new then is new now, and what was
    not is not."""
    journey = db.session.get_one(Journey, journey_id)
    there: Any = SimpleNamespace(child=journey.child, state=was.state)
    for report in db.session.scalars(select(Report).where(Report.session_id == journey_id, Report.status == "ready")):
        if report.content.get("basis") == basis(there, variant=report.variant, held=was.held):
            report.content = {**report.content, "basis": basis(journey, variant=report.variant)}
