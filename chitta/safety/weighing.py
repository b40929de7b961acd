"""What sentences of danger have in common where no phrase fits: words, pairs of words and pieces of words, each with a weight.

The phrases know what they were told; half of what they never heard passes them. These weights were learned from the labelled
sentences in tests/safety (never from the sets that measure) and from hundreds of lines of ordinary parents: `python -m
bench.safety` learns them again and writes `weights.json`, where each can be read. They are asked only when the phrases are
silent. MARK was chosen so that of 570 ordinary lines they had not seen one more than the phrases themselves brought a card.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from chitta.core.vocabulary import SafetyKind
from chitta.safety.tokens import STOP, tokens

WEIGHTS = Path(__file__).with_name("weights.json")
MARK = 2.5
FEWEST = 3  # words; what is shorter the phrases know, or nobody can
LONGEST = 60  # words of a sentence that are looked at together
_FRONT = re.compile(r"^(?:וש|כש|ומ|וב|ול|שה|ש|ו|ה|ל|ב|מ|כ)(?=[א-ת]{3,})")
_PIECE = 4


class Weights(TypedDict):
    """What was learned: whether it is danger, and of what kind."""

    bias: float
    danger: dict[str, float]
    kinds: dict[SafetyKind, dict[str, float]]


def weighed(text: str) -> SafetyKind | None:
    """The kind of danger that the heaviest sentence speaks of; None when none of them weighs enough."""
    heaviest = max(((_weight(marks), marks) for marks in map(marks_of, sentences(text))), default=None, key=_first)
    if heaviest is None or heaviest[0] <= MARK:
        return None
    kinds = _learned()["kinds"]
    return max(kinds, key=lambda kind: _sum(kinds[kind], heaviest[1]))


def sentences(text: str) -> Iterator[list[str]]:
    """The words of each sentence that is long enough to say something; one without end comes in stretches."""
    words: list[str] = []
    for token in tokens(text):
        if (token.cut == STOP or len(words) == LONGEST) and words:
            yield words
            words = []
        words.append(token.word)
    yield words


def marks_of(words: list[str]) -> frozenset[str]:
    """Words without what is glued to their front, their pieces, and pairs at most three apart; none for a few words."""
    if len(words) < FEWEST:
        return frozenset()
    bare = [_FRONT.sub("", word) for word in words if len(word) <= 40]
    found = set(bare)
    for at, word in enumerate(bare):
        whole = f"^{word}$"
        if len(word) > 3:
            found.update(f"#{whole[n : n + _PIECE]}" for n in range(len(whole) - _PIECE + 1))
        found.update(f"{word} {'~ ' if n else ''}{near}" for n, near in enumerate(bare[at + 1 : at + 4]))
    return frozenset(found)


def _first(pair: tuple[float, frozenset[str]]) -> float:
    return pair[0]


def _weight(marks: frozenset[str]) -> float:
    learned = _learned()
    return learned["bias"] + _sum(learned["danger"], marks) if marks else -math.inf


def _sum(weights: Mapping[str, float], marks: frozenset[str]) -> float:
    known = [weights[mark] for mark in marks if mark in weights]
    return sum(known) / math.sqrt(len(known) + 1)


@lru_cache(maxsize=1)
def _learned() -> Weights:
    learned: Weights = json.loads(WEIGHTS.read_text("utf-8"))
    return learned
