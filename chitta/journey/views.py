"""Deep views that open in this installation. Rooms to the right register theirs; `portrait` is ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chitta.core.i18n import N_
from chitta.core.vocabulary import View
from chitta.journey import portrait
from chitta.journey.models import Journey

Loader = Callable[[Journey], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DeepView:
    """title: a msgid; template: what stands inside the page or the dialog, drawn with `journey` and what `load` answers."""

    key: View
    title: str
    template: str
    load: Loader


_views: dict[str, DeepView] = {}


def register(key: View, title: str, template: str, load: Loader = lambda journey: {}) -> None:
    """From now on this deep view opens at /sessions/<id>/view/<key>."""
    _views[key] = DeepView(key, title, template, load)


def available() -> frozenset[str]:
    """Keys of the views that open today."""
    return frozenset(_views)


def named(key: str) -> DeepView | None:
    return _views.get(key)


register("portrait", N_("What Chitta knows"), "journey/_portrait.html", portrait.load)
