"""The directory: professionals whom families can turn to, and what a family noted of one."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts.models import User
from chitta.core import times
from chitta.core.db import Base, Moment, db, lock
from chitta.core.errors import Conflict, Refused
from chitta.core.i18n import N_, gettext_, speaking, tongue
from chitta.core.text import clean_text, one_line
from chitta.core.vocabulary import Stage
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES, Ticks
from chitta.experts.places import City, cities, kilometres
from chitta.experts.rules import (
    FIELDS,
    LONGEST_ADDRESS,
    LONGEST_KEY,
    LONGEST_LINK,
    LONGEST_NAME,
    OLDEST,
    RULES,
    SAME_KEY,
    Unfit,
    whole,
)
from chitta.journey import stages
from chitta.journey.facts import ArtifactCounted, StageChosen
from chitta.journey.models import Journey, plain
from chitta.journey.state import Artifact
from chitta.safety.reading import read

LONGEST_FOUND = 600
LONGEST_SOUGHT = 400  # of it: an index of PostgreSQL's holds no more than 2,700 bytes
LONGEST_PLACE, LONGEST_NOTE, LONGEST_OUTCOME = 160, 500, 1000
AHEAD = timedelta(days=730)
HELP = timedelta(days=1)  # as long as the conversation keeps the helplines in reach
MOST_KEPT = 60
STATUSES = ("suggested", "contacted", "scheduled", "completed")
STAGE: Stage = "meeting_prep"
HERE = frozenset({"experts"})  # what open pages hear that one of these changed
OVER = N_("This time is over. A meeting that took place can be noted as done.")
TOO_LATE = {  # the same where that button is not there yet
    "suggested": N_("This time is over. Once contact is marked as made, a meeting that took place can be noted."),
    "scheduled": N_(
        "This time is over. If this meeting took place already, take one step back first; then it can be noted."
    ),
}
TITLE = re.compile(r"^(?:ד ר|פרופ|dr|prof) ")
__all__ = ["FIELDS", "OLDEST", "Expert", "ExpertMatch", "Unfit"]


class Expert(Base):
    """Somebody who works with children. Everybody who is logged in sees those that are not hidden.

    key: a name of the operator's own for the row, so that a list can be brought in twice. latitude, longitude: of the city
    where nothing closer is known. rating: 0 to 5 with one decimal, or None; shown only with its count. found: what a search
    looks through. sample: nobody real.
    """

    __tablename__ = "experts"
    __table_args__ = (
        Index("ix_experts_he", "sort_he", "id"),
        Index("ix_experts_en", "sort_en", "id"),
        Index("ix_experts_key", "key", unique=True),
        # All that a search looks at, so that it need not read the long texts of ten thousand rows.
        Index(
            "ix_experts_look",
            "hidden_at",
            "specialties",
            "languages",
            "health_funds",
            "age_from",
            "age_to",
            "latitude",
            "longitude",
            "verified_at",
            "sort_he",
            "sort_en",
            "found",
            "id",
        ),
        CheckConstraint("age_from <= age_to", name="ck_experts_ages"),
    )

    key: Mapped[str | None] = mapped_column(String(LONGEST_KEY))
    name_he: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    name_en: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    specialties: Mapped[tuple[str, ...]] = mapped_column(Ticks(SPECIALTIES), default=())
    city: Mapped[str] = mapped_column(String(40))
    latitude: Mapped[float] = mapped_column(Float)
    longitude: Mapped[float] = mapped_column(Float)
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    languages: Mapped[tuple[str, ...]] = mapped_column(Ticks(LANGUAGES), default=())
    age_from: Mapped[int] = mapped_column(Integer, default=0)
    age_to: Mapped[int] = mapped_column(Integer, default=18)
    health_funds: Mapped[tuple[str, ...]] = mapped_column(Ticks(FUNDS), default=())
    rating: Mapped[float | None] = mapped_column(Float)
    review_count: Mapped[int] = mapped_column(Integer, default=0)
    bio_he: Mapped[str] = mapped_column(Text, default="")
    bio_en: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(LONGEST_LINK), default="")
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    hidden_at: Mapped[datetime | None] = mapped_column(Moment)
    sample: Mapped[bool] = mapped_column(Boolean, default=False)
    sort_he: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    sort_en: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    found: Mapped[str] = mapped_column(String(LONGEST_FOUND), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def open_to_all(cls) -> Any:
        """The one rule of sight: those that are not hidden."""
        return cls.hidden_at.is_(None)

    @classmethod
    def by_key(cls, key: str) -> Expert | None:
        """The row of this key, hidden or not."""
        return db.session.scalar(select(cls).where(cls.key == key)) if key else None

    @classmethod
    def by_name(cls) -> tuple[Any, ...]:
        """The order of the reader's alphabet."""
        return (cls.sort_he if tongue().language == "he" else cls.sort_en), cls.id

    @property
    def name(self) -> str:
        """In the reader's language, or the other where there is none."""
        return (self.name_he or self.name_en) if tongue().language == "he" else (self.name_en or self.name_he)

    @property
    def bio(self) -> str:
        """In the reader's language, or the other where there is none."""
        return (self.bio_he or self.bio_en) if tongue().language == "he" else (self.bio_en or self.bio_he)

    @property
    def town(self) -> City:
        return cities()[self.city]

    def kilometres_from(self, city: City) -> float:
        """As the crow flies, from the middle of a town."""
        return kilometres(city.latitude, city.longitude, self.latitude, self.longitude)

    # --- writing -----------------------------------------------------------------------------------------------

    @classmethod
    def checked(cls, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields as they are kept, those that were not named left out. Values may be text as a form or a list has it.

        Raises Unfit (a Refused) naming the first field that cannot be so. Nothing is written.
        """
        unknown = next((name for name in fields if name not in RULES), None)
        if unknown is not None:
            raise Unfit(unknown, N_("There is no such field."))
        return {name: RULES[name](name, value) for name, value in fields.items()}

    @classmethod
    def complete(cls, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Everything an entry with these fields would have. Raises Unfit, also for what does not go together."""
        return whole(cls.checked(fields))

    @classmethod
    def write(cls, *, sample: bool = False, **fields: Any) -> Expert:
        """A new entry. Raises Unfit."""
        wish = cls.complete(fields)
        lock()
        _alone(wish["key"])
        expert = cls(id=uuid.uuid4(), sample=sample, **wish)
        expert._index()
        try:
            with db.session.begin_nested():
                db.session.add(expert)
        except IntegrityError:  # written elsewhere a moment ago
            raise Unfit("key", SAME_KEY) from None
        return expert

    def rewrite(self, version: int | None = None, **fields: Any) -> Expert:
        """Other values for the named fields. Conflict when somebody else changed it since `version` (None: whatever it is
        now); Unfit for a rule."""
        wish = self.checked(fields)
        self._lock()
        if all(getattr(self, name) == value for name, value in wish.items()):
            return self
        if version is not None and version != self.version:
            raise Conflict(N_("This was changed a moment ago. Both texts are here: choose which one stays."))
        moved = "city" in wish and wish["city"] != self.city and not {"latitude", "longitude"} & set(wish)
        stands = {name: getattr(self, name) for name in RULES if not (moved and name in ("latitude", "longitude"))}
        entry = whole({**stands, **wish})
        _alone(entry["key"], self)
        for name, value in entry.items():
            setattr(self, name, value)
        return self._stepped()

    def verify(self, yes: bool = True) -> Expert:
        """The operator has checked licence and details today; or takes that back."""
        self._lock()
        self.verified_at = times.now() if yes else None
        return self._stepped()

    def hide(self) -> Expert:
        """Out of the directory; families who kept it keep their line."""
        self._lock()
        self.hidden_at = self.hidden_at or times.now()
        return self._stepped()

    def show(self) -> Expert:
        """Back in the directory."""
        self._lock()
        self.hidden_at = None
        return self._stepped()

    def _lock(self) -> None:
        lock()
        mine = select(Expert).where(Expert.id == self.id).with_for_update()
        if db.session.scalar(mine, execution_options={"populate_existing": True}) is None:
            raise Refused(N_("This is no longer here."))

    def _stepped(self) -> Expert:
        self._index()
        self.version, self.changed_at = self.version + 1, times.now()
        db.session.flush()
        return self

    def _index(self) -> None:
        """What a search looks through, in both languages, without vowel points and capitals."""
        words = [self.name_he, self.name_en, self.town.he, self.town.en]
        for language in ("he", "en"):
            with speaking(language):
                words += [gettext_(SPECIALTIES[key]) for key in self.specialties]
        words.append(self.address)
        self.found = " ".join(plain(word) for word in words if word)[:LONGEST_SOUGHT]
        self.sort_he, self.sort_en = _sorted_as(self.name_he or self.name_en), _sorted_as(self.name_en or self.name_he)


class ExpertMatch(Base):
    """Somebody a family keeps for a child, and how far they came: suggested (on the list), contacted, scheduled, completed.

    Every verb locks the journey, tells it what is on the list and which meetings are fixed, and leaves in `changed` what is
    different now. `version` guards against two tabs: Conflict when it is not the row's.
    """

    __tablename__ = "expert_matches"
    __table_args__ = (
        UniqueConstraint("session_id", "expert_id"),
        Index("ix_expert_matches_expert", "expert_id"),
        Index("ix_expert_matches_meets", "meets_at"),
        CheckConstraint(
            "status in ('suggested', 'contacted', 'scheduled', 'completed')", name="ck_expert_matches_status"
        ),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("sessions.id", ondelete="CASCADE"))
    expert_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("experts.id"))
    status: Mapped[str] = mapped_column(String(10), default="suggested")
    suggested_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    contacted_at: Mapped[datetime | None] = mapped_column(Moment)
    scheduled_at: Mapped[datetime | None] = mapped_column(Moment)
    meets_at: Mapped[datetime | None] = mapped_column(Moment)
    meets_zone: Mapped[str] = mapped_column(String(40), default="")  # whose clock it was fixed by
    completed_at: Mapped[datetime | None] = mapped_column(Moment)
    told_at: Mapped[datetime | None] = mapped_column(Moment)  # the letter of the day before
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), default="")
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    alert: Mapped[str] = mapped_column(String(80), default="")  # kinds of danger the safety layer heard
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=times.now)

    journey: Mapped[Journey] = relationship(lazy="joined", innerjoin=True)
    expert: Mapped[Expert] = relationship(lazy="joined", innerjoin=True)
    __allow_unmapped__ = True
    changed: frozenset[str] = frozenset()  # by the last verb: what open pages should look at again

    # --- reading -----------------------------------------------------------------------------------------------

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: what was noted in journeys this person may see."""
        return cls.session_id.in_(select(Journey.id).where(Journey.visible_to(user)))

    @classmethod
    def of(cls, journey: Journey) -> list[ExpertMatch]:
        """The list, what was touched last first; fresh, since another tab may have changed it."""
        mine = select(cls).where(cls.session_id == journey.id).order_by(cls.changed_at.desc(), cls.id)
        return list(db.session.scalars(mine, execution_options={"populate_existing": True}))

    @classmethod
    def artifacts(cls, journey: Journey) -> tuple[Artifact, Artifact]:
        """How many are on the list, and which meetings are fixed, as the journey is told."""
        db.session.flush()
        kept = cls.of(journey)
        coming = sorted(
            (one for one in kept if one.status == "scheduled" and one.meets_at), key=lambda one: str(one.meets_at)
        )
        fixed = [
            {"with": one.expert.name, "when": one.meets_at.isoformat(), "place": one.place}
            for one in coming
            if one.meets_at
        ]
        meetings = Artifact(type="meeting", count=len(fixed), metadata={"all": fixed} if fixed else {})
        return Artifact(type="experts", count=len(kept)), meetings

    @classmethod
    def with_(cls, journey: Journey, expert: Expert) -> ExpertMatch | None:
        """What the family noted of this professional."""
        return db.session.scalar(select(cls).where(cls.session_id == journey.id, cls.expert_id == expert.id))

    @classmethod
    def tomorrow(cls, now: datetime) -> list[ExpertMatch]:
        """Meetings that are tomorrow on the family's own calendar and that nobody was told of; for the letter of the day before."""
        near = (
            cls.status == "scheduled",
            cls.meets_at > now,
            cls.meets_at < now + timedelta(days=3),
            cls.told_at.is_(None),
        )
        return [
            one for one in db.session.scalars(select(cls).where(*near).order_by(cls.meets_at)) if one._is_tomorrow(now)
        ]

    @property
    def zone(self) -> ZoneInfo:
        """The family's own clock."""
        name = self.journey.child.parent.time_zone
        return ZoneInfo(name) if name in times.zones() else times.HOME_ZONE

    @property
    def fixed_elsewhere(self) -> dict[str, str] | None:
        """The hour as it was fixed, and by which clock; None where that reads the same now."""
        zone = ZoneInfo(self.meets_zone) if self.meets_zone in times.zones() else self.zone
        if (
            self.meets_at is None
            or self.meets_at.astimezone(zone).utcoffset() == self.meets_at.astimezone(self.zone).utcoffset()
        ):
            return None
        return {"hour": f"{self.meets_at.astimezone(zone):%H:%M}", "zone": zone.key}

    @property
    def over(self) -> bool:
        """Has the fixed time come?"""
        return self.status == "scheduled" and self.meets_at is not None and self.meets_at <= times.now()

    @property
    def alerts(self) -> tuple[str, ...]:
        """Kinds of danger its words speak of, for a day after they were written."""
        fresh = self.changed_at > times.now() - HELP
        return tuple(kind for kind in self.alert.split(",") if kind) if fresh else ()

    def _is_tomorrow(self, now: datetime) -> bool:
        assert self.meets_at is not None
        return (self.meets_at.astimezone(self.zone).date() - now.astimezone(self.zone).date()).days == 1

    # --- writing -----------------------------------------------------------------------------------------------

    @classmethod
    def keep(cls, journey: Journey, expert: Expert) -> ExpertMatch:
        """On the list; the line that is there already when it is tapped twice. Raises Refused when the list is full."""
        journey = Journey.locked(journey.id)
        if twice := cls.with_(journey, expert):
            twice.changed = frozenset()
            return twice
        there = select(Expert.id).where(Expert.id == expert.id).with_for_update(read=True, key_share=True)
        if db.session.scalar(there) is None:  # the operator took the entry out a moment ago
            raise Refused(N_("This is no longer here."))
        if len(cls.of(journey)) >= MOST_KEPT:
            raise Refused(
                N_("There is room for 60 professionals on the list. When one is taken off, there is room for another.")
            )
        match = cls(session_id=journey.id, expert_id=expert.id, journey=journey, expert=expert, status="suggested")
        db.session.add(match)
        return match._told()

    def contact(self, version: int | None = None) -> ExpertMatch:
        """The family got in touch."""
        self._lock(version, done=self.status != "suggested")
        if self.status == "suggested":
            self.status, self.contacted_at = "contacted", times.now()
            self._stepped()
        return self

    def schedule(
        self, day: date, hour: time, place: str = "", note: str = "", version: int | None = None
    ) -> ExpertMatch:
        """A meeting is fixed, or moved. day and hour on the family's own clock. Raises Refused."""
        moment = fixed(day, hour, self.zone, TOO_LATE.get("over" if self.over else self.status, OVER))
        place, note = short("place", place, LONGEST_PLACE), short("note", note, LONGEST_NOTE)
        alert = _heard(note)
        same = (self.status, self.meets_at, self.place, self.note) == ("scheduled", moment, place, note)
        self._lock(version, done=same)
        if same:
            return self
        if self.status == "completed":
            raise Refused(N_("This meeting is done. One step back, and it can be changed."))
        if moment != self.meets_at:
            self.told_at = None
        self.status, self.meets_at, self.place, self.note, self.alert = "scheduled", moment, place, note, alert
        self.meets_zone = self.zone.key
        self.contacted_at, self.scheduled_at = self.contacted_at or times.now(), times.now()
        self._stepped()
        journey = self.journey
        early = stages.may_enter(journey.today, STAGE)
        if not early and journey.state.journey_stage not in (STAGE, *stages.UNDER_WAY):
            self.changed |= journey.learn(StageChosen(stage=STAGE))
        return self

    def complete(self, outcome: str = "", version: int | None = None) -> ExpertMatch:
        """It took place; outcome: how it was, in the parent's words. Refused while it is still to come."""
        outcome = clean_text(outcome).strip()
        if len(outcome) > LONGEST_OUTCOME:
            raise Unfit("outcome", N_("Up to %(n)s characters, please."), n=LONGEST_OUTCOME)
        alert = _heard(outcome)
        self._lock(version, done=(self.status, self.outcome) == ("completed", outcome))
        if self.status == "scheduled" and not self.over:
            raise Refused(N_("This meeting is still to come."))
        if (self.status, self.outcome) == ("completed", outcome):
            return self
        self.status, self.completed_at = "completed", self.completed_at or times.now()
        self.outcome, self.alert = outcome, alert
        return self._stepped()

    def back(self, version: int | None = None) -> ExpertMatch | None:
        """One step back: a done meeting is fixed again (or only contacted), a fixed one is not, contacted is only on the list, and what
        is on the list is taken off (None). What was written stays for when the step is taken again."""
        self._lock(version)
        if self.status == "suggested":
            db.session.delete(self)
            self._told()
            return None
        if self.status == "completed":
            self.completed_at = None
            self.status = "scheduled" if self.meets_at else "contacted"
        elif self.status == "scheduled":
            self.status, self.meets_at, self.scheduled_at, self.told_at = "contacted", None, None, None
        else:
            self.status, self.contacted_at = "suggested", None
        return self._stepped()

    def _lock(self, version: int | None = None, done: bool = False) -> None:
        """done: what is wished for is so already, whoever did it."""
        self.changed = frozenset()
        Journey.locked(self.session_id)
        mine = select(ExpertMatch).where(ExpertMatch.id == self.id)
        if db.session.scalar(mine, execution_options={"populate_existing": True}) is None:
            raise Refused(N_("This is no longer here."))
        if version is not None and version != self.version and not done:
            raise Conflict(N_("This was changed a moment ago, perhaps in another window. Here is how it stands now."))

    def _stepped(self) -> ExpertMatch:
        self.version, self.changed_at = self.version + 1, times.now()
        return self._told()

    def _told(self) -> ExpertMatch:
        """The journey knows how many are on the list and which meetings are fixed."""
        for counted in self.artifacts(self.journey):
            self.changed |= self.journey.learn(ArtifactCounted(artifact=counted)) | HERE
        return self


def fixed(day: date, hour: time, zone: ZoneInfo, over: str = OVER) -> datetime:
    """The moment, if a meeting can be then. over: what is said (a msgid) of one that has passed. Raises Refused."""
    moment = datetime.combine(day, hour, tzinfo=zone)
    if moment <= times.now():
        raise Unfit("date", over)
    if moment > times.now() + AHEAD:
        raise Unfit("date", N_("This is more than two years ahead."))
    return moment.astimezone(times.UTC)


def short(field: str, text: str, longest: int) -> str:
    """A line as it is kept. Raises Unfit."""
    line = one_line(text, longest + 1)
    if len(line) > longest:
        raise Unfit(field, N_("Up to %(n)s characters, please."), n=longest)
    return line


def _heard(text: str) -> str:
    return ",".join(read(text))


def _alone(key: str | None, among: Expert | None = None) -> None:
    """Raises Unfit for a key that another entry has."""
    other = Expert.by_key(key or "")
    if other is not None and other is not among:
        raise Unfit("key", SAME_KEY)


def _sorted_as(name: str) -> str:
    """A name as it is looked up: without a title before it."""
    return TITLE.sub("", plain(name))[:LONGEST_NAME]
