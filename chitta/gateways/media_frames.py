"""Inside the fence: still pictures of a film, for its poster and for a model to look at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageStat

from chitta.gateways import media_film as film
from chitta.gateways.fence import Unacceptable, tell

POSTER_SIDE, FRAME_SIDE = 640, 768
SECONDS_A_FRAME, FEWEST = 6, 4
TINY = (64, 64)
PIXELS_A_TOKEN = 750  # what a model counts for a picture
LAPLACIAN = ImageFilter.Kernel((3, 3), [0, 1, 0, 1, -4, 1, 0, 1, 0], scale=1, offset=128)


@dataclass
class Candidate:
    """A picture that might be shown; `tiny` to tell how much it differs from others."""

    second: float
    tiny: Image.Image
    sharp: float


def poster(path: str, out: str, at: float | None) -> dict[str, Any]:
    seen = film.look(path, math.inf)
    with film.opened(path) as source:
        pictures = film.pictures_of(source)
        start = float(pictures.start_time or 0) * float(pictures.time_base)
        seconds = [at] if at is not None else [seen.seconds * part for part in (0.1, 0.3, 0.5, 0.7)]
        found = [
            (frame, each)
            for each in seconds
            if (frame := film.picture_at(source, pictures, start + each, at is not None))
        ]
        if not found:
            raise Unacceptable("broken")
        frame, second = max(found, key=lambda each: appeal(gray(each[0], 320)))
        picture = upright(frame, pictures, POSTER_SIDE)
    picture.save(out, "JPEG", quality=82, optimize=True)
    return {"second": round(film.time_of(frame, second) - start, 1), "width": picture.width, "height": picture.height}


def appeal(picture: Image.Image) -> float:
    """Bright and sharp before dark and blurred: for choosing among pictures of one film, for nothing else."""
    return min(60.0, ImageStat.Stat(picture).mean[0]) * 10 + min(500.0, sharpness(picture))


def sharpness(picture: Image.Image) -> float:
    """Variance of the Laplacian: how much edge there is."""
    return float(ImageStat.Stat(picture.filter(LAPLACIAN)).var[0])


def gray(frame: Any, side: int) -> Image.Image:
    """The picture's light alone, small, as it was filmed (not turned)."""
    factor = min(1.0, side / max(frame.width, frame.height))
    wide, high = (max(8, round(each * factor / 2) * 2) for each in (frame.width, frame.height))
    return gray_of(frame, wide, high)


def gray_of(frame: Any, wide: int, high: int) -> Image.Image:
    small = frame.reformat(wide, high, "gray", interpolation="AREA")
    plane = small.planes[0]
    return Image.frombuffer("L", (wide, high), bytes(plane), "raw", "L", plane.line_size, 1).copy()


def upright(frame: Any, pictures: Any, side: int) -> Image.Image:
    """The picture as it is seen, with square pixels, at most so long on its longer side."""
    wide, high = film.seen_size(frame, pictures)
    factor = min(1.0, side / max(wide, high))
    size = max(1, round(wide * factor)), max(1, round(high * factor))
    # The dark borders of the picture's box are its own; what frame carries beside its pixels stays behind.
    picture: Image.Image = frame.reformat(*size, "rgb24", interpolation="AREA").to_image()
    rotation, mirrored = film.turn_of(frame)
    if mirrored:
        matrix = film.matrix_of(frame) or ()
        return _mirrored(picture, matrix)
    turns = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    return picture.transpose(turns[rotation]) if rotation else picture


def _mirrored(picture: Image.Image, matrix: tuple[int, ...]) -> Image.Image:
    a, b, c, d = matrix[0], matrix[1], matrix[3], matrix[4]
    if b or c:
        return picture.transpose(Image.Transpose.TRANSPOSE if b > 0 < c else Image.Transpose.TRANSVERSE)
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT if a < 0 < d else Image.Transpose.FLIP_TOP_BOTTOM)


# --- chosen for a model -------------------------------------------------------------------------------------------------


