"""The frames in which parents tell things, whatever the words inside: how long it takes, what it ends in, what is only so. Data.

Single words stand in `lexicon`; what a frame means for a message is decided in `noticing`.
"""

from __future__ import annotations

import re

from chitta.core.vocabulary import Domain
from chitta.gateways.builtin.dates import MONTHS_EN, MONTHS_HE
from chitta.gateways.builtin.normalising import one_of

_H = r"(?<![א-ת])[ושהכ]{0,2}"  # small letters that stick to a Hebrew word's front
_E = r"(?![א-ת])"
_WHO = r"(?:him|her|them|me|us|everyone)"

# --- something is hard ------------------------------------------------------------------------------------------------

HARD = re.compile(
    r"\b(?:takes|took|needs)\s+(?:" + _WHO + r"\s+)?(?:an?\s+hour|hours|ages|forever|(?:two|three|four)\s+hours|half\s+an\s+hour)\b(?!\s+to\s+(?:get\s+there|drive))"
    r"|\bends?\s+(?:up\s+)?in\s+(?:a\s+)?(?:tears|fight\w*|scream\w*|drama|crying|chaos)\b|\bends?\s+up\s+(?:crying|screaming|on\s+the\s+floor)\b"
    r"|\b(?:is|are|it's|becomes?|turns?\s+into)\s+(?:always\s+|such\s+)?(?:a|an)\s+(?:\w+\s+)?(?:fight|battle|drama|struggle|nightmare|war|disaster|mess|ordeal)\b"
    r"|\b(?:gives?|gave)\s+up\b|\bmakes?\s+" + _WHO + r"\s+(?:furious|mad|cry|angry|panic|anxious|nervous|sad)\b|\b(?:furious|hysterical|panics?|inconsolable|beside\s+(?:him|her)self)\b"
    r"|\bslams?\b|\b(?:gags?|spits)\b|\brun\s+(?:right\s+)?past\s+(?:him|her)\b|\b(?:drifts?|tunes?|zones?|spaces?|wanders?)\s+(?:off|away|out)\b"
    r"|\b(?:trips|bumps|stumbles|crashes)\s+(?:over|into|against)\b|\bhurts?\s+(?:his|her)\s+hand\b|\bguess(?:es|ing)\s+(?:half|most|the|every)\b"
    r"|\bwets?\s+(?:the\s+bed|(?:him|her)self)\b|\bwet\s+the\s+bed\b|\bhas\s+accidents\b|\bstarted\s+(?:wetting|having\s+accidents)\b"
    r"|\b(?:stands?|sits|stays)\s+(?:alone\s+|always\s+)?(?:by|at|near|next\s+to)\s+the\s+(?:fence|wall|door|edge|side)\b|\b(?:doesn't|don't|does\s+not|never)\s+(?:get\s+)?invite\w*\b|\bhides?\s+(?:behind|under)\b"
    r"|\b(?:doesn't|does\s+not|won't|can't|refuses\s+to|only)\s+[^.,;!?]{1,40}?\b(?:unless|until)\b|\blives\s+on\s+(?:\w+)|\bshuts?\s+(?:his|her)\s+mouth\b|\bturns?\s+away\b|\b(?:she|he|they)(?:'s|\s+is|\s+are)\s+not\s+(?:walking|talking|eating|sleeping|playing|answering|crawling|having\s+(?:any\s+)?friends)\b|\bno\s+speak\b|\b(?:doesn't|does\s+not|dont|doesnt)\s+(?:know\s+how|pay|listen|look|answer|eat|sleep|play|talk|speak|join|walk|stay|sit)\b|\bonly\s+(?:says?|eats?|sleeps?|drinks?|accepts?|wears?|plays?)\b"
    r"|\beats\s+(?:only\s+)?(?:two|three|four|five|six|1|2|3|4|5|6)\s+(?:foods|things|dishes)\b|\b(?:won't|wont|no\s+want)\s+(?:eat|talk|sleep|play|stay|touch|try|taste|wear|go|let|look|sit|come|join|stop)\b"
    r"|\b(?:can't|cant)\s+(?:stand|bear|handle|cope\s+with|sit|wait|settle|calm|hold|sleep|fall)\b|\b(?:forgets|loses)\s+(?:everything|what|where|half|things)\b|\b(?:copies|repeats)\s+everything\b"
    r"|\bfalls?\s+(?:apart|to\s+pieces)\b|\bmelts?\b|\bsnatch\w*|\bpush(?:es|ed|ing)\s+(?:a|an|the|other|every|him|her|his|kids|children|off|people)\b|\bgets\s+up\s+(?:in|from|all|every)\b"
    r"|" + _H + r"(?:לוקח(?:ת)?\s+(?:לו|לה)\s+(?:שעה|שעות|שעתיים|נצח|המון\s+זמן)|עד\s+ש(?:הוא|היא)\s+נרדמת?)" + _E +
    r"|" + _H + r"(?:נגמר(?:ת|ים)?|מסתיים|מסתיימת)\s+(?:תמיד\s+)?ב(?:בכי|צרחות|דמעות|ריב|מריבה|צעקות)" + _E + r"|" + _H + r"(?:כל\s+\S+\s+(?:היא|הוא|זה|זו)\s+)?(?:מלחמה|סיוט|קרב|מאבק|דרמה)" + _E +
    r"|" + _H + r"(?:מוותרת?|נואשת?|נשברת?)\s+(?:אחרי|מיד|מהר|ישר)|" + _H + r"(?:יורקת?|פולטת?|מקיאה?)" + _E + r"|" + _H + r"(?:נתקעת?|נתקל(?:ת)?|מועד(?:ת)?)\s+(?:ב|על|כל)" +
    r"|" + _H + r"(?:מפספס(?:ת)?|לפספס|הרטיב(?:ה)?|מרטיב(?:ה)?|להרטיב|בורח(?:ת)?\s+לו)" + _E + r"|" + _H + r"(?:לא\s+מזמינים|לא\s+הזמינו)\s+(?:אותו|אותה)|" + _H + r"(?:מתחבא(?:ת)?|מסתתר(?:ת)?)\s+(?:מאחורי|מתחת)" +
    r"|" + _H + r"(?:מוכן|מוכנה)\s+(?:\S+\s+){0,2}רק" + _E + r"|" + _H + r"(?:אוכלת?|אומרת?|שותה|לובשת?|ישנה?|משחקת?)\s+רק" + _E + r"|" + _H + r"רק\s+(?:אם|כש)(?:אני|אנחנו|אמא|אבא)" +
    r"|" + _H + r"(?:לא\s+(?:נוגעת?|טועמת?|מתקרבת?)\s+ב|לא\s+מסוגלת?\s+(?:ל|להת)|לא\s+מצליחה?\s+ל|לא\s+יודעת?\s+ל|מתחילה?\s+\S+\s+ועוזבת?|מתחילה\s+\S+\s+\S+\s+ושוכחת|לא\s+מסתכלת?|לא\s+מביטה?|לא\s+מגיבה?|לא\s+נותנ?ת?\s+(?:ל|לי|לאף|שי))|" + _H + r"(?:לא\s+גומרת?|לא\s+מסיימת?|לא\s+יושבת?|לא\s+מחכה)" + _E + r"|" + _H + r"(?:ה?ראש)\s+שלו?ה?\s+לא\s+נכבה" +
    r"|" + _H + r"(?:קמה?|קופצת?|יוצאת?)\s+באמצע|" + _H + r"(?:עוברת?|באה?)\s+(?:אלינו\s+)?ל?(?:ה?מיטה\s+שלנו|מיטה\s+של\s+ההורים|מיטתנו)|" + _H + r"(?:רגיש|רגישה)\s+ל(?:ריח|רעש|מגע|אור|בגד|תווי|כל)" +
    r"|" + _H + r"(?:דוחפת?|דחף|דחפה|חוטפת?|חטף|חטפה)\s+(?:ילד|את|כל|מ|אותי|אחרים)|" + _H + r"(?:יושבת?|עומדת?|נשאר(?:ת)?)\s+(?:\S+\s+)?בצד" + _E + r"|" + _H + r"(?:התכווצ?ה?|התכווץ|קופא(?:ת)?|קפאה?)" + _E
)  # fmt: skip
# Somebody else is sad or cries, and the child sees it: nothing hard about this child.
OTHERS_HARD = re.compile(
    r"\b(?:when|if)\s+(?:someone|somebody|anyone|a\s+(?:friend|child|kid|baby|boy|girl)|another\s+(?:child|kid)|his\s+\w+|her\s+\w+|i|mom|mum|dad)\s+(?:is\s+|am\s+|gets\s+)?(?:sad|upset|hurt|cries|cry|crying|falls|fell)\b"
    r"|(?<![א-ת])(?:כש|אם\s+|כאשר\s+)(?:מישהו|מישהי|חבר|חברה|ילד|ילדה|אח\S*|תינוק\S*|אני|אמא|אבא)(?:\s+אחרת?)?\s+(?:בוכה|עצוב|עצובה|נופל|נופלת|כועסת?|קיבלה?\s+מכה)(?![א-ת])"
    r"|(?<![א-ת])(?:כל\s+)?(?:ילד|ילדה|תינוק|מי)\s+ש(?:בוכה|עצוב|עצובה|נופל|נופלת)(?![א-ת])|\b(?:anyone|everyone|kids?|children|whoever)\s+(?:who\s+)?(?:is|are|cries|cry|looks?)\s*(?:sad|crying|upset)?\b"
)

