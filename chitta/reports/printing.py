"""A version as a page for print: its own words, in its own language, the same whenever it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app, render_template, url_for

from chitta.accounts.models import User
from chitta.core.db import db
from chitta.core.i18n import N_, gettext_, speaking
from chitta.prints.sources import Sheet, Source
from chitta.reports.models import PRINTED, Report, Written
from chitta.reports.professional import Professional

KIND = PRINTED
UNIT = 1.33  # points of paper; the drawing of a line of time is 360 of them wide
TALL = 11  # points: the line of a number
NAMES = {"parent": N_("Letter to the parents"), "professional": N_("A report for professionals")}


def sheet(report_id: UUID) -> Sheet | None:
    """The page of a version that is ready; None for every other."""
    report = db.session.get(Report, report_id)
    if report is None or report.letter is None:
        return None
    parent: User = report.journey.child.parent
    # Drawn as the page is, so that print says what the page says; what of it leads somewhere is for the screen alone.
    with current_app.test_request_context(), speaking(report.language, parent.address):
        return Sheet(render_template("reports/print.html", **_page(report)), css() + _placed(report.letter))


def _page(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "letter": report.letter,
        "journey": report.journey,
        "disputed": (),
        "head": report.head,
        "kind": NAMES[report.variant],
        "on_paper": True,
    }


def _placed(written: Written) -> str:
    """Where the numbers of a line of time lie over its drawing (`reports/_timeline.html`)."""
    if not isinstance(written, Professional):
        return ""
    line = written.timeline
    beads = ((point.place, 46 - 17 * point.level - line.sky) for point in line.placed)
    ticks = ((tick.place, 75 - line.sky) for tick in line.ticks)
    rules = [*_labels("beads", beads, 16), *_labels("ticks", ticks, 40)]
    rows = f".chart > div {{ block-size: {UNIT * (84 - line.sky):.2f}pt; margin-block-start: -{UNIT * (84 - line.sky):.2f}pt }}"
    return "\n".join([rows, *rules])


def _labels(row: str, places: Iterable[tuple[int, int]], wide: int) -> Iterator[str]:
    """A rule for each: as far from the one before as its place is, its middle so far down."""
    end = 0.0
    for n, (place, middle) in enumerate(places, 1):
        begin = 14 + place * 0.332 - wide / 2
        gap, down = UNIT * (begin - end), UNIT * middle - TALL / 2
        yield f".{row} > :nth-child({n}) {{ margin-inline-start: {gap:.2f}pt; margin-block-start: {down:.2f}pt }}"
        end = begin + wide


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
