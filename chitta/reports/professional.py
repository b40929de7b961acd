"""The report for professionals, put together from observations by template. Pure: no database, no clock, no model.

As in the letter, what it says of the child is somebody's own words in quotation marks with the observation they stand in.
What it adds is order: areas, who says so, where, since when, told beside seen, and what nobody told or saw. Where a model
wrote some of its parts (`prose`, by `slots`), its sentences stand in place of the quotations, and the order stays ours.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from babel.lists import format_list
from pydantic import Field

from chitta.core.i18n import Tongue, gettext_, ngettext, speaking, tongue
from chitta.core.vocabulary import DOMAINS, DocumentType, Domain, Language, SaidBy
from chitta.gateways.builtin import lexicon
from chitta.gateways.builtin.labels import unlabelled
from chitta.gateways.builtin.normalising import fold, words
from chitta.journey.films import at_second, film_of
from chitta.journey.papers import page_of
from chitta.reports import sorting, whereabouts
from chitta.reports import wording as letter_words
from chitta.reports import wording_pro as w
from chitta.reports.dating import when
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
    held_of,
    short,
    source_of,
    stop,
    tells,
    uncited,
)
from chitta.reports.sorting import author, told_as
from chitta.reports.timeline import Point, Timeline, dated_on, dated_words, evenly, levelled, long_day, month, ticks
from chitta.reports.whereabouts import Company, Place
from chitta.safety.labels import names_in

MOST_ROWS, MOST_STRENGTHS, MOST_BACKGROUND = 6, 8, 5  # of one area; in all; of one part of the background
MOST_PAIRS, MOST_POINTS, MOST_PAPERS, MOST_QUESTIONS = 8, 12, 12, 4
LONGEST_QUOTE, LONGEST_TITLE, LONGEST_POINT = 280, 80, 140
FEW = 3  # with fewer observations it says that it knows little
MOST_MARKERS = 3
BOTH_WAYS = {"strength": 1, "concern": -1}

Block = Literal["family", "history", "hopes"]
BLOCKS: dict[Block, str] = {"family": w.FAMILY, "history": w.HISTORY, "hopes": w.HOPES}
Match = Literal["agrees", "differs", "new"]
MATCHES: dict[Match, str] = {"agrees": w.AGREES, "differs": w.DIFFERS, "new": w.ONLY_SEEN}


class Fact(Frozen):
    """One line of the head: what, and the words for it."""

    label: str
    words: str


class Passage(Frozen):
    """Sentences under a heading; `intro` and `outro` are ours."""

    title: str
    intro: tuple[Sentence, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    outro: tuple[Sentence, ...] = ()


class Row(Frozen):
    """One thing that was told, read or seen. where: in words, "" when nobody named it; by: whose words these are."""

    label: str
    domain: Domain
    what: tuple[Sentence, ...]
    by: SaidBy
    who: tuple[Part, ...]
    places: tuple[Place, ...] = ()
    company: tuple[Company, ...] = ()
    where: str = ""
    since: Sentence | None = None


class Area(Frozen):
    """An area of development. spread: from how many sources and settings, in words; more: what is not listed."""

    domain: Domain
    title: str
    spread: tuple[Sentence, ...]
    rows: tuple[Row, ...]
    more: tuple[Sentence, ...] = ()


class Pair(Frozen):
    """What was seen in a film, beside what the parent told of the same area (None: nothing of it)."""

    match: Match
    title: str
    domain: Domain
    seen: Sentence
    told: Sentence | None = None


class Paper(Frozen):
    """A document that was brought, as it names itself."""

    id: str
    title: str
    type: str
    dated: str
    author: str


class Professional(Frozen):
    """A report as it was written: never changes, but that words deleted later leave it (`without`, `without_paper`)."""

    language: Language
    on: date
    title: tuple[Part, ...]
    words: dict[str, str]  # headings and heads of columns, by their names in HEADINGS
    lead: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    background: tuple[Passage, ...]
    strengths: Passage
    strong: tuple[Row, ...]
    areas_intro: tuple[Sentence, ...]
    areas: tuple[Area, ...]
    fit_intro: tuple[Sentence, ...]
    fit: tuple[Pair, ...]
    fit_outro: tuple[Sentence, ...]
    timeline: Timeline
    unseen: Passage
    papers: tuple[Paper, ...]
    questions: Passage
    limits: Passage
    sources: tuple[Source, ...] = ()
    struck: int = 0  # deleted since it was written
    thin: bool = False
    held: Held = Field(default_factory=dict)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of the report, in the order of reading."""
        return tuple(_sentences(self))

    def number(self, observation_id: uuid.UUID) -> int:
        """The number of a source, as its marker shows it."""
        return 1 + [source.id for source in self.sources].index(observation_id)

    def without(self, observation_id: uuid.UUID) -> Professional:
        """The report after this observation was deleted: its words are gone, and what followed from it alone is too."""
        with speaking(self.language):
            left = _without(self, lambda sentence: sentence.without(observation_id) if sentence.sources else sentence)
        sources = tuple(source for source in self.sources if source.id != observation_id)
        return left.model_copy(update={"sources": sources, "struck": self.struck + 1})

    def without_paper(self, document: str) -> Professional:
        """The report after this document was deleted: nobody learns here any more that it was brought."""
        papers = tuple(paper for paper in self.papers if paper.id != document)
        points = tuple(point for point in self.timeline.points if point.document != document)
        timeline = self.timeline.model_copy(update={"points": points})
        return self.model_copy(update={"papers": papers, "timeline": timeline})