# --- something is good ------------------------------------------------------------------------------------------------

GOOD = re.compile(
    r"\b(?:can|could)\s+(?:already\s+)?(?:name|recite|sing|take|find|spot|tell\s+you|build|draw|play|wait|sit|spend|stay|swim|ride|read)\b(?!\s+still)|\bknows?\s+(?:what\s+|where\s+|exactly\s+|the\s+name|all|every|each|by\s+heart|them\s+all|how\s+to)\b|\bby\s+heart\b|\bnever\s+forgets\b"
    r"|\b(?:makes?|made|invents?|invented|comes?\s+up\s+with|thinks?\s+up)\s+(?:up\s+)?(?:\w+\s+)?(?:dances?|stories|games?|songs?|worlds?|machines?|rules|board\s+games|things)\b|\binvents\b"
    r"|\b(?:takes?\s+apart|fixes|repairs|measures\s+everything)\b|\b(?:all\s+day(?:\s+long)?|for\s+hours|for\s+ages|till\s+dark|until\s+dark|non\s?-?stop)\b(?=.*\b(?:song|sing|danc|draw|play|build|book|swing)|$)"
    r"|\b(?:a|an|such\s+a)\s+(?:real\s+|absolute\s+|total\s+)?(?:delight|joy|pleasure|natural|treasure|gift|star)\b|\b(?:best|funniest)\s+(?:jokes|dancer|helper|friend)\b|\b(?:happiest|at\s+(?:his|her)\s+best)\b"
    r"|\b(?:comforts?|consoles?|looks\s+after|takes\s+care\s+of|is\s+so\s+good\s+to|helps\s+(?:me|us|his|her|the|everyone))\b|\b(?:brings|gives)\s+(?:them|him|her|everyone)\s+(?:a\s+)?(?:tissue|toy|hug|blanket|flower)"
    r"|\bwe\s+(?:bake|cook|garden|read|dance|sing|build)\b|\b(?:they|we)\s+(?:garden|bake|cook|read|build|paint|dance)\s+together\b|\b(?:hums|sings|whistles|dances)\b|\bsees?\s+(?:every|things\s+others)\b"
    r"|" + _H + r"(?:יודעת?|זוכרת?|מכירה?)\s+(?:\S+\s+){0,2}?(?:כל|איפה|בדיוק|בעל\s+פה|את\s+כל|בשם)" + _E + r"|" + _H + r"(?:אלופ?ה?|אלוף|תותח(?:ית)?|שולט(?:ת)?|גאון|גאונה)\s+(?:ב|על)|" + _H + r"(?:המציאה?|ממציאה?|בנתה|בנה|בונה|מרכיבה?|הרכיבה?|מתקנת?|תיקנה?|מפרקת?)" + _E +
    r"|" + _H + r"(?:מציירת?|שרה?|רוקדת?|מנגנת?|בונה|כותבת?|קוראת?|משחקת?|ישנה?|אוכלת?)\s+(?:מדהים|נהדר|מעולה|נפלא|יפהפה|יפה\s+מאוד)" + _E +
    r"|" + _H + r"(?:מנחמת?|מלטפת?|מחבקת?|דואגת?\s+ל(?:אח|כולם|כל)|עוזרת?\s+ל(?:י|נו|אח|סבת|כולם)|מביאה?\s+(?:לו|לה|להם|לי)\s+(?:טישו|צעצוע|שמיכה|פרח|מים|חיבוק))" + _E +
    r"|" + _H + r"(?:כל\s+היום|שעות|בלי\s+סוף|בלי\s+הפסקה)" + _E + r"(?=.*(?:שיר|ציור|משחק|לגו|ספר))|" + _H + r"(?:שר|שרה|רוקדת?|מציירת?|בונה)\s+(?:\S+\s+){0,2}?(?:כל\s+היום|שעות|בלי\s+סוף)" + _E +
    r"|" + _H + r"(?:ילד|ילדה)\s+(?:מאוד\s+|ממש\s+)?(?:שמחה?|טובה?|מקסימה?|חכמה?|מתוקה?|סקרנית?|רגועה?)" + _E + r"|" + _H + r"(?:חברים|שניים|אחד)\s+(?:ממש\s+|מאוד\s+)?(?:קרובים|קרוב|טובים)" + _E
)  # fmt: skip

