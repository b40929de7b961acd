"""The words parents use, by domain, by kind and by place. Data; what it means is decided in `noticing`."""

from __future__ import annotations

import re

from chitta.core.vocabulary import Domain
from chitta.gateways.builtin.normalising import one_of

DOMAIN_WORDS = {
    "communication": one_of(
        "מדבר*", "לדבר", "דיבור*", "דיבר*", "תדבר*", "ידבר*", "מילה", "מילים", "מלים", "משפט*", "שפה", "שפתי*", "עונה", "ענה", "ענתה",
        "לענות", "מבין", "מבינה", "מבינים", "להבין אותו", "להבין אותה", "הבין", "הבינה", "מבקש*", "לבקש", "ביקש*", "מצביע*", "הצביע*", "מגמגם*", "גמגום",
        "הגייה", "אומר", "אומרת", "להגיד", "אמר", "אמרה", "לספר", "שם שלו", "שם שלה", "ממלמל*", "הברות", "חוזר על", "תקשורת",
        "talk*", "speak*", "speech", "spoke", "word", "words", "sentence*", "language", "say", "says", "babbl*", "point*", "understand*",
        "respond*", "answer", "answers", "stutter*", "stammer*", "his name", "her name", "communicat*", "mumbl*", "pronounc*", "verbal",
    ),
    "social_play": one_of(
        "=חבר", "חברים", "חברות", "חברתי*", "ילדים", "הילדים", "משחק עם", "משחקת עם", "לשחק", "משתף", "משתפת", "לחלוק", "=לבד", "בודד*", "לתור", "תורות",
        "קשר עין", "בעיניים", "ביישן*", "מתבייש*", "מצטרף*", "להצטרף", "להתחבר", "מתחבר*", "=חברה אחת", "נכנסים למשחק", "נכנס* למשחק", "משחק", "משחקים", "משחקת", "גינה", "יום הולדת", "דמיון", "כאילו",
        "friend*", "other kids", "other children", "other boys", "other girls", "the boys", "the girls", "invitation*", "invited", "kids", "play", "plays", "playing", "played", "share", "shares", "sharing", "alone",
        "lonely", "shy*", "take turns", "eye contact", "peers", "social*", "join", "joins", "pretend*", "playground",
    ),
    "behaviour_emotion": one_of(
        "כועס*", "כעס*", "זעם", "התפרצ*", "מתפרצ*", "צורח*", "צרח*", "צועק*", "צעק*", "בוכה", "בכה", "בכתה", "בכי", "לבכות", "=מכה", "=מכות", "מרביצ*", "הרביצ*", "מרביץ", "הרביץ", "נושך*",
        "נשך*", "נושכ*", "זורק*", "זרק*", "בועט*", "תוקפ*", "אלימ*", "עצבנ*", "מתעצבנ*", "התעצבנ*", "פחד*", "מפחד*", "פוחד*", "חרד*", "עצוב*", "נרגע*", "להירגע", "נצמד*", "פרידה",
        "פרידות", "להיפרד", "נפרד*", "מתנגד*", "מסרב*", "סירב*", "עקשנ*", "מקשיב*", "גבולות", "התפרק*", "מתפרק*", "השתטח*", "משתטח*", "מתוסכל*", "תסכול", "מעברים", "רגשות", "מצב רוח",
        "tantrum*", "loses it", "losing it", "lost it", "loses his temper", "loses her temper", "loses it completely", "meltdown*", "scream*", "cry", "cries", "crying", "cried", "hit", "hits", "hitting", "bit", "bite*", "biting", "kick",
        "kicks", "kicking", "throw", "throws", "throwing", "threw", "angry", "anger", "rage*", "aggress*", "fear*", "afraid", "scared",
        "anxi*", "sad", "cling*", "separation", "drop-off", "drop off", "defian*", "refus*", "stubborn", "upset", "calm", "calms", "calmed",
        "mood*", "yell*", "falls apart", "fell apart", "outburst*", "explod*", "frustrat*", "transition*", "listen*", "behav*",
    ),
    "attention": one_of(
        "ריכוז", "מתרכז*", "להתרכז", "מרוכז*", "קשב", "יושב*", "לשבת", "=זז", "=זזה", "קופץ ממשחק*", "היפר*", "מרחפ*", "מרחף", "משימה", "משימות", "מוסח*", "לסיים", "=קם",
        "focus*", "concentrat*", "attention", "sit still", "sit", "sits", "sitting", "fidget*", "distract*", "restless*", "daydream*",
        "hyper*", "gets up", "circle time", "task*", "always moving",
    ),
    "learning": one_of(
        "לומד*", "ללמוד", "לקרוא", "קורא", "קוראת", "אותיות", "מספרים", "חשבון", "כיתה", "בית ספר", "לכתוב", "כתיבה", "צבעים", "זוכר*", "זיכרון", "זכרון", "פאזל*", "סקרנ*", "שיעורי*", "לספור",
        "learn*", "read", "reads", "reading", "letters", "numbers", "math*", "school", "homework", "write", "writing", "colors", "colours",
        "puzzle*", "memory", "remember*", "curious", "counting", "count", "counts", "facts",
    ),
    "sensory": one_of(
        "רעש*", "רועש*", "סותמ* אוזניים", "סותם אוזניים", "סתמה אוזניים", "סתם אוזניים", "מכסה אוזניים", "מכסה את האוזניים", "על האוזניים", "=מגע", "תוויות", "תווית", "תויות", "בגדים", "גרביים", "מרקמ*", "מרקם", "ריח*", "אור חזק", "מסתובב סביב*", "מסובב*", "נענוע", "שואב אבק", "לכלוך", "מלוכלכ*", "תחושה", "תחושתי*",
        "nois*", "loud*", "covers his ears", "covers her ears", "covering his ears", "covering her ears", "over his ears", "over her ears", "hands on his ears", "hands on her ears", "touch*", "tag", "tags", "textur*", "smell*", "bright light*", "spin",
        "spins", "spinning", "rocking", "vacuum", "hand dryer*", "socks", "sensory", "messy hands", "clothes",
    ),
    "motor": one_of(
        "ללכת", "הליכה", "עדיין לא הולכ*", "עדיין לא הולך", "עוד לא הולכ*", "עוד לא הולך", "שהוא לא הולך", "שהיא לא הולכת", "זוחל*", "מתהפכ*", "מתהפך", "להתהפך", "לעמוד", "נעמד*", "צעדים", "=שרירים", "הולך על*", "הולכת על*", "נופל", "נופלת", "נפל", "=רץ", "=רצה מהר", "לרוץ", "מטפס*", "לטפס", "אופניים", "כדור", "כדורגל", "מדרגות", "עיפרון", "עפרון", "לגזור", "מספריים", "כפתור*", "מסורבל*",
        "שיווי משקל", "מוטורי*", "קצות האצבעות", "תנועה", "קפיצות", "לזרוק כדור", "קורקינט", "ריקוד", "לרקוד", "רוקד*",
        "walk", "walks", "walking", "crawl*", "roll over", "rolls over", "rolling over", "sit up", "steps", "stand up", "standing up", "falls down", "falls over", "falls a lot", "keeps falling", "fell down", "trips", "run", "runs", "running", "climb*", "bike", "stairs", "pencil",
        "scissors", "button*", "clumsy", "balance", "jump*", "motor", "ball", "tiptoe*", "danc*", "movement", "scooter",
    ),
    "sleep": one_of(
        "=ישן", "=ישנה", "לישון", "שינה", "נרדמ*", "נרדם", "להירדם", "מתעורר*", "התעורר*", "בלילה", "לילות", "=מיטה", "סיוט*", "נרדמת",
        "sleep*", "slept", "asleep", "bedtime", "at night", "nights", "every night", "nap", "naps", "wakes", "woke", "waking", "nightmare*",
    ),
    "eating": one_of(
        "אוכל", "אוכלת", "לאכול", "אכל", "אכלה", "אכילה", "ארוחה", "ארוחות", "ארוחת*", "טועמ*", "טועם", "לטעום", "בררנ*", "פסטה", "ירקות", "בקבוק", "לועס*", "בולע*", "שניצל", "לחם", "תאבון",
        "eat", "eats", "eating", "ate", "food*", "meal*", "picky", "chew*", "swallow*", "dinner", "lunch", "breakfast", "vegetables", "pasta",
        "nuggets", "appetite", "toast", "yoghurt", "yogurt", "fussy", "snack*", "spits it out", "spits out", "shuts his mouth", "shuts her mouth", "gag*",
    ),
}  # fmt: skip
DOMAIN_ORDER: tuple[Domain, ...] = (
    "sleep", "eating", "sensory", "motor", "attention", "learning", "communication", "behaviour_emotion", "social_play",
)  # fmt: skip

