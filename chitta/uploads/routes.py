"""The doors of the uploads, JSON for the uploader; and of the files themselves where they lie on our own disk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, request, url_for
from flask_wtf.csrf import generate_csrf

from chitta.accounts.guards import current_user, own_path, signed_in
from chitta.audit.models import Deed
from chitta.core import db as ground
from chitta.core.i18n import gettext_
from chitta.gateways.storage import PART, Part, Storage, StorageError
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.uploads import receiving, telling
from chitta.uploads.forms import Promise
from chitta.uploads.guards import my_upload, my_upload_to, sender, who
from chitta.uploads.models import MB, Halted, Upload
from chitta.uploads.purposes import named
from chitta.uploads.telling import PART_SIZE, in_json
from chitta.uploads.words import upload_words
from chitta.web import frame, ranges
from chitta.web.hx import done

bp = Blueprint("uploads", __name__)
telling.tell_in_json(bp)

BEGINNINGS = "120 per minute; 1000 per hour"
PARTS = "1200 per minute"


@bp.post("/uploads")
@sender
@frame.limiter.limit(BEGINNINGS, key_func=who)
def create() -> Response:
    wish = Promise.of(request.get_json(silent=True))
    journey, purpose = my_journey(wish.session), named(wish.purpose) or abort(404)
    quota = current_app.config["SETTINGS"].quota_bytes
    about = wish.name, wish.size, wish.last_modified, wish.details
    upload, parts = receiving.begin(_storage(), journey, current_user(), purpose, *about, quota)
    return _told(upload, parts=_drawn(parts))


@bp.get("/uploads/<uuid:upload_id>/parts")
@sender
def parts(upload_id: UUID) -> Response:
    upload = my_upload(upload_id)
    return _told(upload, parts=_drawn(receiving.arrived(_storage(), upload)))


@bp.post("/uploads/<uuid:upload_id>/parts/<int:number>")
@sender
@frame.limiter.limit(PARTS, key_func=who)
def part(upload_id: UUID, number: int) -> Response:
    """Where this part's bytes go, and those of the next (`ahead`). Only our own door wants the token of the page."""
    places = receiving.addresses(_storage(), my_upload(upload_id), number, who())
    ours = places[number].startswith("/")
    headers = {"X-CSRFToken": generate_csrf()} if ours else {}
    ahead = [{"number": each, "url": url} for each, url in places.items() if each != number]
    return jsonify(url=places[number], headers=headers, ahead=ahead)


@bp.post("/uploads/<uuid:upload_id>/complete")
@sender
def complete(upload_id: UUID) -> Response:
    upload = my_upload(upload_id)
    twice = upload.status == "complete"
    upload = receiving.complete(_storage(), upload)
    if not twice:
        Deed.note("upload.complete", current_user().id, upload)
    return _told(upload, outcome=str(upload.outcome))


@bp.post("/uploads/<uuid:upload_id>/cancel")
@sender
def cancel(upload_id: UUID) -> Response:
    """For the uploader, and for the button in the list of unfinished uploads (`next`: the page it stands in)."""
    upload = my_upload(upload_id)
    upload.cancel()
    if in_json():
        return _told(upload)
    home = url_for("chat.talk", session_id=upload.session_id)
    return done("", back_to=own_path(request.form.get("next"), home))


@bp.put("/files/<token>")
@sender
@frame.limiter.limit(PARTS, key_func=who)
def keep(token: str) -> Response:
    """A part on its way to our own disk, streamed; no connection to the database is held meanwhile."""
    disk, grant = _granted(token, "part")
    upload = my_upload_to(grant.key)
    upload.must_go_on()
    if upload.status != "receiving" or upload.multipart != grant.upload:
        raise Halted("lost", receiving.LOST)
    if request.content_length != grant.size:
        raise Halted("size", PART_SIZE, 422)
    ground.commit()
    ground.release()
    try:
        part = disk.put_part(grant.key, grant.upload, grant.number, request.stream, grant.size)
        there = disk.parts(grant.key, grant.upload)
    except StorageError as error:
        raise receiving.halted(error) from error
    receiving.touched(upload, sum(each.size for each in there))
    return Response(status=204, headers={"ETag": f'"{part.etag}"'})


@bp.get("/files/<token>")
@signed_in
def give(token: str) -> Response:
    """A file that lies on our own disk, to the person the address was made for, with byte ranges."""
    disk, grant = _granted(token, "read")
    return ranges.send(disk, grant.key, name=grant.name, media_type=grant.media_type, inline=grant.purpose == "show")


@bp.url_value_preprocessor
def _make_room(endpoint: str | None, _values: object) -> None:
    # Before the CSRF check, which looks at the body.
    if endpoint == "uploads.keep":
        request.max_content_length = PART


def _storage() -> Storage:
    storage: Storage = current_app.extensions["storage"]
    return storage


def _granted(token: str, deed: Any) -> tuple[Any, Any]:
    """What this address of ours allows this person; 404 for anybody else, and where files do not lie on our own disk."""
    disk = _storage()
    if not hasattr(disk, "grant"):
        abort(404)
    try:
        grant = disk.grant(token, deed)
    except StorageError:
        abort(404)
    return (disk, grant) if grant.who == who() else abort(404)


def _told(upload: Upload, **more: Any) -> Response:
    return jsonify(id=str(upload.id), status=upload.status, size=upload.size, part_size=PART, **more)


def _drawn(parts: list[Part]) -> list[dict[str, Any]]:
    return [{"number": part.number, "size": part.size, "etag": part.etag} for part in parts]


def size_words(size: int) -> str:
    """4.1 MB: a size as people say it."""
    if size < MB // 10:
        return gettext_("%(n)s KB", n=-(-size // 1024))
    return gettext_("%(n)s MB", n=f"{size / MB:.1f}".removesuffix(".0"))


def furnish(app: Flask) -> None:
    """Templates can say sizes, and draw what was left unfinished."""
    words = {"size_words": size_words, "upload_words": upload_words}
    frame.values(app, unfinished=unfinished, purpose_of=named, **words)


def unfinished(journey: Journey, purpose: str) -> list[Upload]:
    """Uploads of this person that can go on."""
    return Upload.unfinished(current_user(), journey, purpose)
