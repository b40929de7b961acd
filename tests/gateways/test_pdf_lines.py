"""Text that PDFium takes out of our PDFs is the text that was written: both languages, mixed, with all that lies between."""

from __future__ import annotations

import unicodedata

import pypdfium2
import pytest

from chitta.gateways import fence, papers, pdf
from chitta.gateways.pdf_lines import LRM, RLM

HEBREW = [
    "נועה אוהבת לשיר.",
    "היא אמרה: ״אני רוצה (עכשיו) לצייר״, והלכה.",
    "ביום 12.3.2025 בשעה 10:30 היא אמרה 3 מילים: abc, DEF ועוד.",
    "גיל: 3 שנים ו־4 חודשים (3–4)",
    "טלפון 04-7771900, עמוד 1 מתוך 10",
    "היא בת 3.5, ואוהבת לצייר.",
    "ב-4 לחודש, ב-12.3.2025.",
    "גיל: 3.",
    "(12) [ראו עמוד 3] {כן}",
    "אמא'לה, ג'ירפה, ד\"ר לוי, צה\"ל, אמוג׳י",
    "90%–100% מהזמן; 1/2 כוס, 2+2=4, 50 ₪ או ₪50",
    "Chitta כתבה (test) [א] בתאריך 2026-11-27",
    "Peppa Pig ואז Baby Shark",
    "״Baby Shark״ הוא השיר שלה",
    "הוא אמר ״I want to go home, now!״ וצחק",
    "Dr. Levi (Tel Aviv) אמר: ok, fine",
    "האתר a.b@c.org וגם T-shirt, Wi-Fi (5 GHz)",
    "Noa said “שלום (לך)” at 10:30, ok?",
    "היא אמרה ‘די’ ו“עוד”, «כך» ואז…",
    "היא ״שרה״ “המון” ואז…",
    "<bdi>She sings all day (3 songs)!</bdi>, ״<bdi>and dances</bdi>״. <b>כן</b>: 7",
    "היא שרה 🎵 כל היום, ואז 🎵🎶!",
    "😀 נועה אמרה ״די 😢״, ובכתה 😭.",
    "ילדה 👧🏽 שרה Baby Shark 🦈 עם ❤️ ו★.",
    "<bdi>She sings 🎵 all day</bdi> כן",
    "שָׁלוֹם נֹעָה",
    "אוֹמֵר שָׁלוֹם לְכֻלָּם, וְגַם ״לְהִתְרָאוֹת״ (בְּ-3 שָׂפוֹת) בְּיוֹם הַהוּלֶּדֶת.",
    "בִּדְּיּוּק כָּכָה: שׂוֹנֵא, שֹׁשׁ. כֹּל לֹא (לְגַמְרֵי), 3 שָׁנִים.",
]
ENGLISH = [
    "Noa loves to sing; it’s 50% – or 3–4 times…",
    "She said: “I want (now) to draw”, and went.",
    "On 12/3/2025 at 10:30 she said 3 words [see page 3] {ok}.",
    "T-shirt, a.b@c.org, fi ffl office, O'Neill, naïve café",
    "Her word is “אמא” (mum), often.",
    "She says אמא, אבא and 3 more (גם “לא”)",
    "She sings 🎵🎶, “enough 😢”, and cried 😭.",
    "😀 A girl 👧🏽, a family 👨‍👩‍👧, 🇮🇱, ❤️ and 3️⃣ ★ ✓",
    "שלום",
    "“נועה אוהבת לשיר” is what you told",
    "You told: “<bdi>נועה אוהבת לשיר (בקול) 3 שירים, ועוד. “כן!”</bdi>”.",
    "<bdi>בוקר טוב</bdi>, she said on <b>12.3.2025</b>.",
]


def page(language, lines):
    drawn = "".join(f"<p>{line}</p>" for line in lines)
    direction = "rtl" if language == "he" else "ltr"
    return f'<html lang="{language}" dir="{direction}"><head><title>t</title></head><body>{drawn}</body></html>'


def raw(made):
    """As PDFium gives it, page after page, one line each."""
    document = pypdfium2.PdfDocument(made)
    try:
        return "\n".join(leaf.get_textpage().get_text_range().replace("\r\n", "\n") for leaf in document)
    finally:
        document.close()


