"""The code that may stand before a link. Said over the telephone and typed on any keyboard: it is compared as it is heard."""

from __future__ import annotations

import secrets
import unicodedata

from chitta.accounts import passwords

SHORTEST, LONGEST = 4, 64  # of what is compared
LONGEST_TYPED = 200
APART = " -–—.־_"


def fresh() -> str:
    """Six digits in two groups, for a form that waits to be filled in."""
    digits = f"{secrets.randbelow(10**6):06}"
    return f"{digits[:4]}-{digits[4:]}"


def heard(typed: str) -> str:
    """The code as it is compared: any script's digits, full-width letters and capitals are the same, what parts groups is
    nothing; "" for what is longer than any code."""
    if len(typed) > LONGEST_TYPED:
        return ""
    plain = "".join(_digit(c) for c in unicodedata.normalize("NFKC", typed).casefold())
    plain = "".join(c for c in plain if c not in APART and not c.isspace() and unicodedata.category(c)[0] != "C")
    plain = unicodedata.normalize("NFKC", plain)  # what stood apart may belong together now
    return plain if len(plain) <= LONGEST else ""


def hashed(code: str) -> str:
    """What is kept of a code that was `heard`. Takes its time: no transaction may be open."""
    return passwords.hashed(code)


def matches(kept: str, code: str) -> bool:
    """Is this the code? Takes its time: no transaction may be open."""
    return bool(code) and passwords.matches(kept, code)


def _digit(c: str) -> str:
    return str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c
