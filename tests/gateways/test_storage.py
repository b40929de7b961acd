"""What both storages promise, asked of a folder and of a real server that speaks S3 and checks signatures."""

from __future__ import annotations

import io
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote, unquote
from uuid import uuid4

import pytest

from chitta.core import times
from chitta.gateways.storage import PART, PIECE, Part, Storage, StorageError, checked, clothed, weigh
from chitta.gateways.storage_disk import Disk
from chitta.gateways.storage_s3 import S3
from tests import servers

DANA = "user:2d539d1c-2d75-4a52-b26e-31d0270074be"
REPORT = "דוח מהגן, ינואר.pdf"
PDF = "application/pdf"


@pytest.fixture(scope="module")
def bucket() -> Iterator[servers.Bucket]:
    with servers.s3() as server:
        yield server


@pytest.fixture(scope="module")
def in_bucket(bucket) -> S3:
    """One for all tests: making a client costs more than they do."""
    return S3(bucket.account)


@pytest.fixture(params=["disk", "s3"])
def storage(request, tmp_path) -> Storage:
    if request.param == "disk":
        return Disk(tmp_path / "files", "only for tests", reserve=0)
    return request.getfixturevalue("in_bucket")


@pytest.fixture
def noa() -> str:
    """The prefix of everything that belongs to Noa."""
    return f"families/{uuid4()}/"


@pytest.fixture
def key(noa) -> str:
    return f"{noa}{uuid4()}/original"


def filled(number: int, size: int = PART) -> bytes:
    return bytes([number]) * size


def send(storage: Storage, key: str, upload: str, number: int, body: bytes) -> Part:
    return storage.put_part(key, upload, number, io.BytesIO(body), len(body))


def refusal(deed, *arguments, **named) -> str:
    with pytest.raises(StorageError) as told:
        deed(*arguments, **named)
    return told.value.kind


