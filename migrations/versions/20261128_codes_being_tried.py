"""codes that are being compared with a link's"""

import sqlalchemy as sa
from alembic import op

revision = "b7d1f04e9a26"
down_revision = "a61f0d3be927"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("share_links", schema=None) as batch_op:
        batch_op.add_column(sa.Column("trying", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("share_links", schema=None) as batch_op:
        batch_op.drop_column("tried_at")
        batch_op.drop_column("trying")
