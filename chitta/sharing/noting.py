"""What an expert writes to the family: kept under the name they gave, and part of the child's picture as said by an expert."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, select

from chitta.core.db import db
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.documents.models import Document
from chitta.journey.facts import Observed, Withdrawn
from chitta.journey.models import Journey, Observation, plain
from chitta.sharing.models import MOST_NOTES, ExpertNote, ShareLink, ShareOpening
from chitta.sharing.refs import Ref
from chitta.videos.models import Video

KIND, DOMAIN = "development", "general"


def note(
    opening: ShareOpening, text: str, ref: Ref | None = None, place: int | None = None
) -> tuple[ExpertNote, frozenset[str]]:
    """Keep it; the note, and what of the journey changed. Said once more in the same words it is the note that is there.

    ref: the film or paper it is about; place: its second or page. Raises Refused.
    """
    journey = Journey.locked(opening.link.session_id)
    twice = _same(opening, text, ref, place)
    if twice is not None:
        return twice, frozenset()
    mine = ExpertNote.link_id == opening.link_id, ExpertNote.withdrawn_at.is_(None)
    if (db.session.scalar(select(func.count()).select_from(ExpertNote).where(*mine)) or 0) >= MOST_NOTES:
        raise Refused(N_("There is room for 20 notes on one link."))
    _must_be_there(ref, place)
    kept = ExpertNote(id=uuid.uuid4(), link_id=opening.link_id, opening_id=opening.id, opening=opening, text=text)
    kept.item, kept.place = ref.key if ref else "", place
    db.session.add(kept)
    source = {"note": str(kept.id), **_locator(ref, place)}
    changed = journey.learn(Observed(kind=KIND, domain=DOMAIN, text=text, said_by="expert", source=source))  # type: ignore[arg-type]
    kept.observation_id = _come_of(journey, kept)
    db.session.flush()
    return kept, changed


def take_back(kept: ExpertNote) -> frozenset[str]:
    """The parent does not want it: its words are gone here and from the child's picture; what changed."""
    link = db.session.get_one(ShareLink, kept.link_id)
    journey = Journey.locked(link.session_id)
    db.session.refresh(kept)
    if kept.withdrawn_at is not None:
        return frozenset()
    held = db.session.get(Observation, kept.observation_id) if kept.observation_id else None
    changed = frozenset({"sharing"})
    if held is not None and held.state != "withdrawn":
        changed |= journey.learn(Withdrawn(observation_id=held.id))
    kept.forget()
    return changed


def _same(opening: ShareOpening, text: str, ref: Ref | None, place: int | None) -> ExpertNote | None:
    mine = ExpertNote.opening_id == opening.id, ExpertNote.item == (ref.key if ref else ""), ExpertNote.text == text
    rows = db.session.scalars(select(ExpertNote).where(*mine, ExpertNote.withdrawn_at.is_(None)))
    return next((one for one in rows if one.place == place), None)


def _must_be_there(ref: Ref | None, place: int | None) -> None:
    """Raises Refused for a second or a page that the film or the paper does not have."""
    if ref is None or place is None:
        return
    if ref.kind == "video" and place > db.session.get_one(Video, ref.id).content.seconds:
        raise Refused(N_("The film is not as long as that."))
    if ref.kind == "document":
        paper = db.session.get_one(Document, ref.id)
        if place > max(paper.pages, len(paper.content.texts)):
            raise Refused(N_("The document has no such page."))


def _locator(ref: Ref | None, place: int | None) -> dict[str, Any]:
    """As the sources of observations name a film's second and a paper's page."""
    if ref is None or ref.kind not in ("video", "document"):
        return {}
    if ref.kind == "document":
        return {"document": str(ref.id), "page": place or 1}
    return {"video": str(ref.id)} if place is None else {"video": str(ref.id), "second": [place, place]}


def _come_of(journey: Journey, kept: ExpertNote) -> uuid.UUID | None:
    """The observation it became; None where the same was known already, from somebody else."""
    said = [one for one in journey.observations() if one.said_by == "expert"]
    mine = next((one for one in said if one.source.get("note") == str(kept.id)), None)
    alike = mine or next((one for one in said if plain(one.text) == plain(kept.text)), None)
    return alike.id if alike else None
