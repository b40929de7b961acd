"""Files as browsers, players and interrupted downloads ask for them."""

from __future__ import annotations

import io
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from chitta.core.db import db
from chitta.core.errors import Unavailable
from chitta.gateways.storage import Found, StorageError
from chitta.gateways.storage_disk import Disk
from chitta.web import ranges

TEXT = b"0123456789"
PDF = "application/pdf"
KEY = "families/noa/report/file"


@pytest.fixture
def disk(tmp_path) -> Disk:
    disk = Disk(tmp_path / "files", "only for tests", reserve=0)
    disk.put(KEY, io.BytesIO(TEXT), PDF)
    return disk


@pytest.fixture
def ask(app, disk):
    """ask(Range="bytes=0-1"): the answer to such a request, its body read."""

    def asked(storage=disk, method="GET", key=KEY, name="report.pdf", media_type=PDF, inline=True, **headers: str):
        named = {each.replace("_", "-"): value for each, value in headers.items()}
        with app.test_request_context("/files/x", method=method, headers=named):
            answer = ranges.send(storage, key, name=name, media_type=media_type, inline=inline)
            body = b"".join(answer.get_app_iter({"REQUEST_METHOD": method}))
            answer.close()
            return answer, body

    return asked


def test_a_file_comes_whole_and_says_that_it_can_come_in_pieces(ask):
    answer, body = ask()
    assert (answer.status_code, body, answer.headers["Content-Length"]) == (200, TEXT, "10")
    assert answer.headers["Accept-Ranges"] == "bytes" and answer.headers["ETag"].startswith('"')
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "piece", "told"),
    [
        ("bytes=0-0", b"0", "bytes 0-0/10"),
        ("bytes=2-4", b"234", "bytes 2-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-500", TEXT, "bytes 0-9/10"),
        ("bytes=5-5000", b"56789", "bytes 5-9/10"),
        ("bytes=0-", TEXT, "bytes 0-9/10"),
    ],
)
def test_a_piece_is_answered_with_that_piece(ask, asked, piece, told):
    answer, body = ask(Range=asked)
    assert (answer.status_code, body, answer.headers["Content-Range"]) == (206, piece, told)
    assert answer.headers["Content-Length"] == str(len(piece))


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=5-2", "bytes=", "bytes=x-y", "bytes", "seconds=0-1", "bytes=-0", "bytes=--1"]
)
def test_what_is_no_single_range_is_answered_with_the_whole_file(ask, asked):
    answer, body = ask(Range=asked)
    assert (answer.status_code, body) == (200, TEXT) and "Content-Range" not in answer.headers


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=500-600", "bytes=10-10"])
def test_a_piece_beyond_the_end_is_refused_with_the_size(ask, asked):
    answer, body = ask(Range=asked)
    assert (answer.status_code, body, answer.headers["Content-Range"]) == (416, b"", "bytes */10")


def test_a_download_goes_on_only_when_the_file_is_still_the_same(ask, disk):
    mark = ask()[0].headers["ETag"]
    assert ask(Range="bytes=5-", If_Range=mark)[0].status_code == 206
    disk.put(KEY, io.BytesIO(b"ABCDEFGHIJ"), PDF)
    for old in (mark, f"W/{mark}", "Wed, 21 Oct 2026 07:28:00 GMT", "nonsense"):
        answer, body = ask(Range="bytes=5-", If_Range=old)
        assert (answer.status_code, body) == (200, b"ABCDEFGHIJ")


def test_asking_for_the_head_opens_no_file(ask, disk, monkeypatch):
    monkeypatch.setattr(disk, "read", None)
    answer, body = ask(method="HEAD", Range="bytes=2-4")
    assert (answer.status_code, body, answer.headers["Content-Length"]) == (200, b"", "10")


def test_an_empty_file_is_a_file(ask, disk):
    disk.put(KEY, io.BytesIO(b""), PDF)
    assert ask()[0].headers["Content-Length"] == "0"
    assert ask(Range="bytes=0-")[0].status_code == 416


def test_a_hebrew_name_arrives_with_its_letters(ask):
    said = ask(name="דוח מהגן.pdf", inline=False)[0].headers["Content-Disposition"]
    assert said.startswith('attachment; filename="file.pdf"')
    assert unquote(said.partition("UTF-8''")[2]) == "דוח מהגן.pdf"


@pytest.mark.parametrize(
    ("media_type", "told", "how"),
    [
        ("image/jpeg", "image/jpeg", "inline"),
        ("video/mp4", "video/mp4", "inline"),
        (PDF, PDF, "inline"),
        ("text/html", "application/octet-stream", "attachment"),
        ("image/svg+xml", "application/octet-stream", "attachment"),
        ("text/plain", "text/plain; charset=utf-8", "inline"),
    ],
)
def test_a_file_can_do_nothing_in_our_name(ask, media_type, told, how):
    headers = ask(media_type=media_type)[0].headers
    assert headers["Content-Type"] == told and headers["Content-Disposition"].startswith(how)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("sandbox") and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "script" not in policy


def test_what_is_not_there_is_404(ask):
    with pytest.raises(NotFound):
        ask(key="families/noa/never")


class Faulty:
    """A storage that fails at the look, or after half of the file."""

    def __init__(self, look: Found | StorageError) -> None:
        self.found = look

    def look(self, key):
        if isinstance(self.found, StorageError):
            raise self.found
        return self.found

    def read(self, key, start, length):
        yield b"01234"
        raise StorageError("incomplete", "IncompleteReadError")


def test_a_storage_that_is_away_is_a_sentence(ask):
    with pytest.raises(Unavailable) as told:
        ask(storage=Faulty(StorageError("unavailable", "InternalError 500")))
    assert told.value.status == 503 and "500" not in told.value.sentence


def test_a_file_that_breaks_off_is_not_taken_for_whole(ask):
    with pytest.raises(StorageError):
        ask(storage=Faulty(Found(10, "e")))


def test_a_slow_reader_holds_no_connection_to_the_database(app: Flask, disk):
    with app.test_request_context("/files/x"):
        db.session.execute(db.text("SELECT 1"))
        assert db.engine.pool.checkedout() >= 1
        answer = ranges.send(disk, KEY, name="a.pdf", media_type=PDF, inline=True)
        assert db.engine.pool.checkedout() == 0
        assert b"".join(answer.response) == TEXT
