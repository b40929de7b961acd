"""What somebody agreed to: asked plainly, kept as a story, taken back with one tap."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chitta.accounts.consents import OUTSIDE, PURPOSES, WORDS, Consent, current
from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from tests.accounts.conftest import user_of
from tests.accounts.test_register import DANA

PAGE = "/settings/consents"


@pytest.fixture
def claude_is_here(app, monkeypatch):
    """As far as the pages can tell."""
    monkeypatch.setitem(app.extensions, "guides", {"claude": None, **app.extensions["guides"]})


@pytest.fixture
def clock(monkeypatch):
    """clock(hours): so many hours later."""
    began = times.now()

    def stand(hours):
        monkeypatch.setattr(times, "now", lambda: began + timedelta(hours=hours))

    return stand


def story(app, person_id, *purposes):
    """(purpose, version, was it a yes, was it taken back) of every answer, the oldest first."""
    with app.app_context(), transaction(writing=False):
        told = reversed(Consent.of(db.session.get(User, person_id)))
        return [
            (one.purpose, one.version, one.given_at is not None, one.withdrawn_at is not None)
            for one in told
            if not purposes or one.purpose in purposes
        ]


def say(person, answer, *purposes):
    return person.post(PAGE, {"purposes": list(purposes), "answer": answer})


@pytest.mark.parametrize(("ticked", "yes"), [({"claude": "y"}, True), ({}, False)])
def test_whoever_registers_says_yes_to_the_terms_and_yes_or_no_to_claude(app, somebody, claude_is_here, ticked, yes):
    form = somebody.get("/register?lang=en").text
    assert 'name="claude" value="y"><span>' in form and "It works without a yes too" in form  # not ticked, not required
    assert somebody.post("/register", {**DANA, **ticked}).status_code == 303
    told = story(app, user_of(app, "dana@example.org").id)
    assert ("terms", current("terms"), True, False) in told and len(told) == len(PURPOSES)
    assert {one[2:] for one in told if one[0] in OUTSIDE} == {(yes, not yes)}
    assert ("Allowed since" in somebody.get(PAGE).text) == yes


def test_where_there_is_no_claude_nobody_is_asked_about_it(app, somebody):
    assert 'name="claude"' not in somebody.get("/register").text
    somebody.post("/register", {**DANA, "claude": "y"})
    assert [one[0] for one in story(app, user_of(app, "dana@example.org").id)] == ["terms"]
    page = somebody.get(PAGE).text
    assert "not in use on this site" in page and "You were not asked yet" in page


def test_dana_takes_it_back_and_gives_it_again_and_reads_when_that_was(app, dana, clock):
    for hours, answer in ((1, "no"), (2, "yes"), (3, "yes"), (4, "no"), (5, "no")):
        clock(hours)
        assert say(dana, answer, "talk").location == PAGE
    v = current("talk")
    assert story(app, dana.user_id, "talk") == [("talk", v, True, True), ("talk", v, True, True)]  # twice is once
    page = dana.get(PAGE).text
    assert page.count("taken back on") == 2 and 'id="consent-talk" data-status="none"' in page
    assert 'id="consent-papers" data-status="given"' in page


def test_several_are_taken_back_with_one_tap(app, dana):
    say(dana, "no", *OUTSIDE)
    assert all(one[3] for one in story(app, dana.user_id, *OUTSIDE))
    assert "Allow all three" in dana.get(PAGE).text


def test_new_words_are_asked_anew_and_the_old_yes_is_not_theirs(app, dana, claude_is_here):
    with app.app_context(), transaction():
        db.session.execute(db.update(Consent).values(version=0))
    page = dana.get(PAGE).text
    assert page.count("These words are new") == len(PURPOSES) and "in earlier words" in page
    assert "waits for your answer" in dana.get("/settings").text
    assert "May Claude answer?" in dana.get(f"/sessions/{dana.session_id}").text
    say(dana, "yes", "talk")
    say(dana, "no", "papers", "reports")
    assert story(app, dana.user_id, "talk") == [("talk", 0, True, True), ("talk", current("talk"), True, False)]
    assert story(app, dana.user_id, "papers") == [
        ("papers", 0, True, True),
        ("papers", current("papers"), False, True),
    ]
    assert "The terms have new words" in dana.get(f"/sessions/{dana.session_id}").text
    say(dana, "yes", "terms")
    shown = dana.get(f"/sessions/{dana.session_id}").text
    assert "new words" not in shown and "May Claude" not in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"purposes": ["talk"]},
        {"answer": "no"},
        {"purposes": ["talk", "everything"], "answer": "yes"},
        {"purposes": ["terms"], "answer": "no"},
        {"purposes": ["talk"], "answer": "maybe"},
    ],
)
def test_what_is_no_choice_changes_nothing(app, dana, wrong):
    before = story(app, dana.user_id)
    assert dana.post(PAGE, wrong).status_code == 422 and story(app, dana.user_id) == before


def test_it_leads_back_to_pages_of_ours_only(dana):
    assert dana.post(f"{PAGE}?next=//evil.example", {"purposes": "talk", "answer": "no"}).location == PAGE
    assert 'href="/sessions"' in dana.get(f"{PAGE}?next=/sessions").text


def test_every_answer_is_on_the_trail_without_words(app, dana):
    say(dana, "no", "talk")
    say(dana, "yes", "talk")
    with app.app_context():
        told = list(db.session.scalars(db.select(Deed).where(Deed.verb.startswith("consent."))))
        rows = {one.id: one for one in db.session.scalars(db.select(Consent))}
    talk = [one.verb for one in told if rows[one.subject_id].purpose == "talk"]
    assert sorted(talk) == ["consent.give", "consent.give", "consent.withdraw"]
    assert {one.actor_id for one in told} == {dana.user_id}


def test_amir_reads_it_in_hebrew(amir):
    page = amir.get(PAGE).text
    assert "למה הסכמתי" in page and "מאושר מאז" in page and "תנאי השימוש" in page


def test_every_purpose_has_words_that_fit_its_row():
    assert set(WORDS) == set(PURPOSES) and all(len(purpose) <= 10 for purpose in PURPOSES)
