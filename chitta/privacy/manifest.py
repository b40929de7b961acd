"""What a copy says of itself, for whoever brings it back: how it is laid out, whose it is, and which file was which."""

from __future__ import annotations

import uuid
from datetime import datetime

from pydantic import BaseModel, ConfigDict

FORMAT = 1  # of the copies made here; a copy of a higher one was made by a newer Chitta
NAME = "copy.json"
SUMS = "SHA256SUMS"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Piece(Frozen):
    """A file of the family: where it lies in the copy, and where it lay in the storage."""

    path: str
    key: str


class Manifest(Frozen):
    """children: by their numbers, from 1; tables: names of those under data/; left_out: those that are not, and why."""

    format: int
    made_at: datetime
    children: tuple[uuid.UUID, ...]
    tables: tuple[str, ...]
    files: tuple[Piece, ...]
    left_out: dict[str, str] = {}

    @property
    def places(self) -> dict[str, str]:
        """Path in the copy by key."""
        return {one.key: one.path for one in self.files}
