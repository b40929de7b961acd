"""Strangers' films: checked, prepared for every browser, measured, and shown to a model as pictures. PyAV, always in the fence.

    film = media.probe(work / "film", "mov")            a Film, or FenceError: see `why`
    media.prepare(film.path, work / "film.mp4", heard=..., wanted=...)
    media.poster(work / "film.mp4", work / "poster.jpg")
    track = media.measure(work / "film.mp4")
    chosen = media.frames(work / "film.mp4", work / "frames")

Everything lies in one `fence.workshop`; the names are ours. Each verb waits for a child process and may take minutes:
no transaction is open meanwhile. `heard` is given {"percent": 0..100} as it grows; `wanted` ends the work when it says no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from chitta.gateways import fence
from chitta.gateways.fence import FenceError

SHORTEST, LONGEST = 30.0, 15 * 60.0  # seconds of a film that is watched
LONGER_SIDE = 1280  # pixels of what is transcoded
MEMORY = 3 << 29  # address space; 4K HEVC in 10 bits to H.264 takes 634 MB of it, 1080p 480 (bench/video.py)
FILE = 1 << 30
MOST_FRAMES = 48

REASONS: Final = (
    "empty",  # no bytes
    "not_a_film",  # something else, whatever it is called
    "playlist",  # a text that points at other files or addresses: never followed
    "misnamed",  # a film, but not of the kind its name says
    "audio_only",
    "broken",  # a film that cannot be decoded, or that breaks off long before its end
    "too_short",
    "too_long",
    "too_large_picture",
    "time",  # from here on it is the fence that spoke
    "memory",
    "full",
    "crashed",
    "cancelled",
)

Heard = Callable[[Mapping[str, Any]], object]
Wanted = Callable[[], bool]


@dataclass(frozen=True)
class Film:
    """What a film is, found by decoding it, not by believing its header. Width and height as it is seen, upright."""

    path: Path
    container: str  # mp4 (mov, m4v too) · matroska (mkv, webm) · avi
    seconds: float
    width: int
    height: int
    rotation: int  # degrees counter-clockwise that a player must turn it by: 0, 90, 180, 270
    mirrored: bool
    fps: float
    variable: bool  # the pictures do not come at even times
    codec: str
    bits: int
    hdr: bool
    sound: str | None  # codec of the track that is heard; None: no sound that can be decoded
    sounds: int  # how many tracks there are
    playable: bool  # every browser plays it as it is: it need only be repacked


def why(error: FenceError) -> str:
    """One word of REASONS for work that did not end well."""
    if error.kind == "refused":
        return error.detail
    return "crashed" if error.kind == "broken" else error.kind


def probe(
    path: Path,
    extension: str,
    *,
    shortest: float = SHORTEST,
    longest: float = LONGEST,
    seconds: float = 120,
    wanted: Wanted = lambda: True,
) -> Film:
    """What a stranger's file is. Its name's extension, its first bytes and its decoded pictures must agree."""
    asked = {"path": path.name, "extension": extension.lower().lstrip("."), "shortest": shortest, "longest": longest}
    return Film(path=path, **_inside("film:probe", path, asked, seconds, wanted=wanted))


def prepare(
    path: Path,
    out: Path,
    *,
    repack: bool = True,
    longest: float = LONGEST,
    seconds: float = 3600,
    memory: int = MEMORY,
    file: int = FILE,
    heard: Heard | None = None,
    wanted: Wanted = lambda: True,
) -> dict[str, Any]:
    """Write `out`: mp4 that begins to play at once, without any metadata. Repacked where that is enough, else
    transcoded to H.264 and AAC, upright, at an even rate. `out` exists only when it is whole and was decoded again.
    repack: False transcodes in any case.

    Answers {how: repacked | transcoded, seconds, width, height, bytes, sound}; width and height as seen.
    """
    asked: dict[str, Any] = {"path": path.name, "out": _beside(path, out), "longest": longest}
    asked |= {"longer_side": LONGER_SIDE, "repack": repack}
    try:
        done: dict[str, Any] = _inside("preparing:prepare", path, asked, seconds, memory, file, heard, wanted)
    except FenceError:
        out.unlink(
            missing_ok=True
        )  # a child that is ended while it says that it is done leaves a film nobody was told of
        raise
    return done


def poster(path: Path, out: Path, at: float | None = None, *, seconds: float = 60) -> dict[str, Any]:
    """Write `out`: a JPEG of at most 640 pixels. at: the second; None looks for a bright, sharp picture.

    Answers {second, width, height}."""
    asked = {"path": path.name, "out": _beside(path, out), "at": at}
    done: dict[str, Any] = _inside("frames:poster", path, asked, seconds)
    return done


def measure(
    path: Path, *, seconds: float = 1800, heard: Heard | None = None, wanted: Wanted = lambda: True
) -> dict[str, Any]:
    """What can be measured without understanding: see `media_measuring.measure` for the shapes and their limits."""
    done: dict[str, Any] = _inside("measuring:measure", path, {"path": path.name}, seconds, heard=heard, wanted=wanted)
    return done


def frames(
    path: Path,
    folder: Path,
    most: int = MOST_FRAMES,
    *,
    seconds: float = 900,
    heard: Heard | None = None,
    wanted: Wanted = lambda: True,
) -> dict[str, Any]:
    """Write JPEGs of at most 768 pixels for a model to look at, spread over the film and where it changes.

    Answers {frames: [{name, second, width, height, tokens, because: spread | change}], tokens, tokens_a_minute}, in the
    order of the film; names lie in `folder`."""
    folder.mkdir(exist_ok=True)
    asked = {"path": path.name, "folder": _beside(path, folder), "most": most}
    done: dict[str, Any] = _inside("frames:frames", path, asked, seconds, heard=heard, wanted=wanted)
    return done


def _inside(
    deed: str,
    path: Path,
    asked: Mapping[str, Any],
    seconds: float,
    memory: int = MEMORY,
    file: int = FILE,
    heard: Heard | None = None,
    wanted: Wanted = lambda: True,
) -> Any:
    return fence.run(
        f"chitta.gateways.media_{deed}",
        asked,
        folder=path.parent,
        seconds=seconds,
        memory=memory,
        file=file,
        heard=heard,
        wanted=wanted,
    )


def _beside(path: Path, out: Path) -> str:
    if out.parent != path.parent:
        raise ValueError("what is made of a film lies beside it, in one workshop")
    return out.name
