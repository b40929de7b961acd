"""The queue: RQ behind three words. `bell` marks a job, `later` rings it after the commit, `now` rings it at once.

A job takes ids, never words: whatever lies in Redis is a function's name and ids, in JSON. The rows are the truth. A
bell that could not be rung (Redis down), or was rung twice, does no harm: the sweeper rings for rows that wait, and a
job begins by claiming its row.
"""

from __future__ import annotations

import re
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.retry import Retry as Reconnect

from chitta.core import db as ground
from chitta.gateways import failures, measures
from chitta.gateways.redis import quick

if TYPE_CHECKING:
    from flask import Flask
    from rq import Queue

log = structlog.get_logger()

QUEUES = ("chat", "heavy")
WAITS_AT_MOST = 3600  # seconds in the queue; the sweeper rings again for what is still wanted then
KEEP_FAILED = 60
TRIES = 3  # of a job whose worker was killed; a job that raises is not tried again by the queue, but by the sweeper
REST_AFTER_FAILURE = 2.0  # seconds during which a Redis that just failed is not asked again

AN_ID = re.compile(r"[A-Za-z0-9_.:-]{1,80}")

Job = TypeVar("Job", bound=Callable[..., object])


class Again(Exception):
    """Raised by a job that gives its work back unfinished, as when its worker is stopping: the queue rings again."""


@dataclass(frozen=True)
class Bell:
    """Where a job hangs: its queue, its dotted name, and how many seconds it may take."""

    queue: str
    name: str
    limit: int


@dataclass
class _House:
    """What this process knows: where Redis is, whose app runs the jobs, and whether it is stopping."""

    address: str = ""
    app: Flask | None = None
    silent_until: float = 0.0
    queues: dict[str, Queue] | None = None


_house = _House()
_stopping = threading.Event()


def bell(queue: str, limit: int = 120) -> Callable[[Job], Job]:
    """Mark a function as a job of that queue. It takes ids (strings), begins by claiming its row, and returns nothing.

    limit: seconds after which it is interrupted by a JobTimeoutException (in the chat queue only between two Python
    instructions, so waiting calls need limits of their own).
    """
    if queue not in QUEUES:
        raise ValueError(f"no queue named {queue}")

    def hang(job: Job) -> Job:
        name = f"{job.__module__}.{job.__qualname__}"
        job.bell = Bell(queue, name, limit)  # type: ignore[attr-defined]
        return job

    return hang


def connect(redis_address: str) -> None:
    """Name the Redis of this process. Connects to nothing yet."""
    _house.address, _house.queues, _house.silent_until = redis_address, None, 0.0


def later(job: Callable[..., object], *ids: object) -> None:
    """Ring for the job once the running transaction is committed."""
    words = _ids(ids)
    ground.after_commit(lambda: _ring(job, words, once=False))