# --- what helps -------------------------------------------------------------------------------------------------------

HELPING = re.compile(
    r"^\W*(?:only\s+|but\s+|maybe\s+)?(?:if|when)\s+(?:i|we)\b(?=.*\b(?:he|she|they)\b)|^\W*(?:רק\s+|אבל\s+)?(?:אם|כש)\s?(?:אני|אנחנו)(?![א-ת])|(?<![א-ת])(?:עוזר(?:ת|ים|ות)|עובד(?:ת|ים|ות)?)\W*$|^(?!.*\b(?:nothing|never|not|doesn't|don't|none)\b).*\bworks?\b\W*$|"
    r"\b(?:what|the\s+only\s+thing\s+that)\s+(?:really\s+|usually\s+|sometimes\s+)?(?:helps|works)\b|\bit\s+(?:helps|goes\s+better|works|is\s+easier|gets\s+easier)\s+(?:when|if|to)\b|\b(?:if|when)\s+(?:i|we)\b[^.?!]{2,80}\b(?:goes\s+better|helps|is\s+easier|calms?\s+down|settles?|gets\s+easier|works)\b"
    r"|" + _H + r"(?:מה\s+ש(?:כן\s+)?עוזר|(?:זה\s+)?עוז(?:ר|רת|רים)\s+(?:לו|לה|לנו)|מה\s+שעובד)" + _E + r"|(?<![א-ת])(?:אם|כש)\s?(?:אני|אנחנו)(?![א-ת])[^.?!]{2,80}(?<![א-ת])[וה]?(?:הוא\s+|היא\s+|זה\s+)?(?:נרגעת?|עוזר|יותר\s+קל|עובד|משתחררת?)" + _E
)  # fmt: skip

