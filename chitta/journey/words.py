"""Words inside a sentence that are put into the reader's language only when the sentence is."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date, format_time
from babel.lists import format_list

from chitta.core import times
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


class When:
    """A moment as a value of another sentence: Thursday, 3 December, 10:00 on the reader's own clock; words stay as they are."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __str__(self) -> str:
        try:
            there = datetime.fromisoformat(self.said).astimezone(times.zone())
        except ValueError:
            return self.said
        language = tongue().language
        day = format_date(there, "EEEE, d 'ב'MMMM" if language == "he" else "EEEE, d MMMM", locale=language)
        return f"{day}, {format_time(there, 'HH:mm', locale=language)}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, When) and other.said == self.said

    def __hash__(self) -> int:
        return hash(self.said)


MY_CHILD = Later(N_("your child"))


def called(child: ChildFacts) -> str | Later:
    """The child's name, or words for a child who has none yet."""
    return child.name or MY_CHILD
