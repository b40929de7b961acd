"""What a parent may say about a child at once. Nothing of it is needed: the conversation asks as well."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import DateField, Field, StringField, ValidationError
from wtforms.validators import Length, Optional

from chitta.accounts.forms import choice
from chitta.children.models import OLDEST
from chitta.core import times
from chitta.core.i18n import N_
from chitta.core.text import one_line

GENDER_CHOICES = [("girl", N_("Girl")), ("boy", N_("Boy")), ("", N_("I'll say later"))]


class BirthDate(DateField):
    """A date as the browser's own calendar sends it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(N_("This is not a date. Day, month and year, please.")) from None


def plausible(_form: FlaskForm, field: Field) -> None:
    """Born, and still a child. Raises ValidationError."""
    if field.data is None:
        return  # no date at all: said already
    if field.data > times.today():
        raise ValidationError(N_("This day is still to come."))
    if times.age_months(field.data) >= (OLDEST + 1) * 12:
        raise ValidationError(N_("Chitta is for children up to 18 years."))


class ChildForm(FlaskForm):
    name = StringField(
        filters=[lambda text: one_line(text or "", 1000)],
        validators=[Length(max=60, message=N_("Up to 60 characters, please."))],
    )
    date_of_birth = BirthDate(validators=[Optional(), plausible])
    gender = choice(GENDER_CHOICES, "")
