"""Links by which a family hands over what it chose: who opened them, what was looked at, and what an expert noted."""

from __future__ import annotations

import re
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User, fingerprint
from chitta.core import times
from chitta.core.db import Base, Json, JsonOf, Moment, db, lock
from chitta.core.errors import Refused
from chitta.core.i18n import N_
from chitta.journey.facts import ArtifactCounted, StageChosen
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.sharing.refs import Chosen

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
MOST_WRONG = 10
MOST_LIVE, MOST_A_DAY = 20, 40  # links of one journey
MOST_OPENINGS = 500  # of one link
MOST_NOTES = 20  # of one link
LONGEST_NOTE = 600
TRY = timedelta(minutes=1)  # the longest that comparing a code may take
VISIT = timedelta(hours=12)  # after which a visitor says again who they are
PAGE = 12
APART = {"synchronize_session": False}
UNDER_WAY = ("video_instructions", "video_upload", "analysis")  # these go on by themselves, or not at all


class ShareLink(Base):
    """What was chosen, for whom, until when. Of the token and the code only hashes are kept.

    chosen: what is shared; snapshot: the words of it as they stood then, by the key of each thing, empty once the link is over
    (`cleared_at`). wrong: codes that did not match; at the tenth it is locked for good. trying: codes being compared just now.
    """

    __tablename__ = "share_links"
    __allow_unmapped__ = True
    __table_args__ = (
        Index("ix_share_links_session", "session_id", "created_at"),
        Index("ix_share_links_open", "cleared_at", "expires_at"),
        UniqueConstraint("session_id", "key"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    key: Mapped[str | None] = mapped_column(String(36))  # idempotency key of the form
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    chosen: Mapped[Chosen] = mapped_column(JsonOf(Chosen))
    snapshot: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    passcode_hash: Mapped[str] = mapped_column(String(200), default="")
    wrong: Mapped[int] = mapped_column(Integer, default=0)
    wrong_at: Mapped[datetime | None] = mapped_column(Moment)
    trying: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    tried_at: Mapped[datetime | None] = mapped_column(Moment)
    opened: Mapped[int] = mapped_column(Integer, default=0)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)  # last
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    cleared_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)
    token: str = ""  # known in the moment it is made, and never again
    changed: frozenset[str] = frozenset()

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight for the family: links of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @classmethod
    def living(cls) -> tuple[Any, ...]:
        """The one rule of sight for guests: SQL conditions for a link that still opens."""
        return cls.revoked_at.is_(None), cls.locked_at.is_(None), cls.expires_at > times.now()

    @classmethod
    def by_token(cls, token: str) -> ShareLink | None:
        """The living link of this token. Looking spends nothing."""
        if not TOKEN.fullmatch(token):
            return None
        mine = select(cls).where(cls.token_hash == fingerprint(token), *cls.living())
        return db.session.scalar(mine, execution_options={"populate_existing": True})

    @classmethod
    def live(cls, journey: Journey) -> list[ShareLink]:
        """Those that can be opened, the newest first."""
        mine = select(cls).where(cls.session_id == journey.id, *cls.living())
        return list(db.session.scalars(mine.order_by(cls.created_at.desc(), cls.id)))

    @classmethod
    def over(cls, journey: Journey, before: ShareLink | None = None) -> list[ShareLink]:
        """Up to PAGE of those that cannot be opened any more, the newest first."""
        mine = select(cls).where(cls.session_id == journey.id, ~and_(*cls.living()))
        if before is not None:
            mine = mine.where(
                or_(
                    cls.created_at < before.created_at,
                    and_(cls.created_at == before.created_at, cls.id < before.id),
                )
            )
        return list(db.session.scalars(mine.order_by(cls.created_at.desc(), cls.id.desc()).limit(PAGE)))

    @property
    def state(self) -> str:
        """live · revoked · locked · expired"""
        if self.revoked_at:
            return "revoked"
        if self.locked_at:
            return "locked"
        return "live" if self.expires_at > times.now() else "expired"

    @property
    def left(self) -> int:
        """How many wrong codes it still bears."""
        return max(0, MOST_WRONG - self.wrong)

    # --- what the parent does ----------------------------------------------------------------------------------

    @classmethod
    def made_before(cls, journey: Journey, key: str | None) -> ShareLink | None:
        """The link that this very form made already."""
        mine = select(cls).where(cls.session_id == journey.id, cls.key == key)
        return db.session.scalar(mine) if key else None

    @classmethod
    def make(cls, journey: Journey, *, passcode_hash: str = "", **wish: Any) -> ShareLink:
        """A new link; its token is in `token` now and never again. The journey is locked. Raises Refused.

        wish: name, language, chosen, snapshot, expires_at, key.
        """
        lately = cls.session_id == journey.id, cls.created_at > times.now() - timedelta(days=1)
        if len(cls.live(journey)) >= MOST_LIVE:
            raise Refused(N_("There are 20 links that are open. When one is ended, there is room for another."))
        if (db.session.scalar(select(func.count()).select_from(cls).where(*lately)) or 0) >= MOST_A_DAY:
            raise Refused(N_("Within one day there is room for 40 new links. A little later there is room again."))
        token = secrets.token_urlsafe(32)
        link = cls(
            id=uuid.uuid4(),
            session_id=journey.id,
            journey=journey,
            token_hash=fingerprint(token),
            passcode_hash=passcode_hash,
            created_at=times.now(),
            **wish,
        )
        link.token = token
        db.session.add(link)
        db.session.flush()
        changed = cls.counted(journey)
        if journey.state.journey_stage not in ("sharing", *UNDER_WAY):
            changed |= journey.learn(StageChosen(stage="sharing"))
        link.changed = changed
        return link

    def change(self, name: str, expires_at: datetime | None) -> bool:
        """Another name in the family's list, another end where one is said; False when it is over."""
        wish: dict[str, Any] = {"name": name} | ({"expires_at": expires_at} if expires_at else {})
        mine = update(ShareLink).where(ShareLink.id == self.id, *ShareLink.living()).values(wish)
        done = db.session.execute(mine, execution_options=APART)
        db.session.refresh(self)
        return bool(done.rowcount == 1)  # type: ignore[attr-defined]

    def revoke(self) -> bool:
        """Nobody opens it any more, whoever has it open included; False when it was over already."""
        journey = Journey.locked(self.session_id)
        now = times.now()
        mine = update(ShareLink).where(ShareLink.id == self.id, ShareLink.revoked_at.is_(None))
        done = db.session.execute(mine.values(revoked_at=now, cleared_at=now, snapshot={}), execution_options=APART)
        db.session.refresh(self)
        self.changed = self.counted(journey)
        return bool(done.rowcount == 1)  # type: ignore[attr-defined]

    @classmethod
    def counted(cls, journey: Journey) -> frozenset[str]:
        """Tell the journey how many links are open. The journey is locked."""
        db.session.flush()
        artifact = Artifact(type="shares", count=len(cls.live(journey)))
        known = journey.state.artifact("shares")
        if artifact == known or (known is None and not artifact.count):
            return frozenset()
        return journey.learn(ArtifactCounted(artifact=artifact))

    # --- at the guest's door -----------------------------------------------------------------------------------

    @classmethod
    def begin_try(cls, link_id: uuid.UUID) -> bool:
        """Before a code is compared its place among the wrong ones is taken, in one statement: codes at the same moment are never
        more than the link bears. False when there is no place, or the link is over. Every try is ended by `end_try`."""
        taken = update(cls).where(cls.id == link_id, *cls.living(), cls.wrong + cls.trying < MOST_WRONG)
        taken = taken.values(trying=cls.trying + 1, tried_at=times.now())
        return bool(db.session.execute(taken, execution_options=APART).rowcount == 1)  # type: ignore[attr-defined]

    @classmethod
    def end_try(cls, link_id: uuid.UUID, right: bool) -> int | None:
        """The code was compared. A right one gives its place back, a wrong one stays counted. How many wrong ones the link still
        bears: at 0 it was locked just now; None when it was over already."""
        now = times.now()
        fewer = case((cls.trying > 0, cls.trying - 1), else_=0)
        told = {"trying": fewer} if right else {"trying": fewer, "wrong": cls.wrong + 1, "wrong_at": now}
        if not right:
            told["locked_at"] = case((cls.wrong + 1 >= MOST_WRONG, literal(now, Moment)), else_=null())
        ended = update(cls).where(cls.id == link_id, *cls.living()).values(told).returning(cls.wrong)
        wrong = db.session.execute(ended, execution_options=APART).scalar()
        return None if wrong is None else MOST_WRONG - wrong

    @classmethod
    def lives(cls, link_id: uuid.UUID) -> bool:
        """Does it still open?"""
        return db.session.scalar(select(cls.id).where(cls.id == link_id, *cls.living())) is not None

    @classmethod
    def forget_tries(cls) -> None:
        """Comparing takes a moment; a try that did not end broke off with its process, and told nobody anything."""
        stuck = update(cls).where(cls.trying > 0, cls.tried_at < times.now() - TRY)
        db.session.execute(stuck.values(trying=0), execution_options=APART)

    @classmethod
    def overdue(cls) -> list[uuid.UUID]:
        """Links that are over, whose words are still kept."""
        gone = or_(cls.expires_at <= times.now(), cls.locked_at.is_not(None))
        return list(db.session.scalars(select(cls.id).where(cls.cleared_at.is_(None), gone).limit(200)))

    @classmethod
    def clear(cls, link_id: uuid.UUID) -> None:
        """It is over: the words are not kept any longer, and the journey counts anew."""
        session = db.session.scalar(select(cls.session_id).where(cls.id == link_id))
        if session is None:
            return
        journey = Journey.locked(session)
        over = update(cls).where(cls.id == link_id, cls.cleared_at.is_(None), ~and_(*cls.living()))
        db.session.execute(over.values(cleared_at=times.now(), snapshot={}), execution_options=APART)
        cls.counted(journey)