@dataclass(frozen=True, slots=True)
class Brought:
    """A document as the report is told of it. dated: "2026-03-01", "2026-03", "2026" or ""."""

    id: str
    title: str
    type: DocumentType
    dated: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Whom the report is about. age in years, None until known; age_words: as it is said; disputed: things left out."""

    name: str = ""
    gender: str = ""
    age: float | None = None
    age_words: str = ""
    born: date | None = None
    exact: str = "day"  # how exactly that is known: day, month or year
    papers: Sequence[Brought] = ()
    disputed: int = 0


def professional(
    case: Case, observations: Iterable[Seen], reader: Tongue, today: date, prose: Prose = NO_PROSE
) -> Professional:
    """The report in the reader's language, from what is held; observations oldest first."""
    held = _held(observations)
    with speaking(*reader):
        return _Writer(case, held, today, prose).report().model_copy(update={"held": held_of(held)})


def slots(case: Case, observations: Iterable[Seen], reader: Tongue, today: date) -> dict[str, Slot]:
    """The parts of this report that a model can write, in their order."""
    with speaking(*reader):
        return _Writer(case, _held(observations), today, NO_PROSE).slots()


def _held(observations: Iterable[Seen]) -> list[Seen]:
    return [one for one in observations if one.state == "held" and one.text.strip()]


