"""What a parent may ask. The rules are the question's own; here they stand beside the field they are about."""

from __future__ import annotations

from wtforms import Field, IntegerField, StringField, ValidationError
from wtforms.validators import InputRequired, Optional

from chitta.accounts.forms import Form
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.text import clean_text
from chitta.meetings.models import worded


class QuestionForm(Form):
    """text: the words, or else idea: the key of the idea that was tapped."""

    text = StringField(filters=[lambda text: clean_text(text or "").strip()])
    idea = StringField(validators=[Optional()])

    def validate_text(self, field: Field) -> None:
        if not self.idea.data:
            _allowed(field)


class RewordForm(Form):
    """version: of the words these are written over."""

    text = StringField(filters=[lambda text: clean_text(text or "").strip()])
    version = IntegerField(validators=[InputRequired(N_("Please choose one of these."))])

    def validate_text(self, field: Field) -> None:
        _allowed(field)


def _allowed(field: Field) -> None:
    try:
        worded(field.data)
    except Refused as no:
        raise ValidationError(no.sentence) from None