STRENGTH = one_of(
    "קל לו", "קל לה", "היה קל", "הולך לו בקלות", "הולך לה בקלות", "easy for him", "easy for her", "comes easily",
    "אוהב", "אוהבת", "אוהבים", "נהנה", "נהנית", "נהנים", "טוב ב*", "טובה ב*", "מצטיינ*", "מצטיין", "חכם", "חכמה", "פיקח*", "סקרנ*", "סקרן", "מצחיק*",
    "חמוד*", "מתוק*", "מקסימ*", "מקסים", "מדהימ*", "מדהים", "אלופ*", "אלוף", "זיכרון", "זכרון", "יצירתי*", "חברותי*", "אכפתי*", "רגיש לאחרים", "עוזר לי", "עוזרת לי", "אמפת*", "חם ואוהב", "מחבק*",
    "שמח", "שמחה", "גאה", "גאים", "מרתק*", "יודע את כל", "יודעת את כל", "יודע לבנות", "בונה מגדל*", "נהדר*", "כיף", "צוחק*", "מחייכ*", "מחייך", "עצמאי*", "נדיב*", "מתעניינ*", "מתעניין", "מוכשר*", "חוש הומור", "לב זהב", "משתפ* יפה", "מאוהב*",
    "יפה", "נחמד*", "חולה על", "משוגע על", "משוגעת על", "מת על", "מתה על", "מסוגל לשבת שעה*", "נפתח", "נפתחת",
    "love*", "likes", "like to", "enjoy*", "good at", "great at", "great with", "good with", "smart", "bright", "clever", "funny", "kind",
    "curious", "sweet*", "affectionate", "creativ*", "amazing", "brilliant", "memory", "proud", "happy", "cuddl*", "gentle", "caring", "helpful",
    "beautifully", "laugh*", "giggl*", "smil*", "generous", "imaginat*", "obsessed with", "crazy about", "really into", "into", "favourite", "favorite", "adores",
    "sense of humor", "sense of humour", "knows all", "knows every", "wonderful", "perfect", "independent", "talented", "thrives",
)  # fmt: skip
PROGRESS = one_of(
    "בפעם הראשונה", "לראשונה", "סוף סוף", "הצליח", "הצליחה", "פעם ראשונה", "בלי עזרה", "לבד לגמרי", "התקדם", "התקדמה", "התקדמות", "השתפר", "השתפרה",
    "first time", "finally", "managed to", "managed", "by himself", "by herself", "on his own", "on her own", "for the first time", "progress", "improved", "learned to",
)  # fmt: skip
CONCERN = one_of(
    "freak*", "drift off", "drifts off", "edge of things", "left out", "unable to", "walks away", "שוכח*", "חולמ*", "חולם",
    "=קשה", "=קשים", "כעס*", "כועס*", "נורא קשה", "מתקש*", "קושי", "קשיים", "בעיה", "בעיות", "מטריד*", "מודאג*", "דאגה", "דואג*", "חושש*", "חוששת", "מפחד*", "פוחד*",
    "בוכה", "בכה", "בכתה", "בכי", "צורח*", "צרח*", "צרחות", "צועק*", "=מכה", "=מכות", "מרביצ*", "מרביץ", "הרביץ", "הרביצה", "נושך*", "נושכ*", "נשך", "נשכה", "התקף", "התקפי*", "התקפים", "זעם", "התפרצ*", "מתפרצ*", "עצבנ*", "מתעצבנ*", "תוקפ*", "אלימ*",
    "=לבד", "מתעלמ*", "מתעלם", "נמנע*", "רגיש לרעש*", "רגישה לרעש*", "מסרב*", "סירב*", "אף פעם לא", "בקושי", "כמעט לא", "כמעט ולא", "הפסיק", "הפסיקה", "איבד*", "נסוג*", "נעלמו", "משתטח*", "השתטח*", "מתפרק*", "התפרק*", "בררנ*",
    "מתעורר*", "התעורר*", "סיוט*", "נופל", "נופלת", "מסורבל*", "מגמגמ*", "מגמגם", "לא יכול", "לא יכולה", "לא מצליח*", "לא מוכן", "לא מוכנה", "בועט*", "זורק*", "זרק*", "חרד*", "ביישנ*", "ביישן", "מכסה אוזניים", "מכסה את האוזניים", "נצמד*", "מפגר אחרי", "מתוסכל*", "תסכול", "נרדם רק", "נרדמת רק", "היפר*", "לא מפסיק*", "עצוב*",
    "hard", "harder", "anger", "struggl*", "difficult*", "problem*", "trouble", "worr*", "concern*", "afraid", "scared", "fear*", "cry", "cries", "crying",
    "cried", "scream*", "hit", "hits", "hitting", "bites", "biting", "bit", "kicks", "kicking", "throws", "throwing", "threw", "tantrum*", "loses it", "losing it", "lost it", "loses his temper", "loses her temper", "loses it completely", "meltdown*", "outburst*", "rage*",
    "aggress*", "angry", "alone", "ignor*", "avoid*", "refus*", "never", "barely", "hardly", "rarely", "stopped", "lost", "anxi*", "cling*", "picky", "wakes", "waking", "nightmare*",
    "clumsy", "falls", "keeps falling", "stutter*", "can't", "cannot", "won't", "doesn't", "does not", "isn't able", "not able", "not talking", "isn't talking", "not speaking", "isn't speaking", "not yet", "behind", "covers his ears",
    "covers her ears", "too loud", "hyper*", "fidget*", "restless*", "distract*", "melts down", "explod*", "shy", "withdrawn", "frustrat*", "upset", "scare", "scares", "yells", "yelling", "lonely", "sad", "isn't interested",
)  # fmt: skip
NEGATED = one_of(
    "=לא",
    "=אינו",
    "=אינה",
    "=אין",
    "בלי",
    "not",
    "no",
    "doesn't",
    "does not",
    "don't",
    "isn't",
    "won't",
    "never",
    "without",
    "hasn't",
    "didn't",
    "unable to",
    "not able to",
    "cannot",
    "doesnt",
    "dont",
    "isnt",
    "wont",
    "hasnt",
    "didnt",
    "cant",
)
# "The teacher says", "I told him": somebody speaks, but not of how the child talks.
REPORTED = re.compile(
    r"(?<![א-ת])(?:ה?גננת|ה?מורה|ה?סייעת|אמא|אבא|סבתא|סבא|אשתי|בעלי|כולם|ה?רופאה?|אני|אנחנו)\s+(?:כבר\s+|תמיד\s+)?(?:אומר|אמר|סיפר|מספר|כתב|טוענ|חושב)[א-ת]*"
    r"|(?<![א-ת])(?:אמרתי|אמרנו|כשאומרים|אומרים|אמרו|סיפרו)\s+ל[א-ת]+"
    r"|\b(?:teacher|doctor|wife|husband|mom|mum|dad|grandma|everyone|they|i|we)\s+(?:always\s+|just\s+)?(?:says?|said|tells?|told|thinks?|wrote)\b"
)
# A parent's own nights, work and reading say nothing of the child.
OF_PARENT = re.compile(
    r"(?:^|[,;]|(?<![א-ת])ו)\s*(?:ש?כבר\s+\S+\s+)?(?:אני|אנחנו)\s+(?:כבר\s+|גם\s+|פשוט\s+|לא\s+)*(?:ישן|ישנה|ישנים|עובדת?|עובדים|מבין|מבינה|מבינים|קוראת?|כותבת?|פונה|יושבת|יושב|נרדם|נרדמת|אוכלת?|לומדת?)(?![א-ת])[^,;.]*"
    r"|(?<![א-ת])כש(?:אני|אנחנו)\s+\S+|\bwhen\s+i(?:'m|\s+am)?\s+\w+"
    r"|(?:^|[,;]|\b(?:and|but|so|cause|because))\s*(?:i'm|im|i\s+am|i|we're|we)\s+(?:(?:also|just|still|not|don't|dont|can't|cant|barely|am|haven't|havent|have)\s+)*(?:work\w*|writ\w*|sleep\w*|slept|awake|eat\w*|understand|read|reading|study\w*)\b[^,;.]*"
)
# Done alone because it can be: no child left aside.
ABLE_ALONE = re.compile(
    r"(?P<he>(?<![א-ת])(?<!לא )(?:לאכול|להתלבש|לקרוא|לצייר|לבנות|להירדם|לשחק|קורא|קוראת|מתלבש|מתלבשת|אוכל|אוכלת|עושה|בונה|מרכיב|מרכיבה|מצייר|מציירת|נועל|נועלת|שותה|ישן|ישנה|נרדם|נרדמת|מסדר|מסדרת|כותב|כותבת|פותר|פותרת|מתרחץ|מתרחצת|הולך|הולכת|חלקים|פאזל)[^.,;!?]{0,24}?)(?:כבר\s+)?לבד(?![א-ת])"
    r"|(?P<en>\b(?<!won't )(?<!can't )(?<!wont )(?<!cant )(?<!doesn't )(?<!not )(?<!never )(?:reads?|dress(?:es)?|eats?|does|did|builds?|draws?|writes?|sleeps?|falls\s+asleep|ties|pours|puzzles?|pieces|washes|walks?)\b[^.,;!?]{0,24}?)\b(?:alone|by\s+(?:himself|herself|themselves)|on\s+(?:his|her)\s+own)\b"
)
SMALL_WORDS = re.compile(
    r"\b(?:a\s+)?(?:little|tiny|wee)\s+bit\b|\ba\s+bit\b|\bbit\s+(?:of|more|less|too|bossy|shy|slow|late|behind|clumsy|fussy|picky|wild|loud|quiet|sensitive|anxious|tired|hard|difficult|stubborn|much)\b|\bevery\s+bit\b"
)
ONLY = one_of("=רק", "only", "just")
FINE = one_of(
    "בלי קושי", "בלי קשיים", "ללא קושי", "ללא קשיים", "כמו תינוק", "כמו מלאך", "soundly", "without difficulty", "without any difficulty", "without trouble", "no difficulty", "no difficulties", "like a log", "like a baby",
    "בסדר", "מצוין", "מצוינת", "סבבה", "תקין", "תקינה", "רגיל", "רגילה", "נהדר", "יופי", "אחלה", "אין בעיה", "אין בעיות", "בלי בעיות", "בלי בעיה", "לא מטריד*", "טוב", "היטב", "הכל טוב",
    "fine", "great", "okay", "ok", "normal", "normally", "no problem", "no problems", "no issues", "well", "no trouble", "typical", "not worried",
)  # fmt: skip
BARE_WORRY = one_of(
    "מטריד*", "מודאג*", "דאגה", "דאגות", "דואג*", "חושש*", "חוששת", "חשש", "בעיה", "בעיות", "קושי", "קשיים", "נורא קשה", "מפחדת ש*", "פוחדת ש*",
    "worr*", "concern*", "problem*", "trouble*", "difficult*", "struggl*", "afraid that",
)  # fmt: skip
NO_WORRY = one_of(
    "no concern", "have no concern", "no concern at all", "אין כל בעיה", "אין שום בעיה", "אין בעיה עם", "לא מפריע לו", "לא מפריע לה", "לא מפריעים לו", "לא מפריעים לה",
    "לא מודאגת", "לא מודאג", "לא דואגת", "לא דואג", "אין דאגה", "אין לי דאג*", "שום דבר לא מטריד*", "אין משהו מיוחד", "אין משהו שמטריד*", "לא מטריד אותי", "לא מטריד אותנו", "רק להבין", "רק רוצה להבין", "אין מה להדאיג",
    "not worried", "no worries", "no concerns", "nothing worries*", "nothing in particular", "just want to understand", "nothing specific", "don't have any worries", "don't have concerns", "not really worried", "no worry",
)  # fmt: skip

