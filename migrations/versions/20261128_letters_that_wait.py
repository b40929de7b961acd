"""letters that lead to a page, and may be taken back until they leave"""

import sqlalchemy as sa
from alembic import op

from chitta.core.db import Moment

revision = "e8a15c70b3d9"
down_revision = "e2a86c1d904f"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("path", sa.String(length=120), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("due_at", Moment(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_column("due_at")
        batch_op.drop_column("path")
