"""Which screens there are, for `bench.shots`: who stands before which door, and rows in every state, straight into the house's database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask, url_for
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from chitta.accounts import codes
from chitta.accounts.models import Login, User
from chitta.chat.models import Message
from chitta.chat.speaking import open_conversation
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, db, transaction
from chitta.core.i18n import speaking
from chitta.core.vocabulary import LANGUAGES, STAGES, Language
from chitta.demo import making
from chitta.documents.models import Document
from chitta.documents.reading import Reading
from chitta.experts.models import Expert, ExpertMatch
from chitta.journal.models import JournalEntry
from chitta.journey import views
from chitta.journey.facts import Observed
from chitta.journey.models import Journey
from chitta.meetings.models import MeetingQuestion
from chitta.privacy.models import Export
from chitta.reports.models import Report
from chitta.sharing import handing
from chitta.sharing.offering import offered
from chitta.videos.models import Video
from chitta.videos.seeing import Seeing

NOBODY, MANY = "0" * 43, 30
# Doors that answer with a file, a fragment or figures: nothing to look at.
NO_SCREEN = {
    "static", "health.health", "health.ready", "metrics.metrics", "chat.live", "chat.line", "chat.lines", "accounts.stop",
    "admin_experts.file", "documents.download", "documents.picture", "experts.calendar", "journal.photo", "prints.file", "prints.state",
    "privacy.fetch", "reports.pdf", "uploads.give", "uploads.parts", "videos.chapters", "videos.play", "videos.poster",
    "guest.chapters", "guest.file", "guest.film", "guest.pdf", "guest.picture", "guest.poster", "guest.still_open",
}  # fmt: skip
VISITOR = {
    "chat.home", "chat.help", "demo.index", "accounts.register", "accounts.login", "accounts.forgot", "accounts.reset",
    "accounts.confirm", "accounts.privacy", "accounts.terms", "accounts.accessibility", "privacy.receipt", "proving.code",
}  # fmt: skip
GUEST = {"guest.door", "guest.overview", "guest.item"}
OPERATOR = {
    "admin.desk", "admin.jobs", "admin.trail", "admin_experts.entry", "admin_experts.index", "admin_experts.new",
    "admin_helplines.index", "admin_helplines.line", "admin_helplines.new", "admin_letters.index", "admin_lists.new",
    "admin_lists.entry",
}  # fmt: skip
AT_A_STAGE = {"chat.talk", "cards.index"}
STANDS_FOR = {
    "interview": ("portrait", "journal"),
    "consultation": ("consultDoc", "journal"),
    "document_upload": ("uploadDoc", "viewDocs"),
    "video_instructions": ("instructions", "view1", "uploadVideo"),
    "video_upload": ("uploadVideo", "videoGallery"),
    "analysis": ("videoGallery",),
    "report_ready": ("parentReport", "proReport"),
    "expert_search": ("findExperts", "expert"),
    "meeting_prep": ("summary", "findExperts"),
    "sharing": ("shareExpert",),
}


@dataclass(frozen=True, slots=True)
class Screen:
    """name: as the file will be called; who: the key of whose cookie the browser carries."""

    name: str
    who: str
    language: Language
    path: str


@dataclass
class Somebody:
    """With what is theirs, by the argument of an address."""

    key: str
    language: Language
    cookie: str
    ids: dict[str, list[Any]] = field(default_factory=dict)


def ready() -> bool:
    """Are all the sample families there?"""
    with transaction(writing=False):
        return all(making.find(stage, language) for stage in STAGES for language in LANGUAGES)


class People:
    """Everybody who looks: each sample family, one that has just come, one where everything went wrong, and an operator."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.sign = SecureCookieSessionInterface().get_signing_serializer(app)
        self.tokens: dict[str, str] = {}

    def all(self) -> Iterator[Somebody]:
        for language in LANGUAGES:
            for key, make in {"own": _own, "new": _new, "states": _states, "operator": _operator}.items():
                yield self.holding(key, _there(key, language) or _made(key, language, make))
        making.add_families(self.app)
        for language in LANGUAGES:
            for stage in STAGES:
                with transaction(writing=False):
                    family = making.find(stage, language)
                yield self.holding(stage, family)
            self.tokens[language] = self.link(language)

    def holding(self, key: str, user: User) -> Somebody:
        with transaction():
            login = Login.start(user, "Firefox")
            login.proved_at = times.now()
            cookie = self.sign.dumps({"_user_id": login.token, "_fresh": True, "lang": user.language})  # type: ignore[union-attr]
        with transaction(writing=False):
            return Somebody(key, user.language, cookie, _theirs(user))  # type: ignore[arg-type]

    def link(self, language: Language) -> str:
        """A link to all that the family at the last stage has; its token."""
        family = making.find("sharing", language)
        assert family is not None, "the sample families are not there yet"
        with self.app.test_request_context(), speaking(language, "f"), transaction():
            journey = Journey.locked(Journey.of_family(family)[0][1])
            made = handing.hand_over(journey, offered(journey).refs, name="Dr. Levi", days=7, language=language)
            return made.token