def visit(
    storage: Storage, address: str, body: bytes | None = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    """As a browser would; the folder's addresses are answered by a door as small as it can be."""
    if isinstance(storage, Disk):
        try:
            grant = storage.grant(address.removeprefix("/files/"), "read" if body is None else "part")
        except StorageError:
            return 404, b"", {}
        if body is None:
            return 200, b"".join(storage.read(grant.key)), {}
        if len(body) != grant.size:
            return 422, b"", {}
        try:
            part = storage.put_part(grant.key, grant.upload, grant.number, io.BytesIO(body), grant.size)
        except StorageError:
            return 422, b"", {}
        return 200, b"", {"ETag": f'"{part.etag}"'}
    asked = urllib.request.Request(address, data=body, headers=headers, method="GET" if body is None else "PUT")
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, b"", {}


@pytest.mark.parametrize("twin", [Disk, S3])
def test_both_have_every_verb_of_the_protocol(twin):
    assert all(callable(getattr(twin, name)) for name in vars(Storage) if not name.startswith("_"))


def test_a_film_in_three_parts_that_come_in_any_order_is_whole(storage, key):
    upload = storage.begin(key, "video/mp4")
    sent = [
        send(storage, key, upload, number, body) for number, body in ((3, b"the end"), (1, filled(1)), (2, filled(2)))
    ]
    assert storage.parts(key, upload) == sorted(sent, key=lambda part: part.number)
    assert storage.size(key) is None, "not there before it is whole"
    assert storage.complete(key, upload, sent) == 2 * PART + 7
    assert b"".join(storage.read(key)) == filled(1) + filled(2) + b"the end"
    assert max(map(len, storage.read(key))) <= PIECE


def test_completing_twice_answers_the_same(storage, key):
    upload = storage.begin(key, PDF)
    parts = [send(storage, key, upload, 1, b"a report")]
    assert [storage.complete(key, upload, parts) for _ in range(3)] == [8, 8, 8]
    assert refusal(storage.parts, key, upload) == "lost", "there is no upload any more"
    assert refusal(send, storage, key, upload, 1, b"too late") == "lost"
    assert b"".join(storage.read(key)) == b"a report"


def test_a_part_sent_again_replaces_the_first(storage, key):
    upload = storage.begin(key, PDF)
    first, again, third = (send(storage, key, upload, 2, body) for body in (b"first", b"a longer second", b"third"))
    begin = send(storage, key, upload, 1, filled(1))
    assert storage.parts(key, upload) == [begin, third] and again.etag != first.etag
    assert refusal(storage.complete, key, upload, [begin, first]) == "incomplete", "not what is there"
    assert storage.complete(key, upload, [begin, third]) == PART + 5
    assert b"".join(storage.read(key, PART - 1)) == b"\x01third"


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_hole_is_not_papered_over(storage, key, missing):
    upload = storage.begin(key, "video/mp4")
    parts = {number: send(storage, key, upload, number, body) for number, body in ((1, filled(1)), (2, b"end"))}
    parts[3] = Part(3, 10, parts[2].etag)  # said, never sent
    wanted = [part for number, part in parts.items() if number != missing]
    assert refusal(storage.complete, key, upload, wanted if missing < 3 else []) == "incomplete"
    assert storage.size(key) is None
    assert storage.complete(key, upload, [parts[1], parts[2]]) == PART + 3, "what had come is still there"


def test_only_the_last_part_may_be_short(storage, key):
    upload = storage.begin(key, "video/mp4")
    parts = [send(storage, key, upload, 1, b"short"), send(storage, key, upload, 2, b"end")]
    assert refusal(storage.complete, key, upload, parts) == "incomplete"


def test_a_body_that_ends_too_soon_is_not_kept(storage, key):
    upload = storage.begin(key, PDF)
    assert refusal(storage.put_part, key, upload, 1, io.BytesIO(b"12345"), 9) == "incomplete"
    assert storage.parts(key, upload) == []


def test_no_more_of_a_body_is_read_than_the_part_is_long(storage, key):
    upload, body = storage.begin(key, PDF), io.BytesIO(b"1234567")
    assert storage.put_part(key, upload, 1, body, 5).size == 5
    assert body.read() == b"67"


@pytest.mark.parametrize(
    ("number", "size"), [(0, 5), (-1, 5), (10_001, 5), (1, 0), (1, -1), (1, PART + 1), (1, 2 << 30)]
)
def test_parts_that_cannot_be_are_refused_before_a_byte_is_read(storage, key, number, size):
    upload = storage.begin(key, PDF)
    assert refusal(storage.put_part, key, upload, number, io.BytesIO(b"12345"), size) == "incomplete"


def test_a_line_that_breaks_in_mid_part_leaves_nothing(storage, key):
    class Phone(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            if self.tell_once():
                return b"half"
            raise ConnectionResetError

        def tell_once(self, said=[]) -> bool:  # noqa: B006
            said.append(1)
            return len(said) == 1

    upload = storage.begin(key, PDF)
    assert refusal(storage.put_part, key, upload, 1, Phone(), 8) == "incomplete"
    assert storage.parts(key, upload) == []


def test_an_upload_of_another_key_is_no_upload(storage, noa, key):
    upload = storage.begin(key, PDF)
    other = f"{noa}{uuid4()}/original"
    assert refusal(send, storage, other, upload, 1, b"x") == "lost"
    assert refusal(storage.parts, other, upload) == "lost"
    assert refusal(storage.complete, other, upload, [Part(1, 1, "0" * 32)]) in {"lost", "incomplete"}
    storage.abort(other, upload)
    assert storage.parts(key, upload) == []


@pytest.mark.parametrize("upload", ["never-was", "0" * 24, "../../../etc/passwd"])
def test_an_upload_that_never_was_is_lost(storage, key, upload):
    assert refusal(send, storage, key, upload, 1, b"x") == "lost"
    assert refusal(storage.parts, key, upload) == "lost"
    assert refusal(storage.complete, key, upload, [Part(1, 1, "0" * 32)]) == "lost"
    storage.abort(key, upload)


def test_what_was_aborted_is_forgotten_and_may_be_aborted_again(storage, key):
    upload = storage.begin(key, PDF)
    send(storage, key, upload, 1, b"x")
    for _ in range(2):
        storage.abort(key, upload)
    assert refusal(storage.parts, key, upload) == "lost"
    assert refusal(storage.complete, key, upload, [Part(1, 1, "0" * 32)]) == "lost"


def test_what_was_begun_and_left_is_found(storage, noa):
    left, done, given_up = (f"{noa}{name}/original" for name in ("left", "done", "given-up"))
    uploads = {key: storage.begin(key, PDF) for key in (left, done, given_up)}
    storage.complete(done, uploads[done], [send(storage, done, uploads[done], 1, b"x")])
    storage.abort(given_up, uploads[given_up])
    soon, before = times.now() + timedelta(minutes=1), times.now() - timedelta(minutes=1)
    assert [found for found in storage.unfinished(soon) if found[0].startswith(noa)] == [(left, uploads[left])]
    assert not [found for found in storage.unfinished(before) if found[0].startswith(noa)]


@pytest.mark.parametrize("size", [0, 5, PART - 1, PART, PART + 1])
def test_a_whole_file_is_kept_whole(storage, key, size):
    assert storage.put(key, io.BytesIO(filled(7, size)), "image/jpeg") == size
    assert storage.size(key) == size
    assert sum(map(len, storage.read(key))) == size
    assert not [found for found in storage.unfinished(times.now() + timedelta(days=1)) if found[0] == key]


def test_a_whole_file_that_breaks_off_leaves_nothing_and_the_old_one_stands(storage, key):
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            piece = super().read(size)
            if not piece:
                raise ConnectionResetError
            return piece

    storage.put(key, io.BytesIO(b"the old one"), PDF)
    assert refusal(storage.put, key, Breaking(filled(1, PART + 5)), PDF) == "incomplete"
    assert b"".join(storage.read(key)) == b"the old one"
    assert not [found for found in storage.unfinished(times.now() + timedelta(days=1)) if found[0] == key]


@pytest.mark.parametrize(
    ("start", "length", "piece"),
    [
        (0, None, b"0123456789"),
        (3, 4, b"3456"),
        (8, 50, b"89"),
        (9, None, b"9"),
        (10, None, b""),
        (50, 2, b""),
        (2, 0, b""),
    ],
)
def test_a_piece_of_a_file(storage, key, start, length, piece):
    storage.put(key, io.BytesIO(b"0123456789"), PDF)
    assert b"".join(storage.read(key, start, length)) == piece


@pytest.mark.parametrize("start", [0, 5])
def test_reading_what_is_not_there_says_so_at_once(storage, key, start):
    assert refusal(storage.read, key, start) == "lost"
    assert storage.size(key) is None and storage.look(key) is None


def test_a_file_is_fetched_onto_this_machine(storage, key, tmp_path):
    storage.put(key, io.BytesIO(filled(3, PIECE + 5)), PDF)
    assert storage.fetch(key, tmp_path / "here") == PIECE + 5
    assert (tmp_path / "here").read_bytes() == filled(3, PIECE + 5)
    assert refusal(storage.fetch, f"{key}-never", tmp_path / "there") == "lost"
    assert not (tmp_path / "there").exists()


def test_the_mark_of_a_file_changes_with_its_content(storage, key):
    storage.put(key, io.BytesIO(b"one"), PDF)
    first = storage.look(key)
    assert storage.look(key) == first
    storage.put(key, io.BytesIO(b"two"), PDF)
    assert storage.look(key).etag != first.etag


def test_deleting_is_thorough_and_patient(storage, noa, key):
    storage.put(key, io.BytesIO(b"x"), PDF)
    storage.delete(key, f"{noa}never/was", key)
    storage.delete()
    assert storage.size(key) is None and list(storage.keys(noa)) == []


def test_erasing_a_child_takes_everything_of_hers_and_nothing_of_others(storage, noa):
    ori = noa.replace("/", "-2/", 2).replace("-2/", "/", 1)  # a prefix that begins as Noa's does
    assert ori.startswith(noa[:-1]) and ori != noa
    for key in (f"{noa}a/original", f"{noa}a/page-1.jpg", f"{noa}b/original", f"{ori}a/original"):
        storage.put(key, io.BytesIO(b"x"), PDF)
    begun, others = storage.begin(f"{noa}c/original", PDF), storage.begin(f"{ori}c/original", PDF)
    send(storage, f"{noa}c/original", begun, 1, b"x")
    assert list(storage.keys(noa)) == [f"{noa}a/original", f"{noa}a/page-1.jpg", f"{noa}b/original"]
    storage.delete_all(noa)
    storage.delete_all(noa)
    assert list(storage.keys(noa)) == []
    assert refusal(storage.parts, f"{noa}c/original", begun) == "lost"
    assert list(storage.keys(ori)) == [f"{ori}a/original"] and storage.parts(f"{ori}c/original", others) == []


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/etc/passwd",
        "families/../x",
        "families//x",
        "a/./b",
        ".hidden",
        "a\\b",
        "a b",
        "a~b",
        "a\0b",
        "דוח",
        "a\n",
        "x" * 201,
    ],
)
def test_keys_are_ours_alone(storage, key):
    for deed in (storage.size, storage.read, storage.delete, lambda key: storage.begin(key, PDF)):
        with pytest.raises(ValueError, match="not a key of ours"):
            deed(key)


