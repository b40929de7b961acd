"""How printed pages are parted: no heading at a page's end, no row in two pieces, no area's name without a row of it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from chitta.gateways import pdf

CSS = (Path(__file__).parent.parent.parent / "static" / "css" / "print.css").read_text()
WORDS = {
    "en": "Noa plays with blocks and sings about them, for a long while. ",
    "he": "נועה משחקת בקוביות ושרה עליהן, זמן רב. ",
}


def leaves(language, body):
    """The pages' text, one each."""
    direction = "rtl" if language == "he" else "ltr"
    head = f'<html lang="{language}" dir="{direction}"><head><title>t</title></head>'
    foot = '<p class="running-foot"><span class="page-number"></span></p>'
    document = pypdfium2.PdfDocument(pdf.render(f"{head}<body>{foot}{body}</body></html>", CSS))
    try:
        return [leaf.get_textpage().get_text_range().replace("\r\n", "\n").split("\n") for leaf in document]
    finally:
        document.close()


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_heading_stays_with_what_follows_it(language):
    for many in range(1, 30, 4):
        body = (
            "".join(f"<p>{WORDS[language] * 3}</p><h2>H{n}</h2>" * 1 for n in range(many)) + f"<p>{WORDS[language]}</p>"
        )
        for leaf in leaves(language, f"<div>{'<p>x</p>' * (many % 7)}{body}</div>")[:-1]:
            assert not leaf[-2].startswith("H"), leaf[-3:]


def test_an_areas_name_stays_with_its_first_row():
    row = "<tbody><tr><th colspan=2>H{0}</th></tr><tr><td>x</td><td>E{0}</td></tr></tbody>"
    found = leaves("en", "".join(f"<table>{row.format(n) * 40}</table>" for n in range(3)))
    texts = ["".join(leaf) for leaf in found]
    assert len(texts) > 2 and all(text.count("H") == text.count("E") for text in texts)


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_row_is_whole_and_the_head_comes_again(language):
    rows = "".join(f"<tr><td>B{n}</td><td>{WORDS[language] * 5}E{n}</td></tr>" for n in range(40))
    found = leaves(
        language,
        f"<table><thead><tr><th>First</th><th>{WORDS[language]}</th></tr></thead><tbody>{rows}</tbody></table>",
    )
    assert len(found) > 2
    for leaf in found:
        text = "\n".join(leaf)
        assert "First" in text
        assert all((f"B{n}" in text.split()) == any(f"E{n}" in line.split() for line in leaf) for n in range(40))
