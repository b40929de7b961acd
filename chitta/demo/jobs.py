"""The bell of the sample families: a day after they were made they are made anew."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app
from sqlalchemy import and_, or_, select

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.vocabulary import LANGUAGES
from chitta.demo import making
from chitta.demo.families import SAMPLES
from chitta.gateways import queue

A_DAY = timedelta(days=1)
LIMIT = 1800  # seconds: whoever made a family longer ago than this makes it no more


@queue.bell("heavy", limit=LIMIT)
def renew(demo: str) -> None:
    """Clear what visitors wrote, and what is missing or half made is made."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    making.add_families(app, older_than=times.now() - A_DAY)


def sweep() -> None:
    """Ring when the oldest family is a day old, or one was left half made; and where some are not there, unless somebody is
    just making one. The worker calls it every few seconds."""
    if not current_app.config["SETTINGS"].demo:
        return
    with transaction(writing=False):
        old = User.created_at < times.now() - A_DAY
        half_made = and_(User.confirmed_at.is_(None), User.created_at < times.now() - timedelta(seconds=LIMIT))
        due = db.session.scalar(select(User.id).where(User.demo != "", or_(old, half_made)).limit(1))
        if due or _lacking():
            queue.now(renew, "demo")


def _lacking() -> bool:
    """Are some not there, and nobody at it?"""
    mine = select(User.demo, User.confirmed_at).where(User.demo != "")
    there = list(db.session.execute(mine))
    whole = {key for key, confirmed_at in there if confirmed_at}
    return len(whole) < len(SAMPLES) * len(LANGUAGES) and all(confirmed_at for _, confirmed_at in there)