@pytest.mark.parametrize("prefix", ["", "/", "families", "families/../", "fam ilies/"])
def test_nobody_can_erase_by_half_a_name(storage, prefix):
    with pytest.raises(ValueError, match="not a prefix of ours"):
        storage.delete_all(prefix)


# --- addresses ------------------------------------------------------------------------------------------------------------


def test_a_browser_sends_parts_by_their_addresses(storage, key):
    upload = storage.begin(key, "video/mp4")
    status, _, headers = visit(storage, storage.part_address(key, upload, 1, 5, DANA), b"hello")
    (part,) = storage.parts(key, upload)
    assert status == 200 and headers.get("ETag", headers.get("Etag")).strip('"') == part.etag
    assert storage.complete(key, upload, [part]) == 5


def test_the_address_of_a_part_takes_a_body_of_its_size_only(storage, key):
    upload = storage.begin(key, "video/mp4")
    address = storage.part_address(key, upload, 1, 5, DANA)
    assert visit(storage, address, b"hello, more")[0] in {403, 422}
    assert visit(storage, address, b"hi")[0] in {403, 422}
    assert storage.parts(key, upload) == []


def forged(address: str) -> Iterator[str]:
    """The same address with one thing changed, anywhere."""
    for place in range(8, len(address), 13):
        other = "A" if address[place] != "A" else "B"
        if address[place].isalnum() and "://" not in address[: place + 3][-6:]:
            yield address[:place] + other + address[place + 1 :]


