"""A shelf of short films, each made once; a test gets its own copy in its own workshop."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.gateways.media import clips

PHONE: dict[str, Any] = {"rotation": 90, "metadata": clips.METADATA, "sound": clips.talk, "faststart": True}
SHELF: dict[str, dict[str, Any]] = {
    "phone.mp4": PHONE,
    "plain.mp4": {},
    "upside-down.m4v": {"rotation": 180},
    "selfie.mp4": {"rotation": 90, "mirrored": True, "codec": "mpeg4"},
    "turned.mov": {"rotation": 270, "codec": "libx265", "pix_fmt": "yuv420p10le", "metadata": clips.METADATA},
    "browser.webm": {"codec": "libvpx-vp9", "voice": "libopus", "begin": 100.0},
    "plain.mkv": {"tracks": 2},
    "old.avi": {"options": {"preset": "veryfast"}, "voice": "libmp3lame"},
    "camera.avi": {"codec": "mjpeg", "pix_fmt": "yuvj420p", "voice": "pcm_s16le"},
    "odd.mp4": {"size": (321, 241), "pix_fmt": "yuv444p", "options": {}},
    "mute.mp4": {"sound": None},
    "quick.mp4": {"codec": "mpeg4", "fps": 60},
    "uneven.mkv": {"codec": "mpeg4", "times": [0, 0.03, 0.06, 0.09, 0.5, 0.53, 0.56, 1.2, 1.21, 1.9, 2.0, 2.9]},
    "one-picture.mp4": {"times": [0.0], "sound": None},
    "wide.mp4": {"size": (1600, 400), "codec": "mpeg4", "seconds": 1},
    "three-hours.mp4": {"fps": 0.2, "seconds": 3 * 3600, "size": (16, 16), "sound": None, "picture": clips.still},
}


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("shelf")

    def take(name: str) -> Path:
        path = folder / name
        return path if path.exists() else clips.film(path, **SHELF[name])

    return take


@pytest.fixture
def clip(shelf: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    return lambda name: Path(shutil.copy(shelf(name), tmp_path / name))
