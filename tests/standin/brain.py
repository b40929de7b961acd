"""A stand-in that thinks: what it knows it reads from the request alone, and it answers with the built-in guide's turn.

So the whole Claude path can be walked end to end without a key: prompt, wire, SDK, tools with their schemas, rows. A
fact that the prompt leaves out is one this brain does not know, and it will ask for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from chitta.core.errors import GuideError
from chitta.core.vocabulary import Address, Language
from chitta.gateways import claude_prompt as told
from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.guide import ChildKnown, Known, Line, Paper, Prompt, Words
from tests.standin import wire
from tests.standin.script import Call, Part, Reply, Say


def think(body: Mapping[str, Any]) -> Reply | None:
    """The answer to one request; None for a structured answer that is no writing."""
    if "format" in body.get("output_config", {}):
        material = wire.blocks_of(body["messages"][0])[0]["text"]
        return Reply((Say(_written(body, material)),)) if material.startswith("<material>") else None
    if _results(body):
        return Reply(_after_tools(body))
    return Reply(tuple(_turn(body, prompt_of(body))))


def _written(body: Mapping[str, Any], material: str) -> str:
    """Parts of a letter or a report, each sentence somebody's own words with the id it was given."""
    given = json.loads(material.removeprefix("<material>\n").removesuffix("\n</material>"))
    told_by = {"he": "כך זה סופר: ״%s״.", "en": "In these words: “%s”."}[_speech(body)[0]]
    texts = {one["id"]: one["text"] for one in given["observations"]}
    sections = [
        {
            "section": section["key"],
            "lines": [
                {"text": told_by % texts[id].replace('"', "").rstrip("."), "ids": [id]}
                for id in section["observations"][: section["sentences_at_most"]]
            ],
        }
        for section in given["sections"]
    ]
    return json.dumps({"sections": sections}, ensure_ascii=False)


def prompt_of(body: Mapping[str, Any]) -> Prompt:
    """What the request tells, as a guide is given it."""
    notes = json.loads(_notes(body))
    language, address = _speech(body)
    child = notes["child"]
    gender = "" if child["gender"] == "unknown" else child["gender"]
    return Prompt(
        language=language,
        address=address,
        parent_name=notes["parent"],
        today=date.fromisoformat(notes["today"].split()[0]),
        child=ChildKnown(child["name"], gender, child["age_years"], tuple(notes["other_children"])),
        stage=notes["stage"],
        history=_history(body),
        known=tuple(
            Known(**{"id": str(at), **one, "paper": str(one.get("paper", ""))})
            for at, one in enumerate(notes["observations"])
        ),
        papers=tuple(Paper(**{"id": str(one.pop("paper")), **one}) for one in notes.get("papers", ())),
        progress=notes["progress"],
        milestones=tuple(notes["milestones"]),
        topics=notes["topics"],
        filming="" if notes["filming"] == "not asked yet" else notes["filming"],
        not_yet=dict.fromkeys(notes["stages_too_early"], ""),
        views=frozenset(notes["views"]),
        safety=tuple(notes.get("safety", {}).get("kinds", ())),
        unfinished=_unfinished(body),
    )


def _turn(body: Mapping[str, Any], prompt: Prompt) -> list[Part]:
    """Words first, then the tools this request offers."""
    offered = {tool["name"] for tool in body.get("tools", ())}
    if body.get("tool_choice", {}).get("type") == "none":
        offered = set()
    calls: list[Call] = []

    def note(name: str, arguments: Mapping[str, Any]) -> str:
        if name in offered:
            calls.append(Call(name, dict(arguments)))
        return ""

    try:
        words = "".join(event.text for event in BuiltIn().converse(prompt, (), note) if isinstance(event, Words))
    except GuideError:
        words = ""
    return [*([Say(words)] if words.strip() else []), *calls]


def _after_tools(body: Mapping[str, Any]) -> tuple[Part, ...]:
    """A refused tool changes nothing of what was said; where nothing was said yet, the model now must."""
    said = [block for block in wire.blocks_of(body["messages"][-2]) if block["type"] == "text"]
    return (
        ()
        if said
        else (Say({"he": "אשמח לשמוע עוד קצת.", "en": "I would like to hear a little more."}[_speech(body)[0]]),)
    )


def _results(body: Mapping[str, Any]) -> bool:
    return any(block["type"] == "tool_result" for block in wire.blocks_of(body["messages"][-1]))


def _speech(body: Mapping[str, Any]) -> tuple[Language, Address]:
    system = "\n".join(block["text"] for block in body["system"])
    return next(key for key, sentence in told.LANGUAGES.items() if sentence in system)


def _notes(body: Mapping[str, Any]) -> str:
    """The newest notes, as JSON."""
    begin, end = f"<{told.NOTES}>", f"</{told.NOTES}>"
    texts = [b["text"] for m in body["messages"] for b in wire.blocks_of(m) if b["type"] == "text"]
    newest = next(text for text in reversed(texts) if text.startswith(begin))
    return newest.removeprefix(begin).removesuffix(end).strip()


def _history(body: Mapping[str, Any]) -> tuple[Line, ...]:
    """Everything people said, without what the program put between; a cut reply's own words are not history."""
    lines: list[Line] = []
    for message in body["messages"]:
        sender = "user" if message["role"] == "user" else "chitta"
        for block in wire.blocks_of(message):
            if block["type"] == "text" and block["text"].startswith(f"<{told.NOTES}>"):
                return tuple(lines)
            if block["type"] == "text" and not block["text"].startswith(f"<{told.NOTE}>"):
                lines.append(Line(sender, block["text"]))
    return tuple(lines)


def _unfinished(body: Mapping[str, Any]) -> str:
    """The words of a cut reply that are on screen already."""
    go_on = told.GO_ON.split("%s")[0]
    messages = body["messages"]
    asked = any(b["type"] == "text" and b["text"].startswith(go_on) for b in wire.blocks_of(messages[-1]))
    return str(wire.blocks_of(messages[-2])[-1]["text"]) if asked else ""
