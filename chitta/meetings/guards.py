"""Loading questions for a meeting through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.meetings.models import MeetingQuestion


def my_question(question_id: uuid.UUID) -> MeetingQuestion:
    """A question in one of this person's journeys; 404 for every other."""
    mine = MeetingQuestion.id == question_id, MeetingQuestion.visible_to(current_user())
    return db.session.scalar(select(MeetingQuestion).where(*mine)) or abort(404)
