"""Giving a file out: whole, or the piece a player or an interrupted download asks for. Nothing of it is held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from flask import Response, abort, request

from chitta.core import db as ground
from chitta.core.errors import Unavailable
from chitta.core.i18n import N_
from chitta.gateways.storage import Found, Storage, StorageError, clothed

log = structlog.get_logger()

CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
SHUT = f"sandbox; {CLOSED}"
# A picture or a film opened by itself is a page that the browser writes around it: it fetches the film again, which a
# sandbox without an origin is refused, and brings its own style. Scripts stay out of all of them.
OPEN = f"sandbox allow-same-origin; {CLOSED}; style-src 'unsafe-inline'"
POLICIES = {"image": f"{OPEN}; img-src 'self'", "video": f"{OPEN}; media-src 'self'"}


def send(storage: Storage, key: str, *, name: str, media_type: str, inline: bool) -> Response:
    """The object as an answer to this GET or HEAD, with its byte range; the door has already asked who may see it.

    name: what the reader's computer calls it. inline: shown rather than saved, if it is of a kind that may be. 404 when
    there is no such object, 503 with a sentence when the storage is away.
    """
    ground.release()  # a slow reader may take an hour, and would keep a connection of the database as long
    with _told():
        found = storage.look(key)
        if found is None:
            abort(404)
        start, stop, status = _asked(found)
        response = Response(status=status)
        if request.method == "GET" and stop > start:
            response.response = _careful(storage.read(key, start, stop - start))
    if status == 206:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{found.size}"
    elif status == 416:
        response.headers["Content-Range"] = f"bytes */{found.size}"
    response.headers["Content-Length"] = str(stop - start)
    return _dressed(response, found, *clothed(name, media_type, "show" if inline else "download"))


def _asked(found: Found) -> tuple[int, int, int]:
    """From, up to, and the status that says so. What is no range, several of them, or one of a file that has changed since
    is answered with the whole file, as RFC 9110 allows."""
    whole = (0, found.size, 200)
    ranges = request.range
    if ranges is None or ranges.units != "bytes" or len(ranges.ranges) != 1 or request.method != "GET":
        return whole
    if request.headers.get("If-Range", f'"{found.etag}"') != f'"{found.etag}"':
        return whole
    start, stop = ranges.ranges[0]
    if start < 0:
        start = max(found.size + start, 0)
    if start >= found.size:
        return 0, 0, 416
    return start, min(stop or found.size, found.size), 206


def _dressed(response: Response, found: Found, content_type: str, disposition: str) -> Response:
    response.headers.update(
        {
            "Content-Type": content_type,
            "Content-Disposition": disposition,
            "Accept-Ranges": "bytes",
            "ETag": f'"{found.etag}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": _policy(content_type),
        }
    )
    return response


def _policy(content_type: str) -> str:
    return POLICIES.get(content_type.partition("/")[0], SHUT)


def _careful(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The status has left: all that can be said of a broken file is to hang up, so that it is not taken for whole."""
    try:
        yield from pieces
    except StorageError as error:
        log.error("a file broke off while it was given out", kind=error.kind, reason=error.detail)
        raise


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except StorageError as error:
        if error.kind == "lost":
            abort(404)
        log.error("storage unavailable", kind=error.kind, reason=error.detail)
        raise Unavailable(
            N_("This file cannot be reached just now. It is kept; please try again in a minute.")
        ) from error
