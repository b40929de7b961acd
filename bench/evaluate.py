"""Whole interviews with scripted parents, and what they show: the guide's examination.

    python -m bench.evaluate [--language he|en] [--persona NAME] [--guide built-in|claude] [--held-out] [--out FILE]

Every parent talks through the real application (posted messages, the queue, rows) until filming is offered and accepted,
40 messages at most. With ANTHROPIC_API_KEY in the environment Claude is examined for real, which costs tokens; without
it the stand-in model thinks behind the same wire. The built-in guide is always examined too, unless --guide says
otherwise. Parents answer what was asked; before the built-in guide the known nine say their lines in order, as they were
written. --held-out takes those written without knowing the guide. --out writes every figure, every reply that is in
question and the whole conversations as JSON (made-up families only). Ends with 1 when something failed that must hold.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from flask import Flask

from chitta import create_app
from chitta.core.settings import Settings
from chitta.gateways.guide import Answer, Count, Duty, Event, Guide, Prompt, Run, Tool, Words, always
from chitta.migrating import migrate
from tests import servers
from tests.evaluating.measuring import Figures, figures_of, labelled, misaddressed, same_openers
from tests.evaluating.meeting import Meeting, meet
from tests.gateways.builtin.personas import PERSONAS, Persona
from tests.gateways.builtin.personas_heldout import FRESH, HELD_OUT
from tests.gateways.builtin.personas_unseen import UNSEEN
from tests.standin.brain import think
from tests.standin.server import Standin
from tests.working import burst

HEAD = (
    f"{'parent':<18} {'film':>4} {'name age str con':<16} {'? mean·max':>10} {'words':>9} {'label':>5} {'open':>4} {'again':>5} {'slips':>5} {'failed':>6} "
    f"{'tokens in/out/cached':>21} {'first word ms':>13}  musts that failed"
)


class Timed:
    """A guide whose first words are timed."""

    def __init__(self, guide: Guide) -> None:
        self.guide, self.name, self.first_ms = guide, guide.name, list[float]()

    def converse(
        self, prompt: Prompt, tools: Sequence[Tool], run: Run, wanted: Callable[[], bool] = always
    ) -> Iterator[Event]:
        began, spoke = time.perf_counter(), False
        for event in self.guide.converse(prompt, tools, run, wanted):
            if isinstance(event, Words) and not spoke:
                spoke = True
                self.first_ms.append((time.perf_counter() - began) * 1000)
            yield event

    def extract(
        self,
        schema: type[Answer],
        instruction: str,
        content: Sequence[Mapping[str, Any]],
        *,
        duty: Duty = "reading",
        spent: Count | None = None,
        wanted: Callable[[], bool] = always,
    ) -> Answer:
        return self.guide.extract(schema, instruction, content, duty=duty, spent=spent, wanted=wanted)


def built(stack: ExitStack, key: str, base_url: str) -> Flask:
    """The real application with a home, a database and a Valkey of its own, all gone afterwards."""
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chitta-evaluate-")))
    valkey = stack.enter_context(servers.valkey())
    app = create_app(
        Settings(
            environment="test",
            chitta_home=home,
            database_url=f"sqlite:///{home / 'chitta.db'}",
            redis_url=valkey.url,
            secret_key="only-for-an-evaluation-only-for-an-evaluation",
            password_hash_memory_kib=8,
            guide_pace_ms=0,
            server_names="localhost",
            log_level="ERROR",
            anthropic_api_key=key,
            anthropic_base_url=base_url,
        )
    )
    migrate(app)
    return app


def examine(
    app: Flask, guide: Guide, who: str, persona: Persona, in_order: bool
) -> tuple[Meeting, Figures, list[float]]:
    """One parent's whole conversation with one guide."""
    timed = Timed(guide)
    app.extensions["guides"] = {timed.name: timed}
    meeting = meet(app, persona, lambda: burst(app), in_order)
    return meeting, figures_of(meeting), timed.first_ms


def line(who: str, one: Figures, first_ms: Sequence[float]) -> str:
    right = "  ".join(" ok" if held else " NO" for held in (one.name, one.age, one.strength, one.concern))
    film = str(one.messages) if one.messages else "-"
    tokens = f"{one.tokens_in}/{one.tokens_out}/{one.tokens_cached}"
    return (
        f"{who:<18} {film:>4} {right:<16} {one.questions_mean:>6} · {one.questions_max} {one.words_mean:>5}·{one.words_max:<3} {one.labels:>5} "
        f"{one.openers:>4} {one.asked_again:>5} {one.slips:>5} {one.failed:>6} {tokens:>21} {median(first_ms):>13}  {', '.join(one.musts)}"
    )


