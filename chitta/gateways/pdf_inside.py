"""Inside the fence: a page drawn as a PDF."""

from __future__ import annotations

from pathlib import Path

from chitta.gateways import pdf
from chitta.gateways.fence import Unacceptable


def draw(html: str, css: str, out: str) -> int:
    """See pdf.draw; how many pages."""
    try:
        drawn, pages = pdf.made(Path(html).read_text(encoding="utf-8"), Path(css).read_text(encoding="utf-8"))
    except pdf.PangoMissing:
        raise Unacceptable("pango") from None
    Path(out).write_bytes(drawn)
    return pages
