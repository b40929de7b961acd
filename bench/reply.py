"""From POST to the first word on screen, beyond the model's own first token, beside a bare Flask stream in the same run.

    python -m bench.reply [--chats 1 10 50] [--rounds 3]

Starts the stand-in model (60 tokens/s), Valkey, the web process and the chat worker as ./run does, and as many parents
with an open page each. Time is counted from the moment the stand-in sends its first token (its own clock, same machine)
to the moment the parent's open event stream carries that word. The floor is a bare Flask route that streams from the
same stand-in through the same SDK, without queue, database or login, read by the same client code.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).parent.parent
STAGGER = 1.0  # seconds over which "at once" is spread: parents do not press in the same millisecond


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, path: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"nothing answers on {port}{path}")


class Parent:
    """A browser reduced to what matters here: a cookie, a form's token, an open page."""

    def __init__(self, port: int, cookie: str, session_id: str, token: str) -> None:
        self.port, self.cookie, self.session_id, self.token = port, cookie, session_id, token
        self.heard: dict[str, int] = {}
        self.replies: set[str] = set()
        self.marker = ""
        self.answered_ms: list[float] = []

    def open_page(self, ready: threading.Barrier, stop: threading.Event) -> None:
        """Read the event stream; note when the first piece of a reply arrives."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request(
            "GET",
            f"/sessions/{self.session_id}/live?after=0-0",
            headers={"Cookie": self.cookie, "Accept": "text/event-stream"},
        )
        answer = link.getresponse()
        assert answer.status == 200, answer.status
        ready.wait()
        while not stop.is_set():
            line = answer.readline()
            if not line:
                return
            if line.startswith(b'data: {"kind": "piece"'):
                self.note(json.loads(line[6:])["message"])
        link.close()

    def note(self, reply: str) -> None:
        """The first piece of a reply we had not heard of is the answer to the newest marker."""
        if reply not in self.replies:
            self.replies.add(reply)
            self.heard[self.marker] = time.time_ns()

    def say(self, text: str) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = f"csrf_token={self.token}&key={uuid4()}&text={text}"
        head = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        began = time.perf_counter()
        link.request("POST", f"/sessions/{self.session_id}/messages", body, head)
        answer = link.getresponse()
        answer.read()
        self.answered_ms.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, answer.status


class Bare:
    """The floor's client: one streaming GET."""

    def __init__(self, port: int) -> None:
        self.port, self.heard = port, {}

    def ask(self, marker: str) -> None:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request("GET", f"/bare?text={marker}")
        answer = link.getresponse()
        if answer.readline():
            self.heard[marker] = time.time_ns()
        answer.read()


BARE_APP = """
import anthropic, sys
from flask import Flask, Response, request
app, client = Flask("bare"), anthropic.Anthropic(api_key="bench", base_url=sys.argv[1], max_retries=0)

@app.get("/bare")
def bare():
    text = request.args["text"]
    def words():
        with client.messages.stream(model="claude-opus-5-5", max_tokens=1000, messages=[{"role": "user", "content": text}]) as stream:
            for piece in stream.text_stream:
                yield piece.replace("\\n", " ") + "\\n"
    return Response(words(), mimetype="text/plain")

@app.get("/ready")
def ready():
    return "ok"

from gunicorn.app.base import BaseApplication
class Serve(BaseApplication):
    def load_config(self):
        for name, value in {"bind": f"127.0.0.1:{sys.argv[2]}", "worker_class": "gthread", "threads": 200, "loglevel": "error"}.items():
            self.cfg.set(name, value)
    def load(self):
        return app
Serve().run()
"""