def median(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f}" if values else "-"


def total(all_: Sequence[Figures], first_ms: Sequence[float]) -> str:
    reached = [one.messages for one in all_ if one.messages]
    right = [sum(getattr(one, what) for one in all_) for what in ("name", "age", "strength", "concern")]
    replies = sum(one.replies for one in all_) or 1
    sums = {what: sum(getattr(one, what) for one in all_) for what in (
        "labels", "openers", "asked_again", "slips", "failed", "tokens_in", "tokens_out", "tokens_cached",
    )}  # fmt: skip
    return (
        f"{'all':<18} {len(reached)} of {len(all_)} reach filming (median {statistics.median(reached) if reached else '-'} messages); name, age, strength, concern right: "
        f"{right[0]}, {right[1]}, {right[2]}, {right[3]}; questions a reply {sum(one.questions_mean * one.replies for one in all_) / replies:.2f}, "
        f"words {sum(one.words_mean * one.replies for one in all_) / replies:.1f}; labels {sums['labels']}, same openers {sums['openers']}, asked again {sums['asked_again']}, "
        f"slips {sums['slips']}, failed {sums['failed']}; tokens {sums['tokens_in']}/{sums['tokens_out']}/{sums['tokens_cached']}; "
        f"first word {median(first_ms)} ms; everything that must hold: {sum(not one.musts for one in all_)} of {len(all_)}"
    )


def report(who: str, meeting: Meeting, one: Figures, first_ms: Sequence[float]) -> dict[str, Any]:
    """Everything about one parent, for --out."""
    return {
        "parent": who, **one.row(), "first_word_ms": [round(ms) for ms in first_ms],
        "held": {"name": meeting.name, "age": meeting.age, "strengths": meeting.strengths, "concerns": meeting.concerns, "examples": meeting.examples},
        "in_question": {
            "labels": labelled(meeting), "openers": same_openers(meeting), "asked_again": meeting.asked_again, "slips": misaddressed(meeting),
        },
        "conversation": [meeting.greeting, *(text for pair in zip(meeting.said, meeting.replies, strict=True) for text in pair)],
    }  # fmt: skip


def chosen_personas(language: str, name: str, held_out: bool) -> dict[str, Persona]:
    known = HELD_OUT | FRESH | UNSEEN if held_out else PERSONAS
    found = {
        who: one
        for who, one in known.items()
        if (not language or one.language == language) and (not name or name in (who, who.rpartition("-")[0]))
    }
    if not found:
        raise SystemExit(f"There is no such parent. These there are: {', '.join(known)}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--language", choices=("he", "en"), default="")
    options.add_argument("--persona", default="", help="vague, anxious, ... or vague-he")
    options.add_argument("--guide", choices=("built-in", "claude"), default="", help="only this one")
    options.add_argument("--held-out", action="store_true", help="parents written without knowing the guide")
    options.add_argument("--out", type=Path, help="every figure and conversation as JSON")
    chosen = options.parse_args(arguments)
    personas = chosen_personas(chosen.language, chosen.persona, chosen.held_out)
    own = Settings()  # as the application reads them: from the environment or from a file
    key = own.anthropic_api_key.get_secret_value()
    with ExitStack() as stack:
        base_url = own.anthropic_base_url if key else thinking(stack)
        app = built(stack, key or "the-stand-in-takes-any", base_url)
        spoken = {
            "claude": "Claude" if key else "Claude's path, the stand-in thinking",
            "built-in": "the built-in guide",
        }
        guides = dict(app.extensions["guides"])
        written = {}
        for name in [chosen.guide] if chosen.guide else ["built-in", "claude"]:
            print(f"\n{spoken[name]}\n{HEAD}", flush=True)
            written[name] = walk(app, guides[name], personas, in_order=name == "built-in" or not key)
    if chosen.out:
        chosen.out.write_text(json.dumps(written, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(one["musts_failed"] for told in written.values() for one in told))


def thinking(stack: ExitStack) -> str:
    standin = Standin().start()
    stack.callback(standin.close)
    standin.thinks(think)
    return standin.url


def walk(app: Flask, guide: Guide, personas: Mapping[str, Persona], in_order: bool) -> list[dict[str, Any]]:
    """Every parent with one guide, a line for each as it comes, and the total."""
    told, figures, waits = [], [], []
    for who, persona in personas.items():
        meeting, one, first_ms = examine(app, guide, who, persona, in_order)
        print(line(who, one, first_ms), flush=True)
        told.append(report(who, meeting, one, first_ms))
        figures.append(one)
        waits += first_ms
    print(total(figures, waits), flush=True)
    return told


if __name__ == "__main__":
    sys.exit(main())
