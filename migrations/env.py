"""How alembic reaches Chitta's database: through the app that Flask-Migrate was given."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.autogenerate.render import _repr_type
from flask import current_app
from sqlalchemy import JSON
from sqlalchemy.types import TypeDecorator

database = current_app.extensions["migrate"].db
options = current_app.extensions["migrate"].configure_args


def plain(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what they are stored as, so that old migrations do not lean on today's code."""
    if kind != "type":
        return False
    stored = thing.impl_instance if isinstance(thing, TypeDecorator) else thing
    if isinstance(stored, JSON):
        # Alembic would name a Text that it does not import.
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return _repr_type(stored, autogen) if stored is not thing else False


def skip_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """No file for a revision that changes nothing."""
    if directives and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run() -> None:
    engine = database.engine
    with engine.connect() as connection:
        bare = connection.connection.dbapi_connection
        lite = engine.dialect.name == "sqlite"
        if lite:
            # A batch migration drops the old table: with foreign keys on, SQLite would delete the children's rows too.
            bare.execute("PRAGMA foreign_keys=OFF")
        else:
            bare.execute("SET statement_timeout = 0")
            bare.commit()
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            compare_type=True,
            transactional_ddl=True,  # SQLite too, since we say BEGIN ourselves: all of a migration or nothing
            render_item=plain,
            process_revision_directives=skip_empty,
            **{key: value for key, value in options.items() if key != "compare_type"},
        )
        with context.begin_transaction():
            context.run_migrations()
            if lite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("this migration would leave rows whose parents are gone: nothing was changed")
        connection.commit()
        connection.invalidate()  # its settings are not those of the pool


if context.is_offline_mode():
    raise SystemExit("Chitta migrates online only: python -m chitta.cli migrate")
run()
