"""The filming guidance for one scene, composed from what is known of this child. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Protocol, cast

from chitta.core.text import one_line
from chitta.core.vocabulary import Domain
from chitta.gateways.builtin.lexicon import CONDITION, INTERESTS, PLACES
from chitta.gateways.builtin.normalising import fold, one_of, shortened
from chitta.journey import coverage
from chitta.journey.state import ChildFacts
from chitta.safety.reading import read
from chitta.videos import wording
from chitta.videos.wording import Band, Example, Scene
from chitta.videos.words import Name, Quoted, Words

SCENES: tuple[Scene, ...] = ("free_play", "meal_time", "focused_activity")
VIEWS: dict[str, Scene] = dict(zip(("view1", "view2", "view3"), SCENES, strict=True))
LONGEST = 140  # of a quotation: enough to know one's own words again
EXAMPLES = 3

# Which worry, and which joys, a scene shows best. Otherwise the main worry, and another joy for each scene.
NEAR: dict[Scene, tuple[Domain, ...]] = {
    "free_play": ("social_play",),
    "meal_time": ("eating",),
    "focused_activity": ("attention", "learning"),
}
SUITING: dict[Scene, tuple[str, ...]] = {
    "free_play": ("pretend", "building", "animals", "dinosaurs", "trains", "sport", "music", "dance", "outdoors"),
    "meal_time": ("cooking",),
    "focused_activity": ("puzzles", "books", "drawing", "letters", "building"),
}
LIKE = {"dinosaurs": "animals", "dance": "music"}
HOME = {
    "siblings": one_of(
        "אח גדול", "אח קטן", "אחות גדולה", "אחות קטנה", "אחים", "אחיו", "אחותו", "אחותה", "תאום", "תאומה",
        "brother*", "sister*", "siblings", "twin*",
    ),
    "grandparents": PLACES["grandparents"],
}  # fmt: skip
ABSENT = re.compile(
    r"(?<![א-ת])(?:אין|בלי|נפטר\w*|מת|מתה|ללא)(?![א-ת])|\b(?:no|not|without|only child|died|passed away|lost)\b"
)


class Seen(coverage.Seen, Protocol):
    """What the guidance needs of an observation, beside what counting needs."""

    @property
    def text(self) -> str: ...
    @property
    def said_by(self) -> str: ...
    @property
    def source(self) -> Mapping[str, Any]: ...
    @property
    def created_at(self) -> datetime: ...


@dataclass(frozen=True)
class Source:
    """Where quoted words stand in the conversation. label: a msgid with %(day)s."""

    label: str
    message: str
    at: datetime


@dataclass(frozen=True)
class Situation:
    title: Words
    line: Words


@dataclass(frozen=True)
class Guidance:
    """One scene for one child. Everything here but `focus` may be shown."""

    scene: Scene
    title: Words
    why: tuple[Words, ...]
    sources: tuple[Source, ...]
    steps: tuple[Words, ...]
    tips: tuple[Words, ...]
    examples: tuple[Situation, ...]
    place: tuple[tuple[str, Words], ...]
    length: Words
    enough: Words
    focus: tuple[str, ...]  # what will be looked at in the film; not for the page


def guidance(scene: Scene, child: ChildFacts, observations: Iterable[Seen]) -> Guidance:
    """What to film at this scene, and why for this child. Disputed and withdrawn observations count for nothing."""
    held = [one for one in observations if one.state == "held"]
    worry, joy, band = _worry(scene, held), _joy(scene, held), band_of(child.age)
    domain = cast(Domain, worry.domain if worry and worry.domain in wording.DOMAIN_TIPS else "general")

    def say(sentence: str, **values: Any) -> Words:
        return Words(sentence, child.gender, values)

    named = {"name": Name(child)}
    start = wording.STARTS[scene][band == "teen"]
    return Guidance(
        scene=scene,
        title=say(wording.TITLES[scene][0]),
        why=tuple(say(sentence, **values) for sentence, values in _why(scene, domain, worry, joy)),
        sources=_sources(joy, worry),
        steps=tuple(map(say, (start, *wording.STEPS[scene][band], wording.STOP))),
        tips=tuple(map(say, _tips(scene, band, domain))),
        examples=tuple(Situation(say(one.title), say(one.line)) for one in _examples(scene, band, held)),
        place=tuple((icon, say(line, **named)) for icon, line in wording.PLACE),
        length=say(wording.LENGTH),
        enough=say(wording.ENOUGH, **named),
        focus=(*wording.FOCUS[scene], wording.DOMAIN_FOCUS[domain]),
    )


def band_of(age: float | None) -> Band:
    """Which of the five ages; "" when it is not known."""
    if age is None:
        return ""
    limits: tuple[tuple[int, Band], ...] = ((2, "baby"), (4, "toddler"), (7, "kinder"), (12, "school"))
    return next((band for limit, band in limits if age < limit), "teen")


def _tips(scene: Scene, band: Band, domain: Domain) -> tuple[str, str, str]:
    """One for the scene, one for the age, one for what is on the parent's mind."""
    first, last = wording.SCENE_TIPS[scene], wording.DOMAIN_TIPS[domain]
    if band == "teen":  # nobody of that age is helped with a word, and play looks otherwise
        first = wording.TEEN_TIP if scene == "free_play" else first
        last = wording.DOMAIN_TIPS["general"] if domain == "communication" else last
    return first, wording.BAND_TIPS[band], last


