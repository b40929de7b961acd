"""500 MB to the folder and to a bucket, by the doors a browser uses, beside `curl -T` of the same file to the same place.

    python -m bench.upload [--mb 500] [--rounds 3] [--at-once 3]

Starts Valkey, a bucket (`rclone serve s3`) and, for each storage, one web process as ./run does. The file goes up in parts
of 8 MB, so many at a time: to the folder through the web process, to the bucket by presigned addresses. Time runs from
the first request to the answer that the file is complete. Beside it, in the same run and in turn: `curl -T` to a server that
does nothing but write to the same disk (`rclone serve webdav`), to a file:// address there, the same followed by fsync (a part
of ours counts only when it is on the disk), and by one presigned PUT to the same bucket; and boto3 with the same parts, to tell
what parts cost the bucket. Memory is that of the web process, before and at its peak, after one small upload to warm it up.
"""

from __future__ import annotations

import argparse
import http.client
import json
import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from boto3.s3.transfer import TransferConfig

from bench.reply import free_port, wait_for
from chitta.gateways.storage import PART
from chitta.gateways.storage_s3 import S3
from tests import servers

ROOT = Path(__file__).parent.parent
MB = 1 << 20


def served() -> Any:
    """The application as gunicorn loads it here, with a purpose that takes the bench's file and keeps nothing of it."""
    from chitta import create_app
    from chitta.uploads.purposes import Purpose, register

    register(
        Purpose(
            name="bench",
            media_types={".mp4": "video/mp4"},
            most_bytes=20_000 * MB,
            most_files=10_000,
            details=lambda journey, said: {},
            take=lambda upload: uuid4(),
            refusals={},
        )
    )
    return create_app()