def test_a_forged_address_opens_nothing(storage, key):
    storage.put(key, io.BytesIO(b"private"), PDF)
    address = storage.address(key, purpose="show", who=DANA, name=REPORT, media_type=PDF)
    assert visit(storage, address)[:2] == (200, b"private")
    start = address.index("/families") if storage.name == "s3" else 0
    tried = [address[:start] + each for each in forged(address[start:])]
    assert len(tried) > 10
    for each in tried:
        assert visit(storage, each)[0] in {400, 403, 404}, each


def test_an_address_to_read_writes_nothing_and_the_other_way_round(storage, key):
    storage.put(key, io.BytesIO(b"private"), PDF)
    upload = storage.begin(key, PDF)
    reading = storage.address(key, purpose="download", who=DANA, name=REPORT, media_type=PDF)
    writing = storage.part_address(key, upload, 1, 5, DANA)
    assert visit(storage, reading, b"hello")[0] in {403, 404}
    assert visit(storage, writing)[0] in {403, 404}
    assert b"".join(storage.read(key)) == b"private" and storage.parts(key, upload) == []


@pytest.fixture
def ago(monkeypatch):
    """ago(minutes=11): addresses made from now on were made then, by either storage's clock."""
    import botocore.auth

    real = times.now()

    def moved(**passed: int) -> None:
        then = real - timedelta(**passed)
        monkeypatch.setattr(times, "now", lambda: then)
        monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda *_: then.replace(tzinfo=None))

    yield moved


def test_addresses_live_for_their_time(storage, key, ago, monkeypatch):
    storage.put(key, io.BytesIO(b"private"), PDF)
    upload = storage.begin(key, PDF)
    real = times.now

    def made(**passed: int) -> tuple[str, str]:
        ago(**passed)
        reading = storage.address(key, purpose="show", who=DANA, name=REPORT, media_type=PDF)
        return reading, storage.part_address(key, upload, 1, 5, DANA)

    fresh, late, old = made(minutes=9), made(minutes=11), made(minutes=61)
    monkeypatch.setattr(times, "now", real)
    assert visit(storage, fresh[0])[0] == 200 and visit(storage, late[1], b"hello")[0] == 200
    refused = {visit(storage, late[0])[0], visit(storage, old[1], b"hello")[0]}
    assert refused <= {400, 403, 404}


def test_the_folders_addresses_say_who_and_what_and_are_short(tmp_path, key):
    disk = Disk(tmp_path, "only for tests")
    upload = disk.begin(key, PDF)
    shown = disk.address(key, purpose="show", who=DANA, name=REPORT, media_type=PDF)
    grant = disk.grant(shown.removeprefix("/files/"), "read")
    assert (grant.key, grant.purpose, grant.who, grant.name, grant.media_type) == (key, "show", DANA, REPORT, PDF)
    sending = disk.part_address(key, upload, 3, PART, DANA)
    part = disk.grant(sending.removeprefix("/files/"), "part")
    assert (part.key, part.upload, part.number, part.size, part.who) == (key, upload, 3, PART, DANA)
    assert len(shown) < 280 and len(sending) < 280
    assert refusal(disk.grant, shown.removeprefix("/files/"), "download") == "lost"
    assert refusal(Disk(tmp_path, "another secret").grant, shown.removeprefix("/files/"), "read") == "lost"
    for nonsense in ("", "x", "a.b.c", "." * 300, "\u05d0", shown):
        assert refusal(disk.grant, nonsense, "read") == "lost"


