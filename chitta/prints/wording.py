"""What a print says of itself."""

from chitta.core.i18n import N_

WAITS: dict[str, str] = {
    "storage": N_("Our storage does not answer just now; it will be tried again by itself."),
    "full": N_("There is no room on our side just now; it will be tried again by itself."),
}
REASONS: dict[str, str] = {
    "pango": N_("PDFs cannot be made on this machine yet. Everything else works; please tell whoever runs it."),
    "time": N_("Making it took too long, and so it was stopped."),
    "memory": N_("Making it took more memory than there is for one."),
    "full": N_("There is no room on our side just now."),
    "storage": N_("Our storage does not answer just now."),
    "lost": N_("The file is not there any more. That is our fault; it can be made again."),
    "nothing": N_("What was to be printed is not here any more, or has changed meanwhile."),
}
BROKEN = N_("Something broke on our side. What you read here is safe.")


def reason_of(status: str, reason: str) -> str:
    """The sentence (a msgid) for why it failed, or for what an open one waits; "" for none."""
    return REASONS.get(reason, BROKEN) if status == "failed" else WAITS.get(reason, "")
