"""How the sample families come about: by the same verbs a family's own taps would call. Each can be cleared and made anew.

Nobody waits for a worker: what the queue would do later is done here at once, by the built-in guide.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

import structlog
from flask import Flask
from sqlalchemy import select

from chitta.accounts.models import User
from chitta.chat import answering, speaking
from chitta.children.models import Child
from chitta.core import i18n, times
from chitta.core.db import db, transaction
from chitta.core.errors import Refused
from chitta.core.vocabulary import LANGUAGES, Language
from chitta.demo import films, papers
from chitta.demo.families import SAMPLES, Paper, Sample, Saw
from chitta.documents import keeping as documents_keeping
from chitta.documents import rules
from chitta.documents import understanding as documents
from chitta.documents.models import Document
from chitta.experts.models import Expert, ExpertMatch
from chitta.gateways import media
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.fence import workshop
from chitta.gateways.guide import Guide
from chitta.gateways.storage import Storage
from chitta.journal.models import JournalEntry
from chitta.journey import stages
from chitta.journey.facts import FilmingChosen, Observed, StageChosen
from chitta.journey.models import Journey
from chitta.meetings.models import MeetingQuestion
from chitta.reports import writing
from chitta.reports.models import Report
from chitta.sharing import handing
from chitta.sharing.offering import offered
from chitta.videos import keeping as films_keeping
from chitta.videos.models import MEDIA_TYPE, Video
from chitta.videos.seeing import Film, Measured, Seeing
from chitta.videos.wording import Scene

log = structlog.get_logger()

GUIDES: Mapping[str, Guide] = {BuiltIn.name: BuiltIn()}
AT_ITS_STAGE = ("consultation", "document_upload", "expert_search", "sharing")  # reached by choosing it
MEETS_IN, MEETS_AT = 5, time(10, 30)  # days from today, and the hour
WITH_REPORTS = ("report_ready", "expert_search", "meeting_prep", "sharing")


@dataclass(frozen=True, slots=True)
class Reel:
    """A film as the pipeline leaves it."""

    film: Path
    poster: Path
    seen: Seeing


@dataclass
class Studio:
    """Films are drawn, prepared and measured once for all families of a round."""

    folder: Path
    reels: dict[Scene, Reel] = field(default_factory=dict)

    def reel(self, scene: Scene) -> Reel:
        if scene not in self.reels:
            came, made, poster = (self.folder / f"{scene}{end}" for end in ("-came.mp4", ".mp4", ".jpg"))
            films.film(scene, came)
            media.probe(came, ".mp4")
            done = media.prepare(came, made)
            media.poster(made, poster)
            played = Film(
                seconds=done["seconds"], width=done["width"], height=done["height"], sound=bool(done["sound"])
            )
            self.reels[scene] = Reel(made, poster, Seeing(film=played, measured=Measured.of(media.measure(made))))
        return self.reels[scene]


def add_families(
    app: Flask,
    older_than: datetime | None = None,
    told: Callable[[str], object] = str,
    samples: Sequence[Sample] = SAMPLES,
) -> int:
    """Make the sample families that are not there, and anew those made before `older_than`: each can be entered until the
    new one is whole. told: hears of each. Answers how many were made."""
    made = 0
    with app.app_context(), workshop() as folder:
        studio = Studio(folder)
        for sample in samples:
            for language in LANGUAGES:
                there, storage = find(sample.stage, language), app.extensions["storage"]
                if there is None or (older_than and there.created_at < older_than):
                    clear(storage, key_of(sample.stage, language), but=there.id if there else None)
                    new = _Making(app, studio, sample, language).make()
                    clear(storage, key_of(sample.stage, language), but=new)
                    made += 1
                    told(f"{sample.stage} ({language})")
    return made


def key_of(stage: str, language: str) -> str:
    return f"{stage}.{language}"


def find(stage: str, language: str) -> User | None:
    """The sample family of this stage and language, once it is whole; of two the new one."""
    whole = User.demo == key_of(stage, language), User.confirmed_at.is_not(None)
    return db.session.scalar(select(User).where(*whole).order_by(User.created_at.desc()).limit(1))


def clear(storage: Storage, key: str, but: uuid.UUID | None = None) -> None:
    """Everything of this sample family goes, old and half made ones too, save `but`: files, then rows, so that what was
    killed in between is found again. Only of a sample family."""
    mine = select(User).where(User.demo == key, User.demo != "", *([User.id != but] if but else []))
    with transaction(writing=False):
        homes = [f"families/{child.id}/" for user in db.session.scalars(mine) for child in Child.of(user)]
    for home in homes:
        storage.delete_all(home)
    with transaction():
        for user in db.session.scalars(mine):
            db.session.delete(user)
    for home in homes:  # what a worker wrote meanwhile
        storage.delete_all(home)


class _Making:
    """One family in one language."""

    def __init__(self, app: Flask, studio: Studio, sample: Sample, language: Language) -> None:
        self.storage, self.streams = app.extensions["storage"], app.extensions["streams"]
        self.studio, self.sample, self.language = studio, sample, language
        self.id = self.child = self.parent = uuid.UUID(int=0)

    def make(self) -> uuid.UUID:
        """The new family's id, once it is whole."""
        with i18n.speaking(self.language, self.sample.address):
            self.move_in()
            for line in self.sample.lines:
                self.say(line[self.language])
            self.see_to()
            for note in self.sample.notes:
                with self.journey() as journey:
                    day = times.today() - timedelta(days=note.days)
                    tags = [tag[self.language] for tag in note.tags]
                    lent = self.sample.stage in WITH_REPORTS
                    JournalEntry.write(journey, note.text[self.language], note.kind, tags, day, for_reports=lent)
            for paper in self.sample.papers:
                self.bring(paper)
            self.film()
            self.write_reports()
            self.arrive()
            with transaction():
                db.session.get_one(User, self.parent).confirmed_at = times.now()  # from now on it can be entered
        return self.parent

    @contextmanager
    def journey(self) -> Iterator[Journey]:
        with transaction():
            yield Journey.locked(self.id)

    # --- talking -------------------------------------------------------------------------------------------------

    def move_in(self) -> None:
        """An account that no password opens, and a child with a conversation."""
        sample, language = self.sample, self.language
        with transaction():
            user = User(
                email=f"sample-{secrets.token_hex(6)}@example.org",
                full_name=sample.parent[language],
                password_hash="!",  # nosec B106 # matches nothing
                language=language,
                address=sample.address,
                demo=key_of(sample.stage, language),
                agreed_at=times.now(),
            )
            db.session.add(user)
            db.session.flush()
            child = Child.add(user, sample.child[language], _born(sample.months), sample.gender)
            self.id, self.child, self.parent = speaking.open_conversation(child).id, child.id, user.id

    def say(self, text: str) -> None:
        with self.journey() as journey:
            _, reply, _ = speaking.say(journey, text, None, self.streams)
            reply_id = reply.id
        answering.answer(reply_id, GUIDES, self.streams)

    def see_to(self) -> None:
        """What the later stages lean on is known, whatever the guide made of the lines."""
        good, hard = (line[self.language] for line in self.sample.lines[:2])
        with self.journey() as journey:
            lacking = stages.missing(journey.today)
            if "strength" in lacking:
                journey.learn(Observed(kind="strength", domain="general", text=good))
            if {"concern", "example"} & set(lacking):
                _, domain = films_keeping.guess(hard)
                journey.learn(Observed(kind="concern", domain=domain, text=hard, example=hard))

    # --- papers and films ----------------------------------------------------------------------------------------

    def bring(self, paper: Paper) -> None:
        key = f"families/{self.child}/{uuid.uuid4()}/original"
        file = self.studio.folder / "letter.docx"
        papers.write(paper, self.language, file)
        with file.open("rb") as body:
            size = self.storage.put(key, body, papers.MEDIA_TYPE)
        with self.journey() as journey:
            name = f"{paper.title[self.language]}.docx"
            brought = Document.take(
                journey, name=name, type=paper.type, media_type=papers.MEDIA_TYPE, size=size, key=key
            )
            Document.counted(journey)
            paper_id = brought.id
        documents.understand(paper_id, documents.Means(self.storage, GUIDES, self.streams, 0))
        if self.sample.stage in WITH_REPORTS:
            self.keep(paper_id)

    def keep(self, paper_id: uuid.UUID) -> None:
        """The family said yes to what the paper says, and marked its sentences below the title."""
        with self.journey():
            paper = db.session.get_one(Document, paper_id)
            with suppress(Refused):
                documents_keeping.keep(paper, [one.id for one in paper.content.findings], paper.version)
            for number, sentence in enumerate(rules.sentences(paper.content.text(1)), 1):
                if not paper.name.startswith(sentence):
                    documents_keeping.mark(paper, (1, number), sentence, *documents_keeping.guess(sentence))
            documents_keeping.seen(paper.journey, paper)

    def film(self) -> None:
        if self.sample.stage == "video_instructions" or self.sample.films:
            with self.journey() as journey:
                journey.learn(FilmingChosen(choice="wanted"))
        if self.sample.films:
            with self.journey() as journey:
                journey.learn(StageChosen(stage="video_upload"))
        for scene in self.sample.films:
            film_id = self.put(scene, self.studio.reel(scene))
            for saw in self.sample.saw:
                if saw.scene == scene:
                    self.tell(film_id, saw)

    def put(self, scene: Scene, reel: Reel) -> uuid.UUID:
        """A film that was prepared and measured before: the row is what the pipeline leaves when it is done."""
        film_id = uuid.uuid4()
        home = f"families/{self.child}/{film_id}"
        for end, file, kind in (("film.mp4", reel.film, MEDIA_TYPE), ("poster.jpg", reel.poster, "image/jpeg")):
            with file.open("rb") as body:
                self.storage.put(f"{home}/{end}", body, kind)
        with self.journey() as journey:
            db.session.add(
                Video(
                    id=film_id,
                    session_id=journey.id,
                    journey=journey,
                    name=f"{scene}.mp4",
                    scene=scene,
                    watch="parent",
                    size=reel.film.stat().st_size,
                    sha256=sha256(reel.film.read_bytes()).hexdigest(),
                    original="",
                    key=f"{home}/film.mp4",
                    status="understood",
                    engine=BuiltIn.name,
                    percent=100,
                    content=reel.seen,
                    ready_at=times.now(),
                )
            )
            Video.counted(journey)
        return film_id

    def tell(self, film_id: uuid.UUID, saw: Saw) -> None:
        with self.journey():
            film = db.session.get_one(Video, film_id)
            films_keeping.tell(film, saw.second, saw.text[self.language], saw.kind)

    # --- reports, and where they stand ---------------------------------------------------------------------------

    def write_reports(self) -> None:
        """Both reports. Of the letter's coming the journey itself has taken care; a worker nearby may be at it too."""
        if self.sample.stage not in WITH_REPORTS:
            return
        for variant in ("parent", "professional"):
            with self.journey() as journey:
                report, _ = writing.ask(journey, variant)  # type: ignore[arg-type]
                report_id = report.id
            writing.write(report_id, self.streams)
            if self.sample.stage != "report_ready":
                with self.journey():
                    writing.read(db.session.get_one(Report, report_id))

    def arrive(self) -> None:
        """At the stage the family stands for."""
        for question in self.sample.questions:
            with self.journey() as journey:
                MeetingQuestion.write(journey, question[self.language])
        self.look_for_help()
        if self.sample.stage in AT_ITS_STAGE:
            with self.journey() as journey:
                journey.learn(StageChosen(stage=self.sample.stage))
        if self.sample.shared_with:
            with self.journey() as journey:
                name, chosen = self.sample.shared_with[self.language], offered(journey).usual
                handing.hand_over(journey, chosen, name=name, days=14, language=self.language)

    def look_for_help(self) -> None:
        """Of the directory's samples some are kept; the last one is met in a few days. Where there are none, nobody is."""
        kept = select(Expert).where(Expert.key.in_(self.sample.experts), Expert.sample, Expert.open_to_all())
        ids = [one.id for one in db.session.scalars(kept.order_by(Expert.key))]
        for expert_id in ids:
            with self.journey() as journey:
                match = ExpertMatch.keep(journey, db.session.get_one(Expert, expert_id))
                if self.sample.stage == "meeting_prep" and expert_id == ids[-1]:
                    match.schedule(times.today() + timedelta(days=MEETS_IN), MEETS_AT)


def _born(months: int) -> date:
    """So many months ago, in the middle of a month: ages stay what the story says for a day."""
    today = times.today()
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, month + 1, min(today.day, 15))