def plain(text):
    """What is seen of it: marks that nobody sees (emoji have one too) and the order of a letter's points are the same to a reader."""
    return unicodedata.normalize("NFC", text.translate(dict.fromkeys(map(ord, (LRM, RLM, "\ufe0f")))))


def written(line):
    for tag in ("bdi", "b"):
        line = line.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return line


CSS = "html { font: 12pt Chitta, Chitta-Emoji } body { inline-size: 160mm }"


@pytest.mark.parametrize(("language", "lines"), [("he", HEBREW), ("en", ENGLISH)])
def test_what_pdfium_takes_out_is_what_was_written(language, lines):
    out = plain(raw(pdf.render(page(language, lines), CSS))).split("\n")
    assert out == [plain(written(line)) for line in lines]


def test_plain_sentences_of_one_language_hold_no_marks_at_all():
    for language, lines in (("he", [*HEBREW[:6], HEBREW[7], HEBREW[9]]), ("en", ENGLISH[:4])):
        assert raw(pdf.render(page(language, lines), CSS)).split("\n") == lines


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_paragraph_over_several_lines_is_whole(language):
    lines = HEBREW if language == "he" else ENGLISH[:7]
    told = " ".join(written(line) for line in lines if "<" not in line and "שָׁ" not in line)
    out = plain(raw(pdf.render(page(language, [told]), CSS)))
    assert out.count("\n") > 2 and " ".join(out.split()) == " ".join(plain(told).split())


def test_nothing_that_was_put_there_for_readers_is_seen():
    """The same page by WeasyPrint alone, dot by dot."""
    from weasyprint import CSS as Sheet
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    sheets = [Sheet(string=text, font_config=fonts) for text in (pdf._faces(emoji=True), CSS)]
    lines = [line for line in HEBREW[:-2] if "<" not in line]  # of raised points WeasyPrint's own pen drifts
    theirs = HTML(string=page("he", lines)).write_pdf(stylesheets=sheets, font_config=fonts)
    ours = pdf.render(page("he", lines), CSS)
    apart = [max(abs(a - b) for a, b in zip(*both, strict=True)) for both in zip(dots(ours), dots(theirs), strict=True)]
    assert max(apart) < 80  # of 255; a mark with ink is twice that


def dots(made):
    """How dark each spot of a few points is."""
    document = pypdfium2.PdfDocument(made)
    try:
        return [leaf.render(scale=2, grayscale=True).to_pil().reduce(6).tobytes() for leaf in document]
    finally:
        document.close()


def test_the_house_reads_its_own_hebrew_pdf(tmp_path):
    lines = [*HEBREW[:9], HEBREW[13]]
    (tmp_path / "letter").write_bytes(pdf.render(page("he", lines), CSS))
    found = papers.examine(tmp_path / "letter", "letter.pdf", "application/pdf")
    assert (found.texts[0].split("\n"), found.hidden) == (lines, 0)


def test_readers_are_told_the_direction_and_the_language():
    from tests.gateways.test_pdf import opened

    made = opened(pdf.render(page("he", HEBREW[:2])))
    assert b"/R2L" in made and b"/Lang" in made and b"/R2L" not in opened(pdf.render(page("en", ENGLISH[:2])))


def test_a_page_is_drawn_behind_the_fence():
    with fence.workshop() as folder:
        drawn = pdf.draw(page("he", HEBREW), CSS + "p { break-after: page }", folder)
        assert drawn.pages == len(HEBREW) and drawn.file.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("deed", "reason", "again"),
    [("sleep", "time", False), ("eat", "memory", False), ("crash", "broken", True), ("fill", "full", True)],
)
def test_a_page_that_hangs_or_eats_is_ended_by_its_limits(monkeypatch, deed, reason, again):
    monkeypatch.setattr(pdf, "DEED", f"tests.gateways.fenced_pages:{deed}")
    monkeypatch.setattr(pdf, "FILE", 1 << 20)
    with fence.workshop() as folder, pytest.raises(pdf.PdfError) as told:
        pdf.draw(page("he", HEBREW[:1]), CSS, folder, seconds=2)
    assert (told.value.reason, told.value.again) == (reason, again)


def test_where_pango_is_missing_the_fence_says_so(monkeypatch):
    monkeypatch.setattr(pdf, "DEED", "tests.gateways.fenced_pages:without_pango")
    with fence.workshop() as folder, pytest.raises(pdf.PangoMissing):
        pdf.draw(page("he", HEBREW[:1]), CSS, folder)
