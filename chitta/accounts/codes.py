"""Codes: the six digits an app shows, and the recovery codes for the day the phone is lost.

An app's secret is never stored. It is computed from our own key and a salt, so the database alone opens nothing. With
another SECRET_KEY every app shows codes of before; recovery codes do not depend on it and go on working.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from base64 import b32encode
from datetime import datetime
from uuid import UUID

import pyotp
import segno
from markupsafe import Markup

ISSUER = "Chitta"
DIGITS = 6
DRIFT = 1  # steps of 30 seconds that a phone's clock may be early or late
RECOVERY = 10
LENGTH = 16  # 80 bits: too many to try, so a plain hash is enough
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # without those that are read as another one
READ_AS = str.maketrans("oil", "011")


def salt() -> str:
    """What tells this second factor from the person's next one."""
    return secrets.token_hex(16)


def totp(key: str, user_id: UUID, salt: str) -> pyotp.TOTP:
    """The generator that the person's app has as well."""
    made = hmac.new(key.encode(), f"second factor {user_id} {salt}".encode(), "sha256").digest()[:20]
    return pyotp.TOTP(b32encode(made).decode(), digits=DIGITS)


def step_of(generator: pyotp.TOTP, code: str, now: datetime) -> int | None:
    """The step of time this code belongs to; None when it is none of the last, this and the next one."""
    here = generator.timecode(now)
    steps = range(here - DRIFT, here + DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(generator.generate_otp(step).encode(), code.encode())]
    return found[0] if found else None


def plain(typed: str) -> str:
    """A code as it is compared: digits of every script as 0 to 9, small letters, no spaces or dashes."""
    return "".join(_digit(c) for c in unicodedata.normalize("NFKC", typed[:100]).casefold() if c.isalnum())[:40]


def recovery(typed: str) -> str | None:
    """The recovery code in what was typed, None when it cannot be one."""
    read = plain(typed).translate(READ_AS)
    return read if len(read) == LENGTH and set(read) <= set(LETTERS) else None


def fresh() -> list[str]:
    """Ten new recovery codes, as they are compared."""
    return ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(RECOVERY)]


def grouped(code: str) -> str:
    """abcd efgh …: as it is shown."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def address(generator: pyotp.TOTP, email: str) -> str:
    """otpauth://…: what the picture says, and what a phone opens its app with."""
    return generator.provisioning_uri(name=email, issuer_name=ISSUER)


def picture(address: str) -> Markup:
    """A QR code as inline SVG, dark on white whatever the page's colours are."""
    code = segno.make(address, error="m", micro=False)
    look = {"border": 4, "dark": "#000", "light": "#fff", "omitsize": True, "svgclass": None, "lineclass": None}
    return Markup(code.svg_inline(**look))  # nosec B704 # drawn by segno


def _digit(c: str) -> str:
    return str(unicodedata.digit(c, c))
