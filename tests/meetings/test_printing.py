"""The page for a meeting as a PDF: one sheet, its own text, and gone with the words that leave it."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest

from chitta.core.db import db, transaction
from chitta.journal.models import JournalEntry
from chitta.journey.facts import Corrected, Disputed, Observed, Withdrawn
from chitta.journey.models import Journey
from chitta.meetings import printing
from chitta.meetings.models import PRINTED, MeetingQuestion
from chitta.prints.models import Print
from tests.meetings.conftest import LETTER
from tests.people import HX
from tests.prints.conftest import Press
from tests.prints.test_story import TOLD, close, read_aloud, taken_out


class Table(Press):
    """The page of somebody's meeting, and its print."""

    def prepare(self, who, told, questions=1):
        with self.app.app_context(), transaction():
            journey = Journey.locked(who.session_id)
            kinds = ("strength", "concern", "strength", "history", "context")
            for kind, text in zip(kinds, told, strict=True):
                journey.learn(Observed(kind=kind, domain="motor", text=text))
            journey.learn(LETTER)
            JournalEntry.write(journey, f"{told[2]} (3)")
            for number in range(questions):
                MeetingQuestion.write(journey, f"{told[1]} – {number + 1}?")

    def one(self, who):
        """The print that is there now."""
        with self.app.app_context(), transaction(writing=False):
            mine = db.select(Print).where(Print.session_id == who.session_id, Print.status != "gone")
            return db.session.scalar(mine)

    def printed(self, who):
        answer = who.post(f"/sessions/{who.session_id}/meeting/pdf")
        assert answer.location == f"/sessions/{who.session_id}/view/summary#print", answer.text
        self.work()
        return self.one(who)

    def of(self, page_id):
        with self.app.app_context(), transaction(writing=False):
            return Print.of(PRINTED, page_id)


@pytest.fixture
def table(app):
    app.extensions["storage"].delete_all("families/")
    return Table(app)


@pytest.mark.parametrize("who", ["dana", "amir"])
def test_its_text_is_the_text_of_the_page_and_ten_questions_fit_on_it(app, table, request, who):
    person = request.getfixturevalue(who)
    table.prepare(person, TOLD[who], questions=10)
    made = table.printed(person)
    with app.app_context(), transaction(writing=False):
        meant, _ = read_aloud(printing.sheet(made.owner_id))
    assert "".join(taken_out(table.leaves(made.owner_id), [])) == meant
    assert made.pages == 1 and all(close(one) in meant for one in TOLD[who][:3])


def test_dana_makes_it_beside_the_page_and_downloads_it_under_a_discreet_name(table, dana):
    view = f"/sessions/{dana.session_id}/view/summary"
    table.prepare(dana, TOLD["dana"])
    assert f'action="/sessions/{dana.session_id}/meeting/pdf"' in dana.get(view).text
    made = table.printed(dana)
    assert f"/prints/{made.id}/file" in dana.get(view).text
    given = dana.get(dana.get(f"/prints/{made.id}/file").location)
    name = given.headers["Content-Disposition"]
    given.close()
    assert "One page for the meeting - 20" in name and "Noa" not in name
    assert dana.get(f"/prints/{made.id}").location == f"{view}#print"


def test_it_is_made_by_the_clock_of_a_family_that_lives_elsewhere(app, table, dana):
    from chitta.accounts.models import User
    from chitta.core import times
    from chitta.experts.models import Expert, ExpertMatch

    table.prepare(dana, TOLD["dana"])
    with app.app_context(), transaction():
        db.session.get_one(User, dana.user_id).time_zone = "America/New_York"
        levi = Expert.write(name_en="Dr. Levi", specialties="speech", city="lod", languages="en")
        match = ExpertMatch.keep(Journey.locked(dana.session_id), levi)
        match.schedule(times.today() + timedelta(days=9), time(9), version=match.version)
    assert table.printed(dana).status == "ready"


def test_one_that_runs_on_says_so(table, dana):
    view = f"/sessions/{dana.session_id}/view/summary"
    table.prepare(dana, TOLD["dana"])
    table.set(table.printed(dana).id, pages=2)
    assert "It runs on over more than one page" in dana.get(view).text


@pytest.mark.parametrize("deed", ["question", "entry", "observation", "nothing"])
def test_it_goes_with_the_words_that_leave_the_page(app, table, dana, deed):
    table.prepare(dana, TOLD["dana"])
    made = table.printed(dana)
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        if deed == "question":
            MeetingQuestion.of(journey)[0].erase()
        elif deed == "entry":
            JournalEntry.of(journey)[0].delete()
        elif deed == "observation":
            journey.learn(Withdrawn(observation_id=journey.observations()[0].id))
    table.sweep()
    left = deed == "nothing"
    assert bool(table.one(dana)) is bool(table.files()) is left
    assert (dana.get(f"/prints/{made.id}/file").status_code == 303) is left


def test_told_something_more_the_page_is_another_and_so_is_its_print(app, table, dana):
    table.prepare(dana, TOLD["dana"])
    first = table.printed(dana)
    with app.app_context(), transaction():
        Journey.locked(dana.session_id).learn(Observed(kind="strength", domain="sleep", text="Sleeps well"))
    assert "Make a PDF" in dana.get(f"/sessions/{dana.session_id}/view/summary").text
    second = table.printed(dana)
    assert second.owner_id != first.owner_id and len(table.files()) == 1


def test_changed_while_it_waits_it_is_not_made_and_can_be_asked_for_again(app, table, dana):
    table.prepare(dana, TOLD["dana"])
    dana.post(f"/sessions/{dana.session_id}/meeting/pdf")
    with app.app_context(), transaction():
        Journey.locked(dana.session_id).learn(Observed(kind="strength", domain="sleep", text="Sleeps well"))
    table.work()
    assert (table.one(dana).status, table.one(dana).reason, table.files()) == ("failed", "nothing", [])
    assert table.printed(dana).status == "ready"


def test_a_question_changed_on_the_page_brings_the_button_back_with_it(table, dana):
    table.prepare(dana, TOLD["dana"])
    table.printed(dana)
    answer = dana.post(f"/sessions/{dana.session_id}/meeting/questions", {"text": "And at night?"}, headers=HX).text
    assert 'hx-target="#print"' in answer and "Make a PDF" in answer and "/file" not in answer


def test_too_early_there_is_nothing_to_print(table, dana):
    assert dana.post(f"/sessions/{dana.session_id}/meeting/pdf").status_code == 422 and table.all() == []


def test_ruth_finds_no_such_page(table, dana, ruth):
    table.prepare(dana, TOLD["dana"])
    made = table.printed(dana)
    nobodys = ruth.post(f"/sessions/{uuid4()}/meeting/pdf")
    hers = ruth.post(f"/sessions/{dana.session_id}/meeting/pdf")
    assert hers.status_code == ruth.get(f"/prints/{made.id}/file").status_code == 404 and hers.data == nobodys.data


@pytest.mark.parametrize("how", ["corrected", "disputed"])
def test_what_dana_corrects_or_disputes_leaves_the_pdf_too(app, table, dana, how):
    table.prepare(dana, TOLD["dana"])
    before = table.printed(dana)
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        one = journey.observations()[0]
        changed = Corrected(observation_id=one.id, text="She hums", version=one.version)
        journey.learn(changed if how == "corrected" else Disputed(observation_id=one.id))
    assert table.one(dana) is None and dana.get(f"/prints/{before.id}/file").status_code == 404
