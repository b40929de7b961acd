"""by whose clock a meeting was fixed"""

import sqlalchemy as sa
from alembic import op

revision = "a61f0d3be927"
down_revision = "7b31d5c0e9a4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("expert_matches", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meets_zone", sa.String(length=40), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("expert_matches", schema=None) as batch_op:
        batch_op.drop_column("meets_zone")
