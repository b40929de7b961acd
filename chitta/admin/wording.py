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
# fmt: off
FIELD_NAMES: dict[str, str] = {
    "key": N_("Key"),
    "name_he": N_("Name in Hebrew"),
    "name_en": N_("Name in English"),
    "specialties": N_("Fields"),
    "city": N_("Town"),
    "address": N_("Street and number"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "languages": N_("Languages"),
    "age_from": N_("From which age"),
    "age_to": N_("To which age"),
    "health_funds": N_("Health funds"),
    "rating": N_("Rating, 0 to 5"),
    "review_count": N_("Number of reviews"),
    "bio_he": N_("About them, in Hebrew"),
    "bio_en": N_("About them, in English"),
    "phone": N_("Phone"),
    "email": N_("Email"),
    "website": N_("Website"),
}
LIST_STATES: dict[str, str] = {
    "waiting": N_("It waits to be checked."),
    "checking": N_("Every row is being checked."),
    "checked": N_("Checked. Nothing has come in yet."),
    "agreed": N_("The good rows are about to come in."),
    "bringing": N_("The good rows are coming in."),
    "brought": N_("It has come in."),
    "refused": N_("This list was not taken."),
    "failed": N_("This did not work."),
}
KIND_NAMES: dict[str, str] = {
    "self_harm": N_("Self-harm, despair"),
    "child_harm": N_("A child is hurt or neglected"),
    "violence_home": N_("Violence at home"),
    "medical": N_("Injury or medical emergency"),
    "online_harm": N_("Harm online"),
}
COUNTRY_NAMES: dict[str, str] = {"IL": N_("Israel"), "US": N_("United States")}
SAID: dict[str, str] = {
    "write": N_("Added to the directory."),
    "rewrite": N_("Saved."),
    "verify": N_("Marked as verified today."),
    "unverify": N_("No longer marked as verified."),
    "hide": N_("Hidden. Families who had it on their lists keep their line."),
    "show": N_("Shown in the directory again."),
}
# fmt: on
