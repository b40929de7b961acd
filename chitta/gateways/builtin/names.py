"""The child's name, from the ways parents give it. Better to ask than to take a word for a name."""

from __future__ import annotations

import re

from chitta.gateways.builtin.normalising import fold, is_hebrew, plain, words
from chitta.gateways.builtin.people import People, mentions

# Names that are hardly ever another word: enough on their own, without "his name is".
_NAMES_HE = """
נועה אורי איתי עידו יונתן דניאל דוד מיכאל יוסף אברהם יעקב משה נטע מאיה מיה יעל מיכל שירה תמר אביגיל אסתר רות חנה שרה
לאה רבקה רחל מרים הילה הדס דנה ליאור עומר איתמר אריאל אליה נהוראי ינאי יאיר עמית רועי תומר אסף גיא עידן ניתאי אביתר
אלון אלעד אמיר ארז בארי בנימין גאיה גפן דביר דור דורון הלל זוהר יהונתן יהלי לביא להב ליה ליא לינוי לני מתן נגה נוגה
נויה נעמי ניר נדב סהר עדי עילאי עלמא עמליה עפרי עומרי פלג צליל רומי רוני רז שקד שי שלומי תהל תהילה תאיר איילה אילה אלה
אלמה אמילי אנה דפנה הראל ליבי מילה ברק נועם יהלום ליאם לוטם לנה אלכס מוחמד אחמד פאטמה יוסי אביב ארבל אושר אייל איתן בר
יואב אורן רותם ניצן סתיו שחף תום טליה תמרה יובל עמרי נחמן שמואל אהרן יצחק שלמה מנחם אפרים גבריאל רפאל שמעון נפתלי
עופרי אוריה הודיה שילה מעין ליהי לירי ינון אבישי זיו ערן אילן טומי מקס
"""
SURE_HE = frozenset(_NAMES_HE.split())
_NAMES_EN = """
noa ori uri maya mia daniel david jacob ethan liam noah emma olivia sophia ava amelia isabella lucas oliver elijah
james benjamin henry alexander sebastian jackson matthew samuel joseph john julia ella eleanor hannah leah sarah
rachel rebecca abigail emily elizabeth charlotte evelyn harper zoe chloe lily layla nora anna sam ben adam yael tamar
michal itai ido omer tomer yonatan jonathan roni eitan itamar ariel noga nina leo theo finn owen isaac nathan aaron
caleb ryan tyler dylan kai milo ezra eli jonah asher gabriel michael thomas william luke lucy alice clara eva eve ivy
stella violet ruth esther naomi miriam shira hila gal talia tali alma gaia amir dana romi mika lior nadav guy aviv
yoav itay lia ellie mason logan aiden lila nathaniel zach jake josh peter paul tom mary kate katie molly maddie ruby
sophie freddie alfie archie harry george arthur isla freya sienna teddy
"""
SURE_EN = frozenset(_NAMES_EN.split())
_SECOND_NAMES = """
jane ann anne lynn mae rose lee paul pierre marie grace lou beth חיה מרים רחל לאה ציון אל יוסף דוד מאיר חיים משה יעקב
אסתר שרה
"""
_DOUBLE = frozenset(_SECOND_NAMES.split())
# Pronouns, descriptions, answers and verbs that may stand where a name could.
_NO_NAMES = """
הלילה אתמול שלשום השבוע הבוקר אמש פעם כשהוא כשהיא כש לפני אחרי
הוא היא הם אני אנחנו אתה את ילד ילדה הילד הילדה בן בת הבן הבת בני בתי שלי שלנו שלו שלה הקטן הקטנה הגדול הגדולה הבכור
הבכורה כבר עוד רק כמעט בערך עכשיו היום זה זאת זו לא כן אולי יש אין לי לו לה של עם על מאוד כל מה מי איך למה מתי איפה
האם כי אבל גם או אז תודה שלום היי הי אהלן בסדר טוב טובה נכון בטח ברור סבבה אוקיי אוקי מודאגת מודאג משהו כלום דבר ילדים
ילדות אחד אחת שני שתי שנה שנתיים שלוש ארבע חמש שש אוהב אוהבת מדבר מדברת ישן ישנה אוכל אוכלת הולך הולכת יודע יודעת רוצה
כלומר זאת אומרת אומר בעצם תראי תראה תקשיבי תקשיב תשמעי תשמע האמת אוי אופס אבל וואלה יאללה אחי ברוך בעזרת השם השחי לב לפעמים תמיד בבית בגן בוקר ערב לילה אמא אבא סבתא סבא גננת אח אחות אחיו אחותו אחותה אחיה תאום תאומה בעלי אשתי קוראים שם
שמו שמה השם קצת הרבה נראה חושבת חושב מעט המון ביחד לבד היה הייתה חמוד חמודה מתוק מתוקה מקסים מקסימה נהדר נהדרת אלוף
אלופה שאלה בלי אחר אחרת כך ככה פה סתם די חיים יום עדיין אצל אצלנו דלג דלגי נמשיך הבא עזוב עזבי מסמך סרטון דוח יומן
נסתדר רגע he she they it i we you my our the a an his her their this that there here is are was has have had does did
do not no yes yeah yep nope ok okay maybe sure thanks thank hello hi hey please who what when where why how son
daughter boy girl kid child baby toddler one little sweet big old years year months just only almost about now never
always still really very so and but or if with for from sometimes often loves likes hates wants needs says said talks
speaks sleeps eats plays cries screams hits bites cannot can't won't will can would could should doesn't don't didn't
isn't wasn't something nothing anything everything someone worried fine good great bad sad happy mom mum dad mother
father brother sister twin wife husband teacher doctor skip later stop today yesterday three four five six two seven
eight nine ten eleven twelve gets goes keeps seems looks being having trouble struggling struggles refuses barely
hardly suddenly recently since because also too at in on to of as by up out off all some any more most me him them us
its it's he's she's i'm they're that's turned turning let's lets ask don well hmm um uh sorry wait help document video
report journal והוא והיא שהוא שהיא לבן לבת
"""
_NEVER = frozenset(_NO_NAMES.split())
_ALSO_NAMES = frozenset({"מקסים", "חיים", "שלום", "אלוף", "טוב", "happy", "sunny"})  # a name when it is given as one

