"""A person with an account, the browsers they are logged in from, their one-time links and the letters on their way."""

from __future__ import annotations

import secrets
import unicodedata
import uuid
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Literal, cast, get_args

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    Uuid,
    case,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from chitta.accounts import passwords
from chitta.audit.models import Deed
from chitta.core import times
from chitta.core.db import Base, Json, Moment, db, lock, release
from chitta.core.vocabulary import Address, Language

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=60)
SEEN_EVERY = timedelta(minutes=10)

Purpose = Literal["confirm", "move", "reset"]
LIVES: dict[str, timedelta] = {"confirm": timedelta(days=7), "move": timedelta(days=1), "reset": timedelta(hours=1)}
# What a parent may do without. The others are about the account's safety and always come.
Notice = Literal["films", "film_again", "letter", "report", "opened", "meeting", "export"]
NOTICES: tuple[Notice, ...] = get_args(Notice)
Kind = Literal[
    "confirm", "reset", "known", "move", "moved", "password", "factor_on", "factor_off", "recovery", "guessed", "device",
    "locked", Notice,
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
LETTERS_AN_HOUR = 4  # of one kind to one person; a stranger may not fill a parent's mailbox
LETTERS_KEPT = timedelta(days=1)
TRIED = timedelta(days=3)  # so long a mail server that is down is waited for
UNREACHED_KEPT = timedelta(days=14)  # so long a letter that was given up stays in the operator's sight
LONGEST_REST = timedelta(hours=4)
CLAIM = timedelta(minutes=2)  # longer than the slowest talk with a mail server: the bell ends it after one
GUESSES = 10  # codes that may be tried for one account, of a million of which three are right
GUESSES_WITHIN = timedelta(hours=1)
OVERDUE = timedelta(seconds=30)
MANY, FEW = 200, 5  # letters rung for in one round of the sweeper; few while the mail server takes none


class User(Base):
    """A parent (or an operator)."""

    __tablename__ = "users"
    __allow_unmapped__ = True

    email: Mapped[str] = mapped_column(String(254), unique=True)  # as normalised by `mailbox`
    full_name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="he")
    address: Mapped[str] = mapped_column(String(1), default="n")
    country: Mapped[str] = mapped_column(String(2), default="IL")
    theme: Mapped[str] = mapped_column(String(5), default="")
    time_zone: Mapped[str] = mapped_column(String(40), default=times.HOME)
    city: Mapped[str] = mapped_column(String(40), default="", server_default="")  # a town's slug, when they said so
    role: Mapped[str] = mapped_column(String(10), default="parent")
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    stopped_letters: Mapped[list[str]] = mapped_column(Json, default=list)  # kinds of notices they do without
    demo: Mapped[str] = mapped_column(
        String(30), default=""
    )  # of a sample family its stage and language; "" for real ones
    second_factor_at: Mapped[datetime | None] = mapped_column(Moment)  # when it was set up; None: there is none
    factor_salt: Mapped[str] = mapped_column(String(32), default="")
    device_round: Mapped[int] = mapped_column(Integer, default=0)  # a higher one makes every browser unknown again
    factor_step: Mapped[int] = mapped_column(Integer, default=0)  # of the last code that was used, in steps of 30 s

    logins: Mapped[list[Login]] = relationship(
        back_populates="user", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def tongue(self) -> tuple[Language, Address]:
        return cast(Language, self.language), cast(Address, self.address)

    @property
    def first_name(self) -> str:
        return self.full_name.split()[0] if self.full_name.split() else ""

    @property
    def is_operator(self) -> bool:
        return self.role == "operator"

    # What Flask-Login asks of a user; the id it stores is the login's token, so that ending a login ends the session.
    is_authenticated = is_active = True
    is_anonymous = False
    login: Login  # set by Login.by_token: the browser this request came from

    def get_id(self) -> str:
        return self.login.token

    @classmethod
    def by_email(cls, email: str) -> User | None:
        return db.session.scalar(select(cls).where(cls.email == mailbox(email)))

    @classmethod
    def proven(cls, email: str, password: str) -> User | None:
        """Whose address and password these are. Takes as long for an address nobody has.

        No transaction is open while the hash is computed; what was loaded before is to be loaded again.
        """
        found = db.session.execute(select(cls.id, cls.password_hash).where(cls.email == mailbox(email))).first()
        release()
        if not passwords.matches(found.password_hash if found else None, password) or found is None:
            return None
        renewed = passwords.hashed(password) if passwords.outdated(found.password_hash) else ""
        lock()
        # A new password waits until our login can be ended with the rest.
        user = db.session.get(cls, found.id, with_for_update=True)
        if user is None or user.password_hash != found.password_hash:
            return None  # deleted or changed in the meantime
        user.password_hash = renewed or user.password_hash
        return user

    @classmethod
    def register(cls, email: str, password: str, **values: Any) -> User | None:
        """A new account; None when the address has one already, be it since a moment ago."""
        if db.session.scalar(select(cls.id).where(cls.email == mailbox(email))):
            return None
        release()
        user = cls(email=mailbox(email), password_hash=passwords.hashed(password), **values)
        try:
            with db.session.begin_nested():
                db.session.add(user)
        except IntegrityError:
            return None
        Deed.note("account.register", user.id, user)
        return user

    def choose(self, password_hash: str) -> None:
        """A new password: every browser is logged out, every link to choose one is dead, and so is a move to another address.

        Whoever was in the account before may have asked for one; their link would take the account away again.
        """
        self.password_hash = password_hash
        self.end_logins()
        OutgoingLetter.take_back(self, "move")
        OneTimeToken.kill(self, "reset", "move")
        CodeGuesses.forget(self)  # whoever guessed knew the old one

    def appoint(self) -> None:
        """An operator from now on. Only the command does this."""
        self.role = "operator"

    def dismiss(self) -> None:
        """No operator any more, and logged out everywhere."""
        self.role = "parent"
        self.end_logins()

    def confirm(self) -> None:
        """Whoever reads this mailbox has said so."""
        self.confirmed_at = self.confirmed_at or times.now()

    def live_in(self, zone: str) -> None:
        """Their clock, as their browser says it; a browser that says nothing changes nothing."""
        self.time_zone = zone or self.time_zone

    def settle(self, city: str) -> None:
        """Where the family lives, by a town's slug; "" forgets it."""
        self.city = city

    def move(self, email: str) -> bool:
        """Take a new, confirmed address; False when somebody else has it by now. Links sent to the old one are dead."""
        try:
            with db.session.begin_nested():
                self.email, self.confirmed_at = mailbox(email), times.now()
        except IntegrityError:
            db.session.refresh(self)
            return False
        OneTimeToken.kill(self, *LIVES)
        return True

    def hears(self, kind: str) -> bool:
        """Are letters of this kind wanted? Those about the account's safety always are."""
        return kind not in NOTICES or kind not in self.stopped_letters

    def hear_of(self, *kinds: str) -> None:
        """Of the notices these are wanted from now on, and no others; what is on its way of the others does not leave."""
        lock()
        self.stopped_letters = [kind for kind in NOTICES if kind not in kinds]
        for kind in NOTICES:
            if kind not in kinds:
                OutgoingLetter.take_back(self, kind)

    def stop_letters(self, kind: Notice) -> bool:
        """No more letters of this kind; False when they had stopped before."""
        lock()
        db.session.refresh(self, ["stopped_letters"], with_for_update=True)  # another kind may be stopped just now
        if not self.hears(kind):
            return False
        self.hear_of(*(other for other in NOTICES if other != kind and self.hears(other)))
        return True

    def living_logins(self) -> list[Login]:
        """Where this person is logged in, the browser seen last first."""
        of_mine = select(Login).where(Login.user_id == self.id, *Login.living())
        return list(db.session.scalars(of_mine.order_by(Login.seen_at.desc(), Login.id)))

    def end_logins(self, but: Login | None = None) -> int:
        """Log out everywhere, but for one browser; says how many. A browser that comes back is a new one."""
        self.device_round += 1
        ended = [login for login in self.living_logins() if but is None or login.id != but.id]
        for login in ended:
            login.end()
        return len(ended)


class Login(Base):
    """One browser that is logged in. Only the token's hash is kept; the token lives in the signed cookie."""

    __tablename__ = "login_sessions"
    __allow_unmapped__ = True
    __table_args__ = (Index("ix_login_sessions_user", "user_id"),)

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(120), default="")
    started_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    seen_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    sure_at: Mapped[datetime | None] = mapped_column(Moment, default=times.now)  # when they last said their password
    proved_at: Mapped[datetime | None] = mapped_column(Moment)  # when they last proved a second factor

    user: Mapped[User] = relationship(back_populates="logins", lazy="joined", innerjoin=True)
    token: str = ""

    @classmethod
    def start(cls, user: User, device: str = "") -> Login:
        """A fresh login with a fresh token; the caller puts the token into the cookie."""
        token = secrets.token_urlsafe(32)
        login = cls(id=uuid.uuid4(), user=user, token_hash=fingerprint(token), device=device[:120])
        login.token = token
        db.session.add(login)
        return login

    @classmethod
    def by_token(cls, token: str) -> Login | None:
        """The live login with this token: not ended, not idle or old beyond the limits."""
        login = db.session.scalar(select(cls).where(cls.token_hash == fingerprint(token), *cls.living()))
        if login:
            login.token = token
            login.user.login = login
        return login

    @classmethod
    def living(cls) -> tuple[Any, ...]:
        """SQL conditions for a login that may still be used."""
        now = times.now()
        return cls.ended_at.is_(None), cls.seen_at > now - IDLE, cls.started_at > now - ABSOLUTE

    @classmethod
    def visible_to(cls, user: User) -> Any:
        """The one rule of sight: everybody's own, while they live."""
        return (cls.user_id == user.id) & cls.ended_at.is_(None)

    def end(self) -> None:
        self.ended_at = self.ended_at or times.now()

    def sure(self, within: timedelta) -> bool:
        """Did they lately say who they are, with everything they have to say it with?"""
        lately = self.sure_at is not None and self.sure_at > times.now() - within
        return lately and (self.user.second_factor_at is None or self.proved_at is not None)

    def made_sure(self) -> None:
        """They said it again just now."""
        self.sure_at = times.now()
        self.proved_at = self.sure_at if self.user.second_factor_at else None

    @property
    def stale_sight(self) -> bool:
        """Is it time to write down again that this browser was here?"""
        return times.now() - self.seen_at > SEEN_EVERY


