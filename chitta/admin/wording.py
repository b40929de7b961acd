"""Words of the desk that its pages choose from."""

from __future__ import annotations

from chitta.core.i18n import N_
from chitta.core.vocabulary import Stage

STAGE_NAMES: dict[Stage, str] = {
    "interview": N_("Getting acquainted"),
    "consultation": N_("Asking anything"),
    "document_upload": N_("Bringing papers"),
    "video_instructions": N_("Reading what to film"),
    "video_upload": N_("Filming"),
    "analysis": N_("Films are looked at"),
    "report_ready": N_("Reading the reports"),
    "expert_search": N_("Looking for a professional"),
    "meeting_prep": N_("Preparing a meeting"),
    "sharing": N_("Handing material over"),
}