_HE_WORD = r"([א-ת][א-ת'\"]{1,14}(?:-[א-ת]{2,12})?)(?![א-ת])"
_EN_WORD = r"\b([A-Za-zÀ-ž][A-Za-zÀ-ž'-]{1,19})(?![A-Za-zÀ-ž])"
_AFTER_NAME = rf"(?:\s+({'|'.join(_DOUBLE)}))?(?![א-ת\w])"
_HE_STRONG: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?<![א-ת])(?:ש|ו)?קוראים\s+(?:לו|לה|לילד|לילדה|לבן\s+של(?:י|נו)|לבת\s+של(?:י|נו))\s+(?:ה?שם\s+)?{_HE_WORD}{_AFTER_NAME}"
    ),
    re.compile(
        rf"(?<![א-ת])(?<!לא )(?<!ברוך )(?<!בעזרת )[וש]?(?:שמו|שמה|ה?שם\s+של(?:ו|ה|\s+הילד|\s+הילדה|\s+הבן|\s+הבת)(?:\s+של(?:י|נו))?|השם)(?![א-ת])\s*(?:(?:הוא|זה)\s+|:\s*)?"
        rf"{_HE_WORD}{_AFTER_NAME}"
    ),
    re.compile(rf"(?<![א-ת]){_HE_WORD}\s+(?:קוראים|שמו|שמה)\s+(?:לו|לה)(?![א-ת])"),
    re.compile(
        rf"(?<![א-ת])ל(?:ילד|ילדה|בן|בת|נכד|נכדה|תינוק|תינוקת|קטן|קטנה|גדול|גדולה|בכור|בכורה)(?:\s+של(?:י|נו))?\s+קוראים\s+{_HE_WORD}{_AFTER_NAME}"
    ),
)
_HE_CHILD = re.compile(rf"(?<![א-ת])[לוש]?ה?(?:בן|בת|ילד|ילדה)\s+של(?:י|נו)\s*[,:]?\s+{_HE_WORD}{_AFTER_NAME}")
_HE_MY = re.compile(rf"(?<![א-ת])[לוש]?(?:בני|בתי)\s*[,:]?\s+{_HE_WORD}{_AFTER_NAME}")
_HE_AGED = re.compile(
    rf"(?<![א-ת]){_HE_WORD}\s*[,(-]?\s*(?:היא|הוא|כבר|שהיא|שהוא)?\s*(?:בן|בת)\s+(?:כמעט\s+|עוד\s+מעט\s+|כבר\s+)?(?:\d|שנה|שנתיים|שלוש|ארבע|חמש|שש|שבע|שמונה|תשע|עשר|חצי)"
)
_HE_ABOUT = re.compile(
    rf"(?<![א-ת])(?:לדבר|לספר|נדבר|מדובר|להתייעץ|לשאול|לכתוב|כותבת|מדברים)\s+(?:לך\s+)?(?:על\s+|ב-?|אודות\s+){_HE_WORD}{_AFTER_NAME}"
)
_HE_STRONG = (
    *_HE_STRONG,
    re.compile(rf"(?<![א-ת]){_HE_WORD}[\s,.-]+זה\s+(?:ה?שם)\s+של[והּ](?![א-ת])"),
    re.compile(rf"(?<![א-ת])(?:אמא|אימא|אמה|אבא|אביו|ההורה|הורה)\s+של\s+{_HE_WORD}{_AFTER_NAME}"),
)
_EN_STRONG = (
    re.compile(
        r"\b(?:his|her|their|the\s+child's|(?:my|our)\s+(?:son|daughter|boy|girl|kid|child|little\s+one)(?:'s)?)\s+name(?:'s|s|\s+is|\s*:)\s+"
        rf"{_EN_WORD}{_AFTER_NAME}",
        re.I,
    ),
    re.compile(
        rf"\b(?:(?:he|she)(?:'s|\s+is)|we|is|who\s+is|who's|child|kid|boy|girl|son|daughter)\s+(?:called|named|call\s+(?:him|her|them))\s+{_EN_WORD}{_AFTER_NAME}",
        re.I,
    ),
    re.compile(
        rf"\b(?:mom|mum|mama|mother|dad|father|parent)\s+(?:of|to)\s+(?:(?:little|baby)\s+)?(?-i:(?=[A-Z])){_EN_WORD}{_AFTER_NAME}",
        re.I,
    ),
    re.compile(
        rf"\b(?:has|have|had|with|by)\s+(?:the\s+|a\s+)?name\s+(?:of\s+)?{_EN_WORD}{_AFTER_NAME}|\b(?:goes\s+by|we\s+(?:all\s+)?call\s+(?:him|her|them)|known\s+as)\s+(?!him|her|it){_EN_WORD}",
        re.I,
    ),
    re.compile(rf"\bname(?:'s|\s+is|\s*:)\s+{_EN_WORD}{_AFTER_NAME}", re.I),
)
_EN_CHILD = re.compile(
    rf"\b(?:my|our)\s+(?:(?:little|lil|sweet|only|\w+[\s-]year[\s-]old|\d+\s*yo)\s+)?(?:son|daughter|boy|girl|kid|child|toddler|little\s+one|baby)\s*[,:]?\s+{_EN_WORD}{_AFTER_NAME}",
    re.I,
)
_EN_AGED = re.compile(
    rf"(?<![\w']){_EN_WORD}\s*(?:is|'s|,|\(|who\s+is|just\s+turned|turned)\s*(?:almost\s+|nearly\s+|about\s+|only\s+)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)",
    re.I,
)
_EN_ABOUT = re.compile(rf"\b(?:about|meet|this\s+is|it's|for)\s+{_EN_WORD}{_AFTER_NAME}", re.I)
_IT_IS = re.compile(
    r"^\W*(?:it's|its|it\s+is|זה|זו|השם)\s+([A-Za-zÀ-žא-ת][A-Za-zÀ-žא-ת'-]{1,19})(?![A-Za-zÀ-žא-ת])", re.I
)
_CALLED = re.compile(
    r"(?<![א-ת])קוראים\s+ל[והּ](?![א-ת])|(?:^|[.,!?]\s*)(?:her|his)\s+name\s+is\b|(?:^|[.,!?]\s*)ה?שם\s+של[והּ]\s+(?:הוא\s+)?",
    re.I,
)
_MEANT = re.compile(
    r"([A-Za-zÀ-žא-ת][A-Za-zÀ-žא-ת'-]{1,19})\s*,?\s+(?:i\s+mean(?:t)?\b|כלומר(?![א-ת])|זאת\s+אומרת|התכוונתי)", re.I
)
_SPELLED = re.compile(r"(?:(?<![\w'])[a-zA-Zא-ת][\s.-]+){2,}[a-zA-Zא-ת](?![\w'])")
_AGE_GOES_ON = re.compile(
    r"\s*(?:$|[.,;!?)(]|and\b|but\b|n\b|yrs?\b|years?\b|yo\b|y/o|months?\b|mos?\b|old\b|now\b|today\b|in\b|next\b|this\b|-|½|1/2|tomorrow\b|she|he)",
    re.I,
)
_FIRST = re.compile(rf"^\W*(?:{_HE_WORD}|{_EN_WORD}){_AFTER_NAME}", re.I)
_WRONG_TEXT = (
    r"(?:טעית\s+בשם|(?:ה?שם\s+)(?:לא\s+נכון|שגוי|טעות)|זה\s+לא\s+השם(?:\s+של[והּ])?|לא\s+קוראים\s+ל[והּ]\s+ככה"
    r"|(?:[Yy]ou\s+(?:got|have)\s+)?(?:the|his|her)\s+name\s+(?:is\s+)?wrong|[Ww]rong\s+name|(?:[Tt]hat's|[Tt]hat\s+is|[Ii]t's)\s+not\s+(?:his|her)\s+name)"
)
_WRONG = re.compile(_WRONG_TEXT)
_SOMEBODY_ELSE = re.compile(
    r"(?<![א-ת])[ושלמבה]{0,3}(?:חבר(?:ה|ו|תו|תה|ים)?|גננת|סייעת|מורה|מטפלת|רופאה?|קלינאית|כלב(?:ה|תו|ו)?|חתול(?:ה)?|בובה|דובי|אח(?:ות)?(?:ו|ה|יו|יה)?|אמא|אבא|סבתא|סבא|אני|לי|גן)(?![א-ת])"
    r"|\b(?:friends?|teacher|doctor|therapist|nanny|dog|cat|doll|bear|pet|sister|brother|cousin|mom|mum|mother|dad|father|grandma|grandpa|wife|husband|my\s+name|i\s+am|kindergarten|school)\b",
    re.I,
)
_LEAD_IN = re.compile(
    r"^\W*(?:(?:שלום|היי|הי|טוב|אז|נו|בטח|כן|קוראים\s+ל[והּ]|שמ[וה]|זה|זאת|זו|על|hi|hello|hey|well|so|sure|ok|okay|yes|it's|its|it\s+is|this\s+is|about|name)\W+)*",
    re.I,
)


