"""Questions a parent might want to ask, from open worries, from what nobody knows yet, and from what documents ask for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from babel.lists import format_list

from chitta.core.i18n import gettext_, pgettext, tongue
from chitta.core.text import one_line
from chitta.gateways.builtin.normalising import shortened
from chitta.journey.models import plain
from chitta.meetings import wording as w
from chitta.meetings.composing import MEETING_TAGS, Entry, Known
from chitta.meetings.models import LONGEST
from chitta.reports import sorting

MOST = 6
MOST_NOTED, MOST_ASKS, MOST_GAPS = 2, 2, 3
LONGEST_ASK, LONGEST_TITLE = 160, 60
LEAN_ON_HEARING = ("communication", "learning")


@dataclass(frozen=True, slots=True)
class Ask:
    """Something a document asks for. paper: its title, "" for none."""

    paper: str
    words: str


@dataclass(frozen=True, slots=True)
class Idea:
    """key: stays the same while what it comes from does. sentence and why are msgids."""

    key: str
    why: str
    sentence: str
    gender: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The question in the reader's language, as it would be kept."""
        name = self.values.get("name") or pgettext(self.gender, w.MY_CHILD)
        return one_line(pgettext(self.gender, self.sentence, **{**self.values, "name": name}), LONGEST)


def ideas(known: Known, asks: Sequence[Ask], noted: Sequence[Entry], taken: Collection[str]) -> list[Idea]:
    """Up to six, the closest to this child first. asks: of documents; noted: journal entries that may be questions;
    taken: keys of those that stand among the questions already."""
    asked = {plain(one.text) for one in known.questions}
    free = [one for one in _all(known, asks, noted) if one.key not in taken and plain(one.text) not in asked]
    return free[:MOST]


def _all(known: Known, asks: Sequence[Ask], noted: Sequence[Entry]) -> Iterator[Idea]:
    about, held = known.about, known.held
    areas = [domain for domain, _ in known.areas]
    yield from list(_noted(noted))[:MOST_NOTED]
    for domain in areas:
        yield Idea(f"worry-{domain}", w.FROM_WORRY, w.WORRIES[domain], about.gender, {"name": about.name})
    if set(areas) & set(LEAN_ON_HEARING) and not sorting.hearing_fine(held):
        yield Idea("hearing", w.FROM_GAP, w.CHECK_HEARING)
    for ask in asks[:MOST_ASKS]:
        yield _asked(ask)
    told = {one.domain for one in held} | {"general"}
    gaps = [name for domain, name in w.DOMAINS.items() if domain not in told]
    if gaps and areas:
        things = format_list([gettext_(name) for name in gaps[:MOST_GAPS]], locale=tongue().language)
        yield Idea("gaps", w.FROM_GAP, w.NOT_TALKED, values={"things": things})
    if not about.filmed and held:
        yield Idea("film", w.FROM_GAP, w.FILM)
    for key, sentence in w.ALWAYS.items():
        yield Idea(key, w.FROM_OTHERS, sentence)


def _noted(noted: Sequence[Entry]) -> Iterator[Idea]:
    """What was kept in the journal for the meeting, as it stands there."""
    for entry in noted:
        words = one_line(entry.content, len(entry.content))
        if MEETING_TAGS & set(entry.tags) and not entry.alert and 0 < len(words) <= LONGEST:
            yield Idea(f"entry-{entry.id}", w.FROM_JOURNAL, "%(words)s", values={"words": words})


def _asked(ask: Ask) -> Idea:
    key = f"ask-{sha256(ask.words.encode()).hexdigest()[:16]}"
    values = {"words": shortened(ask.words, LONGEST_ASK).rstrip("."), "paper": shortened(ask.paper, LONGEST_TITLE)}
    return Idea(key, w.FROM_PAPER, w.ASKED_IN if ask.paper else w.ASKED, values=values)