class RecoveryCode(Base):
    """A code for the day the phone is lost, good for once. Only its hash is kept."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    spent_at: Mapped[datetime | None] = mapped_column(Moment)

    @classmethod
    def replace(cls, user: User, codes: list[str]) -> None:
        """These are good from now on, and none of before."""
        db.session.execute(delete(cls).where(cls.user_id == user.id), execution_options={"synchronize_session": False})
        db.session.add_all(cls(user_id=user.id, code_hash=fingerprint(code)) for code in codes)

    @classmethod
    def spend(cls, user: User, code: str) -> bool:
        """Use it up: exactly one of those who try gets it."""
        mine = cls.user_id == user.id, cls.code_hash == fingerprint(code), cls.spent_at.is_(None)
        return moved(update(cls).where(*mine).values(spent_at=times.now()))

    @classmethod
    def left(cls, user: User) -> int:
        """How many are still good."""
        mine = select(func.count()).where(cls.user_id == user.id, cls.spent_at.is_(None))
        return db.session.scalar(mine) or 0


class CodeGuesses(Base):
    """How many codes were tried for an account within the hour.

    Browsers it was used in before have a count of their own: whoever knows the password elsewhere cannot lock them out.
    """

    __tablename__ = "code_guesses"
    __table_args__ = (UniqueConstraint("user_id", "known"),)

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    known: Mapped[bool] = mapped_column(Boolean)
    count: Mapped[int] = mapped_column(Integer, default=0)
    since: Mapped[datetime] = mapped_column(Moment, default=times.now)

    @classmethod
    def begin(cls, user: User) -> None:
        """Both counts of an account that has a second factor from now on."""
        cls.end(user)
        db.session.add_all(cls(user_id=user.id, known=known) for known in (False, True))

    @classmethod
    def end(cls, user: User) -> None:
        db.session.execute(delete(cls).where(cls.user_id == user.id), execution_options={"synchronize_session": False})

    @classmethod
    def take(cls, user: User, known: bool) -> bool:
        """May one more be tried? It is counted before it is looked at, so that guesses at the same time do not slip by."""
        now = times.now()
        over = cls.since <= now - GUESSES_WITHIN
        free = update(cls).where(cls.user_id == user.id, cls.known == known, or_(over, cls.count < GUESSES))
        return moved(free.values(count=case((over, 1), else_=cls.count + 1), since=case((over, now), else_=cls.since)))

    @classmethod
    def many(cls, user: User) -> bool:
        """Does somebody who knows the password seem to be guessing, in browsers that were not theirs?"""
        tried = select(cls.count).where(cls.user_id == user.id, cls.known.is_(False))
        return (db.session.scalar(tried) or 0) >= GUESSES // 2

    @classmethod
    def forget(cls, user: User, *known: bool) -> None:
        """None was tried: in browsers so known, or in any."""
        mine = update(cls).where(cls.user_id == user.id, cls.known.in_(known or (False, True)))
        db.session.execute(mine.values(count=0), execution_options={"synchronize_session": False})


class OneTimeToken(Base):
    """A link in a letter that can be used once. Only the token's hash is kept."""

    __tablename__ = "one_time_tokens"
    __table_args__ = (Index("ix_one_time_tokens_user", "user_id", "purpose"),)

    user_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    purpose: Mapped[str] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254))  # the mailbox it was sent to
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    spent_at: Mapped[datetime | None] = mapped_column(Moment)

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)

    @classmethod
    def issue(cls, user: User, purpose: Purpose, email: str) -> str:
        """A fresh token for a link; every older one of that purpose dies."""
        cls.kill(user, purpose)
        token = secrets.token_urlsafe(32)
        expires = times.now() + LIVES[purpose]
        db.session.add(cls(user=user, purpose=purpose, token_hash=fingerprint(token), email=email, expires_at=expires))
        return token

    @classmethod
    def alive(cls, token: str, *purposes: Purpose) -> OneTimeToken | None:
        """The token, if it could still be spent. Looking spends nothing."""
        return db.session.scalar(select(cls).where(*cls._usable(token, purposes)))

    @classmethod
    def spend(cls, token: str, *purposes: Purpose) -> OneTimeToken | None:
        """Use the token up: exactly one of those who try gets it."""
        spent = update(cls).where(*cls._usable(token, purposes)).values(spent_at=times.now())
        if not moved(spent):
            return None
        return db.session.scalar(select(cls).where(cls.token_hash == fingerprint(token)))

    @classmethod
    def kill(cls, user: User, *purposes: str) -> None:
        """Nobody can use these any more."""
        mine = update(cls).where(cls.user_id == user.id, cls.purpose.in_(purposes), cls.spent_at.is_(None))
        db.session.execute(mine.values(spent_at=times.now()), execution_options={"synchronize_session": False})

    @classmethod
    def _usable(cls, token: str, purposes: tuple[str, ...]) -> tuple[Any, ...]:
        return (
            cls.token_hash == fingerprint(token),
            cls.purpose.in_(purposes),
            cls.spent_at.is_(None),
            cls.expires_at > times.now(),
        )


