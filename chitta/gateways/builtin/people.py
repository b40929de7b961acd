"""Who a sentence is about: this child, or somebody else who was mentioned on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from chitta.core.vocabulary import Gender
from chitta.gateways.builtin.normalising import fold

_SIBLING_F = (
    r"אחות(?!\s+(?:טיפת|ב?טיפת|מוסמכת|בית))(?:ו|ה|י|ם|נו)?|תאומה|תאומתו|בת\s+דוד(?:ה|ו|תו|תה)?|הבכורה|האחות\s+(?:הגדולה|הקטנה)|"
    r"(?:big|little|older|younger|twin|baby|half|step)?-?\s?sister|niece"
)
_SIBLING_M = (
    r"אח(?:יו|יה|י)?|אחים|תאום|אחיו|בן\s+דוד(?:ה|ו|תו|תה)?|הבכור|"
    r"(?:big|little|older|younger|twin|baby|half|step)?-?\s?brother|nephew"
)
_SIBLING_N = r"תאומים|אחים|siblings?|twins?|cousins?|the\s+(?:older|younger|other)\s+one|(?:her|his|their)\s+twin"
_OTHER_CHILD_F = r"(?:ה?בת|ה?ילדה)\s+(?:הגדולה|הקטנה|השנייה|השניה|האחרת)|my\s+(?:other|older|younger|eldest|oldest)\s+(?:daughter|girl)"
_OTHER_CHILD_M = (
    r"(?:ה?בן|ה?ילד)\s+(?:הגדול|הקטן|השני|האחר)|my\s+(?:other|older|younger|eldest|oldest)\s+(?:son|boy|kid|child)"
)
_WOMEN = (
    r"גננת|סייעת|אמא|אימא|אמי|סבתא|מורה|מטפלת|רופאה|קלינאית|אשתי|דודה|שכנה|חמותי|פסיכולוגית|יועצת|טיפת\s+חלב|"
    r"mom|mum|mother|wife|grandma|grandmother|aunt|nanny|nurse|mother-in-law"
)
_MEN = r"אבא|סבא|בעלי|רופא|דוד|גיסי|חמי|dad|father|husband|grandpa|grandfather|uncle"
_ANYONE = r"teacher|doctor|therapist|pediatrician|neighbou?r|friend|babysitter"
_SELF = r"אני|i'm|im|i"

_HE_FRONT = "[ושהבלמכ]{0,2}"


def _found(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![א-ת\w'])(?:{_HE_FRONT})?(?:{body})(?![א-ת\w])")


_OTHERS: tuple[tuple[re.Pattern[str], Gender, bool], ...] = (
    (_found(_SIBLING_F), "girl", True),
    (_found(_SIBLING_M), "boy", True),
    (_found(_SIBLING_N), "", True),
    (_found(_WOMEN), "girl", False),
    (_found(_MEN), "boy", False),
    (_found(_ANYONE), "", False),
    (_found(_SELF), "", False),
)
_OTHER_CHILDREN: tuple[tuple[re.Pattern[str], Gender], ...] = (
    (_found(_OTHER_CHILD_F), "girl"),
    (_found(_OTHER_CHILD_M), "boy"),
)
_HE_PRONOUN = re.compile(r"(?<![א-ת])(?:[וש]{0,2}|כש|לכש)(הוא|היא)(?![א-ת])")
_EN_PRONOUN = re.compile(r"\b(he|she)(?:'s|s)?\b")
_CHILD_NOUN = re.compile(
    r"(?<![א-ת])[ושל]{0,2}(?:ה?(?:(בן)|(בת)|ילד|ילדה)\s+(?:שלי|שלנו)|(בני|נכדי|הנכד(?:\s+של(?:י|נו))?)|(בתי|נכדתי|הנכדה(?:\s+של(?:י|נו))?)|ה(ילד)|ה(ילדה))(?![א-ת])"
    r"|\b(?:my|our)\s+(?:little\s+|lil\s+|sweet\s+)?(?:(grandson|son|boy)|(granddaughter|daughter|girl)|kid|child|one|toddler|baby)\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named at a place in a sentence."""

    at: int
    child: bool
    gender: Gender = ""
    sibling: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """What is known of who is who when a message is read."""

    name: str = ""
    gender: Gender = ""
    others: tuple[str, ...] = field(default=())


