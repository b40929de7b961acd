"""Slips in how a Hebrew reply addresses the parent, or shows a gender of Chitta's own. Careful: it would rather miss.

Many forms are spelled alike for several people: "רוצה", "לך", "סיפרת" fit everyone and are never slips; "תרצה" is "you
(m)" and "she", "את" is "you (f)" and a mere particle. Those count only where nothing else can be meant.
"""

from __future__ import annotations

import re

_START = r"(?<![א-ת])(?:ו|ש|כש|אם |מה |איך |האם |מתי |אולי |כי |למה )?"
_END = r"(?![א-ת])"
# Present forms and adjectives of a woman that follow "את" only when it means "you".
_SHE_DOES = (
    "יכולה|יודעת|חושבת|מרגישה|מוכנה|זוכרת|מספרת|מתארת|אומרת|צריכה|מבינה|שומעת|דואגת|מודאגת|מוזמנת|בטוחה|שואלת|כותבת|רוצה|רואה|עושה|"
    "מתמודדת|לבד|לא|עכשיו|גם|עדיין|בעצמך|כבר|מעדיפה|מכירה|עייפה|נמצאת|מתכוונת|אוהבת|שמה|מנסה|חוששת|מחפשת"
)
_IMPERATIVES = {
    "f": r"ספרי|תספרי|תרצי|תוכלי|תגידי|אמרי|כתבי|תכתבי|נסי|תנסי|בואי|תבואי|קחי|תקחי|חשבי|תחשבי|צלמי|תצלמי|שימי|תשימי|תראי|ראי|לחצי|תלחצי|בחרי|תבחרי|"
    r"תעלי|תפני|פני|התחילי|תתחילי|תני|חכי|תחכי|הוסיפי|תוסיפי|שאלי|תשאלי|תדעי|דעי",
    "m": r"ספר לי|ספר עוד|תספר לי|תגיד לי|אמור לי|כתוב לי|תכתוב לי|נסה|בוא|קח לך|חשוב על|שים לב|לחץ על|בחר|צלם",
}  # fmt: skip
# "You will ..." of a man, and "she will ..." of any woman: only right after a word that can have no such subject.
_HE_WILL = (
    r"(?:אם|כש|מה|איך|מתי|האם|אולי|[.!?,:] ?|^)\s*(?:לא )?(תרצה|תוכל|תספר|תנסה|תגיד|תכתוב|תחשוב|תצלם|תבחר|תדע|תראה)"
    + _END
)
_MEN = r"מוזמן|אתה" + _END
_WOMEN = r"מוזמנת" + _END
_MANY = r"(?:אתם|אתן|תרצו|תוכלו|ספרו|תספרו|תגידו|כתבו|נסו|מוזמנים|שלכם|לכם|אתכם|הייתם|סיפרתם|אמרתם|ראיתם|כתבתם)" + _END
_SLASHED = r"[א-ת]{2,}[/.](?:ה|ת|י|ית|ות|ים|נה)" + _END
_SELF = (
    r"אני (?:לא |גם |כבר |עדיין )?(?:חושבת?|מבינה?|שמחה?|שומעת?|יודעת?|זוכרת?|שואלת?|מציעה?|מרגישה?|סקרנית?|מצטערת?|כותבת?|מקשיבה?)"
    + _END
)


def slips(reply: str, address: str, child: str = "") -> list[str]:
    """What in a Hebrew reply does not fit `address` (f, m, n). `child`: "girl", "boy" or "", whose own forms may stand."""
    said = re.sub(r'["״“][^"״”]*["״”]', " ", reply)  # quoted words are the family's
    wrong = [_SLASHED, rf"(?<!\S){_SELF}"]
    if address in ("f", "n"):
        wrong += [rf"{_START}{_MEN}", rf"{_START}(?:{_IMPERATIVES['m']}){_END}"]
        wrong += [] if child == "girl" else [_HE_WILL]
    if address in ("m", "n"):
        wrong += [rf"{_START}{_WOMEN}", rf"{_START}את (?:{_SHE_DOES}){_END}", rf"{_START}(?:{_IMPERATIVES['f']}){_END}"]
    if address != "n":
        wrong += [rf"(?<![א-ת])(?:{_MANY.replace('|שלכם|לכם|אתכם', '')})"]  # "yours" may be the family's
    else:
        wrong += [rf"(?<![א-ת]){_MANY}"]
    return [match.group().strip() for pattern in wrong for match in re.finditer(pattern, said, re.MULTILINE)]
