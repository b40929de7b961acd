"""Inside the fence: photos. Decoded within limits, turned upright, and written anew: only the dots go on."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from chitta.gateways.fence import Unacceptable

if TYPE_CHECKING:
    from io import BytesIO

    from PIL.Image import Image

MOST_PIXELS = 89_478_485  # Pillow's own; a phone's 50 million fit
SIDE = 2400
QUALITY = 85
FORMATS = ("JPEG", "PNG", "HEIF")
NEEDED = {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDD}  # parts of a JPEG without which it is no picture, and JFIF's own


def verify(path: str) -> None:
    """Decode it once, whole; nothing is written."""
    with opened(path, draft=400) as image:
        image.load()


def bare(path: str, side: int = SIDE) -> bool:
    """See papers.bare."""
    data = Path(path).read_bytes()
    if not data.startswith(b"\xff\xd8\xff") or not _dots_alone(data):
        return False
    with opened(path) as image:
        image.load()
        return image.mode == "RGB" and max(image.size) <= side


def _dots_alone(data: bytes) -> bool:
    """Is every part of this JPEG about its dots, and nothing behind its end?"""
    at = 2
    while data[at : at + 1] == b"\xff" and (kind := data[at + 1 : at + 2]) != b"\xda":
        if not kind or kind[0] not in NEEDED or (kind == b"\xe0" and data[at + 4 : at + 9] != b"JFIF\0"):
            return False
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    end = data.find(b"\xff\xd9", at)
    return data[at : at + 2] == b"\xff\xda" and end == len(data) - 2


def picture(path: str, out: str, side: int = SIDE) -> tuple[int, int]:
    """See papers.picture."""
    with opened(path, draft=side) as image:
        done = upright(image, side)
        keep(done, Path(out))
        return done.size


def keep(image: Image, out: Path) -> None:
    """Write it as JPEG. Not by Pillow, which takes a disk that filled up halfway for a success."""
    from io import BytesIO

    held = BytesIO()
    image.save(held, "JPEG", quality=QUALITY, optimize=True)
    out.write_bytes(held.getbuffer())


def upright(image: Image, side: int) -> Image:
    """A new RGB picture of at most `side` dots, turned as its EXIF says, clear parts white, colours those of a screen."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    profile = image.info.get("icc_profile")
    turned = image.getexif().get(0x0112, 1)
    if image.mode.startswith("I"):  # 16 bits of grey; Pillow would clip them all to white
        image = _eight_bits(image)
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    image.thumbnail((side, side))
    if image.has_transparency_data:
        paper = Pillow.new("RGBA", image.size, "white")
        image = Pillow.alpha_composite(paper, image.convert("RGBA"))
    image = _screen_colours(image, profile)
    bare = Pillow.new("RGB", image.size)
    bare.paste(image)
    if turned != 1:
        bare.getexif()[0x0112] = turned
        ImageOps.exif_transpose(bare, in_place=True)
        bare.info.clear()
        bare.getexif().clear()
    return bare


@contextmanager
def opened(path: str | BytesIO, draft: int | None = None) -> Iterator[Image]:
    """The file's first frame, at least `draft` dots a side if that is quicker. Its size is looked at before any decoding."""
    import pillow_heif
    from PIL import Image as Pillow

    Pillow.MAX_IMAGE_PIXELS = MOST_PIXELS
    pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(path, formats=FORMATS) as image:
                image.seek(0)
                if draft:
                    image.draft("RGB" if image.mode == "RGB" else None, (draft, draft))
                yield image
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError):
        raise Unacceptable("too_large_image") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno:
            raise  # the disk's trouble, not the file's
        raise Unacceptable("broken") from None


def _eight_bits(image: Image) -> Image:
    """16 bits a dot into 8, the high ones; Pillow's own way is by a function over every value."""
    return image.convert("I").point(lambda dot: dot * (1 / 257)).convert("L")


def _screen_colours(image: Image, profile: bytes | None) -> Image:
    from io import BytesIO

    from PIL import ImageCms

    if image.mode == "RGBA":
        image = image.convert("RGB")
    if profile and image.mode in ("RGB", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            screen = ImageCms.createProfile("sRGB")
            done = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), screen, outputMode="RGB"
            )
            if done is not None:
                return done
    return image.convert("RGB")