class ShareOpening(Base):
    """Somebody said who they are and came in. What they hold is a cookie of which only the hash is kept; it opens this link
    and nothing else, for a while."""

    __tablename__ = "share_openings"
    __allow_unmapped__ = True
    __table_args__ = (Index("ix_share_openings_link", "link_id", "opened_at"),)

    link_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("share_links.id", ondelete="CASCADE"))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2))
    opened_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    link: Mapped[ShareLink] = relationship(lazy="joined", innerjoin=True)
    views: Mapped[list[ShareView]] = relationship(order_by="ShareView.at", lazy="selectin", passive_deletes=True)
    fresh: bool = False  # it has just begun
    first: bool = False  # and was the first of its link

    @classmethod
    def living(cls) -> tuple[Any, ...]:
        """SQL conditions for one whose cookie still opens something; together with those of its link."""
        return cls.ended_at.is_(None), cls.opened_at > times.now() - VISIT

    @classmethod
    def alive(cls, opening_id: uuid.UUID, secret: str) -> ShareOpening | None:
        """The opening of this cookie, while it and its link live. Asked at every request."""
        mine = select(cls).join(ShareLink, cls.link_id == ShareLink.id)
        mine = mine.where(cls.id == opening_id, cls.secret_hash == fingerprint(secret), *cls.living())
        return db.session.scalar(mine.where(*ShareLink.living()), execution_options={"populate_existing": True})

    @classmethod
    def begin(cls, link_id: uuid.UUID, secret: str, name: str, role: str, language: str) -> ShareOpening | None:
        """Come in; None when the link is over. The same secret once more, by a double tap, is the same opening."""
        lock()
        mine = select(ShareLink).where(ShareLink.id == link_id, *ShareLink.living()).with_for_update(of=ShareLink)
        link = db.session.scalar(mine, execution_options={"populate_existing": True})
        if link is None:
            return None
        twice = db.session.scalar(select(cls).where(cls.secret_hash == fingerprint(secret), *cls.living()))
        if twice is not None:
            return twice
        if link.opened >= MOST_OPENINGS:
            raise Refused(N_("This link was opened very often. Please ask the family for another one."))
        link.opened, link.opened_at = link.opened + 1, times.now()
        told = {"name": name, "role": role, "language": language, "opened_at": link.opened_at}
        opening = cls(id=uuid.uuid4(), link_id=link.id, link=link, secret_hash=fingerprint(secret), **told)
        opening.fresh, opening.first = True, link.opened == 1
        db.session.add(opening)
        db.session.flush()
        return opening

    @classmethod
    def spent(cls, secret: str) -> bool:
        """Did it open a visit that is over?"""
        mine = select(cls.id).where(cls.secret_hash == fingerprint(secret), ~and_(*cls.living()))
        return db.session.scalar(mine) is not None

    @classmethod
    def of(cls, links: Iterable[ShareLink]) -> dict[uuid.UUID, list[ShareOpening]]:
        """The newest openings of each link."""
        ids = [link.id for link in links]
        rows: dict[uuid.UUID, list[ShareOpening]] = {id: [] for id in ids}
        place = func.row_number().over(partition_by=cls.link_id, order_by=(cls.opened_at.desc(), cls.id)).label("n")
        newest = select(cls.id, place).where(cls.link_id.in_(ids)).subquery()
        shown = select(cls).join(newest, newest.c.id == cls.id).where(newest.c.n <= PAGE)
        for opening in db.session.scalars(shown.order_by(cls.opened_at.desc(), cls.id)) if ids else ():
            rows[opening.link_id].append(opening)
        return rows

    @property
    def seen(self) -> frozenset[str]:
        """Keys of what was looked at."""
        return frozenset(view.item for view in self.views)

    def look(self, item: str) -> bool:
        """They open a thing; False when they had before."""
        if item in self.seen:
            return False
        lock()
        # Two taps at once stand in line at the link's row.
        db.session.execute(select(ShareLink.id).where(ShareLink.id == self.link_id).with_for_update())
        db.session.refresh(self, ["views"])
        if item in self.seen:
            return False
        self.views.append(ShareView(opening_id=self.id, item=item))
        db.session.flush()
        return True

    def end(self) -> None:
        self.ended_at = self.ended_at or times.now()


