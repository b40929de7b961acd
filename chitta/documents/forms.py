"""What a parent may say about a paper."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm
from wtforms import FileField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length, Optional

from chitta.accounts.forms import Form, choice
from chitta.core.i18n import N_
from chitta.documents.models import LONGEST_TITLE
from chitta.documents.reading import Place
from chitta.documents.wording import DOMAINS, KINDS, TYPES

PLACE = re.compile(r"(\d{1,4})\.(\d{1,5})")
MARKABLE = tuple(kind for kind in KINDS if kind != "hope")
NO_SUCH_KIND = N_("Please choose what kind of thing this is.")


class BringForm(Form):
    """A file without JavaScript; type: what kind of paper it is."""

    type = choice(list(TYPES.items()), "report")
    file = FileField()


class DescribeForm(Form):
    """version: of the paper this was said over."""

    type = choice(list(TYPES.items()), "other")
    title = StringField(validators=[Length(max=LONGEST_TITLE, message=N_("Up to 120 characters, please."))])
    version = IntegerField(validators=[Optional()])


class FindingsForm(FlaskForm):
    """Which findings hold is read from the ticks themselves."""

    version = IntegerField(validators=[Optional()])


class MarkForm(Form):
    """at: page and sentence; print: of the sentence's words, so that no other one is taken for it; undo: id of a mark."""

    at = StringField(validators=[Optional()])
    print = StringField(validators=[Optional()])
    kind = SelectField(choices=[SelectChoice(kind, KINDS[kind]) for kind in MARKABLE])
    domain = SelectField(choices=[SelectChoice(*each) for each in DOMAINS.items()])

    @property
    def place(self) -> Place | None:
        return a_place(self.at.data or "")


class UndoForm(FlaskForm):
    undo = StringField()


class TellForm(Form):
    """What a picture says; kind: "" to go by the words."""

    words = TextAreaField(validators=[Length(max=8000, message=N_("Up to 8,000 characters, please."))])
    page = IntegerField(default=1)
    kind = StringField(default="", validators=[AnyOf(("", *MARKABLE), message=NO_SUCH_KIND)])


def a_place(text: str) -> Place | None:
    """Page and sentence as an address says them: "3.12"."""
    found = PLACE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None
