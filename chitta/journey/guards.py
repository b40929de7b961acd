"""Loading journeys and observations through the person."""

from __future__ import annotations

import uuid
from typing import cast

from flask import abort
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.orm import contains_eager

from chitta.accounts.guards import current_user
from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core.db import db
from chitta.journey.models import TOLD, Journey, Observation


class Asking:
    """Stands for whoever will ask, so that the query of every page is put together once: that costs more than running it."""

    id = bindparam("me", type_=Uuid)


# The child comes along in the same query; the parent is the person who asks, and so in memory already.
_MINE = (
    select(Journey)
    .join(Journey.child)
    .where(Journey.id == bindparam("journey", type_=Uuid), Child.visible_to(cast(User, Asking)))
    .options(contains_eager(Journey.child).lazyload(Child.parent))
)


def my_journey(session_id: uuid.UUID) -> Journey:
    """A journey of this person's family, with its child; 404 for every other."""
    return db.session.scalar(_MINE, {"journey": session_id, "me": current_user().id}) or abort(404)


def my_observation(observation_id: uuid.UUID, states: tuple[str, ...] = TOLD) -> Observation:
    """Something known in one of this person's journeys; 404 for every other."""
    mine = Observation.id == observation_id, Observation.visible_to(current_user()), Observation.state.in_(states)
    return db.session.scalar(select(Observation).where(*mine)) or abort(404)
