"""What Chitta holds to be true about a child, strengths first."""

from __future__ import annotations

from typing import Any

from chitta.core.i18n import N_
from chitta.core.vocabulary import ObservationKind
from chitta.journey.models import Journey, Observation

HEADINGS: dict[ObservationKind, str] = {
    "strength": N_("Strengths and joys"),
    "concern": N_("What worries or puzzles"),
    "hope": N_("Hopes"),
    "development": N_("Development"),
    "history": N_("From the early years"),
    "context": N_("Home, family and days"),
}


def load(journey: Journey) -> dict[str, Any]:
    """Groups of (heading, observations), none of them empty, in the order of HEADINGS."""
    seen = journey.observations()
    groups = [(heading, [one for one in seen if one.kind == kind]) for kind, heading in HEADINGS.items()]
    return {"groups": [(heading, some) for heading, some in groups if some]}


def message_of(observation: Observation) -> str:
    """Id of the line it was heard in, "" when there is none."""
    said = str(observation.source.get("message", ""))
    return said if len(said) == 36 else ""
