"""The workers: `python -m chitta.worker chat` (threads, for replies) and `heavy` (forked and fenced, for the rest).

A reply is waiting, not computing, so the chat worker runs one dispatcher and a thread per job in one warm process.
Heavy jobs each get a child of their own with limits on memory and time. Killed workers' jobs start again from the
queue within twenty seconds; what the queue forgot, the sweeper finds in the rows.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any

import structlog
from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq import worker_registration as registration
from rq.exceptions import DequeueTimeout, StopRequested
from rq.executions import Execution
from rq.job import Job
from rq.registry import FailedJobRegistry, StartedJobRegistry
from rq.serializers import JSONSerializer
from rq.timeouts import TimerDeathPenalty
from rq.utils import now
from rq.worker.base import BaseWorker

from chitta import create_app
from chitta.chat.answering import give_up_leases, keep_leases, let_go
from chitta.core import db as ground
from chitta.core.settings import Settings
from chitta.gateways import queue as bells
from chitta.migrating import BEHIND, NOT_AT_HEAD, at_head
from chitta.processes import die_with_parent

log = structlog.get_logger()

# Each finds rows whose work stopped moving and rings for them.
ROOMS = (
    "chat",
    "experts",
    "accounts",
    "uploads",
    "journal",
    "documents",
    "videos",
    "prints",
    "reports",
    "sharing",
    "privacy",
    "admin",
    "demo",
)
SWEEPERS = [f"chitta.{room}.jobs.sweep" for room in ROOMS]
SWEEP_EVERY = 10
LEASES_EVERY = 4
BEAT_EVERY = 3
HEARTBEAT_TTL = 12  # a job whose worker has been silent for so long is started again
MEND_EVERY = 4
LISTEN = 1  # seconds of one blocking read, and so the longest wait before SIGTERM is noticed
GRACE = 3.0
HEAVY_WORKERS = 2
HEAVY_MEMORY = 4 << 30  # address space of one heavy job


class _Quiet(BaseWorker):
    """What both workers change in RQ: no remote commands, our own upkeep, a silence of seconds rather than minutes."""

    max_connection_wait_time = 2.0

    def _set_connection(self, connection: Redis) -> Redis:
        return connection

    def subscribe(self) -> None:
        pass

    def unsubscribe(self) -> None:
        pass

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        return HEARTBEAT_TTL

    @property
    def dequeue_timeout(self) -> int:
        return LISTEN

    def prepare_execution(self, job: Job) -> Execution:
        # Whoever ran this job before was killed. RQ would stumble over what is left of them when the job is done, call
        # it failed and run it again.
        self.connection.delete(job.execution_registry.key)
        return super().prepare_execution(job)

    def run_maintenance_tasks(self) -> None:
        for queue in self.queues:
            mend(queue)
        self.last_cleaned_at = now()


class Threads(_Quiet):
    """Listens in one thread and runs each job in a thread of its own, up to `at_once` of them."""

    death_penalty_class = TimerDeathPenalty

    def __init__(self, queue: str, connection: Redis, at_once: int) -> None:
        super().__init__([queue], connection=connection, serializer=JSONSerializer, worker_ttl=60)
        self.stopping = threading.Event()
        self.reconnected = threading.Event()
        self._free = threading.BoundedSemaphore(at_once)
        self._next_beat = 0.0
        self._next_mending = 0.0

    def work_until_stopped(self) -> None:
        """Listen until `stopping` is set; a Redis that is away is waited for."""
        rest = 0.0
        while not self.stopping.is_set():
            try:
                self._listen()
            except (RedisError, OSError) as error:
                if not rest:
                    log.warning("queue unreachable", error=type(error).__name__)
                rest = min(max(rest * 2, 0.25), 2.0)
                self.stopping.wait(rest)
                if self._answers():
                    log.info("queue reached again")
                    rest = 0.0
                    self._next_beat = self._next_mending = 0.0
                    self.reconnected.set()

    def finish(self, seconds: float, let_go: Callable[[], None] = lambda: None) -> None:
        """Wait for running jobs; let go of what is still running then, and give it back to the queue for the next worker."""
        until = time.monotonic() + seconds
        while self.executions and time.monotonic() < until:
            time.sleep(0.02)
        if self.executions:
            let_go()
        for execution in list(self.executions.values()):
            with suppress(RedisError, OSError):
                self._give_back(execution)
        with suppress(RedisError, OSError):
            self.register_death()

    def _listen(self) -> None:
        while not self.stopping.is_set():
            self._upkeep()
            if not self._free.acquire(timeout=LISTEN):
                continue
            found = None
            try:
                found = Queue.dequeue_any(self.queues, LISTEN, self.connection, serializer=JSONSerializer)
            except DequeueTimeout:
                pass
            finally:
                if found is None:
                    self._free.release()
            if found is not None:
                threading.Thread(target=self._run, args=found, name=f"job-{found[0].id}", daemon=True).start()

    def _run(self, job: Job, queue: Queue) -> None:
        execution = None
        try:
            execution = self.prepare_execution(job)
            self.perform_job(job, queue, execution)
        except Exception as error:
            log.warning("queue lost sight of a job", job_id=job.id, error=type(error).__name__)
        finally:
            if execution:
                self.executions.pop(execution.id, None)
            self._free.release()

    def _upkeep(self) -> None:
        clock = time.monotonic()
        if clock >= self._next_beat:
            self._next_beat = clock + BEAT_EVERY
            self._register()
            for execution in list(self.executions.values()):
                self.maintain_heartbeats(execution.job, execution)
        if clock >= self._next_mending:
            self._next_mending = clock + MEND_EVERY
            self.run_maintenance_tasks()

    def _register(self) -> None:
        self.birth_date = self.birth_date or now()
        self.last_heartbeat = now()
        with self.connection.pipeline() as pipeline:
            pipeline.hset(self.key, mapping=self.serialize())
            pipeline.expire(self.key, self.worker_ttl)
            registration.register(self, pipeline)
            pipeline.execute()

    def _give_back(self, execution: Execution) -> None:
        job, queue = execution.job, self.queues[0]
        with self.connection.pipeline() as pipeline:
            execution.delete(job, pipeline)
            if job.retries_left:
                job.retry(queue, pipeline)
            pipeline.execute()

    def _answers(self) -> bool:
        try:
            return bool(self.connection.ping())
        except (RedisError, OSError):
            return False


class Forks(_Quiet, Worker):
    """RQ's forking worker: each job in a child with limits, which does not outlive its parent."""

    @property
    def dequeue_timeout(self) -> int:
        return MEND_EVERY  # a signal ends the wait at once

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self._stop_requested = True
        if not self.horse_pid:
            raise StopRequested
        threading.Timer(GRACE, self._end_horse).start()

    def setup_work_horse_signals(self) -> None:
        super().setup_work_horse_signals()
        die_with_parent()
        resource.setrlimit(resource.RLIMIT_AS, (HEAVY_MEMORY, HEAVY_MEMORY))

    def _end_horse(self) -> None:
        # With no horse left, RQ would kill the group of process 0: our own.
        if self.horse_pid:
            self.kill_horse()


