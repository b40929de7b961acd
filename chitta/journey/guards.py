"""Loading journeys and observations through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from chitta.accounts.guards import current_user
from chitta.children.models import Child
from chitta.core.db import db
from chitta.journey.models import TOLD, Journey, Observation


def my_journey(session_id: uuid.UUID) -> Journey:
    """A journey of this person's family, its child with it in one query; 404 for every other."""
    me = current_user()
    # The parent is the person who asks, and so in memory already.
    child = contains_eager(Journey.child).lazyload(Child.parent)
    mine = select(Journey).join(Journey.child).where(Journey.id == session_id, Child.visible_to(me)).options(child)
    return db.session.scalar(mine) or abort(404)


def my_observation(observation_id: uuid.UUID, states: tuple[str, ...] = TOLD) -> Observation:
    """Something known in one of this person's journeys; 404 for every other."""
    mine = Observation.id == observation_id, Observation.visible_to(current_user()), Observation.state.in_(states)
    return db.session.scalar(select(Observation).where(*mine)) or abort(404)
