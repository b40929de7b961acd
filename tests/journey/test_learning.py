"""`learn`, the one way in: rows, counts, version and trace in one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import Conflict, Refused
from chitta.journey import facts
from chitta.journey.models import Journey, Observation, Trace
from tests.people import add_child

SINGS = facts.Observed(kind="strength", domain="communication", text="Sings whole songs")
ALONE = facts.Observed(
    kind="concern", domain="social_play", text="Plays alone", example="At the birthday she stood aside"
)


def year_ago(years):
    return times.today() - timedelta(days=round(365.25 * years))


def test_a_new_journey_knows_what_the_form_said(journey):
    assert journey.state.child.name == "Noa" and journey.state.progress.interview == 5
    assert journey.state == journey.recount()


def test_an_observation_becomes_a_row_and_is_counted(journey):
    assert journey.learn(SINGS) == {"portrait", "deck"}
    (seen,) = journey.observations()
    assert (seen.kind, seen.text, seen.state) == ("strength", "Sings whole songs", "held")
    assert journey.state.metadata.known == {"strength": 1} and journey.state.progress.interview == 20
    assert journey.version == 2


@pytest.mark.parametrize("again", ["Sings whole songs", "sings  whole songs.", "SINGS whole songs!"])
def test_the_same_thing_is_not_written_twice(journey, again):
    journey.learn(SINGS)
    assert journey.learn(SINGS.model_copy(update={"text": again})) == frozenset()
    assert len(journey.observations()) == 1


def test_the_same_words_of_another_kind_are_another_thing(journey):
    journey.learn(SINGS)
    journey.learn(SINGS.model_copy(update={"kind": "development"}))
    assert len(journey.observations()) == 2


def test_said_again_an_example_is_filled_in_but_never_replaced(journey):
    journey.learn(ALONE.model_copy(update={"example": ""}))
    assert "portrait" in journey.learn(ALONE)
    journey.learn(ALONE.model_copy(update={"example": "another", "since": "summer"}))
    (seen,) = journey.observations()
    assert (seen.example, seen.since, seen.version) == (ALONE.example, "summer", 3)
    assert journey.state.metadata.known["example"] == 1


def test_hebrew_with_and_without_points_is_the_same(journey):
    journey.learn(SINGS.model_copy(update={"text": "שָׁרָה שירים"}))
    assert journey.learn(SINGS.model_copy(update={"text": "שרה שירים"})) == frozenset()


def test_details_go_into_the_childs_row(journey):
    changed = journey.learn(facts.ChildDescribed(name="Noga", gender="girl", date_of_birth=year_ago(4)))
    assert changed == {"child", "deck", "portrait"}
    assert (journey.child.name, journey.child.gender, journey.child.birth_precision) == ("Noga", "girl", "day")
    assert journey.state.child.name == "Noga" and journey.state.progress.interview == 15


@pytest.mark.parametrize("born", [times.today() + timedelta(days=1), year_ago(19.1), year_ago(80)])
def test_a_child_was_born_and_is_still_a_child(journey, born):
    with pytest.raises(Refused):
        journey.learn(facts.ChildDescribed(name="Other", date_of_birth=born))
    assert journey.version == 1 and journey.child.name == "Noa"


def test_a_child_born_today_has_an_age(journey):
    journey.learn(facts.ChildDescribed(date_of_birth=times.today()))
    assert journey.state.child.age == 0


@pytest.mark.parametrize(
    ("known", "told", "stays"),
    [
        (("day", 3.9), ("year", 4), True),
        (("day", 3.9), ("month", 2.5), False),
        (("day", 3.9), ("day", 4.2), False),
        (("day", 5.2), ("year", 4), False),
        (("month", 3.5), ("year", 3), True),
        (("month", 3.5), ("year", 4), False),
        (("year", 3), ("month", 3.5), False),
        (("year", 3), ("year", 3), True),
        (("year", 3), ("year", 4), False),
    ],
)
def test_an_age_never_blurs_a_birth_date_but_corrects_it(journey, known, told, stays):
    journey.learn(facts.ChildDescribed(birth_precision=known[0], date_of_birth=year_ago(known[1])))
    before = journey.child.date_of_birth, journey.child.birth_precision
    journey.learn(facts.ChildDescribed(birth_precision=told[0], date_of_birth=year_ago(told[1])))
    assert ((journey.child.date_of_birth, journey.child.birth_precision) == before) is stays


def test_a_correction_keeps_the_parents_words(journey):
    journey.learn(ALONE)
    (seen,) = journey.observations()
    assert "portrait" in journey.learn(
        facts.Corrected(observation_id=seen.id, text="Likes to look on first", version=1)
    )
    assert (seen.text, seen.version, seen.source) == ("Likes to look on first", 2, {"reworded": True})


def test_a_correction_of_older_words_shows_itself(journey):
    journey.learn(ALONE)
    (seen,) = journey.observations()
    journey.learn(facts.Corrected(observation_id=seen.id, text="first", version=1))
    with pytest.raises(Conflict):
        journey.learn(facts.Corrected(observation_id=seen.id, text="second", version=1))
    journey.learn(facts.Corrected(observation_id=seen.id, text="first", version=1))
    assert seen.text == "first" and seen.version == 2


def test_what_is_disputed_is_not_held_and_can_be_held_again(journey):
    journey.learn(ALONE)
    (seen,) = journey.observations()
    journey.learn(facts.Disputed(observation_id=seen.id))
    assert seen.state == "disputed" and journey.state.metadata.known == {} and journey.state.progress.interview == 35
    journey.learn(facts.Disputed(observation_id=seen.id, undo=True))
    assert seen.state == "held" and journey.state.metadata.known == {"concern": 1, "example": 1}


def test_what_is_withdrawn_loses_its_words(journey):
    journey.learn(ALONE)
    (seen,) = journey.observations()
    journey.learn(facts.Withdrawn(observation_id=seen.id))
    assert (seen.state, seen.text, seen.example, seen.since) == ("withdrawn", "", "", "")
    assert journey.observations() == [] and journey.state.progress.interview == 5
    with pytest.raises(Refused):
        journey.learn(facts.Disputed(observation_id=seen.id))


@pytest.mark.parametrize(
    "fact", [facts.Corrected(observation_id=uuid4(), text="x", version=1), facts.Withdrawn(observation_id=uuid4())]
)
def test_nothing_is_done_to_what_is_not_there(journey, fact):
    with pytest.raises(Refused):
        journey.learn(fact)


def test_anothers_observation_cannot_be_reached(app, ruth, dana, learned):
    (hers,) = learned(SINGS)
    with app.app_context(), transaction():
        toms = Journey.locked(ruth.session_id)
        with pytest.raises(Refused):
            toms.learn(facts.Withdrawn(observation_id=hers))
        assert db.session.get(Observation, hers).state == "held"


def test_the_trace_names_kinds_and_ids_and_no_words(journey):
    journey.learn(ALONE)
    journey.learn(facts.ChildDescribed(name="Nogalia"))
    journey.learn(facts.RepliesSuggested(replies=("Plays alone",)))
    left = list(db.session.scalars(select(Trace).order_by(Trace.version)))
    assert [(one.kind, one.version) for one in left] == [
        ("Observed", 2),
        ("ChildDescribed", 3),
        ("RepliesSuggested", 4),
    ]
    assert left[0].detail["observation"] == str(journey.observations()[0].id)
    written = " ".join(str(one.detail) for one in left)
    assert "alone" not in written and "birthday" not in written and "Nogalia" not in written


def test_a_view_is_told_each_time_it_is_opened(journey):
    assert "view" in journey.learn(facts.ViewOpened(view="portrait"))
    assert "view" in journey.learn(facts.ViewOpened(view="portrait"))


def test_a_journey_can_be_full(journey, monkeypatch):
    monkeypatch.setattr("chitta.journey.models.MOST_OBSERVATIONS", 1)
    journey.learn(SINGS)
    with pytest.raises(Refused):
        journey.learn(ALONE)


def test_children_grow_while_nobody_learns(journey):
    journey.learn(facts.ChildDescribed(date_of_birth=year_ago(2)))
    journey.child.date_of_birth = year_ago(3.1)
    assert journey.state.child.age in (1.9, 2.0) and journey.today.child.age in (3.0, 3.1)


def test_many_at_once_lose_nothing(app, dana, learned):
    def one(n):
        return learned(facts.Observed(kind="development", domain="motor", text=f"thing {n % 6}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(12)))
    with app.app_context(), transaction():
        journey = Journey.locked(dana.session_id)
        assert journey.version == 13 and journey.state.metadata.known == {"development": 6}
        assert journey.state == journey.recount()


def test_one_journey_of_a_child_is_open(app, dana):
    with app.app_context(), transaction():
        first = Journey.locked(dana.session_id)
        second = Journey.open(first.child)
        db.session.refresh(first)
        assert first.closed_at and Journey.active(first.child) is second


def test_the_family_in_one_query_the_last_talked_about_first(app, dana, ruth, learned):
    with app.app_context(), transaction():
        me = db.session.get(Child, dana.child_id).parent
        add_child(dana, me, "Adam")
        family = Journey.of_family(me)
        assert [child.name for child, _ in family] == ["Adam", "Noa"]
        Journey.locked(family[1][1]).learn(SINGS)
        assert [child.name for child, _ in Journey.of_family(me)] == ["Noa", "Adam"]