class _Writer:
    def __init__(self, case: Case, held: Sequence[Seen], today: date, prose: Prose) -> None:
        self.case, self.today, self.prose = case, today, prose
        brought = {name for one in held if author(one) in ("parent", "document") for name in _names(one)}
        self.terms = [one for one in held if author(one) in ("video", "expert") and _names(one) - brought]
        unsaid = {one.id for one in self.terms}
        self.held = [one for one in held if one.id not in unsaid and tells(one)]
        self.papers = {paper.id: paper for paper in case.papers}
        self.say = Phrases(case.name, case.gender)
        self.films = [one for one in self.held if _of_a_film(one)]
        self.strong = [one for one in self.held if one.kind == "strength" and _strong(one)]
        self.whens = [one for one in self.held if told_as(one) == "since"]
        self.apart = {one.id for one in (*self.strong, *self.whens)}
        self.blocks = {one.id: self._block(one) for one in self.held}

    def report(self) -> Professional:
        background, strong, areas, fit = tuple(self._background()), self._strong(), tuple(self._areas()), self._fit()
        timeline, questions = self._timeline(), self._questions()
        pieces = [*background, *(row for row in strong), *areas, *fit, *timeline.points, questions]
        terms = (self._follows(w.TERMS, self.terms),) if self.terms else ()
        not_filmed = self._not_filmed()
        cited = {id for one in (*pieces, *not_filmed) for sentence in _sentences(one) for id in sentence.sources}
        report = Professional(
            language="he" if tongue().language == "he" else "en",
            on=self.today,
            title=self.say.parts(w.TITLE if self.say.name else w.TITLE_NO_NAME),
            words={name: gettext_(heading) for name, heading in w.HEADINGS.items()},
            lead=self._lead(),
            facts=self._facts(),
            background=background,
            strengths=self._strengths(strong),
            strong=strong,
            areas_intro=terms or (() if areas else (self.say.ours(w.NO_AREAS),)),
            areas=areas,
            fit_intro=self._fit_intro(fit),
            fit=fit,
            fit_outro=not_filmed,
            timeline=timeline,
            unseen=self._unseen(),
            papers=tuple(self._brought()),
            questions=questions,
            limits=self._limits(len([one for one in self.held if one.id not in cited])),
            thin=len(self.held) + len(self.terms) < FEW,
        )
        return report.model_copy(update={"sources": tuple(self._sources(report))})

    def slots(self) -> dict[str, Slot]:
        said = {}
        for block, told in self._blocked().items():
            said[f"background:{block}"] = Slot(gettext_(BLOCKS[block]), tuple(told), MOST_BACKGROUND)
        said["strengths"] = Slot(gettext_(w.STRENGTHS), tuple(self.strong), MOST_STRENGTHS, one_voice=True)
        for domain, told in self._ranked():
            said[f"area:{domain}"] = Slot(gettext_(w.DOMAINS[domain]), tuple(told), MOST_ROWS, one_voice=True)
        return {key: slot for key, slot in said.items() if slot.told}

    # --- head --------------------------------------------------------------------------------------------------------

    def _lead(self) -> tuple[Sentence, ...]:
        known = len(self.held) + len(self.terms)
        thin = (w.NOTHING,) if not known else (w.LITTLE,) if known < FEW else ()
        by = w.BY_CLAUDE if self.prose else w.BY_PROGRAM
        return tuple(self.say.ours(one) for one in (w.NOT_AN_ASSESSMENT, by, *thin))

    def _facts(self) -> tuple[Fact, ...]:
        by = Counter(author(one) for one in (*self.held, *self.terms))
        counted = [gettext_(words, n=str(by[who])) for who, words in w.COUNTED.items() if by[who]]
        return (
            Fact(label=gettext_(w.AGE), words=self.case.age_words or gettext_(w.NO_AGE)),
            Fact(label=gettext_(w.RESTS_ON), words=" · ".join(counted) or gettext_(w.NO_SOURCE)),
            Fact(label=gettext_(w.DATE), words=long_day(self.today)),
        )

    # --- background and strengths --------------------------------------------------------------------------------------

    def _background(self) -> Iterator[Passage]:
        for block, told in self._blocked().items():
            quoted = tuple(self._quoted(one) for one in _by_turns(told, MOST_BACKGROUND, author))
            said = self.prose.get(f"background:{block}") or quoted
            if told:
                yield Passage(
                    title=gettext_(BLOCKS[block]),
                    sentences=said,
                    outro=_more(w.MORE_ONE_OF_THIS, w.MORE_MANY_OF_THIS, len(uncited(told, said))),
                )

    def _blocked(self) -> dict[Block, list[Seen]]:
        told: dict[Block, list[Seen]] = {block: [] for block in BLOCKS}
        for one in self.held:
            block = self.blocks[one.id]
            if block:
                told[block].append(one)
        return told

    def _block(self, one: Seen) -> Block | None:
        if one.kind == "history":
            return "history"
        if one.kind == "hope":
            return "hopes" if author(one) != "parent" or sorting.wished(unlabelled(one.text)) else "family"
        plain = one.kind == "context" and one.domain == "general" and told_as(one) != "since"
        return "family" if plain and not sorting.helpful(one) else None

    def _strong(self) -> tuple[Row, ...]:
        chosen = _by_turns(self.strong, MOST_STRENGTHS, lambda one: one.domain)
        return self._rows("strengths") or tuple(self._row(one) for one in chosen)

    def _strengths(self, strong: Sequence[Row]) -> Passage:
        none = (self.say.ours(w.NO_STRENGTH),) if self.held and not strong else ()
        more = _more(w.MORE_ONE_OF_THIS, w.MORE_MANY_OF_THIS, len(uncited(self.strong, _sentences(strong))))
        return Passage(title=gettext_(w.STRENGTHS), intro=none, outro=more)

    # --- areas -----------------------------------------------------------------------------------------------------------

    def _areas(self) -> Iterator[Area]:
        for domain, told in self._ranked():
            rows = self._rows(f"area:{domain}") or tuple(self._row(one) for one in _by_turns(told, MOST_ROWS, author))
            more = _more(w.MORE_ONE, w.MORE_MANY, len(uncited(told, (one for row in rows for one in row.what))))
            yield Area(domain=domain, title=gettext_(w.DOMAINS[domain]), spread=_spread(rows), rows=rows, more=more)

    def _ranked(self) -> list[tuple[Domain, list[Seen]]]:
        """Areas with what was told of them, worries first: the one told first, then those told of most, everyday life last."""
        areas: dict[Domain, list[Seen]] = {}
        for one in self.held:
            if one.id not in self.apart and not self.blocks[one.id]:
                areas.setdefault(one.domain, []).append(one)
        main = next((one.domain for one in self.held if one.kind == "concern" and one.domain != "general"), None)
        worries = Counter(one.domain for one in self.held if one.kind == "concern")
        order = sorted(areas, key=lambda area: (area == "general", not worries[area], area != main, -len(areas[area])))
        return [(area, sorted(areas[area], key=lambda one: one.kind != "concern")) for area in order]

    def _rows(self, slot: str) -> tuple[Row, ...]:
        """Rows with what a model wrote. What stands beside its sentence is ours: from what the sentence cites."""
        known = {one.id: one for one in self.held}
        return tuple(
            self._merged(sentence, [self._row(known[id]) for id in sentence.sources if id in known])
            for sentence in self.prose.get(slot, ())
        )

    def _merged(self, sentence: Sentence, rows: Sequence[Row]) -> Row:
        named = tuple(dict.fromkeys(place for row in rows for place in row.places))
        company = tuple(dict.fromkeys(who for row in rows for who in row.company))
        who = list(dict.fromkeys(row.who for row in rows))
        parts = who[0] if len(who) == 1 else self.say.parts(w.WHO[rows[0].by])
        since = next((row.since for row in rows if row.since), None)
        where = self._where(named, company)
        told = {"what": (sentence,), "who": parts, "since": since}
        return rows[0].model_copy(update={**told, "places": named, "company": company, "where": where})

    def _where(self, named: Sequence[Place], company: Sequence[Company]) -> str:
        return _listed([*(w.PLACES[place] for place in named), *(w.COMPANY[who] for who in company)])

    def _row(self, one: Seen) -> Row:
        paper = self.papers.get(page_of(one)[0])
        named, company = whereabouts.places(one, paper.type if paper else None, self.case.age), whereabouts.company(one)
        helps = one.kind in ("context", "development") and sorting.helpful(one)
        return Row(
            label=gettext_(w.HELPS if helps else w.LABELS[one.kind]),
            domain=one.domain,
            what=self._what(one),
            by=author(one),
            who=self._who(one, paper),
            places=named,
            company=company,
            where=self._where(named, company),
            since=self._since(one),
        )

    def _what(self, one: Seen) -> tuple[Sentence, ...]:
        told = [self._words(letter_words.ALONE["parent"], one, one.text)]
        if one.example and not sorting.within(one.example, one.text):
            told.append(self._words(letter_words.EXAMPLES[0], one, one.example))
        return tuple(told)

    def _who(self, one: Seen, paper: Brought | None) -> tuple[Part, ...]:
        if paper and author(one) == "document" and paper.title:
            page = str(page_of(one)[1])
            return self.say.parts(w.WHO_PAPER, {"page": page}, {"paper": short(paper.title, LONGEST_TITLE)})
        second = film_of(one)[1]
        if second and author(one) == "video":
            return self.say.parts(w.WHO_FILM, {"start": at_second(second[0]), "end": at_second(second[1])})
        asked = told_as(one)
        film, said = asked in sorting.FILMED or _of_a_film(one), asked in sorting.PAPERS
        key = "parent_film" if film else "parent_paper" if said else author(one)
        return self.say.parts(w.WHO[key if author(one) == "parent" else author(one)])

    def _since(self, one: Seen) -> Sentence | None:
        """Since when: as it was told with it, or as it was answered about a worry of this area."""
        told, words = one, one.since
        if not words.strip() and one.kind == "concern":
            told = next((answer for answer in self.whens if answer.domain == one.domain), one)
            words = unlabelled(told.text) if told is not one else ""
        if not words.strip():
            return None
        quoted = self.say.parts(letter_words.ALONE["parent"], {}, {"words": short(words, LONGEST_NAME)})
        return Sentence(parts=quoted, sources=(told.id,))

    # --- told beside seen ------------------------------------------------------------------------------------------------

    def _fit(self) -> tuple[Pair, ...]:
        told = [one for one in self.held if author(one) == "parent" and not _of_a_film(one)]
        parents = [one for one in told if told_as(one) not in sorting.FILMED]
        pairs = [pair for one in self.films if (pair := self._pair(one, parents))]
        order = get_args(Match)
        chosen = _by_turns(pairs, MOST_PAIRS, lambda pair: pair.match)
        return tuple(sorted(chosen, key=lambda pair: order.index(pair.match)))

    def _pair(self, seen: Seen, parents: Sequence[Seen]) -> Pair | None:
        """What the parent told of the area: of the same thing by its words, or at least in the same direction."""
        told = [one for one in parents if one.domain == seen.domain and told_as(one) != "since"]
        both = [one for one in told if one.kind in BOTH_WAYS]
        if not told:
            return self._paired("new", seen, None)
        if seen.kind not in BOTH_WAYS or not both:
            return None
        best = max(both, key=lambda one: (_shared(one, seen), one.kind == seen.kind))
        return self._paired("agrees" if best.kind == seen.kind else "differs", seen, best)

    def _paired(self, match: Match, seen: Seen, told: Seen | None) -> Pair:
        return Pair(
            match=match,
            title=gettext_(MATCHES[match]),
            domain=seen.domain,
            seen=self._words(w.SEEN, seen, seen.text),
            told=self._words(w.TOLD, told, told.text) if told else None,
        )

    def _fit_intro(self, fit: Sequence[Pair]) -> tuple[Sentence, ...]:
        return (self.say.ours(w.FIT_INTRO if fit else w.NO_PAIR if self.films else w.NO_FILM),)

    def _not_filmed(self) -> tuple[Sentence, ...]:
        """Areas of the parent's worries that no film shows."""
        seen = {one.domain for one in self.films}
        worries = {}
        for one in self.held:
            if one.kind == "concern" and author(one) == "parent" and one.domain not in seen:
                worries.setdefault(one.domain, one)
        if not self.films or not worries:
            return ()
        return (
            self._follows(w.NOT_FILMED, list(worries.values()), things=_listed(w.WITHIN[area] for area in worries)),
        )

    # --- timeline ----------------------------------------------------------------------------------------------------------

    def _timeline(self) -> Timeline:
        told = [(self._moment(one), one) for one in self.held if one.since.strip() or self._dates_itself(one)]
        dated = [(day, self._point(one, day)) for day, one in told if day]
        rest = [self._point(one, None) for day, one in told if not day]
        dated += [(day, self._paper_point(paper)) for paper in self.case.papers if (day := dated_on(paper.dated))]
        dated = sorted((pair for pair in dated if pair[0] <= self.today), key=lambda pair: pair[0])
        dated = sorted(evenly(dated, MOST_POINTS), key=lambda pair: pair[0])
        start = self.case.born or (dated[0][0] if dated else None)
        if start is None or (not dated and self.case.born is None):
            return Timeline(points=tuple(rest[:MOST_POINTS]))
        days = max((self.today - start).days, 1)
        at = lambda day: round(1000 * min(max((day - start).days / days, 0), 1))  # noqa: E731
        points = [point.model_copy(update={"place": at(day)}) for day, point in dated]
        born = [self._ours_at("birth", w.BORN, self.case.born, 0)] if self.case.born else []
        points = [*born, *points, self._ours_at("today", w.TODAY, self.today, 1000)]
        room = max(MOST_POINTS - len(points), 3)
        years = tuple(ticks(start, self.today, self.case.born is not None))
        return Timeline(points=(*levelled(points), *rest[:room]), ticks=years, by_age=self.case.born is not None)

    def _dates_itself(self, one: Seen) -> bool:
        """Does something of the early years say its own time: "walked at thirteen months"?"""
        return one.kind == "history" and bool(when(one.text, self.case.born, one.created_at.date()))

    def _moment(self, one: Seen) -> date | None:
        noted = one.created_at.date()
        return when(one.since or one.text, self.case.born, noted)

    def _point(self, one: Seen, day: date | None) -> Point:
        told = short(one.since, LONGEST_NAME)
        moment = self.say.parts(letter_words.ALONE["parent"], {}, {"words": told}) if told else ()
        if not told and day:
            moment = (Part(text=month(day)),)
        return Point(kind="told", when=moment, what=self._quoted(one, LONGEST_POINT))

    def _paper_point(self, paper: Brought) -> Point:
        quotes = {"words": short(paper.title, LONGEST_TITLE)} if paper.title else {}
        what = self.say.parts(letter_words.PAPER["doc_what"], {}, quotes) if quotes else self.say.parts(w.UNTITLED)
        moment = (Part(text=dated_words(paper.dated)),)
        return Point(kind="document", when=moment, what=Sentence(parts=what, courtesy=True), document=paper.id)

    def _ours_at(self, kind: Literal["birth", "today"], sentence: str, day: date | None, place: int) -> Point:
        birth = day and kind == "birth"
        said = long_day(self.today) if not birth else str(day.year) if self.case.exact == "year" else month(day)
        moment = (Part(text=said),)
        return Point(kind=kind, when=moment, what=self.say.ours(sentence), place=place)

    # --- what is not there, papers, questions, limits -----------------------------------------------------------------------

    def _unseen(self) -> Passage:
        told = {one.domain for one in (*self.held, *self.terms)}
        missing = [w.WITHIN[domain] for domain in DOMAINS if domain != "general" and domain not in told]
        voices = {author(one) for one in (*self.held, *self.terms)}
        absent = [w.WHO[who] for who in ("document", "video", "expert") if who not in voices]
        says = [self.say.ours(w.NOT_TOLD, things=_listed(missing))] if missing else []
        says += [self.say.ours(w.NO_VOICE, things=_listed(absent))] if absent else []
        return Passage(title=gettext_(w.UNSEEN), sentences=tuple(says), outro=(self.say.ours(w.NOT_A_LACK),))

    def _brought(self) -> Iterator[Paper]:
        for paper in self.case.papers[:MOST_PAPERS]:
            yield Paper(
                id=paper.id,
                title=short(paper.title, LONGEST_TITLE) or gettext_(w.UNTITLED),
                type=gettext_(w.TYPES[paper.type]),
                dated=dated_words(paper.dated) or gettext_(w.NO_DATE),
                author=short(paper.author, LONGEST_TITLE) or gettext_(w.NO_AUTHOR),
            )

    def _questions(self) -> Passage:
        worries: dict[Domain, list[Seen]] = {}
        for domain, told in self._ranked():
            concerns = [one for one in told if one.kind == "concern"]
            if concerns:
                worries[domain] = concerns
        lost = [one for one in self.held if lexicon.LOST.search(fold(f"{one.text} {one.example}"))]
        first = (self._follows(w.ASK_LOST, lost),) if lost else ()
        asked = tuple(self._follows(w.ASK[domain], told) for domain, told in list(worries.items())[:MOST_QUESTIONS])
        return Passage(title=gettext_(w.QUESTIONS), sentences=(*first, *asked))

    def _limits(self, left_out: int) -> Passage:
        fixed = [w.NOBODY_EXAMINED, w.OWN_WORDS, w.SORTED, *([w.MOMENTS] if self.films else [])]
        counted = _more(w.DISPUTED_ONE, w.DISPUTED_MANY, self.case.disputed)
        counted += _more(w.LEFT_OUT_ONE, w.LEFT_OUT_MANY, left_out)
        return Passage(title=gettext_(w.LIMITS), sentences=(*(self.say.ours(one) for one in fixed), *counted))

    # --- sentences -----------------------------------------------------------------------------------------------------------

    def _words(self, sentence: str, one: Seen, text: str, limit: int = LONGEST_QUOTE) -> Sentence:
        quote = short(unlabelled(text), limit)
        return Sentence(parts=(*self.say.parts(sentence, {}, {"words": quote}), *stop(quote)), sources=(one.id,))

    def _quoted(self, one: Seen, limit: int = LONGEST_QUOTE) -> Sentence:
        """Somebody's words, with who says so before them where it is not the parent."""
        paper = self.papers.get(page_of(one)[0])
        if paper and paper.title and author(one) == "document":
            quote = short(unlabelled(one.text), limit)
            quotes = {"words": quote, "paper": short(paper.title, LONGEST_TITLE)}
            return Sentence(
                parts=(*self.say.parts(letter_words.IN_THE_PAPER, {}, quotes), *stop(quote)), sources=(one.id,)
            )
        return self._words(letter_words.ALONE[author(one)], one, one.text, limit)

    def _follows(self, sentence: str, from_what: Sequence[Seen], **values: str) -> Sentence:
        ids = tuple(dict.fromkeys(one.id for one in from_what))[:MOST_MARKERS]
        return Sentence(parts=self.say.parts(sentence, values), sources=ids)

    def _sources(self, report: Professional) -> Iterator[Source]:
        rows = {one.id: one for one in (*self.held, *self.terms)}
        for id in dict.fromkeys(id for sentence in _sentences(report) for id in sentence.sources):
            paper = self.papers.get(page_of(rows[id])[0])
            yield source_of(rows[id], short(paper.title, LONGEST_TITLE) if paper else "")


