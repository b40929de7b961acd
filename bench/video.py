"""What a phone's film costs: seconds of work for each second of film, and memory, beside ffmpeg's own command line.

    python -m bench.video [--seconds 60] [--ffmpeg /path/to/ffmpeg]

Two films are made by code: 1080p30 H.264 High, held upright (rotated), and 1080p30 HEVC in 10 bits. Both move everywhere and
sound a little like talk. Each step runs as the product runs it, in its fenced child. cpu is the processor's time, which
other work on the machine changes less than the clock's; peak is the child's resident memory, space its address space,
which is what the fence limits. ffmpeg gets the same film, settings and threads: Debian's package `ffmpeg`, or the
wheel imageio-ffmpeg; without either the table has no ratios and says so.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from chitta.gateways import media, media_preparing
from tests.gateways.media import clips

HEAD = ("film", "step", "seconds", "per second", "ffmpeg", "ratio", "cpu", "ffmpeg", "ratio", "peak MB", "space MB")
LAYOUT = "{:<16} {:<20} {:>8} {:>10} {:>8} {:>6} {:>7} {:>7} {:>6} {:>8} {:>9}"


@dataclass
class Cost:
    seconds: float
    cpu: float = 0.0
    peak: int = 0
    space: int = 0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--ffmpeg", default=ffmpeg())
    chosen = options.parse_args()
    print(f"ffmpeg: {version(chosen.ffmpeg)}" if chosen.ffmpeg else "no ffmpeg command line was found: no ratios")
    print(LAYOUT.format(*HEAD))
    with tempfile.TemporaryDirectory(prefix="bench-video-") as folder:
        for name, made in films(Path(folder), chosen.seconds):
            for step, ours, theirs in steps(made, chosen.ffmpeg):
                row(name, step, ours, theirs, chosen.seconds)
    return 0


def films(folder: Path, seconds: int) -> Iterator[tuple[str, Path]]:
    size, busy = (1920, 1080), noise()
    yield (
        "H.264, rotated",
        clips.film(
            folder / "phone.mp4",
            size=size,
            seconds=seconds,
            picture=busy,
            sound=clips.talk,
            rotation=90,
            options={
                "preset": "ultrafast",
                "b": "15M",
                "maxrate": "16M",
                "bufsize": "16M",
                "profile": "high",
                "bf": "0",
            },
        ),
    )
    yield (
        "HEVC, 10 bits",
        clips.film(
            folder / "phone.mov",
            "libx265",
            size=size,
            seconds=seconds,
            picture=busy,
            sound=clips.talk,
            pix_fmt="yuv420p10le",
            options={"preset": "ultrafast", "crf": "24", "x265-params": "log-level=none"},
        ),
    )


def noise() -> clips.Picture:
    """A room seen through a carried camera, with the grain of a small sensor."""
    from PIL import Image, ImageChops

    grain = Image.effect_noise((2200, 1300), 14).convert("RGB")

    @lru_cache(30)
    def moment(wide: int, high: int, number: int) -> Any:
        room = ImageChops.offset(clips.playing(wide, high, number / 30), 40 * number % wide, 15 * number % high)
        at = number * 977 % 200
        return ImageChops.add(room, grain.crop((at, at, at + wide, at + high)), 1, -128)

    def picture(wide: int, high: int, second: float) -> Any:
        return moment(wide, high, round(second * 30) % 30)

    return picture


def steps(film: Path, tool: str | None) -> Iterator[tuple[str, Cost, Cost | None]]:
    """Each step's cost, and what the command line took for the same."""
    work = film.parent
    out = film.with_suffix(".out.mp4")

    def theirs(*words: object) -> Cost | None:
        return by_hand(tool, *words) if tool else None

    yield "check", cost(lambda: media.probe(film, film.suffix, shortest=1)), None
    done: dict[str, Any] = {}
    took = cost(lambda: done.update(media.prepare(film, out)))
    if done["how"] == "repacked":
        copied = theirs("-i", film, "-map", "0:v:0", "-map", "0:a:0", "-c", "copy", *QUIET, work / "copy.mp4")
        yield "repack and prove", took, copied
        took = cost(lambda: media.prepare(film, out, repack=False))
    yield "transcode and prove", took, theirs("-i", film, *SAME, *QUIET, work / "same.mp4")
    yield "poster", cost(lambda: media.poster(out, work / "poster.jpg")), None
    watched = theirs("-i", out, "-vf", "fps=4,scale=160:-2,signalstats", "-af", "astats", "-f", "null", "-")
    yield "measure", cost(lambda: media.measure(out)), watched
    yield "frames", cost(lambda: print(told(media.frames(out, work / "frames")))), None


