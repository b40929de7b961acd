"""The letter's doors: read, asked for, by its own family and nobody else."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journey.facts import ChildDescribed, Disputed, GoOn, Observed
from chitta.journey.models import Journey
from chitta.reports import writing
from chitta.reports.models import MOST_ATTEMPTS, Report
from tests.people import HX
from tests.working import burst

SAID = str(uuid4())
SINGS = Observed(kind="strength", domain="motor", text="Sings <b>loud</b>", source={"message": SAID})
ALONE = Observed(kind="concern", domain="social_play", text="Plays alone", example="At the birthday", since="summer")
HELPED = Observed(kind="context", domain="social_play", text="A hug helps")


@pytest.fixture
def view(dana):
    return f"/sessions/{dana.session_id}/view/parentReport"


@pytest.fixture
def asked(dana):
    return f"/sessions/{dana.session_id}/reports"


def test_before_there_is_one_it_says_what_is_missing_and_offers_both_ways(dana, view, asked):
    page = dana.get(view).text
    assert "has not been written yet" in page and "one thing that goes well" in page
    assert f'href="/sessions/{dana.session_id}"' in page and f'action="{asked}"' in page


def test_while_it_is_written_dana_need_not_wait(dana, view, asked, versions):
    answer = dana.post(asked)
    report = versions()[0]
    assert answer.status_code == 303 and answer.location == f"/reports/{report.id}"
    for page in (dana.get(view).text, dana.get(answer.location).text):
        assert (
            "It waits for its turn. A moment. No need to wait here" in page
            and f'id="report-{report.id}" data-status="waiting"' in page
        )
        assert f'hx-get="/reports/{report.id}?again=0" hx-trigger="every 3s"' in page and "<noscript>" in page
    assert dana.get(f"/reports/{report.id}?again=0", headers=HX).status_code == 204


def test_with_htmx_the_view_is_drawn_in_its_place(dana, asked):
    dialog = dana.post(asked, headers=HX).text
    assert dialog.startswith('<div class="stack loose" id="letter"') and "<!doctype" not in dialog


def born(years, days=0):
    """Noa's birth date so many years ago, and so many days more."""
    today = times.today()
    return date(today.year - years, today.month, min(today.day, 28)) - timedelta(days=days)


def test_asking_moves_the_journey_and_twice_is_once(dana, learned, asked, state, versions):
    learned(SINGS, ALONE, ChildDescribed(date_of_birth=born(3)))
    dana.post(asked)
    dana.post(asked)
    assert state().journey_stage == "analysis" and state().metadata.go_on and len(versions()) == 1


def test_the_letter_has_its_sources_and_everything_is_escaped(dana, learned, letter, view):
    _, alone, _ = learned(SINGS, ALONE, HELPED)
    letter()
    page = dana.get(view).text
    assert (
        "not a diagnosis" in page
        and "without a language model; Chitta is an AI-assisted service" in page
        and "data-note" not in page
    )
    assert "Sings &lt;b&gt;loud&lt;/b&gt;" in page and "<b>loud" not in page
    assert f'href="/sessions/{dana.session_id}?at={SAID}#message-{SAID}"' in page
    assert f'href="/sessions/{dana.session_id}/view/portrait#observation-{alone}"' in page
    assert re.search(r'class="src" data-hue="parent" [^>]*aria-label="Source 1: You told this, \d', page)
    assert page.index("What is strong in") < page.index("keeping an eye on") < page.index("The next step")
    assert page.count("<li data-hue=") == 3 and 'lang="en" dir="ltr"' in page


def test_what_dana_takes_back_is_nowhere_in_the_next_letter(dana, learned, letter, view):
    bit = Observed(
        kind="concern", domain="behaviour_emotion", text="Yesterday he bit Yoav", example="Yesterday he bit Yoav"
    )
    (id,) = learned(bit)
    letter()
    dana.post(f"/observations/{id}/correct", {"text": "Yesterday he pushed Yoav", "version": "1"})
    letter()
    page = dana.get(view).text
    assert "he pushed Yoav" in page and "bit Yoav" not in page


def test_it_can_be_printed_where_there_is_a_script_to_do_it(dana, learned, letter, view):
    learned(SINGS)
    letter()
    assert re.search(r'<button class="btn" type="button" data-print hidden>.*?Print</button>', dana.get(view).text)