MOMENT = one_of(
    "אתמול", "הלילה", "היום", "שלשום", "השבוע", "לפני יומיים", "לפני שבוע", "לפני כמה ימים", "לפני שעה", "לפני יום", "הבוקר", "אמש", "שבוע שעבר", "שבת האחרונה", "בשבת", "ביום ראשון", "ביום שני", "ביום שלישי", "ביום רביעי", "ביום חמישי", "ביום שישי", "פעם אחת", "למשל", "לדוגמא", "לדוגמה",
    "yesterday", "today", "this morning", "last night", "last week", "the other day", "this week", "on monday", "on tuesday", "on wednesday",
    "on thursday", "on friday", "on saturday", "on sunday", "last friday", "last saturday", "last sunday", "last monday", "once", "days ago", "for example", "for instance", "this weekend", "an hour ago", "tonight",
)  # fmt: skip
DEVELOPMENT = one_of(
    "זחל", "זחלה", "לזחול", "התהפכ*", "התהפך", "התיישב*", "עמד ב*", "עמדה ב*", "הלך בגיל", "הלכה בגיל", "התחיל ללכת", "התחילה ללכת", "התחיל לדבר", "התחילה לדבר", "מילה ראשונה", "מילים ראשונות", "אבני דרך", "נגמל", "נגמלה", "גמילה", "צעדים ראשונים",
    "crawl*", "rolled over", "first word", "first words", "first steps", "walked at", "started walking", "started talking", "started to talk", "sat up", "milestone*", "potty train*", "toilet train*",
)  # fmt: skip
HISTORY = one_of(
    "היריון", "הריון", "הריונ*", "לידה", "לידת*", "נולד", "נולדה", "פג", "פגה", "פגייה", "פגיה", "קיסרי", "הנקה", "אשפוז*", "ניתוח*", "דלקת אוזניים", "דלקות אוזניים", "כפתורים באוזניים", "בדיקת שמיעה", "שמיעה", "קלינאית*", "ריפוי בעיסוק", "פיזיותרפ*", "אובחנ*", "אובחן", "אבחון", "מאובחנ*", "טיפת חלב", "תרופה", "תרופות", "אפילפס*", "פרכוס*", "אלרג*", "חיסונ*", "משקל לידה", "נוירולוג*", "התפתחות הילד", "תינוק", "תינוקת", "שנה הראשונה",
    "pregnan*", "birth", "born", "premature", "preemie", "nicu", "c-section", "breastf*", "hospital*", "surgery", "ear infection*", "ear tubes", "hearing test", "hearing", "speech therap*", "occupational therap*", "physical therap*", "physiotherap*", "diagnosed", "evaluation", "evaluated", "early intervention", "medication", "allerg*", "vaccin*", "neurolog*", "as a baby", "newborn", "weeks early", "first year", "jaundice",
)  # fmt: skip
FAMILY = one_of(
    "גרים", "גרה", "גר עם", "גרושים", "גרושה", "גרוש", "התגרשנו", "נשוי*", "נפרדנו", "אחים", "=אח", "אחות", "אחותו", "אחותה", "אחיו", "אחיה", "אחי", "תאום", "תאומה", "סבא", "סבתא", "סבים", "חד הורית", "רוסית", "ערבית", "אנגלית", "אמהרית", "צרפתית", "ספרדית", "יידיש", "דו לשונ*", "עלינו", "עברנו דירה", "במשפחה", "בבית אנחנו", "אבא שלו", "אבא שלה", "אמא שלו", "אמא שלה", "בעלי", "אשתי", "בן זוגי", "בת זוגי",
    "live with", "lives with", "we live", "divorced", "separated", "married", "brother*", "sister*", "sibling*", "twin", "grandma", "grandmother", "grandpa", "grandparents", "single mom", "single mother", "single dad", "his dad", "her dad", "his mom", "her mom", "his father", "her father", "bilingual", "spanish", "russian", "hebrew", "arabic", "french", "chinese", "moved house", "my husband", "my wife", "my partner", "only child", "in our family",
)  # fmt: skip
DAY = one_of(
    "בגן", "הגן", "לגן", "גננת", "הגננת", "מעון", "פעוטון", "צהרון", "מטפלת", "שגרה", "סדר יום", "יום רגיל", "בבוקר קמים", "אחרי הגן", "אחר הצהריים",
    "kindergarten", "daycare", "day care", "preschool", "nursery", "nanny", "routine", "typical day", "after school", "the teacher", "in the afternoon", "wakes up at", "schedule",
)  # fmt: skip
HOPE = one_of(
    "that he'll", "that she'll", "that they'll",
    "מקווה", "מקווים", "הלוואי", "חולמת ש*", "חולם ש*", "אני רוצה שהוא", "אני רוצה שהיא", "רוצה ש*", "הייתי רוצה", "היינו רוצים", "הכי חשוב לי", "חשוב לי ש*", "שיהי*", "שתהיה*", "החלום שלי", "ישמח אותי",
    "hope", "hoping", "wish", "i want him to", "i want her to", "i'd love", "i would love", "would like him", "would like her", "dream", "i want them to", "my goal",
)  # fmt: skip
HELPS = one_of(
    "עוזר לו", "עוזר לה", "מה שעוזר", "עוזר", "עוזרת", "מרגיע*", "נרגע*", "נרגעת", "להרגיע", "להירגע", "חיבוק", "הצליח", "הצליחה", "עזר*",
    "helps", "helped", "helping", "calms", "calmed", "calm down", "soothes", "hug", "hugs", "works best", "distract him", "distract her",
)  # fmt: skip
_LOST_PHRASES = one_of(
    "הפסיק לדבר", "הפסיקה לדבר", "הפסיק להגיד", "הפסיקה להגיד", "הפסיק ללכת", "הפסיקה ללכת", "מילים ונעלמו", "המילים נעלמו", "איבד מילים", "איבדה מילים", "איבד יכולת*", "איבדה יכולת*", "היו לו מילים", "היו לה מילים", "נסיגה", "נסוג", "נסוגה", "פעם הוא ידע", "פעם היא ידעה", "כבר לא אומר", "כבר לא אומרת", "הפסיק לענות", "הפסיקה לענות", "איבד את המילים", "איבדה את המילים",
    "stopped talking", "stopped saying", "stopped speaking", "stopped walking", "lost words", "lost his words", "lost her words", "used to say", "used to talk", "used to speak", "regress*", "lost skills", "lost the ability", "stopped responding", "no longer says", "words disappeared",
)  # fmt: skip
# What was there and is gone, however it is told.
LOST = re.compile(
    _LOST_PHRASES.pattern
    + r"|(?<![א-ת])(?:הפסיק|הפסיקה)\s+(?:לגמרי\s+)?(?:לדבר|להגיד|לומר|ללכת|לענות|להסתכל|לשחק|להצביע|לנופף|לחייך|למלמל|לשיר)"
    r"|(?<![א-ת])[וש]?(?:היה|היתה|הייתה|היו|אמר|אמרה|ידע|ידעה|דיבר|דיברה|הלך|הלכה|הצביע|הצביעה|נופף|נופפה|הסתכל|הסתכלה)(?![א-ת])[^.?!]{0,60}?(?:ו|אבל\s+|ואז\s+|,\s*)(?:עכשיו|היום|פתאום|בגיל\s+\S+|מאז|אז)?\s*(?:\S+\s+)?(?:הפסיק(?:ה|ו)?(?!\s+(?:לבכות|להרביץ|לנשוך|לצרוח))|נעלמ\S*|איבד(?:ה)?|כבר\s+לא\s+(?:אומר|מדבר|עונה|הולך|מסתכל|מצביע)\S*|שותקת?\s+לגמרי)"
    r"|\bstopped\s+(?:talking|saying|speaking|walking|waving|pointing|smiling|looking|playing|responding|babbling|using\s+words|singing)\b|\blost\s+(?:(?:his|her|all|the|some|most)\s+)*(?:words|speech|skills|language|talking)\b"
    r"|\bused\s+to\b[^.?!]{0,60}\b(?:stopped|no\s+longer|not\s+any\s?more|doesn't\s+any\s?more|lost|gone|now\s+(?:he|she|they)\s+(?:doesn't|won't|don't|says?\s+nothing))\b"
    r"|\b(?:had|said|was\s+saying|knew)\b[^.?!]{0,40}\bwords?\b[^.?!]{0,40}\b(?:stopped|lost|gone|disappeared|went\s+away)\b|\bdoesn't\s+(?:say|talk|wave|point|speak)\b[^.?!]{0,20}\bany\s?more\b"
)
CONDITION = one_of(
    "אוטיז*", "אוטיס*", "=על הרצף", "הרצף האוטיסטי", "ספקטרום", "אספרגר", "הפרעת*", "הפרעה", "הפרעות", "קשב וריכוז", "היפראקטיב*", "דיסלקצ*", "דיספרקס*", "אפרקס*", "עיכוב*", "לקות*", "לקוי*", "פיגור", "מפגר", "מפגרת", "תסמונת*", "פי די די", "בעיה נוירולוגית", "מוגבלות", "עם צרכים", "אילמ*",
    "autis*", "asd", "on the spectrum", "the spectrum", "asperger*", "adhd", "add", "dyslexi*", "dysprax*", "apraxi*", "disorder*", "developmental delay*", "delay", "delayed", "delays", "ocd", "odd", "spd", "retard*", "syndrome", "disabilit*", "special needs", "pdd", "tourette*", "selective mutism",
)  # fmt: skip
OFF_TOPIC = one_of(
    "מזג אוויר", "מזג האוויר", "כדורגל אתמול", "מי ניצח", "פוליטיקה", "בחירות", "ממשלה", "ביטקוין", "מניות", "מתכון", "בדיחה", "חדשות", "מלחמה", "ליגה", "גשם", "פקקים", "מחיר*", "מונדיאל",
    "weather", "politics", "election*", "government", "bitcoin", "stocks", "recipe*", "joke", "the news", "football match", "world cup", "raining", "traffic", "price*", "who won", "capital of", "president",
)  # fmt: skip
INSTRUCTION = one_of(
    "התעלמ* מ*", "התעלמי מ*", "התעלם מ*", "הוראות קודמות", "ההוראות שלך", "ההנחיות שלך", "מעכשיו את", "תתנהגי כאילו", "פרומפט", "system prompt", "ignore your", "ignore all", "ignore previous", "ignore the", "disregard", "you are now", "act as", "jailbreak", "developer mode", "your instructions", "prompt injection", "pretend to be a", "pretend you",
)  # fmt: skip
CHILD_WORD = one_of(
    "=הוא", "=היא", "=לו", "=לה", "=אותו", "=אותה", "=שלו", "=שלה", "=איתו", "=איתה", "הילד", "הילדה", "הבן שלי", "הבת שלי", "=בו", "=בה",
    "he", "she", "him", "her", "his", "hers", "he's", "she's", "they", "them", "their", "my son", "my daughter", "my kid", "my child", "child", "kid",
)  # fmt: skip

