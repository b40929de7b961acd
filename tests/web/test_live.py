"""The relay: nothing missed, nothing twice, nothing for strangers."""

from __future__ import annotations

import time

import pytest

from chitta.gateways.streams import Streams, as_pair
from chitta.web.live import QUEUE_LENGTH, Hub, Reader


@pytest.fixture
def streams(valkey_server):
    valkey_server.empty()
    return Streams(valkey_server.url)


@pytest.fixture
def hub(streams):
    hub = Hub(streams)
    yield hub
    hub.close_all()


def take(reader, count, seconds=3):
    """The next facts, without waiting for ever."""
    got, end = [], time.monotonic() + seconds
    while len(got) < count and time.monotonic() < end:
        with reader._ready:
            while reader._facts:
                got.append(reader._facts.popleft())
        time.sleep(0.01)
    return [fact for _, fact in got]


def test_a_reader_hears_what_is_told_after_it_joined(hub, streams):
    reader = hub.join("live:{a}", ("l", "j"), "0-0")
    streams.append("live:{a}", {"kind": "piece", "text": "hello"})
    assert take(reader, 1) == [{"kind": "piece", "text": "hello"}]


def test_a_reader_gets_what_was_told_between_its_page_and_its_connection(hub, streams):
    drawn = streams.append("live:{a}", {"kind": "old"})
    streams.append("live:{a}", {"kind": "between"})
    reader = hub.join("live:{a}", ("l", "j"), drawn)
    streams.append("live:{a}", {"kind": "after"})
    assert [fact["kind"] for fact in take(reader, 2)] == ["between", "after"]


def test_two_hundred_reconnects_lose_nothing_and_double_nothing(hub, streams):
    seen, last = [], "0-0"
    for number in range(200):
        streams.append("live:{a}", {"kind": "piece", "n": 2 * number})
        reader = hub.join("live:{a}", ("l", "j"), last)
        streams.append("live:{a}", {"kind": "piece", "n": 2 * number + 1})
        seen += [fact["n"] for fact in take(reader, 2)]
        last = f"{reader.seen[0]}-{reader.seen[1]}"
        hub.leave(reader)
    assert seen == list(range(400))


def test_a_slow_reader_is_told_to_fetch_anew_and_holds_nobody_up(streams):
    reader = Reader("s", ("l", "j"), "0-0")
    for number in range(1, QUEUE_LENGTH + 10):
        reader.offer(f"{number}-0", {"kind": "piece"})
    assert len(reader._facts) < QUEUE_LENGTH
    assert "refresh" in {fact["kind"] for _, fact in reader._facts}


def test_a_stream_that_was_trimmed_says_so(streams):
    first = streams.append("live:{a}", {"kind": "piece"})
    streams.append("live:{a}", {"kind": "piece"})
    assert not streams.forgotten("live:{a}", first)
    streams._append.registered_client.delete("live:{a}")
    assert streams.forgotten("live:{a}", first)


def test_readers_survive_a_restart_of_redis(hub, streams, valkey_server):
    reader = hub.join("live:{a}", ("l", "j"), "0-0")
    valkey_server.restart()
    deadline = time.monotonic() + 10
    kinds: list[str] = []
    while "after" not in kinds and time.monotonic() < deadline:
        streams.append("live:{a}", {"kind": "after"})
        kinds += [fact["kind"] for fact in take(reader, 1, 0.3)]
    assert "after" in kinds


def test_a_reader_whose_sight_ended_is_closed(hub):
    hub.guard = lambda sights: {("gone", "j")}
    going, staying = hub.join("live:{a}", ("gone", "j"), "0-0"), hub.join("live:{a}", ("here", "j"), "0-0")
    hub._watch()
    assert [item for item in going] == [("", {"kind": "bye"})]
    assert not staying._closed


def test_ids_compare_as_numbers():
    assert as_pair("10-2") > as_pair("9-11") > as_pair("nonsense") == (0, 0)
