"""A phone's network between the browser and the house: as slow as it is told, and really away when it is cut."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from urllib.parse import urlsplit

CHUNK = 16 << 10


class Line:
    """Relays TCP to the house. What a browser's own throttling does to requests on their way differs by version."""

    def __init__(self, address: str, up: int) -> None:
        """`up`: bytes a second towards the house, over all connections together."""
        self.up = up
        self.away = False
        self._house = (urlsplit(address).hostname, urlsplit(address).port)
        self._door = socket.create_server(("127.0.0.1", 0))
        # What a browser has handed over counts as sent for it: little of it may lie in between.
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 << 10)
        self._open: set[socket.socket] = set()
        self._turn, self._free = threading.Lock(), 0.0
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Every connection breaks, and new ones break as soon as they are made."""
        self.away = True
        for end in list(self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.away = False

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.cut()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if self.away:
                near.close()
                continue
            try:
                far = socket.create_connection(self._house)
            except OSError:  # the house is down
                near.close()
                continue
            self._open |= {near, far}
            halves = [(near, far, True), (far, near, False)]
            left = [2]
            for half in halves:
                threading.Thread(target=self._carry, args=(*half, left), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket, slow: bool, left: list[int]) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                if slow:
                    self._wait(len(data))
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        with self._turn:
            left[0] -= 1
            over = not left[0]
        if over:
            self._open -= {source, sink}
            source.close()
            sink.close()

    def _wait(self, size: int) -> None:
        with self._turn:
            now = time.monotonic()
            self._free = max(self._free, now) + size / self.up
            rest = self._free - now
        time.sleep(rest)
