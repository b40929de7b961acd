"""What a family may choose about filming and on which page it did, and what it says of a film."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, Length

from chitta.accounts.forms import Form, choice
from chitta.core.i18n import N_
from chitta.videos.choosing import CHOICES
from chitta.videos.guidance import VIEWS
from chitta.videos.sentences import KINDS
from chitta.videos.wording import TITLES

WATCHERS = {
    "claude": N_("Claude may look at still pictures of it"),
    "parent": N_("Only I look, and tell what I see"),
}
TELLABLE = {"strength": N_("Something good"), "concern": N_("Something hard"), "development": N_("Just how it is")}
assert set(TELLABLE) <= set(KINDS)


class FilmingForm(FlaskForm):
    """view: the page the answer is shown on."""

    choice = StringField(validators=[AnyOf(CHOICES, message=N_("Please choose one of these."))])
    view = StringField(default="instructions", validators=[AnyOf(("instructions", *VIEWS))])


class BringForm(Form):
    """What goes along with a film. agree: everybody in it agrees; replaces: id of the film it is brought for."""

    scene = choice([(scene, title) for scene, (title, _) in TITLES.items()], None)
    watch = choice(list(WATCHERS.items()), None)
    agree = BooleanField()
    replaces = HiddenField()
    file = FileField()


class SceneForm(Form):
    """Which of the three moments a film shows."""

    scene = choice([(scene, title) for scene, (title, _) in TITLES.items()], None)


class WatchForm(Form):
    """Who looks at a film."""

    watch = choice(list(WATCHERS.items()), "parent")


class TellForm(Form):
    """What the parent saw. at: minute and second, or seconds; kind: "" to go by the words; undo: id of a moment."""

    at = StringField()
    words = TextAreaField(
        validators=[
            Length(max=4000, message=N_("Up to 300 characters for one moment, please. The rest can be another moment."))
        ]
    )
    kind = choice([("", N_("By my words")), *TELLABLE.items()], "")


class UndoForm(FlaskForm):
    undo = StringField()
