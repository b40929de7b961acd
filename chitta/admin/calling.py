"""Whom families can call, as operators keep it: versions that never change, over the files that came with the house.

What is shown is held in memory and read anew every few seconds, never on a page that says the database is down. A list
that would leave nobody to call is not taken, and one that cannot be read gives way to what came with the house.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import structlog
from flask import g, has_app_context, has_request_context
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import aliased

from chitta.accounts.models import User
from chitta.admin.models import HelplineVersion
from chitta.core import times
from chitta.core.db import after_commit, db, lock
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.core.text import one_line
from chitta.safety import helplines
from chitta.safety.helplines import HOME, MUST, BadFile, Line
from chitta.safety.reading import KINDS

log = structlog.get_logger()

COUNTRIES = HOME
MOST = 20
HELD = 10.0  # seconds; other web processes hear of a change within them
AFTER_TROUBLE = 30.0
LONGEST = {"name": 60, "purpose": 120, "hours": 60, "languages": 80}
A_PHONE = re.compile(r"[\d*+][\d\s*().-]{1,20}")
CHANGED = N_("This was changed a moment ago. Both texts are here: choose which one stays.")
Rows = list[dict[str, Any]]


class Unfit(Refused):
    """A field that cannot be as it is; `field` is its name, "" for the list as a whole."""

    def __init__(self, field: str, sentence: str, **values: object) -> None:
        super().__init__(sentence, **values)
        self.field = field


# --- keeping ----------------------------------------------------------------------------------------------------------


def rows(country: str, version: int | None = None) -> Rows:
    """The lines of a version (None: the newest; 0: what came with the house), dates as text."""
    kept = HelplineVersion.newest(country) if version is None else HelplineVersion.of(country, version)
    if kept is not None:
        return [dict(row) for row in kept.lines]
    if version:
        raise Refused(N_("This is no longer here."))
    return [{**row, "checked_on": _text(row.get("checked_on"))} for row in helplines.bundled(country)]


def put(country: str, number: int | None, fields: dict[str, Any], version: int, who: User) -> HelplineVersion:
    """One line in place of another (None: at the end). Raises Unfit, or Conflict when the list is another one by now."""
    line = checked(fields)

    def change(lines: Rows) -> None:
        if number is None:
            lines.append(line)
            return
        was = lines[number]
        if _digits(was) != _digits(line) and line["checked_on"] and line["checked_on"] == was.get("checked_on"):
            raise Unfit("checked_on", N_("The number is another one now. Say when it was called."))
        lines[number] = line

    return _keep(country, version, who, change)


def take_out(country: str, number: int, version: int, who: User) -> HelplineVersion:
    return _keep(country, version, who, lambda lines: lines.pop(number))


def move_up(country: str, number: int, version: int, who: User) -> HelplineVersion:
    """One place up; the order here is the order on the card."""

    def change(lines: Rows) -> None:
        lines.insert(max(number - 1, 0), lines.pop(number))

    return _keep(country, version, who, change)


def bring_back(country: str, version: int, who: User) -> HelplineVersion:
    """What an earlier version said, as the newest. Raises Refused."""
    lock()
    before = rows(country, version)
    must_be_safe(country, before)
    return _write(country, before, who, back_to=version)


def current(country: str) -> int:
    """The version that is shown; 0: what came with the house."""
    newest = HelplineVersion.newest(country)
    return newest.version if newest else 0


def _keep(country: str, version: int, who: User, change: Callable[[Rows], Any]) -> HelplineVersion:
    lock()
    if version != current(country):
        raise Conflict(CHANGED)
    lines = rows(country)
    try:
        change(lines)
    except IndexError:
        raise Conflict(CHANGED) from None
    must_be_safe(country, lines)
    return _write(country, lines, who)


def _write(country: str, lines: Rows, who: User, back_to: int | None = None) -> HelplineVersion:
    kept = HelplineVersion(id=uuid4(), country=country, version=current(country) + 1, lines=lines, user_id=who.id)
    kept.back_to = back_to
    try:
        with db.session.begin_nested():
            db.session.add(kept)
    except IntegrityError:  # two at once: the second finds the version taken
        raise Conflict(CHANGED) from None
    after_commit(forget)
    return kept


# --- rules ------------------------------------------------------------------------------------------------------------


def checked(fields: dict[str, Any]) -> dict[str, Any]:
    """One line as it is kept. Raises Unfit."""
    phone = one_line(str(fields.get("phone") or ""), 40)
    if not A_PHONE.fullmatch(phone) or not 2 <= len(re.sub(r"\D", "", phone)) <= 15:
        raise Unfit("phone", N_("A number as it is dialled: digits, spaces and dashes."))
    kinds = [kind for kind in KINDS if kind in (fields.get("kinds") or ())]
    if not kinds:
        raise Unfit("kinds", N_("What is this line for? At least one kind is needed."))
    line: dict[str, Any] = {"phone": phone, "danger_now": bool(fields.get("danger_now")), "kinds": kinds}
    for what in MUST:
        line[what] = {language: _words(what, language, fields) for language in ("he", "en")}
    line["source"] = one_line(str(fields.get("source") or ""), 200)
    if not line["source"]:
        raise Unfit("source", N_("Where does this come from? A name or an address of whoever answers there."))
    on: date | None = fields.get("checked_on")
    if on and on > times.today():
        raise Unfit("checked_on", N_("This day has not come yet."))
    return {**line, "checked_on": _text(on)}


def must_be_safe(country: str, lines: Rows) -> None:
    """Raises Unfit for a list that would leave somebody without a number."""
    if len(lines) > MOST:
        raise Unfit("", N_("There is room for %(n)s lines."), n=MOST)
    shown = [row for row in lines if row.get("checked_on")]
    urgent = {_digits(row) for row in shown if row.get("danger_now")}
    needed = [row for row in helplines.bundled(country) if row.get("danger_now")]
    gone = [row["phone"] for row in needed if _digits(row) not in urgent]
    if gone:
        sentence = N_(
            "%(phones)s must stay, checked, and marked for danger now: these numbers come with the house. Their words can be changed."
        )
        raise Unfit("", sentence, phones=", ".join(gone))
    if set(KINDS) - {kind for row in shown for kind in row["kinds"]}:
        raise Unfit(
            "",
            N_("Somebody must be there for every kind of danger. This change would leave one without a checked line."),
        )
    if len({_digits(row) for row in lines}) < len(lines):
        raise Unfit("phone", N_("This number is in the list already."))


def _words(what: str, language: str, fields: dict[str, Any]) -> str:
    field = f"{what}_{language}"
    words = one_line(str(fields.get(field) or ""), LONGEST[what] + 1)
    if not words:
        raise Unfit(field, N_("Words are needed in both languages."))
    if len(words) > LONGEST[what]:
        raise Unfit(field, N_("Up to %(n)s characters, please."), n=LONGEST[what])
    return words


def _digits(row: dict[str, Any]) -> str:
    return re.sub(r"\D", "", str(row["phone"]))


def _text(on: Any) -> str | None:
    return on.isoformat() if isinstance(on, date) else on or None


# --- showing ----------------------------------------------------------------------------------------------------------

_shown: dict[str, tuple[Line, ...]] = {}
_until = 0.0
_reading = threading.Lock()


def shown(country: str) -> tuple[Line, ...] | None:
    """What operators wrote for this country, from memory; None for what came with the house."""
    if has_app_context() and time.monotonic() >= _until and not _down() and _reading.acquire(blocking=False):
        try:
            _read_again()
        finally:
            _reading.release()
    return _shown.get(country)


def forget() -> None:
    """Read anew the next time."""
    global _until
    _until = 0.0


def _down() -> bool:
    """Has this request found the database away already? Then it is not asked a second time."""
    return has_request_context() and "unknown" in g


def _read_again() -> None:
    global _until
    _until = time.monotonic() + AFTER_TROUBLE  # while this one waits for a database that is away, the others do not
    other = aliased(HelplineVersion)
    last = select(func.max(other.version)).where(other.country == HelplineVersion.country).scalar_subquery()
    newest = select(HelplineVersion.country, HelplineVersion.lines).where(HelplineVersion.version == last)
    try:
        with db.engine.connect() as connection:  # not the request's: its transaction may be broken
            found = {country: _usable(country, lines) for country, lines in connection.execute(newest)}
    except SQLAlchemyError as error:
        log.warning("help lines not read; those known stay", reason=type(error).__name__)
        return
    kept = {country: lines for country, lines in found.items() if lines}
    _shown.clear()
    _shown.update(kept)
    _until = time.monotonic() + HELD


def _usable(country: str, lines: Rows) -> tuple[Line, ...] | None:
    try:
        return helplines.usable(
            {**row, "checked_on": date.fromisoformat(row["checked_on"]) if row.get("checked_on") else None}
            for row in lines
        )
    except (BadFile, ValueError, TypeError, KeyError) as problem:
        log.error("help lines cannot be shown as they are kept", country=country, reason=type(problem).__name__)
        return None