def struck_words(report: Professional) -> str:
    """How much was deleted from it since it was written, in its own language; "" for nothing."""
    with speaking(report.language):
        return ngettext(w.STRUCK_ONE, w.STRUCK_MANY, report.struck) if report.struck else ""


# --- choosing ---------------------------------------------------------------------------------------------------------------


def _by_turns(told: Sequence[Any], most: int, group: Callable[[Any], str]) -> list[Any]:
    """Up to so many, in the order they were told: first one of every group, then a second one, and so on."""
    rounds, turn = Counter[str](), []
    for place, one in enumerate(told):
        turn.append((rounds[group(one)], place))
        rounds[group(one)] += 1
    return [told[place] for place in sorted(place for _, place in sorted(turn)[:most])]


def _shared(one: Seen, other: Seen) -> int:
    """How many words of some weight two texts have in common."""
    return len(_weighty(one) & _weighty(other))


def _weighty(one: Seen) -> set[str]:
    return {word[:5] for word in words(fold(f"{one.text} {one.example}")) if len(word) > 3}


def _strong(one: Seen) -> bool:
    """Is it something good of the child? What a parent says may be filler; whoever watched or wrote chose the word."""
    return author(one) != "parent" or sorting.strong(unlabelled(one.text))


def _names(one: Seen) -> frozenset[tuple[str, str]]:
    return names_in(f"{one.text} {one.example}")


