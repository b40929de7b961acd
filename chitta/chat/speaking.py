"""Sending and its surroundings: what happens when a parent says something, stops a reply, or opens the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from redis.exceptions import RedisError

from chitta.chat import inviting
from chitta.chat.answering import heard, units
from chitta.chat.models import NEWS, Message
from chitta.children.models import Child
from chitta.core.db import after_commit, release
from chitta.core.i18n import gettext_ as _
from chitta.core.i18n import pgettext
from chitta.gateways.streams import live
from chitta.journey.facts import TopicRaised
from chitta.journey.models import Journey
from chitta.safety.reading import read


class Facts(Protocol):
    def append(self, stream: str, fact: Mapping[str, Any]) -> str: ...
    def since(self, stream: str, after: str) -> Iterable[tuple[str, dict[str, Any]]]: ...
    def last_id(self, stream: str) -> str: ...


def open_conversation(child: Child) -> Journey:
    """A new journey with Chitta's first words in it."""
    journey = Journey.open(child)
    Message.greet(journey, greeting(child), topic="strengths" if child.name else "basics")
    return journey


def greeting(child: Child) -> str:
    """Who Chitta is, what it is not, and one question; a family that knows all that is asked the question."""
    if child.name and len(Child.of(child.parent)) > 1:
        return pgettext(
            child.gender,
            "It is good that you came with %(child)s too. What does %(child)s love to do?",
            child=child.name,
        )
    hello = _(
        "Good to meet you, %(name)s. I am Chitta, an AI that helps parents understand their children. "
        "I do not diagnose or replace a professional, and no person reads this conversation.",
        name=child.parent.first_name,
    )
    if not child.name:
        ask = _("We can start anywhere. Who shall we talk about, and what do they love to do?")
    else:
        ask = pgettext(child.gender, "We can start anywhere. What does %(child)s love to do?", child=child.name)
    return f"{hello}\n\n{ask}"


def say(
    journey: Journey, text: str, key: str | None, facts: Facts, alarm: tuple[str, ...] = ()
) -> tuple[Message, Message, bool]:
    """The parent's line and our waiting one, in one transaction; open pages hear of them after the commit.

    alarm: kinds of danger the parent confirmed by hand, beside those the safety layer reads in the text.
    """
    alerts = tuple(dict.fromkeys((*read(text), *alarm)))  # before the lock: a long text takes its time
    journey = Journey.locked(journey.id)
    hers, ours, new = Message.say(journey, text, key, alerts)
    if new:
        heard(journey, hers)
        after_commit(
            lambda: facts.append(live(journey.id), {"kind": "said", "message": str(hers.id), "reply": str(ours.id)})
        )
    return hers, ours, new


def invite(journey: Journey, subject: str, facts: Facts) -> tuple[Message | None, frozenset[str]]:
    """Chitta asks about one of `inviting.SUBJECTS`; the line that stands last then, and what the journey learned.

    A question that stands there already is not put twice, and none is put while a reply is on its way or help lines are
    what matters.
    """
    journey = Journey.locked(journey.id)
    lines = [line for line in Message.page(journey) if line.engine != NEWS]
    last = lines[-1] if lines else None
    hers = next((line for line in reversed(lines) if line.sender == "user"), None)
    invited = last.text if last and last.engine == "invitation" else ""
    said = [line.text for line in lines if line.sender == "chitta" and line.text != invited]
    text, topic = inviting.question(subject, journey.today.child, journey.child.parent.tongue, said)
    if last and (last.open or text == invited or (hers and hers.alerts)):
        return last, frozenset()
    asked = Message.invite(journey, text, topic)
    changed = journey.learn(TopicRaised(topic=topic, outcome="asked"))
    settled = {"kind": "settled", "message": str(asked.id), "status": "settled"}
    after_commit(lambda: facts.append(live(journey.id), settled))
    return asked, changed


def stop(reply: Message, facts: Facts) -> bool:
    """End a reply where it is; the words on the screen stay. `reply` is to be loaded anew afterwards."""
    if not reply.open:
        return False
    release()  # nothing is locked while we ask what was said
    stopped = Message.stop(reply.id, spoken(reply, facts))
    if stopped:
        settled = {"kind": "settled", "message": str(reply.id), "status": "stopped"}
        after_commit(lambda: facts.append(live(reply.session_id), settled))
    return stopped


def try_again(reply: Message, engine: str, facts: Facts) -> bool:
    """A failed or stopped reply goes on from the words it has."""
    waiting = reply.try_again(engine)
    if waiting:
        after_commit(
            lambda: facts.append(
                live(reply.session_id), {"kind": "settled", "message": str(reply.id), "status": "waiting"}
            )
        )
    return waiting


def spoken(reply: Message, facts: Facts) -> str:
    """Every word said so far: the row's, and those told to open pages since it was last written."""
    text = reply.text
    if reply.status != "speaking":
        return text
    try:
        for _key, fact in facts.since(live(reply.session_id), reply.mark):
            if fact.get("message") == str(reply.id) and fact["kind"] == "piece" and fact["attempt"] == reply.attempt:
                text = joined(text, fact["at"], fact["text"])
    except RedisError:
        pass  # the row's words are at most a second old
    return text


def joined(text: str, at: int, piece: str) -> str:
    """Text with a piece laid at its place (in UTF-16 units): nothing doubled, nothing after a gap."""
    if units(text) < at:
        return text
    raw = text.encode("utf-16-le", "surrogatepass")[: at * 2] + piece.encode("utf-16-le", "surrogatepass")
    whole = raw.decode("utf-16-le", "surrogatepass")
    return whole if len(whole) > len(text) else text
