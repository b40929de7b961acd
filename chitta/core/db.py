"""The database: one Base, portable types, one transaction per request or job, and what waits for its commit.

PostgreSQL is the truth, SQLite the convenience: only types that both know.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from flask_sqlalchemy import SQLAlchemy
from pydantic import BaseModel
from sqlalchemy import JSON, Boolean, Connection, DateTime, Dialect, Engine, MetaData, Uuid, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as BusyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

log = structlog.get_logger()
Pydantic = TypeVar("Pydantic", bound=BaseModel)


NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(DeclarativeBase):
    """Every row has a UUID, so that an id says nothing about how many families there are."""

    metadata = MetaData(naming_convention=NAMES)
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4, sort_order=-1)


Json = JSON().with_variant(JSONB(), "postgresql")


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; SQLite forgets the zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonOf(TypeDecorator[Pydantic]):
    """A frozen pydantic object in a JSON (PostgreSQL: JSONB) column, validated on the way in and out."""

    impl = Json
    cache_ok = True

    def __init__(self, model: type[Pydantic]) -> None:
        super().__init__()
        self.model = model

    def process_bind_param(self, value: Pydantic | None, dialect: Dialect) -> Any:
        return value.model_dump(mode="json") if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> Pydantic | None:
        return self.model.model_validate(value) if value is not None else None


db = SQLAlchemy(model_class=Row, session_options={"expire_on_commit": False})
if TYPE_CHECKING:
    Base = Row
else:
    Base = db.Model


class holds(FunctionElement[bool]):
    """Does the first text hold the second, letter for letter? As quick as LIKE, and no sign means more than itself."""

    inherit_cache = True
    type = Boolean()


@compiles(holds)
def _holds(element: Any, compiler: Any, **more: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **more)}) > 0"


@compiles(holds, "sqlite")
def _holds_in_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"instr({compiler.process(element.clauses, **more)}) > 0"


LIMITS = {"statement_timeout": 15_000, "lock_timeout": 10_000, "idle_in_transaction_session_timeout": 30_000}  # ms


def engine_options(address: str, pooler: bool = False) -> dict[str, Any]:
    """SQLAlchemy engine options for an address: pools that survive a lost connection, limits on what may hang.

    pooler: a connection is ours for one transaction only, so nothing may stay in it: neither limits (they are set on the
    database then, docs/OPERATIONS.md) nor prepared statements.
    """
    quiet = {"hide_parameters": True}  # an error must not carry a parent's words into a log
    if address.startswith("sqlite"):
        return {
            **quiet,
            "connect_args": {"timeout": 30, "check_same_thread": False},
            "pool_size": 40,
            "max_overflow": 100,
        }
    alone = {"options": " ".join(f"-c {name}={milliseconds}" for name, milliseconds in LIMITS.items())}
    return {
        **quiet,
        "pool_pre_ping": True,
        "pool_size": 20,
        "max_overflow": 20,
        "pool_timeout": 10,
        "connect_args": {"connect_timeout": 5, **({"prepare_threshold": None} if pooler else alone)},
    }


def listen(engine: Engine) -> None:
    """SQLite as a server would behave: WAL, foreign keys, and a write lock that is taken late and in turn.

    A transaction begins as a reader and becomes the writer with its first write or `lock()`; it then sees what others
    committed meanwhile, as PostgreSQL's read committed does. SQLite's own way of waiting (sleep and try again) is unfair
    among many threads, so the threads of one process queue at a lock of ours first.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        # secure_delete: what is deleted does not stay readable in the free pages of the file.
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "busy_timeout=30000",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")  # nosemgrep: no-words-in-sql

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "before_cursor_execute")
    def _before(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement[:6].upper() in ("INSERT", "UPDATE", "DELETE"):
            _become_writer(connection)

    @event.listens_for(engine, "savepoint")
    def _nest(connection: Connection, _name: str) -> None:
        _become_writer(connection)  # later would be too late: becoming the writer ends what was begun

    event.listen(engine, "commit", _commit)
    event.listen(engine, "rollback", _rollback)
    # Whatever way a connection comes back, lost and collected ones included, the turn is over.
    event.listen(engine, "checkin", lambda _raw, record: _end_turn(record.info))
    event.listen(engine, "invalidate", lambda _raw, record, _error: _end_turn(record.info))


_turn = threading.Lock()


def _become_writer(connection: Connection) -> None:
    if connection.info.get("writer"):
        return
    if _turn.acquire(timeout=30):
        connection.info["writer"] = True
    else:
        raise BusyError("the write lock was not free for 30 s")
    _run(connection, "COMMIT", "BEGIN IMMEDIATE")


def _commit(connection: Connection) -> None:
    # Committed here, since SQLAlchemy speaks first and commits then: the next one's turn begins when ours is written.
    if not connection.info.get("writer"):
        return
    try:
        _run(connection, "COMMIT")
    except BaseException:
        _rollback(connection)  # nobody else will: to SQLAlchemy a commit that failed is over
        raise
    _end_turn(connection.info)


def _rollback(connection: Connection) -> None:
    if connection.invalidated or not connection.info.get("writer"):
        return
    try:
        if connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
            _run(connection, "ROLLBACK")
    finally:
        _end_turn(connection.info)


def _end_turn(info: dict[Any, Any]) -> None:
    if info.pop("writer", False):
        _turn.release()


def _run(connection: Connection, *statements: str) -> None:
    raw: Any = connection.connection.dbapi_connection
    for statement in statements:
        try:
            raw.execute(statement)
        except sqlite3.Error as error:
            raise OperationalError(statement, None, error) from error


def lock() -> None:
    """From here to the end of the transaction nobody else writes. PostgreSQL locks rows instead (FOR UPDATE)."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        _become_writer(connection)


def after_commit(deed: Callable[[], object]) -> None:
    """Run the deed once this transaction is safely committed; forget it if it rolls back."""
    db.session.info.setdefault("after_commit", []).append(deed)


def commit() -> None:
    """Commit, then do what waited for it. A deed that fails is logged: the rows are the truth, the sweeper catches up."""
    db.session.commit()
    for deed in db.session.info.pop("after_commit", ()):
        try:
            deed()
        except Exception:
            log.exception("after_commit failed", deed=getattr(deed, "__qualname__", repr(deed)))


def rollback() -> None:
    db.session.info.pop("after_commit", None)
    db.session.rollback()


@contextmanager
def transaction(writing: bool = True) -> Iterator[None]:
    """One unit of work; the connection goes back to the pool at its end. Not to be nested."""
    try:
        yield
        if writing:
            commit()
    except BaseException:
        rollback()
        raise
    finally:
        db.session.remove()


def release() -> None:
    """Give the connection back before waiting for anything slow; what was loaded stays readable, nothing is written."""
    db.session.info.pop("after_commit", None)
    db.session.remove()


def settle() -> None:
    """What SQLite keeps of earlier versions beside its file goes, as far as nobody is reading them just now."""
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def reachable() -> bool:
    """Does the database answer? Opens and closes a connection of its own."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        return True
    except Exception:
        return False
