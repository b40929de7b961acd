"""The doors of the directory, from the side of those who keep it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from chitta.accounts.guards import operator
from chitta.admin import directory, sheets
from chitta.admin.forms import ExpertForm
from chitta.admin.guards import an_expert, only_operators
from chitta.admin.models import ExpertList
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.errors import Conflict, Refused
from chitta.experts.models import FIELDS, Expert
from chitta.experts.places import in_order
from chitta.web.hx import done, show

bp = Blueprint("admin_experts", __name__, url_prefix="/admin/experts")
only_operators(bp)


@bp.get("")
def index() -> Response:
    """Everybody in the directory, hidden ones too; ?q= and ?state= choose, ?after=<id> goes on."""
    return show("admin/experts.html", "admin/_experts.html", **_found())


@bp.get("/new")
def new() -> Response:
    return _form(None, ExpertForm(None))


@bp.post("")
def create() -> Response:
    form = ExpertForm()
    try:
        if not form.fits():
            return _form(None, form)
        expert = Expert.write(**form.wish)
    except Refused as no:
        form.refuse_field(no)
        return _form(None, form)
    return _noted("write", expert)


@bp.get("/<uuid:expert_id>")
def entry(expert_id: UUID) -> Response:
    expert = an_expert(expert_id)
    return _form(expert, ExpertForm.over(expert), said=request.args.get("said"))


@bp.post("/<uuid:expert_id>")
def rewrite(expert_id: UUID) -> Response:
    expert, form = an_expert(expert_id), ExpertForm()
    if not form.fits():
        return _form(expert, form)
    try:
        expert.rewrite(form.version.data, **form.wish)
    except Conflict as conflict:
        return _form(expert, form, conflict=conflict, stands=ExpertForm.over(expert), status=409)
    except Refused as no:
        form.refuse_field(no)
        return _form(expert, form)
    return _noted("rewrite", expert)


@bp.post("/<uuid:expert_id>/verify")
def verify(expert_id: UUID) -> Response:
    """Licence and details were checked today; with `no`, that is taken back."""
    yes = "no" not in request.form
    return _noted("verify" if yes else "unverify", an_expert(expert_id).verify(yes))


@bp.post("/<uuid:expert_id>/hide")
def hide(expert_id: UUID) -> Response:
    return _noted("hide", an_expert(expert_id).hide())


@bp.post("/<uuid:expert_id>/show")
def bring_back(expert_id: UUID) -> Response:
    return _noted("show", an_expert(expert_id).show())


@bp.post("/<uuid:expert_id>/delete")
def delete(expert_id: UUID) -> Response:
    expert = an_expert(expert_id)
    try:
        directory.erase(expert)
    except Refused as no:
        form = ExpertForm.over(expert)
        form.refuse(no.sentence)
        return _form(expert, form, status=422)
    Deed.note("desk.expert.delete", operator().id, expert)
    return done(None, back_to=url_for("admin_experts.index"))


@bp.get("/file")
def file() -> Response:
    """All of it as a CSV file, which can be brought in again."""
    name = f"professionals-{times.today():%Y-%m-%d}.csv"
    answer = Response("".join(sheets.written(directory.everybody())), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _found() -> dict[str, Any]:
    q, state = request.args.get("q", ""), request.args.get("state", "")
    state = state if state in directory.STATES else ""
    q = q.replace("\x00", "")[: directory.LONGEST_SEARCH]
    some = directory.found(q, state, request.args.get("after", type=UUID))
    return {
        "experts": some[: directory.PAGE],
        "older": len(some) > directory.PAGE,
        "count": directory.count(q, state),
        "q": q,
        "state": state,
        "states": directory.STATES,
        "lists": ExpertList.latest() if not q else [],
    }


def _form(expert: Expert | None, form: ExpertForm, **more: Any) -> Response:
    page = {"expert": expert, "towns": [(town.slug, town.name) for town in in_order()], "fields": FIELDS, **more}
    return show("admin/expert.html", form=form, **page)


def _noted(verb: str, expert: Expert) -> Response:
    Deed.note(f"desk.expert.{verb}", operator().id, expert)
    return done(None, back_to=url_for("admin_experts.entry", expert_id=expert.id, said=verb))