def frames(path: str, folder: str, most: int) -> dict[str, Any]:
    seen = film.look(path, math.inf)
    tell(percent=1)
    with film.opened(path) as source:
        pictures = film.pictures_of(source)
        start = float(pictures.start_time or 0) * float(pictures.time_base)
        count = max(1, min(most, max(FEWEST, math.ceil(seen.seconds / SECONDS_A_FRAME))))
        candidates = _candidates(source, pictures, start, seen.seconds, count)
    chosen = choose(candidates, count, seen.seconds)
    if not chosen:
        raise Unacceptable("broken")
    return _written(path, folder, chosen, start, seen.seconds)


def _candidates(source: Any, pictures: Any, start: float, seconds: float, count: int) -> list[Candidate]:
    """Key frames where there are enough (they cost almost nothing), else about two pictures a second."""
    enough = _key_frames(source, pictures) >= 2 * count
    pictures.codec_context.skip_frame = "NONKEY" if enough else "NONREF"
    source.seek(int(start / pictures.time_base), stream=pictures)
    found: list[Candidate] = []
    told = 1

    def consider(frame: Any) -> None:
        nonlocal told
        second = film.time_of(frame) - start
        if frame.is_corrupt or (found and second < found[-1].second + 0.45):
            return
        picture = gray(frame, 320)
        found.append(Candidate(second, picture.resize(TINY, Image.Resampling.BOX), appeal(picture)))
        percent = min(80, int(80 * second / max(seconds, 1)))
        if percent > told:
            told = percent
            tell(percent=percent)

    for _, frame in film.shown(source, pictures):
        consider(frame)
    return found


def _key_frames(source: Any, pictures: Any) -> int:
    return sum(1 for packet in film.packets_of(source, pictures) if packet.is_keyframe)


def choose(candidates: list[Candidate], count: int, seconds: float) -> list[tuple[Candidate, str]]:
    """Three quarters spread evenly, the clearest picture of each stretch; the rest where least like those beside them."""
    spread = max(1, round(count * 3 / 4))
    stretches: dict[int, Candidate] = {}
    for each in candidates:
        place = min(spread - 1, int(each.second / max(seconds, 0.001) * spread))
        if place not in stretches or each.sharp > stretches[place].sharp:
            stretches[place] = each
    chosen = [(each, "spread") for each in stretches.values()]
    left = [each for each in candidates if all(each is not one for one, _ in chosen)]
    while left and len(chosen) < count:
        newest = max(left, key=lambda each: _unlike(each, chosen))
        chosen.append((newest, "change"))
        left.remove(newest)
    return sorted(chosen, key=lambda each: each[0].second)


def _unlike(one: Candidate, chosen: list[tuple[Candidate, str]]) -> float:
    """Mean difference in light to the two nearest chosen pictures: a change that they do not show."""
    nearest = sorted((each for each, _ in chosen), key=lambda each: abs(each.second - one.second))[:2]
    return min(float(ImageStat.Stat(ImageChops.difference(one.tiny, each.tiny)).mean[0]) for each in nearest)


def _written(
    path: str, folder: str, chosen: list[tuple[Candidate, str]], start: float, seconds: float
) -> dict[str, Any]:
    told: list[dict[str, Any]] = []
    with film.opened(path) as source:
        pictures = film.pictures_of(source)
        for number, (each, because) in enumerate(chosen, 1):
            frame = film.picture_at(source, pictures, start + each.second - 0.001, exact=True)
            if frame is None:
                continue
            picture, name = upright(frame, pictures, FRAME_SIDE), f"{number:03}.jpg"
            picture.save(f"{folder}/{name}", "JPEG", quality=80, optimize=True)
            told.append(
                {
                    "name": name,
                    "second": round(each.second, 1),
                    "width": picture.width,
                    "height": picture.height,
                    "tokens": math.ceil(picture.width * picture.height / PIXELS_A_TOKEN),
                    "because": because,
                }
            )
            tell(percent=80 + int(20 * number / len(chosen)))
    tokens = sum(each["tokens"] for each in told)
    return {"frames": told, "tokens": tokens, "tokens_a_minute": round(tokens * 60 / max(seconds, 1))}
