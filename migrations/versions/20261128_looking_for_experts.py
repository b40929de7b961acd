"""looking for experts: by name in either alphabet, and from where a family lives"""

import sqlalchemy as sa
from alembic import op

revision = "00cc29e6e268"
down_revision = "a41c7d09e5f2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("city", sa.String(length=40), server_default="", nullable=False))
    with op.batch_alter_table("experts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sort_he", sa.String(length=120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("sort_en", sa.String(length=120), server_default="", nullable=False))
    op.execute("UPDATE experts SET sort_he = sort_name, sort_en = lower(name_en)")
    with op.batch_alter_table("experts", schema=None) as batch_op:
        batch_op.alter_column("sort_he", server_default=None)
        batch_op.alter_column("sort_en", server_default=None)
        batch_op.drop_index("ix_experts_name")
        batch_op.drop_column("sort_name")
        batch_op.create_index("ix_experts_he", ["sort_he", "id"], unique=False)
        batch_op.create_index("ix_experts_en", ["sort_en", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("experts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sort_name", sa.String(length=120), server_default="", nullable=False))
    op.execute("UPDATE experts SET sort_name = sort_he")
    with op.batch_alter_table("experts", schema=None) as batch_op:
        batch_op.alter_column("sort_name", server_default=None)
        batch_op.drop_index("ix_experts_en")
        batch_op.drop_index("ix_experts_he")
        batch_op.drop_column("sort_en")
        batch_op.drop_column("sort_he")
        batch_op.create_index("ix_experts_name", ["sort_name", "id"], unique=False)
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("city")
