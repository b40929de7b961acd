"""Sentences in the reader's language.

English is the msgid. Hebrew lives beside the room that says it, in `chitta/<room>/he.po`; an entry with the context
"f" or "m" is used when the parent chose that form of address, the one without context otherwise.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.pofile import read_po
from markupsafe import Markup

ROOMS = Path(__file__).parent.parent


class Tongue(NamedTuple):
    """Who is being spoken to: language, and form of address (f, m or n)."""

    language: str = "he"
    address: str = "n"

    @property
    def direction(self) -> str:
        return "rtl" if self.language == "he" else "ltr"


_tongue: ContextVar[Tongue] = ContextVar("tongue", default=Tongue())  # noqa: B039 - a tuple
Sentences = dict[tuple[str | None, str], tuple[str, ...]]


@cache
def hebrew() -> tuple[Sentences, Callable[[int], int]]:
    """All Hebrew sentences of the house, and the rule that picks a plural form."""
    sentences: Sentences = {}
    plural: Callable[[int], int] = gettext.c2py("n==1 ? 0 : n==2 ? 1 : 2")
    for file in sorted(ROOMS.glob("*/he.po")):
        with file.open("rb") as lines:
            for message in read_po(lines, locale="he"):
                if message.id and message.string and not message.fuzzy:
                    one = message.id if isinstance(message.id, str) else message.id[0]
                    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
                    sentences[message.context, one] = forms
    return sentences, plural


def tongue() -> Tongue:
    """The language and address of whoever reads what is being written now."""
    return _tongue.get()


def speak(language: str, address: str = "n") -> None:
    """From here on, in this context, speak so."""
    _tongue.set(Tongue(language, address))


@contextmanager
def speaking(language: str, address: str = "n") -> Iterator[None]:
    """Speak so within the block: a mail, a job for another reader."""
    token = _tongue.set(Tongue(language, address))
    try:
        yield
    finally:
        _tongue.reset(token)


def N_(sentence: str) -> str:
    """Marks a sentence that is translated later, at the door."""
    return sentence


def _forms(sentence: str) -> tuple[str, ...]:
    language, address = _tongue.get()
    if language != "he":
        return ()
    sentences, _ = hebrew()
    return sentences.get((address, sentence)) or sentences.get((None, sentence)) or ()


def _filled(text: str, values: dict[str, Any]) -> str:
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(text) % values  # nosec B704 # a sentence of ours; the values are escaped
    return text % values


def gettext_(sentence: str, **values: Any) -> str:
    """The sentence in the reader's language, placeholders `%(name)s` filled."""
    forms = _forms(sentence)
    return _filled(forms[0] if forms else sentence, values)


def pgettext(context: str, sentence: str, **values: Any) -> str:
    """As `gettext_`, preferring the entry with this context: "girl" or "boy" where Hebrew must know of whom it speaks."""
    if tongue().language == "he" and (forms := hebrew()[0].get((context, sentence))):
        return _filled(forms[0], values)
    return gettext_(sentence, **values)


def ngettext(one: str, many: str, n: int, **values: Any) -> str:
    """The form for n things; `%(n)s` is filled as well."""
    forms = _forms(one)
    english = one if n == 1 else many
    text = forms[min(hebrew()[1](n), len(forms) - 1)] if forms else english
    return _filled(text, {"n": n, **values})


_ = gettext_
