"""`Disk`: a folder of ours that speaks S3's multipart language, for one machine.

    files/families/...                     objects, by key
    unfinished/<upload>~families~...       the bytes of an unfinished object, each part at its place
    unfinished/<upload>~...~arrived        what of it has arrived, a line each

A part is written where it belongs, so that completing is a rename whatever the size. It counts only by a line that is
written after its bytes are on the disk; whoever is killed before has sent nothing. Several processes may send parts of
one object, the same part even: each piece is written under the lock of the upload's lines, by whoever claimed it last.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Any, BinaryIO, Literal
from uuid import UUID

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from chitta.core import times
from chitta.gateways.storage import (
    HOUR,
    MOST_PARTS,
    PART,
    PIECE,
    SHORT,
    Found,
    Part,
    Purpose,
    StorageError,
    checked,
    checked_prefix,
    forgiving,
    weigh,
)

RESERVE = (
    200 << 20
)  # bytes left free for the database and everything else: a full disk must not cost more than an upload
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
UPLOAD = re.compile(r"[0-9a-f]{24}")
LINE = re.compile(rb"(claim|have) (\d{1,5}) ([0-9a-f]{16})(?: (\d+) ([0-9a-f]{32}))?")
LIVES: dict[str, timedelta] = {"show": SHORT, "download": SHORT, "part": HOUR}
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHORTENED = re.compile(r"~([A-Za-z0-9_-]{22})")
Deed = Literal["read", "show", "download", "part"]


@dataclass(frozen=True, slots=True)
class Grant:
    """What an address of ours allows, and whom: who as in `address`; upload, number and size are those of a part."""

    key: str
    purpose: str  # show, download or part
    who: str
    name: str = ""
    media_type: str = ""
    upload: str = ""
    number: int = 0
    size: int = 0


class _OurClock(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(times.now().timestamp())


class Disk:
    """Objects as files under `folder`. Its addresses lead to `prefix` of our own web server, which asks `grant`.

    secret: signs addresses. prefix: path before an address's token. reserve: bytes of the disk that stay free.
    """

    name = "disk"
    origin = ""

    def __init__(self, folder: Path, secret: str, prefix: str = "/files/", reserve: int = RESERVE) -> None:
        self.folder, self.prefix, self.reserve = folder, prefix, reserve
        self._files, self._unfinished = folder / "files", folder / "unfinished"
        self._signer = URLSafeTimedSerializer(secret, salt="chitta.files", signer=_OurClock)

    # --- in parts -----------------------------------------------------------------------------------------------------

    def begin(self, key: str, media_type: str) -> str:
        """Begin an object; the id of the upload carries the second it was begun."""
        upload = f"{int(times.now().timestamp()):08x}{secrets.token_hex(8)}"
        with _told():
            _folder(self._unfinished)
            os.close(os.open(self._lines(key, upload), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            _sync_folder(self._unfinished)
        return upload

    def put_part(self, key: str, upload: str, number: int, body: BinaryIO, size: int) -> Part:
        """Stream a part to its place. Whoever sends the same part later takes it over; the earlier one is `incomplete`."""
        if not 1 <= number <= MOST_PARTS or not 0 < size <= PART:
            raise StorageError("incomplete", f"part {number} of {size} bytes")
        with _told(), self._opened(key, upload) as lines:
            self._room_for(size)
            lines.claim(number)
            with self._data(key, upload, lines) as data:
                etag = _pour(body, size, (number - 1) * PART, data, lines)
                os.fdatasync(data)
            return lines.have(number, size, etag)

    def parts(self, key: str, upload: str) -> list[Part]:
        """What has arrived, by number."""
        with _told(), self._opened(key, upload) as lines:
            return lines.arrived()

    def complete(self, key: str, upload: str, parts: list[Part]) -> int:
        """Move what has arrived to its place. What was done before, by us or by one who died over it, is done."""
        try:
            with _told(), self._opened(key, upload) as lines, lines.locked():
                size = weigh(parts, lines.arrived())
                if self._bytes(key, upload).exists():
                    self._move(key, upload, size)
                elif self.size(key) != size:
                    raise StorageError("incomplete", "the bytes are gone")
                self._forget(key, upload)
                return size
        except StorageError as error:
            there = self.size(key)
            if error.kind != "lost" or there is None or there != sum(part.size for part in parts):
                raise
            return there

    def abort(self, key: str, upload: str) -> None:
        """Forget what has arrived; who is still writing a part of it finds it gone."""
        with forgiving(), _told(), self._opened(key, upload) as lines, lines.locked():
            self._forget(key, upload)

    def unfinished(self, before: datetime) -> Iterator[tuple[str, str]]:
        """(key, upload) of what was begun before this moment and neither completed nor aborted."""
        for key, upload in self._uploads():
            if datetime.fromtimestamp(int(upload[:8], 16), UTC) < before:
                yield key, upload

    # --- whole --------------------------------------------------------------------------------------------------------

    def put(self, key: str, body: BinaryIO, media_type: str) -> int:
        """Keep a whole file; a killed one leaves an unfinished upload that the sweeper finds."""
        upload = self.begin(key, media_type)
        try:
            with _told(), self._opened(key, upload) as lines:
                with self._data(key, upload, lines) as data:
                    size = self._pour_all(body, data)
                with lines.locked():
                    self._move(key, upload, size)
                    self._forget(key, upload)
            return size
        except BaseException:
            self.abort(key, upload)
            raise

    def _pour_all(self, body: BinaryIO, data: int) -> int:
        size = 0
        while piece := _taken(body, PIECE):
            self._room_for(len(piece))
            _write_at(data, piece, size)
            size += len(piece)
        return size

    def read(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes, in pieces. The file is open when this returns, so that deleting it does not cut a reader off."""
        pieces = self._pieces(key, start, length)
        next(pieces)
        return pieces

    def _pieces(self, key: str, start: int, length: int | None) -> Iterator[bytes]:
        with _told(), open(self._at(key), "rb", buffering=0) as file:
            yield b""
            file.seek(start)
            left = length if length is not None else max(os.fstat(file.fileno()).st_size - start, 0)
            while left > 0 and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece

    def fetch(self, key: str, to: Path) -> int:
        """Copy the object into a file."""
        with _told(), open(self._at(key), "rb") as source:
            try:
                with open(to, "wb") as target:
                    shutil.copyfileobj(source, target, PIECE)
                    size = target.tell()
            except OSError:
                to.unlink(missing_ok=True)
                raise
            if size != os.fstat(source.fileno()).st_size:
                raise StorageError("incomplete", f"{size} bytes came")
            return size

    def look(self, key: str) -> Found | None:
        """Its size and a mark of its content; None when there is no such object."""
        with _told():
            try:
                found = self._at(key).stat()
            except (FileNotFoundError, NotADirectoryError):
                return None
            if not S_ISREG(found.st_mode):
                return None
            return Found(found.st_size, f"{found.st_ino:x}-{found.st_mtime_ns:x}-{found.st_size:x}")

    def size(self, key: str) -> int | None:
        """Bytes of the object; None when there is none."""
        found = self.look(key)
        return found.size if found else None

    def keys(self, prefix: str) -> Iterator[str]:
        """Every key under the prefix, sorted within a folder."""
        for folder, folders, names in os.walk(self._files / checked_prefix(prefix)):
            folders.sort()
            for name in sorted(names):
                yield (Path(folder) / name).relative_to(self._files).as_posix()

    def delete(self, *keys: str) -> None:
        """Gone, and the folders that are empty now."""
        with _told():
            for key in keys:
                with suppress(FileNotFoundError, NotADirectoryError):
                    self._at(key).unlink()
                self._prune(self._at(key).parent)

    def delete_all(self, prefix: str) -> None:
        """Every object and every unfinished upload under the prefix is gone."""
        for key, upload in self._uploads():
            if key.startswith(checked_prefix(prefix)):
                self.abort(key, upload)
        self.delete(*self.keys(prefix))

    # --- addresses ----------------------------------------------------------------------------------------------------

    def address(self, key: str, *, purpose: Purpose, who: str, name: str, media_type: str) -> str:
        """A path on our own server that gives the object to `who`, for SHORT."""
        return self._signed(Grant(checked(key), purpose, who, name, media_type))

    def part_address(self, key: str, upload: str, number: int, size: int, who: str) -> str:
        """A path on our own server to which `who` may PUT this part, for an hour."""
        return self._signed(Grant(checked(key), "part", who, upload=upload, number=number, size=size))

    def grant(self, token: str, deed: Deed) -> Grant:
        """What the token of an address allows. `lost` for a forged or expired one and for another deed; "read" stands
        for both ways of reading. The door still compares `who` with the person who came."""
        try:
            said, signed_at = self._signer.loads(token, return_timestamp=True)
            grant = Grant(_long(said[0]), said[1], _long(said[2]), *said[3:])
        except (BadData, ValueError, TypeError, IndexError):
            raise StorageError("lost", "no such address") from None
        age = times.now() - signed_at
        if not timedelta(seconds=-1) <= age <= LIVES[grant.purpose]:
            raise StorageError("lost", "this address has expired")
        if deed != grant.purpose and (deed != "read" or grant.purpose == "part"):
            raise StorageError("lost", "this address is for another deed")
        return grant

    def _signed(self, grant: Grant) -> str:
        more: list[Any] = [grant.name, grant.media_type]
        if grant.purpose == "part":
            more += [grant.upload, grant.number, grant.size]
        return self.prefix + str(self._signer.dumps([_brief(grant.key), grant.purpose, _brief(grant.who), *more]))

    # --- places -------------------------------------------------------------------------------------------------------

    def _at(self, key: str) -> Path:
        return self._files / checked(key)

    def _bytes(self, key: str, upload: str) -> Path:
        if not UPLOAD.fullmatch(upload):
            raise StorageError("lost", "no such upload")
        return self._unfinished / f"{upload}~{checked(key).replace('/', '~')}"

    def _lines(self, key: str, upload: str) -> Path:
        return self._bytes(key, upload).with_name(self._bytes(key, upload).name + "~arrived")

    def _uploads(self) -> Iterator[tuple[str, str]]:
        try:
            names = sorted(os.listdir(self._unfinished))
        except FileNotFoundError:
            return
        for name in names:
            upload, _, key = name.removesuffix("~arrived").partition("~")
            if name.endswith("~arrived") and UPLOAD.fullmatch(upload):
                yield key.replace("~", "/"), upload

    @contextmanager
    def _opened(self, key: str, upload: str) -> Iterator[_Lines]:
        lines = os.open(self._lines(key, upload), os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        try:
            yield _Lines(lines)
        finally:
            os.close(lines)

    @contextmanager
    def _data(self, key: str, upload: str, lines: _Lines) -> Iterator[int]:
        with lines.locked():
            data = os.open(self._bytes(key, upload), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield data
        finally:
            os.close(data)

    def _move(self, key: str, upload: str, size: int) -> None:
        """From the unfinished to its place, on the disk before anybody is told."""
        source, target = self._bytes(key, upload), self._at(key)
        with open(source, "rb+") as data:
            data.truncate(size)
            os.fsync(data.fileno())
        for more in (True, True, False):
            _folder(target.parent)
            try:
                source.replace(target)
                break
            except FileNotFoundError:  # somebody deleted the last file there and with it the folder
                if not more:
                    raise
        for folder in (target.parent, *target.parent.parents):
            _sync_folder(folder)
            if folder == self.folder:
                break

    def _forget(self, key: str, upload: str) -> None:
        """The lines go last: as long as they are there the sweeper finds what is left."""
        self._bytes(key, upload).unlink(missing_ok=True)
        self._lines(key, upload).unlink(missing_ok=True)
        _sync_folder(self._unfinished)

    def _prune(self, folder: Path) -> None:
        with suppress(OSError):
            while folder != self._files:
                folder.rmdir()
                folder = folder.parent

    def _room_for(self, size: int) -> None:
        if shutil.disk_usage(self._unfinished).free < size + self.reserve:
            raise StorageError("full", "the disk's reserve is reached")


class _Lines:
    """The lines of one upload, and its lock. Each begins with a newline too, so that one that a crash tore spoils no other."""

    def __init__(self, file: int) -> None:
        self._file, self._me, self._number, self._seen = file, secrets.token_hex(8), 0, 0

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone among all processes and threads. `lost` when the upload has been completed or aborted meanwhile."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            if os.fstat(self._file).st_nlink == 0:
                raise StorageError("lost", "no such upload")
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Locked, and nobody has claimed this part since."""
        with self.locked():
            for what, number, who, *_ in self._read(self._seen):
                if what == b"claim" and int(number) == self._number and who.decode() != self._me:
                    raise StorageError("incomplete", f"part {self._number} is sent by somebody else")
            self._seen = os.fstat(self._file).st_size
            yield

    def claim(self, number: int) -> None:
        """From now on what was there of this part does not count; on the disk before its bytes are touched."""
        with self.locked():
            before = {int(line[1]) for line in self._read(0)}
            self._seen = os.fstat(self._file).st_size
            self._number = number
            self._write(f"claim {number} {self._me}", safely=number in before)

    def have(self, number: int, size: int, etag: str) -> Part:
        """It has arrived."""
        with self.mine():
            self._write(f"have {number} {self._me} {size} {etag}")
        return Part(number, size, etag)

    def arrived(self) -> list[Part]:
        """The parts that count, by number."""
        there: dict[int, Part] = {}
        claimed: dict[int, bytes] = {}
        for what, number, who, size, etag in self._read(0):
            if what == b"claim":
                claimed[int(number)] = who
                there.pop(int(number), None)
            elif etag and claimed.get(int(number)) == who:
                there[int(number)] = Part(int(number), int(size), etag.decode())
        return [there[number] for number in sorted(there)]

    def _read(self, start: int) -> Iterator[tuple[Any, ...]]:
        text = os.pread(self._file, os.fstat(self._file).st_size - start, start)
        for line in text.split(b"\n"):
            if found := LINE.fullmatch(line):
                yield found.groups()

    def _write(self, line: str, safely: bool = True) -> None:
        os.write(self._file, f"\n{line}\n".encode())
        if safely:
            os.fdatasync(self._file)


def _pour(body: BinaryIO, size: int, at: int, data: int, lines: _Lines) -> str:
    """Exactly so many bytes to their place in the data, piece by piece; their etag."""
    etag, left = sha256(), size
    while left:
        piece = _taken(body, min(PIECE, left))
        if not piece:
            raise StorageError("incomplete", f"{size - left} of {size} bytes came")
        etag.update(piece)
        with lines.mine():
            _write_at(data, piece, at + size - left)
        left -= len(piece)
    return etag.hexdigest()[:32]


def _taken(body: BinaryIO, size: int) -> bytes:
    try:
        return body.read(size)
    except OSError as error:  # the sender's line, not our disk
        raise StorageError("incomplete", type(error).__name__) from error


def _write_at(data: int, piece: bytes, at: int) -> None:
    view = memoryview(piece)
    while view:
        written = os.pwrite(data, view, at)
        view, at = view[written:], at + written


@contextmanager
def _told() -> Iterator[None]:
    """The system's errors in the words of StorageError."""
    try:
        yield
    except FileNotFoundError as error:
        raise StorageError("lost") from error
    except OSError as error:
        raise StorageError("full" if error.errno in FULL else "unavailable", type(error).__name__) from error


def _folder(path: Path) -> None:
    """Made with its parents, closed to everybody else: mkdir's own `parents` would leave those open."""
    if not path.is_dir():
        _folder(path.parent)
        path.mkdir(exist_ok=True, mode=0o700)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _brief(text: str) -> str:
    """Every id in 22 letters instead of 36: addresses are copied into pages by the dozen."""
    from base64 import urlsafe_b64encode

    return UUIDS.sub(lambda found: "~" + urlsafe_b64encode(UUID(found[0]).bytes).decode()[:22], text)


def _long(text: str) -> str:
    from base64 import urlsafe_b64decode

    return SHORTENED.sub(lambda found: str(UUID(bytes=urlsafe_b64decode(found[1] + "=="))), text)
