"""What a row of a copy must be to become one of ours: of each column what its type and its room allow, and new ids everywhere.

A row holds what the forms and verbs of its room would have written. Words are cleaned as they are when typed. What belongs to
the moment (who works on it, for how long, which key opens it) begins anew.
"""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, cast, get_args

from pydantic import ValidationError
from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Uuid

from chitta.accounts.models import fingerprint
from chitta.chat.models import LONGEST as LONGEST_MESSAGE
from chitta.children.models import OLDEST
from chitta.core import times
from chitta.core.db import JsonOf, Moment
from chitta.core.errors import Refused
from chitta.core.text import clean_text, one_line
from chitta.core.vocabulary import (
    DOMAINS,
    LANGUAGES,
    VIEWS,
    DocumentType,
    Gender,
    JournalKind,
    MessageStatus,
    ObservationKind,
    ObservationState,
    ReportVariant,
    SafetyKind,
    SaidBy,
    Sender,
)
from chitta.documents.models import ENDINGS
from chitta.experts.models import LONGEST_OUTCOME, STATUSES
from chitta.journal.models import folded_as, tagged
from chitta.journal.models import worded as entry_worded
from chitta.journey import facts
from chitta.meetings.models import worded as question_worded
from chitta.privacy.contents import HIDDEN
from chitta.privacy.opening import Damaged
from chitta.reports.models import KINDS
from chitta.sharing.models import LONGEST_NOTE
from chitta.sharing.refs import parsed
from chitta.uploads.models import file_name
from chitta.videos.guidance import SCENES

Row = dict[str, Any]
EARLIEST = datetime(2000, 1, 1, tzinfo=times.UTC)
SKEW = timedelta(days=1)  # clocks differ
FAR = timedelta(days=3 * 366)
AHEAD = {"share_links.expires_at", "expert_matches.meets_at"}  # these may lie in the future
LONGEST_TEXT = 200_000
DEEPEST = 16
A_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
AN_ID = re.compile(A_UUID)
# A string that is nothing but a reference: an id, a thing that is shared, a place in the storage.
REFERENCE = re.compile(f"(?:[a-z]+-)?{A_UUID}|families/{A_UUID}/{A_UUID}/[A-Za-z0-9._-]+")
REFERENCES = {
    "share_views.item", "expert_notes.item", "documents.key", "videos.key", "videos.original", "uploads.key",
}  # fmt: skip
WORD = re.compile("[a-z0-9_-]*")
WORDS = {"engine", "error", "reason", "topic"}  # columns that hold a word of ours
ONE_OF: Mapping[str, tuple[Any, ...]] = {
    "children.gender": get_args(Gender),
    "children.birth_precision": ("", "day", "month", "year"),
    "messages.sender": get_args(Sender),
    "messages.status": get_args(MessageStatus),
    "messages.view": ("", *VIEWS),
    "observations.kind": get_args(ObservationKind),
    "observations.domain": DOMAINS,
    "observations.said_by": get_args(SaidBy),
    "observations.state": get_args(ObservationState),
    "traces.kind": tuple(fact.__name__ for fact in get_args(facts.Fact)),
    "journal_entries.kind": get_args(JournalKind),
    "documents.type": get_args(DocumentType),
    "documents.media_type": tuple(ENDINGS),
    "videos.scene": tuple(SCENES),
    "videos.watch": ("claude", "parent"),
    "uploads.purpose": ("document", "video", "photo"),
    "reports.variant": get_args(ReportVariant),
    "reports.language": LANGUAGES,
    "expert_matches.status": STATUSES,
    "share_links.language": LANGUAGES,
    "share_openings.language": LANGUAGES,
}
AFRESH: Mapping[str, Any] = {"attempt": 0, "lease_until": None, "mark": "0-0", "calls": [], "kept": 0, "multipart": ""}


class Ids(dict[uuid.UUID, uuid.UUID]):
    """New ids by old ones. One that nobody has heard of gets one too, which then leads nowhere."""

    def __missing__(self, old: uuid.UUID) -> uuid.UUID:
        self[old] = uuid.uuid4()
        return self[old]

    def within(self, text: str) -> str:
        """The text with every id in it replaced."""
        return AN_ID.sub(lambda found: str(self[uuid.UUID(found[0])]), text)


def row(table: Table, told: Row, ids: Ids) -> Row | None:
    """The row as it may be kept; None for one that does not come back. Foreign keys are new ids too. Raises Damaged."""
    try:
        kept = {c.name: _value(c, told, ids) for c in table.c if f"{table.name}.{c.name}" not in HIDDEN}
        rule = OF_ITS_OWN.get(table.name)
        return kept if rule is None or rule(kept) else None
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError, OverflowError, Refused, RecursionError):
        raise Damaged("values") from None


# --- any column ------------------------------------------------------------------------------------------------------


