"""What is shared is shared as it stood: the words are kept with the link. What is deleted later leaves it at once."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from chitta.core.db import db, lock
from chitta.documents.models import Document
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey, Observation
from chitta.meetings import gathering
from chitta.meetings.composing import Area, Brief, Line, Moment
from chitta.meetings.models import MeetingQuestion
from chitta.sharing.models import ExpertNote, ShareLink
from chitta.sharing.offering import entries
from chitta.sharing.refs import Chosen, Ref
from chitta.videos.models import Video
from chitta.videos.seeing import Moment as SeenMoment

Snapshot = dict[str, Any]


def freeze(journey: Journey, chosen: Chosen) -> Snapshot:
    """The words of everything that was chosen, by key. Reports never change, so nothing of theirs is copied."""
    return {ref.key: _frozen(journey, chosen, ref) for ref in chosen.refs if ref.kind != "report"}


def _frozen(journey: Journey, chosen: Chosen, ref: Ref) -> Snapshot:
    if ref.kind == "summary":
        brief = gathering.page(journey).model_copy(
            update={"with_whom": "", "when": ""}
        )  # whom else they see is theirs to tell
        return {"brief": brief.model_dump(mode="json")}
    if ref.kind == "journal" and chosen.since and chosen.until:
        return {"entries": [_entry(one) for one in entries(journey.id, chosen.since, chosen.until)]}
    if ref.kind == "document":
        return _paper(db.session.get_one(Document, ref.id))
    film = db.session.get_one(Video, ref.id)
    return {"scene": film.scene, "moments": [one.id for one in film.content.moments]}


def _entry(one: JournalEntry) -> Snapshot:
    return {"id": str(one.id), "kind": one.kind, "day": one.day.isoformat(), "content": one.content}


def _paper(one: Document) -> Snapshot:
    told = one.content
    return {
        "title": one.title,
        "type": one.type,
        "author": told.author,
        "dated": told.dated.isoformat() if told.dated else "",
        "summary": list(told.summary),
        "asks": list(told.asks),
    }


def titles(link: ShareLink, now: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """What the shared things were called when they were shared; of what was deleted since there is no name. now: as they are
    called today."""
    then = {"title": "title", "scene": "scene"}
    kept = {key: link.snapshot.get(key, {}) for key in now}
    return {key: (kind, kept[key].get(then.get(kind, ""), name)) for key, (kind, name) in now.items()}


# --- what is left of it --------------------------------------------------------------------------------------------


def journal(link: ShareLink) -> list[Snapshot]:
    """The shared moments of the journal that were not deleted since."""
    kept = link.snapshot.get("journal", {}).get("entries", [])
    ids = [uuid.UUID(one["id"]) for one in kept]
    mine = select(JournalEntry.id).where(JournalEntry.id.in_(ids), JournalEntry.deleted_at.is_(None))
    here = {str(id) for id in db.session.scalars(mine)} if ids else set()
    return [one for one in kept if one["id"] in here]


def moments(link: ShareLink, film: Video) -> tuple[list[SeenMoment], dict[str, str]]:
    """What was seen in a shared film when it was shared, and its words as they stand now: without what was taken out since, and
    without what the parent does not agree with."""
    known = {one.id: one for one in film.observations()}
    shared = set(link.snapshot.get(f"video-{film.id}", {}).get("moments", ()))
    rows = [(one, known.get(one.observation) if one.observation else None) for one in film.content.moments]
    kept = [(one, held) for one, held in rows if one.id in shared and not (held and held.state == "disputed")]
    return [one for one, _ in kept], {one.id: held.text if held else one.text for one, held in kept}


def summary(link: ShareLink) -> Brief | None:
    """The shared page for a meeting, without what rests on something that was deleted since."""
    told = link.snapshot.get("summary", {}).get("brief")
    if told is None:
        return None
    brief = Brief.model_validate(told)
    return only(brief, _here(brief))


def _here(brief: Brief) -> set[uuid.UUID]:
    """Ids of what the page rests on that are still there."""
    ids = {source.id for source in brief.sources} | {one.id for one in brief.questions}
    rows = (
        select(Observation.id).where(Observation.id.in_(ids), Observation.state != "withdrawn"),
        select(JournalEntry.id).where(JournalEntry.id.in_(ids), JournalEntry.deleted_at.is_(None)),
        select(MeetingQuestion.id).where(MeetingQuestion.id.in_(ids)),
    )
    return {id for mine in rows for id in db.session.scalars(mine)} if ids else set()


def only(brief: Brief, here: set[uuid.UUID]) -> Brief:
    """The page with those lines alone that rest on these."""

    def lines(some: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(one for one in some if set(one.sources) <= here)

    areas = tuple(Area(domain=one.domain, title=one.title, lines=lines(one.lines)) for one in brief.areas)
    moments: tuple[Moment, ...] = tuple(one for one in brief.month.moments if set(one.line.sources) <= here)
    return brief.model_copy(
        update={
            "background": lines(brief.background),
            "strengths": lines(brief.strengths),
            "areas": tuple(one for one in areas if one.lines),
            "filmed": lines(brief.filmed),
            "papers": lines(brief.papers),
            "month": brief.month.model_copy(update={"moments": moments}),
            "questions": tuple(one for one in brief.questions if one.id in here),
            "sources": tuple(one for one in brief.sources if one.id in here),
        }
    )


# --- deleted words leave the links as well -------------------------------------------------------------------------


def forget(observation: Observation) -> None:
    """An observation was deleted: its words leave every page that was shared, and the note it came from. The journey is
    locked."""
    for link in _kept(observation.session_id):
        _tidy(link)
    note = db.session.scalar(select(ExpertNote).where(ExpertNote.observation_id == observation.id))
    if note is not None:
        note.forget()


def forget_paper(session_id: uuid.UUID, document_id: uuid.UUID) -> None:
    """A document was deleted: nothing of it is kept with any link. The journey is locked."""
    key = Ref(kind="document", id=document_id).key
    for link in _kept(session_id):
        if key in link.snapshot:
            link.snapshot = {name: told for name, told in link.snapshot.items() if name != key}


def forget_entries() -> None:
    """Moments of the journal that were deleted for good lose their words here too."""
    gone = select(JournalEntry.session_id).where(JournalEntry.deleted_at.is_not(None), JournalEntry.content == "")
    open_ones = select(ShareLink.session_id).where(ShareLink.cleared_at.is_(None), ShareLink.session_id.in_(gone))
    for session_id in db.session.scalars(open_ones.distinct()).all():
        for link in _kept(session_id):
            _tidy(link)


def _kept(session_id: uuid.UUID) -> list[ShareLink]:
    lock()
    mine = select(ShareLink).where(ShareLink.session_id == session_id, ShareLink.cleared_at.is_(None))
    # Fresh: words of a link that was ended a moment ago are not to be written back.
    held = {"populate_existing": True}
    return list(db.session.scalars(mine.with_for_update(of=ShareLink), execution_options=held))


def _tidy(link: ShareLink) -> None:
    """Only what can still be seen stays in the row; what may come back within minutes stays as well."""
    snapshot = dict(link.snapshot)
    if "summary" in snapshot and (brief := _summary_kept(link)) is not None:
        snapshot["summary"] = {"brief": brief.model_dump(mode="json")}
    if "journal" in snapshot:
        kept = snapshot["journal"].get("entries", [])
        here = _worded({uuid.UUID(one["id"]) for one in kept})
        snapshot["journal"] = {"entries": [one for one in kept if uuid.UUID(one["id"]) in here]}
    if snapshot != link.snapshot:
        link.snapshot = snapshot


def _summary_kept(link: ShareLink) -> Brief | None:
    told = link.snapshot["summary"].get("brief")
    if told is None:
        return None
    brief = Brief.model_validate(told)
    return only(brief, _here(brief) | _worded({source.id for source in brief.sources}))


def _worded(ids: set[uuid.UUID]) -> set[uuid.UUID]:
    """Of these moments those whose words are still there, deleted a minute ago or not."""
    mine = select(JournalEntry.id).where(JournalEntry.id.in_(ids), JournalEntry.content != "")
    return set(db.session.scalars(mine)) if ids else set()
