"""help lines as operators left them"""

import sqlalchemy as sa
from alembic import op

from chitta.core.db import Json

revision = "c9e14f2b7d30"
down_revision = "9d3b60c8e7a2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "helpline_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lines", Json, nullable=False),
        sa.Column("back_to", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_helpline_versions_user_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpline_versions")),
        sa.UniqueConstraint("country", "version", name=op.f("uq_helpline_versions_country_version")),
    )


def downgrade() -> None:
    op.drop_table("helpline_versions")