# --- why for this child -----------------------------------------------------------------------------------------------


def _worry(scene: Scene, held: Sequence[Seen]) -> Seen | None:
    """The worry this scene shows best, else the main one; where there is none, a hope."""
    worries = [one for one in held if one.kind == "concern"] or [one for one in held if one.kind == "hope"]
    fitting = [one for one in worries if one.domain in NEAR[scene]] or worries
    told = (one for one in fitting if _own_words(one))
    return next(told, fitting[0] if fitting else None)


def _joy(scene: Scene, held: Sequence[Seen]) -> Seen | None:
    """A strength that suits the scene; otherwise each scene takes another one."""
    joys = [one for one in held if one.kind == "strength"]
    suiting = (one for one in joys if any(INTERESTS[key].search(fold(one.text)) for key in SUITING[scene]))
    turn = SCENES.index(scene) % len(joys) if joys else 0
    return next((one for one in chain(suiting, joys[turn:], joys[:turn]) if _own_words(one)), None)


def _why(scene: Scene, domain: Domain, worry: Seen | None, joy: Seen | None) -> Iterable[tuple[str, dict[str, Quoted]]]:
    if joy:
        yield wording.STRENGTH, {"words": _own_words(joy)}
    if worry and (words := _own_words(worry)):
        told = wording.HOPED if worry.kind == "hope" else wording.MOMENT if worry.example else wording.TOLD
        yield told, {"words": words}
    yield wording.REASONS[scene][domain], {}


def _own_words(one: Seen) -> Quoted:
    """The parent's words as they may be quoted; "" when they are not the parent's, name a condition, or tell of danger."""
    words = one_line(one.example if one.kind == "concern" and one.example else one.text, 600)
    if one.said_by != "parent" or CONDITION.search(fold(words)) or read(words):
        return Quoted("")
    return Quoted(shortened(words, LONGEST).rstrip(" .,"))


def _sources(joy: Seen | None, worry: Seen | None) -> tuple[Source, ...]:
    found: dict[str, Source] = {}
    for label, one in ((wording.WHERE_GOOD, joy), (wording.WHERE_TOLD, worry)):
        message = str(one.source.get("message", "")) if one and _own_words(one) else ""
        if one and len(message) == 36:
            found.setdefault(message, Source(label, message, one.created_at))
    return tuple(found.values())


# --- situations that fit ----------------------------------------------------------------------------------------------


def _examples(scene: Scene, band: Band, held: Sequence[Seen]) -> list[Example]:
    """Up to two from what is loved, one from the home, and the rest from any home with a child of this age."""
    fitting = [one for one in wording.EXAMPLES[scene] if band in one.bands]
    loved = (key for one in held if one.kind == "strength" for key in _interests(one))
    at_home = (key for one in held if one.kind in ("context", "strength") for key in _home(one))
    chosen = _of(fitting, loved, EXAMPLES - 1) + _of(fitting, at_home, 1)
    return chosen + _of(fitting, ("",), EXAMPLES - len(chosen))


def _of(fitting: Sequence[Example], keys: Iterable[str], most: int) -> list[Example]:
    """The first ones with one of these keys; a family that told much is not read to the end for it."""
    found: dict[Example, None] = {}
    for key in keys:
        found |= dict.fromkeys(one for one in fitting if one.key == key)
        if len(found) >= most:
            break
    return list(found)[:most]


def _interests(one: Seen) -> list[str]:
    low = fold(one.text)
    return [LIKE.get(key, key) for key, pattern in INTERESTS.items() if pattern.search(low)]


def _home(one: Seen) -> list[str]:
    low = fold(one.text)
    return [] if ABSENT.search(low) else [key for key, pattern in HOME.items() if pattern.search(low)]
