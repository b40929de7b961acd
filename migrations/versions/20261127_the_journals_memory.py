"""the journal's memory: forms that come twice, danger heard once, what is to be erased"""

import sqlalchemy as sa
from alembic import op

revision = "c3f19a7e6d24"
down_revision = "5d0c7e1f42b8"
branch_labels = None
depends_on = None

DELETED = sa.text("deleted_at IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(length=36), nullable=True))
        # Empty where words stand that nobody listened to yet: they are read when they are shown.
        batch_op.add_column(sa.Column("alert", sa.String(length=80), nullable=True))
        batch_op.create_index("ix_journal_entries_key", ["session_id", "key"], unique=True)
        batch_op.create_index(
            "ix_journal_entries_deleted", ["deleted_at"], postgresql_where=DELETED, sqlite_where=DELETED
        )


def downgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entries_deleted")
        batch_op.drop_index("ix_journal_entries_key")
        batch_op.drop_column("alert")
        batch_op.drop_column("key")