def _spread(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """From how many sources, and in how many settings, in words. It rests on the rows that are listed."""
    ids = tuple(dict.fromkeys(id for row in rows for sentence in row.what for id in sentence.sources))
    voices = list(dict.fromkeys(row.by for row in rows))
    settings = list(dict.fromkeys(place for row in rows for place in row.places))
    who = gettext_(w.MORE_SOURCES if len(voices) > 1 else w.ONE_SOURCE, who=_listed(w.WHO[voice] for voice in voices))
    where = w.NO_SETTING if not settings else w.MORE_SETTINGS if len(settings) > 1 else w.ONE_SETTING
    named = {"where": _listed(w.PLACES[place] for place in settings)} if settings else {}
    said = (who, gettext_(where, **named))
    return tuple(Sentence(parts=(Part(text=text),), sources=ids) for text in said)


def _more(one: str, many: str, n: int) -> tuple[Sentence, ...]:
    return (Sentence(parts=(Part(text=ngettext(one, many, n)),), courtesy=True),) if n > 0 else ()


def _listed(things: Iterable[str]) -> str:
    return str(format_list([gettext_(one) for one in things], locale=tongue().language))


# --- going through a report ----------------------------------------------------------------------------------------------------


def _sentences(one: Any) -> Iterator[Sentence]:
    """Every sentence within a piece of a report, in order."""
    if isinstance(one, Sentence):
        yield one
    elif isinstance(one, tuple | list):
        for each in one:
            yield from _sentences(each)
    elif isinstance(one, Frozen) and not isinstance(one, Part | Source):
        for name in type(one).model_fields:
            yield from _sentences(getattr(one, name))


def _gone() -> Sentence:
    return Sentence(parts=(Part(text=gettext_(w.GONE)),), courtesy=True)


def _of_a_film(one: Seen) -> bool:
    """Was it seen in a film, by itself or by the parent who watched it?"""
    return author(one) == "video" or bool(film_of(one)[0])


def _without(report: Professional, keep: Callable[[Sentence], Sentence | None]) -> Professional:
    def kept(some: Iterable[Sentence]) -> tuple[Sentence, ...]:
        return tuple(left for one in some if (left := keep(one)))

    def passage(one: Passage) -> Passage:
        left = tuple(keep(sentence) or _gone() for sentence in one.sentences)
        return one.model_copy(update={"sentences": left})

    def rows(some: Iterable[Row]) -> tuple[Row, ...]:
        left = (row.model_copy(update={"what": kept(row.what), "since": row.since and keep(row.since)}) for row in some)
        return tuple(row for row in left if row.what)

    def area(one: Area) -> Area | None:
        left = rows(one.rows)
        return one.model_copy(update={"rows": left, "spread": _spread(left)}) if left else None

    def pairs(some: Iterable[Pair]) -> Iterator[Pair]:
        for one in some:  # what is left of a comparison compares nothing
            if keep(one.seen) and (one.told is None or keep(one.told)):
                yield one

    points = tuple(point for point in report.timeline.points if keep(point.what))
    changed = {
        "background": tuple(passage(one) for one in report.background),
        "strong": rows(report.strong),
        "areas_intro": kept(report.areas_intro),
        "areas": tuple(left for one in report.areas if (left := area(one))),
        "fit": tuple(pairs(report.fit)),
        "fit_outro": kept(report.fit_outro),
        "timeline": report.timeline.model_copy(update={"points": points}),
        "questions": report.questions.model_copy(update={"sentences": kept(report.questions.sentences)}),
    }
    return report.model_copy(update=changed)
