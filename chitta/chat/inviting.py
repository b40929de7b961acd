"""A question of Chitta's own, put because the parent asked to tell of something: from a report, of what is missing in it.

The words are the guide's, so that whoever answers next knows what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from chitta.core.vocabulary import DOMAINS, Topic
from chitta.gateways.builtin import asking
from chitta.gateways.builtin.speaking import Voice, fresh
from chitta.journey.state import ChildFacts

QUESTIONS = ("age", "strengths", "concerns", "example", "since", "helps", "history", "family", "day", "hopes")
SUBJECTS: tuple[str, ...] = (*QUESTIONS, *(domain for domain in DOMAINS if domain != "general"))


def question(subject: str, child: ChildFacts, reader: tuple, said: Sequence[str]) -> tuple[str, Topic]:
    """The question about one of SUBJECTS in the reader's language (language, address), another one than lately, and its topic.

    said: what Chitta said before, oldest first.
    """
    voice = Voice(*reader, name=child.name, gender=child.gender, age=child.age)  # type: ignore[arg-type]
    group = next((group for group, domains in asking.AREAS.items() if subject in domains), subject)
    areas = (subject,) if group != subject else ()
    slots = {"areas": voice.areas(areas), "bare": voice.areas(areas, bare=True)}
    options = [voice.say(one, **slots) for one in voice.wording.QUESTIONS[group]]
    return fresh(options, said, may_be_none=False), asking.TOPIC_OF[group]