def now(job: Callable[..., object], *ids: object) -> bool:
    """Ring for the job at once, unless this way of ringing already waits or runs for the same ids (the sweeper's way).

    Answers whether it was rung; a Redis that is down is logged, never raised.
    """
    return _ring(job, _ids(ids), once=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one queue stands. oldest: when its first waiting job was rung for; seen: when each of its workers last was."""

    name: str
    waiting: int
    started: int
    oldest: datetime | None
    seen: tuple[datetime, ...]


def standing() -> list[Standing]:
    """Every queue, as whoever runs the house sees it: numbers and times, nothing of any job. Raises RedisError."""
    from rq import Worker
    from rq.registry import StartedJobRegistry

    found = []
    for name in QUEUES:
        queue = _queue(name)
        first = next(iter(queue.get_jobs(0, 1)), None)
        workers = Worker.all(queue=queue, serializer=queue.serializer)
        seen = sorted((_aware(one.last_heartbeat) for one in workers if one.last_heartbeat), reverse=True)
        started = len(StartedJobRegistry(queue=queue).get_job_ids(cleanup=False))
        rung = _aware(first.enqueued_at) if first and first.enqueued_at else None
        found.append(Standing(name, queue.count, started, rung, tuple(seen)))
    return found


def failed() -> list[failures.Failure]:
    """Jobs that did not end well, the newest first. Raises RedisError."""
    return failures.listed(quick(_house.address))


def try_again(key: str) -> failures.Failure | None:
    """Ring for the work of a failure once more; None for one that is not known, or whose job is none of ours. Raises
    RedisError when the queue is away."""
    one = failures.of(quick(_house.address), key)
    try:
        job = _load(one.job) if one else None
    except (ImportError, AttributeError, LookupError):
        return None
    if one is None or job is None:
        return None
    quick(_house.address).ping()
    _ring(job, one.ids, once=True)
    return one


def forget(key: str) -> failures.Failure | None:
    """Take a failure off the list; None for one that is not on it. Raises RedisError."""
    one = failures.of(quick(_house.address), key)
    if one:
        failures.forget(quick(_house.address), key)
    return one


def counts() -> dict[tuple[str, str], int]:
    """(job, "done" or "failed") → how often, since this Redis began. Raises RedisError."""
    return failures.counts(quick(_house.address))


def counted(name: str, label: str, more: int = 1) -> None:
    """For /metrics: one more of it. Words of ours only; without Redis nothing is kept and nothing is raised."""
    _told(lambda redis: measures.counted(redis, name, label, more))


def took(name: str, label: str, seconds: float) -> None:
    """For /metrics: it took so long. As `counted`."""
    _told(lambda redis: measures.took(redis, name, label, seconds))


def measured() -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], measures.Durations]]:
    """What `counted` and `took` have kept. Raises RedisError."""
    return measures.counts(quick(_house.address)), measures.durations(quick(_house.address))


def note_abandoned(queue: Queue) -> None:
    """Jobs that RQ gave up, as their workers were killed over them again and again: they too are to be seen. Raises
    RedisError."""
    from rq.registry import FailedJobRegistry

    noted = f"{failures.LIST}:noted"
    for job_id in FailedJobRegistry(queue=queue).get_job_ids(cleanup=False):
        job = queue.fetch_job(job_id)
        words = [str(word) for word in job.args] if job else []
        if not words or not all(AN_ID.fullmatch(word) for word in words):
            continue
        ended = _aware(job.ended_at) if job and job.ended_at else datetime.now(UTC)
        if queue.connection.set(f"{noted}:{job_id}:{ended.timestamp()}", 1, nx=True, ex=2 * KEEP_FAILED):
            failures.note(queue.connection, words[0], tuple(words[1:]), "Killed", ended)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _told(deed: Callable[[Redis], None]) -> None:
    """Something for the list of failures; without Redis nobody could read it anyway."""
    try:
        if _house.address:
            deed(quick(_house.address))
    except (RedisError, OSError) as error:
        log.debug("failures not noted", error=type(error).__name__)


def length(queue: str) -> int | None:
    """How many jobs wait; None when Redis cannot say."""
    try:
        return int(_queue(queue).count)
    except RedisError:
        return None


def stopping() -> bool:
    """Is this worker about to end? Long jobs look at it now and then, save what they have and raise Again."""
    return _stopping.is_set()


def stop() -> None:
    """Said by the worker on SIGTERM."""
    _stopping.set()


def serve(app: Flask) -> None:
    """Said by the worker: jobs of this process run inside this app."""
    _house.app = app
    _stopping.clear()


def run(name: str, *ids: str) -> None:
    """What RQ calls: the frame of every job.

    Nothing a job raises goes further than a log line without words: RQ would keep the message of the exception in
    Redis, and that may quote a parent.
    """
    assert _house.app is not None, "only a worker runs jobs"
    job = _load(name)
    with _house.app.app_context(), structlog.contextvars.bound_contextvars(job=name, ids=list(ids)):
        began = time.monotonic()
        try:
            job(*ids)
            log.debug("job done", seconds=round(time.monotonic() - began, 3))
            _told(lambda redis: failures.ended_well(redis, name, ids))
            took("job", name.removeprefix("chitta."), time.monotonic() - began)
        except Again:
            log.info("job given back", seconds=round(time.monotonic() - began, 3))
            _ring(job, ids, once=False, first=True)
        except Exception as error:
            log.error("job failed", seconds=round(time.monotonic() - began, 3), error=story(error))
            ground.rollback()
            kind = type(error).__name__
            _told(lambda redis: failures.note(redis, name, ids, kind))
        finally:
            ground.db.session.remove()


def story(error: BaseException) -> str:
    """What happened and where, without the exception's message, which may quote what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(
        f"{frame.name} {frame.filename.rpartition('chitta/')[2]}:{frame.lineno}" for frame in reversed(frames)
    )
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} in {places}" + (f" <- {story(cause)}" if cause else "")


def working_connection(address: str) -> Redis:
    """A pool for a worker: patient with blocking reads of up to a few seconds, quick to notice a Redis that is gone."""
    return Redis.from_url(
        address,
        socket_timeout=30,
        socket_connect_timeout=2,
        retry=Reconnect(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
    )


def _ring(job: Callable[..., object], ids: tuple[str, ...], once: bool, first: bool = False) -> bool:
    hung: Bell = job.bell  # type: ignore[attr-defined]
    if not _house.address or time.monotonic() < _house.silent_until:
        log.warning("bell not rung: no queue", job=hung.name)
        return False
    from rq import Retry
    from rq.exceptions import DuplicateJobError

    try:
        _queue(hung.queue).enqueue_call(
            f"{__name__}.run",
            args=(hung.name, *ids),
            timeout=hung.limit,
            result_ttl=0,
            failure_ttl=KEEP_FAILED,
            ttl=WAITS_AT_MOST,
            description=hung.name,
            retry=Retry(max=TRIES, enqueue_at_front=True),
            job_id=re.sub(r"[^A-Za-z0-9_-]", "-", "-".join([hung.name, *ids])) if once else None,
            unique=once,
            at_front=first,
        )
        return True
    except DuplicateJobError:
        return False
    except (RedisError, OSError) as error:
        _house.silent_until = time.monotonic() + REST_AFTER_FAILURE
        log.warning("bell not rung: queue unreachable", job=hung.name, error=type(error).__name__)
        return False


def _ids(given: tuple[object, ...]) -> tuple[str, ...]:
    """Ids as strings. ValueError for anything longer or freer: words stay in the database."""
    ids = tuple(str(each) for each in given)
    if not all(AN_ID.fullmatch(each) for each in ids):
        raise ValueError("a job takes ids only")
    return ids


def _queue(name: str) -> Queue:
    if _house.queues is None:
        from rq import Queue
        from rq.serializers import JSONSerializer

        connection = quick(_house.address)
        _house.queues = {each: Queue(each, connection=connection, serializer=JSONSerializer) for each in QUEUES}
    return _house.queues[name]


def _load(name: str) -> Callable[..., Any]:
    """The job of that name. Only what was hung up as a bell may run, whatever lies in Redis."""
    module, _, function = name.rpartition(".")
    job: Callable[..., Any] = getattr(import_module(module), function)
    if getattr(job, "bell", None) is None:
        raise LookupError(f"{name} is not a job")
    return job
