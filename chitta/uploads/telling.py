"""What went wrong, in JSON with a sentence for the uploader; as a page for forms and plain links."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_wtf.csrf import CSRFError
from redis.exceptions import RedisError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from chitta.accounts.guards import person
from chitta.core.errors import Problem
from chitta.core.i18n import N_, gettext_
from chitta.uploads.guards import no_longer_logged_in
from chitta.web import problems

PAGES = {"uploads.cancel", "uploads.give"}  # doors that people come to as well
PART_SIZE = N_("A piece of the file is not as long as it was said to be. Reload the page and choose the file again.")
OLD_PAGE = N_(
    "This page is too old to send files. Reload it and choose the same file again: it goes on from the same point."
)
SENTENCES = {
    404: N_("This upload is not here. Reload the page and choose the file again."),
    413: PART_SIZE,
    429: problems.SENTENCES[429][1],
}


def in_json() -> bool:
    """Is it the uploader that asks?"""
    if request.endpoint not in PAGES:
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def tell_in_json(bp: Blueprint) -> None:
    """Problems behind these doors are said so: {kind, sentence, ...}; kinds as in `Halted`, "no" for a rule."""
    for kind in (CSRFError, RequestEntityTooLarge, HTTPException):
        bp.register_error_handler(kind, _http)
    bp.register_error_handler(Problem, _problem)
    for trouble in (OperationalError, InterfaceError, PoolTimeout, RedisError):
        bp.register_error_handler(trouble, _away)


def _problem(error: Problem) -> Response:
    if not in_json():
        return problems.answer(error.status, error.sentence, error.values)
    kind, more = getattr(error, "kind", "no"), getattr(error, "more", {})
    return _said(kind, gettext_(error.sentence, **error.values), error.status, **more)


def _http(error: HTTPException) -> Any:
    if error.response is not None or error.code is None:
        return error  # an answer already, as the way to the log-in page
    if isinstance(error, CSRFError) and person() is None and in_json():
        return _problem(no_longer_logged_in())  # the token went with the log-in
    status = 403 if isinstance(error, CSRFError) else error.code
    sentence = OLD_PAGE if status == 403 else SENTENCES.get(status, problems.SENTENCES[500][1])
    if not in_json():
        return problems.answer(status)
    return _said("no", gettext_(sentence), status)


def _away(error: Exception) -> Response:
    if not in_json():
        return problems.answer(503)
    return _said("unavailable", gettext_(problems.SENTENCES[503][1]), 503)


def _said(kind: str, sentence: str, status: int, **more: Any) -> Response:
    response = jsonify(kind=kind, sentence=sentence, **more)
    response.status_code = status
    if status in (429, 503):
        response.headers["Retry-After"] = "20"
    return response
