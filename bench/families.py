"""Families for a bench, straight into its database: prints [[cookie, session id, token], ...] as JSON."""

from __future__ import annotations

import json
import sys
from uuid import uuid4

from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from chitta import create_app
from chitta.accounts.consents import PURPOSES, Consent
from chitta.accounts.models import Login, User
from chitta.chat.speaking import open_conversation
from chitta.children.models import Child
from chitta.core.db import db, transaction


def main(count: int) -> list[tuple[str, str, str]]:
    app = create_app()
    sign = SecureCookieSessionInterface().get_signing_serializer(app)
    assert sign is not None
    rows = []
    with app.test_request_context(), transaction():
        for number in range(count):
            user = User(
                email=f"{uuid4().hex}@example.org", full_name=f"Parent {number}", password_hash="!", language="en"
            )
            db.session.add(user)
            child = Child(parent=user, name=f"Child {number}")
            db.session.add(child)
            db.session.flush()
            Consent.give(user, *PURPOSES)
            login, journey = Login.start(user, "bench"), open_conversation(child)
            cookie = sign.dumps({"_user_id": login.token, "_fresh": True, "csrf_token": "0" * 40})
            token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps("0" * 40)
            rows.append((f"{app.config['SESSION_COOKIE_NAME']}={cookie}", str(journey.id), str(token)))
    return rows


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
