"""Where files lie: `Disk`, a folder of ours, and `S3`, a bucket. Both speak S3's multipart language.

A key is made by us alone: `families/<child id>/<id>/<name of ours>`. What belongs to one child shares a prefix, so that
erasing the child is one call. Nothing here knows whose a key is: rooms ask that before they call.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import BinaryIO, Literal, Protocol
from urllib.parse import quote

from chitta.core.text import one_line, short_name

PART = 8 << 20  # bytes of every part but the last
MOST_PARTS = 10_000
PIECE = 1 << 20  # bytes of the longest piece that is read
SHORT = timedelta(minutes=10)  # a reading address lives so long
HOUR = timedelta(hours=1)  # and the address of a part so long
NOWHERE = "desk/nothing-lies-here"  # a key that no file has: to hear whether the storage answers
LONGEST_KEY = 200
LONGEST_NAME = 150
Purpose = Literal["show", "download"]

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
# What a browser may be told a file is. Anything else is bytes: it is not for a file to say that it is a page or a script.
SHOWN = {
    "application/pdf",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "video/mp4",
    "video/webm",
    "text/plain",
}
GIVEN = SHOWN | {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/zip",
    "image/heic",
    "image/heif",
    "video/quicktime",
    "video/x-msvideo",
    "video/x-matroska",
}
BYTES = "application/octet-stream"


class StorageError(Exception):
    """A file could not be kept or given. kind: full (no room) · lost (no such object) · unavailable (down, slow, wrong
    key) · incomplete (a part is missing or is not what it was said to be). The message holds no name of a person."""

    def __init__(self, kind: Literal["full", "lost", "unavailable", "incomplete"], detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind, self.detail = kind, detail


@dataclass(frozen=True, slots=True)
class Part:
    """One part that has arrived. number: 1 and up; size in bytes; etag as the storage names its content."""

    number: int
    size: int
    etag: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an object without reading it. etag: changes whenever its content does."""

    size: int
    etag: str


class Storage(Protocol):
    """Something that keeps files. Every verb may raise StorageError; none is called inside an open transaction."""

    name: str  # "disk" or "s3", as /health says it
    origin: str  # scheme://host[:port] that browsers send parts to and read from; "" when that is our own address

    def begin(self, key: str, media_type: str) -> str:
        """Begin an object in parts; answers the storage's id of this upload."""
        ...

    def part_address(self, key: str, upload: str, number: int, size: int, who: str) -> str:
        """Where a browser PUTs this part's bytes, for the next hour: signed, bound to key, upload, number, size and `who`."""
        ...

    def put_part(self, key: str, upload: str, number: int, body: BinaryIO, size: int) -> Part:
        """Keep a part that comes through us, streamed; the same number again replaces it. No more than `size` bytes of
        the body are read. `incomplete` when it ends before; what came is not kept then."""
        ...

    def parts(self, key: str, upload: str) -> list[Part]:
        """What has arrived, by number. `lost` when there is no such upload (any more)."""
        ...

    def complete(self, key: str, upload: str, parts: list[Part]) -> int:
        """Make the object of its parts; its size. Done twice it answers the same. `incomplete` when a part is missing."""
        ...

    def abort(self, key: str, upload: str) -> None:
        """Forget what has arrived. Nothing to forget is no error."""
        ...

    def unfinished(self, before: datetime) -> Iterator[tuple[str, str]]:
        """(key, upload) of what was begun before this moment and neither completed nor aborted."""
        ...

    def put(self, key: str, body: BinaryIO, media_type: str) -> int:
        """Keep a whole file, streamed; it is there whole or not at all. Its size."""
        ...

    def read(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes, in pieces of at most 1 MB. `lost` is raised before the first one."""
        ...

    def fetch(self, key: str, to: Path) -> int:
        """Copy the object into a file on this machine; its size. `incomplete` when it came shorter than it is."""
        ...

    def look(self, key: str) -> Found | None:
        """Its size and a mark of its content; None when there is no such object."""
        ...

    def size(self, key: str) -> int | None:
        """Bytes of the object; None when there is none."""
        ...

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key under the prefix, unfinished ones not."""
        ...

    def delete(self, *keys: str) -> None:
        """Gone. What was not there is no error."""
        ...

    def delete_all(self, prefix: str) -> None:
        """Every object and every unfinished upload under the prefix is gone."""
        ...

    def address(self, key: str, *, purpose: Purpose, who: str, name: str, media_type: str) -> str:
        """A short-lived (SHORT) address to read the object, bound to key, purpose and `who`, with byte ranges. The answer
        to it says `name` (RFC 6266, Hebrew kept) as attachment for "download", inline for "show"; its media type is one
        of SHOWN or GIVEN, so that there is nothing to sniff."""
        ...


def checked(key: str) -> str:
    """The key, when it is one of ours. ValueError otherwise: that is a mistake of ours, never an answer to a person."""
    if len(key) > LONGEST_KEY or not KEY.fullmatch(key):
        raise ValueError("not a key of ours")
    return key


def checked_prefix(prefix: str) -> str:
    """The prefix of keys of ours, whole folders only, so that erasing one child cannot reach another or everybody."""
    if not prefix.endswith("/") or not KEY.fullmatch(prefix[:-1]):
        raise ValueError("not a prefix of ours")
    return prefix


@contextmanager
def forgiving() -> Iterator[None]:
    """What is not there needs no deleting."""
    try:
        yield
    except StorageError as error:
        if error.kind != "lost":
            raise


def weigh(wanted: list[Part], arrived: list[Part]) -> int:
    """Bytes of the object that these parts make. `incomplete` unless they run from 1 without a hole, all but the last are
    of PART bytes, and each is what has arrived."""
    there = {part.number: part for part in arrived}
    if not wanted or len(wanted) > MOST_PARTS:
        raise StorageError("incomplete", "no parts" if not wanted else "too many parts")
    for number, part in enumerate(sorted(wanted, key=lambda each: each.number), 1):
        if part.number != number or there.get(number) != part:
            raise StorageError("incomplete", f"part {number} is missing")
        if part.size > PART or (part.size != PART and number != len(wanted)):
            raise StorageError("incomplete", f"part {number} has {part.size} bytes")
    return sum(part.size for part in wanted)


def clothed(name: str, media_type: str, purpose: Purpose) -> tuple[str, str]:
    """Content-Type and Content-Disposition (RFC 6266) for a file under this name: Hebrew letters kept, no path, no control
    or reordering character. What a browser could run is never shown, only given."""
    if media_type not in GIVEN:
        media_type = BYTES
    shown = purpose == "show" and media_type in SHOWN
    name = short_name(one_line(re.sub(r"[/\\]+", "-", name), 500), LONGEST_NAME) or "file"
    fallback = re.sub(r"[^\w. -]", "_", _in_latin(name), flags=re.ASCII)
    disposition = f'{"inline" if shown else "attachment"}; filename="{fallback}"'
    if fallback != name:
        disposition += f"; filename*=UTF-8''{quote(name, safe='!#$&+-.^_`|~')}"
    return (f"{media_type}; charset=utf-8" if media_type == "text/plain" else media_type), disposition


def _in_latin(name: str) -> str:
    """Without accents; what is left of a Hebrew name would be spaces and dots, so that becomes "file"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    extension = PurePath(plain).suffix
    return plain if plain.isascii() else f"file{extension if extension.isascii() else ''}"
