"""Ages as parents say them: "בן שלוש וחצי", "she's 2 1/2", "18 months"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chitta.core.vocabulary import Gender
from chitta.gateways.builtin.normalising import is_hebrew
from chitta.gateways.builtin.numbers import NUMBER, value
from chitta.gateways.builtin.people import People, of_child

_NEAR = r"(?P<near>כמעט|עוד\s+מעט|(?:בעוד|עוד)\s+(?:חודשיים|חודש|שבועיים|שבוע|כמה\s+שבועות|שלושה\s+חודשים|ארבעה\s+חודשים)(?:\s+(?:יהיה|תהיה|ימלאו\s+ל[והּ]))?|תכף|almost|nearly|about\s+to\s+(?:be|turn)|turning)?"
_ABOUT = r"(?:בערך|רק|כבר|עכשיו|היום|about|around|only|just|already|now|currently)?"

_HE_LENGTH = rf"""(?:
    (?P<half_year>חצי\s+שנה)
  | (?P<two>שנתיים)(?:\s+(?P<two_half>וחצי)|\s+(?P<two_quarter>ורבע)|\s+(?P<two_next>ו-?\s?{NUMBER}(?:\s+חוד\w+|(?=\s*(?:$|[.,;!?])))|וחודשיים|וחודש))?
  | (?P<one>שנה)(?:\s+(?P<one_half>וחצי)|\s+(?P<one_quarter>ורבע)|\s+(?P<one_next>ו-?\s?{NUMBER}\s+חוד\w+|וחודשיים|וחודש))?
  | (?P<two_months>חודשיים)
  | (?P<months>{NUMBER})\s*-?(?:חודשים|ח'|חודש(?![א-ת]))(?:\s+(?P<months_half>וחצי))?
  | (?P<weeks>{NUMBER})\s+שבועות
  | (?P<years>{NUMBER})(?:\s+שנים|\s+שנה)?(?:\s+(?P<half>וחצי|ו\s?חצי|1/2|ו-?1/2)|\s+(?P<quarter>ורבע|1/4)|\s+(?P<three>ושלושת\s+רבעי|3/4)
      |\s+(?P<next>ו-?\s?{NUMBER}\s+חוד\w+|וחודשיים|וחודש))?
)"""
_EN_LENGTH = rf"""(?:
    (?P<months>{NUMBER})[\s-]*(?:months?|mos?|mths?|m/o)\b
  | (?P<weeks>{NUMBER})[\s-]*(?:weeks?|wks?)\b
  | (?P<years>{NUMBER})(?:\s*(?:-|\s)?(?:and\s+(?:a\s+)?(?P<half>half)|\&\s*1/2|(?P<half_sign>1/2)|(?:and\s+)?(?:a\s+)?(?P<quarter>1/4|quarter)|(?:and\s+)?(?P<three>3/4|three[\s-]+quarters)
        |and\s+(?:a\s+)?(?:little\s+)?bit))?
      (?:[\s-]*(?P<unit>years?|yrs?|y/o|yo|y\.o\.?|yr)\b)?
      (?:[,\s]+(?:and\s+)?(?P<next>{NUMBER})\s+months?\b|\s+(?:and\s+)(?:a\s+)?(?P<half_after>half)\b|\s+and\s+(?P<three_after>three[\s-]+quarters)\b)?
  | (?P<half_year>half\s+a\s+year)
  | (?P<one>a\s+year(?:\s+and\s+a\s+half)?)
)"""
_END = r"(?=\s*(?:$|[.,;:!?()\"]|-\s|ו?(?:הוא|היא)\b|and\b|but\b|now\b|so\b|or\b|who\b|next\b|in\b|old\b|today\b|already\b))"
_FLAGS = re.VERBOSE

_HE_SAID = re.compile(
    rf"(?<![א-ת])(?:(?P<soon>(?:בעוד|עוד)\s+(?:חודשיים|חודש|שלושה\s+חודשים|ארבעה\s+חודשים|שבועיים|כמה\s+שבועות)\s+(?:(?:הוא|היא|יהיה|תהיה)\s+)*)?(?:[ושה]{{0,2}}(?P<who>בן|בת)|(?:הוא|היא)\s+בגיל|(?<!ב)(?<!מ)גיל[וה]?))\s*:?-?\s*{_ABOUT}\s*{_NEAR}\s*{_HE_LENGTH}",
    _FLAGS,
)
_HE_PRONOUN = re.compile(
    rf"(?<![א-ת])[וש]?(?:הוא|היא)\s+{_ABOUT}\s*{_NEAR}\s*{_HE_LENGTH}(?=\s*(?:$|[.,;!?]|ו?(?:הוא|היא)(?![א-ת])))",
    _FLAGS,
)
_EN_SAID = re.compile(
    rf"""(?:
        \b(?:he|she|they|who)(?:'s|s|\s+is|\s+are|'re|\s+just\s+turned|\s+turned|\s+is\s+turning)
      | \b(?:is|turned|aged?|age\s+is|who's)
      )\s*:?\s*{_ABOUT}\s*{_NEAR}\s*(?:a\s+)?{_EN_LENGTH}{_END}""", _FLAGS
)  # fmt: skip
_EN_OLD = re.compile(rf"(?<![\w/]){_ABOUT}\s*{_NEAR}\s*{_EN_LENGTH}[\s-]*(?:old|of\s+age)\b", _FLAGS)
_EN_HAS = re.compile(
    rf"\b(?:he|she|they)\s+(?:have|has|got)\s+{_ABOUT}\s*(?P<months>{NUMBER})\s*months?\b(?!\s+(?:of|to|left|until|till|ago|with))",
    _FLAGS,
)
_HE_TURN = re.compile(
    r"(?<![א-ת])(?:רגיל|רגילה|נורמלי|טיפוסי|קשה|נו|זה)\s+(?:ל|ב)?גיל\s"
)  # "the usual at two": no age of this child
_EN_UNIT = re.compile(r"(?<![\w/])(?P<years>\d{1,2}(?:\.\d)?)\s*(?:yo|y/o|yrs?\s+old)\b")
_BARE_HE = re.compile(rf"^\W*{_ABOUT}\s*{_NEAR}\s*{_HE_LENGTH}\W*$", _FLAGS)
_BARE_EN = re.compile(rf"^\W*{_ABOUT}\s*{_NEAR}\s*(?:a\s+)?{_EN_LENGTH}\W*(?:old\W*)?$", _FLAGS)
_LOOSE_HE = re.compile(rf"(?<![א-ת\d]){_NEAR}\s*{_HE_LENGTH}", _FLAGS)
_LOOSE_EN = re.compile(rf"(?<![\w/]){_NEAR}\s*{_EN_LENGTH}", _FLAGS)

_TAKES_BACK = re.compile(
    rf"(?:[,;-]\s*|\s)(?:ו?לא|(?:and\s+)?not)\s+(?:ב[ןת]\s+)?(?:{_HE_LENGTH}|{_EN_LENGTH.replace('?P<', '?P<en_')})\W*$",
    _FLAGS,
)
_EARLIER = re.compile(
    r"(?:\b(?:since|when|until|till|by|from|at|before|after|for|was|were|been|past|last|every|nearly\s+at)\b[^.,;!?]{0,18}"
    r"|(?<![א-ת])(?:מאז|מגיל|עד\s+גיל|ש?כש[א-ת]*|ש?היה|הייתה|היתה|היו|לפני|אחרי|עד|לקראת|בגיל)(?![א-ת])[^.,;!?]{0,15})$"
)
_AGO = re.compile(r"^\s*(?:ago\b|earlier\b|times\b|words\b|hours?\b|minutes?\b|days?\b|פעמים|מילים|שעות|דקות|ימים)")


_ALONE = (
    re.compile(
        rf"^\W*(?:ו?(?:הוא|היא)\s+|[א-ת']+\s+)?{_ABOUT}\s*(?:(?:בן|בת)\s+|בגיל\s+|גיל\s+)?{_ABOUT}\s*{_NEAR}\s*{_HE_LENGTH}\W*$",
        _FLAGS,
    ),
    re.compile(
        rf"^\W*(?:(?:and\s+)?(?:he|she|they|my\s+\w+|[\w']+)(?:'s|\s+is|\s+are|\s+just\s+turned|\s+turned)\s+)?{_ABOUT}\s*{_NEAR}\s*(?:a\s+)?{_EN_LENGTH}\s*(?:old)?(?:\s+now)?\W*$",
        _FLAGS,
    ),
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age that was said: years, and the gender Hebrew says with it."""

    years: float
    gender: Gender
    at: int


def ages(low: str, people: People, *, asked: bool = False) -> list[Age]:
    """The ages said of this child in a folded sentence. `asked`: the last question was how old the child is."""
    found = [
        age
        for pattern in (_HE_SAID, _HE_PRONOUN, _EN_SAID, _EN_OLD, _EN_UNIT, _EN_HAS)
        for age in _said(pattern, low, people)
    ]
    if not found and people.name:
        found = _after_name(low, people)
    if not found and asked:
        found = _bare(low, people)
    return sorted(found, key=lambda age: age.at)


def alone(low: str) -> bool:
    """Whether a folded piece says nothing but an age."""
    return any(pattern.match(low) for pattern in _ALONE)


def _said(pattern: re.Pattern[str], low: str, people: People) -> list[Age]:
    found = []
    for match in pattern.finditer(low):
        years = _years(match)
        if (
            years is None
            or _denied(low, match)
            or _HE_TURN.search(low[max(0, match.start() - 12) : match.start() + 6])
            or not _is_present(low, match)
            or not of_child(low, match.start(), people)
        ):
            continue
        found.append(Age(years, _gender(match), match.start()))
    return found


def _denied(low: str, match: re.Match[str]) -> bool:
    """ "Not two and a half": the age that is taken back."""
    return bool(
        re.search(
            r"(?:(?<![א-ת])ו?לא|\bnot)\s+(?:כבר\s+|already\s+)?$", low[max(0, match.start() - 14) : match.start()]
        )
    )


def takes_back(low: str) -> bool:
    """Whether a folded sentence ends in the age that was wrong: "she is three, not two"."""
    return bool(_TAKES_BACK.search(low))


def _is_present(low: str, match: re.Match[str]) -> bool:
    """Not "since he was two", not "two years ago"."""
    return not _EARLIER.search(low[max(0, match.start() - 30) : match.start()]) and not _AGO.match(
        low[match.end() : match.end() + 12]
    )


def _after_name(low: str, people: People) -> list[Age]:
    name = re.escape(people.name.lower())
    for length in (_HE_LENGTH, _EN_LENGTH):
        match = re.search(rf"(?<![א-ת\w]){name}\s*[,:(-]?\s*{_NEAR}\s*{length}\)?(?=\s*(?:$|[.,;!?]))", low, _FLAGS)
        years = _years(match) if match else None
        if match and years is not None:
            return [Age(years, "", match.start())]
    return []


def _bare(low: str, people: People) -> list[Age]:
    for pattern in (_BARE_HE, _BARE_EN):
        match = pattern.match(low)
        if match and (years := _years(match)) is not None:
            return [Age(years, "", match.start())]
    if len(low.split()) > 8:
        return []
    for pattern in (_LOOSE_HE, _LOOSE_EN) if is_hebrew(low) else (_LOOSE_EN, _LOOSE_HE):
        for match in pattern.finditer(low):
            years = _years(match)
            if years is not None and _is_present(low, match) and of_child(low, match.start(), people):
                return [Age(years, "", match.start())]
    return []


_SOON = {"חודשיים": 2, "שלושה": 3, "ארבעה": 4}


def _gender(match: re.Match[str]) -> Gender:
    who = match.groupdict().get("who")
    return "boy" if who == "בן" else "girl" if who == "בת" else ""


def _years(match: re.Match[str]) -> float | None:
    part = match.groupdict()
    months = _months(part)
    if months is None:
        return None
    if near := part.get("near") or part.get("soon"):
        months -= next((n for word, n in _SOON.items() if word in near), 1)
    years = round(max(months, 0) / 12, 2)
    return years if years < 19 else None


def _months(part: dict[str, str | None]) -> float | None:
    if part.get("half_year"):
        return 6
    if part.get("two_months"):
        return 2
    for key, base in (("two", 24), ("one", 12)):
        if part.get(key):
            half = part.get(f"{key}_half") or "half" in (part.get(key) or "")
            return base + (6 if half else 3 if part.get(f"{key}_quarter") else _extra(part.get(f"{key}_next")))
    if part.get("months"):
        return value(part["months"] or "")
    if part.get("weeks"):
        return (value(part["weeks"] or "") or 0) / 4.35
    years = value(part.get("years") or "")
    return None if years is None else years * 12 + _fraction(part)


def _fraction(part: dict[str, str | None]) -> float:
    if part.get("half") or part.get("half_sign") or part.get("half_after"):
        return 6
    return 3 if part.get("quarter") else 9 if part.get("three") or part.get("three_after") else _extra(part.get("next"))


def _extra(said: str | None) -> float:
    if not said:
        return 0
    if said.startswith("וחודש"):
        return 2 if "חודשיים" in said else 1
    return value(re.sub(r"^ו-?\s?|\s+חוד\w+$", "", said)) or 0