# --- early years, home, hopes: more than one word tells ---------------------------------------------------------------

EARLY = re.compile(
    r"\b(?:born\s+(?:at|in\s+week|early|late|by|on|with|normal|healthy|premature\w*)|full\s?-?term|no\s+complications|forceps|c\s?-?section|(?:emergency|planned)\s+section|pregnan\w+|(?:the|her|his|my|at|since|after|before|normal|home)\s+(?:birth|delivery)|\d\d\s+weeks|(?:easy|hard|difficult|normal|twin|high\s?-?risk)\s+(?:pregnancy|birth|delivery)|due\s+date|nicu|incubator|in\s+hospital|hospitali[sz]ed|pneumonia|tubes\s+in\s+(?:his|her)\s+ears|grommets|operation|jaundice|reflux|colic\w*)\b"
    r"|"
    + _H
    + r"[בל]?(?:צהבת|הי?ריון|(?:ה?לידה|לידת)(?!\s+של\s+(?:אח|אחות)|\s+אח)|(?:ו?לידה)\s+(?:רגילה|קלה|קשה|טבעית|בוואקום)|ואקום|ניתוח\s+קיסרי|אינקובטור|פגי[יה]ה|ריפלוקס|גזים\s+בתור|ניתוח|אושפזה?|דלק(?:ת|ות)\s+(?:אוזניים|ריאות))"
    + _E
    + r"|"
    + _H
    + r"נולדה?\s+(?:ב|פג|אחרי|לפני|במשקל|מוקדם)"
    + r"|"
    + _H
    + r"(?:אחרי\s+ה?לידה|בשבוע\s+(?:ה-?)?(?:\d\d|שלושים|ארבעים|עשרים)\S*)"
)
_TONGUE = r"russian|hebrew|english|spanish|arabic|german|french|polish|chinese|italian|portuguese|רוסית|ערבית|אנגלית|עברית|אמהרית|צרפתית|ספרדית|יידיש|מרוקאית"
LIVES = re.compile(
    r"\b(?:lives?|living|live)\s+(?:with|together|at)\b|\bwe\s+(?:all\s+)?(?:speak|talk)\s+(?:\w+\s+)?(?:at\s+home|with\s+(?:him|her))|\bspeaks?\s+(?:only\s+)?(?:[a-z]+)\s+(?:to|with|at)\b|\b(?:separated|divorced|every\s+other\s+weekend|two\s+(?:older\s+|younger\s+|big\s+|little\s+)?(?:sisters|brothers)|only\s+child)\b"
    r"|"
    + _H
    + r"(?:גרה?|גרים|מתגוררים)\s+(?:עם|אצל|ב)|"
    + _H
    + r"(?:ו?מדברים|דוברים)\s+[א-ת]+\s+(?:בבית|איתו|איתה)|"
    + _H
    + r"(?:גרושים|פרודים|משמורת|אחת\s+לשבועיים\s+אצל)"
    + _E
    + r"|"
    + _H
    + r"(?:אנחנו|בבית)\s+(?:רק\s+)?(?:שלושה|ארבעה|חמישה|שניים|שתיים)"
    + _E
    + r"|\b(?:joint|big|small)\s+family\b|\b(?:the\s+)?(?:two|three|four|five|six|seven)\s+of\s+us\b|\b(?:two|three|four)\s+(?:parents|kids|children|lads|boys|girls)\b(?=.*\b(?:home|us|and|me)\b)|\bin\s+(?:the\s+)?house\s+(?:only\s+)?[a-z]+\b(?=\W*$)|^\W*(?:just|only)\s+(?:me|us|the\s+\w+\s+of\s+us)\b"
    r"|"
    + _H
    + r"(?:ארבעתנו|שלושתנו|חמישתנו|שנינו|שתינו)"
    + _E
    + r"|"
    + _H
    + r"(?:שלוש|ארבע|חמש|שש|שבע)\s+נפשות|"
    + _H
    + r"ב?בית\s+(?:רק\s+)?(?:רוסית|ערבית|אנגלית|עברית|אמהרית|צרפתית|ספרדית|יידיש|מרוקאית)"
    + _E
    + r"|^\W*(?:"
    + _TONGUE
    + r")(?:\s+(?:and|קצת|ו)\s*|\s*,\s*|\s+ו)(?:"
    + _TONGUE
    + r")\W*$|(?<![א-ת])[הב]?(?:בת\s+יחידה|בן\s+יחיד)(?![א-ת])|(?<![א-ת])חצי\s+שבוע\s+אצל"
)
# One of those who live at home: two of them in a row, and nothing told of anybody, say who lives there.
OF_HOME = re.compile(
    r"(?<![א-ת])[ו]?(?:אני|אשתי|בעלי|אישה|בעל|סבא|סבתא|אמא(?:\s+שלי)?|אבא(?:\s+של[ויה])?|אמהות|אחים?|אחיות|אחות(?:ו|ה)?|אח(?:יו|יה)?|בנים|בנות|ילדים|תאומים|ה?קטנה?|ה?כלבה?|ה?חתול|דודה|דוד|הבכורה?|האמצעית?)(?![א-ת])"
    r"|\b(?:me|myself|my\s+(?:husband|wife|spouse|partner|mum|mom|mam|dad)|her\s+(?:dad|mum|mom)|his\s+(?:dad|mum|mom)|(?:the\s+)?grand(?:mother|father|ma|pa)|nan|(?:two|three|four)\s+(?:cats|dogs|lads|boys|girls|kids|brothers|sisters)|a\s+(?:brother|sister|dog|cat)|two\s+parents)\b"
)
_TOLD_OF = re.compile(
    r"\b(?:says?|said|thinks?|is|are|was|does|doesn't|can|can't|won't|gets?|goes|makes?|plays?|helps?|loves?|when|if|because)\b|(?<![א-ת])(?:הוא|היא|לא|אומר\S*|חושב\S*|כש\S+|אם|כי|רוצה|עוזר\S*|אוהב\S*|משחק\S*|מפחד\S*|בוכה)(?![א-ת])"
)


