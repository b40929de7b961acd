"""Whoever tries too often at a guest's door is slowed down; nobody else is."""

from __future__ import annotations

import pytest

from chitta.sharing.models import ShareLink
from tests.sharing.conftest import WHO, Guest
from tests.strictness import strict_house

HERE, ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}, {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def strict(app, monkeypatch, tmp_path_factory):
    with strict_house(app, "memory://", monkeypatch, tmp_path_factory) as house:
        yield house


@pytest.fixture
def thief(strict):
    return Guest(strict, strict.test_client())


def test_who_tries_out_addresses_waits_and_nobody_elsewhere_does(thief, share):
    link = share()
    unknown = [thief.client.get(f"/s/{n:043}", environ_overrides=HERE) for n in range(31)]
    assert [one.status_code for one in unknown] == [404] * 30 + [429]
    assert 0 < int(unknown[-1].headers["Retry-After"]) <= 61
    assert thief.client.get(link.door, environ_overrides=HERE).status_code == 429
    assert thief.client.get(link.door, environ_overrides=ELSEWHERE).status_code == 200


def test_reading_the_door_of_a_link_that_is_there_is_not_counted(thief, share):
    link = share()
    assert {thief.client.get(link.door, environ_overrides=HERE).status_code for _ in range(32)} == {200}


def test_who_tries_codes_waits_whatever_they_type(thief, share, rows):
    link = share()
    seal = thief.form(thief.client.get(link.door).text)
    said = {**seal, **WHO, "code": ""}
    tries = [thief.client.post(link.door, data=said, environ_overrides=HERE) for _ in range(31)]
    assert [one.status_code for one in tries] == [422] * 30 + [429] and "Retry-After" in tries[-1].headers
    assert thief.client.post(link.door, data=said, environ_overrides=ELSEWHERE).status_code == 422
    assert rows(ShareLink)[0].state == "live"


def test_an_expert_writes_ten_notes_in_a_minute_and_then_waits(thief, share):
    thief.knock(share("letter"))
    answers = [thief.do("/notes", words="She waits for her turn").status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]
