"""The pages of the guidance, and the family's choice: to film, not now, rather not, or on to the letter."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chitta.core.db import transaction
from chitta.gateways.streams import live
from chitta.journey.facts import ChildDescribed, FilmingChosen, Observed
from chitta.journey.models import Journey
from chitta.journey.tools import born
from tests.people import HX, parent

VIEWS = ("instructions", "view1", "view2", "view3")


def teach(who, *facts):
    with who.app.app_context(), transaction():
        journey = Journey.locked(who.session_id)
        for fact in facts:
            journey.learn(fact)


def state(who):
    with who.app.app_context(), transaction(writing=False):
        return Journey.locked(who.session_id).state


def ready(who, gender="girl"):
    """All that filming and a letter need is told."""
    teach(
        who,
        ChildDescribed(date_of_birth=born(3.4), birth_precision="month", gender=gender),
        Observed(kind="strength", domain="motor", text="Loves building towers", source={"message": str(uuid4())}),
        Observed(kind="concern", domain="communication", text="Few words", example="At the fridge a hand was pulled"),
    )


def page(who, view="instructions", **options):
    return who.get(f"/sessions/{who.session_id}/view/{view}", **options)


def choose(who, choice, **options):
    data = {"choice": choice, "view": options.pop("view", "instructions")}
    return who.post(f"/sessions/{who.session_id}/filming", data, **options)


@pytest.mark.parametrize("view", VIEWS)
def test_the_guidance_opens_at_any_time_as_a_page_and_in_the_dialog(dana, view):
    whole, part = page(dana, view), page(dana, view, headers=HX)
    assert whole.status_code == part.status_code == 200
    assert whole.text.startswith("<!doctype html>") and part.text.lstrip().startswith("<header>")
    assert 'id="filming-choice"' in whole.text and "films stay on your phone" not in whole.text
    assert "it is not a diagnosis" in whole.text and "nurse or doctor" in whole.text


def test_links_stay_in_the_dialog_only_where_there_is_one(dana):
    assert 'hx-target="#sheet"' not in page(dana).text.split("<main")[1].split("</main>")[0]
    assert page(dana, headers=HX).text.count('hx-target="#sheet"') == 3


def test_dana_reads_her_own_words_and_where_she_said_them(dana):
    ready(dana)
    drawn = page(dana, "view2").text
    assert "“<bdi>At the fridge a hand was pulled</bdi>”" in drawn and "“<bdi>Loves building towers</bdi>”" in drawn
    assert "#message-" in drawn and "It would be more precise" not in drawn and "words, sounds, gestures" not in drawn


def test_what_is_missing_is_said_kindly_and_the_guidance_is_there_all_the_same(dana):
    drawn = page(dana, "view1").text
    assert "It would be more precise if I also knew: how old your child is" in drawn and "What to film" in drawn


def test_hostile_words_are_drawn_as_words(dana):
    teach(dana, Observed(kind="strength", domain="general", text='"><img src=x onerror=alert(1)> {{ 7*7 }}'))
    drawn = page(dana, "view1").text
    assert "<img src=x" not in drawn and "&lt;img src=x" in drawn and "{{ 7*7 }}" in drawn


@pytest.mark.parametrize(
    ("choice", "kind"), [("wanted", "Good, we film"), ("later", "Not now is fine"), ("declined", "quite all right")]
)
def test_each_choice_is_kept_answered_in_place_and_can_be_changed(dana, choice, kind):
    ready(dana)
    answer = choose(dana, choice, headers=HX)
    assert answer.status_code == 200 and kind in answer.text and f'data-chosen="{choice}"' in answer.text
    assert state(dana).metadata.filming == choice
    assert kind in page(dana, "view3").text
    assert 'data-chosen="later"' in choose(dana, "later", headers=HX).text


def test_wanting_to_film_leads_to_filming(dana):
    ready(dana)
    choose(dana, "wanted")
    assert state(dana).journey_stage == "video_instructions"


def test_wanting_it_too_early_says_what_is_missing(dana):
    answer = choose(dana, "wanted", headers=HX).text
    assert "To choose what to film I still need to know" in answer and state(dana).journey_stage == "interview"


def test_without_a_film_the_way_to_the_letter_is_offered(dana):
    ready(dana)
    assert "Go on to the letter" in choose(dana, "declined", headers=HX).text
    answer = choose(dana, "go_on", headers=HX)
    assert "The letter is written from what you told me" in answer.text
    assert state(dana).journey_stage == "analysis" and state(dana).metadata.go_on


@pytest.mark.parametrize("before", ["", "wanted", "later"])
def test_going_on_with_what_there_is_works_after_every_choice(dana, before):
    ready(dana)
    if before:
        choose(dana, before)
    choose(dana, "go_on")
    assert state(dana).journey_stage == "analysis"
    assert 'data-chosen="go_on"' in page(dana).text


def test_a_letter_too_early_is_refused_with_the_kind_reason(dana):
    choose(dana, "declined")
    answer = choose(dana, "go_on", headers=HX)
    assert answer.status_code == 422 and "For the letter I still need to know: how old your child is" in answer.text
    whole = choose(dana, "go_on", view="view2")
    assert whole.status_code == 422 and whole.text.startswith("<!doctype html>") and "An ordinary meal" in whole.text
    assert state(dana).journey_stage == "interview" and not state(dana).metadata.go_on


def test_filming_after_all_leads_back_from_the_letter(dana):
    ready(dana)
    choose(dana, "declined"), choose(dana, "go_on")
    assert "Good, we film" in choose(dana, "wanted", headers=HX).text
    assert state(dana).journey_stage == "video_instructions"


def test_a_tap_twice_is_one_choice(dana):
    ready(dana)
    assert choose(dana, "go_on").status_code == choose(dana, "go_on").status_code == 303
    assert state(dana).journey_stage == "analysis"


def test_a_plain_browser_comes_back_to_its_page(dana):
    answer = choose(dana, "later", view="view2")
    assert answer.status_code == 303 and answer.location.endswith("/view/view2#filming-choice")


@pytest.mark.parametrize("data", [{"choice": "go_away"}, {}, {"choice": "later", "view": "https://example.org"}])
def test_nonsense_is_refused_in_place(dana, data):
    answer = dana.post(f"/sessions/{dana.session_id}/filming", data, headers=HX)
    assert answer.status_code == 422 and 'id="filming-choice"' in answer.text
    assert state(dana).metadata.filming == ""


def test_open_pages_hear_of_it(dana):
    ready(dana)
    streams, stream = dana.app.extensions["streams"], live(dana.session_id)
    before = streams.last_id(stream)
    choose(dana, "later")
    heard = [fact for _id, fact in streams.since(stream, before)]
    assert any(fact["kind"] == "changed" and "deck" in fact["what"] for fact in heard)


def test_ruth_finds_neither_the_guidance_nor_the_choice(ruth, dana):
    for view in VIEWS:
        theirs, nobodys = (
            ruth.get(f"/sessions/{dana.session_id}/view/{view}"),
            ruth.get(f"/sessions/{uuid4()}/view/{view}"),
        )
        assert theirs.status_code == 404 and theirs.data == nobodys.data
    data = {"choice": "declined", "view": "instructions"}
    assert ruth.post(f"/sessions/{dana.session_id}/filming", data).status_code == 404
    assert state(dana).metadata.filming == ""


def test_a_visitor_is_sent_to_log_in(somebody, dana):
    answer = somebody.post(f"/sessions/{dana.session_id}/filming", {"choice": "later"})
    assert answer.status_code == 303 and "/login" in answer.location


@pytest.mark.parametrize("address", ["f", "m", "n"])
@pytest.mark.parametrize("gender", ["girl", "boy", ""])
def test_amir_reads_all_of_it_in_hebrew(app, address, gender):
    amir = parent(app, "אמיר כהן", f"{address}{gender}@example.org", "אורי", language="he", address=address)
    if gender:
        ready(amir, gender)
    for view in VIEWS:
        drawn = page(amir, view).text.split("<main")[1].split("</main>")[0]
        assert "Filming" not in drawn and "phone" not in drawn and "אבחון" in drawn, view
    for choice, words in (("later", "לא דחוף"), ("declined", "בלי צילום"), ("wanted", "מצלמים")):
        assert words in choose(amir, choice, headers=HX).text


def test_the_deck_and_the_menu_lead_here(dana):
    ready(dana)
    drawn = dana.get(f"/sessions/{dana.session_id}").text
    assert 'data-card="filming"' in drawn and 'data-action="instructions"' in drawn
    assert drawn.count(f'href="/sessions/{dana.session_id}/view/instructions"') == 2


def test_a_film_turned_down_in_the_conversation_is_answered_here_too(dana):
    teach(dana, FilmingChosen(choice="declined"))
    assert 'data-chosen="declined"' in page(dana).text and "Go on to the letter" in page(dana).text
