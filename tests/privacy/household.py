"""A family that has something of everything, all of it through the doors; and what a copy of it says, ids and moments apart."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import zipfile
from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.documents import keeping as papers_kept
from chitta.documents.models import Document
from chitta.documents.reading import Finding
from chitta.experts.models import Expert, ExpertMatch
from chitta.gateways import media
from chitta.gateways.fence import workshop
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey
from chitta.meetings.models import MeetingQuestion
from chitta.prints.models import Print
from chitta.privacy import copying, importing, jobs
from chitta.privacy.models import Export, Import
from chitta.reports.models import Report
from chitta.videos import keeping as films_kept
from chitta.videos.models import Video
from chitta.videos.seeing import Film, Measured, Seeing
from tests.documents.conftest import ENGLISH, JPEG, Desk
from tests.gateways.media import clips
from tests.gateways.papers import making
from tests.people import Person, visitor
from tests.videos.conftest import QUICK, SECONDS
from tests.working import burst

CODE = "4186-27"
THE_COPY = "/settings/export"


class Household:
    """Noa's family, filled. Everything is said with `word` in it, so that it can be looked for."""

    def __init__(self, app: Flask, who: Person, word: str = "Zebrafinch") -> None:
        self.app, self.who, self.word = app, who, word

    def fill(self, films: bool = True) -> Household:
        self.talk()
        self.bring_papers()
        if films:
            self.bring_a_film()
        self.write_a_journal()
        self.write_reports()
        self.meet()
        self.share()
        return self

    def talk(self) -> None:
        who, word = self.who, self.word
        who.post(
            f"/children/{who.child_id}/edit", {"name": f"Noa {word}", "date_of_birth": "2022-03-01", "gender": "girl"}
        )
        who.say(f"She sings of a {word} all day and knows every song.")
        who.say(f"Mornings are hard. Yesterday she cried at the gate and called for her {word}.")
        burst(self.app)
        with self.app.app_context(), transaction(writing=False):
            known = [one.id for one in db.session.get_one(Journey, who.session_id).observations()]
        who.post(f"/observations/{known[-1]}/dispute")
        who.post(
            "/settings", {"full_name": "Dana Levin", "language": "en", "address": "f", "theme": "dark", "country": "US"}
        )

    def bring_papers(self) -> None:
        desk, who = Desk(self.app), self.who
        letter = desk.bring(who, ENGLISH, f"{self.word}.pdf")
        desk.bring(who, making.placed_jpeg(), JPEG, "medical")
        with self.app.app_context(), transaction():
            paper = db.session.get_one(Document, letter)
            found = Finding(id="f1", kind="strength", domain="communication", text=f"Sings of a {self.word}.", page=1)
            paper.content = paper.content.but(findings=(found,), summary=(f"About a {self.word}.",), asks=("To sing.",))
            papers_kept.keep(paper, ["f1"], paper.version)
            sentence = "Noa sings all day and knows every song."
            papers_kept.mark(paper, (1, 1), sentence, *papers_kept.guess(sentence))
        who.post(f"/sessions/{who.session_id}/documents/seen")

    def bring_a_film(self) -> None:
        """As the pipeline leaves it, which is tested where it is."""
        film_id = uuid4()
        home = f"families/{self.who.child_id}/{film_id}"
        with workshop() as folder:
            clips.film(folder / "play.mp4", **QUICK)
            media.prepare(folder / "play.mp4", folder / "film.mp4")
            media.poster(folder / "film.mp4", folder / "poster.jpg")
            for name, kind in (("film.mp4", "video/mp4"), ("poster.jpg", "image/jpeg")):
                with (folder / name).open("rb") as body:
                    self.app.extensions["storage"].put(f"{home}/{name}", body, kind)
            size = (folder / "film.mp4").stat().st_size
        seen = Seeing(film=Film(seconds=SECONDS, width=160, height=120, sound=True), measured=Measured(light=1))
        about = {"name": f"{self.word}.mp4", "scene": "free_play", "watch": "parent", "size": size, "replaces": None}
        with self.app.app_context(), transaction():
            made = Video.take(Journey.locked(self.who.session_id), key=f"{home}/original", **about)
            made.id, made.original, made.key, made.status, made.percent = (
                film_id,
                "",
                f"{home}/film.mp4",
                "understood",
                100,
            )
            made.content, made.engine, made.ready_at = seen, "built-in", times.now()
            made.sha256 = hashlib.sha256(self.word.encode()).hexdigest()
        with self.app.app_context(), transaction():
            films_kept.tell(db.session.get_one(Video, film_id), 4, f"She builds a nest for the {self.word}", "strength")

    def write_a_journal(self) -> None:
        who, word = self.who, self.word
        self._moment(f"A {word} on the window, and she waved", tags=f"window, {word}", for_reports="y")
        self._moment(f"The photo of the {word}", photo=making.placed_jpeg())
        gone = self._moment("This one is deleted")
        who.post(f"/journal/{gone}/delete")

    def _moment(self, content: str, photo: bytes = b"", **more: str) -> UUID:
        said = {"csrf_token": self.who.token(), "kind": "observation", "content": content, **more}
        file = FileStorage(io.BytesIO(photo), "IMG_1.jpg" if photo else "")
        edge, body = encode_multipart({**said, "photo": file})
        kind = f"multipart/form-data; boundary={edge}"
        path = f"/sessions/{self.who.session_id}/journal"
        assert self.who.client.post(path, data=body, content_type=kind).status_code == 303
        with self.app.app_context(), transaction(writing=False):
            return db.session.scalars(select(JournalEntry.id).where(JournalEntry.content == content)).one()

    def write_reports(self) -> None:
        for variant in ("parent", "professional"):
            self.who.post(f"/sessions/{self.who.session_id}/reports", {"variant": variant})
        burst(self.app, "heavy")
        with self.app.app_context(), transaction():
            for report in db.session.scalars(select(Report)).all():
                Print.ask(report.journey, "report", report.id)

    def meet(self) -> None:
        with self.app.app_context(), transaction():
            journey = Journey.locked(self.who.session_id)
            levi = Expert.write(name_en="Dr. Levi", name_he="ד״ר לוי", specialties="speech", city="haifa")
            match = ExpertMatch.keep(journey, levi)
            match.schedule(
                times.today() + timedelta(days=9), time(10), place=f"The house of the {self.word}", note="Ring twice"
            )
        with self.app.app_context(), transaction():
            MeetingQuestion.write(Journey.locked(self.who.session_id), f"Why the {self.word}?")

    def share(self) -> None:
        """To Dr. Levi, who comes, looks and writes a note."""
        who = self.who
        with self.app.app_context(), transaction(writing=False):
            reports = [f"report-{one}" for one in db.session.scalars(select(Report.id))]
            films = [f"video-{one}" for one in db.session.scalars(select(Video.id).where(Video.key != ""))]
        said = {
            "name": f"Dr. Levi of {self.word}",
            "items": ["summary", *reports, *films],
            "days": "14",
            "language": "en",
            "key": "x",
        }
        page = html.unescape(who.post(f"/sessions/{who.session_id}/sharing", said).text)
        door = re.search(r"/s/[\w-]{43}", page)
        assert door, page
        levi = visitor(self.app)
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', levi.get(door[0]).text))
        home = levi.client.post(door[0], data={**hidden, "name": "Dr. Levi", "role": "Speech"}).location
        token = re.search(r'name="csrf_token" value="([^"]*)"', levi.get(home).text)
        assert token
        levi.client.post(f"{home}/items/{reports[0]}/look", data={"csrf_token": token[1]})
        noted = {"csrf_token": token[1], "words": f"She hears the {self.word} well."}
        assert levi.client.post(f"{home}/notes", data=noted).status_code == 303


