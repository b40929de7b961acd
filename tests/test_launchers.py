"""./run as an operator meets it: starts everything, heals, refuses nonsense in one sentence, leaves nothing behind."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import servers

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow
EVERYBODY = {"web", "web child", "chat", "heavy", "heavy child", "valkey"}


@dataclass
class Run:
    """One ./run in a home of its own."""

    home: Path
    port: int
    process: subprocess.Popen[str]

    def answers(self, path: str = "/ready") -> bool:
        try:
            return self.get(path)[0] == 200
        except OSError:
            return False

    def get(self, path: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as line:
            line.request("GET", path)
            with line.getresponse() as answer:
                return answer.status, answer.read()

    def who(self) -> dict[int, str]:
        """Everything alive that was started for this home: pid and role."""
        found: dict[int, tuple[str, int]] = {}
        for place in Path("/proc").glob("[0-9]*"):
            try:
                environment = (place / "environ").read_bytes().split(b"\0")
                line = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                state, parent = (place / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            # Valkey overwrites its environment with its title, which names its socket.
            if state != "Z" and (f"CHITTA_HOME={self.home}".encode() in environment or f"{self.home}/" in line):
                found[int(place.name)] = (_role(line), int(parent))
        # A child of its like is what it forked.
        return {
            pid: f"{role} child" if found.get(parent, ("", 0))[0] == role else role
            for pid, (role, parent) in found.items()
        }

    def pid(self, role: str) -> int:
        return next(pid for pid, each in self.who().items() if each == role)


def _role(line: str) -> str:
    marks = {"valkey-server": "valkey", "worker chat": "chat", "worker heavy": "heavy", "gunicorn": "web"}
    return next((role for mark, role in marks.items() if mark in line), "supervisor")


def start(home: Path, port: int, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "CHITTA_HOME": str(home), "PORT": str(port), "WEB_THREADS": "50", **more}
    for name in ("REDIS_URL", "DATABASE_URL", "SECRET_KEY", "ENVIRONMENT"):
        if name not in more:
            environment.pop(name, None)
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, ROOT / "run"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )


def refused(home: Path, port: int, **more: str) -> tuple[int, str]:
    """The exit code and the last line of a start that is not to succeed."""
    with start(home, port, **more) as process:
        process.communicate(timeout=60)
    return process.returncode, (home / "log").read_text().splitlines()[-1]


def ready_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if "ready" in line:
            return line.strip()
    raise AssertionError("./run ended before it was ready")


@contextmanager
def running(home: Path) -> Iterator[Run]:
    port = servers.free_port()
    process = start(home, port)
    run = Run(home, port, process)
    try:
        assert ready_line(process) == f"Chitta is ready: http://127.0.0.1:{port}"
        yield run
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with servers.folder("chitta") as path:
        yield path


@pytest.fixture(scope="module")
def house(home: Path) -> Iterator[Run]:
    with running(home) as run:
        servers.wait_until(lambda: set(run.who().values()) >= EVERYBODY, 90, "all processes")
        yield run


def test_the_house_answers(house: Run) -> None:
    assert house.answers("/ready")
    assert json.loads(house.get("/health")[1])["status"] == "ok"


def test_the_secret_is_made_once_and_nobody_else_may_read_it(house: Run) -> None:
    secret = house.home / "secret_key"
    assert len(secret.read_text()) >= 32
    assert secret.stat().st_mode & 0o777 == 0o600


def test_a_second_start_in_the_same_home_is_refused(house: Run) -> None:
    code, told = refused(house.home, servers.free_port())
    assert (code, "already running" in told) == (1, True)
    assert house.answers()


def test_a_taken_port_is_named_and_nothing_stays(house: Run) -> None:
    with servers.folder("chitta") as other:
        code, told = refused(other, house.port)
        assert code == 1
        assert told.startswith(f"Port {house.port} on 127.0.0.1 cannot be used")
        assert Run(other, house.port, house.process).who() == {}
        assert not (other / "running.lock").exists()


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_whoever_is_killed_comes_back(house: Run, role: str) -> None:
    victim = house.pid(role)
    os.kill(victim, signal.SIGKILL)
    servers.wait_until(
        lambda: victim not in house.who() and set(house.who().values()) >= EVERYBODY, 40, f"a new {role}"
    )
    servers.wait_until(house.answers, 40, "an answer")
    assert house.process.poll() is None


def test_a_stop_leaves_only_what_is_kept() -> None:
    with servers.folder("chitta") as home, running(home) as run:
        began = time.monotonic()
        run.process.send_signal(signal.SIGINT)
        assert run.process.wait(30) == 0
        assert time.monotonic() - began < 10  # whoever stops a container kills it then
        assert run.who() == {}
        left = {path.name for path in home.rglob("*") if path.is_file() or path.is_socket()}
        assert not [name for name in left if name.endswith((".sock", ".pid", "running.lock"))]


def test_a_killed_supervisor_takes_everybody_along_and_the_next_start_is_clean() -> None:
    with servers.folder("chitta") as home:
        with running(home) as run:
            os.kill(run.pid("supervisor"), signal.SIGKILL)
            servers.wait_until(lambda: run.who() == {}, 30, "the end of the children")
        with running(home) as run:
            assert run.answers()


def test_wrong_settings_are_one_sentence() -> None:
    with servers.folder("chitta") as home:
        code, told = refused(home, servers.free_port(), ENVIRONMENT="production")
        assert (code, "SECRET_KEY" in told) == (64, True)
        assert (home / "log").read_text().count("\n") == 1


def test_the_examples_name_every_setting() -> None:
    from chitta.core.settings import Settings

    lines = (ROOT / ".env.example").read_text().splitlines()
    named = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_the_locks_name_no_host_and_hold_hashes() -> None:
    for lock in ("requirements.txt", "tests/requirements.txt"):
        text = (ROOT / lock).read_text()
        assert "://" not in text
        assert all("--hash=sha256:" in block for block in text.split("\n\n") if "==" in block)


def test_the_locks_agree() -> None:
    def pins(lock: str) -> set[str]:
        return {line.split(" ")[0] for line in (ROOT / lock).read_text().splitlines() if "==" in line}

    assert pins("requirements.txt") <= pins("tests/requirements.txt")
