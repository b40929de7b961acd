"""The live relay: one hub per web process, one Redis connection for all readers, a bounded queue per reader.

A reader's connection is a thread that waits; the hub's own thread listens to the channels of every open page. A reader
joins in this order: subscribe, read what the stream kept since its last id, then listen; ids say what was already seen.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import structlog
from redis.exceptions import RedisError

from chitta.gateways.redis import patient, quick
from chitta.gateways.streams import Streams, as_pair

log = structlog.get_logger()

QUEUE_LENGTH = 512  # facts a slow reader may lag behind before it is told to fetch everything anew
HEARTBEAT = 15.0
GUARD_EVERY = 3.0
MOST_SEATS = 30  # open pages of one person: each holds a thread of the process
Sight = tuple[str, str]
"""(login session id, journey id): what a reader must still be allowed to see."""
Guard = Callable[[set[Sight]], set[Sight]]
"""Given what is being watched, answers which of it must end."""


class Reader:
    """One open page. Iterating waits for the next fact; None is a heartbeat."""

    def __init__(self, stream: str, sight: Sight, after: str) -> None:
        self.stream, self.sight, self.seen = stream, sight, as_pair(after)
        self.joined = False
        self._facts: deque[tuple[str, dict[str, Any]]] = deque()
        self._ready = threading.Condition()
        self._closed = self._goodbye = False
        self._behind = threading.Lock()
        self._later: list[tuple[str, dict[str, Any]]] | None = None

    def offer(self, key: str, fact: dict[str, Any]) -> None:
        """Called by the hub; drops what was seen, and everything when the reader is too slow."""
        with self._ready:
            if self._later is not None:
                self._later.append((key, fact))
            else:
                self._take(key, fact)

    @contextmanager
    def catching_up(self) -> Iterator[Callable[[str, dict[str, Any]], None]]:
        """What is told meanwhile stands behind what is given here: a newer id would make the older ones look seen."""
        with self._behind:
            with self._ready:
                self._later = []
            try:
                yield self._give
            finally:
                with self._ready:
                    later, self._later = self._later, None
                    for key, fact in later:
                        self._take(key, fact)

    def _give(self, key: str, fact: dict[str, Any]) -> None:
        with self._ready:
            self._take(key, fact)

    def _take(self, key: str, fact: dict[str, Any]) -> None:
        if self._closed or as_pair(key) <= self.seen:
            return
        self.seen = as_pair(key)
        if len(self._facts) >= QUEUE_LENGTH:
            self._facts.clear()
            fact = {"kind": "refresh"}
        self._facts.append((key, fact))
        self._ready.notify()

    def refresh(self) -> None:
        """Facts were lost: the page is to fetch its regions anew."""
        with self._ready:
            self._facts.append(("", {"kind": "refresh"}))
            self._ready.notify()

    def close(self, goodbye: bool = True) -> None:
        """End the stream; with a goodbye the page is not to come back, without one it re-attaches by its last id."""
        with self._ready:
            self._closed, self._goodbye = True, goodbye
            self._facts.clear()  # a reader who takes its time is not to go on hearing what is told
            self._ready.notify()

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any]] | None]:
        while True:
            with self._ready:
                if not self._facts and not self._closed:
                    self._ready.wait(HEARTBEAT)
                item = self._facts.popleft() if self._facts else None
                ended = item is None and self._closed
            if ended and not self._goodbye:
                return
            yield ("", {"kind": "bye"}) if ended else item
            if ended:
                return


class Hub:
    """All open pages of this process. Threads start with the first reader, never at import: gunicorn forks."""

    def __init__(self, streams: Streams, guard: Guard | None = None) -> None:
        self.streams, self.guard = streams, guard
        self._wake = f"wake:{uuid4()}"
        self._lock = threading.Lock()
        self._readers: dict[str, set[Reader]] = {}
        self._listening: dict[str, threading.Event] = {}
        self._wanted: deque[tuple[str, str]] = deque()
        self._seats: Counter[str] = Counter()
        self._started = False
        self._over = threading.Event()

    def join(self, stream: str, sight: Sight, after: str) -> Reader:
        """A new reader that has everything after the id. Works without Redis too: it then only heartbeats."""
        reader = Reader(stream, sight, after)
        with reader.catching_up() as give:
            confirmed = self._enlist(reader)
            confirmed.wait(2)
            reader.joined = True
            self._feed(reader, give)
        return reader

    def sit(self, who: str) -> Callable[[], None] | None:
        """A seat for one more page of this person, and how to leave it; None when they have no more."""
        with self._lock:
            if self._seats[who] >= MOST_SEATS:
                return None
            self._seats[who] += 1
        return lambda: self._rise(who)

    def _rise(self, who: str) -> None:
        with self._lock:
            self._seats[who] -= 1
            if self._seats[who] <= 0:
                del self._seats[who]

    def _enlist(self, reader: Reader) -> threading.Event:
        """Answers what is set as soon as the stream is listened to."""
        with self._lock:
            if not self._started:
                self._started = True
                threading.Thread(target=self._listen_for_ever, name="live-hub", daemon=True).start()
                threading.Thread(target=self._watch_for_ever, name="live-guard", daemon=True).start()
            first = reader.stream not in self._readers
            self._readers.setdefault(reader.stream, set()).add(reader)
            confirmed = self._listening.setdefault(reader.stream, threading.Event())
            if first:
                self._wanted.append(("subscribe", reader.stream))
        if first:
            self._nudge()
        return confirmed

    def leave(self, reader: Reader) -> None:
        with self._lock:
            readers = self._readers.get(reader.stream, set())
            readers.discard(reader)
            if not readers and self._readers.pop(reader.stream, None) is not None:
                self._listening.pop(reader.stream, None)
                self._wanted.append(("unsubscribe", reader.stream))
        self._nudge()

    def close_all(self) -> None:
        """The process is going: pages re-attach to its successor by their last id."""
        self._over.set()
        for reader in self._everyone():
            reader.close(goodbye=False)
        self._nudge()

    def count(self) -> int:
        return len(self._everyone())

    def _everyone(self) -> list[Reader]:
        with self._lock:
            return [reader for readers in self._readers.values() for reader in readers]

    def _nudge(self) -> None:
        with suppress(RedisError):  # the listener is reconnecting then, and will subscribe to everything
            quick(self.streams.address).publish(self._wake, "")

    def _feed(self, reader: Reader, give: Callable[[str, dict[str, Any]], None]) -> None:
        """What the stream kept, in order; a gap means the page must fetch its regions."""
        after = f"{reader.seen[0]}-{reader.seen[1]}"
        try:
            if self.streams.forgotten(reader.stream, after):
                reader.refresh()
            for key, fact in list(self.streams.since(reader.stream, after)):
                give(key, fact)
        except RedisError:
            reader.refresh()

    def _listen_for_ever(self) -> None:
        rest = 0.0
        while not self._over.is_set():
            began = time.monotonic()
            try:
                self._listen()
            except RedisError as error:
                if not rest:
                    log.warning("live relay lost its connection", reason=type(error).__name__)
            except Exception:
                log.exception("live relay stumbled")
            rest = 0.1 if time.monotonic() - began > 5 else min(max(rest * 2, 0.1), 1.0)
            self._over.wait(rest)

    def _listen(self) -> None:
        pubsub = patient(self.streams.address).pubsub(ignore_subscribe_messages=False)
        try:
            with self._lock:
                known = list(self._readers)
                self._wanted.clear()
            pubsub.subscribe(self._wake, *known)
            for message in pubsub.listen():
                if self._over.is_set():
                    return
                self._heard(pubsub, message)
        finally:
            pubsub.close()

    def _heard(self, pubsub: Any, message: dict[str, Any]) -> None:
        channel = message["channel"].decode()
        if message["type"] == "subscribe":
            self._subscribed(channel)
        if channel == self._wake:  # also when it is only confirmed: who joined before that woke nobody
            while self._wanted:
                verb, stream = self._wanted.popleft()
                getattr(pubsub, verb)(stream)
        elif message["type"] == "message":
            key, _, fact = message["data"].decode().partition(" ")
            with self._lock:
                readers = list(self._readers.get(channel, ()))
            parsed = json.loads(fact)
            for reader in readers:
                reader.offer(key, parsed)

    def _subscribed(self, channel: str) -> None:
        """Who joins waits for this; who was here before, or waited in vain, may have missed something until now."""
        with self._lock:
            confirmed, readers = self._listening.get(channel), list(self._readers.get(channel, ()))
        if confirmed:
            confirmed.set()
        for reader in readers:
            if reader.joined:
                with reader.catching_up() as give:
                    self._feed(reader, give)

    def _watch_for_ever(self) -> None:
        while not self._over.wait(GUARD_EVERY):
            try:
                self._watch()
            except Exception:
                log.exception("live guard stumbled")

    def _watch(self) -> None:
        readers = self._everyone()
        if not readers or not self.guard:
            return
        ended = self.guard({reader.sight for reader in readers})
        for reader in readers:
            if reader.sight in ended:
                reader.close()


def as_events(hub: Hub, stream: str, sight: Sight, after: str) -> Iterator[bytes]:
    """The stream's facts as server-sent events, named by their kind. Joins when the first byte is asked for: HEAD never asks."""
    reader = hub.join(stream, sight, after)
    try:
        yield b"retry: 500\n\n"
        for item in reader:
            if item is None:
                yield b": still here\n\n"
                continue
            key, fact = item
            head = f"id: {key}\n" if key else ""
            yield f"{head}event: {fact['kind']}\ndata: {json.dumps(fact, ensure_ascii=False)}\n\n".encode()
    finally:
        hub.leave(reader)