def _there(key: str, language: str) -> User | None:
    """Made in a round before, in a house that was kept."""
    with transaction(writing=False):
        return User.by_email(f"{key}.{language}@example.org")


def _made(key: str, language: Language, make: Callable[[Language], User]) -> User:
    with speaking(language, "f"), transaction():
        user = make(language)
        user.email, user.confirmed_at = f"{key}.{language}@example.org", times.now()
    return user


def _theirs(user: User) -> dict[str, list[Any]]:
    family = Journey.of_family(user)
    children, journeys = [child for child, _ in family], [id for _, id in family]

    def mine(table: Any, *more: Any) -> list[Any]:
        return list(db.session.scalars(select(table.id).where(table.session_id.in_(journeys), *more)))

    return {
        "child_id": [child.id for child in children],
        "session_id": journeys,
        "document_id": mine(Document),
        "video_id": mine(Video),
        "report_id": mine(Report),
        "entry_id": mine(JournalEntry)[:1],
        "expert_id": list(db.session.scalars(select(Expert.id).order_by(Expert.key).limit(1))),
    }


def _own(language: Language) -> User:
    """The family at the last stage as one of their own; the sample is made anew."""
    family = making.find("sharing", language)
    assert family is not None
    family.demo = ""
    return family


def _account(language: Language, **about: Any) -> User:
    name = "מיכל לוי" if language == "he" else "Michelle Levy"
    user = User(
        email=f"{times.now().timestamp()}@example.org", full_name=name, password_hash="!", language=language,
        **{"address": "f", "agreed_at": times.now(), **about},
    )  # fmt: skip
    db.session.add(user)
    db.session.flush()
    return user


def _new(language: Language) -> User:
    """Somebody who has just added a child."""
    user = _account(language)
    open_conversation(Child.add(user, "", None, ""))
    return user


def _operator(language: Language) -> User:
    return _account(language, role="operator", second_factor_at=times.now(), factor_salt=codes.salt())


