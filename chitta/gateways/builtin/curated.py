"""Questions parents ask most: how they are recognised. The answers stand in the wording of each language."""

from __future__ import annotations

import re

from chitta.gateways.builtin.normalising import fold

_STARTS = re.compile(
    r"^\W*(?:אז\s+|ו|אבל\s+|תגידי\s+|תגיד\s+|רגע\s+|but\s+|so\s+|and\s+|well\s+|ok\s+)?(?:(?:האם|למה|מדוע|איך|כיצד|מה(?!\s+(?:ש|אני\s+אגיד|אגיד|אספר|אני\s+אספר|לומר\s+לך|להגיד\s+לך|יש\s+להגיד))|מתי|איפה)(?![א-ת])|(?:איזה|אילו|איזו)\s+(?:סוג|מסמ|שאל|בדיק|טיפול|איש|אנשי|רופא|מידע)|כמה\s+זמן|מי\s+(?:את|אתה|אתם|קורא|רואה)|זה\s+נורמלי|זה\s+תקין|אפשר\s+לדעת|את\s+(?:חושבת|יכולה|בן\s+אדם|רובוט|אמיתית)|אתה\s+(?:חושב|יכול|רובוט)|יש\s+סיכוי|כדאי\s+ל|צריך\s+ל"
    r"|is\s+(?:it|this|that|he|she)\b|are\s+(?:you|we)|do\s+(?:you|i|we)|does\s+(?:it|this|that|he|she)|did\s+(?:i|we)|can\s+(?:you|i|we|it|somebody|someone|anyone)|could\s+(?:you|it|this|i)|should\s+(?:i|we)|will\s+(?:it|he|she|you|this)|would\s+you|why\b|how\s+(?:long|do|can|does|much|many|is|should|will)|(?:what|which)\s+(?:is|are|do|does|should|if|can|could|will|happens|about|'s|makes|kind|causes|documents|papers)|what's|when\s+(?:should|will|do|does|is|can)|who\s+(?:are|is|reads|sees|will|can)|where\s+(?:do|can|is|does)|am\s+i)"
)
_RISING = re.compile(
    r"^\W*(?:(?:and|but|so|like|cause|well|אבל|ו|אז)\s+)?(?:he|she|they|it|its|it's|he's|she's|hes|shes|there's|my\s+\w+|הוא|היא|יש\s+ל[והּ]|הבן|הבת)\b"
)
_TELL_ME = re.compile(
    r"(?:צריכ?ה?|רוצה|אשמח\s+ל|תן\s+לי|תני\s+לי)\s*(?:עצה|טיפ|עצות|טיפים)|\b(?:need|want|give\s+me)\s+(?:an?\s+|some\s+|any\s+)?(?:advice|tips?)\b|לא\s+(?:ברור\s+לי|יודעת?)\s+(?:ממה|מאיפה|איך)\s+להתחיל|\b(?:do\s+not|don't)\s+know\s+where\s+to\s+(?:begin|start)"
)
_TAG = re.compile(
    r"(?:זה\s+נורמלי|זה\s+תקין|מה\s+לעשות|מה\s+עושים|זה\s+באשמתי|is\s+(?:that|this|it)\s+(?:normal|ok|okay|bad)|what\s+(?:do|should|can)\s+i\s+do)\W*$"
)

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("share_end", re.compile(r"איך\s+(?:עוצרים|מפסיקים|מבטלים|אפשר\s+לבטל|אפשר\s+לעצור)\s+(?:את\s+)?(?:ה)?(?:שיתוף|קישור)|how\s+(?:do|can)\s+(?:i|we)\s+(?:end|stop|cancel|revoke)\s+(?:a\s+|the\s+|my\s+)?(?:share|sharing|link)")),
    ("share_who", re.compile(r"מי\s+(?:רואה|יראה|יכול\s+לראות)\s+(?:את\s+)?מה\s+ש(?:אשתף|אני\s+משתף|שיתפתי|נשתף)|who\s+(?:can|will)\s+see\s+what\s+(?:i|we)\s+share")),
    ("safe_words", re.compile(r"פרטיות|מי\s+(?:קורא|רואה|יראה|יקרא|יכול\s+לראות)|איפה\s+(?:זה\s+|ה?מידע\s+)?(?:נשמר|שמור|את[הם]?\s+שומר(?:ת|ים)?)|מה\s+(?:קורה|תעש[יו]|עושים)\s+עם\s+(?:מה\s+ש|המילים|המידע|הדברים)|סודי|חסוי|נשמר\s+איפה|מוחקים|למחוק\s+את|privacy|private|confidential|who\s+(?:reads|sees|can\s+see|will\s+see|will\s+read)|what\s+(?:do\s+you\s+do|happens|will\s+you\s+do)\s+(?:with|to)\s+(?:my|what|this|the|it|all)|delete\s+(?:my|this|what|everything)|is\s+this\s+(?:safe|secure)")),
    ("film_who", re.compile(r"(?:מישהו\s+אחר|סבתא|סבא|הגננת|בעלי|אשתי)\s+(?:גם\s+)?(?:יכול|תוכל|יוכל)[א-ת]*\s+לצלם|מי\s+(?:צריך\s+|יכול\s+)?(?:לצלם|מצלם)|(?:can|could|may)\s+(?:somebody|someone|anyone|grandma|grandpa|my\s+\w+|the\s+\w+)(?:\s+else)?\s+film|who\s+(?:should|can)\s+film")),
    ("doc_which", re.compile(r"(?:איזה|אילו|איזו|מה)\s+(?:סוג\s+)?(?:ה)?(?:מסמך|מסמכים|ניירות)|(?:which|what)\s+(?:kind\s+of\s+)?(?:documents?|papers?)")),
    ("phone_ask", re.compile(r"מה\s+(?:כדאי\s+)?(?:לשאול|להגיד|לומר)\s+(?:אותם\s+|להם\s+)?(?:בטלפון|בשיחת\s+ה?טלפון|כשמתקשרים)|what\s+(?:should|do|can)\s+(?:i|we)\s+(?:ask|say)\s+(?:on|over|at)\s+the\s+phone")),
    ("health_fund", re.compile(r"(?:קופת?\s+(?:ה)?חולים|הקופה|ביטוח)[^?]{0,20}(?:מכסה|משלמ|מממנ|נותנ)|(?:מה|כמה)[^?]{0,20}(?:קופת?\s+(?:ה)?חולים|הקופה|זה\s+עולה)|(?:health\s+fund|insurance|hmo)[^?]{0,30}(?:cover|pay)|what\s+does\s+(?:the\s+|my\s+)?(?:health\s+fund|insurance)|how\s+much\s+does\s+(?:it|therapy)\s+cost")),
    ("meeting_ask", re.compile(r"מה\s+(?:כדאי\s+|חשוב\s+)?לשאול\s+(?:ב|את\s+ה)?(?:ה?פגישה|ה?רופא|ה?קלינאית|ה?פסיכולוג)|אילו\s+שאלות|what\s+(?:should|do|can)\s+(?:i|we)\s+ask\s+(?:at|in|the|them|him|her)")),
    ("meeting_bring", re.compile(r"מה\s+(?:כדאי\s+|צריך\s+)?להביא|what\s+(?:should|do|can)\s+(?:i|we)\s+(?:need\s+to\s+)?bring")),
    ("begin", re.compile(r"לא\s+(?:ברור\s+לי|יודעת?)\s+(?:ממה|מאיפה|איך)\s+להתחיל|(?:מאיפה|ממה|איך)\s+(?:כדאי\s+)?(?:להתחיל|מתחילים)|(?:do\s+not|don't)\s+know\s+where\s+to\s+(?:begin|start)|where\s+(?:do|should)\s+(?:i|we)\s+(?:begin|start)")),
    ("home_try", re.compile(r"(?:צריכ?ה?|רוצה|אשמח\s+ל|יש\s+לך|תן\s+לי|תני\s+לי)\s*(?:עצה|טיפ|עצות|טיפים|המלצה)|(?:need|want|any|some|give\s+me|have)\s+(?:an?\s+|some\s+|any\s+)?(?:advice|tips?)|מה\s+(?:עוד\s+)?(?:אפשר|כדאי|ניתן|יכול(?:ה|ים)?)\s+(?:לנסות|לעשות)\s+(?:איתו\s+|איתה\s+)?(?:בבית|עכשיו\s+בבית)|מה\s+(?:אפשר|כדאי)\s+לנסות|what\s+(?:can|could|should)\s+(?:we|i)\s+(?:try|do)\s+at\s+home|what\s+(?:can|could)\s+(?:we|i)\s+try")),
    ("person", re.compile(r"(?:את|אתה|אתם|זה)\s+(?:בן\s*אדם|בנאדם|אדם\s+אמיתי|רובוט|בוט|מחשב|אמיתית?|בינה|פסיכולוגית?|רופאה?)|מי\s+(?:את|אתה|אתם)(?![א-ת])|are\s+you\s+(?:(?:like|actually|just|even|maybe)\s+)?(?:an?\s+)?(?:one\s+of\s+those\s+)?(?:real|human|person|robot|bot|ai|an\s+ai|computer|doctor|therapist|psychologist)|who\s+are\s+you|am\s+i\s+talking\s+to\s+a|what\s+are\s+you\b")),
    ("how_long", re.compile(r"כמה\s+זמן\s+(?:זה|השיחה|ה?כל)|עוד\s+הרבה\s+שאלות|כמה\s+שאלות|זה\s+ארוך|how\s+long\s+(?:does|will|is)\s+(?:this|it|the(?!\s+wait))|how\s+many\s+(?:more\s+)?questions|how\s+much\s+longer|much\s+more")),
    ("why_film", re.compile(r"(?:למה|בשביל\s+מה|מה\s+עושים\s+עם)\s+(?:בכלל\s+)?(?:צריך\s+)?(?:ה?סרטון|ה?סרטונים|ה?צילום|לצלם|מצלמים)|(?:why|what\s+for|what\s+is\s+the\s+point\s+of|what's\s+the)[^?]{0,20}(?:film|video)|what\s+(?:is|are)\s+(?:the\s+)?(?:filming|videos?)\s+for|do\s+i\s+have\s+to\s+film|חייבים?\s+לצלם")),
    ("diagnose", re.compile(r"(?:את|אתה|אתם)\s+(?:יכולה?|מאבחנ)|לאבחן|תאבחני|אבחנה|אבחון(?!\s+כתוב)|can\s+you\s+(?:diagnos|tell\s+(?:me\s+)?(?:if|what))|diagnos(?:e|is)|what\s+does\s+(?:he|she|my)\s+\w*\s*have|מה\s+יש\s+לו|מה\s+יש\s+לה(?![א-ת])|what(?:'s|\s+is)\s+wrong\s+with")),
    ("my_fault", re.compile(r"אשמתי|אשמה\s+שלי|בגללי|(?:מה|איפה)\s+(?:עשיתי|טעיתי)|(?:עשיתי|עשינו)\s+משהו\s+(?:לא\s+)?(?:רע|נכון|לא\s+בסדר)|my\s+fault|say\s+about\s+me|מה\s+זה\s+אומר\s+עליי?|did\s+(?:i|we)\s+(?:do|cause)|because\s+of\s+me|am\s+i\s+(?:a\s+bad|to\s+blame|doing\s+(?:something\s+)?wrong)|what\s+did\s+i\s+do")),
    ("why_ask", re.compile(r"למה\s+זה\s+חשוב|למה\s+(?:את|אתה|אתם)\s+שואל|(?:בשביל|למה)\s+(?:מה\s+)?(?:צריך|חשוב)\s+לדעת|why\s+(?:do|are)\s+you\s+(?:ask|need|want)|why\s+is\s+that\s+(?:important|relevant)|why\s+does\s+(?:that|it)\s+matter")),
    ("bilingual", re.compile(r"דו[\s-]לשונ|שתי\s+שפות|שתי\s+השפות|שפה\s+אחת|שלוש\s+שפות|bilingual|two\s+languages|second\s+language|more\s+than\s+one\s+language|both\s+languages")),
    ("screens", re.compile(r"מסך|מסכים|טלוויזיה|טלויזיה|טאבלט|אייפד|יוטיוב|screens?\b|screen\s+time|\btv\b|tablet|ipad|youtube|cartoons")),
    ("talking", re.compile(r"(?:למה|מתי|האם|נורמלי|תקין|לדאוג)[^?]{0,40}(?:מדבר|דיבור|לדבר|מילים|ידבר|תדבר)|(?:מדבר|דיבור|מילים)[^?]{0,40}(?:נורמלי|תקין|לדאוג)|(?:why|when|is|should|how)[^?]{0,60}(?:talk|speak|words|speech)|late\s+talk|(?:talk|speak|words|speech)[^?]{0,40}(?:normal|worry|ok\b|okay)")),
    ("sleep", re.compile(r"(?:איך|למה|מה|נורמלי|תקין|כמה)[^?]{0,40}(?:ישן|ישנה|לישון|שינה|נרדמ?ת?|להירדם|מתעורר|לילה)|(?:ישן|ישנה|שינה|מתעורר\w*|נרדמ?ת?)[^?]{0,40}(?:נורמלי|תקין)|(?:how|why|what|is|should)[^?]{0,60}(?:sleep|bedtime|wak(?:es|ing)|nap)|(?:sleep|wakes|night)[^?]{0,40}(?:normal|okay|ok\b)")),
    ("eating", re.compile(r"(?:could|can|will|might|what\s+if)[^?]{0,40}chok|(?:יכול|עלול|עלולה|יכולה)[^?]{0,20}(?:להיחנק|לחנוק)|(?:איך|למה|מה|נורמלי|תקין)[^?]{0,40}(?:אוכל(?:ת)?|לאכול|ירקות|ארוחה|בררנ)|(?:אוכל|בררנ)[^?]{0,40}(?:נורמלי|תקין)|(?:how|why|what|is|should)[^?]{0,60}(?:eat|food|picky|vegetables|meal)|(?:eats?|picky|food)[^?]{0,40}(?:normal|okay|ok\b)")),
    ("tantrums", re.compile(r"(?:איך|למה|מה|נורמלי|תקין)[^?]{0,40}(?:התקפ|זעם|התפרצ|צורח|צרח|בוכה|מרביצ|מרביץ|מכה|נושכ|נושך|כועס|השתטח|משתטח)|(?:זעם|התפרצ\w*|צורח\w*|מכה)[^?]{0,40}(?:נורמלי|תקין)|(?:how|why|what|is|should)[^?]{0,60}(?:tantrum|meltdown|scream|hit|bite|biting|angry|cry|rage|outburst)|(?:tantrums?|meltdowns?|screams?|hits?)[^?]{0,40}(?:normal|okay|ok\b)")),
    ("friends", re.compile(r"(?:איך|למה|נורמלי|תקין|האם)[^?]{0,40}(?:חברים|ילדים\s+אחרים|לבד(?![א-ת])|משחק\s+עם|ביישנ)|(?:how|why|is|should|will)[^?]{0,60}(?:friends|other\s+kids|other\s+children|alone|shy|play\s+with)")),
    ("will_pass", re.compile(r"(?:זה\s+)?(?:יעבור|יסתדר|ישתנה|ישתפר|יהיה\s+בסדר)|(?:will|does|is)\s+(?:it|he|she|this|everything)\s+(?:pass|go\s+away|get\s+better|grow\s+out|be\s+(?:ok|okay|fine|alright|all\s+right)|catch\s+up|going\s+to\s+be)|grow\s+out\s+of|a\s+phase|זה\s+שלב")),
    ("who_to_see", re.compile(r"למי\s+לפנות|לאן\s+לפנות|ל?אן\s+הולכים|האם\s+(?:כדאי\s+)?לפנות|צריך\s+(?:לפנות|רופא|טיפול)|should\s+(?:i|we)\s+(?:see|call|go|talk\s+to|take|ask|get)\b|when\s+should\s+(?:i|we)\s+(?:see|call|go|get|worry|ask)|whom?\s+(?:do|should|can)\s+(?:i|we)\s+(?:turn\s+to|see|call|contact|ask)|מתי\s+(?:כדאי\s+|צריך\s+)?(?:לשאול|לפנות)|does\s+(?:he|she)\s+need\s+(?:help|therapy|treatment)|(?:טיפול|רופא)\s*\?")),
    ("normal", re.compile(r"נורמלי|תקין|לדאוג|בסדר\s+בגיל|מה\s+אמור|אמור(?:ה)?\s+כבר|normal|should\s+(?:i|we)\s+(?:be\s+)?worr|typical|supposed\s+to|at\s+(?:this|his|her)\s+age|what\s+should\s+(?:he|she)")),
    ("what_next", re.compile(r"מה\s+(?:אני\s+|אנחנו\s+)?(?:אמור(?:ה|ים)?|צריכ(?:ה|ים)?|צריך)\s+לעשות\s+(?:עכשיו|הלאה)|what\s+am\s+i\s+supposed\s+to\s+do\s+now|מה\s+(?:הלאה|עכשיו|השלב\s+הבא|קורה\s+עכשיו|יקרה)|מה\s+עושים\s+(?:כאן|פה|עכשיו)|איך\s+זה\s+עובד|מה\s+זה\s+chitta|what(?:'s|\s+is)\s+next|what\s+do\s+(?:we|i)\s+do\s+(?:next|now)|what\s+happens\s+(?:now|next)|how\s+does\s+(?:this|it)\s+work|what\s+(?:do|can)\s+you\s+do|what\s+is\s+chitta|what\s+is\s+this|how\s+can\s+you\s+help|איך\s+(?:את|אתה)\s+(?:יכולה?|עוזר)")),
    ("what_do", re.compile(r"מה\s+(?:כדאי\s+|אפשר\s+|אני\s+)?(?:לעשות|עושים|עושה)|איך\s+(?:להתמודד|לעזור|אפשר\s+לעזור|להרגיע|מתמודדים)|what\s+(?:can|should|do)\s+(?:i|we)\s+do|how\s+(?:can|do|should)\s+(?:i|we)\s+(?:help|deal|handle|cope|calm)|any\s+(?:tips|advice)|(?:have|give)\s+(?:me\s+)?(?:any\s+)?(?:tips|advice)")),
)  # fmt: skip
KEYS = tuple(key for key, _ in _TOPICS)
ABOUT_THE_CHILD = frozenset(
    {"diagnose", "talking", "sleep", "eating", "tantrums", "friends", "will_pass", "who_to_see", "normal"}
)


def asks(low: str, marked: bool) -> bool:
    """Whether a folded sentence is a question: it ended with a question mark, or is put like one."""
    return marked or bool(_STARTS.match(low) or _TAG.search(low) or _TELL_ME.search(low))


def rising(low: str) -> bool:
    """A statement whose voice rose at its end ("she just freaks out about sand?"): told, not asked."""
    return bool(_RISING.match(low)) and len(low.split()) >= 5 and not answers_to(low)


def before_tag(text: str) -> str:
    """The part of a sentence before "what should I do" at its end; "" when there is none."""
    low = fold(text)
    tag = _TAG.search(low)
    return text[: tag.start()].strip(" ,") if tag and len(low) == len(text) else ""


def answers_to(low: str) -> list[str]:
    """The keys of the curated answers that fit a folded question, best first."""
    return [key for key, pattern in _TOPICS if pattern.search(low)]
