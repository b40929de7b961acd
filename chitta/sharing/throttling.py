"""How often a stranger may try. A token cannot be guessed, and a code bears ten wrong tries; who tries is slowed down as well."""

from __future__ import annotations

from flask import Response, g

from chitta.accounts.throttling import neighbourhood, remember
from chitta.web.frame import limiter

UNKNOWN = "30 per minute; 200 per hour"
TRIES = "30 per minute"
NOTES = "10 per minute; 60 per hour"


def _was_unknown(_response: Response) -> bool:
    return bool(g.get("unknown_share"))


unknown_links = limiter.shared_limit(
    UNKNOWN, "unknown links", key_func=neighbourhood, deduct_when=_was_unknown, on_breach=remember
)
tries_at_doors = limiter.shared_limit(TRIES, "doors of links", key_func=neighbourhood, on_breach=remember)
few_notes = limiter.shared_limit(NOTES, "notes by experts", key_func=neighbourhood, on_breach=remember)
