"""A paper's way without a key: brought, checked, laid out, marked by the parent, told of where it is a picture, deleted."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from chitta.core.db import db, transaction
from chitta.documents import keeping
from chitta.documents.rules import sentences
from chitta.gateways import papers
from chitta.journey.facts import Observed
from chitta.journey.models import Journey
from chitta.uploads.models import Upload
from tests.documents.conftest import ENGLISH, letter
from tests.gateways.papers import making

pytestmark = pytest.mark.usefixtures("remembered")


def test_a_hebrew_pdf_is_laid_out_and_counted(desk, amir):
    paper = desk.paper(desk.bring(amir, making.hebrew_pdf(2), "דוח מהגן.pdf"))
    assert (paper.status, paper.engine, paper.pages, paper.key) == ("understood", "built-in", 2, f"{paper.home}/file")
    assert all(paper.content.texts) and str(paper.content.dated) == "2025-03-12"
    assert paper.content.summary == () and paper.content.findings == ()
    counted = desk.counted(amir)
    assert (counted.count, counted.total, counted.status) == (1, 1, "ready")
    (told,) = counted.metadata["papers"]
    assert (told["id"], told["status"], told["dated"]) == (str(paper.id), "understood", "2025-03-12")
    assert desk.state(amir).progress.documents == 100 and "documents" in desk.state(amir).completed_milestones
    assert {"kind": "changed", "what": ["deck", "documents"]} in desk.facts(amir)


def test_what_is_kept_is_the_clean_file_alone(desk, dana):
    paper = desk.paper(desk.bring(dana, making.placed_jpeg(), "letter.jpg"))
    assert desk.files() == ["file"] and (paper.media_type, paper.given_name) == ("image/jpeg", "letter.jpg")
    kept = b"".join(desk.storage.read(paper.key))
    assert not Image.open(io.BytesIO(kept)).getexif() and paper.size == len(kept) and paper.content.original == ""


def test_a_scan_has_pictures_of_its_pages(desk, dana):
    paper = desk.paper(desk.bring(dana, making.scanned_pdf(2), "scan.pdf"))
    assert paper.content.images == (1, 2) and desk.files() == ["file", "page-1.jpg", "page-2.jpg"]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "report.pdf", None),
        (b"<html>", "report.pdf", "type_mismatch"),
        (making.locked_pdf(), "report.pdf", "locked"),
        (making.many_pages_pdf(), "report.pdf", "too_many_pages"),
        (making.docx_bomb(), "report.docx", "bomb"),
        (making.heic()[:90], "photo.heic", "broken"),
    ],
    ids=["empty", "html", "locked", "long", "bomb", "cut"],
)
def test_a_file_that_cannot_be_taken_says_why_and_nothing_of_it_remains(desk, dana, data, name, reason):
    if reason is None:
        assert desk.send(dana, data, name).status_code == 422 and desk.papers(dana) == []
        return
    paper_id = desk.bring(dana, data, name)
    paper = desk.paper(paper_id)
    assert (paper.status, paper.reason, paper.key) == ("refused", reason, "")
    assert desk.files() == [] and desk.counted(dana).total == 0
    page = dana.get(f"/documents/{paper_id}").text
    assert 'data-status="refused"' in page and "Download" not in page
    assert "view/uploadDoc" in page.split("<main")[1]  # another one is brought from here
    with desk.app.app_context(), transaction(writing=False):
        (upload,) = db.session.scalars(db.select(Upload))
        assert upload.status == "refused"


def test_an_old_word_file_is_refused_before_anything_is_kept(desk, dana):
    answer = desk.send(dana, b"x", "report.doc")
    assert answer.status_code == 422 and "Save it as .docx or PDF" in answer.text
    assert 'value="report" checked' in answer.text and desk.papers(dana) == [] and desk.files() == []


def test_the_same_file_twice_leads_to_the_first(desk, dana):
    first = desk.bring(dana, ENGLISH)
    second = desk.paper(desk.bring(dana, ENGLISH, "again.pdf"))
    assert (second.status, second.reason, second.content.twin) == ("refused", "twice", first)
    assert desk.files() == ["file"] and desk.counted(dana).total == 1
    assert f"/documents/{first}" in dana.get(f"/documents/{second.id}").text


def test_another_family_may_bring_the_same_file(desk, dana, ruth):
    desk.bring(dana, ENGLISH)
    assert desk.paper(desk.bring(ruth, ENGLISH)).status == "understood"


# --- marking ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def brought(desk, dana):
    return desk.paper(desk.bring(dana, ENGLISH))


def tap(who, paper, number=1, **form):
    from chitta.documents.routes import _print

    words = sentences(paper.content.texts[0])[number - 1]
    wish = {"at": f"1.{number}", "print": _print(words), "kind": "strength", "domain": "communication", **form}
    return who.post(f"/documents/{paper.id}/marks", wish)


def test_a_marked_sentence_is_known_with_its_page(desk, dana, brought):
    assert tap(dana, brought).status_code == 303
    (known,) = desk.known(dana)
    assert (known.text, known.said_by, known.kind) == (
        "Noa sings all day and knows every song.",
        "document",
        "strength",
    )
    assert known.source == {"document": str(brought.id), "page": 1}
    assert 'data-mark="strength"' in dana.get(f"/documents/{brought.id}").text


def test_marked_twice_it_is_known_once_and_as_what_was_said_last(desk, dana, brought):
    tap(dana, brought)
    tap(dana, brought)
    tap(dana, brought, kind="development")
    (known,) = desk.known(dana)
    (mark,) = desk.paper(brought.id).content.marks
    assert known.kind == mark.kind == "development" and mark.observation == known.id


def test_a_mark_can_be_taken_back_twice_over(desk, dana, brought):
    tap(dana, brought)
    (mark,) = desk.paper(brought.id).content.marks
    for _ in range(2):
        assert dana.post(f"/documents/{brought.id}/marks", {"undo": mark.id}).status_code == 303
    assert desk.known(dana) == [] and desk.paper(brought.id).content.marks == ()


def test_another_sentence_in_its_place_is_not_taken_for_it(desk, dana, brought):
    assert tap(dana, brought, print="0" * 12).status_code == 409
    assert tap(dana, brought, at="1.99").status_code == 422
    assert tap(dana, brought, kind="hope").status_code == 422 and desk.known(dana) == []


def test_what_the_parent_said_in_the_same_words_stays_theirs(desk, dana, brought):
    with desk.app.app_context(), transaction():
        theirs = "Noa sings all day and knows every song"
        Journey.locked(dana.session_id).learn(Observed(kind="strength", domain="communication", text=theirs))
    tap(dana, brought)
    (mark,) = desk.paper(brought.id).content.marks
    dana.post(f"/documents/{brought.id}/marks", {"undo": mark.id})
    (known,) = desk.known(dana)
    assert known.said_by == "parent"


def test_deleted_in_the_portrait_it_is_unmarked_in_the_paper(desk, dana, brought):
    tap(dana, brought)
    (known,) = desk.known(dana)
    dana.post(f"/observations/{known.id}/delete")
    assert desk.paper(brought.id).content.marks == ()


def test_of_a_picture_the_parent_tells_what_it_says(desk, amir):
    paper_id = desk.bring(amir, making.turned_jpeg(), "צילום.jpg")
    page = amir.get(f"/documents/{paper_id}").text
    assert f"/documents/{paper_id}/pages/1" in page and "מה כתוב בעמוד הזה" in page
    amir.post(f"/documents/{paper_id}/marks", {"page": 1, "words": "אורי אוהב לבנות\n\nקשה לו לחכות לתור"})
    assert [(one.text, one.kind, one.source["page"]) for one in desk.known(amir)] == [
        ("אורי אוהב לבנות", "strength", 1),
        ("קשה לו לחכות לתור", "concern", 1),
    ]
    (first, _) = desk.paper(paper_id).content.marks
    amir.post(f"/documents/{paper_id}/marks", {"undo": first.id})
    assert [one.text for one in desk.known(amir)] == ["קשה לו לחכות לתור"]


@pytest.mark.parametrize(("words", "sentence"), [(" \n ", "no words"), ("a\n" * 30, "20 lines"), ("x" * 8001, "8,000")])
def test_words_for_a_picture_have_their_limits(desk, dana, words, sentence):
    paper_id = desk.bring(dana, making.turned_jpeg(), "photo.jpg")
    answer = dana.post(f"/documents/{paper_id}/marks", {"page": 1, "words": words})
    assert answer.status_code == 422 and sentence in answer.text and desk.known(dana) == []


@pytest.mark.parametrize("page", ["2", "900", "-1", "x"])
def test_of_a_page_that_is_no_picture_nothing_is_told(desk, amir, page):
    paper_id = desk.bring(amir, making.turned_jpeg(), "צילום.jpg")
    answer = amir.post(f"/documents/{paper_id}/marks", {"page": page, "words": "היא שרה"})
    assert answer.status_code == 422 and desk.known(amir) == []


def test_of_a_refused_paper_nothing_is_told(desk, dana):
    paper_id = desk.bring(dana, making.locked_pdf())
    assert dana.post(f"/documents/{paper_id}/marks", {"page": 1, "words": "She sings"}).status_code == 422
    assert desk.known(dana) == []


@pytest.mark.parametrize(
    ("words", "kind", "domain"),
    [
        ("מומלץ להמשיך טיפול אצל קלינאית תקשורת לשיפור הדיבור", "context", "communication"),
        ("She finds it hard to wait for her turn", "concern", None),
        ("נולדה בשבוע 38, היריון תקין", "history", "general"),
        ("הילדה אוהבת לצייר", "strength", None),
    ],
)
def test_what_a_sentence_is_about_is_guessed(words, kind, domain):
    guessed = keeping.guess(words)
    assert guessed[0] == kind and domain in (None, guessed[1])


# --- changing and deleting ---------------------------------------------------------------------------------------------


def test_it_has_the_name_and_the_kind_the_parent_gives_it(desk, dana, brought):
    wish = {"type": "medical", "title": "Hearing test", "version": brought.version}
    assert dana.post(f"/documents/{brought.id}/details", wish).status_code == 303
    assert desk.counted(dana).metadata["papers"][0]["title"] == "Hearing test"
    assert "Hearing test" in dana.get(f"/sessions/{dana.session_id}/documents").text
    # The same once more is no conflict, something else over the old one is.
    assert dana.post(f"/documents/{brought.id}/details", wish).status_code == 303
    answer = dana.post(f"/documents/{brought.id}/details", {**wish, "title": "Sight test"})
    assert answer.status_code == 409 and "Hearing test" in answer.text and "Sight test" in answer.text


def test_a_name_given_while_the_file_is_checked_stays(desk, dana, monkeypatch):
    paper_id = desk.bring(dana, ENGLISH, work=False)
    real = papers.strip

    def strip(*given):
        wish = {"type": "medical", "title": "Hearing test", "version": desk.paper(paper_id).version}
        assert dana.post(f"/documents/{paper_id}/details", wish).status_code == 303
        return real(*given)

    monkeypatch.setattr(papers, "strip", strip)
    desk.work()
    paper = desk.paper(paper_id)
    assert (paper.status, paper.type, paper.title) == ("understood", "medical", "Hearing test")


def test_deleted_everything_of_it_is_gone_at_once(desk, dana, brought):
    tap(dana, brought)
    assert dana.post(f"/documents/{brought.id}/delete").status_code == 303
    assert desk.files() == [] and desk.known(dana) == [] and desk.gone(brought.id)
    counted = desk.counted(dana)
    assert (counted.count, counted.total, counted.metadata["papers"]) == (0, 0, [])
    assert dana.get(f"/documents/{brought.id}").status_code == 404
    with desk.app.app_context(), transaction(writing=False):
        (upload,) = db.session.scalars(db.select(Upload))
        assert (upload.status, upload.name) == ("refused", "")


def test_what_another_paper_says_too_is_not_called_known_any_more_when_the_first_is_deleted(desk, dana, brought):
    too = letter("Noa sings all day and knows every song. She plays", "with a friend in the yard.")
    other = desk.paper(desk.bring(dana, too, "other.pdf"))
    for paper in (brought, other):
        tap(dana, paper)
    assert len(desk.known(dana)) == 1
    dana.post(f"/documents/{brought.id}/delete")
    assert desk.known(dana) == [] and desk.paper(other.id).content.marks == ()
    assert "part of what Chitta knows</a>" not in dana.get(f"/documents/{other.id}").text
    tap(dana, other)
    assert [one.source["document"] for one in desk.known(dana)] == [str(other.id)]


def test_deleted_while_it_waits_nothing_comes_of_it(desk, dana):
    paper_id = desk.bring(dana, ENGLISH, work=False)
    dana.post(f"/documents/{paper_id}/delete")
    desk.work()
    assert desk.files() == [] and desk.counted(dana).total == 0 and desk.gone(paper_id)


def test_what_was_read_is_new_until_it_is_looked_at(desk, dana, brought):
    assert desk.counted(dana).viewed == ()
    dana.post(f"/sessions/{dana.session_id}/documents/seen")
    assert desk.counted(dana).viewed == ("viewDocs",)
    desk.bring(dana, letter("Another letter about Noa and her friends."), "other.pdf")
    assert desk.counted(dana).viewed == ()
    dana.post(f"/documents/{brought.id}/read")
    assert desk.counted(dana).viewed == ("viewDocs",) and desk.paper(brought.id).opened_at
