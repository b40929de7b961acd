"""A film in the hands of Claude: what it is given, what of its answer is kept, whose consent it takes, and what it costs."""

from __future__ import annotations

import json

import pytest

from chitta.videos.models import MOST_ATTEMPTS
from tests.people import HX
from tests.standin.script import Fail
from tests.videos.conftest import HAND, TOWER, watched

pytestmark = pytest.mark.usefixtures("remembered")


@pytest.fixture
def seen(cinema, claude, dana, reel):
    """Dana brings a film, and Claude looks at it."""

    def go(**more):
        claude.will(watched(**more))
        return cinema.bring(dana, reel("play.mp4"), watch="claude")

    return go


def test_what_claude_sees_is_known_with_its_seconds_strengths_first(cinema, dana, seen):
    film = cinema.film(seen())
    assert (film.engine, film.status) == ("claude", "understood")
    known = cinema.known(dana)
    assert [(one.said_by, one.kind, one.source["second"]) for one in known] == [
        ("video", "strength", [4, 9]),
        ("video", "concern", [20, 24]),
    ]
    page = dana.get(f"/videos/{film.id}").text
    assert page.index("What works here") < page.index("What is hard") < page.index("What could not be seen")
    assert "Talking back and forth" in page and "Seen by Claude, an AI" in page and 'data-seek="20"' in page


def test_claude_is_given_pictures_with_their_seconds_and_what_was_measured_and_no_name(cinema, claude, dana, seen):
    seen()
    request = json.dumps(claude.requests[-1].body, ensure_ascii=False)
    blocks = claude.requests[-1].body["messages"][0]["content"]
    assert sum(block["type"] == "image" for block in blocks) >= 4 and "speech-like sound" in request
    assert "Noa" not in request and "Dana" not in request and "free play" in request
    assert "tools" not in claude.requests[-1].body or not claude.requests[-1].body["tools"]


def test_a_minute_of_film_costs_few_tokens(cinema, claude, dana, seen, capsys):
    film = cinema.film(seen())
    pictures, minutes = int(film.content.usage["pictures"]), film.content.film.seconds / 60
    assert 0 < pictures / minutes < 6000
    print(f"pictures: {pictures / minutes:.0f} tokens a minute of film")


