"""Too many tries."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from chitta.accounts import passwords
from tests.accounts.conftest import OTHER, PASSWORD, knows
from tests.people import Person
from tests.strictness import DOWN, strict_house


@pytest.fixture(params=["memory://", DOWN])
def strict(request, app, monkeypatch, tmp_path_factory):
    """With a store for the limits, and with one that is down."""
    with strict_house(app, request.param, monkeypatch, tmp_path_factory) as house:
        yield house


def knock(house, password, email="dana@example.org", address="198.51.100.7", who=None):
    who = who or Person(house, house.test_client())
    return who.post("/login", {"email": email, "password": password}, environ_overrides={"REMOTE_ADDR": address})


def test_a_stranger_is_slowed_down_and_told_when_to_come_back(strict, dana):
    knows(dana)
    assert {knock(strict, OTHER).status_code for _ in range(10)} == {422}
    answer = knock(strict, PASSWORD)
    assert answer.status_code == 429 and 0 < int(answer.headers["Retry-After"]) <= 61
    assert 'id="main"' in answer.get_data(as_text=True)


def test_a_stranger_cannot_lock_dana_out(strict, dana):
    knows(dana)
    known = Person(strict, strict.test_client())
    assert knock(strict, PASSWORD, who=known).status_code == 303
    known.post("/logout")
    for _ in range(11):
        knock(strict, OTHER)
    assert knock(strict, PASSWORD, address="203.0.113.9").status_code == 303  # from elsewhere
    assert knock(strict, PASSWORD, who=known).status_code == 303  # from the same network, in a browser that was hers


def test_one_address_cannot_try_everybody(strict, dana):
    answers = [knock(strict, OTHER, email=f"parent{n}@example.org").status_code for n in range(61)]
    assert answers[:60] == [422] * 60 and answers[60] == 429


def test_right_passwords_and_typing_errors_are_not_counted(strict, dana):
    knows(dana)
    for _ in range(12):
        assert knock(strict, PASSWORD).status_code == 303
        assert knock(strict, "").status_code == 422


def test_one_address_of_ipv6_is_a_whole_household(strict, dana):
    knows(dana)
    for n in range(10):
        knock(strict, OTHER, address=f"2001:db8:1:2::{n + 1}")
    assert knock(strict, OTHER, address="2001:db8:1:2:ffff::1").status_code == 429
    assert knock(strict, OTHER, address="2001:db8:1:3::1").status_code == 422


def test_letters_are_asked_for_with_patience(strict):
    who = Person(strict, strict.test_client())
    answers = [who.post("/forgot", {"email": f"parent{n}@example.org"}).status_code for n in range(11)]
    assert answers == [200] * 10 + [429]


def test_registering_over_a_known_address_is_a_guess_like_any_other(strict, dana):
    knows(dana)
    form = {"full_name": "Ruth", "email": "dana@example.org", "password": OTHER, "agree": "y"}
    answers = [Person(strict, strict.test_client()).post("/register", form).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_many_guesses_at_once_do_not_slip_by(strict, dana, monkeypatch):
    knock(strict, OTHER)
    monkeypatch.setattr(passwords, "matches", lambda kept, password: time.sleep(1.5) or False)
    with ThreadPoolExecutor(40) as crowd:
        answers = list(crowd.map(lambda _: knock(strict, OTHER).status_code, range(40)))
    assert answers.count(429) >= 10


def test_whoever_once_used_her_account_elsewhere_cannot_lock_dana_out(strict, dana):
    knows(dana)
    known, theirs = Person(strict, strict.test_client()), Person(strict, strict.test_client())
    for who in (known, theirs):
        assert knock(strict, PASSWORD, who=who).status_code == 303
        who.post("/logout")
    for _ in range(11):
        knock(strict, OTHER, who=theirs, address="203.0.113.9")
    assert knock(strict, PASSWORD, who=known).status_code == 303


def test_ipv4_visitors_of_an_ipv6_socket_are_not_one_household(strict, dana):
    for _ in range(11):
        knock(strict, OTHER, address="::ffff:198.51.100.7")
    assert knock(strict, OTHER, address="::ffff:203.0.113.9").status_code == 422


def test_changes_without_a_limit_of_their_own_have_one(strict, dana):
    with dana.client.session_transaction() as session:
        mine = dict(session)
    known = Person(strict, strict.test_client())
    with known.client.session_transaction() as session:
        session.update(mine)
    answers = []
    for _ in range(242):
        answers.append(known.post("/settings/sessions/end").status_code)
        with known.client.session_transaction() as session:
            session.pop("_flashes", None)  # she reads what she is told; unread, it would grow with every one
    assert answers[0] == 303 and answers[-1] == 429
    assert known.get("/settings").status_code == 200


def test_a_crowd_at_the_moment_the_store_goes_is_not_told_that_we_are_down(strict, dana):
    with ThreadPoolExecutor(12) as crowd:
        answers = crowd.map(lambda n: knock(strict, OTHER, email=f"parent{n}@example.org").status_code, range(12))
    assert set(answers) == {422}
