"""The doors of the journal."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.guards import current_user, signed_in
from chitta.audit.models import Deed
from chitta.chat.guards import my_message
from chitta.core import times
from chitta.core.db import release, rollback
from chitta.core.errors import Conflict, Problem, Refused
from chitta.core.i18n import N_, gettext_, tongue
from chitta.gateways.builtin.journaling import moment
from chitta.gateways.storage import Storage, StorageError
from chitta.journal import photos, tool, weeks
from chitta.journal.forms import KINDS, EntryForm, RewriteForm
from chitta.journal.guards import my_entry
from chitta.journal.looking import EVERYTHING, Look, months
from chitta.journal.models import PAGE, JournalEntry, Photo
from chitta.journey import tools, views
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.routes import tell
from chitta.uploads import purposes
from chitta.uploads.posting import roomy
from chitta.web import frame
from chitta.web.hx import done, retarget, show, wanted

bp = Blueprint("journal", __name__)

MOST_OFFERED = 30  # tags used before, to complete a new one


@bp.get("/sessions/<uuid:session_id>/journal")
@signed_in
def index(session_id: UUID) -> Response:
    """The journal, or what is looked for in it (?q=&kind=&tag=&month=); its older entries (?before=<id>); or with one just
    written (?kept=<id>) in view. part: only the region of the moments is asked for."""
    journey, before = my_journey(session_id), _entry_of("before", session_id)
    fragment = "journal/_moments.html" if "part" in request.args else "journey/view.hx.html"
    fragment = "journal/older.hx.html" if before else fragment
    page = _page(journey, before=before, said=_entry_of("kept", session_id), look=Look.read(request.args))
    return show("journey/view.html", fragment, **page)


@bp.post("/sessions/<uuid:session_id>/journal")
@signed_in
def create(session_id: UUID) -> Response:
    journey = my_journey(session_id)
    form = EntryForm(journey)
    if not form.validate():
        return show("journey/view.html", "journal/_book.html", **_page(journey, form))
    photo, journey = _photo(form, session_id), my_journey(session_id)
    if form.photo.errors:
        return show("journey/view.html", "journal/_book.html", **_page(journey, form))
    try:
        entry = JournalEntry.write(journey, **form.wish, key=form.key.data, photo=photo)
    except Refused as no:
        form.refuse(no.sentence)
        return show("journey/view.html", "journal/_book.html", **_page(journey, form))
    _noted("write", entry)
    return done("journal/_book.html", back_to=_at(entry, kept=entry.id), **_page(journey, said=entry))


@bp.post("/messages/<uuid:message_id>/journal")
@signed_in
def keep(message_id: UUID) -> Response:
    """A line of the parent's own, kept from the conversation; twice is once."""
    message = my_message(message_id)
    if message.sender != "user":
        abort(404)
    said_on = message.created_at.astimezone(times.zone()).date()
    entry = JournalEntry.keep_line(message.journey, message.id, moment(message.text, said_on))
    _noted("write", entry)
    return done("journal/kept.hx.html", back_to=_at(entry, kept=entry.id), entry=entry)


@bp.get("/journal/<uuid:entry_id>")
@signed_in
def entry(entry_id: UUID) -> Response:
    """One moment, in its place or on a page of its own: where the sources of letters and reports lead."""
    return show("journal/entry.html", "journal/_entry.html", part="journal/_entry.html", **_one(my_entry(entry_id)))


