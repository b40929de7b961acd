"""exports"""

import sqlalchemy as sa
from alembic import op

revision = "2fffe69f84b4"
down_revision = "c94e17ab53d0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status in ('waiting', 'making', 'ready', 'failed', 'gone')", name="ck_exports_status"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_exports_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.create_index("ix_exports_status", ["status", "lease_until"], unique=False)
        batch_op.create_index("ix_exports_user", ["user_id", "created_at"], unique=False)

    with op.batch_alter_table("expert_lists", schema=None) as batch_op:
        batch_op.alter_column("content", existing_type=sa.BLOB(), nullable=True)


def downgrade() -> None:
    with op.batch_alter_table("expert_lists", schema=None) as batch_op:
        batch_op.alter_column("content", existing_type=sa.BLOB(), nullable=False)

    with op.batch_alter_table("exports", schema=None) as batch_op:
        batch_op.drop_index("ix_exports_user")
        batch_op.drop_index("ix_exports_status")

    op.drop_table("exports")
