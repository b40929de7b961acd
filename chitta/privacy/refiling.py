"""Files of a copy on their way to the storage: each passes what it would have passed as an upload.

A picture that holds nothing but its dots stays as it is, every other is drawn anew; papers are stripped and films put into a new
box once more. What was still to be looked at when the copy was made goes on as it came, and is looked at here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from chitta.core.leasing import Impossible, Later
from chitta.documents.models import ENDINGS
from chitta.gateways import media, papers
from chitta.gateways.fence import FenceError
from chitta.gateways.papers import PaperError
from chitta.gateways.storage import Storage
from chitta.privacy.gathering import Filing
from chitta.privacy.opening import Brought, Damaged
from chitta.videos.seeing import Film

Done = TypeVar("Done")
MOST: dict[str, int] = {
    "paper": 256 << 20,
    "page": 20 << 20,
    "poster": 20 << 20,
    "photo": 20 << 20,
}  # bytes; of films the fence
SLACK = 1.5  # seconds that a film may have lost by being prepared


def refile(one: Filing, brought: Brought, folder: Path, storage: Storage, heard: Callable[[], object]) -> int:
    """Look at it, put it where it belongs, and write into its row what was found; its size. Raises Damaged, Later, Impossible
    or StorageError."""
    came, clean = folder / "came", folder / "clean"
    for old in folder.iterdir():
        old.unlink()
    if brought.size(one.path) > MOST.get(one.kind, 1 << 40):
        raise Damaged("bomb")
    brought.take_out(one.path, came)
    heard()
    kept, media_type = _WAYS[one.kind](one, came, clean)
    with kept.open("rb") as body:
        size = storage.put(one.key, body, media_type)
    if one.kind in ("paper", "film", "raw"):
        one.row["size"] = size
    return size


def _paper(one: Filing, came: Path, clean: Path) -> tuple[Path, str]:
    media_type = one.row["media_type"]
    if media_type.startswith("image/"):
        one.row["media_type"] = "image/jpeg"
        return _picture(one, came, clean)
    fenced(lambda: papers.examine(came, f"paper{ENDINGS[media_type]}", media_type))
    fenced(lambda: papers.strip(came, clean))
    return clean, media_type


def _picture(_one: Filing, came: Path, clean: Path) -> tuple[Path, str]:
    if not fenced(lambda: papers.bare(came)):
        fenced(lambda: papers.picture(came, clean))
    return (clean if clean.exists() else came), "image/jpeg"


def _film(one: Filing, came: Path, clean: Path) -> tuple[Path, str]:
    shortest = media.SHORTEST - SLACK
    fenced(lambda: media.probe(came, ".mp4", shortest=shortest))
    done: dict[str, Any] = fenced(lambda: media.prepare(came, clean))
    played = Film(seconds=done["seconds"], width=done["width"], height=done["height"], sound=bool(done["sound"]))
    content = one.row["content"]
    if any(moment.end > played.seconds + 1 for moment in content.moments):
        raise Damaged("values")
    one.row["content"] = content.but(film=played)
    return clean, "video/mp4"


def _poster(one: Filing, came: Path, clean: Path) -> tuple[Path, str]:
    return _picture(one, came, clean)


def _raw(_one: Filing, came: Path, _clean: Path) -> tuple[Path, str]:
    return came, "application/octet-stream"


def fenced(work: Callable[[], Done]) -> Done:
    """What the fence said, in our words."""
    try:
        return work()
    except PaperError as error:
        again, why = error.again, error.reason
    except FenceError as error:
        why = media.why(error)
        again = why in ("time", "full", "crashed")
    if why == "full":
        raise Later("full")
    raise Impossible("unable") if again else Damaged("file")


_WAYS: dict[str, Callable[[Filing, Path, Path], tuple[Path, str]]] = {
    "paper": _paper, "page": _picture, "photo": _picture, "poster": _poster, "film": _film, "raw": _raw,
}  # fmt: skip
