"""A second factor: turning it on and off, and whether a code is right. It speaks neither HTTP nor of letters."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import update

from chitta.accounts import codes
from chitta.accounts.models import CodeGuesses, RecoveryCode, User, moved
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, lock

Answer = Literal["right", "recovery", "wrong", "spent", "enough"]


def turn_on(user: User, salt: str, step: int) -> list[str] | None:
    """From now on a code is asked for; step: of the code that proved the app is set up. The recovery codes, to show once;
    None when it was turned on in another window meanwhile."""
    lock()
    db.session.refresh(user, with_for_update=True)
    if user.second_factor_at is not None:
        return None
    user.second_factor_at, user.factor_salt, user.factor_step = times.now(), salt, step
    CodeGuesses.begin(user)
    Deed.note("account.factor_on", user.id, user)
    return renew(user)


def renew(user: User) -> list[str]:
    """New recovery codes, to show once; the old ones are good no more."""
    made = codes.fresh()
    RecoveryCode.replace(user, made)
    Deed.note("account.recovery_codes", user.id, user)
    return made


def turn_off(user: User, by: User | None) -> None:
    """The password is enough again. by: who did it; None: the command."""
    user.second_factor_at, user.factor_salt, user.factor_step = None, "", 0
    CodeGuesses.end(user)
    RecoveryCode.replace(user, [])
    Deed.note("account.factor_off", by.id if by else None, user)


def answer(user: User, key: str, typed: str, known: bool) -> Answer:
    """Is this a code of theirs? It is used up by that. known: the browser was theirs before; key: SECRET_KEY.

    right · recovery (one of the ten) · wrong · spent (like one of the ten) · enough (too many tried this hour). Recovery
    codes are not counted: nobody guesses them, and they are the way in while somebody else guesses.
    """
    spare = codes.recovery(typed)
    if spare is not None:
        return "recovery" if RecoveryCode.spend(user, spare) else "spent"
    code = codes.plain(typed)
    if len(code) != codes.DIGITS:
        return "wrong" if len(code) < codes.DIGITS else "spent"
    if not CodeGuesses.take(user, known):
        return "enough"
    step = codes.step_of(codes.totp(key, user.id, user.factor_salt), code, times.now())
    if step is None or not _used(user, step):
        return "wrong"
    CodeGuesses.forget(user, known)
    return "right"


def _used(user: User, step: int) -> bool:
    """Every step's code is good once, and none of before it: exactly one of those who show it gets in."""
    unused = update(User).where(User.id == user.id, User.factor_salt == user.factor_salt, User.factor_step < step)
    return moved(unused.values(factor_step=step))
