"""Where files lie: `Disk`, a folder of ours, and `S3`, a bucket. Both speak S3's multipart language.

A key is made by us alone: `families/<child id>/<id>/<name of ours>`. What belongs to one child shares a prefix, so that
erasing the child is one call. Nothing here knows whose a key is: rooms ask that before they call.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

PART = 8 << 20  # bytes of every part but the last
MOST_PARTS = 10_000
SHORT = timedelta(minutes=10)  # a reading address lives so long
Purpose = Literal["show", "download"]


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
        """Keep a part that comes through us, streamed; the same number again replaces it. `incomplete` when the body
        ends before `size` bytes; what came is not kept then."""
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
        to it says `name` (RFC 6266, Hebrew kept) as attachment for "download", inline for "show", always nosniff."""
        ...
