"""What children behind the fence do in test_fence.py: good, bad and endless."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from chitta.gateways import fence


def add(a: int, b: int) -> int:
    return a + b


def refuse() -> None:
    raise fence.Unacceptable("locked")


def sleep() -> None:
    Path("pid").write_text(str(os.getpid()))
    time.sleep(600)


def spin() -> None:
    while True:
        pass


def eat() -> int:
    return len(bytearray(4 << 30))


def fill() -> None:
    with Path("much").open("wb") as file:
        for _ in range(64):
            file.write(bytes(1 << 20))


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(3)


def fail() -> None:
    raise KeyError("words of the file")


def environment() -> dict[str, str]:
    return dict(os.environ)


def call(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), 2).close()
    except OSError as error:
        return type(error).__name__
    return "connected"


def open_files() -> list[str]:
    return [
        os.readlink(f"/proc/self/fd/{fd}")
        for fd in os.listdir("/proc/self/fd")
        if os.path.exists(f"/proc/self/fd/{fd}")
    ]


def babble() -> str:
    print("a library greets")
    os.write(1, b'{"answer": "a lie"}\n')
    sys.stderr.write("and complains\n")
    return "the truth"


def lie() -> None:
    fence._voice.write(b"not json\n")
    fence._voice.flush()
    time.sleep(600)


def shout() -> str:
    return "x" * (fence.ANSWER + 1)


def breed() -> None:
    child = subprocess.Popen(["sleep", "600"])
    Path("pid").write_text(str(child.pid))
    time.sleep(600)


def steps() -> str:
    for step in range(3):
        fence.tell(step=step)
    return "there"
