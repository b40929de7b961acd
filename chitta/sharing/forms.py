"""What a parent chooses, and what a visitor says at the door."""

from __future__ import annotations

import re

from wtforms import BooleanField, DateField, Field, SelectMultipleField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from chitta.accounts.forms import LANGUAGE_CHOICES, Form, choice
from chitta.children.forms import BirthDate
from chitta.core import times
from chitta.core.errors import Refused
from chitta.core.i18n import N_, tongue
from chitta.core.text import clean_text, one_line
from chitta.sharing import codes
from chitta.sharing.models import LONGEST_NOTE
from chitta.sharing.offering import USUAL

KEY = re.compile(r"[0-9a-fA-F-]{8,36}")
DAYS = [("7", N_("A week")), ("14", N_("Two weeks")), ("30", N_("30 days")), ("90", N_("90 days"))]
SECOND = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})|(\d{1,5})")


def _named(text: str | None) -> str:
    return one_line((text or "")[:2000], 1000)


def _key(text: str | None) -> str | None:
    return text if text and KEY.fullmatch(text) else None


class ShareForm(Form):
    """items: keys of what is shared; since, until: of the journal; key: idempotency key of the form."""

    name = StringField(
        filters=[_named],
        validators=[
            DataRequired(N_("Who is it for? The name is for your own list.")),
            Length(max=120, message=N_("Up to 120 characters, please.")),
        ],
    )
    items = SelectMultipleField(choices=[], validate_choice=False)
    since: DateField = BirthDate(validators=[Optional()], default=lambda: times.today() - USUAL)
    until: DateField = BirthDate(validators=[Optional()], default=times.today)
    days = choice(DAYS, "14")
    language = choice(LANGUAGE_CHOICES, lambda: tongue().language)
    coded = BooleanField()
    code = StringField()
    key = StringField(filters=[_key])

    def validate_code(self, field: Field) -> None:
        if self.coded.data and len(codes.heard(field.data or "")) < codes.SHORTEST:
            raise ValidationError(N_("A code has 4 to 64 letters or digits."))


class ChangeForm(Form):
    """Another name in the family's own list; days: how long from today, "" to leave the end as it is."""

    name = StringField(
        filters=[_named],
        validators=[
            DataRequired(N_("Who is it for? The name is for your own list.")),
            Length(max=120, message=N_("Up to 120 characters, please.")),
        ],
    )
    days = choice([("", N_("As it is")), *DAYS], "")


class DoorForm(Form):
    """Who is coming in; the code only where there is one. key: of this form, so that a double tap is one opening."""

    name = StringField(
        filters=[_named],
        validators=[
            DataRequired(N_("Please say who you are. The family sees it.")),
            Length(max=80, message=N_("Up to 80 characters, please.")),
        ],
    )
    role = StringField(
        filters=[_named],
        validators=[
            DataRequired(N_("Please say in which role you are reading.")),
            Length(max=80, message=N_("Up to 80 characters, please.")),
        ],
    )
    code = StringField()
    language = choice(LANGUAGE_CHOICES, lambda: tongue().language)
    key = StringField(filters=[_key])


class LanguageForm(Form):
    language = choice(LANGUAGE_CHOICES, lambda: tongue().language)


class NoteForm(Form):
    """item: what it is about, "" for all of it; at: 1:24 in a film; page: of a document."""

    words = StringField(
        filters=[lambda text: clean_text((text or "")[: 4 * LONGEST_NOTE]).strip()],
        validators=[
            DataRequired(N_("There are no words in this note yet.")),
            Length(max=LONGEST_NOTE, message=N_("Up to 600 characters, please.")),
        ],
    )
    item = StringField()
    at = StringField(filters=[lambda text: (text or "").strip()[:20]])


def a_second(text: str) -> int | None:
    """0:52, 12:05, 1:02:05 or 52: the second meant. Raises Refused for anything else that is not nothing."""
    if not text:
        return None
    found = SECOND.fullmatch(text)
    if not found:
        raise Refused(N_("Write the place as minutes and seconds, such as 0:52."))
    hours, minutes, seconds, plain = (int(one) if one else 0 for one in found.groups())
    return plain or hours * 3600 + minutes * 60 + seconds


def a_page(text: str) -> int | None:
    """The number of a page. Raises Refused."""
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", text) or not int(text):
        raise Refused(N_("Write the page as a number."))
    return int(text)
