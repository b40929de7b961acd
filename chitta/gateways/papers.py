"""Papers of strangers, opened safely: what they are, what stands in them, how they look, and a copy that may be given out.

These verbs hand the work to a fenced child (`fence.run`) that parses; this process opens none of the bytes itself. Every
path lies in a private folder of ours, see `fence.workshop`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from chitta.gateways import fence

MOST_PAGES = 60
MOST_DRAWN = 20  # pages of one paper that are drawn as pictures
MEMORY = 3 << 29  # address space, bytes: a picture of 89 million dots, decoded and made smaller
FILE = 256 << 20

# The file itself is not acceptable: the parent does something about it.
REFUSED = (
    "not_taken",  # an extension or content we never take
    "old_word",  # .doc
    "type_mismatch",  # name, content and what it was said to be do not agree
    "empty",  # no bytes, or nothing on any page
    "locked",  # needs a password
    "broken",  # cut off, damaged, or it brought its reader down
    "bomb",  # unpacks into far more than it is, or nests without end
    "too_many_pages",
    "too_large_image",  # more dots than we decode
    "memory",  # reading it takes more memory than a paper may
)
# We could not: another try may go better.
AGAIN = ("time", "full", "cancelled")


class PaperError(Exception):
    """A paper could not be opened. reason: one word of REFUSED or AGAIN; again: whether another try makes sense."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason, self.again = reason, reason in AGAIN


@dataclass(frozen=True, slots=True)
class Paper:
    """What was found.

    texts: the visible text of every page, in reading order, cells of a row parted by " | "; "" where there is none. A docx
    is one page, a picture is one page without text. scans: numbers (from 1) of pages whose picture has to be read. hidden:
    characters that were taken out because nobody can see them: Unicode tricks, white on white, tiny, beside the page.
    cut: there was more text than a paper may have; the rest was left out.
    """

    kind: Literal["pdf", "docx", "image"]
    pages: int
    texts: tuple[str, ...]
    scans: tuple[int, ...]
    hidden: int = 0
    cut: bool = False


def examine(path: Path, name: str, media_type: str = "", *, seconds: float = 60) -> Paper:
    """What this file really is, and its text. Extension of `name`, content, a real parse and media_type ("" when nobody
    said one) must agree. Raises PaperError.
    """
    found = _fenced(path, seconds, "papers_inside:examine", name=name, media_type=media_type)
    return Paper(
        kind=found["kind"],
        pages=found["pages"],
        texts=tuple(found["texts"]),
        scans=tuple(found["scans"]),
        hidden=found["hidden"],
        cut=found["cut"],
    )


def picture(path: Path, out: Path, *, seconds: float = 30) -> tuple[int, int]:
    """A photo (JPEG, PNG, HEIC) as a new upright JPEG of at most 2400 dots a side, without anything but its dots.
    Its width and height. Raises PaperError.
    """
    width, height = _fenced(path, seconds, "papers_image:picture", out=_beside(path, out))
    return width, height


def bare(path: Path, *, seconds: float = 30) -> bool:
    """Is it a whole JPEG as `picture` makes them, upright and without anything but its dots? Raises PaperError."""
    return bool(_fenced(path, seconds, "papers_image:bare"))


def page_images(path: Path, pages: tuple[int, ...], out: Path, *, seconds: float = 60) -> dict[int, Path]:
    """Pages of a PDF (or the pictures pasted into a docx, numbered from 1), drawn as JPEGs of at most 1600 dots a side.

    pages: numbers from 1, () for all; the first MOST_DRAWN of them are drawn. out: a folder beside the file, made if it is
    not there. Answers page -> file, `page-1.jpg` and so on. Raises PaperError.
    """
    into = _beside(path, out)
    out.mkdir(exist_ok=True)
    drawn = _fenced(path, seconds, "papers_inside:page_images", pages=list(pages), out=into)
    return {number: out / f"page-{number}.jpg" for number in drawn}


def strip(path: Path, out: Path, *, seconds: float = 60) -> int:
    """A copy that may be given out: the same pages without author, dates, comments' names, scripts, attachments and
    links that fetch. Pictures become what `picture` makes of them. Its size in bytes. Raises PaperError.

    What stays: names inside drawings of old formats (EMF, WMF), notes in JPEGs that a PDF packed a second time, and text
    a PDF draws invisibly. What is lost with them: a PDF's links, bookmarks and tags.
    """
    return int(_fenced(path, seconds, "papers_inside:strip", out=_beside(path, out)))


def _beside(path: Path, out: Path) -> str:
    if out.parent != path.parent or out == path:
        raise ValueError("what is made of a paper lies beside it")
    return out.name


def _fenced(path: Path, seconds: float, deed: str, **arguments: Any) -> Any:
    try:
        return fence.run(
            f"chitta.gateways.{deed}",
            {"path": path.name, **arguments},
            folder=path.parent,
            seconds=seconds,
            memory=MEMORY,
            file=FILE,
        )
    except fence.FenceError as error:
        reason = error.detail if error.kind == "refused" else error.kind
        raise PaperError(reason if reason in REFUSED + AGAIN else "broken") from None