def mentions(low: str, people: People) -> list[Mention]:
    """Everyone a folded sentence mentions, in order."""
    found = [Mention(m.start(), False, gender, sibling) for p, gender, sibling in _OTHERS for m in p.finditer(low)]
    if people.name:
        found += [Mention(m.start(), False, gender, True) for p, gender in _OTHER_CHILDREN for m in p.finditer(low)]
        found += [Mention(m.start(), True, people.gender) for m in _named(people.name).finditer(low)]
    for other in people.others:
        found += [Mention(m.start(), False, "", True) for m in _named(other).finditer(low)]
    taken = {mention.at for mention in found}
    found += [Mention(m.start(), True, _noun_gender(m)) for m in _CHILD_NOUN.finditer(low) if m.start() not in taken]
    return _with_pronouns(low, sorted(found, key=lambda mention: mention.at), people.gender)


def of_child(low: str, at: int, people: People) -> bool:
    """Whether what stands at `at` is said of this child: the nearest person before it is the child, or nobody."""
    before = [mention for mention in mentions(low, people) if mention.at <= at]
    return not before or before[-1].child


_SIBLING_NAMED = re.compile(
    r"(?<![א-ת])(?:אחות(?:ו|ה)?|אח(?:יו|יה|ותי)?|אח\s+של(?:ו|ה)|אחות\s+של(?:ו|ה)|ה(?:אח|אחות)(?:\s+ה(?:קטן|קטנה|גדול|גדולה))?)\s*,?\s+(?P<he>[א-ת]{2,12})(?![א-ת])"
    r"|(?<![א-ת])יש\s+לי\s+גם\s+(?:את\s+)?(?P<also>[א-ת]{2,12})\s+ב[ןת]\s"
    r"|\b(?:brother|sister)(?:\s+(?:is\s+)?(?:named|called))?,?\s+(?P<en>[A-Z][a-z]{1,14})\b"
)
_NOT_NAMES = frozenset(
    [
        "של",
        "שלו",
        "שלה",
        "הוא",
        "היא",
        "לא",
        "כל",
        "גם",
        "יש",
        "אין",
        "היה",
        "הייתה",
        "קטן",
        "קטנה",
        "גדול",
        "גדולה",
        "בן",
        "בת",
        "אוהב",
        "אוהבת",
        "אומר",
        "אומרת",
        "שלי",
        "בכור",
        "תאום",
        "תאומה",
    ]
)


def siblings_named(lines: list[str], child: str) -> tuple[str, ...]:
    """Names of sisters and brothers a parent mentioned on the way: what is said of them is not this child's."""
    found = (
        match.group("he") or match.group("also") or match.group("en")
        for line in lines
        for match in _SIBLING_NAMED.finditer(line)
    )
    return tuple(name for name in dict.fromkeys(found) if name not in _NOT_NAMES and fold(name) != fold(child))


def speaks_of_sibling(low: str, people: People) -> bool:
    """Whether a folded sentence mentions another child of the family."""
    return any(mention.sibling for mention in mentions(low, people))


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![א-ת\w])(?:[ושלבמכה]{{0,2}}-?)?{re.escape(fold(name))}(?![א-ת\w])")


def _noun_gender(match: re.Match[str]) -> Gender:
    boy = match.group(1) or match.group(3) or match.group(5) or match.group(7)
    girl = match.group(2) or match.group(4) or match.group(6) or match.group(8)
    return "boy" if boy else "girl" if girl else ""


def _with_pronouns(low: str, known: list[Mention], gender: Gender) -> list[Mention]:
    pronouns = [(m.start(), _pronoun(m.group(1))) for p in (_HE_PRONOUN, _EN_PRONOUN) for m in p.finditer(low)]
    found = list(known)
    for at, said in sorted(pronouns):
        before = [mention for mention in known if mention.at < at and mention.at != at]
        last = next((mention for mention in reversed(before) if not _is_self(mention)), None)
        if last is None or last.child:
            child = gender in ("", said)
        else:
            child = (gender == said or not gender) and last.gender not in ("", said)
        found.append(Mention(at, child, said))
    return sorted(found, key=lambda mention: mention.at)


def _is_self(mention: Mention) -> bool:
    return not mention.child and not mention.gender and not mention.sibling


def _pronoun(said: str) -> Gender:
    return "boy" if said in ("הוא", "he") else "girl"
