"""The README's benches can be started: what they lean on is still there."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

BENCHES = sorted(file.stem for file in (Path(__file__).parent.parent.parent / "bench").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_finds_what_it_measures(name):
    assert import_module(f"bench.{name}").__doc__
