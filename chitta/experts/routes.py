"""The doors of the directory."""

from __future__ import annotations

from flask import Blueprint, Flask

from chitta.experts import models
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES
from chitta.web import frame

bp = Blueprint("experts", __name__)
__all__ = ["bp", "furnish", "models"]


def furnish(app: Flask) -> None:
    """Templates know the words for what can be ticked."""
    frame.values(app, expert_fields=SPECIALTIES, expert_languages=LANGUAGES, expert_funds=FUNDS)