# --- copies -----------------------------------------------------------------------------------------------------------


def copied(app: Flask, user_id: Any) -> bytes:
    """A copy of everything of this person, made here and now."""
    with app.app_context(), transaction():
        wanted = Export.ask(db.session.get_one(User, user_id)).id
    with app.test_request_context():
        storage = app.extensions["storage"]
        copying.copy(wanted, copying.Means(storage, lambda: b"", lambda export: None))
    with app.app_context(), transaction(writing=False):
        made = db.session.get_one(Export, wanted)
        assert made.status == "ready", made.reason
        return b"".join(app.extensions["storage"].read(made.key))


def sent(who: Person, copy: bytes, name: str = "chitta.zip") -> Any:
    """Through the form, as a browser does."""
    said = {"csrf_token": who.token(), "file": FileStorage(io.BytesIO(copy), name)}
    edge, body = encode_multipart(said)
    return who.client.post("/settings/import", data=body, content_type=f"multipart/form-data; boundary={edge}")


def brought(app: Flask, who: Person, copy: bytes) -> Import:
    """The same, and a worker has done its work; how it ended."""
    answer = sent(who, copy)
    assert answer.status_code == 303, answer.text
    burst(app, "heavy")
    return standing(app, who)


def standing(app: Flask, who: Person) -> Import:
    with app.app_context(), transaction(writing=False):
        mine = select(Import).where(Import.user_id == who.user_id).order_by(Import.created_at.desc())
        return db.session.scalars(mine).first()


