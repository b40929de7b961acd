"""letters that a parent may do without, and those that nobody took"""

import sqlalchemy as sa
from alembic import op

from chitta.core.db import Json, Moment

revision = "a41c7d09e5f2"
down_revision = "e8b3d40c51f7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stopped_letters", Json, nullable=False, server_default="[]"))
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("until", Moment(), nullable=True))
        batch_op.add_column(sa.Column("reason", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("given_up_at", Moment(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_column("given_up_at")
        batch_op.drop_column("reason")
        batch_op.drop_column("until")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("stopped_letters")
