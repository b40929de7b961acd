"""Inside the fence: what can be measured of a film without understanding it, second by second.

Light, sharpness and movement are arithmetic on small gray pictures, sound level is a root mean square: they are right as
far as they go. A camera that is carried counts as movement. Whether somebody speaks is a rule of thumb (louder than the
room, mostly between 200 and 3000 Hz, voiced, and uneven as syllables are): it cannot tell a child from a television, and
singing, a tune that is plucked or a toy that talks counts as speech. Tried on spoken text (two synthetic voices, Hebrew and English, in
silence and in noise 14 dB below) it heard every second; claps, rattles, a hum, hiss and a quiet room: none. Nobody's face or body
is looked for.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from contextlib import suppress
from operator import mul
from statistics import median
from typing import Any

import av
import av.filter
from PIL import Image, ImageChops, ImageStat

from chitta.gateways import media_film as film
from chitta.gateways.fence import tell
from chitta.gateways.media_frames import gray, sharpness

LOOKS_A_SECOND = 4
SMALL, LARGER = 160, 480  # pixels on the longer side: for light and movement, for sharpness
CHANGED = 14  # of 255: a pixel that changed, not one that a camera's noise moved
MOVES = 0.004  # share of pixels that changed: a hand across the room
DARK = 40.0  # mean light of 255
BLURRED = 40.0  # variance of the Laplacian at 480 pixels; a plain drawn room has 600, blurred by a 25th of its width 30
SILENT, FAINT = -65.0, -48.0  # dB below full scale: nothing was recorded; too faint to follow
HEARING = 16_000  # samples a second
PIECE = HEARING // 50  # 20 ms
TWO_EARS = "stereo|c0=c0|c1=c0"


def measure(path: str) -> dict[str, Any]:
    """{seconds, track: [{second, light 0..255, sharpness, movement 0..1, sound dB | None, speech 0..1}], verdict}.

    verdict: {problems: [too_dark, too_blurred, no_sound, faint_sound, hardly_moves], light, moving, speaking: shares of
    the film's seconds 0..1, level: dB of the louder seconds | None, unknown: [person, face], speech_is: "a rule of thumb"}
    """
    seen = film.look(path, math.inf)
    with film.opened(path) as source:
        pictures = film.pictures_of(source)
        sound = next((each for each in film.sounds_of(source) if each.codec_context.name == seen.sound), None)
        eyes, ears = _Eyes(), _Ears()
        pictures.codec_context.skip_frame = "NONREF" if seen.fps > 20 else "DEFAULT"
        start, told = float(source.start_time or 0) / av.time_base, 0
        for stream, frame in film.shown(source, pictures, sound):
            second = film.time_of(frame) - start
            if stream is pictures:
                eyes.see(frame, second)
            else:
                ears.hear(frame, second)
            percent = min(99, int(100 * second / max(seen.seconds, 1)))
            if percent > told:
                told = percent
                tell(percent=percent)
        ears.end()
    track = _track(max(1, round(seen.seconds)), eyes, ears)
    return {"seconds": seen.seconds, "track": track, "verdict": verdict(track)}


def _track(seconds: int, eyes: _Eyes, ears: _Ears) -> list[dict[str, Any]]:
    levels, speech = ears.seconds()
    return [
        {
            "second": second,
            "light": eyes.at(eyes.light, second, sum),
            "sharpness": eyes.at(eyes.sharp, second, max),
            "movement": eyes.at(eyes.moved, second, sum, 4),
            "sound": levels[second] if second < len(levels) else None,
            "speech": speech[second] if second < len(speech) else 0.0,
        }
        for second in range(seconds)
    ]


def verdict(track: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the seconds come to, in data: the words are the room's."""
    light = [each["light"] for each in track if each["light"] is not None]
    lit = [each["sharpness"] for each in track if each["sharpness"] is not None and each["light"] >= DARK]
    sounds = sorted(each["sound"] for each in track if each["sound"] is not None)
    level = sounds[int(len(sounds) * 0.9)] if sounds else None
    moving = _share(each["movement"] is not None and each["movement"] >= MOVES for each in track)
    is_dark = bool(light) and _share(each < DARK for each in light) > 0.6
    found = {
        "too_dark": is_dark,
        "too_blurred": len(lit) > len(track) / 4 and median(lit) < BLURRED,
        "no_sound": level is None or level < SILENT,
        "faint_sound": level is not None and SILENT <= level < FAINT,
        "hardly_moves": moving < 0.1 and not is_dark,  # in the dark nobody can tell
    }
    return {
        "problems": [name for name, is_so in found.items() if is_so],
        "light": _share(each >= DARK for each in light),
        "moving": moving,
        "speaking": _share(each["speech"] >= 0.25 for each in track),
        "level": level,
        "unknown": ["person", "face"],
        "speech_is": "a rule of thumb",
    }


def _share(truths: Any) -> float:
    known = list(truths)
    return round(sum(known) / len(known), 3) if known else 0.0


class _Eyes:
    """Light, sharpness and movement, a few times a second."""

    def __init__(self) -> None:
        self.light: dict[int, list[float]] = {}
        self.sharp: dict[int, list[float]] = {}
        self.moved: dict[int, list[float]] = {}
        self.last: Image.Image | None = None
        self.next = 0.0

    def see(self, frame: Any, second: float) -> None:
        if second < self.next - 0.02 or second < 0:
            return
        self.next = second + 1 / LOOKS_A_SECOND
        place = int(second)
        small = gray(frame, SMALL)
        self.light.setdefault(place, []).append(float(ImageStat.Stat(small).mean[0]))
        if len(self.sharp.get(place, [])) < 2:
            self.sharp.setdefault(place, []).append(sharpness(gray(frame, LARGER)))
        if self.last is not None and self.last.size == small.size:
            changed = ImageChops.difference(self.last, small).histogram()[CHANGED:]
            self.moved.setdefault(place, []).append(sum(changed) / (small.width * small.height))
        self.last = small

    @staticmethod
    def at(values: dict[int, list[float]], second: int, how: Any, digits: int = 1) -> float | None:
        """Of the looks in that second: their mean (sum) or the best of them (max)."""
        there = values.get(second)
        return None if not there else round(how(there) / (len(there) if how is sum else 1), digits)


class _Ears:
    """Pieces of 20 ms: how loud, how much of it where voices are, how alike from sample to sample."""

    def __init__(self) -> None:
        self.graph: Any = None
        self.shape: tuple[Any, ...] = ()
        self.left = array("h")
        self.pieces: list[tuple[float, float, float]] = []  # energy, share between 200 and 3000 Hz, periodicity

    def hear(self, frame: Any, second: float) -> None:
        shape = (frame.sample_rate, frame.layout.name, frame.format.name)
        if self.graph is None or shape != self.shape:
            self.graph, self.shape = _two_ears(frame), shape
            missing = int(second * 50) - len(self.pieces)
            self.pieces.extend([(0.0, 0.0, 0.0)] * max(0, min(missing, 50 * 3600)))
        self.graph.push(frame)
        self._take()

    def end(self) -> None:
        if self.graph is not None:
            self.graph.push(None)
            self._take()

    def _take(self) -> None:
        with suppress(av.error.BlockingIOError, av.error.EOFError):
            while True:
                frame = self.graph.pull()
                self.left.frombytes(bytes(frame.planes[0])[: frame.samples * 4])
                whole = len(self.left) // (2 * PIECE) * 2 * PIECE
                for at in range(0, whole, 2 * PIECE):
                    self.pieces.append(_piece(self.left[at : at + 2 * PIECE]))
                del self.left[:whole]

    def seconds(self) -> tuple[list[float], list[float]]:
        """Level in dB and share of speech-like pieces, for each second."""
        loud = [10 * math.log10(max(energy, 1e-10)) for energy, _, _ in self.pieces]
        floor = sorted(loud)[len(loud) // 10] if loud else 0.0
        bar = max(floor + 9, FAINT - 6)
        voiced = [
            level > bar and band > 0.35 and period > 0.45
            for level, (_, band, period) in zip(loud, self.pieces, strict=True)
        ]
        levels, speech = [], []
        for at in range(0, len(loud), 50):
            energies = [energy for energy, _, _ in self.pieces[at : at + 50]]
            levels.append(round(10 * math.log10(max(sum(energies) / len(energies), 1e-10)), 1))
            around = [
                level
                for level, is_so in zip(loud[max(0, at - 25) : at + 75], voiced[max(0, at - 25) : at + 75], strict=True)
                if is_so
            ]
            speech.append(round(sum(voiced[at : at + 50]) / 50, 2) if _is_uneven(around) else 0.0)
        return levels, speech


def _is_uneven(levels: list[float]) -> bool:
    """Syllables rise and fall by more than 2.5 dB; a hum, a note that is held and a fan do not."""
    if len(levels) < 5:
        return False
    mean = sum(levels) / len(levels)
    return math.sqrt(sum((each - mean) ** 2 for each in levels) / len(levels)) > 2.5


def _piece(samples: array[int]) -> tuple[float, float, float]:
    whole, band = samples[0::2], samples[1::2]
    energy = sum(map(mul, whole, whole)) / PIECE / 32768**2
    if energy < 1e-7:
        return energy, 0.0, 0.0
    within = sum(map(mul, band, band)) / PIECE / 32768**2
    return energy, min(1.0, within / energy), _periodicity(band[::4])


def _periodicity(samples: array[int]) -> float:
    """How well 20 ms at 4 kHz repeat themselves after 2.5 to 11 ms (90 to 400 Hz: voices of adults and children)."""
    power = sum(map(mul, samples, samples))
    if not power:
        return 0.0
    best = 0.0
    for lag in range(10, 45):
        there, then = samples[lag:], samples[:-lag]
        scale = math.sqrt(sum(map(mul, there, there)) * sum(map(mul, then, then)))
        best = max(best, sum(map(mul, there, then)) / scale if scale else 0.0)
    return best


def _two_ears(frame: Any) -> Any:
    """One ear hears everything, the other what lies between 200 and 3000 Hz."""
    graph = av.filter.Graph()
    graph.link_nodes(
        graph.add_abuffer(
            sample_rate=frame.sample_rate, format=frame.format.name, layout=frame.layout.name, time_base=frame.time_base
        ),
        graph.add("aresample", f"{HEARING}:async={HEARING // 10}"),
        graph.add("aformat", "sample_fmts=s16:channel_layouts=mono"),
        graph.add("pan", TWO_EARS),
        graph.add("highpass", "f=200:c=FR"),
        graph.add("lowpass", "f=3000:c=FR"),
        graph.add("aformat", "sample_fmts=s16:channel_layouts=stereo"),
        graph.add("abuffersink"),
    ).configure()
    return graph
