"""How a reply is given: claim, prompt, speak, settle. No transaction is open while the guide thinks."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Protocol

import structlog
from sqlalchemy import select

from chitta.chat.models import LEASE, PINNED, Message
from chitta.chat.spending import spend, used_up
from chitta.children.models import Child
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.errors import GuideError
from chitta.core.i18n import gettext_, speaking
from chitta.core.text import clean_text
from chitta.core.vocabulary import STAGES
from chitta.gateways.guide import (
    LETTERS_A_TOKEN,
    ChildKnown,
    Guide,
    Known,
    Line,
    Paper,
    Prompt,
    Raised,
    Usage,
    Words,
    first_told,
)
from chitta.gateways.queue import Again, stopping, took
from chitta.gateways.streams import live
from chitta.journey import papers, stages, views
from chitta.journey.facts import ParentSaid, TopicRaised
from chitta.journey.models import Journey
from chitta.journey.state import MasterState
from chitta.journey.tools import run_tool, toolbox

log = structlog.get_logger()

PIECE_EVERY = 0.1
SAVE_EVERY = 1.0
MADE_BEFORE = "This very call was already made for this reply; it is not made again."
UNTOLD = frozenset({"deck", "child"})  # what open pages draw anew when nobody knows any more what they were not told


class Facts(Protocol):
    """Where open pages hear of what happens."""

    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...


class Superseded(Exception):
    """The reply is no longer ours: the parent stopped it, or another worker took over."""


@dataclass(frozen=True)
class Turn:
    """A claimed reply."""

    reply: uuid.UUID
    journey: uuid.UUID
    said: uuid.UUID | None
    attempt: int
    engine: str
    kept: str  # words of an earlier try, already on screen
    hopeless: bool
    asked_at: datetime
    view: str = ""  # a deep view that an earlier try opened
    calls: list[str] = field(default_factory=list)  # what tools did for this reply, in this try and earlier ones


def answer(reply_id: uuid.UUID, guides: Mapping[str, Guide], facts: Facts, budget: int = 0) -> uuid.UUID | None:
    """Give a reply, once. Answers the id of the journey's next waiting reply, if there is one.

    guides: the first speaks, the last when the family's `budget` of tokens for today is used up (0: no limit).
    """
    turn = _claim(reply_id, tuple(guides), budget)
    if turn is None:
        return _told_again(reply_id, facts)
    voice = Voice(turn, facts)
    with at_work(turn):
        try:
            if turn.hopeless:
                raise GuideError("broken", "every try was killed")
            _converse(turn, guides[turn.engine] if turn.engine in guides else next(iter(guides.values())), voice)
        except Again:
            raise
        except Superseded:
            log.info("reply superseded", reply=str(reply_id), attempt=turn.attempt)
        except GuideError as error:
            # A wrong key is the operator's to mend, whatever level they listen at.
            tell = log.error if error.kind == "misconfigured" else log.warning
            tell("guide failed", reply=str(reply_id), engine=turn.engine, kind=error.kind, detail=error.detail)
            voice.end("failed", error=error.kind)
        except Exception:
            log.exception("reply broke", reply=str(reply_id))
            voice.end("failed", error="broken")
    with transaction(writing=False):  # after ours is committed: who claims from now on is not refused because of it
        return Message.next_waiting(turn.journey)


def _told_again(reply_id: uuid.UUID, facts: Facts) -> uuid.UUID | None:
    """A bell for a reply that has ended: its worker may have died between the end and the telling of it."""
    with transaction(writing=False):
        reply = db.session.get(Message, reply_id)
        if reply is None or reply.open:
            return None
        waiting = Message.next_waiting(reply.session_id)
    facts.append(live(reply.session_id), {"kind": "settled", "message": str(reply_id), "status": reply.status})
    facts.append(live(reply.session_id), {"kind": "changed", "what": sorted(UNTOLD), "view": ""})
    return waiting


def _claim(reply_id: uuid.UUID, engines: tuple[str, ...], budget: int) -> Turn | None:
    """In a transaction of its own, so that a try counts whatever breaks afterwards."""
    with transaction():
        reply = Message.claim(reply_id)
        if reply is None:
            return None
        reply.engine = reply.engine or engines[0]
        if reply.engine != engines[-1] and _over_budget(reply, budget):
            reply.engine, reply.error = engines[-1], "budget"
            log.info("daily share of tokens used up", reply=str(reply_id), user=str(reply.journey.child.parent_id))
        about = (reply.engine, reply.text, reply.hopeless, reply.created_at, reply.view, list(reply.calls))
        return Turn(reply.id, reply.session_id, reply.reply_to, reply.attempt, *about)


def _over_budget(reply: Message, budget: int) -> bool:
    """Never where a person may be in danger: there cost is no question."""
    said = db.session.get(Message, reply.reply_to) if reply.reply_to else None
    return not (said and said.alerts) and used_up(reply.journey.child.parent, budget)


def _prompt(turn: Turn) -> Prompt:
    with transaction(writing=False):
        reply = db.session.get_one(Message, turn.reply)
        return prompt_for(reply, db.session.get(Message, turn.said) if turn.said else None)


def _converse(turn: Turn, guide: Guide, voice: Voice) -> None:
    """Say everything the guide says; its tools run in short transactions of their own."""
    raised: list[Raised] = []
    meter = Meter(turn)

    def run(name: str, arguments: Mapping[str, Any]) -> str:
        voice.flush()
        return _use_tool(turn, voice, name, arguments)

    prompt = _prompt(turn)
    with speaking(prompt.language, prompt.address), meter:
        for event in guide.converse(prompt, toolbox(), run):
            if isinstance(event, Words):
                meter.hear(event.text)
                voice.say(event.text)
            elif isinstance(event, Raised):
                raised.append(event)
            elif isinstance(event, Usage):
                meter.count(event)
    if not voice.text.strip():
        raise GuideError("empty")
    _settle(turn, voice, raised)


def _use_tool(turn: Turn, voice: Voice, name: str, arguments: Mapping[str, Any]) -> str:
    call = fingerprint(name, arguments)
    if call in turn.calls:  # by a try that died after it, or by a model that goes round in circles
        return MADE_BEFORE
    with transaction():
        # With what a tool does, the words before it are there to stay: who takes over goes on from them.
        journey = _ours(turn, calls=[*turn.calls, call], **voice.so_far())
        told, changed = run_tool(journey, name, arguments, {"message": str(turn.said)})
        if "view" in changed:
            voice.view = journey.state.metadata.view
            Message.progress(turn.reply, turn.attempt, view=voice.view)
    turn.calls.append(call)
    voice.changed |= changed
    return told


def fingerprint(name: str, arguments: Mapping[str, Any]) -> str:
    """A call as a reply remembers it: without its words, which the family may delete where they were written."""
    exact = json.dumps(arguments, sort_keys=True, default=str)
    return f"{name[:40]}:{sha256(f'{name} {exact}'.encode()).hexdigest()[:24]}"


def _ours(turn: Turn, **also: Any) -> Journey:
    """The journey, locked, for what this reply teaches it. Raises Superseded: who was stopped or replaced teaches nothing."""
    journey = Journey.locked(turn.journey)
    if not Message.progress(turn.reply, turn.attempt, lease_until=times.now() + LEASE, **also):
        raise Superseded
    return journey


def _settle(turn: Turn, voice: Voice, raised: list[Raised]) -> None:
    topic = next((event.topic for event in reversed(raised) if event.outcome == "asked"), "")
    if raised:
        with transaction():
            journey = _ours(turn)
            for event in raised:
                voice.changed |= journey.learn(TopicRaised(topic=event.topic, outcome=event.outcome))
    voice.end("settled", topic=topic, calls=[])


class Meter:
    """Counts what requests cost as they end, in transactions of their own: a stop, a fault or a kill loses no count.

    A request that is closed in mid-answer never says what it said; its words are then weighed by their length.
    """

    def __init__(self, turn: Turn) -> None:
        self.turn, self.model, self.heard = turn, "", 0

    def hear(self, words: str) -> None:
        self.heard += len(words)

    def count(self, usage: Usage) -> None:
        """`tokens_out` covers every word heard so far, 0 none of them."""
        self.model = usage.model
        self.heard = 0 if usage.tokens_out else self.heard
        with transaction():
            spend(self.turn.reply, usage)
        tokens = {"tokens_in": usage.tokens_in, "tokens_out": usage.tokens_out, "tokens_cached": usage.tokens_cached}
        log.info("tokens spent", reply=str(self.turn.reply), model=usage.model, **tokens)

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *broken: object) -> None:
        if self.model and self.heard:
            self.count(Usage(self.model, 0, -(-self.heard // LETTERS_A_TOKEN), 0))


class Voice:
    """Says a reply: words to open pages at once and then every 100 ms, to the row every second, and its end."""

    def __init__(self, turn: Turn, facts: Facts) -> None:
        self.turn, self.facts = turn, facts
        self.text = turn.kept
        # What a try that died has changed was never told.
        self.changed = (UNTOLD | ({"view"} if turn.view else set())) if turn.calls else frozenset()
        self.view = turn.view  # a deep view that this reply opened
        self._told = len(self.text)
        self._mark = ""
        self._told_at = 0.0
        self._saved_at = time.monotonic()

    def say(self, words: str) -> None:
        """Raises Superseded when nobody waits for these words any more."""
        self.text += clean_text(words)  # offsets hold only for what a browser and PostgreSQL take as it is
        now = time.monotonic()
        if now - self._told_at >= PIECE_EVERY:
            self.flush()
            self._told_at = now
        if now - self._saved_at >= SAVE_EVERY:
            self._save()
            self._saved_at = now
            self._hand_over_if_stopping()

    def flush(self) -> None:
        """Tell open pages the words they do not have yet."""
        new = self.text[self._told :]
        if new:
            first = not self._told and self.turn.attempt == 1
            piece = {
                "kind": "piece",
                "message": str(self.turn.reply),
                "attempt": self.turn.attempt,
                "at": units(self.text[: self._told]),
            }
            self._mark = self._tell({**piece, "text": new}) or self._mark
            self._told = len(self.text)
            if first:
                took("first_word", self.turn.engine, (times.now() - self.turn.asked_at).total_seconds())

    def _save(self) -> None:
        with transaction():
            mine = Message.progress(
                self.turn.reply, self.turn.attempt, text=self.text[: self._told], mark=self._mark or "0-0"
            )
        if not mine:
            raise Superseded

    def so_far(self) -> dict[str, Any]:
        """The row's values for which the next try goes on from here; all words were told."""
        return {"text": self.text, "kept": len(self.text), "mark": self._mark or "0-0"}

    def _hand_over_if_stopping(self) -> None:
        """A deploy in mid-reply: the next worker goes on from these words."""
        if stopping():
            self.flush()
            with transaction():
                Message.progress(self.turn.reply, self.turn.attempt, status="waiting", **self.so_far())
            raise Again

    def end(self, status: str, **values: Any) -> None:
        """Settle or fail, keeping every word; open pages hear of it after the commit."""
        self.flush()
        with transaction():
            text, mark = self.text.strip() if status == "settled" else self.text, self._mark or "0-0"
            ended = {
                "status": status,
                "text": text,
                "mark": mark,
                "finished_at": times.now(),
                "lease_until": None,
                **values,
            }
            mine = Message.progress(self.turn.reply, self.turn.attempt, **ended)
        if mine:
            self._tell({"kind": "settled", "message": str(self.turn.reply), "status": status})
        if self.changed:
            self._tell({"kind": "changed", "what": sorted(self.changed), "view": self.view})

    def _tell(self, fact: Mapping[str, Any]) -> str:
        return self.facts.append(live(self.turn.journey), fact)


