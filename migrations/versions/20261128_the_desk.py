"""lists of professionals on their way into the directory"""

import sqlalchemy as sa
from alembic import op

from chitta.core.db import Json

revision = "b3d70a5c61f8"
down_revision = "00cc29e6e268"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expert_lists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("report", Json, nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status in ('waiting', 'checking', 'checked', 'agreed', 'bringing', 'brought', 'refused', 'failed')",
            name="ck_expert_lists_status",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_expert_lists_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_lists")),
    )
    with op.batch_alter_table("expert_lists", schema=None) as batch_op:
        batch_op.create_index("ix_expert_lists_status", ["status", "lease_until"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("expert_lists", schema=None) as batch_op:
        batch_op.drop_index("ix_expert_lists_status")

    op.drop_table("expert_lists")
