"""What a copy holds of each table, and what it leaves out and why. A table nobody thought about fails a test."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Table, select

from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.core.db import db, transaction
from chitta.experts.models import Expert, ExpertMatch
from chitta.privacy.belongings import belonging

PAGE = 500
TABLES = frozenset({
    "users", "children", "sessions", "messages", "observations", "traces", "journal_entries", "documents", "videos", "uploads",
    "reports", "prints", "meeting_questions", "expert_matches", "share_links", "share_openings", "share_views", "expert_notes",
    "letters", "login_sessions", "spendings", "exports", "imports", "audit_deeds", "experts",
})  # fmt: skip
LEFT_OUT = {
    "code_guesses": "counts that keep guessers out",
    "recovery_codes": "secrets, of which only hashes are kept",
    "one_time_tokens": "secrets, of which only hashes are kept",
    "erasures": "they name nobody, so they are nobody's",
    "helpline_versions": "whom to call is public and nobody's own",
    "expert_lists": "an operator's work on the directory",
}
HIDDEN = {
    "users.password_hash", "users.factor_salt", "users.factor_step", "users.device_round", "login_sessions.token_hash",
    "share_links.token_hash", "share_links.passcode_hash", "share_openings.secret_hash",
}  # fmt: skip


def tables(user_id: uuid.UUID) -> dict[Table, ColumnElement[bool]]:
    """Whose rows are copied, with the condition that finds them."""
    theirs = belonging(User, user_id)
    deeds, experts, matches = (_table(rows) for rows in (Deed, Expert, ExpertMatch))
    theirs |= {
        deeds: deeds.c.actor_id == user_id,
        experts: experts.c.id.in_(
            select(matches.c.expert_id).where(theirs[matches])
        ),  # of a public list those they keep
    }
    return {t: mine for t, mine in theirs.items() if t.name in TABLES}


def _table(rows: Any) -> Any:
    return rows.__table__


def rows(table: Table, mine: ColumnElement[bool]) -> Iterator[list[dict[str, Any]]]:
    """Page after page, each in a transaction of its own: writing them away may take a while."""
    shown = [column for column in table.c if f"{table.name}.{column.name}" not in HIDDEN]
    last: uuid.UUID | None = None
    while True:
        page = select(*shown).where(mine, *([table.c.id > last] if last else [])).order_by(table.c.id).limit(PAGE)
        with transaction(writing=False):
            found = [dict(row._mapping) for row in db.session.execute(page)]
        if found:
            yield found
        if len(found) < PAGE:
            return
        last = found[-1]["id"]


def as_json(pages: Iterator[list[dict[str, Any]]]) -> Iterator[bytes]:
    """One array, a row on each line."""
    between = "[\n"
    for page in pages:
        for row in page:
            yield (between + json.dumps(row, ensure_ascii=False, default=_plain)).encode()
            between = ",\n"
    yield b"[]\n" if between == "[\n" else b"\n]\n"


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(type(value).__name__)
