"""How long the journal looks for words, in a short one and in one of years.

    python -m bench.journal [--sizes 100 10000] [--rounds 30]

Whole pages through the house, without a network: the first page, a word that many moments have, a word that one has, a word
that none has, a tag and a kind. Beside every time stand the queries and how much longer than in the shortest journal.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy import event, insert

from chitta import create_app
from chitta.core import times
from chitta.core.db import db, transaction
from chitta.core.settings import Settings
from chitta.journal.models import JournalEntry, folded_as
from chitta.journey.facts import ArtifactCounted
from chitta.journey.models import Journey
from chitta.journey.state import Artifact
from chitta.migrating import migrate
from tests.people import Person, parent

LOOKS = {
    "everything": "",
    "a word of many": "?q=בגן",
    "a word of one": "?q=הצפרדע",
    "a word of none": "?q=קרוקודיל",
    "a tag": "?tag=ערב",
    "a kind and a month": "?kind=progress&month=2026-11",
}
WORDS = "היום בגן ישבה ליד החלון והסתכלה על הילדים שמשחקים בחצר, ואחר כך באה לבד אל השולחן וסיפרה מה ראתה. "


def grow(app: Flask, person: Person, size: int) -> None:
    """A journal of so many moments, one a day and then more; the frog is in one of them, in the middle."""
    rows = []
    for n in range(size):
        words, tags = f"{n} {WORDS * (1 + n % 3)}" + ("הצפרדע" if n == size // 2 else ""), ["ערב" if n % 2 else "גן"]
        folded = folded_as(words, tags)
        about = {"id": uuid4(), "session_id": person.session_id, "kind": ("progress", "challenge")[n % 2]}
        day = times.today() - timedelta(days=n % 3000)
        rows.append({**about, "content": words, "tags": tags, "folded": folded, "day": day})
    with app.app_context(), transaction():
        db.session.execute(insert(JournalEntry), rows)
        Journey.locked(person.session_id).learn(ArtifactCounted(artifact=Artifact(type="journal", count=size)))  # type: ignore[arg-type]


def ask(app: Flask, person: Person, look: str, rounds: int) -> tuple[float, int]:
    """Milliseconds of the quickest round (a busy machine spoils the others; with SQLite, which works inside
    this process, only its own time counts), and the queries of one."""
    address, asked, took = f"/sessions/{person.session_id}/journal{look}", [], []
    note = lambda *told: asked.append(told[2])  # noqa: E731
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    assert person.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    clock = time.process_time if engine.dialect.name == "sqlite" else time.perf_counter
    for _ in range(rounds):
        start = clock()
        person.get(address)
        took.append(clock() - start)
    return min(took) * 1000, len(asked)


def measure(app: Flask, sizes: Sequence[int], rounds: int) -> None:
    """One line for everything that is looked for, one column pair a size."""
    people = {size: parent(app, f"Dana {size}", f"{size}@example.org", "Noa", "he") for size in sizes}
    for size, person in people.items():
        grow(app, person, size)
    print(f"{'':22}" + "".join(f"{size:>10} ms  queries" for size in sizes) + "   times")
    for name, look in LOOKS.items():
        found = [ask(app, people[size], look, rounds) for size in sizes]
        times_ = found[-1][0] / found[0][0]
        print(f"{name:22}" + "".join(f"{took:>13.1f}{asked:>9}" for took, asked in found) + f"{times_:>8.2f}")


def main() -> None:
    ask_ = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask_.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    ask_.add_argument("--rounds", type=int, default=30)
    ask_.add_argument("--database", default="", help="PostgreSQL's address; empty: SQLite in a folder of its own")
    told = ask_.parse_args()
    with tempfile.TemporaryDirectory(prefix="chitta-bench-") as home:
        secret = "only-for-the-bench-only-for-the-bench"
        app = create_app(
            Settings(
                environment="test",
                chitta_home=Path(home),
                database_url=told.database,
                secret_key=secret,  # type: ignore[arg-type]
                log_level="ERROR",
            )
        )
        migrate(app)
        measure(app, told.sizes, told.rounds)


if __name__ == "__main__":
    main()
