"""Loading professionals and what a family noted of them through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.core.db import db
from chitta.experts.models import Expert


def an_expert(expert_id: uuid.UUID) -> Expert:
    """A professional whom everybody may see; 404 for a hidden one."""
    return db.session.scalar(select(Expert).where(Expert.id == expert_id, Expert.open_to_all())) or abort(404)
