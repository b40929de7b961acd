"""The built-in guide: a whole interview without a model, from the parent's own words."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from chitta.core.errors import GuideError, Refused
from chitta.core.i18n import gettext_, speaking
from chitta.gateways.builtin.composing import compose
from chitta.gateways.builtin.speaking import wording_of
from chitta.gateways.guide import Answer, Count, Duty, Event, Prompt, Run, Tool, Words, always

KEPT_IN_WORDS = frozenset({"add_journal_entry"})
_PIECE = re.compile(r"\s*\S+\s*")


class BuiltIn:
    """The guide that speaks when no model key is configured. `pace` is the pause between two words, in seconds."""

    name = "built-in"

    def __init__(self, pace: float = 0.0) -> None:
        self.pace = pace

    def converse(
        self, prompt: Prompt, tools: Sequence[Tool], run: Run, wanted: Callable[[], bool] = always
    ) -> Iterator[Event]:
        """Answer the parent's last line: words, then what they raise, then tools. A refused tool never breaks the turn."""
        turn = compose(prompt)
        for piece in _PIECE.findall(_rest(turn.text, prompt)):
            yield Words(piece)
            if self.pace:
                time.sleep(self.pace)
        yield from turn.raised
        for name, arguments in turn.calls:
            try:
                run(name, arguments)
            except Refused as refused:
                if name in KEPT_IN_WORDS:  # it was said to be kept, so it must be said that it was not
                    yield Words(f" {_not_kept(refused, prompt)}")

    def extract(
        self,
        schema: type[Answer],
        instruction: str,
        content: Sequence[Mapping[str, Any]],
        *,
        duty: Duty = "reading",
        spent: Count | None = None,
        wanted: Callable[[], bool] = always,
    ) -> Answer:
        """Reading material needs a model: raises GuideError("unavailable")."""
        raise GuideError("unavailable")


def _not_kept(refused: Refused, prompt: Prompt) -> str:
    with speaking(prompt.language, prompt.address):
        reason = gettext_(refused.sentence, **refused.values)
    return str(wording_of(prompt.language).NOT_KEPT).replace("<reason>", reason)


def _rest(text: str, prompt: Prompt) -> str:
    """What of `text` is not on screen yet."""
    if not prompt.unfinished:
        return text if text.strip() else wording_of(prompt.language).CONTINUE  # a turn always ends in words
    if text.startswith(prompt.unfinished):
        return text[len(prompt.unfinished) :]
    if prompt.made and prompt.unfinished.rstrip().endswith((".", "?", "!", "…")):
        return ""  # words come before tools, so they were all said
    wording = wording_of(prompt.language)
    return f" {wording.CLOSING if '?' in prompt.unfinished else wording.CONTINUE}"
