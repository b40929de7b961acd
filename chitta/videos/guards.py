"""Loading films through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.videos.models import Video


def found(video_id: uuid.UUID) -> Video | None:
    """A film of one of this person's journeys; None for every other, deleted ones included."""
    mine = Video.id == video_id, Video.visible_to(current_user())
    return db.session.scalar(select(Video).where(*mine))


def my_video(video_id: uuid.UUID) -> Video:
    """The same; 404 where there is none."""
    return found(video_id) or abort(404)
