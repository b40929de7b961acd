"""How much the safety layer hears: recall on labelled dangers, cards on ordinary talk. Printed after the tests."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from chitta.safety.reading import KINDS, read

HERE = Path(__file__).parent
LANGUAGES = ("he", "en")
TUNED = ("phrases", "heldout", "heldout2", "heldout3", "heldout4", "independent", "independent2", "independent3")
UNTOUCHED = ("final", "final2")
URGENT = ("urgent", "urgent2")  # emergencies in plain words; learned from
URGENT_UNTOUCHED = ("urgent3",)
# How each independent set read before the matcher learned from it: recall, and cards on ordinary talk.
FIRST_READINGS = """\
first readings           English                  Hebrew
independent dev half     43/54 0.796, 2/38        42/54 0.778, 0/38
independent test half    37/53 0.698, 1/39        38/54 0.704, 4/38
  after the dev half     51/53 0.962, 1/39        53/54 0.981, 4/38   (same author and hour: too kind)
independent2             31/54 0.574, 4/46        36/54 0.667, 6/46
independent3             30/42 0.714, 1/20        27/42 0.643, 1/20
final                    18/35 0.514, 0/25        21/35 0.600, 1/25
final2                   41/61 0.672, 3/60        45/61 0.738, 2/60   (before the weights, as in the next line)
final, before weights    20/35 0.571, 0/25        21/35 0.600, 1/25
urgent learning half     23/30 0.767, 2/30        26/30 0.867, 4/30
urgent measuring half    25/30 0.833, 1/30        25/30 0.833, 3/30
  after the other half   29/30 0.967, 0/30        26/30 0.867, 2/30   (same author and hour: too kind)
urgent2                  10/30 0.333, 1/30        16/30 0.533, 3/30
urgent3                  15/20 0.750, 2/20        17/20 0.850, 2/20   (before all of it 12/20 and 15/20, 2 and 2)"""


class Phrase(NamedTuple):
    label: str
    text: str

    @property
    def right(self) -> bool:
        """The labelled kind is among those read; ordinary talk brings none."""
        kinds = read(self.text)
        return not kinds if self.label == "ordinary" else self.label in kinds


def phrases(language: str, name: str = "phrases") -> list[Phrase]:
    lines = (HERE / f"{name}.{language}.txt").read_text("utf-8").splitlines()
    return [Phrase(*map(str.strip, line.split("|", 1))) for line in lines if line and not line.startswith("#")]


def rates(language: str, *names: str) -> dict[str, tuple[int, int]]:
    """For each label and for "explicit" (all dangers together): right ones, and how many there are."""
    said = [phrase for name in names or ("phrases",) for phrase in phrases(language, name)]
    right = Counter(phrase.label for phrase in said if phrase.right)
    every = Counter(phrase.label for phrase in said)
    table = {label: (right[label], every[label]) for label in (*KINDS, "ordinary")}
    table["explicit"] = (sum(table[kind][0] for kind in KINDS), sum(table[kind][1] for kind in KINDS))
    return table


def figures() -> str:
    """A table: one row per language and set, recall per kind, and cards on ordinary talk."""
    head = "".join(f"{kind:>15}" for kind in KINDS)
    rows = [f"{'safety layer':16}{'recall':>14}{head}{'false cards':>14}"]
    rows += ["sets the matcher learned from"]
    rows += [_row(language, name, name) for name in TUNED for language in LANGUAGES]
    rows += [_row(language, "together", *TUNED) for language in LANGUAGES]
    rows += ["emergencies in plain words, learned from"]
    rows += [_row(language, name, name) for name in URGENT for language in LANGUAGES]
    rows += ["never tuned on: the figure to believe"]
    rows += [_row(language, name, name) for name in UNTOUCHED + URGENT_UNTOUCHED for language in LANGUAGES]
    return "\n".join([*rows, FIRST_READINGS])


def _row(language: str, title: str, *names: str) -> str:
    table = rates(language, *names)
    quiet, ordinary = table["ordinary"]
    right, every = table["explicit"]
    cells = "".join(f"{f'{heard}/{of}':>15}" for heard, of in (table[kind] for kind in KINDS))
    recall = f"{right}/{every} {right / every:.3f}"
    return f"{title + ' ' + language:16}{recall:>14}{cells}{f'{ordinary - quiet}/{ordinary}':>14}"
