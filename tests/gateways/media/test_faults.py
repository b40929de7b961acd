"""However a step ends, the worker goes on and nothing half made is taken for whole."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from chitta.gateways import fence, media
from chitta.gateways.fence import FenceError
from tests.gateways.media import clips

STEPS = {
    "check": lambda film, **_: media.probe(film, "mp4", shortest=1),
    "repack": lambda film, **ears: media.prepare(film, film.parent / "made", **ears),
    "transcode": lambda film, **ears: media.prepare(film, film.parent / "made", repack=False, **ears),
    "measure": lambda film, **ears: media.measure(film, **ears),
    "frames": lambda film, **ears: media.frames(film, film.parent / "made", **ears),
}


def children() -> list[int]:
    tasks = Path("/proc/self/task").iterdir()
    listed = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    return [child for child in listed if b"chitta.gateways.fence" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.parametrize("step", STEPS)
def test_a_step_whose_child_is_killed_ends_and_can_be_done_again(clip, step, monkeypatch):
    """kill -9 while it works: at its first word of progress; a check tells none, and is killed as soon as it is there."""
    film, killed = clip("phone.mp4"), []
    real = fence._conversation

    def conversation(child, *given):
        if not killed:
            os.kill(child.pid, signal.SIGKILL)
            killed.append(child.pid)
        return real(child, *given)

    if step == "check":
        monkeypatch.setattr(fence, "_conversation", conversation)

    def kill(*_: object) -> bool:
        for child in children() if not killed else []:
            os.kill(child, signal.SIGKILL)
            killed.append(child)
        return True

    with pytest.raises(FenceError) as ended:
        STEPS[step](film, heard=kill, wanted=lambda: True)
    assert killed and media.why(ended.value) == "crashed" and not children()
    assert not (film.parent / "made").is_file()
    assert STEPS[step](film, heard=lambda _: None, wanted=lambda: True)


def test_a_film_nobody_wants_any_more_is_left(clip, tmp_path):
    told: list[object] = []
    with pytest.raises(FenceError) as ended:
        media.prepare(clip("turned.mov"), tmp_path / "out", heard=told.append, wanted=lambda: not told)
    assert media.why(ended.value) == "cancelled" and not (tmp_path / "out").exists() and not children()


def test_a_film_that_takes_too_long_is_ended(clip, tmp_path):
    with pytest.raises(FenceError) as ended:
        media.prepare(clip("turned.mov"), tmp_path / "out", seconds=0.3)
    assert media.why(ended.value) == "time" and not (tmp_path / "out").exists()


@pytest.mark.parametrize("repack", [True, False])
def test_a_full_disk_is_said_as_such(clip, tmp_path, repack):
    film = clip("phone.mp4")
    with pytest.raises(FenceError) as ended:
        media.prepare(film, tmp_path / "out", repack=repack, file=30_000)
    assert media.why(ended.value) == "full" and not (tmp_path / "out").exists()
    assert media.prepare(film, tmp_path / "out", repack=repack)["sound"]


def test_too_little_memory_is_said_and_no_film_is_made(clip, tmp_path):
    with pytest.raises(FenceError) as ended:
        media.prepare(clip("wide.mp4"), tmp_path / "out", memory=150 << 20)
    assert media.why(ended.value) in ("memory", "crashed", "broken") and not (tmp_path / "out").exists()


def test_4k_in_ten_bits_fits_into_the_fence(tmp_path):
    film = clips.film(
        tmp_path / "4k.mov",
        "libx265",
        size=(3840, 2160),
        times=[n / 5 for n in range(6)],
        pix_fmt="yuv420p10le",
        sound=None,
    )
    done = media.prepare(film, tmp_path / "out")
    assert (done["how"], done["width"], done["height"]) == ("transcoded", 1280, 720)


def test_what_is_made_lies_beside_the_film(clip, tmp_path):
    with pytest.raises(ValueError):
        media.prepare(clip("plain.mp4"), tmp_path.parent / "out")