def _value(column: Column[Any], told: Row, ids: Ids) -> Any:
    name, place = column.name, f"{column.table.name}.{column.name}"
    if name in AFRESH:
        return AFRESH[name]
    if name not in told:
        return _missing(column)
    value = told[name]
    if value is None:
        return None if column.nullable else _no()
    kept = _plain(column, value, ids)
    if place in ONE_OF and kept not in ONE_OF[place]:
        _no()
    if name in WORDS and not WORD.fullmatch(kept):
        _no()
    if name == "alert" and not set(filter(None, kept.split(","))) <= set(get_args(SafetyKind)):
        _no()
    return kept


def _missing(column: Column[Any]) -> Any:
    """A column that is younger than the copy."""
    default: Any = column.default
    if default is not None:
        return default.arg(None) if default.is_callable else default.arg
    return None if column.nullable else _no()


def _plain(column: Column[Any], value: Any, ids: Ids) -> Any:
    kind: Any = column.type
    place = f"{column.table.name}.{column.name}"
    if isinstance(kind, Uuid):
        return ids[uuid.UUID(value)]
    if isinstance(kind, Moment):
        return _moment(value, times.now() + (FAR if place in AHEAD else SKEW))
    if isinstance(kind, Date):
        day = date.fromisoformat(value)
        return day if EARLIEST.date() <= day <= (times.now() + SKEW).date() else _no()
    if isinstance(kind, Boolean):
        return value if isinstance(value, bool) else _no()
    if isinstance(kind, Integer):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return value if whole and 0 <= value < (2**53 if kind.__visit_name__ == "big_integer" else 2**31) else _no()
    if isinstance(kind, JsonOf):
        return kind.model.model_validate(told_again(value, ids))
    if isinstance(kind, String):
        text = clean_text(value)
        text = ids.within(text) if place in REFERENCES else text
        return text if len(text) <= (kind.length or LONGEST_TEXT) else _no()
    return told_again(value, ids)


