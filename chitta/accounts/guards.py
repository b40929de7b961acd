"""Who is asking: the person of this request, their language and theme, and the door for those who must log in first."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from flask import Flask, abort, current_app, g, request, session, url_for
from flask_login import LoginManager, login_user
from flask_login import current_user as visitor
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.local import LocalProxy

from chitta.accounts import devices, passwords
from chitta.accounts.jobs import write_later
from chitta.accounts.models import Login, User, fingerprint
from chitta.audit.models import Deed
from chitta.core import db as ground
from chitta.core import times
from chitta.core.i18n import speak
from chitta.core.vocabulary import LANGUAGES
from chitta.gateways.mail import mail
from chitta.web import hx
from chitta.web.frame import SAFE

log = structlog.get_logger()
View = TypeVar("View", bound=Callable[..., Any])

HALFWAY = 600  # seconds between the password and the code
ZONES = {"US": "America/New_York"}
KEPT = ("lang",)  # what a browser remembers across logging in and out


# --- who is it -------------------------------------------------------------------------------------------------------


def person() -> User | None:
    """Who is logged in, or None. Without a cookie the database is not asked; when it is down, nobody is logged in."""
    if "_user_id" not in session or "unknown" in g:
        return None
    try:
        me = _logged_in()
        _ = me and me.country  # after a rollback this asks the database again: here, where it may be down
        return me
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        log.warning("person unknown", reason=type(error).__name__)
        ground.rollback()
        g.unknown = True  # the page that says so does not wait for the database a second time
        return None


def current_user() -> User:
    """Who is logged in; whoever is not is sent to the log-in page and back afterwards."""
    me = _logged_in() if "_user_id" in session else None
    if me is None:
        abort(hx.go(url_for("accounts.login", next=_where_they_are())))
    return me


def signed_in(view: View) -> View:
    """Only for people who are logged in."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        current_user()
        return view(*args, **values)

    guarded.guard = "signed_in"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def prove(password: str) -> User | None:
    """The person of this request, if this is their password. What was loaded before must be loaded again."""
    me = User.proven(current_user().email, password)
    _forget_person()
    return me


def recently_proved(minutes: int = 10) -> User:
    """Who is logged in and lately said so with their password, and with a code where they have one. Everybody else is asked
    first and comes back to the page they were on."""
    me = current_user()
    if not me.login.sure(timedelta(minutes=minutes)):
        abort(hx.go(url_for("proving.ask", next=_where_they_are())))
    return me


def operator() -> User:
    """The operator who is logged in, with a second factor; 404 for everybody else who is.

    One without a second factor is sent to set it up, one whose log-in did not prove it is asked for the code.
    """
    me = current_user()
    if not me.is_operator:
        abort(404)
    if me.second_factor_at is None:
        abort(hx.go(url_for("proving.factor", next=_where_they_are())))
    return with_all_factors()


def with_all_factors() -> User:
    """Who is logged in; one who set up a second factor elsewhere after this log-in is asked for the code first."""
    me = current_user()
    if me.second_factor_at is not None and me.login.proved_at is None:
        abort(hx.go(url_for("proving.ask", next=_where_they_are())))
    return me


def claude_here() -> bool:
    """Can Claude be asked on this installation?"""
    return "claude" in current_app.extensions["guides"]


def my_login(login_id: uuid.UUID) -> Login:
    """One of the browsers this person is logged in with; 404 for any other."""
    mine = Login.id == login_id, Login.visible_to(current_user())
    return ground.db.session.scalar(select(Login).where(*mine)) or abort(404)


# --- coming and going ------------------------------------------------------------------------------------------------


def enter(user: User, proved_at: datetime | None = None, known: bool = False) -> None:
    """Log in: a fresh cookie with a fresh token, whatever the browser brought along. Its owner is told of a browser that was
    not theirs before. proved_at: when they showed a code; known: it is theirs, we just saw."""
    leave()
    user.login = Login.start(user, devices.called())
    user.login.proved_at = proved_at
    login_user(user)
    session.permanent = True
    if not known and not devices.known(user):
        write_later("device", user.email, user)
    devices.remember(user)
    retune(user)
    Deed.note("account.login", user.id, user.login)


def half_enter(user: User, zone: str) -> None:
    """The password was right and a code is still to come: nobody is logged in yet. zone: their clock, kept until then."""
    session["half"] = _halves().dumps([str(user.id), fingerprint(user.password_hash), zone])


