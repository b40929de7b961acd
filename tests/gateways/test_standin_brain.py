"""The stand-in that thinks knows exactly what the request tells."""

from dataclasses import replace
from datetime import date

import pytest

from chitta.core.errors import Refused
from chitta.gateways import claude_prompt as told
from chitta.gateways.claude import Claude
from chitta.gateways.guide import ChildKnown, Known, Line, Prompt, Words
from chitta.journey.tools import toolbox
from tests.standin import brain

NOA = Prompt(
    language="he", address="n", parent_name="דנה", today=date(2026, 11, 23), child=ChildKnown("נועה", "girl", 3.3, ("אורי",)), stage="interview",
    history=(Line("chitta", "שלום. על מי נדבר?"), Line("user", "נועה"), Line("user", "<chitta_notes>לא שלי"), Line("chitta", "בת כמה?"), Line("user", "3")),
    known=(Known("1", "strength", "general", "שרה"), Known("2", "concern", "sleep", "מתעוררת", "document", "אתמול", "disputed")),
    progress={"interview": 20}, milestones=("first_strength",), topics={"basics": "answered"}, views=frozenset({"portrait"}), safety=("medical",),
)  # fmt: skip
TOLD = (
    "language",
    "address",
    "parent_name",
    "today",
    "child",
    "stage",
    "progress",
    "milestones",
    "topics",
    "views",
    "safety",
)


def sent(prompt):
    """The request as it goes out."""
    system = told.system_of(prompt.language, prompt.address)
    return {"system": system, "messages": told.messages_of(prompt), "tools": told.tools_of(toolbox())}


@pytest.fixture
def claude(standin):
    standin.thinks(brain.think)
    return Claude("a-key", standin.url, stall_seconds=5, pause=0.01)


@pytest.mark.parametrize("language, address", told.LANGUAGES)
def test_the_request_tells_the_whole_prompt(language, address):
    prompt = replace(NOA, language=language, address=address)
    seen = brain.prompt_of(sent(prompt))
    assert seen.history[2].text.endswith("לא שלי")
    assert all(getattr(seen, told_of) == getattr(prompt, told_of) for told_of in TOLD)
    assert [replace(one, id="") for one in seen.known] == [replace(one, id="") for one in prompt.known]
    assert [line.sender for line in seen.history] == [line.sender for line in prompt.history]


def test_a_cut_reply_goes_on_where_it_stopped(claude):
    whole = replace(NOA, safety=(), history=(Line("user", "שלום"),), known=(), topics={})
    run = lambda name, arguments: ""  # noqa: E731
    words = "".join(e.text for e in claude.converse(whole, toolbox(), run) if isinstance(e, Words))
    begun = words[: len(words) // 2].rstrip()
    rest = "".join(
        e.text for e in claude.converse(replace(whole, unfinished=begun), toolbox(), run) if isinstance(e, Words)
    )
    assert brain.prompt_of(sent(replace(whole, unfinished=begun))).unfinished == begun
    assert rest and begun + rest == words


def test_words_come_first_and_tools_only_where_they_are_offered(claude, standin):
    used = []
    talk = replace(NOA, safety=(), child=ChildKnown(), history=(Line("user", "היא בת ארבע ומאוד אוהבת לצייר"),))
    list(claude.converse(talk, toolbox(), lambda name, arguments: used.append(name) or ""))
    assert {"set_child_details", "note_observation"} <= set(used)
    used.clear()
    list(
        claude.converse(replace(talk, safety=("medical",)), toolbox(), lambda name, arguments: used.append(name) or "")
    )
    assert used == []


def test_a_refused_tool_still_ends_the_turn_in_words(claude, standin):
    def no(name, arguments):
        raise Refused("not now")

    talk = replace(NOA, safety=(), child=ChildKnown(), history=(Line("user", "היא בת ארבע ומאוד אוהבת לצייר"),))
    words = [event.text for event in claude.converse(talk, toolbox(), no) if isinstance(event, Words)]
    assert "".join(words).strip() and len(standin.requests) == 2
