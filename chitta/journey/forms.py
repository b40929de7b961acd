"""What a parent may change of what is known."""

from __future__ import annotations

from flask_wtf import FlaskForm  # type: ignore[import-untyped]
from wtforms import IntegerField, StringField, TextAreaField  # type: ignore[import-untyped]
from wtforms.validators import AnyOf, InputRequired, Length, Optional  # type: ignore[import-untyped]

from chitta.core.i18n import N_
from chitta.core.text import clean_text


class CorrectForm(FlaskForm):  # type: ignore[misc]
    """Better words; example: None where the form showed none; version: of the words they were written over."""

    text = TextAreaField(
        filters=[lambda text: clean_text(text or "").strip()],
        validators=[
            Length(1, message=N_("There are no words here yet. To take it away, use delete.")),
            Length(max=600, message=N_("Up to 600 characters, please.")),
        ],
    )
    example = TextAreaField(
        filters=[lambda text: text if text is None else clean_text(text).strip()],
        validators=[Length(max=600, message=N_("Up to 600 characters, please."))],
    )
    version = IntegerField(validators=[InputRequired()])


class DisputeForm(FlaskForm):  # type: ignore[misc]
    """undo: the parent agrees again."""

    undo = StringField(validators=[Optional(), AnyOf(("yes",))])
