"""What is said to Chitta or of the parent rather than told of the child: orders, reproaches, reassurance, tiredness."""

from __future__ import annotations

import re
from typing import Literal

from chitta.gateways.builtin.normalising import one_of

Order = Literal["address", "delete", "fix", "rename", "human", "again", "told", ""]

_ORDERS: tuple[tuple[Order, re.Pattern[str]], ...] = (
    ("address", re.compile(
        r"(?:לשון|כינוי|בלשון)\s+(?:זכר|נקבה)|(?:פנ[הי]|תפנ[הי]|לפנות)\s+אליי?\s+ב|אני\s+(?:אבא|גבר|אמא|אישה)\s*,?\s*(?:ו)?לא\s+(?:אמא|אישה|אבא|גבר)"
        r"|\bi(?:'m|\s+am)\s+(?:a|the|his|her)\s+(?:dad|father|man|mum|mom|mother|woman),?\s+not\b"
    )),
    ("again", re.compile(
        r"לא\s+הבנתי\s+(?:מה|את\s+השאלה|למה\s+הכוונה)|^\W*לא\s+הבנתי\W*$|מה\s+הכוונה|למה\s+התכוונת|מה\s+שאלת|אפשר\s+לנסח|"
        r"\b(?:i\s+)?(?:don't|didn't|do\s+not|did\s+not)\s+(?:understand|get)\s+(?:the|your|that|what\s+you)\b|^\W*i\s+(?:don't|didn't)\s+(?:understand|get\s+it)\W*$|what\s+do\s+you\s+mean|\brephrase\b"
    )),
    ("delete", re.compile(
        r"(?<![א-ת])(?:ת?מחק[יו]?|תשכח[יו]?|שכח[יו]|תוריד[יו]?|הסיר[יו]|תסיר[יו]?)\s+(?:את|ש|ל|ה|מה)|(?<![א-ת])(?:רוצה|אפשר|איך)\s+(?:\S+\s+)?למחוק|^\W*למחוק"
        r"|(?:^|please\s+|can\s+you\s+|could\s+you\s+|i\s+want\s+(?:you\s+)?to\s+|how\s+(?:do|can)\s+i\s+)\W*(?:delete|erase|remove|forget)\b"
    )),
    ("human", re.compile(
        r"(?:לדבר|שיחה|להתייעץ|לשוחח)\s+עם\s+(?:בן\s*-?\s*אדם|בנאדם|אדם|מישהו\s+אמיתי|נציג|אנשים|מישהו\s+אנושי)|רוצה\s+בן\s*-?\s*אדם"
        r"|\b(?:talk|speak|chat)\s+(?:to|with)\s+(?:a\s+)?(?:real\s+|actual\s+)?(?:human|person|people|someone\s+real|representative)\b|\breal\s+person\s+please"
    )),
    ("rename", re.compile(
        r"(?:איך|אפשר|רוצה)\s+(?:\S+\s+)?(?:ל?שנות|ל?תקן|משנים|מתקנים|לשנות|לתקן)\s+(?:לה\s+|לו\s+)?(?:את\s+)?ה?שם|\b(?:change|fix|correct)\s+(?:the|his|her|my\s+\w+'s)\s+name"
    )),
    ("fix", re.compile(
        r"משהו\s+(?:שם\s+|בו\s+|במכתב\s+|כאן\s+)?לא\s+(?:מדויק|נכון)|\bsomething\s+(?:in\s+(?:it|the\s+letter|there)\s+|there\s+)?(?:is\s+not|isn't)\s+(?:right|correct|true|accurate)"
        r"|(?<![א-ת])למה\s+(?:שינית|תיקנת|רשמת|כתבת|החלפת)|(?:איך|אפשר|רוצה)\s+(?:\S+\s+)?(?:לשנות|לתקן|משנים|מתקנים)(?![א-ת])|\bwhy\s+(?:did|have)\s+you\s+(?:change|write|note|put|call)"
        r"|\b(?:how\s+(?:do|can)\s+i|can\s+i|i\s+want\s+to)\s+(?:change|correct|edit|fix)\b"
    )),
    ("told", re.compile(
        r"כבר\s+(?:אמרתי|סיפרתי|כתבתי|עניתי|הסברתי)|(?:אמרתי|סיפרתי|כתבתי|עניתי)(?:\s+לך)?\s+כבר"
        r"|\bi(?:'ve|\s+have)?\s+(?:already|just)\s+(?:told|said|answered|wrote|written)|\bi\s+(?:told|said)\s+(?:you\s+)?(?:that\s+|this\s+)?already|\byou\s+(?:already\s+)?asked\s+(?:me\s+)?(?:that|this)"
    )),
)  # fmt: skip
_TO_CHITTA = re.compile(
    r"^\W*(?:בבקשה\s+)?(?:תמחק|תשכח|תרשמ|תרשום|תפסיק|תסביר|תגיד|תני\s|תן\s|תענ|תעזר|תעזור|תשנ|תתקנ|תפתח|תראי\s|תשאל|ספרי\s|ספר\s+לי|תספר|תקשיבי|תקשיב\s+לי|תכתוב|תכתב|תעדכנ|עזרי\s|עזור\s+לי)[א-ת]*"
    r"|(?<![א-ת])ו?(?:שאלת|אמרת|כתבת|רשמת|הבנת|טעית)(?![א-ת])|(?<![א-ת])(?<!אוהב )(?<!אוהבת )(?:אותך|ממך|איתך)(?![א-ת])"
    r"|^\W*(?:please\s+)?(?:delete|erase|forget|remove|stop\s+asking|explain|rephrase|tell\s+me|listen|write|note\s+that)\b|\byou\s+(?:asked|said|wrote|noted|misunderstood|got|are\s+wrong|keep\s+asking)\b"
)
_TAKEN_BACK = re.compile(
    r"^\W*(?:(?:סליחה|אופס|רגע|sorry|oops)\W+)?(?:טעיתי|התבלבלתי|זו?\s+טעות|לא\s+התכוונתי|i\s+was\s+wrong|my\s+mistake|i\s+made\s+a\s+mistake|i\s+meant|that\s+was\s+wrong)(?![א-ת\w])"
)
_SELF = re.compile(r"(?<![א-ת])[ושכ]{0,2}(?:אני|אנחנו|אותי)(?![א-ת])|\b(?:i|i'm|im|i've|me|we|we're)\b")
TIRED = one_of(
    "עייף", "עייפה", "עייפים", "עייפות", "מותש", "מותשת", "תשוש*", "גמור", "גמורה", "שחוק*", "לא ישנתי", "haven't slept", "havent slept", "didn't sleep", "tired", "exhausted", "worn out", "drained", "burned out", "burnt out", "haven't slept",
)  # fmt: skip
_UNSEEN = re.compile(
    r"(?:שאני|אני)\s+(?:סתם\s+)?(?:מגזימ?ה?|מגזים|היסטרית?|דואגת?\s+יותר\s+מדי|ממציאה?|מדמיינת?)(?![א-ת])|לא\s+מאמינ(?:ים?|ה)\s+לי|לא\s+לוקח(?:ים|ת)?\s+אותי\s+ברצינות|אף\s+אחד\s+לא\s+(?:מקשיב|מאמין|רואה)"
    r"|\b(?:i'm|i\s+am|that\s+i)\s+(?:just\s+)?(?:exaggerat\w*|overreact\w*|imagin\w+|too\s+(?:worried|anxious))|(?:nobody|no\s+one|doesn't|don't)\s+(?:believes?|listens?\s+to)\s+me"
)
_BY_HIM = re.compile(
    r"(?<![א-ת])[וש]?(?:בעלי|אבא(?:\s+של[והּ])?|בן\s+הזוג|בן\s+זוגי|הרופא|סבא|חמי)(?![א-ת])|\b(?:my\s+husband|(?:his|her)\s+dad|(?:his|her)\s+father|my\s+boyfriend)\b"
)
_BY_HER = re.compile(
    r"(?<![א-ת])[וש]?(?:אשתי|אמא(?:\s+של[והּ])?|בת\s+הזוג|בת\s+זוגי|הרופאה|הגננת|סבתא|חמותי|אחות)(?![א-ת])|\b(?:my\s+wife|(?:his|her)\s+mom|(?:his|her)\s+mother|my\s+girlfriend|my\s+mother)\b"
)
_HARD_TO_SAY = re.compile(
    r"קשה\s+לי\s+(?:להסביר|לתאר|לנסח|להגיד|לשים)|לא\s+יודעת?\s+(?:איך\s+)?להסביר|אין\s+לי\s+מילים|\b(?:hard|difficult)\s+(?:for\s+me\s+)?to\s+(?:explain|describe|put\s+into\s+words)|(?:don't|do\s+not)\s+know\s+how\s+to\s+(?:explain|describe|say)"
)
_HURT = re.compile(
    r"(?<![א-ת])ו?(?:שבר|שברה|נשבר)(?:ו|ה)?\s+(?:לו\s+|לה\s+)?(?:את\s+)?ה?(?:יד|רגל|שן|אף|ראש|אצבע)|(?<![א-ת])[והל]{0,2}(?:מיון|תפרים|אמבולנס|זעזוע\s+מוח|נחתכ?ה?|נכוותה|נכווה|פצוע(?:ה)?)(?![א-ת])|מכה\s+(?:חזקה\s+)?בראש"
    r"|\bbroke\s+(?:his|her|an?|the)\s+(?:arm|leg|wrist|nose|tooth|finger|foot|ankle)|\bbroken\s+(?:arm|leg|wrist|nose)|\bemergency\s+room\b|\bthe\s+er\b|\bstitches\b|\bconcussion\b|\bburned\s+(?:his|her)\b|\bhit\s+(?:his|her)\s+head\b"
)
_BODY = re.compile(
    r"(?<![א-ת])(?:ירד(?:ה)?\s+במשקל|יורד(?:ת)?\s+במשקל|כמו\s+מקל|עור\s+ועצמות|רז(?:ה|תה)\s+מאוד|(?:הפסיק|הפסיקה)\s+לאכול|לא\s+אוכלת?\s+(?:כלום|שום\s+דבר)|כאב(?:י|ה|ת)?\s+(?:לה\s+|לו\s+)?ה?בטן\s+(?:כל|שוב)|דם\s+ב(?:צואה|שתן))(?![א-ת])"
    r"|\b(?:los(?:t|ing|es)\s+weight|skin\s+and\s+bones?|stopped\s+eating|eats\s+nothing|isn't\s+eating\s+anything|won't\s+eat\s+anything|blood\s+in\s+(?:his|her)\s+(?:stool|poo|urine))\b"
)
_GUILT = re.compile(
    r"(?<![א-ת])(?:אמא|אבא|הורה)\s+(?:כל\s+כך\s+)?(?:רע(?:ה)?|נורא(?:ה)?|גרוע(?:ה)?|כושל(?:ת)?)(?![א-ת])|(?<![א-ת])אני\s+(?:כל\s+כך\s+)?(?:אשמה|אשם)(?![א-ת])"
    r"|\b(?:terrible|horrible|bad|awful|failing|worst)\s+(?:mother|mom|mum|father|dad|parent)\b|\bfailing\s+(?:him|her|as\s+a)\b"
)
_OWN_NIGHT = re.compile(
    r"(?<![א-ת])אני\s+(?:כבר\s+|בכלל\s+)?לא\s+(?:ישן|ישנה|נרדם|נרדמת)|\bi\s+(?:can't|cant|don't|dont|haven't|havent|didn't)\s+(?:been\s+able\s+to\s+)?sle(?:ep|pt)"
)
_SAD_EMOJI = re.compile("[😭😢😞😔💔😩😫😿]")
_HARD_START = re.compile(
    r"(?<![א-ת])(?:בתי\s+חולים|פגייה\s+חודש|משפחת\s+אומנה|אומנה|אימוץ|מלחמה|גירושים|גירושין|התגרשנו|בית\s+יתומים|אשפוזים)(?![א-ת])"
    r"|\b(?:foster|(?:two|three|four|five|several|many)\s+(?:different\s+)?homes|orphanage|(?:her|his)\s+(?:birth\s+)?(?:mother|father|mom|mum|dad)\s+(?:was|is)\s+(?:very\s+)?(?:ill|sick|in\s+prison)|in\s+the\s+war|divorced?|nicu)\b"
)
_LOSS = re.compile(
    r"(?<![א-ת])[וש]?(?:נפטר(?:ה|ו)?|הלך\s+לעולמו|הלכה\s+לעולמה|שכול|לידה\s+שקטה|(?:מת|מתה|מתו)\s+(?:בלידה|לפני|בפתאומיות|מ(?!ש))|איבדנו\s+(?:תינוק|תינוקת|ילד|ילדה|הריון|היריון|את\s+(?:אבא|אמא|סבא|סבתא))|הפלות|עברתי\s+הפלה)(?![א-ת])"
    r"|\b(?:passed\s+away|stillb\w+|miscarriage\w*|lost\s+(?:a|our|the|her|his)\s+(?:baby|twin|child|pregnancy|son|daughter|mother|father|dad|mum|mom)|(?:twin|brother|sister|father|mother|dad|mum|mom|baby|grandma|grandpa)\s+died)\b"
)
_NOW = re.compile(
    r"היום|הבוקר|אתמול|עכשיו|הערב|הלילה|עכשו|לפני\s+(?:שעה|כמה\s+שעות)|\b(?:today|this\s+morning|yesterday|just\s+now|tonight|last\s+night|an\s+hour\s+ago)\b"
)
_ILL = one_of(
    "חום גבוה", "יש לו חום", "יש לה חום", "=חולה", "מקיא*", "הקיא*", "fever", "is sick", "vomit*", "throwing up"
)
_FINE_NOW = re.compile(
    r"(?:אני|אנחנו|הכו?ל|כולם)\s+(?:כבר\s+|עכשיו\s+)?(?:בסדר|בטוחי?ם?|בטוחה|רגועי?ם?|רגועה)|^\W*כן(?![א-ת])|(?<![א-ת])(?:בטוחים|לא\s+ככה|לא\s+התכוונתי|יש\s+לידי|נרגעתי|עבר\s+לי|זה\s+עבר)"
    r"|\b(?:i'm|i\s+am|we're|we\s+are|everyone\s+is|everyone's|all|it's)\s+(?:all\s+)?(?:ok|okay|fine|safe|good|alright|all\s+right)\b|^\W*(?:yes|yeah)\b|\bnot\s+like\s+that\b|didn't\s+mean\s+(?:it|that)|\bsomeone\s+is\s+here\b"
)
_SAYING = re.compile(
    r"דרך\s+(?:ביטוי|לומר|דיבור|אגב)|^\W*סתם(?![א-ת])|רק\s+ביטוי|בצחוק|בהגזמה|\bfigure\s+of\s+speech|\bjust\s+(?:a\s+saying|an\s+expression|venting|joking|kidding)|\bway\s+of\s+(?:speaking|saying)|\bdidn't\s+mean\s+it\s+literally"
)
_CALL = re.compile(
    r"(?:אתקשר|מתקשרת?|להתקשר|קודם\s+להתקשר|התקשרתי)(?![א-ת])|\b(?:i'll|i\s+will|i'm|call)\b[^.?!]{0,14}\bcall|\bcall(?:ing|ed)?\s+(?:first|now|them)\b|\bcalling\b"
)
_TALK = re.compile(r"להמשיך\s+לדבר|רוצה\s+לדבר|\bkeep\s+talking|\bkeep\s+writing")
_NOBODY = re.compile(r"אין\s+(?:לי\s+)?(?:אף\s+אחד|מי)|לבד\b|\b(?:nobody|no\s+one|alone)\b|have\s+nobody")
_UNSAFE = re.compile(r"לא\s+בטוח(?:ים|ה)?|אני\s+(?:מפחדת?|פוחדת?)|\b(?:not\s+safe|unsafe|i'm\s+(?:scared|afraid))\b")
_NO = re.compile(r"^\W*(?:לא|no|nope|not\s+really|ממש\s+לא)\W*$")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_GOOD_EMOJI = re.compile("[👍👌🙏✅✔🆗]")


