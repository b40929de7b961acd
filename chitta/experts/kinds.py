"""What can be said of a professional by ticking: fields, languages, health funds; and which field to turn to for what.

The order of these lists is kept in rows (see `Ticks`): something new goes to the end, and nothing is ever taken out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, Dialect, type_coerce
from sqlalchemy.types import TypeDecorator

from chitta.core.i18n import N_

# fmt: off
SPECIALTIES: dict[str, str] = {
    "speech": N_("Speech and language therapy"),
    "occupational": N_("Occupational therapy"),
    "physiotherapy": N_("Physiotherapy for children"),
    "developmental": N_("Developmental paediatrics"),
    "psychology": N_("Child psychology"),
    "hearing": N_("Hearing checks"),
    "vision": N_("Eye checks"),
    "neurology": N_("Child neurology"),
    "parents": N_("Guidance for parents"),
    "creative": N_("Therapy through art, music and movement"),
    "play": N_("Play and social groups"),
    "learning": N_("Support with learning"),
    "sleep": N_("Sleep guidance"),
    "feeding": N_("Eating and nutrition"),
    "behaviour": N_("Behaviour guidance"),
    "social_work": N_("Social work and rights"),
}
WHAT_THEY_DO: dict[str, str] = {
    "speech": N_("Looks at how a child understands, tells and plays with words."),
    "occupational": N_("Looks at hands and senses, at dressing, mornings and getting organised."),
    "physiotherapy": N_("Looks at movement, balance and strength."),
    "developmental": N_("A doctor with a wide view of how a child grows, who knows what should come next and what need not."),
    "psychology": N_("Looks at feelings, play and what goes on between people, often with the parents alone at first."),
    "hearing": N_("A short check. Hearing well is where talking begins."),
    "vision": N_("A short check, also for children who do not read yet."),
    "neurology": N_("A doctor to whom the family's doctor sends on with a particular question."),
    "parents": N_("Meetings with the parents, without the child: what can be done at home."),
    "creative": N_("For children who show more than they say."),
    "play": N_("Small groups in which playing together is learned by playing."),
    "learning": N_("Helps with reading and numbers in the way that suits the child."),
    "sleep": N_("Falling asleep and nights, step by step with the parents."),
    "feeding": N_("Meals, new foods and growing."),
    "behaviour": N_("Looks at what comes before a hard moment, and at what helps in it."),
    "social_work": N_("Rights, forms and the way between offices."),
}
LANGUAGES: dict[str, str] = {
    "he": N_("Hebrew"),
    "en": N_("English"),
    "ar": N_("Arabic"),
    "ru": N_("Russian"),
    "fr": N_("French"),
    "am": N_("Amharic"),
    "es": N_("Spanish"),
    "yi": N_("Yiddish"),
    "uk": N_("Ukrainian"),
    "sign": N_("Israeli Sign Language"),
}
FUNDS: dict[str, str] = {
    "clalit": N_("Clalit"),
    "maccabi": N_("Maccabi"),
    "meuhedet": N_("Meuhedet"),
    "leumit": N_("Leumit"),
    "private": N_("Privately"),
}
# fmt: on


class Ticks(TypeDecorator[tuple[str, ...]]):
    """Keys of one of these lists as a tuple; in the database a number with a bit for each, so that 10,000 rows are looked
    through without a table beside them."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__()
        self.keys = tuple(keys)

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> int:
        return bits(self.keys, value or ())

    def process_result_value(self, value: int | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(key for place, key in enumerate(self.keys) if (value or 0) >> place & 1)


def bits(keys: Iterable[str], ticked: Iterable[str]) -> int:
    """The number for these ticks."""
    wanted = set(ticked)
    return sum(1 << place for place, key in enumerate(keys) if key in wanted)


def ticked(column: Any, *some: str) -> Any:
    """SQL: is at least one of these ticked?"""
    return type_coerce(column, BigInteger).bitwise_and(bits(column.type.keys, some)) != 0
