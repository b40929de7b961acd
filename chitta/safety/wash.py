"""What a model's words must pass before anybody reads them, whoever asked for them. Pure: no database, no model.

Without links, without a condition that what was brought does not name, in one tidy line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from chitta.core.text import one_line
from chitta.safety.labels import names_in

_LINK = re.compile(
    r"(?:https?:|www\.|mailto:|javascript:|data:)|\b[\w-]+\.(?:com|net|org|io|info|co\.il|org\.il|gov\.il)\b", re.I
)


class Names:
    """The conditions a material names. Told in another language, a condition has another name and the same label."""

    def __init__(self, text: str = "", same_language: bool = True) -> None:
        self.names, self.same = names_in(text), same_language
        self.labels = {label for label, _ in self.names}

    def holds(self, text: str) -> bool:
        """Does the material itself name every condition that this text names?"""
        foreign = names_in(text) - self.names
        return not foreign or (not self.same and {label for label, _ in foreign} <= self.labels)


NONE = Names()


def linked(text: str) -> bool:
    """Is there an address in it, of a page or of a person?"""
    return bool(_LINK.search(text))


def line(text: str, longest: int, brought: Names = NONE) -> str:
    """One tidy line of it, or "" where it holds a link, or a condition that was not brought."""
    tidy = one_line(text, longest)
    return "" if linked(tidy) or not brought.holds(tidy) else tidy


def lines(texts: Iterable[str], most: int, longest: int, brought: Names = NONE) -> tuple[str, ...]:
    """Those that hold, each once, so many at most."""
    whole = (line(text, longest, brought) for text in texts)
    return tuple(dict.fromkeys(one for one in whole if one))[:most]
