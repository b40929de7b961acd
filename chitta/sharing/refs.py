"""What can be handed over, by kind and id. Pure: no database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

Kind = Literal["report", "summary", "journal", "document", "video"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WHOLE = ("summary", "journal")  # there is one of these; the others are told by their id
LONGEST_KEY = 60


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Ref(Frozen):
    """One thing that is shared."""

    kind: Kind
    id: uuid.UUID | None = None

    @property
    def key(self) -> str:
        """As forms and addresses name it: `journal`, `report-<id>`."""
        return self.kind if self.id is None else f"{self.kind}-{self.id}"


class Chosen(Frozen):
    """Everything one link shares, in the order it is shown. since, until: the days of the journal, where that is among it."""

    refs: tuple[Ref, ...] = ()
    since: date | None = None
    until: date | None = None

    def of(self, key: str) -> Ref | None:
        """The thing of this key, if it was chosen."""
        return next((ref for ref in self.refs if ref.key == key), None)


def parsed(key: str) -> Ref | None:
    """What a key means; None for one that means nothing."""
    kind, _, id = key[:LONGEST_KEY].partition("-")
    if kind not in KINDS or (kind in WHOLE) != (not id):
        return None
    try:
        ref = Ref(kind=kind, id=uuid.UUID(id) if id else None)
    except ValueError:
        return None
    return ref if ref.key == key else None


def in_order(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    """None of them twice, by kind."""
    return tuple(sorted({ref.key: ref for ref in refs}.values(), key=lambda ref: KINDS.index(ref.kind)))
