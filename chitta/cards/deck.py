"""The cards beside the conversation: a pure function of the master state. At most four, the most useful first."""

from __future__ import annotations

from dataclasses import replace

from chitta.cards.laying import Card, candidates
from chitta.core.vocabulary import VIEWS
from chitta.journey.state import MasterState

MOST = 4
FILMING = frozenset({"instructions", "view1", "view2", "view3", "uploadVideo"})


def deck(state: MasterState, views: frozenset[str] = frozenset(VIEWS)) -> tuple[Card, ...]:
    """What is on the table at this state, where only `views` can be opened. While whom to call stands beside the conversation,
    nothing asks for a film."""
    table: dict[str, Card] = {}
    calm = state.metadata.helplines_until is not None
    views -= FILMING if calm else frozenset()
    for candidate in sorted(candidates(state), key=lambda card: card.priority):
        card = None if calm and candidate.key == "tell" else _opening(candidate, views)
        if card and not _told(table, card):
            table[card.key] = card
    return _one_next_thing(tuple(table.values())[:MOST])


def _opening(card: Card, views: frozenset[str]) -> Card | None:
    """The card as it can be here: one that leads nowhere loses its action, or is not shown when it would tell nothing."""
    if not card.action or card.action in views:
        return card
    return replace(card, action="") if card.lasting else None


def _told(table: dict[str, Card], card: Card) -> bool:
    """Does a card on the table already tell this, or lead there?"""
    return card.key in table or any(card.action and other.action == card.action for other in table.values())


def _one_next_thing(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Only one card may be the next thing to do; another one waits."""
    first = next((card for card in cards if card.status == "action"), None)
    return tuple(
        replace(card, status="pending") if card.status == "action" and card is not first else card for card in cards
    )
