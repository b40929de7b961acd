"""Passwords: what may be one, and how it is kept (argon2id)."""

from __future__ import annotations

import os
import unicodedata
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 15, 128
REST = 6  # characters that must be left when everything a stranger would try first is taken away
PIECE = 4
LINES = (
    "abcdefghijklmnopqrstuvwxyz",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "01234567890123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "קראטוןםפ",
    "שדגכעיחלך",
    "זסבהנמצת",
)
PRODUCT = ("chitta", "צ׳יטה", "ציטה", "chitta.local")

_hashers = {"now": PasswordHasher()}
# One hash holds tens of MiB: a crowd at the door must wait its turn instead of taking the machine's memory.
_turn = BoundedSemaphore(max(2, os.cpu_count() or 2))


def configure(memory_kib: int) -> None:
    """Set how much memory one hash takes; older hashes stay valid and are renewed at the next log-in."""
    _hashers["now"] = PasswordHasher(time_cost=3, memory_cost=memory_kib, parallelism=1)
    _nobody.cache_clear()


def hashed(password: str) -> str:
    """The argon2id hash to keep. Takes a tenth of a second: no transaction may be open."""
    with _turn:
        return _hashers["now"].hash(_bytes(password))


def matches(kept: str | None, password: str) -> bool:
    """Is this the password of that hash? Without a hash (nobody has this address) it takes as long and says no."""
    with _turn:
        try:
            return _hashers["now"].verify(kept or _nobody(), _bytes(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Was it hashed with other parameters than today's?"""
    return _hashers["now"].check_needs_rehash(kept)


def easy(password: str, own: tuple[str, ...] = ()) -> bool:
    """Would a stranger try it among the first? own: the name and the address of whoever chooses it.

    Taken away are the pieces in common_passwords.txt, the person's and our own names, runs along the alphabet, the
    digits or a keyboard, and repetitions; what is left must still be something.
    """
    whole, pieces = _common()
    if password.casefold().strip() in whole:
        return True
    rest = _plain(password)
    for piece in sorted({*pieces, *_own(own)}, key=len, reverse=True):
        rest = rest.replace(piece, " ")
    rest = _without_runs(rest).replace(" ", "")
    return len(_shortest_unit(rest)) < REST or len(set(rest)) < PIECE


def composed(password: str) -> str:
    """In NFC; what is far too long is cut first, since composing takes quadratic time and a visitor may send any length."""
    return unicodedata.normalize("NFC", password[: 8 * LONGEST])


def _bytes(password: str) -> bytes:
    return composed(password)[: LONGEST + 1].encode("utf-8", "replace")


@cache
def _nobody() -> str:
    return _hashers["now"].hash(b"nobody has this password")


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """What is common as a whole, and the pieces that are common anywhere."""
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    whole = frozenset(line[1:] for line in lines if line.startswith("="))
    return whole, frozenset(_plain(line) for line in lines if line and line[0] not in "#=")


def _own(words: tuple[str, ...]) -> set[str]:
    split = (part for word in (*words, *PRODUCT) for part in (word, *word.replace("@", " ").replace(".", " ").split()))
    return {plain for plain in map(_plain, split) if len(plain) >= 3}


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _without_runs(text: str) -> str:
    """Without four or more characters that follow each other on a line of the keyboard or alphabet, or are all the same."""
    for line in LINES:
        for way in (line, line[::-1]):
            for size in range(len(way), PIECE - 1, -1):
                for start in range(len(way) - size + 1):
                    text = text.replace(way[start : start + size], " ")
    kept = ""
    for c in text:
        kept += c if not kept.endswith(c * (PIECE - 1)) else ""
    return kept


def _shortest_unit(text: str) -> str:
    """`abc` of `abcabcabc`; the text itself when it repeats nothing."""
    period = (text + text).find(text, 1)
    return text[:period] if 0 < period <= len(text) // 2 else text