def units(text: str) -> int:
    """Length in UTF-16 units, which is what a browser counts in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


# --- what the guide is told ----------------------------------------------------------------------------------------


def prompt_for(reply: Message, said: Message | None) -> Prompt:
    """Everything the guide may know for this reply."""
    journey = reply.journey
    child, parent, state = journey.child, journey.child.parent, journey.state
    language, address = parent.tongue
    return Prompt(
        language=language,
        address=address,
        parent_name=parent.first_name,
        today=times.today_at(parent.time_zone),
        child=ChildKnown(child.name, child.gender, child.age_years, _others(child)),  # type: ignore[arg-type]
        stage=state.journey_stage,
        history=_history(reply),
        earlier=first_told(reply.seq - 1),
        away=said.away if said else None,
        known=tuple(_known(journey)),
        papers=tuple(Paper(**asdict(paper)) for paper in papers.brought(state)),
        progress=state.progress.model_dump(),
        milestones=state.completed_milestones,
        topics=dict(state.metadata.topics),
        filming=state.metadata.filming,
        views=views.available(),
        not_yet=_too_early(journey.today, language, address),
        safety=said.alerts if said else (),
        unfinished=reply.text,
        made=tuple(dict.fromkeys(call.partition(":")[0] for call in reply.calls)),
    )


def _too_early(state: MasterState, language: str, address: str) -> dict[str, str]:
    """Stages the family may not enter yet, each with its kind reason in the parent's words."""
    with speaking(language, address):
        reasons = {stage: stages.may_enter(state, stage) for stage in STAGES}
        return {stage: gettext_(why.sentence, **why.values) for stage, why in reasons.items() if why}


