"""How gunicorn serves Chitta: `gunicorn -c python:chitta.gunicorn wsgi:app`."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import threading
from contextlib import suppress
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

from chitta.core.settings import Settings
from chitta.processes import die_with_parent

LISTEN_FD = "CHITTA_LISTEN_FD"  # an open socket from the supervisor, so that a restarted server misses no connection
M_ARENA_MAX = -8  # of malloc.h
_settings = Settings()


class Worker(ThreadWorker):  # type: ignore[misc]
    """gthread that says goodbye to its open streams, so that a restart need not wait for them."""

    def handle_exit(self, sig: int, frame: Any) -> None:
        super().handle_exit(sig, frame)
        hub = getattr(self.wsgi, "extensions", {}).get("hub")
        if hub:
            # Not here: a signal handler may hold the very lock that the hub needs.
            threading.Thread(target=hub.close_all, daemon=True).start()

    def load_wsgi(self) -> None:
        try:
            super().load_wsgi()
        except SystemExit:
            # wsgi.py refused; any other exit code would have gunicorn try again for ever.
            sys.exit(Arbiter.WORKER_BOOT_ERROR)


def post_fork(server: Any, worker: Any) -> None:
    die_with_parent(parent=server.pid)


def _many_files() -> None:
    """A stream is an open file, and the usual limit is 1024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _few_arenas() -> None:
    """glibc gives every few threads a heap of their own and keeps what each once needed: with uploads on many threads
    that is 50 MB nobody uses (bench/upload.py); two heaps are enough where one thread computes at a time."""
    with suppress(AttributeError, OSError):  # another C library has no such habit
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


_many_files()
_few_arenas()
bind = f"fd://{os.environ[LISTEN_FD]}" if LISTEN_FD in os.environ else f"{_settings.host}:{_settings.port}"
worker_class = "chitta.gunicorn.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY") or 1)
threads = _settings.web_threads
worker_connections = _settings.web_threads + 400  # waiting keep-alive connections take no thread
backlog = 2048
timeout = 60
graceful_timeout = 3
keepalive = 15
accesslog = None  # addresses hold tokens
errorlog = "-"
loglevel = "warning"
forwarded_allow_ips = ""  # nothing a client says is believed here; ProxyFix counts TRUSTED_PROXIES
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # nosec B108 # gunicorn makes a file without a name there
proc_name = "chitta"
