"""Looking through the directory: by oneself, and for Noa."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from sqlalchemy import event

from chitta.accounts.models import User
from chitta.core.db import db, transaction
from chitta.experts.models import Expert
from chitta.journey.facts import Observed, Withdrawn
from tests.people import HX

TALKS = Observed(kind="concern", domain="communication", text="She says few words")
HOSTILE = '<img src=x onerror=alert(1)> {{ 7*7 }} %(n)s "quoted"'


def names(page):
    return re.findall(r"<h2><bdi>([^<]*)</bdi></h2><p", page)


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


@pytest.fixture
def three(expert):
    """Dr. Levi in Haifa, Maya in Acre and Yoav in Eilat."""
    levi = expert()
    maya = expert(
        name_en="Maya Sun", name_he="מָאיה שמש", specialties="occupational", city="acre", languages="he,ar", age_from=0,
        age_to=18, health_funds="clalit,private",
    )  # fmt: skip
    yoav = expert(name_en="Yoav Sea", name_he="יואב ים", specialties="speech,feeding", city="eilat", languages="he,en")
    return levi, maya, yoav


@pytest.fixture
def for_noa(dana):
    return f"/sessions/{dana.session_id}/experts"


# --- what is asked -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=levi", ["Dr. Levi"]),
        ("q=LEVI haifa", ["Dr. Levi"]),
        ("q=מאיה", ["Maya Sun"]),
        ("q=מָאיָה", ["Maya Sun"]),
        ("q=occupational", ["Maya Sun"]),
        ("q=ריפוי בעיסוק", ["Maya Sun"]),
        ("q=ד״ר", ["Dr. Levi"]),
        ("specialty=feeding", ["Yoav Sea"]),
        ("language=ar", ["Maya Sun"]),
        ("fund=private", ["Maya Sun"]),
        ("age=10", ["Maya Sun"]),
        ("near=haifa&km=20&sort=near", ["Dr. Levi", "Maya Sun"]),
        ("near=eilat&sort=near", ["Yoav Sea", "Dr. Levi", "Maya Sun"]),
        ("q=levi&specialty=occupational", []),
    ],
)
def test_the_address_says_what_is_looked_for(dana, three, asked, found):
    assert names(dana.get(f"/experts?{asked}").text) == found


@pytest.mark.parametrize("words", ["%", "_", "%%%_", "'", '"', "' OR 1=1 --", "\\", "x" * 100, "\x00", "( [ *"])
def test_signs_in_a_search_are_only_signs(dana, three, words):
    answer = dana.get("/experts", query_string={"q": words})
    assert answer.status_code == 200 and names(answer.text) == (
        [] if words.strip("\x00") else ["Dr. Levi", "Maya Sun", "Yoav Sea"]
    )


@pytest.mark.parametrize(
    "asked", [{"q": "x" * 100_000}, {"near": "atlantis"}, {"km": "7"}, {"age": "old"}, {"fund": "x"}]
)
def test_what_cannot_be_asked_is_said_beside_its_field(dana, three, asked):
    answer = dana.get("/experts", query_string=asked)
    assert answer.status_code == 422 and 'class="err"' in answer.text and len(names(answer.text)) == 3
    assert len(answer.data) < 200_000


@pytest.mark.parametrize("page", ["0", "-1", "99999", "999999999", "x"])
def test_a_page_that_is_none_is_the_nearest_one(dana, three, page):
    assert len(names(dana.get(f"/experts?page={page}").text)) == 3


def test_pages_follow_one_another_and_keep_what_was_asked(app, dana, expert):
    for n in range(14):
        expert(name_en=f"Levi {n:02}", name_he=f"לוי {n:02}")
    first = dana.get("/experts?q=levi").text
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = dana.get(following).text
    assert len(names(first)) == 12 and names(second) == ["Levi 12", "Levi 13"] and "page 2 of 2" in second


def test_a_hidden_one_is_not_found_and_has_no_page(app, dana, three):
    with app.app_context(), transaction():
        db.session.get_one(Expert, three[0].id).hide()
    assert names(dana.get("/experts?q=levi").text) == [] and dana.get(f"/experts/{three[0].id}").status_code == 404


def test_with_htmx_only_what_was_found_comes(dana, three):
    answer = dana.get("/experts?q=levi", headers=HX).text
    assert answer.lstrip().startswith('<div class="stack" id="found">') and names(answer) == ["Dr. Levi"]


def test_ten_queries_more_or_less_do_not_come_with_ten_times_the_entries(app, dana, expert, for_noa, learned):
    learned(TALKS)
    asked: list[str] = []
    note = lambda *happened: asked.append(happened[2])  # noqa: E731
    with app.app_context():
        engine = db.engine
    counts = []
    for more in (1, 29):
        for n in range(more):
            expert(name_en=f"Levi {more} {n}")
        for address in ("/experts?q=levi", f"{for_noa}?near=haifa", f"/sessions/{dana.session_id}/view/findExperts"):
            asked.clear()
            event.listen(engine, "before_cursor_execute", note)
            dana.get(address, headers=HX)
            event.remove(engine, "before_cursor_execute", note)
            counts.append(len(asked))
    assert counts[:3] == counts[3:] and max(counts) <= 8, counts


# --- for a child -------------------------------------------------------------------------------------------------------


def test_who_fits_noa_comes_first_and_it_says_why_and_shows_no_number(dana, three, learned, for_noa):
    (told,) = learned(TALKS)
    page = dana.get(f"{for_noa}?near=haifa").text
    said = words_of(page)
    assert names(page) == ["Dr. Levi", "Yoav Sea", "Maya Sun"]
    assert "Speech and language therapy, since you spoke of talking and being understood." in said
    assert f"/view/portrait#observation-{told}" in page and "Close by: Haifa" in said.replace(
        "Close by, in or near", "Close by:"
    )
    assert "score" not in said.lower() and "%" not in said


def test_what_was_withdrawn_is_no_reason_any_more(dana, three, learned, for_noa):
    (told,) = learned(TALKS)
    learned(Withdrawn(observation_id=told))
    page = dana.get(for_noa).text
    assert "since you spoke of" not in page and "Once you have told what you wonder about" in page


def test_it_is_a_deep_view_in_the_menu_and_on_a_card(dana, three, learned, for_noa):
    learned(TALKS)
    view = f"/sessions/{dana.session_id}/view/findExperts"
    dialog = dana.get(view, headers=HX).text
    assert dialog.startswith("<header>") and {*names(dialog)[:2]} == {"Dr. Levi", "Yoav Sea"}
    assert re.search(r'href="[^"]*/view/findExperts" aria-current="page"', dana.get(view).text)


def test_a_profile_says_what_is_known_and_marks_a_sample(app, dana, three, learned):
    learned(TALKS)
    with app.app_context(), transaction():
        sample = Expert.write(
            sample=True, name_en="Sam Ple", specialties="speech", city="lod", rating=4.5, review_count=3
        ).id
    page = dana.get(f"/sessions/{dana.session_id}/experts/{sample}").text
    assert "data-sample" in page and "Nobody real stands behind it" in page and "4.5 of 5, from 3 reviews" in page
    assert "Why for Noa" in page
    alone = dana.get(f"/experts/{three[0].id}").text
    assert "data-sample" not in alone and "of 5" not in alone and 'href="tel:04-000-0000"' in alone


def test_what_an_operator_wrote_is_only_text(dana, expert, for_noa):
    id = expert(name_en=HOSTILE, name_he="", bio_en=HOSTILE, address=HOSTILE).id
    for address in ("/experts", f"/experts/{id}", for_noa, f"{for_noa}/{id}"):
        page = dana.get(address).text
        assert "<img src=x" not in page and "&lt;img" in page and "49" not in words_of(page)


# --- where the family lives ----------------------------------------------------------------------------------------------


def test_the_place_is_remembered_only_when_dana_says_so_and_forgotten_again(dana, three, for_noa):
    dana.get(f"{for_noa}?near=haifa")
    assert "Your place is remembered" not in dana.get(for_noa).text
    answer = dana.post("/experts/place", {"city": "haifa", "back": for_noa})
    page = dana.get(answer.location).text
    assert (
        answer.location == for_noa and "Your place is remembered: Haifa." in page and 'value="haifa" selected' in page
    )
    assert 'value="haifa" selected' not in dana.get(f"{for_noa}?near=").text
    dana.post("/experts/place", {"city": ""})
    assert "Your place is remembered" not in dana.get(for_noa).text


@pytest.mark.parametrize("sent", [{"city": "atlantis"}, {"city": "x" * 10_000}])
def test_a_place_that_is_none_is_not_remembered(dana, for_noa, sent):
    assert dana.post("/experts/place", sent).status_code == 422


def test_nobody_is_sent_elsewhere_by_the_way_back(dana):
    assert dana.post("/experts/place", {"city": "lod", "back": "//evil.example"}).location == "/experts"


# --- who may -------------------------------------------------------------------------------------------------------------


def test_ruth_sees_the_directory_but_not_who_fits_noa(ruth, dana, three, for_noa):
    assert len(names(ruth.get("/experts").text)) == 3 and ruth.get(f"/experts/{three[0].id}").status_code == 200
    hers, nobodys = ruth.get(for_noa), ruth.get(f"/sessions/{uuid4()}/experts")
    assert hers.status_code == 404 and hers.data == nobodys.data
    assert ruth.get(f"{for_noa}/{three[0].id}").status_code == 404


def test_amir_reads_it_in_hebrew(app, amir, three):
    with app.app_context(), transaction():
        from chitta.journey.models import Journey

        Journey.locked(amir.session_id).learn(Observed(kind="concern", domain="communication", text="הוא לא מדבר"))
    place = f"/sessions/{amir.session_id}/experts"
    page = amir.get(f"{place}?near=haifa").text + amir.get(f"{place}/{three[0].id}").text + amir.get("/experts").text
    said = words_of(re.sub(r"<head>.*?</head>|<template.*?</template>|<script.*?</script>", "", page, flags=re.S))
    assert "קלינאות תקשורת, כי סיפרת על דיבור והבנה." in said and "קרוב: חיפה והסביבה." in said
    assert not [word for word in re.findall(r"[A-Za-z]{3,}", said) if word != "Chitta"]


def test_who_lives_elsewhere_is_told_where_these_professionals_work(app, dana, three, for_noa):
    assert "works in Israel" not in dana.get("/experts").text
    with app.app_context(), transaction():
        db.session.execute(db.update(User).where(User.id == dana.user_id).values(country="US"))
    assert all("works in Israel" in dana.get(door).text for door in ("/experts", for_noa))
