"""For machines that watch: /health (am I alive, who speaks), /ready (may I be sent visitors)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, current_app, jsonify, request
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from chitta.core import db as ground
from chitta.core.settings import Settings
from chitta.gateways import queue, redis
from chitta.gateways.storage import NOWHERE, Storage, StorageError

SILENT = timedelta(minutes=1)  # a worker tells that it is there every few seconds
bp = Blueprint("health", __name__)


@bp.get("/health")
def health() -> Response:
    """Alive, and what this process leans on. Says nothing about any family."""
    settings: Settings = current_app.config["SETTINGS"]
    return jsonify(
        status="ok",
        guide=current_app.extensions["guide"].name,
        database="ok" if ground.reachable() else "down",
        queue="ok" if redis.reachable(settings.redis) else "down",
        storage=current_app.extensions["storage"].name,
        streams=current_app.extensions["hub"].count(),
    )


@bp.get("/ready")
def ready() -> tuple[Response, int]:
    """200 when visitors may be sent here: there is a database, and this code fits it.

    Nothing else keeps visitors away, since pages go on without it and say so. With ?strict, for whoever watches, the
    queue, the storage and a worker of each queue are looked at too, and each that is away is a 503.
    """
    parts = {"database": ground.reachable()}
    parts["migrations"] = parts["database"] and _fits()
    if "strict" in request.args:
        settings: Settings = current_app.config["SETTINGS"]
        parts |= {"queue": redis.reachable(settings.redis), "storage": _storage(), **_workers()}
    ok = all(parts.values())
    return jsonify(ready=ok, **{name: "ok" if well else "down" for name, well in parts.items()}), 200 if ok else 503


def _fits() -> bool:
    try:
        return bool(current_app.extensions["fits"]())
    except SQLAlchemyError:
        return False


def _storage() -> bool:
    storage: Storage = current_app.extensions["storage"]
    try:
        storage.size(NOWHERE)
    except StorageError:
        return False
    return True


def _workers() -> dict[str, bool]:
    """Was one of each queue seen lately?"""
    since = datetime.now(UTC) - SILENT
    try:
        return {f"{one.name} worker": bool(one.seen and one.seen[0] > since) for one in queue.standing()}
    except (RedisError, OSError):
        return {f"{name} worker": False for name in queue.QUEUES}