SINCE = (
    r"(?:כבר\s+(?:חצי\s+שנה|שנה|שנתיים|חודש|חודשיים|שבוע|שבועיים|כמה\s+(?:חודשים|שנים|שבועות)|\w+\s+(?:חודשים|שנים|שבועות))"
    r"|מאז\s+(?:ו?מתמיד|ש?[א-ת]+(?:\s+[א-ת]+){0,3})|מגיל\s+[א-ת\d.]+(?:\s+(?:וחצי|חודשים))?|מאז\s+גיל\s+[א-ת\d.]+(?:\s+(?:וחצי|חודשים))?"
    r"|מהלידה|מאז\s+הלידה|מתחילת\s+(?:השנה|הגן)|לפני\s+(?:חצי\s+שנה|כשנה|שנה|שנתיים|חודש|חודשיים|כמה\s+(?:חודשים|שנים)|\w+\s+(?:חודשים|שנים))|מתמיד|תמיד\s+היה\s+ככה|תמיד\s+הייתה\s+ככה"
    r"|for\s+(?:the\s+(?:past|last)\s+)?(?:about\s+|almost\s+|over\s+|nearly\s+|around\s+|approximately\s+|at\s+least\s+)?(?:a\s+(?:year|month|while|few\s+\w+)|half\s+a\s+year|\w+\s+(?:months?|years?|weeks?)|months|years|weeks)"
    r"|since\s+(?:[a-z0-9']+)(?:\s+(?!and\b|but\b)[a-z0-9']+){0,4}|(?:about\s+)?(?:a|\w+)\s+(?:months?|years?|weeks?)\s+ago|from\s+(?:birth|the\s+(?:start|beginning))|always\s+(?:been|like|was|so)|^\W*always\W*$|(?<![א-ת])(?:ככה\s+תמיד|תמיד\s+ככה))"
)