def order(low: str) -> Order:
    """What a folded message asks of Chitta itself, or ""."""
    return next((found for found, pattern in _ORDERS if pattern.search(low)), "")


def to_chitta(low: str) -> bool:
    """Whether a folded sentence is an order, a reproach or a correction: nothing to be noted of anybody."""
    return bool(order(low) or _TO_CHITTA.search(low) or _TAKEN_BACK.search(low))


def sad_emoji(text: str) -> bool:
    """Whether the pictures a parent sent are sad ones."""
    return bool(_SAD_EMOJI.search(text))


def of_self(low: str) -> bool:
    """Whether a folded text speaks of the parent."""
    return bool(_SELF.search(low))


def emoji(text: str) -> str:
    """ "good" for a thumb up, "any" for other pictures, "" when there is something else to read."""
    if any(c.isalnum() for c in text) or not _EMOJI.search(text):
        return ""
    return "good" if _GOOD_EMOJI.search(text) else "any"


def unseen(low: str) -> str:
    """ "he", "she" or "others": who does not believe the parent; "" when nobody is said not to."""
    if not _UNSEEN.search(low):
        return ""
    return "he" if _BY_HIM.search(low) else "she" if _BY_HER.search(low) else "others"


def hard_to_say(low: str) -> bool:
    """Whether the parent finds it hard to put into words."""
    return bool(_HARD_TO_SAY.search(low))