def name(text: str, people: People, *, asked: bool = False, taken: tuple[str, ...] = ()) -> str:
    """The child's name in a sentence as typed, or "". `taken` are names that are somebody else's (the parent's own)."""
    bare, low = plain(text), fold(text)
    for match in _candidates(bare, asked):
        said = _joined(match)
        outright = match.re in (*_HE_STRONG, *_EN_STRONG)
        if outright and _of_other(match.group(0), people):
            continue
        if said and _may_be(said, people, taken, outright) and not _of_sibling(low, match.start(1), people):
            return said
    return _lone(bare, people, taken) if asked else ""


def says_strongly(text: str) -> bool:
    """Whether the sentence gives a name outright ("קוראים לה", "her name is")."""
    return any(pattern.search(plain(text)) for pattern in (*_HE_STRONG, *_EN_STRONG))


def corrected(text: str, people: People, *, taken: tuple[str, ...] = (), fixing: bool = False) -> str:
    """The name a parent puts in place of one that is known; "" unless the sentence says so outright.

    `fixing`: the message takes something back ("autocorrect", "typo"), so that "it's Mila" is enough.
    """
    bare, low = plain(text), fold(text)
    old = re.escape(people.name)
    found = [m for pattern in _instead(old) for m in pattern.finditer(bare)]
    if not found and fixing:
        found = [m for m in _IT_IS.finditer(bare) if _sure(m.group(1)) or _alike(m.group(1), people.name)]
    outright = fixing or _CALLED.search(bare)
    if not found and outright and not _SOMEBODY_ELSE.search(low):
        found = [m for pattern in (*_HE_STRONG, *_EN_STRONG) for m in pattern.finditer(bare)]
    for match in found:
        said = _joined(match)
        other = (
            said
            and _may_be(said, people, taken)
            and not _of_other(match.group(0), people)
            and fold(said) != fold(people.name)
        )
        if other and not _of_sibling(low, match.start(1), people):
            return said
    return ""


