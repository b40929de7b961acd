"""Papers the family brought: what they are, how far reading them has come, and what stands in them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import PurePath
from typing import Any, ClassVar, Literal, get_args

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Uuid,
    cast,
    delete,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Json, JsonOf, Moment, db
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.core.leasing import LINGERING, ROUND, Leased
from chitta.core.text import one_line
from chitta.documents.reading import Reading
from chitta.journey.facts import ArtifactCounted
from chitta.journey.models import Journey, Observation
from chitta.journey.state import Artifact

MOST_ATTEMPTS = 4
DELETED, TWICE = "deleted", "twice"  # reasons of their own
PAGE = 12
LONGEST_TITLE = 120
TOLD_OF = 12  # papers the journey's state names
Type = Literal["diagnosis", "report", "medical", "other"]
TYPES: tuple[Type, ...] = get_args(Type)
VIEW = "viewDocs"


class Document(Leased, Base):
    """It steps received → checking → reading → understood, or ends as refused (the file itself is not acceptable; `reason`
    says why) or failed (we could not; it can be tried again).

    `attempt` counts the tries and fences off a worker that was thought dead. key: the file as it may be given out (images
    re-encoded); pages: their number. A deleted one is out of everybody's sight and has lost its words; its row stays as
    refused ("deleted") until its files are gone.
    """

    # Rooms to the right hang on here what they do when a document is deleted: (session id, document id), in the same
    # transaction, the journey locked.
    erased_hooks: ClassVar[list[Callable[[uuid.UUID, uuid.UUID], object]]] = []

    __tablename__ = "documents"
    STEPS: ClassVar = {"received": "checking", "checking": "checking", "reading": "reading"}
    __table_args__ = (
        Index("ix_documents_session", "session_id", "created_at"),
        Index("ix_documents_status", "status", "lease_until"),
        CheckConstraint("type in ('diagnosis', 'report', 'medical', 'other')", name="ck_documents_type"),
        CheckConstraint(
            "status in ('received', 'checking', 'reading', 'understood', 'refused', 'failed')",
            name="ck_documents_status",
        ),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    type: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    key: Mapped[str] = mapped_column(String(200))
    pages: Mapped[int] = mapped_column(Integer, default=0)
    status: Mapped[str] = mapped_column(String(10), default="received")
    reason: Mapped[str] = mapped_column(String(40), default="")
    engine: Mapped[str] = mapped_column(String(10), default="")
    content: Mapped[Reading] = mapped_column(JsonOf(Reading), default=Reading)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: papers of journeys this person may see, deleted ones not."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user))) & (cls.reason != DELETED)

    @classmethod
    def of(cls, journey: Journey, before: Document | None = None, size: int = PAGE) -> list[Document]:
        """Up to `size` papers, the newest first; only those after `before`."""
        return list(db.session.scalars(cls._listed(select(cls), journey, before, size)))

    @classmethod
    def versions(cls, journey: Journey, before: Document | None, size: int) -> list[tuple[uuid.UUID, int]]:
        """Id and version of the same papers, without their words."""
        rows = db.session.execute(cls._listed(select(cls.id, cls.version), journey, before, size))
        return [(id, version) for id, version in rows]

    @classmethod
    def _listed(cls, what: Any, journey: Journey, before: Document | None, size: int) -> Any:
        mine = what.where(cls.session_id == journey.id, cls.reason != DELETED)
        if before is not None:
            mine = mine.where(tuple_(cls.created_at, cls.id) < (before.created_at, before.id))
        return mine.order_by(cls.created_at.desc(), cls.id.desc()).limit(size)

    @classmethod
    def asks_of(cls, journey: Journey) -> list[tuple[str, list[str]]]:
        """Title and what it asks for of the newest papers that ask for something, without the rest of their words."""
        content = type_coerce(cls.content, Json)
        named = content["given"].as_string(), content["title"].as_string(), cls.name
        mine = cls.session_id == journey.id, cls.reason != DELETED, cls.status == "understood"
        rows = select(content["asks"], *named).where(*mine).order_by(cls.created_at.desc(), cls.id.desc()).limit(PAGE)
        return [(_titled(*names), asks) for asks, *names in db.session.execute(rows) if asks]

    @property
    def title(self) -> str:
        """What the parent called it, what it calls itself, or the file's name without its ending; "" for none."""
        return _titled(self.content.given, self.content.title, self.name)

    @property
    def home(self) -> str:
        """Where all that is made of it lies."""
        return f"families/{self.journey.child_id}/{self.id}"

    def image_key(self, page: int) -> str:
        """Where the picture of a page lies; a photo is its own."""
        return self.key if self.media_type.startswith("image/") else f"{self.home}/page-{page}.jpg"

    @property
    def given_name(self) -> str:
        """The name it is downloaded under: its own, with the ending of what it is now."""
        ending = ENDINGS.get(self.media_type, "")
        stem = PurePath(self.name).stem.strip() or "document"
        return f"{stem}{ending}" if ending else self.name

    # --- a paper's story ---------------------------------------------------------------------------------------

    @classmethod
    def with_files_to_erase(cls) -> list[uuid.UUID]:
        """Refused and deleted papers whose files may still be there."""
        quiet = or_(cls.lease_until.is_(None), cls.lease_until < times.now() - LINGERING)
        gone = (cls.status == "refused") & or_(
            (cls.reason == DELETED) & quiet, (cls.reason != DELETED) & (cls.key != "")
        )
        return list(db.session.scalars(select(cls.id).where(gone).order_by(cls.created_at).limit(500)))

    @classmethod
    def same(cls, journey_id: uuid.UUID, document_id: uuid.UUID, sha256: str) -> Document | None:
        """The same file, brought to this journey before."""
        others = select(cls).where(cls.session_id == journey_id, cls.sha256 == sha256, cls.id != document_id)
        return db.session.scalar(others.where(cls.status != "refused").order_by(cls.created_at, cls.id).limit(1))

    # --- what the parent does ----------------------------------------------------------------------------------

    @classmethod
    def take(cls, journey: Journey, *, name: str, type: str, media_type: str, size: int, key: str) -> Document:
        """A file has arrived whole; from now on it is a paper of this journey."""
        journey = Journey.locked(journey.id)
        paper = cls(
            id=uuid.uuid4(),
            session_id=journey.id,
            journey=journey,
            type=type,
            name=name,
            media_type=media_type,
            size=size,
            key=key,
        )
        db.session.add(paper)
        db.session.flush()
        return paper

    def lock(self) -> Document:
        """Nobody else changes the journey or this paper now; it is as it stands this moment. Refused when it is gone."""
        Journey.locked(self.session_id)
        fresh = db.session.get(Document, self.id, populate_existing=True)
        if fresh is None or fresh.reason == DELETED:
            raise Refused(N_("This is no longer here."))
        return fresh

    def must_be(self, version: int | None) -> None:
        """Raises Conflict when it was changed since the parent looked at it."""
        if version != self.version:
            raise Conflict(N_("This was changed a moment ago. Please look at what stands here now, then choose."))

    def describe(self, type: str, title: str, version: int | None) -> bool:
        """Another type or title; False when that is what it says already. Raises Conflict."""
        title = one_line(title, LONGEST_TITLE)
        given = title if title != (self.content.title or PurePath(self.name).stem.strip()) else ""
        if (type, given) == (self.type, self.content.given):
            return False
        self.must_be(version)
        self.type, self.content = type, self.content.but(given=given)
        self.version += 1
        return True

    def again(self) -> bool:
        """From the beginning of what is not known yet; False while it is on its way. What the parent kept of it stays."""
        if self.open or self.status == "refused":
            return False
        checked = bool(self.content.texts)
        self.status, self.reason, self.lease_until = ("reading" if checked else "received"), "", None
        self.attempt = (self.attempt // ROUND + 1) * ROUND
        self.version += 1
        self.content = self.content.but(waits="", note="")
        return True

    def opened(self) -> bool:
        """The parent looked at what it says; False when they had before."""
        now = update(Document).where(
            Document.id == self.id, Document.opened_at.is_(None), Document.status == "understood"
        )
        return bool(db.session.execute(now.values(opened_at=times.now())).rowcount == 1)  # type: ignore[attr-defined]

    def observations(self) -> list[Observation]:
        """What is known from it, also what the parent took out of its own words since."""
        said = select(Observation).where(Observation.session_id == self.session_id, Observation.said_by == "document")
        mine = said.where(Observation.state != "withdrawn")
        return [one for one in db.session.scalars(mine) if one.source.get("document") == str(self.id)]

    def erase(self) -> None:
        """Out of sight, its words gone. Its files go once this is committed; what was known from it is withdrawn by the caller."""
        self.status, self.reason, self.name, self.sha256, self.engine = "refused", DELETED, "", "", ""
        self.content = Reading(original=self.content.original)
        self.version += 1
        for hook in self.erased_hooks:
            hook(self.session_id, self.id)

    @classmethod
    def forget(cls, observation: Observation) -> None:
        """An observation was deleted: in every paper that says the same it is a proposal again. The journey is locked."""
        holds = cast(cls.content, Text).contains(str(observation.id))
        mine = select(cls).where(cls.session_id == observation.session_id, holds)
        for paper in db.session.scalars(mine, execution_options={"populate_existing": True}):
            changed = paper.content.without(observation.id)
            if changed != paper.content:
                paper.content, paper.version = changed, paper.version + 1

    @classmethod
    def vanish(cls, document_id: uuid.UUID) -> None:
        """The last of a deleted paper, when its files are gone."""
        gone = delete(cls).where(cls.id == document_id, cls.reason == DELETED)
        db.session.execute(gone, execution_options={"synchronize_session": False})

    @classmethod
    def emptied(cls, document_id: uuid.UUID) -> None:
        """Nothing of a refused one lies in the storage any more."""
        bare = update(cls).where(cls.id == document_id, cls.status == "refused", cls.reason != DELETED).values(key="")
        db.session.execute(bare, execution_options={"synchronize_session": False})

    # --- counting ----------------------------------------------------------------------------------------------

    @classmethod
    def counted(cls, journey: Journey, viewed: Iterable[str] | None = None) -> frozenset[str]:
        """Tell the journey how many papers there are and what they are called. The journey is locked.

        viewed: what was opened of them, as it was when nothing is said.
        """
        db.session.flush()
        told = type_coerce(cls.content, Json)
        names = told["given"].as_string(), told["title"].as_string(), told["dated"].as_string()
        mine = select(cls.id, cls.type, cls.status, cls.name, *names).where(cls.session_id == journey.id)
        rows = db.session.execute(
            mine.where(cls.status != "refused").order_by(cls.created_at.desc(), cls.id.desc())
        ).all()
        known = journey.state.artifact("documents")
        if not rows and known is None:
            return frozenset()
        papers = [
            {
                "id": str(id),
                "title": given or title or PurePath(name).stem,
                "type": type,
                "status": status,
                "dated": dated or "",
            }
            for id, type, status, name, given, title, dated in rows[:TOLD_OF]
        ]
        statuses = [row.status for row in rows]
        artifact = Artifact(
            type="documents",
            count=statuses.count("understood"),
            total=len(rows),
            status="processing" if any(status in cls.STEPS for status in statuses) else "ready",
            viewed=tuple(viewed) if viewed is not None else (known.viewed if known else ()),
            metadata={"papers": papers},
        )
        return frozenset() if artifact == known else journey.learn(ArtifactCounted(artifact=artifact))


ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/heic": ".heic",
    "image/heif": ".heic",
}


def _titled(given: str | None, title: str | None, name: str) -> str:
    return given or title or PurePath(name).stem.strip()