def told_again(value: Any, ids: Ids, depth: int = 0) -> Any:
    """JSON with clean words and new ids. Raises ValueError for what nobody would have written."""
    if depth > DEEPEST:
        _no()
    if isinstance(value, str):
        text = clean_text(value)
        if len(text) > LONGEST_TEXT:
            _no()
        return ids.within(text) if REFERENCE.fullmatch(text) else text
    if isinstance(value, Mapping):
        return {told_again(key, ids): told_again(one, ids, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [told_again(one, ids, depth + 1) for one in value]
    if isinstance(value, int) and not -(2**53) < value < 2**53:
        _no()
    return value


def _moment(text: str, latest: datetime) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not EARLIEST <= moment <= latest:
        _no()
    return moment


def _no() -> Any:
    raise ValueError("not what a row holds")


def _must(*true: object) -> bool:
    return all(true) or bool(_no())


# --- tables with rules of their own ----------------------------------------------------------------------------------


def _child(row: Row) -> bool:
    row["name"] = one_line(row["name"], 1000)
    born = row["date_of_birth"]
    if born is None:
        row["birth_precision"] = ""
        return True
    return _must(born <= times.today(), times.age_months(born) < (OLDEST + 1) * 12)


def _session(row: Row) -> bool:
    state = row["state"]
    return _must(row["version"] > 0, len(state.active_artifacts) <= 40, len(repr(state)) <= 200_000)


def _message(row: Row) -> bool:
    mine = row["sender"] == "user"
    _must(len(row["text"]) <= LONGEST_MESSAGE or not mine, row["seq"] > 0, _figures(row["usage"]))
    if row["status"] in ("waiting", "speaking"):  # nobody is speaking it any more: "try again" stands there
        row["status"], row["error"], row["finished_at"] = "failed", "cut", times.now()
    return _must(not mine or row["status"] == "settled")


def _observation(row: Row) -> bool:
    _must(row["version"] > 0, _small(row["source"]))
    if row["state"] == "withdrawn":
        row["text"] = row["example"] = row["since"] = ""
        return True
    facts.Observed.model_validate({name: row[name] for name in facts.Observed.model_fields})
    return True


def _trace(row: Row) -> bool:
    return _must(_small(row["detail"]))


def _entry(row: Row) -> bool:
    """One that was deleted stays deleted."""
    if row["deleted_at"] is not None:
        return False
    row["content"], row["tags"] = entry_worded(row["content"]), tagged(row["tags"])
    row["folded"] = folded_as(row["content"], row["tags"])
    if None in (row["photo_id"], row["photo_width"], row["photo_height"]):
        row["photo_id"] = row["photo_width"] = row["photo_height"] = None
    return _must(_small(row["source"]), row["version"] > 0)


def _paper(row: Row) -> bool:
    """Refused and deleted ones have lost everything already; one that was on its way begins it anew."""
    if row["status"] == "refused":
        return False
    row["name"], content = file_name(row["name"]), row["content"]
    pages = [one.page for one in (*content.findings, *content.marks, *content.headings)] + list(content.images)
    _must(
        len(pages) <= 1000,
        len(set(content.images)) == len(content.images) <= 60,
        len(content.texts) <= 60,
        len(content.findings) <= 60,
        len(content.marks) <= 400,
        row["pages"] <= 1000,
    )
    _must(all(0 <= page <= 1000 for page in pages), all(0 <= one.sentence < 10_000 for one in content.marks))
    _must(_all_short(content.findings, 600), _all_short(content.marks, 600), _figures(content.usage))
    _must(
        all(
            len(line) <= 600 for line in (content.given, content.title, content.author, *content.summary, *content.asks)
        )
    )
    row["sha256"] = _mark(row["sha256"])
    if row["status"] != "understood":
        row["status"], row["reason"], row["engine"], row["pages"] = "received", "", "", 0
        row["content"] = type(content)(given=content.given)
    else:
        row["content"] = content.but(original="", waits="")
    return True


def _film(row: Row) -> bool:
    if row["status"] == "refused":
        return False
    row["name"], content = file_name(row["name"]), row["content"]
    known, answer = [*content.moments], content.answer
    _must(len(known) <= 100, all(0 <= one.start <= one.end <= 2000 for one in known), _all_short(known, 600))
    _must(answer is None or all(len(line) <= 600 for line in (answer.summary, answer.another, *answer.unseen)))
    tracks = (content.measured.lights, content.measured.moves, content.measured.speech) if content.measured else ()
    _must(
        all(len(track) <= 2000 and all(0 <= one <= 1000 for one in track) for track in tracks), _figures(content.usage)
    )
    row["sha256"], row["replaces"] = _mark(row["sha256"]), None
    if row["status"] != "understood":  # whether a model looks is asked anew: nobody here has agreed to it
        row["status"], row["reason"], row["engine"], row["percent"], row["watch"] = "received", "", "", 0, "parent"
        row["key"], row["content"], row["begun_at"] = "", type(content)(), None
    else:
        row["original"], row["content"], row["percent"] = "", content.but(waits=""), 100
    return True


def _upload(row: Row) -> bool:
    if row["status"] != "complete" or row["outcome"] is None:
        return False
    row["name"] = file_name(row["name"])
    return _must(_small(row["details"]))


def _report(row: Row) -> bool:
    told = row["content"]
    _must(row["version"] > 0, isinstance(told, dict))
    if row["status"] != "ready":
        row["status"], row["content"], row["error"] = "waiting", {}, ""
        return True
    written = KINDS[row["variant"]].model_validate(told["letter"])
    head, note = told.get("head", {}), told.get("note", "")
    _must(all(isinstance(one, str) and len(one) <= 200 for pair in head.items() for one in pair))
    _must(note in ("", "guide", "budget"), _figures(told.get("usage", {})), WORD.fullmatch(told.get("basis", "")))
    more = {name: told[name] for name in ("note", "usage") if told.get(name)}
    row["content"] = {"letter": written.model_dump(mode="json"), "head": head, "basis": told.get("basis", ""), **more}
    return True


def _question(row: Row) -> bool:
    row["text"] = question_worded(row["text"])
    return _must(row["version"] > 0)


def _match(row: Row) -> bool:
    return _must(row["version"] > 0, len(row["outcome"]) <= LONGEST_OUTCOME)


def _link(row: Row) -> bool:
    """It tells what was shared and is over: its key was never in the copy, and nobody can have another."""
    _must(len(row["chosen"].refs) <= 1000)
    now = times.now()
    over = row["revoked_at"] or row["locked_at"] or row["expires_at"] <= now
    row["revoked_at"] = row["revoked_at"] if over else now
    row["token_hash"], row["passcode_hash"], row["key"] = fingerprint(secrets.token_urlsafe(32)), "", None
    row["snapshot"], row["cleared_at"] = {}, row["cleared_at"] or now
    return True


def _opening(row: Row) -> bool:
    row["secret_hash"], row["ended_at"] = fingerprint(secrets.token_urlsafe(32)), row["ended_at"] or times.now()
    return True


def _view(row: Row) -> bool:
    return _must(parsed(row["item"]))


def _note(row: Row) -> bool:
    _must(not row["item"] or parsed(row["item"]), len(row["text"]) <= LONGEST_NOTE)
    row["text"] = "" if row["withdrawn_at"] else row["text"]
    return True


def _all_short(some: Any, most: int) -> bool:
    return all(0 < len(one.text) <= most and len(one.id) <= 40 for one in some)


def _small(value: Any) -> bool:
    return isinstance(value, dict) and len(repr(value)) <= 4000


def _figures(usage: Any) -> bool:
    """What it cost: numbers, and the name of who was asked."""
    known = isinstance(usage, dict) and len(usage) <= 20
    return known and all(isinstance(one, int) or len(cast(str, one)) <= 80 for one in usage.values())


def _mark(text: str) -> str:
    return text if re.fullmatch("[0-9a-f]{64}|", text) else cast(str, _no())


OF_ITS_OWN: Mapping[str, Callable[[Row], bool]] = {
    "children": _child, "sessions": _session, "messages": _message, "observations": _observation, "traces": _trace,
    "journal_entries": _entry, "documents": _paper, "videos": _film, "uploads": _upload, "reports": _report,
    "meeting_questions": _question, "expert_matches": _match, "share_links": _link, "share_openings": _opening,
    "share_views": _view, "expert_notes": _note,
}  # fmt: skip
