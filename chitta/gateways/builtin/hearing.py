"""One message, heard in its setting: what it tells, asks, wants and answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from chitta.core.vocabulary import DOMAINS, Domain, Gender
from chitta.gateways.builtin import (
    addressing,
    ages,
    answers,
    asking,
    curated,
    dates,
    genders,
    lexicon,
    names,
    noticing,
    wishes,
)
from chitta.gateways.builtin.normalising import Sentence, fold, one_of, sentences, tidy, words
from chitta.gateways.builtin.noticing import Note, Setting
from chitta.gateways.builtin.people import People, siblings_named
from chitta.gateways.guide import Line, Prompt


@dataclass(frozen=True, slots=True)
class Details:
    """What a message says of who the child is; only what is new."""

    name: str = ""
    born: date | None = None
    age: float | None = None
    gender: Gender = ""
    fixed: bool = False  # it took back something that was known

    def __bool__(self) -> bool:
        return bool(self.name or self.born or self.age is not None or self.gender)


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything one message was heard to say."""

    text: str
    asked: str  # id of the question it follows
    details: Details
    notes: tuple[Note, ...] = ()
    answer: answers.Answer = ""
    questions: tuple[str, ...] | None = (
        None  # keys of curated answers, best first; () none fits; None: nothing was asked
    )
    wish: wishes.Wish = ""
    order: addressing.Order = ""  # what Chitta itself is asked to do
    angry: bool = False
    nod: bool = False  # a thumb up and nothing else
    condition: bool = False
    lost: bool = False
    worried: bool = False
    no_worry: bool = False
    too_much: bool = False
    defensive: bool = False
    thanks: bool = False
    greeting: bool = False
    off_topic: bool = False
    nonsense: bool = False
    several_children: bool = False
    useful: bool = field(default=False)  # it answered the question, by a fact or by saying there is nothing


_DOMAIN: dict[str, Domain] = {domain: domain for domain in DOMAINS}


_OF_A_PAGE = re.compile(r"(?<![א-ת])(?:ב|ה)?(?:מכתב|רשימה|יומן)(?![א-ת])|\b(?:letter|list|page|journal|report)\b")


def last_question(history: tuple[Line, ...]) -> tuple[str, str]:
    """(id, text) of the last question Chitta asked before the parent's last line."""
    line = next((line for line in reversed(history) if line.sender == "chitta"), None)
    asked = asking.asked_by(line.text, line.topic) if line else ""
    return {"missing_name": "name"}.get(asked, asked), line.text if line else ""


def hear(prompt: Prompt) -> Heard:
    """Hear the parent's last line."""
    line = next((line for line in reversed(prompt.history) if line.sender == "user"), Line("user", ""))
    text, low = tidy(line.text), fold(line.text)
    asked, question_text = last_question(prompt.history)
    told = [one.text for one in prompt.history if one.sender == "user"]
    others = tuple(dict.fromkeys((*prompt.child.others, *siblings_named(told, prompt.child.name))))
    people = People(prompt.child.name, prompt.child.gender, others)
    details = _details(text, low, asked, people, prompt)
    wish = wishes.wish(low)
    if wish == "talk" and (details or len(words(text)) > 9):
        wish = ""  # "I want to ask about Dor, he is four": the interview is the answer
    if wish == "back" and prompt.stage in ("interview", "consultation"):
        wish = ""  # it is where we are
    order = "" if wish else addressing.order(low)
    setting = _setting(prompt, asked, question_text, people, details)
    notes: tuple[Note, ...] = ()
    if (
        not order
        and wish != "journal"
        and asked not in ("journal_what", "meet_ask")
        and not (wish and len(words(text)) <= 14)
    ):
        notes = tuple(noticing.notice(text, setting, _bits(details, low)))
    if _OF_A_PAGE.search(low) and answers.corrects(low):
        notes = ()  # "the letter says he hit, that's wrong": nothing of it is told
    questions, condition = _questions(text, wish), bool(lexicon.CONDITION.search(low))
    heard = Heard(
        text=text, asked=asked, details=details, notes=notes, answer=answers.short_answer(text), questions=questions, wish=wish,
        order=order, nod=addressing.emoji(text) != "", angry=answers.angry(low),
        condition=condition, lost=bool(lexicon.LOST.search(low)), worried=noticing.worry_announced(low),
        no_worry=bool(lexicon.NO_WORRY.search(low)), too_much=answers.too_much(low), defensive=answers.defensive(low),
        thanks=answers.thanks(low), greeting=answers.greets(low), off_topic=answers.off_topic(low) and not notes,
        nonsense=answers.nonsense(text) and not details and not addressing.emoji(text), several_children=_several(low, people, details),
    )  # fmt: skip
    return _judged(heard, low)


