"""The doors of the reports: the parents' letter and the report for professionals, their versions, and asking for a new one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.guards import current_user, signed_in
from chitta.audit.models import Deed
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.vocabulary import ReportVariant
from chitta.documents.models import Document
from chitta.journey import stages, views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.journey.words import Later
from chitta.prints import giving, sources
from chitta.prints.models import Print
from chitta.reports import printing, writing
from chitta.reports.changes import changes
from chitta.reports.forms import AskForm
from chitta.reports.guards import my_report
from chitta.reports.jobs import write_later, write_when_due
from chitta.reports.missing import gaps
from chitta.reports.models import Report, a_version, nothing_to_watch
from chitta.reports.professional import struck_words
from chitta.web import frame
from chitta.web.hx import done, show

bp = Blueprint("reports", __name__)


@bp.get("/sessions/<uuid:session_id>/reports")
@signed_in
def index(session_id: UUID) -> Response:
    journey = my_journey(session_id)
    reports = Report.of(journey, before=request.args.get("before", type=a_version))
    return show("reports/index.html", journey=journey, reports=reports)


@bp.post("/sessions/<uuid:session_id>/reports")
@signed_in
def create(session_id: UUID) -> Response:
    journey, form = my_journey(session_id), AskForm()
    if not form.validate():
        raise Refused(form.errors["variant"][0])
    report, changed = writing.ask(journey, form.variant.data)
    write_later(report)
    Deed.note("report.asked", current_user().id, report)
    tell(journey.id, changed)
    home = url_for("reports.report", report_id=report.id)
    return done(
        "reports/_view.html", back_to=home, journey=report.journey, **_page(report.journey, report, report.variant)
    )


@bp.get("/reports/<uuid:report_id>")
@signed_in
def report(report_id: UUID) -> Response:
    mine = my_report(report_id)
    if mine.open and request.args.get("again") == mine.doing:
        return Response(status=204)  # asked by a page that shows just this: nothing is swapped, focus stays where it is
    return show(
        "reports/report.html", "reports/_view.html", journey=mine.journey, **_page(mine.journey, mine, mine.variant)
    )


@bp.post("/reports/<uuid:report_id>/read")
@signed_in
def read(report_id: UUID) -> Response:
    mine = my_report(report_id)
    tell(mine.session_id, writing.read(mine))
    return done(None, back_to=url_for("reports.report", report_id=mine.id))


def load(variant: ReportVariant, journey: Journey) -> dict[str, Any]:
    """The newest version as a deep view, or what is still missing for one."""
    versions = Report.of(journey, variant)
    return _page(journey, next(iter(versions), None), variant, versions)


@bp.get("/reports/<uuid:report_id>/pdf")
@signed_in
def pdf(report_id: UUID) -> AnyResponse:
    """Its file; until there is one, the page where it can be asked for."""
    mine = my_report(report_id)
    printed = Print.of(printing.KIND, mine.id)
    if printed is None or printed.status != "ready":
        return redirect(f"{printing.home(mine.id)}#print", 303)
    return giving.give(printed, f"user:{current_user().id}")


@bp.post("/reports/<uuid:report_id>/pdf")
@signed_in
def to_print(report_id: UUID) -> Response:
    """A PDF of this version."""
    mine = my_report(report_id)
    if mine.status != "ready":
        raise Refused(N_("There is nothing to print yet."))
    printed = giving.ask(mine.journey, printing.KIND, mine.id)
    back = f"{printing.home(mine.id)}#print"
    return done("prints/_print.html", back_to=back, printed=printed, ask=printing.ask(mine.id))


def _page(
    journey: Journey, report: Report | None, variant: ReportVariant, versions: list[Report] | None = None
) -> dict[str, Any]:
    versions = Report.of(journey, variant) if versions is None else versions
    letter, previous = (report.letter, report.previous) if report and report.status == "ready" else (None, None)
    newest = bool(report and versions[0].id == report.id)
    return {
        "variant": variant,
        "wide": variant == "professional",
        "report": report,
        "letter": letter,
        "disputed": report.disputed() if report and letter else (),
        "outdated": bool(report and newest and report.outdated),
        "note": report.note if report and newest else "",
        "previous": previous,
        "changed": changes(previous.letter, letter) if previous and previous.letter and letter else None,
        "gaps": gaps(journey.today, journey.observations(), views.available()),
        "printed": Print.of(printing.KIND, report.id) if report and report.status == "ready" else None,
        "others": [one for one in versions if report is None or one.id != report.id],
        "missing": _missing(journey),
        "watching": journey.state.journey_stage == "analysis" and not nothing_to_watch(journey.state),
    }


def _missing(journey: Journey) -> Later | None:
    """What is still to be told before a report says much."""
    lacking = stages.missing(journey.today)
    return Later(*(stages.NEEDS[name] for name in lacking)) if lacking else None


TITLES: dict[str, str] = {"parent": N_("The letter to the parents"), "professional": N_("The professional report")}


def furnish(app: Flask) -> None:
    """Letter and report are deep views; a journey that has nothing left to watch gets its letter; what is deleted leaves both."""
    for variant, key in writing.VIEWS.items():
        views.register(key, TITLES[variant], "reports/_view.html", partial(load, variant))  # type: ignore[arg-type]
    frame.values(app, report_titles=TITLES, struck_words=struck_words)
    sources.register(printing.SOURCE)
    if write_when_due not in Journey.arrived_hooks:
        Journey.arrived_hooks.append(write_when_due)
    if Report.forget not in Journey.erased_hooks:
        Journey.erased_hooks.append(Report.forget)
    if Report.forget_paper not in Document.erased_hooks:
        Document.erased_hooks.append(Report.forget_paper)
