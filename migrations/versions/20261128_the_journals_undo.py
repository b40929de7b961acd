"""the journal's undo: what can still come back is found without reading the whole journal"""

import sqlalchemy as sa
from alembic import op

revision = "9d3b60c8e7a2"
down_revision = "2fffe69f84b4"
branch_labels = None
depends_on = None

DELETED = sa.text("deleted_at IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_journal_entries_undo", ["session_id", "deleted_at"], postgresql_where=DELETED, sqlite_where=DELETED
        )


def downgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entries_undo")
