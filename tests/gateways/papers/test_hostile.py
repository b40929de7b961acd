"""Whatever is sent, the answer is one short reason, within limits, and nothing is left behind."""

from __future__ import annotations

import pytest

from chitta.gateways import papers
from chitta.gateways.papers import PaperError
from tests.gateways.papers import making

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'

REFUSED = {
    "nothing at all": (lambda: b"", "letter.pdf", "empty"),
    "a page": (lambda: HTML, "letter.html", "not_taken"),
    "a drawing with scripts": (lambda: SVG, "letter.svg", "not_taken"),
    "a program": (lambda: b"MZ\x90\0", "letter.exe", "not_taken"),
    "a program behind a turned name": (lambda: b"MZ\x90\0", "letter\u202efdp.exe", "not_taken"),
    "no extension": (making.hebrew_pdf, "letter", "not_taken"),
    "an old Word paper": (lambda: making.ole("WordDocument"), "letter.doc", "old_word"),
    "an old Word paper renamed": (lambda: making.ole("WordDocument"), "letter.docx", "old_word"),
    "a locked Word paper": (lambda: making.ole("EncryptedPackage"), "letter.docx", "locked"),
    "another OLE file": (lambda: making.ole("Workbook"), "letter.docx", "type_mismatch"),
    "a page that says it is a PDF": (lambda: b"%PDF-1.7\n" + HTML, "letter.pdf", "broken"),
    "a PDF behind a page": (lambda: HTML + making.english_pdf(), "letter.pdf", "type_mismatch"),
    "half a PDF": (lambda: making.english_pdf()[:300], "letter.pdf", "broken"),
    "a locked PDF": (making.locked_pdf, "letter.pdf", "locked"),
    "a PDF with nothing on it": (making.blank_pdf, "letter.pdf", "empty"),
    "three thousand pages": (making.many_pages_pdf, "letter.pdf", "too_many_pages"),
    "a PDF called docx": (making.english_pdf, "letter.docx", "type_mismatch"),
    "a drawing called png": (lambda: SVG, "letter.png", "type_mismatch"),
    "a moving GIF called jpg": (making.gif, "letter.jpg", "type_mismatch"),
    "a PNG called jpg": (lambda: making.saved(making.halves(), "PNG"), "letter.jpg", "type_mismatch"),
    "half a photo": (lambda: making.jpeg(making.lettered())[:-2000], "letter.jpg", "broken"),
    "half a HEIC": (lambda: making.heic()[:300], "letter.heic", "broken"),
    "four hundred million dots": (making.huge_png, "letter.png", "too_large_image"),
    "a zip that is no Word paper": (making.docx_in_docx, "letter.docx", "type_mismatch"),
    "a cut Word paper": (lambda: making.docx()[:-200], "letter.docx", "broken"),
    "a Word paper that blows up": (making.docx_bomb, "letter.docx", "bomb"),
    "a hundred thousand parts": (making.docx_many, "letter.docx", "bomb"),
    "sixty-five thousand parts and a lying count": (lambda: making.docx_many(65_536), "letter.docx", "bomb"),
    "a billion laughs": (making.docx_laughing, "letter.docx", "bomb"),
    "a Word paper that reads our files": (making.docx_fetching, "letter.docx", "bomb"),
    "elements without end": (making.docx_deep, "letter.docx", "bomb"),
    "a Word paper with macros": (lambda: making.docx(main=making.MAIN.replace("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main")), "letter.docx", "type_mismatch"),
    "a Word paper without words": (lambda: making.docx("<w:p/>"), "letter.docx", "empty"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_each_has_its_own_answer(put, what):
    make, name, reason = REFUSED[what]
    with pytest.raises(PaperError) as error:
        papers.examine(put(make()), name, seconds=30)
    assert (error.value.reason, error.value.again) == (reason, False)


@pytest.mark.parametrize(
    "make", [making.deep_pdf, making.circular_pdf, making.bomb_pdf], ids=lambda make: make.__name__
)
def test_a_pdf_that_nests_circles_or_blows_up_ends_in_a_refusal(put, make):
    with pytest.raises(PaperError) as error:
        papers.examine(put(make()), "letter.pdf", seconds=30)
    assert error.value.reason in ("broken", "memory", "empty", "bomb") and not error.value.again


def test_a_pdf_that_never_ends_is_ended(put):
    with pytest.raises(PaperError) as error:
        papers.examine(put(making.slow_pdf()), "letter.pdf", seconds=2)
    assert (error.value.reason, error.value.again) == ("time", True)


def test_what_the_browser_said_it_is_counts_too(put):
    with pytest.raises(PaperError, match="type_mismatch"):
        papers.examine(put(making.english_pdf()), "letter.pdf", "image/jpeg")
    assert papers.examine(put(making.english_pdf()), "letter.PDF", "application/octet-stream").kind == "pdf"


def test_every_reason_is_announced():
    said = {reason for _, _, reason in REFUSED.values()}
    assert said <= set(papers.REFUSED) and not set(papers.REFUSED) & set(papers.AGAIN)


def test_a_full_disk_is_no_fault_of_the_file(put, monkeypatch):
    monkeypatch.setattr(papers, "FILE", 1000)
    path = put(making.jpeg(making.lettered()))
    with pytest.raises(PaperError) as error:
        papers.picture(path, path.with_name("out.jpg"))
    assert (error.value.reason, error.value.again) == ("full", True)
