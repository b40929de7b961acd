"""What an entry of the directory may hold, and who changes it: Omer."""

from __future__ import annotations

import pytest

from chitta.core.db import db, transaction
from chitta.core.errors import Conflict
from chitta.core.i18n import speaking
from chitta.experts.models import Expert, Unfit
from chitta.experts.places import cities, kilometres
from tests.experts.conftest import LEVI


@pytest.fixture
def change(app):
    """Do something to an entry and commit; the entry as the database has it then."""

    def change(expert, deed):
        with app.app_context(), transaction():
            deed(db.session.get_one(Expert, expert.id))
        with app.app_context(), transaction(writing=False):
            return db.session.get_one(Expert, expert.id)

    return change


def test_an_entry_comes_back_as_it_was_written(app, expert):
    id = expert(rating="4.66", review_count="12", website=" https://levi.example/he ").id
    with app.app_context(), transaction(writing=False):
        levi = db.session.get_one(Expert, id)
        assert (levi.specialties, levi.languages, levi.health_funds) == (("speech",), ("he", "ru"), ("maccabi",))
        assert (levi.rating, levi.review_count, levi.website) == (4.7, 12, "https://levi.example/he")
        assert (levi.latitude, levi.longitude) == (cities()["haifa"].latitude, cities()["haifa"].longitude)
    with speaking("he"):
        assert levi.name == "ד״ר לוי" and levi.bio == "בעבודה דרך משחק."
    with speaking("en"):
        assert levi.name == "Dr. Levi" and levi.town.name == "Haifa"


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("name_he", {"name_he": " ", "name_en": ""}),
        ("name_en", {"name_en": "x" * 121}),
        ("specialties", {"specialties": ()}),
        ("specialties", {"specialties": "speech, witchcraft"}),
        ("languages", {"languages": "he;xx"}),
        ("health_funds", {"health_funds": ("gold",)}),
        ("city", {"city": "Atlantis"}),
        ("age_from", {"age_from": "two"}),
        ("age_from", {"age_from": "2.5"}),
        ("age_to", {"age_from": 7}),
        ("age_to", {"age_to": 99}),
        ("rating", {"rating": "5.1", "review_count": 3}),
        ("rating", {"rating": "nan", "review_count": 3}),
        ("review_count", {"rating": 4}),
        ("latitude", {"latitude": 51.5, "longitude": 35}),
        ("longitude", {"latitude": 32.1}),
        ("phone", {"phone": "call me"}),
        ("email", {"email": "a@b"}),
        ("website", {"website": "javascript:alert(1)"}),
        ("website", {"website": "https://user@evil.example/"}),
        ("website", {"website": "https://x.example/" + "x" * 300}),
        ("bio_en", {"bio_en": "x" * 2001}),
        ("rank", {"rank": 1}),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_its_field(app, field, fields):
    with app.app_context(), transaction(writing=False), pytest.raises(Unfit) as no:
        Expert.write(**{**LEVI, **fields})
    assert no.value.field == field and no.value.sentence


def test_two_tabs_do_not_overwrite_each_other(expert, change):
    levi = expert()
    change(levi, lambda one: one.rewrite(1, phone="04-111-1111"))
    with pytest.raises(Conflict):
        change(levi, lambda one: one.rewrite(1, phone="04-222-2222"))
    now = change(levi, lambda one: one.rewrite(2, phone="04-111-1111"))
    assert now.phone == "04-111-1111" and now.version == 2


def test_who_moves_is_found_in_the_new_town(expert, change):
    levi = change(expert(), lambda one: one.rewrite(city="eilat"))
    assert levi.latitude == cities()["eilat"].latitude and "אילת" in levi.found and "חיפה" not in levi.found


def test_omer_verifies_hides_and_shows(expert, change):
    levi = expert()
    assert change(levi, lambda one: one.verify()).verified_at and change(levi, lambda one: one.hide()).hidden_at
    again = change(levi, lambda one: one.show())
    assert again.hidden_at is None and again.verified_at and again.version == 4
    assert change(levi, lambda one: one.verify(False)).verified_at is None


def test_a_key_belongs_to_one_entry(app, expert):
    expert(key="17")
    other = expert(key="18")
    with pytest.raises(Unfit):
        expert(key="17")
    with app.app_context(), transaction(writing=False):
        with pytest.raises(Unfit):
            db.session.get_one(Expert, other.id).rewrite(key="17")
        assert Expert.by_key("18").id == other.id and not db.session.dirty


def test_the_towns_are_in_the_country_and_apart():
    towns = cities()
    assert len(towns) >= 100 and all(
        29.4 < one.latitude < 33.4 and 34.2 < one.longitude < 35.9 for one in towns.values()
    )
    assert len({one.he for one in towns.values()}) == len({one.en for one in towns.values()}) == len(towns)
    a, b = towns["haifa"], towns["tel-aviv"]
    assert 80 < kilometres(a.latitude, a.longitude, b.latitude, b.longitude) < 85
