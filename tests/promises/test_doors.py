"""Every door is on this list with its guard; a new one fails until somebody has thought about who may open it."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import uuid4

import pytest

PUBLIC = {
    "static", "chat.home", "chat.help", "demo.index", "demo.visit", "health.health", "health.ready", "metrics.metrics",
    "accounts.register", "accounts.join", "accounts.login", "accounts.come_in", "accounts.forgot", "accounts.ask_again",
    "accounts.reset", "accounts.choose", "accounts.confirm", "accounts.confirmed", "accounts.stop", "accounts.stopped",
    "accounts.privacy", "accounts.terms", "accounts.accessibility",
    "privacy.receipt",  # whoever holds its token; it names nobody
    "proving.code", "proving.come_in",  # nobody without the password: tests/accounts/test_second_step.py
}  # fmt: skip
GUEST = {  # opened by what a visitor holds, a link or its cookie: tests/sharing/test_every_door.py
    "guest.door", "guest.enter", "guest.overview", "guest.still_open", "guest.language", "guest.end", "guest.look", "guest.item",
    "guest.file", "guest.picture", "guest.pdf", "guest.to_print", "guest.film", "guest.poster", "guest.chapters",
    "guest.write",
}  # fmt: skip
SIGNED_IN = {
    "accounts.logout", "accounts.settings", "accounts.set_up", "accounts.send_again", "accounts.choose_letters", "accounts.email", "accounts.move",
    "accounts.password", "accounts.change_password", "accounts.sessions", "accounts.end_others",
    "proving.ask", "proving.sure", "proving.factor", "proving.turn_on", "proving.turn_off", "proving.renew",
    "children.new", "children.create", "journey.index",
    "privacy.leaving", "privacy.erase", "privacy.export", "privacy.copy", "privacy.returning", "privacy.bring",
    "experts.directory", "experts.profile", "experts.place",  # everybody with an account sees the same professionals
    "uploads.create", "uploads.keep", "uploads.give",  # the token of an address names who may use it: tests/uploads
}  # fmt: skip
MINE = {  # 404 for a stranger; the fixture `rows` below says whose rows they are
    "accounts.end": "login", "children.edit": "child", "children.correct": "child",
    "privacy.leaving_child": "child", "privacy.erase_child": "child", "privacy.fetch": "export", "privacy.discard": "export", "privacy.put_away": "import",
    "journey.view": "session", "journey.correct": "observation", "journey.dispute": "observation",
    "journey.delete": "observation", "cards.index": "session",
    "chat.talk": "session", "chat.say": "session", "chat.ask": "session", "chat.lines": "session", "chat.live": "session",
    "journal.index": "session", "journal.create": "session", "journal.entry": "entry", "journal.edit": "entry", "journal.photo": "entry",
    "journal.rewrite": "entry", "journal.delete": "entry", "journal.restore": "entry",
    "journal.keep": "message",
    "experts.index": "session", "experts.expert": "session", "experts.keep": "session", "experts.contact": "match",
    "experts.schedule": "match", "experts.complete": "match", "experts.back": "match", "experts.calendar": "match",
    "documents.index": "session", "documents.create": "session", "documents.seen": "session", "documents.document": "document",
    "documents.download": "document", "documents.picture": "document", "documents.read": "document", "documents.describe": "document",
    "documents.again": "document", "documents.findings": "document", "documents.marking": "document", "documents.mark": "document",
    "documents.delete": "document",
    "meetings.ask": "session", "meetings.to_print": "session", "meetings.reword": "question", "meetings.delete": "question",
    "reports.index": "session", "reports.create": "session", "reports.report": "report", "reports.read": "report",
    "videos.index": "session", "videos.create": "session", "videos.seen": "session", "videos.video": "video", "videos.play": "video",
    "videos.poster": "video", "videos.chapters": "video", "videos.mark": "video", "videos.put": "video", "videos.again": "video",
    "videos.delete": "video",
    "reports.pdf": "report", "reports.to_print": "report", "prints.state": "print", "prints.file": "print",
    "sharing.index": "session", "sharing.create": "session", "sharing.stop": "session", "sharing.revoke": "share", "sharing.change": "share", "sharing.take_back": "note",
    "chat.line": "message", "chat.stop": "message", "chat.retry": "message", "videos.filming": "session",
    "uploads.parts": "upload", "uploads.part": "upload", "uploads.complete": "upload", "uploads.cancel": "upload",
}  # fmt: skip
OPERATORS = {  # nobody else learns that they are there
    "admin.desk", "admin.jobs", "admin.try_again", "admin.forget", "admin.trail",
    "admin_experts.index", "admin_experts.new", "admin_experts.create", "admin_experts.entry", "admin_experts.rewrite",
    "admin_experts.verify", "admin_experts.hide", "admin_experts.bring_back", "admin_experts.delete", "admin_experts.file",
    "admin_helplines.index", "admin_helplines.new", "admin_helplines.create", "admin_helplines.line", "admin_helplines.rewrite",
    "admin_helplines.up", "admin_helplines.remove", "admin_helplines.back",
    "admin_letters.index", "admin_letters.again", "admin_letters.forget",
    "admin_lists.new", "admin_lists.create", "admin_lists.entry", "admin_lists.bring", "admin_lists.drop",
}  # fmt: skip
SAFE = {"GET", "HEAD", "OPTIONS"}


def doors(app):
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method


def test_no_two_doors_share_an_address(app):
    addresses = [(rule.rule, method) for rule, method in doors(app)]
    assert len(addresses) == len(set(addresses))


def address(app, rule, ids):
    values = {name: ids.get(name, uuid4() if name.endswith("_id") else "x") for name in rule.arguments}
    if "number" in values:
        values["number"] = 1
    if "key" in values:
        values["key"] = "portrait"
    if "page" in values:
        values["page"] = 1
    with app.test_request_context():
        from flask import url_for

        return url_for(rule.endpoint, **values)


@pytest.fixture
def rows(dana, app):
    return everything_of(app, dana)


def everything_of(app, dana):
    """Dana's rows, by the name of the argument that carries their id."""

    from chitta.accounts.models import Login, User
    from chitta.chat.models import Message
    from chitta.core import times
    from chitta.core.db import db, transaction
    from chitta.documents.models import Document
    from chitta.documents.reading import Reading
    from chitta.experts.models import Expert, ExpertMatch
    from chitta.journal.models import JournalEntry, Photo
    from chitta.journey.facts import Observed
    from chitta.journey.models import Journey, Observation
    from chitta.meetings.models import MeetingQuestion
    from chitta.prints.models import Print
    from chitta.privacy.models import Export, Import
    from chitta.reports.models import Report
    from chitta.sharing.models import ExpertNote, ShareLink, ShareOpening
    from chitta.sharing.refs import Chosen, Ref
    from chitta.uploads.models import Upload
    from chitta.videos.models import Video

    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        journey.learn(Observed(kind="strength", domain="general", text="She sings all day long"))
        message = db.session.scalars(db.select(Message).where(Message.session_id == dana.session_id)).first()
        observation = db.session.scalars(db.select(Observation)).first()
        about = {
            "purpose": "scrap",
            "name": "letter.pdf",
            "media_type": "application/pdf",
            "size": 5,
            "fingerprint": "x",
        }
        upload = Upload(session_id=journey.id, user_id=dana.user_id, key="families/x/y/original", **about)
        db.session.add(upload)
        db.session.flush()
        key = f"families/{dana.child_id}/{uuid4()}/original"
        paper = Document.take(journey, name="report.pdf", type="report", media_type="application/pdf", size=9, key=key)
        paper.status, paper.content = (
            "understood",
            Reading(texts=("She sings all day and knows every song.",), images=(1,)),
        )
        film = Video.take(journey, name="a.mp4", scene="free_play", watch="parent", size=9, key=key, replaces=None)
        film.status, film.key = "understood", key.replace("original", "film.mp4")
        question = MeetingQuestion(session_id=journey.id, text="What helps at the gate?")
        db.session.add(question)
        expert = Expert.write(name_en="Dr. Levi", specialties="speech", city="haifa")
        match = ExpertMatch.keep(journey, expert)
        match.schedule(times.today() + timedelta(days=9), time(10))
        login = db.session.scalars(db.select(Login).where(Login.user_id == dana.user_id)).first()
        report = Report.ask(journey)
        entry = JournalEntry.write(journey, "She let go of my hand at the gate", photo=Photo(uuid4(), 40, 20))
        chosen = Chosen(refs=(Ref(kind="summary"),))
        link = ShareLink.make(
            journey, name="Dr. Levi", language="en", chosen=chosen, expires_at=times.now() + timedelta(days=7)
        )
        opening = ShareOpening.begin(link.id, "a secret", "Dr. Levi", "Paediatrician", "en")
        noted = ExpertNote(link_id=link.id, opening_id=opening.id, text="She waited for her turn.")
        db.session.add(noted)
        db.session.flush()
        return {
            "session_id": dana.session_id,
            "child_id": dana.child_id,
            "message_id": message.id,
            "observation_id": observation.id,
            "login_id": login.id,
            "entry_id": entry.id,
            "report_id": report.id,
            "print_id": Print.ask(journey, "report", report.id).id,
            "document_id": paper.id,
            "upload_id": upload.id,
            "video_id": film.id,
            "question_id": question.id,
            "export_id": Export.ask(db.session.get(User, dana.user_id)).id,
            "import_id": Import.begin(db.session.get(User, dana.user_id), 9).id,
            "note_id": noted.id,
            "share_id": link.id,
            "opening_id": opening.id,
            "expert_id": expert.id,
            "match_id": match.id,
        }


def knock(who, method, path, headers=()):
    """One request; of an answer without end only its beginning."""
    said = {"X-CSRFToken": who.token()} if method not in SAFE else {}
    return who.client.open(path, method=method, headers={**said, **dict(headers)})


def test_every_answer_carries_the_headers(app, dana, somebody):
    for answer in (dana.get(f"/sessions/{dana.session_id}"), somebody.get("/login"), somebody.get("/nowhere")):
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
