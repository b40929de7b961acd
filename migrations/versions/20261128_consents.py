"""what people agreed to, purpose by purpose"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "c0a7e51d83f2"
down_revision = "6b1d94f0a3c7"
branch_labels = None
depends_on = None

USERS = sa.table("users", sa.column("id", sa.Uuid()), sa.column("agreed_at", sa.DateTime(timezone=True)))
CONSENTS = sa.table(
    "consents",
    sa.column("id", sa.Uuid()),
    sa.column("user_id", sa.Uuid()),
    sa.column("purpose", sa.String()),
    sa.column("version", sa.Integer()),
    sa.column("given_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("given_at is not null or withdrawn_at is not null", name="ck_consents_answered"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_consents_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index("ix_consents_user", ["user_id", "purpose"], unique=False)

    agreed = op.get_bind().execute(sa.select(USERS.c.id, USERS.c.agreed_at).where(USERS.c.agreed_at.is_not(None))).all()
    rows = [
        {"id": uuid.uuid4(), "user_id": who, "purpose": "terms", "version": 1, "given_at": at} for who, at in agreed
    ]
    if rows:
        op.bulk_insert(CONSENTS, rows)
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("agreed_at")


def downgrade() -> None:
    op.add_column("users", sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True))
    given = sa.select(sa.func.min(CONSENTS.c.given_at)).where(
        CONSENTS.c.user_id == USERS.c.id, CONSENTS.c.purpose == "terms"
    )
    op.execute(sa.update(USERS).values(agreed_at=given.scalar_subquery()))
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index("ix_consents_user")

    op.drop_table("consents")