def sent_times(port: int) -> dict[str, int]:
    """marker → the stand-in's clock (ns) when it sent that request's first token."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_times", timeout=5) as answer:
        return {marker: times["first_text_ns"] for marker, times in json.load(answer).items()}


def spread(count: int, deed: Callable[[int], None]) -> None:
    threads = []
    for number in range(count):
        thread = threading.Thread(target=deed, args=(number,))
        thread.start()
        threads.append(thread)
        time.sleep(STAGGER / count)
    for thread in threads:
        thread.join()


def percentiles(values: list[float]) -> tuple[float, float, float]:
    ordered = sorted(values)
    pick = lambda share: ordered[min(len(ordered) - 1, int(len(ordered) * share))]  # noqa: E731
    return statistics.median(ordered), pick(0.95), pick(0.99)


def measure(ask: Callable[[int, str], dict[str, int]], count: int, rounds: int, standin: int) -> list[float]:
    delays: list[float] = []
    for _ in range(rounds):
        markers = [f"bench-{uuid4().hex[:12]}" for _ in range(count)]
        heard: dict[str, int] = {}
        spread(count, lambda number, heard=heard, markers=markers: heard.update(ask(number, markers[number])))
        sent = sent_times(standin)
        delays += [(heard[marker] - sent[marker]) / 1e6 for marker in markers if marker in heard and marker in sent]
        missing = [marker for marker in markers if marker not in heard]
        time.sleep(3)  # the replies of this round end
        if missing:
            print(f"  {len(missing)} of {count} were not heard", file=sys.stderr)
    return delays


def make_parents(count: int, port: int, environment: dict[str, str]) -> list[Parent]:
    """Families straight into the database, in a process of their own that knows the same settings."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.families", str(count)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Parent(port, *row) for row in json.loads(made.stdout)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--chats", type=int, nargs="*", default=[1, 10, 50])
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="chitta-bench-") as home:
        run(chosen.chats, chosen.rounds, Path(home))


def run(sizes: list[int], rounds: int, home: Path) -> None:
    web, model, bare = free_port(), free_port(), free_port()
    environment: dict[str, str] = {
        **os.environ,
        "CHITTA_HOME": str(home),
        "PORT": str(web),
        "ANTHROPIC_API_KEY": "bench",
        "ANTHROPIC_BASE_URL": f"http://127.0.0.1:{model}",
        "LOG_LEVEL": "ERROR",
        "RATE_LIMIT_PER_MINUTE": "100000",
        "RATE_LIMIT_BURST": "100000",
        "SECRET_KEY": "bench-bench-bench-bench-bench-bench-bench",
    }
    started: list[subprocess.Popen[Any]] = []
    try:
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.standin.server", "--port", str(model), "--pace", "60"], cwd=ROOT
            )
        )
        started.append(
            subprocess.Popen([sys.executable, "-c", BARE_APP, f"http://127.0.0.1:{model}", str(bare)], cwd=ROOT)
        )
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "chitta.cli", "serve"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL
            )
        )
        for port, path in ((model, "/_times"), (bare, "/ready"), (web, "/ready")):
            wait_for(port, path)
        time.sleep(3)  # the worker has imported the SDK
        table(sizes, rounds, web, model, bare, environment)
    finally:
        for process in reversed(started):
            process.terminate()
        for process in reversed(started):
            process.wait(15)


def table(sizes: list[int], rounds: int, web: int, model: int, bare: int, environment: dict[str, str]) -> None:
    parents = make_parents(max(sizes), web, environment)
    stop, ready = threading.Event(), threading.Barrier(len(parents) + 1)
    for parent in parents:
        threading.Thread(target=parent.open_page, args=(ready, stop), daemon=True).start()
    ready.wait()
    floor = [Bare(bare) for _ in parents]

    def chat(number: int, marker: str) -> dict[str, int]:
        parent = parents[number]
        parent.marker = marker
        parent.say(marker)
        wait_until(lambda: marker in parent.heard, 20)
        return parent.heard

    def stream(number: int, marker: str) -> dict[str, int]:
        floor[number].ask(marker)
        return floor[number].heard

    chat(0, "bench-warm-up"), stream(0, "bench-warm-up")
    time.sleep(4)
    print(
        f"{'chats':>5} | {'first word beyond the model, ms':^31} | {'bare Flask stream, ms':^24} | ratio p50 · p95 | POST p50 · p95 ms"
    )
    for count in sizes:
        plain = percentiles(measure(stream, count, rounds, model))
        time.sleep(1)
        for parent in parents:
            parent.answered_ms.clear()
        ours = percentiles(measure(chat, count, rounds, model))
        posts = percentiles([ms for parent in parents for ms in parent.answered_ms])
        print(
            f"{count:>5} | p50 {ours[0]:6.1f}  p95 {ours[1]:6.1f}  p99 {ours[2]:6.1f}"
            f" | {plain[0]:6.1f} {plain[1]:6.1f} {plain[2]:6.1f}  "
            f"| {ours[0] / plain[0]:5.1f} · {ours[1] / plain[1]:5.1f} | {posts[0]:5.1f} · {posts[1]:5.1f}"
        )
    stop.set()


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.002)


if __name__ == "__main__":
    sys.exit(main() if re.match(r"3\.1[1-9]", sys.version) else "Python 3.11 or newer, please")
