"""A long acquaintance in rows: what a family and Chitta say over months, and what is learned from it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from chitta.chat.models import Message
from chitta.core import times
from chitta.core.db import db
from chitta.core.vocabulary import DOMAINS
from chitta.journey.models import MOST_OBSERVATIONS, Observation

A_MESSAGE = 0.7  # new observations that a message brings
MAIN, EXAMPLE = (
    "מתקשה לעבור מפעילות לפעילות בגן",
    "אתמול בסוף המשחק בקוביות בכה עשרים דקות ולא הסכים לשבת במפגש",
)
STRENGTHS = ("בונה מגדלים גבוהים בסבלנות רבה", "שר כל היום וזוכר כל מילה", "מנחם את אחותו כשהיא בוכה")
TOLD = (
    "היום בגן הוא שיחק עם יואב בחצר ואחר כך סירב להיכנס פנימה הגננת סיפרה שזה קורה בעיקר לפני המפגש בבית זה אחרת לגמרי "
    "הוא יושב ומצייר הרבה זמן לפעמים מבקש שנשב לידו בערב קשה לו להירדם והוא קורא לנו שוב ושוב עד שמישהו נשאר איתו בחדר "
    "אוכל רק לבן אורז פסטה לחם ולא מוכן לטעום שום דבר חדש עם סבתא הוא מדבר הרבה ועם ילדים שהוא לא מכיר פחות שאלתי אותו "
    "מה היה והוא אמר משפט שלם על הטרקטור שראה בדרך"
)
WORDS = TOLD.split()
KINDS = ("strength", "concern", "history", "context", "hope", "development")
LIKELY = (20, 20, 6, 22, 6, 26)


class LongTalk:
    """Rows of one journey, grown to a number of lines whenever it is asked to. Call inside a transaction."""

    def __init__(self, session_id: UUID, seed: int = 7) -> None:
        self.session_id, self.chance = session_id, random.Random(seed)
        self.lines, self.learned, self.owed = 1, 0, 0.0  # the greeting is there
        self.began = times.now() - timedelta(days=200)

    def grow(self, lines: int) -> tuple[Message, Message]:
        """Until so many lines are there: the parent's newest, and the reply that waits for its words."""
        said = reply = None
        while self.lines < lines:
            said = self._line("user", self._prose(6, 45))
            done = self.lines + 1 < lines
            reply = self._line("chitta", self._prose(12, 40) + "?" if done else "", reply_to=said.id)
            reply.status = "settled" if done else "waiting"
            for _ in range(2):
                self._learn()
        db.session.flush()
        assert said and reply
        return said, reply

    def settle(self, reply: Message) -> None:
        reply.text, reply.status = self._prose(12, 40) + "?", "settled"

    def _line(self, sender: str, text: str, **more: object) -> Message:
        self.lines += 1
        moment = self.began + timedelta(minutes=self.lines)
        line = Message(
            id=uuid4(), session_id=self.session_id, seq=self.lines, sender=sender, text=text, created_at=moment, **more
        )
        db.session.add(line)
        return line

    def _learn(self) -> None:
        self.owed += A_MESSAGE
        if self.owed < 1 or self.learned >= MOST_OBSERVATIONS:
            return
        self.owed -= 1
        first: list[Callable[[], Observation]] = [
            *(lambda text=text, domain=domain: self._seen("strength", domain, text) for text, domain in zip(STRENGTHS, ("motor", "communication", "social_play"), strict=True)),
            lambda: self._seen("concern", "behaviour_emotion", MAIN, EXAMPLE),
        ]  # fmt: skip
        if self.learned < len(first):
            db.session.add(first[self.learned]())
        else:
            kind = self.chance.choices(KINDS, LIKELY)[0]
            example = self._prose(8, 25) if kind == "concern" and self.chance.random() < 0.5 else ""
            db.session.add(self._seen(kind, self.chance.choice(DOMAINS), self._prose(6, 22), example))
        self.learned += 1

    def _seen(self, kind: str, domain: str, text: str, example: str = "") -> Observation:
        moment = self.began + timedelta(minutes=self.lines, seconds=self.learned % 60)
        return Observation(
            session_id=self.session_id, kind=kind, domain=domain, text=text, example=example,
            created_at=moment, changed_at=moment,
        )  # fmt: skip

    def _prose(self, least: int, most: int) -> str:
        return " ".join(self.chance.choice(WORDS) for _ in range(self.chance.randint(least, most)))
