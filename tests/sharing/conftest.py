"""What Dana shares, in the hands of a test, and Dr. Levi's browser."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from chitta.core import times
from chitta.core.db import db, transaction
from chitta.documents.models import Document
from chitta.documents.reading import Reading
from chitta.journal.models import JournalEntry
from chitta.journey.facts import Observed
from chitta.journey.models import Journey
from chitta.reports.models import Report
from chitta.sharing.models import ShareLink
from chitta.videos.models import Video
from chitta.videos.seeing import Film, Moment, Seeing
from tests.people import Person
from tests.working import burst

CODE = "4186-27"
WHO = {"name": "Dr. Levi", "role": "Paediatrician"}
SINGS, ALONE = "She sings all day long", "She plays alone in the yard"


@dataclass
class Material:
    """Ids of all that Noa's journey holds: a report of each kind, a paper, a film, a moment of the journal."""

    parent: UUID
    professional: UUID
    paper: UUID
    film: UUID
    entry: UUID
    observations: list[UUID] = field(default_factory=list)

    @property
    def keys(self) -> dict[str, str]:
        """As the form names them."""
        return {
            "report": f"report-{self.professional}",
            "letter": f"report-{self.parent}",
            "document": f"document-{self.paper}",
            "video": f"video-{self.film}",
            "journal": "journal",
            "summary": "summary",
        }


@pytest.fixture
def material(app: Flask, dana: Person) -> Material:
    """Everything there is to share, its files included."""
    storage = app.extensions["storage"]
    storage.delete_all("families/")
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        journey.learn(Observed(kind="strength", domain="communication", text=SINGS))
        journey.learn(Observed(kind="concern", domain="social_play", text=ALONE, example="On Sunday she hid"))
    for variant in ("parent", "professional"):
        dana.post(f"/sessions/{dana.session_id}/reports", {"variant": variant})
    burst(app, "heavy")
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        entry = JournalEntry.write(journey, "She let go of my hand at the gate")
        paper = Document.take(
            journey,
            name="hearing.pdf",
            type="medical",
            media_type="application/pdf",
            size=9,
            key=f"families/{dana.child_id}/{uuid4()}/original.pdf",
        )
        read = Reading(
            texts=("Hearing is fine.",), images=(1,), summary=("Hearing was found to be fine.",), given="Hearing"
        )
        paper.status, paper.content, paper.pages = "understood", read, 1
        film = Video.take(
            journey,
            name="a.mp4",
            scene="free_play",
            watch="parent",
            size=9,
            key=f"families/{dana.child_id}/{uuid4()}/original",
            replaces=None,
        )
        known = journey.observations()
        moment = Moment(id="m1", start=4, end=9, kind="strength", domain="motor", text="Builds a tower")
        film.status, film.key = "understood", f"{film.home}/film.mp4"
        film.content = Seeing(film=Film(seconds=31, width=160, height=120, sound=True), moments=(moment,))
        Document.counted(journey)
        Video.counted(journey)
        keys = {"paper": paper.key, "image": paper.image_key(1), "film": film.key, "poster": film.poster_key}
        newest = {one.variant: one.id for one in db.session.scalars(select(Report).where(Report.status == "ready"))}
        made = Material(
            newest["parent"], newest["professional"], paper.id, film.id, entry.id, [one.id for one in known]
        )
    for name, key in keys.items():
        storage.put(key, io.BytesIO(name.encode() * 1000), "application/octet-stream")
    return made


@dataclass
class Shared:
    """A link as it was shown once."""

    id: UUID
    token: str
    page: str

    @property
    def door(self) -> str:
        return f"/s/{self.token}"


@pytest.fixture
def share(app: Flask, dana: Person, material: Material) -> Callable[..., Shared]:
    """Dana makes a link: by default to everything, with a code."""

    def share(*items: str, code: str | None = CODE, **more: Any) -> Shared:
        keys = [material.keys.get(one, one) for one in items or material.keys]
        said = {"name": "Dr. Levi, paediatrician", "items": keys, "days": "14", "language": "en", **more}
        said |= {"coded": "y", "code": code} if code else {}
        answer = dana.post(f"/sessions/{dana.session_id}/sharing", said)
        assert answer.status_code == 200, re.findall(r'class="err"[^>]*>.*?</p>', answer.text)
        token = re.search(r"/s/([\w-]{43})", html.unescape(answer.text))
        with app.app_context(), transaction(writing=False):
            mine = select(ShareLink).where(ShareLink.session_id == dana.session_id)
            newest = db.session.scalars(mine.order_by(ShareLink.created_at.desc())).first()
        return Shared(newest.id, token[1] if token else "", answer.text)

    return share


class Guest(Person):
    """Somebody who was sent a link."""

    home: str = ""
    seals: dict[str, str]

    def form(self, page: str) -> dict[str, str]:
        """The hidden fields of the form on a page, as a browser sends them along."""
        found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        return {name: value for name, value in found if name != "back"}

    def knock(self, link: Shared, code: str | None = CODE, **more: Any) -> TestResponse:
        """Read the door, say who, come in."""
        page = self.client.get(link.door).text
        said = {**self.form(page), **WHO, **({"code": code} if code is not None else {}), **more}
        answer = self.client.post(link.door, data=said)
        if answer.status_code == 303:
            self.home = answer.location
        return answer

    def do(self, path: str, **data: Any) -> TestResponse:
        """Post a form that stands on the first page of the visit."""
        held = self.form(self.client.get(self.home).text)
        return self.client.post(self.home + path, data={"csrf_token": held.get("csrf_token", ""), **data})

    def look(self, key: str) -> TestResponse:
        """Open one of the things and read it."""
        self.do(f"/items/{key}/look")
        return self.client.get(f"{self.home}/items/{key}")


@pytest.fixture
def levi(app: Flask) -> Guest:
    """Dr. Levi, who has no account."""
    return Guest(app, app.test_client())


@pytest.fixture
def inside(levi: Guest, share: Callable[..., Shared]) -> Callable[..., Shared]:
    """Dana shared it, and Dr. Levi came in."""

    def inside(*items: str, **more: Any) -> Shared:
        link = share(*items, **more)
        assert levi.knock(link).status_code == 303
        return link

    return inside


@pytest.fixture
def rows(app: Flask) -> Callable[[type], list[Any]]:
    """All rows of a kind, as the database has them now."""

    def rows(model: type) -> list[Any]:
        with app.app_context(), transaction(writing=False):
            return list(db.session.scalars(select(model)))

    return rows


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta | datetime], None]:
    """The only clock, stopped at a moment or so much later than now."""

    def clock(at: timedelta | datetime) -> None:
        stopped = at if isinstance(at, datetime) else times.now() + at
        monkeypatch.setattr(times, "now", lambda: stopped)

    return clock
