"""What of the journal stands in letters and reports: an entry that the parent lends them is an observation as well.

The journey is locked by whoever calls. Words that were told elsewhere already stay the observation they are.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from chitta.core.db import db
from chitta.core.text import one_line
from chitta.core.vocabulary import ObservationKind
from chitta.gateways.builtin.normalising import fold
from chitta.gateways.builtin.noticing import domains, is_strength
from chitta.journey.facts import Corrected, Observed, Withdrawn
from chitta.journey.models import Journey, Observation, plain

LONGEST = 600  # of an observation
NOTHING: frozenset[str] = frozenset()


def lend(journey: Journey, entry_id: UUID, kind: str, content: str) -> tuple[UUID | None, frozenset[str]]:
    """Learn it; the observation that holds it now, and what changed. Raises Refused when no more fits."""
    low, words = fold(content), short(content)
    touched = domains(low)
    source: dict[str, Any] = {"entry": str(entry_id)}
    fact = Observed(kind=kind_of(kind, low), domain=touched[0] if touched else "general", text=words, source=source)
    changed = journey.learn(fact)
    alike = (one for one in journey.observations() if one.kind == fact.kind and "video" not in one.source)
    same = next((one for one in alike if plain(one.text) == plain(words)), None)
    return (same.id if same else None), changed


def reword(journey: Journey, observation_id: UUID, entry_id: UUID, content: str) -> bool:
    """The same observation in the entry's words of now; False when it is not the entry's own to change."""
    held = db.session.get(Observation, observation_id)
    if held is None or held.state == "withdrawn" or held.source.get("entry") != str(entry_id):
        return False
    if held.text != (words := short(content)):
        journey.learn(Corrected(observation_id=held.id, text=words, version=held.version))
    return True


def take_back(journey: Journey, observation_id: UUID, entry_id: UUID, heir: UUID | None) -> frozenset[str]:
    """Withdraw it, if it came from this entry and from nowhere else. heir: another entry that says the same."""
    held = db.session.get(Observation, observation_id)
    if held is None or held.state == "withdrawn" or held.source.get("entry") != str(entry_id):
        return NOTHING
    if heir is not None:
        held.source = {**held.source, "entry": str(heir)}
        return NOTHING
    return journey.learn(Withdrawn(observation_id=held.id))


def kind_of(kind: str, low: str) -> ObservationKind:
    """What an entry of this kind is in a report; only what is told as good counts as a strength."""
    if kind == "challenge":
        return "concern"
    return "strength" if is_strength(low) else "development"


def short(content: str) -> str:
    """In one line that fits, cut at a word."""
    line = one_line(content, LONGEST + 1)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