def mend(queue: Queue) -> None:
    """Start abandoned jobs again, put back what was popped but never begun, forget what is long over.

    One process at a time; RQ's own lock would stay for fifteen minutes if its holder were killed.
    """
    connection = queue.connection
    if not connection.set(f"chitta:mending:{queue.name}", 1, nx=True, px=MEND_EVERY * 1000 - 500):
        return
    StartedJobRegistry(queue=queue).cleanup()
    bells.note_abandoned(queue)
    FailedJobRegistry(queue=queue).cleanup()
    registration.clean_worker_registry(queue)
    started = None
    for job_id in queue.intermediate_queue.get_job_ids():
        started = started if started is not None else set(StartedJobRegistry(queue=queue).get_job_ids(cleanup=False))
        seen = queue.intermediate_queue.get_first_seen(job_id)
        if job_id in started:
            continue
        if seen is None:
            queue.intermediate_queue.set_first_seen(job_id)
        elif (now() - seen).total_seconds() >= MEND_EVERY:
            _put_back(queue, job_id)


def recover(queue: Queue) -> None:
    """At the start of the only worker there is: everything that counts as running was abandoned."""
    StartedJobRegistry(queue=queue).cleanup(timestamp=time.time() + 1e9)
    for job_id in queue.intermediate_queue.get_job_ids():
        _put_back(queue, job_id)


def _put_back(queue: Queue, job_id: str) -> None:
    with queue.connection.pipeline() as pipeline:
        pipeline.lrem(queue.intermediate_queue_key, 1, job_id)
        pipeline.lpush(queue.key, job_id)
        pipeline.delete(queue.intermediate_queue.get_first_seen_key(job_id))
        pipeline.execute()


def sweep(app: Flask) -> list[str]:
    """One round of every sweeper; they open their own transactions. Answers which of them failed."""
    failed = []
    for name in SWEEPERS:
        module, _, function = name.rpartition(".")
        try:
            sweeper = getattr(import_module(module), function)
            with app.app_context():
                try:
                    sweeper()
                finally:
                    ground.db.session.remove()
        except ModuleNotFoundError as error:
            log.debug("no such sweeper", sweeper=name, missing=error.name)
        except Exception as error:
            log.error("sweeper failed", sweeper=name, error=bells.story(error))
            failed.append(name)
    return failed


