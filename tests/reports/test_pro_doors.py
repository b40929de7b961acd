"""The doors of the report for professionals: asked for, read, forgotten; by its own family and nobody else."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, func, select, update

from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.leasing import LEASE
from chitta.documents import keeping
from chitta.documents.models import Document
from chitta.documents.reading import Reading
from chitta.journey.facts import ArtifactCounted, ChildDescribed, Disputed, GoOn, Observed, StageChosen, Withdrawn
from chitta.journey.models import Journey, Observation
from chitta.journey.state import Artifact
from chitta.reports import jobs, writing
from chitta.reports.models import MOST_ATTEMPTS, Report
from tests.people import HX
from tests.working import burst

FILM = str(uuid4())
SINGS = Observed(kind="strength", domain="motor", text="Sings <b>loud</b>", source={"message": str(uuid4())})
ALONE = Observed(kind="concern", domain="social_play", text="Plays alone", example="At the birthday", since="in summer")
SEEN = Observed(
    kind="strength", domain="social_play", text="Waits", said_by="video", source={"video": FILM, "second": [52, 70]}
)
PRO = {"variant": "professional"}


@pytest.fixture
def view(dana):
    return f"/sessions/{dana.session_id}/view/proReport"


@pytest.fixture
def asked(dana):
    return f"/sessions/{dana.session_id}/reports"


@pytest.fixture
def report(dana, asked, heavy, versions):
    """Dana asks for the report and it is written."""

    def report():
        dana.post(asked, PRO)
        heavy()
        return next(one for one in versions() if one.variant == "professional")

    return report


@pytest.fixture
def films_open(app, monkeypatch):
    """Films open in a room to the right, whatever rooms there are."""
    from flask import url_for as flask_url_for

    from chitta.journey import routes

    def url_for(endpoint, **values):
        if endpoint != routes.FILM_DOOR:
            return flask_url_for(endpoint, **values)
        return f"/videos/{values['video_id']}?t={values['t']}"

    monkeypatch.setitem(app.view_functions, routes.FILM_DOOR, lambda video_id: "")
    monkeypatch.setattr(routes, "url_for", url_for)


@pytest.fixture
def films_closed(monkeypatch):
    """No room here keeps films."""
    monkeypatch.setattr("chitta.journey.routes.FILM_DOOR", "nowhere.nothing")


def bring(app, who, title="Summary from kindergarten"):
    """A document that was read; its id."""
    with app.app_context(), transaction():
        journey = Journey.locked(who.session_id)
        key = f"families/{who.child_id}/{uuid4()}/original"
        paper = Document.take(journey, name="s.pdf", type="report", media_type="application/pdf", size=9, key=key)
        reading = Reading(title=title, dated=date(2026, 3, 12), author="Rina Katz", texts=("x",), images=(1,))
        paper.status, paper.content = "understood", reading
        db.session.flush()
        Document.counted(journey)
        return paper.id


# --- asked for and read ------------------------------------------------------------------------------------------------------


def test_before_there_is_one_it_says_what_it_is_and_can_be_asked_for(dana, view, asked):
    page = dana.get(view).text
    assert "A report for whoever meets your child next" in page and "You decide who gets it" in page
    assert f'action="{asked}"' in page and 'name="variant" value="professional"' in page


def test_it_is_asked_for_written_and_read(dana, learned, view, asked, heavy, versions):
    learned(SINGS, ALONE)
    answer = dana.post(asked, PRO)
    waiting = dana.get(view).text
    assert answer.status_code == 303 and "The report is being written" in waiting and 'hx-trigger="every 3s"' in waiting
    heavy()
    page = dana.get(view).text
    assert (
        "not a diagnosis" in page
        and "without a language model; Chitta is an AI-assisted service" in page
        and 'lang="en" dir="ltr"' in page
    )
    assert "Sings &lt;b&gt;loud&lt;/b&gt;" in page and "<b>loud" not in page
    assert versions()[0].engine == "built-in"


def test_its_sections_come_in_order_and_its_table_is_one_to_every_reader(dana, learned, report, view):
    learned(SINGS, ALONE, SEEN)
    report()
    page = dana.get(view).text
    order = ["background", "strengths", "areas", "fit", "timeline", "unseen", "papers", "questions", "limits"]
    places = [page.index(f'data-section="{name}"') for name in order]
    assert places == sorted(places)
    table = re.search(r"<table.*?</table>", page, re.DOTALL)[0]
    assert table.count('role="columnheader"') == 4 and table.count('role="rowheader"') == 1
    assert table.count('role="cell"') % 4 == 0 and "Several sources" not in table and "One source: the parent" in table
    assert 'data-match="differs"' in page


def test_the_partial_that_a_print_includes_has_no_form_and_no_button(dana, learned, report, view):
    learned(SINGS, ALONE, SEEN)
    report()
    article = re.search(r'<article class="pro".*?</article>', dana.get(view).text, re.DOTALL)[0]
    assert not re.search(r"<(?:form|button|input|noscript)\b|hx-", article)


def test_a_film_opens_at_its_second_and_without_films_its_source_is_among_what_is_known(
    dana, learned, report, view, films_open
):
    *_, seen = learned(ALONE, SEEN)
    report()
    page = dana.get(view).text
    assert f'href="/videos/{FILM}?t=52"' in page and "Seen in a film from 0:52 to 1:10" in page
    assert "a film, from 0:52 to 1:10" in page and 'data-hue="video"' in page and str(seen) not in page


def test_where_no_film_opens_no_link_promises_one(dana, learned, report, view, films_closed):
    *_, seen = learned(ALONE, SEEN)
    report()
    page = dana.get(view).text
    assert "/videos/" not in page and f"view/portrait#observation-{seen}" in page and "0:52 to 1:10" in page


def test_an_entry_of_the_journal_opens_from_its_source(dana, learned, report, view, letter):
    entry = str(uuid4())
    learned(Observed(kind="strength", domain="motor", text="Let go of my hand", source={"entry": entry}))
    report()
    assert f'href="/journal/{entry}' in dana.get(view).text
    assert f'href="/journal/{entry}' in dana.get(f"/reports/{letter().id}").text


def test_a_document_is_named_and_opens(app, dana, learned, report, view):
    paper = bring(app, dana)
    learned(SINGS)
    report()
    page = dana.get(view).text
    assert f'href="/documents/{paper}#page-1"' in page and "12 March 2026" in page and "Rina Katz" in page


def test_amir_reads_it_in_hebrew(app, amir):
    with app.app_context(), transaction():
        journey = Journey.locked(amir.session_id)
        for fact in (ALONE, SINGS, SEEN, ChildDescribed(date_of_birth=date(2023, 7, 4))):
            journey.learn(fact)
    view = f"/sessions/{amir.session_id}/view/proReport"
    empty = amir.get(view, headers=HX).text
    amir.post(f"/sessions/{amir.session_id}/reports", PRO)
    waiting = amir.get(view, headers=HX).text
    burst(app, "heavy")
    with app.app_context(), transaction():
        Journey.locked(amir.session_id).learn(Observed(kind="hope", domain="general", text="Talks"))
    amir.post(f"/sessions/{amir.session_id}/reports", PRO)
    burst(app, "heavy")
    ready = amir.get(view, headers=HX).text
    assert 'id="changes"' in ready and 'id="gaps"' in ready
    for page in (empty, waiting, ready):
        words = re.sub(r"<[^>]+>", " ", page)
        quoted = "Chitta|Plays alone|At the birthday|in summer|Sings|loud|lt|gt|Waits|Talks"
        assert not re.findall(r"[a-z]{2,}", re.sub(quoted, "", words))
    assert "אינו אבחון ואינו תחליף להערכה" in ready and 'lang="he" dir="rtl"' in ready


def test_the_two_kinds_lead_to_each_other_and_are_listed_together(dana, learned, report, letter, asked):
    learned(SINGS)
    mine, hers = report(), letter()
    assert "/view/parentReport" in dana.get(f"/reports/{mine.id}").text
    assert "/view/proReport" in dana.get(f"/reports/{hers.id}").text
    listed = dana.get(asked).text
    assert str(mine.id) in listed and str(hers.id) in listed and "The professional report" in listed


# --- versions ------------------------------------------------------------------------------------------------------------------


def test_something_new_is_a_new_version_that_says_what_changed(dana, learned, report, view):
    learned(SINGS)
    first = report()
    assert 'id="changes"' not in dana.get(view).text and "Write it anew" not in dana.get(view).text
    sings, _ = learned(ALONE)
    assert "since this report was written" in dana.get(view).text
    learned(Withdrawn(observation_id=sings))
    second = report()
    page = dana.get(view).text
    assert (first.version, second.version) == (1, 2) and "What changed since version 1" in page
    assert "<bdi>Plays alone</bdi></q>" in page and "1 thing is no longer part of it" in page
    older = dana.get(f"/reports/{first.id}").text
    assert "Plays alone" not in older and 'id="gaps"' not in older and "Write it anew" not in older


def test_the_letter_says_what_changed_too_and_what_is_missing(dana, learned, letter):
    learned(SINGS)
    first = letter()
    learned(ALONE)
    page = dana.get(f"/reports/{letter().id}").text
    assert "What changed since version 1" in page and "<bdi>Plays alone</bdi></q>" in page
    assert f'action="/sessions/{dana.session_id}/questions"' in page and 'name="about" value="history"' in page
    assert 'id="changes"' not in dana.get(f"/reports/{first.id}").text


def test_what_is_missing_is_asked_in_the_conversation(dana, learned, report, view):
    learned(SINGS)
    report()
    subject = re.search(r'name="about" value="(\w+)"', dana.get(view).text)[1]
    answer = dana.post(f"/sessions/{dana.session_id}/questions", {"about": subject})
    asked = re.search(r"#message-([0-9a-f-]+)$", answer.location)[1]
    talk = dana.get(answer.location.partition("#")[0]).text
    assert re.search(rf'id="message-{asked}" data-sender="chitta"', talk)


def test_letter_and_report_are_counted_apart(dana, learned, report, letter, state):
    learned(SINGS)
    assert (report().version, letter().version) == (1, 1)
    assert state().artifact("pro_report").count == state().artifact("parent_report").count == 1


def test_reading_it_takes_the_new_off_its_card(dana, learned, report, view, state, versions):
    learned(SINGS)
    mine, deck = report(), f"/sessions/{dana.session_id}/cards"
    assert 'data-card="proReport" data-status="new"' in dana.get(deck).text
    assert f'action="/reports/{mine.id}/read"' in dana.get(view).text and "I have read it" in dana.get(view).text
    dana.post(f"/reports/{mine.id}/read")
    assert 'data-card="proReport" data-status="completed"' in dana.get(deck).text
    assert state().artifact("pro_report").viewed == ("proReport",) and f"/{mine.id}/read" not in dana.get(view).text


def test_once_there_is_a_letter_a_card_offers_the_report(dana, learned, letter, report):
    learned(SINGS)
    letter()
    deck = f"/sessions/{dana.session_id}/cards"
    assert 'data-card="forProfessionals"' in dana.get(deck).text
    report()
    assert 'data-card="forProfessionals"' not in dana.get(deck).text


def test_the_head_stays_and_a_renamed_document_makes_it_outdated(app, dana, learned, report, view):
    paper = bring(app, dana)
    learned(SINGS, ChildDescribed(name="Noa"))
    first = report()
    learned(ChildDescribed(name="Noga"))
    assert "Noa" in re.search(r"<h1>.*?</h1>", dana.get(f"/reports/{first.id}").text)[0]
    report()
    assert "Write it anew" not in dana.get(view).text
    with app.app_context(), transaction():
        mine = db.session.get_one(Document, paper)
        keeping.describe(mine, "report", "Another name", mine.version)
    assert "Write it anew" in dana.get(view).text


def test_a_source_that_dana_disputes_later_says_so_and_the_next_version_leaves_it_out(dana, learned, report, view):
    _, alone = learned(SINGS, ALONE)
    report()
    learned(Disputed(observation_id=alone))
    assert "You do not agree with this" in dana.get(view).text
    report()
    page = dana.get(view).text
    assert "Plays alone" not in page and "1 thing that the parent does not agree with was left out" in page


def test_deleted_words_leave_every_version_of_it(dana, learned, report, versions):
    sings, _ = learned(SINGS, ALONE)
    report()
    learned(SEEN)
    report()
    learned(Withdrawn(observation_id=sings))
    assert len(versions()) == 2 and not any("loud" in str(one.content) for one in versions())
    assert all("Plays alone" in str(one.content) for one in versions())
    assert "was deleted after this was written" in dana.get(f"/reports/{versions()[0].id}").text


def test_a_deleted_document_is_named_in_no_version(app, dana, learned, report, versions):
    paper = bring(app, dana)
    learned(SINGS)
    report()
    assert "Summary from kindergarten" in str(versions()[0].content)
    dana.post(f"/documents/{paper}/delete")
    assert "Summary from kindergarten" not in str(versions()[0].content)


@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_ruth_finds_no_such_report(ruth, dana, learned, report, view, versions, headers):
    learned(SINGS)
    mine = report()
    for path in (view, f"/reports/{mine.id}"):
        hers, nobodys = (
            ruth.get(path, headers=headers),
            ruth.get(re.sub(r"[0-9a-f-]{36}", str(uuid4()), path), headers=headers),
        )
        assert hers.status_code == nobodys.status_code == 404 and hers.data == nobodys.data
    assert ruth.post(f"/reports/{mine.id}/read", headers=headers).status_code == 404
    assert ruth.post(f"/sessions/{dana.session_id}/reports", PRO, headers=headers).status_code == 404
    assert len(versions()) == 1 and versions()[0].read_at is None


def test_a_long_life_costs_no_more_queries(app, dana, learned, report, view):
    def queries():
        asked_for = []
        note = lambda conn, cursor, statement, *rest: asked_for.append(statement)  # noqa: E731
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            assert dana.get(view).status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(asked_for)

    learned(SINGS)
    report()
    few = queries()
    for n in range(3):
        learned(*(Observed(kind="concern", domain="motor", text=f"Trips {n} {m}") for m in range(9)))
        report()
    assert queries() == few


# --- its story -------------------------------------------------------------------------------------------------------------------


def ask(app, who):
    with app.app_context(), transaction():
        return Report.ask(Journey.locked(who.session_id), "professional").id


def write(app, report_id):
    with app.app_context():
        writing.write(report_id, app.extensions["streams"])


@pytest.mark.parametrize("step", ["rung", "claimed"])
def test_a_killed_writer_is_made_good(app, dana, learned, heavy, versions, step):
    learned(SINGS)
    mine = ask(app, dana)
    with app.app_context(), transaction():
        if step == "claimed":
            assert Report.claim(mine)
        past = times.now() - LEASE - timedelta(seconds=1)
        late = {"created_at": past, "lease_until": past if step == "claimed" else None}
        db.session.execute(update(Report).where(Report.id == mine).values(**late))
    with app.app_context():
        jobs.sweep()
    assert heavy() == 1 and [(one.variant, one.version, one.status) for one in versions()] == [
        ("professional", 1, "ready")
    ]


def test_killed_between_composing_and_commit_nothing_is_half_written(app, dana, learned, versions, state, monkeypatch):
    learned(SINGS)
    mine = ask(app, dana)
    monkeypatch.setattr(Deed, "note", lambda *some: 1 / 0)
    write(app, mine)
    assert versions()[0].status == "waiting" and not versions()[0].content and not state().has("pro_report")
    monkeypatch.undo()
    write(app, mine)
    write(app, mine)
    assert versions()[0].status == "ready" and versions()[0].attempt == 2


def test_five_failures_are_told_and_can_be_tried_again(app, dana, view, asked, heavy, versions, monkeypatch):
    mine = ask(app, dana)
    monkeypatch.setitem(writing.WRITERS, "professional", lambda report, journey: 1 / 0)
    for _ in range(MOST_ATTEMPTS):
        write(app, mine)
    page = dana.get(view).text
    assert "The report could not be written" in page and "Try again" in page and versions()[0].status == "failed"
    monkeypatch.undo()
    dana.post(asked, PRO)
    heavy()
    assert [(one.version, one.status) for one in versions()] == [(1, "ready")]


def test_asked_for_while_films_are_watched_it_ends_no_waiting_for_the_letter(
    app, dana, learned, report, heavy, state, versions
):
    learned(
        SINGS,
        ArtifactCounted(artifact=Artifact(type="videos", count=1, total=3)),
        GoOn(),
        StageChosen(stage="analysis"),
    )
    report()
    assert state().journey_stage == "analysis" and state().artifact("pro_report").count == 1
    learned(ArtifactCounted(artifact=Artifact(type="analysis", count=1, total=1)))
    with app.app_context():
        jobs.sweep()
    heavy()
    assert state().journey_stage == "report_ready" and {one.variant for one in versions()} == {"parent", "professional"}


def test_versions_of_both_kinds_are_all_found_page_by_page(app, dana):
    with app.app_context(), transaction():
        for version in range(1, 41):
            for variant in ("parent", "professional"):
                one = Report(
                    session_id=dana.session_id, variant=variant, version=version, language="en", status="failed"
                )
                db.session.add(one)
    seen, path = set(), f"/sessions/{dana.session_id}/reports"
    for _ in range(5):
        page = dana.get(path).text
        seen |= {UUID(one) for one in re.findall(r'id="report-([0-9a-f-]+)"', page)}
        older = re.search(r'href="([^"]+\?before=\d+)"', page)
        if not older:
            break
        path = older[1]
    with app.app_context(), transaction(writing=False):
        assert len(seen) == db.session.scalar(select(func.count()).select_from(Report)) == 80


# --- strain ------------------------------------------------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>", "</article><form>", '" onload="x', "{{ 7 * 7 }} %(name)s %s", "\u202eevil\u202c rtl", "👩‍👧‍👦" * 60,
    "שָׁלוֹם עם English באמצע", "a" * 600,
)  # fmt: skip


def test_whatever_people_write_stays_words(app, dana, learned, report, view):
    bring(app, dana, title='<img src=x onerror="1"> & "Title"')
    learned(
        ChildDescribed(name="<i>" + "נ" * 57, date_of_birth=date(2023, 7, 4)),
        *(Observed(kind="concern", domain="sleep", text=text, example=text[::-1], since=text[:80]) for text in HOSTILE),
        *(Observed(kind="history", domain="motor", text=text + " in March 2025") for text in HOSTILE[:5]),
        *(Observed(kind="strength", domain="motor", text=f"Sings {text}"[:600], said_by="video", source={"video": FILM, "second": [n, 9**9]}) for n, text in enumerate(HOSTILE)),
    )  # fmt: skip
    report()
    page = dana.get(view).text
    assert not re.search(r"<script>alert|</article><form>|<img|<i>נ|onload=\"x", page)
    assert "&lt;script&gt;" in page and page.count("</article>") == 1 and "7 * 7" in page


def test_a_child_of_whom_a_thousand_things_are_known_has_a_report_of_one_sitting(app, dana, report, view):
    with app.app_context(), transaction():
        for n in range(1000):
            kind = ("strength", "concern", "history", "context", "hope", "development")[n % 6]
            domain = ("sleep", "motor", "eating", "general", "attention", "sensory", "communication")[n % 7]
            told = {
                "kind": kind,
                "domain": domain,
                "text": f"Thing number {n}",
                "since": "since the summer" if n % 3 else "",
            }
            db.session.add(Observation(session_id=dana.session_id, **told))
    mine = report()
    page = dana.get(view).text
    assert mine.status == "ready" and len(page) < 250_000 and "For length" in page and len(mine.letter.held) == 1000
