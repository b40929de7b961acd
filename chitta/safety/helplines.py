"""Who can be called: one dated file per country, which an operator may replace, by a file or at the desk.

A card is never empty. A list that cannot be read, or that would leave nobody to call in danger, gives way to the one
that came with the house, and `problems` says so for the log.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from chitta.core.i18n import N_, gettext_, tongue
from chitta.safety.reading import KINDS

BUNDLED = Path(__file__).parent / "helplines"
HOME = ("IL", "US")  # shown one after the other to whoever is elsewhere
ON_A_CARD = 4
MUST = ("name", "purpose", "hours", "languages")

Said = dict[str, str]  # the same words in "he" and "en"
Desk = Callable[
    [str], "tuple[Line, ...] | None"
]  # a country's lines as operators wrote them; asks nobody who may be down


@dataclass(frozen=True)
class Line:
    """Somebody who answers the phone. Without `phone`: advice that is not a link."""

    phone: str
    kinds: tuple[str, ...]
    danger_now: bool
    source: str
    checked_on: date | None
    said: dict[str, Said]
    place: Said | None = None  # the country, for readers elsewhere

    @property
    def tel(self) -> str:
        """What is dialled, for `tel:`; 04-7771900 is 047771900, and *2255 keeps its star."""
        return re.sub(r"[^\d*+]", "", self.phone)

    @property
    def name(self) -> str:
        return self._in_words("name")

    @property
    def purpose(self) -> str:
        return self._in_words("purpose")

    @property
    def hours(self) -> str:
        return self._in_words("hours")

    @property
    def languages(self) -> str:
        return self._in_words("languages")

    @property
    def country(self) -> str:
        """The country's name, only where lines of several countries stand together."""
        return self.place[_language()] if self.place else ""

    def _in_words(self, what: str) -> str:
        words = self.said.get(what, {})
        msgid = words.get("msgid")
        return gettext_(msgid) if msgid else words.get(_language(), "")


LOCAL = Line(
    phone="",
    kinds=KINDS,
    danger_now=True,
    source="",
    checked_on=None,
    said={
        "name": {"msgid": N_("Your local emergency number")},
        "purpose": {"msgid": N_("Immediate danger, injury or medical emergency")},
        "hours": {"msgid": N_("Any hour")},
    },
)


_desk: list[Desk] = []


def ask_the_desk(desk: Desk) -> None:
    """From now on what operators wrote comes before what came with the house."""
    _desk[:] = [desk]


class BadFile(ValueError):
    """A country's file that cannot be shown as it is."""


def _language() -> str:
    return "he" if tongue().language == "he" else "en"


def _both(row: dict[str, Any], what: str) -> Said:
    words = row.get(what)
    if not isinstance(words, dict) or not all(
        isinstance(words.get(lang), str) and words[lang] for lang in ("he", "en")
    ):
        raise BadFile(f"{what} needs words in he and en")
    return {"he": words["he"], "en": words["en"]}


def _line(row: Any) -> Line:
    if not isinstance(row, dict):
        raise BadFile("a line must be a table")
    phone, kinds, checked = row.get("phone"), row.get("kinds", []), row.get("checked_on") or None
    if not isinstance(phone, str) or not re.search(r"\d", phone):
        raise BadFile("phone must be text with digits")
    if not isinstance(kinds, list) or any(kind not in KINDS for kind in kinds):
        raise BadFile(f"{phone}: kinds are among {', '.join(KINDS)}")
    if checked is not None and type(checked) is not date:
        raise BadFile(f"{phone}: checked_on is a date, like 2026-11-23")
    said = {what: _both(row, what) for what in MUST}
    return Line(phone, tuple(kinds), row.get("danger_now") is True, str(row.get("source", "")), checked, said)