def keep_leases_for_ever(app: Flask) -> None:
    """Say in the rows that this process is alive and at work on them; also while it ends, so that nobody else begins."""
    while True:
        time.sleep(LEASES_EVERY)
        try:
            with app.app_context():
                keep_leases()
        except Exception as error:
            log.error("leases not kept", error=bells.story(error))


def sweep_for_ever(app: Flask, worker: Threads) -> None:
    """Every ten seconds, and at once when Redis is back; one process in the whole fleet at a time."""
    while not worker.stopping.is_set():
        try:
            if worker.connection.set("chitta:sweeping", worker.name, nx=True, ex=SWEEP_EVERY - 1):
                sweep(app)
        except (RedisError, OSError):
            log.debug("no sweep without a queue")
        worker.reconnected.wait(SWEEP_EVERY + random.random())  # nosec B311 # a pause, no secret
        worker.reconnected.clear()


def chat(app: Flask, settings: Settings) -> int:
    """The chat worker, until SIGTERM."""
    connection = bells.working_connection(settings.redis)
    worker = Threads("chat", connection, settings.chat_threads)

    def on_signal(*_: Any) -> None:
        bells.stop()
        worker.stopping.set()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    _warm(app)
    if not settings.redis_url:
        with suppress(RedisError, OSError):
            recover(worker.queues[0])
        with app.app_context():
            give_up_leases()  # whoever held them was this worker's predecessor, and is gone
    threading.Thread(target=sweep_for_ever, args=(app, worker), name="sweeper", daemon=True).start()
    threading.Thread(target=keep_leases_for_ever, args=(app,), name="leases", daemon=True).start()
    log.info("chat worker ready", threads=settings.chat_threads)
    worker.work_until_stopped()
    worker.finish(GRACE, lambda: free_replies(app))
    return 0


def free_replies(app: Flask) -> None:
    """Those that are still being spoken as this process ends."""
    try:
        with app.app_context():
            let_go()
    except Exception as error:
        log.error("replies not let go", error=bells.story(error))


def heavy(app: Flask, settings: Settings) -> int:
    """A parent that keeps a few forking workers alive, until SIGTERM."""
    os.nice(5)
    children: dict[int, float] = {}
    stopping = False

    def on_signal(*_: Any) -> None:
        nonlocal stopping
        stopping = True
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    if not settings.redis_url:
        with suppress(RedisError, OSError):
            recover(Queue("heavy", bells.working_connection(settings.redis), serializer=JSONSerializer))
    log.info("heavy worker ready", processes=HEAVY_WORKERS)
    while not stopping or children:
        while not stopping and len(children) < HEAVY_WORKERS:
            children[_fork(app, settings)] = time.monotonic()
        pid, status = os.wait()
        lived = time.monotonic() - children.pop(pid, 0.0)
        if not stopping:
            log.warning("heavy worker ended", pid=pid, status=status)
            time.sleep(0 if lived > 5 else 1)
    return 0


def _fork(app: Flask, settings: Settings) -> int:
    pid = os.fork()
    if pid:
        return pid
    die_with_parent()
    status = 1
    try:
        with app.app_context():
            ground.db.engine.dispose(close=False)  # the parent's connections are not ours
        status = _work_in_forks(settings)
    finally:
        os._exit(status)


def _work_in_forks(settings: Settings) -> int:
    connection = bells.working_connection(settings.redis)
    worker: Forks | None = None
    while worker is None or not worker._stop_requested:
        try:
            worker = Forks(
                ["heavy"],
                connection=connection,
                serializer=JSONSerializer,
                worker_ttl=60,
                maintenance_interval=MEND_EVERY,
                job_monitoring_interval=BEAT_EVERY,
            )
            worker.work(logging_level="WARNING")
            if not worker._stop_requested:
                time.sleep(1)
        except StopRequested:
            break
        except (RedisError, OSError):
            time.sleep(1)
    return 0


def _warm(app: Flask) -> None:
    warm = getattr(app.extensions.get("guide"), "warm", None)
    if warm:
        try:
            warm()
        except Exception as error:
            log.warning("guide not warm", error=bells.story(error))


def main(arguments: list[str]) -> int:
    """Exit codes: 0 stopped as asked, 64 wrong use, 78 the database is not at the newest migration."""
    kinds = {"chat": chat, "heavy": heavy}
    if len(arguments) != 1 or arguments[0] not in kinds:
        print("usage: python -m chitta.worker chat|heavy", file=sys.stderr)
        return 64
    app = create_app()
    if not at_head(app):
        print(BEHIND, file=sys.stderr)
        return NOT_AT_HEAD
    bells.serve(app)
    settings: Settings = app.config["SETTINGS"]
    return kinds[arguments[0]](app, settings)


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads of jobs that did not finish in time would hold an ordinary exit; their work was given back.
    os._exit(status)
