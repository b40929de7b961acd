"""Inside the fence: a film made into mp4 that every browser plays from its first second, with nothing in it but the film."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import Any

import av
import av.filter

from chitta.gateways import media_film as film
from chitta.gateways.fence import Unacceptable, tell

RATE = 30  # pictures a second at most
SOUND_RATE = 48_000
# Sound that begins with the picture, and silence where a phone paused recording: players only count samples.
EVEN_SOUND = f"{SOUND_RATE}:async={SOUND_RATE // 10}:first_pts=0"
X264 = {"preset": "veryfast", "crf": "23", "maxrate": "5M", "bufsize": "10M", "profile": "high"}
OUTPUT = {"movflags": "+faststart", "fflags": "+bitexact"}


def prepare(path: str, out: str, longest: float, longer_side: int, repack: bool) -> dict[str, Any]:
    seen = film.look(path, longest + 5)
    part = f"{out}.part"
    made = _repacked(path, part, seen, longest) if seen.playable and repack else None
    how = "repacked" if made else "transcoded"
    if made is None:
        transcode(path, part, seen, longer_side)
        made = _proved(part, seen, longest)
    if made is None:
        raise Unacceptable("broken")
    size = os.stat(part).st_size
    os.replace(part, out)
    tell(percent=100)
    return {
        "how": how,
        "seconds": made.seconds,
        "width": made.width,
        "height": made.height,
        "bytes": size,
        "sound": made.sound is not None,
    }


def _repacked(path: str, part: str, seen: film.Look, longest: float) -> film.Look | None:
    """None where the result is not what was put in: then it is transcoded."""
    try:
        copy(path, part)
        made = _proved(part, seen, longest)
    except (Unacceptable, av.error.InvalidDataError, av.error.ArgumentError):
        return None
    return made if made and (made.rotation, made.mirrored) == (seen.rotation, seen.mirrored) else None


def _proved(part: str, seen: film.Look, longest: float) -> film.Look | None:
    """What was made, decoded again: as long as the film, with its sound."""
    with open(part, "rb+") as written:
        os.fsync(written.fileno())  # a disk without room says so here at the latest
    made = film.look(part, longest + 10)
    whole = abs(made.seconds - seen.seconds) <= max(1.0, seen.seconds / 20)
    return made if whole and (made.sound is None) == (seen.sound is None) else None


# --- repacked: the same pictures and sound in a new box -----------------------------------------------------------------


def copy(path: str, part: str) -> None:
    """Pictures and first sound copied; of SEI units, where cameras put places and names, none."""
    with film.opened(path) as source, av.open(f"file:{part}", "w", format="mp4", options=OUTPUT) as made:
        pictures = film.pictures_of(source)
        sound = next(iter(film.sounds_of(source)), None)
        to = {pictures.index: made.add_stream_from_template(pictures)}
        if sound is not None:
            to[sound.index] = made.add_stream_from_template(sound)
        for stream in to.values():
            stream.metadata.clear()
        clean = av.bitstream.BitStreamFilterContext("filter_units=remove_types=6", pictures, to[pictures.index])
        origin = _start(source)
        progress = _Progress(source)
        for packet in film.packets_of(source, *filter(None, (pictures, sound))):
            shift = int(origin / packet.time_base)
            packet.pts = None if packet.pts is None else packet.pts - shift
            packet.dts = None if packet.dts is None else packet.dts - shift
            progress.at(packet)
            for each in clean.filter(packet) if packet.stream is pictures else [packet]:
                each.stream = to[packet.stream.index]
                made.mux(each)


class _Progress:
    """Percent of the way, told when it grows; 99 until the result is proved."""

    def __init__(self, source: Any, seconds: float | None = None) -> None:
        self.seconds = seconds or float(source.duration or 0) / av.time_base or 1.0
        self.told = -1

    def at(self, packet: Any) -> None:
        if packet.pts is not None:
            self.reached(float(packet.pts * packet.time_base))

    def reached(self, second: float) -> None:
        percent = max(0, min(99, int(100 * second / self.seconds)))
        if percent > self.told:
            self.told = percent
            tell(percent=percent)


# --- transcoded ---------------------------------------------------------------------------------------------------------


def transcode(path: str, part: str, seen: film.Look, longer_side: int) -> None:
    with film.opened(path) as source, av.open(f"file:{part}", "w", format="mp4", options=OUTPUT) as made:
        pictures = film.pictures_of(source)
        sound = next((each for each in film.sounds_of(source) if each.codec_context.name == seen.sound), None)
        screen = _Screen(made, pictures, seen, longer_side)
        speaker = _Speaker(made, sound) if sound is not None else None
        progress = _Progress(source, seen.seconds)
        start = _start(source)
        for stream, frame in film.shown(source, pictures, sound):
            if stream is pictures:
                second = film.time_of(frame, screen.second) - start
                screen.show(frame, second)
                progress.reached(second)
            elif speaker:
                speaker.play(frame, start)
        screen.end()
        if speaker:
            speaker.end()


def _start(source: Any) -> float:
    return float((source.start_time or 0) / av.time_base)


def even_rate(fps: float, is_variable: bool) -> Fraction:
    """The rate it is shown at: its own where that is about 30 or less, else a whole part of it (60 -> 30, 50 -> 25)."""
    if is_variable or fps <= 0:
        return Fraction(RATE)
    near = [Fraction(round(fps)), *(Fraction(known, 1001) for known in (24_000, 30_000, 60_000, 120_000))]
    rate = next((each for each in near if abs(fps - each) < 0.012), Fraction(fps).limit_denominator(1001))
    return max(Fraction(1), rate / -(-rate // (RATE + 1)))


class _Screen:
    """Pictures at even times: upright, small enough, in colours that H.264 players expect."""

    def __init__(self, made: Any, pictures: Any, seen: film.Look, longer_side: int) -> None:
        self.made, self.pictures = made, pictures
        self.rate = even_rate(seen.fps, seen.variable)
        self.most = int((seen.seconds + 10) * self.rate)
        factor = min(1.0, longer_side / max(seen.width, seen.height))
        self.width, self.height = (max(2, round(side * factor / 2) * 2) for side in (seen.width, seen.height))
        self.next = 0
        self.waiting: Any = None
        self.ready: Any = None
        self.second = 0.0
        self.graph: Any = None
        self.shape: tuple[Any, ...] = ()
        # Of the first picture only: a frame asked for its side data is held in a circle until the next collection.
        self.matrix: tuple[int, ...] | None = None
        self.rotation = 0
        self.stream: Any = made.add_stream("libx264", rate=self.rate, options=X264)
        self.stream.width, self.stream.height, self.stream.pix_fmt = self.width, self.height, "yuv420p"
        self.stream.gop_size = int(2 * self.rate) or 1  # a tap on a moment lands within two seconds of it
        self.stream.codec_context.thread_count = film.THREADS
        self.stream.codec_context.time_base = 1 / self.rate

    def show(self, frame: Any, second: float) -> None:
        """A picture of that second. It is drawn when the next one shows how long it stood."""
        self.second = second + float(1 / self.rate)
        place = round(second * self.rate)
        if place > self.most:
            return
        if self.waiting is not None:
            self._draw(until=place)
        self.waiting, self.ready = frame, None

    def end(self) -> None:
        if self.waiting is not None:
            self._draw(until=self.next + 1)
        self.made.mux(self.stream.encode(None))

    def _draw(self, until: int) -> None:
        while self.next < until:
            if self.ready is None:
                self.ready = self._upright(self.waiting)
            self.ready.pts, self.ready.time_base = self.next, 1 / self.rate
            self.ready.pict_type = 0  # the encoder decides, not the camera
            self.made.mux(self.stream.encode(self.ready))
            self.next += 1

    def _upright(self, frame: Any) -> Any:
        if self.graph is None:
            self.matrix, self.rotation = film.matrix_of(frame), film.turn_of(frame)[0]
        shape = (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range)
        if shape != self.shape:  # a phone that is turned while it films changes its picture
            self.graph, self.shape = self._graph(frame), shape
        self.graph.vpush(frame)
        return self.graph.vpull()

    def _graph(self, frame: Any) -> Any:
        if self.graph is None:
            context = self.stream.codec_context
            context.color_primaries, context.color_trc = frame.color_primaries, frame.color_trc
            context.colorspace, context.color_range = frame.colorspace, 1
        graph = av.filter.Graph()
        graph.threads = film.THREADS
        size = f"{self.width}:{self.height}"
        nodes = [
            graph.add_buffer(
                width=frame.width, height=frame.height, format=frame.format, time_base=self.pictures.time_base
            ),
            *([graph.add("yadif", "deint=interlaced")] if frame.interlaced_frame else []),
            *(graph.add(*each) for each in turning(self.matrix, self.rotation)),
            graph.add("scale", f"{self._fitting(frame)}:flags=bicubic:out_range=tv"),
            graph.add("pad", f"{size}:-1:-1"),
            graph.add("setsar", "1"),
            graph.add("format", "yuv420p"),
            graph.add("buffersink"),
        ]
        graph.link_nodes(*nodes).configure()
        return graph

    def _fitting(self, frame: Any) -> str:
        """The picture's own size within the screen; the same but for pictures whose shape changes on the way."""
        wide, high = film.seen_size(frame, self.pictures)
        if self.rotation in (90, 270):
            wide, high = high, wide
        factor = min(self.width / wide, self.height / high)
        fit = [min(most, round(side * factor / 2) * 2) for side, most in ((wide, self.width), (high, self.height))]
        near = [
            most if most - side <= 4 else max(2, side)
            for side, most in zip(fit, (self.width, self.height), strict=True)
        ]
        return f"{near[0]}:{near[1]}"


