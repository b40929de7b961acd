"""The doors of the papers: what a list asks again for, short addresses, a stranger, and the page in both languages."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from jinja2 import Template
from sqlalchemy import event

from chitta.core.db import db, transaction
from chitta.documents.models import PAGE, Document
from chitta.documents.reading import Reading
from chitta.journey.models import Journey
from tests.documents.conftest import ENGLISH
from tests.gateways.papers import making
from tests.people import HX

pytestmark = pytest.mark.usefixtures("remembered")


@pytest.fixture
def many(app, dana):
    """More papers than a page holds."""
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        for number in range(PAGE + 3):
            key = f"families/{dana.child_id}/{uuid4()}/original"
            paper = Document.take(
                journey, name=f"paper {number}.pdf", type="other", media_type="application/pdf", size=1, key=key
            )
            paper.status, paper.content = "understood", Reading(texts=("Words.",))


def titles(page):
    return re.findall(r"<bdi>(paper \d+)</bdi>", page)


def test_papers_come_page_by_page_the_newest_first(dana, many):
    first = dana.get(f"/sessions/{dana.session_id}/documents").text
    assert titles(first) == [f"paper {n}" for n in range(PAGE + 2, 2, -1)]
    older = re.search(r'href="([^"]*before=[^"]*)"', first)[1]
    assert titles(dana.get(older).text) == ["paper 2", "paper 1", "paper 0"]
    assert len(titles(dana.get(f"/sessions/{dana.session_id}/view/uploadDoc").text)) == 6


def test_before_another_familys_paper_is_before_nothing(desk, dana, ruth):
    theirs = desk.bring(ruth, ENGLISH)
    for before in (theirs, uuid4(), "x"):
        assert dana.get(f"/sessions/{dana.session_id}/documents?before={before}").status_code == 404


def test_a_region_that_asks_again_is_drawn_only_when_something_changed(desk, dana):
    paper = desk.bring(dana, ENGLISH, work=False)
    page = dana.get(f"/sessions/{dana.session_id}/view/viewDocs").text
    again = re.search(r'id="documents"[^>]*hx-get="([^"]*)"', page)[1].replace("&amp;", "&")
    assert "every 3s" in page and dana.get(again, headers=HX).status_code == 204
    asks = f"/documents/{paper}?seen={desk.paper(paper).version}"
    assert dana.get(asks, headers=HX).status_code == 204
    desk.work()
    for address in (again, asks):
        answer = dana.get(address, headers=HX)
        assert answer.status_code == 200 and 'data-status="understood"' in answer.text and "every 3s" not in answer.text


def test_a_file_is_given_out_by_a_short_address_that_is_hers_alone(desk, dana, ruth):
    paper = desk.bring(dana, making.hebrew_pdf(), "דוח מהגן.pdf")
    answer = dana.get(f"/documents/{paper}/download")
    assert answer.status_code == 303 and answer.location.startswith("/files/")
    given = dana.get(answer.location)
    assert given.status_code == 200 and given.data.startswith(b"%PDF")
    assert "attachment" in given.headers["Content-Disposition"] and "%D7%93" in given.headers["Content-Disposition"]
    assert ruth.get(answer.location).status_code == 404


def test_a_picture_of_a_page_is_shown_by_such_an_address_too(desk, dana, ruth):
    paper = desk.bring(dana, making.scanned_pdf(2), "scan.pdf")
    answer = dana.get(f"/documents/{paper}/pages/2")
    given = dana.get(answer.location)
    assert (
        given.status_code == 200 and given.mimetype == "image/jpeg" and "inline" in given.headers["Content-Disposition"]
    )
    assert dana.get(f"/documents/{paper}/pages/3").status_code == 404
    assert ruth.get(answer.location).status_code == ruth.get(f"/documents/{paper}/pages/2").status_code == 404


def test_what_was_not_checked_is_not_given_out(desk, dana):
    paper = desk.bring(dana, ENGLISH, work=False)
    assert dana.get(f"/documents/{paper}/download").status_code == 404
    assert "Download" not in dana.get(f"/documents/{paper}").text


@pytest.mark.parametrize("door", ["", "/download", "/pages/1", "/marks?at=1.1"])
def test_ruth_finds_no_such_paper(desk, dana, ruth, door):
    paper = desk.bring(dana, ENGLISH)
    assert ruth.get(f"/documents/{paper}{door}").status_code == 404


@pytest.mark.parametrize(
    ("door", "wish"),
    [
        ("/delete", {}),
        ("/reading", {}),
        ("/findings", {"keep": "f1"}),
        ("/marks", {"page": 1, "words": "x"}),
        ("/read", {}),
        ("/details", {"type": "other", "title": "Mine"}),
    ],
)
def test_ruth_changes_nothing_of_it(desk, dana, ruth, door, wish):
    paper = desk.bring(dana, ENGLISH)
    before = desk.paper(paper)
    assert ruth.post(f"/documents/{paper}{door}", wish).status_code == 404
    after = desk.paper(paper)
    assert (after.version, after.status, after.opened_at) == (before.version, before.status, None)


def test_ruth_brings_nothing_into_noas_journey(desk, dana, ruth):
    mine, ruth.session_id = ruth.session_id, dana.session_id
    assert desk.send(ruth, ENGLISH).status_code == 404 and desk.papers(dana) == []
    ruth.session_id = mine


def test_without_javascript_a_sentence_is_marked_on_its_page(desk, dana):
    paper = desk.bring(dana, ENGLISH)
    address = dana.get(f"/documents/{paper}/marks?at=1.1").location
    page = dana.get(address).text
    assert 'id="s-1-1"' in page and 'name="at" value="1.1"' in page and page.count('name="print"') == 1


def test_with_htmx_only_the_sentence_comes(desk, dana):
    paper = desk.bring(dana, ENGLISH)
    answer = dana.get(f"/documents/{paper}/marks?at=1.1&sheet=1", headers=HX).text
    assert answer.strip().startswith("<li") and 'name="sheet" value="1"' in answer
    leaf = dana.get(f"/documents/{paper}/marks?page=1", headers=HX).text
    assert 'id="page-1"' in leaf and dana.get(f"/documents/{paper}/marks?page=9", headers=HX).status_code == 404


def test_a_mark_tells_where_the_paper_stands_and_a_new_title_is_told_where_it_stands(desk, dana):
    paper = desk.bring(dana, ENGLISH)
    form = dana.get(f"/documents/{paper}/marks?at=1.1&sheet=1", headers=HX).text
    printed = re.search(r'name="print" value="([^"]*)"', form)[1]
    wish = {"at": "1.1", "print": printed, "kind": "strength", "domain": "general", "sheet": 1}
    marked = dana.post(f"/documents/{paper}/marks", wish, headers=HX).text
    assert f'hx-target="#state-of-{paper}"' in marked and "Mark what matters in it" not in marked
    again = dana.get(f"/documents/{paper}/marks?at=1.1&sheet=1", headers=HX).text
    assert "Leave it" in again and "Take it back" in again and "Keep it" in again
    left = dana.get(f"/documents/{paper}/marks?at=1.1&leave=1&sheet=1", headers=HX).text
    assert left.strip().startswith('<li id="s-1-1" data-mark="strength"') and "<fieldset" not in left
    called = {"type": "other", "title": "Ours", "version": desk.paper(paper).version}
    told = dana.post(f"/documents/{paper}/details", {**called, "sheet": 1}, headers=HX).text
    assert re.search(r'hx-target="#sheet-title"[^>]*><bdi>Ours</bdi>', told)
    called = {"type": "other", "title": "Yours", "version": desk.paper(paper).version}
    told = dana.post(f"/documents/{paper}/details", called, headers=HX).text
    assert re.search(r'hx-target="#main h1"[^>]*><bdi>Yours</bdi>', told)


def test_the_title_of_a_deleted_paper_does_not_stay_over_the_others(desk, dana):
    for sheet, heading in (({"sheet": 1}, "#sheet-title"), ({}, "#main h1")):
        paper = desk.bring(dana, ENGLISH)
        gone = dana.post(f"/documents/{paper}/delete", sheet, headers=HX).text
        assert re.search(rf'hx-target="{heading}"[^>]*>Documents<', gone)


def test_in_the_dialog_links_stay_in_the_dialog(desk, dana):
    paper = desk.bring(dana, ENGLISH)
    sheet = dana.get(f"/documents/{paper}", headers=HX).text
    assert 'id="sheet-title"' in sheet and 'hx-target="#sheet"' in sheet and "sheet=1" in sheet
    page = dana.get(f"/documents/{paper}").text
    assert "<html" in page and 'hx-target="#sheet"' not in page.split("<main")[1]


def test_words_of_a_paper_are_words_and_nothing_else(desk, dana):
    from tests.documents.conftest import letter

    paper = desk.bring(dana, letter("She said <script>alert<script> and <b>smiled</b> at all of us."), "<b>x</b>.pdf")
    for page in (dana.get(f"/documents/{paper}").text, dana.get(f"/sessions/{dana.session_id}/documents").text):
        assert "<script>alert" not in page and "<b>" not in page


LATIN = {"PDF", "Word", "docx", "doc", "Chitta", "Claude", "Figure", "ABC", "test"}


def test_amir_reads_all_of_it_in_hebrew(desk, amir):
    paper = desk.bring(amir, making.hebrew_pdf(2), "דוח.pdf")
    for page in (
        f"/documents/{paper}",
        f"/sessions/{amir.session_id}/view/uploadDoc",
        f"/sessions/{amir.session_id}/view/viewDocs",
    ):
        main = amir.get(page).text.partition("<main")[2].partition(">")[2].partition("</main")[0]
        bare = re.sub(r"<template.*?</template>|data-words='[^']*'", "", main, flags=re.DOTALL)
        words = re.sub(r"<[^>]*>|&\w+;", " ", bare)
        assert set(re.findall(r"[A-Za-z]{3,}", words)) <= LATIN, page


@pytest.fixture
def asked(app):
    """What the database is asked from here on."""
    statements = []
    note = lambda conn, cursor, statement, *rest: statements.append(statement)  # noqa: E731
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def test_a_pages_queries_do_not_grow_with_its_papers(dana, many, asked):
    dana.get(f"/sessions/{dana.session_id}/documents")
    assert len(asked) < 10, asked


def test_asking_again_in_vain_reads_no_words_of_any_paper(desk, dana, many, asked):
    for latest in ("", "&latest=1"):
        page = dana.get(f"/sessions/{dana.session_id}/documents?{latest}").text
        again = re.search(r'id="documents"[^>]*hx-get="([^"]*)"', page)[1].replace("&amp;", "&")
        asked.clear()
        assert dana.get(again, headers=HX).status_code == 204
        assert asked and not [statement for statement in asked if "documents.content" in statement]


def test_what_a_page_imports_does_not_grow_with_its_sentences(desk, dana, monkeypatch):
    paper, imported, real = desk.bring(dana, ENGLISH), [], Template._get_default_module
    monkeypatch.setattr(Template, "_get_default_module", lambda *given: imported.append(1) or real(*given))
    counts = []
    for lines in (2, 200):
        desk.set(paper, content=Reading(texts=("• She sings all day\n" * lines,)))
        imported.clear()
        assert dana.get(f"/documents/{paper}").text.count('id="s-1-') == lines
        counts.append(len(imported))
    assert counts[0] == counts[1] > 0
