"""questions for a meeting"""

import sqlalchemy as sa
from alembic import op

revision = "e28d6b90f4a1"
down_revision = "e8a15c70b3d9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("idea", sa.String(length=60), nullable=True),
        sa.Column("alert", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_meeting_questions_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_questions")),
        sa.UniqueConstraint("session_id", "idea", name=op.f("uq_meeting_questions_session_id_idea")),
    )
    with op.batch_alter_table("meeting_questions", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_questions_session", ["session_id", "created_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("meeting_questions", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_questions_session")

    op.drop_table("meeting_questions")
