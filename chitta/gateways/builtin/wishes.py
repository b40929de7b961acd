"""What the parent wants to do rather than tell: bring a paper, film, read a report, find an expert."""

from __future__ import annotations

import re
from typing import Literal

from chitta.core.vocabulary import Stage, View

Wish = Literal[
    "document", "no_document", "film", "decline", "upload_video", "go_on", "report", "explain", "experts", "journal", "share", "portrait",
    "meeting", "talk", "back", "add", "papers", "",
]  # fmt: skip

VIEW_OF: dict[Wish, tuple[View, ...]] = {
    "document": ("uploadDoc", "viewDocs"),
    "film": ("instructions", "view1"),
    "upload_video": ("uploadVideo",),
    "report": ("parentReport", "proReport"),
    "explain": ("parentReport",),
    "experts": ("findExperts",),
    "journal": ("journal",),
    "share": ("shareExpert",),
    "portrait": ("portrait",),
    "meeting": ("summary",),
    "talk": ("consultDoc",),
    "papers": ("viewDocs",),
}
STAGE_OF: dict[Wish, Stage] = {
    "document": "document_upload", "upload_video": "video_upload", "report": "report_ready", "experts": "expert_search",
    "share": "sharing", "meeting": "meeting_prep", "talk": "consultation",
}  # fmt: skip

_WANT_HE = r"(?:רוצה|רוצים|אפשר|איך|אשמח|בא\s+לי|צריכ?ה?|אני\s+יכולה?|תראי|תראה|להראות|תפתחי|תפתח|נתחיל|בוא[יו]?|מעוניינת?|מתאים)"
_WANT_EN = r"(?:want|wanna|like\s+to|can\s+i|could\s+i|how\s+do\s+i|how\s+can\s+i|may\s+i|let\s+me|let's|i'll|show|open|need|ready|where|please|could\s+you|can\s+you|see)"
_DOC_HE = r"(?:מסמך|מסמכים|דוח\s+מה\w+|דו\"ח\s+מה\w+|דוח\s+של\s+ה\w+|אבחון\s+כתוב|מכתב\s+מה\w+|סיכום\s+(?:מה\w+|ביקור))"
_DOC_EN = r"(?:documents?|papers?|pdf|(?:kindergarten|preschool|nursery|daycare|hearing|speech)\s+(?:report|test|letter)|teacher'?s?\s+report|school\s+report|doctor'?s?\s+letter|written\s+report|report\s+from\s+(?:the|his|her|kindergarten|school))"
_BROUGHT_HE = r"ה?(?:מסמך|מסמכים|דוח|דו\"ח|דוחות|אבחון|סיכום|צילום\s+של\s+\w+|קובץ|קבצים)(?:\s+ש\w+|\s+מה\w+)?"
_BROUGHT_EN = r"(?:documents?|papers?|pdf|files?|report|reports|assessment|evaluation|scan|(?:hearing\s+)?test)"

_WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    ("go_on", re.compile(
        r"(?:(?:נ|ל|ת)?(?:המשיך|משיך|מתקדם|התקדם)|נמשיך|ממשיכים)\s+(?:רק\s+)?(?:עם\s+מה\s+ש(?:יש|סיפרתי|אמרתי|נאסף)|בלי\s+(?:לצלם|צילום|צילומים|סרטונים|ה?סרטונים))"
        r"|(?:ל|ת|נ)?(?:כתוב[יו]?|כתבי)\s+(?:לי\s+|לנו\s+|כבר\s+|עכשיו\s+)*(?:את\s+)?ה?מכתב"
        r"|\b(?:go|carry|move|continue)(?:\s+on)?\s+with\s+what\s+(?:we|you|i|there)|\b(?:go\s+on|continue|carry\s+on)\s+without\s+(?:film|video)|\bwrite\s+(?:me\s+)?the\s+letter\b"
    )),
    ("decline", re.compile(
        r"(?:נעדיף|מעדיפ(?:ים|ה|ף)?|עדיף)\s+(?:ש?לא\s+לצלם|בלי\s+(?:לצלם|צילום|סרטונים))|לא\s+(?:רוצה|רוצים|אצלם|נצלם|מוכנה?|מוכנים)\s*(?:לצלם|לצילום|שיצלמו)|(?<![א-ת])לא\s+(?:אצלם|נצלם|מצלמים)(?![א-ת])|^\W*בלי\s+צילום\W*$"
        r"|\b(?:rather|prefer)\s+not\s+(?:to\s+)?film|\b(?:don't|do\s+not|won't|will\s+not)\s+(?:want\s+to\s+)?film\b|\bno\s+filming\b"
    )),
    ("no_document", re.compile(
        r"אין\s+(?:לי|לנו)\s+(?:שום\s+|עוד\s+|כרגע\s+)*(?:מסמך|מסמכים|ניירות|דוחות|ניירת)|\b(?:i|we)\s+(?:have\s+no|don't\s+have\s+(?:any|a)?)\s*(?:documents?|papers?|reports?)\b"
    )),
    ("papers", re.compile(
        rf"(?:קראת[ם]?|הספקת\s+לקרוא|קוראת?|ראית|עברת\s+על)\s+(?:כבר\s+)?(?:את\s+|על\s+)?(?:{_BROUGHT_HE})|(?:מה|איפה)\s+(?:כתוב|יש|נכתב|נאמר|רואים|קורה|עם)\s+(?:שם\s+)?(?:עם\s+)?(?:ב|ה)?(?:{_BROUGHT_HE})|מה\s+(?:אומר(?:ת|ים)?|אומרים)\s+(?:{_BROUGHT_HE})|(?:{_BROUGHT_HE})\s+(?:כבר\s+)?(?:הגיע|הגיעו|נקרא|נקראו)|(?<![א-ת])[לת]?סכמ?[יו]?ם?\s+(?:לי\s+|לנו\s+)?את\s+(?:{_BROUGHT_HE})"
        rf"|\b(?:did|have|can|could|will)\s+you\s+(?:already\s+|yet\s+)?(?:read|see|seen|look(?:ed)?\s+at|get|got|received?)\s+(?:the|my|our|his|her|that|those|these)\s+(?:\w+\s+)?(?:{_BROUGHT_EN})|\bwhat(?:'s|\s+is|\s+does|\s+did|\s+do)?\s+(?:it\s+say\s+)?(?:in\s+)?(?:the|my|our|his|her|that|those)\s+(?:\w+\s+)?(?:{_BROUGHT_EN})(?:\s+(?:say|tell|mean))?\W*$|\bwhat\s+(?:stands|is\s+written)\s+in\s+(?:the|my|our|that)\s+(?:{_BROUGHT_EN})|\b(?:sum\s+up|summari[sz]e)\s+(?:the|my|our|his|her|that)\s+(?:\w+\s+)?(?:{_BROUGHT_EN})"
    )),
    ("explain", re.compile(
        r"(?:ל|ת|ה)?(?:הסביר|סביר|סבירי|סברי)\s+(?:לי\s+|לנו\s+)?(?:את\s+)?ה?(?:מכתב|דוח|דו\"ח)|\bexplain\s+(?:me\s+)?(?:the|this|my)\s+(?:letter|report)|\bwhat\s+does\s+the\s+(?:letter|report)\s+(?:say|mean)"
    )),
    ("add", re.compile(
        r"יש\s+(?:עוד\s+)?משהו\s+(?:ש?חשוב\s+לי\s+|ש?אני\s+רוצה\s+|ש?רציתי\s+)?(?:להוסיף|לספר)\W*$|^\W*(?:אני\s+)?(?:רוצה|אפשר)\s+להוסיף(?:\s+משהו)?\W*$"
        r"|\b(?:something|a\s+thing)\s+(?:else\s+)?i\s+(?:want|wanted|would\s+like)\s+to\s+(?:add|tell)\W*$|^\W*(?:can\s+i|may\s+i|i\s+want\s+to)\s+add\s+something\W*$"
    )),
    ("back", re.compile(
        r"^\W*(?:בו?אי?\s+)?(?:נמשיך|להמשיך|נחזור|לחזור|נעבור)\s+(?:רק\s+)?(?:לדבר|לשיחה|לשוחח)\W*$|^\W*(?:let\s+us|let's|lets)\s+(?:just\s+)?(?:go\s+on|go\s+back\s+to|keep|continue)\s+(?:talking|to\s+talk|the\s+conversation)\W*$"
    )),
    ("upload_video", re.compile(
        r"(?:להעלות|לשלוח|מעלה|העלאת)\s+(?:לך\s+|לכם\s+)?(?:את\s+ה|ה)?(?:סרטון|סרטונים|וידאו|סרטים)|יש\s+לי\s+(?:כבר\s+)?(?:סרטון|סרטונים|וידאו)|(?:^\W*|(?:כבר|היום|אתמול|אני|אנחנו)\s+)(?:צילמתי|צילמנו|הסרטתי)(?![א-ת])"
        r"|\b(?:upload|send|share|attach)\s+(?:you\s+)?(?:a|the|my|some|this)?\s*(?:videos?|clips?)|\bi\s+(?:already\s+)?have\s+(?:a|some|the)\s+(?:videos?|clips?)|\b(?:i|we)(?:'ve|\s+have)?\s+(?:already\s+|just\s+)?filmed\b"
    )),
    ("share", re.compile(
        r"(?:לשלוח|להעביר|לתת|להראות|לשתף)\s+(?:את\s+)?ה?(?:מכתב|דוח)\s+(?:ל|עם)\s?[א-ת]+|\bshare\s+(?:the|this|my|his|her)\s+(?:report|letter|summary)\s+with|\b(?:send|show|give|forward)\s+(?:the|this|my)\s+(?:letter|report)\s+to\b"
    )),
    ("document", re.compile(
        rf"(?:להעלות|לצרף|לשלוח|להביא|מעלה|להראות)\s+(?:לך\s+|לכם\s+)?(?:את\s+ה|ה)?(?:{_DOC_HE}|דוח|דו\"ח|קובץ|תמונה\s+של\s+\w+|אבחון)|יש\s+לי\s+(?:כבר\s+|עוד\s+)?(?:{_DOC_HE}|דוח|דו\"ח|אבחון\s+כתוב)"
        rf"|\b(?:upload|attach|send|share|bring|add|scan|show)\s+(?:you\s+)?(?:a|the|my|our|his|her|some|this)?\s*(?:{_DOC_EN}|file|report|assessment|evaluation)"
        rf"|\b(?:i|we)\s+(?:already\s+)?have\s+(?:a|an|the|some|his|her|another|one\s+more)?\s*(?:{_DOC_EN}|written\s+(?:evaluation|assessment))"
    )),
    ("film", re.compile(
        rf"(?:{_WANT_HE}|כן)[^.?!]{{0,20}}(?:לצלם|לצילום|צילום|נצלם)|(?<![א-ת])מה\s+(?:כדאי\s+)?לצלם|איך\s+(?:מ|ל)צלמ?ים?|^\W*(?:לצלם|לראות\s+מה\s+לצלם|נצלם)(?![א-ת])"
        rf"|\b{_WANT_EN}\b[^.?!]{{0,20}}\bfilm(?:ing)?\b|\bwhat\s+(?:should|do|can)\s+(?:i|we)\s+film|^\W*(?:film|start\s+filming|show\s+me\s+what\s+to\s+film)\b|\b(?:record|make)\s+(?:a\s+)?video"
    )),
    ("portrait", re.compile(
        r"מה\s+(?:את|אתה|אתם)\s+יודע(?:ת|ים)?\s+על|מה\s+רשמת|מה\s+(?:כבר\s+)?ידוע\s+(?:לך\s+)?על|מה\s+שמרת|לראות\s+מה\s+(?:רשמת|נרשם|ידוע|שמור)|מה\s+נרשם|דיוקן"
        r"|\bwhat\s+(?:do\s+you|have\s+you|did\s+you)\s+(?:know|learn(?:ed)?|note[d]?|write|written?|record(?:ed)?|sav(?:ed|e))\b|\bwhat\s+you\s+(?:know|noted|wrote|have\s+noted)|\bportrait\b"
    )),
    ("experts", re.compile(
        rf"(?:למצוא|לחפש|מחפש(?:ת|ים)?|{_WANT_HE})[^.?!]{{0,14}}(?:איש\s+מקצוע|אנשי\s+מקצוע|מומח(?:ה|ית|ים)|קלינאית|פסיכולוג(?:ית)?|מרפא(?:ה|ת)\s+בעיסוק|מטפל(?:ת)?\s+מתאימ?ה?)|למי\s+(?:כדאי\s+)?לפנות|לאן\s+(?:כדאי\s+)?לפנות"
        r"|\b(?:find|look(?:ing)?\s+for|search\s+for|recommend|need|see|suggest)\s+(?:me\s+)?(?:an?|some|the)?\s*(?:good\s+)?(?:experts?|specialists?|professionals?|(?:speech\s+|occupational\s+|play\s+)?therapists?|psychologists?)|\bwhom?\s+(?:should|can|do)\s+(?:i|we)\s+(?:see|turn\s+to|contact)"
    )),
    ("meeting", re.compile(r"(?m:^)(?:(?=.*(?<![א-ת])[והבל]{0,2}פגישה)(?=.*(?:תכונ|תכוננ|להכין|הכנה))|(?=.*\b(?:meeting|appointment)\b)(?=.*\bprepar))|(?:להתכונן|להכין|הכנה|לקראת)\s*(?:ל|את\s+ה)?\s?ה?פגישה|סיכום\s+לפגישה|\bprepare\s+(?:for\s+)?(?:a|the|my|our)\s+(?:meeting|appointment)|\bmeeting\s+summary|\bpage\s+for\s+(?:a|the)\s+meeting")),
    ("journal", re.compile(
        rf"(?:{_WANT_HE}|לרשום|להוסיף|לכתוב|לפתוח|תרשמי|תוסיפי|רשמי|תרשום|תוסיף)[^.?!]{{0,24}}(?:ל|ב|את\s+ה)יומן|^\W*(?:ה)?יומן\W*$"
        r"|\b(?:add|write|put|note|open|keep|save|see|start)\b[^.?!:]{0,24}\bjournal\b|^\W*(?:my\s+|the\s+)?(?:journal|diary)\W*$"
    )),
    ("share", re.compile(
        rf"(?:{_WANT_HE})[^.?!]{{0,12}}לשתף\s+(?:את\s+ה?(?:דוח|מידע|חומר|מכתב)|עם\s+(?:ה)?(?:רופא|קלינאית|גננת|מטפלת|פסיכולוג|בעלי|אשתי|איש))|קישור\s+(?:ל)?שיתוף|^\W*(?:לשתף|שיתוף)\W*$"
        r"|\bshare\s+(?:this|it|that|what|everything|the\s+report|the\s+letter|with\s+(?:the|my|our|a|his|her))|^\W*(?:share|sharing)\W*$|\bsharing\s+link"
    )),
    ("report", re.compile(
        rf"(?:{_WANT_HE}|לקרוא|לקבל|מתי)[^.?!]{{0,16}}(?:ה?דוח|ה?דו\"ח|ה?מכתב(?:\s+להורים)?|ה?דוחות)(?![א-ת])(?!\s+מה)|(?:עדכנ|תעדכנ|לעדכן|לחדש|תחדש)[א-ת]*\s+את\s+ה?מכתב|^\W*(?:נו\s*,?\s*)?(?:זה\s+|המכתב\s+)(?:כבר\s+)?מוכן\W*$|^\W*נו\s*,?\s*מוכן\W*$|\bis\s+(?:it|the\s+letter)\s+ready|\bupdate\s+the\s+letter|(?:איפה|מתי)\s+(?:יהיה\s+|יגיע\s+)?ה(?:דוח|מכתב)|^\W*(?:ה)?(?:דוח|דוחות)\W*$"
        r"|\b(?:see|read|get|open|show\s+me|where\s+is|where's|when\s+(?:will|do)\s+i\s+get|want)\s+(?:me\s+)?(?:the|my|a|our|his|her)\s+(?:report|letter|summary)\b|^\W*(?:the\s+)?reports?\W*$"
    )),
    ("talk", re.compile(
        rf"(?:{_WANT_HE})\s+(?:רק\s+|סתם\s+|פשוט\s+)?(?:לדבר\s+(?:חופשי|סתם|קצת)|להתייעץ|לפרוק|לשאול\s+(?:שאלה|משהו))|לדבר\s+חופשי|^\W*(?:רוצה\s+)?להתייעץ\W*$|^\W*(?:רגע|סליחה|אה|טוב)?[\s,.]*(?:רק\s+)?(?:יש\s+לי\s+(?:עוד\s+)?שאלה|אפשר\s+לשאול)\W*$"
        r"|\b(?:just\s+)?(?:talk|chat)\s+freely\b|\bi\s+(?:just\s+)?(?:want|need)\s+to\s+(?:just\s+)?(?:talk|chat|vent)\b|\bask\s+(?:you\s+)?(?:a|some)\s+questions?\b|^\W*i\s+have\s+a\s+question\W*$"
    )),
)  # fmt: skip


