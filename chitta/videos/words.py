"""A sentence that is put into the reader's language only when it is read, with a parent's own words inside it made safe."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from chitta.core.i18n import N_, gettext_, pgettext
from chitta.journey.state import ChildFacts


class Quoted(str):
    """Somebody's own words inside one of our sentences: their direction is theirs."""

    def __html__(self) -> str:
        return Markup("<bdi>{}</bdi>").format(str(self))


@dataclass(frozen=True)
class Words:
    """A msgid with its values. about: "girl", "boy" or "", for the sentences that must know of whom they speak."""

    sentence: str
    about: str = ""
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return str(pgettext(self.about, self.sentence, **{name: str(value) for name, value in self.values.items()}))

    def __html__(self) -> str:
        return escape(pgettext(self.about, self.sentence, **self.values))


class Name:
    """The child's name, or words for a child who has none yet."""

    def __init__(self, child: ChildFacts) -> None:
        self.child = child

    def __str__(self) -> str:
        return self.child.name or pgettext(self.child.gender, N_("your child"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and other.child == self.child

    def __hash__(self) -> int:
        return hash(self.child)


def short_name(child: ChildFacts) -> str:
    """What fits into the drawing."""
    return child.name if 0 < len(child.name) <= 10 else gettext_(N_("here"))
