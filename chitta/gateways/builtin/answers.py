"""Short answers and moods: yes, no, not now, skip, thanks, too much for today."""

from __future__ import annotations

import re
from typing import Literal

from chitta.gateways.builtin.lexicon import INSTRUCTION, OFF_TOPIC
from chitta.gateways.builtin.normalising import fold, is_hebrew, one_of, words

Answer = Literal["yes", "no", "unsure", "later", "skip", "stop", "thanks", "greeting", ""]

_STOP = one_of(
    "לעצור כאן", "נעצור כאן", "רוצה לעצור", "רוצה להפסיק", "אפשר להפסיק", "מספיק להיום", "די להיום", "נמשיך מחר", "להתראות", "ביי",
    "let's stop", "lets stop", "i want to stop", "want to stop", "stop here", "enough for today", "that's enough", "that's all for today",
    "continue tomorrow", "goodbye", "bye", "i have to go", "gotta go", "got to go",
)  # fmt: skip
_STOP_ALONE = re.compile(r"^\W*(?:די|מספיק|עצור|עצרי|stop|quit|exit)\W*$")
_SKIP = one_of(
    "לדלג", "=דלג", "=דלגי", "נדלג", "נמשיך הלאה", "הלאה", "שאלה הבאה", "מעדיפה לא", "מעדיף לא", "מעדיפים בלי", "לא רוצה לענות", "לא רוצה לדבר על זה", "לא רוצה לספר", "עזבי", "עזוב", "לא משנה", "נעבור הלאה",
    "skip", "pass", "next question", "move on", "rather not", "prefer not", "don't want to answer", "don't want to talk about", "not comfortable", "leave it", "never mind",
)  # fmt: skip
_LATER = one_of(
    "לא עכשיו", "אחר כך", "אחר-כך", "בפעם אחרת", "מאוחר יותר", "אולי מחר", "לא כרגע", "בהמשך", "not now", "later", "another time", "not right now", "not today", "maybe tomorrow", "not yet thanks",
)  # fmt: skip
_UNSURE = one_of(
    "לא יודע", "לא יודעת", "לא ממש יודעת", "לא ממש יודע", "לא בטוח", "לא בטוחה", "אין לי מושג", "קשה לי לחשוב", "לא זוכר", "לא זוכרת", "לא עולה לי", "לא חשבתי", "קשה לי להגיד", "קשה לומר", "אין לי רעיון", "מי יודע",
    "don't know", "dont know", "do not know", "dunno", "idk", "not sure", "no idea", "can't think", "cant think", "don't remember", "can't remember", "hard to say", "who knows", "unsure",
)  # fmt: skip
_AT_A_LOSS = re.compile(
    r"(?:יודעת?|יודעים)\s+(?:כבר\s+)?מה\s+לעשות|know\s+what\s+to\s+do"
)  # despair, and no answer to anything
_YES = re.compile(
    r"^\W*(?:כן|להמשיך|נמשיך|ממשיכים|go\s+on|continue|keep\s+(?:talking|going)|בטח|ברור|נכון|יאללה|סבבה|אוקי+|אוקיי|אשמח|בשמחה|קדימה|מתאים|למה\s+לא|בסדר|טוב|מצוין|yes|yeah|yea|yh|yep|yup|sure|ok|okay|of\s+course|go\s+ahead|let's|please|sounds\s+good|why\s+not|fine|right|correct|true|alright)(?![א-ת\w])"
)
_NO = re.compile(
    r"^\W*(?:(?:(?:לא|אין|no)(?=\W*$|[,.!]|\s+(?:ממש|תודה|כל\s+כך|הי[הו]|משהו|כלום|בעיה|בעיות|הבדל|צורך|מה|not|thanks|thank|nothing|never|problems?|issues|difference|need|we|i)(?![א-ת\w])))|עוד\s+לא|עדיין\s+לא|ממש\s+לא|לא\s+ממש|כלום|שום\s+דבר|לא\s+תודה|אף\s+פעם|not\s+yet|not\s+much|לא\s+שאני\s+יודעת?|not\s+so\s+far|nope|there\s+(?:wasn't|isn't|was\s+none)|nah|nothing|none|not\s+really|no\s+thanks|not\s+that\s+i\s+know|never)(?![א-ת\w'])"
)
_THANKS = one_of("תודה", "תודות", "thanks", "thank you", "thx", "ty")
_GREETING = re.compile(
    r"^\W*(?:שלום|היי+|הי|אהלן|בוקר\s+טוב|ערב\s+טוב|מה\s+נשמע|מה\s+שלומך|hi+|hello|hey+|good\s+(?:morning|evening|afternoon))(?![א-ת\w])"
)
_TOO_MUCH = one_of(
    "אין לי כוח", "אין לי כח", "מותשת", "מותש", "גמורה", "יותר מדי בשבילי", "זה יותר מדי", "יותר מידי", "עמוס לי", "קורסת", "קורס", "לא עומדת בזה", "לא עומד בזה", "מוצפת", "מוצף", "נמאס לי", "לא מסוגלת יותר", "לא מסוגל יותר", "קשה לי מאוד", "אני גמור", "אני לבד עם זה", "לבד בזה", "אין לי אוויר", "אין לי אויר", "לא יכולה יותר", "לא יכול יותר", "אני נשברת", "אני נשבר", "גמרה אותי",
    "overwhelmed", "too much", "exhausted", "can't do this", "cant do this", "can't cope", "cant cope", "can't anymore", "cant anymore", "at the end of my rope", "at my wits end", "at my wit's end", "so done", "burned out", "burnt out", "so tired", "i'm tired", "drained", "at my limit", "falling apart", "drowning", "i can't anymore", "can't think straight",
)  # fmt: skip
_DEFENSIVE = one_of(
    "לא עניינך", "לא עניין שלך", "למה את שואלת", "למה אתה שואל", "למה אתם שואלים", "לא צריכה את זה", "לא צריך את זה", "אין לו שום בעיה", "אין לה שום בעיה", "הכל בסדר איתו", "הכל בסדר איתה", "אשתי הכריחה", "בעלי הכריח", "הגננת הכריחה", "הגננת מגזימה", "הגננת שלחה", "שלחו אותי", "מגזימים", "אני לא אמא רעה", "אני לא אבא רע", "זה חקירה", "זו חקירה",
    "none of your business", "why do you ask", "why are you asking", "why do you need", "nothing wrong with", "he's fine", "she's fine", "he is fine", "she is fine", "made me do this", "made me come", "teacher exaggerates", "overreacting", "not a bad mother", "not a bad father", "not a bad parent", "interrogation", "waste of time", "don't need this", "sent me here",
)  # fmt: skip
_ANGRY = re.compile(
    r"(?<![א-ת])(?:לא\s+עוזרת?\s+(?:לי|לנו|בכלל)|סתם\s+מחשב|מחשב\s+טיפש|טיפש(?:ה|י)?|מטומט(?:ם|מת)|חסרת?\s+תועלת|בזבוז\s+(?:של\s+)?זמן|שטויות|עזב[יו]?\s+אותי|נמאסת)(?![א-ת])"
    r"|\b(?:you(?:'re|\s+are)\s+(?:so\s+)?(?:useless|stupid|dumb|no\s+help|not\s+helping|an?\s+idiot)|useless|this\s+is\s+(?:stupid|useless|pointless|ridiculous)|stupid\s+(?:bot|machine|computer|program)|you\s+don't\s+help)\b"
)
_CORRECTION = re.compile(
    r"(?<![א-ת])(?:טעיתי|טעות|טעות\s+הקלדה|התבלבלתי|התכוונתי|בעצם|לא\s+נכון|תיקון|לתקן)(?![א-ת])|^\W*לא(?:[,.\s]+(?=ה?וא|ה?יא|קוראים|בן|בת|שמ))"
    r"|(?<![א-ת])(?:לא|רגע)[,.\s]+(?:סליחה|לא|רגע)(?![א-ת])|\b(?:no,?\s+wait|wait,?\s+no|no,?\s+sorry|scratch\s+that|make\s+that|just\s+put|i\s+mean)\b|\b(?:actually|correction|i\s+meant|my\s+mistake|that'?s\s+wrong|not\s+right|i\s+mistyped|oops|auto\s?-?correct\w*|typo)\b|^\W*(?:no|sorry|wait)\b[,.\s]+(?=he|she|his|her|they|it|the|i\s+meant|my)"
)
_LETTERS = re.compile(r"[^\W\d_]")
_MASH_EN = re.compile(r"^(?:[bcdfghjklmnpqrstvwxz]{4,}|(?:asd|qwe|zxc|sdf|jkl|hjk|dfg)\w*|l(?:ol)+|ha(?:ha)+|blah.*)$")
_MASH_HE = re.compile(r"^(?:ח{2,}|חח.*|שדג.*|דגכ.*|קראט.*|בלה|בלהבלה|סתם)$")