def wish(low: str) -> Wish:
    """What a folded message asks to do, or ""; what it asks not to do is no wish."""
    for found, pattern in _WISHES:
        match = pattern.search(low)
        if match and not (found in _ACTS and _denied(low, match)):
            return "" if found == "decline" and _FOR_NOW.search(low) else found
    return ""


def only_for_now(low: str) -> bool:
    """Whether filming is put off rather than declined: "I don't want to film today, maybe tomorrow"."""
    return bool(_FOR_NOW.search(low)) and any(found == "decline" and pattern.search(low) for found, pattern in _WISHES)


def _denied(low: str, match: re.Match[str]) -> bool:
    """Whether "do not", "never" or "not yet" stands before what would be done, in the same sentence, or within it."""
    before = re.split(r"[.;!?\n]", low[: match.start()])[-1][-60:]
    return bool(_NOT.search(before) or _NOT.search(" ".join(match.group(0).split()[:1])))


# Wishes that change something at once.
_ACTS = frozenset({"go_on", "share", "journal", "report", "experts", "meeting", "document", "upload_video", "film"})
_NOT = re.compile(
    r"(?<![א-ת])(?:אל|לא|עוד\s+לא|עדיין\s+לא|בלי\s+(?:ל|ש))(?![א-ת])|\b(?:don't|dont|do\s+not|doesn't|never|not|won't|wouldn't|no\s+need\s+to|rather\s+not|stop)\b"
)
_FOR_NOW = re.compile(
    r"(?<![א-ת])(?:היום|עכשיו|כרגע|עדיין|בינתיים|אולי\s+מחר|מחר|אחר\s+כך|השבוע)(?![א-ת])|\b(?:today|now|right\s+now|yet|tonight|tomorrow|this\s+week|maybe\s+later|for\s+now)\b"
)
