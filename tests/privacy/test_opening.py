"""A file that says it is a copy: measured before anything of it is unpacked, and taken only as copies are written."""

from __future__ import annotations

import io
import json
import struct
import zipfile

import pytest

from chitta.privacy.manifest import NAME
from chitta.privacy.opening import MOST_ENTRIES, Damaged, opened
from tests.privacy.household import altered, packed

MOST = 8 << 20
TOLD = {"format": 1, "made_at": "2026-11-28T08:00:00+00:00", "children": [], "tables": ["users"], "files": []}
WHOLE = {"data/users.json": b'[\n{"id": 1},\n{"id": 2}\n]\n', NAME: json.dumps(TOLD).encode(), "SHA256SUMS": b""}


def whole():
    return altered(packed(WHOLE), lambda told: None)


def read(copy, tmp_path):
    """Everything a worker reads of it, in that order."""
    file = tmp_path / "copy.zip"
    file.write_bytes(copy)
    with opened(file, MOST) as brought:
        brought.prove()
        return list(brought.rows("users"))


def box(*entries, at=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", at) as made:
        for about, data in entries:
            made.writestr(about, data)
    return held.getvalue()


def named(name, **about):
    entry = zipfile.ZipInfo(name)
    for key, value in about.items():
        setattr(entry, key, value)
    return entry, b"x"


def with_(path, data):
    return altered(whole(), lambda told: {**told, path: data})


def with_table(text):
    return with_("data/users.json", text)


def flipped(copy):
    at = copy.index(b'"id"') if b'"id"' in copy else len(copy) // 3
    return copy[:at] + bytes([copy[at] ^ 1]) + copy[at + 1 :]


def boasting(entries):
    """A zip whose end speaks of so many."""
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, entries, entries, 46 * entries, 0, 0)
    return whole()[:-22] + end


def test_a_whole_one_gives_its_rows(tmp_path):
    assert read(whole(), tmp_path) == [{"id": 1}, {"id": 2}]
    assert read(with_table(b"[]\n"), tmp_path) == []


NOT_TAKEN = {
    "nothing": (lambda: b"", "not_a_copy"),
    "no zip": (lambda: b"PK\x03\x04 and then some words" * 9, "not_a_copy"),
    "cut off": (lambda: whole()[:-30], "not_a_copy"),
    "something behind it": (lambda: whole() + b"x", "not_a_copy"),
    "a zip of something else": (lambda: packed({"letter.txt": b"Dear Noa"}), "not_a_copy"),
    "a newer one": (lambda: with_(NAME, json.dumps({**TOLD, "format": 2}).encode()), "newer"),
    "one of no format": (lambda: with_(NAME, json.dumps({**TOLD, "format": "new"}).encode()), "values"),
    "nonsense of itself": (lambda: with_(NAME, b"[" * 100_000), "values"),
    "a word was changed": (
        lambda: altered(whole(), lambda told: {**told, "data/users.json": b"[]\n"}, sums=False),
        "changed",
    ),
    "a bit was changed": (lambda: flipped(whole()), "changed"),
    "a file nobody listed": (lambda: altered(whole(), lambda told: {**told, "more.json": b""}, sums=False), "changed"),
    "a table is missing": (
        lambda: altered(whole(), lambda told: {k: v for k, v in told.items() if "users" not in k}),
        "incomplete",
    ),
    "out of the folder": (lambda: with_("../../etc/passwd", b"x"), "unsafe"),
    "from the root": (lambda: with_("/etc/passwd", b"x"), "unsafe"),
    "the other slash": (lambda: box(named("data\\users.json")), "unsafe"),
    "a folder": (lambda: box(named("files/", external_attr=0o40755 << 16)), "unsafe"),
    "a link to elsewhere": (lambda: box(named("data/users.json", external_attr=0o120777 << 16)), "unsafe"),
    "a name that differs in size alone": (lambda: box(named("a.json"), named("A.json")), "unsafe"),
    "another way of pressing": (lambda: box(named("a.json", compress_type=zipfile.ZIP_LZMA)), "unsafe"),
    "pressed beyond belief": (lambda: with_("files/1/a", bytes(4 << 20)), "bomb"),
    "more than fits": (lambda: box(("a", bytes(MOST + 1)), at=zipfile.ZIP_STORED), "bomb"),
    "a crowd": (lambda: boasting(MOST_ENTRIES + 1), "bomb"),
    "no rows": (lambda: with_table(b"{}"), "values"),
    "a row that is a list": (lambda: with_table(b"[\n[]\n]\n"), "values"),
    "half a table": (lambda: with_table(b'[\n{"id": 1},\n'), "values"),
    "rows without lines": (lambda: with_table(b'[{"id": 1}, {"id": 2}]'), "values"),
    "no number": (lambda: with_table(b'[\n{"id": NaN}\n]\n'), "values"),
    "a number without end": (lambda: with_table(b'[\n{"id": 1e999}\n]\n'), "values"),
    "a well without ground": (lambda: with_table(b'[\n{"id": ' + b"[" * 90_000 + b"\n]\n"), "values"),
    "not even letters": (lambda: with_table(b'[\n{"id": "\xff"}\n]\n'), "values"),
}


@pytest.mark.parametrize("what", NOT_TAKEN)
def test_what_is_not_as_we_write_it_is_not_taken(tmp_path, what):
    copy, reason = NOT_TAKEN[what]
    with pytest.raises(Damaged) as no:
        read(copy(), tmp_path)
    assert no.value.reason == reason


def test_a_locked_one_is_named_so(tmp_path):
    locked = bytearray(whole())
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    with pytest.raises(Damaged) as no:
        read(bytes(locked), tmp_path)
    assert no.value.reason == "locked"