def _judged(heard: Heard, low: str) -> Heard:
    answer = "" if heard.notes and heard.answer != "stop" else heard.answer
    return replace(heard, answer=answer, useful=_noted(heard) or _answers_basics(heard) or _nothing_to_tell(heard, low))


def _noted(heard: Heard) -> bool:
    """Whether what was noted is what was asked for: a strength told when a worry was asked answers nothing yet."""
    kinds = {note.kind for note in heard.notes}
    if heard.asked in ("example", "missing_example", "example_hope"):
        return any(note.example for note in heard.notes)
    wanted = {
        "strengths": {"strength"},
        "missing_strength": {"strength"},
        "concerns": {"concern", "hope"},
        "hopes": {"hope"},
    }
    if asking.TOPIC_OF.get(heard.asked) == "basics":
        return False
    return bool(kinds & wanted[heard.asked]) if heard.asked in wanted else bool(kinds)


def _answers_basics(heard: Heard) -> bool:
    given = heard.details
    if heard.asked in ("age", "missing_age"):
        return given.age is not None or given.born is not None
    return (
        bool(given.name)
        if heard.asked in ("name", "which")
        else bool(given.gender)
        if heard.asked == "gender"
        else False
    )


def _nothing_to_tell(heard: Heard, low: str) -> bool:
    if heard.asked in ("concerns",):
        return heard.no_worry or heard.answer == "no"
    if heard.asked.startswith("areas_") or heard.asked in ("history", "checks", "family", "day", "helps", "since"):
        return heard.answer in ("no", "yes") or bool(lexicon.FINE.search(low)) or heard.no_worry
    return False


def _questions(text: str, wish: str) -> tuple[str, ...] | None:
    asked = [one for one in sentences(text) if curated.asks(one.low, one.asked)]
    found = tuple(key for one in asked for key in curated.answers_to(one.low))
    if not found and asked and all(one.asked and curated.rising(one.low) for one in asked):
        return None
    return None if not asked or (wish and not found) else found


def _several(low: str, people: People, details: Details) -> bool:
    if people.name or details.name:
        return False
    return bool(_SEVERAL.search(low))


def _setting(prompt: Prompt, asked: str, question: str, people: People, details: Details) -> Setting:
    concerns = [known for known in prompt.known if known.kind == "concern" and known.state == "held"]
    main: Domain = next((_DOMAIN[known.domain] for known in concerns if known.domain != "general"), "general")
    return Setting(
        asked=asked, topic=asking.TOPIC_OF.get(asked), main=main, has_concern=bool(concerns), has_example=any(known.example for known in concerns),
        domains=asking.domains_in(question) if asked.startswith("areas_") else (),
        people=People(details.name or people.name, details.gender or people.gender, people.others),
        known=frozenset(fold(known.text) for known in prompt.known),
    )  # fmt: skip


def _bits(details: Details, low: str) -> tuple[str, ...]:
    bits = [fold(details.name)] if details.name else []
    if details.age is not None or details.born:
        bits += [m.group(0) for m in _AGE_BIT.finditer(low)]
    return tuple(bits)


_SEVERAL = one_of(
    "יש לי שני ילדים", "שתי בנות", "שני בנים", "שתי ילדות", "שלושה ילדים", "two kids", "two children", "two sons", "two daughters",
    "both of my kids", "both kids",
)  # fmt: skip
_AGE_BIT = one_of(
    "=בן",
    "=בת",
    "גיל",
    "נולד",
    "נולדה",
    "חודשים",
    "years",
    "months",
    "year old",
    "years old",
    "born",
    "he is",
    "she is",
    "he's",
    "she's",
)


