"""What a parent may ask to be written."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf

from chitta.core.i18n import N_
from chitta.reports.writing import WRITERS


class AskForm(FlaskForm):
    """variant: which of the reports."""

    variant = StringField(default="parent", validators=[AnyOf(tuple(WRITERS), message=N_("There is no such report."))])
