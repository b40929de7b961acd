"""What of the things told belongs where in the letter, and what stays out of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from chitta.gateways.builtin import addressing, answers, curated, lexicon
from chitta.gateways.builtin.labels import label_of
from chitta.gateways.builtin.normalising import fold, one_of, words
from chitta.gateways.builtin.noticing import domains, helps, is_concern, is_strength

FILMED = ("film_seen", "film_easy")
PAPERS = ("doc_what", "doc_says")
APART = ("expert_wants", "meet_who")  # of the family's search for help, not of the child

_ORDER = re.compile(
    r"^\W*(?:(?:בבקשה|אז|טוב|תודה)\W+)*(?:ת?(?:כתוב|כתבי|שלח|שלחי|סכם|סכמי|דפיס|דפיסי|הדפיסי|הדפס|הכיני|כין|כיני|הסבירי|הסבר|עשי)\s+(?:לי|לנו|את|מכתב|סיכום|דוח)|(?:אפשר|אני\s+רוצה|רוצה|צריכה?)\s+(?:לקבל\s+|לראות\s+)?(?:את\s+)?ה?(?:מכתב|סיכום|דוח)(?![א-ת]))"
    r"|^\W*(?:please\s+|can\s+you\s+|could\s+you\s+|i\s+want\s+you\s+to\s+)?(?:write|send|print|make|give|show|prepare|summari[sz]e)\s+(?:me|us|it|this|the|a|my)\b"
)
_SAID_OF_PARENT = re.compile(
    r"(?<![א-ת])(?:[א-ת]+\s+)?(?:אומר|אמר|טוען|טענ|חושב|כתב|סיפר)[א-ת]*\s+(?:לי\s+|עליי?\s+)?ש?(?:אני|אנחנו)(?![א-ת])"
    r"|\b(?:says?|said|thinks?|tells?|told|claims?)\s+(?:me\s+|us\s+)?(?:that\s+)?(?:i|i'm|im|i've|we|we're)\b"
)
_OWN = re.compile(r"^\W*(?:אני(?![א-ת])|(?:i|i'm|im|i've)\b)")
_WISHED = re.compile(
    r"(?<![א-ת])ו?(?!שינה|שיחה|שיחות|שירים|שיניים|שיעור|שתמיד|שתיים|שתייה|שנים|שנתיים|שיטה)ש[יתנ][א-ת]{2,}|^\W*ו?ל(?!א(?![א-ת])|ו(?![א-ת])|ה(?![א-ת])|י(?![א-ת])|פני(?![א-ת])|אחר)[א-ת]{2,}|(?<![א-ת])(?:רוצה|רוצים|אשמח|נשמח|מייחלת?|חולמת?)(?![א-ת])"
    r"|\bthat\s+(?:he|she|they|we)\b|^\W*(?:and\s+|just\s+|for\s+(?:him|her|them|us)\s+)?to\s+\w+|\b(?:i|we)(?:'d|\s+would)?\s+(?:want|like|love|hope|wish)\b|\b(?:he|she|they)\s+(?:will|could|would)\b|\b(?:him|her|them)\s+to\b"
)
_GOOD_THING = one_of(
    "=יותר", "=פחות", "=שקט", "=רוגע", "=שלווה", "=חברים", "=חברות", "=חבר", "=שמחה", "=אושר", "=ביטחון", "=עצמאות", "=הבנה", "=עזרה", "=תקשורת", "=סבלנות", "=הצלחה",
    "more", "less", "fewer", "calm*", "quiet", "peace*", "friend*", "joy", "happiness", "confidence", "independence", "understanding", "patience", "progress",
)  # fmt: skip
_HELPS = one_of(
    "עוזר",
    "עוזרת",
    "עוזרים",
    "עוזרות",
    "עזר",
    "עזרה לו",
    "עזרה לה",
    "מרגיע",
    "מרגיעה",
    "מרגיעים",
    "help",
    "helps",
    "helped",
    "calms",
    "soothes",
)
_NO_HELP = re.compile(
    r"(?<![א-ת])[ושכ]{0,2}(?:לא|אינו|אינה|כלום|אין)\s+(?:[א-ת]+\s+)?(?:עוזר|עזר|מרגיע|נרגע|הצליח)|\b(?:not|no|never|nothing|hardly|n't|doesn't|didn't|don't)\s+(?:\w+\s+)?(?:help|calm|sooth|work)"
)
_NOT_YET = re.compile(
    r"(?<![א-ת])[ושכה]{0,2}(?:עדיין|עדין|עוד)\s+(?:לא|אינו|אינה|אין)(?![א-ת])|(?<![א-ת])[ושכ]{0,2}(?:לא|אינו|אינה)\s+(?:[א-ת]+\s+){1,4}(?:עדיין|עדין)(?![א-ת])"
    r"|\bnot\s+yet\b|\bstill\s+(?:not|no|isn't|doesn't|can't|cannot|won't|hasn't|unable)\b|(?:\bnot|\bno|n't)\b[^.,;!?]{0,60}\byet\b|\byet\s+to\s+\w+|\bhas\s+never\b"
)
_HEARING = (
    r"(?:בדיק(?:ת|ות)\s+ה?שמיעה|שמיעה|השמיעה)",
    r"(?:hearing(?:\s+(?:test|tests|check|checks|exam|screening|screen))?)",
)
_GOOD = (
    r"(?:תקינה?|תקינים|תקינות|בסדר(?:\s+גמור)?|נורמלית?|מצוינת?|טובה)",
    r"(?:fine|normal|okay|ok|good|clear|great|perfect|all\s+right|alright|passed|fully\s+normal)",
)
_HEARING_FINE = re.compile(
    rf"{_HEARING[0]}[^.;!?]{{0,40}}?(?<![א-ת]){_GOOD[0]}(?![א-ת])|(?<![א-ת]){_GOOD[0]}\s+(?:את\s+)?(?:ב?בדיקת\s+ה?שמיעה)"
    rf"|\b{_HEARING[1]}\b[^.;!?]{{0,40}}?\b{_GOOD[1]}\b|\b(?:normal|good|fine|perfect|passed\s+(?:(?:his|her|the|a|their)\s+)?)\s*hearing\b"
)
_HEARING_TESTED = re.compile(
    r"בדיק|נבדק|בדקנו|בדקו|הבדיקה|\b(?:test|check|exam|screen|tested|checked|passed|screening)\w*\b"
)
_HEARING_DOUBT = re.compile(
    r"(?<![א-ת])[ושכ]{0,2}(?:לא|אינה|אינו|עדיין|עוד|מחכים|ממתינים|קבענו|תור|אולי|נראה|נראית|טרם)(?![א-ת])|\b(?:not|isn't|wasn't|didn't|never|yet|waiting|appointment|maybe|seems?|probably|think|failed|but)\b|n't\b"
)


def told_as(one: Any) -> str:
    """Which of the guide's questions something answers, by its label or, reworded, by its source; "" for none."""
    return label_of(one.text) or str((one.source or {}).get("asked", ""))


