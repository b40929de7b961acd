"""browsers that are known, and those that are no longer"""

import sqlalchemy as sa
from alembic import op

revision = "e8c17f2a9d60"
down_revision = "b7d20c94ae13"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("device_round", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("device_round")