def test_a_letter_from_almost_nothing_leads_to_the_conversation(dana, letter, view):
    letter()
    page = dana.get(view).text
    assert "nothing is written down about" in page and "Tell some more" in page


def test_what_was_learned_since_offers_a_new_version_and_the_old_one_stays(dana, learned, letter, view, asked):
    learned(SINGS)
    first = letter()
    assert "Write it anew" not in dana.get(view).text
    learned(ALONE)
    assert "Write it anew" in dana.get(view).text
    second = letter()
    page = dana.get(view).text
    assert "version 2" in page and f'href="/reports/{first.id}"' in page and "Plays alone" in page
    older = dana.get(f"/reports/{first.id}").text
    assert "Plays alone" not in older and f'href="/reports/{second.id}"' in older and "Write it anew" not in older
    listed = dana.get(asked).text
    assert listed.index(str(second.id)) < listed.index(str(first.id))


def test_a_source_that_dana_disputes_later_says_so(dana, learned, letter, view):
    (sings,) = learned(SINGS)
    letter()
    learned(Disputed(observation_id=sings))
    assert "You do not agree with this" in dana.get(view).text


def test_reading_it_takes_the_new_off_its_card_until_the_next_version(dana, learned, letter, view, state, versions):
    learned(SINGS)
    report = letter()
    home = f"/sessions/{dana.session_id}/cards"
    assert 'data-card="parentReport" data-status="new"' in dana.get(home).text
    assert f'action="/reports/{report.id}/read"' in dana.get(view).text
    assert dana.post(f"/reports/{report.id}/read", headers=HX).data == b""
    assert 'data-card="parentReport" data-status="completed"' in dana.get(home).text
    read_at = versions()[0].read_at
    dana.post(f"/reports/{report.id}/read")
    assert read_at and versions()[0].read_at == read_at and "/read" not in dana.get(view).text
    learned(ALONE)
    letter()
    assert 'data-card="parentReport" data-status="new"' in dana.get(home).text
    dana.post(f"/reports/{report.id}/read")
    assert state().artifact("parent_report").viewed == ()


def test_an_old_version_read_late_changes_no_card(dana, learned, letter, state):
    learned(SINGS)
    first = letter()
    learned(ALONE)
    letter()
    dana.post(f"/reports/{first.id}/read")
    assert state().artifact("parent_report").viewed == ()


def test_a_first_letter_of_almost_nothing_leaves_the_interview_where_it_is(dana, learned, asked, letter, state):
    learned(SINGS)
    report = letter()
    assert report.letter.thin and "only a little" in dana.get(f"/reports/{report.id}").text
    assert state().journey_stage == "interview" and not state().metadata.go_on
    assert state().artifact("parent_report").count == 1
    learned(ALONE, ChildDescribed(date_of_birth=born(3)))
    dana.post(asked)  # now there is somebody to write about
    assert state().journey_stage == "analysis" and state().metadata.go_on


def test_after_a_first_look_going_on_from_the_filming_page_still_leads_to_the_letter(dana, learned, letter, state):
    letter()
    learned(SINGS, ALONE, ChildDescribed(date_of_birth=born(3)))
    dana.post(f"/sessions/{dana.session_id}/filming", {"choice": "go_on"})
    assert state().journey_stage == "analysis"


def test_who_said_go_on_in_the_conversation_is_taken_at_their_word(dana, learned, letter, state):
    learned(GoOn())
    letter()
    assert state().journey_stage == "report_ready"


@pytest.mark.parametrize("before", [2**31, 2**63, 10**30, "9" * 5000, 0, -1, -(2**63) - 1, "1e9", "ten"])
def test_any_number_in_the_address_is_a_page_of_letters(dana, learned, letter, asked, before):
    letter()
    assert dana.get(f"{asked}?before={before}").status_code == 200


def test_beyond_every_version_is_the_newest_page(dana, letter, asked):
    report = letter()
    assert str(report.id) in dana.get(f"{asked}?before={2**63}").text
    assert str(report.id) not in dana.get(f"{asked}?before=-1").text


