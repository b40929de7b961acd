"""What operators fill in. The rules are the rows' own; here they stand beside the field they are about."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import BooleanField, Field, FileField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from chitta.accounts.forms import Form
from chitta.admin.wording import KIND_NAMES
from chitta.children.forms import BirthDate
from chitta.core.errors import Problem, Refused
from chitta.core.i18n import gettext_
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES
from chitta.experts.models import FIELDS, Expert
from chitta.safety.helplines import MUST


def wrong(field: Field, no: Refused) -> None:
    """The sentence of a rule, beside its field."""
    field.errors = [*field.errors, gettext_(no.sentence, **no.values)]


def _typed(value: Any) -> str:
    return "" if value is None else str(value)


def some(keys: dict[str, str]) -> SelectMultipleField:
    return SelectMultipleField(choices=[SelectChoice(key, words) for key, words in keys.items()], validate_choice=False)


class Ruled(Form):
    """A form whose rules are a row's own."""

    def refuse_field(self, no: Refused) -> None:
        """The sentence beside the field it is about, or over all of them."""
        name = getattr(no, "field", "")
        if name in self._fields:
            wrong(self[name], no)
        else:
            self.refuse(gettext_(no.sentence, **no.values))


class ExpertForm(Ruled):
    """version: of the entry these are written over; empty for a new one."""

    key = StringField()
    name_he = StringField()
    name_en = StringField()
    specialties = some(SPECIALTIES)
    city = StringField()
    latitude = StringField()
    longitude = StringField()
    address = StringField()
    languages = some(LANGUAGES)
    age_from = StringField(default="0")
    age_to = StringField(default="18")
    health_funds = some(FUNDS)
    rating = StringField()
    review_count = StringField(default="0")
    bio_he = TextAreaField()
    bio_en = TextAreaField()
    phone = StringField()
    email = StringField()
    website = StringField()
    version = IntegerField(validators=[Optional()])

    @property
    def wish(self) -> dict[str, Any]:
        """As the verbs of an entry take it."""
        return {name: self[name].data for name in FIELDS}

    @classmethod
    def over(cls, expert: Expert) -> ExpertForm:
        """Filled with what stands there. Of a town's own place nothing is said."""
        stands = {name: getattr(expert, name) for name in FIELDS}
        if (expert.latitude, expert.longitude) == (expert.town.latitude, expert.town.longitude):
            stands |= {"latitude": "", "longitude": ""}
        shown = {name: [*value] if isinstance(value, tuple) else _typed(value) for name, value in stands.items()}
        return cls(None, data={**shown, "version": expert.version})

    def fits(self) -> bool:
        """Could an entry be so? What is wrong stands beside its field then."""
        self.validate()
        for name, value in self.wish.items():
            self._tried({name: value}, Expert.checked)
        return not self.errors and self._tried(self.wish, Expert.complete)

    def _tried(self, fields: dict[str, Any], rule: Any) -> bool:
        try:
            rule(fields)
        except Refused as no:
            self.refuse_field(no)
            return False
        return True


class ListForm(Form):
    """A file with professionals."""

    file = FileField()

    def refuse_file(self, no: Problem) -> None:
        """The sentence beside the field; what came before is not known to a browser any more."""
        self.file.errors = [gettext_(no.sentence, **no.values)]


class VersionForm(Form):
    """version: of the list that was looked at."""

    version = IntegerField(validators=[Optional()])


class LineForm(Ruled):
    """One help line. version: of the list it is written into."""

    phone = StringField()
    danger_now = BooleanField()
    kinds = some(KIND_NAMES)
    name_he = StringField()
    name_en = StringField()
    purpose_he = StringField()
    purpose_en = StringField()
    hours_he = StringField()
    hours_en = StringField()
    languages_he = StringField()
    languages_en = StringField()
    source = StringField()
    checked_on = BirthDate(validators=[Optional()])
    version = IntegerField(validators=[Optional()])

    @property
    def wish(self) -> dict[str, Any]:
        """As a line is checked."""
        return {field.short_name: field.data for field in self if field.short_name not in ("version", "csrf_token")}

    @classmethod
    def over(cls, row: dict[str, Any], version: int) -> LineForm:
        """Filled with what stands there."""
        words = {f"{what}_{language}": row[what][language] for what in MUST for language in ("he", "en")}
        on = date.fromisoformat(row["checked_on"]) if row.get("checked_on") else None
        plain = {name: row.get(name) for name in ("phone", "danger_now", "kinds", "source")}
        return cls(None, data={**words, **plain, "checked_on": on, "version": version})