def author(one: Any) -> str:
    """Whose words these are: a paper's words that the parent put differently are the parent's."""
    return "parent" if (one.source or {}).get("reworded") else str(one.said_by)


def aside(text: str) -> bool:
    """A question, or something asked of the program: nothing told of anybody."""
    low = fold(text)
    asked = text.rstrip(" \"'״”").endswith("?") or curated.asks(low, False)
    passed = len(words(low)) < 5 and answers.passes(text) and not domains(low)  # "later", but not "later she slept"
    return asked or passed or bool(_ORDER.search(low) or addressing.to_chitta(low))


def within(part: str, whole: str) -> bool:
    """Are all words of a text in another one, as they stand there?"""
    return f" {' '.join(words(fold(part)))} " in f" {' '.join(words(fold(whole)))} "


def strong(text: str) -> bool:
    """Is this something good of the child: no question, order or filler, and not what somebody says of the parent?"""
    low = fold(text)
    known = _of_child(low)
    if aside(text) or _SAID_OF_PARENT.search(low) or (_OWN.match(low) and not lexicon.CHILD_WORD.search(low)):
        return False
    if known:
        return True
    few = len(words(low)) < 4
    return not few or (len(words(low)) > 1 and not lexicon.NEGATED.search(low) and not answers.short_answer(text))


def _of_child(low: str) -> bool:
    interest = any(pattern.search(low) for pattern in lexicon.INTERESTS.values())
    return interest or is_strength(low) or bool(domains(low))


def wished(text: str) -> bool:
    """Does this wish something? "No allergies" and "his father talked late too" are told, not hoped."""
    low = fold(text)
    if lexicon.HOPE.search(low) or _WISHED.search(low):
        return True
    plain = not (lexicon.NEGATED.search(low) or lexicon.HISTORY.search(low) or lexicon.FAMILY.search(low))
    return plain and (bool(_GOOD_THING.search(low)) or (len(words(low)) <= 3 and not lexicon.FINE.search(low)))


def not_yet(text: str) -> bool:
    """Is something told that is not there yet, or no more?"""
    low = fold(text)
    return bool(_NOT_YET.search(low) or lexicon.LOST.search(low))


def worrying(text: str) -> bool:
    """Would it be untrue to say that nothing worrying was told, with this among it?"""
    return not_yet(text) or is_concern(fold(text))


def helpful(one: Any) -> bool:
    """Does this say what helps? "Nothing helps" does not."""
    low = fold(one.text)
    said = helps(one.text) if one.kind == "context" else bool(_HELPS.search(low))
    return said and not _NO_HELP.search(low)


def hearing_fine(held: Iterable[Any]) -> Any | None:
    """The one that tells of a hearing test that was fine; None when none does, or when another one says otherwise."""
    told = [
        one for one in held if re.search(r"שמיעה|\bhearing\b", fold(one.text)) and one.kind not in ("hope", "concern")
    ]
    fine = [one for one in told if _fine(fold(one.text))]
    return fine[-1] if fine and len(fine) == len(told) else None


def _fine(low: str) -> bool:
    found = _HEARING_FINE.search(low)
    return bool(found and _HEARING_TESTED.search(low) and not _HEARING_DOUBT.search(low))
