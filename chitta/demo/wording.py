"""What the ten stages are called on the page of the sample families."""

from __future__ import annotations

from chitta.core.i18n import N_
from chitta.core.vocabulary import Stage

STAGES: dict[Stage, str] = {
    "interview": N_("Getting acquainted"),
    "consultation": N_("Asking anything"),
    "document_upload": N_("Bringing papers"),
    "video_instructions": N_("What to film, and why"),
    "video_upload": N_("Bringing films"),
    "analysis": N_("Looking at the films"),
    "report_ready": N_("Reading the letter"),
    "expert_search": N_("Looking for help"),
    "meeting_prep": N_("Preparing a meeting"),
    "sharing": N_("Showing it to somebody"),
}
