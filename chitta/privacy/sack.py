"""A zip that grows in the storage, part by part: whatever it holds, no more than one part of it is in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from types import TracebackType
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from chitta.gateways.storage import PART, Part, Storage

PACKED = (".mp4", ".jpg", ".jpeg", ".png", ".pdf", ".zip", ".docx", ".webm", ".mov")  # nothing to gain


@dataclass(frozen=True, slots=True)
class Packed:
    """What lies in it."""

    path: str
    size: int
    sha256: str


class _InParts:
    """What ZipFile writes to. It cannot be sought in, so sizes stand behind the bytes."""

    def __init__(self, storage: Storage, key: str) -> None:
        self.storage, self.key = storage, key
        self.upload = storage.begin(key, "application/zip")
        self.buffer, self.parts = bytearray(), list[Part]()

    def write(self, piece: bytes) -> int:
        self.buffer += piece
        while len(self.buffer) >= PART:
            self._send(PART)
        return len(piece)

    def flush(self) -> None:
        pass

    def end(self) -> int:
        if self.buffer:
            self._send(len(self.buffer))
        return self.storage.complete(self.key, self.upload, self.parts)

    def _send(self, size: int) -> None:
        piece = bytes(self.buffer[:size])
        self.parts.append(
            self.storage.put_part(self.key, self.upload, len(self.parts) + 1, io.BytesIO(piece), len(piece))
        )
        del self.buffer[:size]


class Sack:
    """`with Sack(...) as sack: sack.add(...)`; then `size`. Left by an exception, nothing of it remains. Raises StorageError."""

    def __init__(self, storage: Storage, key: str, at: datetime) -> None:
        self._to, self._at = _InParts(storage, key), at
        self._zip = ZipFile(self._to, "w", allowZip64=True)  # type: ignore[arg-type]
        self.packed: list[Packed] = []
        self.size = 0

    def add(self, path: str, pieces: Iterable[bytes]) -> Packed:
        """One more file; its size and its hash."""
        about = ZipInfo(path, self._at.timetuple()[:6])
        about.compress_type = ZIP_STORED if path.endswith(PACKED) else ZIP_DEFLATED
        about.external_attr = 0o600 << 16
        mark, size = sha256(), 0
        with self._zip.open(about, "w", force_zip64=True) as file:
            for piece in pieces:
                mark.update(piece)
                size += file.write(piece)
        self.packed.append(Packed(path, size, mark.hexdigest()))
        return self.packed[-1]

    def seal(self) -> None:
        """The list of hashes, last."""
        lines = "".join(f"{one.sha256}  {one.path}\n" for one in self.packed)
        self.add("SHA256SUMS", [lines.encode()])

    def __enter__(self) -> Sack:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self._zip.close()
            self.size = self._to.end()
            return
        self._zip.fp = None  # nothing more is to be written of it
        self._to.storage.abort(self._to.key, self._to.upload)
