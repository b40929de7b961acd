"""A real house (web, workers, Valkey, built-in guide) and a real Chromium. Time-outs are patience for a busy machine, not promises."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.line import Line
from tests.servers import wait_until

ROOT = Path(__file__).parent.parent.parent
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
SMALL = {**PHONE, "viewport": {"width": 360, "height": 640}}
DESK = {"viewport": {"width": 1280, "height": 800}}
# What a browser says of a network that is away, and of a page that is left while it is still coming in.
EXPECTED = "Failed to load resource|network error|Failed to fetch|Transition was skipped"
expect.set_options(timeout=20_000)


@dataclass
class Served:
    """A running house."""

    address: str
    home: Path
    process: subprocess.Popen[bytes]

    def child(self, word: str) -> int:
        """Process id of one of its parts: "worker chat", "gunicorn", "valkey-server"."""
        listed = subprocess.run(
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=True,
        )
        return next(int(line.split()[0]) for line in listed.stdout.splitlines() if word in line)


def serve(home: Path, **settings: str) -> Served:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC", "DATABASE", "REDIS"))
    }
    environment |= {"CHITTA_HOME": str(home), "PORT": str(port), "LOG_LEVEL": "WARNING", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "chitta.cli", "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: urllib.request.urlopen(f"{address}/ready", timeout=5).status == 200, 120, "the house")
    except BaseException:
        process.terminate()
        raise
    return Served(address, home, process)


def end(house: Served) -> None:
    house.process.send_signal(signal.SIGTERM)
    house.process.wait(60)
    shutil.rmtree(house.home, ignore_errors=True)


@contextmanager
def speaking(pace: int) -> Iterator[Served]:
    """A house whose guide pauses so many milliseconds between two words."""
    house = serve(
        Path(tempfile.mkdtemp(prefix="walk-", dir="/tmp")),
        RATE_LIMIT_PER_MINUTE="10000", RATE_LIMIT_BURST="10000", PASSWORD_HASH_MEMORY_KIB="64", GUIDE_PACE_MS=str(pace),
    )  # fmt: skip
    try:
        yield house
    finally:
        end(house)


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The house that most walks lead through; its guide speaks quickly."""
    with speaking(5) as house:
        yield house


@pytest.fixture(scope="session")
def unhurried() -> Iterator[Served]:
    """A house whose guide takes its time, so that something can happen in the middle of a reply."""
    with speaking(200) as house:
        yield house


@pytest.fixture
def line(served: Served) -> Iterator[Line]:
    """A network of 1 MB a second to the house; `window(base_url=line.address)` uses it."""
    line = Line(served.address, up=1 << 20)
    yield line
    line.close()


@pytest.fixture
def window(chromium: Browser, served: Served) -> Iterator[Callable[..., BrowserContext]]:
    """window(locale="he-IL", **PHONE): a fresh browser profile. Errors on the page fail the test."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def fresh(locale: str = "he-IL", **device: object) -> BrowserContext:
        context = chromium.new_context(
            locale=locale, timezone_id="Asia/Jerusalem", **{"base_url": served.address, **PHONE, **device}
        )
        context.set_default_timeout(30_000)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        opened.append(context)
        return context

    yield fresh
    for context in opened:
        context.close()
    assert not [line for line in complaints if not re.search(EXPECTED, line)]


def register(page: Page, language: str = "he", child: str = "נועה", email: str | None = None) -> str:
    """A parent who has just added a child and looks at the first words; the mail address used."""
    email = join(page, language, email)
    if child:
        page.fill("[name=name]", child)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/sessions/*")
    return email


def join(page: Page, language: str = "he", email: str | None = None) -> str:
    """A parent with a fresh account, who is asked about a child; the mail address used."""
    email = email or f"{uuid4().hex[:10]}@example.org"
    page.goto(f"/register?lang={language}")
    page.fill("[name=full_name]", "הדס לוי" if language == "he" else "Hadas Levi")
    page.check(f"[name=language][value={language}]") if page.locator(
        f"[name=language][value={language}]"
    ).count() else None
    page.check("[name=address][value=f]", force=True) if language == "he" else None
    page.fill("[name=email]", email)
    page.fill("[name=password]", "four quiet words tonight")
    page.check("[name=agree]")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/children/new")
    return email


def arrive(page: Page, language: str = "he", child: str = "נועה", email: str | None = None) -> str:
    """Where `register` leads, without its pages being drawn: for walks of what comes after. The mail address used."""
    email = email or f"{uuid4().hex[:10]}@example.org"
    name, address = ("הדס לוי", "f") if language == "he" else ("Hadas Levi", "n")
    about = {"full_name": name, "address": address, "language": language, "zone": "Asia/Jerusalem"}
    _send(page, f"/register?lang={language}", email=email, password="four quiet words tonight", **about)
    page.goto(_send(page, "/children/new", name=child))
    return email


def _send(page: Page, path: str, **said: str) -> str:
    """Send the form of this page with every box ticked; where it leads."""
    form = page.request.get(path).text()
    hidden = {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', form)[1]}  # type: ignore[index]
    yes = dict.fromkeys(re.findall(r'<input type="checkbox" name="(\w+)"', form), "y")
    answer = page.request.post(path.partition("?")[0], form={**hidden, **yes, **said}, max_redirects=0)
    assert answer.status == 303, answer.text()
    return answer.headers["location"]


def settled(page: Page) -> Locator:
    """Replies that are complete; what tells of a film or document comes whenever that is ready."""
    return page.locator('article[data-sender="chitta"][data-status="settled"]:not([data-news])')


def say(page: Page, words: str) -> None:
    """Send, and wait for the reply to be complete."""
    before = settled(page).count()
    page.fill("#text", words)
    page.click("#composer .go")
    expect(settled(page)).to_have_count(before + 1, timeout=60_000)
