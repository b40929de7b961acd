"""How often somebody may try. Keys hold hashes: the limiter logs them, and mail addresses do not belong in a log.

Wrong passwords are counted per mailbox *and* client address, so that a stranger elsewhere cannot lock a parent out; a
browser that was logged in as that mailbox before has a count of its own, so that a stranger beside them cannot either.
Around that stands a wider limit for one address, whoever it tries to be.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from flask import Response, current_app, g, request
from flask_limiter import RequestLimit

from chitta.accounts import devices
from chitta.accounts.guards import current_user
from chitta.accounts.models import fingerprint, mailbox
from chitta.core import times
from chitta.web.frame import limiter

WRONG = "10 per minute; 60 per hour"
WRONG_ANYWHERE = "60 per minute; 300 per hour"
# Right or wrong: hundreds at once are all still to be found wrong.
TRIES, TRIES_ANYWHERE = "30 per minute", "200 per minute"
LETTERS = "10 per minute; 40 per hour"


def neighbourhood() -> str:
    """The client's address; of IPv6 the network, since one household has billions."""
    try:
        address = ip_address(request.remote_addr or "127.0.0.1")
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(int(address) >> 64)
    return str(getattr(address, "ipv4_mapped", None) or address)


def _friend() -> bool:
    return devices.friendly(_mailbox())


def _mailbox() -> str:
    return mailbox(request.form.get("email", "")[:254])


def _who() -> str:
    return fingerprint(f"{_mailbox()} {neighbourhood()}{' friend' if _friend() else ''}")


def _me() -> str:
    return str(current_user().id)


def wrong() -> None:
    """Said by a route: this try counts."""
    g.wrong = True


def _was_wrong(_response: Response) -> bool:
    return bool(g.get("wrong"))


def remember(limit: RequestLimit) -> None:
    """When it may be tried again, for the header of the answer."""
    g.retry_after = max(1, int(limit.reset_at - times.now().timestamp()))


def registrations() -> str:
    """New accounts from one address: in production a household's or a clinic's worth."""
    settings = current_app.config["SETTINGS"]
    return "30 per hour" if settings.environment == "production" else f"{settings.rate_limit_per_minute} per minute"


wrong_for_one = limiter.shared_limit(WRONG, "password", key_func=_who, deduct_when=_was_wrong, on_breach=remember)
wrong_anywhere = limiter.shared_limit(
    WRONG_ANYWHERE,
    "passwords",
    key_func=neighbourhood,
    deduct_when=_was_wrong,
    exempt_when=_friend,
    on_breach=remember,
)
tries_for_one = limiter.shared_limit(TRIES, "tries", key_func=_who, on_breach=remember)
tries_anywhere = limiter.shared_limit(
    TRIES_ANYWHERE, "tries anywhere", key_func=neighbourhood, exempt_when=_friend, on_breach=remember
)
tries_for_me = limiter.shared_limit(TRIES, "own tries", key_func=_me, on_breach=remember)
wrong_for_me = limiter.shared_limit(WRONG, "own password", key_func=_me, deduct_when=_was_wrong, on_breach=remember)
few_accounts = limiter.limit(
    registrations, key_func=neighbourhood, deduct_when=lambda response: response.status_code == 303, on_breach=remember
)
few_letters = limiter.shared_limit(LETTERS, "letters", key_func=neighbourhood, on_breach=remember)


def say_when(response: Response) -> Response:
    """Retry-After, as exact as the limiter knows it."""
    if response.status_code == 429 and "retry_after" in g:
        response.headers["Retry-After"] = str(g.retry_after)
    return response
