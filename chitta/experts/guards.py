"""Loading professionals and what a family noted of them through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.experts.models import Expert, ExpertMatch
from chitta.journey.models import Journey


def an_expert(expert_id: uuid.UUID) -> Expert:
    """A professional whom everybody may see; 404 for a hidden one."""
    return db.session.scalar(select(Expert).where(Expert.id == expert_id, Expert.open_to_all())) or abort(404)


def kept_or_open(expert_id: uuid.UUID, journey: Journey) -> Expert:
    """A professional whom everybody may see, or one this family keeps, hidden since or not; 404 for every other."""
    kept = select(ExpertMatch.expert_id).where(ExpertMatch.session_id == journey.id)
    sight = Expert.open_to_all() | Expert.id.in_(kept)
    return db.session.scalar(select(Expert).where(Expert.id == expert_id, sight)) or abort(404)


def my_match(match_id: uuid.UUID) -> ExpertMatch:
    """What one of this person's journeys noted; 404 for every other."""
    mine = ExpertMatch.id == match_id, ExpertMatch.visible_to(current_user())
    return db.session.scalar(select(ExpertMatch).where(*mine)) or abort(404)
