"""The doors of the videos."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("videos", __name__)
