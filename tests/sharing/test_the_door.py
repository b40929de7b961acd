"""The guest's first door: looking spends nothing, wrong codes are counted to the last one, tokens are exact."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta
from itertools import islice

import pytest
from sqlalchemy import event, select

from chitta.accounts.models import OutgoingLetter
from chitta.audit.models import Deed
from chitta.core.db import db, transaction
from chitta.sharing import codes, jobs
from chitta.sharing.models import MOST_WRONG, ShareLink, ShareOpening
from tests.servers import wait_until
from tests.sharing.conftest import CODE, WHO, Guest

ROBOTS = ["WhatsApp/2.23", "facebookexternalhit/1.1", "Slackbot-LinkExpanding 1.0", "TelegramBot (like TwitterBot)"]


def letters(app, kind):
    with app.app_context(), transaction(writing=False):
        return list(db.session.scalars(select(OutgoingLetter).where(OutgoingLetter.kind == kind)))


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_preview_learns_nothing_and_spends_nothing(app, levi, share, rows, robot):
    link = share()
    written = []
    with app.app_context():
        engine = db.engine
    note = lambda *told: written.append(told[2].split()[0].upper())  # noqa: E731
    event.listen(engine, "before_cursor_execute", note)
    for ask in (levi.client.get, levi.client.head):
        answer = ask(link.door, headers={"User-Agent": robot})
        assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
        assert not re.search(r"Noa|Dana|Levi", answer.text)
    event.remove(engine, "before_cursor_execute", note)
    assert not {"INSERT", "UPDATE", "DELETE"} & set(written)
    assert rows(ShareLink)[0].opened == 0 and not rows(ShareOpening)


def variants(token):
    """Every wrong token near this one. A change may meet its own letter (one token in 64 begins with "-"): not a variant."""
    return {wrong for wrong in _changed(token) if wrong != token}


def _changed(token):
    yield from ("", "x", token[:-1], token + "A", token.swapcase(), token.replace(token[0], "-", 1), f" {token}")
    yield from (token + "=", "%00" + token[3:], "א" * 43, "../" + token, token[::-1], "x" * 10_000)


def test_a_token_that_is_guessed_cut_lengthened_or_retyped_opens_nothing(levi, share):
    link = share()
    for wrong in variants(link.token):
        answer = levi.client.get(f"/s/{wrong}")
        assert answer.status_code == 404 and "Dr. Levi" not in answer.text, wrong


def test_the_last_second_opens_and_the_next_one_does_not(levi, share, rows, clock):
    link = share()
    end = rows(ShareLink)[0].expires_at
    clock(end - timedelta(seconds=1))
    assert levi.get(link.door).status_code == 200 and levi.knock(link).status_code == 303
    clock(end)
    assert levi.get(link.door).status_code == 404 and levi.get(levi.home).status_code == 404


def test_the_first_opening_is_told_by_letter_and_the_second_is_not(app, levi, share, rows):
    link = share()
    for _ in range(2):
        assert levi.knock(link).status_code == 303
    (letter,) = letters(app, "opened")
    assert letter.path.endswith("/sharing") and rows(ShareLink)[0].opened == 2


def test_a_double_tap_at_the_door_is_one_opening(levi, share, rows):
    link = share()
    said = {**levi.form(levi.get(link.door).text), **WHO, "code": CODE}
    first, second = (levi.client.post(link.door, data=said) for _ in range(2))
    assert first.location == second.location and len(rows(ShareOpening)) == 1 == rows(ShareLink)[0].opened


@pytest.mark.parametrize("said", [{"name": ""}, {"role": " \u202e "}, {"name": "x" * 81}, {"code": ""}])
def test_who_it_is_must_be_said_and_nothing_is_counted_before(levi, share, rows, said):
    link = share()
    answer = levi.knock(link, **said)
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text
    (row,) = rows(ShareLink)
    assert (row.opened, row.wrong) == (0, 0)


@pytest.mark.parametrize(
    "typed", ["418627", "4186 27", " 4186-27 ", "４１８６－２７", "٤١٨٦٢٧", "۴۱۸۶ ۲۷", "4186\u200f27", "4186–27"]
)
def test_a_code_is_taken_as_it_is_heard(levi, share, typed):
    assert levi.knock(share("letter"), code=typed).status_code == 303


def test_letters_of_a_code_may_be_small_or_large(levi, share):
    assert levi.knock(share("letter", code="Blue Door"), code="blue door").status_code == 303


def test_without_a_code_the_door_asks_for_none(levi, share):
    link = share("letter", code=None)
    assert 'name="code"' not in levi.get(link.door).text
    assert levi.knock(link, code=None).status_code == 303


@pytest.mark.parametrize("typed", ["000000", "4" * 10_000, "٤" * 5000, "4186-2", "\x00"])
def test_a_wrong_code_says_how_many_tries_are_left(levi, share, rows, typed):
    answer = levi.knock(share(), code=typed)
    assert answer.status_code == 422 and "9 tries are left" in answer.text and rows(ShareLink)[0].wrong == 1
    assert not rows(ShareOpening) and len(answer.text) < 10_000


def test_the_tenth_wrong_code_locks_it_for_good_whoever_is_inside(app, dana, levi, share, rows):
    link, thief = share(), Guest(app, app.test_client())
    levi.knock(link)
    answers = [thief.knock(link, code="000000").status_code for _ in range(MOST_WRONG - 1)]
    seal = thief.form(thief.get(link.door).text)
    answers.append(thief.client.post(link.door, data={**seal, **WHO, "code": "000000"}).status_code)
    assert answers == [422] * 9 + [404]
    assert thief.client.post(link.door, data={**seal, **WHO, "code": CODE}).status_code == 404
    assert levi.get(levi.home).status_code == 404
    assert (
        len(letters(app, "locked")) == 1 and "locked for good" in dana.get(f"/sessions/{dana.session_id}/sharing").text
    )


def test_wrong_codes_at_the_same_moment_are_counted_to_the_last_one(app, share, rows):
    link = share()

    def guess(n):
        thief = Guest(app, app.test_client())
        page = thief.client.get(link.door)
        seal = thief.form(page.text) if page.status_code == 200 else {}
        return thief.client.post(link.door, data={**seal, **WHO, "code": f"{n:06}"}).status_code

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(guess, range(24)))
    (row,) = rows(ShareLink)
    assert row.wrong == MOST_WRONG and row.state == "locked" and not rows(ShareOpening)
    assert len(letters(app, "locked")) == 1


@pytest.fixture
def crowd(app, monkeypatch):
    """Codes typed at the same moment; each comparison waits until nobody else can begin one. Answers by code, and how many
    codes were compared."""
    begun, enough, real = [], threading.Event(), codes.matches

    def slowly(kept, code):
        begun.append(code)
        assert enough.wait(60)
        return real(kept, code)

    monkeypatch.setattr(codes, "matches", slowly)

    def crowd(link, typed, turned_away):
        doors = []
        for _ in typed:
            thief = Guest(app, app.test_client())
            doors.append((thief, thief.form(thief.get(link.door).text)))
        with ThreadPoolExecutor(len(typed)) as hands:
            try:
                asked = [
                    hands.submit(thief.client.post, link.door, data={**seal, **WHO, "code": code})
                    for (thief, seal), code in zip(doors, typed, strict=True)
                ]
                if turned_away:
                    list(islice(as_completed(asked, 30), turned_away))
                else:
                    wait_until(lambda: len(begun) == len(typed), 30, "every comparison")
            finally:
                enough.set()
        return {code: one.result() for code, one in zip(typed, asked, strict=True)}, len(begun)

    return crowd


def test_of_many_codes_at_the_same_moment_no_more_are_compared_than_the_link_bears(app, share, rows, crowd):
    answers, compared = crowd(link := share(), [f"{n:06}" for n in range(16)], turned_away=6)
    assert compared == MOST_WRONG
    assert sum("Several codes are being tried" in one.text for one in answers.values()) == 6
    (row,) = rows(ShareLink)
    assert (row.wrong, row.trying, row.state) == (MOST_WRONG, 0, "locked")
    assert Guest(app, app.test_client()).get(link.door).status_code == 404


def test_the_right_code_among_nine_wrong_ones_opens_and_is_not_counted(share, rows, crowd):
    answers, _ = crowd(share(), [*(f"{n:06}" for n in range(MOST_WRONG - 1)), CODE], turned_away=0)
    assert [code for code, one in answers.items() if one.status_code == 303] == [CODE]
    (row,) = rows(ShareLink)
    assert (row.wrong, row.trying, row.state) == (MOST_WRONG - 1, 0, "live")


def test_tries_that_broke_off_with_their_process_are_given_back_after_a_minute(app, levi, share, rows, clock):
    link = share()
    for _ in range(MOST_WRONG):
        with app.app_context(), transaction():
            assert ShareLink.begin_try(link.id)
    assert "Several codes are being tried" in levi.knock(link).text and rows(ShareLink)[0].wrong == 0
    clock(timedelta(seconds=61))
    with app.app_context():
        jobs.sweep()
    assert levi.knock(link).status_code == 303


def test_openings_at_the_same_moment_are_each_counted_once(app, share, rows):
    link = share()

    def come(_):
        return Guest(app, app.test_client()).knock(link).status_code

    with ThreadPoolExecutor(6) as hands:
        assert set(hands.map(come, range(12))) == {303}
    assert rows(ShareLink)[0].opened == 12 == len(rows(ShareOpening)) and len(letters(app, "opened")) == 1


def test_the_trail_knows_that_it_was_opened_and_not_by_what_words(app, levi, inside, material):
    inside()
    levi.look(material.keys["letter"])
    with app.app_context(), transaction(writing=False):
        deeds = list(db.session.scalars(select(Deed).where(Deed.verb.startswith("share."))))
    assert [one.verb for one in sorted(deeds, key=lambda one: one.at)][1:] == ["share.opened", "share.seen"]
    assert all(one.actor_id is None for one in deeds if one.verb != "share.made")


def test_the_door_speaks_the_language_of_the_link_and_the_other_one_when_asked(levi, share):
    link = share("letter", language="he")
    assert 'lang="he"' in levi.get(link.door).text and 'lang="en" dir="ltr"' in levi.get(f"{link.door}?in=en").text
    levi.knock(link)
    assert '<html lang="he"' in levi.get(levi.home).text
    levi.do("/language", language="en")
    assert '<html lang="en"' in levi.get(levi.home).text and "Set-Cookie" not in levi.get(levi.home).headers


def test_who_said_they_are_done_comes_in_again_with_the_page_that_was_still_open(levi, share, rows):
    link = share()
    said = {**levi.form(levi.get(link.door).text), **WHO, "code": CODE}
    levi.home = levi.client.post(link.door, data=said).location
    levi.do("/end")
    answer = levi.client.post(link.door, data=said)
    assert answer.status_code == 303 and levi.get(answer.location).status_code == 200 and len(rows(ShareOpening)) == 2
