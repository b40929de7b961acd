"""Bad films, workers and children that die at a step, a storage that is away, a full disk: one result, and nothing left lying about."""

from __future__ import annotations

import os
import signal
import tempfile

import pytest

from chitta.core import leasing, times
from chitta.core.db import db
from chitta.core.leasing import LEASE
from chitta.gateways import fence, media
from chitta.gateways.storage import StorageError
from chitta.videos import jobs, understanding
from chitta.videos.models import HOPED_FOR, MOST_ATTEMPTS, Video
from tests.gateways.media import clips
from tests.videos.conftest import SECONDS, watched

STEPS = {
    "claimed": (Video, "claim"),
    "fetched": ("storage", "fetch"),
    "probed": (media, "probe"),
    "prepared": (media, "prepare"),
    "poster drawn": (media, "poster"),
    "stored": ("storage", "put"),
    "playable": (understanding._Work, "prepare"),
    "original gone": ("storage", "delete"),
    "measured": (media, "measure"),
    "pictures chosen": (media, "frames"),
    "model answered": (understanding.analysis, "ask"),
    "learned": (understanding.keeping, "relearn"),
    "counted": (Video, "counted"),
    "looked at": (understanding._Work, "look"),
    "told": (understanding, "understand"),
}


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Where workshops are set up during this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def die_at(app, step, film_id):
    """A worker, forked as they are, that is killed right after this step."""
    place, name = STEPS[step]
    place = app.extensions["storage"] if place == "storage" else place
    pid = os.fork()
    if not pid:
        try:
            with app.app_context():
                db.engine.dispose(close=False)
                real = getattr(place, name)

                def trap(*given, **named):
                    real(*given, **named)
                    os.kill(os.getpid(), signal.SIGKILL)

                setattr(place, name, trap)
                jobs.understand(str(film_id))
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"it did not die at {step}"


def next_worker(cinema, film_id):
    """What the sweeper sees when the dead worker's lease is over."""
    cinema.work()
    if cinema.film(film_id).open:
        cinema.lapse(film_id)
    cinema.sweep()
    cinema.work()


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_a_step_costs_one_more_try_and_ends_in_one_result(
    app, cinema, dana, claude, reel, shop, step
):
    claude.always(watched())
    film_id = cinema.bring(dana, reel("play.mp4"), work=False, watch="claude")
    die_at(app, step, film_id)
    next_worker(cinema, film_id)
    (film,) = cinema.films(dana)
    assert (film.status, film.engine, cinema.files()) == ("understood", "claude", ["film.mp4", "poster.jpg"])
    assert film.attempt <= 2 and len(film.content.moments) == len(cinema.known(dana)) == 2
    state = cinema.state(dana)
    assert state.artifact("videos").count == state.artifact("analysis").count == 1
    fence.tidy(shop, 0)
    assert not list(shop.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["probe", "prepare", "poster", "measure", "frames"])
def test_a_child_killed_in_a_step_costs_one_more_try(cinema, dana, claude, reel, monkeypatch, verb):
    claude.always(watched())
    film_id = cinema.bring(dana, reel("play.mp4"), work=False, watch="claude")
    real, killed = fence._conversation, []

    def conversation(child, *given):
        if not killed and child.args[3].endswith(verb):
            killed.append(child.pid)
            os.kill(child.pid, signal.SIGKILL)
        return real(child, *given)

    monkeypatch.setattr(fence, "_conversation", conversation)
    cinema.work()
    assert cinema.film(film_id).open
    cinema.lapse(film_id)
    cinema.sweep()
    cinema.work()
    film = cinema.film(film_id)
    assert (film.status, film.attempt, len(cinema.known(dana))) == ("understood", 2, 2) and killed


