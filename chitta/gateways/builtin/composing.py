"""One whole turn: the words of the reply, the topics it raises, and the calls that follow the words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from chitta.core.vocabulary import Topic
from chitta.gateways.builtin import addressing, answers, asking, calming, frames, planning
from chitta.gateways.builtin.accompanying import Accompanied
from chitta.gateways.builtin.hearing import Heard, hear
from chitta.gateways.builtin.lexicon import DAY, FAMILY, INTERESTS, PLACES
from chitta.gateways.builtin.normalising import fold, words
from chitta.gateways.builtin.noticing import Note, fine, helps, only_trouble, since
from chitta.gateways.builtin.people import People
from chitta.gateways.builtin.planning import standing
from chitta.gateways.builtin.replying import Call, Said, suggest
from chitta.gateways.builtin.speaking import Voice, fresh
from chitta.gateways.guide import LONG_AWAY, Prompt, Raised


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn says and does, in this order."""

    text: str
    raised: tuple[Raised, ...] = ()
    calls: tuple[Call, ...] = ()


def compose(prompt: Prompt) -> Turn:
    """The turn that answers the parent's last line."""
    said = tuple(line.text for line in prompt.history if line.sender == "chitta")
    if prompt.safety:
        return _safe(prompt, said)
    heard = hear(prompt)
    calm, heard = _calmly(prompt, heard, said)
    if calm:
        return calm
    at = standing(prompt, heard)
    return _Reply(prompt, heard, at, said).turn()


def _safe(prompt: Prompt, said: tuple[str, ...]) -> Turn:
    voice = Voice(prompt.language, prompt.address, prompt.child.name, prompt.child.gender, prompt.child.age_years)
    options = [voice.say(one) for one in voice.wording.SAFE]
    text = fresh(options, said, may_be_none=False)
    return Turn(text, calls=(suggest(voice, ("safe", "safe_near", "safe_call")[options.index(text)]),))


_STANDS = frozenset(asking.OF_STAGES) - {"letter_read", "film_done", "expert_wants", "add_what"}
FRIGHT_LASTS = 3  # turns after a frightened message in which nothing but the parent matters


def _calmly(prompt: Prompt, heard: Heard, said: tuple[str, ...]) -> tuple[Turn | None, Heard]:
    """The turn soon after helplines were shown: no interview, no filming, no cheer.

    None when that is over: the parent wants or asks something, or goes on about the child, which the line then holds as
    a note. The first line after the helplines ends it only when it also says that all is well or was a way of speaking.
    """
    voice = Voice(prompt.language, prompt.address, prompt.child.name, prompt.child.gender, prompt.child.age_years)
    safe = [voice.say(one) for one in voice.wording.SAFE]
    since = next((back for back, text in enumerate(reversed(said[-FRIGHT_LASTS:])) if text in safe), None)
    people = People(prompt.child.name, prompt.child.gender, prompt.child.others)
    asks = bool(heard.questions) and not (since == 0 and calming.asks_for_the_moment(heard, people))
    if since is None or heard.order or heard.wish or asks:
        return None, heard
    last, low = said[-1], fold(heard.text)
    mood = addressing.mood(low, asked_if_safe=last == safe[0], asked_who=last == safe[1])
    news = calming.with_news(heard, people, mood, first=since == 0)
    if (since > 0 or mood in ("saying", "fine")) and (news.notes or calming.asks_of_child(heard, people)):
        return None, news
    options = [voice.say(one) for one in voice.wording.CALM[mood]]
    text = fresh(options, said, may_be_none=False)
    return Turn(text, calls=(suggest(voice, f"calm_{mood}"),)), heard


