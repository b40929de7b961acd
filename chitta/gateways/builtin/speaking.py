"""From a sentence with marks to a sentence for this parent about this child, and the choice among several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from chitta.core.vocabulary import Address, Domain, Gender, Language
from chitta.gateways.builtin import wording_en, wording_he
from chitta.gateways.builtin.dates import MONTHS_EN, MONTHS_HE
from chitta.gateways.builtin.normalising import words

_CHILD_FORMS = re.compile(r"\[([^|\]]*)\|([^|\]]*)\|([^\]]*)\]")
_PARENT_FORMS = re.compile(r"\{([^|}]*)\|([^|}]*)\|([^}]*)\}")
_CHILD_HE = re.compile(r"(?<![א-ת])(ו?[לשבכ]?)~")
LONG_AGO = 24  # replies after which a sentence may come again
_YEARS_HE = ("", "שנה", "שנתיים", "שלוש", "ארבע", "חמש", "שש", "שבע", "שמונה", "תשע", "עשר")
_YEARS_EN = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def wording_of(language: Language) -> ModuleType:
    """The module that holds a language's sentences."""
    return wording_he if language == "he" else wording_en


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom the sentences are for and about."""

    language: Language
    address: Address
    name: str = ""
    gender: Gender = ""
    age: float | None = None

    @property
    def wording(self) -> ModuleType:
        """The sentences of the parent's language."""
        return wording_of(self.language)

    def say(self, sentence: str, **slots: str) -> str:
        """The sentence with its marks resolved; `slots` fill <...>."""
        said = _CHILD_FORMS.sub(lambda m: m.group(_form(self.gender)), sentence)
        said = _PARENT_FORMS.sub(lambda m: m.group({"m": 1, "f": 2}.get(self.address, 3)), said)
        for slot, text in {**self._frame(), **slots}.items():
            said = said.replace(f"<{slot}>", text)
        said = _CHILD_HE.sub(self._child_he, said) if self.language == "he" else self._child_en(said)
        return said[:1].upper() + said[1:] if self.language == "en" else said

    def _child_he(self, match: re.Match[str]) -> str:
        front = match.group(1)
        if self.name:
            return front + (self.name if re.match("[א-ת]", self.name) or not front else f"-{self.name}")
        nouns = {"boy": ("ילד",), "girl": ("ילדה",)}.get(self.gender, ("ילד", "ילדה"))
        joint = front[-1:] if front[-1:] in ("ל", "ב", "כ") else ""
        parts = [f"{joint or 'ה'}{noun}" for noun in nouns]
        return front.removesuffix(joint) + " או ".join(parts)

    def _child_en(self, said: str) -> str:
        noun = {"boy": "your son", "girl": "your daughter"}.get(self.gender, "your child")
        return said.replace("~", self.name or noun)

    def _frame(self) -> dict[str, str]:
        bare = {"bare": ""}
        school = self.age is not None and self.age >= 6.3
        if self.language == "en":
            return {**bare, "frame": "school" if school else "kindergarten"}
        return {**bare, "frame": "בית הספר" if school else "גן", "in_frame": "בבית הספר" if school else "בגן"}

    def age_in_words(self, years: float) -> str:
        """ "שלוש וחצי", "three and a half"; "" for an age that would need months."""
        whole, half = int(years), abs(years - int(years) - 0.5) < 0.01
        if whole == 0 or not (half or abs(years - whole) < 0.01):
            return ""
        if self.language == "he":
            return (_YEARS_HE[whole] if whole <= 10 else str(whole)) + (" וחצי" if half else "")
        return (_YEARS_EN[whole] if whole <= 10 else str(whole)) + (" and a half" if half else "")

    def date_in_words(self, day: date) -> str:
        """ "5 במאי 2021", "5 May 2021"."""
        if self.language == "he":
            return f"{day.day} ב{MONTHS_HE[day.month - 1]} {day.year}"
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"

    def areas(self, asked: Sequence[Domain], *, bare: bool = False) -> str:
        """The names of domains as a list in a sentence; `bare` without the article."""
        kept = self.wording.BARE if bare else self.wording.DOMAINS
        names = [kept[domain] for domain in asked]
        if len(names) < 2:
            return "".join(names)
        last = f" ו{names[-1]}" if self.language == "he" else f" and {names[-1]}"
        return ", ".join(names[:-1]) + last


def _form(gender: Gender) -> int:
    return {"boy": 1, "girl": 2}.get(gender, 3)


def quoted(text: str, language: Language) -> str:
    """The parent's own words, in the quotation marks of their language."""
    before, after = "״״" if language == "he" else "“”"
    return f"{before}{text}{after}"


def opener(text: str) -> str:
    """The first two words of a reply: what a reader notices when they come back."""
    return " ".join(words(text)[:2]).lower()


def fresh(options: Iterable[str], said: Sequence[str], *, may_be_none: bool = True) -> str:
    """The first option that was never said and does not open like one of the last replies.

    `said` are Chitta's earlier replies, oldest first. With nothing fresh: "" or, when there must be words, the option
    that was said longest ago.
    """
    options = [option for option in options if option]
    openers = {opener(text) for text in said[-4:]}
    last = {option: max((at for at, text in enumerate(said) if option in text), default=-1) for option in options}
    free = sorted((option for option in options if opener(option) not in openers), key=lambda option: last[option])
    if free and (last[free[0]] < 0 or not may_be_none or len(said) - last[free[0]] > LONG_AGO):
        return free[0]
    if may_be_none or not options:
        return ""
    return min(options, key=lambda option: last[option])
