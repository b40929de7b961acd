"""Handing over: from what the parent chose to a link, and from a visitor's words to an opening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from chitta.core import times
from chitta.core.errors import Refused
from chitta.journey import stages
from chitta.journey.models import Journey
from chitta.prints.models import Print
from chitta.reports import printing
from chitta.sharing.freezing import freeze
from chitta.sharing.models import ShareLink
from chitta.sharing.offering import choose


def hand_over(
    journey: Journey,
    keys: Iterable[str],
    *,
    name: str,
    days: int,
    language: str,
    passcode_hash: str = "",
    since: date | None = None,
    until: date | None = None,
    key: str | None = None,
) -> ShareLink:
    """A new link to what was chosen, as it stands now. Raises Refused."""
    journey = Journey.locked(journey.id)
    early = stages.may_enter(journey.today, "sharing")
    if early:
        raise Refused(early.sentence, **early.values)
    chosen = choose(journey, keys, since, until)
    return ShareLink.make(
        journey,
        name=name,
        language=language,
        chosen=chosen,
        snapshot=freeze(journey, chosen),
        expires_at=end_of(days),
        passcode_hash=passcode_hash,
        key=key,
    )


def to_print(link: ShareLink) -> list[Print]:
    """The PDFs of the reports in it, so that they are there when somebody opens it."""
    return [
        Print.ask(link.journey, printing.KIND, ref.id) for ref in link.chosen.refs if ref.kind == "report" and ref.id
    ]


def end_of(days: int) -> datetime:
    """Midnight at the end of the day so many days from now, where the parent's clock hangs."""
    return datetime.combine(times.today() + timedelta(days=days + 1), time.min, times.zone())


def last_day(link: ShareLink) -> date:
    """The last day on which it opens, as the reader's calendar has it."""
    return (link.expires_at - timedelta(seconds=1)).astimezone(times.zone()).date()
