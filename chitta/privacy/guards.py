"""A receipt is shown to whoever holds its token: when it is written, there is no account left to log in with."""

from __future__ import annotations

from flask import abort

from chitta.privacy.models import Erasure


def receipt_of(token: str) -> Erasure:
    """404 for a token that is none of ours."""
    return Erasure.by_token(token) or abort(404)
