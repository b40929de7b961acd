"""Dana's letter and its print in the hands of a test: a real folder, the real fence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select, update

from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journey.facts import Observed
from chitta.journey.models import Journey
from chitta.prints import jobs
from chitta.prints.models import Print
from chitta.reports.models import Report
from tests.people import Person
from tests.working import burst

SINGS = Observed(kind="strength", domain="motor", text="Sings <b>loud</b> & long")
ALONE = Observed(kind="concern", domain="social_play", text="Plays alone at 10:30, (always)", example="At the birthday")


class Press:
    """Where letters are printed, looked at as rows and as files."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.storage = app.extensions["storage"]

    def letter(self, who: Person, *known: Observed, variant: str = "parent") -> UUID:
        """A letter (or a report for professionals) from this; its id."""
        with self.app.app_context(), transaction():
            journey = Journey.locked(who.session_id)
            for one in known or (SINGS, ALONE):
                journey.learn(one)
        who.post(f"/sessions/{who.session_id}/reports", {"variant": variant})
        self.work()
        with self.app.app_context(), transaction(writing=False):
            newest = select(Report.id).where(Report.session_id == who.session_id, Report.variant == variant)
            newest = newest.order_by(Report.version.desc())
            return db.session.scalars(newest).first()

    def ask(self, who: Person, letter: UUID, **said: Any) -> UUID:
        """Ask for its PDF through the plain form; the print's id."""
        answer = who.post(f"/reports/{letter}/pdf", said)
        assert (answer.status_code, answer.location) == (303, f"/reports/{letter}#print"), answer.text
        return self.of(letter).id

    def work(self) -> int:
        return burst(self.app, "heavy")

    def sweep(self) -> None:
        with self.app.app_context():
            jobs.sweep()

    def of(self, letter: UUID) -> Print | None:
        with self.app.app_context(), transaction(writing=False):
            return Print.of("report", letter)

    def all(self) -> list[Print]:
        with self.app.app_context(), transaction(writing=False):
            return list(db.session.scalars(select(Print).order_by(Print.created_at)))

    def set(self, print_id: UUID, **values: Any) -> None:
        with self.app.app_context(), transaction():
            db.session.execute(update(Print).where(Print.id == print_id).values(**values))

    def lapse(self, print_id: UUID) -> None:
        """Whoever worked on it is thought dead; who waits has waited."""
        self.set(print_id, lease_until=times.now() - jobs.FORGOTTEN)

    def files(self) -> list[str]:
        return list(self.storage.keys("families/"))

    def text(self, letter: UUID) -> str:
        """What PDFium takes out of it."""
        return "\n".join(self.leaves(letter))

    def leaves(self, letter: UUID) -> list[str]:
        """The same, page by page."""
        printed = self.of(letter)
        assert printed and printed.status == "ready", printed and printed.reason
        document = pypdfium2.PdfDocument(b"".join(self.storage.read(printed.key)))
        try:
            return [leaf.get_textpage().get_text_range() for leaf in document]
        finally:
            document.close()


@pytest.fixture
def press(app: Flask) -> Press:
    app.extensions["storage"].delete_all("families/")
    return Press(app)


@pytest.fixture
def ready(press: Press, dana: Person) -> Callable[[], tuple[UUID, UUID]]:
    """Dana's letter and its print, made."""

    def ready() -> tuple[UUID, UUID]:
        letter = press.letter(dana)
        print_id = press.ask(dana, letter)
        press.work()
        return letter, print_id

    return ready
