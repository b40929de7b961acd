"""films the family brought, and what was seen in them"""

import sqlalchemy as sa
from alembic import op

from chitta.core.db import Json, Moment

revision = "e2a86c1d904f"
down_revision = "7b41d09c5ae2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "videos",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("scene", sa.String(length=20), nullable=False),
        sa.Column("watch", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("original", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("replaces", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("engine", sa.String(length=10), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("begun_at", Moment(), nullable=True),
        sa.Column("ready_at", Moment(), nullable=True),
        sa.CheckConstraint("scene in ('free_play', 'meal_time', 'focused_activity')", name="ck_videos_scene"),
        sa.CheckConstraint("watch in ('claude', 'parent')", name="ck_videos_watch"),
        sa.CheckConstraint(
            "status in ('received', 'checking', 'preparing', 'measuring', 'watching', 'understood', 'refused', 'failed')",
            name="ck_videos_status",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_videos_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_videos"),
    )
    op.create_index("ix_videos_session", "videos", ["session_id", "created_at"])
    op.create_index("ix_videos_status", "videos", ["status", "lease_until"])


def downgrade() -> None:
    op.drop_table("videos")