QUIET = ("-map_metadata", "-1", "-movflags", "+faststart", "-y")
FIT = f"scale={media.LONGER_SIDE}:{media.LONGER_SIDE}:force_original_aspect_ratio=decrease:force_divisible_by=2"
SAME = (
    *("-map", "0:v:0", "-map", "0:a:0", "-vf", f"{FIT}:flags=bicubic,format=yuv420p", "-c:v", "libx264"),
    *(word for name, value in media_preparing.X264.items() for word in (f"-{name}:v", value)),
    *("-g", "60", "-threads", "2", "-c:a", "aac", "-b:a", "96k", "-ar", "48000"),
)


def told(chosen: dict[str, Any]) -> str:
    return f"{'':<18} {len(chosen['frames'])} frames, {chosen['tokens']} tokens, {chosen['tokens_a_minute']} a minute of film"


def cost(work: Callable[[], Any]) -> Cost:
    """What the fenced child of this work took, looked up in /proc while it lives."""
    spent, done = Cost(0.0), threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            for child in children():
                peak, space = (kilobytes(child, word) // 1024 for word in ("VmHWM", "VmPeak"))
                spent.peak, spent.space = max(spent.peak, peak), max(spent.space, space)

    watcher = threading.Thread(target=look)
    watcher.start()
    begun, before = time.perf_counter(), cpu()
    try:
        work()
    finally:
        spent.seconds, spent.cpu = time.perf_counter() - begun, cpu() - before
        done.set()
        watcher.join()
    return spent


def cpu() -> float:
    """Seconds of processor that ended children took: what a busy machine does not change much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children() -> list[int]:
    found = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += [int(word) for word in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def kilobytes(child: int, word: str) -> int:
    try:
        lines = Path(f"/proc/{child}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{word}:")), 0)


def by_hand(tool: str, *words: object) -> Cost:
    """The command line, as nice as the fence is."""
    begun, before = time.perf_counter(), cpu()
    command = ["nice", "-n", "5", tool, "-hide_banner", "-loglevel", "error", "-nostdin", *map(str, words)]
    subprocess.run(command, check=True)
    return Cost(time.perf_counter() - begun, cpu() - before)


def row(name: str, step: str, ours: Cost, theirs: Cost | None, seconds: int) -> None:
    hand, ratio = (f"{theirs.seconds:.1f}", f"{ours.seconds / theirs.seconds:.2f}") if theirs else ("", "")
    cpus = (f"{theirs.cpu:.1f}", f"{ours.cpu / max(theirs.cpu, 0.01):.2f}") if theirs else ("", "")
    mine = f"{ours.seconds:.1f}", f"{ours.seconds / seconds:.3f}"
    print(LAYOUT.format(name, step, *mine, hand, ratio, f"{ours.cpu:.1f}", *cpus, ours.peak, ours.space), flush=True)


def ffmpeg() -> str | None:
    if found := os.environ.get("FFMPEG") or shutil.which("ffmpeg"):
        return found
    try:
        from imageio_ffmpeg import get_ffmpeg_exe
    except ImportError:
        return None
    return str(get_ffmpeg_exe())


def version(tool: str) -> str:
    return subprocess.run([tool, "-version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]


if __name__ == "__main__":
    sys.exit(main())
