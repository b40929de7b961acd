"""Which files a child has, what each is called in a copy, and which are missing that should be there."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy import select

from chitta.children.models import Child
from chitta.core.db import db
from chitta.documents.models import Document
from chitta.journey.models import Journey
from chitta.prints.models import Print
from chitta.uploads.models import Upload
from chitta.videos.models import Video

ENDS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
AN_END = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Filed:
    """key: in the storage; path: in the copy; title: as the family calls it, "" where it has no name of its own."""

    key: str
    path: str
    title: str = ""


def expected(child_id: uuid.UUID) -> tuple[dict[str, str], dict[str, str]]:
    """(title by the id in the middle of a key, end of the name by that id) and the keys that must be there, with their titles."""
    titles, must = dict[str, str](), dict[str, str]()
    ours = Journey.child_id == child_id
    for paper in db.session.scalars(select(Document).join(Journey).where(ours)):
        titles[str(paper.id)] = paper.name
        if paper.status == "understood":
            must[paper.key] = paper.name
    for film in db.session.scalars(select(Video).join(Journey).where(ours)):
        titles[str(film.id)] = film.name
        if film.status == "understood":
            must[film.key] = film.name
    for upload in db.session.scalars(select(Upload).join(Journey).where(ours)):
        titles[str(upload.id)] = upload.name
    for printed in db.session.scalars(select(Print).join(Journey).where(ours, Print.status == "ready")):
        must[printed.key] = ""
    return titles, {key: title for key, title in must.items() if key}


def ends(child_id: uuid.UUID) -> dict[str, str]:
    """How the name of a file ends whose key does not say it, by the id in the key."""
    found = dict[str, str]()
    for rows in (Document, Upload):
        mine = select(rows.id, rows.media_type, rows.name).join(Journey, Journey.id == rows.session_id)
        for row_id, media_type, name in db.session.execute(mine.where(Journey.child_id == child_id)):
            suffix = PurePath(name).suffix.lower()
            found[str(row_id)] = ENDS.get(media_type) or (suffix if AN_END.fullmatch(suffix) else "")
    return found


def filed(number: int, child: Child, keys: list[str]) -> tuple[list[Filed], list[Filed]]:
    """The files that are there and those that are lost; number: of the child in the copy."""
    titles, must = expected(child.id)
    known = ends(child.id)

    def place(key: str) -> Filed:
        _, _, rest = key.split("/", 2)
        row_id = rest.partition("/")[0]
        end = "" if PurePath(rest).suffix else known.get(row_id, "")
        return Filed(key, f"files/{number}/{rest}{end}", titles.get(row_id, must.get(key, "")))

    return [place(key) for key in keys], [place(key) for key in sorted(set(must) - set(keys))]
