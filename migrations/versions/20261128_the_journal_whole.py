"""the journal whole: found by its words, and lent to letters and reports"""

import sqlalchemy as sa
from alembic import op

from chitta.core.text import searchable

revision = "4c7e90b2d1f5"
down_revision = "cd3e1d4b7efb"
branch_labels = None
depends_on = None

HERE = sa.text("deleted_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("folded", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("for_reports", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("observation_id", sa.Uuid(), nullable=True))
        batch_op.create_index("ix_journal_entries_written", ["session_id", "created_at"])
        batch_op.create_index(
            "ix_journal_entries_page",
            ["session_id", "day", "created_at", "id"],
            postgresql_where=HERE,
            sqlite_where=HERE,
        )
    _fold()


def downgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entries_page")
        batch_op.drop_index("ix_journal_entries_written")
        batch_op.drop_column("observation_id")
        batch_op.drop_column("for_reports")
        batch_op.drop_column("folded")


def _fold() -> None:
    """What was written before is found as well."""
    table = sa.table(
        "journal_entries",
        sa.column("id", sa.Uuid()),
        sa.column("content", sa.Text()),
        sa.column("tags", sa.JSON()),
        sa.column("folded", sa.Text()),
    )
    here = op.get_bind()
    for id, content, tags in here.execute(sa.select(table.c.id, table.c.content, table.c.tags)).all():
        folded = "\n".join([searchable(content), *map(searchable, tags or ()), ""])
        here.execute(table.update().where(table.c.id == id).values(folded=folded))