class OutgoingLetter(Base):
    """A letter on its way: whom and of which kind, never what it says.

    One that a mail server did not take rests, each time twice as long, and is given up after three days, or when it is of
    no use any more (`until`); it then stays in the operator's sight for two weeks. A worker that is killed between the
    server's yes and the row that remembers it sends the letter a second time, with the same Message-ID: nothing is lost,
    and most mail programs show it once.

    Its one-time link is made when it leaves, so no secret waits in the database. It is written for a mailbox nobody here
    has as well (user_id None), so that asking for a new password takes the same time for everybody; it is then dropped.
    """

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_unsent", "sent_at", "created_at"), Index("ix_letters_user", "user_id", "kind"))

    user_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    email: Mapped[str] = mapped_column(String(254))
    path: Mapped[str] = mapped_column(
        String(120), default=""
    )  # our own page it leads to, where its kind does not say that
    created_at: Mapped[datetime] = mapped_column(Moment, default=times.now)
    due_at: Mapped[datetime | None] = mapped_column(Moment)  # not before this; it can be taken back until then
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)  # of no use later
    reason: Mapped[str] = mapped_column(String(40), default="")  # why the last try failed; none of the letter's words
    given_up_at: Mapped[datetime | None] = mapped_column(Moment)

    user: Mapped[User | None] = relationship(lazy="joined")

    @classmethod
    def write(
        cls,
        kind: Kind,
        email: str,
        user: User | None = None,
        path: str = "",
        due: datetime | None = None,
        until: datetime | None = None,
    ) -> OutgoingLetter:
        """due: not before this, and it can be taken back until then; until: of no use later (default: as long as its link)."""
        whose = user.id if user else None
        until = until or (times.now() + LIVES["reset"] if kind == "reset" else None)
        letter = cls(
            id=uuid.uuid4(), kind=kind, email=mailbox(email), user_id=whose, path=path, due_at=due, until=until
        )
        db.session.add(letter)
        return letter

    @classmethod
    def claim(cls, letter_id: uuid.UUID) -> OutgoingLetter | None:
        """The letter, if it is still to be sent and nobody else is about to."""
        now = times.now()
        free = update(cls).where(cls.id == letter_id, *cls._waiting()).values(claimed_at=now, tries=cls.tries + 1)
        done = db.session.execute(free, execution_options={"synchronize_session": False})
        return db.session.get(cls, letter_id) if done.rowcount == 1 else None  # type: ignore[attr-defined]

    @classmethod
    def overdue(cls) -> list[uuid.UUID]:
        """Letters the queue seems to have forgotten or whose rest is over, oldest first; few of them while none is taken,
        since every try may cost a worker's thread a quarter of a minute."""
        late = select(cls.id).where(*cls._waiting(), cls.created_at < times.now() - OVERDUE)
        refused = db.session.scalar(
            select(cls.id).where(cls.sent_at.is_(None), cls._hoped_for(), cls.reason != "").limit(1)
        )
        return list(db.session.scalars(late.order_by(cls.created_at).limit(FEW if refused else MANY)))

    @classmethod
    def _waiting(cls) -> tuple[Any, ...]:
        now = times.now()
        unclaimed = or_(cls.claimed_at.is_(None), cls.claimed_at < now - CLAIM)
        return cls.sent_at.is_(None), cls._hoped_for(), unclaimed, or_(cls.due_at.is_(None), cls.due_at <= now)

    @classmethod
    def _hoped_for(cls) -> Any:
        return cls.given_up_at.is_(None)

    @property
    def wanted(self) -> bool:
        """Is there somebody to write to, who still waits, and was not written to more often than is decent?"""
        cls, hour = type(self), times.now() - timedelta(hours=1)
        if self.user is None or self.user.demo or self.late or not self.user.hears(self.kind):
            return False
        lately = select(func.count()).where(cls.user_id == self.user_id, cls.kind == self.kind, cls.sent_at > hour)
        return (db.session.scalar(lately) or 0) < LETTERS_AN_HOUR

    @classmethod
    def lately(cls, user: User, within: timedelta, *kinds: Kind) -> bool:
        """Was one of those kinds written to this person a short while ago?"""
        mine = select(cls.id).where(cls.user_id == user.id, cls.kind.in_(kinds), cls.created_at > times.now() - within)
        return db.session.scalar(mine.limit(1)) is not None

    @classmethod
    def take_back(cls, user: User, kind: Kind, path: str = "") -> None:
        """Letters of that kind (and to that page) that have not left yet do not leave."""
        unsent = delete(cls).where(cls.user_id == user.id, cls.kind == kind, cls.sent_at.is_(None))
        unsent = unsent.where(cls.path == path) if path else unsent
        db.session.execute(unsent, execution_options={"synchronize_session": False})

    @classmethod
    def unreached(cls, user: User) -> bool:
        """Could none be brought to this person's address since the last one that was?"""
        mine = cls.user_id == user.id, cls.given_up_at.is_not(None), cls.email == user.email
        last = db.session.scalar(select(func.max(cls.given_up_at)).where(*mine))
        if last is None:
            return False
        since = select(cls.id).where(cls.user_id == user.id, cls.sent_at > last)
        return db.session.scalar(since.limit(1)) is None

    @property
    def late(self) -> bool:
        """Is it of no use any more?"""
        return self.until is not None and self.until < times.now()

    def drop(self) -> None:
        db.session.delete(self)

    def arrived(self) -> None:
        """It left. The row stays for a day without the address, to count by."""
        self.sent_at, self.email, self.reason = times.now(), "", ""

    def put_off(self, reason: str) -> None:
        """It was not taken: another try after a rest."""
        rest = min(timedelta(minutes=2 ** min(self.tries - 1, 20)), LONGEST_REST)
        self.reason, self.claimed_at, self.due_at = reason[:40], None, times.now() + rest

    def give_up(self, reason: str) -> None:
        """No further try, unless the operator asks for one."""
        self.reason, self.given_up_at = reason[:40], times.now()

    def again(self) -> bool:
        """The operator asks for another three days of tries; False when it would be of no use any more."""
        if self.given_up_at is None or self.late:
            return False
        self.given_up_at = self.claimed_at = self.due_at = None
        self.tries, self.created_at, self.reason = 0, times.now(), ""
        return True

    @classmethod
    def give_up_old(cls) -> int:
        """Those that nobody took for days, or that are of no use any more; says how many."""
        now = times.now()
        vain = or_(cls.created_at < now - TRIED, cls.until < now)
        old = update(cls).where(cls.sent_at.is_(None), cls._hoped_for(), cls.user_id.is_not(None), vain)
        done = db.session.execute(old.values(given_up_at=now), execution_options={"synchronize_session": False})
        return int(done.rowcount)  # type: ignore[attr-defined]


