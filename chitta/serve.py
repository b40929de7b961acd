"""The supervisor behind ./run: Valkey, migration, web and workers as one, begun in order and ended in order.

Each child has a process group of its own, so that Ctrl-C reaches only the supervisor, which then ends the workers
before the Valkey they speak to. A child that dies is started again. When the supervisor itself is killed, the kernel
ends the children.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from chitta.core.settings import Settings
from chitta.gateways import valkey
from chitta.migrating import NOT_AT_HEAD, at_head_quickly
from chitta.processes import die_with_parent

LEFTOVERS = 8.0  # seconds that the children of a killed predecessor may take to go
GRACE = 4.5  # the workers' own grace is three seconds
VALKEY_GRACE = 1.5
STEADY = 10.0  # a child that lived so long may be started again at once
CANNOT_BOOT = {3, 4, NOT_AT_HEAD}  # gunicorn's two codes, and ours
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # nosec B104 # read, not bound to


class CannotServe(Exception):
    """One sentence for the person at the keyboard."""


@dataclass
class Child:
    """One process that is to be there for as long as the house stands."""

    name: str
    command: list[str]
    keep: tuple[int, ...] = ()
    dies_by: signal.Signals = signal.SIGKILL
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    failures: int = 0

    def start(self, environment: dict[str, str]) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=environment,
            stdin=subprocess.DEVNULL,
            pass_fds=self.keep,
            process_group=0,
            preexec_fn=partial(die_with_parent, self.dies_by, os.getpid()),
        )

    def ended(self) -> int | None:
        """Its exit code, once, after it has died."""
        code = self.process.poll() if self.process else None
        if code is not None:
            self.sweep()
            self.process = None
        return code

    def rest(self) -> float:
        """How long to wait before the next start: not at all, unless it keeps dying young."""
        self.failures = self.failures + 1 if time.monotonic() - self.started < STEADY else 0
        return min(0.2 * 2**self.failures, 5.0) if self.failures else 0.0

    def say(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)

    def sweep(self) -> None:
        """What it left in its group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # type: ignore[union-attr]


