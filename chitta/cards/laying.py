"""Which cards could be on the table at each of the ten stages, and how much each matters (a lower number matters more)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from chitta.cards.wording import NEXT, WORDS
from chitta.core.i18n import N_
from chitta.core.vocabulary import CardStatus, Stage
from chitta.journey import coming, coverage, stages
from chitta.journey.papers import brought
from chitta.journey.state import MasterState
from chitta.journey.words import called

OWN = 25  # the cards the guide laid: after the next thing to do, before what merely stands there
CLIPS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """title and subtitle are msgids with `values`; action is a deep view's key or ""."""

    key: str
    icon: str
    title: str
    subtitle: str
    status: CardStatus
    action: str = ""
    priority: int = 50
    values: dict[str, Any] = field(default_factory=dict)
    lasting: bool = False  # tells something even where its action does not open
    own: bool = False  # laid by the guide, in its own words


def candidates(state: MasterState) -> Iterator[Card]:
    """Everything that could be shown; `deck` chooses."""
    for place, laid in enumerate(state.metadata.cards):
        yield Card(f"own-{place + 1}", **laid.model_dump(), priority=OWN + place, lasting=True, own=True)
    yield from _STAGES[state.journey_stage](state)
    yield from _papers(state)
    yield from _films(state)
    yield from _letters(state)
    yield from _meeting(state)
    yield from _known(state)
    yield from _unfinished(state)


def videos(state: MasterState) -> tuple[int, int]:
    """Clips that are in, and how many are wanted."""
    some = state.artifact("videos")
    return (some.count or 0 if some else 0), ((some.total if some else None) or CLIPS)


def _card(key: str, priority: int, status: CardStatus, action: str = "", **more: Any) -> Card:
    icon, title, subtitle = WORDS[key]
    more = {"icon": icon, "title": title, "subtitle": subtitle, **more}
    return Card(key, status=status, action=action, priority=priority, **more)


def _name(state: MasterState) -> dict[str, Any]:
    return {"name": called(state.child)}


# --- what may stand at every stage -----------------------------------------------------------------------------------


def _known(state: MasterState) -> Iterator[Card]:
    if stages.interview_done(state):
        yield _card("interview", 70, "completed")
    if state.metadata.known:
        yield _card("portrait", 60, "active", "portrait", values=_name(state))


def _papers(state: MasterState) -> Iterator[Card]:
    """What was brought: on its way, could not be read, read and new, or read and looked at."""
    artifact = state.artifact("documents")
    if artifact is None:
        return
    viewed, count = "viewDocs" in artifact.viewed, artifact.count or 0
    unread = sum(paper.status == "failed" or (paper.status == "refused" and not viewed) for paper in brought(state))
    if artifact.status == "processing":
        yield _card("reading", 30, "processing", "viewDocs", lasting=True)
    if count:
        yield _card("documents", 59 if viewed else 35, "completed" if viewed else "new", "viewDocs")
    if unread:
        title = {} if unread == 1 else {"title": N_("Some documents could not be read")}
        yield _card("unread", 36, "pending", "viewDocs", lasting=True, **title)


def _films(state: MasterState) -> Iterator[Card]:
    """What was filmed: on its way, could not be used, waits for the parent's words, or looked at and new."""
    artifact = state.artifact("videos")
    if artifact is None:
        return
    films = [one for one in artifact.metadata.get("films", ()) if isinstance(one, dict)]
    viewed = "videoGallery" in artifact.viewed
    if artifact.status == "processing":
        yield _card("watching", 30, "processing", "videoGallery", lasting=True)
    elif any(one.get("silent") for one in films):
        yield _card("tell", 24, "action", "videoGallery")
    elif artifact.count and not viewed:
        yield _card("gallery", 34, "new", "videoGallery")
    if any(one.get("status") == "failed" or (one.get("status") == "refused" and not viewed) for one in films):
        yield _card("unfilmed", 36, "pending", "videoGallery", lasting=True)


def _letters(state: MasterState) -> Iterator[Card]:
    unasked = not state.has(*stages.REPORTS) and state.journey_stage != "analysis"
    if unasked and state.metadata.filming == "declined" and stages.rich(state):
        yield _card("letter", 12, "action", "parentReport", values=_name(state))
    for type, view in (("parent_report", "parentReport"), ("pro_report", "proReport")):
        report = state.artifact(type)
        if report and report.status == "waiting" and state.journey_stage != "analysis":
            yield _card(f"{view}Waits", 21, "processing", view, values=_name(state))
        elif report and state.has(type):
            yield _report(view, view not in report.viewed, bool(report.metadata.get("more")), _name(state))
    if state.has("parent_report") and not state.has("pro_report"):
        yield _card("forProfessionals", 45, "pending", "proReport", values=_name(state))


def _report(view: str, unread: bool, more: bool, name: dict[str, Any]) -> Card:
    """One that can be read: new, or read; or read, and there is more to say by now."""
    if more and not unread:
        return _card(
            view, 50, "action", view, values=name, subtitle=N_("There is something new since. It can be written anew.")
        )
    return _card(view, 20 if unread else 55, "new" if unread else "completed", view, values=name)


