"""Listens for danger in what a parent wrote: pure, quick, before any model and without one.

It may miss; every card says so. Plain sentences of danger are nearly all heard; of sentences nobody tuned it on, told
their own way, little more than half (tests/safety/figures.py). So it must never be the only way to the numbers.

What it decides about doubtful talk:

* Past abuse, past violence and past attempts bring the card; a medical event of long ago ("a febrile seizure two years
  ago", "born a bit blue") does not, unless the sentence also says now, again or still.
* A denial of the danger itself brings none ("I would never hurt him"); "I cannot stop hitting him" is no denial.
* A small child who hits, bites, bangs his head or hurts himself in a tantrum is why parents come, not an emergency;
  neither is the bare "he hits me", unless a partner, drink, or the watching children are mentioned.
* An emergency told as happening now needs no quantity: a bleeding head, a cut, a burn. Knees, gums and noses do not bring
  the card by themselves, nor what was last week or has stopped.
* Somebody who may have touched a child brings the card; a child who dislikes being touched, or a touched toy, does not.
* Where no phrase fits, words and pairs of words that danger is usually told in are weighed together (weighing.py).
* Another language's words cost nothing: both languages are read at once, as families mix them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple, get_args

from chitta.core.vocabulary import SafetyKind
from chitta.safety.english import ENGLISH
from chitta.safety.hebrew import HEBREW
from chitta.safety.tokens import STOP, Lexicon, tokens
from chitta.safety.weighing import weighed
from chitta.safety.wording import NAME, Family, Phrase, Slot, phrases, spelled

KINDS: tuple[SafetyKind, ...] = get_args(SafetyKind)
NEARBY = 9  # words on either side in which a guard counts
TOGETHER = 10  # words on either side in which the parts of a loose phrase count
DENIAL_REACH = 4

_TONGUES = (ENGLISH, HEBREW)
# Real words one letter away from a dangerous one: "she bites" is not "I bit".
_EXEMPT = (
    "strange", "strangely", "brother", "bother", "breath", "breaths", "breathes", "hating", "heating", "eating",
    "נושכת", "לוחצת", "סוחבת", "מועכת", "מפרקת", "מעקמת", "רובצת", "נכוויתי",
)  # fmt: skip


class Guarded(NamedTuple):
    family: Family
    unless: tuple[Phrase, ...]
    despite: tuple[Phrase, ...]


class Heard(NamedTuple):
    phrase: Phrase
    needs: tuple[frozenset[str], ...]
    guarded: Guarded


def _compiled() -> tuple[dict[str, list[Heard]], set[str]]:
    """Every phrase under each word it can be recognised by, and all words anyone listens for."""
    index: dict[str, list[Heard]] = defaultdict(list)
    heard: set[str] = set()
    for tongue in _TONGUES:
        common = frozenset(tongue.common.split())
        heard.update(*(block.split() for block in (tongue.deniers, tongue.no_denial, tongue.people, tongue.turns)))
        for family in tongue.families:
            unless = tuple(phrases(family.unless, tongue.words, common))
            despite = tuple(phrases(family.despite, tongue.words, common))
            guarded = Guarded(family, unless, despite)
            heard.update(word for guard in unless + despite for word in spelled(guard))
            for phrase in phrases(family.phrases, tongue.words, common):
                heard.update(spelled(phrase))
                for word in phrase.anchor:
                    index[word].append(Heard(phrase, phrase.needs, guarded))
    return dict(index), heard - {NAME}


_INDEX, _HEARD = _compiled()
_LEXICON = Lexicon(_HEARD, _EXEMPT)
_DENIERS, _NO_DENIAL, _PEOPLE, _TURNS = (
    frozenset(word for tongue in _TONGUES for word in getattr(tongue, part).split())
    for part in ("deniers", "no_denial", "people", "turns")
)


class Text:
    """One message, prepared once: for each place the words it may stand for, and what a phrase may not skip."""

    def __init__(self, text: str) -> None:
        known: dict[str, frozenset[str]] = {}
        self.forms: list[frozenset[str]] = []
        self.cuts: list[int] = []
        self.raised: list[bool] = []
        for word, raised, cut in tokens(text):
            if word not in known:
                known[word] = _LEXICON.forms(word)
            for form in _unglued(word, known):
                self.forms.append(form)
                self.cuts.append(cut)
                self.raised.append(raised)
                cut = 0
        self.said = frozenset[str]().union(*self.forms)
        self.denies = [self._denies(place) for place in range(len(self.forms))]

    def _denies(self, place: int) -> bool:
        after = self.forms[place + 1] if place + 1 < len(self.forms) else frozenset[str]()
        return bool(self.forms[place] & _DENIERS) and not after & _NO_DENIAL

    def fits(self, phrase: Phrase, place: int) -> tuple[int, int] | None:
        """First and last place of the phrase when its anchor stands here."""
        if not self.forms[place] & phrase.anchor:
            return None
        if phrase.loose:
            return (place, place) if self._together(phrase.after, place) else None
        first = self._reach(phrase.before, place, -1)
        last = None if first is None else self._reach(phrase.after, place, 1)
        return None if first is None or last is None else (first, last)

    def _reach(self, slots: tuple[Slot, ...], place: int, step: int) -> int | None:
        """The furthest place these slots take from `place`, or None; gaps are short, so the tries are few."""
        if not slots:
            return place
        slot, rest = slots[0], slots[1:]
        if slot.gap:
            for _skipped in range(slot.gap + 1):
                if (end := self._reach(rest, place, step)) is not None:
                    return end
                place += step
                if not self._joined(place, step) or (not slot.free and self._blocks(place)):
                    return None
            return None
        if self._joined(place + step, step) and self._is(slot, place + step):
            end = self._reach(rest, place + step, step)
            if end is not None or not slot.optional:
                return end
        return self._reach(rest, place, step) if slot.optional else None

    def _is(self, slot: Slot, place: int) -> bool:
        return bool(self.forms[place] & slot.words) or (NAME in slot.words and self.raised[place])

    def _joined(self, place: int, step: int) -> bool:
        """Whether a phrase may step onto this place: it exists and no sentence ended in between."""
        return 0 <= place < len(self.forms) and self.cuts[place if step > 0 else place + 1] != STOP

    def _blocks(self, place: int) -> bool:
        return self.denies[place] or bool(self.forms[place] & _PEOPLE)

    def denied(self, first: int) -> bool:
        for place in range(first, max(first - DENIAL_REACH - 1, -1), -1):
            if place < first and self.forms[place] & _TURNS:
                return False
            if place < first and self.denies[place]:
                return True
            if self.cuts[place]:
                return False
        return False

    def _together(self, slots: tuple[Slot, ...], place: int) -> bool:
        """Whether each of these stands somewhere around the place, every word used once."""
        free = [near for near in self._around(place, place, TOGETHER) if near != place]
        for slot in slots:
            used = next((near for near in free if self._is(slot, near)), None)
            if used is None:
                return False
            free.remove(used)
        return True

    def _around(self, first: int, last: int, reach: int) -> list[int]:
        """The places at most so far away in the same sentence, where something known is said."""
        low, high = first, last
        while low > 0 and first - low < reach and self.cuts[low] != STOP:
            low -= 1
        while high + 1 < len(self.forms) and high - last < reach and self.cuts[high + 1] != STOP:
            high += 1
        return [place for place in range(low, high + 1) if self.forms[place] or self.raised[place]]

    def hears(self, guards: tuple[Phrase, ...], first: int, last: int) -> bool:
        """Whether one of these is said near the place, in the same sentence."""
        places = self._around(first, last, NEARBY)
        return any(self.fits(guard, place) for guard in guards for place in places)

    def silenced(self, words: frozenset[str], first: int, last: int) -> bool:
        """Whether one of these words is said near the place, in the same sentence."""
        return bool(words) and any(self.forms[place] & words for place in self._around(first, last, NEARBY))


def _unglued(word: str, known: dict[str, frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Hebrew "לאנושם" as two words: on a phone the space after לא is the first to be lost."""
    forms = known[word]
    if word not in _HEARD and len(word) > 5 and word.startswith("לא"):
        rest = _LEXICON.forms(word[2:])
        if rest and (not forms or word[2:] in _HEARD):
            return frozenset({"לא"}), rest
    return (forms,)


def _holds(text: Text, phrase: Phrase, guarded: Guarded, span: tuple[int, int]) -> bool:
    if text.silenced(phrase.unless, *span):
        return False
    if guarded.family.deniable and text.denied(span[0]):
        return False
    return not text.hears(guarded.unless, *span) or text.hears(guarded.despite, *span)


def read(text: str) -> tuple[SafetyKind, ...]:
    """The kinds of danger this text speaks of, in the house's order; empty for ordinary talk."""
    said, found = Text(text), set[SafetyKind]()
    for place, forms in enumerate(said.forms):
        for form in forms:
            for phrase, needs, guarded in _INDEX.get(form, ()):
                if guarded.family.kind in found or any(said.said.isdisjoint(words) for words in needs):
                    continue
                span = said.fits(phrase, place)
                if span and _holds(said, phrase, guarded, span):
                    found.add(guarded.family.kind)
        if len(found) == len(KINDS):
            break
    if not found and (kind := weighed(text)):
        return (kind,)
    return tuple(kind for kind in KINDS if kind in found)
