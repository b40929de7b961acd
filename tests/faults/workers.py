"""The chat worker of a test, as a process: begun, killed, begun again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flask import Flask

from tests.servers import Valkey

ROOT = Path(__file__).parent.parent.parent
OURS = ("ANTHROPIC", "DATABASE", "REDIS", "CHITTA", "GUIDE")


class Nursery:
    """Forks workers on demand; see nursery.py."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def worker(self, environment: dict[str, str]) -> int:
        """The pid of a new worker."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(environment) + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def close(self) -> None:
        """Its workers go with it."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


class Worker:
    """One chat worker after another, each a process of its own.

    alone: set up as in `./run`, where it knows that its predecessor is gone; otherwise one of several that share a Redis,
    where the dead are known by their silence.
    """

    def __init__(
        self, nursery: Nursery, app: Flask, valkey: Valkey, home: Path, alone: bool = True, **also: str
    ) -> None:
        self.nursery, self.pid = nursery, 0
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.environment |= {"CHITTA_HOME": str(home), "DATABASE_URL": app.config["SETTINGS"].database}
        self.environment |= {"GUIDE_PACE_MS": "5", "LOG_LEVEL": "ERROR", "ENVIRONMENT": "test", **also}
        if alone:
            (home / "valkey").mkdir(exist_ok=True)
            with suppress(FileExistsError):
                (home / "valkey" / "valkey.sock").symlink_to(valkey.socket)
        else:
            self.environment["REDIS_URL"] = valkey.url

    def start(self, **also: str) -> None:
        """Begin; what is said here is said to this one only."""
        self.pid = self.nursery.worker({**self.environment, **also})

    def end(self, how: signal.Signals = signal.SIGKILL, seconds: float = 30) -> None:
        """End it and see it gone."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, how)
            self.wait(seconds)

    def wait(self, seconds: float = 60) -> None:
        """Until it is gone."""
        end = time.monotonic() + seconds
        while self.alive():
            assert time.monotonic() < end, "the worker did not go"
            time.sleep(0.005)
        self.pid = 0

    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return bool(self.pid)


@contextmanager
def nursery() -> Iterator[Nursery]:
    """with workers.nursery() as it: Worker(it, app, valkey, home)"""
    place = Nursery()
    try:
        yield place
    finally:
        place.close()


def on_claude(url: str, **also: Any) -> dict[str, str]:
    """The settings of a worker whose guide is Claude at that address."""
    return {"ANTHROPIC_API_KEY": "a-key-of-the-test", "ANTHROPIC_BASE_URL": url, **also}
