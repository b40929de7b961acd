"""Real chat workers, born quickly: a process that has imported everything forks one for each line on its stdin.

A worker started cold imports for seconds; hundreds of killed workers would be an hour of imports. What is forked here
runs `chitta.worker.main` from its first line, in an environment of its own.

    python -m tests.faults.nursery      stdin: {"NAME": "value", ...}      stdout: the pid
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from chitta import create_app, worker
from chitta.core.settings import Settings
from chitta.gateways.claude import Claude
from chitta.processes import die_with_parent
from tests.faults import dying_worker


def prepare() -> None:
    """Import what a worker imports, without connecting to anything."""
    with tempfile.TemporaryDirectory(prefix="nursery-") as home:
        create_app(Settings(chitta_home=Path(home), log_level="ERROR"))
    Claude("no key").warm()
    gc.collect()
    gc.freeze()


def live(environment: dict[str, str]) -> None:
    """One worker's whole life."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    die_with_parent(parent=PARENT)
    os.environ.clear()
    os.environ.update(environment)
    status = 1
    try:
        dying_worker.arm(os.environ)
        status = worker.main(["chat"])
    finally:
        sys.stderr.flush()
        os._exit(status)


PARENT = os.getpid()


def main() -> None:
    prepare()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            live(json.loads(line))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
