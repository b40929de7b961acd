"""Claude's answers in a test: sections with sentences, each with the observations it rests on, named by words of theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.standin.script import Reply, Say

Lines = Mapping[str, list[tuple[str, list[str]]]]  # section → (sentence, words of its observations)


def told(body: Mapping[str, Any]) -> dict[str, Any]:
    """The material a request brings."""
    (block,) = body["messages"][0]["content"]
    assert block["text"].startswith("<material>") and block["text"].count("</material>") == 1
    return json.loads(block["text"].removeprefix("<material>\n").removesuffix("\n</material>"))


def woven(lines: Lines, body: Mapping[str, Any] | None = None) -> Say:
    """These sentences as an answer. Without a request to look into, the words stand for ids."""
    known = told(body)["observations"] if body else []

    def id_of(words: str) -> str:
        return next((one["id"] for one in known if words in one["text"]), words)

    sections = [
        {"section": key, "lines": [{"text": text, "ids": [id_of(words) for words in cited]} for text, cited in said]}
        for key, said in lines.items()
    ]
    return Say(json.dumps({"sections": sections}, ensure_ascii=False))


def hand(lines: Lines, meanwhile: Callable[[], object] | None = None) -> Callable[[Mapping[str, Any]], Reply | None]:
    """A mind that writes these sentences, and something that happens while it does."""

    def think(body: Mapping[str, Any]) -> Reply | None:
        if "format" not in body.get("output_config", {}):
            return None
        answer = Reply((woven(lines, body),))
        if meanwhile:
            meanwhile()
        return answer

    return think
