"""Register, log in and out, passwords, the own settings and devices; and the pages that say what this place is."""

from __future__ import annotations

import uuid
from email.utils import parseaddr
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from chitta.accounts import devices, passwords, throttling
from chitta.accounts.consents import OUTSIDE, Consent
from chitta.accounts.forms import (
    NO_MATCH,
    PERHAPS_KNOWN,
    WRONG_PASSWORD,
    ChangeMailForm,
    ChangePasswordForm,
    ForgotForm,
    LettersForm,
    LoginForm,
    NewPasswordForm,
    RegisterForm,
    SettingsForm,
)
from chitta.accounts.guards import (
    claude_here,
    current_user,
    enter,
    half_enter,
    leave,
    likely_country,
    likely_zone,
    my_login,
    own_path,
    person,
    prove,
    retune,
    signed_in,
    with_all_factors,
)
from chitta.accounts.jobs import write_later
from chitta.accounts.letters import TITLES, stopping
from chitta.accounts.models import NOTICES, Notice, OneTimeToken, OutgoingLetter, User
from chitta.audit.models import Deed
from chitta.core.db import release
from chitta.core.i18n import N_, speak
from chitta.web.frame import csrf
from chitta.web.hx import show

bp = Blueprint("accounts", __name__)
HOME = "/"


# --- coming in -------------------------------------------------------------------------------------------------------


@bp.get("/register")
def register() -> Response:
    return _to(HOME) if person() else show("accounts/register.html", form=RegisterForm())


@bp.post("/register")
@throttling.few_accounts
@throttling.wrong_for_one
@throttling.wrong_anywhere
@throttling.tries_for_one
@throttling.tries_anywhere
def join() -> Response:
    """A new account, logged in at once. An address that has one takes its own password, and answers others as log-in does."""
    form = RegisterForm()
    if not form.validate():
        return show("accounts/register.html", form=form)
    newcomer = _newcomer(form)
    user = newcomer or User.proven(form.email.data, form.password.data)
    if user is None:
        return _refused("accounts/register.html", form)
    return _inside(user, form.zone.data, url_for("children.new") if newcomer else HOME, known=newcomer is not None)


def _newcomer(form: RegisterForm) -> User | None:
    country = likely_country(form.language.data)
    user = User.register(
        form.email.data,
        form.password.data,
        full_name=form.full_name.data,
        language=form.language.data,
        address=form.address.data,
        country=country,
        time_zone=likely_zone(country),
    )
    if user is not None:
        _agreed(user, form)
        write_later("confirm", user.email, user)
    return user


def _agreed(user: User, form: RegisterForm) -> None:
    """What the form says yes and no to. About Claude nobody is asked where it is not."""
    Consent.give(user, "terms")
    if claude_here():
        (Consent.give if form.claude.data else Consent.withdraw)(user, *OUTSIDE)


@bp.get("/login")
def login() -> Response:
    back = own_path(request.args.get("next"))
    return _to(back) if person() else show("accounts/login.html", form=LoginForm(), back=back)


@bp.post("/login")
@throttling.wrong_for_one
@throttling.wrong_anywhere
@throttling.tries_for_one
@throttling.tries_anywhere
def come_in() -> Response:
    form, back = LoginForm(), own_path(request.args.get("next"))
    if not form.validate():
        return show("accounts/login.html", form=form, back=back)
    user = User.proven(form.email.data, form.password.data)
    if user is None:
        return _refused("accounts/login.html", form, back=back)
    return _inside(user, form.zone.data, back)


def _inside(user: User, zone: str, back: str, known: bool = False) -> Response:
    """The password was right: in, or on to the code."""
    if user.second_factor_at is not None:
        half_enter(user, zone)
        return _to(url_for("proving.code", next=back if back != HOME else None))
    user.live_in(zone)
    enter(user, known=known)
    return _to(back)


def _refused(page: str, form: LoginForm | RegisterForm, **context: Any) -> Response:
    """A password that is not the one: counted, noted, and at register told to the owner of the mailbox."""
    throttling.wrong()
    owner = User.by_email(form.email.data)
    Deed.note("account.login_refused", None, owner)
    if owner is not None and isinstance(form, RegisterForm):
        write_later("known", owner.email, owner)
    form.refuse(PERHAPS_KNOWN if isinstance(form, RegisterForm) else NO_MATCH)
    return show(page, form=form, **context)


@bp.post("/logout")
def logout() -> Response:
    me = leave()
    if me is not None:
        Deed.note("account.logout", me.id, me.login)
    response = _to(HOME)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


