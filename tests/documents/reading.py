"""The made papers and how well the rules read them: what was there and found, and what was found and not there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from chitta.documents import rules

FIELDS = ("date", "author", "title", "kind", "headings")


@dataclass
class Paper:
    name: str
    truth: dict[str, str]
    pages: list[str]


def papers(half: str) -> list[Paper]:
    """learning: the rules were written with these open. heldout: written by the same hand afterwards."""
    made = []
    for piece in (Path(__file__).parent / "made" / f"{half}.txt").read_text().split("===== ")[1:]:
        head, _, text = piece.partition("\n-----\n")
        name, *facts = head.split("\n")
        truth = {fact.partition(":")[0]: fact.partition(":")[2].strip() for fact in facts}
        made.append(Paper(name, truth, text.strip("\n").split("\f")))
    return made


def read(paper: Paper) -> dict[str, str]:
    dated, author, title = rules.date_of(paper.pages), rules.author_of(paper.pages), rules.title_of(paper.pages)
    return {
        "date": dated.day.isoformat() if dated else "",
        "author": author.name if author else "",
        "title": title.text if title else "",
        "kind": rules.kind_hint(paper.pages),
        "headings": " | ".join(one.text for one in rules.headings(paper.pages)),
    }


def measure(half: str) -> tuple[dict[str, Counter[str]], list[str]]:
    """For every field: there, found, false. And each difference as a line."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    told = []
    for paper in papers(half):
        found = read(paper)
        for field in FIELDS:
            truth, said = (set(filter(None, text.split(" | "))) for text in (paper.truth[field], found[field]))
            counts[field].update(there=len(truth), found=len(truth & said), false=len(said - truth))
            if truth != said:
                told.append(f"{paper.name}: {field}: {paper.truth[field]!r} read as {found[field]!r}")
    return counts, told


if __name__ == "__main__":
    for half in ("learning", "heldout"):
        counts, told = measure(half)
        print(half, {field: dict(count) for field, count in counts.items()}, *told, sep="\n  ")
