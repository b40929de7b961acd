"""What was seen in a film, as a player reads it: WebVTT chapters, and where the moments lie on a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import escape

from chitta.videos.seeing import Moment

LINE = 620  # units that the drawn line is long


def chapters(moments: Iterable[Moment], words: Mapping[str, str], seconds: int) -> str:
    """The file: no chapter is over before it begins, and no word is read as a sign of the format."""
    last = max(seconds, 1)
    cues = (
        f"{_stamp(one.start)} --> {_stamp(max(min(one.end, last), one.start + 1))}\n{escape(words[one.id])}\n"
        for one in moments
    )
    return "\n".join(("WEBVTT\n", *cues))


def beads(moments: Iterable[Moment], seconds: int) -> list[tuple[int, Any]]:
    """Each moment with its place on the line."""
    length = max(1, seconds)
    return [(10 + round(LINE * min(one.start, length) / length), one) for one in moments]


def _stamp(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000"
