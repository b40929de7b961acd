"""Times are shown as they are where the reader is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chitta.accounts.models import Login
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.i18n import speak
from chitta.web.jinja import clock, day, long_date
from tests.accounts.conftest import PASSWORD, knows, user_of
from tests.accounts.test_settings import CHOICES, logged_in_again
from tests.people import parent, visitor

AMERICAN = {"Accept-Language": "en-US,en;q=0.9"}
FORM = {"full_name": "Hadas", "email": "hadas@example.org", "password": PASSWORD, "language": "en", "agree": "y"}


@pytest.fixture(autouse=True)
def _back_home():
    yield
    times.go_to(times.HOME)
    speak("he")


@pytest.mark.parametrize(
    ("said", "accepted", "zone"),
    [
        ({"zone": "Australia/Sydney"}, AMERICAN, "Australia/Sydney"),
        ({}, AMERICAN, "America/New_York"),
        ({}, {}, "Asia/Jerusalem"),
        ({"zone": "../../etc/passwd"}, AMERICAN, "America/New_York"),
        ({"zone": "Nowhere/" + "x" * 60}, {}, "Asia/Jerusalem"),
    ],
)
def test_a_new_account_has_the_browsers_clock_or_a_guess(app, somebody, said, accepted, zone):
    assert somebody.post("/register", {**FORM, **said}, headers=accepted).status_code == 303
    assert user_of(app, "hadas@example.org").time_zone == zone


def test_logging_in_from_elsewhere_moves_the_clock(app, dana):
    knows(dana)
    for zone, then in (("Europe/Paris", "Europe/Paris"), ("", "Europe/Paris"), ("Mars/Olympus", "Europe/Paris")):
        visitor(app).post("/login", {"email": "dana@example.org", "password": PASSWORD, "zone": zone})
        assert user_of(app, "dana@example.org").time_zone == then


def test_the_settings_take_the_clock_along(app, dana):
    dana.post("/settings", {**CHOICES, "zone": "America/Chicago"})
    assert user_of(app, "dana@example.org").time_zone == "America/Chicago"
    dana.post("/settings", CHOICES)
    assert user_of(app, "dana@example.org").time_zone == "America/Chicago"


def test_two_readers_see_the_same_moment_at_their_own_hour(app, dana):
    noon = times.now().replace(hour=12, minute=34) - timedelta(days=1)
    june = parent(app, "June", "june@example.org", time_zone="Asia/Kolkata")
    for who in (dana, june):
        logged_in_again(who)
    with app.app_context(), transaction():
        db.session.execute(db.update(Login).where(Login.device != "").values(seen_at=noon))
    assert f">{noon.astimezone(times.HOME_ZONE):%H:%M}<" in dana.get("/settings/sessions").get_data(as_text=True)
    assert ">18:04<" in june.get("/settings/sessions").get_data(as_text=True)
    somebody = visitor(app)
    somebody.get("/login")
    assert times.zone() is times.HOME_ZONE  # the next request in this thread starts at home


def test_midnight_is_where_the_reader_is():
    speak("he")
    late = datetime(2020, 5, 1, 22, 30, tzinfo=UTC)
    assert (clock(late), long_date(late)) == ("01:30", "2 במאי 2020")
    times.go_to("America/New_York")
    assert (clock(late), long_date(late)) == ("18:30", "1 במאי 2020")
    assert day(times.now()) == "היום"


def test_the_forms_ask_the_browser_for_its_clock(somebody, dana):
    for page in (somebody.get("/login"), somebody.get("/register"), dana.get("/settings")):
        assert '<input type="hidden" name="zone" data-zone>' in page.get_data(as_text=True)