def test_killed_every_time_it_is_given_up_and_can_be_asked_for_again(app, cinema, dana, reel):
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    for _ in range(MOST_ATTEMPTS):
        die_at(app, "probed", film_id)
        cinema.lapse(film_id)
    cinema.work()
    film = cinema.film(film_id)
    assert (film.status, film.reason) == ("failed", "unable")
    page = dana.get(f"/videos/{film_id}").text
    assert "Something broke on our side" in page and "Try again" in page
    dana.post(f"/videos/{film_id}/watching", {"watch": "parent"})
    cinema.work()
    assert cinema.film(film_id).status == "understood"


def test_of_a_film_that_failed_the_file_is_kept_for_a_week(cinema, dana, reel, monkeypatch):
    with monkeypatch.context() as trouble:
        trouble.setattr(fence, "run", lambda *given, **named: (_ for _ in ()).throw(fence.FenceError("time")))
        film_id = cinema.bring(dana, reel("play.mp4"))
    assert (cinema.film(film_id).reason, cinema.files()) == ("time", ["original"])
    cinema.sweep()
    assert cinema.files() == ["original"]
    cinema.set(film_id, ready_at=times.now() - HOPED_FOR * 1.1)
    cinema.sweep()
    assert cinema.files() == [] and "after a week its file was deleted" in dana.get(f"/videos/{film_id}").text
    assert "Try again" not in dana.get(f"/videos/{film_id}").text


def test_while_somebody_works_on_it_nobody_else_begins(app, cinema, dana, reel):
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    cinema.set(film_id, status="checking", attempt=1, lease_until=times.now() + LEASE, begun_at=times.now())
    assert cinema.work() == 1 and cinema.film(film_id).attempt == 1


def test_a_long_wait_keeps_its_lease(app, cinema, dana, reel, monkeypatch):
    monkeypatch.setattr(leasing, "BEAT", 0.01)
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    seen, real = [], media.measure

    def measure(*given, **named):
        import time

        cinema.lapse(film_id)
        time.sleep(0.3)
        seen.append(cinema.film(film_id).lease_until > times.now())
        return real(*given, **named)

    monkeypatch.setattr(media, "measure", measure)
    cinema.work()
    assert seen == [True] and cinema.film(film_id).status == "understood"


def test_a_worker_that_was_thought_dead_writes_nothing(cinema, dana, reel, monkeypatch):
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    real = media.poster

    def poster(*given, **named):
        done = real(*given, **named)
        cinema.set(film_id, attempt=7)
        return done

    monkeypatch.setattr(media, "poster", poster)
    cinema.work()
    film = cinema.film(film_id)
    assert (film.status, film.attempt, film.key) == ("preparing", 7, "")


# --- what comes in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "name", "reason"),
    [
        (lambda reel, path: reel("short.mp4"), "short.mp4", "too_short"),
        (lambda reel, path: reel("play.mp4")[:-40_000], "cut.mp4", "broken"),
        (lambda reel, path: b"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:1/a.ts\n", "list.mp4", "playlist"),
        (lambda reel, path: b"ffconcat version 1.0\nfile /etc/passwd\n", "concat.mkv", "playlist"),
        (lambda reel, path: b"%PDF-1.7\n" + b"x" * 5000, "paper.mp4", "not_a_film"),
        (lambda reel, path: reel("puzzle.webm"), "puzzle.mp4", "misnamed"),
        (lambda reel, path: clips.song(path / "song.mp4", 31).read_bytes(), "song.mp4", "audio_only"),
        (lambda reel, path: clips.film(path / "one.mp4", times=[0.0], sound=None).read_bytes(), "one.mp4", "too_short"),
    ],
    ids=["short", "cut", "playlist", "concat", "paper", "misnamed", "sound", "one picture"],
)
def test_a_bad_film_is_refused_with_its_reason_and_nothing_of_it_stays(
    cinema, dana, reel, tmp_path, make, name, reason
):
    film_id = cinema.bring(dana, make(reel, tmp_path), name)
    film = cinema.film(film_id)
    assert (film.status, film.reason, cinema.files()) == ("refused", reason, [])
    page = dana.get(f"/videos/{film_id}").text
    assert "Not taken" in page and "Bring a film" in page and "<video" not in page
    assert cinema.state(dana).artifact("videos").count == 0 and cinema.upload(film_id).status == "refused"