@dataclass
class Web:
    """One web process and a parent who is logged in."""

    process: subprocess.Popen[bytes]
    port: int
    cookie: str
    session_id: str
    token: str

    def ask(self, path: str, **said: Any) -> dict[str, Any]:
        head = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Content-Type": "application/json"}
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        link.request("POST", path, json.dumps(said), {**head, "Accept": "application/json"})
        answer = link.getresponse()
        body = answer.read()
        link.close()
        assert answer.status < 300, (path, answer.status, body[:300])
        return json.loads(body)

    def put(self, url: str, body: memoryview, headers: dict[str, str]) -> None:
        there = urlsplit(url)
        link = http.client.HTTPConnection(there.hostname or "127.0.0.1", there.port or self.port, timeout=120)
        if not there.netloc:
            headers = {**headers, "Cookie": self.cookie, "Accept": "application/json"}
        link.request("PUT", f"{there.path}?{there.query}" if there.query else there.path, body, headers)
        answer = link.getresponse()
        said = answer.read()
        link.close()
        assert answer.status < 300, (answer.status, said[:300])

    def send(self, file: Path, at_once: int) -> None:
        """As a browser's uploader does."""
        size = file.stat().st_size
        begun = self.ask(
            "/uploads",
            purpose="bench",
            session=self.session_id,
            name=f"{uuid4().hex}.mp4",
            size=size,
            last_modified=time.time_ns() // 1_000_000,
            details={},
        )
        upload = f"/uploads/{begun['id']}"
        with file.open("rb") as open_file, mmap.mmap(open_file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            ahead: dict[int, Any] = {}

            def part(number: int) -> None:
                where = ahead.pop(number, None) or self.ask(f"{upload}/parts/{number}")
                for more in where.get("ahead", ()):
                    ahead[more["number"]] = {"url": more["url"], "headers": where["headers"]}
                with memoryview(content) as whole, whole[(number - 1) * PART : number * PART] as piece:
                    self.put(where["url"], piece, where["headers"])

            with ThreadPoolExecutor(at_once) as crowd:
                list(crowd.map(part, range(1, -(-size // PART) + 1)))
        assert self.ask(f"{upload}/complete")["status"] == "complete"

    @property
    def worker(self) -> int:
        """The process that answers: gunicorn's only child."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])


@contextmanager
def web(home: Path, valkey: str, **settings: str) -> Iterator[Web]:
    port = free_port()
    environment = {
        **os.environ,
        "CHITTA_HOME": str(home),
        "PORT": str(port),
        "REDIS_URL": valkey,
        "SECRET_KEY": "bench-bench-bench-bench-bench-bench-bench",
        "LOG_LEVEL": "ERROR",
        "FAMILY_QUOTA_MB": "1000000",
        **{name.upper(): value for name, value in settings.items()},
    }
    python = [sys.executable, "-m"]
    subprocess.run([*python, "chitta.cli", "migrate"], env=environment, cwd=ROOT, check=True)
    made = subprocess.run(
        [*python, "bench.families", "1"], env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    command = [*python, "gunicorn", "-c", "python:chitta.gunicorn", "bench.upload:served()"]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_for(port, "/ready")
        yield Web(process, port, *json.loads(made.stdout)[0])
    finally:
        process.terminate()
        process.wait(15)


class Memory:
    """Resident memory of a process, watched twenty times a second."""

    def __init__(self, pid: int) -> None:
        self.pid, self.peak, self._over = pid, 0.0, threading.Event()

    def now(self) -> float:
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB

    def __enter__(self) -> Memory:
        self.before = self.peak = self.now()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.peak = max(self.peak, self.now())


def clocked(deed: Any) -> float:
    """Seconds the deed takes, begun when the disk owes nothing of the last one."""
    os.sync()
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def curl(file: Path, address: str) -> None:
    subprocess.run(["curl", "-sSf", "-o", os.devnull, "-T", file, address], check=True)


@contextmanager
def writing(folder: Path) -> Iterator[str]:
    """A server that only writes what it is sent into this folder; its address."""
    (folder / "data").mkdir(parents=True)
    port = free_port()
    process = servers.rclone(folder, port, "webdav")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def on_the_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def measured(server: Web, file: Path, at_once: int, rivals: dict[str, Any], rounds: int) -> dict[str, Any]:
    small = file.with_suffix(".small")
    with small.open("wb") as warm:
        warm.write(os.urandom(PART + 1))
    server.send(small, at_once)
    times: dict[str, list[float]] = {name: [] for name in ("ours", *rivals)}
    with Memory(server.worker) as memory:
        for _ in range(rounds):
            for name, deed in rivals.items():
                times[name].append(clocked(deed))
            times["ours"].append(clocked(lambda: server.send(file, at_once)))
    took = {name: statistics.median(seconds) for name, seconds in times.items()}
    return {"took": took, "before": memory.before, "peak": memory.peak}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mb", type=int, default=500)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--at-once", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="chitta-bench-", dir="/tmp") as home:
        run(Path(home), chosen.mb, chosen.rounds, chosen.at_once)


def run(home: Path, mb: int, rounds: int, at_once: int) -> None:
    file = home / "film.mp4"
    with file.open("wb") as film:
        for _ in range(mb):
            film.write(os.urandom(MB))
    aside = home / "aside"

    def plain() -> None:
        curl(file, f"file://{aside}")

    def safely() -> None:
        plain()
        on_the_disk(aside)

    print(f"{mb} MB in parts of {PART // MB} MB, {at_once} at a time, median of {rounds}; {os.cpu_count()} cores")
    print(f"{'to':<7} | {'ours':>10} | {'beside it':<44} | {'ratio':>5} | web process: before, peak, growth")
    with servers.valkey() as valkey:
        with writing(home / "dav") as address, web(home / "disk", valkey.url) as server:
            rivals = {
                "curl, one PUT over HTTP": lambda: curl(file, f"{address}/aside"),
                "curl file://": plain,
                "curl file:// + fsync": safely,
            }
            row("folder", mb, measured(server, file, at_once, rivals, rounds))
        aside.unlink()
        with servers.s3() as bucket, web(home / "bucket", valkey.url, **bucket.settings) as server:
            address = one_piece(bucket)
            rivals = {
                "curl, one presigned PUT": lambda: curl(file, address),
                "boto3, the same parts": lambda: in_parts(bucket, file, at_once),
            }
            row("bucket", mb, measured(server, file, at_once, rivals, rounds))


def one_piece(bucket: servers.Bucket) -> str:
    """An address that takes a whole file."""
    where = {"Bucket": bucket.name, "Key": f"bench/{uuid4().hex}"}
    return str(S3(bucket.account)._client.generate_presigned_url("put_object", Params=where))


def in_parts(bucket: servers.Bucket, file: Path, at_once: int) -> None:
    """What the bucket's own parts cost, without us: it puts them together in the end."""
    how = TransferConfig(multipart_chunksize=PART, max_concurrency=at_once)
    S3(bucket.account)._client.upload_file(str(file), bucket.name, f"bench/{uuid4().hex}", Config=how)


def row(name: str, mb: int, found: dict[str, Any]) -> None:
    ours = mb / found["took"].pop("ours")
    memory = f"{found['before']:.0f} MB, {found['peak']:.0f} MB, {found['peak'] - found['before']:+.1f} MB"
    for rival, seconds in found["took"].items():
        print(
            f"{name:<7} | {ours:5.0f} MB/s | {rival:<30} {mb / seconds:8.0f} MB/s | {ours / mb * seconds:5.2f} | {memory}"
        )


if __name__ == "__main__":
    main()