@bp.get("/journal/<uuid:entry_id>/photo")
@signed_in
def photo(entry_id: UUID) -> AnyResponse:
    """A short address of our storage for this person."""
    found = my_entry(entry_id)
    if found.photo_id is None:
        abort(404)
    storage: Storage = current_app.extensions["storage"]
    key, who = found.photo_key, f"user:{current_user().id}"
    release()
    try:
        return redirect(storage.address(key, purpose="show", who=who, name="photo.jpg", media_type="image/jpeg"), 303)
    except StorageError as error:
        abort(404 if error.kind == "lost" else 503)


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
    photo, found = _photo(form, found.session_id), my_entry(entry_id, deleted=True)
    if form.photo.errors:
        return _shown(found, form) if found.deleted_at is None else _too_late(found, form)
    try:
        _noted("rewrite", found.rewrite(**form.wish, version=form.version.data, photo=photo))
    except Conflict as conflict:
        return _shown(found, form, conflict=conflict, status=409)
    except Refused as no:
        if found.deleted_at:
            return _too_late(found, form)
        rollback()
        form.refuse(no.sentence)
        return _shown(my_entry(entry_id), form)
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


def _photo(form: EntryForm, session_id: UUID) -> Photo | None:
    """The photo that came along; None without one, or when it was refused: its field then says why."""
    if not form.photo_came:
        return None
    try:
        if current_user().demo:
            raise Refused(N_("This family belongs to everybody who looks in, so no photo can be added to it."))
        return photos.bring(session_id, form.photo.data)
    except Problem as no:
        form.photo.errors = [gettext_(no.sentence, **no.values)]
        return None


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
    look: Look = EVERYTHING,
) -> dict[str, Any]:
    """What the journal's page is drawn from. said: the entry that was just written."""
    entries = JournalEntry.of(journey, before, PAGE + 1, look)
    older = entries[PAGE - 1] if len(entries) > PAGE else None
    shown = entries[:PAGE] + ([] if look else _gone(journey, before, older))
    shown.sort(key=lambda entry: entry.place, reverse=True)
    return {
        "form": form or EntryForm(journey, None),
        "entry_key": (form and form.key.data) or uuid4(),
        "days": [(day, list(some)) for day, some in groupby(shown, key=lambda entry: entry.day)],
        "found": len(shown),
        "before": before,
        "older": older,
        "said": said,
        "elsewhere": said is not None and said not in shown,
        "look": look,
        "months": months(JournalEntry.days(journey)),
        "used_tags": JournalEntry.used_tags(journey)[:MOST_OFFERED],
        "wide": True,
        **_always(journey),
    }


def _gone(journey: Journey, before: JournalEntry | None, older: JournalEntry | None) -> list[JournalEntry]:
    """Those on this page that were just deleted and can come back."""
    return [
        gone
        for gone in JournalEntry.just_deleted(journey)
        if (before is None or gone.place < before.place) and (older is None or gone.place > older.place)
    ]


def _always(journey: Journey) -> dict[str, Any]:
    """How many there are, and the picture of the weeks."""
    known, today = journey.state.artifact("journal"), times.today()
    daily = JournalEntry.weekly(journey, weeks.first_day(today))
    drawn = weeks.picture(daily, today, tongue().direction == "rtl")
    return {"count": known.count if known else 0, "weeks": drawn, "today": today}


def _one(entry: JournalEntry) -> dict[str, Any]:
    return {"entry": entry, "said": entry, "journey": entry.journey, **_always(entry.journey)}


def _shown(entry: JournalEntry, form: RewriteForm | None, part: str = "journal/_edit.html", **more: Any) -> Response:
    """One entry, with its form or in the state it is in: in its place, or on a page of its own."""
    context = {**_one(entry), "part": part, **more}
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


roomy(bp, "create", "photo")
roomy(bp, "rewrite", "photo")


def furnish(app: Flask) -> None:
    """The deep view opens, the guides have the tool, templates know the kinds, a deleted observation is known to its entry."""
    if JournalEntry.forget not in Journey.erased_hooks:
        Journey.erased_hooks.append(JournalEntry.forget)
    views.register("journal", N_("The journal"), "journal/_journal.html", _book)
    tools.offer(tool.TOOL, tool.keep)
    purposes.register(photos.PURPOSE)
    frame.values(app, journal_kinds=KINDS)
