"""A workshop of one's own, and that nothing is left in it but what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Put = Callable[[bytes], Path]


@pytest.fixture
def put(tmp_path: Path) -> Iterator[Put]:
    """Lay bytes into the workshop under a name of ours; afterwards nothing else may lie there unasked."""

    def lay(data: bytes) -> Path:
        (tmp_path / "file").write_bytes(data)
        return tmp_path / "file"

    yield lay
    asked = {"file", "out", "out.jpg", "drawn"}
    assert {each.name for each in tmp_path.iterdir()} <= asked, "something was left in the workshop"
