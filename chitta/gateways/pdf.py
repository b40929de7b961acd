"""HTML into a tagged PDF, by WeasyPrint. It needs Pango, a library of the system: asked for here, not at start."""

from __future__ import annotations

from chitta.core.errors import Unavailable
from chitta.core.i18n import N_

MEND = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PangoMissing(Unavailable):
    """Pages cannot be made into PDFs on this machine; `str(error)` is the operator's one line with the command."""

    def __init__(self) -> None:
        super().__init__(
            N_("PDFs cannot be made on this machine yet. Everything else works; please tell whoever runs it.")
        )
        self.operator = f"PDFs need Pango, which is not installed. On Debian or Ubuntu: {MEND}"

    def __str__(self) -> str:
        return self.operator


def render(html: str) -> bytes:
    """The page as PDF/UA-1 with tags and bookmarks. Nothing outside the page is fetched but data: addresses.

    html: a whole document, with `lang` and `dir`. Raises PangoMissing.
    """
    try:
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except OSError as missing:
        raise PangoMissing from missing
    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    made = HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_variant="pdf/ua-1", font_config=FontConfiguration())
    return bytes(made)
