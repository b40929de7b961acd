"""The words by which `rules` finds its way in a paper, Hebrew and English."""

from __future__ import annotations

import re
from typing import Literal


def _split(names: str) -> list[str]:
    return names.split()


# --- days -------------------------------------------------------------------------------------------------------------

_HE = _split("ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר")
MONTHS_HE = {name: number for number, name in enumerate(_HE, 1)} | {"מרס": 3}
MONTHS_EN = {name: number for number, name in enumerate(_split("jan feb mar apr may jun jul aug sep oct nov dec"), 1)}
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAY = re.compile(
    rf"""(?<![\d./])(?<!\d-)(?:
      (?P<iso>(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d))
    | (?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<c>(?:19|20)\d\d|\d\d)
    | (?P<hd>\d{{1,2}})\s+(?:ב|ל)?(?P<month_he>{"|".join(MONTHS_HE)}),?\s+(?P<hy>(?:19|20)\d\d)
    | (?P<mdy>\b{_MONTH})\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<my>(?:19|20)\d\d)
    | (?P<dd>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<dmy>{_MONTH})\s*,?\s+(?P<dy>(?:19|20)\d\d)
    )(?![\d/-]|\.\d)""",
    re.VERBOSE | re.IGNORECASE,
)
OTHER_DAY = re.compile(
    r"ליד[הת]|נולד|יליד|birth|\bborn\b|\bd\.?o\.?b|הבא|תור|בתוקף|עד\b|until|next|follow.?up|valid|due|expires|קודמ|previous|last (?:visit|seen)|"
    r"מאז|since|הדפס|print|fax|הפני[יה]|referral date|referred on|קליטה|admi(?:ssion|tted)",
    re.IGNORECASE,
)
OWN_DAY = re.compile(
    r"(?:^|[\s|])(?:תאריך|ת\.)$|תאריך (?:ה?כתיב[הת]\w*|ה?מכתב|ה?דו\"?ח|ה?סיכום|ה?מסמך|הוצא[הת])|(?:נכתב|נערך|הוצא|נחתם)\w*(?: (?:ביום|בתאריך|ב))?[ -]*ב?$|"
    r"(?:^|[|])\s*date$|date (?:of (?:the )?(?:report|letter|writing|this)|written|completed|signed|issued)|report date|(?:written|completed|dictated|signed|prepared) on$|^dated?$",
    re.IGNORECASE,
)
VISIT_DAY = re.compile(
    r"תארי(?:ך|כי) (?:ה?(?:בדיק|הערכ|ביקור|אבחון|פגיש|מפגש|טיפול|שיח)\w*)|מועד\w* |(?:נבדק|נראה|הוערך|אובחן)\w* (?:ביום|בתאריך|ב)[ -]*$|"
    r"dates? of (?:the )?(?:exam|visit|evaluation|assessment|test|service|session|observation|screening|meeting|consult)|(?:exam|visit|evaluation|assessment|test|service|session|observation|screening|meeting|conference) dates?|seen on|examined on|tested on",
    re.IGNORECASE,
)

# --- people -----------------------------------------------------------------------------------------------------------

