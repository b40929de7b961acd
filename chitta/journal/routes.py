"""The doors of the journal."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Flask, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.guards import current_user, signed_in
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.journal import tool
from chitta.journal.forms import KINDS, EntryForm, RewriteForm
from chitta.journal.guards import my_entry
from chitta.journal.models import PAGE, JournalEntry
from chitta.journey import tools, views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.web import frame
from chitta.web.hx import done, retarget, show, wanted

bp = Blueprint("journal", __name__)


@bp.get("/sessions/<uuid:session_id>/journal")
@signed_in
def index(session_id: UUID) -> Response:
    """The journal; its older entries (?before=<id>); or with one just written (?kept=<id>) in view."""
    journey, before = my_journey(session_id), _entry_of("before", session_id)
    fragment = "journal/older.hx.html" if before else "journey/view.hx.html"
    return show("journey/view.html", fragment, **_page(journey, before=before, said=_entry_of("kept", session_id)))


@bp.post("/sessions/<uuid:session_id>/journal")
@signed_in
def create(session_id: UUID) -> Response:
    journey = my_journey(session_id)
    form = EntryForm(journey)
    if not form.validate():
        return show("journey/view.html", "journal/_book.html", **_page(journey, form))
    try:
        entry = JournalEntry.write(journey, **form.wish, key=form.key.data)
    except Refused as no:
        form.refuse(no.sentence)
        return show("journey/view.html", "journal/_book.html", **_page(journey, form))
    _noted("write", entry)
    return done("journal/_book.html", back_to=_at(entry, kept=entry.id), **_page(journey, said=entry))


@bp.get("/journal/<uuid:entry_id>")
@signed_in
def entry(entry_id: UUID) -> AnyResponse:
    found = my_entry(entry_id)
    if not wanted():
        return redirect(_at(found))
    return show("journal/entry.html", "journal/_entry.html", **_one(found))


@bp.get("/journal/<uuid:entry_id>/edit")
@signed_in
def edit(entry_id: UUID) -> Response:
    found = my_entry(entry_id)
    return _shown(found, RewriteForm.over(found))


@bp.post("/journal/<uuid:entry_id>/edit")
@signed_in
def rewrite(entry_id: UUID) -> Response:
    found = my_entry(entry_id, deleted=True)
    form, day = RewriteForm(found), found.day
    if found.deleted_at:
        return _too_late(found, form)
    if not form.validate():
        return _shown(found, form)
    try:
        _noted("rewrite", found.rewrite(**form.wish, version=form.version.data))
    except Conflict as conflict:
        return _shown(found, form, conflict=conflict, status=409)
    except Refused:
        if found.deleted_at is None:
            raise
        return _too_late(found, form)
    if found.day != day and wanted():
        whole = show("journey/view.html", "journal/_book.html", **_page(found.journey, said=found))
        return retarget(whole, "#journal", "outerHTML")
    return done("journal/_entry.html", back_to=_at(found), **_one(found))


@bp.post("/journal/<uuid:entry_id>/delete")
@signed_in
def delete(entry_id: UUID) -> Response:
    found = my_entry(entry_id, deleted=True)
    _noted("delete", found.delete())
    return done("journal/changed.hx.html", back_to=_at(found), part="journal/_gone.html", **_one(found))


@bp.post("/journal/<uuid:entry_id>/restore")
@signed_in
def restore(entry_id: UUID) -> Response:
    found = my_entry(entry_id, deleted=True)
    try:
        _noted("restore", found.restore())
    except Refused as no:
        return _shown(found, None, part="journal/_gone.html", refused=no.sentence, status=no.status)
    return done("journal/changed.hx.html", back_to=_at(found), part="journal/_entry.html", **_one(found))


def _noted(verb: str, entry: JournalEntry) -> None:
    """What changed leaves a line in the trail, and open pages hear of it."""
    if entry.changed:
        Deed.note(f"journal.{verb}", current_user().id, entry)
        tell(entry.session_id, entry.changed)


def _page(journey: Journey, form: EntryForm | None = None, **more: Any) -> dict[str, Any]:
    return {"journey": journey, "seen": views.named("journal"), **_book(journey, form, **more)}


def _book(
    journey: Journey,
    form: EntryForm | None = None,
    before: JournalEntry | None = None,
    said: JournalEntry | None = None,
) -> dict[str, Any]:
    """What the journal's page is drawn from. said: the entry that was just written."""
    entries = JournalEntry.of(journey, before, PAGE + 1)
    older = entries[PAGE - 1] if len(entries) > PAGE else None
    shown = entries[:PAGE] + [
        gone
        for gone in JournalEntry.just_deleted(journey)
        if (before is None or gone.place < before.place) and (older is None or gone.place > older.place)
    ]
    shown.sort(key=lambda entry: entry.place, reverse=True)
    return {
        "form": form or EntryForm(journey, None),
        "entry_key": (form and form.key.data) or uuid4(),
        "days": [(day, list(some)) for day, some in groupby(shown, key=lambda entry: entry.day)],
        "count": JournalEntry.count(journey),
        "before": before,
        "older": older,
        "said": said,
        "elsewhere": said is not None and said not in shown,
        "today": times.today(),
    }


def _one(entry: JournalEntry) -> dict[str, Any]:
    return {"entry": entry, "said": entry, "journey": entry.journey, "count": JournalEntry.count(entry.journey)}


def _shown(entry: JournalEntry, form: RewriteForm | None, part: str = "journal/_edit.html", **more: Any) -> Response:
    """One entry, with its form or in the state it is in: in its place, or on a page of its own."""
    context = {**_one(entry), "today": times.today(), "part": part, **more}
    return show("journal/entry.html", part, form=form, **context)


def _too_late(entry: JournalEntry, form: RewriteForm) -> Response:
    """What was typed into an entry that was deleted meanwhile."""
    return _shown(entry, form, part="journal/_gone.html", words=form.content.data, status=409)


def _entry_of(argument: str, session_id: UUID) -> JournalEntry | None:
    """The entry an address speaks of; 404 for one that is not in this journal."""
    if argument not in request.args:
        return None
    try:
        found = my_entry(UUID(request.args[argument]), deleted=True)
    except ValueError:
        abort(404)
    return found if found.session_id == session_id else abort(404)


def _at(entry: JournalEntry, **more: Any) -> str:
    return url_for("journal.index", session_id=entry.session_id, _anchor=f"entry-{entry.id}", **more)


def furnish(app: Flask) -> None:
    """The deep view opens, the guides have the tool, templates know the kinds."""
    views.register("journal", N_("The journal"), "journal/_journal.html", _book)
    tools.offer(tool.TOOL, tool.keep)
    frame.values(app, journal_kinds=KINDS)
