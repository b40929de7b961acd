"""What our letters say. No word in them comes from whoever caused them: a stranger may not write through us."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import current_app, render_template
from itsdangerous import BadSignature, URLSafeSerializer

from chitta.accounts.models import NOTICES, Notice, OneTimeToken, OutgoingLetter, Purpose, User, fingerprint
from chitta.core.db import db
from chitta.core.i18n import N_, gettext_, speaking
from chitta.gateways.mail import Letter


@dataclass(frozen=True)
class Words:
    """A subject, a few lines, and perhaps a button with what it is for."""

    subject: str
    lines: tuple[str, ...]
    button: str = ""
    path: str = ""
    purpose: Purpose | None = None


WORDS: dict[str, Words] = {
    "confirm": Words(
        N_("Is this your address? A first letter from Chitta"),
        (
            N_(
                "An account at Chitta was opened with this address. One tap says that it is yours, so that we can help if the password is ever lost."
            ),
            N_("If it was not you, somebody mistyped their own address. There is nothing to do."),
        ),
        N_("Yes, this is my address"),
        "/confirm/",
        "confirm",
    ),
    "reset": Words(
        N_("A new password for Chitta"),
        (
            N_("Somebody asked to choose a new password for your account. The link works once, for one hour."),
            N_("If it was not you, there is nothing to do. Your password stays as it is."),
        ),
        N_("Choose a new password"),
        "/reset/",
        "reset",
    ),
    "known": Words(
        N_("You already have an account at Chitta"),
        (
            N_(
                "Somebody tried to open an account, or to move one, to this address. It already has one, so nothing was changed."
            ),
            N_(
                "If it was you, log in with your password, or choose a new one if it is lost. If it was not you, there is nothing to do."
            ),
        ),
        N_("Log in"),
        "/login",
    ),
    "move": Words(
        N_("Confirm your new address for Chitta"),
        (
            N_(
                "Somebody asked that an account at Chitta use this address from now on. The link works once, for one day."
            ),
            N_("If it was not you, there is nothing to do. Without that tap nothing changes."),
        ),
        N_("Use this address"),
        "/confirm/",
        "move",
    ),
    "moved": Words(
        N_("Your account at Chitta has a new mail address"),
        (
            N_(
                "From now on your account uses another address, and letters go there. This is the last one to come here."
            ),
            N_(
                "If it was not you, somebody else has been in your account: please tell the people who run this site at once."
            ),
        ),
    ),
    "password": Words(
        N_("Your password for Chitta was changed"),
        (
            N_("The password of your account was changed just now, and every other device was logged out."),
            N_(
                "If it was not you, choose a new password at once. The link leads to the page where you can ask for one."
            ),
        ),
        N_("Choose a new password"),
        "/forgot",
    ),
    "factor_on": Words(
        N_("Logging in to Chitta now takes a second step"),
        (
            N_("From now on a code from an app is asked for after the password of your account."),
            N_("If it was not you, somebody else has been in your account: choose a new password at once."),
        ),
        N_("Choose a new password"),
        "/forgot",
    ),
    "factor_off": Words(
        N_("Logging in to Chitta no longer takes a second step"),
        (
            N_("The second step of your account was turned off. The password alone is enough again."),
            N_("If it was not you, somebody else has been in your account: choose a new password at once."),
        ),
        N_("Choose a new password"),
        "/forgot",
    ),
    "recovery": Words(
        N_("A recovery code of your account at Chitta was used"),
        (
            N_(
                "Somebody gave the password of your account and one of its recovery codes just now. That code is used up; new ones can be made in the settings."
            ),
            N_("If it was not you, somebody else has been in your account: choose a new password at once."),
        ),
        N_("Choose a new password"),
        "/forgot",
    ),
    "guessed": Words(
        N_("Somebody knows your password for Chitta"),
        (
            N_(
                "Somebody gave the password of your account, and then several codes that did not fit. Without a code nobody comes in."
            ),
            N_("If it was not you, choose a new password: then their guessing is over."),
        ),
        N_("Choose a new password"),
        "/forgot",
    ),
    # Read over somebody's shoulder it says no more than that there is an account.
    "device": Words(
        N_("A new device at Chitta"),
        (
            N_("Somebody logged in to your account from a browser that we did not know, or no longer knew."),
            N_(
                "If it was you, there is nothing to do. If it was not, log that device out on the page of devices, and choose a new password."
            ),
        ),
        N_("See the devices"),
        "/settings/sessions",
    ),
    "films": Words(
        N_("Your films at Chitta were looked at"),
        (
            N_(
                "The films you brought are ready. You can watch them, see what was noted, and tell what you see yourself."
            ),
            N_("There is no hurry. This letter says nothing of what they show."),
        ),
        N_("To the films"),
    ),
    "film_again": Words(
        N_("About a film you brought to Chitta"),
        (
            N_(
                "Your films were looked at. One more try would help: the page says which moment it is, and what would make it easier."
            ),
            N_("There is no hurry, and it may stay as it is. This letter says nothing of what they show."),
        ),
        N_("To the films"),
    ),
    # The subject stands on a locked screen that others see: it names nobody, and nothing of what was written.
    "letter": Words(
        N_("The letter is ready at Chitta"),
        (
            N_("The letter has been written. It can be read whenever it suits you."),
            N_("This mail says nothing of what stands in it. After logging in, the link leads straight there."),
        ),
        N_("Read the letter"),
    ),
    "report": Words(
        N_("The report is ready at Chitta"),
        (
            N_("The report for professionals has been written. It can be read whenever it suits you."),
            N_("This mail says nothing of what stands in it. After logging in, the link leads straight there."),
        ),
        N_("Read the report"),
    ),
    "opened": Words(
        N_("What you shared at Chitta was opened"),
        (
            N_(
                "A link you made was opened for the first time. The page of your links says who they said they are and what they looked at."
            ),
            N_("If it should not be open, it can be closed there at once."),
        ),
        N_("To what you share"),
    ),
    "locked": Words(
        N_("A link you made at Chitta was locked"),
        (
            N_(
                "A wrong passcode was tried ten times on a link you made, so it no longer opens for anybody. Nothing else was changed."
            ),
            N_("If somebody you trust mistyped it, you can make them a new link."),
        ),
        N_("To what you share"),
    ),
    "meeting": Words(
        N_("A reminder from Chitta for tomorrow"),
        (
            N_(
                "You have a meeting tomorrow. When and where it is stands in Chitta, with the page you can bring along."
            ),
            N_("This mail says nothing more about it. After logging in, the link leads straight there."),
        ),
        N_("To the meeting"),
    ),
    "export": Words(
        N_("The copy you asked for is ready at Chitta"),
        (
            N_(
                "The copy of everything that is kept for you is ready. It can be fetched for three days and is then erased."
            ),
            N_("Only you can fetch it: after logging in, your password is asked for once more."),
            N_("If you did not ask for it, somebody else has been in your account: choose a new password at once."),
        ),
        N_("To the copy"),
    ),
}

# What a notice is about, as the settings and the page behind a letter's last link say it.
TITLES: dict[Notice, str] = {
    "films": N_("Your films were looked at"),
    "film_again": N_("A film could do with another try"),
    "letter": N_("Your letter is ready"),
    "report": N_("The report for professionals is ready"),
    "opened": N_("Something you shared was opened for the first time"),
    "meeting": N_("There is a meeting tomorrow"),
    "export": N_("The copy you asked for is ready"),
}


def written(letter: OutgoingLetter) -> Letter | None:
    """The letter in its reader's language, its one-time link made now; None when there is nobody to write to."""
    if letter.user is None and letter.kind == "reset":
        letter.user = User.by_email(letter.email)
        letter.user_id = letter.user.id if letter.user else None
    if letter.user is None or not letter.wanted:
        return None
    words = WORDS[letter.kind]
    path = words.path or letter.path
    link = _address() + path if path else ""
    if words.purpose:
        link += OneTimeToken.issue(letter.user, words.purpose, letter.email)
    with speaking(*letter.user.tongue):
        said = {
            "subject": gettext_(words.subject),
            "button": gettext_(words.button) if words.button else "",
            "link": link,
            "home": _address(),
        }
        lines = [gettext_(line) for line in words.lines]
        stop = _address() + stop_path(letter.user, letter.kind) if letter.kind in NOTICES else ""
        return Letter(
            id=str(letter.id),
            stop=stop,
            to=letter.user.email if stop else letter.email,  # a notice goes where they read their mail now
            subject=said["subject"],
            text=render_template("accounts/mail/letter.txt", lines=lines, stop=stop, **said),
            html=render_template("accounts/mail/letter.html", lines=lines, stop=stop, **said),
            language=letter.user.language,
        )


def stop_path(user: User, kind: str) -> str:
    """Our page on which this person stops letters of this kind, without logging in. It says so much and opens nothing else."""
    return "/letters/stop/" + _stops().dumps([user.id.hex, kind, fingerprint(user.email)[:16]])


def stopping(token: str) -> tuple[User, Notice] | None:
    """Whose letters, and of which kind; None when it is no link of ours, or one in a mailbox that is no longer theirs."""
    try:
        whose, kind, reader = _stops().loads(token)
    except BadSignature:
        return None
    user = db.session.get(User, UUID(whose))
    if user is None or kind not in NOTICES or fingerprint(user.email)[:16] != reader:
        return None
    return user, kind


def _stops() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="chitta.letters.stop")


def _address() -> str:
    """Where we are, as the settings say it: never as a request says it."""
    return str(current_app.config["SETTINGS"].address)