def who_lives_at_home(low: str) -> bool:
    """Whether a folded text only lists people of a home."""
    return len(OF_HOME.findall(low)) >= 2 and not _TOLD_OF.search(low)


DEVELOPED = re.compile(
    r"\b(?:began|started|learn\w+)\s+to\s+(?:walk|talk|crawl|speak|sit)\b|\b(?:walked|crawled|talked|sat|stood)\s+(?:only\s+|late\s+|early\s+)*(?:at|by|when)\b|(?<![א-ת])[ושה]?(?:הלכה?|זחלה?|דיברה?|ישבה?|עמדה?)\s+(?:רק\s+)?(?:מאוחר|מוקדם|בגיל|ב-?(?:גיל|שנה|חודש))(?![א-ת])"
)
WISHED_FOR = re.compile(
    r"^\W*ו?ש(?=[ית])(?!(?:יש|ישנ|יחק|יחקה|ינה|יר|ירים|ירה|תי|תיים|תים|תה|תתה|יעור|יניים|ידר|תק|תקה|יתף|יתפה|ינתה|ינה|תיל|יפר|יפרה)\S{0,3}(?![א-ת]))[א-ת]{4,}|"
    r"\b(?:a\s+bit|some|more)\s+(?:of\s+)?(?:confidence|peace|calm|quiet)\b[^.?!]{0,40}\b(?:wish|hope|want|ask)|\b(?:that's\s+)?(?:all|what)\s+i\s+(?:want|wish|ask)\s+for\b|\bi\s+(?:wish|hope|'d\s+love|would\s+love|want)\b"
    r"|(?<![א-ת])(?:זה\s+)?(?:כל\s+)?מה\s+שאני\s+(?:מבקשת?|רוצה|מאחלת?)(?![א-ת])|(?<![א-ת])(?:אני|אנחנו)\s+(?:רק\s+)?(?:רוצה|רוצים|מאחלת?|חולמ(?:ת|ים)|מקווה|מקווים)\s+(?:ש|בשביל)"
)