def short_answer(text: str) -> Answer:
    """What a short message answers; "" when it says something of its own."""
    low, count = fold(text), len(words(text))
    if (_STOP.search(low) and count <= 12) or _STOP_ALONE.match(low):
        return "stop"
    if count > 9:
        return ""
    for pattern, answer in ((_SKIP, "skip"), (_LATER, "later"), (_UNSURE, "unsure")):
        if pattern.search(low) and not (answer == "unsure" and _AT_A_LOSS.search(low)):
            return answer  # type: ignore[return-value]
    if _YES.match(low) and count <= 5:
        return "yes"
    if _NO.match(low) and count <= 4:
        return "no"
    if _THANKS.search(low) and count <= 6:
        return "thanks"
    return "greeting" if _GREETING.match(low) and count <= 4 else ""


def passes(text: str) -> bool:
    """Whether a message declines the question it follows."""
    return short_answer(text) in ("unsure", "later", "skip")


def greets(low: str) -> bool:
    """Whether a folded message opens with a greeting."""
    return bool(_GREETING.match(low))


def thanks(low: str) -> bool:
    """Whether a folded message thanks."""
    return bool(_THANKS.search(low))


def too_much(low: str) -> bool:
    """Whether the parent says that it is too much just now."""
    return bool(_TOO_MUCH.search(low))


def defensive(low: str) -> bool:
    """Whether the parent bristles at being asked."""
    return bool(_DEFENSIVE.search(low))


def angry(low: str) -> bool:
    """Whether the parent is angry at Chitta itself."""
    return bool(_ANGRY.search(low))


def corrects(low: str) -> bool:
    """Whether the message takes something back ("no, he is four")."""
    return bool(_CORRECTION.search(low))


def off_topic(low: str) -> bool:
    """Talk of the weather, the news, or instructions meant for a model."""
    return bool(OFF_TOPIC.search(low) or INSTRUCTION.search(low))


def nonsense(text: str) -> bool:
    """Whether there is nothing in it to understand: no letters or digits, or a hand on the keyboard."""
    low = fold(text)
    found = words(low)
    if not _LETTERS.search(low):
        return not any(c.isdigit() for c in low)
    return len(found) <= 3 and all(_mashed(word) for word in found)


def _mashed(word: str) -> bool:
    if word.isdigit():
        return True
    pattern = _MASH_HE if is_hebrew(word) else _MASH_EN
    return bool(pattern.match(word)) or (len(set(word)) == 1 and len(word) > 1)
