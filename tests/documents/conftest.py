"""Noa's papers in the hands of a test: a real folder behind them, the real fence, and Claude as the stand-in when asked for."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
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
from chitta.documents import jobs
from chitta.documents.models import Document
from chitta.gateways.streams import live
from chitta.journey.models import Journey, Observation
from tests.gateways.papers import making
from tests.people import Person
from tests.standin.script import Say
from tests.standin.server import Standin
from tests.working import burst

PDF, DOCX, JPEG = "report.pdf", "report.docx", "letter.jpg"


class Desk:
    """Where papers are brought, looked at as rows and as files, and worked on."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.storage = app.extensions["storage"]

    def bring(self, who: Person, data: bytes, name: str = PDF, type: str = "report", work: bool = True) -> UUID:
        """Through the plain form, as a browser without JavaScript does; the paper's id."""
        before = {paper.id for paper in self.papers(who)}
        answer = self.send(who, data, name, type)
        assert answer.status_code == 303, answer.text
        if work:
            self.work()
        return next(paper.id for paper in self.papers(who) if paper.id not in before)

    def send(self, who: Person, data: bytes, name: str = PDF, type: str = "report") -> TestResponse:
        """What the form's door answers."""
        # Encoded here: the test client leaves large bodies in files that nobody closes.
        file = FileStorage(io.BytesIO(data), name)
        boundary, body = encode_multipart({"csrf_token": who.token(), "type": type, "file": file})
        path = f"/sessions/{who.session_id}/documents"
        return who.client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")

    def work(self) -> int:
        return burst(self.app, "heavy")

    def sweep(self) -> None:
        with self.app.app_context():
            jobs.sweep()

    def papers(self, who: Person) -> list[Document]:
        with self.app.app_context(), transaction(writing=False):
            mine = select(Document).where(Document.session_id == who.session_id).order_by(Document.created_at)
            return list(db.session.scalars(mine))

    def paper(self, paper_id: UUID) -> Document:
        with self.app.app_context(), transaction(writing=False):
            return db.session.get_one(Document, paper_id)

    def gone(self, paper_id: UUID) -> bool:
        with self.app.app_context(), transaction(writing=False):
            return db.session.get(Document, paper_id) is None

    def set(self, paper_id: UUID, **values: Any) -> None:
        with self.app.app_context(), transaction():
            db.session.execute(update(Document).where(Document.id == paper_id).values(**values))

    def lapse(self, paper_id: UUID) -> None:
        """Whoever worked on it is thought dead; who waits has waited."""
        self.set(paper_id, lease_until=times.now() - jobs.FORGOTTEN)

    def files(self) -> list[str]:
        """Names of all that is kept, without whose they are."""
        return sorted(key.rpartition("/")[2] for key in self.storage.keys("families/"))

    def known(self, who: Person) -> list[Observation]:
        with self.app.app_context(), transaction(writing=False):
            mine = select(Observation).where(Observation.session_id == who.session_id, Observation.state == "held")
            return list(db.session.scalars(mine.order_by(Observation.created_at)))

    def counted(self, who: Person) -> Any:
        with self.app.app_context(), transaction(writing=False):
            return db.session.get_one(Journey, who.session_id).state.artifact("documents")

    def state(self, who: Person) -> Any:
        with self.app.app_context(), transaction(writing=False):
            return db.session.get_one(Journey, who.session_id).state

    def facts(self, who: Person) -> list[dict[str, Any]]:
        return [fact for _, fact in self.app.extensions["streams"].since(live(who.session_id), "0-0")]


@pytest.fixture
def desk(app: Flask) -> Desk:
    app.extensions["storage"].delete_all("families/")
    return Desk(app)


@pytest.fixture
def claude(app: Flask, standin: Standin, monkeypatch: pytest.MonkeyPatch) -> Standin:
    """From here on papers are read by Claude."""
    named = {"anthropic_api_key": SecretStr("a-key-of-the-test"), "anthropic_base_url": standin.url}
    both = guides(app.config["SETTINGS"].model_copy(update=named))
    both["claude"].pause, both["claude"].patience = 0.01, 1.0  # type: ignore[attr-defined]
    monkeypatch.setitem(app.extensions, "guides", both)
    monkeypatch.setitem(app.extensions, "guide", both["claude"])
    return standin


def letter(*lines: str) -> bytes:
    """A PDF of one page with these lines."""
    drawn = b"".join(b"(%b) Tj T* " % line.encode() for line in lines)
    return making.english_pdf(b"BT /F 14 Tf 18 TL 72 700 Td " + drawn + b"ET")


ENGLISH = letter("Noa sings all day and knows every song. She finds it hard", "to wait for her turn.")


def read(**more: Any) -> Say:
    """An answer of the model about ENGLISH."""
    answer: dict[str, Any] = {
        "language": "en",
        "title": "Kindergarten summary",
        "dated": "2026-03-12",
        "author": "Ruti, kindergarten teacher",
        "summary": ["Noa sings a lot.", "Waiting is hard for her."],
        "findings": [
            {"kind": "strength", "domain": "communication", "text": "She sings all day.", "page": 1, "quote": "Noa sings all day"},
            {"kind": "concern", "domain": "behaviour_emotion", "text": "Waiting for a turn is hard.", "page": 1, "quote": "hard to wait for her turn"},
        ],
        "asks": ["To practise waiting in short games."],
    }  # fmt: skip
    return Say(json.dumps({**answer, **more}, ensure_ascii=False))


@pytest.fixture
def understood(desk: Desk, claude: Standin, dana: Person) -> Callable[..., UUID]:
    """Dana brings ENGLISH, and Claude reads it."""

    def go(**more: Any) -> UUID:
        claude.will(read(**more))
        return desk.bring(dana, ENGLISH)

    return go
