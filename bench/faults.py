"""What kills and dropped connections cost a conversation: nothing, or it is printed here.

    python -m bench.faults [--kills 200] [--reconnects 200] [--seed 7]

Half the kills hit replies of the built-in guide, half hit Claude (the stand-in model, with a tool that would write twice
if it ran twice). Each kill is a SIGKILL, at a random moment, of a real chat worker at work on five families' replies; the
next worker is begun as ./run would. Then one open page at a real web server hangs up after every two facts, in mid-reply.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import fields
from pathlib import Path

from flask import Flask

from chitta import create_app
from chitta.core.settings import Settings
from chitta.migrating import migrate
from tests import servers
from tests.faults import figures, workers
from tests.faults.pages import Web
from tests.people import parent
from tests.standin.server import Standin


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--reconnects", type=int, default=200)
    options.add_argument("--seed", type=int, default=0, help="0: another course of events each time")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-", dir="/tmp") as home, servers.valkey() as valkey:
        app = house(Path(home), valkey)
        kills = table_of_kills(app, valkey, Path(home), chosen.kills, chosen.seed)
        reconnects = table_of_reconnects(app, valkey, Path(home), chosen.reconnects)
    return 0 if kills and reconnects else 1


def house(home: Path, valkey: servers.Valkey) -> Flask:
    app = create_app(
        Settings(
            environment="test",
            chitta_home=home,
            redis_url=valkey.url,
            database_url=f"sqlite:///{home / 'bench.db'}",
            guide_pace_ms=0,
            server_names="localhost",
            log_level="ERROR",
        )
    )
    migrate(app)
    return app


def table_of_kills(app: Flask, valkey: servers.Valkey, home: Path, kills: int, seed: int) -> bool:
    """Print it; whether nothing was lost."""
    standin, began = Standin().start(), time.monotonic()
    with workers.nursery() as nursery:
        built_in = figures.killing(app, valkey, nursery, home, (kills + 1) // 2, None, seed)
        claude = figures.killing(app, valkey, nursery, home, kills // 2, standin, seed)
    standin.close()
    print(
        f"{'':10}| kills | in mid-reply | replies cut | replies | settled | finals | lost | doubled | twice | slowest"
    )
    for name, got in (("built-in", built_in), ("Claude", claude)):
        print(
            f"{name:10}| {got.kills:>5} | {got.in_mid_reply:>12} | {got.cut:>11} | {got.replies:>7} | {got.settled:>7} "
            f"| {got.most_finals:>6} | {got.lost:>4} | {got.doubled:>7} | {got.written_twice:>5} | {got.slowest:5.1f} s"
        )
    print("finals: final replies to one message, at most · lost, doubled: words · twice: what a tool wrote twice")
    print(f"{kills} kills in {time.monotonic() - began:.0f} s\n")
    return all(got.sound for got in (built_in, claude))


def table_of_reconnects(app: Flask, valkey: servers.Valkey, home: Path, reconnects: int) -> bool:
    """Print it; whether nothing was lost."""
    web = Web(app, valkey, home)
    web.start()
    try:
        servers.wait_until(web.ready, 60, "the web server")
        person = parent(app, "Dana Levin", "dana@example.org", "Noa")
        got = figures.reconnecting(app, web, person, reconnects)
    finally:
        web.close()
    names = [field.name for field in fields(got)]
    print(" | ".join(names))
    print(" | ".join(f"{getattr(got, name):>{len(name)}}" for name in names))
    return not (got.lost or got.doubled or got.gaps or got.repeats)


if __name__ == "__main__":
    sys.exit(main())
