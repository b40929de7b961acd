"""The family's journal: what a parent wrote down of a day, in their own words."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, NamedTuple, get_args

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Uuid,
    cast,
    delete,
    func,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db, holds
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_
from chitta.core.text import clean_text, one_line, searchable
from chitta.core.vocabulary import JournalKind
from chitta.gateways.builtin.journaling import Moment as Told
from chitta.journal import lending
from chitta.journal.looking import EVERYTHING, Look
from chitta.journey.facts import ArtifactCounted
from chitta.journey.models import Journey, Observation
from chitta.journey.state import Artifact
from chitta.safety.reading import read
from chitta.uploads.models import Upload

LONGEST = 4000
MOST_TAGS, LONGEST_TAG = 6, 30
MOST = 20_000  # entries of one journey: three a day for eighteen years; no page, search or count takes longer for it
MOST_A_DAY = 200  # new ones
MOST_UNDONE = 30
YEARS_BACK = 20
PAGE = 30
UNDO = timedelta(minutes=10)
GONE = timedelta(days=1)  # after it an erased row goes too; until then it counts among the day's new ones
SAME_TAP = timedelta(seconds=30)
HELP = timedelta(days=1)  # as long as the conversation keeps the helplines in reach
YEAR = timedelta(days=366)
LATELY = 100  # entries whose tags are offered for the next one
# What is looked through is kept short: small text has no capitals, so they stand for Hebrew letters, in one byte instead of two.
SHORT = str.maketrans("אבגדהוזחטיכלמנסעפצקרשת", "ABCDEFGHIJKLMNOPQRSTUV")


class Photo(NamedTuple):
    """id: of its upload, see photos.bring. width, height in dots."""

    id: uuid.UUID
    width: int
    height: int


NO_PHOTO = (None, None, None)


class JournalEntry(Base):
    """One moment. A deleted entry keeps its words until the undo has passed, then loses them, and a day later goes.

    Every verb locks the journey, tells it how many entries there are, and leaves in `changed` what is different now.
    for_reports: the parent lets it stand in letters and reports; `observation_id` holds its words there, and is None while
    it is deleted or speaks of danger. photo_id: of its photo's upload, held by no other entry. folded: words and tags as they are looked for, see `folded_as`.
    """

    changed_hooks: ClassVar[list[Callable[[JournalEntry], object]]] = []  # called by every verb that changed something

    __tablename__ = "journal_entries"
    __table_args__ = (
        Index("ix_journal_entries_session", "session_id", "day", "id"),
        Index("ix_journal_entries_written", "session_id", "created_at"),
        Index(
            "ix_journal_entries_page",
            "session_id",
            "day",
            "created_at",
            "id",
            postgresql_where=text("deleted_at IS NULL"),
            sqlite_where=text("deleted_at IS NULL"),
        ),
        # Looked through without the rows themselves; PostgreSQL's index has no room for long texts.
        Index("ix_journal_entries_words", "session_id", "deleted_at", "day", "created_at", "id", "folded").ddl_if(
            "sqlite"
        ),
        Index("ix_journal_entries_key", "session_id", "key", unique=True),
        Index(
            "ix_journal_entries_deleted",
            "deleted_at",
            postgresql_where=text("deleted_at IS NOT NULL"),
            sqlite_where=text("deleted_at IS NOT NULL"),
        ),
        Index(
            "ix_journal_entries_undo",
            "session_id",
            "deleted_at",
            postgresql_where=text("deleted_at IS NOT NULL"),
            sqlite_where=text("deleted_at IS NOT NULL"),
        ),
        Index("ix_journal_entries_photo", "photo_id"),
        CheckConstraint("kind in ('progress', 'observation', 'challenge')", name="ck_journal_entries_kind"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12), default="observation")
    content: Mapped[str] = mapped_column(Text)
    tags: Mapped[list[str]] = mapped_column(Json, default=list)
    folded: Mapped[str] = mapped_column(Text, default="")
    for_reports: Mapped[bool] = mapped_column(Boolean, default=False)
    observation_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    day: Mapped[date] = mapped_column(Date, default=times.today)
    source: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # {"message": id} when it was said in the chat
    key: Mapped[str | None] = mapped_column(String(36))  # idempotency key of the form
    alert: Mapped[str | None] = mapped_column(String(80), default="")  # kinds the safety layer heard; None: never read
    photo_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    photo_width: Mapped[int | None] = mapped_column(Integer)
    photo_height: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)
    __allow_unmapped__ = True
    changed: frozenset[str] = frozenset()  # by the last verb: what open pages should look at again

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: entries of journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @classmethod
    def of(
        cls, journey: Journey, before: JournalEntry | None = None, size: int = PAGE, look: Look = EVERYTHING
    ) -> list[JournalEntry]:
        """Up to `size` entries, the newest day first and the last written of a day first; only those after `before`."""
        order = cls.day.desc(), cls.created_at.desc(), cls.id.desc()
        mine = select(cls.id).where(cls.session_id == journey.id, cls.deleted_at.is_(None), *cls._matching(look))
        if before is not None:
            mine = mine.where(tuple_(cls.day, cls.created_at, cls.id) < before.place)
        page = select(cls).where(cls.id.in_(mine.order_by(*order).limit(size)))
        return list(db.session.scalars(page.order_by(*order)))

    @classmethod
    def just_deleted(cls, journey: Journey) -> list[JournalEntry]:
        """Those that can still come back, of very many the newest."""
        mine = cls.session_id == journey.id, cls.deleted_at > times.now() - UNDO, cls.content != ""
        newest = select(cls).where(*mine).order_by(cls.deleted_at.desc()).limit(MOST_UNDONE)
        return list(db.session.scalars(newest))

    @classmethod
    def count(cls, journey: Journey) -> int:
        """How many entries there are."""
        mine = cls.session_id == journey.id, cls.deleted_at.is_(None)
        return db.session.scalar(select(func.count()).select_from(cls).where(*mine)) or 0

    @classmethod
    def days(cls, journey: Journey) -> tuple[date, date] | None:
        """The first and the last day that was written of; None for an empty journal. One query, at both ends of an index."""
        mine = select(cls.day).where(cls.session_id == journey.id, cls.deleted_at.is_(None)).limit(1)
        first, last = mine.order_by(cls.day), mine.order_by(cls.day.desc())
        ends = db.session.execute(select(first.scalar_subquery(), last.scalar_subquery())).one()
        return (ends[0], ends[1]) if ends[0] else None

    @classmethod
    def weekly(cls, journey: Journey, day: date) -> Counter[tuple[date, str]]:
        """How many entries of each kind every day has, of this day and later."""
        mine = cls.session_id == journey.id, cls.deleted_at.is_(None), cls.day >= day
        rows = db.session.execute(select(cls.day, cls.kind, func.count()).where(*mine).group_by(cls.day, cls.kind))
        return Counter({(on, kind): count for on, kind, count in rows})

    @classmethod
    def used_tags(cls, journey: Journey) -> list[str]:
        """The family's own tags, those used most often lately first."""
        mine = select(cls.tags).where(cls.session_id == journey.id, cls.deleted_at.is_(None))
        lately = db.session.scalars(mine.order_by(cls.day.desc(), cls.created_at.desc()).limit(LATELY))
        used = [tag for tags in lately for tag in tags]
        spelled = {searchable(tag): tag for tag in reversed(used)}
        return [spelled[tag] for tag, _count in Counter(map(searchable, used)).most_common()]

    @classmethod
    def since(cls, journey: Journey, day: date, size: int = PAGE) -> list[JournalEntry]:
        """Up to `size` entries of this day and later, in the order of `of`."""
        mine = select(cls).where(cls.session_id == journey.id, cls.deleted_at.is_(None), cls.day >= day)
        return list(db.session.scalars(mine.order_by(cls.day.desc(), cls.created_at.desc(), cls.id.desc()).limit(size)))

    @classmethod
    def kinds_since(cls, journey: Journey, day: date) -> list[tuple[str, list[str]]]:
        """Kind and tags of every entry of this day and later, without their words."""
        mine = cls.session_id == journey.id, cls.deleted_at.is_(None), cls.day >= day
        return [(kind, tags) for kind, tags in db.session.execute(select(cls.kind, cls.tags).where(*mine))]

    @property
    def place(self) -> tuple[date, datetime, uuid.UUID]:
        """What the journal is sorted by, the highest first."""
        return self.day, self.created_at, self.id

    @property
    def photo_key(self) -> str:
        """Where its photo lies."""
        return f"families/{self.journey.child_id}/{self.photo_id}/original"

    @property
    def written_that_day(self) -> bool:
        """Was it written down on the day it tells of? Then the hour says something."""
        return self.created_at.astimezone(times.zone()).date() == self.day

    @property
    def undo_until(self) -> datetime | None:
        """Until when a deleted entry can come back; None when it is not deleted, or gone for good."""
        until = self.deleted_at + UNDO if self.deleted_at and self.content else None
        return until if until and until > times.now() else None

    @property
    def alerts(self) -> tuple[str, ...]:
        """Kinds of danger its words speak of, for a day after they were written."""
        if self.changed_at <= times.now() - HELP:
            return ()
        heard = _heard(self.content) if self.alert is None else self.alert
        return tuple(kind for kind in heard.split(",") if kind)

    # --- writing -----------------------------------------------------------------------------------------------

    @classmethod
    def write(
        cls,
        journey: Journey,
        content: str,
        kind: str = "observation",
        tags: Iterable[str] = (),
        day: date | None = None,
        source: Mapping[str, Any] | None = None,
        key: str | None = None,
        for_reports: bool = False,
        photo: Photo | None = None,
    ) -> JournalEntry:
        """A new entry; the one that is there already when a form or a job brings the same words again.

        day: today when nothing is said. source: {"message": id} when it was said in the chat. key: the form's own.
        for_reports: it may stand in letters and reports. Raises Refused.
        """
        wish = _checked(journey.child, content, kind, tags, day, for_reports)
        alert = _heard(wish["content"])  # takes its time: before anybody waits for the lock
        journey = Journey.locked(journey.id)
        twice = cls._written_before(journey, wish, dict(source or {}), key)
        if twice:
            twice.changed = frozenset()
            return twice
        _must_fit(journey)
        _must_fit_today(journey)
        key = None if cls._known(journey, key) else key  # the form came back with other words: not to be swallowed
        about = {"id": uuid.uuid4(), "session_id": journey.id, "source": dict(source or {}), "key": key, "alert": alert}
        entry = cls(journey=journey, **about, **wish)
        entry._hold(photo or NO_PHOTO)
        changed = entry._lend()
        db.session.add(entry)
        return entry._told(changed)

    @classmethod
    def keep_line(cls, journey: Journey, message_id: uuid.UUID, moment: Told) -> JournalEntry:
        """What was said in the chat as an entry, once: the one that is there already, brought back when it was deleted
        just now. Raises Refused, for one that does not come back as well."""
        said = cast(cls.source, Text).contains(str(message_id))
        mine = select(cls).where(cls.session_id == journey.id, said).order_by(cls.deleted_at.is_(None).desc()).limit(1)
        known = db.session.scalar(mine)
        if known is not None:
            return known.restore()
        day = date.fromisoformat(moment.day) if moment.day else None
        return cls.write(journey, moment.content, moment.kind, (), day, {"message": str(message_id)})

    def rewrite(
        self,
        content: str,
        kind: str,
        tags: Iterable[str],
        day: date | None,
        version: int | None,
        for_reports: bool | None = None,
        photo: Photo | None = None,
        photo_away: bool = False,
    ) -> JournalEntry:
        """Other words. Conflict when they were written over other words than these (`version`); Refused for a rule.

        for_reports: as it was when nothing is said. photo: in the place of the one there is; photo_away: none any more.
        """
        may = self.for_reports if for_reports is None else for_reports
        wish = _checked(self.journey.child, content, kind, tags, day or self.day, may)
        alert = _heard(wish["content"])
        self._lock()
        if self.deleted_at:
            raise Refused(N_("This is no longer here."))
        away = photo_away and photo is None and self.photo_id is not None
        if photo is None and not away and all(getattr(self, name) == value for name, value in wish.items()):
            return self
        if version != self.version:
            raise Conflict(N_("This was changed a moment ago. Both texts are here: choose which one stays."))
        before = self.kind, self.content
        if photo or away:
            old = self.photo_id
            self._hold(photo or NO_PHOTO)
            if old:
                Upload.let_go(old)
        for name, value in wish.items():
            setattr(self, name, value)
        self.alert = alert
        self.version, self.changed_at = self.version + 1, times.now()
        return self._told(self._lend_again(*before))

    def delete(self) -> JournalEntry:
        """Out of sight at once; for ten minutes it can be brought back."""
        self._lock()
        if self.deleted_at:
            return self
        self.deleted_at = times.now()
        return self._told(self._take_back())

    def restore(self) -> JournalEntry:
        """Bring it back. Raises Refused when its time has passed."""
        self._lock()
        if self.deleted_at is None:
            return self
        if self.undo_until is None:
            raise Refused(N_("This was deleted more than ten minutes ago and does not come back."))
        _must_fit(self.journey)
        changed = self._lend()
        self.deleted_at = None
        return self._told(changed)

    @classmethod
    def erase_deleted(cls) -> int:
        """Take the words of those that can no longer come back, and after a day the rows; how many lost their words."""
        over, worded, old = (
            cls.deleted_at <= times.now() - UNDO,
            cls.content != "",
            cls.deleted_at <= times.now() - GONE,
        )
        if db.session.scalar(select(cls.id).where(over, or_(worded, old)).limit(1)) is None:
            return 0
        apart = {"synchronize_session": False}
        for photo_id in db.session.scalars(select(cls.photo_id).where(over, cls.photo_id.is_not(None))).all():
            Upload.let_go(photo_id)
        db.session.execute(delete(cls).where(old), execution_options=apart)
        bare = {"content": "", "folded": "", "tags": [], "source": {}, "alert": "", "photo_id": None}
        erase = update(cls).where(over, worded).values(bare)
        erased: Any = db.session.execute(erase, execution_options=apart)
        return int(erased.rowcount)

    @classmethod
    def let_strays_go(cls) -> None:
        """Photos that came and were given to no entry: their form was refused, came twice, or its answer was killed."""
        whole = Upload.status == "complete", Upload.touched_at > times.now() - GONE, Upload.purpose == "photo"
        held = select(cls.id).where(cls.photo_id == Upload.id).exists()
        for photo_id in db.session.scalars(select(Upload.id).where(*whole, ~held).limit(100)).all():
            Upload.let_go(photo_id)

    def _hold(self, photo: Photo | tuple[None, None, None]) -> None:
        self.photo_id, self.photo_width, self.photo_height = photo

    @classmethod
    def _written_before(
        cls, journey: Journey, wish: Mapping[str, Any], source: dict[str, Any], key: str | None
    ) -> JournalEntry | None:
        """Told by the same message; or brought by the same form, which without two keys to compare is a double tap."""
        same = cls.session_id == journey.id, cls.day == wish["day"], cls.content == wish["content"]
        tapped = times.now() - SAME_TAP
        for one in db.session.scalars(select(cls).where(*same).order_by(cls.created_at.desc())):
            here = one.deleted_at is None and (one.kind, one.tags) == (wish["kind"], wish["tags"])
            once = one.key == key if key and one.key else one.created_at > tapped
            if (here and once) or (source and one.source == source):
                return one
        return None

    @classmethod
    def _known(cls, journey: Journey, key: str | None) -> bool:
        mine = select(cls.id).where(cls.session_id == journey.id, cls.key == key)
        return key is not None and db.session.scalar(mine) is not None

    def _lock(self) -> None:
        """The journey, then this row as it is now: the sweeper takes words without asking the journey."""
        self.changed = frozenset()
        Journey.locked(self.session_id)
        mine = select(JournalEntry).where(JournalEntry.id == self.id).with_for_update(of=JournalEntry)
        if db.session.scalar(mine, execution_options={"populate_existing": True}) is None:
            raise Refused(N_("This is no longer here."))

    def _told(self, also: frozenset[str] = frozenset()) -> JournalEntry:
        db.session.flush()
        counted = Artifact(type="journal", count=self.count(self.journey))
        self.changed = self.journey.learn(ArtifactCounted(artifact=counted)) | also | {"journal"}
        for hook in self.changed_hooks:
            hook(self)
        return self

    @classmethod
    def _matching(cls, look: Look) -> list[Any]:
        """What an entry must be to be found."""
        found: list[Any] = [holds(cls.folded, _short(word)) for word in look.words]
        if look.tag:
            found.append(holds(cls.folded, f"\n{_short(look.tag)}\n"))
        if look.kind:
            found.append(cls.kind == look.kind)
        if look.month:
            found += [cls.day >= look.month, cls.day < look.next_month]
        return found

    # --- in letters and reports --------------------------------------------------------------------------------

    @classmethod
    def forget(cls, observation: Observation) -> None:
        """The parent deleted what was known from an entry: it stays in the journal alone. The journey is locked."""
        mine = cls.session_id == observation.session_id, cls.observation_id == observation.id
        alone = {"observation_id": None, "for_reports": False, "version": cls.version + 1}
        db.session.execute(update(cls).where(*mine).values(alone), execution_options={"synchronize_session": "fetch"})

    def _lend(self) -> frozenset[str]:
        """It stands in letters and reports from now on, if it may. Refused when no more fits there."""
        if not self.for_reports or self.alert:
            return frozenset()
        self.observation_id, changed = lending.lend(self.journey, self.id, self.kind, self.content)
        return changed

    def _lend_again(self, kind: str, content: str) -> frozenset[str]:
        """After a change of what it was: in its words of now, or no longer. Words that stay do so there as the parent put them;
        those that another entry says as well remain that one's."""
        held, may = self.observation_id, self.for_reports and not self.alert
        if held and may and (kind, content) == (self.kind, self.content):
            return frozenset()
        alone = held and may and kind == self.kind and self._heir(held) is None
        if held and alone and lending.reword(self.journey, held, self.id, self.content):
            return frozenset({"portrait"})
        return self._take_back() | self._lend()

    def _take_back(self) -> frozenset[str]:
        """Out of letters and reports, unless another entry says the same there."""
        held, self.observation_id = self.observation_id, None
        db.session.flush()
        if held is None:
            return frozenset()
        return lending.take_back(self.journey, held, self.id, self._heir(held))

    def _heir(self, held: uuid.UUID) -> uuid.UUID | None:
        """Another entry that says the same."""
        same = JournalEntry.session_id == self.session_id, JournalEntry.observation_id == held
        return db.session.scalar(select(JournalEntry.id).where(*same, JournalEntry.id != self.id).limit(1))


