"""The doors of the desk: how the house stands, its queues, what was done here. Nothing any family said."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from redis.exceptions import RedisError

from chitta.accounts.guards import operator
from chitta.admin import calling, counting, deeds, health
from chitta.admin.guards import only_operators
from chitta.admin.wording import COUNTRY_NAMES, FIELD_NAMES, KIND_NAMES, LIST_STATES, SAID, STAGE_NAMES
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import release
from chitta.core.errors import Unavailable
from chitta.core.i18n import N_
from chitta.gateways import queue
from chitta.safety import helplines
from chitta.web import frame
from chitta.web.hx import done, show

bp = Blueprint("admin", __name__, url_prefix="/admin")
only_operators(bp)
AWAY = N_("The queue cannot be reached just now, so nothing was changed.")
ROOMS = {  # whose page a page belongs to
    "admin_letters": "admin_letters",
    "admin_helplines": "admin_helplines",
    "admin_experts": "admin_experts",
    "admin_lists": "admin_experts",
}
PAGES = {
    "admin.desk": N_("The desk"),
    "admin.jobs": N_("Queues"),
    "admin_letters.index": N_("Letters"),
    "admin_helplines.index": N_("Help lines"),
    "admin_experts.index": N_("Professionals"),
    "admin.trail": N_("What was done"),
}


@bp.get("")
def desk() -> Response:
    counts = counting.count()
    release()  # from here on others are waited for
    ours = current_app.extensions
    parts = health.look(list(ours["guides"]), ours["storage"], ours["mail"], counts, health.queues())
    return show("admin/desk.html", counts=counts, parts=parts)


# --- queues -----------------------------------------------------------------------------------------------------------


@bp.get("/jobs")
def jobs() -> Response:
    """How the queues stand, and jobs that did not end well."""
    release()
    return show("admin/jobs.html", **_jobs())


@bp.post("/jobs/<key>/again")
def try_again(key: str) -> Response:
    return _jobs_done("again", _asked(key, queue.try_again))


@bp.post("/jobs/<key>/forget")
def forget(key: str) -> Response:
    return _jobs_done("forget", _asked(key, queue.forget))


def _asked(key: str, verb: Any) -> queue.failures.Failure:
    """The failure the verb was done to; 404 for one that is not on the list any more."""
    try:
        return verb(key) or abort(404)
    except (RedisError, OSError) as error:
        raise Unavailable(AWAY) from error


def _jobs_done(verb: str, one: queue.failures.Failure) -> Response:
    deed = Deed.note(f"desk.job.{verb}", operator().id)
    deed.subject, deed.subject_id = "jobs", _id(one.ids)
    return done("admin/_failures.html", back_to=url_for("admin.jobs", _anchor="failures"), said=verb, **_jobs())


def _id(ids: tuple[str, ...]) -> uuid.UUID | None:
    try:
        return uuid.UUID(ids[0]) if ids else None
    except ValueError:
        return None


def _jobs() -> dict[str, Any]:
    return {"queues": health.queues(), "failures": health.failures(), "silent": health.silent, "now": times.now()}


# --- what was done ----------------------------------------------------------------------------------------------------


@bp.get("/deeds")
def trail() -> Response:
    """What operators did, the newest first; older ones by ?before=<id>."""
    before = request.args.get("before", type=uuid.UUID)
    lines = deeds.of_operators(before)
    return show(
        "admin/deeds.html",
        lines=lines[: deeds.PAGE],
        older=len(lines) > deeds.PAGE,
        words=deeds.WORDS,
        subjects=deeds.SUBJECTS,
    )


def furnish(app: Flask) -> None:
    """Templates know the pages and the words of the desk."""
    frame.values(
        app, desk_pages=PAGES, stage_names=STAGE_NAMES, field_names=FIELD_NAMES, list_states=LIST_STATES, desk_said=SAID
    )
    frame.values(app, desk_rooms=ROOMS, kind_names=KIND_NAMES, country_names=COUNTRY_NAMES)
    helplines.ask_the_desk(calling.shown)
