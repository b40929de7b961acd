"""Every table is part of a family's copy, or is left out for a reason; no secret is in one."""

from __future__ import annotations

import re

from chitta.core.db import db
from chitta.privacy import contents, gathering

SECRET = re.compile("hash|secret|token(?!s)|salt|passw|factor_step|recovery")


def test_every_table_is_copied_or_left_out_for_a_reason(app):
    names = {table.name for table in db.metadata.sorted_tables}
    assert names == contents.TABLES | set(contents.LEFT_OUT) and not contents.TABLES & set(contents.LEFT_OUT)
    columns = {f"{t.name}.{c.name}" for t in db.metadata.sorted_tables if t.name in contents.TABLES for c in t.c}
    assert columns >= contents.HIDDEN
    assert {one for one in columns if SECRET.search(one.split(".")[1])} <= contents.HIDDEN


def test_every_table_of_a_copy_comes_back_with_it_or_stays_away_for_a_reason(app):
    assert gathering.BROUGHT | set(gathering.STAYS) >= contents.TABLES
    assert gathering.BROUGHT <= contents.TABLES and not gathering.BROUGHT & set(gathering.STAYS)
