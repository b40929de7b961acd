"""The letter to the parents, put together from observations by template. Pure: no database, no clock, no model.

Everything it says of the child is somebody's own words in quotation marks, with the observation they stand in. Ours are
only the sentences around them, which are fixed and cite nothing, or say what follows from what was told and cite that.
Where a model wrote some of its parts (`prose`, by `slots`), its sentences stand in place of the quotations.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from babel.lists import format_list
from pydantic import Field

from chitta.core.i18n import Tongue, ngettext, pgettext, speaking, tongue
from chitta.core.vocabulary import Domain, Language
from chitta.gateways.builtin import lexicon
from chitta.gateways.builtin.labels import unlabelled
from chitta.gateways.builtin.normalising import fold
from chitta.journey.papers import page_of
from chitta.reports import sorting
from chitta.reports import wording as w
from chitta.reports.naming import names_a_condition
from chitta.reports.pieces import (
    LONGEST_NAME,
    NO_PROSE,
    Frozen,
    Held,
    Part,
    Phrases,
    Prose,
    Seen,
    Sentence,
    Slot,
    Source,
    deleted,
    held_of,
    short,
    source_of,
    stop,
    tells,
    uncited,
)
from chitta.reports.sorting import author, told_as

MOST_STRENGTHS, MOST_FILMED, MOST_OTHERS = 5, 4, 3  # a letter is read at midnight
MOST_IN_AREA = (3, 2, 2)  # sentences of the first, second and third area
MOST_WOVEN = 4  # of an area, where a model wrote them
LONGEST_QUOTE, LONGEST_BASIS = 220, 110
FEW = 3  # with fewer observations the letter says that it knows little
SCHOOL_AGE = 6
MOST_MARKERS = 3  # sources of one sentence that follows from several things

Key = Literal[
    "thanks", "note", "strengths", "areas", "area", "today", "filmed", "papers", "read", "helps", "hopes", "also", "unknown", "steps", "home",
    "closing",
]  # fmt: skip
FROM_THIS: frozenset[Key] = frozenset({"steps", "home"})  # advice: without what it follows from it is nothing


class Section(Frozen):
    """An "area" stands under "areas"; listed: each sentence is an item of a list; intro and outro cite nothing."""

    key: Key
    title: tuple[Part, ...] = ()
    intro: tuple[Sentence, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    outro: tuple[Sentence, ...] = ()
    listed: bool = False

    @property
    def everything(self) -> tuple[Sentence, ...]:
        return (*self.intro, *self.sentences, *self.outro)


class Letter(Frozen):
    """A letter as it was written: never changes, but that words deleted later leave it (`without`)."""

    language: Language
    on: date
    title: tuple[Part, ...]
    greeting: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...] = ()
    thin: bool = False  # almost nothing was known
    held: Held = Field(default_factory=dict)  # what was known then, for comparing with the next version

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(sentence for section in self.sections for sentence in section.everything)

    def number(self, observation_id: uuid.UUID) -> int:
        """The number of a source, as its marker shows it."""
        return 1 + [source.id for source in self.sources].index(observation_id)

    def without(self, observation_id: uuid.UUID) -> Letter:
        """The letter after this observation was deleted: its words are gone, and what followed from it alone is too."""
        sections = tuple(
            section.model_copy(update={"sentences": tuple(_without(section, observation_id, self.language))})
            for section in self.sections
        )
        sources = tuple(source for source in self.sources if source.id != observation_id)
        return self.model_copy(update={"sections": sections, "sources": sources})


@dataclass(frozen=True, slots=True)
class About:
    """Whom the letter is about and to. age in years, None until known; filmed: was anything filmed; papers: titles of
    documents by their ids."""

    name: str = ""
    gender: str = ""
    age: float | None = None
    parent: str = ""
    filmed: bool = False
    papers: Mapping[str, str] = field(default_factory=dict)


def letter(about: About, observations: Iterable[Seen], reader: Tongue, today: date, prose: Prose = NO_PROSE) -> Letter:
    """The parents' letter in the reader's language, from what is held; observations oldest first."""
    held = _held(observations)
    with speaking(*reader):
        return _Writer(about, held, prose).letter(today).model_copy(update={"held": held_of(held)})


def slots(about: About, observations: Iterable[Seen], reader: Tongue) -> dict[str, Slot]:
    """The parts of this letter that a model can write, in their order."""
    with speaking(*reader):
        return _Writer(about, _held(observations), NO_PROSE).slots()


def _held(observations: Iterable[Seen]) -> list[Seen]:
    return [one for one in observations if one.state == "held" and one.text.strip()]


class _Writer:
    def __init__(self, about: About, held: Sequence[Seen], prose: Prose) -> None:
        self.about, self.prose = about, prose
        self.terms = [one for one in held if one.said_by != "parent" and names_a_condition(f"{one.text} {one.example}")]
        self.held = [one for one in held if one not in self.terms and tells(one)]
        self.filmed = [one for one in self.held if told_as(one) in sorting.FILMED]
        self.papers = [one for one in self.held if told_as(one) in sorting.PAPERS]
        self.said = [one for one in self.held if one not in self.filmed and one not in self.papers]
        self.own = [one for one in self.said if author(one) != "document"]
        self.say = Phrases(about.name, about.gender)
        self.name = self.say.name

    def letter(self, today: date) -> Letter:
        known = len(self.held) + len(self.terms)
        sections = (
            self._thanks(known),
            self._note(),
            self._strengths(),
            *self._areas(),
            self._quotes("today", w.TODAY, None, _spread(self._today(), MOST_OTHERS)),
            self._quotes("filmed", w.FILMED, None, self.filmed, MOST_FILMED),
            self._papers(),
            self._quotes("read", w.READ, w.READ_INTRO, _spread(self._read(), MOST_FILMED)),
            self._quotes("helps", w.HELPS, w.HELPS_INTRO, self._helped()),
            self._quotes("hopes", w.HOPES, None, self._hoped()),
            self._quotes("also", w.ALSO_TOLD, None, self._also(), MOST_FILMED),
            self._unknown(known),
            self._steps(),
            self._home(),
            self._closing(known),
        )
        written = tuple(section for section in sections if section.everything or section.key == "areas")
        return Letter(
            language="he" if tongue().language == "he" else "en",
            on=today,
            title=self.say.parts(w.TITLE if self.name else w.TITLE_NO_NAME),
            greeting=self._greeting(),
            sections=written,
            sources=tuple(self._sources(written)),
            thin=known < FEW,
        )

    def slots(self) -> dict[str, Slot]:
        said = {"strengths": (w.STRENGTHS, self._loved(), MOST_STRENGTHS)}
        for domain, told in _ranked(self._of("concern"))[: len(MOST_IN_AREA)]:
            beside = [one for one in self._of("context") if one.domain == domain and one not in self._helped()]
            said[f"area:{domain}"] = (w.HEADINGS[domain], [*told, *beside], MOST_WOVEN)
        said |= {
            "today": (w.TODAY, self._today(), MOST_OTHERS),
            "filmed": (w.FILMED, self.filmed, MOST_FILMED),
            "papers": (w.PAPERS, self.papers, MOST_FILMED),
            "read": (w.READ, self._read(), MOST_FILMED),
            "helps": (w.HELPS, self._helped(), MOST_OTHERS),
            "hopes": (w.HOPES, self._hoped(), MOST_OTHERS),
            "also": (w.ALSO_TOLD, self._also(), MOST_FILMED),
        }
        titled = ((key, pgettext("", about, name=self.name), told, most) for key, (about, told, most) in said.items())
        return {key: Slot(about, tuple(told), most) for key, about, told, most in titled if told}

    # --- section by section ---------------------------------------------------------------------------------------

    def _greeting(self) -> str:
        parent = short(self.about.parent, LONGEST_NAME)
        return pgettext("", w.DEAR, parent=parent) if parent else pgettext("", w.HELLO)

    def _thanks(self, known: int) -> Section:
        says = (w.NOTHING,) if not known else (w.THANKS, w.LITTLE) if known < FEW else (w.THANKS,)
        return Section(key="thanks", sentences=tuple(self.say.ours(one) for one in says))

    def _note(self) -> Section:
        own = len(self.own) == len(self.said)
        ways = (w.HOW_WOVEN_WITH_PAPERS, w.HOW_WOVEN) if self.prose else (w.HOW_WITH_PAPERS, w.HOW)
        how = ways[own]
        return Section(
            key="note", sentences=(self.say.ours(w.NOT_A_DIAGNOSIS), self.say.ours(how), self.say.ours(w.ASK))
        )

    def _strengths(self) -> Section:
        strengths, filmed = self._loved(), any(one.kind == "strength" for one in self.filmed)
        chosen = _spread(strengths, MOST_STRENGTHS)
        said = self._said("strengths", (self._quoted(w.ALONE[author(one)], one) for one in chosen))
        return Section(
            key="strengths",
            title=self.say.parts(w.STRENGTHS),
            intro=(self.say.ours(w.NO_STRENGTH),) if self.held and not chosen and not filmed else (),
            sentences=said,
            outro=self._more(uncited(strengths, said)),
            listed=True,
        )

    def _areas(self) -> Iterator[Section]:
        """The heading, with a sentence where there is no worry to tell of; then a section for each area."""
        areas = _ranked(self._of("concern"))
        terms = self._terms()
        says = () if areas or self._worrying() else (self.say.ours(w.NO_CONCERN),)
        if not (areas or terms or (says and self.held)):
            return
        yield Section(key="areas", title=self.say.parts(w.AREAS), intro=says, sentences=terms)
        chosen = [self._area(place, *area) for place, area in enumerate(areas[: len(MOST_IN_AREA)])]
        hidden = self._more(uncited(self._of("concern"), (one for area in chosen for one in area.sentences)))
        for area in chosen:
            yield area.model_copy(update={"outro": hidden}) if area is chosen[-1] else area

    def _area(self, place: int, domain: Domain, told: list[Seen]) -> Section:
        first, *others = sorted(told, key=lambda one: not one.example)  # one with an example goes first
        lead = w.LEADS[place] if author(first) == "parent" else w.BY[author(first)]
        lines = [self._quoted(lead, first)]
        if first.example and not sorting.within(first.example, first.text):
            lines.append(self._quoted(w.EXAMPLES[place], first, words=first.example))
        if not first.since:
            since = (one for one in self._of("context") if one.domain == domain and told_as(one) == "since")
            lines += [self._quoted(w.SINCE_WHEN, one) for one in since][:1]
        lines += [self._quoted(w.ALSO if author(one) == "parent" else w.BY[author(one)], one) for one in others]
        said = self._said(f"area:{domain}", lines[: MOST_IN_AREA[place]])
        return Section(key="area", title=self.say.parts(w.HEADINGS[domain]), sentences=said)

    def _terms(self) -> tuple[Sentence, ...]:
        """Papers and experts use words that this letter does not: it says that they are there, not what they are."""
        return (self._follows(w.TERMS, self.terms, None),) if self.terms else ()

    def _papers(self) -> Section:
        """What papers say, as the parent told it: the paper's words, and nobody here read it."""
        lines = self._said("papers", (self._quoted(w.PAPER[told_as(one)], one) for one in self.papers[:MOST_FILMED]))
        opened = (self.say.ours(w.PAPERS_INTRO),) if lines else ()
        return Section(key="papers", title=self.say.parts(w.PAPERS), intro=opened, sentences=lines, listed=True)

    def _quotes(
        self, key: Key, title: str, intro: str | None, told: Sequence[Seen], most: int = MOST_OTHERS
    ) -> Section:
        lines = self._said(key, (self._quoted(w.ALONE[author(one)], one) for one in told[:most]))
        opened = (self.say.ours(intro),) if intro and lines else ()
        return Section(key=key, title=self.say.parts(title), intro=opened, sentences=lines, listed=True)

    def _unknown(self, known: int) -> Section:
        """What nobody told or saw: a result, not a fault."""
        says = []
        if self.about.age is None:
            says.append(self.say.ours(w.NO_AGE))
        missing = [domain for domain in w.DOMAINS if domain != "general" and not self._told_of(domain)]
        if missing and known >= FEW:
            things = format_list([pgettext("", w.DOMAINS[domain]) for domain in missing], locale=tongue().language)
            says.append(self.say.ours(w.NOT_TALKED, things=things))
        if not self.about.filmed:
            says.append(self.say.ours(w.NOT_WATCHED if self.filmed else w.NOT_FILMED))
        return Section(key="unknown", title=self.say.parts(w.UNKNOWN), sentences=(*says, self.say.ours(w.NOT_A_LACK)))

    def _steps(self) -> Section:
        """Whom to ask, and why. Nurse and doctor always; the rest follows from the areas."""
        says = []
        lost = [one for one in self.held if lexicon.LOST.search(fold(f"{one.text} {one.example}"))]
        if lost:
            told = [one for one in lost if author(one) != "document"]
            says.append(self._follows(w.LOST if told else w.LOST_WRITTEN, told or lost, w.SO_SAID))
        school = self.about.age is not None and self.about.age >= SCHOOL_AGE
        says.append(self.say.ours(w.DOCTOR_SCHOOL if school else w.DOCTOR))
        heard = sorting.hearing_fine(self.held)
        steps = (
            w.STEPS | (w.STEPS_SCHOOL if school else {}) | ((w.HEARD_SCHOOL if school else w.HEARD) if heard else {})
        )
        for domain, told in _ranked([one for one in self.held if one.kind == "concern"])[: len(MOST_IN_AREA)]:
            says.append(self._follows(steps[domain], told))
            if heard and domain == "communication":
                says.append(self._follows(w.HEARING_FINE, [heard], w.SO_SAID))
        return Section(key="steps", title=self.say.parts(w.NEXT), sentences=tuple(says), listed=len(says) > 1)

    def _home(self) -> Section:
        """What may be tried at home, from what helped and what is loved."""
        helped, loved = self._helped(), self._loved()
        says = [self._follows(w.HOME_HELPS, helped, w.SO_SAID)] if helped else []
        if loved and any(one.kind == "concern" for one in self.held):
            says.append(self._follows(w.HOME_LOVES, loved[:1], w.SO_SAID))
        return Section(key="home", title=self.say.parts(w.HOME), sentences=tuple(says), listed=len(says) > 1)

    def _closing(self, known: int) -> Section:
        says = (w.BEST, w.EVERYTHING) if known else (w.BEST,)
        return Section(key="closing", sentences=tuple(self.say.ours(one) for one in says))

    # --- sentences -----------------------------------------------------------------------------------------------------

    def _said(self, slot: str, otherwise: Iterable[Sentence]) -> tuple[Sentence, ...]:
        """What a model wrote there; where it wrote nothing that holds, ours."""
        return self.prose.get(slot) or tuple(otherwise)

    def _of(self, kind: str) -> list[Seen]:
        return [one for one in self.said if one.kind == kind]

    def _loved(self) -> list[Seen]:
        return [one for one in self._of("strength") if sorting.strong(one.text)]

    def _helped(self) -> list[Seen]:
        return [one for one in self.own if one.kind in ("context", "development") and sorting.helpful(one)]

    def _hoped(self) -> list[Seen]:
        return [one for one in self.own if one.kind == "hope" and sorting.wished(one.text)]

    def _read(self) -> list[Seen]:
        """What documents say beside strengths and worries, which stand with the others."""
        return [one for one in self.said if one not in self.own and one.kind not in ("strength", "concern")]

    def _today(self) -> list[Seen]:
        helped = self._helped()
        today = (one for one in self.own if one.kind == "development")
        return [one for one in today if not sorting.not_yet(one.text) and one not in helped]

    def _also(self) -> list[Seen]:
        """What is not there yet, told as no worry; then what was told beside a question about hopes."""
        helped = self._helped()
        quiet = [one for one in self.own if one.kind in ("development", "history", "context") and one not in helped]
        unwished = [one for one in self.own if one.kind == "hope" and not sorting.wished(one.text)]
        return [*(one for one in quiet if sorting.not_yet(one.text)), *unwished]

    def _worrying(self) -> bool:
        """Was anything told that makes "nothing worries you" untrue?"""
        told = (one for one in self.held if one.kind not in ("strength", "hope"))
        return any(
            one.kind == "concern" or sorting.worrying(one.text) or (one in self.papers and names_a_condition(one.text))
            for one in told
        )

    def _told_of(self, domain: str) -> bool:
        return any(one.domain == domain for one in (*self.held, *self.terms))

    def _more(self, hidden: Sequence[Seen]) -> tuple[Sentence, ...]:
        if not hidden:
            return ()
        told = all(one in self.own for one in hidden)
        forms = (w.MORE_ONE, w.MORE_MANY) if told else (w.MORE_ONE_READ, w.MORE_MANY_READ)
        return (Sentence(parts=(Part(text=ngettext(*forms, len(hidden))),), courtesy=True),)

    def _follows(self, sentence: str, from_what: Sequence[Seen], saying: str | None = w.RESTS_ON) -> Sentence:
        """Advice and what it follows from. What rests on one line alone says that line, so that the reader can weigh it."""
        ids = tuple(dict.fromkeys(one.id for one in from_what))
        parts = self.say.parts(sentence)
        if saying and len(ids) == 1:
            words = short(unlabelled(from_what[0].text), LONGEST_BASIS)
            saying = w.SO_WRITTEN if author(from_what[0]) == "document" else saying
            parts += (Part(text=" "), *self.say.parts(saying, {}, {"words": words}), *stop(words))
        return Sentence(parts=parts, sources=ids[:MOST_MARKERS])

    def _quoted(self, sentence: str, one: Seen, words: str = "") -> Sentence:
        words = short(words or unlabelled(one.text), LONGEST_QUOTE)
        title = self._title(one)
        if title and sentence == w.ALONE["document"]:
            parts = list(self.say.parts(w.IN_THE_PAPER, {}, {"words": words, "paper": title}))
        else:
            parts = list(self.say.parts(sentence, {}, {"words": words}))
        since = short(one.since, LONGEST_NAME)
        if since and fold(since) not in fold(words) and words == short(unlabelled(one.text), LONGEST_QUOTE):
            parts += self.say.parts(w.SINCE, {}, {"words": since})
        else:
            parts += stop(words)
        return Sentence(parts=tuple(parts), sources=(one.id,))

    def _sources(self, sections: Iterable[Section]) -> Iterator[Source]:
        rows = {one.id: one for one in (*self.held, *self.terms)}
        cited = (id for section in sections for sentence in section.sentences for id in sentence.sources)
        for id in dict.fromkeys(cited):
            yield source_of(rows[id], self._title(rows[id]))

    def _title(self, one: Seen) -> str:
        """What the document is called that something comes from; "" where that cannot be said in this letter."""
        title = short(self.about.papers.get(page_of(one)[0], ""), LONGEST_NAME)
        return "" if names_a_condition(title) else title


