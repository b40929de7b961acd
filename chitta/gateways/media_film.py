"""Inside the fence: a film is opened, looked at and told as it is. Nothing here runs in the web process or the worker."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from heapq import heappop, heappush
from itertools import pairwise
from statistics import median
from typing import Any

import av

from chitta.gateways.fence import Unacceptable

KINDS = {"mp4": "mp4", "mov": "mp4", "m4v": "mp4", "mkv": "matroska", "webm": "matroska", "avi": "avi"}
DEMUXERS = {"mp4": "mov", "matroska": "matroska", "avi": "avi"}
PICTURES = "h264,hevc,vp8,vp9,av1,libdav1d,mpeg4,mpeg2video,mpeg1video,h263,msmpeg4,msmpeg4v2,mjpeg,prores,dvvideo"
SOUNDS = (
    "aac,mp3,mp3float,mp2,mp2float,ac3,eac3,opus,libopus,vorbis,flac,alac,amrnb,amrwb,pcm_s16le,pcm_s16be,pcm_s24le,"
    "pcm_s24be,pcm_u8,pcm_s8,pcm_f32le,pcm_s32le,pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_ms,adpcm_ima_qt"
)
MOST_PIXELS = 4096 * 2304
THREADS = 2
OPTIONS = {
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi",
    "protocol_whitelist": "file",
    "codec_whitelist": f"{PICTURES},{SOUNDS}",
    "enable_drefs": "0",  # an mp4 may name other files as the place of its pictures
    "max_pixels": str(16384 * 16384),  # beyond it a size is no size; between the two it is told as too large
}


@dataclass
class Look:
    """What was seen of a film by walking through its packets and decoding here and there."""

    container: str
    seconds: float
    width: int
    height: int
    rotation: int
    mirrored: bool
    fps: float
    variable: bool
    codec: str
    bits: int
    hdr: bool
    sound: str | None
    sounds: int
    playable: bool


@dataclass
class Walk:
    """Where the packets of a film lie in time; seconds count from `start`, the first of them."""

    start: float
    seconds: float
    pictures: int
    fps: float
    variable: bool
    bytes: int


def probe(path: str, extension: str, shortest: float, longest: float) -> dict[str, Any]:
    kind = kind_of(path)
    if KINDS.get(extension) != kind:
        raise Unacceptable("misnamed")
    seen = look(path, longest)
    if seen.seconds < shortest:
        raise Unacceptable("too_short")
    return asdict(seen)


def kind_of(path: str) -> str:
    """By the first bytes: mp4, matroska or avi."""
    with open(path, "rb") as file:
        head = file.read(4096)
    if not head:
        raise Unacceptable("empty")
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"):
        return "mp4"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "matroska"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "avi"
    words = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if words.startswith((b"#extm3u", b"ffconcat", b"file ", b"[playlist]", b"v=0")) or b"<mpd" in words:
        raise Unacceptable("playlist")
    raise Unacceptable("not_a_film")


@contextmanager
def opened(path: str) -> Iterator[Any]:
    """The film's container; the kind is settled by its first bytes, no other demuxer is asked."""
    demuxer = DEMUXERS[kind_of(path)]
    try:
        with av.open(f"file:{path}", format=demuxer, options=OPTIONS, metadata_errors="replace") as container:
            yield container
    except (av.error.InvalidDataError, av.error.ArgumentError, av.error.EOFError, av.error.PatchWelcomeError) as error:
        raise Unacceptable("broken") from error


def pictures_of(container: Any) -> Any:
    """The one stream of pictures that is looked at; a cover picture beside a song is none."""
    streams = [each for each in container.streams.video if not each.disposition & av.stream.Disposition.attached_pic]
    if not streams:
        raise Unacceptable("audio_only" if container.streams.audio else "not_a_film")
    chosen = max(streams, key=lambda each: (each.width or 0) * (each.height or 0))
    if chosen.codec_context is None or chosen.codec_context.name not in PICTURES.split(","):
        raise Unacceptable("broken")
    if (chosen.width or 0) * (chosen.height or 0) > MOST_PIXELS:
        raise Unacceptable("too_large_picture")
    chosen.thread_type = "AUTO"
    chosen.codec_context.thread_count = THREADS
    chosen.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
    return chosen


def sounds_of(container: Any) -> list[Any]:
    """The tracks of sound that we know how to decode, in the film's order."""
    return [
        each
        for each in container.streams.audio
        if each.codec_context is not None and each.codec_context.name in SOUNDS.split(",")
    ]