def turning(matrix: tuple[int, ...] | None, rotation: int) -> Iterator[tuple[str, ...]]:
    """The filters that put a picture upright, as ffmpeg's own tool chooses them from the display matrix."""
    if matrix is None:
        return
    if rotation == 270:
        yield ("transpose", "cclock_flip" if matrix[3] > 0 else "clock")
    elif rotation == 90:
        yield ("transpose", "clock_flip" if matrix[3] < 0 else "cclock")
    elif rotation == 180:
        if matrix[0] < 0:
            yield ("hflip",)
        if matrix[4] < 0:
            yield ("vflip",)
    elif matrix[4] < 0:
        yield ("vflip",)
    elif matrix[0] < 0:
        yield ("hflip",)


class _Speaker:
    """Sound as AAC, mono or stereo."""

    def __init__(self, made: Any, sound: Any) -> None:
        self.made, self.sound = made, sound
        self.layout = "mono" if sound.codec_context.channels == 1 else "stereo"
        self.stream: Any = made.add_stream("aac", rate=SOUND_RATE, layout=self.layout)
        self.stream.codec_context.bit_rate = 96_000 if self.layout == "mono" else 128_000
        self.graph: Any = None
        self.shape: tuple[Any, ...] = ()

    def play(self, frame: Any, start: float) -> None:
        shape = (frame.sample_rate, frame.layout.name, frame.format.name)
        if self.graph is None or shape != self.shape:
            self.graph, self.shape = self._graph(frame), shape
        if frame.pts is not None:
            frame.pts -= int(start / frame.time_base)
        self.graph.push(frame)
        self._encode()

    def end(self) -> None:
        if self.graph is not None:
            self.graph.push(None)
            self._encode()
        self.made.mux(self.stream.encode(None))

    def _graph(self, frame: Any) -> Any:
        graph = av.filter.Graph()
        graph.link_nodes(
            graph.add_abuffer(
                sample_rate=frame.sample_rate,
                format=frame.format.name,
                layout=frame.layout.name,
                time_base=frame.time_base,
            ),
            graph.add("aresample", EVEN_SOUND),
            graph.add("aformat", f"sample_fmts=fltp:channel_layouts={self.layout}:sample_rates={SOUND_RATE}"),
            graph.add("abuffersink"),
        ).configure()
        return graph

    def _encode(self) -> None:
        with suppress(av.error.BlockingIOError, av.error.EOFError):
            while True:
                self.made.mux(self.stream.encode(self.graph.pull()))
