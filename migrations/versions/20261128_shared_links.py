"""shared links"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chitta.core.db import Moment

revision = "e8c41d7a92f0"
down_revision = "b3d70a5c61f8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("chosen", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("snapshot", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("passcode_hash", sa.String(length=200), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("wrong_at", Moment(), nullable=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("revoked_at", Moment(), nullable=True),
        sa.Column("locked_at", Moment(), nullable=True),
        sa.Column("cleared_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_share_links_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_links")),
        sa.UniqueConstraint("session_id", "key", name=op.f("uq_share_links_session_id_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_share_links_token_hash")),
    )
    with op.batch_alter_table("share_links", schema=None) as batch_op:
        batch_op.create_index("ix_share_links_open", ["cleared_at", "expires_at"], unique=False)
        batch_op.create_index("ix_share_links_session", ["session_id", "created_at"], unique=False)

    op.create_table(
        "share_openings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["link_id"], ["share_links.id"], name=op.f("fk_share_openings_link_id_share_links"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_openings")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_share_openings_secret_hash")),
    )
    with op.batch_alter_table("share_openings", schema=None) as batch_op:
        batch_op.create_index("ix_share_openings_link", ["link_id", "opened_at"], unique=False)

    op.create_table(
        "expert_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("link_id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("observation_id", sa.Uuid(), nullable=True),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", Moment(), nullable=False),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["link_id"], ["share_links.id"], name=op.f("fk_expert_notes_link_id_share_links"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["observation_id"],
            ["observations.id"],
            name=op.f("fk_expert_notes_observation_id_observations"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["opening_id"],
            ["share_openings.id"],
            name=op.f("fk_expert_notes_opening_id_share_openings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_notes")),
    )
    with op.batch_alter_table("expert_notes", schema=None) as batch_op:
        batch_op.create_index("ix_expert_notes_link", ["link_id", "written_at"], unique=False)

    op.create_table(
        "share_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["opening_id"],
            ["share_openings.id"],
            name=op.f("fk_share_views_opening_id_share_openings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_views")),
        sa.UniqueConstraint("opening_id", "item", name=op.f("uq_share_views_opening_id_item")),
    )


def downgrade() -> None:
    op.drop_table("share_views")
    with op.batch_alter_table("expert_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_expert_notes_link")

    op.drop_table("expert_notes")
    with op.batch_alter_table("share_openings", schema=None) as batch_op:
        batch_op.drop_index("ix_share_openings_link")

    op.drop_table("share_openings")
    with op.batch_alter_table("share_links", schema=None) as batch_op:
        batch_op.drop_index("ix_share_links_session")
        batch_op.drop_index("ix_share_links_open")

    op.drop_table("share_links")