def packets_of(container: Any, *streams: Any) -> Iterator[Any]:
    """Packets to the end, or to where the file breaks off."""
    packets = container.demux(*streams)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, av.error.EOFError, av.error.InvalidDataError):
            return
        if not (packet.dts is None and packet.pts is None and not packet.size):
            yield packet


def decoded(packet: Any) -> list[Any]:
    """The frames of a packet; none of one that is damaged."""
    try:
        return list(packet.decode())
    except (av.error.InvalidDataError, av.error.EOFError, av.error.ArgumentError, av.error.PatchWelcomeError):
        return []


def flushed(stream: Any) -> list[Any]:
    """The frames a decoder still holds at the end."""
    try:
        frames = list(stream.decode(None))
    except (av.error.InvalidDataError, av.error.EOFError, av.error.ArgumentError, av.error.PatchWelcomeError):
        return []
    for frame in frames:
        frame.time_base = frame.time_base or stream.time_base
    return frames


def shown(container: Any, pictures: Any, sound: Any = None) -> Iterator[tuple[Any, Any]]:
    """(stream, frame) from where the film stands to its end, each stream in the order of its time."""
    order = _Order(container)
    for packet in packets_of(container, *filter(None, (pictures, sound))):
        if packet.stream is pictures:
            order.sent(packet)
        for frame in decoded(packet):
            yield packet.stream, order.righted(frame) if packet.stream is pictures else frame
    for stream in filter(None, (pictures, sound)):
        for frame in flushed(stream):
            yield stream, order.righted(frame) if stream is pictures else frame


class _Order:
    """AVI knows when a picture is decoded, not when it is shown: the first one out takes the earliest time."""

    def __init__(self, container: Any) -> None:
        self.is_needed = "avi" in container.format.name
        self.times: list[int] = []

    def sent(self, packet: Any) -> None:
        if self.is_needed and packet.size:
            heappush(self.times, packet.pts if packet.pts is not None else packet.dts)

    def righted(self, frame: Any) -> Any:
        if self.times:
            frame.pts = heappop(self.times)
        return frame


def look(path: str, longest: float) -> Look:
    """Everything there is to know. Raises Unacceptable: broken, too_long, audio_only, too_large_picture."""
    with opened(path) as container:
        pictures = pictures_of(container)
        sounds = sounds_of(container)
        walk = _walk(container, pictures, sounds[0] if sounds else None, longest)
        frame = _decodes(container, pictures, walk)
        sound = next((each for each in sounds if _is_heard(container, each, walk)), None)
        rotation, mirrored = turn_of(frame)
        wide, high = seen_size(frame, pictures)
        context = pictures.codec_context
        return Look(
            container=kind_of(path),
            seconds=round(walk.seconds, 3),
            width=high if rotation in (90, 270) else wide,
            height=wide if rotation in (90, 270) else high,
            rotation=rotation,
            mirrored=mirrored,
            fps=round(walk.fps, 3),
            variable=walk.variable,
            codec=context.name,
            bits=frame.format.components[0].bits,
            hdr=frame.color_trc in (16, 18),
            sound=sound.codec_context.name if sound else None,
            sounds=len(sounds),
            playable=_is_playable(container, pictures, sound, frame, walk),
        )


def _walk(container: Any, pictures: Any, sound: Any, longest: float) -> Walk:
    """Through every packet, undecoded: how long the film really is, and whether it breaks off."""
    times: list[float] = []
    size, heard, last = 0, 0.0, 0.0
    beat = float(pictures.time_base)
    for packet in packets_of(container, *filter(None, (pictures, sound))):
        size += packet.size
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None or packet.is_discard:
            continue
        if packet.stream is not pictures:
            heard = max(heard, float((at + (packet.duration or 0)) * packet.time_base))
            continue
        times.append(at * beat)
        last = max(last, (at + (packet.duration or 0)) * beat)
        if last - times[0] > longest + 5:
            raise Unacceptable("too_long")
    if not times:
        raise Unacceptable("broken")
    times.sort()
    steps = [after - before for before, after in pairwise(times) if after > before]
    step = median(steps) if steps else 0.04
    seconds = max(last, times[-1] + (step if len(times) > 1 else 0)) - times[0]
    _is_whole(container, pictures, seconds, max(last, heard))
    if seconds > longest:
        raise Unacceptable("too_long")
    uneven = sum(1 for each in steps if abs(each - step) > max(step * 0.2, 0.0015))
    is_variable = uneven > len(steps) * 0.02
    fps = len(steps) / sum(steps) if steps and not is_variable else 1 / step
    return Walk(times[0], seconds, len(times), fps, is_variable, size)


