"""A report of ten pages as a PDF: ours beside WeasyPrint alone on the same HTML and the same font.

    python -m bench.report [--pages 10] [--rounds 5] [--language he]

Each round draws the page twice, in turn, in a fresh process each: as the heavy worker does (`pdf.draw`: a fenced child, our
lines, tags, PDF/UA-1) and by WeasyPrint as its own command line does it (PDF/UA-1 too). Time is that of the whole process;
"inside" is the drawing alone, in one warm process. Memory is the most that was resident.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markupsafe import escape

from chitta.gateways import pdf
from chitta.gateways.fence import workshop

ROOT = Path(__file__).parent.parent
SENTENCES = {
    "he": "סיפרת: ״הוא שר כל היום (גם בגן), ומכיר 12 שירים״, ביום 12.3.2025 בשעה 10:30. הוא אוהב Baby Shark, ומצייר 3 ציורים ביום. ",
    "en": "You told: “He sings all day (3 songs)”, on 12/3/2025 at 10:30. He loves Baby Shark, and says “אמא” often. ",
}
TITLES = {"he": "מה חזק אצל אורי", "en": "What is strong in Ori"}
ALONE = """
import sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher
html, out, *sheets = sys.argv[1:]
fetcher, fonts = URLFetcher(allowed_protocols={"data"}, allow_redirects=False), FontConfiguration()
sheets = [CSS(string=open(one).read(), font_config=fonts, url_fetcher=fetcher) for one in sheets]
page = HTML(string=open(html).read(), url_fetcher=fetcher)
page.write_pdf(out, stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
"""


def page(pages: int, language: str) -> str:
    """A report of so many pages: headings, paragraphs, lists, a table and a drawing on each."""
    sentence, title = str(escape(SENTENCES[language])), TITLES[language]
    rows = "".join(f"<tr><th>{n}</th><td>{sentence}</td></tr>" for n in range(1, 4))
    bars = "".join(f'<rect x="{n * 30}" y="{60 - n * 5}" width="20" height="{n * 5 + 5}"/>' for n in range(10))
    leaf = f"""<section><h2>{title}</h2><p>{sentence * 5}</p><h3>{title}</h3><ul>{f"<li>{sentence}</li>" * 4}</ul>
<figure><svg viewBox="0 0 300 70" width="300" height="70"><title>{title}</title>{bars}</svg></figure>
<table><thead><tr><th>#</th><th>{title}</th></tr></thead><tbody>{rows}</tbody></table></section>"""
    direction = "rtl" if language == "he" else "ltr"
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return f'<!doctype html><html lang="{language}" dir="{direction}"><head>{head}</head><body>{leaf * pages}</body></html>'


def css() -> str:
    return (ROOT / "static/css/print.css").read_text() + "section + section { break-before: page }"


def spent(deed: Callable[[], object]) -> tuple[float, float]:
    """Seconds it took, and the most memory (MB) that it or a child of it held, in a process of its own."""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        began = time.perf_counter()
        deed()
        took = time.perf_counter() - began
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        os.write(write, f"{took} {most}".encode())
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(write)
    took, most = os.read(read, 100).decode().split()
    os.close(read)
    return float(took), float(most)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--language", choices=("he", "en"), default="")
    chosen = options.parse_args()
    for language in (chosen.language,) if chosen.language else ("he", "en"):
        run(language, chosen.pages, chosen.rounds)


def run(language: str, pages: int, rounds: int) -> None:
    html = page(pages, language)
    with workshop() as folder:
        for name, text in (("page.html", html), ("page.css", css()), ("fonts.css", pdf._faces())):
            (folder / name).write_text(text, encoding="utf-8")
        files = [str(folder / name) for name in ("page.html", "theirs.pdf", "fonts.css", "page.css")]
        deeds: dict[str, Callable[[], object]] = {
            "ours": lambda: pdf.draw(html, css(), folder),
            "alone": lambda: subprocess.run([sys.executable, "-c", ALONE, *files], check=True),
        }
        seen: dict[str, list[tuple[float, float]]] = {name: [] for name in deeds}
        for _ in range(rounds):
            for name, deed in deeds.items():
                seen[name].append(spent(deed))
        made = pdf.draw(html, css(), folder)
        sizes = made.file.stat().st_size, (folder / "theirs.pdf").stat().st_size
    took, most = ({name: statistics.median(one[i] for one in all) for name, all in seen.items()} for i in (0, 1))
    inside = warm(html, rounds)
    print(f"{language}: {made.pages} pages, median of {rounds}, {os.cpu_count()} cores")
    row("seconds, whole process", took["ours"], took["alone"])
    row("seconds, inside", *inside)
    row("memory, MB", most["ours"], most["alone"])
    row("size, KB", *(size / 1024 for size in sizes))


def warm(html: str, rounds: int) -> tuple[float, float]:
    """Seconds of the drawing alone, ours and WeasyPrint's, both warmed up."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    def alone() -> None:
        fonts = FontConfiguration()
        sheets = [CSS(string=text, font_config=fonts) for text in (pdf._faces(), css())]
        HTML(string=html).write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")

    seconds: dict[str, list[float]] = {"ours": [], "alone": []}
    for _ in range(rounds + 1):
        for name, deed in (("ours", lambda: pdf.render(html, css())), ("alone", alone)):
            began = time.perf_counter()
            deed()
            seconds[name].append(time.perf_counter() - began)
    return statistics.median(seconds["ours"][1:]), statistics.median(seconds["alone"][1:])


def row(what: str, ours: float, alone: float) -> None:
    print(f"  {what:<24} ours {ours:8.2f}   alone {alone:8.2f}   ratio {ours / alone:5.2f}")


if __name__ == "__main__":
    main()