# --- areas whose words alone are many -----------------------------------------------------------------------------------

DOMAINS: dict[Domain, re.Pattern[str]] = {
    "sleep": one_of("מיטה שלנו", "לפני השינה", "=נרדם", "=נרדמת", "השינה", "=קם עייף", "=קמה עייפה", "הולך לישון", "הולכת לישון", "bed", "goes to bed", "next to him", "next to her", "lie down", "pyjamas", "pajamas"),
    "eating": one_of("אורז", "קוטג'", "גבינה", "פירות", "בשר", "עוף", "מרק", "ביצה", "=יורק", "=יורקת", "טעמים", "לטעום", "צלחת", "rice", "bread", "fruit", "cheese", "cereal", "soup", "meat", "plate", "gags", "spits"),
    "sensory": one_of("תפרים", "נעליים", "ריחות", "צפירה", "בלנדר", "מייבש", "מאוורר", "אורות", "seam*", "shoe", "shoes", "label*", "fan", "hoover*", "blender", "tights", "scratchy", "siren*", "hairdryer", "lights"),
    "motor": one_of("נתקע ברהיטים", "נתקעת ברהיטים", "נתקע ב*", "מדרגה", "לאחוז", "בגיר", "לטפס", "trips", "bumps into", "hand hurts", "hurts his hand", "hurts her hand", "holds the pencil", "furniture"),
    "attention": one_of("באמצע השיעור", "לא גומר*", "לא גומר", "לא מסיים*", "שוכח*", "מתפזר*", "drifts", "wanders off", "zones out", "forgets", "finishes nothing", "every line", "in the middle of the lesson"),
    "learning": one_of("קריאה", "=לקרוא", "מילים בספר", "הכתבה", "לוח הכפל", "guesses", "spelling", "homework", "first grade", "times tables", "the book"),
    "communication": one_of("הברה", "הברות", "מושך ביד", "מושכת ביד", "pulls my hand", "pulled my sleeve", "pulls my sleeve", "squeal*", "guess what he wanted", "guess what she wanted", "couldn't guess"),
    "social_play": one_of("ימי הולדת", "מזמינים", "הזמינו", "בחצר", "בהפסקה", "ליד הגדר", "invite*", "the fence", "recess", "birthday part*", "run past", "other boys"),
    "behaviour_emotion": one_of("דוחף", "דוחפת", "דחף", "דחפה", "חטף", "חוטף*", "חוטף", "push*", "snatch*", "furious", "slams", "panic*", "hysterical", "temper"),
}  # fmt: skip

