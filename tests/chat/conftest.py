"""A conversation that Claude holds: the real gateway against the stand-in."""

from __future__ import annotations

import pytest

from chitta.gateways.builtin.guide import BuiltIn
from chitta.gateways.claude import Claude

BUDGET = 1000


@pytest.fixture
def on_claude(app, standin, monkeypatch):
    """Claude speaks, with so many weighed tokens a day."""

    def furnish(budget=BUDGET):
        claude = Claude("a-key", standin.url, stall_seconds=2, pause=0.01, patience=2)
        monkeypatch.setitem(app.extensions, "guides", {"claude": claude, "built-in": BuiltIn()})
        monkeypatch.setitem(app.extensions, "guide", claude)
        settings = app.config["SETTINGS"].model_copy(update={"daily_token_budget": budget})
        monkeypatch.setitem(app.config, "SETTINGS", settings)

    furnish()
    return furnish
