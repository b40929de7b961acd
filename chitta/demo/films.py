"""Films of nobody: drawn shapes that move, and a quiet tune. Each is made once for a house."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
from PIL import Image, ImageDraw

from chitta.videos.wording import Scene

SECONDS, RATE, WIDTH, HEIGHT = 36, 12, 480, 270
SOUND = 24_000
PAPER, TABLE = "#fdf6ee", "#e7d3bd"
TUNES: dict[Scene, tuple[int, ...]] = {
    "free_play": (262, 330, 392, 330),
    "meal_time": (294, 349, 440, 349),
    "focused_activity": (330, 392, 494, 392),
}


def film(scene: Scene, path: Path) -> None:
    """Half a minute of it, as a phone would bring it."""
    with av.open(str(path), "w") as out:
        picture = out.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "26"})
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        sound = out.add_stream("aac", rate=SOUND, layout="mono")
        for number in range(SECONDS * RATE):
            frame = av.VideoFrame.from_image(_drawn(scene, number / RATE))
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        for piece in _tune(scene):
            out.mux(sound.encode(piece))
        out.mux(sound.encode(None))


def _drawn(scene: Scene, at: float) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 190, WIDTH, HEIGHT), fill=TABLE)
    {"free_play": _blocks, "meal_time": _plate, "focused_activity": _puzzle}[scene](pen, at)
    return image


def _blocks(pen: ImageDraw.ImageDraw, at: float) -> None:
    """A tower grows, and a ball bounces by."""
    colours = ("#c65d3b", "#2f7f86", "#e0a93f", "#7a5c8f", "#5f8f4e")
    for number in range(min(int(at / 4) + 1, 6)):
        top = 190 - 26 * (number + 1)
        pen.rectangle((90, top, 146, top + 25), fill=colours[number % 5], outline="#3b2f2a")
    x, y = 200 + 120 * (1 + math.sin(at * 0.9)), 230 - 90 * abs(math.sin(at * 2.2))
    pen.ellipse((x - 22, y - 22, x + 22, y + 22), fill="#d9534f", outline="#3b2f2a", width=2)
    pen.arc((x - 22, y - 22, x + 22, y + 22), 200, 340, fill="#ffffff", width=4)


def _plate(pen: ImageDraw.ImageDraw, at: float) -> None:
    """A spoon goes to and fro between a plate and a cup."""
    pen.ellipse((150, 150, 330, 250), fill="#ffffff", outline="#8a7f78", width=3)
    pen.ellipse((180, 168, 300, 232), fill="#f2e3c6")
    for number in range(max(0, 9 - int(at / 4))):
        x, y = 200 + (number % 3) * 32, 178 + (number // 3) * 17
        pen.ellipse((x, y, x + 13, y + 13), fill="#5f8f4e", outline="#3b5e30")
    pen.rectangle((380, 140, 420, 215), fill="#8fc1c6", outline="#2f5f66", width=3)
    x, y = 240 + 80 * math.sin(at * 1.4), 130 + 34 * math.sin(at * 2.8)
    pen.line((x, y, x + 60, y - 70), fill="#7d7672", width=6)
    pen.ellipse((x - 16, y - 8, x + 14, y + 14), fill="#b8b1ac", outline="#5d5753", width=2)


def _puzzle(pen: ImageDraw.ImageDraw, at: float) -> None:
    """Pieces find their places, one after the other."""
    colours = ("#2f7f86", "#e0a93f", "#c65d3b", "#7a5c8f", "#5f8f4e", "#b9577c")
    for number in range(6):
        home = (150 + (number % 3) * 62, 70 + (number // 3) * 62)
        away = (40 + number * 70, 205 + 12 * math.sin(at * 3 + number))
        step = min(1.0, max(0.0, (at - 3 - number * 5) / 3))
        x, y = (a + (h - a) * step for a, h in zip(away, home, strict=True))
        pen.rectangle((x, y, x + 56, y + 56), fill=colours[number], outline="#3b2f2a", width=2)
        pen.ellipse((x + 18, y + 18, x + 38, y + 38), fill="#fdf6ee")


def _tune(scene: Scene) -> Iterator[av.AudioFrame]:
    """Four notes over and over, with a rest after each."""
    for second in range(SECONDS):
        piece = av.AudioFrame(format="s16", layout="mono", samples=SOUND)
        piece.planes[0].update(_note(TUNES[scene][second % 4]))
        piece.sample_rate, piece.pts, piece.time_base = SOUND, second * SOUND, Fraction(1, SOUND)
        yield piece


@cache
def _note(pitch: int) -> bytes:
    """One second of a note that swells and fades."""
    moments = (number / SOUND for number in range(SOUND))
    swells = ((at, max(0.0, min(1.0, at * 12, (0.7 - at) * 6))) for at in moments)
    return array("h", (int(9000 * swell * math.sin(2 * math.pi * pitch * at)) for at, swell in swells)).tobytes()
