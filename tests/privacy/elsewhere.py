"""Another house, in a process of its own: `python -m tests.privacy.elsewhere COPY OUT PAGES`. A copy is brought to it while it is
empty, every page of the family is opened, and everything is copied again. What it is made of, the environment says."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from chitta import create_app
from chitta.accounts.models import User
from chitta.core.db import db, transaction
from chitta.documents.models import Document
from chitta.experts.models import Expert
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey
from chitta.migrating import migrate
from chitta.privacy import arriving, importing, jobs
from chitta.privacy.models import Import
from chitta.reports.models import Report
from chitta.videos.models import Video
from tests.people import Person, parent
from tests.privacy.household import copied

VIEWS = (
    "portrait", "viewDocs", "videoGallery", "parentReport", "proReport", "summary", "journal", "shareExpert", "findExperts",
)  # fmt: skip


def bring(app: Flask, who: Person, copy: Path) -> str:
    """As the worker does; how it ended."""
    with app.app_context():
        with transaction(), copy.open("rb") as body:
            storage = app.extensions["storage"]
            user = db.session.get_one(User, who.user_id)
            import_id = arriving.keep(storage, user, body, copy.stat().st_size)
        importing.bring_back(import_id, jobs.returning())
        with transaction(writing=False):
            done = db.session.get_one(Import, import_id)
            return f"{done.status} {done.reason} {dict(done.left)}"


def doors(app: Flask) -> list[str]:
    """Every page there is to open of the family that came."""
    with app.app_context(), transaction(writing=False):
        journey = db.session.scalars(select(Journey.id)).one()
        papers, films, reports = (list(db.session.scalars(select(one.id))) for one in (Document, Video, Report))
        photos = list(db.session.scalars(select(JournalEntry.id).where(JournalEntry.photo_id.is_not(None))))
    return [
        *(f"/sessions/{journey}/view/{view}" for view in VIEWS),
        *(f"/documents/{one}{end}" for one in papers for end in ("", "/download")),
        *(f"/videos/{one}{end}" for one in films for end in ("", "/film", "/poster", "/chapters")),
        *(f"/reports/{one}" for one in reports),
        *(f"/journal/{one}/photo" for one in photos),
        f"/sessions/{journey}",
        "/settings/import",
    ]


def opened(app: Flask, who: Person) -> dict[str, Any]:
    """The status of each, and how much there is to see. A file is where its address leads."""
    answers = {path: who.get(path) for path in doors(app)}
    for path, answer in list(answers.items()):
        if answer.status_code in (302, 303) and answer.location.startswith("/files/"):
            answers[path] = who.get(answer.location)
    return {path: (answer.status_code, len(answer.data)) for path, answer in answers.items()}


def main(copy: str, out: str, pages: str) -> None:
    app = create_app()
    migrate(app)
    with app.app_context(), transaction():
        Expert.write(name_en="Dr. Levi", name_he="ד״ר לוי", specialties="speech", city="haifa")
    who = parent(app, "Dana Levin", "dana@elsewhere.example", address="f")
    ended = bring(app, who, Path(copy))
    if ended.startswith("ready"):
        Path(pages).write_text(json.dumps(opened(app, who)))
        Path(out).write_bytes(copied(app, who.user_id))
    print(ended)


if __name__ == "__main__":
    main(*sys.argv[1:])
