"""Workers that die at a step, a storage that is away or loses a file, parsers that hang: one result, and nothing left lying about."""

from __future__ import annotations

import os
import signal
import tempfile

import pytest

from chitta.core import leasing, times
from chitta.core.db import db
from chitta.core.leasing import LEASE
from chitta.documents import jobs, understanding
from chitta.documents.models import MOST_ATTEMPTS, Document
from chitta.gateways import fence, papers
from chitta.gateways.storage import StorageError
from tests.documents.conftest import ENGLISH, read
from tests.gateways.papers import making

pytestmark = pytest.mark.usefixtures("remembered")

STEPS = {
    "claimed": (Document, "claim"),
    "fetched": ("storage", "fetch"),
    "examined": (papers, "examine"),
    "cleaned": (papers, "strip"),
    "drawn": (papers, "page_images"),
    "stored": ("storage", "put"),
    "checked": (understanding._Work, "check"),
    "original gone": ("storage", "delete"),
    "model answered": (understanding.analysis, "ask"),
    "counted": (Document, "counted"),
    "understood": (understanding._Work, "read"),
    "told": (understanding, "understand"),
}


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """Where workshops are set up during this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def die_at(app, step, paper_id):
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
                jobs.understand(str(paper_id))
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"it did not die at {step}"


def next_worker(desk, paper_id):
    """What the sweeper sees when the dead worker's lease is over."""
    desk.sweep()
    assert desk.work() in (0, 1)
    desk.lapse(paper_id) if desk.paper(paper_id).open else None
    desk.sweep()
    desk.work()


def one_result(desk, who, shop, files):
    (paper,) = desk.papers(who)
    assert (paper.status, desk.files()) == ("understood", files)
    assert desk.counted(who).count == desk.counted(who).total == 1
    fence.tidy(shop, 0)
    assert not list(shop.iterdir())
    return paper


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_a_step_costs_one_more_try(app, desk, dana, claude, shop, step):
    claude.always(read(findings=[]))
    paper_id = desk.bring(dana, making.scanned_pdf(1), "scan.pdf", work=False)
    die_at(app, step, paper_id)
    next_worker(desk, paper_id)
    paper = one_result(desk, dana, shop, ["file", "page-1.jpg"])
    assert paper.attempt <= 2 and paper.engine == "claude"


def test_killed_every_time_it_is_given_up_and_can_be_asked_for_again(app, desk, dana, shop):
    paper_id = desk.bring(dana, ENGLISH, work=False)
    for _ in range(MOST_ATTEMPTS):
        die_at(app, "examined", paper_id)
        desk.lapse(paper_id)
    desk.work()
    paper = desk.paper(paper_id)
    assert (paper.status, paper.reason) == ("failed", "unable")
    page = dana.get(f"/documents/{paper_id}").text
    assert "Something broke on our side" in page
    assert "Try again" in page
    dana.post(f"/documents/{paper_id}/reading")
    desk.work()
    one_result(desk, dana, shop, ["file"])


def test_while_somebody_works_on_it_nobody_else_begins(app, desk, dana):
    paper_id = desk.bring(dana, ENGLISH, work=False)
    desk.set(paper_id, status="checking", attempt=1, lease_until=times.now() + LEASE)
    assert desk.work() == 1 and desk.paper(paper_id).attempt == 1


def test_a_long_wait_keeps_its_lease(app, desk, dana, monkeypatch):
    monkeypatch.setattr(leasing, "BEAT", 0.01)
    paper_id = desk.bring(dana, ENGLISH, work=False)
    seen = []
    real = papers.examine

    def examine(*given):
        import time

        desk.lapse(paper_id)
        time.sleep(0.2)
        seen.append(desk.paper(paper_id).lease_until > times.now())
        return real(*given)

    monkeypatch.setattr(papers, "examine", examine)
    desk.work()
    assert seen == [True] and desk.paper(paper_id).status == "understood"


def test_a_worker_that_was_thought_dead_writes_nothing(app, desk, dana, monkeypatch):
    paper_id = desk.bring(dana, ENGLISH, work=False)
    real = papers.strip

    def strip(*given):
        done = real(*given)
        desk.set(paper_id, attempt=7)
        return done

    monkeypatch.setattr(papers, "strip", strip)
    desk.work()
    paper = desk.paper(paper_id)
    assert (paper.status, paper.attempt, paper.content.texts) == ("checking", 7, ())