@dataclass
class House:
    """Everything that runs, and the loop that watches it."""

    settings: Settings
    environment: dict[str, str]
    listener: socket.socket
    lock: int
    children: list[Child] = field(default_factory=list)
    stopping: bool = False
    ready: bool = False

    def run(self) -> int:
        with _signals(self._on_signal) as wake, selectors.DefaultSelector() as selector:
            selector.register(wake, selectors.EVENT_READ)
            try:
                self._begin()
                self._watch(selector, wake)
                return 0
            finally:
                self._end()

    def _begin(self) -> None:
        if not self.settings.redis_url:
            self._start_valkey()
        if not at_head_quickly(self.settings):
            self._once("migrate", "The database could not be migrated; the lines above say why.")
        listen = {"CHITTA_LISTEN_FD": str(self.listener.fileno())}
        self.environment.update(listen)
        web = [sys.executable, "-m", "gunicorn", "-c", "python:chitta.gunicorn", "wsgi:app"]
        self._add(Child("web server", web, keep=(self.listener.fileno(),)))
        self._add(Child("chat worker", [sys.executable, "-m", "chitta.worker", "chat"]))

    def _start_valkey(self) -> None:
        place = self.settings.valkey_socket
        folder = self.settings.chitta_home / "valkey"
        valkey.prepare(place, folder)
        # It holds our lock too: as long as it lives, no second Valkey may open its files.
        command = valkey.command(place, folder, folder / "valkey.log")
        self._add(Child("valkey", command, keep=(self.lock,), dies_by=signal.SIGTERM))

    def _once(self, command: str, sentence: str) -> None:
        """Run one of our own commands to its end; a signal ends it."""
        child = Child(command, [sys.executable, "-m", "chitta.cli", *command.split()])
        child.start(self.environment)
        while (code := child.ended()) is None:
            if self.stopping:
                child.say(signal.SIGKILL)
            time.sleep(0.01)
        if code and not self.stopping:
            raise CannotServe(sentence)

    def _add(self, child: Child) -> None:
        if not self.stopping:
            child.start(self.environment)
            self.children.append(child)

    def _watch(self, selector: selectors.BaseSelector, wake: socket.socket) -> None:
        knock = Knock(self.listener, self.settings, selector)
        while not self.stopping:
            for key, _ in selector.select(self._patience()):
                if key.fileobj is wake:
                    wake.recv(4096)
                elif knock.heard() and not self.ready:
                    self._welcome()
            for child in self.children:
                self._mend(child)
            if not self.ready:
                knock.again()

    def _patience(self) -> float | None:
        """Seconds until something is due by the clock; None: only a signal can bring news."""
        dues = [child.due for child in self.children if child.process is None]
        soonest = max(min(dues) - time.monotonic(), 0.0) if dues else None
        return soonest if self.ready else min(soonest if soonest is not None else 0.1, 0.1)

    def _welcome(self) -> None:
        self.ready = True
        print(f"Chitta is ready: {_address(self.settings)}", flush=True)
        # Last, since nobody waits for it and it would take the others' processor.
        self._add(Child("heavy worker", [sys.executable, "-m", "chitta.worker", "heavy"]))

    def _mend(self, child: Child) -> None:
        if child.process is None:
            if time.monotonic() >= child.due:
                child.start(self.environment)
            return
        code = child.ended()
        if code is None:
            return
        if not self.ready and (code in CANNOT_BOOT or child.failures >= 3):
            raise CannotServe(f"The {child.name} could not start; the lines above say why.")
        rest = child.rest()
        child.due = time.monotonic() + rest
        print(f"The {child.name} ended ({_cause(code)}) and is started again.", file=sys.stderr, flush=True)

    def _end(self) -> None:
        """Workers and web first; Valkey when nobody needs it any more."""
        self.listener.close()
        first = [child for child in self.children if child.name != "valkey"]
        _dismiss(first, GRACE)
        _dismiss([child for child in self.children if child not in first], VALKEY_GRACE)
        if not self.settings.redis_url:
            valkey.tidy(self.settings.valkey_socket, self.settings.chitta_home / "valkey")

    def _on_signal(self, signum: int, _frame: object) -> None:
        if signum != signal.SIGCHLD:
            self.stopping = True


class Knock:
    """Asks /ready without waiting: our listening socket takes the connection, gunicorn answers once it is up."""

    def __init__(self, listener: socket.socket, settings: Settings, selector: selectors.BaseSelector) -> None:
        host, port, *rest = listener.getsockname()
        self._at = (WILDCARDS.get(host, host), port, *rest)
        self._family = listener.family
        ours = settings.server_names.split(",")[0].strip() or "localhost"
        self._words = f"GET /ready HTTP/1.0\r\nHost: {ours}\r\nConnection: close\r\n\r\n".encode()
        self._selector = selector
        self._line: socket.socket | None = None
        self._not_before = 0.0

    def again(self) -> None:
        """Ask, unless the answer to the last question is still out."""
        if self._line or time.monotonic() < self._not_before:
            return
        line = socket.socket(self._family, socket.SOCK_STREAM)
        line.settimeout(1)
        try:
            line.connect(self._at)
            line.sendall(self._words)
        except OSError:
            line.close()
            return
        self._line = line
        self._selector.register(line, selectors.EVENT_READ)

    def heard(self) -> bool:
        """Something came back: was it yes?"""
        if self._line is None:
            return False
        try:
            answer = self._line.recv(64)
        except OSError:
            answer = b""
        self._selector.unregister(self._line)
        self._line.close()
        self._line = None
        self._not_before = time.monotonic() + 0.1
        return answer.split(b" ")[1:2] == [b"200"]


def serve(settings: Settings, demo: bool = False) -> int:
    """Run everything until a signal; 0 when asked to stop, 1 with one sentence when it cannot be."""
    lock = None
    try:
        lock, stale = _take_lock(settings.chitta_home)
        listener = _listen(settings.host, settings.port, patient=stale)
        settings = settings.model_copy(update={"port": listener.getsockname()[1]})
        environment = _environment(settings)
        if demo:
            environment["DEMO"] = "true"  # the sweeper sees that they move in
        return House(settings, environment, listener, lock).run()
    except (CannotServe, valkey.NoValkey) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    finally:
        if lock is not None:
            _lock_path(settings.chitta_home).unlink(missing_ok=True)
            os.close(lock)


