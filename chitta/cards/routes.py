"""The doors of the cards: one fragment, drawn anew whenever the journey changed."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Flask, Response

from chitta.accounts.guards import signed_in
from chitta.cards.deck import deck
from chitta.cards.laying import Card
from chitta.cards.replies import Reply, quick_replies
from chitta.cards.steps import Step, steps
from chitta.cards.wording import STATUSES
from chitta.journey.guards import my_journey
from chitta.journey.models import Journey
from chitta.journey.views import available
from chitta.web import frame
from chitta.web.hx import show

bp = Blueprint("cards", __name__)


@bp.get("/sessions/<uuid:session_id>/cards")
@signed_in
def index(session_id: UUID) -> Response:
    return show("cards/index.html", "cards/deck.hx.html", journey=my_journey(session_id))


def deck_of(journey: Journey) -> tuple[Card, ...]:
    return deck(journey.today, available())


def steps_of(journey: Journey) -> tuple[Step, ...]:
    return steps(journey.today)


def replies_of(journey: Journey) -> tuple[Reply, ...]:
    return quick_replies(journey.today, available())


def furnish(app: Flask) -> None:
    """Templates can draw the deck, the steps and the quick replies of a journey."""
    frame.values(app, deck_of=deck_of, steps_of=steps_of, replies_of=replies_of, card_statuses=STATUSES)