def half_entered() -> tuple[User, str] | None:
    """Who is half logged in with this browser, locked, and their clock; None when it is too long ago or the password is new."""
    try:
        user_id, password, zone = _halves().loads(session.get("half", ""), max_age=HALFWAY)
    except BadData:
        return None
    ground.lock()
    user = ground.db.session.get(User, uuid.UUID(user_id), with_for_update=True)
    return (user, zone) if user and user.second_factor_at and fingerprint(user.password_hash) == password else None


def _halves() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="half logged in")


def leave() -> User | None:
    """Log out; says who it was."""
    _forget_person()  # a row that was loaded before a hash was computed is no longer ours to change
    me = person()
    if me is not None:
        me.login.end()
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)
    _forget_person()
    return me


def retune(user: User) -> None:
    """The person chose language, form of address, theme or clock: this browser remembers, this answer is made so."""
    session.update(lang=user.language, address=user.address, theme=user.theme)
    _tune(user)


def own_path(address: str | None, otherwise: str = "/") -> str:
    """The address if it leads to a page of ours, else the other one. No scheme, no host, nothing a browser reads as one."""
    address = address or ""
    ours = address.startswith("/") and not address.startswith("//") and not re.search(r"[\\\x00-\x20\x7f]", address)
    return address if ours else otherwise


# --- language and theme ----------------------------------------------------------------------------------------------


def theme() -> str:
    """light, dark, or nothing: as the device has it. Never asks the database: the page that says it is down asks this."""
    return str(g.get("theme", session.get("theme", "")))


def preferred_language() -> str:
    """What the browser asks for, Hebrew when it asks for neither."""
    asked = request.accept_languages.best_match(["he", "iw", "en"], default="he")
    return "en" if asked == "en" else "he"


def likely_country(language: str) -> str:
    """IL for Hebrew readers, US for browsers set to American English, ZZ for elsewhere."""
    wanted = [tag.replace("_", "-").lower() for tag in request.accept_languages.values()]
    if language == "he" or any(tag.split("-")[0] in {"he", "iw"} or tag.endswith("-il") for tag in wanted):
        return "IL"
    return "US" if "en-us" in wanted else "ZZ"


def likely_zone(country: str) -> str:
    """A first guess, for browsers that do not say; the next log-in that does puts it right."""
    return ZONES.get(country, times.HOME)


def _greet(endpoint: str | None, _values: object) -> None:
    """Before anything else may answer: the language of this browser, from the cookie, the address or its headers."""
    if endpoint == "static":
        return
    asked = request.args.get("lang")
    if request.method == "GET" and asked in LANGUAGES and "_user_id" not in session and session.get("lang") != asked:
        session["lang"] = asked
    speak(session.get("lang") or preferred_language(), session.get("address") or "n")
    times.go_to(times.HOME)


def _tune(user: User) -> None:
    """This answer is in their language, at their hour and in their colours."""
    g.theme = user.theme
    speak(user.language, user.address)
    times.go_to(user.time_zone)


def _recognise() -> None:
    """The person's own choice of language. That they were here is written down with the next thing they change.

    A GET writes nothing; somebody who only reads is therefore logged out after IDLE, which is long enough.
    """
    if request.endpoint == "static":
        return
    me = person()
    if me is None:
        return
    _tune(me)
    if request.method not in SAFE and me.login.stale_sight:
        me.login.seen_at = times.now()
        session.modified = True  # the cookie's own term starts anew


def furnish(app: Flask) -> None:
    """People can come in: log-in manager, language, theme, password hashing and mail."""
    manager = LoginManager()
    manager.session_protection = None  # addresses of phones change all day; our token is the session
    # Its context processor would ask the database for every page, also for the one that says it is down.
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_by_token)
    settings = app.config["SETTINGS"]
    passwords.configure(settings.password_hash_memory_kib)
    sender, outbox = settings.mail_from, settings.chitta_home / "outbox"
    app.extensions["mail"] = mail(settings.smtp_url.get_secret_value(), outbox, sender)
    app.url_value_preprocessor(_greet)
    app.before_request(_recognise)
    app.jinja_env.globals.update(person=person, theme=theme, claude_here=claude_here)


def _by_token(token: str) -> User | None:
    login = Login.by_token(token)
    return login.user if login else None


def _logged_in() -> User | None:
    me: Any = visitor
    found = me._get_current_object() if isinstance(me, LocalProxy) else me
    return found if isinstance(found, User) else None


def _forget_person() -> None:
    g.pop("_login_user", None)


def _where_they_are() -> str | None:
    """The page to come back to: this one, or for a form and a fragment the page it stands in."""
    if request.method == "GET" and not hx.wanted():
        return own_path(request.full_path.rstrip("?"), "") or None
    page = urlsplit(request.referrer or "")
    if page.netloc != request.host:
        return None
    return own_path(page.path + (f"?{page.query}" if page.query else ""), "") or None