# --- choosing ---------------------------------------------------------------------------------------------------------------


def _spread(told: Sequence[Seen], most: int) -> list[Seen]:
    """Up to so many, in the order they were told: first one of every area, then a second one, and so on."""
    rounds: dict[str, int] = {}
    turn = []
    for place, one in enumerate(told):
        turn.append((rounds.get(one.domain, 0), place))
        rounds[one.domain] = rounds.get(one.domain, 0) + 1
    return [told[place] for place in sorted(place for _, place in sorted(turn)[:most])]


def _ranked(concerns: Sequence[Seen]) -> list[tuple[Domain, list[Seen]]]:
    """Areas with what was told of them: the one told first, then those told of most; everyday life last."""
    areas: dict[Domain, list[Seen]] = {}
    for one in concerns:
        areas.setdefault(one.domain, []).append(one)
    main = next((one.domain for one in concerns if one.domain != "general"), None)
    return sorted(areas.items(), key=lambda area: (area[0] == "general", area[0] != main, -len(area[1])))


def _without(section: Section, gone: uuid.UUID, language: str) -> Iterator[Sentence]:
    for sentence in section.sentences:
        left = sentence.without(gone) if sentence.sources else sentence
        if left:
            yield left
        elif section.key not in FROM_THIS and (sentence.woven or any(part.kind == "quote" for part in sentence.parts)):
            yield deleted(language)
