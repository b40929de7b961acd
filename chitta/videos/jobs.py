"""The bells of the films: understand the next one, and ring again for those nobody is working on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog
from flask import current_app

from chitta.core.db import after_commit, transaction
from chitta.gateways import queue
from chitta.gateways.storage import StorageError
from chitta.videos import understanding
from chitta.videos.models import Video

log = structlog.get_logger()

FORGOTTEN = timedelta(seconds=10)
LONGEST = 2 * 3600  # seconds of one film's work


def understand_later(film: Video) -> None:
    """Ring once the row is committed."""
    queue.later(understand, film.id)


def erase_files_later(film: Video) -> None:
    """Once the row is committed: now, and by the sweeper where that failed."""
    film_id = film.id
    after_commit(lambda: _erase(film_id))


@queue.bell("heavy", limit=LONGEST)
def understand(video_id: str) -> None:
    """A film is waiting: the one whose turn it is is worked on, which may be another family's. While as many as may be are
    being worked on, nothing happens here: whoever ends one rings for the next."""
    at_once = current_app.config["SETTINGS"].films_at_once
    with transaction(writing=False):
        next_one = Video.turn(at_once)
    if next_one is None:
        return
    understanding.understand(next_one, means())
    with transaction(writing=False):
        another = Video.turn(at_once)
    if another:
        queue.now(understand, another)


def means() -> understanding.Means:
    """What this process works with."""
    ours = current_app.extensions
    budget = current_app.config["SETTINGS"].daily_token_budget
    return understanding.Means(ours["storage"], ours["guides"], ours["streams"], budget)


def sweep() -> None:
    """Films that wait for nobody, and files of films that are gone."""
    with transaction():
        Video.forget_refused()
    with transaction(writing=False):
        forgotten, leaving = Video.left_behind(FORGOTTEN), Video.with_files_to_erase()
    for video_id in forgotten[:1]:  # one ring is enough: each calls the next
        queue.now(understand, video_id)
    for video_id in leaving:
        _erase(video_id)


def _erase(video_id: UUID) -> None:
    try:
        understanding.erase_files(video_id, current_app.extensions["storage"])
    except StorageError as error:
        log.warning("files not erased", video=str(video_id), kind=error.kind)
