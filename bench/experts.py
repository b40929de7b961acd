"""The directory of ten thousand beside that of a hundred: how long a page takes, and how many queries it asks.

    python -m bench.experts [--many 10000] [--rounds 40]

One process, a fresh SQLite file, entries spread over all towns and fields; whole pages through the whole house. Each search is
timed among a hundred entries, then among many, then among a hundred again; figures are medians of processor time (SQLite works in
this process), the ratio what the growth costs.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import delete, event, select

from chitta import create_app
from chitta.core.db import db, transaction
from chitta.core.settings import Settings
from chitta.experts.kinds import FUNDS, LANGUAGES, SPECIALTIES
from chitta.experts.models import Expert
from chitta.experts.places import cities
from chitta.journey.facts import Observed
from chitta.journey.models import Journey
from chitta.migrating import migrate
from tests import servers
from tests.people import Person, parent

FEW = 100
SEARCHES = {
    "by name": "/experts",
    "a word that few have": "/experts?q=Levi 00077",
    "a word that nobody has": "/experts?q=xylophone",
    "the nearest": "/experts?near=haifa&sort=near",
    "field, language, fund, 20 km": "/experts?specialty=speech&language=ru&fund=clalit&near=haifa&km=20&sort=near",
    "who fits a child": "{for_child}?near=haifa",
    "who fits a child, page 5": "{for_child}?near=haifa&page=5",
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--many", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=40)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="experts-", dir="/tmp") as home, servers.valkey() as valkey:
        settings = Settings(
            environment="test", chitta_home=Path(home), database_url="", redis_url=valkey.url, log_level="ERROR",
            server_names="localhost", password_hash_memory_kib=8,
        )  # fmt: skip
        app = create_app(settings)
        migrate(app)
        table(app, chosen.many, chosen.rounds)


def table(app: Flask, many: int, rounds: int) -> None:
    """One line a search: milliseconds and queries among few and many, and the ratio."""
    dana = parent(app, "Dana Levin", "dana@example.org", "Noa", address="f")
    with app.app_context(), transaction():
        for domain in ("communication", "sensory", "sleep"):
            Journey.locked(dana.session_id).learn(Observed(kind="concern", domain=domain, text=f"A worry of {domain}"))  # type: ignore[arg-type]
    addresses = {name: one.format(for_child=f"/sessions/{dana.session_id}/experts") for name, one in SEARCHES.items()}
    grow(app, FEW)
    before = {name: timed(app, dana, one, rounds) for name, one in addresses.items()}
    grow(app, many)
    large = {name: timed(app, dana, one, rounds) for name, one in addresses.items()}
    shrink(app)
    after = {name: timed(app, dana, one, rounds) for name, one in addresses.items()}
    print(f"{'search':<32}{FEW:>8}{many:>9}{'ratio':>8}   queries")
    for name in addresses:
        small = (before[name][0] + after[name][0]) / 2
        big, queries = large[name]
        print(f"{name:<32}{small:>6.1f}ms{big:>7.1f}ms{big / small:>8.2f}   {before[name][1]} and {queries}")


def timed(app: Flask, person: Person, address: str, rounds: int) -> tuple[float, int]:
    """Median milliseconds of a page, and how many queries one asks."""
    queries: list[Any] = []
    note = lambda *happened: queries.append(happened[2])  # noqa: E731
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    assert person.get(address).status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    took = []
    for _ in range(rounds):
        begun = time.process_time()
        person.get(address)
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took), len(queries)


def grow(app: Flask, size: int) -> None:
    """As many entries, the same ones at every run."""
    with app.app_context(), transaction():
        there = len(db.session.scalars(select(Expert.id)).all())
        for n in range(there, size):
            db.session.add(entry(n))


def entry(n: int) -> Expert:
    """The n-th entry, without the verbs' questions: ten thousand of them would take a minute."""
    dice = random.Random(n)
    town = dice.choice(list(cities().values()))
    expert = Expert(
        key=str(n), name_en=f"Levi {n:05}", name_he=f"לוי {n:05}", city=town.slug, latitude=town.latitude, longitude=town.longitude,
        specialties=dice.sample(list(SPECIALTIES), dice.choice((1, 1, 2))), languages=dice.sample(list(LANGUAGES), 2),
        health_funds=dice.sample(list(FUNDS), 2), age_from=dice.randrange(0, 4), age_to=dice.randrange(6, 18),
        bio_he="בעבודה דרך משחק. " * 8, bio_en="Works through play. " * 8,
    )  # fmt: skip
    expert._index()
    return expert


def shrink(app: Flask) -> None:
    """Back to few."""
    with app.app_context(), transaction():
        kept = [str(n) for n in range(FEW)]
        db.session.execute(delete(Expert).where(Expert.key.not_in(kept)))


if __name__ == "__main__":
    main()
