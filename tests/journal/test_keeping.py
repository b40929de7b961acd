"""A line of the conversation joins the journal."""

from __future__ import annotations

import re

import pytest

from chitta.chat.models import Message
from chitta.core.db import db, transaction
from tests.people import HX


@pytest.fixture
def said(app, dana):
    """Dana's line about the slide; its id."""
    dana.say("Yesterday she climbed the slide all by herself for the first time")
    with app.app_context(), transaction(writing=False):
        mine = Message.session_id == dana.session_id, Message.sender == "user"
        return db.session.scalars(db.select(Message.id).where(*mine)).one()


def test_a_line_is_kept_once_under_its_day_with_the_way_back(dana, said, entries):
    for _ in range(2):
        answer = dana.post(f"/messages/{said}/journal")
    (entry,) = entries()
    assert answer.location == f"/sessions/{dana.session_id}/journal?kept={entry.id}#entry-{entry.id}"
    assert entry.content.startswith("Yesterday she climbed") and entry.source == {"message": str(said)}
    assert entry.kind == "progress" and (entry.created_at.date() - entry.day).days in (0, 1, 2)
    assert f"at={said}#message-{said}" in dana.get(answer.location).text


def test_the_button_becomes_the_way_to_the_entry(dana, said, entries):
    assert f'hx-post="/messages/{said}/journal"' in dana.get(f"/sessions/{dana.session_id}").text
    link = dana.post(f"/messages/{said}/journal", headers=HX).text
    assert re.search(rf'href="/sessions/{dana.session_id}/journal\?kept={entries()[0].id}"', link)


def test_a_line_whose_entry_was_deleted_comes_back_or_it_is_said_that_it_does_not(dana, said, entries, later):
    for minutes, status in ((1, 303), (12, 422)):
        dana.post(f"/messages/{said}/journal")
        dana.post(f"/journal/{entries()[0].id}/delete")
        later(minutes=minutes)
        assert dana.post(f"/messages/{said}/journal").status_code == status
    assert entries()[0].deleted_at
