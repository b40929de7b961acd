"""What the built-in guide writes before an answer to say what was asked: known again, so that nobody takes it for the parent's word."""

from __future__ import annotations

from chitta.gateways.builtin import wording_en, wording_he

_KEYS = {label: key for wording in (wording_he, wording_en) for key, label in wording.LABELS.items()}


def label_of(text: str) -> str:
    """Which question a noted text answers ("film_seen", "doc_says", "since", ...), or ""."""
    return next((key for label, key in _KEYS.items() if text.startswith(label)), "")


def unlabelled(text: str) -> str:
    """The parent's own words, without the label before them."""
    return next((text.removeprefix(label) for label in _KEYS if text.startswith(label)), text)