def _environment(settings: Settings) -> dict[str, str]:
    """What the children are told: where they are, and a secret of this home when none was given."""
    told = {**os.environ, "CHITTA_HOME": str(settings.chitta_home), "PORT": str(settings.port)}
    if not (told.get("SECRET_KEY") or told.get("SECRET_KEY_FILE")):
        told["SECRET_KEY_FILE"] = str(_secret(settings.chitta_home / "secret_key"))
        told.pop("SECRET_KEY", None)
    return told


def _secret(path: Path) -> Path:
    """Made once, readable by nobody else; written aside first, so that a killed start leaves no empty one."""
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        fresh.replace(path)
    return path


def _lock_path(home: Path) -> Path:
    return home / "running.lock"


def _take_lock(home: Path) -> tuple[int, bool]:
    """Only one Chitta per home: two Valkeys on one file would spoil it. Answers whether a killed one was here before."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise CannotServe(
            f"{home} cannot be written: {error.strerror}. Set CHITTA_HOME to a folder of yours."
        ) from None
    until = time.monotonic() + LEFTOVERS
    while True:
        lock = _try_lock(home)
        before = os.pread(lock, 20, 0).decode().strip()
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            if _alive(before) or time.monotonic() > until:
                raise CannotServe(f"Chitta is already running with {home} (process {before or 'unknown'}).") from None
            time.sleep(0.1)
            continue
        if _same_file(lock, _lock_path(home)):
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode(), 0)
            return lock, bool(before)
        os.close(lock)


def _try_lock(home: Path) -> int:
    try:
        return os.open(_lock_path(home), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotServe(
            f"{home} cannot be written: {error.strerror}. Set CHITTA_HOME to a folder of yours."
        ) from None


def _same_file(lock: int, path: Path) -> bool:
    """A predecessor removes the file as it leaves: we may have locked the removed one."""
    try:
        return os.fstat(lock).st_ino == path.stat().st_ino
    except OSError:
        return False


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        pass
    return True


def _listen(host: str, port: int, patient: bool) -> socket.socket:
    """The listening socket, ours for as long as the house stands, whoever serves on it."""
    until = time.monotonic() + (LEFTOVERS if patient else 0.0)
    while True:
        try:
            family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            listener = socket.socket(family, kind)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(2048)
            return listener
        except OSError as error:
            if time.monotonic() < until:
                time.sleep(0.1)
                continue
            raise CannotServe(
                f"Port {port} on {host} cannot be used ({error.strerror or error}): choose another, as in PORT=8001 ./run"
            ) from None


def _address(settings: Settings) -> str:
    host = WILDCARDS.get(settings.host, settings.host)
    ours = f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"
    return settings.public_url.rstrip("/") if urlsplit(settings.public_url).scheme else ours


def _dismiss(children: list[Child], grace: float) -> None:
    """Ask all of them to go, then make them."""
    for child in children:
        child.say(signal.SIGTERM)
    until = time.monotonic() + grace
    while any(child.process and child.process.poll() is None for child in children) and time.monotonic() < until:
        time.sleep(0.01)
    for child in children:
        if child.process:
            child.sweep()
            child.process.kill()
            child.process.wait()


def _cause(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


@contextmanager
def _signals(handler: Callable[[int, object], None]) -> Iterator[socket.socket]:
    """Handlers for the signals that matter, and a socket that becomes readable when one came."""
    hear, tell = socket.socketpair()
    hear.setblocking(False)
    tell.setblocking(False)
    signal.set_wakeup_fd(tell.fileno(), warn_on_full_buffer=False)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(each, handler)
    try:
        yield hear
    finally:
        signal.set_wakeup_fd(-1)
        hear.close()
        tell.close()
