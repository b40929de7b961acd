"""Names of conditions in what Chitta is about to have said: the family may bring one, Chitta never does. Pure.

A label is a condition's name, or a word that judges a child as a condition would ("disabled", "abnormal"). What it
decides about doubtful words:

* Ordinary words stay ordinary: a train's delay, a spectrum of colours, a budget's deficit, an eclipse (ליקוי), listening
  (הקשבה), sleep regression, a speech pathologist, and describing without naming (hard to focus, few words).
* "On the spectrum" and "על הרצף" name a condition even without its first word; "a spectrum of ..." does not.
* Difficulties "of attention" or "of regulation" (קשיי קשב, בעיית ויסות) count: parents hear them as a name.
* A label the family used may be used as theirs, in either language. Said as true or untrue of the child ("he has ...",
  "these are signs of ...", "this is not ...") it is found even then, unless the sentence leaves it open ("whether he
  has", "only somebody who meets him") or gives it back ("you wrote that ...", or the family's own words in quotation
  marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chitta.core.vocabulary import Language
from chitta.safety.tokens import clean

# label: what it looks like. Hebrew patterns get the letters that stick to the front of a word, and an end of word.
_HEBREW: dict[str, str] = {
    "autism": r"אוטי[זס]\w*|א(?:ו)?טיסט\w*|אספרגר\w*|אספי(?:ם|ת)?(?! (?:את|ל))|(?:ה)?ספקטרום(?! (?:של|רחב|צבע|ה?צבעים))|פי[ .-]?די[ .-]?די|"
    r"על[ -]ה?רצף(?! (?:של|הזה|הזמן|המספרי|הנכון|היומי))|הפרע\w+ תקשורת\w*|תקשורתי(?:ת|ים|ות)?(?= (?:על|מאובחנ))",
    "attention": r"(?:הפרע\w*|בעי(?:ה|ית|ות|יות)|לי?קוי?|לקות\w*|קש(?:יי|יים|ה|י)|גירעון|חוסר) (?:של |ב)?(?:ה)?קשב\w*|"
    r"(?<=יש לו )קשב|(?<=יש לה )קשב|(?<=עם )קשב וריכוז|איי?[ .-]?די[ .-]?(?:אייץ'?|אי?יצ'|ה?א?ייטש'?)[ .-]?די|"
    r"היפר[ -]?אקטיב\w*|(?<=ילד )היפר|(?<=ילדה )היפרית|(?<=הוא )היפר(?! ?[א-ת]*(?:מרקט))",
    "delay": r"עיכוב\w* (?:\w+ )?(?:ב)?(?:ה?התפתחות\w*|שפתי\w*|ה?שפה|ה?דיבור|מוטורי\w*|תקשורתי\w*|קוגניטיבי\w*|שכלי\w*|לשוני\w*|רגשי\w*|חברתי\w*)|"
    r"(?:ל)?עיכובים התפתחותיים|עיכוב (?:התפתחותי|כללי)|מעוכב\w* (?:ב)?(?:התפתחות\w*|שפ\w+|שכלי\w*)|אי?חור (?:התפתחותי|שפתי|בהתפתחות|בדיבור|בשפה)",
    "retardation": r"פיגור(?! (?:ב(?:לוח|תשלו|עבודה|ליגה|שיעור|מצב)|אחר))\w*|מפגר(?:ת|ים|ות)?(?! (?:אחר|ב(?:תשלו|לוח|ליגה)))|"
    r"מוגבלות(?! של ה?(?:טלפון|מצלמה|מכשיר))\w*|(?:ילד|ילדה|בן|הוא|היא) מוגבל(?:ת)?|נכ(?:ות|ה|ים)(?= |$|[.,?])|צרכים מיוחדים",
    "impairment": r"לקות\w*|לקויו?ת\w*|(?:לי)?לקוי(?:י|ת|ה|ות|ים)? (?:למידה|ראייה|שמיעה|שפה|דיבור|תקשורת|קשב)|"
    r"לי?קוי(?:ים|י|ות)? (?!מאורות|חמה|ירח|לבנה)(?:ב?(?:ה)?(?:למידה|שמיעה|ראייה|ראיה|שפה|דיבור|התפתחות\w*|התפתחותי\w*|חושי\w*|תקשורת\w*))",
    "disorder": r"הפרע(?:ת|ות) (?:ה)?(?:התנהגות|אכילה|חרדה|שינה|שפה|דיבור|התפתחות|אישיות|נפש|מצב רוח|למידה|תנועה|התנגדות|הסתגלות|"
    r"נפשי\w*|רגשי\w*|התנהגותי\w*|חושי\w*|נוירו\w*|מוטורי\w*)|"
    r"הפרעה (?:\w+ )?(?:התפתחותית|תקשורתית|נפשית|רגשית|התנהגותית|נוירולוגית|חושית|שפתית|מוטורית|כפייתית|טורדנית|קוגניטיבית|ספציפית)|"
    r"(?<=יש לו )הפרעה|(?<=יש לה )הפרעה|(?<=סובל מ)הפרעה|(?<=סובלת מ)הפרעה|או סי די|טורדני\w* כפייתי\w*|כפייתיות|או די די",
    "sensory": r"(?:הפרע\w*|בעי(?:ה|ית|ות|יות)|קש(?:יי|יים|י)) (?:ב|של )?(?:ה)?ויסות\w*|(?:לא|אינ[וה]) מווסת\w* חושית",
    "syndrome": r"תסמונ\w*|סינדרום\w*|טורט(?! (?:שוקולד|גבינה))|(?<![א-ת])דאון(?! ?[א-ת]*טאון)",
    "learning": r"דיסלקצי\w*|דיסלקט\w*|דיסגרפ\w*|דיסקלקול\w*",
    "coordination": r"דיספרקס\w*|אפרקס\w*|שיתוק מוחין|היפוטונ\w*",
    "mood": r"חרדה חברתית|חרדת נטישה|חרד(?:ת|ה|ות) (?:חברתי\w*|כללית|מוכללת)|(?<=יש לו )חרד(?:ה|ות)|(?<=יש לה )חרד(?:ה|ות)|חרדתי(?:ת|ים|ות)?|"
    r"(?:ב)?דיכאון|דיכאוני\w*|אילמות סלקטיבית|מוטיזם\w*|פוסט[ -]טראומ\w*",
    "illness": r"אפילפסי\w*|סכיזופרנ\w*|פסיכו(?:זה|טי|טית)|דו[ -]קוטבי\w*|אוטואימוני\w*",
    "abnormal": r"פתולוגי(?:ה|ת|ות|ים)?|(?:התפתחות\w*|התנהגות\w*|דיבור\w*|הוא|היא|ילד|ילדה) (?:לא|אינ[וה]|בלתי) (?:תקינ?ה?|נורמלי(?:ת)?)(?=$|[^א-ת])|"
    r"(?:התפתחות\w*|התנהגות\w*|ילד|ילדה|הוא|היא) חריג(?:ה|ים|ות)?|רגרסי(?:ה|בי)\w*(?! בשינה)|מאובח(?:ן|נת|נים)|"
    r"(?:ה)?אבחנה (?:היא|שלי)|הייתי מאבחנת?|(?:סימפטו[מם]|תסמי[נן])\w* (?:של|ל)|בעיה (?:נוירולוגית|נפשית|קוגניטיבית)",
}  # fmt: skip
_ENGLISH: dict[str, str] = {
    "autism": r"autis\w*|asperger\w*|\baspies?\b|\basd\b|on the (?:\w+ )?spectrum(?! of\b)|spectrum (?:disorder|condition)\w*|\bpdd(?:[ -]nos)?\b|neuro-?diver\w+|neuro-?atypical",
    "attention": r"\bad/?hd\b|\ba\.d\.h\.d|attention[ -]deficit\w*|hyper-?activ(?!at)\w*|hyperkinetic",
    "delay": r"(?:developmental(?:ly)?|speech|language|motor|cognitive(?:ly)?|global|social|mental(?:ly)?|communication|learning|emotional(?:ly)?)[ -]delay\w*|"
    r"delay(?:s|ed)? (?:in|of|with) (?:\w+ )?(?:speech|language|development|talking|communication|motor|walking|learning)|"
    r"delayed (?:speech|language|development|motor|milestones?|talker|child|communication)|"
    r"\b(?!flight|train|bus|plane|start|delivery|lunch|dinner|answer|it\b|that\b)\w+ (?:is|seems|looks|appears|may be|might be|could be) (?:\w+ )?delayed(?! (?:by|at|on|in traffic)\b)",
    "retardation": r"(?<!flame )(?<!fire )retard(?:ed|ation|s)?\b|special[ -]needs|disabilit(?:y|ies)|(?:he|she|child|children|kids?|son|daughter|boy|girl) (?:is|are|may be|might be|seems) disabled|disabled (?:child|kid|person|boy|girl|son)|(?:intellectual|mental|developmental|physical)ly[ -]disabled|handicap\w*",
    "impairment": r"impairments?|(?:hearing|visually|cognitively|language|mentally|intellectually|socially)[ -]impaired|"
    r"(?:language|social|cognitive|sensory|speech|intellectual|processing|memory|neurological|skill|communication|emotional) deficits?",
    "disorder": r"(?<!in )(?<!into )(?<!spectrum )(?<!deficit )(?<!deficit/hyperactivity )(?<!hyperactivity )(?<!sensory processing )disorders?\b(?! (?:in|of|on) (?:the (?:room|house|kitchen|drawer|street|toys)|moving))|\bocd\b|obsessive[ -]compulsive|oppositional|"
    r"conduct problems? disorder|\bdld\b|\bdcd\b|\bsld\b|personality disorder",
    "sensory": r"sensory (?:processing|integration|modulation) (?:disorder|difficult\w*|dysfunction|issues?|problems?)|\bspd\b",
    "syndrome": r"syndrome\w*|tourette\w*|\bdown'?s\b(?= (?:child|baby|kid|syndrome))|fragile[ -]x|\brett\b",
    "learning": r"dyslexi\w*|dyscalculi\w*|dysgraphi\w*|learning (?:disabilit|disorder)\w*",
    "coordination": r"dysprax\w*|apraxi\w*|cerebral palsy|hypotoni\w*",
    "mood": r"(?:social|generali[sz]ed|separation) anxiety|anxiety (?:disorder|issues)|(?<=has )anxiety|(?<=have )anxiety|(?:selective|elective) (?:mutism|mute)|mutism|"
    r"depression(?! in the (?:sand|ground|road|dough|pillow|mattress))|(?:clinically|is|seems|severely) depressed(?! the)|depressive|\bptsd\b|post-?traumatic",
    "illness": r"epilep\w*|schizo\w*|bipolar|psycho(?:sis|tic)|\bmentally ill\b|mental illness",
    "abnormal": r"(?<!test was )(?<!test is )(?<!result was )(?<!results were )abnormal(?:ly|ity|ities)?(?! (?:result|test|blood|reading|noise|weather|heat))|pathologic\w*|(?<!speech )(?<!language )\bpatholog(?:y|ies)\b|"
    r"(?<!sleep )(?:developmental|autistic|language|speech|skill) regression|regressive|(?:is|was|been|be|officially|formally) diagnosed(?! by)|"
    r"my diagnosis|(?:the|his|her) diagnosis is|(?<!not )(?<!cannot )(?<!n't )(?<!never )(?<!not able to )(?<!unable to )\bdiagnose (?:him|her|your)|red flags? for|(?:he|she|child|son|daughter)(?: is|'s) not normal|neurological (?:problem|condition)|symptoms? of (?:a|an|the) (?:condition|problem)",
}  # fmt: skip
_ONE_CONDITION = ("autism", "attention", "sensory")  # whose names all stand for one: "on the spectrum" after "autism"
# Three letters that are ordinary words when they are not capitals.
_CAPITALS = {"attention": r"\bADD\b", "disorder": r"\bODD\b"}

_FRONT = r"(?<![א-ת])(?:[ושהכלבמ]{0,4}-?)"
_LABELS: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    "he": [(label, re.compile(rf"{_FRONT}(?P<name>{pattern})(?![א-ת])")) for label, pattern in _HEBREW.items()],
    "en": [(label, re.compile(rf"(?<![a-z])(?P<name>{pattern})", re.ASCII)) for label, pattern in _ENGLISH.items()],
}
_RAISED = [(label, re.compile(rf"(?P<name>{pattern})")) for label, pattern in _CAPITALS.items()]

# Said before a label as true, likely or untrue of the child.
_CLAIM = {
    "he": re.compile(
        r"(?<![א-ת])(?:(?:ש|ו|כי )?(?:יש|אין) ל[א-ת]+(?: של[א-ת]+)?|ל[א-ת]+(?: של[א-ת]+)? (?:יש|אין)|(?:ש|ו)?(?:הוא|היא|הילד|הילדה|הבן שלך|הבת שלך)(?: (?:לא|כנראה|אולי|בטח|בהחלט|ממש|ילד|ילדה|בעצם))*|"
        r"(?:ש|ו)?(?:זה|זו|זאת|אלה|אלו)(?: (?:לא|כנראה|אולי|בטח|בהחלט|ממש|בעצם|בוודאות))*|מדובר|סימנ(?:ים|י)|סימן|תסמינים|סימפטומים|נראה כמו|נשמע כמו|מתאי[מם]\w*|מזכיר\w*|"
        r"אופייני\w*|מאפיי?נ\w*|מצביע\w*|מעיד\w*|חשד|סובלת?|לוקה|מאובחנ?ת?|אבחנה של)(?: (?:של|ל|עם|על|מ|ב|כ))?(?: [א-ת]+){0,2} ?(?:[לבמכשו]|עם |של |על )?$"
    ),
    "en": re.compile(
        r"(?:\b(?:has|have|having|had|gets|shows?|suffers? from|is|are|isn't|was|be|being|he's|she's|it's|that's|looks? like|sounds? like|seems? like|signs? of|symptoms? of|"
        r"consistent with|typical (?:of|for)|suggests?|points? to|indicates?|indicative of|case of|diagnosed with|living with|characteristic of)"
        r"(?: (?:not|a|an|the|some|mild|probably|maybe|possibly|likely|definitely|clearly|really|kind|of|form|any|form of|on|have|be)){0,4} )$"
    ),
}  # fmt: skip
# What leaves it open, or gives it back to whom it came from.
_OPEN = {
    "he": re.compile(
        r"(?<![א-ת])(?:[וש]?(?:האם|אם)|אי אפשר|לא ניתן|אין (?:לי )?(?:דרך|איך)|לא (?:יכול\w*|אפשר|יודע\w*|אוכל|קובע\w*|מאבחנ\w*)|רק (?:איש|אשת|אנשי|רופא\w*|מי)|מי שפוגש|שאלת|השאלה|כתבת|"
        r"אמרת|ציינת|הזכרת|סיפרת|תהית|חשש\w*|לדברי\w*|כמו שאמר\w*|הגננת (?:אמרה|כתבה)|במכתב|במסמך)"
    ),
    "en": re.compile(
        r"\b(?:whether|if|cannot (?:say|tell|know|decide)|can't (?:say|tell|know|decide)|can not|no way to (?:know|tell)|only (?:a|an|some\w*|the)|you (?:asked|wrote|said|mentioned|wonder\w*|told|brought|fear|worry|used)|"
        r"your (?:question|word|worry)|the (?:question|word)|in your words|(?:teacher|doctor|letter|report|document) (?:said|says|wrote|writes|mentions))\b"
    ),
}  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]+")
_QUOTED = re.compile(r'"([^"\n]{2,300})"')


class Found(NamedTuple):
    """A label where it stands; `name` tells it from others of its kind, unless all of a kind are one condition."""

    label: str
    name: str
    start: int
    end: int


def labels_in(text: str, language: Language, quoted: Iterable[str] = ()) -> tuple[str, ...]:
    """The labels in `text` that Chitta may not say, each once, in order; () when there is none.

    `language` is the text's own; English names are looked for in Hebrew text too, as families and doctors mix them.
    `quoted`: what the family said, in any language.
    """
    theirs = [clean(words) for words in quoted]
    brought = {found.name for words in theirs for found in _find(words)}
    written = clean(text)
    said = _without_their_words(written, theirs)
    found = [one for one in _find(said, language) if one.name not in brought or _claims(said, one)]
    return tuple(dict.fromkeys(one.label for one in sorted(found, key=lambda one: one.start)))


def names_in(text: str) -> frozenset[tuple[str, str]]:
    """Every condition a text names, in either language, as (label, name): one condition has one name."""
    return frozenset((found.label, found.name) for found in _find(clean(text)))


def _find(text: str, language: Language | None = None) -> Iterator[Found]:
    low = text.lower()
    tongues = ("en",) if language == "en" else ("he", "en")
    for tongue in tongues:
        for label, pattern in _LABELS[tongue]:
            yield from (_found(label, match) for match in pattern.finditer(low))
    for label, pattern in _RAISED:
        yield from (_found(label, match) for match in pattern.finditer(text))


def _found(label: str, match: re.Match[str]) -> Found:
    name = (
        label if label in _ONE_CONDITION else " ".join(word[:4] for word in re.findall(r"\w+", match["name"].lower()))
    )
    return Found(label, name, match.start("name"), match.end())


def _without_their_words(text: str, theirs: list[str]) -> str:
    """Quotation marks around words the family really wrote, blotted out at the same length."""
    bare = [_plain(words) for words in theirs]

    def blot(match: re.Match[str]) -> str:
        inside = _plain(match.group(1))
        return " " * len(match.group()) if inside and any(inside in words for words in bare) else match.group()

    return _QUOTED.sub(blot, text)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _claims(text: str, found: Found) -> bool:
    """Whether the sentence says the label as true or untrue of somebody."""
    start = next((one.start() for one in _SENTENCE.finditer(text) if one.start() <= found.start < one.end()), 0)
    before = text[start : found.start].lower()
    tongue: Language = "he" if re.search("[א-ת]", before or text) else "en"
    return bool(not _OPEN[tongue].search(before) and _CLAIM[tongue].search(before))