_TITLES = r"(?:ד\"ר|ד״ר|דר'|פרופ'|פרופ׳|פרופסור|גב'|מר|dr\.?|prof\.?|professor|mrs\.?|ms\.?|mr\.?)"
TITLE = re.compile(rf"{_TITLES}\s+", re.IGNORECASE)
_ROLES_HE = (
    r"ה?(?:גננת|סייעת|מחנכ(?:ת|ת הכיתה)|מור(?:ה|ת)\b|יועצת?|מנהלת? |קלינאי(?:ת)?(?: ה?תקשורת)?|מרפאה? בעיסוק|פיזיותרפיסטי?ת?|פסיכולוגי?ת?|"
    r"פסיכיאטר(?:ית)?|רופאת? |רופא\b|נוירולוגי?ת?|אודיולוגי?ת?|עובדת? סוציאלית?|עו\"ס|אחות |מאבחנ?ת?|דידקטית|אופטומטריסטי?ת?|תזונאי(?:ת)?|מטפלת?|מנתחת? |גסטרואנטרולוגי?ת?|מומחי?ת? )"
)
_ROLES_EN = (
    r"(?:(?:lead|head|classroom|kindergarten|preschool|pre-k|special education|educational|school|clinical|child|developmental|licensed|pediatric|early|assistant|behavioral|certified|consulting|senior)[ -])*"
    r"(?:teacher|educator|psychologist|pa?ediatrician|audiologist|speech(?:[ -]language)?(?: and language)? (?:pathologist|therapist)|occupational therapist|physical therapist|physiotherapist|"
    r"neurologist|psychiatrist|social worker|counselor|principal|nurse(?: practitioner)?|optometrist|ophthalmologist|dietitian|physician|clinician|examiner|evaluator|interventionist|director|therapist|slp\b|ot\b|pt\b)"
)
ROLE = re.compile(rf"(?:{_ROLES_HE}|{_ROLES_EN})", re.IGNORECASE)
DEGREE = re.compile(
    r"(?:M\.?A\.?|M\.?S\.?|M\.?Sc\.?|M\.?Ed\.?|B\.?A\.?|B\.?Sc\.?|B\.?Ed\.?|Ph\.?D\.?|Psy\.?D\.?|M\.?D\.?|Au\.?D\.?|Ed\.?[DS]\.?|D\.?O\.?|O\.?D\.?|R\.?N\.?|CCC-(?:SLP|A)|SLP|OTR/?L?|OTD|DPT|PT|OT|MSW|LCSW|BCBA(?:-D)?|NCSP|FAAP|CPNP|FNP|MOT|MSOT|NP)"
)
_WORD_HE = r"[א-ת][א-ת'׳\-]+"
_WORD_EN = r"[A-Z](?:[a-zA-Z'’\-]+|\.)"
NAME = re.compile(rf"(?:(?i:{_TITLES})\s+)?(?:{_WORD_HE}(?:\s+{_WORD_HE}){{0,3}}|{_WORD_EN}(?:\s+{_WORD_EN}){{0,3}})")
# A role, then who it is: with a colon, or the two words after it.
ROLE_THEN_NAME = re.compile(
    rf"(?P<role>(?:{_ROLES_HE}|{_ROLES_EN})[^:,|.]{{0,30}}?)(?:\s*[:|–-]\s*|\s+)(?P<name>(?i:(?:{_TITLES})\s+)?[^:|]+)",
    re.IGNORECASE,
)
NO_NAMES = frozenset(
    _split(
        "צוות הגן הצוות הכיתה שלום רב בברכה תודה הילד הילדה הורים הורי גן בית ספר מכון מרפאת מרפאה קופת חולים עיריית משרד סיכום המלצות חתימה חותמת תאריך של את על עם לא כל מאוד "
        "team staff school preschool kindergarten center centre clinic hospital department summary report signature date page thank you sincerely regards parents the and of "
        "street avenue pediatrics therapy services health medical associates recommendations plan"
    )
)
ABOUT = re.compile(
    r"(?:^|\|)\s*(?:שם(?: (?:ה?ילדה?|ה?מטופלת?|ה?תלמידה?|פרטי|מלא|משפחה))?|(?:child|patient|student|client|pupil)(?:'s)?(?: name)?|name|re|הנדון|לכבוד|אל|to|dear)\s*:\s*(?P<name>[^|,\d(]+)",
    re.IGNORECASE,
)
WRITTEN_BY = re.compile(
    r"(?:מאת|כתבה?|רשמה?|נכתב על[ -]יד[יה]|ה?מאבחנת?|ה?בודקת?|ה?מעריכה?|שם (?:ה?מאבחנת?|ה?בודקת?|ה?מטפלת?|ה?גננת|ה?כותבת?|ה?רופאה?)|על החתום|חתימת? (?:ה?גננת|ה?רופאה?)|"
    r"from|(?:written|prepared|completed|signed|submitted|evaluated|examined|reported|electronically signed) by|author|examiner|evaluator|clinician|provider|assessor|therapist|teacher|psychologist|audiologist|physician)\s*:\s*(?P<rest>.+)",
    re.IGNORECASE,
)
_FAREWELL = (
    r"ב?ברכה|ב?כבוד רב|שלכם|ב?ידידות|על החתום|sincerely|(?:kind|best|warm) (?:regards|wishes)|regards"
    r"|respectfully(?: submitted)?|yours (?:truly|sincerely|faithfully)|warmly|signed"
)
_THANKS = r"ב?תודה|with thanks|thank you"
GREETING = re.compile(rf"(?:{_FAREWELL}|{_THANKS})\b[^.]{{0,20}}[,.:]?$", re.IGNORECASE)
# On one line with who signs; behind thanks that may as well be a sentence.
GREETED_BY = re.compile(rf"(?:{_FAREWELL})\b[^.,:]{{0,20}}[,:]\s*(?P<rest>.+)", re.IGNORECASE)
TO_SOMEBODY = re.compile(r"(?:ל?העתק(?:ים)?|לידיעה|לכבוד|אל|cc|c\.c\.|copy|copies|to|attn|attention)\b", re.IGNORECASE)

# --- titles and headings ----------------------------------------------------------------------------------------------

