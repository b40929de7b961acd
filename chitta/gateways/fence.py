"""A fenced child process for what strangers' files are opened with: no network, no secrets, little memory, little time.

`run("chitta.gateways.papers:check", {...}, folder=..., seconds=...)` starts `python -m chitta.gateways.fence`, which calls
the function with the arguments and answers what it returns, both as JSON. Files go by path, inside `folder`, under names
of ours. However the child ends (its own words, a signal, its limits), the caller goes on.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

MEMORY = 1 << 30  # address space, bytes
FILE = 1 << 30  # bytes of the largest file it may write
ANSWER = 4 << 20  # bytes of the longest answer that is read
ROOT = Path(__file__).parent.parent.parent
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


class FenceError(Exception):
    """The work did not end well. kind: refused (the function said so; `detail` is its reason, one of its own words) ·
    time (it took too long) · memory · full (no room on the disk) · broken (it crashed or answered nonsense)."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind, self.detail = kind, detail


class Unacceptable(Exception):
    """Raised by a fenced function: the file itself is not acceptable. reason: a short word, never words of the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def workshop(under: Path | None = None) -> Iterator[Path]:
    """A private folder for one job's files; gone at the end. What a killed job leaves lies there too, see `tidy`."""
    with TemporaryDirectory(prefix="chitta-work-", dir=under, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def tidy(under: Path, older_than: float) -> int:
    """Remove workshops that killed jobs left behind more than so many seconds ago; how many there were."""
    import shutil

    old = []
    for each in under.glob("chitta-work-*"):
        with suppress(FileNotFoundError):  # its own job has put it away meanwhile
            if time.time() - each.stat().st_mtime > older_than:
                old.append(each)
    for each in old:
        shutil.rmtree(each, ignore_errors=True)
    return len(old)


def run(
    deed: str,
    arguments: Mapping[str, Any],
    *,
    folder: Path,
    seconds: float,
    memory: int = MEMORY,
    file: int = FILE,
    heard: Callable[[Mapping[str, Any]], object] | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> Any:
    """Call the function "module:name" in a fenced child and answer what it returns. Raises FenceError.

    heard: given what the child tells on its way (`tell`), for progress. wanted: asked twice a second; False ends the child
    with FenceError("cancelled").
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "chitta.gateways.fence", deed, str(memory), str(file), str(int(seconds) + 1)],
        cwd=folder,
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "TMPDIR": str(folder),
            "HOME": str(folder),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _conversation(child, json.dumps(dict(arguments)).encode(), time.monotonic() + seconds, heard, wanted)
    finally:
        _end(child)


def _conversation(
    child: subprocess.Popen[bytes],
    question: bytes,
    until: float,
    heard: Callable[[Mapping[str, Any]], object] | None,
    wanted: Callable[[], bool],
) -> Any:
    import selectors

    assert child.stdin and child.stdout
    with suppress(BrokenPipeError):
        child.stdin.write(question)
        child.stdin.close()
    said = b""
    with selectors.DefaultSelector() as ears:
        ears.register(child.stdout, selectors.EVENT_READ)
        while True:
            if time.monotonic() > until:
                raise FenceError("time")
            if not wanted():
                raise FenceError("cancelled")
            if not ears.select(0.5):
                continue
            piece = os.read(child.stdout.fileno(), 1 << 16)
            if not piece:
                return _verdict(child)
            said += piece
            if len(said) > ANSWER:
                raise FenceError("broken", "too many words")
            *lines, said = said.split(b"\n")
            for line in lines:
                word = _word(line)
                if "answer" in word:
                    return word["answer"]
                if "error" in word:
                    raise FenceError(str(word["error"]), str(word.get("detail", "")))
                if heard and "told" in word:
                    heard(word["told"])


def _word(line: bytes) -> dict[str, Any]:
    try:
        word = json.loads(line)
    except ValueError:
        word = None
    if not isinstance(word, dict):
        raise FenceError("broken", "not a word of ours")
    return word


def _verdict(child: subprocess.Popen[bytes]) -> Any:
    """It ended without an answer: its limits, or a crash."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(5)
    by = -(child.returncode or 0)
    kinds: dict[int, str] = {signal.SIGXCPU: "time", signal.SIGXFSZ: "full"}
    raise FenceError(kinds.get(by, "broken"), f"ended by {by}" if by > 0 else f"exit {child.returncode}")


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    for pipe in (child.stdin, child.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    child.wait()


# --- inside -----------------------------------------------------------------------------------------------------------


def tell(**what: Any) -> None:
    """Said by a fenced function on its way: progress, for `heard`."""
    _speak({"told": what})


def _speak(word: Mapping[str, Any]) -> None:
    _voice.write(json.dumps(word).encode() + b"\n")
    _voice.flush()


_voice = sys.stdout.buffer


def _fence(memory: int, file: int, seconds: int) -> None:
    """The limits, before any byte of a stranger is read."""
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        libc.prctl(1, signal.SIGKILL, 0, 0, 0)  # die with the parent
        libc.prctl(38, 1, 0, 0, 0)  # no new privileges
        # Without a network of its own where the kernel lets us; the parsers are never given an address either way.
        if libc.unshare(CLONE_NEWNET) != 0:
            libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    os.nice(5)
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_CPU, seconds * (os.cpu_count() or 1)),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (most, most))


def _main(deed: str, memory: str, file: str, seconds: str) -> None:
    global _voice
    _voice = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints does not speak for us
    arguments = json.loads(sys.stdin.buffer.read())
    module, _, name = deed.partition(":")
    work = getattr(import_module(module), name)
    _fence(int(memory), int(file), int(seconds))
    try:
        _speak({"answer": work(**arguments)})
    except Unacceptable as no:
        _speak({"error": "refused", "detail": no.reason})
    except MemoryError:
        _speak({"error": "memory"})
    except OSError as error:
        import errno

        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        _speak({"error": "full" if full else "broken", "detail": type(error).__name__})
    except Exception as error:
        _speak({"error": "broken", "detail": type(error).__name__})
    os._exit(0)


if __name__ == "__main__":
    # The module that fenced functions import is this one, not a second copy named __main__.
    from chitta.gateways import fence

    fence._main(*sys.argv[1:])
