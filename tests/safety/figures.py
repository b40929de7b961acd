"""How much the safety layer hears: recall on labelled dangers, cards on ordinary talk. Printed after the tests."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from chitta.safety.reading import KINDS, read

HERE = Path(__file__).parent
LANGUAGES = ("he", "en")
SETS = ("phrases", "heldout", "heldout2", "heldout3", "heldout4")


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


def rates(language: str, name: str = "phrases") -> dict[str, tuple[int, int]]:
    """For each label and for "explicit" (all dangers together): right ones, and how many there are."""
    said = phrases(language, name)
    right = Counter(phrase.label for phrase in said if phrase.right)
    every = Counter(phrase.label for phrase in said)
    table = {label: (right[label], every[label]) for label in (*KINDS, "ordinary")}
    table["explicit"] = (sum(table[kind][0] for kind in KINDS), sum(table[kind][1] for kind in KINDS))
    return table


def figures() -> str:
    """A table: one row per language and set, recall per kind, and cards on ordinary talk."""
    rows = [f"{'safety layer':14}{'recall':>14}" + "".join(f"{kind:>15}" for kind in KINDS) + f"{'false cards':>14}"]
    for name in SETS:
        for language in LANGUAGES:
            table = rates(language, name)
            quiet, ordinary = table["ordinary"]
            right, every = table["explicit"]
            cells = [
                f"{right}/{every} {right / every:.3f}",
                *(f"{heard}/{of}" for heard, of in (table[kind] for kind in KINDS)),
            ]
            row = f"{name + ' ' + language:14}{cells[0]:>14}" + "".join(f"{cell:>15}" for cell in cells[1:])
            rows.append(row + f"{f'{ordinary - quiet}/{ordinary}':>14}")
    rows.append(
        "heldout, heldout2, heldout3 taught the matcher after their first reading (their headers say how it went);"
    )
    rows.append("heldout4 did not: it is the figure to believe.")
    return "\n".join(rows)
