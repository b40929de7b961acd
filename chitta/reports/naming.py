"""Does a text name a condition? A paper may; the letter never repeats it, and never says one of its own accord."""

from __future__ import annotations

from chitta.gateways.builtin import lexicon
from chitta.gateways.builtin.normalising import fold, one_of

# Beside what the guide listens for: the language of assessments.
_ASSESSED = one_of(
    "אבחנה", "אבחנת", "מאובחנ*", "תסמין*", "תסמינ*", "סימפטומ*", "קשב", "ליקוי*", "הפרעות", "נכות", "פתולוג*", "חריג*", "לא תקין*", "חרדתי", "כפייתי*", "רגרסי*", "אפזי*", "פיגור*",
    "diagnos*", "attention deficit", "hyperactiv*", "impair*", "deficit*", "disab*", "patholog*", "symptom*", "abnormal*", "regression", "special-needs", "aphasi*", "delay*", "spectrum",
)  # fmt: skip


def names_a_condition(text: str) -> bool:
    """Is a condition, or the word of an assessment, in this text?"""
    low = fold(text)
    return bool(lexicon.CONDITION.search(low) or _ASSESSED.search(low))
