"""The page for a meeting as a page for print: as it stands when it is asked for, and no longer once words of it are gone."""

from __future__ import annotations

from uuid import UUID, uuid5

from flask import current_app, render_template, url_for

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.i18n import N_, gettext_, speaking
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey, Observation
from chitta.meetings import gathering
from chitta.meetings.composing import Brief
from chitta.meetings.models import PRINTED
from chitta.prints.models import Print
from chitta.prints.sources import Sheet, Source
from chitta.reports.printing import css

NAME = N_("One page for the meeting")
RUNS_ON = N_("It runs on over more than one page. With fewer questions it fits on one.")


def mark(journey: Journey, brief: Brief) -> UUID:
    """Names this very page: with another word on it, another day or in another language it is another page."""
    child = journey.child
    about = [child.name, child.gender, str(child.date_of_birth), *child.parent.tongue]
    return uuid5(journey.id, "\n".join([*about, brief.model_dump_json()]))


def printed(journey: Journey, brief: Brief) -> Print | None:
    """The print of this page, if there is one."""
    return Print.of(PRINTED, mark(journey, brief))


def sheet(page_id: UUID) -> Sheet | None:
    """The page while it still is the one that was asked for."""
    wanted = Print.of(PRINTED, page_id)
    if wanted is None:
        return None
    journey = wanted.journey
    parent: User = journey.child.parent
    with current_app.test_request_context(), speaking(*parent.tongue), times.there(parent.time_zone):
        brief = gathering.page(journey, times.today())
        if mark(journey, brief) != page_id:
            return None
        return Sheet(render_template("meetings/print.html", journey=journey, brief=brief), css())


def name(page_id: UUID, named: bool) -> str:
    """What the file is called, in the language of whoever gets it."""
    known = _known(page_id)
    child = known.journey.child
    with speaking(*child.parent.tongue):
        parts = [gettext_(NAME), child.name if named else "", f"{known.created_at:%Y-%m-%d}"]
    return " - ".join(part for part in parts if part) + ".pdf"


def home(page_id: UUID) -> str:
    return url_for("journey.view", session_id=_known(page_id).session_id, key="summary")


def ask(page_id: UUID) -> str:
    return url_for("meetings.to_print", session_id=_known(page_id).session_id)


def _known(page_id: UUID) -> Print:
    known = Print.of(PRINTED, page_id)
    assert known is not None
    return known


def forget(one: Observation | JournalEntry) -> None:
    """Words have changed or gone that may stand on it. The journey is locked."""
    Print.discard_all(PRINTED, one.session_id)


def forget_paper(session_id: UUID, _document_id: UUID) -> None:
    """A deleted document is named on no page any more."""
    Print.discard_all(PRINTED, session_id)


SOURCE = Source(kind=PRINTED, sheet=sheet, name=name, home=home, ask=ask, runs_on=RUNS_ON)
