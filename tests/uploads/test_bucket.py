"""The same way where files lie in a bucket: bytes go past the house, to addresses that are signed for one part each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chitta.core import times
from chitta.gateways.storage_s3 import S3
from tests import servers
from tests.uploads.sending import JSON, begun, change, lying, papers, row


@pytest.fixture(scope="module")
def bucket():
    with servers.s3() as place:
        yield S3(place.account)


@pytest.fixture
def app(app, bucket, monkeypatch):
    """The house over a bucket."""
    for key, upload in list(bucket.unfinished(times.now() + timedelta(days=9))):
        bucket.abort(key, upload)
    bucket.delete_all("families/")
    monkeypatch.setitem(app.extensions, "storage", bucket)
    return app


def test_danas_letter_arrives_whole_in_the_bucket(app, dana, letter, bucket):
    done = letter.all()
    assert (done.status_code, done.json["status"]) == (200, "complete")
    assert b"".join(bucket.read(row(app, letter.id).key)) == letter.body
    assert papers(app) == 1 and not begun(app)


def test_an_address_of_the_bucket_carries_no_token_of_the_page(letter):
    letter.begin()
    place = letter.where(1)
    assert place["url"].startswith("http://") and place["headers"] == {}


def test_choosing_the_same_file_again_goes_on_in_the_bucket(letter):
    letter.begin()
    letter.send(2)
    assert [part["number"] for part in letter.begin().json["parts"]] == [2]


def test_a_hole_in_the_bucket_is_named(letter):
    letter.begin()
    letter.send(1)
    said = letter.complete()
    assert (said.status_code, said.json["kind"], said.json["parts"]) == (409, "missing", [2, 3])


def test_what_is_cancelled_leaves_the_bucket(app, dana, letter, sweep):
    letter.begin()
    letter.send(1)
    letter.cancel()
    sweep()
    assert not begun(app) and not lying(app, dana)


def test_two_days_untouched_and_it_leaves_the_bucket(app, dana, letter, sweep):
    letter.begin()
    letter.send(1)
    change(app, letter.id, touched_at=times.now() - timedelta(hours=48, minutes=1))
    sweep()
    assert dana.get(f"/uploads/{letter.id}/parts", headers=JSON).json["kind"] == "expired"
    assert not begun(app)


def test_killed_after_the_bucket_made_it_whole_the_sweeper_finishes_it(app, letter, sweep, bucket):
    letter.begin()
    for number in letter.numbers:
        letter.send(number)
    kept = row(app, letter.id)
    bucket.complete(kept.key, kept.multipart, bucket.parts(kept.key, kept.multipart))
    change(app, letter.id, status="completing", touched_at=times.now() - timedelta(minutes=2))
    sweep()
    assert row(app, letter.id).status == "complete" and papers(app) == 1
