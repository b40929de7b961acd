"""Proving who it is: the code after the password, being asked again before something weighty, and the second factor itself."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, current_app, flash, request, session, url_for

from chitta.accounts import codes, devices, second_factor, throttling
from chitta.accounts.forms import ENOUGH_CODES, SPENT_CODE, WRONG_CODE, WRONG_PASSWORD, CodeForm, SureForm
from chitta.accounts.guards import (
    current_user,
    enter,
    half_entered,
    own_path,
    person,
    prove,
    recently_proved,
    signed_in,
)
from chitta.accounts.jobs import write_later
from chitta.accounts.models import CodeGuesses, OutgoingLetter, RecoveryCode, User
from chitta.accounts.routes import who_runs_this
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.i18n import N_
from chitta.web.hx import go, show

bp = Blueprint("proving", __name__)
SENTENCES = {"wrong": WRONG_CODE, "spent": SPENT_CODE, "enough": ENOUGH_CODES}


# --- the code after the password -------------------------------------------------------------------------------------


@bp.get("/login/code")
def code() -> Response:
    if person():
        return go(_back())
    return _asked(CodeForm()) if "half" in session else _too_late()


@bp.post("/login/code")
@throttling.wrong_anywhere
@throttling.tries_anywhere
def come_in() -> Response:
    form, half = CodeForm(), half_entered()
    if half is None:
        return _too_late()
    user, zone = half
    if not form.validate() or not _fits(form, user, devices.known(user)):
        return _asked(form)
    user.live_in(zone)
    enter(user, times.now())
    return go(_back())


def _asked(form: CodeForm) -> Response:
    spare = "recovery" in request.args
    return show("accounts/code.html", form=form, back=_back(), spare=spare, **who_runs_this())


def _too_late() -> Response:
    session.pop("half", None)
    flash(N_("That took a little long. Please log in once more."), "late")
    return go(url_for("accounts.login", next=_back("") or None))


# --- being asked again -----------------------------------------------------------------------------------------------


@bp.get("/settings/sure")
@signed_in
def ask() -> Response:
    return show("accounts/sure.html", form=SureForm(current_user()), back=_back(url_for("accounts.settings")))


@bp.post("/settings/sure")
@throttling.wrong_for_me
@throttling.tries_for_me
@signed_in
def sure() -> Response:
    form, back = SureForm(current_user()), _back(url_for("accounts.settings"))
    me = _proven(form)
    if me is None:
        return show("accounts/sure.html", form=form, back=back)
    current_user().login.made_sure()
    Deed.note("account.sure", me.id, me)
    return go(back)


def _proven(form: SureForm) -> User | None:
    """The person of this request, if all they typed is right; else the form says what is not."""
    if not form.validate():
        return None
    me = prove(form.current.data)
    if me is None:
        throttling.wrong()
        form.current.errors = [WRONG_PASSWORD]
    elif me.second_factor_at is not None and not _fits(form, me, known=True):
        return None
    return me


def _fits(form: CodeForm | SureForm, user: User, known: bool) -> bool:
    """Is it a code of theirs? A wrong one is counted, noted and said; a spent recovery code is told to its owner."""
    answer = second_factor.answer(user, _key(), form.code.data, known)
    if answer == "recovery":
        write_later("recovery", user.email, user)
    if answer in SENTENCES:
        throttling.wrong()
        Deed.note("account.code_refused", None, user)
        form.code.errors = [SENTENCES[answer]]
        _warn(user)
    return answer not in SENTENCES


def _warn(user: User) -> None:
    """Its owner is told, once a day, that somebody knows the password and guesses codes."""
    if CodeGuesses.many(user) and not OutgoingLetter.lately(user, timedelta(days=1), "guessed"):
        write_later("guessed", user.email, user)


# --- the second factor itself ----------------------------------------------------------------------------------------


@bp.get("/settings/second-step")
@signed_in
def factor() -> Response:
    me = current_user()
    return _standing(SureForm(me)) if me.second_factor_at else _set_up(recently_proved(), CodeForm())


@bp.post("/settings/second-step")
@throttling.wrong_for_me
@throttling.tries_for_me
@signed_in
def turn_on() -> Response:
    """The app is set up once it has shown a code that fits."""
    me, form = recently_proved(), CodeForm()
    if me.second_factor_at is not None or "factor" not in session:
        return go(url_for("proving.factor"))
    if not form.validate():
        return _set_up(me, form)
    step = codes.step_of(codes.totp(_key(), me.id, session["factor"]), codes.plain(form.code.data), times.now())
    if step is None:
        throttling.wrong()
        form.code.errors = [WRONG_CODE]
        return _set_up(me, form)
    made = second_factor.turn_on(me, session.pop("factor"), step)
    if made is None:
        return go(url_for("proving.factor"))
    me.login.made_sure()
    write_later("factor_on", me.email, me)
    return _given(made, is_new=True)


@bp.post("/settings/second-step/codes")
@signed_in
def renew() -> Response:
    me = recently_proved()
    return _given(second_factor.renew(me), is_new=False) if me.second_factor_at else go(url_for("proving.factor"))


@bp.post("/settings/second-step/off")
@throttling.wrong_for_me
@throttling.tries_for_me
@signed_in
def turn_off() -> Response:
    if current_user().second_factor_at is None:
        return go(url_for("proving.factor"))
    form = SureForm(current_user())
    me = _proven(form)
    if me is None:
        return _standing(form)
    second_factor.turn_off(me, by=me)
    current_user().login.made_sure()
    write_later("factor_off", me.email, me)
    flash(N_("The second step is off. The password is enough again."))
    return go(url_for("accounts.settings"))


def _standing(form: SureForm) -> Response:
    me = current_user()
    return show("accounts/second_step.html", form=form, left=RecoveryCode.left(me), since=me.second_factor_at)


def _set_up(me: User, form: CodeForm) -> Response:
    """The secret stands on this page only, as long as it is not in use; the cookie holds the salt, which opens nothing."""
    generator = codes.totp(_key(), me.id, session.setdefault("factor", codes.salt()))
    address = codes.address(generator, me.email)
    return show(
        "accounts/second_step_new.html",
        form=form,
        back=_back(""),
        address=address,
        picture=codes.picture(address),
        secret=codes.grouped(generator.secret),
    )


def _given(made: list[str], is_new: bool) -> Response:
    """The only page that ever shows them."""
    back = _back(url_for("accounts.settings"))
    return show("accounts/recovery_codes.html", codes=[codes.grouped(one) for one in made], is_new=is_new, back=back)


def _key() -> str:
    return str(current_app.secret_key)


def _back(otherwise: str = "/") -> str:
    return own_path(request.args.get("next"), otherwise)
