"""Pages that are drawn badly, behind the fence: see test_pdf_lines.py and the prints' tests."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from chitta.gateways import pdf_inside


def sleep(html: str, css: str, out: str) -> int:
    time.sleep(600)
    return 0


def eat(html: str, css: str, out: str) -> int:
    return len(bytearray(8 << 30))


def crash(html: str, css: str, out: str) -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def fill(html: str, css: str, out: str) -> int:
    Path(out).write_bytes(bytes(8 << 20))
    return 0


def without_pango(html: str, css: str, out: str) -> int:
    class NoPango:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libgobject-2.0-0'")

    sys.meta_path.insert(0, NoPango())  # type: ignore[arg-type]
    return pdf_inside.draw(html, css, out)
