"""What operators did, from the audit trail: who, what, to which id, and when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, tuple_

from chitta.accounts.models import User
from chitta.audit.models import Deed
from chitta.core.db import db
from chitta.core.i18n import N_

PAGE = 50
WORDS = {
    "account.login": N_("Logged in"),
    "account.logout": N_("Logged out"),
    "account.register": N_("Opened an account"),
    "account.confirm": N_("Confirmed their mail address"),
    "account.move_asked": N_("Asked for another mail address"),
    "account.move": N_("Changed their mail address"),
    "account.password": N_("Changed their password"),
    "account.reset": N_("Chose a new password by a letter"),
    "account.sure": N_("Said again who they are"),
    "account.factor_on": N_("Set up a second step at log-in"),
    "account.factor_off": N_("Took the second step at log-in away"),
    "account.recovery_codes": N_("Made new recovery codes"),
    "account.session_end": N_("Ended one of their log-ins"),
    "account.sessions_end": N_("Ended their other log-ins"),
    "account.letters": N_("Chose which letters come"),
    "account.stop_letters": N_("Stopped letters by a tap in one"),
    "account.erase": N_("Deleted their account"),
    "account.appoint": N_("Was made an operator, by command"),
    "account.dismiss": N_("Is no operator any more, by command"),
    "desk.letter.again": N_("Had a letter tried again"),
    "desk.letter.forget": N_("Took a letter back"),
    "desk.job.again": N_("Had a job tried again"),
    "desk.job.forget": N_("Took a failed job off the list"),
    "desk.expert.write": N_("Added a professional"),
    "desk.expert.rewrite": N_("Changed a professional"),
    "desk.expert.verify": N_("Verified a professional"),
    "desk.expert.unverify": N_("Took the check of a professional back"),
    "desk.expert.hide": N_("Hid a professional"),
    "desk.expert.show": N_("Showed a professional again"),
    "desk.expert.delete": N_("Deleted a professional"),
    "desk.helplines.write": N_("Changed a help line"),
    "desk.helplines.up": N_("Changed the order of help lines"),
    "desk.helplines.remove": N_("Took a help line out"),
    "desk.helplines.back": N_("Brought an earlier list of help lines back"),
    "desk.list.take": N_("Brought a list of professionals"),
    "desk.list.agree": N_("Had the good rows of a list come in"),
    "desk.list.brought": N_("A list has come in"),
    "desk.list.drop": N_("Left a list"),
}
SUBJECTS = {  # what a deed was done to, by its table
    "users": N_("an account"),
    "login_sessions": N_("a log-in"),
    "outgoing_letters": N_("a letter"),
    "jobs": N_("a job"),
    "experts": N_("a professional"),
    "expert_lists": N_("a list of professionals"),
    "helpline_versions": N_("a list of help lines"),
}


@dataclass(frozen=True)
class Line:
    """who: the operator's name, or None where the account is gone or the house itself did it."""

    id: uuid.UUID
    at: datetime
    verb: str
    who: str | None
    subject: str
    subject_id: uuid.UUID | None


def of_operators(before: uuid.UUID | None = None, size: int = PAGE + 1) -> list[Line]:
    """Deeds at the desk, and what operators did with their own accounts; the newest first."""
    operators = select(User.id).where(User.role == "operator")
    own = Deed.verb.startswith("account.") & Deed.actor_id.in_(operators)
    theirs = or_(Deed.verb.startswith("desk."), Deed.verb.in_(("account.appoint", "account.dismiss")), own)
    query = select(Deed, User.full_name).outerjoin(User, User.id == Deed.actor_id).where(theirs)
    if before:
        place = select(Deed.at).where(Deed.id == before).scalar_subquery()
        query = query.where(tuple_(Deed.at, Deed.id) < tuple_(place, before))
    rows = db.session.execute(query.order_by(Deed.at.desc(), Deed.id.desc()).limit(size))
    return [Line(one.id, one.at, one.verb, who, one.subject, one.subject_id) for one, who in rows]