def _others(child: Child) -> tuple[str, ...]:
    names = db.session.scalars(
        select(Child.name).where(Child.parent_id == child.parent_id, Child.id != child.id, Child.name != "")
    )
    return tuple(names)


def _history(reply: Message) -> tuple[Line, ...]:
    """The last lines before this reply; what is older the guide knows as observations."""
    start = first_told(reply.seq - 1)
    return tuple(Line(*line) for line in Message.said(reply.session_id, before=reply.seq, after=start))


def _known(journey: Journey) -> Iterator[Known]:
    for seen in journey.observations():
        told = seen.kind, seen.domain, seen.text, seen.said_by, seen.example, seen.state
        yield Known(str(seen.id), *told, *papers.page_of(seen), since=seen.since)


# --- staying alive -------------------------------------------------------------------------------------------------

_active: dict[uuid.UUID, int] = {}


@contextmanager
def at_work(turn: Turn) -> Iterator[None]:
    """While inside, `keep_leases` says that this reply is alive."""
    _active[turn.reply] = turn.attempt
    try:
        yield
    finally:
        if _active.get(turn.reply) == turn.attempt:  # a later try may be at work beside this one
            del _active[turn.reply]


def keep_leases() -> None:
    """Called every few seconds by the worker, in an app context."""
    if _active:
        with transaction():
            Message.keep_leases(dict(_active))


def let_go() -> None:
    """This process ends in mid-reply: the next worker need not wait until the lease is over."""
    mine = dict(_active)
    _active.clear()
    if mine:
        with transaction():
            Message.keep_leases(mine, timedelta(0))


def give_up_leases() -> None:
    """At the start of the only worker there is: every reply that counts as being spoken was abandoned."""
    with transaction():
        Message.give_up_leases()


def heard(journey: Journey, message: Message) -> None:
    """The journey learns that the parent spoke: old suggestions and opened views are history."""
    until = message.alerted_at + PINNED if message.alerted_at else None
    journey.learn(ParentSaid(message_id=message.id, helplines_until=until))
