"""Chitta's commands: `python -m chitta.cli serve|migrate|check|revise|storage|seed|sweep|backup|restore|make-admin|drop-second-step|bring-back|demo`. Parents never see them, operators do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from chitta.core.settings import Settings
from chitta.migrating import BEHIND, NOT_AT_HEAD

if TYPE_CHECKING:
    from flask import Flask

    from chitta.accounts.models import User


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """start everything and watch over it (what ./run does)"""
    from chitta.serve import serve

    return serve(settings, demo=getattr(arguments, "demo", False))


def migrate(_arguments: argparse.Namespace, settings: Settings) -> int:
    """bring the database to the newest migration; in development an empty directory gets its samples"""
    from chitta import create_app
    from chitta.experts.samples import seed
    from chitta.migrating import migrate

    app = create_app(settings)
    migrate(app)
    if settings.environment == "development":
        seed(app, only_if_empty=True)
    return 0


def check(_arguments: argparse.Namespace, settings: Settings) -> int:
    """say whether the database is at the newest migration"""
    from chitta import create_app
    from chitta.migrating import at_head

    if at_head(create_app(settings)):
        return 0
    print(BEHIND, file=sys.stderr)
    return NOT_AT_HEAD


def revise(arguments: argparse.Namespace, settings: Settings) -> int:
    """write the migration from the database to the models (developers)"""
    from chitta import create_app
    from chitta.migrating import revise

    revise(create_app(settings), arguments.message)
    return 0


def storage(_arguments: argparse.Namespace, settings: Settings) -> int:
    """make the bucket for films and papers ready, or say where files are kept"""
    from chitta.building import storage
    from chitta.gateways.storage import StorageError
    from chitta.gateways.storage_s3 import S3

    kept = storage(settings)
    if not isinstance(kept, S3):
        print(f"Files are kept in {settings.chitta_home / 'files'}; there is nothing to make ready.")
        return 0
    try:
        for line in kept.furnish([settings.address]):
            print(line)
    except StorageError as error:
        print(f"The bucket {kept.account.bucket} at {kept.endpoint} cannot be used ({error}).", file=sys.stderr)
        return 1
    return 0


def seed(_arguments: argparse.Namespace, settings: Settings) -> int:
    """add the sample professionals that are not in the directory yet"""
    from chitta import create_app
    from chitta.experts.samples import seed

    print(f"{seed(create_app(settings))} sample professionals were added.")
    return 0


def sweep(_arguments: argparse.Namespace, settings: Settings) -> int:
    """ring once for all work that stopped moving, and delete what is over (the workers do so by themselves)"""
    from chitta import create_app
    from chitta.migrating import at_head
    from chitta.worker import SWEEPERS, sweep

    app = create_app(settings)
    if not at_head(app):
        print(BEHIND, file=sys.stderr)
        return NOT_AT_HEAD
    failed = sweep(app)
    print(f"Swept: {', '.join(name.split('.')[1] for name in SWEEPERS)}.")
    if failed:
        print(f"Not well: {', '.join(failed)}; the log says why.", file=sys.stderr)
    return 1 if failed else 0


def make_admin(arguments: argparse.Namespace, settings: Settings) -> int:
    """make the person with this mail address an operator"""
    from chitta.audit.models import Deed

    with _somebody(arguments.email, settings) as (user, code):
        if user is None:
            return code
        user.dismiss() if arguments.revoke else user.appoint()
        Deed.note("account.dismiss" if arguments.revoke else "account.appoint", None, user)
        print(_appointed(user.email, arguments.revoke, user.second_factor_at is not None))
    return 0


def drop_second_step(arguments: argparse.Namespace, settings: Settings) -> int:
    """let somebody in without a code who lost phone and recovery codes; be sure first that it is them"""
    from chitta.accounts import second_factor
    from chitta.accounts.models import OutgoingLetter

    with _somebody(arguments.email, settings) as (user, code):
        if user is None:
            return code
        if user.second_factor_at is None:
            print(f"{user.email} has no second step.", file=sys.stderr)
            return 1
        second_factor.turn_off(user, by=None)
        user.end_logins()
        OutgoingLetter.write("factor_off", user.email, user)  # the sweeper posts it
        print(
            f"{user.email} logs in with the password alone from now on, was logged out everywhere, and is told by letter."
        )
    return 0


def bring_back(arguments: argparse.Namespace, settings: Settings) -> int:
    """bring a copy (the zip a family downloaded) into the account of the person with this mail address, here and now"""
    from chitta.core import db as ground
    from chitta.core.errors import Problem
    from chitta.privacy import arriving, importing, jobs, wording
    from chitta.privacy.models import Import

    with _somebody(arguments.email, settings) as (user, code):
        if user is None:
            return code
        means, file = jobs.returning(), Path(arguments.file)
        try:
            with file.open("rb") as body:
                import_id = arriving.keep(means.storage, user, body, file.stat().st_size)
        except (OSError, Problem) as no:
            print(no, file=sys.stderr)
            return 1
        ground.commit()
        importing.bring_back(import_id, means)
        done = ground.db.session.get_one(Import, import_id)
        if done.status != "ready":
            print(wording.why(done.reason), file=sys.stderr)
            return 1
        print(f"Children that came back: {len(done.children)}.")
    return 0


@contextmanager
def _somebody(email: str, settings: Settings) -> Iterator[tuple[User | None, int]]:
    """In one transaction the person with this address, or None and the exit code; why is said."""
    from chitta import create_app
    from chitta.accounts.models import User
    from chitta.core.db import transaction
    from chitta.migrating import at_head

    app = create_app(settings)
    if not at_head(app):
        print(BEHIND, file=sys.stderr)
        yield None, NOT_AT_HEAD
        return
    with app.app_context(), transaction():
        user = User.by_email(email)
        if user is None:
            print(f"Nobody here has the address {email}. They register first, as everybody does.", file=sys.stderr)
        yield user, 1


def _appointed(email: str, revoked: bool, ready: bool) -> str:
    if revoked:
        return f"{email} is no operator any more and was logged out everywhere."
    asked = "a code from their app" if ready else "a second step at log-in to be set up first"
    return f"{email} is an operator. The desk asks for {asked}."


def demo(arguments: argparse.Namespace, settings: Settings) -> int:
    """make the sample families anew (what visitors wrote there goes)"""
    from chitta import create_app
    from chitta.core import times
    from chitta.demo.making import add_families

    older_than = None if arguments.missing else times.now()
    add_families(create_app(settings), older_than, told=lambda family: print(f"Sample family: {family}", flush=True))
    return 0


def backup(arguments: argparse.Namespace, settings: Settings) -> int:
    """save the database and every file into a folder (Chitta may run meanwhile)"""
    from chitta.backup import save

    return _with_backups(save, arguments, settings)


def restore(arguments: argparse.Namespace, settings: Settings) -> int:
    """bring a backup back to an empty database and an empty folder or bucket"""
    from chitta.backup import restore

    return _with_backups(restore, arguments, settings)


def _with_backups(deed: Callable[[Flask, Path], object], arguments: argparse.Namespace, settings: Settings) -> int:
    from chitta import create_app
    from chitta.backup import BackupError

    try:
        deed(create_app(settings), arguments.folder)
    except BackupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands; `demo` only where sample families are."""
    top = argparse.ArgumentParser(prog="python -m chitta.cli", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    with_families = find_spec("chitta.demo") is not None
    for command in (
        serve,
        migrate,
        check,
        revise,
        storage,
        seed,
        sweep,
        backup,
        restore,
        make_admin,
        drop_second_step,
        bring_back,
        demo,
    ):
        if command is demo and not with_families:
            continue
        made = commands.add_parser(command.__name__.replace("_", "-"), help=command.__doc__)
        made.set_defaults(command=command)
        if command is serve and with_families:
            made.add_argument("--demo", action="store_true", help="with the sample families, who move in one by one")
        if command in (backup, restore):
            made.add_argument("folder", type=Path, help="where the backup lies, or will")
        if command in (make_admin, drop_second_step, bring_back):
            made.add_argument("email", help="the address they registered with")
        if command is bring_back:
            made.add_argument("file", help="the zip, as it was downloaded")
        if command is make_admin:
            made.add_argument("--revoke", action="store_true", help="take it away again")
        if command is demo:
            made.add_argument("--missing", action="store_true", help="only those that are not there")
        if command is revise:
            made.add_argument("message", help="what changes, in a few words")
    return top


def main(words: list[str] | None = None) -> int:
    """Exit codes: 0 done, 1 could not, 64 (EX_USAGE) wrong settings, 78 (EX_CONFIG) the database is behind."""
    arguments = parser().parse_args(words)
    try:
        settings = Settings()
    except (ValidationError, OSError) as error:
        print(f"Settings: {_plain(error)}", file=sys.stderr)
        return 64
    return int(arguments.command(arguments, settings))


def _plain(error: Exception) -> str:
    """Which setting and why, never its value: it may be a secret."""
    if not isinstance(error, ValidationError):
        return str(error)
    told = [
        (".".join(map(str, each["loc"])).upper(), each["msg"].removeprefix("Value error, ")) for each in error.errors()
    ]
    return "; ".join(f"{name}: {why}" if name else why for name, why in told)


if __name__ == "__main__":
    sys.exit(main())
