"""PDFs of what is shown"""

import sqlalchemy as sa
from alembic import op

from chitta.core.db import Moment

revision = "e8a25f61b904"
down_revision = "e28d6b90f4a1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("ready_at", Moment(), nullable=True),
        sa.CheckConstraint("status in ('waiting', 'making', 'ready', 'failed', 'gone')", name="ck_prints_status"),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_prints_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_prints"),
    )
    op.create_index("ix_prints_session", "prints", ["session_id"])
    op.create_index("ix_prints_status", "prints", ["status", "lease_until"])
    here = sa.text("status != 'gone'")
    op.create_index(
        "uq_prints_owner", "prints", ["kind", "owner_id"], unique=True, sqlite_where=here, postgresql_where=here
    )


def downgrade() -> None:
    op.drop_table("prints")
