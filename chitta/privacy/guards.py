"""A receipt is shown to whoever holds its token, as there is no account left to log in with; a copy to its own family."""

from __future__ import annotations

import hmac
import uuid
from base64 import urlsafe_b64encode

from flask import abort, current_app
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.privacy.models import Erasure, Export, Import


def my_export(export_id: uuid.UUID) -> Export:
    """A copy of this person's, as long as it can be fetched; 404 for every other."""
    mine = Export.id == export_id, Export.visible_to(current_user())
    return db.session.scalar(select(Export).where(*mine)) or abort(404)


def my_import(import_id: uuid.UUID) -> Import:
    """A copy that this person brought; 404 for every other."""
    mine = Import.id == import_id, Import.visible_to(current_user())
    return db.session.scalar(select(Import).where(*mine)) or abort(404)


def receipt_of(token: str) -> Erasure:
    """404 for a token that is none of ours."""
    return Erasure.by_token(token) or abort(404)


def token_of(user_id: uuid.UUID, what: uuid.UUID) -> str:
    """Of the receipt for what this person deletes: the same however often the button is tapped, and nobody else can make it."""
    key = str(current_app.secret_key).encode()
    return urlsafe_b64encode(hmac.digest(key, f"receipt {user_id} {what}".encode(), "sha256")).decode().rstrip("=")
