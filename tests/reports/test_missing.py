"""What would make a report fuller: asked for by topic, never what is known already, and only ways that open."""

from __future__ import annotations

from chitta.core.vocabulary import VIEWS
from chitta.journey.state import ChildFacts, MasterState
from chitta.reports.missing import MOST, gaps
from tests.reports.people import Told

ALL = frozenset(VIEWS)
KNOWN = MasterState(child=ChildFacts(name="Noa", age=3.5))


def found(*told, state=KNOWN, views=ALL):
    return [gap.ask or gap.view for gap in gaps(state, told, views)]


def test_of_a_child_nobody_told_of_the_first_things_are_asked():
    assert found(state=MasterState())[:3] == ["age", "strengths", "concerns"]


def test_a_worry_wants_since_when_what_helps_and_where_else():
    told = Told("strength", "motor", "Climbs"), Told("concern", "sleep", "Wakes at home", example="Last night")
    assert found(*told)[:3] == ["since", "helps", "day"]
    helped = Told("context", "sleep", "A hug helps")
    dated = Told("concern", "sleep", "Wakes", since="since May"), Told("concern", "sleep", "Cried at school at noon"), Told("concern", "sleep", "And at home")  # fmt: skip
    assert not {"since", "helps"} & set(found(*told[:1], helped, *dated))


def test_a_film_and_a_document_lead_to_where_they_are_brought():
    assert {"instructions", "uploadDoc"} <= set(found(Told("strength", "motor", "Climbs")))
    assert not {"instructions", "uploadDoc"} & set(found(Told("strength", "motor", "Climbs"), views=frozenset()))
    brought = (
        Told("development", "motor", "Runs", said_by="document"),
        Told("development", "motor", "Runs", said_by="video"),
    )
    assert not {"instructions", "uploadDoc"} & set(found(*brought))


def test_what_is_disputed_is_still_missing():
    assert "strengths" in found(Told("strength", "motor", "Climbs", state="disputed"))


def test_there_are_never_more_than_a_few_and_none_comes_twice():
    asked = found(state=MasterState())
    assert len(asked) == MOST == len(set(asked))
