"""A scripted parent meets the real house: posted messages, the real queue, a reply in its row, what is known in rows."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from flask import Flask
from sqlalchemy import select

from chitta.chat.models import Message
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from tests.evaluating.parents import ScriptedParent, topics_of
from tests.gateways.builtin.personas import Persona
from tests.people import Person, parent

MOST = 40  # messages of the parent's, at the end of which filming must have been reached
PATIENCE = 3  # replies that fail one after another before the parent gives up
NAMES = {
    "he": {"f": "דנה לוי", "m": "אמיר כהן", "n": "טל לוי"},
    "en": {"f": "Dana Levin", "m": "Amir Cohen", "n": "Tal Levin"},
}


@dataclass
class Meeting:
    """What was said, and what the house holds afterwards."""

    persona: Persona
    address: str
    parent: Person
    said: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)  # those to `said`, in order
    greeting: str = ""
    statuses: list[str] = field(default_factory=list)
    known_before: list[frozenset[str]] = field(default_factory=list)  # which facts were known when a reply was given
    usage: list[dict[str, int]] = field(default_factory=list)
    first_word_ms: list[float] = field(default_factory=list)
    reached: int = 0  # after how many messages filming was reached; 0: never
    name: str = ""
    age: float | None = None
    interview: int = 0
    strengths: list[str] = field(default_factory=list)
    concerns: list[tuple[str, str]] = field(default_factory=list)  # (domain, text)
    examples: list[str] = field(default_factory=list)
    gender: str = ""
    hopes: list[str] = field(default_factory=list)

    @property
    def right(self) -> dict[str, bool]:
        """The four things that must be right."""
        return {
            "name": self.name.casefold() == self.persona.name.casefold(),
            "age": self.age is not None and abs(self.age - expected_age(self.persona)) <= 0.11,
            "strength": bool(self.strengths),
            "concern": self.persona.domain in [domain for domain, _ in self.concerns],
        }

    @property
    def asked_again(self) -> list[str]:
        """Replies that asked for what was known already."""
        asked = [(topics_of(reply, self.persona.language), reply) for reply in self.replies]
        return [reply for (topics, reply), known in zip(asked, self.known_before, strict=True) if known & set(topics)]


def expected_age(persona: Persona, on: date | None = None) -> float:
    """The child's age on a day; a told birth date grows, a told age does not."""
    return times.age_years(date.fromisoformat(persona.born), on) if persona.born else persona.age


def meet(app: Flask, persona: Persona, work: Callable[[], int], in_order: bool = False, most: int = MOST) -> Meeting:
    """Talk until filming is reached, or `most` messages were sent."""
    address = persona.address or ("f" if persona.language == "he" else "n")
    mail = f"{uuid.uuid4().hex}@example.org"
    person = parent(app, NAMES[persona.language][address], mail, "", language=persona.language, address=address)
    meeting, script = Meeting(persona, address, person), ScriptedParent(persona, in_order)
    _look(app, meeting)
    for _ in range(most):
        meeting.known_before.append(_known(meeting))
        line = script.answer(meeting.replies[-1] if meeting.replies else meeting.greeting)
        assert person.say(line).status_code == 303
        work()
        meeting.said.append(line)
        if _look(app, meeting):
            meeting.reached = len(meeting.said)
            break
        if meeting.statuses[-PATIENCE:] == ["failed"] * PATIENCE:
            break
    return meeting


def _look(app: Flask, meeting: Meeting) -> bool:
    """Read the rows; whether filming is reached."""
    with app.app_context(), transaction(writing=False):
        journey = db.session.get_one(Journey, meeting.parent.session_id)
        last = db.session.scalars(
            select(Message).where(Message.session_id == journey.id).order_by(Message.seq.desc()).limit(1)
        ).one()
        if not meeting.said:
            meeting.greeting = last.text
        else:
            meeting.replies.append(last.text)
            meeting.statuses.append(last.status)
            meeting.usage.append(dict(last.usage or {}))
        _remember(meeting, journey)
        return journey.state.journey_stage == "video_instructions"


def _remember(meeting: Meeting, journey: Journey) -> None:
    held = journey.observations(("held",))
    meeting.name, meeting.age = journey.child.name, journey.child.age_years
    meeting.interview = journey.state.progress.interview
    meeting.strengths = [one.text for one in held if one.kind == "strength"]
    meeting.concerns = [(one.domain, one.text) for one in held if one.kind == "concern"]
    meeting.examples = [one.example for one in held if one.example]
    meeting.gender = journey.child.gender
    meeting.hopes = [one.text for one in held if one.kind == "hope"]


def _known(meeting: Meeting) -> frozenset[str]:
    told = {"name": meeting.name, "gender": meeting.gender, "strengths": meeting.strengths, "hopes": meeting.hopes}
    return frozenset({fact for fact, known in told.items() if known} | ({"age"} if meeting.age is not None else set()))
