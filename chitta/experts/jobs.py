"""What the sweeper does for meetings: the letters of the day before."""

from __future__ import annotations

from chitta.core import times
from chitta.core.db import transaction
from chitta.experts import reminding


def sweep() -> None:
    """Write about the meetings of tomorrow; what was moved or called off is not written about."""
    with transaction():
        reminding.take_back()
        reminding.remind(times.now())
