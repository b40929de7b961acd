"""What a parent says when asking for a PDF."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField


class PrintForm(FlaskForm):
    """named: the file's name may say the child's."""

    named = BooleanField(default=False)