# --- what may be written ---------------------------------------------------------------------------------------------


def worded(content: str) -> str:
    """The words as they are kept. Raises Refused when there are none, or too many."""
    content = clean_text(content).strip()
    if not one_line(content, 1):
        raise Refused(N_("There are no words in this entry yet."))
    if len(content) > LONGEST:
        raise Refused(N_("Up to 4,000 characters, please."))
    return content


def tagged(tags: Iterable[str]) -> list[str]:
    """The tags as they are kept, none of them twice. Raises Refused."""
    clean = (one_line(tag, len(tag) + LONGEST_TAG).lstrip("# ") for tag in tags)
    named = {tag.casefold(): tag for tag in clean if tag}
    if len(named) > MOST_TAGS:
        raise Refused(N_("Up to six tags, please."))
    if any(len(tag) > LONGEST_TAG for tag in named.values()):
        raise Refused(N_("Each tag can have up to 30 characters."))
    return list(named.values())


def dated(day: date, child: Child) -> date:
    """The day, if the child could have lived it. Raises Refused."""
    if day > times.today():
        raise Refused(N_("This day is still to come."))
    born = child.date_of_birth
    if born and day < (born if child.birth_precision == "day" else born - YEAR):  # worked out from an age: not exact
        raise Refused(N_("This day is before the birth date that is written down."))
    if times.age_months(day) >= YEARS_BACK * 12:
        raise Refused(N_("This day is more than 20 years ago."))
    return day