CHECKED = one_of(
    "בדיקת שמיעה", "בדיקות שמיעה", "בדקנו שמיעה", "קלינאית*", "ריפוי בעיסוק", "פיזיותרפ*", "טיפול רגשי", "hearing test*", "hearing was", "hearing check*", "audiolog*", "speech therap*",
    "occupational therap*", "physical therap*", "physiotherap*",
)  # fmt: skip

# --- since when -------------------------------------------------------------------------------------------------------

_MONTH_EN = "|".join(MONTHS_EN).lower()
_MONTH_HE = "|".join((*MONTHS_HE, "מרס"))
_FEAST_HE = r"ה?(?:חגים|חנוכה|פורים|פסח|שבועות(?=\s+(?:האחרון|שעבר))|סוכות|ראש\s+השנה|כיפור|קיץ|חורף|אביב|סתיו|חופש(?:\s+הגדול)?|מלחמה|קורונה|מעבר|לידה|גן|גנון|מעון|בית\s+הספר|גירושים|פרידה)"
_FEAST_EN = r"(?:the\s+|last\s+|this\s+)*(?:summer|winter|spring|autumn|fall|easter|christmas|passover|hanukkah|new\s+year|holidays|move|divorce|war|pandemic|lockdown)"
_TIME_EN = rf"(?:(?:early|mid|late|around|about|the\s+end\s+of|the\s+beginning\s+of)\s+)*(?:{_MONTH_EN}|{_FEAST_EN}|(?:his|her|their)\s+\w+\s+birthday|(?:first|second|third|1st|2nd|3rd)\s+grade|last\s+(?:year|month|week)|(?:a|two|three|four|five|six|a\s+few|\d+)\s+(?:weeks?|months?|years?)\s+ago|(?:he|she|they)\s+(?:was|were|turned)\s+\w+(?:\s+and\s+a\s+half)?|when\s+[^.,;!?]{{3,40}}|after\s+[^.,;!?]{{3,40}})"
_TIME_HE = rf"(?:{_FEAST_HE}|-?(?:{_MONTH_HE})|(?:תחילת|סוף|אמצע)\s+[א-ת]+(?:\s+[א-ת]'?(?![א-ת]))?|כיתה\s+[א-ח]'?(?![א-ת])|גיל\s+[א-ת\d.]+(?:\s+(?:וחצי|חודשים|ו[א-ת]+))?)(?:\s+(?:שעבר(?:ה)?|האחרונ?ה?|האחרון|הקודמת?|שחלף))?"
BEGAN = (
    re.compile(rf"\b(?:started|began|begun|noticed\s+(?:it|this|that)(?:\s+first)?|first\s+(?:noticed|saw)\s+(?:it|this))\s+(?P<when>(?:(?:in|on|at|around|about|from|since|during|over|with)\s+)?{_TIME_EN})(?![\w])"),
    re.compile(rf"(?<![א-ת])(?:זה\s+)?(?:התחילה?|התחילו|החלה?|החמירה?|שמתי\s+לב\s+(?:לזה\s+)?|שמנו\s+לב\s+(?:לזה\s+)?)\s*(?:בערך\s+|רק\s+)?(?P<when>(?:ב|מ|סביב\s+|אחרי\s+|לפני\s+)-?(?:{_TIME_HE}|ערך\s+{_TIME_HE}|ש?[א-ת]{{3,}}(?:\s+[א-ת\d]+){{0,2}}))"),
    re.compile(r"(?<![א-ת])(?:זה\s+)?(?:התחילה?|התחילו)\s+(?P<when>(?:כש|אחרי\s+ש?|מאז\s+ש?|לפני\s+)[א-ת\d]+(?:\s+[א-ת\d]+){0,3})"),
    re.compile(rf"(?<![א-ת])(?P<when>(?:מאז\s+|מ-?)(?:{_TIME_HE}))(?![א-ת])"),
    re.compile(r"(?<![א-ת])(?P<when>(?:כבר|מזה|במשך|זה)\s+כ?-?(?:חצי\s+שנה|שנה(?:\s+וחצי)?|שנתיים|חודש|חודשיים|שבועיים|שלושה\s+שבועות|כמה\s+(?:חודשים|שנים|שבועות)|[א-ת\d]+\s+(?:חודשים|שנים|שבועות)))(?![א-ת])"),
    re.compile(r"(?<![א-ת])(?P<when>(?:חצי\s+שנה|שנה|שנתיים|חודש|חודשיים|שבועיים|[א-ת\d]+\s+(?:חודשים|שנים|שבועות))\s+(?:כבר|בערך))(?![א-ת])"),
    re.compile(rf"\b(?P<when>(?:ever\s+)?since\s+{_TIME_EN})(?![\w])"),
    re.compile(r"\b(?P<when>(?:ever\s+)?since\s+(?:i|we|he|she|they|the|his|her|our|my|it|last|first|then|birth|day|\w+\s+\w+ed)\b(?:\s+(?!and\b|but\b|so\b|because\b)[a-z0-9']+){0,7})"),
    re.compile(r"\b(?P<when>(?:for\s+)?as\s+long\s+as\s+(?:i|we)\s+can\s+remember|(?:right\s+)?from\s+(?:day\s+one|the\s+(?:very\s+)?(?:start|beginning)|birth)|from\s+(?:first|second)\s+grade|from\s+the\s+age\s+of\s+\w+|since\s+(?:first|second|third)\s+grade)\b"),
    re.compile(r"\b(?P<when>(?:about\s+|almost\s+|over\s+)?(?:half\s+a\s+year|(?:a|two|three|four|five|six|a\s+few|\d+)\s+(?:weeks?|months?|years?))\s+now)\b"),
)  # fmt: skip
# Only these words, when "since when" was asked.
TIME_ALONE = re.compile(
    rf"^\W*(?:(?:maybe|probably|about|around|i\s+think|more\s+or\s+less|from|in|since)\s+)*(?P<when>{_TIME_EN})\W*(?:more\s+or\s+less|or\s+so|i\s+think|maybe|probably)?\W*$"
    rf"|^\W*(?:(?:אולי|בערך|נראה\s+לי|לדעתי)\s+)*(?P<he>(?:מאז\s+|ב|מ|מה)?-?(?:{_TIME_HE}))\W*(?:בערך|אולי|נראה\s+לי)?\W*$"
)
