"""What may be a password."""

from __future__ import annotations

import time

import pytest

from chitta.accounts import passwords

DANA = ("Dana Levin", "dana@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Pass Word 12345678",
        "123456789012345",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "ILoveYou ILoveYou",
        "CorrectHorseBatteryStaple",
        "chittachittachitta",
        "danadanadanadana",
        "dana.levin.2020",
        "הסיסמה שלי 12345",
        "אני אוהבת אותך מאוד",
        "קראטוןםפשדגכעיחלך",
        "may the force be with you",
        "               ",
    ],
)
def test_what_a_stranger_would_try_first_is_refused(password):
    assert passwords.easy(password, DANA)


@pytest.mark.parametrize(
    "password",
    [
        "violet otter marches",
        "ענן סגול רץ בשקט",
        "long-enough-password-1",
        "kT9$vb2!mQ7&zx4",
        "🦉🌵🧵🛶🪁 ten wise owls",
        "seven lamps under snow",
    ],
)
def test_whatever_else_is_long_enough_is_welcome(password):
    assert not passwords.easy(password, DANA)


def test_the_list_is_worth_its_name():
    whole, pieces = passwords._common()
    assert len(whole | pieces) > 300 and sum(len(piece) >= 12 for piece in pieces) > 100
    assert any("א" <= piece[0] <= "ת" for piece in pieces)


def test_a_hash_is_argon2id_and_salted_and_nobodys_password_is_right():
    one, two = passwords.hashed("violet otter"), passwords.hashed("violet otter")
    assert one != two and one.startswith("$argon2id$")
    assert passwords.matches(one, "violet otter") and not passwords.matches(one, "Violet otter")
    assert not passwords.matches(None, "nobody has this password") and not passwords.matches("!", "x")
    assert not passwords.matches(one, "\ud800" * 500)


def test_a_password_of_any_length_is_compared_at_once():
    began = time.process_time()
    assert not passwords.matches(None, "a" + "\u0301" * 100_000 + "\u0323" * 100_000)
    assert time.process_time() - began < 5
