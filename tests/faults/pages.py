"""The web server as a process, and open pages at it over real sockets: what an EventSource does, and nothing kinder."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

from flask import Flask

from tests.faults.workers import OURS, ROOT
from tests.people import Person
from tests.servers import Valkey


class Web:
    """gunicorn behind a listening socket that outlives it, as under the supervisor of `./run`."""

    def __init__(self, app: Flask, valkey: Valkey, home: Path) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self.listener.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.environment |= {"CHITTA_HOME": str(home), "DATABASE_URL": app.config["SETTINGS"].database}
        self.environment |= {"REDIS_URL": valkey.url, "LOG_LEVEL": "ERROR", "ENVIRONMENT": "test"}
        self.environment |= {"SECRET_KEY": str(app.secret_key), "CHITTA_LISTEN_FD": str(self.listener.fileno())}

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "-c", "python:chitta.gunicorn", "wsgi:app"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, pass_fds=[self.listener.fileno()])

    def ready(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            try:
                link.request("GET", "/ready")
                return link.getresponse().status == 200
            finally:
                link.close()
        return False

    def streams(self) -> int:
        """How many pages the process holds open."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        link.request("GET", "/health")
        said = json.load(link.getresponse())
        link.close()
        return int(said["streams"])

    def end(self, how: signal.Signals) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait(60)
            self.process = None

    def say(self, how: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(how)

    def close(self) -> None:
        self.end(signal.SIGKILL)
        self.listener.close()


class Page:
    """One open page of a person: every fact with its id, over as many connections as it took."""

    def __init__(self, web: Web, person: Person, after: str = "0-0") -> None:
        cookie = person.client.get_cookie("chitta")
        assert cookie
        self.web, self.cookie = web, f"chitta={cookie.value}"
        self.path = f"/sessions/{person.session_id}/live"
        self.after, self.connections, self.refused = after, 0, 0
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.over = threading.Event()

    def follow(self) -> threading.Thread:
        """Stay attached until `over`, whatever happens to the connection."""
        thread = threading.Thread(target=self._follow, daemon=True)
        thread.start()
        return thread

    def _follow(self) -> None:
        while not self.over.is_set():
            with suppress(OSError, http.client.HTTPException):
                self.attach(lambda: self.over.is_set())
            self.over.wait(0.05)

    def attach(self, enough: Callable[[], bool]) -> None:
        """One connection, from the last id on, until it breaks or there is enough of it."""
        link = http.client.HTTPConnection("127.0.0.1", self.web.port, timeout=20)
        try:
            headers = {"Cookie": self.cookie, "Accept": "text/event-stream", "Last-Event-ID": self.after}
            link.request("GET", self.path, headers=headers)
            answer = link.getresponse()
            if answer.status != 200:
                self.refused += 1
                time.sleep(0.05)
                return
            self.connections += 1
            self._read(answer, enough)
        finally:
            link.close()

    def _read(self, answer: http.client.HTTPResponse, enough: Callable[[], bool]) -> None:
        key = ""
        while not enough():
            line = answer.readline().decode()
            if not line:
                return
            name, _, value = line.rstrip("\n").partition(": ")
            if name == "id":
                key = value
            elif name == "data":
                self.told.append((key, json.loads(value)))
                self.after, key = key or self.after, ""

    # -- what came of it ---------------------------------------------------------------------------------------------

    @property
    def facts(self) -> list[dict[str, Any]]:
        return [fact for _, fact in self.told]

    @property
    def repeats(self) -> int:
        """Facts that came twice, or behind a later one."""
        ids = [tuple(map(int, key.split("-"))) for key, _ in self.told if key]
        return sum(now <= before for before, now in pairwise(ids))

    @property
    def gaps(self) -> int:
        """How often the page had to be told that something is missing."""
        return sum(fact["kind"] == "refresh" for fact in self.facts)

    @property
    def ended(self) -> bool:
        return bool(self.told) and any(fact["kind"] == "settled" for fact in self.facts)
