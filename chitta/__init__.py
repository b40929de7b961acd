"""Chitta. `create_app` builds the house; it imports lazily, so that launching a part does not load the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chitta.core.settings import Settings
    from chitta.web.frame import House


def create_app(settings: Settings | None = None) -> House:
    """The whole application for these settings (default: the environment's)."""
    from chitta.building import build

    return build(settings)