def test_the_bucket_gives_a_file_its_name_and_a_harmless_type(in_bucket, key):
    storage = in_bucket
    storage.put(key, io.BytesIO(b"0123456789"), PDF)
    address = storage.address(key, purpose="download", who=DANA, name=REPORT, media_type=PDF)
    _, body, headers = visit(storage, address, Range="bytes=2-4")
    assert body == b"234"
    assert (
        headers["Content-Disposition"].startswith("attachment;") and quote("דוח מהגן") in headers["Content-Disposition"]
    )
    assert headers["Content-Type"] == PDF and headers["Cache-Control"] == "private, no-store"
    page = storage.address(key, purpose="show", who=DANA, name="x.html", media_type="text/html")
    _, _, headers = visit(storage, page)
    assert headers["Content-Type"] == "application/octet-stream" and headers["Content-Disposition"].startswith(
        "attachment"
    )


def test_the_bucket_shows_browsers_its_other_address(bucket, key):
    from dataclasses import replace

    storage = S3(replace(bucket.account, public="https://files.chitta.example"))
    assert storage.origin == "https://files.chitta.example"
    assert storage.address(key, purpose="show", who=DANA, name="a.pdf", media_type=PDF).startswith(
        f"{storage.origin}/chitta/{key}?"
    )
    assert storage.part_address(key, "u", 1, 5, DANA).startswith(f"{storage.origin}/chitta/{key}?")
    assert storage.size(key) is None, "we ourselves go by the inner one"


def test_amazons_own_address_needs_no_setting():
    from chitta.gateways.storage_s3 import Account

    storage = S3(Account("b", region="il-central-1", access_key="k" * 16, secret_key="s" * 16))
    address = storage.address("families/x", purpose="show", who=DANA, name="a.pdf", media_type=PDF)
    assert address.startswith("https://s3.il-central-1.amazonaws.com/b/families/x?") and address.startswith(
        storage.origin
    )


# --- names and parts, without a storage -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fallback"),
    [
        ("report.pdf", "report.pdf"),
        ("דוח מהגן.pdf", "file.pdf"),
        ("Noa דוח.pdf", "file.pdf"),
        ("résumé.docx", "resume.docx"),
        ('a"b\\c.pdf', "a_b-c.pdf"),
        ("../../etc/passwd", "..-..-etc-passwd"),
        ("x\r\nSet-Cookie: a=b.pdf", "x Set-Cookie_ a_b.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("100%.pdf", "100_.pdf"),
        ("", "file"),
        ("דוח", "file"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_its_tricks(name, fallback):
    _, disposition = clothed(name, PDF, "download")
    assert (
        disposition.startswith(f'attachment; filename="{fallback}"')
        and disposition.isascii()
        and "\n" not in disposition
    )
    if name.startswith("דוח מהגן"):
        assert unquote(disposition.partition("filename*=UTF-8''")[2]) == name


@pytest.mark.parametrize("name", ["סיכום שנה " * 20 + ".pdf", "a" * 196 + ".pdf"])
def test_a_long_name_is_shortened_and_keeps_its_extension(name):
    _, disposition = clothed(name, PDF, "download")
    told = unquote(re.search(r"filename\*?=(?:UTF-8''|\")([^\";]*)\"?$", disposition)[1])
    assert told.endswith(".pdf") and 100 < len(told) <= 150 and told[:20] == name[:20]


@pytest.mark.parametrize(
    "media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "", "a/b\r\nX: y"]
)
def test_what_a_browser_could_run_is_never_called_so(media_type):
    assert clothed("a.pdf", media_type, "show") == ("application/octet-stream", 'attachment; filename="a.pdf"')


def test_a_word_file_is_given_not_shown():
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert clothed("a.docx", word, "show") == (word, 'attachment; filename="a.docx"')
    assert clothed("a.jpg", "image/jpeg", "show") == ("image/jpeg", 'inline; filename="a.jpg"')


def test_two_parts_of_one_number_are_no_object():
    part = Part(1, 5, "e")
    with pytest.raises(StorageError):
        weigh([part, part], [part])


def test_the_keys_we_make_are_keys_of_ours():
    child, document = uuid4(), uuid4()
    for name in ("original", "file", "page-1.jpg"):
        assert checked(f"families/{child}/{document}/{name}")
