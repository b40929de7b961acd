"""What was sent once is the beginning of what is sent next: a long conversation is mostly read from the cache."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import Field

from chitta.core.i18n import speaking
from chitta.core.vocabulary import JournalKind
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.claude import Claude
from chitta.gateways.claude_prompt import system_of, tools_of
from chitta.gateways.guide import Tool
from chitta.journey import tools
from chitta.journey.tools import Arguments, Prose, toolbox
from tests.chat.test_replies import reply_of
from tests.standin.caching import bare
from tests.standin.script import Call, Say

ROOT = Path(__file__).parent.parent.parent
TURNS = 32  # the window steps before the thirtieth


class EntryArguments(Arguments):
    content: Prose = Field(min_length=1, max_length=4000, description="In the parent's own words.")
    kind: JournalKind


@pytest.fixture
def on_claude(app, standin, monkeypatch):
    claude = Claude("a-key", standin.url, stall_seconds=5, pause=0.01, patience=2)
    monkeypatch.setitem(app.extensions, "guides", {"claude": claude, "built-in": BuiltIn()})


@pytest.fixture
def journal_tool(monkeypatch):
    """A tool of a room to the right, offered as such a room does."""
    monkeypatch.setattr(tools, "_TOOLBOX", list(tools._TOOLBOX))
    entry = Tool("add_journal_entry", "Keep an entry, when the parent asks for it.", EntryArguments)
    tools.offer(entry, lambda journey, wish, source: ("Kept.", frozenset()))


def unmarked(part):
    return re.sub(r', "cache_control": \{[^}]*\}', "", json.dumps(part, ensure_ascii=False))


def rules(request):
    return unmarked([request.body["tools"], request.body["system"]])


def beginning(request):
    """Everything before the notes: what the next request should begin with."""
    whole = unmarked(request.messages)
    return whole[: whole.index('{"type": "text", "text": "<chitta_notes>')].rstrip(", ")


@pytest.fixture
def requests(app, dana, work, standin, on_claude, journal_tool):
    """A conversation of some thirty turns in which things are learned, refused and written down."""
    for turn in range(TURNS):
        noted = {
            "kind": "concern" if turn % 3 else "strength",
            "domain": "sleep",
            "text": f"Something new, number {turn}",
        }
        said = [Say(f"I see, {turn}. And then?"), Call("note_observation", noted)]
        if turn == 5:
            said.append(Call("add_journal_entry", {"content": "She laughed", "kind": "progress"}))
        if turn == 7:
            said.append(Call("update_journey_stage", {"new_stage": "consultation", "reason": "she asked"}))
        standin.will(said)
        dana.say(f"Then she said something new, for the {turn}th time")
        work()
    assert len(standin.requests) == TURNS
    return standin.requests


def test_a_conversation_is_read_from_the_cache_until_its_window_steps(app, dana, requests):
    assert len({rules(request) for request in requests}) == 1 and "add_journal_entry" in rules(requests[0])
    steps = [n for n, (a, b) in enumerate(pairwise(requests), 1) if not unmarked(b.messages).startswith(beginning(a))]
    assert steps == [29]
    for number, request in enumerate(requests[1:], 1):
        share = request.spent.read / request.spent.characters
        assert share > (0.6 if number in steps else 0.75), (number, share)
    read = sum(request.spent.read for request in requests) / sum(request.spent.characters for request in requests)
    print(f"read from the cache: {read:.0%} of {TURNS} prompts; the window stepped before request {steps}")
    usage, spent = reply_of(app, dana).usage, requests[-1].spent  # what Claude reports is kept with the reply
    assert usage["cached"] == spent.cached > 3000 and usage["in"] == spent.fresh + spent.written


def test_after_a_pause_the_rules_are_still_known(app, dana, work, standin, on_claude):
    dana.say("She sings")
    work()
    standin.cache.expire("5m")
    dana.say("In the bath")
    work()
    first, second = standin.requests
    assert first.spent.cached == 0 and second.spent.read == len(_rules_text(second)) > 10_000


def _rules_text(request):
    """The characters of tools and rules as the cache counts them."""
    return "".join(bare(block)[0] for block in (*request.body["tools"], *request.body["system"]))


def test_two_families_share_what_is_the_same_for_all(app, dana, amir, work, standin, on_claude):
    """Dana's English rules are not Amir's Hebrew ones, but the role and the tools before them are."""
    dana.say("She sings")
    work()
    amir.say("הוא אוהב לבנות")
    work()
    english, hebrew = standin.requests
    assert english.spent.cached == 0 and hebrew.spent.read > 10_000


FINGERPRINT = """
import json, hashlib
from chitta import create_app
from chitta.gateways.claude_prompt import system_of, tools_of
from chitta.journey.tools import toolbox
create_app()
told = json.dumps((tools_of(toolbox()), system_of("he", "f")), ensure_ascii=False)
print(hashlib.sha256(told.encode()).hexdigest())
"""


def test_rules_and_tools_are_the_same_bytes_in_every_process(app, tmp_path):
    with speaking("he", "f"):
        ours = json.dumps((tools_of(toolbox()), system_of("he", "f")), ensure_ascii=False)
    away = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "REDIS", "ANTHROPIC"))
    }
    seed = "4242" if os.environ.get("PYTHONHASHSEED") != "4242" else "1"  # another order of sets than ours
    environment = away | {"CHITTA_HOME": str(tmp_path), "PYTHONHASHSEED": seed, "LOG_LEVEL": "ERROR"}
    told = subprocess.run(
        [sys.executable, "-c", FINGERPRINT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.split()[-1] == sha256(ours.encode()).hexdigest()
