"""A child that does not outlive its parent, also when the parent is killed and can no longer say anything."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(by: signal.Signals = signal.SIGKILL, parent: int | None = None) -> None:
    """Called in the child. Linux only; elsewhere a killed parent leaves its children to be found by the next start.

    parent: the pid the parent had, for the moment between fork and this call in which it may already have died.
    """
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, by, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)