# --- links in letters: a GET shows a button, a POST spends -----------------------------------------------------------


@bp.get("/forgot")
def forgot() -> Response:
    return show("accounts/forgot.html", form=ForgotForm())


@bp.post("/forgot")
@throttling.few_letters
def ask_again() -> Response:
    """The same answer for everybody, and the same work: who it is for is found out by the postman."""
    form = ForgotForm()
    if not form.validate():
        return show("accounts/forgot.html", form=form)
    write_later("reset", form.email.data)
    return show("accounts/forgot_sent.html", email=form.email.data)


@bp.get("/reset/<token>")
def reset(token: str) -> Response:
    link = OneTimeToken.alive(token, "reset")
    return show("accounts/reset.html", form=NewPasswordForm(link.user)) if link else _dead()


@bp.post("/reset/<token>")
@throttling.few_letters
def choose(token: str) -> Response:
    link = OneTimeToken.alive(token, "reset")
    if link is None:
        return _dead()
    form = NewPasswordForm(link.user)
    if not form.validate():
        return show("accounts/reset.html", form=form)
    release()
    password_hash = passwords.hashed(form.password.data)
    link = OneTimeToken.spend(token, "reset")
    if link is None:
        return _dead()
    link.user.choose(password_hash)
    if link.email == link.user.email:
        link.user.confirm()
    write_later("password", link.user.email, link.user)
    Deed.note("account.reset", link.user.id, link.user)
    leave()
    devices.remember(link.user)
    flash(N_("The new password is in place. You can log in with it now."))
    return _to(url_for("accounts.login"))


@bp.get("/confirm/<token>")
def confirm(token: str) -> Response:
    link = OneTimeToken.alive(token, "confirm", "move")
    return show("accounts/confirm.html") if link else _dead()


@bp.post("/confirm/<token>")
def confirmed(token: str) -> Response:
    link = OneTimeToken.spend(token, "confirm", "move")
    if link is None or not _took(link):
        return _dead()
    Deed.note(f"account.{link.purpose}", link.user.id, link.user)
    flash(N_("Thank you. This address is confirmed."))
    return _to(url_for("accounts.settings") if person() else url_for("accounts.login"))


def _took(link: OneTimeToken) -> bool:
    """What the link was for: the account's own address, or a new one."""
    if link.purpose == "move":
        before = link.user.email
        if not link.user.move(link.email):
            return False
        write_later("moved", before, link.user)
        return True
    if link.email != link.user.email:
        return False
    link.user.confirm()
    return True


def _dead() -> Response:
    """Used, too old, or never ours: one answer."""
    return show("accounts/dead_link.html", status=410)


@bp.get("/letters/stop/<token>")
def stop(token: str) -> Response:
    return _stop_page(*(stopping(token) or (None, None)))


@bp.post("/letters/stop/<token>")
@csrf.exempt
def stopped(token: str) -> Response:
    """No more letters of this kind. A mail program posts here by itself (RFC 8058), without a page and without a cookie; what
    lets it is the token of the address. A page's own form brings its token along, as everywhere."""
    by_itself = request.form.get("List-Unsubscribe") == "One-Click"
    if not by_itself:
        csrf.protect()
    found = stopping(token)
    if found is None:
        return _stop_page(None, None)
    user, kind = found
    if user.stop_letters(kind):
        Deed.note("account.stop_letters", user.id, user)
    return _stop_page(user, kind) if by_itself else _to(request.path)


def _stop_page(user: User | None, kind: Notice | None) -> Response:
    """Names nobody. In the language of the letter, unless somebody is logged in here."""
    if user is not None and person() is None:
        speak(*user.tongue)
    wanted = user is not None and kind is not None and user.hears(kind)
    page = show(
        "accounts/stop.html", title=kind and TITLES[kind], known=user, wanted=wanted, status=200 if user else 410
    )
    page.headers.update({"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"})
    return page


# --- the own settings ------------------------------------------------------------------------------------------------


@bp.get("/settings")
@signed_in
def settings() -> Response:
    return _settings(SettingsForm(obj=current_user()))


def _settings(form: SettingsForm) -> Response:
    me = current_user()
    letters = LettersForm(None, data={"kinds": [kind for kind in NOTICES if me.hears(kind)]})
    return show("accounts/settings.html", form=form, letters=letters, unreached=OutgoingLetter.unreached(me))


@bp.post("/settings")
@signed_in
def set_up() -> Response:
    me, form = current_user(), SettingsForm()
    if not form.validate():
        return _settings(form)
    form.populate_obj(me)
    retune(me)
    flash(N_("Saved."))
    return _to(url_for("accounts.settings"))


