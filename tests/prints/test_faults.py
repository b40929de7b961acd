"""Workers that die at a step, a storage that is away or full, pages that hang: one PDF in the end, or a reason and another try."""

from __future__ import annotations

import os
import signal
import tempfile

import pytest
import structlog

from chitta.core import times
from chitta.core.db import db
from chitta.gateways import fence, pdf
from chitta.gateways.storage import StorageError
from chitta.prints import jobs, making
from chitta.prints.models import LEASE, MOST_ATTEMPTS, Print

STEPS = {
    "claimed": (Print, "claim"),
    "put together": (making.sources, "named"),
    "drawn": (making.pdf, "draw"),
    "stored": ("storage", "put"),
    "ready": (Print, "step"),
    "told": (making, "make"),
}


def die_at(app, step, print_id):
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
                jobs.make(str(print_id))
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"it did not die at {step}"


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_a_step_costs_one_more_try(app, press, dana, step, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    letter = press.letter(dana)
    print_id = press.ask(dana, letter)
    die_at(app, step, print_id)
    press.work()
    if press.of(letter).open:
        press.lapse(print_id)
    press.sweep()
    press.work()
    printed = press.of(letter)
    assert (printed.status, len(press.all()), press.files()) == ("ready", 1, [printed.key]) and printed.attempt <= 2
    fence.tidy(tmp_path, 0)
    assert not list(tmp_path.iterdir())


def test_killed_every_time_it_is_given_up_and_can_be_asked_for_again(app, press, dana):
    letter = press.letter(dana)
    print_id = press.ask(dana, letter)
    for _ in range(MOST_ATTEMPTS):
        die_at(app, "put together", print_id)
        press.lapse(print_id)
    press.work()
    assert (press.of(letter).status, press.of(letter).reason) == ("failed", "broken")
    page = dana.get(f"/reports/{letter}").text
    assert "could not be made" in page and "Something broke on our side" in page and "Try again" in page
    press.ask(dana, letter)
    press.work()
    assert press.of(letter).status == "ready"


def test_while_somebody_works_on_it_nobody_else_begins(press, dana):
    letter = press.letter(dana)
    press.set(press.ask(dana, letter), status="making", attempt=1, lease_until=times.now() + LEASE)
    assert press.work() == 1 and press.of(letter).attempt == 1


def test_a_worker_that_was_thought_dead_writes_nothing(press, dana, monkeypatch):
    letter = press.letter(dana)
    print_id, real = press.ask(dana, letter), pdf.draw

    def draw(*given, **named):
        press.set(print_id, attempt=7)
        return real(*given, **named)

    monkeypatch.setattr(making.pdf, "draw", draw)
    press.work()
    assert (press.of(letter).status, press.of(letter).attempt) == ("making", 7)


def test_a_long_drawing_keeps_its_lease(press, dana, monkeypatch):
    monkeypatch.setattr(jobs, "BEAT", 0.01)
    letter = press.letter(dana)
    print_id, real, seen = press.ask(dana, letter), pdf.draw, []

    def draw(*given, **named):
        press.lapse(print_id)
        drawn = real(*given, **named)
        seen.append(press.of(letter).lease_until > times.now())
        return drawn

    monkeypatch.setattr(making.pdf, "draw", draw)
    press.work()
    assert seen == [True] and press.of(letter).status == "ready"


def away(kind):
    def no(*given, **named):
        raise StorageError(kind)

    return no


@pytest.mark.parametrize(("kind", "words"), [("unavailable", "does not answer"), ("full", "no room on our side")])
def test_a_storage_in_trouble_is_waited_for(press, dana, monkeypatch, kind, words):
    letter = press.letter(dana)
    print_id = press.ask(dana, letter)
    with monkeypatch.context() as trouble:
        trouble.setattr(press.storage, "put", away(kind))
        press.work()
        assert press.of(letter).status == "waiting"
        page = dana.get(f"/reports/{letter}").text
        assert words in page and "tried again by itself" in page
    press.lapse(print_id)
    press.sweep()
    press.work()
    assert press.of(letter).status == "ready"


def test_a_storage_that_stays_away_is_said_in_the_end(press, dana, monkeypatch):
    letter = press.letter(dana)
    print_id = press.ask(dana, letter)
    monkeypatch.setattr(press.storage, "put", away("unavailable"))
    for _ in range(MOST_ATTEMPTS):
        press.sweep()
        press.work()
        press.lapse(print_id)
    assert (press.of(letter).status, press.of(letter).reason) == ("failed", "storage")
    assert "does not answer just now" in dana.get(f"/reports/{letter}").text


def test_while_the_storage_is_away_a_ready_one_is_a_503_and_lost_it_can_be_made_again(press, ready, dana, monkeypatch):
    letter, print_id = ready()
    with monkeypatch.context() as trouble:
        trouble.setattr(press.storage, "size", away("unavailable"))
        assert dana.get(f"/prints/{print_id}/file").status_code == 503
    press.storage.delete_all("families/")
    assert dana.get(f"/prints/{print_id}/file").status_code == 404
    press.work()
    page = dana.get(f"/reports/{letter}").text
    assert "not there any more" in page and "Try again" in page
    press.ask(dana, letter)
    press.work()
    assert press.of(letter).status == "ready" and len(press.files()) == 1


def test_a_file_that_could_not_be_erased_is_erased_later(press, ready, dana, learned, monkeypatch):
    letter, _ = ready()
    with monkeypatch.context() as trouble:
        trouble.setattr(press.storage, "delete_all", away("unavailable"))
        dana.post(f"/observations/{learned()[0]}/delete", {"version": "1"})
        assert press.of(letter) is None and len(press.files()) == 1
        press.ask(dana, letter)  # a new one does not wait for the old one to go
    press.sweep()
    press.work()
    assert press.of(letter).status == "ready" and press.files() == [press.of(letter).key] and len(press.all()) == 1


@pytest.mark.parametrize(
    ("deed", "status", "reason", "words"),
    [
        ("sleep", "failed", "time", "took too long"),
        ("eat", "failed", "memory", "more memory"),
        ("without_pango", "failed", "pango", "PDFs cannot be made on this machine yet"),
        ("crash", "waiting", "broken", "being made"),
    ],
)
def test_a_page_that_cannot_be_drawn_says_why_and_the_letter_stays_readable(
    press, dana, monkeypatch, deed, status, reason, words
):
    letter = press.letter(dana)
    press.ask(dana, letter)
    monkeypatch.setattr(pdf, "DEED", f"tests.gateways.fenced_pages:{deed}")
    monkeypatch.setattr(pdf.draw, "__kwdefaults__", {"seconds": 2.0, "memory": pdf.MEMORY})
    press.work()
    page = dana.get(f"/reports/{letter}").text
    assert (press.of(letter).status, press.of(letter).reason) == (status, reason)
    assert words in page and "Plays alone" in page and press.files() == []


def test_the_log_says_what_happened_without_a_word_of_the_letter(press, dana, monkeypatch):
    letter = press.letter(dana)
    press.ask(dana, letter)

    def draw(html, *given, **named):
        raise ValueError(html)

    monkeypatch.setattr(making.pdf, "draw", draw)
    with structlog.testing.capture_logs() as said:
        press.work()
    assert "print broke" in str(said) and "Plays" not in str(said) and "Noa" not in str(said)