def _states(language: Language) -> User:
    """A family of long names that meets every state a thing can be in, and has a great many moments."""
    user, he = _account(language), language == "he"
    name = "אלכסנדרה־שירה בת־אל" if he else "Alexandra Wilhelmina"
    journey = Journey.locked(open_conversation(Child.add(user, name, times.today() - timedelta(days=1300), "girl")).id)
    _lines(journey, he)
    good, hard = ("היא שרה כל היום", "קשה לה להירדם") if he else ("She sings all day", "Falling asleep is hard for her")
    journey.learn(Observed(kind="strength", domain="general", text=good))
    journey.learn(Observed(kind="concern", domain="sleep", text=hard, example=hard))
    for number, (status, reason) in enumerate(PAPERS):
        file = (
            "אבחון של המכון להתפתחות הילד (עותק 2) final.pdf"
            if he
            else "Kindergarten_report_final_version-2 (copy).pdf"
        )
        about = {
            "status": status,
            "reason": reason,
            "media_type": "application/pdf",
            "size": 90_000,
            "key": f"none/{number}",
        }
        _add(
            Document(
                session_id=journey.id,
                journey=journey,
                type="report",
                name=file,
                content=Reading(),
                **about,
                **_held(status),
            )
        )
    for status, reason in FILMS:
        about = {"status": status, "reason": reason, "size": 90_000_000, "original": "none/x", "percent": 40}
        _add(
            Video(
                session_id=journey.id,
                journey=journey,
                scene="meal_time",
                name="VID_20260301_184512.mp4",
                content=Seeing(),
                **about,
                **_held(status),
            )
        )
    for version, (variant, status) in enumerate(REPORTS, 1):
        _add(
            Report(
                session_id=journey.id,
                journey=journey,
                variant=variant,
                version=version,
                language=language,
                status=status,
                **_held(status),
            )
        )
    for number in range(MANY):
        text = f"{number + 1}. " + (
            "היום היא סיפרה לסבתא על הגן, לבד" if he else "Today she told grandma about kindergarten"
        )
        JournalEntry.write(
            journey,
            text,
            "progress",
            [f"תגית {number % 7}" if he else f"tag {number % 7}"],
            times.today() - timedelta(days=2 * number),
        )
    for number in range(3):
        text = ("מה לשאול? " if he else "What shall we ask? ") * (1 + 6 * number)
        _add(MeetingQuestion(session_id=journey.id, text=text))
    _experts(journey)
    _add(Export(user_id=user.id, status="failed", reason="full"))
    return user


def _lines(journey: Journey, he: bool) -> None:
    """Replies that were stopped, cut off, refused and awaited, and words that bring the help lines."""
    seq = 2
    for status, error, text, alert in LINES:
        said = Message(
            session_id=journey.id,
            seq=seq,
            sender="user",
            text="היא שוב לא ישנה" if he else "Again she did not sleep",
            alert=alert,
        )
        said.alerted_at = times.now() if alert else None
        _add(said)
        words = text and ("ראיתי שהלילות" if he else "I see that the nights")
        about = {"status": status, "error": error, "engine": "built-in", "reply_to": said.id, "text": words}
        _add(Message(session_id=journey.id, seq=seq + 1, sender="chitta", **about, **_held(status)))
        seq += 2


def _experts(journey: Journey) -> None:
    """One suggested, one written to, one met, one where it is over."""
    steps: tuple[Callable[[ExpertMatch], object], ...] = (
        lambda match: None,
        lambda match: match.contact(),
        lambda match: match.schedule(times.today() + timedelta(days=1), times.now().time().replace(hour=9, minute=5)),
    )
    for step, expert in zip(steps, db.session.scalars(select(Expert).order_by(Expert.key).limit(3)), strict=False):
        step(ExpertMatch.keep(journey, expert))


def _held(status: str) -> dict[str, Any]:
    """What waits stays so: somebody seems to be at it."""
    return {"lease_until": times.now() + timedelta(days=30)} if status not in ENDED else {}


def _add(row: Base) -> None:
    db.session.add(row)
    db.session.flush()


ENDED = {"understood", "refused", "failed", "ready", "settled", "stopped"}
PAPERS = (
    ("received", ""),
    ("checking", ""),
    ("reading", ""),
    ("failed", ""),
    ("refused", "locked"),
    ("refused", "twice"),
)
FILMS = (
    ("received", ""),
    ("preparing", ""),
    ("watching", ""),
    ("failed", ""),
    ("refused", "short"),
    ("refused", "twice"),
)
REPORTS = (("parent", "failed"), ("professional", "writing"))
LINES = (
    ("stopped", "", "cut", ""), ("failed", "", "cut", ""), ("failed", "busy", "", ""), ("failed", "refusal", "", ""),
    ("settled", "", "cut", "self_harm"), ("speaking", "", "cut", ""),
)  # fmt: skip


