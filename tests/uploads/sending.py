"""What a browser's uploader does, without one: promise, parts, complete. And a small purpose that stands for a room."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from chitta.core.db import db, transaction
from chitta.core.errors import Refused
from chitta.gateways.storage import PART
from chitta.journal.models import JournalEntry
from chitta.uploads.models import MB, Upload
from chitta.uploads.purposes import Purpose
from tests.people import Person

JSON = {"Accept": "application/json"}


def details(journey, said):
    if said.get("type", "letter") not in ("letter", "drawing"):
        raise Refused("Please choose one of these.")
    return {"type": said.get("type", "letter")}


def take(upload):
    """A room that writes a journal entry of it: a real row, in the same transaction."""
    if "refuse" in upload.name:
        raise Refused("This day is still to come.")
    return JournalEntry.write(upload.journey, f"A paper came: {upload.name} {upload.id}").id


SCRAP = Purpose(
    name="scrap",
    media_types={".pdf": "application/pdf", ".txt": "text/plain"},
    most_bytes=40 * MB,
    most_files=5,
    details=details,
    take=take,
    refusals={".doc": "Save it as DOCX or PDF first, then it can be read."},
)


@cache
def content(size: int) -> bytes:
    """Bytes of which no two pieces are alike."""
    line = b"".join(number.to_bytes(4, "big") for number in range(4096))
    return b"".join(bytes([at % 251]) + line[1:] for at in range(size // len(line) + 1))[:size]


@dataclass
class Sender:
    """A person's browser, sending one file."""

    person: Person
    body: bytes
    name: str = "מכתב מהגן.pdf"
    id: str = ""

    def begin(self, **other: Any) -> TestResponse:
        wish = {
            "purpose": "scrap",
            "session": str(self.person.session_id),
            "name": self.name,
            "size": len(self.body),
            "last_modified": 1764000000000,
            "details": {"type": "letter"},
        }
        answer = self.post("/uploads", json={**wish, **other})
        self.id = (answer.json or {}).get("id", self.id)
        return answer

    def post(self, path: str, **options: Any) -> TestResponse:
        headers = {**JSON, "X-CSRFToken": self.person.token()}
        return self.person.client.post(path, headers=headers, **options)

    def piece(self, number: int) -> bytes:
        return self.body[(number - 1) * PART : number * PART]

    @property
    def numbers(self) -> range:
        return range(1, -(-len(self.body) // PART) + 1)

    def where(self, number: int) -> dict[str, Any]:
        answer = self.post(f"/uploads/{self.id}/parts/{number}")
        assert answer.status_code == 200, answer.text
        return answer.json  # type: ignore[no-any-return]

    def send(self, number: int, body: bytes | None = None) -> int:
        """Send this part; the status of the answer."""
        place = self.where(number)
        return self.put(place["url"], self.piece(number) if body is None else body, place["headers"])

    def put(self, url: str, body: bytes, headers: dict[str, str] | None = None) -> int:
        if url.startswith("/"):
            answer = self.person.client.put(url, data=body, headers=headers)
            assert answer.status_code != 204 or answer.headers["ETag"]
            return answer.status_code
        address = urlsplit(url)
        link = http.client.HTTPConnection(address.hostname or "", address.port or 80, timeout=10)
        link.request("PUT", f"{address.path}?{address.query}", body)
        status = link.getresponse().status
        link.close()
        return status

    def parts(self) -> list[int]:
        answer = self.person.get(f"/uploads/{self.id}/parts", headers=JSON)
        return [part["number"] for part in answer.json["parts"]]

    def complete(self) -> TestResponse:
        return self.post(f"/uploads/{self.id}/complete")

    def cancel(self) -> TestResponse:
        return self.post(f"/uploads/{self.id}/cancel")

    def all(self) -> TestResponse:
        """The whole way."""
        assert self.begin().status_code == 200
        for number in self.numbers:
            assert self.send(number) in (200, 204)
        return self.complete()


def row(app: Flask, upload_id: str) -> Upload | None:
    from uuid import UUID

    with app.app_context(), transaction(writing=False):
        return db.session.get(Upload, UUID(upload_id))


def change(app: Flask, upload_id: str, **values: Any) -> None:
    """As if time had passed, or a process had died."""
    from uuid import UUID

    with app.app_context(), transaction():
        upload = db.session.get(Upload, UUID(upload_id))
        assert upload
        for name, value in values.items():
            setattr(upload, name, value)


def papers(app: Flask) -> int:
    """How many rows the room made."""
    with app.app_context(), transaction(writing=False):
        return len(db.session.scalars(db.select(JournalEntry)).all())


def lying(app: Flask, person: Person) -> list[str]:
    """Keys of whole objects of this person's child."""
    return list(app.extensions["storage"].keys(f"families/{person.child_id}/"))


def begun(app: Flask) -> list[tuple[str, str]]:
    """What the storage holds unfinished."""
    from datetime import timedelta

    from chitta.core import times

    return list(app.extensions["storage"].unfinished(times.now() + timedelta(days=1)))
