"""The way of a film: brought, checked, prepared, measured, looked at, told of, counted, replaced, deleted."""

from __future__ import annotations

import re

import pytest

from chitta.videos.models import Video
from tests.people import HX
from tests.videos.conftest import SECONDS
from tests.videos.test_filming import ready

GPS = (b"+32.0853", b"Pixel of Dana", b"Noa at home", b"2026-11-20")

pytestmark = pytest.mark.usefixtures("remembered")


def test_a_film_from_a_phone_is_prepared_measured_and_counted(cinema, dana, reel):
    film = cinema.film(cinema.bring(dana, reel("play.mp4")))
    assert (film.status, film.percent, film.engine) == ("understood", 100, "built-in")
    assert round(film.content.seconds) in (SECONDS - 1, SECONDS) and film.content.measured.speaking > 0.5
    assert cinema.files() == ["film.mp4", "poster.jpg"]
    state = cinema.state(dana)
    assert (state.progress.videos, state.progress.analysis) == (33, 0)  # nobody has said yet what is to be seen in it
    assert "video_1" in state.completed_milestones and state.metadata.filming == "wanted"


@pytest.mark.parametrize("name", ["play.mp4", "meal.mov"])
def test_place_phone_and_date_are_in_nothing_that_is_kept(cinema, dana, reel, name):
    data = reel(name)
    assert all(mark in data for mark in GPS[:2])
    cinema.bring(dana, data, name)
    kept = [b"".join(cinema.storage.read(key)) for key in cinema.storage.keys("families/")]
    assert len(kept) == 2 and not any(mark in one for mark in GPS for one in kept)