def test_without_consent_nothing_is_shown_to_claude(cinema, claude, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"), watch="parent")
    assert claude.requests == [] and cinema.film(film).engine == "built-in"
    page = dana.get(f"/videos/{film}").text
    assert "Claude may look too" in page
    claude.will(watched())
    dana.post(f"/videos/{film}/watching", {"watch": "claude"})
    cinema.work()
    assert len(cinema.known(dana)) == 2


def test_no_choice_about_who_looks_is_no_consent(cinema, claude, dana, reel):
    answer = cinema.send(dana, reel("play.mp4"), watch="")
    assert answer.status_code == 422 and "who may look" in answer.text and cinema.films(dana) == []


def test_a_consent_taken_back_while_claude_looks_keeps_nothing(cinema, claude, dana, reel, monkeypatch):
    from chitta.videos import analysis

    claude.will(watched())
    film = cinema.bring(dana, reel("play.mp4"), watch="claude", work=False)
    real = analysis.ask

    def ask(*given, **named):
        answer = real(*given, **named)
        assert dana.post(f"/videos/{film}/watching", {"watch": "parent"}).status_code == 303
        return answer

    monkeypatch.setattr(analysis, "ask", ask)
    cinema.work()
    kept = cinema.film(film)
    assert (kept.status, kept.content.note, kept.content.answer, cinema.known(dana)) == (
        "understood",
        "taken_back",
        None,
        [],
    )
    assert "after all" in dana.get(f"/videos/{film}").text


def test_a_consent_taken_back_before_a_request_sends_no_picture(cinema, claude, dana, reel, monkeypatch):
    from chitta.gateways import media

    film = cinema.bring(dana, reel("play.mp4"), watch="claude", work=False)
    real = media.frames

    def frames(*given, **named):
        answer = real(*given, **named)
        assert dana.post(f"/videos/{film}/watching", {"watch": "parent"}).status_code == 303
        return answer

    monkeypatch.setattr(media, "frames", frames)
    cinema.work()
    kept = cinema.film(film)
    assert (kept.status, kept.content.note, claude.requests) == ("understood", "taken_back", [])


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ({**TOWER, "text": "This looks like autism."}, "a condition"),
        ({**TOWER, "text": "Plays unlike other children of his age."}, "a comparison"),
        ({**TOWER, "text": "A neurologist should see this."}, "advice"),
        ({**TOWER, "text": "See https://example.org for more."}, "a link"),
        ({**TOWER, "start": 900, "end": 905}, "a second the film does not have"),
        ({**TOWER, "start": -5, "end": 5}, "before its beginning"),
        ({**TOWER, "text": "  "}, "no words"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_does_not_hold_is_dropped(cinema, dana, seen, moment, why):
    seen(moments=[moment, HAND])
    assert [one.text for one in cinema.known(dana)] == [HAND["text"]], why


def test_too_little_to_see_is_an_answer_and_leads_to_a_kind_request(cinema, dana, seen):
    film = seen(child="hardly", enough=False, moments=[], another="A film with the whole table in it would show more.")
    page = dana.get(f"/videos/{film}").text
    assert "One more would help." in page and "the whole table" in page and "hardly be seen" in page
    assert cinema.known(dana) == []


@pytest.mark.parametrize("child", ["none", "unclear"])
def test_of_a_film_in_which_nobody_knows_who_the_child_is_nothing_is_noted(cinema, dana, seen, child):
    film = seen(child=child)
    page = dana.get(f"/videos/{film}").text
    assert cinema.known(dana) == [] and "who the child is" in page and "builds with blocks" not in page


def test_of_what_is_private_nothing_is_kept_or_told(cinema, dana, seen):
    film = cinema.film(seen(private=True, summary="A child is bathed."))
    assert cinema.known(dana) == [] and film.content.answer.summary == ""
    page = dana.get(f"/videos/{film.id}").text
    assert "nobody but you" in page and "bathed" not in page


def test_another_look_replaces_the_first_but_not_what_dana_put_into_her_words(cinema, claude, dana, seen):
    film = seen()
    tower = next(one for one in cinema.known(dana) if one.kind == "strength")
    dana.post(
        f"/observations/{tower.id}/correct", {"text": "She builds a tower for her brother", "version": tower.version}
    )
    dana.post(f"/videos/{film}/moments", {"at": "12", "words": "She sings", "kind": "strength"})
    claude.will(watched(moments=[{**HAND, "text": "Looks up when the door opens."}]))
    dana.post(f"/videos/{film}/watching", {"watch": "claude"})
    cinema.work()
    texts = {one.text for one in cinema.known(dana)}
    assert texts == {"She builds a tower for her brother", "She sings", "Looks up when the door opens."}


def test_only_i_look_from_now_on_is_noted_and_starts_nothing(cinema, claude, dana, seen):
    film = seen()
    dana.post(f"/videos/{film}/watching", {"watch": "parent"})
    kept = cinema.film(film)
    assert (kept.watch, kept.status, cinema.work()) == ("parent", "understood", 0)
    assert cinema.state(dana).progress.analysis == 100


def test_it_is_the_parent_who_knows_which_moment_it_is(cinema, dana, seen):
    film = seen(scene="other")
    assert "another moment than the one" in dana.get(f"/videos/{film}").text
    dana.post(f"/videos/{film}/scene", {"scene": "meal_time"})
    assert "another moment than the one" not in dana.get(f"/videos/{film}").text


def test_what_was_not_so_is_taken_out_with_one_tap(cinema, dana, seen):
    film = seen()
    moment = cinema.film(film).content.moments[1]
    answer = dana.post(f"/videos/{film}/moments", {"undo": moment.id}, headers=HX)
    assert HAND["text"] not in answer.text and [one.text for one in cinema.known(dana)] == [TOWER["text"]]


def test_the_same_words_in_two_films_are_two_observations(cinema, claude, dana, reel):
    claude.always(watched(moments=[TOWER]))
    first = cinema.bring(dana, reel("play.mp4"), watch="claude")
    cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm", watch="claude")
    assert len(cinema.known(dana)) == 2
    dana.post(f"/videos/{first}/delete")
    assert len(cinema.known(dana)) == 1


def test_a_busy_claude_is_waited_for_and_the_parent_can_tell_meanwhile(cinema, claude, dana, reel):
    claude.always(Fail(529))
    film = cinema.bring(dana, reel("play.mp4"), watch="claude")
    assert cinema.film(film).content.waits == "busy"
    page = dana.get(f"/videos/{film}").text
    assert "I keep trying by myself" in page and "<video" in page
    dana.post(f"/videos/{film}/moments", {"at": "3", "words": "She sings", "kind": "strength"})
    for _ in range(MOST_ATTEMPTS):
        cinema.lapse(film)
        cinema.sweep()
        cinema.work()
    kept = cinema.film(film)
    assert (kept.status, kept.content.note) == ("understood", "guide") and len(cinema.known(dana)) == 1
    assert "You can ask again" in dana.get(f"/videos/{film}").text


def test_a_family_that_had_its_share_of_claude_is_told_so(app, cinema, claude, dana, reel, monkeypatch):
    settings = app.config["SETTINGS"]
    monkeypatch.setitem(app.config, "SETTINGS", settings.model_copy(update={"daily_token_budget": 1}))
    claude.always(watched())
    cinema.bring(dana, reel("play.mp4"), watch="claude")
    second = cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm", watch="claude")
    assert cinema.film(second).content.note == "budget" and "ask again tomorrow" in dana.get(f"/videos/{second}").text
