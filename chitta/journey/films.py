"""Films as a journey knows them, without the room they lie in: by the sources of what was seen in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ID = re.compile(r"[0-9a-f-]{36}")
LONGEST = 24 * 3600


def film_of(one: Any) -> tuple[str, tuple[int, int] | None]:
    """The film something was seen in, by itself or by the parent who watched it, and from which second to which; ("", None)
    where it was seen in none, None for no second."""
    source: Mapping[str, Any] = one.source or {}
    video = str(source.get("video", ""))
    if not _ID.fullmatch(video):
        return "", None
    return video, _seconds(source.get("second"))


def at_second(second: int) -> str:
    """0:52, 12:05, 1:02:05: as a player's clock says it."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _seconds(told: object) -> tuple[int, int] | None:
    """[a, b] as whole seconds, the earlier one first; a single second is both."""
    some = [told] if isinstance(told, int | float) else list(told) if isinstance(told, list | tuple) else []
    good = [int(one) for one in some if _is_second(one)]
    return (min(good), max(good)) if good and len(good) == len(some) else None


def _is_second(one: object) -> bool:
    return isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one < LONGEST