class ShareView(Base):
    """A thing that was looked at, once for each opening."""

    __tablename__ = "share_views"
    __table_args__ = (UniqueConstraint("opening_id", "item"),)

    opening_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("share_openings.id", ondelete="CASCADE"))
    item: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Moment, default=times.now)


class ExpertNote(Base):
    """What an expert wrote to the family, under the name they gave. It lands in the child's picture as said by an expert; a note
    the parent takes back loses its words in both places.

    item: the thing it is about, "" for all of it; place: its second or page. observation_id: what came of it.
    """

    __tablename__ = "expert_notes"
    __table_args__ = (Index("ix_expert_notes_link", "link_id", "written_at"),)

    link_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("share_links.id", ondelete="CASCADE"))
    opening_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("share_openings.id", ondelete="CASCADE"))
    observation_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("observations.id", ondelete="SET NULL"))
    item: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[int | None] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)

    opening: Mapped[ShareOpening] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: notes on links of journeys this person may see."""
        return cls.link_id.in_(select(ShareLink.id).where(ShareLink.visible_to(user)))

    @classmethod
    def of(cls, links: Iterable[ShareLink]) -> dict[uuid.UUID, list[ExpertNote]]:
        """The notes of each link that were not taken back, oldest first."""
        ids = [link.id for link in links]
        rows: dict[uuid.UUID, list[ExpertNote]] = {id: [] for id in ids}
        mine = select(cls).where(cls.link_id.in_(ids), cls.withdrawn_at.is_(None)).order_by(cls.written_at, cls.id)
        for note in db.session.scalars(mine) if ids else ():
            rows[note.link_id].append(note)
        return rows

    @classmethod
    def by(cls, opening: ShareOpening) -> list[ExpertNote]:
        """What was written in this visit, oldest first."""
        mine = select(cls).where(cls.opening_id == opening.id, cls.withdrawn_at.is_(None))
        return list(db.session.scalars(mine.order_by(cls.written_at, cls.id)))

    def forget(self) -> None:
        """The parent took it back: the words are gone."""
        self.text, self.withdrawn_at = "", self.withdrawn_at or times.now()
