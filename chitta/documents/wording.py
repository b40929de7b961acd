"""What the family is told of a paper's way. Sentences are marked here and translated where they are shown."""

from __future__ import annotations

from typing import NamedTuple

from chitta.core.i18n import N_
from chitta.core.vocabulary import Domain, ObservationKind
from chitta.documents.models import Document, Type


class State(NamedTuple):
    """words: a msgid."""

    icon: str
    hue: str
    words: str


# fmt: off
TYPES: dict[Type, str] = {
    "report": N_("Report from kindergarten or school"),
    "diagnosis": N_("Assessment or diagnosis"),
    "medical": N_("Medical: doctor, hearing, sight"),
    "other": N_("Something else"),
}
KINDS: dict[ObservationKind, str] = {
    "strength": N_("Something good"),
    "concern": N_("Something hard"),
    "development": N_("Where things stand"),
    "history": N_("From before"),
    "context": N_("What helps or is advised"),
    "hope": N_("A hope"),
}
DOMAINS: dict[Domain, str] = {
    "communication": N_("Communication"),
    "social_play": N_("Being together and play"),
    "behaviour_emotion": N_("Behaviour and feelings"),
    "attention": N_("Attention"),
    "learning": N_("Learning"),
    "sensory": N_("Senses"),
    "motor": N_("Movement"),
    "sleep": N_("Sleep"),
    "eating": N_("Eating"),
    "general": N_("In general"),
}
STATES: dict[str, State] = {
    "received": State("clock", "pending", N_("Here, and next in line")),
    "checking": State("dots", "processing", N_("Checking the file")),
    "reading": State("dots", "processing", N_("Reading it")),
    "understood": State("check", "completed", N_("Read")),
    "refused": State("alert", "pending", N_("Not taken")),
    "failed": State("alert", "pending", N_("Could not be read")),
}
PLEASE_CHECK = State("spark", "new", N_("Please check what I understood"))
PLEASE_TELL = State("eye", "action", N_("A picture: what does it say?"))
PLEASE_MARK = State("pencil", "action", N_("Mark what matters in it"))

REASONS: dict[str, str] = {
    # The file itself.
    "not_taken": N_("Files of this kind cannot be read here. PDF, Word (.docx) and photos can."),
    "old_word": N_("This is a Word file of the old kind (.doc). Save it as .docx or PDF and bring it again."),
    "type_mismatch": N_("What is inside this file is not what its name says. Save it once more, or take a photo of it, and bring it again."),
    "empty": N_("There is nothing in this file. Look whether it opens on your device, and bring it again."),
    "locked": N_("This file is locked with a password. Unlock it first, save it without a password, and bring it again."),
    "broken": N_("This file is damaged or was cut off. Look whether it opens on your device, and bring it again."),
    "bomb": N_("This file unpacks into far more than a document holds, so it was not opened."),
    "too_many_pages": N_("This document has more than 60 pages. Bring the pages that are about your child."),
    "too_large_image": N_("This picture is larger than can be opened here. A smaller photo of it is enough."),
    "memory": N_("This file needs more room to be opened than a document may take. A PDF saved anew, or photos of its pages, will do."),
    "twice": N_("You have brought this very file before. It is kept once."),
    # We could not.
    "time": N_("Opening this took too long and was stopped. You can try again, or bring it as photos."),
    "full": N_("There was no room on our side to open it. Please try again in a while."),
    "storage": N_("The place where files are kept did not answer. The document is not lost; please try again."),
    "lost": N_("The file is no longer where it was kept. That is our fault. Please delete this one and bring it again."),
}
BROKEN = N_("Something broke on our side while it was read. You can try again.")
WAITS: dict[str, str] = {
    "busy": N_("Claude has a lot to do just now. I keep trying by myself."),
    "storage": N_("The place where files are kept does not answer just now. I keep trying by myself."),
    "full": N_("There is no room on our side to open it just now. I keep trying by myself."),
}
NOTES: dict[str, str] = {
    "budget": N_("Today's share of Claude is used up, so no summary was written. You can have it read again tomorrow, or mark what matters yourself."),
    "consent": N_("Claude did not read this one, because you have not allowed it. You can mark what matters yourself, or allow it and have it read again."),
    "guide": N_("Claude could not read this one, so no summary was written. You can have it read again, or mark what matters yourself."),
}
OLD_WORD = REASONS["old_word"]
# fmt: on


def state_of(paper: Document) -> State:
    """Where a paper stands, in words and with an icon."""
    if paper.status != "understood":
        return STATES[paper.status]
    content = paper.content
    if content.open_findings:
        return PLEASE_CHECK
    if paper.engine == "built-in" and not content.marks:
        return PLEASE_MARK if any(content.texts) else PLEASE_TELL
    return STATES["understood"]


def reason_of(paper: Document) -> str:
    """Why it was refused or failed, and what can be done: a msgid; "" while there is nothing to tell."""
    if paper.status in ("refused", "failed"):
        return REASONS.get(paper.reason, BROKEN)
    return WAITS.get(paper.content.waits, "") if paper.open else ""
