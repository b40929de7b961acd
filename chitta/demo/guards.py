"""What a sample family's visitors may not do: it belongs to everybody who looks in."""

from __future__ import annotations

from flask import Flask, abort, current_app, request

from chitta.accounts.guards import leave, person
from chitta.core.errors import Problem
from chitta.core.i18n import N_

# Doors that are about an account of one's own, and those through which files come: strangers look in here after you.
CLOSED = {
    "accounts.set_up", "accounts.email", "accounts.move", "accounts.password", "accounts.change_password",
    "accounts.sessions", "accounts.end", "accounts.end_others", "accounts.send_again", "accounts.choose_letters",
    "consents.answer",
    "experts.place", "uploads.create", "documents.create", "videos.create", "children.create",
}  # fmt: skip
CLOSED_ROOMS = {"proving", "privacy", "admin"}


class NotHere(Problem):
    """A sample family is nobody's own."""

    status = 403


def switched_on() -> bool:
    return bool(current_app.config["SETTINGS"].demo)


def demo_only() -> None:
    """404 where there are no sample families."""
    if not switched_on():
        abort(404)


def _mind() -> None:
    """Before every request of a visitor in a sample family."""
    if request.endpoint == "static" or request.endpoint is None:
        return
    me = person()
    if me is None or not me.demo:
        return
    if not switched_on():
        leave()
        abort(404)
    if request.endpoint in CLOSED or request.blueprint in CLOSED_ROOMS:
        raise NotHere(
            N_(
                "This is a sample family, which belongs to everybody who looks in. Files, names, addresses and passwords cannot be changed here; with an account of your own they can."
            )
        )


def furnish(app: Flask) -> None:
    """Every request is minded; the first page and every page of a sample family know where they are."""
    app.before_request(_mind)
    app.jinja_env.globals.update(samples=switched_on)
