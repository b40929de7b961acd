"""Chitta on servers, without Docker: what docker-compose.yml starts, and nginx and PgBouncer, on this machine.

    python -m tests.topology --port 8000

Two web processes behind nginx, two chat and two heavy workers, PgBouncer (transactions) before PostgreSQL, a Redis that wants a
password, a server that speaks S3, a sink for mail. Who dies is started again. HOME/topology.json says where everything is;
Ctrl-C ends everything. nginx, pgbouncer and redis-server are Debian's; without the last one Valkey serves.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import make_url

from chitta.core.db import LIMITS
from chitta.gateways import valkey
from chitta.serve import Child
from tests import servers
from tests.servers import free_port, wait_until

ROOT = Path(__file__).parent.parent
NEEDED = {"nginx": "nginx-light", "pgbouncer": "pgbouncer"}
PASSWORD = "only-for-tests"
WEB, CHAT, HEAVY = 2, 2, 2


def missing() -> list[str]:
    """Debian packages that this machine does not have yet."""
    return [package for program, package in NEEDED.items() if not _program(program)]


@dataclass
class Part(Child):
    """One process, with what it alone is told."""

    settings: dict[str, str] = field(default_factory=dict)

    def start(self, environment: dict[str, str]) -> None:
        super().start(environment | self.settings)


class Topology:
    """All of it. `start`, then `watch` until somebody says stop, then `end`."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.stack = ExitStack()
        self.children: list[Part] = []
        self.stopping = False
        self.environment = {**os.environ, "CHITTA_HOME": str(home)}

    def start(self) -> None:
        """Outer parts first, then the rows and the bucket, then web and workers."""
        postgres = self.stack.enter_context(servers.postgres())
        bucket = self.stack.enter_context(servers.s3())
        sink = self.stack.enter_context(servers.smtp())
        database = postgres.fresh()
        name = make_url(database).database
        for limit, milliseconds in LIMITS.items():
            postgres.say(f'ALTER DATABASE "{name}" SET {limit} = {milliseconds}')
        redis, pooler, webs = free_port(), free_port(), [free_port() for _ in range(WEB)]
        self._add("redis", _redis(self.home / "redis", redis))
        self._add("pgbouncer", _pgbouncer(self.home / "pgbouncer", pooler, postgres.home))
        address = f"http://127.0.0.1:{self.port}"
        secret = self.home / "secret_key"
        secret.write_text("a secret of these servers, and of nothing else at all")
        settings = {
            "DATABASE_URL": f"postgresql://chitta@127.0.0.1:{pooler}/{name}",
            "DATABASE_POOLER": "true",
            "REDIS_URL": f"redis://:{PASSWORD}@127.0.0.1:{redis}/0",
            "SMTP_URL": sink.url,
            "SECRET_KEY_FILE": str(secret),
            "PUBLIC_URL": address,
            "SERVER_NAMES": "127.0.0.1,localhost",
            "TRUSTED_PROXIES": "1",
            "LOG_FORMAT": "json",
            "S3_PUBLIC_URL": address.replace(str(self.port), str(files := free_port())),
            **{name.upper(): value for name, value in bucket.settings.items()},
        }
        self.environment |= settings
        (self.home / "topology.json").write_text(
            json.dumps({"settings": settings, "database": database, "bucket": str(bucket.home / "data" / bucket.name)})
        )
        for port in (redis, pooler):
            wait_until(lambda port=port: _answers(port), 20, "Redis and PgBouncer")
        # Advisory locks belong to a connection, and PgBouncer lends one for a transaction only.
        self._once("migrate", DATABASE_URL=database, DATABASE_POOLER="false")
        self._once("storage")
        gunicorn = [sys.executable, "-m", "gunicorn", "-c", "python:chitta.gunicorn", "wsgi:app"]
        for number, port in enumerate(webs, 1):
            self._add(f"web {number}", gunicorn, PORT=str(port))
        for kind, many in (("chat", CHAT), ("heavy", HEAVY)):
            for number in range(1, many + 1):
                self._add(f"{kind} {number}", [sys.executable, "-m", "chitta.worker", kind])
        for port in webs:
            wait_until(lambda port=port: _ready(port), 300, "a web process")
        self._add("nginx", _nginx(self.home / "nginx", self.port, webs, files, bucket.port))

    def watch(self) -> None:
        """Who dies is started again, as `restart: unless-stopped` would."""
        while not self.stopping:
            time.sleep(0.1)
            for child in self.children:
                if child.process is not None and (code := child.ended()) is not None:
                    child.due = time.monotonic() + child.rest()
                    print(f"{child.name} ended ({code}) and is started again", file=sys.stderr, flush=True)
                elif child.process is None and time.monotonic() >= child.due:
                    child.start(self.environment)

    def end(self) -> None:
        """Backwards, each with a few seconds."""
        for child in reversed(self.children):
            child.say(signal.SIGTERM)
        for child in reversed(self.children):
            if child.process is not None:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(8)
                child.sweep()
        self.stack.close()

    def _add(self, name: str, command: list[str], **settings: str) -> None:
        child = Part(name, command, settings=settings)
        child.start(self.environment)
        self.children.append(child)

    def _once(self, command: str, **settings: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "chitta.cli", command], env=self.environment | settings, cwd=ROOT, check=True
        )


