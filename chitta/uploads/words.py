"""What the uploader says in the browser: it has no words of its own. {braces} are filled there."""

from __future__ import annotations

from chitta.core.i18n import N_, gettext_

WORDS = {
    "kb": N_("{n} KB"),
    "mb": N_("{n} MB"),
    "far": N_("{kind}, {came} of {whole}."),
    "few": N_("A few seconds more."),
    "seconds": N_("About {n} seconds more."),
    "minute": N_("About a minute more."),
    "minutes": N_("About {n} minutes more."),
    "hour": N_("More than an hour more."),
    "first": N_("{title} waits here: first choose or confirm what stands above this line."),
    "beginning": N_("Beginning."),
    "pausing": N_("Paused."),
    "offline": N_("Waiting for the network; it goes on by itself."),
    "broke": N_("The connection broke off; it is tried again by itself."),
    "completing": N_("All of it has arrived; it is being put away."),
    "complete": N_("Arrived."),
    "broken": N_("This did not work. What has arrived is kept; you can send it again."),
    "library": N_("The uploader could not be loaded. Reload the page and try again."),
    "going": N_("{title}: on its way."),
    "arrived": N_("{title}: arrived."),
    "paused": N_("{title}: paused."),
    "cancelled": N_("{title}: cancelled."),
    "stopped": N_("{title}: stopped. {sentence}"),
    "to_pause": N_("Pause: {title}"),
    "to_resume": N_("Go on: {title}"),
    "to_again": N_("Send again: {title}"),
    "to_cancel": N_("Cancel the upload: {title}"),
}


def upload_words() -> dict[str, str]:
    """All of it in the reader's language."""
    return {name: gettext_(words) for name, words in WORDS.items()}
