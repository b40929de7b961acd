"""The browser of this request: what it is called, and whose it was before.

A cookie of its own remembers that for longer than a log-in lives. It holds marks that only we can make and only we can read
anything from: one for a person, one for a mailbox.
"""

from __future__ import annotations

import hmac
import re
from typing import Any

from flask import Response, after_this_request, current_app, request

from chitta.accounts.models import User

KEPT_FOR = 400 * 24 * 3600  # seconds; browsers keep none longer
MARKS = 10  # five people on one family computer
MARK = re.compile(r"\b[0-9a-f]{24}\b")
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
}
BROWSERS |= {"CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}
MACHINES = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS X": "Mac"}
MACHINES |= {"CrOS": "Chromebook", "Linux": "Linux"}


def called() -> str:
    """Firefox · Windows: enough to recognise one's own browser by; "" for what calls itself something else."""
    agent = request.user_agent.string
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    machine = next((name for mark, name in MACHINES.items() if mark in agent), "")
    return " · ".join(filter(None, (browser, machine)))


def known(user: User) -> bool:
    """Was this person logged in here before, and are their devices of that time still trusted?"""
    return _person(user) in _marks()


def friendly(email: str) -> bool:
    """Was somebody logged in here with this mailbox? A stranger's wrong guesses do not lock such a browser out."""
    return _mailbox(email) in _marks()


def remember(user: User) -> None:
    """From the answer to this request on, the browser is known."""
    fresh = _person(user), _mailbox(user.email)
    _keep([*fresh, *(mark for mark in _marks() if mark not in fresh)][:MARKS])


def forget(user: User) -> None:
    """From the answer to this request on, the browser knows nothing of this person any more, of earlier rounds either: their
    account is gone."""
    theirs = {_mailbox(user.email), *(_person(user, before) for before in range(user.device_round + 1))}
    _keep([mark for mark in _marks() if mark not in theirs])


def _keep(marks: list[str]) -> None:
    @after_this_request
    def keep(response: Response) -> Response:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        told: dict[str, Any] = {"secure": secure, "httponly": True, "samesite": "Lax"}
        if marks:
            response.set_cookie(_cookie(), ".".join(marks), max_age=KEPT_FOR, **told)
        else:
            response.delete_cookie(_cookie(), **told)
        return response


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"


def _marks() -> list[str]:
    return MARK.findall(request.cookies.get(_cookie(), "")[:1000])[:MARKS]


def _person(user: User, device_round: int | None = None) -> str:
    return _mark(f"device {user.id} {user.device_round if device_round is None else device_round}")


def _mailbox(email: str) -> str:
    return _mark(f"friend {email}")


def _mark(of: str) -> str:
    return hmac.new(str(current_app.secret_key).encode(), of.encode("utf-8", "replace"), "sha256").hexdigest()[:24]