@bp.post("/settings/letters")
@signed_in
def choose_letters() -> Response:
    me, form = current_user(), LettersForm()
    me.hear_of(*(form.kinds.data or ()))
    Deed.note("account.letters", me.id, me)
    flash(N_("Saved."))
    return _to(url_for("accounts.settings"))


@bp.post("/settings/confirm")
@throttling.few_letters
@signed_in
def send_again() -> Response:
    me = current_user()
    if me.confirmed_at is None:
        write_later("confirm", me.email, me)
    flash(N_("A letter is on its way. It may take a few minutes."))
    return _to(url_for("accounts.settings"))


@bp.get("/settings/email")
@signed_in
def email() -> Response:
    with_all_factors()
    return show("accounts/email.html", form=ChangeMailForm())


@bp.post("/settings/email")
@throttling.few_letters
@throttling.wrong_for_me
@throttling.tries_for_me
@signed_in
def move() -> Response:
    """The new address counts once its reader has said so. Whether somebody has it already is not told here."""
    with_all_factors()
    form = ChangeMailForm()
    if not form.validate():
        return show("accounts/email.html", form=form)
    me = prove(form.current.data)
    if me is None:
        return _not_proven("accounts/email.html", form)
    taken = User.by_email(form.email.data)
    write_later("known" if taken else "move", form.email.data, taken or me)
    Deed.note("account.move_asked", me.id, me)
    flash(N_("We wrote to the new address. It counts once you open the link in that letter."))
    return _to(url_for("accounts.settings"))


@bp.get("/settings/password")
@signed_in
def password() -> Response:
    return show("accounts/password.html", form=ChangePasswordForm(with_all_factors()))


@bp.post("/settings/password")
@throttling.wrong_for_me
@throttling.tries_for_me
@signed_in
def change_password() -> Response:
    form = ChangePasswordForm(with_all_factors())
    if not form.validate():
        return show("accounts/password.html", form=form)
    if prove(form.current.data) is None:
        return _not_proven("accounts/password.html", form)
    release()
    password_hash = passwords.hashed(form.password.data)
    me = current_user()
    me.choose(password_hash)
    enter(me, me.login.proved_at, known=True)
    write_later("password", me.email, me)
    Deed.note("account.password", me.id, me)
    flash(N_("The new password is in place. Other devices were logged out."))
    return _to(url_for("accounts.settings"))


def _not_proven(page: str, form: ChangeMailForm | ChangePasswordForm) -> Response:
    throttling.wrong()
    form.current.errors = [WRONG_PASSWORD]
    return show(page, form=form)


# --- devices ---------------------------------------------------------------------------------------------------------


@bp.get("/settings/sessions")
@signed_in
def sessions() -> Response:
    me = current_user()
    return show("accounts/sessions.html", logins=me.living_logins(), here=me.login)


@bp.post("/settings/sessions/<uuid:login_id>/end")
@signed_in
def end(login_id: uuid.UUID) -> Response:
    login = my_login(login_id)
    if login.id == current_user().login.id:
        return logout()
    login.end()
    Deed.note("account.session_end", login.user_id, login)
    flash(N_("That device was logged out."))
    return _to(url_for("accounts.sessions"))


@bp.post("/settings/sessions/end")
@signed_in
def end_others() -> Response:
    me = current_user()
    me.end_logins(but=me.login)
    devices.remember(me)
    Deed.note("account.sessions_end", me.id, me)
    flash(N_("Every other device was logged out."))
    return _to(url_for("accounts.sessions"))


# --- what this place is ----------------------------------------------------------------------------------------------


@bp.get("/privacy")
def privacy() -> Response:
    return _public("accounts/privacy.html")


@bp.get("/terms")
def terms() -> Response:
    return _public("accounts/terms.html")


@bp.get("/accessibility")
def accessibility() -> Response:
    return _public("accounts/accessibility.html")


def _public(page: str) -> Response:
    g.public = person() is None  # the header of somebody who is logged in holds a token
    return make_response(render_template(page, **who_runs_this()))


def who_runs_this() -> dict[str, str]:
    """Name and address for accounts/_operator.html, as the settings say them."""
    named: str = current_app.config["SETTINGS"].operator
    name, address = parseaddr(named) if "@" in named else (named, "")
    return {"operator": name, "operator_address": address}


def _to(address: str) -> Response:
    return make_response(redirect(address, 303))


def furnish(app: Flask) -> None:
    """Answers that came too often say when to come back."""
    app.after_request(throttling.say_when)
