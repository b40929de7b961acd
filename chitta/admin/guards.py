"""Who may stand at the desk. Everybody else hears that there is nothing here."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort

from chitta.accounts.guards import operator
from chitta.accounts.models import OutgoingLetter
from chitta.admin.models import ExpertList
from chitta.core.db import db
from chitta.experts.models import Expert


def only_operators(bp: Blueprint) -> None:
    """No door of this blueprint opens for anybody else, also one that forgets to ask."""

    @bp.before_request
    def asked() -> None:
        operator()


def an_expert(expert_id: uuid.UUID) -> Expert:
    """An entry of the directory, hidden or not; 404 where there is none."""
    return db.session.get(Expert, expert_id) or abort(404)


def a_list(list_id: uuid.UUID) -> ExpertList:
    """A list that was brought here; 404 where there is none."""
    return db.session.get(ExpertList, list_id) or abort(404)


def a_letter(letter_id: uuid.UUID) -> OutgoingLetter:
    """A letter that is in the outbox; 404 where there is none."""
    return db.session.get(OutgoingLetter, letter_id) or abort(404)
