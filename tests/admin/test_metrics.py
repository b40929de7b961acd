"""Figures for machines that watch, and for nobody else."""

from __future__ import annotations

import pytest

from chitta.gateways import queue


def test_this_machine_reads_numbers_of_the_house_and_of_nobody(app, somebody, dana, work):
    dana.say("Noa sings all day long")
    work()
    page = somebody.get("/metrics").text
    assert (
        'chitta_jobs_total{how="done",job="chat.jobs.answer"}' in page
        and 'chitta_jobs_waiting{queue="chat"} 0.0' in page
    )
    assert 'chitta_requests_total{endpoint="chat.say",status="' in page
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
