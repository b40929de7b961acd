"""Words inside a sentence that are put into the reader's language only when the sentence is."""

from __future__ import annotations

from babel.lists import format_list

from chitta.core.i18n import N_, gettext_, tongue
from chitta.journey.state import ChildFacts


class Later:
    """A msgid as a value of another sentence: translated when that one is read."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences

    def __str__(self) -> str:
        return str(format_list([gettext_(one) for one in self.sentences], locale=tongue().language))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and other.sentences == self.sentences

    def __hash__(self) -> int:
        return hash(self.sentences)


MY_CHILD = Later(N_("your child"))


def called(child: ChildFacts) -> str | Later:
    """The child's name, or words for a child who has none yet."""
    return child.name or MY_CHILD
