"""Documents as a journey knows them, without the room they lie in: by what its state says of them, and by sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chitta.core.text import one_line
from chitta.core.vocabulary import DOCUMENT_TYPES
from chitta.journey.state import MasterState

LONGEST_TITLE = 80
MOST = 12
STATUSES = ("received", "checking", "reading", "understood", "refused", "failed")
_ID = re.compile(r"[0-9a-f-]{36}")
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Brought:
    """One document. title: its own words, cleaned; dated: "2026-03-01", "2026-03", "2026" or ""."""

    id: str
    title: str
    type: str
    status: str
    dated: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a document; title "" for one that is not among the newest any more."""

    document: str
    title: str
    page: int


class Sourced(Protocol):
    """What says where it comes from: an observation, or one a letter was written from."""

    @property
    def said_by(self) -> str: ...
    @property
    def source(self) -> Mapping[str, Any]: ...


def brought(state: MasterState) -> Iterator[Brought]:
    """The documents that the state names, the newest first; what does not read as one is passed over."""
    artifact = state.artifact("documents")
    listed = artifact.metadata.get("papers") if artifact else None
    for row in listed[:MOST] if isinstance(listed, list | tuple) else ():
        if isinstance(row, Mapping) and row.get("status") in STATUSES and _ID.fullmatch(str(row.get("id", ""))):
            type, dated = str(row.get("type", "")), str(row.get("dated") or "")
            yield Brought(
                id=str(row["id"]),
                title=one_line(str(row.get("title", "")), LONGEST_TITLE),
                type=type if type in DOCUMENT_TYPES else "other",
                status=str(row["status"]),
                dated=dated if _DAY.fullmatch(dated) else "",
            )


def page_of(one: Sourced) -> tuple[str, int]:
    """The document and the page something stands on; ("", 0) where it is from none."""
    source = one.source or {}
    document, page = str(source.get("document", "")), source.get("page")
    if one.said_by != "document" or not _ID.fullmatch(document):
        return "", 0
    return document, page if isinstance(page, int) and not isinstance(page, bool) and 0 < page < 10_000 else 1


def paper_of(state: MasterState, one: Sourced) -> Place | None:
    """Where in which document something stands; None when it comes from none."""
    document, page = page_of(one)
    return Place(document, title(state, document), page) if document else None


def title(state: MasterState, document: str) -> str:
    """What a document is called; "" for one that is not among the newest any more."""
    return next((paper.title for paper in brought(state) if paper.id == document), "")