def _meeting(state: MasterState) -> Iterator[Card]:
    if values := coming.over_of(state):
        title = N_("How was the meeting with %(with)s?") if values["with"] else N_("How was the meeting?")
        yield _card("met", 13, "action", "expert", title=title, values=values)
    if values := coming.next_of(state):
        title = N_("Meeting with %(with)s") if values["with"] else N_("A meeting is coming up")
        yield _card("meeting", 22, "upcoming", "summary", title=title, values=values, lasting=True)


def _filming(state: MasterState) -> Iterator[Card]:
    """The way to filming, once it can be prepared and was not turned down."""
    if stages.missing(state) or state.metadata.filming == "declined":
        return
    if state.metadata.filming == "later":
        yield _card("filming", 45, "pending", "instructions", subtitle=N_("Whenever it suits you."))
    else:
        yield _card("filming", 10, "action", "instructions", values=_name(state))


def _unfinished(state: MasterState) -> Iterator[Card]:
    """Away from an interview that is not over: it waits, and says where it stopped."""
    if not stages.interview_done(state):
        topic = coverage.next_topic(state)
        line = NEXT[topic] if topic else N_("You can always add to it.")
        yield _card("talking", 57, "pending", subtitle=line, values=_name(state))


# --- stage by stage ----------------------------------------------------------------------------------------------------


def _interview(state: MasterState) -> Iterator[Card]:
    if not stages.interview_done(state):
        topic = coverage.next_topic(state)
        started = bool(state.metadata.heard or state.child.name or state.child.age is not None)
        line = {"subtitle": NEXT[topic]} if topic and started else {}
        yield _card("talking", 40, "progress", values=_name(state), **line)
    yield from _filming(state)
    yield _card("bring", 52, "pending", "uploadDoc")


def _consultation(state: MasterState) -> Iterator[Card]:
    yield _card("questions", 15, "action", "consultDoc")
    yield _card("journal", 50, "active", "journal")
    yield _card("experts", 55, "expert", "findExperts")
    yield from _filming(state)


def _document_upload(state: MasterState) -> Iterator[Card]:
    yield _card("bring", 10, "action", "uploadDoc")
    yield from _filming(state)


def _video_instructions(state: MasterState) -> Iterator[Card]:
    yield _card("ready", 15, "action", "uploadVideo")
    for place, view in enumerate(("view1", "view2", "view3")):
        yield _card(view, 30 + place, "instruction", view, values=_name(state))
    yield _card("go-on", 58, "pending")


def _video_upload(state: MasterState) -> Iterator[Card]:
    count, total = videos(state)
    if count < total:
        lines = (
            N_("First of three. Three minutes are enough."),
            N_("Second of three. Three minutes are enough."),
            N_("The last one. Three minutes are enough."),
        )
        yield _card("upload", 10, "action", "uploadVideo", subtitle=lines[min(count, 2)])
    yield _card("instructions", 32, "instruction", "instructions")
    yield _card("go-on", 58, "pending")
    yield from _gallery(state)


def _analysis(state: MasterState) -> Iterator[Card]:
    if stages.given_up(state):
        yield _card("unwritten", 10, "pending", "parentReport", lasting=True)
    elif state.has("videos") and state.progress.analysis < 100 and not state.metadata.go_on:
        films = state.artifact("videos")
        if films and films.status == "ready":
            yield _card("tell", 10, "action", "videoGallery")
            yield _card("go-on", 58, "pending")
        else:
            yield _card("watching", 10, "processing", "videoGallery", lasting=True)
    else:
        yield _card("summing", 10, "processing")
    yield _card("journal", 50, "active", "journal", title=N_("Meanwhile: note a moment"))
    yield _card("bring", 52, "pending", "uploadDoc")


def _report_ready(state: MasterState) -> Iterator[Card]:
    yield _card("experts", 30, "expert", "findExperts")
    yield _card("share", 40, "pending", "shareExpert")
    yield from _gallery(state)


def _expert_search(state: MasterState) -> Iterator[Card]:
    yield _card("experts", 10, "expert", "findExperts")
    yield _card("share", 40, "pending", "shareExpert")


def _meeting_prep(state: MasterState) -> Iterator[Card]:
    if not coming.next_of(state):  # its card leads to the same page, and says when
        yield _card("summary", 10, "action", "summary")
    yield _card("journal", 50, "active", "journal")
    yield _card("share", 40, "pending", "shareExpert", title=N_("Send it ahead"))
    yield _card("experts", 56, "expert", "findExperts")


def _sharing(state: MasterState) -> Iterator[Card]:
    yield _card("share", 10, "action", "shareExpert")
    shares = state.artifact("shares")
    if shares and shares.count:
        yield _card("links", 12, "active")
    yield _card("experts", 56, "expert", "findExperts")


def _gallery(state: MasterState) -> Iterator[Card]:
    if state.has("videos"):
        yield _card("gallery", 54, "completed", "videoGallery")


_STAGES: dict[Stage, Callable[[MasterState], Iterator[Card]]] = {
    "interview": _interview,
    "consultation": _consultation,
    "document_upload": _document_upload,
    "video_instructions": _video_instructions,
    "video_upload": _video_upload,
    "analysis": _analysis,
    "report_ready": _report_ready,
    "expert_search": _expert_search,
    "meeting_prep": _meeting_prep,
    "sharing": _sharing,
}