# --- the addresses -----------------------------------------------------------------------------------------------------


def screens(app: Flask, people: list[Somebody]) -> list[Screen]:
    """All of them. An endpoint that nobody thought of is an error, as in tests/promises/test_doors.py."""
    with app.test_request_context():
        found = [*_of_visitors(), *(one for who in people for one in _of(app, who))]
        left = _readable(app) - NO_SCREEN - VISITOR - GUEST - OPERATOR - {endpoint for endpoint, _ in OWN}
    assert not left, f"nobody looks at {sorted(left)}"
    return found


def _readable(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}


def _of_visitors() -> Iterator[Screen]:
    for language in LANGUAGES:
        for endpoint in sorted(VISITOR):
            values = {"token": NOBODY} if endpoint in ("accounts.reset", "accounts.confirm", "privacy.receipt") else {}
            yield Screen(f"visitor-{endpoint}", "", language, url_for(endpoint, lang=language, **values))
        yield Screen("visitor-dead_link", "", language, f"/s/{NOBODY}?lang={language}")
        yield Screen("visitor-nowhere", "", language, f"/nowhere?lang={language}")


OWN: tuple[tuple[str, str], ...] = (
    *((endpoint, "") for endpoint in (
        "accounts.settings", "accounts.email", "accounts.password", "accounts.sessions", "proving.factor", "proving.ask", "children.new",
        "journey.index", "privacy.leaving", "privacy.returning", "privacy.export", "experts.directory",
    )),
    *((endpoint, "child_id") for endpoint in ("children.edit", "privacy.leaving_child")),
    *((endpoint, "session_id") for endpoint in (
        "chat.talk", "cards.index", "journal.index", "documents.index", "videos.index", "reports.index", "sharing.index", "experts.index",
    )),
    ("journey.view", "session_id"), ("documents.document", "document_id"), ("documents.marking", "document_id"), ("videos.video", "video_id"),
    ("reports.report", "report_id"), ("journal.entry", "entry_id"), ("journal.edit", "entry_id"), ("experts.profile", "expert_id"),
    ("experts.expert", "expert_id"),
)  # fmt: skip


def _of(app: Flask, who: Somebody) -> Iterator[Screen]:
    if who.key == "operator":
        yield from _of_operators(who)
        return
    rich = who.key in ("own", "new", "states")
    for endpoint, argument in OWN:
        if rich or endpoint in AT_A_STAGE or endpoint == "journey.view":
            for number, path in enumerate(_paths(endpoint, argument, who), 1):
                yield Screen(
                    f"{who.key}-{endpoint}-{path.rsplit('/')[-1] if endpoint == 'journey.view' else number}",
                    who.key,
                    who.language,
                    path,
                )


def _paths(endpoint: str, argument: str, who: Somebody) -> Iterator[str]:
    journey = who.ids["session_id"][0]
    if endpoint == "journey.view":
        keys = sorted(views.available()) if who.key not in STANDS_FOR else STANDS_FOR[who.key]
        yield from (url_for(endpoint, session_id=journey, key=key) for key in keys)
    elif endpoint == "experts.expert":
        yield from (url_for(endpoint, session_id=journey, expert_id=one) for one in who.ids[argument])
    elif not argument:
        yield url_for(endpoint)
    else:
        yield from (url_for(endpoint, **{argument: one}) for one in who.ids[argument])


def _of_operators(who: Somebody) -> Iterator[Screen]:
    for endpoint in sorted(OPERATOR - {"admin_lists.entry"}):
        values: dict[str, Any] = {}
        if endpoint == "admin_experts.entry":
            values = {"expert_id": db.session.scalar(select(Expert.id).order_by(Expert.key).limit(1))}
        elif endpoint in ("admin_helplines.line", "admin_helplines.new"):
            values = {"country": "IL"} | ({"number": 1} if endpoint.endswith("line") else {})
        yield Screen(f"operator-{endpoint}", who.key, who.language, url_for(endpoint, **values))
