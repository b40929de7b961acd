"""Figures for machines that watch: /metrics, in Prometheus' words. Numbers of the whole house, nothing of any family.

It answers this machine, and whoever knows METRICS_TOKEN; everybody else finds nothing. A request that came through a proxy
is not from this machine, whatever its address says.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from chitta.admin import counting
from chitta.core import times
from chitta.core.settings import Settings
from chitta.gateways import queue

bp = Blueprint("metrics", __name__)
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
ROWS_EVERY = 30  # seconds: who scrapes every five does not make the database count every five
registry = CollectorRegistry()
requests = Counter(
    "chitta_requests", "Requests answered by this web process", ["endpoint", "status"], registry=registry
)
latency = Histogram(
    "chitta_request_seconds",
    "From a request to the first byte of its answer, in this web process",
    ["endpoint"],
    buckets=BUCKETS,
    registry=registry,
)
TOLD = {
    "job": ("chitta_job_seconds", "How long jobs took"),
    "first_word": ("chitta_first_word_seconds", "From a parent's message to the first word of the reply"),
}
TOKENS = {"tokens_in": "in", "tokens_out": "out", "tokens_cached": "cached"}


class _Queues:
    """What Redis knows, asked when the figures are."""

    def collect(self) -> Iterator[Metric]:
        yield from _unless_away("chitta_queue_up", "Does the queue answer?", self._asked, (RedisError, OSError))

    def _asked(self) -> Iterator[Metric]:
        jobs = CounterMetricFamily(
            "chitta_jobs", "Jobs that ended; replies are chat.jobs.answer", labels=["job", "how"]
        )
        for (job, how), number in queue.counts().items():
            jobs.add_metric([job.removeprefix("chitta."), how], number)
        yield jobs
        yield from self._standing()
        yield from self._measured()

    @staticmethod
    def _standing() -> Iterator[Metric]:
        waiting = GaugeMetricFamily("chitta_jobs_waiting", "Jobs that wait", labels=["queue"])
        running = GaugeMetricFamily("chitta_jobs_running", "Jobs that run", labels=["queue"])
        oldest = GaugeMetricFamily(
            "chitta_jobs_oldest_seconds", "How long the first of them has waited", labels=["queue"]
        )
        workers = GaugeMetricFamily("chitta_workers", "Workers seen lately", labels=["queue"])
        for one in queue.standing():
            waiting.add_metric([one.name], one.waiting)
            running.add_metric([one.name], one.started)
            oldest.add_metric([one.name], (times.now() - one.oldest).total_seconds() if one.oldest else 0)
            workers.add_metric([one.name], len(one.seen))
        return iter((waiting, running, oldest, workers))

    @staticmethod
    def _measured() -> Iterator[Metric]:
        counts, durations = queue.measured()
        tokens = CounterMetricFamily("chitta_tokens", "Tokens of the language model", labels=["kind", "model"])
        for (name, model), number in counts.items():
            if name in TOKENS:
                tokens.add_metric([TOKENS[name], model], number)
        yield tokens
        for kind, (name, words) in TOLD.items():
            seconds = HistogramMetricFamily(name, words, labels=["job" if kind == "job" else "guide"])
            for (_, label), one in ((key, one) for key, one in durations.items() if key[0] == kind):
                buckets = [(str(limit), float(number)) for limit, number in one.within.items()]
                seconds.add_metric([label], [*buckets, ("+Inf", float(one.number))], one.total)
            yield seconds


class _Rows:
    """What the database knows, remembered for a while; numbers over all families together."""

    def __init__(self) -> None:
        self._kept: list[Metric] = []
        self._until = 0.0

    def collect(self) -> Iterator[Metric]:
        if time.monotonic() > self._until:
            asked = _unless_away("chitta_database_up", "Does the database answer?", self._asked, (SQLAlchemyError,))
            self._kept, self._until = list(asked), time.monotonic() + ROWS_EVERY
        yield from self._kept

    @staticmethod
    def _asked() -> Iterator[Metric]:
        now = counting.count()
        yield GaugeMetricFamily("chitta_families", "Families, without samples", now.families)
        yield GaugeMetricFamily("chitta_active_users", "People seen within five minutes", counting.active())
        yield GaugeMetricFamily("chitta_storage_bytes", "Bytes of all files that are kept", now.bytes_kept)
        letters = GaugeMetricFamily("chitta_letters", "Letters that were not sent yet", labels=["how"])
        letters.add_metric(["waiting"], now.letters_waiting)
        letters.add_metric(["late"], now.letters_late)
        yield letters
        stages = GaugeMetricFamily("chitta_journeys", "Open journeys by stage", labels=["stage"])
        for stage, number in now.stages.items():
            stages.add_metric([stage], number)
        yield stages
        troubles = GaugeMetricFamily("chitta_replies_failed_day", "Replies that failed within a day", labels=["kind"])
        for kind, number in now.troubles.items():
            troubles.add_metric([kind], number)
        yield troubles


def _unless_away(
    name: str, words: str, ask: Callable[[], Iterator[Metric]], away: tuple[type[Exception], ...]
) -> Iterator[Metric]:
    """What it answers, and 1; or 0, which is a figure too."""
    try:
        found = list(ask())
    except away:
        yield GaugeMetricFamily(name, words, 0)
        return
    yield GaugeMetricFamily(name, words, 1)
    yield from found


registry.register(_Queues())  # type: ignore[arg-type]
registry.register(rows := _Rows())  # type: ignore[arg-type]


@bp.get("/metrics")
def metrics() -> Response:
    if not (_knows_the_token() or _from_here()):
        abort(404)
    return Response(generate_latest(registry), mimetype="text/plain", headers={"Cache-Control": "no-store"})


def _knows_the_token() -> bool:
    settings: Settings = current_app.config["SETTINGS"]
    token = settings.metrics_token.get_secret_value()
    given = request.headers.get("Authorization", "").encode("utf-8", "replace")
    return bool(token) and hmac.compare_digest(given, f"Bearer {token}".encode())


def _from_here() -> bool:
    try:
        here = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return here and not any(name in request.headers for name in FORWARDED)


def _begin() -> None:
    g.began = time.monotonic()


def _count(response: Response) -> Response:
    """By door, never by address: addresses hold ids and tokens."""
    endpoint = request.endpoint or "none"
    requests.labels(endpoint, str(response.status_code)).inc()
    if "began" in g:
        latency.labels(endpoint).observe(time.monotonic() - g.began)
    return response


def furnish(app: Flask) -> None:
    """Every answer is counted, and how long it took."""
    app.before_request(_begin)
    app.after_request(_count)
