"""looking through ten thousand professionals without their long texts"""

from alembic import op

revision = "c94e17ab53d0"
down_revision = "4c7e90b2d1f5"
branch_labels = None
depends_on = None

COLUMNS = [
    "hidden_at", "specialties", "languages", "health_funds", "age_from", "age_to", "latitude", "longitude", "verified_at",
    "sort_he", "sort_en", "found", "id",
]  # fmt: skip


def upgrade() -> None:
    op.execute("UPDATE experts SET found = substr(found, 1, 400) WHERE length(found) > 400")
    with op.batch_alter_table("experts", schema=None) as batch_op:
        batch_op.create_index("ix_experts_look", COLUMNS, unique=False)


def downgrade() -> None:
    with op.batch_alter_table("experts", schema=None) as batch_op:
        batch_op.drop_index("ix_experts_look")
