"""A full disk, a bucket that is down, slow or lies, a process killed at the worst moment, two that send the same part."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest

from chitta.core import times
from chitta.gateways.storage import PART, Part, StorageError
from chitta.gateways.storage_disk import Disk
from chitta.gateways.storage_s3 import S3, Account
from tests import servers

ROOT = Path(__file__).parent.parent.parent
PDF = "application/pdf"


@pytest.fixture
def key() -> str:
    return f"families/{uuid4()}/{uuid4()}/original"


@pytest.fixture
def disk(tmp_path) -> Disk:
    return Disk(tmp_path / "files", "only for tests", reserve=0)


def refusal(deed, *arguments, **named) -> str:
    with pytest.raises(StorageError) as told:
        deed(*arguments, **named)
    return told.value.kind


def send(disk: Disk, key: str, upload: str, number: int, body: bytes) -> Part:
    return disk.put_part(key, upload, number, io.BytesIO(body), len(body))


def left_behind(disk: Disk) -> list[str]:
    return sorted(os.listdir(disk.folder / "unfinished"))


# --- a full disk ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def small() -> Iterator[Path]:
    """A disk of 20 MB of its own."""
    with servers.folder("small") as place:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "none", place], capture_output=True)
        if mounted.returncode:
            if os.environ.get("CI"):
                pytest.fail("a small disk must be mounted: run as root")
            pytest.skip("needs root, to mount a small disk")
        try:
            yield place
        finally:
            subprocess.run(["umount", "-l", place], check=True)


def test_a_disk_that_fills_up_in_mid_part_keeps_what_it_had_and_goes_on_when_there_is_room(small, key):
    disk, ballast = Disk(small / "files", "only for tests", reserve=-(1 << 30)), small / "ballast"
    disk.put("families/old/file", io.BytesIO(b"hello"), PDF)
    upload = disk.begin(key, PDF)
    first = send(disk, key, upload, 1, b"1" * PART)
    ballast.write_bytes(bytes(8 << 20))  # nobody looks ahead here: the disk itself says no, in the middle of a piece
    assert refusal(send, disk, key, upload, 2, b"2" * PART) == "full"
    assert disk.parts(key, upload) == [first]
    assert b"".join(disk.read("families/old/file")) == b"hello", "reading goes on"
    ballast.unlink()
    second = send(disk, key, upload, 2, b"2" * PART)
    assert disk.complete(key, upload, [first, second]) == 2 * PART


def test_the_last_room_on_a_disk_belongs_to_the_database(small, key):
    disk = Disk(small / "files", "only for tests", reserve=10 << 20)
    upload = disk.begin(key, PDF)
    part = send(disk, key, upload, 1, b"1" * PART)
    assert refusal(send, disk, key, upload, 2, b"2" * PART) == "full"
    assert disk.complete(key, upload, [part]) == PART, "what is there may be finished"
    assert refusal(disk.put, f"{key}-2", io.BytesIO(bytes(5 << 20)), PDF) == "full"
    assert left_behind(disk) == []


def test_a_whole_file_that_does_not_fit_leaves_nothing(small, key):
    disk = Disk(small / "files", "only for tests", reserve=0)
    assert refusal(disk.put, key, io.BytesIO(bytes(30 << 20)), PDF) == "full"
    assert disk.size(key) is None and left_behind(disk) == []
    assert disk.put(key, io.BytesIO(bytes(15 << 20)), PDF) == 15 << 20


@pytest.fixture(scope="module")
def bucket() -> Iterator[servers.Bucket]:
    with servers.s3() as server:
        yield server


def test_a_file_that_does_not_fit_on_the_workers_disk_is_not_fetched_by_half(small, disk, bucket, key):
    s3 = S3(bucket.account)
    for storage in (disk, s3):
        storage.put(key, io.BytesIO(bytes(24 << 20)), PDF)
        assert refusal(storage.fetch, key, small / "here") == "full"
        assert os.listdir(small) == []


def test_a_part_on_its_way_to_the_bucket_needs_room_for_its_rest(small, bucket, key, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(small))
    (small / "ballast").write_bytes(bytes(16 << 20))
    s3 = S3(bucket.account)
    upload = s3.begin(key, PDF)
    assert refusal(s3.put_part, key, upload, 1, io.BytesIO(bytes(PART)), PART) == "full"
    assert s3.parts(key, upload) == []
    assert refusal(s3.put, key, io.BytesIO(bytes(PART)), PDF) == "full"


# --- killed, and several at once --------------------------------------------------------------------------------------------

CHILD = """
import io, os, sys, time
from pathlib import Path
from chitta.gateways import storage_disk
from chitta.gateways.storage import Part
from chitta.gateways.storage_disk import Disk
folder, key, upload, deed, number, letter, size = sys.argv[1:]
disk, number, body = Disk(Path(folder), "only for tests", reserve=0), int(number), letter.encode() * int(size)

