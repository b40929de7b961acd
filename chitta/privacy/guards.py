"""A receipt is shown to whoever holds its token: when it is written, there is no account left to log in with."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

from flask import abort, current_app

from chitta.privacy.models import Erasure


def receipt_of(token: str) -> Erasure:
    """404 for a token that is none of ours."""
    return Erasure.by_token(token) or abort(404)


def token_of(user_id: UUID, what: UUID) -> str:
    """Of the receipt for what this person deletes: the same however often the button is tapped, and nobody else can make it."""
    key = str(current_app.secret_key).encode()
    return urlsafe_b64encode(hmac.digest(key, f"receipt {user_id} {what}".encode(), "sha256")).decode().rstrip("=")
