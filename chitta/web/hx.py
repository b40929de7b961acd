"""The only place that knows htmx's headers: `show` something to look at, `done` a change that worked."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, render_template
from flask_wtf import FlaskForm
from htmx_flask import Htmx, request

htmx = Htmx()


def wanted() -> bool:
    """Is it htmx that asks (and so a fragment that is wanted)?"""
    return bool(request.htmx)


def show(
    page: str, fragment: str | None = None, *, form: FlaskForm | None = None, status: int = 200, **context: Any
) -> Response:
    """Something to look at: the fragment for htmx, the page for a plain browser; 422 if the form was refused."""
    if form is not None:
        context["form"] = form
        status = 422 if form.errors else status
    return varied(make_response(render_template(fragment if fragment and wanted() else page, **context), status))


def done(fragment: str | None, *, back_to: str, **context: Any) -> Response:
    """A change that worked: the fragment for htmx ("" when there is none to draw), a 303 for a plain browser."""
    if not wanted():
        return make_response(redirect(back_to, 303))
    return varied(make_response(render_template(fragment, **context) if fragment else ""))


def go(address: str) -> Response:
    """Take the whole page there, whoever asked."""
    if not wanted():
        return make_response(redirect(address, 303))
    response = make_response("")
    response.headers["HX-Redirect"] = address
    return response


def retarget(response: Response, target: str, swap: str = "innerHTML") -> Response:
    """Draw the answer elsewhere: a problem said where the reader is looking."""
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = target, swap
    return response


def readdress(response: Response, address: str) -> Response:
    """The page of what is gone becomes another one: its address too, so that "back" does not lead into nothing."""
    response.headers["HX-Replace-Url"] = address
    return response


def varied(response: Response) -> Response:
    response.headers["Vary"] = "HX-Request"
    return response


def reload(response: Response) -> Response:
    """What stands on the page no longer holds: the whole of it is fetched anew."""
    response.headers["HX-Refresh"] = "true"
    return varied(response)