def hurt(low: str) -> str:
    """ "hurt" or "ill" when something just happened to the child's body, else ""."""
    if _HURT.search(low) and _NOW.search(low):
        return "hurt"
    return "ill" if _ILL.search(low) and _NOW.search(low) else ""


def calm(low: str, asked: int) -> str:
    """What a line after a frightened one says; `asked` is which of the three safety questions stood before it, or -1."""
    if _UNSAFE.search(low):
        return "unsafe"
    for key, pattern in (("call", _CALL), ("saying", _SAYING)):
        if pattern.search(low):
            return key
    if _NO.match(low) and asked in (0, 1):
        return "unsafe" if asked == 0 else "alone"
    if TIRED.search(low):
        return "tired"
    for key, pattern in (("talk", _TALK), ("alone", _NOBODY), ("fine", _FINE_NOW)):
        if pattern.search(low):
            return key
    return "any"


def of_product(low: str) -> bool:
    """Whether a folded question is about this place rather than about a child."""
    return bool(_PRODUCT.search(low))


_PRODUCT = re.compile(
    r"(?<![א-ת])(?:ה?אתר|ה?אפליקציה|ה?תוכנה|ה?שיחה|ה?חשבון|ה?סיסמה|ה?מידע\s+שלי|להעלות|לשמור|שומר(?:ת|ים)|תשמר[יו]?|עולה\s+כסף|בתשלום|כאן)(?![א-ת])"
    r"|\b(?:app|site|website|account|password|upload|stored|save[ds]?|delete|cost|free|here|this\s+conversation)\b"
)


