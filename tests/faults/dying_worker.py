"""A chat worker that is killed -9 at one named step of a reply, once; the worker after it lives.

CHITTA_DIE_AT names the step; CHITTA_DIED is the file that says it has happened.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from chitta.chat import answering
from chitta.chat import jobs as chat_jobs
from chitta.core.db import db
from chitta.gateways.guide import Tool
from chitta.journal.models import JournalEntry
from chitta.journey import tools

STEPS = (
    "claimed",  # the claim is committed, nothing was said
    "first word",  # about to tell the first word
    "first word told",  # on screens, not in the row
    "saved",  # words are in the row
    "in a tool",  # what it wrote is not committed
    "after a tool",  # what it wrote is committed
    "settling",  # the end is written, not committed
    "settled",  # the end is committed, nobody was told
    "told",  # open pages know, what else changed was not said
    "done",  # everything is done, the queue does not know
)
Deed = Callable[..., Any]


class Moment(BaseModel):
    """What `keep_moment` takes."""

    text: str


def _keep(journey: Any, wish: Moment, source: tools.Source) -> tools.Answer:
    db.session.add(JournalEntry(session_id=journey.id, content=wish.text))
    return "Kept.", frozenset()


def arm(environment: Mapping[str, str]) -> None:
    """Lay the step's trap, unless it has sprung before. With CHITTA_MOMENTS there is a tool that writes again each time."""
    answering.SAVE_EVERY = 0.05  # short replies, too, are saved on the way
    if environment.get("CHITTA_MOMENTS"):
        tools.offer(Tool("keep_moment", "Write down a moment.", Moment), _keep)
    step, died = environment.get("CHITTA_DIE_AT", ""), Path(environment.get("CHITTA_DIED", "/nowhere"))
    if not step or died.exists():
        return

    def die() -> None:
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)

    TRAPS[step](die)


def _around(place: object, name: str, trap: Callable[[Deed, tuple[Any, ...], dict[str, Any]], Any]) -> None:
    real = getattr(place, name)
    setattr(place, name, lambda *given, **named: trap(real, given, named))


def _after(place: object, name: str, when: Callable[..., bool] = lambda *given, **named: True) -> Deed:
    def lay(die: Deed) -> None:
        def trap(real: Deed, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
            answer = real(*given, **named)
            if when(*given, **named):
                die()
            return answer

        _around(place, name, trap)

    return lay


def _before(place: object, name: str, when: Callable[..., bool]) -> Deed:
    def lay(die: Deed) -> None:
        def trap(real: Deed, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
            if when(*given, **named):
                die()
            return real(*given, **named)

        _around(place, name, trap)

    return lay


def _kind(kind: str) -> Callable[..., bool]:
    return lambda voice, fact: fact["kind"] == kind


TRAPS: dict[str, Deed] = {
    "claimed": _after(answering, "_claim", lambda *given: True),
    "first word": _before(answering.Voice, "_tell", _kind("piece")),
    "first word told": _after(answering.Voice, "_tell", _kind("piece")),
    "saved": _after(answering.Voice, "_save"),
    "in a tool": _after(answering, "run_tool"),
    "after a tool": _after(answering, "_use_tool"),
    "settling": _after(answering.Message, "progress", lambda *given, **values: values.get("status") == "settled"),
    "settled": _before(answering.Voice, "_tell", _kind("settled")),
    "told": _after(answering.Voice, "_tell", _kind("settled")),
    "done": _after(chat_jobs.answering, "answer"),
}
