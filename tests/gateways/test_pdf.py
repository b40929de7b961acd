"""PDFs: made where Pango is, and one clear line where it is not."""

from __future__ import annotations

import re
import sys
import zlib

import pytest

from chitta.gateways import pdf

PAGE = '<html lang="he" dir="rtl"><head><title>מכתב</title></head><body><h1>שלום</h1><p>{}</p></body></html>'


def opened(made):
    """The file with its compressed objects readable."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    return made + b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"x")


def test_a_hebrew_page_becomes_a_tagged_pdf():
    made = opened(pdf.render(PAGE.format("נועה אוהבת לשיר")))
    assert made.startswith(b"%PDF-") and b"/MarkInfo" in made and b"/Lang" in made


def test_nothing_outside_the_page_is_fetched():
    made = pdf.render(
        PAGE.format('<img src="file:///etc/hostname" alt="x"><img src="http://127.0.0.1:9/x.png" alt="y">')
    )
    assert made.startswith(b"%PDF-") and b"/Image" not in opened(made)


def test_a_missing_pango_is_one_line_with_the_command_that_mends_it(monkeypatch):
    class NoPango:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libgobject-2.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(pdf.PangoMissing) as told:
        pdf.render(PAGE.format(""))
    assert "apt-get install" in str(told.value) and "\n" not in str(told.value)
