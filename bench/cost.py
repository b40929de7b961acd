"""What a turn on Claude costs, early and late in a long conversation.

    python -m bench.cost [--marks 10 50 200 500] [--turns 12]

A family and Chitta talk in rows (tests/longtalk.py: Hebrew, 0.7 new observations a message). At each mark the next turns
are real ones: prompt, SDK, the stand-in model, which remembers what was marked for its cache as the service does and
counts the rest. Characters are exact; tokens are the stand-in's (four ASCII letters, or two of another script).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask

from chitta import create_app
from chitta.chat import answering
from chitta.chat.models import Message
from chitta.chat.spending import CACHED, OUT, Spending
from chitta.core.db import db, transaction
from chitta.core.settings import Settings
from chitta.gateways.claude import Claude
from chitta.gateways.claude_prompt import messages_of, notes_of, system_of, tools_of
from chitta.gateways.guide import Prompt
from chitta.journey.tools import toolbox
from chitta.migrating import migrate
from tests.longtalk import LongTalk
from tests.people import Person, parent
from tests.standin.server import Recorded, Standin


class Nobody:
    """No page is open."""

    def append(self, stream: str, fact: Any) -> str:
        return ""


def measure(app: Flask, person: Person, standin: Standin, marks: Sequence[int], turns: int) -> None:
    """One line a mark."""
    assert person.session_id
    talk = LongTalk(person.session_id)
    guides = {"claude": Claude("bench", standin.url)}
    print(
        f"{'line':>6}{'rules+tools':>13}{'history':>9}{'notes':>8}{'all':>8}  characters   of them read again, tokens a turn, weighed"
    )
    for mark in marks:
        standin.cache.expire()
        with app.app_context(), transaction():
            said, reply = talk.grow(mark)
            sizes = sizes_of(answering.prompt_for(reply, said))
        asked = len(standin.requests)
        for _ in range(turns):
            with app.app_context():
                answering.answer(reply.id, guides, Nobody())
            with app.app_context(), transaction():
                said, reply = talk.grow(talk.lines + 2)
        with app.app_context(), transaction():
            talk.settle(db.session.merge(reply))
        print(f"{mark:>6}{sizes[0]:>13,}{sizes[1]:>9,}{sizes[2]:>8,}{sum(sizes):>8,}  {told(standin.requests[asked:])}")
    with app.app_context(), transaction(writing=False):
        for day in db.session.query(Spending):
            replies = db.session.query(Message).filter(Message.engine == "claude").count()
            print(
                f"\n{replies} replies: {day.tokens_in:,} read, {day.tokens_cached:,} from the cache, {day.tokens_out:,} said;",
                end=" ",
            )
            print(
                f"{day.weighed:,} weighed, {day.weighed // replies:,} a reply; {budget() // (day.weighed // replies)} such replies fill a day's default of {budget():,}"
            )


def sizes_of(prompt: Prompt) -> tuple[int, int, int]:
    """Characters of rules and tools, of the history, of the notes."""
    rules = len(json.dumps((tools_of(toolbox()), system_of(prompt.language, prompt.address)), ensure_ascii=False))
    notes = len(notes_of(prompt))
    return rules, len(json.dumps(messages_of(prompt), ensure_ascii=False)) - notes, notes


def told(requests: Sequence[Recorded]) -> str:
    """The first turn after a pause of more than five minutes, and the mean of those that follow it."""
    first, *rest = [request.spent for request in requests if request.spent]
    mean = sum((one.fresh + one.written + one.cached / CACHED for one in rest), 0.0) / len(rest)
    share = sum(one.read for one in rest) / sum(one.characters for one in rest)
    cached, paid = (
        sum(one.cached for one in rest) // len(rest),
        sum(one.fresh + one.written for one in rest) // len(rest),
    )
    return (
        f"first {first.read / first.characters:.0%}, then {share:.0%}; {cached:,} cached + {paid:,} paid = {mean:,.0f} "
        f"(first {first.fresh + first.written + first.cached / CACHED:,.0f}); said ones count x{OUT}"
    )


def budget() -> int:
    default: int = Settings.model_fields["daily_token_budget"].default
    return default


def main() -> None:
    """Everything in one process, nothing listens but the stand-in."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--marks", type=int, nargs="+", default=[10, 50, 200, 500])
    parser.add_argument("--turns", type=int, default=12)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cost-") as home:
        app = create_app(Settings(chitta_home=Path(home), log_level="ERROR", database_url="", redis_url=""))
        migrate(app)
        standin = Standin(length=45).start()
        with app.app_context():
            person = parent(app, "אמיר כהן", "amir@example.org", "אורי", language="he", address="m")
        measure(app, person, standin, chosen.marks, max(2, chosen.turns))
        standin.close()


if __name__ == "__main__":
    main()
