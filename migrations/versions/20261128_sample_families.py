"""accounts of sample families"""

import sqlalchemy as sa
from alembic import op

revision = "b7d20c94ae13"
down_revision = "e8c41d7a92f0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("demo", sa.String(length=30), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("demo")
