"""What I agreed to: every purpose with its answer, to give and to take back, and what was said when."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, flash, request, url_for

from chitta.accounts.consents import OUTSIDE, PURPOSES, WORDS, Consent, Purpose, Wording, unanswered
from chitta.accounts.forms import ConsentForm
from chitta.accounts.guards import claude_here, current_user, own_path, person, signed_in
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.web.hx import go, show

bp = Blueprint("consents", __name__)


@bp.get("/settings/consents")
@signed_in
def index() -> Response:
    me = current_user()
    answers = Consent.of(me)
    standing = {one.purpose: one for one in answers if one.stands}
    return show(
        "accounts/consents.html",
        words=_words(),
        outside=OUTSIDE,
        standing=standing,
        open_to=unanswered(me),
        answers=answers,
        back=_back(),
    )


@bp.post("/settings/consents")
@signed_in
def answer() -> Response:
    """Yes or no, with effect on whatever is about to be sent. The terms go with the account: a no to them is deleting it."""
    me, form = current_user(), ConsentForm()
    purposes: list[Purpose] = form.purposes.data or []  # type: ignore[assignment]
    if not form.validate() or not purposes or (form.answer.data == "no" and "terms" in purposes):
        raise Refused(N_("There is no such choice."))
    if form.answer.data == "yes":
        Consent.give(me, *purposes)
        flash(N_("Saved."))
    else:
        Consent.withdraw(me, *purposes)
        flash(N_("Taken back. From now on nothing more of it is sent."))
    return go(url_for("consents.index", next=_back("") or None))


def _words() -> dict[Purpose, Wording]:
    """The wordings that hold."""
    return {purpose: WORDS[purpose][-1] for purpose in PURPOSES}


def _back(otherwise: str = "/settings") -> str:
    return own_path(request.args.get("next"), otherwise)


def awaited() -> str:
    """What the reader is to be asked, calmly: "claude", "terms" or nothing. A sample family is asked nothing."""
    me = person()
    if me is None or me.demo:
        return ""
    open_to = unanswered(me)
    if claude_here() and set(open_to) & set(OUTSIDE):
        return "claude"
    return "terms" if "terms" in open_to else ""


def furnish(app: Flask) -> None:
    """Pages can ask what is to be answered."""
    app.jinja_env.globals.update(awaited=awaited)
