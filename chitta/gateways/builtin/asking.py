"""The questions of the interview: their ids, their topics, and which of them a line of Chitta's asked."""

from __future__ import annotations

import re
from functools import lru_cache

from chitta.core.vocabulary import Domain, ObservationKind, Topic
from chitta.gateways.builtin import wording_en, wording_he

TOPIC_OF: dict[str, Topic] = {
    "name": "basics", "age": "basics", "gender": "basics", "which": "basics", "missing_age": "basics", "missing_name": "basics",
    "strengths": "strengths", "missing_strength": "strengths",
    "concerns": "concerns", "worry": "concerns", "f_seen": "concerns",
    "example": "example", "example_hope": "example", "since": "example", "helps": "example", "missing_example": "example",
    "areas_talk": "areas", "areas_feel": "areas", "areas_body": "areas",
    "history": "history", "checks": "history", "family": "family", "day": "day", "hopes": "hopes",
}  # fmt: skip
# Asked away from the interview, where a stage needs something: what kind of thing their answer tells.
OF_STAGES: dict[str, ObservationKind | None] = {
    "doc_what": "context", "doc_says": "history", "film_done": None, "film_seen": "development", "film_easy": "development", "go_on": None,
    "letter_read": None, "expert_wants": "context", "meet_who": "context", "meet_ask": None, "journal_what": None, "add_what": None,
}  # fmt: skip
AREAS: dict[str, tuple[Domain, ...]] = {
    "areas_talk": ("communication", "social_play"),
    "areas_feel": ("behaviour_emotion", "attention", "learning"),
    "areas_body": ("sleep", "eating", "motor", "sensory"),
}
AREAS_ALL = tuple(domain for group in AREAS.values() for domain in group)
_OPENING = {"he": "על מי נדבר", "en": "shall we talk about"}
_MARKUP = re.compile(r"\[[^\]]*\]|\{[^}]*\}|[~<>]")


def asked_by(text: str, topic: str) -> str:
    """The id of the question in a line of Chitta's, or "". `topic` is what the line was said to ask about."""
    tail = text[-420:]  # the question stands at the end of a reply
    for question, mark in _marks_of(topic):
        if mark in tail:
            return question
    return "name" if any(opening in text for opening in _OPENING.values()) else ""


def domains_in(text: str) -> tuple[Domain, ...]:
    """The domains one of the area questions named."""
    question = text.split(". ")[-1]
    return tuple(d for d in AREAS_ALL if any(name in question for name in _names_of(d)))


def _names_of(domain: Domain) -> tuple[str, ...]:
    return wording_he.DOMAINS[domain], wording_he.BARE[domain], wording_en.DOMAINS[domain]


@lru_cache(maxsize=16)
def _marks_of(topic: str) -> tuple[tuple[str, str], ...]:
    return tuple((question, mark) for question, mark in _marks() if not topic or TOPIC_OF.get(question, "") == topic)


@lru_cache(maxsize=1)
def _marks() -> tuple[tuple[str, str], ...]:
    """(question, a piece of it that holds no name and no gender): enough to know it again."""
    found = [
        (question, max(_MARKUP.split(sentence), key=len).strip())
        for wording in (wording_he.QUESTIONS, wording_en.QUESTIONS)
        for question, variants in wording.items()
        for sentence in variants
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[1])))
