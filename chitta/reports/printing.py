"""A version as a page for print: its own words, in its own language, the same whenever it is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app, render_template, url_for

from chitta.accounts.models import User
from chitta.core.db import db
from chitta.core.i18n import N_, gettext_, speaking
from chitta.prints.sources import Sheet, Source
from chitta.reports.models import PRINTED, Report

KIND = PRINTED
NAMES = {"parent": N_("Letter to the parents"), "professional": N_("A report for professionals")}


def sheet(report_id: UUID) -> Sheet | None:
    """The page of a version that is ready; None for every other."""
    report = db.session.get(Report, report_id)
    if report is None or report.letter is None:
        return None
    parent: User = report.journey.child.parent
    # Drawn as the page is, so that print says what the page says; what of it leads somewhere is for the screen alone.
    with current_app.test_request_context(), speaking(report.language, parent.address):
        return Sheet(render_template("reports/print.html", **_page(report)), css())


def _page(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "letter": report.letter,
        "journey": report.journey,
        "disputed": (),
        "head": report.head,
        "kind": NAMES[report.variant],
    }


@cache
def css() -> str:
    """The style sheet of everything that is printed."""
    return (Path(current_app.static_folder or "static") / "css" / "print.css").read_text()


def name(report_id: UUID, named: bool) -> str:
    """What the file is called, in the language of what stands in it."""
    report = db.session.get_one(Report, report_id)
    child = report.head.get("name", "") if named else ""
    with speaking(report.language):
        parts = [gettext_(NAMES[report.variant]), child, gettext_("version %(number)s", number=report.version)]
    return " - ".join(part for part in parts if part) + ".pdf"


def home(report_id: UUID) -> str:
    return url_for("reports.report", report_id=report_id)


def ask(report_id: UUID) -> str:
    return url_for("reports.to_print", report_id=report_id)


SOURCE = Source(kind=KIND, sheet=sheet, name=name, home=home, ask=ask)
