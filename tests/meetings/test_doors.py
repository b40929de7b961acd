"""The page for a meeting and its questions: read, asked, reworded, deleted; by its own family and nobody else."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import render_template
from sqlalchemy import event

from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.documents.models import Document
from chitta.documents.reading import Reading
from chitta.gateways.streams import live
from chitta.journey.facts import ArtifactCounted, Disputed, GoOn, Observed, StageChosen, Withdrawn
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.meetings import gathering
from chitta.meetings.models import MeetingQuestion
from tests.meetings.conftest import ALONE, LETTER, SINGS
from tests.people import HX

BOTH = pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
HOSTILE = '<img src=x onerror=alert(1)> {{ 7*7 }} %(n)s "quoted"'
HELP = "What helps at the gate?"


def ideas_of(page):
    return re.findall(r'<li data-idea="([^"]+)"', page)


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


# --- the page ------------------------------------------------------------------------------------------------------------


def test_too_early_it_says_kindly_what_is_missing_and_leads_there(dana, view):
    page = dana.get(view).text
    assert (
        "I need to hear a little more first" in page
        and f'class="btn primary" href="/sessions/{dana.session_id}"' in page
    )
    assert 'id="brief"' not in page


def test_it_is_a_page_a_deep_view_and_in_the_menu(dana, told, view):
    page, dialog = dana.get(view).text, dana.get(view, headers=HX).text
    assert "<h1>One page for the meeting</h1>" in page and f'href="{view}" aria-current="page"' in page
    assert dialog.startswith("<header>") and 'id="brief"' in dialog and "<!doctype" not in dialog


def test_its_card_opens_it_while_a_meeting_is_prepared(app, dana, told, view):
    with app.app_context(), transaction():
        Journey.locked(dana.session_id).learn(StageChosen(stage="meeting_prep"))
    cards = dana.get(f"/sessions/{dana.session_id}/cards").text
    assert re.search(r'data-card="summary"[^>]*data-action="summary"', cards) and f'hx-get="{view}"' in cards


def test_everything_told_stands_there_with_its_source(dana, told, view, wrote):
    entry = wrote("She joined the circle", kind="progress")
    page = dana.get(view).text
    said = words_of(page)
    assert "“She sings all day long”." in said and "“She plays alone” (“the summer”)." in said
    assert "For example: “At the birthday she hid”." in said and "1 moment of progress" in said
    assert f'href="/journal/{entry}"' in page and f"/view/portrait#observation-{told[1]}" in page
    assert (
        page.index("She sings")
        < page.index("She plays alone")
        < page.index("joined the circle")
        < page.index("like to ask")
    )
    assert "not a diagnosis" in said and 'aria-label="Source 1: The family told' in page


def test_the_meeting_says_with_whom_and_when_once_that_is_known(dana, told, learned, view):
    assert "<dt>When</dt>" not in dana.get(view).text
    known = {"with": "Merav <b>Sagi</b>", "when": "25 November, 10:00"}
    learned(ArtifactCounted(artifact=Artifact(type="meeting", count=1, metadata=known)))
    page = dana.get(view).text
    assert "<bdi>Merav &lt;b&gt;Sagi&lt;/b&gt;</bdi>" in page and "<bdi>25 November, 10:00</bdi>" in page


def test_what_dana_disputes_or_deletes_is_gone_from_it_at_once(dana, told, learned, view):
    sings, alone = told
    learned(Disputed(observation_id=sings), Withdrawn(observation_id=alone))
    page = dana.get(view).text
    assert "She sings" not in page and "plays alone" not in page and "No worry has come up" in page


def test_only_the_last_month_of_the_journal_is_told(dana, told, view, wrote):
    wrote("Long ago", day=times.today() - timedelta(days=31))
    wrote("Just in time", day=times.today() - timedelta(days=30))
    page = dana.get(view).text
    assert "Just in time" in page and "Long ago" not in page and "1 observation." in words_of(page)


@BOTH
def test_hostile_words_are_shown_as_words(dana, learned, view, asking, wrote, headers):
    learned(Observed(kind="strength", domain="motor", text=HOSTILE), ALONE, LETTER)
    wrote(HOSTILE)
    dana.post(asking, {"text": HOSTILE})
    page = dana.get(view, headers=headers).text
    assert (
        "<img" not in page and page.count("&lt;img src=x") >= 3 and "{{ 7*7 }}" in page and "49" not in words_of(page)
    )


def test_the_body_of_the_page_has_no_form_and_holds_the_questions(app, dana, told, asking):
    dana.post(asking, {"text": HELP})
    with app.test_request_context(), transaction(writing=False):
        journey = db.session.get_one(Journey, dana.session_id)
        body = render_template("meetings/_brief.html", journey=journey, brief=gathering.page(journey))
    assert (
        "<form" not in body and "<input" not in body and "<button" not in body and HELP in body and "She sings" in body
    )


def test_reading_writes_nothing_and_asks_as_much_of_a_full_page_as_of_an_empty_one(
    app, dana, told, view, asking, wrote
):
    def asked():
        seen = []
        note = lambda *told: seen.append(told[2])  # noqa: E731
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        dana.get(view)
        event.remove(engine, "before_cursor_execute", note)
        assert not [one for one in seen if one.split()[0].upper() in {"INSERT", "UPDATE", "DELETE"}]
        return len(seen)

    empty = asked()
    for number in range(6):
        dana.post(asking, {"text": f"Question {number}"})
        wrote(f"Moment {number}")
    assert asked() == empty <= 11


# --- asking --------------------------------------------------------------------------------------------------------------


@BOTH
def test_dana_asks_a_question_of_her_own(dana, told, view, asking, questions, stage, headers):
    answer = dana.post(asking, {"text": "  What helps \n at the gate? "}, headers=headers)
    (question,) = questions()
    assert question.text == HELP and question.idea is None and stage() == "meeting_prep"
    if headers:
        assert answer.status_code == 200 and answer.text.strip().startswith('<div class="stack" id="questions"')
    else:
        assert answer.status_code == 303 and answer.location == f"{view}#questions"
    assert HELP in dana.get(view).text


def test_a_double_tap_is_one_question_and_one_line_in_the_trail(app, dana, told, asking, questions):
    for text in (HELP, HELP, "what helps at the gate"):
        assert dana.post(asking, {"text": text}).status_code == 303
    assert [one.text for one in questions()] == [HELP]
    with app.app_context(), transaction(writing=False):
        assert len(db.session.scalars(db.select(Deed).where(Deed.verb == "question.ask")).all()) == 1


@pytest.mark.parametrize("idea", [None, "worry-social_play"], ids=["own", "idea"])
def test_taps_at_the_same_moment_are_one_question(app, dana, told, questions, idea):
    def tap(_):
        with app.app_context(), transaction():
            return MeetingQuestion.write(db.session.get_one(Journey, dana.session_id), HELP, idea).id

    with ThreadPoolExecutor(4) as thumbs:
        assert len(set(thumbs.map(tap, range(8)))) == len(questions()) == 1


@BOTH
@pytest.mark.parametrize(
    ("text", "why"),
    [("", "no words"), (" \u202e\n ", "no words"), ("x" * 301, "Up to 300")],
    ids=["none", "unseen", "long"],
)
def test_what_does_not_fit_is_refused_and_what_was_typed_is_kept(dana, told, asking, questions, text, why, headers):
    answer = dana.post(asking, {"text": text}, headers=headers)
    assert answer.status_code == 422 and why in answer.text and questions() == []
    assert f">{text.strip().strip(chr(0x202E)).strip()}</textarea>" in answer.text


def test_three_hundred_characters_fit(dana, told, asking, questions):
    dana.post(asking, {"text": "x" * 300})
    assert len(questions()[0].text) == 300


@BOTH
def test_twenty_questions_fit_and_the_next_one_is_kept_in_its_field(dana, told, view, asking, questions, headers):
    for number in range(20):
        dana.post(asking, {"text": f"Question {number}?"})
    page = dana.get(view).text
    assert "There is room for 20 questions" in page and 'id="question-text-new"' not in page and not ideas_of(page)
    answer = dana.post(asking, {"text": "One too many?"}, headers=headers)
    assert (
        answer.status_code == 422
        and "There is room for 20" in answer.text
        and ">One too many?</textarea>" in answer.text
    )
    assert [one.text for one in questions()] == [f"Question {number}?" for number in range(20)]


@BOTH
def test_before_its_time_no_question_is_kept_and_the_reason_is_said(dana, asking, questions, stage, headers):
    answer = dana.post(asking, {"text": HELP}, headers=headers)
    assert (
        answer.status_code == 422 and "hear a little more first" in answer.text and f">{HELP}</textarea>" in answer.text
    )
    assert questions() == [] and stage() == "interview"


def test_where_the_journey_goes_on_by_itself_a_question_does_not_stop_it(dana, learned, asking, questions, stage):
    learned(SINGS, ALONE, LETTER, GoOn(), StageChosen(stage="analysis"))
    dana.post(asking, {"text": HELP})
    assert stage() == "analysis" and len(questions()) == 1


def test_open_pages_hear_that_a_meeting_is_being_prepared(app, dana, told, asking):
    dana.post(asking, {"text": HELP})
    heard = [fact for _, fact in app.extensions["streams"].since(live(dana.session_id), "0-0")]
    assert "stage" in heard[-1]["what"]


@BOTH
def test_danger_brings_the_helplines_beside_it_and_they_are_not_printed(dana, told, view, asking, headers):
    dana.post(asking, {"text": "I am afraid of what I might do to her"})
    page = dana.get(view, headers=headers).text
    assert re.search(r'class="crisis stack tight noprint" data-safety="child_harm"', page) and 'href="tel:' in page


# --- ideas ---------------------------------------------------------------------------------------------------------------


@BOTH
def test_one_tap_takes_an_idea_which_is_no_longer_offered(dana, told, view, asking, questions, headers):
    before = ideas_of(dana.get(view).text)
    assert before[0] == "worry-social_play" and len(before) == 6
    answer = dana.post(asking, {"idea": before[0]}, headers=headers)
    page = answer.text if headers else dana.get(answer.location).text
    assert before[0] not in ideas_of(page) and questions()[0].text.startswith("How can we help Noa")
    dana.post(asking, {"idea": before[0]}, headers=headers)
    assert len(questions()) == 1


def test_an_idea_that_was_taken_and_reworded_is_not_offered_again_until_it_is_deleted(
    dana, told, view, asking, questions
):
    dana.post(asking, {"idea": "worry-social_play"})
    (question,) = questions()
    dana.post(f"/questions/{question.id}", {"text": "Whom could she play with?", "version": "1"})
    assert "worry-social_play" not in ideas_of(dana.get(view).text)
    dana.post(f"/questions/{question.id}/delete")
    assert "worry-social_play" in ideas_of(dana.get(view).text)


@BOTH
@pytest.mark.parametrize("idea", ["worry-sleep", "ask-0000", "x" * 500, "<b>"])
def test_an_idea_that_is_none_is_refused(dana, told, asking, questions, idea, headers):
    answer = dana.post(asking, {"idea": idea}, headers=headers)
    assert answer.status_code == 422 and "has changed meanwhile" in answer.text and questions() == []


def test_what_a_paper_asks_for_and_a_question_from_the_journal_are_ideas(
    app, dana, told, view, asking, questions, wrote
):
    wrote("Should she repeat the year?", tags=["for the meeting"])
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        paper = Document.take(
            journey,
            name="hearing.pdf",
            type="medical",
            media_type="application/pdf",
            size=9,
            key=f"families/x/{uuid4()}",
        )
        paper.status, paper.content = "understood", Reading(texts=("x",), asks=("A hearing check in autumn",))
    page = dana.get(view).text
    (asked,) = (key for key in ideas_of(page) if key.startswith("ask-"))
    assert "The document “hearing” asks for: “A hearing check in autumn”." in words_of(page)
    (noted,) = (key for key in ideas_of(page) if key.startswith("entry-"))
    for key in (asked, noted):
        dana.post(asking, {"idea": key})
    assert questions()[1].text == "Should she repeat the year?" and not {asked, noted} & set(
        ideas_of(dana.get(view).text)
    )


# --- rewording and deleting --------------------------------------------------------------------------------------------------


@pytest.fixture
def question(dana, told, asking, questions):
    dana.post(asking, {"text": HELP})
    return questions()[0].id


@BOTH
def test_dana_finds_better_words(dana, question, questions, headers):
    answer = dana.post(
        f"/questions/{question}", {"text": "What helps in the morning?", "version": "1"}, headers=headers
    )
    assert answer.status_code == (200 if headers else 303)
    assert [(one.text, one.version) for one in questions()] == [("What helps in the morning?", 2)]


@BOTH
def test_two_tabs_see_both_texts_and_the_second_may_decide(dana, question, questions, headers):
    dana.post(f"/questions/{question}", {"text": "from one tab", "version": "1"})
    answer = dana.post(f"/questions/{question}", {"text": "from the other", "version": "1"}, headers=headers)
    assert answer.status_code == 409 and "What stands there now:" in answer.text and "from one tab" in answer.text
    assert ">from the other</textarea>" in answer.text and questions()[0].text == "from one tab"
    version = re.search(r'name="version" value="(\d+)"', answer.text)[1]
    dana.post(f"/questions/{question}", {"text": "from the other", "version": version})
    assert questions()[0].text == "from the other"


@BOTH
@pytest.mark.parametrize(
    ("text", "version"), [("", "1"), ("x" * 301, "1"), ("New", ""), ("New", "x"), ("New", "9" * 40)]
)
def test_a_refused_change_changes_nothing_and_keeps_what_was_typed(dana, question, questions, text, version, headers):
    answer = dana.post(f"/questions/{question}", {"text": text, "version": version}, headers=headers)
    assert (
        answer.status_code in (409, 422)
        and f">{text}</textarea>" in answer.text
        and '<details class="noprint" open' in answer.text
    )
    assert questions()[0].text == HELP


@BOTH
def test_dana_deletes_a_question(dana, question, view, questions, headers):
    answer = dana.post(f"/questions/{question}/delete", headers=headers)
    assert answer.status_code == (200 if headers else 303) and questions() == []
    assert HELP not in dana.get(view).text and dana.post(f"/questions/{question}/delete").status_code == 404


@BOTH
def test_deleted_in_another_tab_while_it_is_reworded_it_is_said_to_be_gone(app, dana, question, monkeypatch, headers):
    from chitta.meetings import models

    heard = models._heard

    def delete():
        with app.app_context(), transaction():
            db.session.get_one(MeetingQuestion, question).erase()

    def meanwhile(text):  # after the question was loaded, before it is locked
        with ThreadPoolExecutor(1) as other_tab:
            other_tab.submit(delete).result()
        return heard(text)

    monkeypatch.setattr(models, "_heard", meanwhile)
    answer = dana.post(f"/questions/{question}", {"text": "New words", "version": "1"}, headers=headers)
    assert answer.status_code == 422 and "no longer here" in answer.text and ">New words</textarea>" in answer.text


# --- who may ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["", "/delete"])
def test_a_stranger_finds_no_such_question(ruth, question, questions, deed):
    sent = {"text": "Mine now", "version": "1"}
    theirs, nobodys = ruth.post(f"/questions/{question}{deed}", sent), ruth.post(f"/questions/{uuid4()}{deed}", sent)
    assert theirs.status_code == 404 and theirs.data == nobodys.data and questions()[0].text == HELP


def test_a_stranger_finds_no_such_page(ruth, told, view, asking, questions):
    assert ruth.get(view).status_code == ruth.post(asking, {"text": HELP}).status_code == 404 and questions() == []


def test_a_visitor_is_sent_to_log_in(somebody, question, view, asking, questions):
    for answer in (
        somebody.get(view),
        somebody.post(asking, {"text": "x"}),
        somebody.post(f"/questions/{question}/delete"),
    ):
        assert answer.status_code in (302, 303) and "/login" in answer.location
    assert len(questions()) == 1


def test_amir_reads_it_in_hebrew(app, amir):
    view, asking = f"/sessions/{amir.session_id}/view/summary", f"/sessions/{amir.session_id}/meeting/questions"
    pages = [amir.get(view, headers=HX).text]
    with app.app_context(), transaction():
        journey = Journey.locked(amir.session_id)
        journey.learn(
            Observed(kind="concern", domain="communication", text="הוא לא מדבר", example="אתמול בגן", since="הקיץ")
        )
        journey.learn(LETTER)
    pages.append(amir.post(asking, {"idea": "worry-communication"}, headers=HX).text)
    pages += [amir.post(asking, {"text": ""}, headers=HX).text, amir.get(view, headers=HX).text]
    said = words_of(" ".join(pages))
    assert "מה יעזור לאורי לבקש ולספר, בלי לחץ?" in said and "למשל: ״אתמול בגן״" in said and "בכמה מילים" in said
    assert not re.findall(r"[a-z]{3,}", said)
