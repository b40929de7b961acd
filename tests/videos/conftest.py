"""Noa's films in the hands of a test: a real folder behind them, the real fence, and Claude as the stand-in when asked for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from pydantic import SecretStr
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from chitta.building import guides
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.gateways.streams import live
from chitta.journey.models import Journey, Observation
from chitta.uploads.models import Upload
from chitta.videos import jobs
from chitta.videos.models import Video
from tests.gateways.media import clips
from tests.people import Person
from tests.standin.script import Say
from tests.standin.server import Standin
from tests.working import burst

SECONDS = 31
QUICK: dict[str, Any] = {"seconds": SECONDS, "fps": 8, "size": (160, 120), "sound": clips.talk}
REEL: dict[str, dict[str, Any]] = {
    "play.mp4": {"faststart": True, "metadata": clips.METADATA},
    "meal.mov": {"rotation": 90, "metadata": clips.METADATA, "options": {"preset": "veryfast"}},
    "puzzle.webm": {"codec": "libvpx-vp9", "voice": "libopus"},
    "night.mp4": {"picture": clips.night, "sound": None},
    "short.mp4": {"seconds": 3},
}


@pytest.fixture(scope="session")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Films by name, each made once."""
    folder = tmp_path_factory.mktemp("reel")

    def take(name: str) -> bytes:
        path: Path = folder / name
        return (path if path.exists() else clips.film(path, **{**QUICK, **REEL[name]})).read_bytes()

    return take


class Cinema:
    """Where films are brought, looked at as rows and as files, and worked on."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.storage = app.extensions["storage"]

    def bring(
        self, who: Person, data: bytes, name: str = "play.mp4", scene: str = "free_play", work: bool = True, **more: str
    ) -> UUID:
        """Through the plain form, as a browser without JavaScript does; the film's id."""
        before = {film.id for film in self.films(who)}
        answer = self.send(who, data, name, scene, **more)
        assert answer.status_code == 303, answer.text
        if work:
            self.work()
        return next(film.id for film in self.films(who) if film.id not in before)

    def send(
        self, who: Person, data: bytes, name: str = "play.mp4", scene: str = "free_play", **more: str
    ) -> TestResponse:
        """What the form's door answers."""
        said = {"csrf_token": who.token(), "scene": scene, "agree": "y", "watch": "parent", **more}
        boundary, body = encode_multipart({**said, "file": FileStorage(io.BytesIO(data), name)})
        path = f"/sessions/{who.session_id}/videos"
        return who.client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")

    def work(self) -> int:
        return burst(self.app, "heavy")

    def sweep(self) -> None:
        with self.app.app_context():
            jobs.sweep()

    def films(self, who: Person) -> list[Video]:
        with self.app.app_context(), transaction(writing=False):
            mine = select(Video).where(Video.session_id == who.session_id).order_by(Video.created_at)
            return list(db.session.scalars(mine))

    def film(self, film_id: UUID) -> Video:
        with self.app.app_context(), transaction(writing=False):
            return db.session.get_one(Video, film_id)

    def gone(self, film_id: UUID) -> bool:
        with self.app.app_context(), transaction(writing=False):
            return db.session.get(Video, film_id) is None

    def upload(self, film_id: UUID) -> Upload:
        with self.app.app_context(), transaction(writing=False):
            return db.session.scalars(select(Upload).where(Upload.outcome == film_id)).one()

    def set(self, film_id: UUID, **values: Any) -> None:
        with self.app.app_context(), transaction():
            db.session.execute(update(Video).where(Video.id == film_id).values(**values))

    def lapse(self, film_id: UUID) -> None:
        """Whoever worked on it is thought dead; who waits has waited."""
        self.set(film_id, lease_until=times.now() - jobs.FORGOTTEN)

    def files(self) -> list[str]:
        """Names of all that is kept, without whose they are."""
        return sorted(key.rpartition("/")[2] for key in self.storage.keys("families/"))

    def known(self, who: Person) -> list[Observation]:
        with self.app.app_context(), transaction(writing=False):
            mine = select(Observation).where(Observation.session_id == who.session_id, Observation.state == "held")
            return list(db.session.scalars(mine.order_by(Observation.created_at, Observation.id)))

    def state(self, who: Person) -> Any:
        with self.app.app_context(), transaction(writing=False):
            return db.session.get_one(Journey, who.session_id).state

    def facts(self, who: Person) -> list[dict[str, Any]]:
        return [fact for _, fact in self.app.extensions["streams"].since(live(who.session_id), "0-0")]


@pytest.fixture
def cinema(app: Flask) -> Cinema:
    app.extensions["storage"].delete_all("families/")
    return Cinema(app)


@pytest.fixture
def claude(app: Flask, standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Standin:
    """From here on films are looked at by Claude, where the parent agrees."""
    named = {"anthropic_api_key": SecretStr("a-key-of-the-test"), "anthropic_base_url": standin.url}
    both = guides(app.config["SETTINGS"].model_copy(update=named))
    both["claude"].pause, both["claude"].patience = 0.01, 1.0  # type: ignore[attr-defined]
    monkeypatch.setitem(app.extensions, "guides", both)
    monkeypatch.setitem(app.extensions, "guide", both["claude"])
    return standin


TOWER = {
    "start": 4,
    "end": 9,
    "kind": "strength",
    "domain": "motor",
    "text": "Builds a tower, looks at it and builds on.",
    "sure": "clearly",
}
HAND = {"start": 20, "end": 24, "kind": "concern", "domain": "communication", "text": "Pulls a hand towards the shelf without a word.", "sure": "once"}  # fmt: skip


def watched(**more: Any) -> Say:
    """An answer of the model about a film."""
    answer: dict[str, Any] = {
        "scene": "asked",
        "child": "well",
        "private": False,
        "summary": "A child builds with blocks.",
        "moments": [TOWER, HAND],
        "unseen": ["Talking back and forth"],
        "enough": True,
        "another": "",
    }
    return Say(json.dumps({**answer, **more}, ensure_ascii=False))
