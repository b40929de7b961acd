"""What is shared is shared as it stood; what is deleted leaves it at once; and it is given out only while the link lives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from chitta.core import times
from chitta.core.db import db, transaction
from chitta.documents import keeping as papers
from chitta.documents.models import Document
from chitta.journal.models import JournalEntry
from chitta.journey.facts import Withdrawn
from chitta.journey.models import Journey
from chitta.sharing import freezing, jobs
from chitta.sharing.models import ShareLink, ShareOpening
from chitta.sharing.streaming import while_open
from chitta.videos import keeping as films
from chitta.videos.models import Video
from tests.sharing.conftest import ALONE, SINGS
from tests.working import burst


def snapshots(rows):
    return " ".join(str(row.snapshot) for row in rows(ShareLink))


def test_everything_is_read_as_it_was_shared(levi, inside, material):
    inside()
    said = {
        "report": SINGS, "letter": SINGS, "summary": SINGS, "journal": "let go of my hand", "document": "found to be fine",
        "video": "Builds a tower",
    }  # fmt: skip
    for name, words in said.items():
        answer = levi.look(material.keys[name])
        assert answer.status_code == 200 and words in answer.text, name


def test_what_is_changed_or_added_later_does_not_go_out(dana, levi, inside, material):
    inside()
    dana.post(f"/journal/{material.entry}/edit", {"content": "Other words", "kind": "observation", "version": "1"})
    dana.post(f"/sessions/{dana.session_id}/journal", {"content": "Only for us"})
    dana.post(f"/sessions/{dana.session_id}/meeting/questions", {"text": "A later question?"})
    page = levi.look("journal").text
    assert "let go of my hand" in page and "Other words" not in page and "Only for us" not in page
    assert "A later question" not in levi.look("summary").text


def test_things_keep_the_names_they_had_when_they_were_shared(dana, levi, inside, material, rows):
    inside("document", "video")
    paper = {"title": "Only for us", "type": "medical", "version": rows(Document)[0].version}
    dana.post(f"/documents/{material.paper}/details", paper)
    dana.post(f"/videos/{material.film}/scene", {"scene": "meal_time"})
    assert "Only for us" in dana.get(f"/sessions/{dana.session_id}/sharing").text
    for page in (levi.get(levi.home), levi.look(material.keys["document"]), levi.look(material.keys["video"])):
        assert "Only for us" not in page.text
    assert "Hearing" in levi.get(levi.home).text and "Free play" in levi.get(levi.home).text


def test_a_moment_deleted_from_the_journal_is_gone_for_the_guest_at_once_and_from_the_link_for_good(
    app, dana, levi, inside, material, rows
):
    inside()
    levi.look("journal")
    dana.post(f"/journal/{material.entry}/delete")
    assert "let go of my hand" not in levi.get(f"{levi.home}/items/journal").text
    assert "let go" not in levi.look("summary").text
    with app.app_context(), transaction():
        gone = update(JournalEntry).where(JournalEntry.id == material.entry)
        db.session.execute(gone.values(content=""))
    with app.app_context():
        jobs.sweep()
    assert "let go" not in snapshots(rows)


def test_a_link_that_is_ended_while_deleted_words_are_tidied_away_stays_empty(app, dana, share, material, rows):
    link = share("journal")
    with app.app_context(), transaction():
        gone = update(JournalEntry).where(JournalEntry.id == material.entry)
        db.session.execute(gone.values(content="", deleted_at=times.now()))
    with app.app_context(), transaction():
        db.session.get(ShareLink, link.id)
        with ThreadPoolExecutor(1) as window:
            window.submit(dana.post, f"/shares/{link.id}/revoke").result()
        freezing.forget_entries()
    assert rows(ShareLink)[0].snapshot == {}


def test_deleted_words_leave_the_shared_page_and_the_shared_report(app, dana, levi, inside, material, rows):
    inside()
    _sings, alone = material.observations
    for key in ("summary", material.keys["report"], material.keys["letter"]):
        levi.look(key)
    with app.app_context(), transaction():
        Journey.locked(dana.session_id).learn(Withdrawn(observation_id=alone))
    for key in ("summary", material.keys["report"], material.keys["letter"]):
        page = levi.get(f"{levi.home}/items/{key}").text
        assert ALONE not in page and SINGS in page, key
    assert ALONE not in snapshots(rows)


def test_a_deleted_paper_and_a_deleted_film_vanish_from_the_link(app, dana, levi, inside, material, rows):
    inside()
    for key in ("document", "video"):
        levi.look(material.keys[key])
    with app.app_context(), transaction():
        papers.erase(db.session.get_one(Document, material.paper))
        films.erase(db.session.get_one(Video, material.film))
    page = levi.get(levi.home).text
    for name, paths in {"document": ("", "/file", "/pages/1"), "video": ("", "/film", "/poster", "/chapters")}.items():
        assert material.keys[name] not in page
        for path in paths:
            assert levi.get(f"{levi.home}/items/{material.keys[name]}{path}").status_code == 404, path
    assert (
        "Hearing" not in snapshots(rows)
        and "Something that was deleted" in dana.get(f"/sessions/{dana.session_id}/sharing").text
    )


def test_of_a_link_that_is_over_no_words_are_kept(app, dana, share, rows, clock):
    share()
    assert snapshots(rows) != "{}"
    clock(timedelta(days=20))
    with app.app_context():
        jobs.sweep()
    (row,) = rows(ShareLink)
    assert row.snapshot == {} and row.cleared_at and row.state == "expired"
    with app.app_context(), transaction(writing=False):
        assert db.session.get_one(Journey, dana.session_id).state.artifact("shares").count == 0


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_film_is_given_in_ranges_and_only_while_the_link_lives(dana, levi, inside, material):
    link = inside("video")
    levi.look(material.keys["video"])
    film = f"{levi.home}/items/{material.keys['video']}/film"
    piece = levi.get(film, headers={"Range": "bytes=4-7"})
    assert piece.status_code == 206 and piece.data == b"film" and piece.headers["Content-Range"] == "bytes 4-7/4000"
    chapters = levi.get(film.replace("/film", "/chapters")).text
    assert "00:00:04.000 --> 00:00:09.000\nBuilds a tower" in chapters
    dana.post(f"/shares/{link.id}/revoke")
    assert levi.get(film, headers={"Range": "bytes=4-7"}).status_code == 404


def test_a_film_that_is_on_its_way_stops_when_the_link_is_ended(app, dana, levi, inside, rows, monkeypatch):
    link = inside("video")
    (opening,) = rows(ShareOpening)
    secret = levi.client.get_cookie(f"guest-{opening.id.hex[:16]}").value
    monkeypatch.setattr("chitta.sharing.streaming.ASK_EVERY", 0.0)
    pieces = while_open(app, opening.id, secret, iter([b"one", b"two", b"three"]))
    assert next(pieces) == b"one"
    dana.post(f"/shares/{link.id}/revoke")
    with pytest.raises(ConnectionResetError):
        next(pieces)


def test_a_report_is_given_as_a_pdf_that_does_not_name_the_child(app, levi, inside, material):
    pytest.importorskip("weasyprint")
    inside("letter")
    levi.look(material.keys["letter"])
    pdf = f"{levi.home}/items/{material.keys['letter']}/pdf"
    assert levi.get(pdf).status_code == 303
    burst(app, "heavy")
    answer = levi.get(pdf)
    assert (
        answer.status_code == 200
        and answer.data.startswith(b"%PDF")
        and "Noa" not in answer.headers["Content-Disposition"]
    )


def test_an_open_page_is_told_to_look_again_when_the_link_is_ended(dana, levi, inside):
    link = inside("letter")
    ask = {"HX-Request": "true"}
    assert levi.get(f"{levi.home}/still", headers=ask).status_code == 204
    dana.post(f"/shares/{link.id}/revoke")
    answer = levi.get(f"{levi.home}/still", headers=ask)
    assert answer.status_code == 404 and answer.headers["HX-Refresh"] == "true"