def usable(rows: Iterable[Any]) -> tuple[Line, ...]:
    """The checked lines of a list. Raises BadFile for a list that would leave nobody to call in danger."""
    lines = tuple(line for line in map(_line, rows) if line.checked_on)
    if not any(line.danger_now for line in lines):
        raise BadFile("no checked line for danger now")
    return lines


def bundled(code: str) -> list[dict[str, Any]]:
    """A country's rows as they came with the house."""
    return list(tomllib.loads((BUNDLED / f"{code.lower()}.toml").read_text("utf-8-sig"))["line"])


@lru_cache(maxsize=32)
def _file(path: Path, _written: int) -> tuple[Said, tuple[Line, ...]]:
    """The country's name and its checked lines. Remembered until the file is written again."""
    try:
        rows = tomllib.loads(path.read_text("utf-8-sig"))
        return _both(rows, "country"), usable(rows.get("line", []))
    except (OSError, ValueError, TypeError) as problem:
        raise BadFile(f"{path.name}: {problem}") from problem


def _read(path: Path) -> tuple[Said, tuple[Line, ...]]:
    try:
        written = path.stat().st_mtime_ns
    except OSError as problem:
        raise BadFile(f"{path.name}: {problem}") from problem
    return _file(path, written)


def _country(code: str, folder: Path | None) -> tuple[Said, tuple[Line, ...]] | None:
    """The operator's file, else their list at the desk, else the bundled one, else nothing is known of this country."""
    if not re.fullmatch("[A-Z]{2}", code):
        return None
    written = next((lines for desk in _desk if (lines := desk(code))), None) if folder is None else None
    if written and (known := _country_in(BUNDLED, code)):
        return known[0], written
    return next((known for place in (folder, BUNDLED) if place and (known := _country_in(place, code))), None)


def _country_in(place: Path, code: str) -> tuple[Said, tuple[Line, ...]] | None:
    try:
        return _read(place / f"{code.lower()}.toml")
    except BadFile:
        return None


def problems(folder: Path | None) -> list[str]:
    """What is wrong with the operator's files, a sentence each; those files are not used."""
    found = []
    for path in sorted(folder.glob("*.toml")) if folder else ():
        try:
            _read(path)
        except BadFile as problem:
            found.append(str(problem))
    return found


def _for_card(lines: Sequence[Line], kinds: Sequence[str]) -> list[Line]:
    """Those that serve the kinds, in the file's order, then others for danger now.

    First somebody for danger now, then somebody for every kind, then each kind's own line, and others while there is room.
    """
    serving = [line for line in lines if set(line.kinds) & set(kinds)]
    danger = [line for line in lines if line.danger_now]
    urgent = _once(line for kind in kinds for line in [line for line in danger if kind in line.kinds][:1])
    first = urgent or danger[:1]
    own = {kind: min(rest, key=lambda line: len(line.kinds)) for kind in kinds if (rest := _others(serving, kind))}
    alone = [line for kind, line in own.items() if not any(kind in line.kinds for line in first)]
    chosen = _once([*first, *alone, *own.values(), *serving, *danger])[:ON_A_CARD]
    return sorted(chosen, key=_once([*serving, *danger]).index)


def _others(lines: Iterable[Line], kind: str) -> list[Line]:
    return [line for line in lines if kind in line.kinds and not line.danger_now]


def _once(lines: Iterable[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if line not in kept:
            kept.append(line)
    return kept


def lines_for(country: str, kinds: tuple[str, ...] = (), folder: Path | None = None) -> list[Line]:
    """Whom to call from this country ("IL", "US", ...) about these kinds of danger; without kinds, all of them.

    Elsewhere: the local emergency number in words, then both countries' lists. `folder` holds the operator's files.
    """
    known = _country(country.upper(), folder)
    if known:
        return _for_card(known[1], kinds) if kinds else list(known[1])
    found = [LOCAL]
    for home in HOME:
        place, lines = _country(home, folder) or ({}, ())
        found += [replace(line, place=place) for line in (_for_card(lines, kinds) if kinds else lines)]
    return found
