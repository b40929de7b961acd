"""What a parent may write down of a day. The rules are the entry's own; here they stand beside the field they are about."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from wtforms import (
    BooleanField,
    Field,
    FileField,
    IntegerField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Optional

from chitta.accounts.forms import Form, choice
from chitta.children.forms import BirthDate
from chitta.core import times
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.text import clean_text
from chitta.core.vocabulary import JournalKind
from chitta.journal.models import JournalEntry, dated, tagged, worded
from chitta.journey.models import Journey


class Kind(NamedTuple):
    """title: a msgid."""

    title: str
    icon: str
    hue: str


KINDS: dict[JournalKind, Kind] = {
    "progress": Kind(N_("Progress"), "spark", "gain"),
    "observation": Kind(N_("Observation"), "eye", "seen"),
    "challenge": Kind(N_("Challenge"), "steps", "hard"),
}
KEY = re.compile(r"[0-9a-fA-F-]{8,36}")
COMMA = re.compile(r"[,،;\n]")


def _typed(text: str | None) -> str:
    return clean_text(text or "").strip()


def _whole(key: str | None) -> str | None:
    return key if key and KEY.fullmatch(key) else None


class EntryForm(Form):
    """tags: separated by commas; tag: those that were ticked. key: idempotency key of a new entry's form; a damaged one is none. Ids end in `tail`, so that several of these forms can stand on one page."""

    at_first = ""  # the field that has the focus while nothing is wrong

    kind = choice([(key, kind.title) for key, kind in KINDS.items()], "observation")
    content = TextAreaField(filters=[_typed])
    tags = StringField(filters=[_typed])
    tag = SelectMultipleField(validate_choice=False)
    for_reports = BooleanField()
    date = BirthDate(validators=[Optional()], default=times.today)
    key = StringField(filters=[_whole])
    photo = FileField()

    def __init__(self, journey: Journey, *args: Any, tail: object = "new", **more: Any) -> None:
        super().__init__(*args, **more)
        self.journey = journey
        for field in self:
            field.id = f"{field.short_name}-{tail}"

    @property
    def wish(self) -> dict[str, Any]:
        """As the verbs of an entry take it."""
        tags = [*(self.tag.data or ()), *COMMA.split(self.tags.data or "")]
        words = {"content": self.content.data, "kind": self.kind.data, "tags": tags, "day": self.date.data}
        return words | {"for_reports": self.for_reports.data}

    @property
    def photo_came(self) -> bool:
        """A browser sends an empty field as a file without a name."""
        return bool(self.photo.data and self.photo.data.filename)

    def focus(self, name: str) -> dict[str, str]:
        """An attribute for the field that the parent is to look at: the first that is wrong."""
        return {"autofocus": "autofocus"} if name == next(iter(self.errors), self.at_first) else {}

    def validate_content(self, field: Field) -> None:
        _allowed(lambda: worded(field.data))

    def validate_tags(self, field: Field) -> None:
        _allowed(lambda: tagged(self.wish["tags"]))

    def validate_date(self, field: Field) -> None:
        _allowed(lambda: dated(field.data or times.today(), self.journey.child))


class RewriteForm(EntryForm):
    """version: of the words these are written over."""

    at_first = "content"
    version = IntegerField(validators=[Optional()])
    photo_away = BooleanField()

    def __init__(self, entry: JournalEntry, *args: Any, **more: Any) -> None:
        super().__init__(entry.journey, *args, tail=entry.id, **more)

    @property
    def wish(self) -> dict[str, Any]:
        return {**super().wish, "photo_away": self.photo_away.data}

    @classmethod
    def over(cls, entry: JournalEntry) -> RewriteForm:
        """Filled with what stands there."""
        stands = {"kind": entry.kind, "content": entry.content, "tags": ", ".join(entry.tags), "date": entry.day}
        return cls(entry, None, data={**stands, "for_reports": entry.for_reports})


def _allowed(rule: Callable[[], object]) -> None:
    try:
        rule()
    except Refused as no:
        raise ValidationError(no.sentence) from None
