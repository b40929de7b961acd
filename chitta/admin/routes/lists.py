"""The doors for lists of professionals: bring a file, look at what would come of it, have the good rows come in."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from chitta.accounts.guards import operator
from chitta.admin import sheets
from chitta.admin.forms import ListForm
from chitta.admin.guards import a_list, only_operators
from chitta.admin.jobs import work_later
from chitta.admin.models import ExpertList
from chitta.audit.models import Deed
from chitta.core.errors import Refused, TooMuch
from chitta.core.i18n import N_
from chitta.uploads.posting import BESIDE, Spool
from chitta.web.hx import done, show, wanted

bp = Blueprint("admin_lists", __name__, url_prefix="/admin/lists")
only_operators(bp)
LIMITS = {"rows": f"{sheets.MOST_ROWS:,}", "mb": sheets.MOST_BYTES >> 20}
TOO_LARGE = N_("This file is larger than 10 MB. Bring the list in parts.")


@bp.url_value_preprocessor
def make_room(endpoint: str | None, _values: object) -> None:
    """A list may be larger than other forms; before the CSRF check, which reads the form."""
    if endpoint == "admin_lists.create":
        here = request._get_current_object()  # type: ignore[attr-defined]
        here.max_content_length = sheets.MOST_BYTES + BESIDE
        here._get_file_stream = lambda *_args, **_more: Spool(sheets.MOST_BYTES)


@bp.get("/new")
def new() -> Response:
    return show("admin/list_new.html", form=ListForm(None), headings=sheets.HEADINGS, limits=LIMITS)


@bp.post("")
def create() -> Response:
    form = ListForm()
    try:
        form.validate()
        name, data = _brought(form)
        sheets.read(sheets.decoded(data))  # a file that is no list at all is said at once
    except (Refused, TooMuch) as no:
        form.refuse_file(no)
        return show("admin/list_new.html", form=form, headings=sheets.HEADINGS, limits=LIMITS, status=no.status)
    taken = ExpertList.take(operator(), name, data)
    return _done("take", taken)


@bp.get("/<uuid:list_id>")
def entry(list_id: UUID) -> Response:
    """How far it is, and what would come of it; for a region that asks again (?seen=<version>), only if it changed."""
    taken = a_list(list_id)
    if wanted() and request.args.get("seen") == str(taken.version):
        return Response(status=204)
    return show("admin/list.html", "admin/_list.html", taken=taken, names=sheets.HEADINGS)


@bp.post("/<uuid:list_id>/bring")
def bring(list_id: UUID) -> Response:
    taken = a_list(list_id)
    taken.agree()
    return _done("agree", taken)


@bp.post("/<uuid:list_id>/drop")
def drop(list_id: UUID) -> Response:
    taken = a_list(list_id)
    Deed.note("desk.list.drop", operator().id, taken)
    taken.drop()
    return done(None, back_to=url_for("admin_experts.index"))


def _brought(form: ListForm) -> tuple[str, bytes]:
    """Name and bytes of the posted file. Raises Refused or TooMuch."""
    file = form.file.data
    if file is None or isinstance(file, str) or not file.filename:
        raise Refused(N_("Choose a file first."))
    with file.stream as stream:
        if getattr(stream, "came", 0) > sheets.MOST_BYTES:
            raise TooMuch(TOO_LARGE)
        return file.filename, stream.read()


def _done(verb: str, taken: ExpertList) -> Response:
    Deed.note(f"desk.list.{verb}", operator().id, taken)
    work_later(taken)
    home = url_for("admin_lists.entry", list_id=taken.id)
    return done("admin/_list.html", back_to=home, taken=taken, names=sheets.HEADINGS)
