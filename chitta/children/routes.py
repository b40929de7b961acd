"""Adding a child, and correcting what is known of one."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Flask, Response, request

from chitta.accounts.guards import current_user, own_path, signed_in
from chitta.audit.models import Deed
from chitta.children.ages import age_words
from chitta.children.forms import ChildForm
from chitta.children.guards import my_child
from chitta.children.models import Child
from chitta.core import times
from chitta.web.hx import go, show

bp = Blueprint("children", __name__)


@bp.get("/children/new")
@signed_in
def new() -> Response:
    return _form_page("children/new.html", ChildForm())


@bp.post("/children/new")
@signed_in
def create() -> Response:
    me, form = current_user(), ChildForm()
    if not form.validate():
        return _form_page("children/new.html", form)
    child = Child.add(me, form.name.data, form.date_of_birth.data, form.gender.data)
    Deed.note("child.add", me.id, child)
    return go(child.welcome())


@bp.get("/children/<uuid:child_id>/edit")
@signed_in
def edit(child_id: uuid.UUID) -> Response:
    child = my_child(child_id)
    return _form_page("children/edit.html", ChildForm(obj=child), child=child, back=own_path(request.args.get("next")))


@bp.post("/children/<uuid:child_id>/edit")
@signed_in
def correct(child_id: uuid.UUID) -> Response:
    child, form, back = my_child(child_id), ChildForm(), own_path(request.args.get("next"))
    if not form.validate():
        return _form_page("children/edit.html", form, child=child, back=back)
    child.correct(form.name.data, form.date_of_birth.data, form.gender.data)
    Deed.note("child.correct", child.parent_id, child)
    return go(back)


def _form_page(page: str, form: ChildForm, **context: Any) -> Response:
    return show(page, form=form, today=times.today().isoformat(), **context)


def hue_of(child: Child) -> str:
    return child.hue


def furnish(app: Flask) -> None:
    """Templates can say how old a child is and which colour is theirs."""
    app.jinja_env.globals.update(age_words=age_words, hue_of=hue_of)
