"""photos of moments: an entry of the journal may hold one"""

import sqlalchemy as sa
from alembic import op

revision = "5e8f2a71c4d9"
down_revision = "c9e14f2b7d30"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("photo_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("photo_width", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("photo_height", sa.Integer(), nullable=True))
        batch_op.create_index("ix_journal_entries_photo", ["photo_id"])


def downgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entries_photo")
        batch_op.drop_column("photo_height")
        batch_op.drop_column("photo_width")
        batch_op.drop_column("photo_id")