SUBJECT = re.compile(r"(?:הנדון|נושא|subject|re|regarding)\s*:\s*(?P<rest>.+)", re.IGNORECASE)
TITLE_WORD = re.compile(
    r"(?<![א-ת])(?:דו\"?״?ח|סיכום|הערכ[הת]|אבחון|חוות דעת|בדיק[הת]|תעוד[הת]|הפני(?:יה|ה|ית)|שאלון|תיאור|מעקב|תוכנית|תכנית|מכתב|אישור|תוצאות|אודיוגרמה)|"
    r"\b(?:report|summary|evaluation|assessment|letter|referral|screening|test results|hearing test|plan|note|notes|record|questionnaire|audiogram|review)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"טל(?:פון)?['׳:.]|רח(?:וב)?['׳]|פקס|ת\.ד\.|@|\btel\b|\bphone\b|\bfax\b|www\.|\d{5}|\bp\.?o\.? box", re.IGNORECASE
)
NUMBERED = re.compile(r"^(?:\d{1,2}|[א-י])[.)]\s+")
HEADING = re.compile(
    r"(?:רקע|היסטוריה|אנמנזה|סיבת ה?(?:הפני|פני)|מטרת|התפתחות|תחום|תפקוד|שפה|תקשורת|מוטוריקה|ויסות|חושי|חוש|קשב|למידה|משחק$|חברה|רגש|התנהגות|חוזקות|נקודות חוזק|קשיים|"
    r"ממצא|מהלך|תצפית|התרשמות|בדיקה(?:$| (?:גופנית|נוירולוגית))|תוצאות|דיון|אבחנה|מסקנות|סיכום$|סיכום ו|לסיכום$|המלצות|תוכנית|יעדים|מטרות|נוכחים|עיקרי|החלטות|הבנת|הבנה$|הבעה$|אכילה|שינה|עצמאות|כלים|מבחנים|תלונה|טיפול מומלץ|מעקב$)|"
    r"(?:background|(?:medical |birth |family |developmental )?history|reason for|referral|(?:social|emotional|language|motor|cognitive|physical|play|self)\b.*(?:development|skills|emotional|care)?$|communication|speech|language|motor|sensory|attention|behavior|behaviour|learning|"
    r"strengths|needs|concerns|challenges|findings|results|observations?|tests?|procedures?|impressions?|assessment|summary|conclusions?|recommendations?|(?:next )?steps|next steps|plan|goals|participants|present|decisions|feeding|sleep|academics?|diagnosis|chief complaint|exam(?:ination)?|follow[ -]up)",
    re.IGNORECASE,
)
NO_HEADING = re.compile(
    r"^(?:שלום|לכבוד|בברכה|תאריך|שם|ת\.|גיל|מין|כתובת|טל|הנדון|העתק|חתימה|dear|to whom|to|cc|name|date|dob|age|sincerely|regards|re|child|patient|phone|grade|school|sex|address|from|signature|best|kind|confidential|private|draft|page|סודי|עמוד)\b",
    re.IGNORECASE,
)

Kind = Literal["diagnosis", "report", "medical", ""]
KINDS: dict[Kind, re.Pattern[str]] = {
    "diagnosis": re.compile(r"אבחון|אבחנתי|הערכה (?:פסיכו|התפתחותית|קוגניטיבית|דידקטית)|פסיכודידקטי|psycholog|evaluation|diagnos|neuropsych", re.IGNORECASE),
    "report": re.compile(
        r"(?<![א-ת])ה?גן(?![א-ת])|לגן|בגן|גננת|מחנכת|בית ספר|שנת|תעודה|קלינא|פיזיותרפ|ריפוי בעיסוק|מרפאה? בעיסוק|עובדת סוציאלית|סיכום (?:שנה|מחצית|טיפול|פגישה)|preschool|kindergarten|teacher|school|progress|(?:occupational|physical|speech) therap|sensory|OTR|conference",
        re.IGNORECASE,
    ),
    "medical": re.compile(
        r"רופא|מרפאת|מרפאה (?!בעיסוק)|קופת|בית חולים|שמיעה|ראייה|עיניים|נוירולוג|פסיכיאטר|בריאות הנפש|טיפת חלב|הפניה|חיסון|hearing|audiolog|au\.d|pediatri|paediatri|clinic|hospital|physician|m\.d|\bmd\b|vision|neurolog|psychiatr|\bsurgery\b|health visit|vaccin|immuni[sz]", re.IGNORECASE
    ),
}  # fmt: skip

# --- sentences --------------------------------------------------------------------------------------------------------

BULLET = re.compile(r"^\s*(?:[•●▪■◦‣*\-–—]\s+|(?:\d{1,2}|[א-ת]|[a-z])[.)]\s+)")
LABELLED = re.compile(r"^[^:.!?|]{2,32}:(?:\s|$)")
PARTICULARS = re.compile(
    r"ת\.ז\.|(?:תאריך|ת\.) ?לידה|(?:patient|student|child)(?:'s)? name|date of birth|\bd\.?o\.?b\b|signed by|^\W*\d[\d./-]+\W*$",
    re.IGNORECASE,
)
FORMAL = re.compile(r"^(?:לכבוד|שלום רב|ב?ברכה|sincerely|dear\b|to whom|(?:kind|best|warm) regards)", re.IGNORECASE)
STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"״”')\]]*(?=\s+[\"״“'(\[]?[א-תA-Z0-9])")
SHORTENED = re.compile(
    r"(?:^|[\s(])(?:[א-ת](?:\.[א-ת])*\.|[A-Z](?:\.[A-Za-z])*\.|(?:dr|mr|mrs|ms|prof|st|no|fig|vs|etc|approx|e\.g|i\.e|ph\.d|psy\.d|au\.d|ed\.d|jr|sr|min|yrs?|mos?|p|pp|dept|wk)\.|(?:טל|רח|עמ|מס|פרופ|גב|וכו|לדוג)['׳]?\.)$",
    re.IGNORECASE,
)