def _redis(home: Path, port: int) -> list[str]:
    """Redis 7 where Debian's is installed, else the Valkey that comes along; on a port, with a password, on disk."""
    home.mkdir()
    server = shutil.which("redis-server") or str(valkey.binary())
    kept = ("--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction", "--loglevel", "warning")
    return [server, "--bind", "127.0.0.1", "--port", str(port), "--requirepass", PASSWORD, "--dir", str(home), *kept]


def _pgbouncer(home: Path, port: int, postgres: Path) -> list[str]:
    """A connection is lent for a transaction; it refuses root, so root lends it to nobody."""
    home.mkdir()
    (home / "users").write_text('"chitta" ""\n')
    (home / "pgbouncer.ini").write_text(f"""
[databases]
* = host={postgres} user=chitta
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
auth_file = {home}/users
pool_mode = transaction
default_pool_size = 20
max_client_conn = 1000
log_connections = 0
log_disconnections = 0
""")
    drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
    return [*drop, _program("pgbouncer"), "-q", str(home / "pgbouncer.ini")]


def _nginx(home: Path, port: int, webs: list[int], files: int, bucket: int) -> list[str]:
    """docs/nginx.conf with our ports, and a door to the bucket that lets browsers of another origin in, as MinIO does."""
    home.mkdir()
    text = (ROOT / "docs" / "nginx.conf").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    for documented, ours in zip(("8001", "8002"), webs, strict=True):
        text = text.replace(f"127.0.0.1:{documented}", f"127.0.0.1:{ours}")
    user = "user root;" if os.getuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {home}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    opens = f"""
    {temporary}
    server {{
        listen 127.0.0.1:{files};
        client_max_body_size 0;
        location / {{
            if ($request_method = OPTIONS) {{
                add_header Access-Control-Allow-Origin $http_origin;
                add_header Access-Control-Allow-Methods "GET, PUT";
                add_header Access-Control-Allow-Headers $http_access_control_request_headers;
                return 204;
            }}
            add_header Access-Control-Allow-Origin $http_origin always;
            add_header Access-Control-Expose-Headers ETag always;
            proxy_hide_header Access-Control-Allow-Origin;
            proxy_pass http://127.0.0.1:{bucket};
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_request_buffering off;
        }}
    }}
}}
"""
    body = text.rstrip().removesuffix("}")
    (home / "nginx.conf").write_text(f"{user}\ndaemon off;\npid {home}/pid;\n{body}{opens}")
    return [_program("nginx"), "-p", str(home), "-e", str(home / "errors"), "-c", str(home / "nginx.conf")]


def _program(name: str) -> str:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin") or ""


def _answers(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 1):
        return True


def _ready(port: int) -> bool:
    return urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=5).status == 200


def main() -> None:
    """Until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.topology", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--home", type=Path, help="a folder that is empty or not there yet; default: a temporary one")
    told = parser.parse_args()
    if wanted := missing():
        sys.exit(f"Missing: apt-get install {' '.join(wanted)}")
    home = told.home or Path(tempfile.mkdtemp(prefix="servers-", dir="/tmp"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)  # PgBouncer and PostgreSQL are lent to nobody
    topology = Topology(home, told.port)

    def stop(*_: object) -> None:
        topology.stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        topology.start()
        print(f"Chitta is ready: http://127.0.0.1:{told.port} (everything else: {home}/topology.json)", flush=True)
        topology.watch()
    finally:
        topology.end()


if __name__ == "__main__":
    main()
