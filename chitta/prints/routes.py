"""The doors of the prints: how far one is, and its file. Asked for is it in the room whose page it is."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from chitta.accounts.guards import current_user, signed_in
from chitta.prints import giving, sources, wording
from chitta.prints.guards import here, my_print
from chitta.prints.jobs import erase_later
from chitta.prints.models import Print
from chitta.web import frame
from chitta.web.hx import show, wanted

bp = Blueprint("prints", __name__)


@bp.get("/prints/<uuid:print_id>")
@signed_in
def state(print_id: UUID) -> AnyResponse:
    """The region that asks again while it is made; without htmx the page it belongs to. It asks no more once there is no such
    print: its page has changed, perhaps in another window."""
    mine = here(print_id)
    if mine is None:
        return show("prints/_put_away.html", status=404) if wanted() else abort(404)
    source = sources.named(mine.kind)
    if not wanted():
        return redirect(f"{source.home(mine.owner_id)}#print", 303)
    if request.args.get("seen") == mine.status + mine.reason:
        return Response(status=204)  # nothing is swapped, focus stays where it is
    return show("prints/_print.html", printed=mine, ask=source.ask(mine.owner_id), runs_on=source.runs_on)


@bp.get("/prints/<uuid:print_id>/file")
@signed_in
def file(print_id: UUID) -> AnyResponse:
    return giving.give(my_print(print_id), f"user:{current_user().id}")


def furnish(app: Flask) -> None:
    """What is discarded is erased; every room's page can show how its print stands."""
    if erase_later not in Print.gone_hooks:
        Print.gone_hooks.append(erase_later)
    frame.values(app, reason_of_print=wording.reason_of)
