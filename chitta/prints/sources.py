"""What can be printed. Rooms to the right say of which things of theirs, how such a page looks and what its file is called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page for print. html: a whole document in its own language, escaped, nothing of it fetched; css: its style sheet."""

    html: str
    css: str


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of thing that is printed; each function takes the id of one.

    sheet: called in the worker, in a transaction that reads; None when there is nothing to print (any more). It gives the
    same page whenever it is asked: whoever changes the thing says so to `Print.discard` in the same transaction. name: of the
    file, with its ending; the child's name in it only where it may be said. home: the address of its page; ask: where the
    print is asked for. runs_on: a msgid for one that should have been a single page and is not. Whose the thing is has been
    asked before.
    """

    kind: str
    sheet: Callable[[UUID], Sheet | None]
    name: Callable[[UUID, bool], str]
    home: Callable[[UUID], str]
    ask: Callable[[UUID], str]
    runs_on: str = ""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """From now on things of this kind may be printed."""
    _sources[source.kind] = source


def named(kind: str) -> Source:
    """KeyError for a kind that no room prints."""
    return _sources[kind]