INTERESTS = {
    "building": one_of("לגו", "קוביות", "מגדל*", "לבנות", "בונה", "להרכיב", "מגנטים", "lego*", "block*", "build*", "tower*", "duplo", "magnet*"),
    "puzzles": one_of("פאזל*", "puzzle*"),
    "music": one_of("מוזיקה", "מוסיקה", "שירים", "לשיר", "=שר", "=שרה", "פסנתר", "תופים", "גיטרה", "music", "sing", "sings", "singing", "song*", "piano", "drum*", "guitar"),
    "dance": one_of("לרקוד", "רוקד*", "ריקוד*", "danc*"),
    "drawing": one_of("לצייר", "מצייר*", "ציור*", "יצירה", "צבעי*", "פלסטלינה", "draw*", "paint*", "crayon*", "craft*", "art"),
    "books": one_of("ספרים", "ספר", "סיפורים", "סיפור", "book*", "stories", "story*"),
    "trains": one_of("רכבת", "רכבות", "מכוניות", "מכונית", "משאיות", "משאית", "אוטובוס*", "טרקטור*", "train*", "cars", "car", "truck*", "bus", "buses", "tractor*", "vehicle*"),
    "dinosaurs": one_of("דינוזאור*", "דינו", "dinosaur*", "dino", "dinos"),
    "animals": one_of("חיות", "בעלי חיים", "כלב", "כלבים", "חתול*", "סוסים", "animal*", "dog", "dogs", "cat", "cats", "horse*", "pets"),
    "water": one_of("מים", "בריכה", "=ים", "אמבטיה", "שלוליות", "water", "swim*", "pool", "bath", "beach", "puddles"),
    "outdoors": one_of("גינה", "פארק", "טבע", "חול", "נדנדה", "מגלשה", "outside", "outdoors", "park", "nature", "sand*", "swing*", "slide"),
    "sport": one_of("כדור", "כדורגל", "כדורסל", "לרוץ", "אופניים", "לטפס", "טרמפולינה", "ball", "soccer", "football", "basketball", "bike", "climb*", "trampoline", "gymnastics"),
    "cooking": one_of("לבשל", "לאפות", "מטבח", "cook*", "bak*", "kitchen"),
    "pretend": one_of("בובות", "בובה", "משחקי דמיון", "להתחפש", "תחפושות", "דמיון", "doll*", "pretend*", "dress up", "dress-up", "imaginat*", "stuffed*"),
    "letters": one_of("אותיות", "מספרים", "לספור", "letters", "numbers", "alphabet", "counting", "maps", "flags"),
    "humour": one_of("מצחיק*", "צוחק*", "לצחוק", "הומור", "funny", "laugh*", "jokes", "giggl*", "humor", "humour"),
    "warmth": one_of("חיבוק*", "מחבק*", "אכפתי*", "לב זהב", "עוזר לי", "עוזרת לי", "טוב לב", "טובת לב", "נדיב*", "רגיש*", "hug*", "cuddl*", "kind", "caring", "gentle", "affectionate", "helps me", "sweet*", "empath*"),
    "memory": one_of("זיכרון", "זכרון", "זוכר*", "memory", "remember*"),
    "curiosity": one_of("סקרנ*", "סקרן", "שואל*", "curious", "asks questions", "questions"),
    "wits": one_of("חכם", "חכמה", "פיקח*", "smart", "clever", "bright", "brilliant"),
}  # fmt: skip