def _is_whole(container: Any, pictures: Any, seen: float, end: float) -> None:
    """A film of which much less is there than it says is refused: its end, or its middle, never arrived."""
    says = float(pictures.duration * pictures.time_base) if pictures.duration else 0.0
    if says - seen > max(2.0, says / 10):
        raise Unacceptable("broken")
    if "matroska" in container.format.name and container.duration:
        says = container.duration / av.time_base
        if says - end > max(2.0, says / 10):
            raise Unacceptable("broken")


def _decodes(container: Any, pictures: Any, walk: Walk) -> Any:
    """A picture from each of five places; the first of them. A header that is whole says nothing about its pictures."""
    places = (0.0, 0.25, 0.5, 0.75, 0.95) if walk.pictures > 4 else (0.0,)
    found = [frame for each in places if (frame := picture_at(container, pictures, walk.start + each * walk.seconds))]
    if len(found) < len(places) - 1 or not found:
        raise Unacceptable("broken")
    if any(each.width * each.height > MOST_PIXELS for each in found):
        raise Unacceptable("too_large_picture")
    return found[0]


def picture_at(container: Any, pictures: Any, second: float, exact: bool = False) -> Any:
    """The first good picture from the key frame before that second on (exact: of that second); None if there is none."""
    try:
        container.seek(int(second / pictures.time_base), stream=pictures)
    except (av.error.InvalidDataError, OSError):
        return None
    good = None
    for tries, packet in enumerate(packets_of(container, pictures)):
        for frame in decoded(packet):
            if frame.is_corrupt:
                continue
            good = frame
            if not exact or time_of(frame, second) >= second:
                return good
        if good is None and tries > 120:
            return None
    return next((each for each in reversed(flushed(pictures)) if not each.is_corrupt), good)


def time_of(frame: Any, otherwise: float = 0.0) -> float:
    """Seconds by the film's own clock; AVI knows only when a picture was decoded."""
    at = frame.pts if frame.pts is not None else frame.dts
    return otherwise if at is None or frame.time_base is None else float(at * frame.time_base)


def _is_heard(container: Any, sound: Any, walk: Walk) -> bool:
    container.seek(int((walk.start + walk.seconds / 2) / sound.time_base), stream=sound)
    for tries, packet in enumerate(packets_of(container, sound)):
        if decoded(packet):
            return True
        if tries > 50:
            break
    return False


def turn_of(frame: Any) -> tuple[int, bool]:
    """How a player must turn the picture: degrees counter-clockwise in quarters, and whether it is mirrored too."""
    matrix = matrix_of(frame)
    if matrix is None:
        return 0, False
    return round((frame.rotation % 360) / 90) % 4 * 90, matrix[0] * matrix[4] - matrix[1] * matrix[3] < 0


def matrix_of(frame: Any) -> tuple[int, ...] | None:
    side = frame.side_data.get("DISPLAYMATRIX")
    return struct.unpack("=9i", bytes(side)) if side is not None and len(bytes(side)) == 36 else None


def seen_size(frame: Any, pictures: Any) -> tuple[int, int]:
    """Width and height with square pixels, before turning."""
    shape = pictures.sample_aspect_ratio
    return (round(frame.width * shape), frame.height) if shape and 0.2 < shape < 5 else (frame.width, frame.height)


def _is_playable(container: Any, pictures: Any, sound: Any, frame: Any, walk: Walk) -> bool:
    """H.264 as every browser plays it, at a size and rate that a phone's network carries."""
    context = pictures.codec_context
    return (
        context.name == "h264"
        and frame.format.name in ("yuv420p", "yuvj420p")
        and context.profile in ("Baseline", "Constrained Baseline", "Main", "High")
        and 0 < context.level <= 51
        and max(frame.width, frame.height) <= 1920
        and frame.width % 2 == frame.height % 2 == 0
        and (pictures.sample_aspect_ratio or 1) == 1
        and walk.fps < 61
        and walk.bytes * 8 / max(walk.seconds, 1) < 20_000_000
        and "avi" not in container.format.name  # its packets have no time of their own
        and (sound is None or (sound.codec_context.name == "aac" and sound.codec_context.profile in ("LC", None)))
    )
