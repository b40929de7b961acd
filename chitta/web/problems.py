"""Errors as pages and fragments: a kind sentence, what to do next, and the helplines when we are the ones who are down."""

from __future__ import annotations

import structlog
from flask import Flask, Response, g, make_response, render_template
from flask_wtf.csrf import CSRFError
from redis.exceptions import RedisError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from chitta.core.errors import Problem
from chitta.core.i18n import N_
from chitta.web import hx

log = structlog.get_logger()

SENTENCES: dict[int, tuple[str, str]] = {
    400: (
        N_("This request did not arrive whole"),
        N_("Go back, reload the page and try once more. What you typed may still be there."),
    ),
    403: (N_("This form is too old"), N_("Reload the page and send it again. It keeps your account safe.")),
    404: (N_("There is nothing here"), N_("The address may be old, or it may not be yours.")),
    405: (N_("There is nothing here"), N_("The address may be old, or it may not be yours.")),
    409: (N_("Somebody changed this first"), N_("Look at what is there now, then decide.")),
    413: (N_("This is more than fits"), N_("Try a shorter text or a smaller file.")),
    422: (N_("Something is missing"), N_("Look at the form once more.")),
    429: (N_("A little too fast"), N_("Wait a minute and try again. Nothing was lost.")),
    500: (
        N_("Something broke on our side"),
        N_("What you wrote so far is safe. You can try again, or go back to the conversation."),
    ),
    503: (
        N_("We cannot reach our memory just now"),
        N_("What you wrote so far is safe. Please try again in a minute."),
    ),
}


def answer(status: int, sentence: str = "", values: dict[str, object] | None = None) -> Response:
    """The problem as a page, or as a fragment in the page's own place for problems."""
    title, more = SENTENCES.get(status, SENTENCES[500])
    fragment = hx.wanted()
    page = "problems/_problem.hx.html" if fragment else "problems/index.html"
    drawn = render_template(
        page, status=status, title=title, more=sentence or more, values=values or {}, request_id=g.get("request_id", "")
    )
    response = make_response(drawn, status)
    return hx.retarget(hx.varied(response), "#problem") if fragment else response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    response = answer(status)
    for name, value in error.get_headers():
        if name.lower() in {"retry-after", "allow"}:
            response.headers[name] = value
    if status == 429:
        response.headers.setdefault("Retry-After", "60")
    return response


def _database(error: Exception) -> Response:
    log.error("database unavailable", reason=type(error).__name__)
    response = answer(503)
    response.headers["Retry-After"] = "20"
    return response


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected error")
    return answer(500)


def _problem(error: Problem) -> Response:
    return answer(error.status, error.sentence, error.values)


def furnish(app: Flask) -> None:
    """Every error has a sentence."""
    app.register_error_handler(CSRFError, lambda error: answer(403))
    app.register_error_handler(RequestEntityTooLarge, lambda error: answer(413))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Problem, _problem)
    for kind in (OperationalError, InterfaceError, PoolTimeout, RedisError):
        app.register_error_handler(kind, _database)
    app.register_error_handler(Exception, _unexpected)