def test_what_such_a_worker_put_away_after_a_refusal_does_not_stay(desk, dana, monkeypatch):
    paper_id = desk.bring(dana, making.scanned_pdf(1), "scan.pdf", work=False)
    real = papers.page_images

    def page_images(*given):
        done = real(*given)
        desk.set(paper_id, attempt=7, status="refused", reason="broken", lease_until=None)
        understanding.erase_files(paper_id, desk.storage)
        return done

    monkeypatch.setattr(papers, "page_images", page_images)
    desk.work()
    assert (desk.paper(paper_id).status, desk.paper(paper_id).key, desk.files()) == ("refused", "", [])


# --- storage -----------------------------------------------------------------------------------------------------------


def away(kind):
    def no(*given, **named):
        raise StorageError(kind)

    return no


@pytest.mark.parametrize("verb", ["fetch", "put"])
@pytest.mark.parametrize("kind", ["unavailable", "full", "incomplete"])
def test_a_storage_in_trouble_is_waited_for(desk, dana, monkeypatch, verb, kind):
    paper_id = desk.bring(dana, ENGLISH, work=False)
    with monkeypatch.context() as trouble:
        trouble.setattr(desk.storage, verb, away(kind))
        desk.work()
        paper = desk.paper(paper_id)
        assert (paper.status, paper.content.waits) == ("checking", "full" if kind == "full" else "storage")
        words = "no room on our side" if kind == "full" else "does not answer just now"
        assert words in dana.get(f"/documents/{paper_id}").text
    desk.lapse(paper_id)
    desk.sweep()
    desk.work()
    assert desk.paper(paper_id).status == "understood" and desk.files() == ["file"]


def test_a_file_that_was_lost_is_said_to_be(desk, dana):
    paper_id = desk.bring(dana, ENGLISH, work=False)
    desk.storage.delete_all("families/")
    desk.work()
    paper = desk.paper(paper_id)
    assert (paper.status, paper.reason) == ("failed", "lost") and "our fault" in dana.get(f"/documents/{paper_id}").text


def test_files_that_could_not_be_deleted_are_deleted_later(desk, dana, monkeypatch):
    paper_id = desk.bring(dana, ENGLISH)
    with monkeypatch.context() as trouble:
        trouble.setattr(desk.storage, "delete", away("unavailable"))
        assert dana.post(f"/documents/{paper_id}/delete").status_code == 303
        assert dana.get(f"/documents/{paper_id}").status_code == 404 and desk.files() == ["file"]
        assert desk.paper(paper_id).content.texts == () and desk.paper(paper_id).name == ""
    desk.sweep()
    assert desk.files() == [] and desk.gone(paper_id)


def test_a_refused_file_that_could_not_be_deleted_is_deleted_later(desk, dana, monkeypatch):
    with monkeypatch.context() as trouble:
        trouble.setattr(desk.storage, "delete", away("unavailable"))
        paper_id = desk.bring(dana, making.locked_pdf())
    assert desk.paper(paper_id).reason == "locked" and desk.files() == ["original"]
    desk.sweep()
    assert desk.files() == [] and desk.paper(paper_id).key == ""


# --- the fence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [("time", "failed", "time"), ("memory", "refused", "memory"), ("broken", "refused", "broken")],
)
def test_a_parser_that_hangs_or_eats_is_ended_and_the_queue_moves_on(desk, dana, monkeypatch, kind, status, reason):
    monkeypatch.setattr(fence, "run", lambda *given, **named: (_ for _ in ()).throw(fence.FenceError(kind)))
    paper = desk.paper(desk.bring(dana, ENGLISH))
    assert (paper.status, paper.reason) == (status, reason)
    monkeypatch.undo()
    other = desk.paper(desk.bring(dana, making.turned_jpeg(), "photo.jpg"))
    assert other.status == "understood"


def test_a_paper_that_really_hangs_is_ended_by_its_limit(desk, dana, monkeypatch):
    real = papers.examine
    monkeypatch.setattr(papers, "examine", lambda *given: real(*given, seconds=2))
    paper = desk.paper(desk.bring(dana, making.slow_pdf()))
    assert (paper.status, paper.reason) == ("failed", "time")


def test_no_room_to_work_in_is_waited_for_and_said_to_be_that(desk, amir, monkeypatch):
    monkeypatch.setattr(fence, "run", lambda *given, **named: (_ for _ in ()).throw(fence.FenceError("full")))
    paper_id = desk.bring(amir, ENGLISH)
    paper = desk.paper(paper_id)
    assert (paper.status, paper.content.waits) == ("checking", "full")
    assert "אין אצלנו מקום" in amir.get(f"/documents/{paper_id}").text
    for _ in range(MOST_ATTEMPTS):
        desk.lapse(paper_id)
        desk.sweep()
        desk.work()
    paper = desk.paper(paper_id)
    assert (paper.status, paper.reason) == ("failed", "full")
    assert "לא היה אצלנו מקום" in amir.get(f"/documents/{paper_id}").text
