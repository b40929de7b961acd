"""The worker, inside a test: takes jobs from the real queue and runs them here."""

from __future__ import annotations

from flask import Flask
from rq import Queue
from rq.serializers import JSONSerializer

from chitta.core.settings import Settings
from chitta.gateways import queue, redis


def burst(app: Flask, name: str = "chat") -> int:
    """Run jobs until none waits; how many ran."""
    settings: Settings = app.config["SETTINGS"]
    queue.serve(app)
    waiting, ran = Queue(name, connection=redis.quick(settings.redis), serializer=JSONSerializer), 0
    while found := Queue.dequeue_any([waiting], None, redis.quick(settings.redis), serializer=JSONSerializer):
        job, _ = found
        job.perform()
        job.delete()
        ran += 1
    return ran