def wrong(text: str) -> bool:
    """Whether the parent says that the name is wrong."""
    return bool(_WRONG.search(plain(text)))


def _instead(old: str) -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"(?<![א-ת\w]){_HE_WORD}\s*[,-]?\s*ו?לא\s+{old}(?![א-ת\w])"),
        re.compile(
            rf"(?<![א-ת])לא\s+{old}\s*[,.-]?\s*(?:אלא\s+)?(?:קוראים\s+ל[והּ]\s+|היא\s+|הוא\s+|זו\s+|זה\s+)?{_HE_WORD}"
        ),
        re.compile(
            rf"{_WRONG_TEXT}[\s,.:-]+(?:קוראים\s+ל[הו]\s+|היא\s+|הוא\s+|זו\s+|זה\s+|(?:ה?שם\s+)?(?:ה?נכון\s+)(?:הוא\s+)?)?{_HE_WORD}"
        ),
        re.compile(rf"{_EN_WORD}\s*,?\s*(?:and\s+)?not\s+{old}\b", re.I),
        re.compile(rf"\bnot\s+{old}\b\s*[,.-]?\s*(?:but\s+|it's\s+|it\s+is\s+|he's\s+|she's\s+)?{_EN_WORD}", re.I),
        re.compile(rf"{_WRONG_TEXT}[\s,.:-]+(?:it's|it\s+is|he's|she's|he\s+is|she\s+is)\s+{_EN_WORD}", re.I),
    )


