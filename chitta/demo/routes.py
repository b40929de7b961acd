"""Sample families: the page they are chosen from, and the way in. Only where the operator switched them on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, abort, make_response, redirect, request, url_for
from sqlalchemy import select

from chitta.accounts.guards import enter, person
from chitta.accounts.models import User
from chitta.accounts.throttling import neighbourhood
from chitta.core.db import db
from chitta.core.i18n import tongue
from chitta.core.vocabulary import LANGUAGES
from chitta.demo import guards, making
from chitta.demo.families import SAMPLES
from chitta.demo.wording import STAGES
from chitta.web.frame import limiter
from chitta.web.hx import show, wanted

bp = Blueprint("demo", __name__)
bp.before_request(guards.demo_only)
VISITS = "30 per minute; 200 per hour"


@bp.get("/demo")
def index() -> Response:
    """The ten families, each at its stage; while they move in, the list asks for those that came since (?seen=<how many>).
    Whoever has an account of their own is at home there."""
    me = person()
    if me is not None and not me.demo:
        return _to(url_for("chat.home"))
    families = _families()
    count = sum(len(one["languages"]) for one in families)
    if wanted() and request.args.get("seen", type=int) == count:
        return Response(status=204)
    whole = count == len(SAMPLES) * len(LANGUAGES)
    return show("demo/index.html", "demo/_families.html", families=families, count=count, whole=whole)


@bp.post("/demo/<stage>")
@limiter.limit(VISITS, key_func=neighbourhood)
def visit(stage: str) -> Response:
    """Log in as a sample family, without a password. Nobody's own log-in is ended for it."""
    me, language = person(), request.form.get("language", "")
    if me is not None and not me.demo:
        return _to(url_for("chat.home"))
    family = making.find(stage, language) if language in LANGUAGES else None
    if family is None:
        abort(404)
    enter(family)
    return _to(url_for("chat.home"))


def _families() -> list[dict[str, Any]]:
    """Those that are there, in the order of the way; each with the languages it is there in, the reader's first."""
    there = set(db.session.scalars(select(User.demo).where(User.demo != "", User.confirmed_at.is_not(None))))
    languages = sorted(LANGUAGES, key=lambda one: one != tongue().language)
    told = []
    for sample in SAMPLES:
        found = [one for one in languages if making.key_of(sample.stage, one) in there]
        if found:
            told.append({"sample": sample, "title": STAGES[sample.stage], "languages": found})
    return told


def _to(address: str) -> Response:
    return make_response(redirect(address, 303))


def furnish(app: Flask) -> None:
    guards.furnish(app)