def sweep_away() -> None:
    """Delete what nobody can use any more: dead links, old letters, log-ins of long ago."""
    now = times.now()
    for rows in (
        delete(OneTimeToken).where(OneTimeToken.expires_at < now - LETTERS_KEPT),
        delete(OutgoingLetter).where(OutgoingLetter.sent_at < now - LETTERS_KEPT),
        delete(OutgoingLetter).where(OutgoingLetter.user_id.is_(None), OutgoingLetter.created_at < now - LETTERS_KEPT),
        delete(OutgoingLetter).where(OutgoingLetter.given_up_at < now - UNREACHED_KEPT),
        delete(Login).where(Login.started_at < now - ABSOLUTE),
    ):
        db.session.execute(rows, execution_options={"synchronize_session": False})


def moved(change: Any) -> bool:
    """Run an UPDATE that is to touch exactly one row: did it?"""
    done = db.session.execute(change, execution_options={"synchronize_session": False})
    return done.rowcount == 1  # type: ignore[attr-defined,no-any-return]


def fingerprint(token: str) -> str:
    """SHA-256 of a random token; tokens have 256 bits, so no salt and no slow hash is needed."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def mailbox(email: str) -> str:
    """An address as it is kept and compared: NFKC, trimmed, lower-case, an international domain in its ASCII form."""
    plain = unicodedata.normalize("NFKC", email).strip().lower()
    local, at, domain = plain.rpartition("@")
    try:
        return local + at + domain.encode("idna").decode("ascii") if not domain.isascii() else plain
    except UnicodeError:
        return plain