def sure_alone(text: str) -> bool:
    """Whether a sentence is nothing but one unmistakable name."""
    found = words(plain(text))
    return len(found) == 1 and (found[0] in SURE_HE or found[0].lower() in SURE_EN)


def _candidates(bare: str, asked: bool) -> list[re.Match[str]]:
    found = [m for m in _MEANT.finditer(bare) if asked and _looks_meant(m.group(1))]
    found += [m for pattern in (*_HE_STRONG, *_EN_STRONG) for m in pattern.finditer(bare)]
    found += [
        m for pattern in (_HE_CHILD, _HE_MY) for m in pattern.finditer(bare) if _looks_he(m.group(1), bare, m.end(1))
    ]
    found += [m for m in _EN_CHILD.finditer(bare) if _looks_en(m.group(1), bare, m.end(1))]
    found += [m for m in _HE_AGED.finditer(bare) if not m.group(1).startswith(("ה", "ש")) or m.group(1) in SURE_HE]
    found += [
        m
        for m in _EN_AGED.finditer(bare)
        if _looks_en(m.group(1), bare, m.end(1)) and (not m.group(1).islower() or _AGE_GOES_ON.match(bare[m.end() :]))
    ]
    found += [m for m in _HE_ABOUT.finditer(bare) if asked or m.group(1) in SURE_HE]
    found += [
        m
        for m in _EN_ABOUT.finditer(bare)
        if _looks_en(m.group(1), bare, m.end(1)) and (asked or m.group(1).lower() in SURE_EN)
    ]
    first = _FIRST.match(bare)
    if first and _sure(words(first.group(0))[0]) and len(bare.split()) > 1:
        found.append(first)
    return found


def _looks_meant(word: str) -> bool:
    return word in SURE_HE or word.lower() in SURE_EN or word[:1].isupper()


