"""What a model wrote is washed before Dana reads it."""

from __future__ import annotations

import pytest

from chitta.safety import wash


@pytest.mark.parametrize(
    "text",
    ["See https://example.org", "www.example.org helps", "mailto:ruti@example.org", "מידע באתר example.co.il", "javascript:go()"],
)  # fmt: skip
def test_a_link_does_not_pass(text):
    assert wash.linked(text) and wash.line(text, 100) == ""


def test_a_condition_passes_only_where_it_was_brought():
    assert wash.line("She may have ADHD.", 100) == ""
    assert wash.line("The report speaks of ADHD.", 100, wash.Names("found to have ADHD")) != ""
    assert wash.line("The report speaks of ADHD.", 100, wash.Names("אובחנה עם דיסלקציה", same_language=False)) == ""


def test_lines_are_tidy_short_and_each_once():
    told = ["Noa  sings\n", "Noa sings", "x" * 90, "www.example.org", "He \U000e0041builds"]
    assert wash.lines(told, 3, 20) == ("Noa sings", "x" * 20, "He builds")
