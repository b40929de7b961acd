"""News of the child after helplines were shown: what ends the calm turns, and is kept."""

from __future__ import annotations

import re
from dataclasses import replace

from chitta.gateways.builtin import addressing
from chitta.gateways.builtin.hearing import Heard
from chitta.gateways.builtin.normalising import fold, sentences, shortened, tidy, words
from chitta.gateways.builtin.noticing import TEXT_LIMIT, Note, domains, is_concern, is_strength, told_part
from chitta.gateways.builtin.people import People, mentions

_CLAUSE = re.compile(r"\s*[,;\n]+\s*|\s+(?=(?:אבל|but)\s)")
_TOGETHER = re.compile(
    r"(?<![א-ת])(?:ביחד|יחד|איתו|איתה|שיחקנו|בנינו|קראנו|ציירנו|רקדנו|צחקנו|טיילנו|אפינו)(?![א-ת])"
    r"|\b(?:together|with\s+(?:him|her)|we\s+(?:built|played|read|danced|baked|drew|painted|laughed|sang))\b"
)
_GOOD = re.compile(
    r"(?<![א-ת])(?:(?:היה|הייתה|היתה|היו)\s+(?:לנו\s+)?(?:ממש\s+|דווקא\s+|באמת\s+)?(?:טוב|טובה|כיף|נחמד|נהדר|מקסים|יפה)|(?:יום|ערב|בוקר)\s+(?:טוב|נעים|כיפי|מקסים)\s+ביחד)(?![א-ת])"
    r"|\b(?:was|were|had)\s+(?:actually\s+|really\s+|so\s+|very\s+|a\s+|quite\s+)*(?:good|great|lovely|nice|fun|wonderful)\b"
)
# The answer to "is everyone safe?", not news.
_WHEREABOUTS = re.compile(
    r"(?<![א-ת])(?:ישנה?|נרדמ?ה?|נרדם|אצל|בחדר|במיטה|בלול|עם\s+(?:סבתא|סבא|אבא|אמא|בעלי|אשתי)|לידי)(?![א-ת])"
    r"|\b(?:asleep|sleeping|in\s+(?:bed|the\s+crib|(?:his|her|the\s+other)\s+(?:room|bed|crib))|at\s+(?:grandma|my\s+(?:mom|mother|sister))|with\s+(?:grandma|grandpa|(?:my|his|her)\s+\w+)|next\s+to\s+me)\b"
)
_WHAT_NOW = {"what_do", "what_next", "home_try"}
_CALM_STAYS = ("unsafe", "alone", "call", "tired")


def asks_for_the_moment(heard: Heard, people: People) -> bool:
    """Whether a line asks only what to do: soon after helplines that is asked of the fright, not of the interview."""
    return set(heard.questions or ()) <= _WHAT_NOW and not asks_of_child(heard, people)


def asks_of_child(heard: Heard, people: People) -> bool:
    """Whether a question of this line is about the child: "what do I do now" is not."""
    return heard.questions is not None and any(one.child for one in mentions(fold(heard.text), people))


def with_news(heard: Heard, people: People, mood: addressing.Mood, *, first: bool) -> Heard:
    """The line with what it tells of the child as a note, if it tells something and nothing was noted of it.

    first: it follows the helplines, so "he is asleep" answers the question whether everyone is safe.
    """
    noted = tuple(note for one in heard.notes if (note := _without_reassurance(one, people)))
    if first:
        noted = tuple(note for note in noted if note.kind == "concern" or not _WHEREABOUTS.search(fold(note.text)))
    if any(note.kind == "concern" or (note.kind != "context" and mood not in _CALM_STAYS) for note in noted):
        return replace(heard, notes=noted)
    told = "" if mood in _CALM_STAYS else _told(heard.text, people)
    if not told:
        return replace(heard, notes=())
    return replace(heard, notes=noted or (_note(told),), answer="")


def _without_reassurance(note: Note, people: People) -> Note | None:
    """A note without its leading "all is well" or "only a way of speaking"; None when it was nothing else."""
    parts = _CLAUSE.split(note.text)
    while parts and _reassures(fold(parts[0])) and not any(one.child for one in mentions(fold(parts[0]), people)):
        parts.pop(0)
    whole = ", ".join(parts)
    return replace(note, text=whole, example=whole if note.example else "") if parts else None


def _reassures(low: str) -> bool:
    return addressing.mood(low, asked_if_safe=False, asked_who=False) in ("saying", "fine")


def _told(text: str, people: People) -> str:
    """The parent's words about the child or about something good; "" when they speak of the parent alone."""
    parts = [part for one in sentences(tidy(text)) if (told := told_part(one)) for part in _CLAUSE.split(told.text)]
    kept = [part for part in parts if part and not addressing.to_chitta(fold(part))]
    while kept and not _of_child(fold(kept[0]), people):
        kept.pop(0)
    whole = ", ".join(kept)
    return shortened(whole, TEXT_LIMIT) if len(words(whole)) >= 3 and not _WHEREABOUTS.search(fold(whole)) else ""


def _of_child(low: str, people: People) -> bool:
    return bool(any(one.child for one in mentions(low, people)) or _TOGETHER.search(low) or _GOOD.search(low))


def _note(told: str) -> Note:
    low = fold(told)
    touched = domains(low)
    if is_concern(low):
        return Note("concern", touched[0] if touched else "general", told)
    if is_strength(low) or _GOOD.search(low):
        return Note("strength", touched[0] if touched else "general", told)
    return Note("context", "general", told)