def _sure(word: str) -> bool:
    return word in SURE_HE or (word.lower() in SURE_EN and word[:1].isupper())


def _alike(word: str, known: str) -> bool:
    """Two spellings of what may be one name: the same first letter, and hardly longer or shorter."""
    return word[:1].lower() == known[:1].lower() and abs(len(word) - len(known)) <= 2


def _looks_he(word: str, bare: str, end: int) -> bool:
    return word in SURE_HE or bool(re.match(r"\s*(?:$|[,.(]|הוא|היא|בן|בת|לא|מאוד|תמיד|יש)", bare[end:]))


def _looks_en(word: str, bare: str, end: int) -> bool:
    low = word.lower()
    if low in _NEVER or low.endswith(("ing", "n't")):
        return False
    return (
        low in SURE_EN
        or word[0].isupper()
        or bool(re.match(r"\s*(?:$|,|is\b|'s\b|who\b|she'?s\b|he'?s\b)", bare[end:]))
    )


def _joined(match: re.Match[str]) -> str:
    groups = [group for group in match.groups() if group]
    return " ".join(_shaped(group.strip("'\"-")) for group in groups)


def _shaped(word: str) -> str:
    return word if is_hebrew(word) or not word.islower() else word.capitalize()


def _may_be(said: str, people: People, taken: tuple[str, ...], outright: bool = False) -> bool:
    low = said.lower()
    first = low.split()[0]
    if first[:1] in "בלמכ" and first[1:] in _NEVER:
        return False
    if outright and first in _ALSO_NAMES:
        return True
    others = {fold(other) for other in (*people.others, *taken)}
    return first not in _NEVER and low not in others and len(said) >= 2


def _of_other(said: str, people: People) -> bool:
    """ "The baby, his name's Malik": the name of a boy is not this girl's."""
    his = bool(re.search(r"\bhis\b|(?<![א-ת])שמו(?![א-ת])|(?<![א-ת])לו(?![א-ת])|\bhim\b", said, re.I))
    hers = bool(re.search(r"\bher\b|(?<![א-ת])שמה(?![א-ת])|(?<![א-ת])לה(?![א-ת])", said, re.I))
    return (his and people.gender == "girl") or (hers and people.gender == "boy")


def _of_sibling(low: str, at: int, people: People) -> bool:
    before = [mention for mention in mentions(low, People("", people.gender, people.others)) if mention.at < at]
    return bool(before) and before[-1].sibling


def _lone(bare: str, people: People, taken: tuple[str, ...]) -> str:
    bare = _SPELLED.sub(" ", bare)
    rest = bare[(match.end() if (match := _LEAD_IN.match(bare)) else 0) :]
    head = re.split(
        r"[,.!?(\n]|\s-\s|\s(?:ו?הוא|ו?היא|בן|בת|זה|כמו|and|he|she|hes|shes|is|age|it's|its|like|as|spelled|spelt|meaning|means)\b",
        rest,
        maxsplit=1,
        flags=re.I,
    )[0]
    found = words(head)
    named = bool(found) and (_sure(_shaped(found[0])) or (found[0][0].isupper() and rest[len(head) :][:1] == ","))
    if len(words(rest)) > len(found) + 5 and not named:
        return ""  # a whole story, not a name
    if not found or len(found) > 2 or any(c.isdigit() for c in head):
        return ""
    said = _shaped(found[0])
    if len(found) == 2 and found[1].lower() in _DOUBLE:
        said = f"{said} {_shaped(found[1])}"
    elif len(found) == 2 and not (_sure(said) or (said[0].isupper() and found[1][0].isupper())):
        return ""
    return (
        said
        if said.replace("'", "").replace('"', "").replace("-", "").replace(" ", "").isalpha()
        and _may_be(said, people, taken, len(words(bare)) == 1)
        and _pronounceable(said)
        else ""
    )


def _pronounceable(said: str) -> bool:
    low = said.lower()
    if len(low) > 20 or len(set(low)) < 2:
        return False
    return is_hebrew(said) or (bool(re.search("[aeiouy]", low)) and not re.search(r"[bcdfghjklmnpqrstvwxz]{5}", low))
