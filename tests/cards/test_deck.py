"""The cards on the table: pure, four at most, one next thing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from chitta.cards.deck import FILMING, deck
from chitta.cards.laying import Card
from chitta.cards.replies import quick_replies
from chitta.cards.steps import steps
from chitta.cards.wording import STATUSES, WORDS
from chitta.core.i18n import gettext_, speaking
from chitta.core.vocabulary import CARD_STATUSES, STAGES, VIEWS
from chitta.journey.state import Artifact, ChildFacts, MasterState, ModelCard
from tests.journey.states import ENOUGH_TO_FILM, GUIDANCE, LETTER, STRENGTH, WHOLE, at, videos

ICONS = set(re.findall(r'id="i-(\w+)"', (Path(__file__).parents[2] / "static" / "icons.svg").read_text()))
HERE = frozenset({"portrait"})
EVERYTHING = (
    GUIDANCE,
    videos(2),
    LETTER,
    Artifact(type="pro_report", count=1),
    Artifact(type="documents", count=1, total=2, status="processing"),
    Artifact(type="meeting", metadata={"with": "Merav Sagi", "when": "Wednesday, 10:00"}),
    Artifact(type="shares", count=2),
)


def keys(cards: tuple[Card, ...]) -> list[str]:
    return [card.key for card in cards]


def test_at_first_there_is_the_conversation_and_what_could_be_brought():
    assert keys(deck(MasterState())) == ["talking", "bring"]
    assert keys(deck(MasterState(), HERE)) == ["talking"]
    assert deck(MasterState())[0].subtitle == "Start anywhere. You lead."


def test_the_card_says_what_comes_next():
    assert deck(at("interview", STRENGTH))[0].subtitle == "Next: what you wonder about."


def test_filming_is_the_next_thing_once_it_can_be_prepared():
    first = deck(at("interview", *ENOUGH_TO_FILM))[0]
    assert (first.key, first.status, first.action) == ("filming", "action", "instructions")
    assert "filming" not in keys(deck(at("interview", *ENOUGH_TO_FILM), HERE))


def test_not_now_moves_filming_down_and_no_takes_it_away():
    later = next(card for card in deck(at("interview", *ENOUGH_TO_FILM, filming="later")) if card.key == "filming")
    assert later.status == "pending" and later.subtitle == "Whenever it suits you."
    assert "filming" not in keys(deck(at("interview", *ENOUGH_TO_FILM, filming="declined")))


def test_the_three_scenes_and_the_way_to_upload():
    assert keys(deck(at("video_instructions"))) == ["ready", "view1", "view2", "view3"]


@pytest.mark.parametrize(("count", "line"), [(0, "First"), (1, "Second"), (2, "The last one")])
def test_the_upload_card_counts(count, line):
    assert deck(at("video_upload", artifacts=(videos(count),)))[0].subtitle.startswith(line)


def test_what_is_being_read_is_told_even_where_it_cannot_be_opened():
    papers = Artifact(type="documents", count=0, total=1, status="processing")
    card = next(card for card in deck(at("interview", artifacts=(papers,)), HERE) if card.key == "reading")
    assert (card.status, card.action) == ("processing", "")


def papers(*statuses, viewed=()):
    """What a journey says of documents in these states."""
    listed = [
        {"id": str(uuid4()), "title": "A report", "type": "report", "status": one, "dated": ""} for one in statuses
    ]
    is_open = any(one in ("received", "checking", "reading") for one in statuses)
    return Artifact(
        type="documents",
        count=statuses.count("understood"),
        total=len([one for one in statuses if one != "refused"]),
        status="processing" if is_open else "ready",
        viewed=viewed,
        metadata={"papers": listed},
    )


def of_papers(*statuses, **more):
    """(key, status) of the cards that lead to the documents."""
    laid = deck(at("interview", artifacts=(papers(*statuses, **more),)))
    return [(card.key, card.status) for card in laid if card.action == "viewDocs"]


def test_a_document_is_read_then_new_then_there():
    assert of_papers("received") == of_papers("reading") == [("reading", "processing")]
    assert of_papers("understood") == [("documents", "new")]
    assert of_papers("understood", viewed=("viewDocs",)) == [("documents", "completed")]
    assert of_papers() == []


def test_a_document_that_could_not_be_read_says_so_and_leads_to_why():
    assert of_papers("failed") == [("unread", "pending")] == of_papers("failed", viewed=("viewDocs",))
    card = next(one for one in deck(at("analysis", artifacts=(papers("failed"),))) if one.key == "unread")
    assert card.title == "One document could not be read"
    card = next(one for one in deck(at("analysis", artifacts=(papers("failed", "refused"),))) if one.key == "unread")
    assert card.title == "Some documents could not be read"


def test_one_that_cannot_be_accepted_is_told_until_it_was_seen():
    assert of_papers("refused") == [("unread", "pending")]
    assert of_papers("refused", viewed=("viewDocs",)) == []


def test_what_is_new_is_not_hidden_behind_what_failed():
    assert of_papers("failed", "understood") == [("documents", "new")]
    assert of_papers("failed", "understood", viewed=("viewDocs",)) == [("unread", "pending")]


def test_who_does_not_film_is_led_to_the_letter():
    first = deck(at("interview", *WHOLE, filming="declined"))[0]
    assert (first.key, first.status, first.action) == ("letter", "action", "parentReport")
    for other in (at("interview", *WHOLE), at("analysis", *WHOLE, filming="declined")):
        assert "letter" not in keys(deck(other))
    assert "letter" not in keys(deck(at("interview", *WHOLE, filming="declined", artifacts=(LETTER,))))


@pytest.mark.parametrize("others", [(), (videos(3),), (videos(3), LETTER)])
def test_a_letter_that_was_given_up_is_not_promised_any_more(others):
    failed = LETTER.model_copy(update={"count": sum(one is LETTER for one in others), "status": "failed"})
    state = at("analysis", *WHOLE, artifacts=(*(one for one in others if one is not LETTER), failed))
    cards = deck(state)
    assert (cards[0].key, cards[0].status, cards[0].action) == ("unwritten", "pending", "parentReport")
    assert not any(card.status == "processing" for card in cards) and not any(step.words for step in steps(state))
    assert deck(state, frozenset())[0].key == "unwritten"


def test_a_letter_is_new_until_it_was_read():
    assert deck(at("report_ready", artifacts=(LETTER,)))[0].status == "new"
    read = LETTER.model_copy(update={"viewed": ("parentReport",)})
    card = next(card for card in deck(at("report_ready", artifacts=(read,))) if card.key == "parentReport")
    assert card.status == "completed"


def test_the_guides_own_cards_take_part_in_its_own_words():
    own = (
        ModelCard(icon="spark", title="100% of it", status="new"),
        ModelCard(icon="eye", title="B", action="journal"),
    )
    state = at("interview", cards=own)
    first, second = [card for card in deck(state) if card.own]
    assert (first.title, first.key, second.action) == ("100% of it", "own-1", "journal")
    assert [card.action for card in deck(state, HERE) if card.own] == ["", ""]


def test_two_cards_never_lead_to_the_same_place():
    own = (ModelCard(icon="eye", title="What we know", action="portrait"),)
    cards = deck(at("interview", *WHOLE, cards=own))
    assert [card.action for card in cards].count("portrait") == 1


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("views", [frozenset(VIEWS), HERE, frozenset()], ids=["all", "portrait", "none"])
@pytest.mark.parametrize("artifacts", [(), EVERYTHING], ids=["empty", "full"])
def test_every_table_is_in_order(stage, views, artifacts):
    for seen in ((), ENOUGH_TO_FILM, WHOLE):
        cards = deck(at(stage, *seen, artifacts=artifacts), views)
        assert 1 <= len(cards) <= 4 and len(set(keys(cards))) == len(cards)
        assert sum(card.status == "action" for card in cards) <= 1
        assert all(card.action in views or not card.action for card in cards)
        assert all(card.icon in ICONS and card.status in CARD_STATUSES for card in cards)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("child", [ChildFacts(), ChildFacts(name="נועה", age=3, gender="girl")], ids=["unknown", "noa"])
def test_every_card_speaks_hebrew(stage, child):
    for address in "fmn":
        with speaking("he", address):
            for artifacts in ((), EVERYTHING):
                for card in deck(at(stage, *ENOUGH_TO_FILM, child=child, artifacts=artifacts)):
                    said = gettext_(card.title, **card.values) + gettext_(card.subtitle, **card.values)
                    assert not re.search("[a-z]{3}", re.sub("Merav Sagi|Wednesday|Word", "", said)), said


def test_every_status_has_its_icon_and_words():
    assert set(STATUSES) == set(CARD_STATUSES)
    assert {icon for icon, _ in STATUSES.values()} | {icon for icon, *_ in WORDS.values()} <= ICONS


@pytest.mark.parametrize(("type", "view"), [("parent_report", "parentReport"), ("pro_report", "proReport")])
def test_a_report_says_when_it_is_being_written_and_when_there_is_something_new_since(type, view):
    read = Artifact(type=type, count=1, status="ready", viewed=(view,), metadata={"more": True})
    cards = {card.action: card for card in deck(at("report_ready", artifacts=(read,)))}
    assert cards[view].status == "action" and "something new since" in cards[view].subtitle
    waiting = read.model_copy(update={"status": "waiting"})
    cards = {card.action: card for card in deck(at("report_ready", artifacts=(waiting,)))}
    assert cards[view].status == "processing" and "being written" in cards[view].title


def test_beside_help_lines_nothing_asks_for_a_film_at_any_stage():
    later = datetime(2026, 11, 24, tzinfo=UTC)
    for stage in STAGES:
        state = at(stage, *WHOLE, artifacts=EVERYTHING, helplines_until=later)
        assert not {card.action for card in deck(state)} & FILMING and "tell" not in keys(deck(state))
        assert not [reply for reply in quick_replies(state) if "film" in reply.label]
    assert "instructions" in {card.action for card in deck(at("interview", *ENOUGH_TO_FILM))}
