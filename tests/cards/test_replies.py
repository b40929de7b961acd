"""Quick replies: three or four that fit the stage."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from chitta.cards.replies import quick_replies
from chitta.core.i18n import gettext_, speaking
from chitta.core.vocabulary import STAGES, VIEWS
from chitta.journey.state import Artifact, MasterState
from tests.journey.states import ENOUGH_TO_FILM, WHOLE, at


def labels(state, views=frozenset(VIEWS)):
    return [reply.label for reply in quick_replies(state, views)]


def test_a_way_in_at_the_start():
    assert labels(MasterState())[0] == "Something worries me"


def test_help_with_a_question_in_the_middle():
    assert "Let us skip this question" in labels(at("interview", *ENOUGH_TO_FILM))


def test_the_way_on_at_the_end():
    assert labels(at("interview", *WHOLE))[0] == "Yes, show me what to film"


def test_the_guides_own_words_win():
    assert labels(at("interview", replies=("a", "b", "c"))) == ["a", "b", "c"]
    assert labels(at("interview", replies=("a",)))[0] == "a" and len(labels(at("interview", replies=("a",)))) == 3


def test_what_does_not_open_is_not_offered():
    offered = quick_replies(at("document_upload"), frozenset({"portrait"}))
    assert len(offered) >= 3 and not any(reply.view for reply in offered)


@pytest.mark.parametrize("stage", STAGES)
def test_nobody_is_invited_to_ask_about_what_does_not_open(stage):
    here = frozenset(VIEWS) - {"shareExpert", "uploadDoc"}
    assert not [label for label in labels(at(stage, *WHOLE), here) if re.search("share|document", label, re.I)]


def test_where_sharing_opens_it_can_be_asked_about():
    assert "How do I end a share?" in labels(at("sharing", *WHOLE))
    assert "Which documents help?" in labels(at("document_upload"))


def test_who_brought_something_is_led_to_it_and_not_asked_for_it():
    row = {"id": str(uuid4()), "title": "A report", "type": "report", "status": "reading", "dated": ""}
    papers = Artifact(type="documents", count=0, total=1, status="processing", metadata={"papers": [row]})
    offered = labels(at("document_upload", artifacts=(papers,)))
    assert offered[0] == "See what I brought" and "I have no documents" not in offered
    assert len(labels(at("document_upload", artifacts=(papers,)), frozenset())) >= 3


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("views", [frozenset(VIEWS), frozenset()], ids=["all", "none"])
def test_every_stage_has_three_or_four_in_both_languages(stage, views):
    offered = quick_replies(at(stage), views)
    assert 3 <= len(offered) <= 4 and len({reply.label for reply in offered}) == len(offered)
    for address in "fmn":
        with speaking("he", address):
            assert not any(re.search("[a-z]", gettext_(reply.label)) for reply in offered)


def test_a_reply_is_said_in_the_parents_own_form():
    said = []
    for address in "fmn":
        with speaking("he", address):
            said.append(gettext_("I am not sure"))
    assert len(set(said)) == 3
