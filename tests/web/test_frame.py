"""Headers, caching and files, as a browser and a neighbour on the machine meet them."""

from __future__ import annotations

import stat

import pytest

from chitta import create_app
from chitta.core.db import db
from chitta.core.settings import Settings
from chitta.gateways import queue
from chitta.web import frame


@pytest.fixture
def production(app, settings, tmp_path):
    """The same house as on a server, with a home of its own."""
    there = {"environment": "production", "chitta_home": tmp_path / "new" / "home", "database_url": ""}
    house = create_app(Settings(**{**settings.model_dump(), **there, "public_url": "https://chitta.test"}))
    yield house
    with house.app_context():
        db.engine.dispose()
    frame.limiter.enabled = False
    queue.connect(settings.redis)


def test_https_is_remembered_even_when_a_proxy_does_not_tell(production):
    answer = production.test_client().get("/login", base_url="http://chitta.test")
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-") and all(
        flag in cookie for flag in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax")
    )


def test_neighbours_on_the_machine_read_nothing(production):
    home = production.config["SETTINGS"].chitta_home
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "chitta.db").stat().st_mode) == 0o600


def test_a_missing_file_is_not_remembered_for_a_year(somebody):
    with somebody.get("/static/css/house.css?v=1") as kept:
        assert kept.headers["Cache-Control"].endswith("immutable")
    assert somebody.get("/static/css/nothing.css?v=1").headers["Cache-Control"] == "no-store"
