"""What a receipt says: how much there was of everything, and no word of it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import current_app, render_template

from chitta.core.i18n import N_, gettext_, ngettext, speaking
from chitta.gateways.mail import Letter
from chitta.privacy.models import Erasure

SUBJECTS = {
    "account": N_("Your account at Chitta is deleted"),
    "child": N_("What was kept about a child at Chitta is deleted"),
}
OPENINGS = {
    "account": N_(
        "Your account and everything in it are deleted: conversations, journal, documents, films, reports and what was shared. Nobody can bring it back."
    ),
    "child": N_(
        "Everything that was kept about one child is deleted: conversations, journal, documents, films, reports and what was shared. Nobody can bring it back."
    ),
}
CLOSINGS = {
    "account": N_("This is our last letter. Your address is erased with it."),
    "child": N_("Your account and your other children are as they were."),
}
SAID_BY_NAME = ("children", "messages", "journal_entries", "documents", "videos", "reports", "files")


def lines(counts: dict[str, int]) -> Iterator[str]:
    """One line for each kind of thing there was."""
    for name in SAID_BY_NAME:
        if n := counts.get(name, 0):
            yield _line(name, n)
    if rest := sum(n for name, n in counts.items() if name not in SAID_BY_NAME):
        yield ngettext("%(n)s other line of data", "%(n)s other lines of data", rest)


def _line(name: str, n: int) -> str:
    said = {
        "children": lambda: ngettext("%(n)s child", "%(n)s children", n),
        "messages": lambda: ngettext("%(n)s message", "%(n)s messages", n),
        "journal_entries": lambda: ngettext("%(n)s journal entry", "%(n)s journal entries", n),
        "documents": lambda: ngettext("%(n)s document", "%(n)s documents", n),
        "videos": lambda: ngettext("%(n)s film", "%(n)s films", n),
        "reports": lambda: ngettext("%(n)s report", "%(n)s reports", n),
        "files": lambda: ngettext("%(n)s file", "%(n)s files", n),
    }
    return said[name]()


def receipt(erasure: Erasure) -> Letter:
    """The letter, in the language of whom it goes to."""
    with speaking(erasure.language, erasure.address):
        subject = gettext_(SUBJECTS[erasure.kind])
        paragraphs = [
            gettext_(OPENINGS[erasure.kind]),
            gettext_("There were: %(things)s.", things=", ".join(lines(erasure.counts))),
            gettext_("Number of this receipt: %(number)s", number=erasure.id),
            gettext_(CLOSINGS[erasure.kind]),
        ]
        home = str(current_app.config["SETTINGS"].address)
        said = {"subject": subject, "lines": paragraphs, "link": "", "button": "", "stop": "", "home": home}
        return Letter(
            id=str(erasure.id),
            to=erasure.email,
            subject=subject,
            text=render_template("accounts/mail/letter.txt", **said),
            html=render_template("accounts/mail/letter.html", **said),
            language=erasure.language,
        )
