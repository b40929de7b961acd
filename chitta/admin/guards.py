"""Who may stand at the desk. Everybody else hears that there is nothing here."""

from __future__ import annotations

from flask import Blueprint, abort

from chitta.accounts.guards import current_user
from chitta.accounts.models import User


def operator() -> User:
    """The operator who is logged in; 404 for everybody else."""
    me = current_user()
    return me if me.role == "operator" else abort(404)


def only_operators(bp: Blueprint) -> None:
    """No door of this blueprint opens for anybody else, also one that forgets to ask."""

    @bp.before_request
    def asked() -> None:
        operator()
