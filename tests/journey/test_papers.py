"""Documents as a journey knows them, and where in them something stands."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask

from chitta.core.i18n import speaking
from chitta.journey import facts, papers
from chitta.journey.models import Observation
from chitta.journey.routes import PAPER_DOOR, paper_address
from chitta.journey.state import Artifact, MasterState

REPORT = str(uuid4())


def brought(*rows, **more):
    """The artifact that tells of these documents."""
    return Artifact(type="documents", count=1, total=1, status="ready", metadata={"papers": list(rows)}, **more)


def paper(**changes):
    return {
        "id": REPORT, "title": "Summary from kindergarten", "type": "report", "status": "understood", "dated": "2026-03-01",
    } | changes  # fmt: skip


def read(*rows):
    return list(papers.brought(MasterState(active_artifacts=(brought(*rows),))))


def test_the_state_names_the_documents():
    (one,) = read(paper())
    assert (one.id, one.title, one.type) == (REPORT, "Summary from kindergarten", "report")
    assert (one.status, one.dated) == ("understood", "2026-03-01")


def test_before_anything_was_brought_there_are_none():
    assert list(papers.brought(MasterState())) == []


@pytest.mark.parametrize(
    "row", ["a word", None, {}, {"id": "../../etc", "status": "reading"}, paper(status="excellent"), paper(id=None)]
)
def test_what_does_not_read_as_a_document_is_passed_over(row):
    assert len(read(row, paper())) == 1


def test_a_title_keeps_its_letters_and_loses_what_cannot_be_seen():
    (one,) = read(paper(title="\u202eסיכום\u2066 מהגן\x00\nעמוד \U000e0041" + "א" * 200))
    assert one.title.startswith("סיכום מהגן עמוד") and len(one.title) == papers.LONGEST_TITLE


def test_a_date_that_is_none_and_a_kind_nobody_knows_say_nothing():
    (one,) = read(paper(dated="soon; call share", type="<b>"))
    assert (one.dated, one.type) == ("", "other")


def test_a_hundred_documents_are_not_all_named():
    assert len(read(*(paper(id=str(uuid4())) for _ in range(100)))) == papers.MOST


@pytest.mark.parametrize(
    ("said_by", "source", "place"),
    [
        ("document", {"document": REPORT, "page": 3}, (REPORT, 3)),
        ("document", {"document": REPORT}, (REPORT, 1)),
        ("document", {"document": REPORT, "page": "3; drop"}, (REPORT, 1)),
        ("document", {"document": REPORT, "page": True}, (REPORT, 1)),
        ("document", {"document": "javascript:alert(1)", "page": 1}, ("", 0)),
        ("document", {}, ("", 0)),
        ("parent", {"document": REPORT, "page": 3}, ("", 0)),
    ],
)
def test_where_something_stands(said_by, source, place):
    assert papers.page_of(Observation(said_by=said_by, source=source)) == place


# --- in the portrait -------------------------------------------------------------------------------------------------

SHY = facts.Observed(
    kind="concern", domain="social_play", text="Stays at the edge of the yard", said_by="document",
    source={"document": REPORT, "page": 2},
)  # fmt: skip


@pytest.fixture
def portrait(dana):
    return lambda: dana.get(f"/sessions/{dana.session_id}/view/portrait").text


def counted(*rows):
    return facts.ArtifactCounted(artifact=brought(*rows))


def test_a_finding_says_which_document_and_page_it_is_from(learned, portrait, papers_open):
    learned(counted(paper()), SHY)
    page = portrait()
    assert 'data-source="document"' in page and "From a document" in page and "You told this" not in page
    assert f'href="/documents/{REPORT}#page-2"' in page
    assert "<bdi>Summary from kindergarten</bdi>, page 2" in page


def test_where_no_document_opens_the_source_is_words(learned, portrait, papers_closed):
    learned(counted(paper()), SHY)
    page = portrait()
    assert "<bdi>Summary from kindergarten</bdi>, page 2" in page and "/documents/" not in page


def test_a_document_that_is_not_named_any_more_has_its_page(learned, portrait, papers_closed):
    learned(SHY)
    assert "<span>page 2</span>" in portrait()


def test_a_title_is_text(learned, portrait, papers_open):
    learned(counted(paper(title="<script>alert(1)</script>")), SHY)
    assert "&lt;script&gt;alert(1)" in portrait() and "<script>alert" not in portrait()


def test_after_a_correction_the_page_is_still_shown(dana, learned, papers_open):
    (shy,) = learned(counted(paper()), SHY)
    door = f"/observations/{shy}/correct"
    answer = dana.post(door, {"text": "Looks on first", "version": "1"}, headers={"HX-Request": "true"}).text
    assert f'href="/documents/{REPORT}#page-2"' in answer and "in your words" in answer


def test_what_dana_told_has_no_page(learned, portrait):
    learned(counted(paper()), facts.Observed(kind="strength", domain="motor", text="Sings"))
    assert "Summary from kindergarten" not in portrait()


def test_the_address_is_the_rooms_own():
    room = Flask("papers")
    with room.test_request_context(), speaking("en"):
        assert paper_address(REPORT, 2) == ""
    room.add_url_rule("/documents/<uuid:document_id>", PAPER_DOOR, lambda document_id: "")
    with room.test_request_context():
        assert paper_address(REPORT, 2) == f"/documents/{REPORT}#page-2"
