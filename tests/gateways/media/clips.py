"""Films made by code: what phones, cameras and browsers write, small and short."""

from __future__ import annotations

import math
import struct
from array import array
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageDraw

RATE = 48_000
PERIOD = 10  # seconds after which a sound comes again
GPS, DEVICE, DAY = "+32.0853+034.7818/", "Pixel of Dana", "2026-11-20T07:15:00.000000Z"
METADATA = {"location": GPS, "com.apple.quicktime.model": DEVICE, "creation_time": DAY, "title": "Noa at home"}

Picture = Callable[[int, int, float], Image.Image]


def playing(wide: int, high: int, second: float) -> Image.Image:
    """A ball that crosses a room with edges in it; the room is darker at the bottom, red at the top left."""
    room = _room(wide, high).copy()
    at, size = (second * 0.3 % 1) * wide, high / 5
    ImageDraw.Draw(room).ellipse((at, high * 0.5, at + size, high * 0.5 + size), fill=(250, 230, 40))
    return room


@lru_cache(8)
def _room(wide: int, high: int) -> Image.Image:
    room = Image.new("RGB", (wide, high), (120, 140, 150))
    draw = ImageDraw.Draw(room)
    for x in range(0, wide, max(8, wide // 12)):
        draw.line((x, 0, x, high), fill=(70, 80, 90), width=max(1, wide // 320))
    draw.rectangle((0, 0, wide // 4, high // 4), fill=(200, 30, 30))
    draw.rectangle((0, high - high // 6, wide, high), fill=(60, 60, 70))
    return room


def still(wide: int, high: int, second: float) -> Image.Image:
    return _room(wide, high)


def night(wide: int, high: int, second: float) -> Image.Image:
    return playing(wide, high, second).point(lambda value: value // 12)


def fog(wide: int, high: int, second: float) -> Image.Image:
    from PIL import ImageFilter

    return playing(wide, high, second).filter(ImageFilter.GaussianBlur(wide / 25))


def talk(second: float) -> float:
    """Like a voice: a wandering pitch with overtones, in syllables, with a pause every two seconds."""
    syllable = max(0.0, math.sin(2 * math.pi * 3.7 * second)) ** 0.6 * (second % 2 < 1.5)
    pitch = 2 * math.pi * (190 * second + 3 * math.sin(2 * math.pi * 0.7 * second))
    return 0.5 * syllable * sum(
        math.sin(n * pitch) / n * weight for n, weight in ((1, 0.7), (3, 1), (5, 1), (8, 0.8))
    ) + hush(second)


def hum(second: float) -> float:
    return 0.2 * math.sin(2 * math.pi * 120 * second)


def hiss(second: float) -> float:
    return 0.2 * (math.sin(second * 1e6) * 43758.5453 % 2 - 1)


def hush(second: float) -> float:
    """A quiet room."""
    return 0.002 * (math.sin(second * 1e6) * 43758.5453 % 2 - 1)


def nothing(second: float) -> float:
    return 0.0


def film(
    path: Path,
    codec: str = "libx264",
    *,
    seconds: float = 3,
    size: tuple[int, int] = (320, 240),
    fps: float | Fraction = 30,
    times: Sequence[float] | None = None,
    pix_fmt: str = "yuv420p",
    picture: Picture = playing,
    sound: Callable[[float], float] | None = hush,
    voice: str = "aac",
    tracks: int = 1,
    rotation: int = 0,
    mirrored: bool = False,
    metadata: dict[str, str] | None = None,
    faststart: bool = False,
    options: dict[str, str] | None = None,
    begin: float = 0.0,
) -> Path:
    """Write a film. times: the seconds of its pictures, when they are not even. begin: its clock's first second."""
    rate = Fraction(fps).limit_denominator(1001)
    moments = list(times) if times is not None else [n / rate for n in range(round(seconds * rate))]
    movflags = {"movflags": ("+faststart" if faststart else "") + "+use_metadata_tags"}
    with av.open(str(path), "w", options=movflags if path.suffix in (".mp4", ".mov", ".m4v") else {}) as made:
        made.metadata.update(metadata or {})
        pictures = made.add_stream(codec, rate=rate, width=size[0], height=size[1], pix_fmt=pix_fmt)
        pictures.codec_context.options = options if options is not None else _quick(codec)
        pictures.codec_context.time_base = Fraction(1, 1000) if times is not None else 1 / rate
        if rotation or mirrored:
            pictures.set_display_rotation(rotation, hflip=mirrored)
        heard = [made.add_stream(voice, rate=RATE, layout="mono") for _ in range(tracks if sound else 0)]
        for moment in moments:
            frame = av.VideoFrame.from_image(picture(*size, float(moment)))
            frame.time_base = pictures.codec_context.time_base
            frame.pts = round((float(moment) + begin) / frame.time_base)
            made.mux(pictures.encode(frame))
        made.mux(pictures.encode(None))
        for number, track in enumerate(heard):
            for piece in spoken(sound if not number else hum, seconds, begin):
                made.mux(track.encode(piece))
            made.mux(track.encode(None))
    return path


def _quick(codec: str) -> dict[str, str]:
    return {
        "libx264": {"preset": "ultrafast", "profile": "baseline"},
        "libx265": {"preset": "ultrafast", "x265-params": "log-level=none"},
        "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8"},
    }.get(codec, {})


def spoken(sound: Callable[[float], float] | None, seconds: float, begin: float = 0.0) -> Iterable[Any]:
    assert sound
    wave = _wave(sound, min(PERIOD * RATE, int(seconds * RATE) + 1024))
    for at in range(0, int(seconds * RATE), 1024):
        samples = array("h", (wave[(at + n) % len(wave)] for n in range(1024)))
        frame = av.AudioFrame(format="s16", layout="mono", samples=1024)
        frame.sample_rate, frame.pts, frame.time_base = RATE, at + int(begin * RATE), Fraction(1, RATE)
        frame.planes[0].update(samples.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        yield frame


@lru_cache(16)
def _wave(sound: Callable[[float], float], samples: int) -> array[int]:
    """Every sound here comes again after the same ten seconds: half a minute of it costs no more."""
    return array("h", (int(32000 * sound(n / RATE)) for n in range(samples)))


def song(path: Path, seconds: float = 3) -> Path:
    """Sound alone."""
    with av.open(str(path), "w") as made:
        track = made.add_stream("aac", rate=RATE, layout="mono")
        for piece in spoken(hum, seconds):
            made.mux(track.encode(piece))
        made.mux(track.encode(None))
    return path


def seen(path: Path) -> list[Any]:
    """Every picture of a film, decoded."""
    with av.open(str(path)) as made:
        return list(made.decode(video=0))


def lasting(content: bytes, seconds: int) -> bytes:
    """The same mp4, whose headers say that it lasts so long."""
    for box, scale_at in ((b"mvhd", 16), (b"mdhd", 16)):
        at = -1
        while (at := content.find(box, at + 1)) > 0:
            scale = struct.unpack(">I", content[at + scale_at : at + scale_at + 4])[0]
            content = content[: at + scale_at + 4] + struct.pack(">I", scale * seconds) + content[at + scale_at + 8 :]
    return content


def sized(content: bytes, wide: int, high: int) -> bytes:
    """The same mp4, whose sample description says it is so wide and high."""
    at = content.index(b"avc1", content.index(b"stsd"))
    return content[: at + 28] + struct.pack(">HH", wide, high) + content[at + 32 :]


def referring(content: bytes, path: str) -> bytes:
    """The same mp4 (its index at the end), whose pictures are said to lie in another file: an old alias record."""
    at = content.index(b"url \x00\x00\x00\x01") - 4
    name = path.encode()
    volume, file = (bytes([len(word)]) + word.ljust(most, b"\0") for word, most in ((b"disk", 27), (b"pipe.mp4", 63)))
    record = bytes(10) + volume + bytes(12) + file + bytes(16) + struct.pack(">HH", 1, 1) + bytes(16)
    record += struct.pack(">HH", 2, len(name)) + name + bytes(len(name) % 2) + struct.pack(">HH", 0xFFFF, 0)
    alias = struct.pack(">I4sI", 12 + len(record), b"alis", 0) + record
    for box in (b"dref", b"dinf", b"minf", b"mdia", b"trak", b"moov"):
        start = content.rindex(box, 0, at) - 4
        size = struct.unpack(">I", content[start : start + 4])[0] + len(alias) - 12
        content = content[:start] + struct.pack(">I", size) + content[start + 4 :]
    return content[:at] + alias + content[at + 12 :]
