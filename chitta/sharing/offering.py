"""What there is to hand over today: everything that is finished, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from chitta.core import times
from chitta.core.db import db
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.documents.models import DELETED, Document
from chitta.journal.models import JournalEntry
from chitta.journey import stages
from chitta.journey.models import Journey
from chitta.reports.models import Report
from chitta.sharing.refs import Chosen, Ref, in_order, parsed
from chitta.videos.models import Video

VARIANTS = ("professional", "parent")
MOST_PAPERS = 40
MOST_ENTRIES = 200  # of the journal in one link
USUAL = timedelta(days=30)  # of the journal, unless the parent says otherwise


@dataclass(frozen=True)
class Offered:
    """reports: the newest version of each kind that can be read; entries: how many there are; summary: can it be made?"""

    reports: Sequence[Report]
    summary: bool
    entries: int
    papers: Sequence[Document]
    films: Sequence[Video]

    @property
    def refs(self) -> dict[str, Ref]:
        """All of it by key."""
        some = [Ref(kind="report", id=one.id) for one in self.reports]
        some += [Ref(kind="summary")] if self.summary else []
        some += [Ref(kind="journal")] if self.entries else []
        some += [Ref(kind="document", id=one.id) for one in self.papers]
        some += [Ref(kind="video", id=one.id) for one in self.films]
        return {ref.key: ref for ref in some}

    @property
    def usual(self) -> list[str]:
        """What is chosen before the parent chooses: the report for professionals. The letter is the parents' own, and it goes
        out by hand only, as films, papers and the journal do."""
        return [Ref(kind="report", id=one.id).key for one in self.reports if one.variant == "professional"]


def offered(journey: Journey) -> Offered:
    """What this journey has."""
    newest = (
        next((one for one in Report.of(journey, variant) if one.status == "ready"), None)  # type: ignore[arg-type]
        for variant in VARIANTS
    )
    return Offered(
        reports=[one for one in newest if one],
        summary=stages.may_enter(journey.today, "meeting_prep") is None,
        entries=JournalEntry.count(journey),
        papers=[one for one in Document.of(journey, size=MOST_PAPERS) if one.status == "understood"],
        films=[one for one in Video.of(journey) if one.playable],
    )


def choose(journey: Journey, keys: Iterable[str], since: date | None, until: date | None) -> Chosen:
    """What the parent ticked, looked up in what there is. Raises Refused."""
    there, wanted = offered(journey).refs, [parsed(key) for key in keys]
    refs = in_order(ref for ref in wanted if ref)
    if not refs:
        raise Refused(N_("Nothing is chosen yet."))
    if None in wanted or any(ref.key not in there for ref in refs):
        raise Refused(N_("One of these is no longer here. Please look at the choice once more."))
    if not any(ref.kind == "journal" for ref in refs):
        return Chosen(refs=refs)
    since, until = since or times.today() - USUAL, until or times.today()
    if since > until:
        raise Refused(N_("The first day of the journal comes after the last one."))
    count = len(entries(journey.id, since, until))
    if not count:
        raise Refused(N_("In these days nothing stands in the journal."))
    if count > MOST_ENTRIES:
        raise Refused(N_("These are more than 200 moments of the journal. Fewer days, please."))
    return Chosen(refs=refs, since=since, until=until)


def entries(session_id: uuid.UUID, since: date, until: date) -> list[JournalEntry]:
    """The journal of these days, the newest first; at most one more than may be shared."""
    mine = JournalEntry.session_id == session_id, JournalEntry.deleted_at.is_(None)
    days = select(JournalEntry).where(*mine, JournalEntry.day >= since, JournalEntry.day <= until)
    days = days.order_by(JournalEntry.day.desc(), JournalEntry.created_at.desc(), JournalEntry.id.desc())
    return list(db.session.scalars(days.limit(MOST_ENTRIES + 1)))


def still(session_id: uuid.UUID, refs: Iterable[Ref]) -> frozenset[str]:
    """Keys of those that have not been deleted since."""
    refs = tuple(refs)
    by_kind = {kind: [ref.id for ref in refs if ref.kind == kind] for kind in ("report", "document", "video")}
    gone_not = {
        "report": (Report, Report.status == "ready"),
        "document": (Document, (Document.reason != DELETED) & (Document.status == "understood")),
        "video": (Video, (Video.reason != DELETED) & (Video.key != "") & (Video.status != "refused")),
    }
    here = {ref.key for ref in refs if ref.id is None}
    for kind, (model, rule) in gone_not.items():
        if by_kind[kind]:
            mine = select(model.id).where(model.id.in_(by_kind[kind]), model.session_id == session_id, rule)  # type: ignore[attr-defined]
            here |= {f"{kind}-{id}" for id in db.session.scalars(mine)}
    return frozenset(here)


def titles(session_id: uuid.UUID, refs: Iterable[Ref]) -> dict[str, tuple[str, str]]:
    """For the parent's own list, by key: (kind of name, name). ("variant", "parent"), ("scene", "free_play"),
    ("title", "Hearing test"); nothing for what was deleted."""
    ids = {kind: [ref.id for ref in refs if ref.kind == kind] for kind in ("report", "document", "video")}
    named: dict[str, tuple[str, str]] = {}
    if ids["report"]:
        rows = select(Report.id, Report.variant).where(Report.id.in_(ids["report"]), Report.session_id == session_id)
        named |= {f"report-{id}": ("variant", variant) for id, variant in db.session.execute(rows)}
    if ids["video"]:
        here = Video.id.in_(ids["video"]), Video.session_id == session_id, Video.reason != DELETED
        named |= {
            f"video-{id}": ("scene", scene)
            for id, scene in db.session.execute(select(Video.id, Video.scene).where(*here))
        }
    if ids["document"]:
        kept = Document.id.in_(ids["document"]), Document.session_id == session_id, Document.reason != DELETED
        papers = db.session.scalars(select(Document).where(*kept))
        named |= {f"document-{paper.id}": ("title", paper.title) for paper in papers}
    return named
