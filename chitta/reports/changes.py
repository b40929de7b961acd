"""What changed from one version of a report to the next. Pure: computed from the two frozen versions, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chitta.reports.composing import Letter
from chitta.reports.professional import Professional

MOST = 5  # said of one kind; the rest is counted


@dataclass(frozen=True, slots=True)
class Said:
    """Words that stand in the newer version, and their source there."""

    id: uuid.UUID
    words: str


@dataclass(frozen=True, slots=True)
class Changes:
    """new, corrected: what the newer version says and the older one did not, or said otherwise; the older words are not
    repeated, somebody may have taken them back. unsaid: as many more of each kind that the newer version has no room for.
    struck: held then and no more, by number: their words are nobody's to repeat either."""

    new: tuple[Said, ...] = ()
    unsaid_new: int = 0
    corrected: tuple[Said, ...] = ()
    unsaid_corrected: int = 0
    struck: int = 0

    @property
    def any(self) -> bool:
        return bool(self.new or self.unsaid_new or self.corrected or self.unsaid_corrected or self.struck)


def changes(before: Letter | Professional, now: Letter | Professional) -> Changes:
    """What the newer of two versions knows that the older one did not, in its own words."""
    then, held, words = _held(before), _held(now), dict(_words(now))
    new = [id for id in held if id not in then]
    corrected = [id for id in held if id in then and then[id] != held[id]]
    said_new, said_corrected = list(_said(new, words)), list(_said(corrected, words))
    return Changes(
        new=tuple(said_new[:MOST]),
        unsaid_new=len(new) - len(said_new[:MOST]),
        corrected=tuple(said_corrected[:MOST]),
        unsaid_corrected=len(corrected) - len(said_corrected[:MOST]),
        struck=sum(1 for id in then if id not in held),
    )


def _held(report: Letter | Professional) -> dict[uuid.UUID, int | str]:
    """What stood behind it; for a version from before that was kept, what it cites, by its words."""
    if report.held:
        return dict(report.held)
    words = dict(_words(report))
    return {source.id: words.get(source.id, "") for source in report.sources}


def _words(report: Letter | Professional) -> Iterator[tuple[uuid.UUID, str]]:
    """The first words that stand there of each source, by its id."""
    seen = set()
    for sentence in report.sentences:
        quote = next((part.text for part in sentence.parts if part.kind == "quote"), "")
        quote = sentence.text if sentence.woven else quote
        if len(sentence.sources) == 1 and quote and sentence.sources[0] not in seen:
            seen.add(sentence.sources[0])
            yield sentence.sources[0], quote


def _said(ids: Iterable[uuid.UUID], words: dict[uuid.UUID, str]) -> Iterator[Said]:
    return (Said(id, words[id]) for id in ids if id in words)
