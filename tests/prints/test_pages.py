"""How printed pages are parted: no heading at a page's end, no row in two pieces, charts with labels that are words."""

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
CHART = (
    '<figure><div class="chart"><svg viewBox="0 0 300 80" width="300" height="80"><title>{0}</title>'
    '<rect x="10" y="20" width="40" height="60"/></svg><span dir="{1}">{0}</span></div></figure>'
)


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
    for many in range(1, 30, 3):
        body = (
            "".join(f"<p>{WORDS[language] * 3}</p><h2>H{n}</h2>" * 1 for n in range(many)) + f"<p>{WORDS[language]}</p>"
        )
        for leaf in leaves(language, f"<div>{'<p>x</p>' * (many % 7)}{body}</div>")[:-1]:
            assert not leaf[-2].startswith("H"), leaf[-3:]


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


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_chart_is_a_drawing_with_words_over_it(language):
    word = "ינואר" if language == "he" else "January"
    (leaf,) = leaves(language, CHART.format(word, "rtl" if language == "he" else "ltr"))
    assert word in leaf
