"""The bells of the reports: write a version, and ring again for those nobody is working on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from flask import current_app

from chitta.core.db import transaction
from chitta.gateways import queue
from chitta.journey.models import Journey
from chitta.reports import writing
from chitta.reports.models import Report, overlooked

log = structlog.get_logger()

FORGOTTEN = timedelta(seconds=10)


def write_later(report: Report) -> None:
    """Ring once the row is committed; for one that waits."""
    if report.open:
        queue.later(write, report.id)


def write_when_due(journey: Journey) -> None:
    """Hung on the journey: it came to another stage."""
    report = writing.arrived(journey)
    if report:
        write_later(report)


@queue.bell("heavy", limit=900)
def write(report_id: str) -> None:
    ours, budget = current_app.extensions, current_app.config["SETTINGS"].daily_token_budget
    writing.write(UUID(report_id), ours["streams"], ours["guides"], budget)


def sweep() -> None:
    """Versions that wait for nobody, and journeys whose letter nobody asked for."""
    with transaction(writing=False):
        forgotten, unasked = Report.left_behind(FORGOTTEN), list(overlooked())
    for report_id in forgotten:
        queue.now(write, report_id)
    for journey_id in unasked:
        try:
            with transaction():
                write_when_due(Journey.locked(journey_id))
        except Exception as error:  # its message may quote a parent
            log.error("letter not asked for", journey=str(journey_id), error=queue.story(error))