@pytest.mark.parametrize(
    ("data", "name", "status"), [(b"", "empty.mp4", 422), (b"x", "film.exe", 422), (b"x", "film.mp4.txt", 422)]
)
def test_what_is_no_film_by_its_name_or_size_is_not_even_taken(cinema, dana, data, name, status):
    answer = cinema.send(dana, data, name)
    assert answer.status_code == status and 'role="alert"' in answer.text and cinema.films(dana) == []


def test_three_hours_in_a_small_file_are_refused_early(cinema, dana, tmp_path):
    long = clips.film(tmp_path / "long.mp4", fps=0.2, seconds=3 * 3600, size=(16, 16), sound=None, picture=clips.still)
    assert cinema.film(cinema.bring(dana, long.read_bytes(), "long.mp4")).reason == "too_long"


def test_a_film_in_ten_bits_of_odd_size_and_uneven_pace_is_played_everywhere(cinema, dana, tmp_path):
    times_ = [n / 4 + (n % 3) * 0.05 for n in range(4 * SECONDS)]
    odd = clips.film(tmp_path / "odd.mov", "libx265", times=times_, size=(162, 122), pix_fmt="yuv420p10le", sound=clips.talk, seconds=SECONDS)  # fmt: skip
    film_id = cinema.bring(dana, odd.read_bytes(), "odd.mov")
    assert cinema.film(film_id).status == "understood"
    made = tmp_path / "made.mp4"
    cinema.storage.fetch(cinema.film(film_id).key, made)
    assert media.probe(made, "mp4").playable


def test_a_film_without_sound_goes_through(cinema, dana, reel):
    film = cinema.film(cinema.bring(dana, reel("night.mp4"), "night.mp4"))
    assert film.status == "understood" and film.content.film.sound is False


# --- storage and room -------------------------------------------------------------------------------------------------


def away(kind):
    def no(*given, **named):
        raise StorageError(kind)

    return no


@pytest.mark.parametrize("verb", ["fetch", "put"])
@pytest.mark.parametrize("kind", ["unavailable", "full"])
def test_a_storage_in_trouble_is_waited_for(cinema, dana, reel, monkeypatch, verb, kind):
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    with monkeypatch.context() as trouble:
        trouble.setattr(cinema.storage, verb, away(kind))
        cinema.work()
        film = cinema.film(film_id)
        assert film.open and film.content.waits == ("full" if kind == "full" else "storage")
        words = "no room on our side" if kind == "full" else "does not answer just now"
        assert words in dana.get(f"/videos/{film_id}").text
    cinema.lapse(film_id)
    cinema.sweep()
    cinema.work()
    assert cinema.film(film_id).status == "understood" and cinema.files() == ["film.mp4", "poster.jpg"]


def test_a_disk_that_fills_while_it_is_prepared_is_waited_for(cinema, dana, reel, monkeypatch):
    real = media.prepare
    monkeypatch.setattr(media, "prepare", lambda *given, **named: real(*given, **{**named, "file": 20_000}))
    film_id = cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm")
    film = cinema.film(film_id)
    assert (film.open, film.content.waits, cinema.files()) == (True, "full", ["original"])
    monkeypatch.undo()
    cinema.lapse(film_id)
    cinema.sweep()
    cinema.work()
    assert cinema.film(film_id).status == "understood"


def test_a_film_that_was_lost_is_said_to_be(cinema, dana, reel):
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    cinema.storage.delete_all("families/")
    cinema.work()
    assert cinema.film(film_id).reason == "lost" and "our fault" in dana.get(f"/videos/{film_id}").text


def test_files_that_could_not_be_deleted_are_deleted_later(cinema, dana, reel, monkeypatch):
    film_id = cinema.bring(dana, reel("play.mp4"))
    with monkeypatch.context() as trouble:
        trouble.setattr(cinema.storage, "delete", away("unavailable"))
        assert dana.post(f"/videos/{film_id}/delete").status_code == 303
        assert dana.get(f"/videos/{film_id}").status_code == 404 and len(cinema.files()) == 2
    cinema.sweep()
    assert cinema.files() == [] and cinema.gone(film_id)


