"""Headers, caching and files, as a browser and a neighbour on the machine meet them."""

from __future__ import annotations

import stat

import pytest
from pydantic import ValidationError

from chitta import create_app
from chitta.building import storage
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


def test_pages_may_send_to_a_bucket_and_show_from_it_and_nothing_more(somebody):
    ours = somebody.get("/login").headers["Content-Security-Policy"]
    assert ours == frame.policy() and "http" not in ours
    with_bucket = dict(each.split(" ", 1) for each in frame.policy("https://files.chitta.example").split("; "))
    named = {name for name, places in with_bucket.items() if "https://files.chitta.example" in places}
    assert named == {"connect-src", "img-src", "media-src"}
    assert somebody.get("/health").json["storage"] == "disk"


@pytest.mark.parametrize(
    ("said", "origin", "bucket"),
    [
        ({"s3_bucket": "b", "s3_region": "eu-north-1"}, "https://s3.eu-north-1.amazonaws.com", "b"),
        ({"s3_bucket": "b", "s3_endpoint_url": "https://s3.example/"}, "https://s3.example", "b"),
        ({"use_minio": True, "minio_endpoint": "minio:9000"}, "http://minio:9000", "chitta"),
        (
            {"use_minio": True, "minio_secure": True, "s3_public_url": "https://f.example"},
            "https://f.example",
            "chitta",
        ),
    ],
)
def test_the_settings_choose_where_files_lie(said, origin, bucket):
    keys = {"minio_access_key": "chitta", "minio_secret_key": "chitta-minio"}
    chosen = storage(Settings(environment="test", **keys, **said))
    assert (chosen.name, chosen.origin, chosen.account.bucket) == ("s3", origin, bucket)


@pytest.mark.parametrize(
    "said",
    [
        {"use_minio": True},
        {"s3_endpoint_url": "minio:9000"},
        {"allowed_document_extensions": ".pdf,../x"},
        {"max_video_size_mb": 0},
    ],
)
def test_settings_for_files_that_make_no_sense_are_refused(said):
    with pytest.raises(ValidationError):
        Settings(environment="test", **said)


def test_browsers_do_not_send_films_in_the_clear_in_production():
    there = {"environment": "production", "secret_key": "x" * 40, "server_names": "a", "public_url": "https://a"}
    minio = {"use_minio": True, "minio_access_key": "k", "minio_secret_key": "s"}
    with pytest.raises(ValidationError, match="S3_PUBLIC_URL"):
        Settings(**there, **minio)
    assert Settings(**there, **minio, s3_public_url="https://files.a").s3_address == "http://localhost:9000"


def test_extensions_may_be_written_as_people_write_them():
    chosen = Settings(environment="test", allowed_video_extensions="MP4, .mov,mp4")
    assert chosen.video_extensions == (".mp4", ".mov")