def _details(text: str, low: str, asked: str, people: People, prompt: Prompt) -> Details:
    fixing = answers.corrects(low) or any(ages.takes_back(one.low) for one in sentences(text))
    name, born, age = "", None, None
    gender: tuple[Gender, bool] = ("", False)
    for sentence in sentences(text):
        short = asked in ("name", "age") and len(words(text)) <= 6  # "3?", "נועה?"
        told = sentence if short else noticing.told_part(sentence)
        if told is None:
            age = age or _age(
                sentence.low, "", people, fixing, prompt
            )  # "is it normal? he is three" without the full stop
            if names.says_strongly(sentence.text):
                name = name or _name(sentence, asked, people, prompt, fixing)
            continue
        sentence = told
        said = _name(sentence, asked, people, prompt, fixing)
        name = (said or name) if fixing else name or said
        known = People(name or people.name, people.gender, people.others)
        born = born or dates.born(
            sentence.low, known, prompt.today, day_first=_day_first(prompt, low), asked=asked in ("age", "missing_age")
        )
        follows = bool(name) and not prompt.child.name and len(words(sentence.text)) <= 4  # "Alex. Five."
        again = fixing and age is not None  # "five. no, sorry, four and ten months"
        newer = _age(sentence.low, "age" if follows or again else asked, known, fixing, prompt)
        age = newer or age if again else age or newer
        gender = _clearer(gender, genders.gender(sentence.low, known, asked=asked == "gender"))
    return _new(name, born, age, gender, fixing, prompt)


def _clearer(before: tuple[Gender, bool], now: tuple[Gender, bool]) -> tuple[Gender, bool]:
    """What was said outright wins; two hints that disagree are none."""
    if before[1] or not now[0]:
        return before
    return now if now[1] or not before[0] or before[0] == now[0] else ("", False)


def _name(sentence: Sentence, asked: str, people: People, prompt: Prompt, fixing: bool) -> str:
    declined = answers.short_answer(sentence.text) in ("unsure", "skip", "later", "stop")
    if declined:
        return ""
    if people.name and asked != "name":
        return names.corrected(sentence.text, people, taken=(prompt.parent_name,), fixing=fixing)
    late = not people.name and names.sure_alone(sentence.text)  # asked earlier, given now
    wanted = asked in ("name", "which") or late or fixing
    said = names.name(sentence.text, people, asked=wanted, taken=(prompt.parent_name,))
    return said


def _age(low: str, asked: str, people: People, fixing: bool, prompt: Prompt) -> ages.Age | None:
    found = ages.ages(
        low, people, asked=asked in ("age", "missing_age") or (fixing and prompt.child.age_years is not None)
    )
    if not found or (people.gender and found[-1].gender and found[-1].gender != people.gender and not fixing):
        return None
    return found[-1] if fixing else found[0]


def _day_first(prompt: Prompt, low: str) -> bool:
    return prompt.language == "he" or any("א" <= c <= "ת" for c in low)


def _new(
    name: str, born: dates.Born | None, age: ages.Age | None, gender: tuple[Gender, bool], fixing: bool, prompt: Prompt
) -> Details:
    child = prompt.child
    said_gender: Gender = age.gender if age and age.gender else gender[0]
    outright = bool(age and age.gender) or gender[1]
    if child.gender and (said_gender == child.gender or not (outright and fixing)):
        said_gender = ""
    years = None if born and born.day else born.years if born else age.years if age else None
    if years is not None and child.age_years is not None and abs(years - child.age_years) < (0.05 if fixing else 1):
        years = None
    if name and fold(name) == fold(child.name):
        name = ""
    took_back = bool(
        (name and child.name) or (years is not None and child.age_years is not None) or (said_gender and child.gender)
    )
    return Details(name, born.day if born else None, years, said_gender, took_back)