def test_a_film_that_can_be_played_is_not_lost_to_a_late_fault_of_ours(cinema, dana, claude, reel, monkeypatch):
    first = cinema.bring(dana, reel("play.mp4"))
    dana.post(f"/videos/{first}/moments", {"at": "5", "words": "She sings", "kind": "strength"})

    def no(*given, **named):
        raise fence.FenceError("memory")

    with monkeypatch.context() as trouble:
        trouble.setattr(media, "measure", no)
        second = cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm", replaces=str(first))
        assert (cinema.film(second).status, cinema.film(first).status) == ("failed", "understood")
    with monkeypatch.context() as trouble:
        trouble.setattr(media, "frames", no)
        dana.post(f"/videos/{first}/watching", {"watch": "claude"})
        cinema.work()
    film = cinema.film(first)
    assert film.status == "failed" and film.playable and [one.text for one in film.content.told] == ["She sings"]
    assert len(cinema.files()) == 4 and "Try again" in dana.get(f"/videos/{first}").text


def test_what_is_put_away_after_a_films_row_is_gone_does_not_stay(app, cinema, dana, reel, monkeypatch):
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    real = cinema.storage.put

    def put(*given):
        if not cinema.gone(film_id):
            dana.post(f"/videos/{film_id}/delete")
            cinema.set(film_id, lease_until=None)
            cinema.sweep()
            assert cinema.gone(film_id)
        return real(*given)

    monkeypatch.setattr(cinema.storage, "put", put)
    cinema.work()
    assert cinema.files() == []


def test_a_storage_that_is_away_for_long_is_waited_for(cinema, dana, reel, monkeypatch):
    film_id = cinema.bring(dana, reel("play.mp4"), work=False)
    with monkeypatch.context() as trouble:
        trouble.setattr(cinema.storage, "fetch", away("unavailable"))
        for _ in range(MOST_ATTEMPTS + 2):
            cinema.lapse(film_id)
            cinema.sweep()
            cinema.work()
        assert cinema.film(film_id).open
        cinema.set(film_id, created_at=times.now() - understanding.PATIENCE * 1.1)
        for _ in range(MOST_ATTEMPTS):
            cinema.lapse(film_id)
            cinema.sweep()
            cinema.work()
    assert (cinema.film(film_id).status, cinema.film(film_id).reason) == ("failed", "storage")


# --- whose turn it is -------------------------------------------------------------------------------------------------


def test_a_family_with_many_films_does_not_keep_another_waiting(app, cinema, dana, ruth, reel, monkeypatch):
    order = []
    real = understanding.understand
    monkeypatch.setattr(understanding, "understand", lambda film_id, means: (order.append(cinema.film(film_id).session_id), real(film_id, means)))  # fmt: skip
    for number in range(5):
        cinema.bring(dana, reel("short.mp4") + bytes([number]), f"{number}.mp4", work=False)
    cinema.bring(ruth, reel("short.mp4"), work=False)
    cinema.work()
    assert order[:3] == [dana.session_id, ruth.session_id, dana.session_id] or order[:2] == [
        ruth.session_id,
        dana.session_id,
    ]
    assert len(order) == 6 and not any(film.open for film in cinema.films(dana))


def test_no_more_films_at_once_than_the_settings_say(app, cinema, dana, reel):
    first = cinema.bring(dana, reel("play.mp4"), work=False)
    second = cinema.bring(dana, reel("puzzle.webm"), "puzzle.webm", work=False)
    cinema.set(first, status="checking", attempt=1, lease_until=times.now() + LEASE, begun_at=times.now())
    cinema.work()
    assert cinema.film(second).status == "received"
    cinema.lapse(first)
    cinema.sweep()
    cinema.work()
    assert {film.status for film in cinema.films(dana)} == {"understood"}
