"""Every row of a family hangs on the family: when the account goes, it goes."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from chitta.accounts import second_factor
from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.experts.models import Expert, ExpertMatch
from chitta.journal.models import JournalEntry
from chitta.journey.models import Journey
from chitta.meetings.models import MeetingQuestion
from chitta.prints.models import Print
from chitta.privacy.models import Export, Import
from chitta.reports.models import Report
from chitta.sharing.models import ExpertNote, ShareLink, ShareOpening
from chitta.sharing.refs import Chosen, Ref
from chitta.uploads.models import Upload
from tests.working import burst

HOUR = timedelta(hours=1)
KEPT = {"audit_deeds", "users", "experts"}  # the trail keeps ids, never content; professionals belong to nobody


def test_nothing_of_a_family_outlives_its_account(app, dana, work):
    dana.say("Noa sings all day. Mornings are hard, yesterday she cried at the kindergarten gate.")
    dana.post(f"/sessions/{dana.session_id}/reports")
    work()
    assert burst(app, "heavy")
    with app.app_context(), transaction():
        report = db.session.scalars(select(Report)).one()
        Print.ask(report.journey, "report", report.id)
    dana.post(f"/sessions/{dana.session_id}/journal", {"content": "She sang to her brother", "tags": "bath, brother"})
    with app.app_context(), transaction():
        about = {
            "purpose": "scrap",
            "name": "letter.pdf",
            "media_type": "application/pdf",
            "size": 5,
            "fingerprint": "x",
        }
        chosen = Chosen(refs=(Ref(kind="summary"),))
        journey = Journey.locked(dana.session_id)
        link = ShareLink.make(journey, name="Dr. Levi", language="en", chosen=chosen, expires_at=times.now() + HOUR)
        opening = ShareOpening.begin(link.id, "a secret", "Dr. Levi", "Paediatrician", "en")
        opening.look("summary")
        db.session.add(ExpertNote(link_id=link.id, opening_id=opening.id, text="She waited for her turn."))
        expert = Expert.write(name_en="Dr. Levi", specialties="speech", city="haifa")
        ExpertMatch.keep(journey, expert)
        Export.ask(db.session.get(User, dana.user_id))
        Import.begin(db.session.get(User, dana.user_id), 9)
        db.session.add(MeetingQuestion(session_id=dana.session_id, text="What helps at the gate?"))
        db.session.add(Upload(session_id=dana.session_id, user_id=dana.user_id, key="families/x/y/original", **about))
        second_factor.turn_on(db.session.get(User, dana.user_id), "salt", 1)
    with app.app_context(), transaction(writing=False):
        assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 1
    with app.app_context(), transaction():
        db.session.delete(db.session.get(User, dana.user_id))
    with app.app_context(), transaction(writing=False):
        left = {t.name: db.session.scalar(select(func.count()).select_from(t)) for t in db.metadata.sorted_tables}
    assert {name for name, count in left.items() if count} <= KEPT
