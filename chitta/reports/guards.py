"""Loading reports through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.reports.models import Report


def my_report(report_id: uuid.UUID) -> Report:
    """A version of one of this person's journeys; 404 for every other."""
    mine = Report.id == report_id, Report.visible_to(current_user())
    return db.session.scalar(select(Report).where(*mine)) or abort(404)