TROUBLES = {
    "few_words": one_of("לא מדבר*", "כמעט לא מדבר*", "מעט מילים", "לא אומר*", "אין לו מילים", "אין לה מילים", "בקושי מדבר*", "לא מחבר*", "כמה מילים", "רק מילים בודדות", "מילים בודדות", "few words", "not talking", "isn't talking", "doesn't talk", "does not talk", "doesn't speak", "not speaking", "isn't speaking", "barely talk*", "barely speak*", "hardly talk*", "hardly speak*", "only says", "says only", "no words", "not many words", "two words", "single words", "words together", "doesn't say", "doesn't really talk"),
    "unclear": one_of("לא מבינים אותו", "לא מבינים אותה", "לא ברור", "מגמגמ*", "מגמגם", "גמגום", "hard to understand", "can't understand", "unclear", "stutter*", "stammer*", "mumbl*"),
    "name_call": one_of("שם שלו", "שם שלה", "לא עונה", "לא מגיב*", "מתעלמ*", "מתעלם", "his name", "her name", "doesn't respond", "doesn't answer", "ignores"),
    "alone": one_of("=לבד", "אין לו חברים", "קשה לו להתחבר", "קשה לה להתחבר", "אין לה חברים", "אין חברים", "לא משחק* עם", "לא מצטרפ*", "לא מצטרף", "בודד*", "בצד", "לא משחק", "לא משחקת", "alone", "no friends", "by himself", "by herself", "doesn't play with", "on the side", "lonely", "left out", "doesn't join", "doesn't have friends", "doesn't have any friends"),
    "shy": one_of("ביישנ*", "ביישן", "מתבייש*", "shy"),
    "meltdown": one_of("התפרצ*", "מתפרצ*", "זעם", "התקף*", "התקפי*", "צורח*", "צרח*", "צרחות", "משתטח*", "השתטח*", "מתפרק*", "התפרק*", "tantrum*", "loses it", "losing it", "lost it", "loses his temper", "loses her temper", "loses it completely", "meltdown*", "scream*", "rage*", "outburst*", "melts down", "explod*", "falls apart", "fell apart"),
    "hitting": one_of("=מכה", "=מכות", "מרביצ*", "מרביץ", "הרביץ", "הרביצה", "נושך*", "נושכ*", "נשך", "נשכה", "בועט*", "תוקפ*", "אלימ*", "hit", "hits", "hitting", "bites", "biting", "bit", "kicks", "kicking", "aggress*", "pushes", "pushing"),
    "fear": one_of("מפחד*", "פוחד*", "פחד*", "חרד*", "afraid", "scared", "fear*", "anxi*", "terrified"),
    "parting": one_of("פרידה", "פרידות", "להיפרד", "נפרד*", "נצמד*", "separat*", "drop-off", "drop off", "cling*", "saying goodbye"),
    "sitting": one_of("לשבת", "לא יושב*", "קופץ ממקום", "לא מתרכז*", "לא מרוכז*", "ריכוז", "=קם", "sit still", "can't sit", "focus*", "concentrat*", "distract*", "fidget*", "restless*", "hyper*", "gets up"),
    "noise": one_of("רעש*", "רועש*", "סותמ* אוזניים", "סותם אוזניים", "על האוזניים", "nois*", "loud*", "covers his ears", "covers her ears", "over his ears", "over her ears", "vacuum", "hand dryer*"),
    "touch": one_of("תוויות", "תווית", "בגדים", "גרביים", "מגע", "מרקמ*", "tags", "textur*", "socks", "touch*", "clothes"),
    "waking": one_of("מתעורר*", "התעורר*", "לא ישן", "לא ישנה", "לא נרדמ*", "לא נרדם", "נרדמ*", "נרדם", "להירדם", "לישון", "שינה", "לילות", "wakes", "waking", "doesn't sleep", "won't sleep", "fall asleep", "sleep*", "bedtime", "nightmare*"),
    "eating": one_of("לא אוכל*", "אוכל רק", "אוכלת רק", "בררנ*", "ארוחה", "ארוחות", "לא טועמ*", "doesn't eat", "won't eat", "only eats", "picky", "eats only", "meal*", "food*", "dinner"),
    "clumsy": one_of("נופל", "נופלת", "מסורבל*", "קצות האצבעות", "מדרגות", "falls down", "falls over", "falls a lot", "keeps falling", "clumsy", "tiptoe*", "stairs", "balance"),
    "letters": one_of("אותיות", "לקרוא", "לכתוב", "כיתה", "שיעורי*", "letters", "reading", "writing", "homework", "school work", "schoolwork"),
    "changes": one_of("מעברים", "מעבר", "שינויים", "שינוי", "transition*", "changes", "change in routine"),
}  # fmt: skip

PLACES = {
    "kindergarten": one_of("בגן", "הגן", "גננת", "הגננת", "לגן", "מהגן", "מעון", "kindergarten", "daycare", "preschool", "nursery", "teacher"),
    "school": one_of("בית ספר", "כיתה", "מורה", "school", "classroom"),
    "shop": one_of("סופר", "בסופר", "חנות", "קניון", "supermarket", "store", "shop", "mall"),
    "playground": one_of("גינה", "בגינה", "פארק", "מגלשה", "playground", "park", "slide"),
    "party": one_of("יום הולדת", "מסיבה", "birthday", "party"),
    "meal": one_of("ארוחה", "ארוחת*", "שולחן", "מטבח", "dinner", "lunch", "breakfast", "table", "meal"),
    "bath": one_of("מקלחת", "אמבטיה", "bath", "shower"),
    "bedtime": one_of("לפני השינה", "לישון", "בלילה", "מיטה", "bedtime", "bed", "night"),
    "morning": one_of("הבוקר", "בבוקר", "morning"),
    "grandparents": one_of("סבא", "סבתא", "grandma", "grandpa", "grandparents"),
    "car": one_of("אוטו", "רכב", "נסיעה", "car", "car seat", "drive"),
}  # fmt: skip
