"""A copy as somebody brought it: measured before anything of it is unpacked. Whatever it says is a stranger's word.

It is taken only as we write them: no comment, plain names, each once, every file with its mark, a row on each line.
"""

from __future__ import annotations

import json
import math
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_IFMT, S_IFREG
from typing import IO, Any

from pydantic import ValidationError

from chitta.privacy.manifest import FORMAT, NAME, SUMS, Manifest

MOST_ENTRIES = 40_000
MOST_CONTENTS = 8 << 20  # bytes of its table of contents
MOST_DATA = 128 << 20  # bytes of all tables together, unpacked
MOST_LINE = 8 << 20  # bytes of one row
MOST_MANIFEST = 16 << 20
RATIO, SMALL = 150, 1 << 20  # an entry of more than SMALL bytes may have been pressed so much
PIECE = 1 << 20
END, END64, LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
LONGEST_PATH = 250
MARK = re.compile(r"([0-9a-f]{64})  (\S+)")


class Damaged(Exception):
    """This copy is not taken. reason: a word of `wording.WHY`; none of the copy's own words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Brought:
    """An open copy that was measured. Everything it gives is read within the limits that it named."""

    zip: zipfile.ZipFile
    manifest: Manifest

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The rows of a table, one after the other. Raises Damaged."""
        with self._open(f"data/{table}.json") as file:
            first = file.readline(16).strip()
            if first == b"[]":
                return
            if first != b"[":
                raise Damaged("values")
            while (line := file.readline(MOST_LINE).strip()) not in (b"]", b""):
                yield _row(line.removesuffix(b","))
            if line != b"]":
                raise Damaged("values")

    def take_out(self, path: str, to: Path) -> None:
        """One file of it into a folder of ours, under a name of ours."""
        with self._open(path) as file, to.open("wb") as out:
            while piece := file.read(PIECE):
                out.write(piece)

    def size(self, path: str) -> int:
        if path not in self.zip.NameToInfo:
            raise Damaged("incomplete")
        return self.zip.NameToInfo[path].file_size

    def prove(self, heard: Callable[[], object] = lambda: None) -> None:
        """Every file has its mark, and is what its mark says. heard: called now and then. Raises Damaged."""
        sums = dict(_marks(self._all(SUMS, MOST_MANIFEST)))
        if set(sums) != set(self.zip.namelist()) - {SUMS}:
            raise Damaged("changed")
        for path, mark in sums.items():
            found = sha256()
            with self._open(path) as file:
                for number, piece in enumerate(iter(lambda file=file: file.read(PIECE), b"")):  # type: ignore[misc]
                    found.update(piece)
                    if number % 64 == 63:
                        heard()
            if found.hexdigest() != mark:
                raise Damaged("changed")

    def _all(self, path: str, most: int) -> bytes:
        if self.zip.NameToInfo[path].file_size > most:
            raise Damaged("bomb")
        with self._open(path) as file:
            return file.read()

    @contextmanager
    def _open(self, path: str) -> Iterator[IO[bytes]]:
        """zipfile gives no more than the entry's own size says, and says so when it is not that."""
        if path not in self.zip.NameToInfo:
            raise Damaged("incomplete")
        with _kindly(), self.zip.open(path) as file:
            yield file


@contextmanager
def opened(path: Path, most: int) -> Iterator[Brought]:
    """The copy at this path, if it is one. most: bytes that all of it may take up. Raises Damaged."""
    _measure_contents(path)
    with _kindly():
        box = zipfile.ZipFile(path)
    with box:
        _measure(box, most)
        yield Brought(box, _manifest(box))


@contextmanager
def _kindly() -> Iterator[None]:
    """Whatever a damaged zip meets on its way."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, struct.error):
        raise Damaged("changed") from None


def _measure_contents(path: Path) -> None:
    """How long its table of contents is, before zipfile reads all of it into memory."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 98))
        tail = file.read(98).rjust(98, b"\0")
    if tail[76:80] != END or tail[96:] != b"\0\0":
        raise Damaged("not_a_copy")
    entries, length = struct.unpack("<10xHL", tail[76:92])
    if tail[56:60] == LOCATOR:
        if tail[:4] != END64:
            raise Damaged("changed")
        entries, length = struct.unpack("<32xQQ", tail[:48])
    if entries > MOST_ENTRIES or length > MOST_CONTENTS:
        raise Damaged("bomb")


def _measure(box: zipfile.ZipFile, most: int) -> None:
    """By what its table of contents says of each entry. zipfile never gives more of one than it says."""
    entries = box.infolist()
    if len({one.filename.lower() for one in entries}) < len(entries):
        raise Damaged("unsafe")
    for one in entries:
        if not PATH.fullmatch(one.filename) or len(one.filename) > LONGEST_PATH or one.is_dir():
            raise Damaged("unsafe")
        if S_IFMT(one.external_attr >> 16) not in (0, S_IFREG):
            raise Damaged("unsafe")
        if one.flag_bits & 1:
            raise Damaged("locked")
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Damaged("unsafe")
        if one.file_size > SMALL and one.file_size > RATIO * max(one.compress_size, 1):
            raise Damaged("bomb")
    tables = sum(one.file_size for one in entries if one.filename.startswith("data/"))
    if tables > MOST_DATA or sum(one.file_size for one in entries) > most:
        raise Damaged("bomb")


def _manifest(box: zipfile.ZipFile) -> Manifest:
    if NAME not in box.NameToInfo or SUMS not in box.NameToInfo:
        raise Damaged("not_a_copy")
    if box.getinfo(NAME).file_size > MOST_MANIFEST:
        raise Damaged("bomb")
    with _kindly():
        told = _json(box.read(NAME))
    made_as = told.get("format") if isinstance(told, dict) else None
    if isinstance(made_as, int) and made_as > FORMAT:
        raise Damaged("newer")
    try:
        manifest = Manifest.model_validate(told)
    except ValidationError:
        raise Damaged("values") from None
    if manifest.format < 1 or len(manifest.places) < len(manifest.files):
        raise Damaged("values")
    return manifest


def _marks(text: bytes) -> Iterator[tuple[str, str]]:
    for line in text.decode("ascii", "replace").splitlines():
        told = MARK.fullmatch(line)
        if not told:
            raise Damaged("changed")
        yield told[2], told[1]


def _row(line: bytes) -> dict[str, Any]:
    told = _json(line)
    if not isinstance(told, dict):
        raise Damaged("values")
    return told


def _json(text: bytes) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Damaged("values") from None


def _no_number(_word: str) -> float:
    raise ValueError("not a number")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)
