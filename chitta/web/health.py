"""For machines that watch: /health (am I alive, who speaks), /ready (may I be sent visitors)."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify

from chitta.core import db as ground
from chitta.core.settings import Settings
from chitta.gateways import redis

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
    """200 when visitors may be sent here."""
    ok = ground.reachable()
    return jsonify(ready=ok), 200 if ok else 503
