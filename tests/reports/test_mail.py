"""A letter to the mailbox when a report is ready and nobody is looking: once for a version, and naming nobody."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select, update

from chitta.accounts import jobs
from chitta.accounts.models import OutgoingLetter
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.journey.facts import GoOn, Observed, StageChosen
from chitta.journey.models import Journey
from chitta.reports import writing
from chitta.reports.models import Report
from tests.working import burst

ALONE = Observed(kind="concern", domain="social_play", text="Plays alone in the sandbox")


@pytest.fixture
def later(app):
    """The letters that leave once so much more time has gone by."""
    outbox = app.extensions["mail"].folder
    for old in outbox.glob("*.eml"):
        old.unlink()

    def later(by=writing.LOOKING):
        with app.app_context(), transaction():
            for letter in db.session.scalars(select(OutgoingLetter)):
                letter.created_at, letter.due_at = letter.created_at - by, letter.due_at and letter.due_at - by
        with app.app_context():
            jobs.sweep()
        burst(app)
        files = sorted(outbox.glob("*.eml"))
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        for file in files:
            file.unlink()
        return mails

    return later


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def asked(who, variant):
    who.post(f"/sessions/{who.session_id}/reports", {"variant": variant})
    burst(who.app, "heavy")


@pytest.mark.parametrize(("variant", "subject"), [("parent", "letter"), ("professional", "report")])
def test_dana_who_is_not_looking_hears_that_it_is_ready(dana, learned, versions, later, variant, subject):
    learned(ALONE)
    asked(dana, variant)
    assert later(timedelta(minutes=1)) == []  # she may be looking
    (mail,) = later()
    assert mail["To"] == "dana@example.org" and mail["Subject"] == f"The {subject} is ready at Chitta"
    assert f"http://127.0.0.1:8000/reports/{versions()[0].id}" in text_of(mail)
    assert later() == [] and later(timedelta(hours=2)) == []


@pytest.mark.parametrize("variant", ["parent", "professional"])
def test_who_opens_it_meanwhile_gets_no_letter(dana, learned, versions, later, variant):
    learned(ALONE)
    asked(dana, variant)
    dana.post(f"/reports/{versions()[0].id}/read")
    assert later() == []


def test_reading_the_one_takes_back_no_letter_about_the_other(dana, learned, versions, later):
    learned(ALONE)
    asked(dana, "parent")
    asked(dana, "professional")
    dana.post(f"/reports/{next(one for one in versions() if one.variant == 'parent').id}/read")
    assert [mail["Subject"] for mail in later()] == ["The report is ready at Chitta"]


def test_it_names_nobody_and_nothing_that_was_told(dana, learned, later):
    learned(ALONE)
    asked(dana, "parent")
    (mail,) = later()
    whole = mail["Subject"] + text_of(mail) + mail.get_body(("html",)).get_content()
    assert not [word for word in ("Noa", "Dana L", "Plays", "sandbox") if word in whole]


def test_amirs_is_in_hebrew(app, amir, later):
    with app.app_context(), transaction():
        Journey.locked(amir.session_id).learn(ALONE)
    asked(amir, "professional")
    (mail,) = later()
    assert (
        mail["Content-Language"] == "he" and mail["Subject"] == "הדוח מוכן ב-Chitta" and "הקישור מוביל" in text_of(mail)
    )


def test_its_link_leads_to_the_log_in_and_then_to_the_report(app, somebody, dana, learned, versions, later):
    learned(ALONE)
    asked(dana, "professional")
    later()
    path = f"/reports/{versions()[0].id}"
    assert f"next={path}" in somebody.get(path).location.replace("%2F", "/") and dana.get(path).status_code == 200


def test_the_first_letter_that_comes_by_itself_is_told_too(dana, learned, heavy, later):
    learned(ALONE, GoOn(), StageChosen(stage="analysis"))
    heavy()
    assert len(later()) == 1


def test_a_try_that_broke_tells_nothing_and_the_next_one_tells_once(app, dana, learned, versions, later, monkeypatch):
    learned(ALONE)
    with app.app_context(), transaction():
        report = Report.ask(Journey.locked(dana.session_id)).id
    monkeypatch.setattr(Deed, "note", lambda *some: 1 / 0)
    with app.app_context():
        writing.write(report, app.extensions["streams"])
    assert later() == []
    monkeypatch.undo()
    with app.app_context():
        writing.write(report, app.extensions["streams"])
        writing.write(report, app.extensions["streams"])
    assert len(later()) == 1


def test_every_version_has_its_own(dana, learned, versions, later):
    learned(ALONE)
    asked(dana, "parent")
    assert len(later()) == 1
    learned(Observed(kind="strength", domain="motor", text="Climbs"))
    asked(dana, "parent")
    (mail,) = later()
    assert versions()[0].version == 2 and str(versions()[0].id) in text_of(mail)


def test_asking_again_for_what_is_there_tells_nothing(dana, learned, later):
    learned(ALONE)
    asked(dana, "parent")
    later()
    asked(dana, "parent")
    assert later() == []


def test_a_letter_that_waits_is_not_sent_by_a_bell_that_rang_early(app, dana, learned, later):
    learned(ALONE)
    asked(dana, "parent")
    with app.app_context(), transaction(writing=False):
        waiting = db.session.scalar(select(OutgoingLetter.id))
    with app.app_context():
        jobs.deliver(str(waiting))
    assert not list(app.extensions["mail"].folder.glob("*.eml")) and len(later()) == 1


def test_claimed_by_a_postman_that_died_it_leaves_later(app, dana, learned, later):
    learned(ALONE)
    asked(dana, "parent")
    with app.app_context(), transaction():
        claimed = times.now() - timedelta(minutes=5)
        db.session.execute(update(OutgoingLetter).values(claimed_at=claimed, tries=1))
    assert len(later()) == 1