def _checked(
    child: Child, content: str, kind: str, tags: Iterable[str], day: date | None, for_reports: bool
) -> dict[str, Any]:
    if kind not in get_args(JournalKind):
        raise Refused(N_("Please choose one of these."))
    content, tags = worded(content), tagged(tags)
    return {
        "content": content,
        "kind": kind,
        "tags": tags,
        "folded": folded_as(content, tags),
        "day": dated(day or times.today(), child),
        "for_reports": for_reports,
    }


def folded_as(content: str, tags: Iterable[str]) -> str:
    """The words in the first line, then every tag in a line of its own: a tag is found whole, a word anywhere."""
    return "\n".join([_short(content), *map(_short, tags), ""])


def _short(text: str) -> str:
    return searchable(text).translate(SHORT)


def _heard(content: str) -> str:
    return ",".join(read(content))


def _must_fit_today(journey: Journey) -> None:
    new = JournalEntry.session_id == journey.id, JournalEntry.created_at > times.now() - timedelta(days=1)
    if (db.session.scalar(select(func.count()).select_from(JournalEntry).where(*new)) or 0) >= MOST_A_DAY:
        raise Refused(N_("Within one day there is room for 200 new entries. A little later there is room again."))


def _must_fit(journey: Journey) -> None:
    if JournalEntry.count(journey) >= MOST:
        raise Refused(N_("There are as many entries here as fit. When one is deleted, there is room for another."))
