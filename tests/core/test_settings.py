"""Settings that make no sense are refused before anything starts."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from chitta.core.settings import DEV_SECRET, Settings

SERVER = {
    "environment": "production",
    "secret_key": "a secret of forty letters, made by chance",
    "server_names": "chitta.example",
    "public_url": "https://chitta.example",
}


def test_a_server_with_everything_set_starts():
    settings = Settings(**SERVER)
    assert settings.cookies_secure and settings.address == "https://chitta.example"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"secret_key": DEV_SECRET}, "SECRET_KEY"),
        ({"secret_key": "x" * 31}, "SECRET_KEY"),
        ({"debug": True}, "DEBUG"),
        ({"server_names": ""}, "SERVER_NAMES"),
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"public_url": "http://chitta.example"}, "PUBLIC_URL"),
        ({"port": 65_536}, "port"),
        ({"trusted_proxies": 6}, "trusted_proxies"),
        ({"environment": "staging"}, "environment"),
    ],
)
def test_nonsense_on_a_server_is_refused_by_name_and_says_no_secret(said, why):
    with pytest.raises(ValidationError, match=why) as no:
        Settings(**{**SERVER, **said})
    assert SERVER["secret_key"] not in str(no.value)


def test_a_secret_in_a_file_stands_for_the_setting_and_is_not_printed(tmp_path, monkeypatch):
    (tmp_path / "key").write_text(SERVER["secret_key"] + "\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    settings = Settings()
    assert settings.secret_key.get_secret_value() == SERVER["secret_key"]
    assert SERVER["secret_key"] not in repr(settings)
