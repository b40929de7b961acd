"""what the journal looks through, in half the bytes"""

from functools import reduce

from alembic import op

revision = "7b31d5c0e9a4"
down_revision = "5e8f2a71c4d9"
branch_labels = None
depends_on = None

PAIRS = list(zip("אבגדהוזחטיכלמנסעפצקרשת", "ABCDEFGHIJKLMNOPQRSTUV", strict=True))


def upgrade() -> None:
    _write(PAIRS)
    if op.get_bind().dialect.name == "sqlite":
        columns = ["session_id", "deleted_at", "day", "created_at", "id", "folded"]
        op.create_index("ix_journal_entries_words", "journal_entries", columns)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index("ix_journal_entries_words", "journal_entries")
    _write([(short, letter) for letter, short in PAIRS])


def _write(pairs: list[tuple[str, str]]) -> None:
    """Every first letter becomes the second: small text has no capitals."""
    words = reduce(lambda said, pair: f"replace({said}, '{pair[0]}', '{pair[1]}')", pairs, "folded")
    op.execute(f"UPDATE journal_entries SET folded = {words} WHERE folded <> ''")