class Slowly(io.BytesIO):
    def read(self, size=-1):
        if self.tell() >= len(body) // 2:
            print("half", flush=True)
            time.sleep(60)
        return super().read(size)

def die(*_):
    print("moved", flush=True)
    time.sleep(60)

if deed == "half":
    disk.put_part(key, upload, number, Slowly(body), len(body))
if deed == "part":
    print(disk.put_part(key, upload, number, io.BytesIO(body), len(body)).etag)
if deed == "complete":
    disk._forget = die
    disk.complete(key, upload, disk.parts(key, upload))
if deed == "put":
    disk.put(key, Slowly(body), "application/pdf")
"""


def child(
    disk: Disk, key: str, upload: str, deed: str, number: int = 1, letter: str = "x", size: int = PART
) -> subprocess.Popen[str]:
    words = [str(disk.folder), key, upload, deed, str(number), letter, str(size)]
    return subprocess.Popen([sys.executable, "-c", CHILD, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def killed_when_it_says(word: str, process: subprocess.Popen[str]) -> None:
    with process:
        assert process.stdout.readline().strip() == word
        process.send_signal(signal.SIGKILL)


def test_whoever_is_killed_in_mid_part_has_sent_nothing(disk, key):
    upload = disk.begin(key, PDF)
    first = send(disk, key, upload, 1, b"1" * PART)
    killed_when_it_says("half", child(disk, key, upload, "half", 2))
    assert disk.parts(key, upload) == [first]
    second = send(disk, key, upload, 2, b"22")
    assert disk.complete(key, upload, [first, second]) == PART + 2
    assert b"".join(disk.read(key, PART)) == b"22"


def test_whoever_is_killed_while_replacing_a_part_has_spoiled_it_and_it_does_not_count(disk, key):
    upload = disk.begin(key, PDF)
    good = send(disk, key, upload, 1, b"1" * PART)
    killed_when_it_says("half", child(disk, key, upload, "half", 1, "x"))
    assert disk.parts(key, upload) == []
    assert refusal(disk.complete, key, upload, [good]) == "incomplete"
    assert disk.complete(key, upload, [send(disk, key, upload, 1, b"1" * PART)]) == PART


def test_whoever_is_killed_while_completing_has_completed(disk, key):
    upload = disk.begin(key, PDF)
    part = send(disk, key, upload, 1, b"hello")
    killed_when_it_says("moved", child(disk, key, upload, "complete"))
    assert disk.size(key) == 5
    assert [found for found, _ in disk.unfinished(times.now().replace(year=2200))] == [key], (
        "the sweeper sees what is left"
    )
    assert disk.complete(key, upload, [part]) == 5 and left_behind(disk) == []
    assert b"".join(disk.read(key)) == b"hello"


def test_whoever_is_killed_while_putting_a_whole_file_leaves_only_what_the_sweeper_finds(disk, key):
    killed_when_it_says("half", child(disk, key, "-", "put"))
    assert disk.size(key) is None
    for found, upload in list(disk.unfinished(times.now().replace(year=2200))):
        disk.abort(found, upload)
    assert left_behind(disk) == []


def test_a_line_that_a_crash_tore_spoils_no_other(disk, key):
    upload = disk.begin(key, PDF)
    first = send(disk, key, upload, 1, b"1" * PART)
    (lines,) = (disk.folder / "unfinished").glob("*~arrived")
    with lines.open("ab") as torn:
        torn.write(b"\nhave 2 0123456789abcdef 55 0123")
    assert disk.parts(key, upload) == [first]
    second = send(disk, key, upload, 2, b"end")
    assert disk.parts(key, upload) == [first, second]


def test_four_processes_send_one_film(disk, key):
    upload = disk.begin(key, PDF)
    running = [child(disk, key, upload, "part", number, str(number)) for number in (1, 2, 3, 4)]
    said = [process.communicate()[0].strip() for process in running]
    parts = disk.parts(key, upload)
    assert [part.etag for part in parts] == said
    assert disk.complete(key, upload, parts) == 4 * PART
    assert [next(iter(disk.read(key, number * PART, 1))) for number in range(4)] == [b"1", b"2", b"3", b"4"]


def test_a_part_sent_by_ten_at_once_is_one_of_them_whole(disk, key):
    upload = disk.begin(key, PDF)

    def one(letter: int) -> str:
        try:
            return send(disk, key, upload, 1, bytes([letter]) * (3 << 20)).etag
        except StorageError as error:
            return error.kind

    with ThreadPoolExecutor(10) as crowd:
        said = list(crowd.map(one, range(65, 75)))
    (part,) = disk.parts(key, upload)
    assert part.etag in said
    disk.complete(key, upload, [part])
    assert len(set(b"".join(disk.read(key)))) == 1, "no mixture"


class Stalled(io.RawIOBase):
    """A phone that went into a tunnel after the first piece, and comes back when it is let."""

    def __init__(self, size: int) -> None:
        self.pieces, self.stalled, self.back = [b"o" * (size // 2)] * 2, threading.Event(), threading.Event()

    def read(self, size: int = -1) -> bytes:
        if len(self.pieces) == 1:
            self.stalled.set()
            self.back.wait(10)
        return self.pieces.pop() if self.pieces else b""


@pytest.fixture
def stalled(disk, key):
    """An upload whose only part hangs half way; .back lets it go on, .said is what it was told then."""
    body, upload, said = Stalled(1 << 20), disk.begin(key, PDF), []

    def sending() -> None:
        try:
            said.append(disk.put_part(key, upload, 1, body, 1 << 20).etag)
        except StorageError as error:
            said.append(error.kind)

    thread = threading.Thread(target=sending)
    thread.start()
    assert body.stalled.wait(5)

    def back() -> str:
        body.back.set()
        thread.join(5)
        return said[0]

    yield upload, back
    back()


def test_a_second_try_does_not_wait_for_the_first_and_wins(disk, key, stalled):
    upload, back = stalled
    part = send(disk, key, upload, 1, b"n" * 500)
    assert disk.complete(key, upload, [part]) == 500
    assert back() == "lost"
    assert b"".join(disk.read(key)) == b"n" * 500, "the late one wrote nothing into what was finished"


def test_a_part_on_its_way_is_not_there_yet_and_after_a_cancel_nowhere(disk, key, stalled):
    upload, back = stalled
    assert disk.parts(key, upload) == []
    disk.abort(key, upload)
    assert back() == "lost" and left_behind(disk) == [] and disk.size(key) is None


def test_deleting_cuts_no_reader_off(disk, key):
    disk.put(key, io.BytesIO(b"x" * (3 << 20)), PDF)
    pieces = disk.read(key)
    disk.delete(key)
    assert sum(map(len, pieces)) == 3 << 20
    assert os.listdir(disk.folder / "files") == [], "no folder named after a child stays"


def test_nobody_else_on_the_machine_may_look(disk, key):
    disk.put(key, io.BytesIO(b"x"), PDF)
    upload = disk.begin(key, PDF)
    send(disk, key, upload, 1, b"x")
    for place in disk.folder.rglob("*"):
        assert place.stat().st_mode & 0o077 == 0, place


# --- a bucket in trouble ------------------------------------------------------------------------------------------------------


class Trouble(BaseHTTPRequestHandler):
    """Answers everything as `server.mood` says, and counts."""

    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        self.server.asked += 1  # type: ignore[attr-defined]
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        getattr(self, self.server.mood)()  # type: ignore[attr-defined]

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_any

    def answer(self, status: int, body: bytes = b"", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("ETag", '"e"')
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    def trouble(self, status: int, code: str) -> None:
        self.answer(status, f"<Error><Code>{code}</Code><Message>families/secret</Message></Error>".encode())

    def down(self) -> None:
        self.trouble(500, "InternalError")

    def busy(self) -> None:
        self.trouble(503, "SlowDown")

    def crowded(self) -> None:
        self.trouble(507, "XMinioStorageFull")

    def forbidden(self) -> None:
        self.trouble(403, "AccessDenied")

    def no_bucket(self) -> None:
        self.trouble(404, "NoSuchBucket" if self.command != "HEAD" else "")

    def nonsense(self) -> None:
        self.answer(200, b"<html>a captive portal")

    def asleep(self) -> None:
        self.server.awake.wait(5)  # type: ignore[attr-defined]
        self.close_connection = True

    def cut(self) -> None:
        self.answer(200, b"x" * 1000, length=5000)
        self.close_connection = True

    def late(self) -> None:
        """The answer that a 200 may still be an error (CompleteMultipartUpload)."""
        listing = (
            b"<ListPartsResult><Part><PartNumber>1</PartNumber><ETag>e</ETag><Size>5</Size></Part></ListPartsResult>"
        )
        self.answer(200, listing) if self.command == "GET" else self.trouble(200, "InternalError")

    def forgetful(self) -> None:
        """Says that it put the object together, and has none."""
        listing = (
            b"<ListPartsResult><Part><PartNumber>1</PartNumber><ETag>e</ETag><Size>5</Size></Part></ListPartsResult>"
        )
        if self.command == "HEAD":
            self.answer(404)
        else:
            self.answer(200, listing if self.command == "GET" else b"<CompleteMultipartUploadResult/>")

    def shrunken(self) -> None:
        if self.command == "HEAD":
            self.answer(200, length=3)
        else:
            self.forgetful()

    def stubborn(self) -> None:
        self.answer(200, b"<DeleteResult><Error><Key>k</Key><Code>InternalError</Code></Error></DeleteResult>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def trouble() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Trouble)
    server.daemon_threads = True
    server.awake = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.awake.set()
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def troubled(trouble) -> S3:
    address = f"http://127.0.0.1:{trouble.server_port}"
    return S3(Account("b", endpoint=address, access_key="k" * 16, secret_key="s" * 16, connect=0.3, read=0.3, tries=1))


@pytest.fixture
def mood(trouble):
    def become(name: str) -> None:
        trouble.mood, trouble.asked = name, 0

    return become


VERBS = {
    "begin": lambda s3, key, to: s3.begin(key, PDF),
    "put_part": lambda s3, key, to: s3.put_part(key, "u", 1, io.BytesIO(b"hello"), 5),
    "parts": lambda s3, key, to: s3.parts(key, "u"),
    "complete": lambda s3, key, to: s3.complete(key, "u", [Part(1, 5, "e")]),
    "abort": lambda s3, key, to: s3.abort(key, "u"),
    "unfinished": lambda s3, key, to: list(s3.unfinished(times.now())),
    "put": lambda s3, key, to: s3.put(key, io.BytesIO(b"hello"), PDF),
    "read": lambda s3, key, to: s3.read(key),
    "fetch": lambda s3, key, to: s3.fetch(key, to),
    "size": lambda s3, key, to: s3.size(key),
    "keys": lambda s3, key, to: list(s3.keys("families/")),
    "delete": lambda s3, key, to: s3.delete(key),
    "delete_all": lambda s3, key, to: s3.delete_all("families/"),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("down", "unavailable"),
        ("busy", "unavailable"),
        ("forbidden", "unavailable"),
        ("asleep", "unavailable"),
        ("crowded", "full"),
    ],
)
def test_a_bucket_in_trouble_is_said_in_one_word_for_every_verb(troubled, mood, key, tmp_path, verb, how, kind):
    mood(how)
    began = time.monotonic()
    with pytest.raises(StorageError) as told:
        VERBS[verb](troubled, key, tmp_path / "here")
    assert told.value.kind == kind
    assert "secret" not in str(told.value), "the bucket's words may hold a key"
    assert time.monotonic() - began < 4, "never a hang"
    assert not (tmp_path / "here").exists()


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"size", "abort", "complete", "delete_all", "delete"}))
def test_a_missing_bucket_is_trouble_and_no_lost_file(troubled, mood, key, tmp_path, verb):
    mood("no_bucket")
    assert refusal(VERBS[verb], troubled, key, tmp_path / "here") == "unavailable"


def test_nonsense_is_no_answer(troubled, mood, key):
    mood("nonsense")
    assert refusal(troubled.begin, key, PDF) == "unavailable"
    assert refusal(troubled.parts, key, "u") == "unavailable"


@pytest.mark.parametrize(("how", "kind"), [("late", "unavailable"), ("forgetful", "lost"), ("shrunken", "incomplete")])
def test_nothing_is_done_before_it_is_stored_and_looked_at(troubled, mood, key, how, kind):
    mood(how)
    assert refusal(troubled.complete, key, "u", [Part(1, 5, "e")]) == kind


def test_a_file_that_breaks_off_is_not_taken_for_whole(troubled, mood, key, tmp_path):
    mood("cut")
    assert refusal(list, troubled.read(key)) == "incomplete"
    assert refusal(troubled.fetch, key, tmp_path / "here") == "incomplete"
    assert not (tmp_path / "here").exists()


def test_what_would_not_be_deleted_is_told(troubled, mood, key):
    mood("stubborn")
    assert refusal(troubled.delete, key) == "unavailable"


def test_it_is_tried_again_so_often_and_no_oftener(trouble, mood, key):
    address = f"http://127.0.0.1:{trouble.server_port}"
    s3 = S3(Account("b", endpoint=address, access_key="k" * 16, secret_key="s" * 16, tries=2))
    mood("down")
    assert refusal(s3.size, key) == "unavailable"
    assert trouble.asked == 2


def test_nobody_there_and_no_key_are_unavailable(key, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/nowhere")
    nowhere = f"http://127.0.0.1:{servers.free_port()}"
    assert (
        refusal(S3(Account("b", endpoint=nowhere, access_key="k" * 16, secret_key="s" * 16, tries=1)).size, key)
        == "unavailable"
    )
    assert refusal(S3(Account("b", endpoint=nowhere)).begin, key, PDF) == "unavailable"
    assert (
        refusal(S3(Account("b", endpoint=nowhere)).address, key, purpose="show", who="x", name="a", media_type=PDF)
        == "unavailable"
    )


def test_a_forked_worker_has_connections_of_its_own(bucket, monkeypatch):
    s3 = S3(bucket.account)
    mine = s3._client
    assert s3._client is mine
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: -1)
        assert s3._client is not mine
    assert s3._client is mine


def test_the_bucket_is_made_ready_by_a_command(bucket, capsys, monkeypatch):
    from chitta import cli

    for name, value in {**bucket.settings, "s3_bucket": "fresh"}.items():
        monkeypatch.setenv(name.upper(), value)
    assert cli.main(["storage"]) == 0
    assert "the bucket fresh was made" in capsys.readouterr().out
    assert cli.main(["storage"]) == 0
    assert "the bucket fresh is there" in capsys.readouterr().out
    fresh = S3(replace(bucket.account, bucket="fresh"))
    assert list(fresh.unfinished(times.now())) == [] and list(fresh.keys("families/")) == []
    fresh.delete_all("families/")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not the one, not the one")
    assert cli.main(["storage"]) == 1
    assert "fresh" in (told := capsys.readouterr().err) and "not the one" not in told


def test_files_in_a_folder_need_no_command(capsys, monkeypatch, tmp_path):
    from chitta import cli

    for name in ("S3_BUCKET", "USE_MINIO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CHITTA_HOME", str(tmp_path))
    assert cli.main(["storage"]) == 0 and str(tmp_path) in capsys.readouterr().out