def altered(copy: bytes, change: Any, sums: bool = True) -> bytes:
    """The copy with other contents: change takes and gives {path: bytes}. sums: the marks are made anew, as a liar would."""
    with zipfile.ZipFile(io.BytesIO(copy)) as box:
        told = {name: box.read(name) for name in box.namelist()}
    told = change(told) or told
    if sums:
        lines = (f"{hashlib.sha256(data).hexdigest()}  {path}" for path, data in told.items() if path != "SHA256SUMS")
        told["SHA256SUMS"] = ("\n".join(lines) + "\n").encode()
    return packed(told)


def packed(told: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for path, data in told.items():
            box.writestr(path, data)
    return held.getvalue()


def rewritten(table: str, **values: Any) -> Any:
    """A change for `altered`: these columns of the first row of a table say this."""

    def change(told: dict[str, bytes]) -> None:
        rows = json.loads(told[f"data/{table}.json"])
        rows[0].update(values)
        told[f"data/{table}.json"] = laid(rows)

    return change


def laid(rows: list[dict[str, Any]]) -> bytes:
    return (
        ("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n").encode()
        if rows
        else b"[]\n"
    )


# --- two copies beside each other --------------------------------------------------------------------------------------

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What must differ between a family and the same family brought back elsewhere, and why.
DIFFERS = {
    "share_links": {"revoked_at", "cleared_at", "snapshot", "key"},  # what was shared is over
    "share_openings": {"ended_at"},
    "sessions": {"version", "changed_at", "shares"},  # the journey has learned that
    "messages": {"mark", "kept"},  # places in a stream that is not here
    "documents": {"size"},  # files were looked at and written anew
    "videos": {"size"},
    "uploads": {"size", "received", "multipart", "fingerprint"},
    "reports": {"basis"},  # a mark over ids
}


def told(copy: bytes, tables: Any) -> dict[str, list[str]]:
    """What a copy says, table by table, the order and the ids apart: an id is what the row it leads to says."""
    with zipfile.ZipFile(io.BytesIO(copy)) as box:
        rows = {name: json.loads(box.read(f"data/{name}.json")) for name in tables}
    bare = {(name, row["id"]): _bare(name, row) for name, some in rows.items() for row in some}
    saying = dict.fromkeys((id for _, id in bare), "?")
    for _ in range(4):  # the longest way from row to row
        saying = {id: _said(name, text, saying) for (name, id), text in bare.items()}
    return {
        name: sorted(_said(name, text, saying, plain=True) for (of, _), text in bare.items() if of == name)
        for name in rows
    }


def _bare(table: str, row: dict[str, Any]) -> str:
    apart = {"id", "attempt", "lease_until", *DIFFERS.get(table, ())}
    kept = {name: value for name, value in row.items() if name not in apart}
    if table == "sessions":
        others = [one for one in kept["state"]["active_artifacts"] if one["type"] not in DIFFERS[table]]
        kept["state"] = {**kept["state"], "active_artifacts": others}
    if table == "reports":
        kept["content"] = {name: value for name, value in kept["content"].items() if name not in DIFFERS[table]}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _said(table: str, text: str, saying: dict[str, str], plain: bool = False) -> str:
    without = re.sub(r"families/[0-9a-f-]{36}/", "families/", text)
    words = AN_ID.sub(lambda found: saying.get(found[0], "nowhere"), without)
    words = json.dumps(json.loads(words), ensure_ascii=False, sort_keys=True)  # ids may be keys
    return words if plain else hashlib.sha256(f"{table} {words}".encode()).hexdigest()[:16]


__all__ = ["THE_COPY", "Household", "altered", "brought", "copied", "importing", "jobs", "sent", "standing"]
