"""What may be said: up to 8,000 characters, cleaned of what no reader can see."""

from __future__ import annotations

import unicodedata

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import AnyOf, Length, Regexp, ValidationError
from wtforms.validators import Optional as Maybe

from chitta.chat.inviting import SUBJECTS
from chitta.chat.models import LONGEST
from chitta.core.i18n import N_
from chitta.core.text import clean_text

KEY = r"^[0-9a-fA-F-]{8,36}$"


class SayForm(FlaskForm):
    """key: idempotency key of the form; safe: the answer to the crisis card's one question."""

    text = TextAreaField(filters=[lambda text: clean_text(text or "").strip()])
    key = StringField(validators=[Maybe(), Regexp(KEY)])
    safe = StringField(validators=[Maybe(), Length(max=3)])

    def validate_text(self, field: TextAreaField) -> None:
        if not any(map(visible, field.data)):
            raise ValidationError(N_("There are no words in this message yet."))
        if len(field.data) > LONGEST:
            raise ValidationError(N_("This message is longer than 8,000 characters. It can be sent in two parts."))


def visible(letter: str) -> bool:
    """Can a reader see it? Spaces and format characters alone are no message."""
    return unicodedata.category(letter)[0] not in "CZ"


class RetryForm(FlaskForm):
    """guide: which guide is to try, when the parent prefers the other one."""

    guide = StringField(validators=[Maybe(), Regexp(r"^(claude|built-in)$")])


class AskForm(FlaskForm):
    """about: what Chitta is to ask about."""

    about = StringField(validators=[AnyOf(SUBJECTS)])