class _Reply(Accompanied):
    """Puts one reply together."""

    def turn(self) -> Turn:
        """Decide, speak, and list what is to be done."""
        self._record()
        head, question = self._decide()
        text = self._spoken(head, question) or self._something()
        self.calls.append(suggest(self.voice, question or self._standing_still()))
        return Turn(text, tuple(self._raised(question)), tuple(self.calls))

    def _something(self) -> str:
        """A turn always ends in words, however often all of them were said."""
        stage = self.words.STAGE.get(self.prompt.stage, "")
        return self.one((*self.words.TAKEN, stage), must=True)

    def _standing_still(self) -> str:
        """Which quick replies fit when nothing is asked: those of the stage this turn leads to."""
        if self.heard.answer == "stop":
            return "stopped"
        moved = [arguments["new_stage"] for name, arguments in self.calls if name == "update_journey_stage"]
        stage = f"stage_{moved[-1] if moved else self.prompt.stage}"
        return stage if stage in self.words.REPLIES else "open"

    # What is said

    def _decide(self) -> Said:
        """(what is said first, the id of the question that follows; "" for none)."""
        heard = self.heard
        if heard.answer == "stop":
            return self.one(self.words.STOPPED, must=True), ""
        if heard.angry:
            return self.one(self.words.ANGRY, must=True), ""
        if decided := self.followed():
            return decided
        if heard.order:
            return self._on_order()
        if heard.wish:
            return self.wished()
        if heard.nod and addressing.sad_emoji(heard.text):
            return self.one(self.words.SAD, must=True), ""
        if heard.nod:
            return self.one(self.words.NOD, must=True), self.next()
        if self._takes_back():
            opened = self.view("portrait")
            return (self.words.FIX if opened else self.words.FIX_CLOSED), ""
        if (echoed := self._echoed()) and heard.questions is None:
            return echoed
        if heard.condition and (heard.questions is not None or not self._history_told()):
            return self.one(self.words.CONDITION, must=True), self.next()
        if heard.off_topic and not heard.questions:
            return self.one(self.words.OFF_TOPIC), self.next()
        if heard.questions is not None:
            return self._curated(heard.questions), self._question_again()
        if heard.too_much and not heard.notes and self.at.may("pause"):
            return self.one(self.words.TOO_MUCH), "pause"
        if self.prompt.stage in ("sharing", "document_upload") and heard.asked not in asking.OF_STAGES:
            self.move("consultation" if self.at.finished else "interview", "the parent went on talking")
        return self._acknowledged(), self.next()

    def _takes_back(self) -> bool:
        """ "Sorry, I was wrong, he did not bite": what stands there is changed where it stands."""
        return answers.corrects(self.low) and not (
            self.heard.details or self.heard.notes or self.heard.questions is not None
        )

    def _question_again(self) -> str:
        """After an answer to a parent's own question: what was asked away from the interview still stands."""
        asked = self.heard.asked
        if asked in ("film", "film_short"):
            return "film_short"
        return asked if asked in _STANDS and self.at.may(asked) else self.next()

    def _on_order(self) -> Said:
        """Something is asked of Chitta itself: delete a line, correct one, a person to talk to, the question once more."""
        w, order = self.words, self.heard.order
        if order == "address":
            return w.ADDRESS, self.next()
        if order == "human":
            return w.HUMAN, ""
        if order == "again":
            asked = self.heard.asked
            return (self.one(w.AGAIN_ASKED, must=True), asked) if asked in w.QUESTIONS else (w.NOTHING_ASKED, "")
        if order == "told":
            self.at = replace(self.at, closed=self.at.closed | {self.heard.asked})
            return self.one(w.ALREADY_TOLD, must=True), self.next()
        opened = self.view("portrait")
        if order == "delete":
            return (w.DELETE if opened else w.DELETE_CLOSED), ""
        return (w.FIX if opened else w.FIX_CLOSED), ""

    def _echoed(self) -> Said | None:
        """A word for what the parent carries, or one detail of what was told, before anything else is asked."""
        key, question = addressing.echo(self.low)
        if not key:
            return None
        head = self.voice.say(self.words.ECHO[key].replace("<known>", addressing.amount(self.low)))
        if any(head in text for text in self.said[-14:]):
            return None
        details = self._details_said() if self.heard.details else ""
        return f"{details} {head}".strip(), question if question and self.at.may(question) else self.next()

    def _history_told(self) -> bool:
        return any(note.kind == "history" for note in self.heard.notes)

    def _curated(self, keys: tuple[str, ...]) -> str:
        """The best fitting answer that was not given lately; else an honest word that there is no more to say."""
        if not keys and addressing.of_product(self.low):
            return self.voice.say(self.words.UNKNOWN_PRODUCT)
        if not keys and (self.heard.notes or self.heard.details):
            told = self._acknowledged()
            lately = any(self.voice.say(one) in text for one in self.words.NOT_KNOWN for text in self.said[-4:])
            return told if told and lately else f"{told} {self.one(self.words.NOT_KNOWN, must=True)}".strip()
        fitting = [self._answer(key) for key in keys or ("",)]
        unsaid = [answer for answer in fitting if not any(answer in text for text in self.said[-8:])]
        return unsaid[0] if unsaid else self.one(self.words.REPEATED if keys else self.words.NOT_KNOWN)

    def _answer(self, key: str) -> str:
        """A curated answer: some depend on the stage, and some on what the family worries about."""
        by_family = {"what_next": self.what_next, "home_try": self.to_try}
        if key == "what_do" and self.at.has_example:
            return self.to_try()  # the moment is known: something to try rather than one question more
        if self.at.concerns:
            by_family["who_to_see"] = self.whom_first
        if key == "share_end" and "shareExpert" not in self.prompt.views:
            return str(self.words.SHARE_END_CLOSED)
        return by_family[key]() if key in by_family else self.voice.say(self.words.CURATED[key])

    def _acknowledged(self) -> str:
        """One specific sentence about what was just told, or none."""
        heard, w = self.heard, self.words
        parts = []
        worried = any(note.kind == "concern" for note in heard.notes)
        if heard.details and (heard.details.fixed or heard.details.born or not worried):
            parts.append(self._details_said())
        if heard.notes:
            parts.append(self._note_said())
        elif not parts:
            parts.append(self._mood_said())
        if heard.lost:
            parts = [self.voice.say(w.LOST)]
        elif heard.too_much and not heard.notes:
            parts = [self.one(w.TOO_MUCH), *parts[:1]] if heard.details else [self.one(w.TOO_MUCH)]
        moved = heard.notes or heard.details or heard.defensive or heard.too_much or heard.worried
        if len(self.said) == 0 and not moved:
            parts = [w.INTRO]
        return " ".join(part for part in parts[:2] if part)

    def _details_said(self) -> str:
        given, w = self.heard.details, self.words
        if given.born:
            return self.one(w.BORN, date=self.voice.date_in_words(given.born))
        if given.name:
            return self.one(w.NAME_FIXED if given.fixed else w.NAME, must=given.fixed)
        if given.age is not None:
            spoken = self.voice.age_in_words(given.age)
            options = (w.AGE_FIXED if given.fixed else w.AGE) if spoken else w.AGE_PLAIN
            return self.one(options, age=spoken)
        return self.one(w.GENDER) if self.heard.asked == "gender" or given.fixed else ""

    def _note_said(self) -> str:
        """A sentence for the note that matters most: a joy if it was asked for, else the worry."""
        heard, w = self.heard, self.words
        note = next((n for n in heard.notes if n.kind == "concern"), heard.notes[0])
        low = fold(note.text)
        if heard.asked in ("example", "missing_example", "example_hope") and note.example:
            places = [key for key, pattern in PLACES.items() if pattern.search(low)]
            return self.one((w.EXAMPLE.get(places[0], "") if len(places) == 1 else "", *w.EXAMPLE_ANY))
        if note.about or (heard.asked in ("since", "helps") and note.kind == "context"):
            return self.one(w.SINCE if since(low) else w.HELPS if helps(note.text) else w.TAKEN)
        if note.kind == "concern":
            return self.one((w.CONCERN.get(only_trouble(low), ""), *w.CONCERN_ANY))
        if note.kind == "strength":
            return self.one((*self._interests(low), *w.STRENGTH_ANY))
        if note.kind == "hope":
            return self.one(w.HOPE)
        if self._condition_told(note):
            return self.one(w.CONDITION_KNOWN)
        return self.one(w.FINE if note.kind == "development" and fine(low) else w.TAKEN)

    def _when(self, note: Note) -> bool:
        """Whether an answer says since when rather than what helps."""
        return not helps(note.text) and (bool(note.since) or self.heard.asked == "since")

    def _condition_told(self, note: Note) -> bool:
        return self.heard.condition and note.kind == "history"

    def _interests(self, low: str) -> list[str]:
        return [self.words.STRENGTH[key] for key, pattern in INTERESTS.items() if pattern.search(low)]

    def _mood_said(self) -> str:
        heard, w = self.heard, self.words
        by_answer = {
            "unsure": w.UNSURE,
            "later": w.SKIP,
            "skip": w.SKIP,
            "no": w.NO,
            "yes": w.YES,
            "thanks": w.THANKS,
            "greeting": self._greeting(),
        }
        for condition, options in (
            (heard.nonsense, w.NONSENSE), (heard.off_topic, w.OFF_TOPIC), (heard.defensive, w.DEFENSIVE), (heard.no_worry, w.NO_WORRY),
            (heard.worried, w.WORRY), (bool(heard.answer), by_answer.get(heard.answer, ())), (heard.useful, (*w.FINE, *w.YES)), (heard.thanks, w.THANKS),
            (heard.greeting, self._greeting()),
        ):  # fmt: skip
            if condition:
                return self.one(options)
        if self.prompt.stage in w.STAGE and self.at.finished:
            return self.one((w.STAGE[self.prompt.stage], *w.TAKEN))
        return (
            self.one(w.TAKEN)
            if self.prompt.stage != "interview" or not heard.asked
            else self.one(w.UNCLEAR if self.next() == heard.asked else w.OPEN_PASSED)
        )

    def _greeting(self) -> tuple[str, ...]:
        if self.prompt.away and self.prompt.away >= LONG_AWAY:
            return (self.returned(),)
        options: tuple[str, ...] = self.words.AGAIN if len(self.said) > 2 else self.words.GREETING
        return options

    def _spoken(self, head: str, question: str) -> str:
        if not question:
            return head
        variants = self._variants(question)
        asked = self.at.asked[question]
        turned = variants[asked % len(variants) :] + variants[: asked % len(variants)]
        if question == "open" or not head:
            return f"{head} {fresh(turned, self.said, may_be_none=False)}".strip()
        return f"{head} {turned[0]}"

    def _variants(self, question: str) -> tuple[str, ...]:
        sentences = self.words.QUESTIONS[question]
        if question == "strengths":
            sentences = (sentences[2], sentences[1]) if self.at.concerns else sentences[:2]
        if question == "concerns":
            first = 3 if self.at.anxious else 2 if self.heard.worried else 0
            sentences = (sentences[first], sentences[1])
        areas = self.voice.areas(planning.missing(self.at, question)) if question in asking.AREAS else ""
        bare = self.voice.areas(planning.missing(self.at, question), bare=True) if areas else ""
        return tuple(self.voice.say(one, areas=areas, bare=bare) for one in sentences)

    # What is done

    def _record(self) -> None:
        given = self.heard.details
        fields: dict[str, Any] = {
            "name": given.name, "date_of_birth": given.born.isoformat() if given.born else "", "gender": given.gender,
        }  # fmt: skip
        known = {key: value for key, value in fields.items() if value}
        if given.age is not None:
            known["age_years"] = given.age
        if known:
            self.calls.append(("set_child_details", known))
        for note in self.heard.notes:
            self.calls.append(("note_observation", self._arguments(note)))

    def _arguments(self, note: Note) -> dict[str, Any]:
        """A note as the tool takes it; a bare "for half a year" gets the name of what was asked in front."""
        text = self._label(note) + note.text
        return {"kind": note.kind, "domain": note.domain, "text": text, "example": note.example, "since": note.since}

    def _label(self, note: Note) -> str:
        asked = self.heard.asked
        if asked in asking.OF_STAGES:
            return str(self.words.LABELS.get(asked, ""))
        if note.about:
            return str(self.words.LABELS[note.about])
        bare = asked in ("since", "helps") and note.kind == "context" and len(words(note.text)) <= 8
        if bare and (since(note.text) or helps(note.text)):
            return str(self.words.LABELS["since" if self._when(note) else "helps"])
        return ""

    def _raised(self, question: str) -> list[Raised]:
        found: dict[Topic, Raised] = {}
        asked = asking.TOPIC_OF.get(self.heard.asked)
        if asked and (self.heard.useful or (asked == "basics" and self.heard.details)):
            found[asked] = Raised(asked, "answered")
        elif asked and self.heard.answer != "stop" and self._given_up():
            found[asked] = Raised(asked, "passed")
        for note in self.heard.notes:
            if topic := _topic_of(note):
                found[topic] = Raised(topic, "answered")
            if note.example:
                found["example"] = Raised("example", "answered")
        if question == "film":
            self.move("video_instructions", "the interview has covered what filming needs")
            self.covered()
        events = list(found.values())
        topic = asking.TOPIC_OF.get(question)
        return [*events, Raised(topic, "asked")] if topic else events

    def _given_up(self) -> bool:
        return self.heard.answer in ("unsure", "later", "skip") or self.at.asked[self.heard.asked] >= 2


def _topic_of(note: Note) -> Topic | None:
    """What an observation answers, whatever was asked when it came."""
    by_kind: dict[str, Topic] = {"strength": "strengths", "concern": "concerns", "hope": "hopes", "history": "history"}
    if note.kind != "context" or note.about or note.domain != "general":
        return by_kind.get(note.kind)
    low = fold(note.text)
    at_home = frames.LIVES.search(low) or frames.who_lives_at_home(low) or FAMILY.search(low)
    return "family" if at_home else "day" if DAY.search(low) else None
