"""What can be asked of the directory: all of it in the address, so that a search can be kept and sent on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from wtforms import BooleanField, Field, IntegerField, StringField, TextAreaField, TimeField, ValidationError
from wtforms.validators import InputRequired, Optional

from chitta.accounts.forms import Form
from chitta.children.forms import BirthDate
from chitta.core.i18n import N_
from chitta.core.text import clean_text, one_line
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES
from chitta.experts.places import cities, in_order
from chitta.experts.rules import CHOOSE, OLDEST
from chitta.experts.searching import Search
from chitta.journey.models import Journey

LONGEST = 100
KILOMETRES = (5, 10, 20, 40, 80)
# What can be chosen from, as value and msgid.
ANY_FIELD = [("", N_("Every field")), *SPECIALTIES.items()]
ANY_LANGUAGE = [("", N_("Every language")), *LANGUAGES.items()]
ANY_FUND = [("", N_("Every health fund")), *FUNDS.items()]
SORTS = {"fit": N_("What fits best"), "near": N_("The nearest first"), "name": N_("By name")}


class Whole(IntegerField):
    """A number of the address; "" is none, and so is what is no number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        said = (valuelist or [""])[0].strip()
        self.data = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else None
        if said and self.data is None:
            raise ValueError(CHOOSE)


class FilterForm(Form):
    """Read from the address; what is not there is as `stands` says."""

    class Meta:
        csrf = False

    q = StringField(filters=[lambda text: one_line(text or "", LONGEST + 1)])
    specialty = StringField()
    near = StringField()
    km = Whole()
    language = StringField()
    age = Whole()
    fund = StringField()
    verified = BooleanField()
    sort = StringField()
    page = Whole()

    def __init__(self, stands: Mapping[str, Any]) -> None:
        """stands: what holds where the address says nothing of it."""
        super().__init__(formdata=request.args or None, data=stands)
        for name, value in stands.items():
            if name not in request.args:
                self[name].data = value

    def validate_q(self, field: Field) -> None:
        if len(field.data) > LONGEST:
            raise ValidationError(N_("Up to 100 characters, please."))

    def validate_near(self, field: Field) -> None:
        field.data = (field.data or "").strip()
        if field.data and field.data not in cities():
            raise ValidationError(CHOOSE)

    def validate_age(self, field: Field) -> None:
        if field.data is not None and field.data > OLDEST:
            raise ValidationError(CHOOSE)

    def validate_km(self, field: Field) -> None:
        if field.data is not None and field.data not in KILOMETRES:
            raise ValidationError(CHOOSE)

    def validate_specialty(self, field: Field) -> None:
        _listed(field, SPECIALTIES)

    def validate_language(self, field: Field) -> None:
        _listed(field, LANGUAGES)

    def validate_fund(self, field: Field) -> None:
        _listed(field, FUNDS)

    def validate_sort(self, field: Field) -> None:
        _listed(field, SORTS)

    @property
    def towns(self) -> list[tuple[str, str]]:
        """To choose from, in the reader's order."""
        return [(city.slug, city.name) for city in in_order()]

    @property
    def search(self) -> Search:
        """What is looked for; a field that is wrong asks for nothing."""
        said = {field.short_name: field.data for field in self if not field.errors}
        return Search(
            words=said.get("q") or "",
            specialty=said.get("specialty") or "",
            city=cities().get(said.get("near") or ""),
            kilometres=said.get("km"),
            language=said.get("language") or "",
            age=said.get("age"),
            fund=said.get("fund") or "",
            verified=bool(said.get("verified")),
            sort=said.get("sort") or "name",
            page=max(said.get("page") or 1, 1),
        )

    def address(self, page: int, journey: Journey | None = None) -> dict[str, Any]:
        """The same search as arguments of an address, at another page; what was not asked for is said too, since some of it
        stands by itself."""
        said = {name: self[name].data for name in ("q", "specialty", "near", "km", "language", "age", "fund", "sort")}
        args: dict[str, Any] = {name: "" if value is None else value for name, value in said.items()}
        args |= {"session_id": journey.id} if journey else {}
        return args | ({"verified": "y"} if self.verified.data else {}) | ({"page": page} if page > 1 else {})


class Hour(TimeField):
    """A time as the browser's own clock sends it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(N_("This is not a time. Hours and minutes, please.")) from None


class StepForm(Form):
    """version: of the line as the page showed it."""

    version = IntegerField(validators=[Optional()])


class MeetingForm(StepForm):
    date = BirthDate(validators=[InputRequired(N_("The day is missing."))])
    hour = Hour(format=["%H:%M", "%H:%M:%S"], validators=[InputRequired(N_("The time is missing."))])
    place = StringField(filters=[lambda text: one_line(text or "", 1000)])
    note = StringField(filters=[lambda text: one_line(text or "", 2000)])


class OutcomeForm(StepForm):
    outcome = TextAreaField(filters=[lambda text: clean_text(text or "").strip()])


def _listed(field: Field, keys: Iterable[str]) -> None:
    field.data = field.data or ""
    if field.data and field.data not in set(keys):
        raise ValidationError(CHOOSE)
