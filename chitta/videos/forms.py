"""What a family may choose about filming, and on which page it did."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import AnyOf

from chitta.core.i18n import N_
from chitta.videos.choosing import CHOICES
from chitta.videos.guidance import VIEWS


class FilmingForm(FlaskForm):
    """view: the page the answer is shown on."""

    choice = StringField(validators=[AnyOf(CHOICES, message=N_("Please choose one of these."))])
    view = StringField(default="instructions", validators=[AnyOf(("instructions", *VIEWS))])
