"""A meeting as a calendar file (RFC 5545), for the phone's own calendar.

Calendars are seen over shoulders and shared at work, so by itself the file says "Chitta: meeting" and nothing else; with whom and
where stands in it only when that is asked for. The time is UTC, which every calendar shows in its own zone; the library folds
long lines, ends them with CRLF and escapes what people wrote.
"""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from chitta.core.i18n import gettext_
from chitta.experts.models import ExpertMatch

LASTS = timedelta(hours=1)


def appointment(match: ExpertMatch, full: bool = False) -> bytes:
    """The file. full: with the professional's name, the place and the note. The meeting must be fixed."""
    assert match.meets_at is not None
    event = Event()
    event.add("uid", f"{match.id}@chitta")
    event.add("dtstamp", match.changed_at)
    event.add("sequence", match.version)
    event.add("dtstart", match.meets_at)
    event.add("dtend", match.meets_at + LASTS)
    event.add("class", "PRIVATE")
    if full:
        event.add("summary", gettext_("Meeting with %(with)s", **{"with": match.expert.name}))
        event.add("location", match.place or match.expert.address or match.expert.town.name)
        if match.note:
            event.add("description", match.note)
    else:
        event.add("summary", gettext_("Chitta: meeting"))
    calendar = Calendar()
    calendar.add("prodid", "-//Chitta//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
