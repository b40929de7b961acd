"""Where the built-in guide puts what parents tell, against what a careful listener would do: conversations in placing_*.txt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chitta.gateways.builtin import asking
from chitta.gateways.builtin.answers import passes
from chitta.gateways.builtin.normalising import words
from chitta.gateways.builtin.speaking import Voice
from chitta.gateways.guide import ChildKnown, Known, Line
from tests.gateways.builtin.house import House
from tests.gateways.builtin.personas import Persona
from tests.gateways.builtin.personas_heldout import FRESH, HELD_OUT
from tests.gateways.builtin.personas_unseen import UNSEEN

HERE = Path(__file__).parent
_GLAD = ("STRENGTH_ANY", "FINE")
_HARD = ("CONCERN_ANY",)


@dataclass
class Count:
    """What was expected and what came: `slips` says in words what went wrong, with the line it came from."""

    places: int = 0
    right: int = 0
    wrong: int = 0  # held, but as something else
    missed: int = 0  # held nowhere
    sinces: int = 0
    since_right: int = 0
    asked_again: int = 0
    tones: int = 0
    tone_wrong: int = 0
    slips: list[str] = field(default_factory=list)

    def line(self, title: str) -> str:
        return (
            f"{title:18} placed {self.right}/{self.places} {self.right / self.places:.2f}, wrong {self.wrong}, missed {self.missed}; since when {self.since_right}/{self.sinces}; "
            f"asked again {self.asked_again}; tone wrong {self.tone_wrong}/{self.tones}"
        )


def measured(name: str, language: str = "") -> Count:
    """All conversations of a file (placing_<name>.txt), in one language or both."""
    count = Count()
    for head, lines in _conversations(name):
        house = _house(head)
        if not language or house.language == language:
            _walk(house, lines, count)
    return count


def _conversations(name: str) -> Iterator[tuple[str, list[str]]]:
    text = (HERE / f"placing_{name}.txt").read_text("utf-8")
    for block in text.split("# child ")[1:]:
        head, *lines = [line.strip() for line in block.splitlines() if line.strip()]
        yield head, lines


def _house(head: str) -> House:
    said, _, known = head.partition(" concern:")
    language, name, gender, age = said.split()
    domain, _, text = known.partition(":")
    held = [Known("1", "concern", domain, text, since="", example="")] if known else []
    return House(
        language=language, child=ChildKnown(name, gender, float(age)), known=held, history=[Line("chitta", "…")]
    )  # type: ignore[arg-type]


def _walk(house: House, lines: list[str], count: Count) -> None:
    closed: set[str] = set()
    said = reply = ""
    for mark, rest in [(line[0], line[1:].strip()) for line in lines]:
        if mark == "?":
            house.history.append(_question(house, rest))
        elif mark == ">":
            said, reply = rest, house.hears(rest)
            _asked_again(closed, said, reply, count)
        elif mark == "=":
            _placed(house, rest, said, count)
        elif mark == "-" and any(rest in known.text for known in house.known):
            count.wrong += 1
            count.slips.append(f"kept: {said}")
        elif mark == "@":
            count.sinces += 1
            right = any(rest in known.since for known in house.known)
            count.since_right += right
            count.slips += [] if right else [f"since when: {said} -> {[one.since for one in house.known if one.since]}"]
        elif mark == "!":
            new = set(rest.split())
            closed |= new | ({"missing_example", "example_hope"} if "example" in new else set())
            _asked_again(new, said, reply, count)
        elif mark == "~":
            _tone(house, rest, said, reply, count)


def _question(house: House, question: str) -> Line:
    voice = Voice(house.language, house.address, house.child.name, house.child.gender, house.child.age_years)
    areas = voice.areas(asking.AREAS.get(question, ()))
    text = voice.say(voice.wording.QUESTIONS[question][0], areas=areas, bare=areas)
    return Line("chitta", text, asking.TOPIC_OF.get(question, ""))


def _placed(house: House, wanted: str, said: str, count: Count) -> None:
    where, _, words = wanted.partition("|")
    kinds, domains = (part.split("/") for part in where.split())
    held = [known for known in house.known if words.strip() in known.text]
    right = any(one.kind in kinds and (domains == ["*"] or one.domain in domains) for one in held)
    count.places += 1
    count.right += right
    count.wrong += bool(held) and not right
    count.missed += not held
    if not right:
        count.slips.append(f"{said}: {where.strip()}, and is {[(one.kind, one.domain) for one in held]}")


def _asked_again(closed: set[str], said: str, reply: str, count: Count) -> None:
    if (question := asking.asked_by(reply, "")) in closed:
        count.asked_again += 1
        count.slips.append(f"asks {question} again: {said} -> {reply}")


def _tone(house: House, wanted: str, said: str, reply: str, count: Count) -> None:
    wording = Voice(house.language, house.address).wording
    glad, hard = _sentences(house, _GLAD, wording.STRENGTH), _sentences(house, _HARD, wording.CONCERN)
    amiss = {"glad": hard, "hard": glad, "plain": glad | hard}[wanted]
    count.tones += 1
    if any(one in reply for one in amiss):
        count.tone_wrong += 1
        count.slips.append(f"tone: {said} -> {reply}")


def _sentences(house: House, lists: tuple[str, ...], by_key: dict[str, str]) -> set[str]:
    voice = Voice(house.language, house.address, house.child.name, house.child.gender, house.child.age_years)
    told = [one for name in lists for one in getattr(voice.wording, name)] + list(by_key.values())
    return {voice.say(one) for one in told}


ELSEWHERE = {
    "strengths": "history", "concerns": "family", "example": "day", "since": "areas_talk", "helps": "areas_talk", "history": "strengths", "family": "concerns", "hopes": "since",
}  # fmt: skip
KINDS = {
    "strengths": {"strength"}, "concerns": {"concern"}, "example": {"concern"}, "since": {"context"}, "helps": {"context"}, "history": {"history", "development"},
    "family": {"context"}, "hopes": {"hope"},
}  # fmt: skip


def crossed(parents: Mapping[str, Persona], slips: list[str] | None = None) -> dict[str, tuple[int, int]]:
    """Each answer of some parents, given to a question about something else: how often it still goes where it belongs, by
    what it answers. Answers of fewer than four words, and refusals, say too little to be placed."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for persona in parents.values():
        for topic, line in persona.answers:
            if topic in KINDS and len(words(line)) >= 4 and not passes(line):
                house = _house(
                    f"{persona.language} {persona.name} {persona.gender or 'boy'} 4 concern:{persona.domain}:…"
                )
                house.history.append(_question(house, ELSEWHERE[topic]))
                house.hears(line)
                new = [known for known in house.known[1:] if known.kind in KINDS[topic]]
                every[topic] += 1
                right[topic] += bool(new)
                if slips is not None and not new:
                    slips.append(
                        f"{topic} ({persona.domain}): {line} -> {[(one.kind, one.domain, one.text[:30]) for one in house.known[1:]]}"
                    )
    return {topic: (right[topic], every[topic]) for topic in KINDS}


if __name__ == "__main__":  # python -m tests.gateways.builtin.placing [--slips]
    import sys

    for name in ("learning", "heldout"):
        for language in ("he", "en"):
            print(measured(name, language).line(f"{name} {language}"))
    learned: list[str] = []
    for title, parents in (("learning", HELD_OUT | FRESH), ("never tuned on", UNSEEN)):
        there = crossed(parents, learned if title == "learning" else None)
        whole = [sum(part) for part in zip(*there.values(), strict=True)]
        print(f"answers to another question, {title}: {whole[0]}/{whole[1]} {whole[0] / whole[1]:.2f}", there)
    if "--slips" in sys.argv:
        print(*measured("learning").slips, *learned, sep="\n")
