"""The doors of the reports."""

from __future__ import annotations

from flask import Blueprint

from chitta.reports.models import Report  # noqa: F401 - the table is known from here on

bp = Blueprint("reports", __name__)
