"""What may be uploaded. Rooms to the right say what they take, how much of it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from chitta.journey.models import Journey
    from chitta.uploads.models import Upload


@dataclass(frozen=True, slots=True)
class Purpose:
    """One kind of file.

    media_types: extension with its dot, lower case -> media type. most_bytes: of one file. most_files: that a journey may
    hold. details: what the form said beside the file, validated (raises core.errors.Refused with a sentence); it is kept on
    the upload as JSON. take: called in the transaction that ends the upload, with the file whole in storage; answers the id
    of the row it made (and rings that row's job after the commit). When that row is deleted, the room says so to
    `Upload.let_go`: the file goes, and its room in the journey and in the family's share is free again.
    """

    name: str
    media_types: Mapping[str, str]
    most_bytes: int
    most_files: int
    details: Callable[[Journey, Mapping[str, Any]], dict[str, Any]]
    take: Callable[[Upload], UUID]
    refusals: Mapping[str, str]  # extension -> the sentence that says what to do instead, as for ".doc"

    def media_type(self, name: str) -> str | None:
        """The media type this file name promises; None when its extension is not taken."""
        return self.media_types.get(PurePath(name).suffix.lower())

    @property
    def accept(self) -> str:
        """As a file input names what it takes: extensions, and media types for phones that know only those."""
        return ",".join([*self.media_types, *dict.fromkeys(self.media_types.values())])


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """From now on files of this kind may be uploaded."""
    _purposes[purpose.name] = purpose


def named(name: str) -> Purpose | None:
    return _purposes.get(name)