def test_it_is_played_with_byte_ranges_through_a_short_address(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    way = dana.get(f"/videos/{film}/film")
    assert way.status_code == 303
    piece = dana.get(way.headers["Location"], headers={"Range": "bytes=10-19"})
    assert piece.status_code == 206 and len(piece.data) == 10 and piece.content_type == "video/mp4"
    assert dana.get(dana.get(f"/videos/{film}/poster").headers["Location"]).data[:2] == b"\xff\xd8"


def test_the_page_shows_how_far_it_is_and_then_the_player(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"), work=False)
    page = dana.get(f"/videos/{film}").text
    assert "next in line" in page and "every 3s" in page and "<video" not in page
    assert dana.get(f"/videos/{film}?seen={cinema.film(film).stamp}", headers=HX).status_code == 204
    cinema.work()
    page = dana.get(f"/videos/{film}").text
    assert "<video" in page and "What did you see?" in page and "every 3s" not in page
    assert "This is enough." in page


def test_a_percentage_grows_and_never_goes_back(cinema, dana, reel, monkeypatch):
    from chitta.videos import understanding

    told = []
    monkeypatch.setattr(understanding, "LOOK", 0.0)
    real = Video.hold.__func__

    def hold(cls, row_id, attempt, **values):
        told.extend([values["percent"]] if "percent" in values else [])
        return real(cls, row_id, attempt, **values)

    monkeypatch.setattr(Video, "hold", classmethod(hold))
    cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm")
    assert told == sorted(told) and len(set(told)) > 5 and told[0] > 0 and told[-1] <= 100


def test_what_dana_tells_at_a_second_becomes_an_observation_and_a_chapter(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    answer = dana.post(
        f"/videos/{film}/moments",
        {"at": "0:12", "words": "She hands me the block & waits --> for me", "kind": "strength"},
    )
    assert answer.status_code == 303
    (known,) = cinema.known(dana)
    assert (known.said_by, known.kind, known.source) == ("parent", "strength", {"video": str(film), "second": [12, 12]})
    page = dana.get(f"/videos/{film}").text
    assert 'data-seek="12"' in page and "0:12" in page and "Did you see something else?" in page
    vtt = dana.get(f"/videos/{film}/chapters")
    assert (
        vtt.mimetype == "text/vtt"
        and "00:00:12.000 --> 00:00:13.000\nShe hands me the block &amp; waits --&gt; for me" in vtt.text
    )


@pytest.mark.parametrize(
    ("at", "words", "said"),
    [
        ("", "She waits", "no such second"),
        ("soon", "She waits", "no such second"),
        ("9:59", "She waits", "no such second"),
        ("0:05", "  ", "no words here"),
        ("0:05", "x" * 301, "Up to 300 characters"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(cinema, dana, reel, at, words, said):
    film = cinema.bring(dana, reel("play.mp4"))
    answer = dana.post(f"/videos/{film}/moments", {"at": at, "words": words, "kind": "strength"}, headers=HX)
    assert answer.status_code == 422 and said in answer.text and words.strip() in answer.text
    assert answer.headers["HX-Retarget"] == f"#tell-{film}"  # the form: what was told before stays on the page
    assert cinema.known(dana) == []


def test_a_moment_of_no_area_has_no_label_of_one(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    dana.post(f"/videos/{film}/moments", {"at": "12", "words": "There it is", "kind": "development"})
    page = dana.get(f"/videos/{film}").text
    assert "There it is" in page and "In general" not in page


def test_a_double_tap_tells_once_and_taking_it_back_leaves_the_picture(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    for _ in range(2):
        dana.post(f"/videos/{film}/moments", {"at": "12", "words": "She waits", "kind": "strength"})
    (moment,) = cinema.film(film).content.moments
    answer = dana.post(f"/videos/{film}/moments", {"undo": moment.id}, headers=HX)
    assert answer.status_code == 200 and cinema.known(dana) == [] and cinema.film(film).content.moments == ()


def test_a_moment_deleted_among_what_is_known_leaves_the_film_too(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    dana.post(f"/videos/{film}/moments", {"at": "12", "words": "She waits", "kind": "strength"})
    dana.post(f"/observations/{cinema.known(dana)[0].id}/delete")
    assert cinema.film(film).content.moments == ()


def three_films(cinema, dana, reel):
    ready(dana)
    dana.post(f"/sessions/{dana.session_id}/filming", {"choice": "wanted", "view": "instructions"})
    for name, scene in (("play.mp4", "free_play"), ("meal.mov", "meal_time"), ("puzzle.webm", "focused_activity")):
        cinema.bring(dana, reel(name), name, scene, work=False)
        assert cinema.state(dana).journey_stage == "video_upload"
    cinema.work()
    return [film.id for film in cinema.films(dana)]


def test_three_films_of_which_something_is_told_bring_the_letter(cinema, dana, reel):
    films = three_films(cinema, dana, reel)
    state = cinema.state(dana)
    assert (state.journey_stage, state.progress.videos, state.progress.analysis) == ("analysis", 100, 0)
    assert 'data-card="tell"' in dana.get(f"/sessions/{dana.session_id}").text
    dana.post(f"/videos/{films[0]}/moments", {"at": "12", "words": "She waits", "kind": "strength"})
    dana.post(f"/videos/{films[1]}/moments", {"at": "3", "words": "She points at the bread", "kind": ""})
    assert cinema.work() == 0 and not cinema.state(dana).has("parent_report")
    dana.post(f"/videos/{films[2]}/moments", {"done": "1"})
    assert cinema.work() == 1
    state = cinema.state(dana)
    assert {"video_1", "video_2", "video_3", "analysis"} <= set(state.completed_milestones)
    assert state.journey_stage == "report_ready" and state.has("parent_report")


def test_a_family_that_has_no_words_for_the_films_goes_on_without(cinema, dana, reel, app):
    from chitta.reports import jobs

    three_films(cinema, dana, reel)
    dana.post(f"/sessions/{dana.session_id}/filming", {"choice": "go_on", "view": "instructions"})
    with app.app_context():
        jobs.sweep()
    assert cinema.work() == 1 and cinema.state(dana).has("parent_report")


def test_two_films_of_one_moment_are_one_wanted_clip(cinema, dana, reel):
    cinema.bring(dana, reel("play.mp4"))
    cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm")
    assert cinema.state(dana).artifact("videos").count == 1
    second = cinema.films(dana)[1].id
    dana.post(f"/videos/{second}/scene", {"scene": "meal_time"})
    assert cinema.state(dana).artifact("videos").count == 2
    answer = dana.post(f"/videos/{second}/scene", {"scene": "free_play"}, headers=HX).text
    assert "Free play" in answer.partition('hx-target="#main h1"')[2]  # the page is called so from now on


def test_the_very_same_film_is_kept_once(cinema, dana, reel):
    first = cinema.bring(dana, reel("play.mp4"))
    second = cinema.bring(dana, reel("play.mp4"), "again.mp4", "meal_time")
    film = cinema.film(second)
    assert (film.status, film.reason, film.content.twin) == ("refused", "twice", first)
    assert f"/videos/{first}" in dana.get(f"/videos/{second}").text and len(cinema.files()) == 2


def test_another_film_takes_the_place_of_the_first_only_when_it_can_be_played(cinema, dana, reel):
    first = cinema.bring(dana, reel("play.mp4"))
    dana.post(f"/videos/{first}/moments", {"at": "12", "words": "She waits", "kind": "strength"})
    cinema.bring(dana, reel("short.mp4"), "short.mp4", replaces=str(first))
    assert cinema.film(first).status == "understood"
    cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm", replaces=str(first))
    assert cinema.gone(first) and cinema.known(dana) == [] and cinema.files() == ["film.mp4", "poster.jpg"]


def test_nothing_of_a_deleted_film_remains(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    dana.post(f"/videos/{film}/moments", {"at": "12", "words": "She waits", "kind": "strength"})
    answer = dana.post(f"/videos/{film}/delete", headers=HX)
    assert answer.headers["HX-Replace-Url"].endswith("/view/videoGallery")  # the film's own page is no more
    assert "The film is deleted" in answer.text and cinema.gone(film) and cinema.files() == []
    assert cinema.known(dana) == [] and cinema.state(dana).artifact("videos").count == 0
    for door in ("", "/film", "/poster", "/chapters"):
        assert dana.get(f"/videos/{film}{door}").status_code == 404
    upload = cinema.upload(film)
    assert (upload.name, upload.details, upload.status) == ("", {}, "refused")


def test_a_film_given_up_while_it_is_worked_on_ends_within_seconds(cinema, dana, reel, monkeypatch):
    from chitta.gateways import media
    from chitta.videos import understanding

    monkeypatch.setattr(understanding, "LOOK", 0.0)
    film = cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm", work=False)
    real = media.prepare

    def prepare(*given, **named):
        assert dana.post(f"/videos/{film}/delete").status_code == 303
        return real(*given, **named)

    monkeypatch.setattr(media, "prepare", prepare)
    cinema.work()
    cinema.set(film, lease_until=None)
    cinema.sweep()
    assert cinema.gone(film) and cinema.files() == []


def test_a_dark_and_silent_film_is_told_so_and_one_more_is_asked_for(cinema, dana, reel):
    film = cinema.bring(dana, reel("night.mp4"), "night.mp4")
    page = dana.get(f"/videos/{film}").text
    assert "One more would help." in page and "rather dark" in page and "There is no sound" in page


def letters_to(dana):
    """The kinds of what was written to her of films, oldest first."""
    from sqlalchemy import select

    from chitta.accounts.models import OutgoingLetter
    from chitta.core.db import db, transaction

    with dana.app.app_context(), transaction(writing=False):
        mine = select(OutgoingLetter.kind).where(OutgoingLetter.user_id == dana.user_id)
        return [
            kind for kind in db.session.scalars(mine.order_by(OutgoingLetter.created_at)) if kind.startswith("film")
        ]


def test_the_letter_that_the_films_are_ready_comes_when_nobody_looks(cinema, dana, reel):
    cinema.bring(dana, reel("play.mp4"))
    assert letters_to(dana) == ["films"]


def test_a_film_that_was_not_taken_asks_for_another_try_and_several_come_in_one_letter(cinema, dana, reel):
    cinema.bring(dana, reel("short.mp4"), "short.mp4")
    assert letters_to(dana) == ["film_again"]
    cinema.bring(dana, reel("play.mp4"))
    assert letters_to(dana) == ["film_again"]


def test_words_of_danger_told_of_a_film_bring_the_helplines(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    told = {"at": "3", "words": "I am afraid I will hurt him, I shook him yesterday", "kind": ""}
    answer = dana.post(f"/videos/{film}/moments", told, headers=HX)
    assert "data-safety=" in answer.text and 'href="tel:' in answer.text
    assert "data-safety=" in dana.get(f"/videos/{film}").text


def test_taking_back_one_moment_leaves_another_in_the_same_words(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    for at in ("5", "20"):
        dana.post(f"/videos/{film}/moments", {"at": at, "words": "She looks at me", "kind": "strength"})
    first, second = cinema.film(film).content.moments
    assert len(cinema.known(dana)) == 2
    dana.post(f"/videos/{film}/moments", {"undo": first.id})
    assert [one.id for one in cinema.film(film).content.moments] == [second.id] and len(cinema.known(dana)) == 1


def test_words_that_were_corrected_are_corrected_at_the_film_too(cinema, dana, reel):
    film = cinema.bring(dana, reel("play.mp4"))
    dana.post(f"/videos/{film}/moments", {"at": "5", "words": "She builds a tower", "kind": "strength"})
    (known,) = cinema.known(dana)
    dana.post(f"/observations/{known.id}/correct", {"text": "She builds a road", "version": known.version})
    for page in (dana.get(f"/videos/{film}").text, dana.get(f"/videos/{film}/chapters").text):
        assert "She builds a road" in page and "tower" not in page
    dana.post(f"/observations/{known.id}/dispute")
    assert "You do not agree with this" in dana.get(f"/videos/{film}").text


def test_films_that_were_not_taken_do_not_push_the_others_out_of_sight(app, cinema, dana, reel):
    from chitta.core.db import db, transaction
    from chitta.journey.models import Journey
    from chitta.videos.models import HOPED_FOR, MOST

    film = cinema.bring(dana, reel("play.mp4"))
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        for _ in range(2 * MOST):
            no = Video.take(journey, name="a.mp4", scene="free_play", watch="parent", size=1, key="", replaces=None)
            no.status, no.reason = "refused", "too_short"
        db.session.flush()
    assert f"/videos/{film}" in dana.get(f"/sessions/{dana.session_id}/view/videoGallery").text
    for one in cinema.films(dana):
        cinema.set(one.id, created_at=one.created_at - HOPED_FOR * 1.1)
    cinema.sweep()
    assert [one.id for one in cinema.films(dana)] == [film]


def test_what_a_film_weighs_is_what_is_kept_of_it(cinema, dana, reel):
    film = cinema.film(cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm"))
    assert cinema.upload(film.id).size == film.size == cinema.storage.size(film.key)


def test_amir_reads_all_of_it_in_hebrew(cinema, amir, reel):
    film = cinema.bring(amir, reel("play.mp4"))
    for page in (
        f"/videos/{film}",
        f"/sessions/{amir.session_id}/view/videoGallery",
        f"/sessions/{amir.session_id}/view/uploadVideo",
    ):
        text = amir.get(page).text
        body = re.sub(
            r"<(script|style)\b.*?</\1>|<[^>]+>|MP4|MOV|AVI|MKV|WEBM|Chitta|Claude",
            " ",
            text.partition("<main")[2].partition(">")[2],
            flags=re.S,
        )
        assert not re.search(r"[A-Za-z]{4,}", body), re.findall(r"[A-Za-z][A-Za-z ]{3,}", body)[:5]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"scene": "party"}, "which moment"),
        ({"agree": ""}, "everybody in the film agrees"),
        ({"replaces": "x"}, ""),
    ],
)
def test_what_goes_along_with_a_film_is_checked(cinema, dana, reel, said, sentence):
    answer = cinema.send(dana, reel("play.mp4"), **{"scene": "free_play", **said})
    assert (answer.status_code == 422 and sentence in answer.text) if sentence else answer.status_code == 303


def test_when_a_film_has_arrived_the_next_wanted_moment_is_suggested(cinema, dana, ruth, reel):
    cinema.bring(dana, reel("play.mp4"), work=False)
    fragment = f"/sessions/{dana.session_id}/videos?seen=&bringing=1"
    part = dana.get(fragment, headers=HX).text
    assert 'data-wanted="meal_time focused_activity"' in part and "the next one could be: An ordinary meal" in part
    assert "film-next" not in dana.get(f"/sessions/{dana.session_id}/view/videoGallery").text
    assert ruth.get(fragment, headers=HX).status_code == 404
