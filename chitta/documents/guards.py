"""Loading papers through the person."""

from __future__ import annotations

import uuid

from flask import abort
from sqlalchemy import select

from chitta.accounts.guards import current_user
from chitta.core.db import db
from chitta.documents.models import Document


def found(document_id: uuid.UUID) -> Document | None:
    """A paper of one of this person's journeys; None for every other, deleted ones included."""
    mine = Document.id == document_id, Document.visible_to(current_user())
    return db.session.scalar(select(Document).where(*mine))


def my_document(document_id: uuid.UUID) -> Document:
    """The same; 404 where there is none."""
    return found(document_id) or abort(404)
