"""Inside the fence: what a file of a stranger is. Called by `papers` through `fence.run`, never in our own process."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

from chitta.core.text import one_line
from chitta.gateways import papers_docx, papers_image, papers_pdf
from chitta.gateways.fence import Unacceptable

KINDS = {
    ".pdf": ("pdf", "application/pdf"),
    ".docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".jpg": ("jpeg", "image/jpeg"),
    ".jpeg": ("jpeg", "image/jpeg"),
    ".png": ("png", "image/png"),
    ".heic": ("heic", "image/heic"),
    ".heif": ("heic", "image/heif"),
}
ALIASES = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/heif": "image/heic",
    "application/x-pdf": "application/pdf",
}
UNSAID = ("", "application/octet-stream")
# What puremagic has to have among its answers, beside our own rule.
KNOWN_AS = {"pdf": {".pdf"}, "docx": {".docx"}, "jpeg": {".jpg", ".jpeg"}, "png": {".png"}, "heic": {".heif", ".heic"}}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def examine(path: str, name: str, media_type: str) -> dict[str, Any]:
    """See papers.Paper."""
    kind = sniff(Path(path), name, media_type)
    if kind == "pdf":
        return {"kind": kind, **papers_pdf.read(path)}
    if kind == "docx":
        return {"kind": kind, **papers_docx.read(path)}
    papers_image.verify(path)
    return {"kind": "image", "pages": 1, "texts": [""], "scans": [1], "hidden": 0, "cut": False}


def sniff(path: Path, name: str, media_type: str) -> str:
    """pdf, docx, jpeg, png or heic, when name, content and media type agree."""
    suffix = PurePath(one_line(name, 500)).suffix.lower()
    if suffix == ".doc":
        raise Unacceptable("old_word")
    if suffix not in KINDS:
        raise Unacceptable("not_taken")
    kind, promised = KINDS[suffix]
    if not path.stat().st_size:
        raise Unacceptable("empty")
    said = media_type.partition(";")[0].strip().lower()
    if said not in UNSAID and ALIASES.get(said, said) != ALIASES.get(promised, promised):
        raise Unacceptable("type_mismatch")
    if kind == "docx":
        _old_or_locked(path)
    if content(path) != kind or not KNOWN_AS[kind] & _known_as(path):
        raise Unacceptable("type_mismatch")
    return kind


def content(path: Path) -> str:
    """What the first bytes say; "" for anything we do not take."""
    with path.open("rb") as file:
        head = file.read(1024)
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \0").startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if papers_docx.is_one(path) else ""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[4:8] == b"ftyp" and (head[8:12] in HEIC or any(head[i : i + 4] in HEIC for i in range(16, 40, 4))):
        return "heic"
    return ""


def page_images(path: str, pages: list[int], out: str) -> list[int]:
    """See papers.page_images."""
    kind = content(Path(path))
    if kind == "pdf":
        return papers_pdf.draw(path, pages, out)
    if kind == "docx":
        return papers_docx.pictures(path, pages, out)
    raise Unacceptable("type_mismatch")


def strip(path: str, out: str) -> int:
    """See papers.strip."""
    kind = content(Path(path))
    if kind == "pdf":
        papers_pdf.strip(path, out)
    elif kind == "docx":
        papers_docx.strip(path, out)
    elif kind:
        papers_image.picture(path, out)
    else:
        raise Unacceptable("type_mismatch")
    return Path(out).stat().st_size


def _old_or_locked(path: Path) -> None:
    """Word locks a docx by putting it into an OLE file; an old .doc is one too."""
    with path.open("rb") as file:
        if file.read(8) != OLE:
            return
        rest = file.read()
    if "EncryptedPackage".encode("utf-16-le") in rest:
        raise Unacceptable("locked")
    raise Unacceptable("old_word" if "WordDocument".encode("utf-16-le") in rest else "type_mismatch")


def _known_as(path: Path) -> set[str]:
    import puremagic

    try:
        return {str(match.extension) for match in puremagic.magic_file(str(path))}
    except (puremagic.PureError, ValueError):
        return set()
