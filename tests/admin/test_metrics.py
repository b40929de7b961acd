"""Figures for machines that watch, and for nobody else."""

from __future__ import annotations

import pytest

from chitta.accounts.models import User
from chitta.admin.routes import metrics
from chitta.chat import spending
from chitta.core.db import db, transaction
from chitta.core.vocabulary import STAGES
from chitta.gateways import measures, queue
from chitta.gateways.guide import Usage


def test_this_machine_reads_numbers_of_the_house_and_of_nobody(app, somebody, dana, work):
    dana.say("Noa sings all day long")
    work()
    page = somebody.get("/metrics").text
    assert (
        'chitta_jobs_total{how="done",job="chat.jobs.answer"}' in page
        and 'chitta_jobs_waiting{queue="chat"} 0.0' in page
    )
    assert 'chitta_requests_total{endpoint="chat.say",status="' in page
    assert 'chitta_request_seconds_bucket{endpoint="chat.say",le="+Inf"}' in page
    assert 'chitta_job_seconds_count{job="chat.jobs.answer"} 1.0' in page
    assert 'chitta_first_word_seconds_bucket{guide="built-in",le="+Inf"} 1.0' in page
    assert str(dana.session_id) not in page and "Noa" not in page


@pytest.mark.parametrize(
    "about",
    [
        {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}},
        {"headers": {"X-Forwarded-For": "203.0.113.7"}},
        {"headers": {"Forwarded": "for=203.0.113.7"}},
        {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}, "headers": {"Authorization": "Bearer "}},
        {"environ_base": {"REMOTE_ADDR": ""}},
    ],
)
def test_nobody_else_finds_them(somebody, omer, about):
    assert somebody.get("/metrics", **about).status_code == 404
    assert omer.get("/metrics", **about).status_code == 404


def test_whoever_knows_the_token_reads_them_from_afar(app, somebody, monkeypatch):
    settings = app.config["SETTINGS"].model_copy(
        update={"metrics_token": type(app.config["SETTINGS"].secret_key)("a-long-token")}
    )
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    afar = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
    assert somebody.get("/metrics", headers={"Authorization": "Bearer a-long-token"}, **afar).status_code == 200
    assert somebody.get("/metrics", headers={"Authorization": "Bearer another"}, **afar).status_code == 404


def test_a_queue_that_is_away_is_a_figure_too(somebody, monkeypatch):
    monkeypatch.setattr(queue._house, "address", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(queue._house, "queues", None)
    assert "chitta_queue_up 0.0" in somebody.get("/metrics").text


def test_the_rows_are_counted_now_and_then_without_samples(app, somebody, dana, monkeypatch):
    monkeypatch.setattr(metrics.rows, "_until", 0.0)
    dana.get("/")
    page = somebody.get("/metrics").text
    assert "chitta_families 1.0" in page and "chitta_active_users 1.0" in page and "chitta_database_up 1.0" in page
    assert 'chitta_journeys{stage="' + STAGES[0] + '"} 1.0' in page


def test_tokens_are_counted_by_kind_and_model(app, somebody, dana):
    with app.app_context(), transaction():
        spending._add(db.session.get(User, dana.user_id), Usage("a-model", 30, 4, 0))
    page = somebody.get("/metrics").text
    assert 'chitta_tokens_total{kind="in",model="a-model"} 30.0' in page
    assert 'chitta_tokens_total{kind="out",model="a-model"} 4.0' in page


def test_durations_fall_into_their_buckets_and_beyond_the_last(valkey_server):
    for seconds in (0.05, 0.051, 9_999):
        measures.took(valkey_server.client, "job", "x", seconds)
    one = measures.durations(valkey_server.client)["job", "x"]
    assert (one.within[0.05], one.within[0.1], one.within[1800.0], one.number) == (1, 2, 2, 3)
    assert round(one.total) == 9_999
