"""What was seen of a film, as its row keeps it. Frozen; a change makes a new one. Pure: no database, no model."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chitta.core.vocabulary import Domain, ObservationKind

Sure = Literal["clearly", "once", "unsure"]
Problem = Literal["too_dark", "too_blurred", "no_sound", "faint_sound", "hardly_moves"]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Moment(Frozen):
    """Something between two seconds of a film, in plain words. observation: what came of it in the child's picture.

    sure: how well it could be seen; told: the parent said it, watching the film.
    """

    id: str
    start: int
    end: int
    kind: ObservationKind
    domain: Domain
    text: str
    sure: Sure = "clearly"
    told: bool = False
    observation: uuid.UUID | None = None


class Film(Frozen):
    """What it is, as it can be played."""

    seconds: float
    width: int
    height: int
    sound: bool


class Measured(Frozen):
    """What can be measured without understanding. Shares of the film's seconds are 0..1; the tracks have a figure for each
    second: light 0..255, movement in thousandths of the picture, speech in hundredths."""

    problems: tuple[Problem, ...] = ()
    light: float = 0
    moving: float = 0
    speaking: float = 0
    lights: tuple[int, ...] = ()
    moves: tuple[int, ...] = ()
    speech: tuple[int, ...] = ()

    @classmethod
    def of(cls, told: dict[str, Any]) -> Measured:
        """From what `media.measure` answers."""
        track, verdict = told["track"], told["verdict"]
        return cls(
            problems=tuple(verdict["problems"]),
            light=verdict["light"],
            moving=verdict["moving"],
            speaking=verdict["speaking"],
            lights=tuple(round(one["light"] or 0) for one in track),
            moves=tuple(round(1000 * (one["movement"] or 0)) for one in track),
            speech=tuple(round(100 * one["speech"]) for one in track),
        )


class Answer(Frozen):
    """What a model said of the film, as far as it holds. enough: whether it shows enough to say something; another: what
    one more film could show; private: it shows what is nobody's business, and nothing of it was kept."""

    scene: Literal["asked", "other", "unclear"] = "unclear"
    child: Literal["well", "partly", "hardly", "unclear"] = "unclear"
    summary: str = ""
    unseen: tuple[str, ...] = ()
    enough: bool = False
    another: str = ""
    private: bool = False


class Seeing(Frozen):
    """moments: by their seconds. measured, answer: None until that was done. note: why Claude did not look although it
    is here ("budget", "guide", "taken_back"). nothing_to_add: the parent has told what they saw."""

    film: Film | None = None
    measured: Measured | None = None
    answer: Answer | None = None
    moments: tuple[Moment, ...] = ()
    nothing_to_add: bool = False
    twin: uuid.UUID | None = None
    waits: Literal["", "busy", "storage", "full"] = ""
    note: Literal["", "budget", "guide", "taken_back"] = ""
    usage: dict[str, int | str] = Field(default_factory=dict)

    def but(self, **changes: object) -> Seeing:
        """The same with other values."""
        return self.model_copy(update=changes)

    @property
    def seconds(self) -> int:
        """Whole seconds of the film; 0 while that is not known."""
        return int(self.film.seconds) if self.film else 0

    @property
    def silent(self) -> bool:
        """Has nobody said anything of it, though there is something to be said?"""
        private = self.answer is not None and self.answer.private
        return not self.moments and not self.nothing_to_add and not private

    @property
    def seen(self) -> tuple[Moment, ...]:
        """What the model saw."""
        return tuple(one for one in self.moments if not one.told)

    @property
    def told(self) -> tuple[Moment, ...]:
        """What the parent told."""
        return tuple(one for one in self.moments if one.told)

    def moment(self, moment_id: str) -> Moment | None:
        """The moment of this id."""
        return next((one for one in self.moments if one.id == moment_id), None)

    def with_moments(self, moments: Sequence[Moment]) -> Seeing:
        """The same with these, in the order of the film."""
        return self.but(moments=tuple(sorted(moments, key=lambda one: (one.start, one.end, one.told, one.id))))

    def without(self, observation_id: uuid.UUID) -> Seeing:
        """After this observation was deleted: the moment it came from goes too."""
        return self.but(moments=tuple(one for one in self.moments if one.observation != observation_id))