Mood = Literal["unsafe", "alone", "call", "talk", "saying", "tired", "fine", "any"]


def mood(low: str, *, asked_if_safe: bool, asked_who: bool) -> Mood:
    """How a parent answers after a frightened message; `asked_…`: what Chitta had just asked."""
    if _UNSAFE.search(low) or (asked_if_safe and _NO.match(low)):
        return "unsafe"
    if _NOBODY.search(low) or (asked_who and _NO.match(low)):
        return "alone"
    moods: tuple[tuple[Mood, re.Pattern[str]], ...] = (
        ("call", _CALL), ("talk", _TALK), ("saying", _SAYING), ("tired", TIRED), ("fine", _FINE_NOW),
    )  # fmt: skip
    return next((found for found, pattern in moods if pattern.search(low)), "any")


def echo(low: str) -> tuple[str, str]:
    """(what deserves a word before everything else, the question that follows it); empty when nothing does."""
    if _HURT.search(low):
        return ("hurt", "f_hurt") if _NOW.search(low) else ("", "")
    if _ILL.search(low) and _NOW.search(low):
        return "ill", ""
    if _LOSS.search(low):
        return "loss", ""
    if _GUILT.search(low):
        return "guilt", ""
    if _BODY.search(low):
        return "body", ""
    if _HARD_START.search(low):
        return "hard_start", ""
    if _UNSEEN.search(low):
        by = "f_unseen_he" if _BY_HIM.search(low) else "f_unseen_she" if _BY_HER.search(low) else "f_unseen"
        return ("unseen_tired" if TIRED.search(low) else "unseen"), by
    if _HARD_TO_SAY.search(low):
        return "hard_to_say", "f_seen"
    if _OWN_NIGHT.search(low) or (TIRED.search(low) and of_self(low)):
        return "tired", ""
    if _FEW_WORDS.search(low):
        return "words", "f_words"
    return ("sleep", "f_sleep") if _BAD_NIGHT.search(low) else ("", "")


def amount(low: str) -> str:
    """ "ten words": the amount a parent told, as it was told."""
    found = _FEW_WORDS.search(low)
    return (found.group("amount") or found.group("en")).strip() if found else ""


_FEW_WORDS = re.compile(
    r"(?:אומרת?|יודעת?|יש\s+ל[והּ])\s+(?:רק\s+|בערך\s+|אולי\s+|כ)?(?P<amount>(?:\d{1,3}|שתי|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|עשר|עשרים|כמה)\s+מילים)"
    r"|\b(?:says|has|knows)\s+(?:only\s+|about\s+|maybe\s+)?(?P<en>(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twenty|a\s+few)\s+words)"
)
_BAD_NIGHT = re.compile(
    r"לא\s+(?:ישנה?|נרדמת?)(?:\s+\S+){0,2}\s*(?:בלילה|בלילות|לילות|טוב)|מתעוררת?\s+(?:הרבה|כל|שוב)[^.?!]{0,14}|\b(?:slept\s+badly|doesn't\s+sleep|does\s+not\s+sleep|not\s+sleeping|wakes\s+up\s+(?:all|every|many|five|six))\b"
)
