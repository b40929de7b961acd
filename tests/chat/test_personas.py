"""Nine parents, each in Hebrew and in English, through the real house: messages posted, the queue's jobs, rows, the portrait."""

import pytest

from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.claude import Claude
from tests.evaluating.measuring import figures_of, labelled, misaddressed, same_openers
from tests.evaluating.meeting import MOST, meet
from tests.gateways.builtin.personas import PERSONAS
from tests.standin import brain

SAMPLE = ("anxious-he", "defensive-en")  # python -m bench.evaluate walks them all


def reaches_filming(app, meeting):
    """Everything that must be true of the house and of what was said, whoever was the guide."""
    assert 0 < meeting.reached <= MOST, meeting.replies[-3:]
    assert meeting.right == {"name": True, "age": True, "strength": True, "concern": True}, meeting
    assert meeting.examples and meeting.interview >= 70
    assert set(meeting.statuses) == {"settled"} and all(meeting.replies)
    assert labelled(meeting) == [] and misaddressed(meeting) == [] and meeting.asked_again == []
    assert max(reply.count("?") for reply in meeting.replies) == 1


def portrait_tells(meeting):
    page = meeting.parent.get(f"/sessions/{meeting.parent.session_id}/view/portrait").text
    assert 'data-kind="strength"' in page and 'data-kind="concern"' in page and meeting.persona.name in page


@pytest.mark.parametrize("who", PERSONAS)
def test_every_parent_reaches_filming_in_the_real_house(app, work, who):
    meeting = meet(app, PERSONAS[who], work, in_order=True)
    reaches_filming(app, meeting)
    portrait_tells(meeting)
    assert same_openers(meeting) == []


@pytest.mark.parametrize("who", SAMPLE)
def test_the_same_on_claudes_path(app, work, who, standin, monkeypatch):
    """Prompt, wire, SDK, tools and rows; behind the wire thinks the stand-in, which knows only what the request tells."""
    standin.thinks(brain.think)
    monkeypatch.setitem(app.extensions, "guides", {"claude": Claude("a-key", standin.url), "built-in": BuiltIn()})
    meeting = meet(app, PERSONAS[who], work, in_order=True)
    reaches_filming(app, meeting)
    portrait_tells(meeting)
    figures = figures_of(meeting)
    assert figures.musts == () and figures.tokens_cached > figures.tokens_in > 0
