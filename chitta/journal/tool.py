"""The journal's tool for the guides: keep what the parent asked to keep."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.vocabulary import JournalKind
from chitta.gateways.guide import Tool
from chitta.journal.models import LONGEST, JournalEntry
from chitta.journey.models import Journey
from chitta.journey.tools import Answer, Arguments, Prose, Short, Source


class EntryArguments(Arguments):
    kind: JournalKind = Field(
        description='"progress": something new or easier than before; "challenge": something hard; "observation": anything else that was seen.'
    )
    content: Prose = Field(
        min_length=1,
        max_length=LONGEST,
        description="The moment in the parent's own words and language, without the request itself.",
    )
    tags: tuple[Annotated[Short, Field(min_length=1, max_length=30)], ...] = Field(
        (),
        max_length=4,
        description="Words to find it by, in the parent's language: a place, a person, a part of the day.",
    )
    date: Annotated[datetime.date | None, BeforeValidator(lambda told: told or None)] = Field(
        None, description="YYYY-MM-DD, the day it happened, when that is not today."
    )


TOOL = Tool(
    "add_journal_entry",
    "Write one entry into the family's journal. Only when the parent asks to keep something in the journal.",
    EntryArguments,
)


def keep(journey: Journey, wish: EntryArguments, source: Source) -> Answer:
    """Write the entry the parent asked for; what came of it, for the model."""
    with times.there(journey.child.parent.time_zone):  # a worker's wall clock hangs at home, the parent's may not
        entry = JournalEntry.write(journey, wish.content, wish.kind, wish.tags, wish.date, source)
    if not entry.changed:
        return "It is in the journal already; nothing new was written.", entry.changed
    Deed.note("journal.write", None, entry)
    return f"Kept in the journal under {entry.day.isoformat()}.", entry.changed
