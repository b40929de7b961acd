"""whom a family keeps, and their meetings"""

import sqlalchemy as sa
from alembic import op

revision = "33613346191c"
down_revision = "e8c17f2a9d60"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expert_matches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("suggested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contacted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("meets_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("alert", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status in ('suggested', 'contacted', 'scheduled', 'completed')", name="ck_expert_matches_status"
        ),
        sa.ForeignKeyConstraint(["expert_id"], ["experts.id"], name=op.f("fk_expert_matches_expert_id_experts")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_expert_matches_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_matches")),
        sa.UniqueConstraint("session_id", "expert_id", name=op.f("uq_expert_matches_session_id_expert_id")),
    )
    with op.batch_alter_table("expert_matches", schema=None) as batch_op:
        batch_op.create_index("ix_expert_matches_expert", ["expert_id"], unique=False)
        batch_op.create_index("ix_expert_matches_meets", ["meets_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("expert_matches", schema=None) as batch_op:
        batch_op.drop_index("ix_expert_matches_meets")
        batch_op.drop_index("ix_expert_matches_expert")

    op.drop_table("expert_matches")
