"""Sixty professionals who do not exist, so that a new directory is not empty. Each of them is marked as a sample wherever it is shown.

samples.csv: names, numbers and addresses are made up; example.org is nobody's, and no phone number has three zeros after its code.
Nobody rated or checked them: where no person stands behind an entry, stars and ticks would be untrue.
"""

from __future__ import annotations

import csv
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from chitta.core.db import db, transaction
from chitta.experts.models import Expert

FILE = Path(__file__).with_name("samples.csv")


def seed(app: Flask, only_if_empty: bool = False) -> int:
    """Add the samples that are not there yet; how many were added. Those that an operator changed or hid stay as they are."""
    with app.app_context(), transaction():
        if only_if_empty and db.session.scalar(select(Expert.id).limit(1)):
            return 0
        there = set(db.session.scalars(select(Expert.key).where(Expert.sample)))
        missing = [row for row in rows() if row["key"] not in there]
        for row in missing:
            Expert.write(sample=True, **row)
        return len(missing)


def rows() -> list[dict[str, str]]:
    """The file, line by line."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
