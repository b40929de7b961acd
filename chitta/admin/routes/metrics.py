"""Figures for machines that watch: /metrics, in Prometheus' words. Numbers of the whole house, nothing of any family.

It answers this machine, and whoever knows METRICS_TOKEN; everybody else finds nothing. A request that came through a proxy
is not from this machine, whatever its address says.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from ipaddress import ip_address

from flask import Blueprint, Flask, Response, abort, current_app, request
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from redis.exceptions import RedisError

from chitta.core.settings import Settings
from chitta.gateways import queue

bp = Blueprint("metrics", __name__)
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
registry = CollectorRegistry()
requests = Counter(
    "chitta_requests", "Requests answered by this web process", ["endpoint", "status"], registry=registry
)


class _Queues:
    """What Redis knows, asked when the figures are."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("chitta_queue_up", "Does the queue answer?")
        try:
            found = list(self._asked())
        except (RedisError, OSError):
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield from (up, *found)

    @staticmethod
    def _asked() -> Iterator[Metric]:
        jobs = CounterMetricFamily(
            "chitta_jobs", "Jobs that ended; replies are chat.jobs.answer", labels=["job", "how"]
        )
        for (job, how), number in queue.counts().items():
            jobs.add_metric([job.removeprefix("chitta."), how], number)
        waiting = GaugeMetricFamily("chitta_jobs_waiting", "Jobs that wait", labels=["queue"])
        running = GaugeMetricFamily("chitta_jobs_running", "Jobs that run", labels=["queue"])
        workers = GaugeMetricFamily("chitta_workers", "Workers seen lately", labels=["queue"])
        for one in queue.standing():
            waiting.add_metric([one.name], one.waiting)
            running.add_metric([one.name], one.started)
            workers.add_metric([one.name], len(one.seen))
        yield from (jobs, waiting, running, workers)


registry.register(_Queues())  # type: ignore[arg-type]


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


def _count(response: Response) -> Response:
    """By door, never by address: addresses hold ids and tokens."""
    requests.labels(request.endpoint or "none", str(response.status_code)).inc()
    return response


def furnish(app: Flask) -> None:
    """Every answer is counted."""
    app.after_request(_count)
