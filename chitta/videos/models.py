"""Films the family brought: which of the three moments they show, how far looking at them has come, and what was seen."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Uuid,
    case,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, JsonOf, Moment, db
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.core.leasing import APART, LINGERING, ROUND, Leased
from chitta.journey.facts import ArtifactCounted
from chitta.journey.models import Journey, Observation
from chitta.journey.state import Artifact
from chitta.videos.guidance import SCENES
from chitta.videos.seeing import Seeing
from chitta.videos.wording import Scene

MOST_ATTEMPTS = 4
HOPED_FOR = timedelta(days=7)  # so long the file of one that failed is kept, for another try
LATELY = timedelta(hours=6)  # films begun since then count when it is asked whose turn it is
DELETED, TWICE = "deleted", "twice"  # reasons of their own
LONG = timedelta(hours=2)  # after which a film's turn has come whatever others bring
MOST = 24  # films of one journey
TOLD_OF = 12  # films the journey's state names
VIEW = "videoGallery"
MEDIA_TYPE = "video/mp4"


class Video(Leased, Base):
    """It steps received → checking → preparing → measuring → watching → understood, or ends as refused (the file itself is not
    acceptable; `reason` says why) or failed (we could not; it can be tried again for a week).

    original: the file as it came, while it is kept; key: the film as every browser plays it, "" before. percent: how far the
    work is. watch: who looks at it, "claude" or "parent", as the parent agreed. replaces: the film that goes when this one can
    be played. A deleted one is out of everybody's sight and has lost its words; its row stays as refused ("deleted") until
    its files are gone.
    """

    __tablename__ = "videos"
    __table_args__ = (
        Index("ix_videos_session", "session_id", "created_at"),
        Index("ix_videos_status", "status", "lease_until"),
        CheckConstraint("scene in ('free_play', 'meal_time', 'focused_activity')", name="ck_videos_scene"),
        CheckConstraint("watch in ('claude', 'parent')", name="ck_videos_watch"),
        CheckConstraint(
            "status in ('received', 'checking', 'preparing', 'measuring', 'watching', 'understood', 'refused', 'failed')",
            name="ck_videos_status",
        ),
    )
    STEPS: ClassVar = {
        "received": "checking",
        "checking": "checking",
        "preparing": "preparing",
        "measuring": "measuring",
        "watching": "watching",
    }

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    scene: Mapped[str] = mapped_column(String(20))
    watch: Mapped[str] = mapped_column(String(10), default="parent")
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    original: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(200), default="")
    replaces: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    status: Mapped[str] = mapped_column(String(10), default="received")
    reason: Mapped[str] = mapped_column(String(40), default="")
    engine: Mapped[str] = mapped_column(String(10), default="")
    percent: Mapped[int] = mapped_column(Integer, default=0)
    content: Mapped[Seeing] = mapped_column(JsonOf(Seeing), default=Seeing)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: films of journeys this person may see, deleted ones not."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user))) & (cls.reason != DELETED)

    @classmethod
    def of(cls, journey: Journey) -> list[Video]:
        """All films of a journey, the newest first; there are at most so many as an upload allows."""
        mine = select(cls).where(cls.session_id == journey.id, cls.reason != DELETED)
        return list(db.session.scalars(mine.order_by(*cls._in_order()).limit(2 * MOST)))

    @classmethod
    def _in_order(cls) -> tuple[Any, ...]:
        """The newest first, those that were not taken last."""
        return case((cls.status == "refused", 1), else_=0), cls.created_at.desc(), cls.id.desc()

    @classmethod
    def stamp_of(cls, journey: Journey) -> list[tuple[Any, ...]]:
        """Id, version and percent of the same films, without their words."""
        mine = select(cls.id, cls.version, cls.percent).where(cls.session_id == journey.id, cls.reason != DELETED)
        return [tuple(row) for row in db.session.execute(mine.order_by(cls.created_at.desc(), cls.id.desc()))]

    @property
    def playable(self) -> bool:
        """Is there something to play?"""
        return bool(self.key) and self.status != "refused"

    @property
    def home(self) -> str:
        """Where all that is made of it lies."""
        return f"families/{self.journey.child_id}/{self.id}"

    @property
    def poster_key(self) -> str:
        return f"{self.home}/poster.jpg"

    @property
    def stamp(self) -> str:
        """Another one whenever anything of it changed, progress included."""
        return f"{self.version}.{self.percent}"

    def observations(self) -> list[Observation]:
        """What is known from it, also what the parent has put into better words since."""
        said = select(Observation).where(Observation.session_id == self.session_id, Observation.state != "withdrawn")
        return [one for one in db.session.scalars(said) if one.source.get("video") == str(self.id)]

    # --- whose turn it is --------------------------------------------------------------------------------------

    @classmethod
    def turn(cls, at_once: int) -> uuid.UUID | None:
        """The film to be worked on next; None when there is none, or as many as may be are being worked on.

        Fair between families: first the one of which the fewest films were begun lately; of its films the oldest. So a
        family that brings twenty waits for its second until the others had their first. Nobody waits for ever: what came hours
        ago comes first.
        """
        now = times.now()
        busy = cls.status.in_(cls.STEPS) & (cls.lease_until >= now) & cls.begun_at.is_not(None)
        if (db.session.scalar(select(func.count()).select_from(cls).where(busy)) or 0) >= at_once:
            return None
        mine = select(Child.parent_id, func.count(cls.id)).join(Journey, Journey.id == cls.session_id)
        mine = mine.join(Child, Child.id == Journey.child_id)
        long = select(cls.id).where(cls.free(), cls.created_at < now - LONG).order_by(cls.created_at, cls.id).limit(1)
        if overdue := db.session.scalar(long):
            return overdue
        waiting = db.session.execute(mine.where(cls.free()).group_by(Child.parent_id)).all()
        if not waiting:
            return None
        lately = dict(db.session.execute(mine.where(cls.begun_at > now - LATELY).group_by(Child.parent_id)).all())
        oldest = select(cls.id).join(Journey, Journey.id == cls.session_id).join(Child, Child.id == Journey.child_id)
        fewest = min(lately.get(family, 0) for family, _ in waiting)
        families = [family for family, _ in waiting if lately.get(family, 0) == fewest]
        oldest = oldest.where(cls.free(), Child.parent_id.in_(families[:500]))
        return db.session.scalar(oldest.order_by(cls.created_at, cls.id).limit(1))

    @classmethod
    def with_files_to_erase(cls) -> list[uuid.UUID]:
        """Refused, deleted and given up films whose files may still be there."""
        quiet = or_(cls.lease_until.is_(None), cls.lease_until < times.now() - LINGERING)
        held = or_(cls.key != "", cls.original != "")
        refused = (cls.status == "refused") & or_((cls.reason == DELETED) & quiet, (cls.reason != DELETED) & held)
        given_up = (
            (cls.status == "failed") & (cls.key == "") & (cls.original != "") & (cls.ready_at < times.now() - HOPED_FOR)
        )
        return list(
            db.session.scalars(select(cls.id).where(or_(refused, given_up)).order_by(cls.created_at).limit(500))
        )

    @property
    def hopeless(self) -> bool:
        """Did it fail so long ago that its file goes?"""
        late = self.ready_at is not None and self.ready_at < times.now() - HOPED_FOR
        return self.status == "failed" and not self.key and late

    @classmethod
    def same(cls, journey_id: uuid.UUID, video_id: uuid.UUID, sha256: str) -> Video | None:
        """The same file, brought to this journey before."""
        others = select(cls).where(cls.session_id == journey_id, cls.sha256 == sha256, cls.id != video_id)
        return db.session.scalar(others.where(cls.status != "refused").order_by(cls.created_at, cls.id).limit(1))

    # --- what the parent does ----------------------------------------------------------------------------------

    @classmethod
    def take(
        cls, journey: Journey, *, name: str, scene: Scene, watch: str, size: int, key: str, replaces: uuid.UUID | None
    ) -> Video:
        """A file has arrived whole; from now on it is a film of this journey, which is locked."""
        film = cls(
            id=uuid.uuid4(),
            session_id=journey.id,
            journey=journey,
            name=name,
            scene=scene,
            watch=watch,
            size=size,
            original=key,
            replaces=replaces,
        )
        db.session.add(film)
        db.session.flush()
        return film

    def lock(self) -> Video:
        """Nobody else changes the journey or this film now; it is as it stands this moment. Refused when it is gone."""
        Journey.locked(self.session_id)
        mine = select(Video).where(Video.id == self.id).with_for_update(of=Video)
        fresh = db.session.scalar(mine, execution_options={"populate_existing": True})
        if fresh is None or fresh.reason == DELETED:
            raise Refused(N_("This is no longer here."))
        return fresh

    def again(self, watch: str) -> bool:
        """Look once more, by whom the parent says; from the beginning where nothing can be played yet. False where there is
        nothing to be done: it is on its way, its file is gone, or only the parent looks from now on (which is noted)."""
        if self.status == "refused" or (self.open and watch == self.watch) or not (self.key or self.original):
            return False
        self.watch, self.version = watch, self.version + 1
        if self.open or (self.status == "understood" and watch == "parent"):
            return False
        step = "received" if not self.key else "watching" if self.content.measured else "measuring"
        self.status, self.reason, self.lease_until, self.percent = step, "", None, 60 if self.key else 0
        self.attempt = (self.attempt // ROUND + 1) * ROUND
        self.content = self.content.but(waits="", note="")
        return True

    def erase(self) -> None:
        """Out of sight, its words gone. Its files go once this is committed; what was known from it is withdrawn by the caller."""
        self.status, self.reason, self.name, self.sha256, self.engine = "refused", DELETED, "", "", ""
        self.content, self.percent, self.version = Seeing(), 0, self.version + 1

    @classmethod
    def forget(cls, observation: Observation) -> None:
        """An observation was deleted: its moment leaves the film too. The journey is locked."""
        video = observation.source.get("video")
        holds = cast(cls.content, Text).contains(str(observation.id))
        mine = select(cls).where(cls.session_id == observation.session_id, holds)
        for film in db.session.scalars(mine, execution_options={"populate_existing": True}) if video else ():
            film.content, film.version = film.content.without(observation.id), film.version + 1

    @classmethod
    def forget_refused(cls) -> None:
        """Those that were not taken are said to be so for a week."""
        old = cls.status == "refused", cls.reason != DELETED, cls.key == "", cls.original == ""
        old = (*old, cls.created_at < times.now() - HOPED_FOR)
        if db.session.scalar(select(cls.id).where(*old).limit(1)):
            db.session.execute(delete(cls).where(*old), execution_options=APART)

    @classmethod
    def vanish(cls, video_id: uuid.UUID) -> None:
        """The last of a deleted film, when its files are gone."""
        db.session.execute(delete(cls).where(cls.id == video_id, cls.reason == DELETED), execution_options=APART)

    @classmethod
    def emptied(cls, video_id: uuid.UUID) -> None:
        """Nothing of a refused one, or of the file of one that was given up, lies in the storage any more."""
        refused = update(cls).where(cls.id == video_id, cls.status == "refused", cls.reason != DELETED)
        db.session.execute(refused.values(key="", original=""), execution_options=APART)
        failed = update(cls).where(cls.id == video_id, cls.status == "failed", cls.key == "")
        db.session.execute(failed.values(original="", reason="given_up"), execution_options=APART)

    # --- counting ----------------------------------------------------------------------------------------------

    @classmethod
    def counted(cls, journey: Journey, viewed: Iterable[str] | None = None) -> frozenset[str]:
        """Tell the journey which of the three moments are here, and how many films were looked at. The journey is locked.

        viewed: what was opened of them, as it was when nothing is said.
        """
        db.session.flush()
        mine = select(cls.id, cls.scene, cls.status, cls.reason, cls.key, cls.content).where(
            cls.session_id == journey.id
        )
        mine = mine.where(cls.reason != DELETED).order_by(*cls._in_order())
        rows = db.session.execute(mine).all()
        known = journey.state.artifact("videos")
        if not rows and known is None:
            return frozenset()
        kept = [row for row in rows if row.status != "refused" and (row.key or row.status != "failed")]
        played = [row for row in kept if row.key]
        watched = Artifact(
            type="analysis",
            count=sum(
                row.status == "failed" or (row.status == "understood" and not row.content.silent) for row in kept
            ),
            total=len(kept),
            status="processing" if any(row.status in cls.STEPS for row in kept) else "ready",
        )
        films = Artifact(
            type="videos",
            count=len({row.scene for row in played}),
            total=len(SCENES),
            status="processing" if any(row.status in cls.STEPS for row in kept) else "ready",
            viewed=tuple(viewed) if viewed is not None else (known.viewed if known else ()),
            metadata={"films": [_told_of(row) for row in rows[:TOLD_OF]]},
        )
        changed: frozenset[str] = frozenset()
        # What is still to be watched before what is here: the last film's arrival may move the journey on.
        for artifact in (watched, films):
            if artifact != journey.state.artifact(artifact.type):
                changed |= journey.learn(ArtifactCounted(artifact=artifact))
        return changed


def _told_of(row: Any) -> dict[str, Any]:
    """A film as the journey's state names it. silent: nobody has said yet what can be seen in it."""
    told = {"id": str(row.id), "scene": row.scene, "status": row.status}
    return {**told, "silent": True} if row.status == "understood" and row.content.silent else told
