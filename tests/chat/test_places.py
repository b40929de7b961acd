"""A link to a line of the conversation leads there, however long ago it was said."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from chitta.accounts.models import User
from chitta.chat.models import LONG, PAGE, Message
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journey.models import Journey
from tests.chat.test_conversation import lines, queries
from tests.people import HX, add_child


def tell(app, person, count):
    """So many lines more, named by their number; the ids by name."""
    with app.app_context(), transaction():
        journey = Journey.locked(person.session_id)
        for number in range(count):
            Message._add(journey, sender="user", text=f"line {number}.")
    return {line.text.rstrip("."): line.id for line in lines(app, person)}


def shown(answer):
    """Numbers of the lines on a page, in its order."""
    return [int(number) for number in re.findall(r">line (\d+)\.<", answer.text)]


def at(person, line, **options):
    return person.get(f"/sessions/{person.session_id}?at={line}", **options)


def test_danas_link_to_an_old_line_opens_the_page_that_holds_it(app, dana):
    said = tell(app, dana, 90)
    page = at(dana, said["line 10"])
    assert page.status_code == 200 and f'id="message-{said["line 10"]}"' in page.text
    assert shown(page) == list(range(4, 90)) and 'id="composer"' in page.text
    assert f"before={said['line 4']}" in page.text  # and what came before is one tap away


def test_a_line_that_is_on_the_page_anyway_changes_nothing(app, dana):
    said = tell(app, dana, 90)
    assert shown(at(dana, said["line 80"])) == shown(dana.get(f"/sessions/{dana.session_id}")) == list(range(60, 90))


def test_a_line_of_long_ago_stands_among_those_about_it(app, dana):
    said = tell(app, dana, 400)
    page = at(dana, said["line 100"])
    assert shown(page) == list(range(94, 94 + PAGE)) and 'id="composer"' not in page.text
    assert "Earlier messages" in page.text and "To the newest messages" in page.text
    onward = re.search(r'href="([^"]+)#message-[^"]+">Later messages', page.text)[1]
    assert shown(dana.get(onward)) == list(range(123 - 6, 123 - 6 + PAGE))


def test_going_on_with_later_messages_reaches_the_conversation(app, dana):
    said = tell(app, dana, 400)
    page, steps = at(dana, said["line 0"]), 0
    while link := re.search(r'href="([^"]+)#message-[^"]+">Later messages', page.text):
        page, steps = dana.get(link[1]), steps + 1
    assert shown(page)[-1] == 399 and 'id="composer"' in page.text and steps <= 400 // (PAGE - 6 - 1) + 1


def test_how_far_back_a_whole_page_reaches(app, dana):
    tell(app, dana, LONG * 2)
    seqs = {line.seq: line.id for line in lines(app, dana)}
    newest = max(seqs)
    assert 'id="composer"' in at(dana, seqs[newest - LONG + 1 + 6]).text
    assert 'id="composer"' not in at(dana, seqs[newest - LONG + 6]).text


@pytest.mark.parametrize(
    "garbage", ["", "x", "0", "%00", "' OR 1=1", "../..", "3f0c1a52-0000-4000-8000-000000000000", "א" * 200]
)
def test_nonsense_is_no_place_and_is_not_minded(app, dana, garbage):
    tell(app, dana, 50)
    page = at(dana, garbage)
    assert page.status_code == 200 and shown(page) == list(range(20, 50))


def test_a_line_of_ruths_or_of_another_child_is_no_place_here(app, dana, ruth):
    tell(app, dana, 50)
    for number in range(3):
        ruth.say(f"Tom {number}")
    with app.test_request_context(), transaction():
        other = type(dana)(app, dana.client)
        add_child(other, db.session.get(User, dana.user_id), "Yael")
    for stranger in (ruth, other):
        page = at(dana, lines(app, stranger)[0].id)
        assert page.status_code == 200 and shown(page) == list(range(20, 50)) and "Tom" not in page.text


def test_ruth_finds_no_such_conversation_at_any_line(app, dana, ruth):
    said = tell(app, dana, 50)
    door = f"/sessions/{dana.session_id}?at={said['line 3']}"
    assert ruth.get(door).status_code == 404
    assert ruth.get(door).text == ruth.get(f"/sessions/{uuid4()}?at={said['line 3']}").text


def test_looking_at_an_old_line_writes_nothing(app, dana):
    said = tell(app, dana, 60)
    count = lambda: db.session.scalar(select(func.count()).select_from(Message))  # noqa: E731
    with app.app_context(), transaction(writing=False):
        before = count()
    at(dana, said["line 3"])
    with app.app_context(), transaction(writing=False):
        assert count() == before


def test_an_old_line_costs_as_many_queries_in_a_long_life_as_in_a_short_one(app, dana):
    said = tell(app, dana, 50)
    few = queries(app, dana, f"?at={said['line 3']}")
    tell(app, dana, 300)
    assert queries(app, dana, f"?at={said['line 3']}") <= few <= 9
    assert queries(app, dana, f"?at={uuid4()}") <= 9


def test_the_address_of_a_line_leads_to_its_place(app, dana):
    said = tell(app, dana, 50)
    line = said["line 3"]
    answer = dana.get(f"/messages/{line}")
    assert answer.status_code == 302
    assert answer.location == f"/sessions/{dana.session_id}?at={line}#message-{line}"


def days(answer):
    return re.findall(r'data-day="([^"]+)"', answer.text)


def test_a_day_is_named_once_when_earlier_lines_of_it_come(app, dana):
    said = tell(app, dana, 50)
    page = dana.get(f"/sessions/{dana.session_id}")
    assert days(page) == ["Today"] and f'id="day-{said["line 20"]}"' in page.text
    older = dana.get(f"/sessions/{dana.session_id}/messages?before={said['line 20']}", headers=HX)
    assert days(older) == ["Today"]
    assert f'<hx-partial hx-target="#day-{said["line 20"]}" hx-swap="delete">' in older.text


def test_another_day_keeps_its_name(app, dana):
    said = tell(app, dana, 50)
    yesterday = times.now() - timedelta(days=1)
    with app.app_context(), transaction():
        seq = db.session.get(Message, said["line 20"]).seq
        db.session.execute(update(Message).where(Message.seq < seq).values(created_at=yesterday))
    older = dana.get(f"/sessions/{dana.session_id}/messages?before={said['line 20']}", headers=HX)
    assert days(older) == ["Yesterday"] and "<hx-partial" not in older.text