def test_an_old_letter_keeps_the_name_and_age_it_was_written_with(app, dana, learned, letter):
    learned(SINGS, ChildDescribed(name="Noa", date_of_birth=born(3)))
    first = letter()
    learned(ChildDescribed(name="Noga", date_of_birth=born(5)))
    second = letter()

    def head(report):
        return re.sub(
            r"<[^>]+>", "", re.search(r'<p class="meta">(.*?)</p>', dana.get(f"/reports/{report.id}").text)[1]
        )

    assert "Noa 3 years" in head(first) and "Noga 5 years" in head(second)
    with app.app_context(), transaction():  # written before heads were kept
        old = db.session.get_one(Report, first.id)
        old.content = {key: value for key, value in old.content.items() if key != "head"}
    assert "Noga 5 years" in head(first)


def test_a_letter_that_failed_is_said_by_its_card_until_it_is_asked_for_again(
    app, dana, learned, asked, heavy, versions, state, monkeypatch
):
    learned(SINGS, ALONE, ChildDescribed(date_of_birth=born(3)))
    dana.post(asked)
    report, cards = versions()[0].id, f"/sessions/{dana.session_id}/cards"
    assert 'data-card="summing" data-status="processing"' in dana.get(cards).text
    monkeypatch.setitem(writing.WRITERS, "parent", lambda report, journey: 1 / 0)
    with app.app_context():
        for _ in range(MOST_ATTEMPTS):
            writing.write(report, app.extensions["streams"])
    failed, page = state().artifact("parent_report"), dana.get(cards).text
    assert (failed.status, failed.count) == ("failed", 0) and not state().has("parent_report")
    assert "summing" not in page and 'data-card="unwritten" data-status="pending"' in page
    assert "What you told is safe" in page and "/view/parentReport" in page and "no need to wait" not in page
    monkeypatch.undo()
    dana.post(asked)
    assert 'data-card="summing" data-status="processing"' in dana.get(cards).text
    heavy()
    assert state().artifact("parent_report").status == "ready" and state().journey_stage == "report_ready"


@pytest.mark.parametrize("variant", ["nonsense", "parent professional"])
def test_a_report_that_nobody_writes_is_refused(dana, asked, versions, variant):
    assert dana.post(asked, {"variant": variant}).status_code == 422 and not versions()


@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_ruth_finds_no_such_letter(ruth, dana, learned, letter, asked, versions, headers):
    learned(SINGS)
    report = letter()
    for path in (asked, f"/reports/{report.id}"):
        hers = ruth.get(path, headers=headers)
        nobodys = ruth.get(re.sub(r"[0-9a-f-]{36}", str(uuid4()), path), headers=headers)
        assert hers.status_code == 404 and hers.data == nobodys.data
    for path in (asked, f"/reports/{report.id}/read"):
        assert ruth.post(path, headers=headers).status_code == 404
    assert len(versions()) == 1 and versions()[0].read_at is None


def test_amir_reads_it_in_hebrew(app, amir):
    with app.app_context(), transaction():
        journey = Journey.locked(amir.session_id)
        journey.learn(ALONE)
        journey.learn(HELPED)
        journey.learn(SINGS)
    amir.post(f"/sessions/{amir.session_id}/reports")
    waiting = amir.get(f"/sessions/{amir.session_id}/view/parentReport", headers=HX).text
    burst(app, "heavy")
    ready = amir.get(f"/sessions/{amir.session_id}/view/parentReport", headers=HX).text
    for page in (waiting, ready):
        said = re.sub(r"<[^>]+>", " ", page)
        quoted = "Chitta|Plays alone|At the birthday|summer|A hug helps|Sings|loud|lt|gt"
        assert not re.findall(r"[a-z]{2,}", re.sub(quoted, "", said))
    assert "המכתב הזה אינו אבחון" in ready and 'lang="he" dir="rtl"' in ready


@pytest.mark.parametrize("where", ["view", "list"])
def test_a_long_life_costs_no_more_queries(app, dana, learned, letter, view, asked, where):
    path = view if where == "view" else asked

    def queries():
        asked_for = []
        note = lambda conn, cursor, statement, *rest: asked_for.append(statement)  # noqa: E731
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            assert dana.get(path).status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(asked_for)

    learned(SINGS)
    letter()
    few = queries()
    for n in range(4):
        learned(*(Observed(kind="strength", domain="motor", text=f"Climbs {n} {m}") for m in range(5)))
        letter()
    assert queries() == few
