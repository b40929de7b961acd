"""The fixed sentences of the page for a meeting, as msgids. %(name)s is the child's; %(words)s somebody's own, in quotation marks."""

from __future__ import annotations

from chitta.core.i18n import N_
from chitta.core.vocabulary import Domain
from chitta.reports.wording import ALONE, DOMAINS, EXAMPLES, HEADINGS, IN_THE_PAPER, SINCE

__all__ = ["ALONE", "DOMAINS", "EXAMPLE", "HEADINGS", "IN_THE_PAPER", "SINCE"]
EXAMPLE = EXAMPLES[0]

# fmt: off
MY_CHILD = N_("my child")

HEARING = N_("About hearing: “%(words)s”")
EARLY = N_("From the early years: “%(words)s”")
HOME = N_("From home: “%(words)s”")
HELPS = N_("What helps: “%(words)s”")
HOPE = N_("What the family hopes for: “%(words)s”")

FROM_WORRY, FROM_GAP, FROM_PAPER, FROM_JOURNAL, FROM_OTHERS = (
    N_("From what you told"), N_("Not known yet"), N_("From a document"), N_("You wrote this in the journal"),
    N_("Often worth asking"),
)
WORRIES: dict[Domain, str] = {
    "communication": N_("What helps %(name)s to ask and to tell, without pressure?"),
    "social_play": N_("How can we help %(name)s join other children, in a way that suits?"),
    "behaviour_emotion": N_("What can we do in the hard moment itself, and what just before it?"),
    "attention": N_("What helps %(name)s stay with one thing, and how long can we expect that?"),
    "learning": N_("In which way is it easiest for %(name)s to learn, and what can wait?"),
    "sensory": N_("What should we spare %(name)s for now, sounds, touch or tastes, and what can be got used to slowly?"),
    "motor": N_("Should somebody look at how %(name)s moves and uses the hands?"),
    "sleep": N_("What can make the nights easier, and what is usual at this age?"),
    "eating": N_("What can make meals calmer, and should growth be checked?"),
    "general": N_("What would you look at first, going by what we told?"),
}
CHECK_HEARING = N_("Should hearing be checked before we go on?")
NOT_TALKED = N_("We have not looked yet at: %(things)s. Is that worth a look too?")
FILM = N_("Would a short video from home help you, and of which moment?")
ASKED = N_("A document asks for: “%(words)s”. What has to be done for that?")
ASKED_IN = N_("The document “%(paper)s” asks for: “%(words)s”. What has to be done for that?")
ALWAYS = {
    "seen": N_("What did you see today that we do not see at home?"),
    "home": N_("What can we try at home until we meet again?"),
    "next": N_("How will we know that it helps, and when do we meet again?"),
}
# fmt: on
