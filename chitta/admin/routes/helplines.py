"""The doors of the help lines: whom families can call, changed line by line, every version kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from chitta.accounts.guards import operator
from chitta.admin import calling
from chitta.admin.forms import LineForm, VersionForm
from chitta.admin.guards import only_operators
from chitta.admin.models import HelplineVersion
from chitta.audit.models import Deed
from chitta.core.errors import Conflict, Refused
from chitta.safety.helplines import bundled
from chitta.web.hx import done, show

bp = Blueprint("admin_helplines", __name__, url_prefix="/admin/helplines")
only_operators(bp)


@bp.get("")
def index() -> Response:
    return _index()


@bp.get("/<country>/new")
def new(country: str) -> Response:
    return _form(_known(country), None, LineForm(None, data={"version": calling.current(country)}))


@bp.post("/<country>/new")
def create(country: str) -> Response:
    return _put(_known(country), None)


@bp.get("/<country>/<int:number>")
def line(country: str, number: int) -> Response:
    row = _row(_known(country), number)
    return _form(country, number, LineForm.over(row, calling.current(country)))


@bp.post("/<country>/<int:number>")
def rewrite(country: str, number: int) -> Response:
    return _put(_known(country), number)


@bp.post("/<country>/<int:number>/up")
def up(country: str, number: int) -> Response:
    return _changed(_known(country), "up", lambda version: calling.move_up(country, number, version, operator()))


@bp.post("/<country>/<int:number>/remove")
def remove(country: str, number: int) -> Response:
    return _changed(_known(country), "remove", lambda version: calling.take_out(country, number, version, operator()))


@bp.post("/<country>/back")
def back(country: str) -> Response:
    """What an earlier version said is shown again."""
    return _changed(_known(country), "back", lambda version: calling.bring_back(country, version, operator()))


def _known(country: str) -> str:
    return country if country in calling.COUNTRIES else abort(404)


def _row(country: str, number: int) -> dict[str, Any]:
    rows = calling.rows(country)
    return rows[number] if number < len(rows) else abort(404)


def _put(country: str, number: int | None) -> Response:
    form = LineForm()
    try:
        if not form.validate():
            return _form(country, number, form)
        kept = calling.put(country, number, form.wish, form.version.data or 0, operator())
    except Conflict as conflict:
        rows, form.version.raw_data = calling.rows(country), None
        form.version.data = calling.current(country)
        stands = rows[number] if number is not None and number < len(rows) else None
        return _form(country, number, form, conflict=conflict, stands=stands, status=409)
    except Refused as no:
        form.refuse_field(no)
        return _form(country, number, form)
    return _noted("write", kept)


def _changed(country: str, verb: str, deed: Callable[[int], HelplineVersion]) -> Response:
    form = VersionForm()
    form.validate()
    try:
        return _noted(verb, deed(form.version.data or 0))
    except Refused as no:
        return _index(refused=no, at=country, status=no.status)
    except Conflict as no:
        return _index(refused=no, at=country, status=no.status)


def _noted(verb: str, kept: HelplineVersion) -> Response:
    Deed.note(f"desk.helplines.{verb}", operator().id, kept)
    home = url_for("admin_helplines.index", said=kept.country, _anchor=f"lines-{kept.country}")
    return done(None, back_to=home)


def _index(status: int = 200, **more: Any) -> Response:
    lists = [(one, calling.rows(one), calling.current(one), HelplineVersion.story(one)) for one in calling.COUNTRIES]
    return show("admin/helplines.html", status=status, lists=lists, said=request.args.get("said"), **more)


def _form(country: str, number: int | None, form: LineForm, **more: Any) -> Response:
    fixed = {row["phone"] for row in bundled(country) if row.get("danger_now")}
    return show("admin/helpline.html", form=form, country=country, number=number, fixed=fixed, **more)
