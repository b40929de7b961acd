"""Learns the weights of `chitta.safety.weighing` from the labelled sentences in tests/safety, and says how well they do.

    python -m bench.safety [--check]

Learns from the sets the phrases learned from, from the grids and from ordinary parents' lines; never from final, final2 and
urgent3, which measure. --check leaves a third out three times and prints recall and cards at several marks instead of
writing. Always the same result from the same sentences: no seed is left to chance.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from chitta.safety import weighing
from chitta.safety.reading import KINDS
from tests.gateways.builtin.personas import PERSONAS, Persona
from tests.gateways.builtin.personas_heldout import FRESH, HELD_OUT
from tests.safety.figures import LANGUAGES, TUNED, URGENT, phrases
from tests.safety.grids import DANGERS, ORDINARY, sentences

Labelled = tuple[str, str]
ROUNDS, STEP, PULL = 20, 0.1, 1e-4
A_GRID = 25  # sentences of each grid: they are alike
SMALLEST = 0.03  # a weight below it is left out
OFTEN = 3  # sentences in which a mark must stand to be learned: what was said once is no habit of speech


def labelled() -> list[Labelled]:
    """Every sentence to learn from, once, with the kind of danger or "ordinary"."""
    said = [
        (one.text, one.label)
        for language in LANGUAGES
        for name in (*TUNED, *URGENT, "near")
        for one in phrases(language, name)
    ]
    said += [(text, kind) for kind, pattern, parts in DANGERS for text in _some(sentences(pattern, parts), A_GRID)]
    said += [(text, "ordinary") for pattern, parts in ORDINARY for text in _some(sentences(pattern, parts), A_GRID * 6)]
    said += [(text, "ordinary") for text in talk(PERSONAS | HELD_OUT | FRESH)]
    return list(dict.fromkeys(said))


def talk(parents: Mapping[str, Persona]) -> list[str]:
    """What scripted parents say: ordinary, all of it."""
    lines = (line for parent in parents.values() for line in (*parent.lines, *(answer for _, answer in parent.answers)))
    return list(dict.fromkeys(lines))


def _some(said: Iterable[str], most: int) -> list[str]:
    every = list(said)
    random.Random(1).shuffle(every)
    return every[:most]


def learned(said: Sequence[Labelled]) -> dict[str, object]:
    """The weights, as `weights.json` holds them."""
    marks = [(_marks(text), label) for text, label in said if label != "ordinary"]
    marks += [
        (found, label)
        for text, label in said
        if label == "ordinary"
        for found in map(weighing.marks_of, weighing.sentences(text))
    ]
    bias, danger = _fit([(found, label != "ordinary") for found, label in marks])
    told = [(found, label) for found, label in marks if label != "ordinary"]
    kinds = {kind: _fit([(found, label == kind) for found, label in told])[1] for kind in KINDS}
    return {"bias": round(bias, 3), "danger": _kept(danger), "kinds": {kind: _kept(kinds[kind]) for kind in KINDS}}


def _marks(text: str) -> frozenset[str]:
    return frozenset[str]().union(*map(weighing.marks_of, weighing.sentences(text)))


def _kept(weights: Mapping[str, float]) -> dict[str, float]:
    return {mark: round(weight, 2) for mark, weight in sorted(weights.items()) if abs(weight) >= SMALLEST}


def _fit(said: Sequence[tuple[frozenset[str], bool]]) -> tuple[float, dict[str, float]]:
    """Logistic regression by gradient steps that shrink for marks often met (AdaGrad)."""
    often = {mark for mark, times in Counter(mark for marks, _ in said for mark in marks).items() if times >= OFTEN}
    order, chance = [(sorted(marks & often), wanted) for marks, wanted in said if marks], random.Random(3)
    weights: dict[str, float] = {}
    met: dict[str, float] = {}
    bias = 0.0
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for marks, wanted in order:
            scale = 1 / math.sqrt(len(marks) + 1)
            sure = bias + scale * sum(weights.get(mark, 0.0) for mark in marks)
            off = 1 / (1 + math.exp(-max(-30.0, min(30.0, sure)))) - wanted
            bias -= 0.05 * off
            for mark in marks:
                slope = off * scale + PULL * weights.get(mark, 0.0)
                met[mark] = met.get(mark, 1e-3) + slope * slope
                weights[mark] = weights.get(mark, 0.0) - STEP * slope / math.sqrt(met[mark])
    return bias, weights


def check(said: list[Labelled]) -> None:
    """Three times a third left out: how many of its dangers weigh enough, and how many of its ordinary lines."""
    random.Random(5).shuffle(said)
    seen = []
    for part in range(3):
        model = learned([one for n, one in enumerate(said) if n % 3 != part])
        weights: Mapping[str, float] = model["danger"]  # type: ignore[assignment]
        for text, label in said[part::3]:
            sums = [
                weighing._sum(weights, marks) for marks in map(weighing.marks_of, weighing.sentences(text)) if marks
            ]
            seen.append((max(sums, default=-math.inf) + float(model["bias"]), label))  # type: ignore[arg-type]
    for mark in (0.5, 0.75, 1.0, 1.25, 1.5):
        heavy = [label for weight, label in seen if weight > mark]
        ordinary = sum(label == "ordinary" for _, label in seen)
        cards = heavy.count("ordinary")
        print(
            f"mark {mark}: heard {len(heavy) - cards}/{len(seen) - ordinary}, cards {cards}/{ordinary} {cards / ordinary:.4f}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    if options.parse_args(arguments).check:
        check(labelled())
        return 0
    weighing.WEIGHTS.write_text(json.dumps(learned(labelled()), ensure_ascii=False, indent=0), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
