"""The relay: nothing missed, nothing twice, nothing for strangers."""

from __future__ import annotations

import threading
import time

import pytest

from chitta.gateways.streams import Streams, as_pair
from chitta.web.live import MOST_SEATS, QUEUE_LENGTH, Hub, Reader


@pytest.fixture
def streams(valkey_server):
    valkey_server.empty()
    return Streams(valkey_server.url)


@pytest.fixture
def hub(streams):
    hub = Hub(streams)
    yield hub
    hub.close_all()


def take(reader, count, seconds=10):
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
    assert list(going) == [("", {"kind": "bye"})]
    assert not staying._closed


def test_ids_compare_as_numbers():
    assert as_pair("10-2") > as_pair("9-11") > as_pair("nonsense") == (0, 0)


@pytest.mark.parametrize("kept", ["²-1", "9" * 5000, "1-" + "9" * 5000])
def test_what_is_no_id_of_ours_is_the_beginning(kept):
    assert as_pair(kept) == (0, 0)


def test_a_reader_who_takes_their_time_hears_nothing_more_once_it_ended():
    reader = Reader("s", ("l", "j"), "0-0")
    reader.offer("1-0", {"kind": "piece"})
    reader.close()
    reader.offer("2-0", {"kind": "piece"})
    assert list(reader) == [("", {"kind": "bye"})]


def test_one_person_cannot_take_every_seat(dana, amir, app):
    door = f"/sessions/{dana.session_id}/live"
    open_pages = [dana.get(door) for _ in range(MOST_SEATS)]
    assert {page.status_code for page in open_pages} == {200}
    assert dana.get(door).status_code == 429
    assert amir.get(f"/sessions/{amir.session_id}/live").status_code == 200
    open_pages[0].close()
    assert dana.get(door).status_code == 200


def test_a_reader_that_joins_while_much_is_told_misses_nothing(hub, streams):
    told = threading.Event()

    def tell():
        for number in range(1500):
            streams.append("live:{a}", {"kind": "piece", "n": number})
        told.set()

    hub.join("live:{a}", ("l", "j"), "0-0")  # the stream is listened to already
    threading.Thread(target=tell).start()
    seen, last = [], "0-0"
    while not told.is_set():
        reader = hub.join("live:{a}", ("l", "j"), last)
        seen += [fact["n"] for fact in take(reader, 1)]
        last = f"{reader.seen[0]}-{reader.seen[1]}"
        hub.leave(reader)
        seen += [fact["n"] for _, fact in reader._facts]
        last = f"{reader.seen[0]}-{reader.seen[1]}"
    assert seen == list(range(len(seen))) and len(seen) > 500


def test_when_the_process_goes_pages_are_not_told_goodbye(hub):
    reader = hub.join("live:{a}", ("l", "j"), "0-0")
    hub.close_all()
    assert list(reader) == []


def test_asking_for_the_head_of_a_stream_leaves_no_reader_behind(app, dana):
    assert dana.client.head(f"/sessions/{dana.session_id}/live").status_code == 200
    assert app.extensions["hub"].count() == 0


def test_a_stream_sends_nobody_to_a_log_in_page(dana, somebody):
    """It would be followed, or read as an empty stream, again and again."""
    assert somebody.get(f"/sessions/{dana.session_id}/live").status_code == 401


def words_in(file):
    try:
        return file.read_text("utf-8", "replace")
    except FileNotFoundError:  # Valkey has just replaced it
        return ""


def test_words_do_not_stay_long_in_redis_or_in_its_file(streams, valkey_server):
    streams.append("live:{a}", {"kind": "piece", "text": "Noa sings"})
    assert 0 < valkey_server.client.ttl("live:{a}") <= 3600
    valkey_server.client.delete("live:{a}")
    file, deadline = valkey_server.home / "appendonlydir", time.monotonic() + 60
    while (kept := any("Noa sings" in words_in(one) for one in file.glob("*.aof"))) and time.monotonic() < deadline:
        streams.append("live:{b}", {"kind": "piece", "text": "la " * 7000})
        time.sleep(0.02)  # the file is written anew by a child of the server, which needs its turn
    assert not kept
