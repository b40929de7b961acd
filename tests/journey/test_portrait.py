"""What Chitta holds to be true: read, corrected, disputed, deleted; by its own family and nobody else."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from chitta.core.db import db, transaction
from chitta.gateways.streams import live
from chitta.journey import facts, views
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from tests.people import HX

SAID = str(uuid4())
SINGS = facts.Observed(kind="strength", domain="motor", text="Sings <b>loud</b>", source={"message": SAID})
ALONE = facts.Observed(
    kind="concern", domain="social_play", text="Plays alone", example="At the birthday", since="summer"
)
DEEDS = ["correct", "dispute", "delete"]


@pytest.fixture
def portrait(dana):
    return f"/sessions/{dana.session_id}/view/portrait"


def door(observation_id, deed):
    return f"/observations/{observation_id}/{deed}"


def test_it_is_empty_at_first(dana, portrait):
    page = dana.get(portrait).text
    assert "Nothing stands here yet" in page and 'class="panel empty"' in page and "Noa" in page


def test_strengths_come_first_each_with_its_source(dana, learned, portrait):
    alone, sings = learned(ALONE, SINGS)
    page = dana.get(portrait).text
    assert page.index(f'id="observation-{sings}"') < page.index(f'id="observation-{alone}"')
    assert 'data-kind="strength" data-source="parent"' in page
    assert f'href="/sessions/{dana.session_id}?at={SAID}#message-{SAID}"' in page
    assert "At the birthday" in page and "since: summer" in page
    assert "Sings &lt;b&gt;loud&lt;/b&gt;" in page and "<b>loud" not in page


def test_the_same_view_is_a_page_or_stands_in_a_dialog(dana, learned, portrait):
    learned(SINGS)
    page, dialog = dana.get(portrait).text, dana.get(portrait, headers=HX).text
    assert page.startswith("<!doctype html>") and "<h1>What Chitta knows</h1>" in page
    assert dialog.startswith("<header>") and "<!doctype" not in dialog
    assert re.search(r'<h2 id="sheet-title" tabindex="-1" autofocus>What Chitta knows</h2>.*data-close', dialog)


@pytest.mark.parametrize("key", ["nonsense", "portrait%2F..", "PORTRAIT"])
def test_a_view_that_does_not_open_is_not_there(dana, key):
    answer, nobodys = (
        dana.get(f"/sessions/{dana.session_id}/view/{key}"),
        dana.get(f"/sessions/{uuid4()}/view/portrait"),
    )
    assert answer.status_code == 404 and answer.data == nobodys.data


def test_another_room_opens_a_view_of_its_own(dana, monkeypatch):
    monkeypatch.setattr(views, "_views", dict(views._views))
    views.register("journal", "Journal", "journey/_nothing.html", lambda journey: {"entries": []})
    assert "journal" in views.available()
    assert "<h1>Journal</h1>" in dana.get(f"/sessions/{dana.session_id}/view/journal").text


# --- correcting -----------------------------------------------------------------------------------------------------------


def test_dana_finds_better_words(dana, learned, known, portrait):
    (alone,) = learned(ALONE)
    answer = dana.post(door(alone, "correct"), {"text": " Likes to look on first\r\n", "version": "1"})
    assert answer.status_code == 303 and answer.location.endswith(f"{portrait}#observation-{alone}")
    assert (known(alone).text, known(alone).version) == ("Likes to look on first", 2)
    assert "in your words" in dana.get(portrait).text


def test_with_htmx_only_the_one_thing_is_drawn_anew(dana, learned):
    (alone,) = learned(ALONE)
    answer = dana.post(door(alone, "correct"), {"text": "Looks on", "version": "1"}, headers=HX)
    assert answer.status_code == 200 and answer.text.strip().startswith(
        f'<article class="stack tight" id="observation-{alone}"'
    )
    assert "Looks on" in answer.text


@pytest.mark.parametrize("text", ["", "  \n ", "\u202e", "x" * 601])
@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_no_words_or_too_many_are_refused_and_kept(dana, learned, known, text, headers):
    (alone,) = learned(ALONE)
    answer = dana.post(door(alone, "correct"), {"text": text, "version": "1"}, headers=headers)
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text and "<details open>" in answer.text
    assert text.strip("\u202e \n") in answer.text and known(alone).text == "Plays alone"


@pytest.mark.parametrize("version", ["", "x", "1.5", "9" * 40, "-1", "0"])
def test_a_version_that_never_was_changes_nothing(dana, learned, known, version):
    (alone,) = learned(ALONE)
    assert dana.post(door(alone, "correct"), {"text": "y", "version": version}).status_code in (409, 422)
    assert known(alone).text == "Plays alone"


@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_two_tabs_see_both_texts_and_the_second_may_decide(dana, learned, known, headers):
    (alone,) = learned(ALONE)
    dana.post(door(alone, "correct"), {"text": "from one tab", "version": "1"})
    answer = dana.post(door(alone, "correct"), {"text": "from the other", "version": "1"}, headers=headers)
    assert answer.status_code == 409 and "from one tab" in answer.text and ">from the other</textarea>" in answer.text
    version = re.search(r'name="version" value="(\d+)"', answer.text).group(1)
    dana.post(door(alone, "correct"), {"text": "from the other", "version": version})
    assert known(alone).text == "from the other"


def test_the_same_form_twice_is_one_correction(dana, learned, known):
    (alone,) = learned(ALONE)
    sent = [dana.post(door(alone, "correct"), {"text": "once", "version": "1"}).status_code for _ in range(2)]
    assert sent == [303, 303] and known(alone).version == 2


BIT = "Yesterday at the gate he bit Yoav"


@pytest.mark.parametrize("example", [BIT, "he bit Yoav", f"{BIT}."], ids=["the same", "a piece of it", "but for a dot"])
def test_an_example_that_only_the_old_words_told_goes_with_them(dana, learned, known, portrait, example):
    (bit,) = learned(ALONE.model_copy(update={"text": BIT, "example": example, "since": "yesterday"}))
    assert 'name="example"' not in dana.get(portrait).text
    dana.post(door(bit, "correct"), {"text": "He pushed Yoav", "version": "1"})
    assert (known(bit).text, known(bit).example, known(bit).since) == ("He pushed Yoav", "He pushed Yoav", "")
    assert " bit " not in dana.get(portrait).text


def test_an_example_of_its_own_can_be_put_right_too(dana, learned, known, portrait):
    (alone,) = learned(ALONE)
    page = dana.get(portrait).text
    assert re.search(r'<textarea [^>]*name="example"[^>]*>At the birthday</textarea>', page)
    dana.post(door(alone, "correct"), {"text": "Plays alone", "example": " At the park\n", "version": "1"})
    assert (known(alone).text, known(alone).example, known(alone).since) == ("Plays alone", "At the park", "summer")
    dana.post(door(alone, "correct"), {"text": "Looks on", "example": "", "version": "2"})
    assert (known(alone).text, known(alone).example) == ("Looks on", "")


def test_an_example_nobody_touched_stays(dana, learned, known):
    (alone,) = learned(ALONE)
    dana.post(door(alone, "correct"), {"text": "Looks on", "version": "1"})
    assert (known(alone).example, known(alone).since) == ("At the birthday", "summer")


@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_too_long_an_example_is_refused_and_kept(dana, learned, known, headers):
    (alone,) = learned(ALONE)
    form = {"text": "Looks on", "example": "x" * 601, "version": "1"}
    answer = dana.post(door(alone, "correct"), form, headers=headers)
    assert answer.status_code == 422 and "x" * 601 in answer.text and "Up to 600 characters" in answer.text
    assert known(alone).text == "Plays alone"


def test_a_filmed_moment_in_better_words_is_still_a_filmed_moment(dana, learned, known):
    (film,) = learned(ALONE.model_copy(update={"text": "A filmed moment: he bit", "example": "", "since": ""}))
    dana.post(door(film, "correct"), {"text": "he pushed", "version": "1"})
    assert (known(film).text, known(film).source["asked"]) == ("he pushed", "film_seen")


# --- disputing and deleting ------------------------------------------------------------------------------------------------


def test_dana_disagrees_and_agrees_again(dana, learned, known):
    (alone,) = learned(ALONE)
    assert "You do not agree with this" in dana.post(door(alone, "dispute"), headers=HX).text
    assert known(alone).state == "disputed"
    assert "do not agree" not in dana.post(door(alone, "dispute"), {"undo": "yes"}, headers=HX).text
    assert known(alone).state == "held"


def test_dana_deletes_it_for_good(dana, learned, known, portrait):
    (alone,) = learned(ALONE)
    assert dana.post(door(alone, "delete")).location.endswith(portrait)
    assert (known(alone).state, known(alone).text, known(alone).example) == ("withdrawn", "", "")
    assert "Plays alone" not in dana.get(portrait).text
    assert dana.post(door(alone, "delete"), headers=HX).status_code == 200
    assert dana.post(door(alone, "correct"), {"text": "back", "version": "2"}).status_code == 404


def test_in_the_dialog_a_line_says_that_it_is_gone(dana, learned):
    (alone,) = learned(ALONE)
    answer = dana.post(door(alone, "delete"), headers=HX).text
    assert f'id="observation-{alone}"' in answer and "Plays alone" not in answer


def test_deleting_asks_once_more_in_place(dana, learned, portrait):
    (alone,) = learned(ALONE)
    page = dana.get(portrait).text
    asked = page.index("The words are erased")
    assert page.index('<summary class="btn danger">') < asked < page.index(f'action="{door(alone, "delete")}"')


# --- who may -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_ruth_finds_no_such_thing(ruth, learned, known, deed, headers):
    (alone,) = learned(ALONE)
    form = {"text": "mine now", "version": "1"}
    hers, nobodys = (
        ruth.post(door(alone, deed), form, headers=headers),
        ruth.post(door(uuid4(), deed), form, headers=headers),
    )
    assert hers.status_code == 404 and hers.data == nobodys.data
    assert known(alone).text == "Plays alone" and known(alone).state == "held"


def test_ruth_finds_no_such_portrait(ruth, dana, portrait):
    assert ruth.get(portrait).data == ruth.get(f"/sessions/{uuid4()}/view/portrait").data


@pytest.mark.parametrize("deed", DEEDS)
def test_a_form_without_its_token_does_nothing(dana, learned, known, deed):
    (alone,) = learned(ALONE)
    assert dana.post(door(alone, deed), {"text": "x", "version": "1"}, token=False).status_code == 403
    assert known(alone).version == 1


@pytest.mark.parametrize("deed", DEEDS)
def test_a_visitor_is_sent_to_log_in(somebody, learned, known, deed):
    (alone,) = learned(ALONE)
    answer = somebody.post(door(alone, deed), {"text": "x", "version": "1"})
    assert answer.status_code == 303 and "/login" in answer.location and known(alone).version == 1


# --- the family ---------------------------------------------------------------------------------------------------------------


def test_the_familys_conversations(dana, ruth):
    page = dana.get("/sessions").text
    assert f'href="/sessions/{dana.session_id}"' in page and str(ruth.session_id) not in page


def test_the_childs_own_form_keeps_the_journey_true(app, dana, portrait):
    dana.post(f"/children/{dana.child_id}/edit", {"name": "Noga", "date_of_birth": "2023-05-01", "gender": "girl"})
    with app.app_context(), transaction(writing=False):
        journey = db.session.get(Journey, dana.session_id)
        assert journey.state == journey.recount() and journey.state.child.name == "Noga"
    assert "Noga" in dana.get(portrait).text and "A girl" in dana.get(portrait).text


def test_open_pages_hear_what_changed(app, dana, learned):
    (alone,) = learned(ALONE)
    dana.post(door(alone, "delete"))
    told = [fact for _, fact in app.extensions["streams"].since(live(dana.session_id), "0-0")]
    assert told and told[-1]["kind"] == "changed" and {"deck", "portrait"} <= set(told[-1]["what"])


def test_amir_reads_it_in_hebrew(app, amir):
    with app.app_context(), transaction():
        Journey.locked(amir.session_id).learn(ALONE)
    page = amir.get(f"/sessions/{amir.session_id}/view/portrait", headers=HX).text
    said = re.sub(r"<[^>]+>", " ", page)
    assert "מה מטריד" in said and not re.findall(
        r"[a-z]{3,}", re.sub("Chitta|Plays alone|At the birthday|summer", "", said)
    )


def test_what_a_document_says_names_it_and_its_page(dana, learned, portrait):
    paper = str(uuid4())
    said = facts.Observed(
        kind="concern",
        domain="communication",
        text="Asks for help rarely",
        said_by="document",
        source={"document": paper, "page": 3},
    )
    papers = [{"id": paper, "title": "Summary <b>2026</b>", "type": "report", "status": "understood", "dated": ""}]
    counted = Artifact(type="documents", count=1, total=1, status="ready", metadata={"papers": papers})
    learned(said, facts.ArtifactCounted(artifact=counted))
    page = dana.get(portrait).text
    assert "<bdi>Summary &lt;b&gt;2026&lt;/b&gt;</bdi>, page 3" in page
