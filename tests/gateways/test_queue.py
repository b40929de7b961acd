"""The queue against a real Valkey: bells ring after the commit, once where once is meant, and never stand in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from chitta.core.db import rollback, transaction
from chitta.gateways import queue
from tests import servers

ROOT = Path(__file__).parent.parent.parent
JOBS = """
import os, time
from chitta.gateways.queue import Again, bell, stopping

def note(word):
    with open(os.environ["NOTES"], "a") as file:
        file.write(f"{word}\\n")

@bell("chat")
def ring(word):
    note(word)

@bell("chat", limit=60)
def talk(word):
    note(f"begin {word}")
    time.sleep(30)

@bell("chat")
def polite(word):
    note(f"begin {word}")
    while not stopping():
        time.sleep(0.01)
    raise Again

@bell("chat")
def trip(word):
    raise ValueError(f"Noa said: {word}")

@bell("heavy", limit=60)
def carry(word):
    note(f"begin {word}")
    time.sleep(30)

@bell("heavy")
def eat(word):
    note(f"eat {len(bytearray(6 << 30))}")
"""


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A module of jobs that worker processes can import too."""
    folder = tmp_path_factory.mktemp("jobs")
    (folder / "bells_of_the_test.py").write_text(JOBS)
    sys.path.insert(0, str(folder))
    import bells_of_the_test  # type: ignore[import-not-found]

    yield bells_of_the_test
    sys.path.remove(str(folder))


@pytest.fixture(autouse=True)
def ours(app: Flask) -> Iterator[None]:
    """Each test begins and ends with the queue of the house, whatever it connected to meanwhile."""
    queue.connect(app.config["SETTINGS"].redis)
    yield
    queue.connect(app.config["SETTINGS"].redis)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    path = tmp_path / "notes"
    path.touch()
    monkeypatch.setenv("NOTES", str(path))
    return lambda: path.read_text().splitlines()


def in_redis(server: servers.Valkey) -> str:
    """Everything Redis holds, keys and values, as one text."""
    client, found = server.client, []
    readers = {b"hash": client.hgetall, b"list": lambda key: client.lrange(key, 0, -1), b"string": client.get}
    for key in client.keys("*"):
        found += [key, readers.get(client.type(key), lambda key: "")(key)]
    return str(found)


def test_a_bell_rings_after_the_commit(app: Flask, jobs, notes, work) -> None:
    with app.app_context(), transaction():
        queue.later(jobs.ring, "dinner")
        assert queue.length("chat") == 0
    assert work() == 1
    assert notes() == ["dinner"]


def test_a_rollback_rings_nothing(app: Flask, jobs) -> None:
    with app.app_context():
        queue.later(jobs.ring, "dinner")
        rollback()
    assert queue.length("chat") == 0


def test_the_sweeper_may_ring_as_often_as_it_likes(app: Flask, jobs, notes, work) -> None:
    assert [queue.now(jobs.ring, "dinner") for _ in range(3)] == [True, False, False]
    assert work() == 1
    assert queue.now(jobs.ring, "dinner")


def test_a_job_that_raises_leaves_no_words_anywhere(
    app: Flask, jobs, notes, work, valkey_server: servers.Valkey, caplog: pytest.LogCaptureFixture
) -> None:
    queue.now(jobs.trip, "4711")
    work()
    assert [record.msg["event"] for record in caplog.records] == ["job failed"]
    assert "ValueError in trip" in caplog.records[0].msg["error"]
    assert "Noa" not in caplog.text
    assert "Noa" not in in_redis(valkey_server)


def test_only_bells_may_run(app: Flask, valkey_server: servers.Valkey) -> None:
    with pytest.raises(LookupError):
        queue.run("os.system", "true")


def test_words_are_no_ids(app: Flask, jobs) -> None:
    with pytest.raises(ValueError, match="ids only"):
        queue.now(jobs.ring, "Noa does not sleep")


def test_a_queue_needs_to_exist() -> None:
    with pytest.raises(ValueError, match="no queue"):
        queue.bell("nowhere")


def test_without_redis_a_parent_does_not_wait(jobs) -> None:
    with servers.valkey() as server:
        queue.connect(server.url)
        server.freeze()
        began = time.monotonic()
        answers = [queue.now(jobs.ring, str(number)) for number in range(5)]
        server.thaw()
    assert answers == [False] * 5
    assert time.monotonic() - began < 4


@pytest.fixture
def worker(app: Flask, jobs, notes, valkey_server: servers.Valkey) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts real workers; ends what it started."""
    settings = app.config["SETTINGS"]
    begun: list[subprocess.Popen[bytes]] = []

    def begin(kind: str, redis: str = valkey_server.url) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(jobs.__file__).parent),
            "CHITTA_HOME": str(settings.chitta_home),
            "DATABASE_URL": settings.database_url,
            "REDIS_URL": redis,
            "CHAT_THREADS": "8",
            "ENVIRONMENT": "test",
        }
        begun.append(subprocess.Popen([sys.executable, "-m", "chitta.worker", kind], cwd=ROOT, env=environment))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_killed_workers_lose_nothing_and_a_heavy_job_is_fenced(jobs, notes, worker) -> None:
    killed = [worker("chat"), worker("heavy")]
    queue.now(jobs.eat, "everything")
    queue.now(jobs.carry, "film")
    queue.now(jobs.talk, "hello")
    servers.wait_until(lambda: sorted(notes()) == ["begin film", "begin hello"], 60, "the jobs' begin")
    for each in killed:
        each.kill()
    worker("chat")
    worker("heavy")
    servers.wait_until(lambda: sorted(notes()) == ["begin film"] * 2 + ["begin hello"] * 2, 60, "the second begin")


@pytest.mark.slow
def test_a_stopping_worker_gives_its_work_back(jobs, notes, worker) -> None:
    first = worker("chat")
    queue.now(jobs.polite, "hello")
    queue.now(jobs.talk, "hello-too")
    servers.wait_until(lambda: len(notes()) == 2, 60, "both begins")
    first.send_signal(signal.SIGTERM)
    assert first.wait(20) == 0
    assert queue.length("chat") == 2


@pytest.mark.slow
def test_an_emptied_redis_is_noticed_and_survived(jobs, notes, worker) -> None:
    with servers.valkey() as server:
        queue.connect(server.url)
        worker("chat", server.url)
        queue.now(jobs.ring, "before")
        servers.wait_until(lambda: notes() == ["before"], 60, "the first job")
        server.restart(empty=True)
        servers.wait_until(lambda: queue.now(jobs.ring, "after"), 30, "the bell")
        servers.wait_until(lambda: notes() == ["before", "after"], 60, "the second job")
